// tf.strings.
#include "modules/tensorflow_table.h"

namespace misfit::modules::tf_api {
namespace {

// Works on each text of an eager tensor.
Value each(Interp& in, const Value& v, DType out_type, const std::function<bool(const std::string&, Tensor&, size_t)>& f) {
  auto x = convert(in, v, tf::as_tensor_object(v) ? std::nullopt : std::optional<DType>(DType::kString));
  if (!x) return {};
  if (!x->value) return in.raise("NotImplementedError", "tf.strings functions of symbolic tensors are not supported.");
  if (x->dtype != DType::kString) return tf::raise_error(in, "InvalidArgumentError", "cannot compute StringLower as input #0(zero-based) was expected to be a string tensor but is a " + std::string(kernel_name(x->dtype)) + " tensor [Op:StringLower] name: ");
  Tensor out = Tensor::uninitialized(out_type, x->shape);
  for (int64_t i = 0; i < x->value.elements(); ++i)
    if (!f(x->value.text_at(i), out, static_cast<size_t>(i))) return {};
  return wrap(in, context(in).constant(out));
}

Value map_text(Interp& in, const Value& v, const std::function<std::string(const std::string&)>& f) {
  return each(in, v, DType::kString, [&](const std::string& s, Tensor& out, size_t i) { out.mutable_data<std::string>()[i] = f(s); return true; });
}

std::string stripped(const std::string& s) {
  const size_t first = s.find_first_not_of(" \t\r\n\v\f"), last = s.find_last_not_of(" \t\r\n\v\f");
  return first == std::string::npos ? std::string() : s.substr(first, last - first + 1);
}

size_t characters(const std::string& s) {
  size_t n = 0;
  for (char c : s) n += (static_cast<unsigned char>(c) & 0xc0) != 0x80;
  return n;
}

Value length(Interp& in, Bound& a) {
  const bool utf8 = in.as_str(a["unit"]).value_or("BYTE") == "UTF8_CHAR";
  return each(in, a["input"], DType::kInt32, [&](const std::string& s, Tensor& out, size_t i) { out.mutable_data<int32_t>()[i] = static_cast<int32_t>(utf8 ? characters(s) : s.size()); return true; });
}

Value to_number(Interp& in, Bound& a) {
  auto t = tf::as_dtype(in, a["out_type"]);
  return t ? op_value(in, "StringToNumber", {a["input"]}, {{"out_type", *t}}, name_of(in, a)) : Value();
}

Value as_string(Interp& in, Bound& a) {
  auto precision = integer(in, a["precision"]);
  if (!precision) return {};
  return op_value(in, "AsString", {a["input"]}, {{"precision", *precision}}, name_of(in, a));
}

Value join(Interp& in, Bound& a) {
  auto all = convert_all(in, a["inputs"]);
  if (!all) return {};
  Shape shape;
  for (const Operand& x : *all)
    if (x.shape.rank() > 0) shape = x.shape;
  const std::string separator(in.as_str(a["separator"]).value_or(""));
  Tensor out = Tensor::uninitialized(DType::kString, shape);
  for (int64_t i = 0; i < out.elements(); ++i) {
    std::string text;
    for (size_t k = 0; k < all->size(); ++k) {
      const Tensor& t = (*all)[k].value;
      text += (k ? separator : "") + t.text_at(t.elements() == 1 ? 0 : i);
    }
    out.mutable_data<std::string>()[static_cast<size_t>(i)] = text;
  }
  return wrap(in, context(in).constant(out));
}

Value reduce_join(Interp& in, Bound& a) {
  auto x = convert(in, a["inputs"]);
  if (!x) return {};
  const std::string separator(in.as_str(a["separator"]).value_or(""));
  if (a["axis"].is_none()) {
    std::string text;
    for (int64_t i = 0; i < x->value.elements(); ++i) text += (i ? separator : "") + x->value.text_at(i);
    return wrap(in, context(in).constant(Tensor::text(text)));
  }
  auto axis = integer(in, a["axis"]);
  if (!axis) return {};
  const size_t at = static_cast<size_t>(*axis < 0 ? *axis + static_cast<int64_t>(x->shape.rank()) : *axis);
  int64_t inner = 1;
  for (size_t i = at + 1; i < x->shape.rank(); ++i) inner *= x->shape[i];
  const int64_t n = x->shape[at];
  Tensor out = Tensor::uninitialized(DType::kString, x->shape.without(at));
  for (int64_t i = 0; i < out.elements(); ++i) {
    std::string text;
    for (int64_t k = 0; k < n; ++k) text += (k ? separator : "") + x->value.text_at((i / inner * n + k) * inner + i % inner);
    out.mutable_data<std::string>()[static_cast<size_t>(i)] = text;
  }
  return wrap(in, context(in).constant(out));
}

Value substr(Interp& in, Bound& a) {
  auto pos = integer(in, a["pos"]), len = pos ? integer(in, a["len"]) : std::nullopt;
  if (!len) return {};
  return each(in, a["input"], DType::kString, [&](const std::string& s, Tensor& out, size_t i) {
    const int64_t n = static_cast<int64_t>(s.size());
    if (*pos > n || *pos < -n) {
      tf::raise_error(in, "InvalidArgumentError", "{{function_node __wrapped__Substr_device_/job:localhost/replica:0/task:0/device:CPU:0}} pos " + std::to_string(*pos) + " out of range for string b'" + s + "' at index " + std::to_string(i) + " [Op:Substr] name: ");
      return false;
    }
    const int64_t first = *pos < 0 ? *pos + n : *pos;
    out.mutable_data<std::string>()[i] = s.substr(static_cast<size_t>(first), static_cast<size_t>(std::max<int64_t>(*len, 0)));
    return true;
  });
}

// Patterns go to the language's own re module.
Value regex_replace(Interp& in, Bound& a) {
  const Value re = in.import("re");
  if (!re) return {};
  return each(in, a["input"], DType::kString, [&](const std::string& s, Tensor& out, size_t i) {
    const Value r = in.call(in.get_attr(re, "sub"), {a["pattern"], a["rewrite"], in.str_value(s)});
    if (!r) return false;
    out.mutable_data<std::string>()[i] = std::string(in.as_str(r).value_or(""));
    return true;
  });
}

Value regex_full_match(Interp& in, Bound& a) {
  const Value re = in.import("re");
  if (!re) return {};
  return each(in, a["input"], DType::kBool, [&](const std::string& s, Tensor& out, size_t i) {
    const Value r = in.call(in.get_attr(re, "fullmatch"), {a["pattern"], in.str_value(s)});
    if (!r) return false;
    out.mutable_data<bool>()[i] = !r.is_none();
    return true;
  });
}

Value format(Interp& in, Bound& a) {
  std::string text(in.as_str(a["template"]).value_or(""));
  const std::string hole(in.as_str(a["placeholder"]).value_or("{}"));
  std::vector<Value> inputs{a["inputs"]};
  if (in.is_sequence(a["inputs"])) { auto all = in.items(a["inputs"]); inputs.assign(all.begin(), all.end()); }
  size_t at = 0;
  for (const Value& v : inputs) {
    auto x = convert(in, v);
    if (!x) return {};
    const size_t found = text.find(hole, at);
    if (found == std::string::npos) return in.raise("ValueError", "The template expects " + std::to_string(inputs.size()) + " tensors");
    std::string shown = x->dtype == DType::kString && x->shape.rank() == 0 ? "\"" + x->value.text_at(0) + "\"" : in.str(tf::to_numpy(in, x->value)).value_or("");
    text.replace(found, hole.size(), shown);
    at = found + shown.size();
  }
  return wrap(in, context(in).constant(Tensor::text(text)));
}

constexpr Row kRows[] = {
    {"strings.length", "input, unit='BYTE', name=None", length},
    {"strings.lower", "input, encoding='', name=None", [](Interp& in, Bound& a) { return map_text(in, a[0], [](const std::string& s) { std::string o; for (char c : s) o += static_cast<char>(std::tolower(static_cast<unsigned char>(c))); return o; }); }},
    {"strings.upper", "input, encoding='', name=None", [](Interp& in, Bound& a) { return map_text(in, a[0], [](const std::string& s) { std::string o; for (char c : s) o += static_cast<char>(std::toupper(static_cast<unsigned char>(c))); return o; }); }},
    {"strings.strip", "input, name=None", [](Interp& in, Bound& a) { return map_text(in, a[0], stripped); }},
    {"strings.to_number", "input, out_type='float32', name=None", to_number},
    {"strings.as_string as_string", "input, precision=-1, scientific=False, shortest=False, width=-1, fill='', name=None", as_string},
    {"strings.join", "inputs, separator='', name=None", join},
    {"strings.reduce_join", "inputs, axis=None, keepdims=False, separator='', name=None", reduce_join},
    {"strings.substr", "input, pos, len, unit='BYTE', name=None", substr},
    {"strings.regex_replace", "input, pattern, rewrite, replace_global=True, name=None", regex_replace},
    {"strings.regex_full_match", "input, pattern, name=None", regex_full_match},
    {"strings.format", "template, inputs, placeholder='{}', summarize=3, name=None", format},
    {"strings.to_hash_bucket_fast", "input, num_buckets, name=None", [](Interp& in, Bound& a) -> Value { auto n = integer(in, a["num_buckets"]); return n ? op_value(in, "StringToHashBucketFast", {a["input"]}, {{"num_buckets", *n}}) : Value(); }},
};

}  // namespace

void bind_strings(Interp& in) { bind(in, kRows); }

}  // namespace misfit::modules::tf_api
