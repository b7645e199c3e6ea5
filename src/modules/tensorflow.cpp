// The module tensorflow and its submodules.
#include "modules/tensorflow_table.h"
#include "modules/tensorflow_text.h"
#include "tensorflow/dataset.h"

namespace misfit::modules {
namespace tf_api {

Context& context(Interp& in) { return in.state<Context>(); }

Value submodule(Interp& in, std::string_view dotted) {
  Value at(in.module("tensorflow").get());
  std::string full = "tensorflow._api.v2";
  if (dotted.empty()) return at;
  for (size_t begin = 0; begin != std::string_view::npos;) {
    const size_t end = dotted.find('.', begin);
    const std::string leaf(dotted.substr(begin, end == std::string_view::npos ? end : end - begin));
    full += "." + leaf;
    py::Module* parent = py::cast<py::Module>(at);
    Value child = parent->dict->get(leaf);
    if (!child) {
      const std::string name = !in.keras3() && full.rfind("tensorflow._api.v2.compat", 0) == 0 ? "tensorflow." + full.substr(19) : full;
      child = Value(in.module(name).get());
      parent->dict->set(in, leaf, child);
    }
    at = child;
    begin = end == std::string_view::npos ? end : end + 1;
  }
  return at;
}

void set(Interp& in, std::string_view dotted, const Value& v) {
  const size_t dot = dotted.rfind('.');
  py::Module* m = py::cast<py::Module>(submodule(in, dot == std::string_view::npos ? std::string_view() : dotted.substr(0, dot)));
  m->dict->set(in, dot == std::string_view::npos ? dotted : dotted.substr(dot + 1), v);
}

void bind(Interp& in, std::span<const Row> rows) {
  for (const Row& r : rows) {
    Value f;
    for (size_t begin = 0; begin < r.names.size();) {
      size_t end = r.names.find(' ', begin);
      if (end == std::string_view::npos) end = r.names.size();
      const std::string_view name = r.names.substr(begin, end - begin);
      if (!f) {
        const size_t dot = name.rfind('.');
        f = in.builtin(std::string(dot == std::string_view::npos ? name : name.substr(dot + 1)), r.signature, [name, call = r.call](Interp& i, Bound& a) {
          Value out = dispatched(i, name, call, a);
          return out || i.pending() ? out : call(i, a);
        }, "tensorflow", argument_name(name));
      }
      set(in, name, f);
      begin = end + 1;
    }
  }
}

bool flag(Interp& in, const Value& v, bool* out) {
  auto t = in.truth(v);
  if (t) *out = *t;
  return t.has_value();
}

std::optional<int64_t> integer(Interp& in, const Value& v) {
  auto i = in.as_int(v);
  if (!i && !in.pending()) in.raise("TypeError", "'" + in.type_of(v)->name + "' object cannot be interpreted as an integer");
  return i;
}

std::optional<DType> dtype_or(Interp& in, const Value& v, DType otherwise) { return v.is_none() ? std::optional<DType>(otherwise) : tf::as_dtype(in, v); }

std::optional<std::vector<int64_t>> int_list(Interp& in, const Value& v) {
  std::vector<int64_t> out;
  if (auto i = in.as_int(v)) return std::vector<int64_t>{*i};
  if (in.pending()) in.take();
  auto all = in.list_of(v);
  if (!all) return std::nullopt;
  for (const Value& x : *all) {
    auto i = integer(in, x);
    if (!i) return std::nullopt;
    out.push_back(*i);
  }
  return out;
}

Value list_of(Interp& in, const Operands& all) {
  std::vector<Value> out;
  for (const Operand& x : all) out.push_back(tensor_value(in, x));
  return in.list(std::move(out));
}

std::optional<Operands> convert_all(Interp& in, const Value& list) {
  auto all = in.list_of(list);
  if (!all) return std::nullopt;
  Operands out;
  for (const Value& v : *all) {
    auto x = convert(in, v);
    if (!x) return std::nullopt;
    out.push_back(*x);
  }
  return out;
}

Operand constant(Interp& in, double value, DType t) { return context(in).constant(t == DType::kString ? Tensor::text("") : cast(Tensor::scalar(value), t)); }

}  // namespace tf_api

void register_tensorflow(py::Interp& in) {
  in.register_module("tensorflow", [](py::Interp& i, py::Module& m) {
    tf::register_types(i);
    tf::Types& t = tf::types(i);
    using namespace tf_api;
    m.dict->set(i, "__version__", i.str_value(i.keras3() ? "2.21.0" : "2.15.1"));
    static constexpr std::pair<const char*, DType> kTypes[] = {
        {"bool", DType::kBool}, {"int8", DType::kInt8}, {"uint8", DType::kUInt8}, {"int16", DType::kInt16}, {"uint16", DType::kUInt16}, {"int32", DType::kInt32},
        {"uint32", DType::kUInt32}, {"int64", DType::kInt64}, {"uint64", DType::kUInt64}, {"float16", DType::kFloat16}, {"half", DType::kFloat16}, {"bfloat16", DType::kBFloat16},
        {"float32", DType::kFloat32}, {"float64", DType::kFloat64}, {"double", DType::kFloat64}, {"complex64", DType::kComplex64}, {"complex128", DType::kComplex128},
        {"string", DType::kString}, {"resource", DType::kResource}, {"variant", DType::kVariant}};
    for (const auto& [name, d] : kTypes) {
      set(i, name, tf::dtype_value(i, d));
      set(i, "dtypes." + std::string(name), tf::dtype_value(i, d));
    }
    set(i, "newaxis", Value::none());
    set(i, "Tensor", t.tensor);
    set(i, "Variable", t.variable);
    set(i, "DType", t.dtype);
    set(i, "dtypes.DType", t.dtype);
    set(i, "TensorShape", t.shape);
    set(i, "TensorSpec", t.spec);
    set(i, "TypeSpec", t.type_spec);
    for (const auto& [name, type] : t.errors)
      if (name != "StagingError") set(i, "errors." + name, type);
    bind_basic(i);
    bind_math(i);
    bind_reduce(i);
    bind_nn(i);
    bind_random(i);
    bind_image(i);
    bind_linalg(i);
    bind_strings(i);
    bind_control(i);
    bind_data(i);
    bind_debugging(i);
    bind_misc(i);
    bind_texts(i);
    // keras is built when someone asks for it.
    m.dict->set(i, "__getattr__", i.builtin("__getattr__", "name", [](py::Interp& in2, py::Bound& a) -> py::Value {
      const std::string name(in2.as_str(a[0]).value_or(""));
      if (name == "keras") {
        const py::Value keras = in2.import("tensorflow.keras");
        if (keras) in2.module("tensorflow")->dict->set(in2, "keras", keras);
        return keras;
      }
      for (const char* space : {"losses", "metrics", "optimizers", "initializers"})
        if (name == space) {
          const Value v = in2.get_attr(in2.import("keras"), name);
          if (v) in2.module("tensorflow")->dict->set(in2, name, v);
          return v;
        }
      if (const Value text = text_value(in2, name); text || in2.pending()) return text;
      return in2.raise("AttributeError", "module 'tensorflow' has no attribute '" + name + "'");
    }));
    return !i.pending();
  });
}

}  // namespace misfit::modules
