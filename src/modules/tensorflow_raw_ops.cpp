// tf.raw_ops: every operation by its own name; and _ops, the same for the texts, which also give arguments by position.
#include "modules/tensorflow_regex.h"
#include "modules/tensorflow_texts.h"
#include "python/code.h"

namespace misfit::modules::tf_api {
namespace {

using Signature = misfit::Signature;

std::optional<AttrValue> attribute(Interp& in, const std::string& type, const Value& v) {
  if (type == "bool") { bool b = false; if (!flag(in, v, &b)) return std::nullopt; return AttrValue(b); }
  if (type == "int") { auto i = integer(in, v); if (!i) return std::nullopt; return AttrValue(*i); }
  if (type == "float") { auto d = np::need_double(in, v); if (!d) return std::nullopt; return AttrValue(*d); }
  if (type == "type") { auto d = tf::as_dtype(in, v); if (!d) return std::nullopt; return AttrValue(*d); }
  if (type == "shape") { auto s = tf::as_shape(in, v); if (!s) return std::nullopt; return AttrValue(*s); }
  if (type == "list(int)") { auto l = int_list(in, v); if (!l) return std::nullopt; return AttrValue(*l); }
  if (type == "list(type)") {
    auto all = in.list_of(v);
    if (!all) return std::nullopt;
    std::vector<DType> out;
    for (const Value& x : *all) {
      auto d = tf::as_dtype(in, x);
      if (!d) return std::nullopt;
      out.push_back(*d);
    }
    return AttrValue(out);
  }
  if (type == "string") {
    if (py::Bytes* b = py::cast<py::Bytes>(v)) return AttrValue(b->text);
    if (auto s = in.as_str(v)) return AttrValue(std::string(*s));
    in.raise("TypeError", "Expected string, but got " + in.repr(v).value_or("") + " of type '" + in.type_of(v)->name + "'.");
    return std::nullopt;
  }
  in.raise("NotImplementedError", "Attributes of type " + type + " are not supported.");
  return std::nullopt;
}

// The outputs as Python sees them: nothing, a tensor, a list, or a tuple of these.
Value packed(Interp& in, const Signature& s, const Attrs& attrs, const Operands& out, bool named, const std::string& op) {
  if (s.outputs.empty()) return Value::none();
  std::vector<Value> parts;
  size_t at = 0;
  for (const Signature::Argument& o : s.outputs) {
    if (o.number_attr.empty() && !o.is_list) { parts.push_back(tensor_value(in, out[at++])); continue; }
    const int64_t n = s.outputs.size() == 1 ? static_cast<int64_t>(out.size()) : attrs.get<int64_t>(o.number_attr, 1);
    std::vector<Value> list;
    for (int64_t i = 0; i < n && at < out.size(); ++i) list.push_back(tensor_value(in, out[at++]));
    parts.push_back(in.list(std::move(list)));
  }
  if (parts.size() == 1) return parts[0];
  if (!named) return in.tuple(std::move(parts));
  std::vector<Value> fields;
  for (const Signature::Argument& o : s.outputs) fields.push_back(in.str_value(o.name));
  const Value type = in.call(in.get_attr(in.import("collections"), "namedtuple"), {in.str_value(op), in.list(std::move(fields))});
  return type ? in.call(type, py::Args{parts, {}}) : Value();
}

Value run(Interp& in, const std::string& op, const Signature& s, std::span<const Value> positional, const py::Dict& named, bool tuple_names) {
  std::vector<Argument> inputs;
  Attrs attrs;
  size_t used = 0;
  std::string node;
  const auto given = [&](const std::string& name) { return used < positional.size() ? positional[used++] : named.get(name); };
  for (const Signature::Argument& a : s.inputs) {
    const Value v = given(a.name);
    if (!v) return in.raise("TypeError", op + "() missing required argument '" + a.name + "'");
    if (a.number_attr.empty() && !a.is_list) { inputs.emplace_back(v); continue; }
    auto all = in.list_of(v);
    if (!all) return {};
    inputs.emplace_back(*all);
  }
  for (const Signature::Attribute& a : s.attrs) {
    const Value v = named.get(a.name);
    if (!v || v.is_none()) continue;
    auto value = attribute(in, a.type, v);
    if (!value) return {};
    attrs.set(a.name, *value);
  }
  if (const Value v = named.get("name"); v && !v.is_none()) node = in.as_str(v).value_or("");
  const Operands out = call_op(in, op, std::move(inputs), attrs, node);
  if (out.empty()) return in.pending() ? Value() : Value::none();
  return packed(in, s, attrs, out, tuple_names, op);
}

// `by_keyword`: tf.raw_ops, which takes no argument by position.
Value op_function(Interp& in, const std::string& op, bool by_keyword) {
  const Signature* s = tf::has_op(op) ? misfit::signature(op, in.profile) : nullptr;
  if (!s && tf::has_op(op) && !by_keyword)                   // an operation of our own: tensors only
    return in.builtin(op, "*args", [op](Interp& i, Bound& a) -> Value {
      std::vector<Argument> inputs;
      for (const Value& v : i.items(a["args"])) inputs.emplace_back(v);
      return op_value(i, op, std::move(inputs));
    });
  if (!s) return {};
  return in.builtin(op, "*args, **kwargs", [op, s, by_keyword](Interp& i, Bound& a) -> Value {
    const auto args = i.items(a["args"]);
    if (by_keyword && !args.empty()) {
      std::string keys;
      for (const auto& x : s->inputs) keys += "'" + x.name + "', ";
      for (const auto& x : s->attrs) {
        bool inferred = false;
        for (const auto& y : s->inputs) inferred = inferred || y.type_attr == x.name || y.number_attr == x.name;
        if (!inferred) keys += "'" + x.name + "', ";
      }
      return i.raise("TypeError", op + " only takes keyword args (possible keys: [" + keys + "'name']). Please pass these args as kwargs instead.");
    }
    return run(i, op, *s, args, *py::cast<py::Dict>(a["kwargs"]), by_keyword);
  });
}

bool build(Interp& in, py::Module& m, bool by_keyword) {
  m.dict->set(in, "__getattr__", in.builtin("__getattr__", "name", [by_keyword, module = m.name](Interp& i, Bound& a) -> Value {
    const std::string name(i.as_str(a[0]).value_or(""));
    const Value f = op_function(i, name, by_keyword);
    if (!f && !i.pending()) return i.raise("AttributeError", "module '" + module + "' has no attribute '" + name + "'");
    if (f && by_keyword) set(i, "raw_ops." + name, f);
    if (f && !by_keyword) i.module("tensorflow._ops")->dict->set(i, name, f);
    return f;
  }));
  if (by_keyword) return true;
  // What the texts need besides operations.
  bind_dataset_texts(in, m);
  m.dict->set(in, "fail", in.builtin("fail", "error, message", [](Interp& i, Bound& a) {
    return tf::raise_error(i, i.as_str(a[0]).value_or(""), std::string(i.as_str(a[1]).value_or("")));
  }));
  m.dict->set(in, "error", in.builtin("error", "name, message", [](Interp& i, Bound& a) -> Value {
    tf::raise_error(i, i.as_str(a[0]).value_or(""), std::string(i.as_str(a[1]).value_or("")));
    return i.take();
  }));
  m.dict->set(in, "named", in.builtin("named", "name, fields, values", [](Interp& i, Bound& a) -> Value {
    if (!a[2]) return {};
    const Value type = i.call(i.get_attr(i.import("collections"), "namedtuple"), {a[0], a[1]});
    auto all = type ? i.list_of(a[2]) : std::nullopt;
    return all ? i.call(type, py::Args{*all, {}}) : Value();
  }));
  m.dict->set(in, "seeds", in.builtin("seeds", "seed", [](Interp& i, Bound& a) -> Value {
    std::optional<int64_t> given;
    if (!a[0].is_none() && !(given = integer(i, a[0]))) return {};
    const auto s = context(i).op_seeds(given);
    return i.tuple({Value::integer(s.first), Value::integer(s.second)});
  }));
  m.dict->set(in, "regex_replace", in.builtin("regex_replace", "input, pattern, rewrite, every", [](Interp& i, Bound& a) -> Value {
    auto x = convert(i, a[0], tf::as_tensor_object(a[0]) ? std::nullopt : std::optional<DType>(DType::kString));
    return x ? wrap(i, context(i).run1(kStaticRegexReplace, {*x}, {{"pattern", std::string(i.as_str(a[1]).value_or(""))}, {"rewrite", std::string(i.as_str(a[2]).value_or(""))}, {"replace_global", i.truth(a[3]).value_or(true)}})) : Value();
  }));
  m.dict->set(in, "regex_full_match", in.builtin("regex_full_match", "input, pattern", [](Interp& i, Bound& a) -> Value {
    auto x = convert(i, a[0], tf::as_tensor_object(a[0]) ? std::nullopt : std::optional<DType>(DType::kString));
    return x ? wrap(i, context(i).run1(kStaticRegexFullMatch, {*x}, {{"pattern", std::string(i.as_str(a[1]).value_or(""))}})) : Value();
  }));
  m.dict->set(in, "prioritize", in.builtin("prioritize", "cls", [](Interp&, Bound& a) -> Value {
    py::cast<py::Type>(a[0])->slots.binary_priority = 200;         // asked before tensors
    return Value::none();
  }));
  m.dict->set(in, "dispatch", in.builtin("dispatch", "cls, handler", [](Interp& i, Bound& a) -> Value {
    dispatch_to(i, py::cast<py::Type>(a[0]), a[1]);
    return Value::none();
  }));
  m.dict->set(in, "keras3", Value::boolean(in.keras3()));
  return true;
}

}  // namespace

void bind_ops(Interp& in) {
  in.register_module("tensorflow._ops", [](Interp& i, py::Module& m) { return build(i, m, false); });
  build(in, *py::cast<py::Module>(submodule(in, "raw_ops")), true);
}

}  // namespace misfit::modules::tf_api
