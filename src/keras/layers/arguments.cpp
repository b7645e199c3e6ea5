// Reading constructors' arguments as both Keras check them.
#include "keras/layers/arguments.h"

#include <algorithm>

#include "ops/ops.h"

namespace misfit::keras {

std::string tuple_text(const std::vector<int64_t>& v) { return python_text(Shape(v)); }

std::string kernel_list(const std::vector<int64_t>& v) {
  std::string text = "[";
  for (size_t i = 0; i < v.size(); ++i) text += (i ? " " : "") + (v[i] < 0 ? std::string("None") : std::to_string(v[i]));
  return text + "]";
}

std::optional<std::vector<int64_t>> int_tuple(py::Interp& in, const py::Value& v, int rank, std::string_view name, bool allow_zero) {
  auto refuse = [&](const std::string& rest) -> std::optional<std::vector<int64_t>> {
    const auto shown = in.str(v);
    if (!shown) return std::nullopt;
    in.raise("ValueError", "The `" + std::string(name) + "` argument must be a tuple of " + std::to_string(rank) + " integers. Received" +
                               (in.keras3() ? " " + std::string(name) + "=" : ": ") + *shown + rest);
    return std::nullopt;
  };
  std::vector<int64_t> out;
  if (const auto n = v.is_int() || v.is_bool() ? in.as_int(v) : std::nullopt) {
    out.assign(static_cast<size_t>(rank), *n);
  } else {
    if (!in.is_sequence(v)) {
      const auto one = in.as_int(v);
      if (!one || in.as_str(v)) return refuse("");
      out.assign(static_cast<size_t>(rank), *one);
    } else {
      const auto items = in.items(v);
      if (items.size() != static_cast<size_t>(rank)) return refuse("");
      for (const py::Value& item : items) {
        const auto one = in.as_int(item);
        if (!one) {
          const auto shown = in.str(item), type = in.str(py::Value(in.type_of(item)));
          if (!shown || !type) return std::nullopt;
          return refuse(" including element " + *shown + " of type " + *type);
        }
        out.push_back(*one);
      }
    }
  }
  std::vector<int64_t> bad;
  for (int64_t n : out)
    if ((allow_zero ? n < 0 : n <= 0) && std::find(bad.begin(), bad.end(), n) == bad.end()) bad.push_back(n);
  if (bad.empty()) return out;
  std::string set = "{";
  for (size_t i = 0; i < bad.size(); ++i) set += (i ? ", " : "") + std::to_string(bad[i]);
  const std::string want = allow_zero ? ">= 0" : "> 0";
  return refuse(in.keras3() ? ", including values " + set + "} that do not satisfy `value " + want + "`"
                            : " including " + set + "} that does not satisfy the requirement `" + want + "`.");
}

std::optional<std::string> padding_name(py::Interp& in, const py::Value& v, bool allow_causal) {
  const auto text = in.as_str(v);
  std::string name;
  if (text)
    for (char c : *text) name += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  if (name == "valid" || name == "same" || (name == "causal" && (allow_causal || !in.keras3()))) return name;
  const auto shown = in.str(v);
  if (!shown) return std::nullopt;
  if (in.keras3())
    in.raise("ValueError", "The `padding` argument must be a list/tuple or one of " +
                               std::string(allow_causal ? "{'same', 'valid', 'causal'}" : "{'same', 'valid'}") + ". Received: " + name);
  else
    in.raise("ValueError", "The `padding` argument must be a list/tuple or one of \"valid\", \"same\" (or \"causal\", only for `Conv1D). Received: " + name);
  return std::nullopt;
}

namespace {
std::string lowered(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return text;
}
}  // namespace

std::optional<bool> channels_first(py::Interp& in, const py::Value& v) {
  if (!v || v.is_none()) return false;
  const auto text = in.as_str(v);
  std::string name;
  if (text)
    for (char c : *text) name += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  if (name == "channels_first") return true;
  if (name == "channels_last") return false;
  const auto shown = in.str(v);
  if (!shown) return std::nullopt;
  if (in.keras3())
    in.raise("ValueError", "The `data_format` argument must be one of {'channels_first', 'channels_last'}. Received: data_format=" + (text ? name : lowered(*shown)));
  else if (!text)
    in.raise("AttributeError", "'" + in.type_of(v)->name + "' object has no attribute 'lower'");
  else
    in.raise("ValueError", "The `data_format` argument must be one of \"channels_first\", \"channels_last\". Received: " + name);
  return std::nullopt;
}

bool WeightArguments::read(py::Interp& in, py::Bound& a, std::string_view what) {
  const std::string name = std::string(what) + "_initializer";
  initializer = get_initializer(in, a[name]);
  if (!initializer) return false;
  a.set(name) = initializer;
  regularizer = get_regularizer(in, a[std::string(what) + "_regularizer"]);
  if (!regularizer) return false;
  constraint = get_constraint(in, a[std::string(what) + "_constraint"]);
  return bool(constraint);
}

bool read_activity_regularizer(py::Interp& in, Layer& layer, const py::Bound& a) {
  const py::Value regularizer = get_regularizer(in, a["activity_regularizer"]);
  if (!regularizer) return false;
  if (!regularizer.is_none()) layer.activity_regularizer = regularizer;
  return true;
}

Shape with_last(const Shape& s, int64_t last) { return s.with(s.rank() - 1, last); }

py::Value result(py::Interp& in, const Operand& x) { return x ? tf::tensor_value(in, x) : py::Value(); }

Operand read_within(Math& m, const tf::Variable& weight, std::string_view node) {
  Operand value = m.read(weight);
  Graph* graph = m.context().graph();
  if (graph && value.node) value.node->name = graph->scope() + std::string(node) + "/ReadVariableOp";
  return value;
}

Operand dense_product(Math& m, const Operand& x, const Operand& kernel) {
  if (!x || !kernel) return {};
  if (!x.shape.known_rank()) return m.op(kBatchMatMulV2, {x, kernel}, {{"adj_x", false}, {"adj_y", false}}, "MatMul");
  if (x.shape.rank() == 2) return m.matmul(x, kernel);
  tf::NameScope scope(m.context(), "Tensordot");
  const size_t rank = x.shape.rank();
  std::vector<int64_t> dims(x.shape.begin(), x.shape.end());
  dims.back() = kernel.shape[1];
  const int64_t last = x.shape.at(-1);
  const Operand rows = last >= 0 ? m.reshape(x, {-1, last})
                                 : m.reshape(x, m.concat({m.ints({-1}), m.op(kStridedSlice, {m.shape_of(x), m.ints({static_cast<int64_t>(rank) - 1}), m.ints({0}), m.ints({1})},
                                                                             {{"begin_mask", int64_t{0}}, {"end_mask", int64_t{1}}, {"ellipsis_mask", int64_t{0}}, {"new_axis_mask", int64_t{0}}, {"shrink_axis_mask", int64_t{0}}})}, 0));
  const Operand flat = m.matmul(rows, kernel);
  if (!flat) return {};
  if (std::count(dims.begin(), dims.end(), Shape::kUnknown) <= 1) return m.reshape(flat, dims);
  const Operand outer = m.op(kStridedSlice, {m.shape_of(x), m.ints({0}), m.ints({static_cast<int64_t>(rank) - 1}), m.ints({1})},
                             {{"begin_mask", int64_t{1}}, {"end_mask", int64_t{0}}, {"ellipsis_mask", int64_t{0}}, {"new_axis_mask", int64_t{0}}, {"shrink_axis_mask", int64_t{0}}}, "GatherV2");
  Operand y = m.reshape(flat, m.concat({outer, m.ints({dims.back()})}, 0));
  if (y) y.shape = Shape(dims);
  return y;
}

Operand add_bias(Math& m, const Operand& x, const Operand& bias) {
  if (!x || !bias) return {};
  if (m.interp().keras3() && bias.shape.elements() == 1) return m.add(x, bias, "Add");
  return m.op(kBiasAdd, {x, bias}, {{"data_format", std::string("NHWC")}});
}

}  // namespace misfit::keras
