// Nodes as TensorFlow's messages quote them.
#include <cstdio>
#include <cstdlib>

#include "graph/graph.h"
#include "ops/signature.h"

namespace misfit {
namespace {

std::string float_text(double value) {                     // the shortest that reads back as the same float
  const float f = static_cast<float>(value);
  char buffer[40];
  std::snprintf(buffer, sizeof buffer, "%.6g", static_cast<double>(f));
  if (std::strtof(buffer, nullptr) != f) std::snprintf(buffer, sizeof buffer, "%.9g", static_cast<double>(f));
  return buffer;
}

template <class T, class F> std::string listed(const std::vector<T>& list, F text) {
  std::string all = "[";
  for (size_t i = 0; i < list.size(); ++i) all += (i ? ", " : "") + text(list[i]);
  return all + "]";
}

// The elements as Tensor::SummarizeValue gives them: rows in brackets.
std::string summary(const Tensor& t) {
  const auto element = [&](int64_t i) -> std::string {
    if (t.dtype() == DType::kString) return "\"" + t.text_at(i) + "\"";
    if (is_floating(t.dtype())) return float_text(t.at(i));
    return std::to_string(t.int_at(i));
  };
  int64_t next = 0;
  const std::function<std::string(size_t)> axis = [&](size_t a) -> std::string {
    std::string text;
    for (int64_t i = 0; i < t.shape()[a]; ++i)
      text += a + 1 == t.shape().rank() ? (i ? " " : "") + element(next++) : "[" + axis(a + 1) + "]";
    return text;
  };
  return t.shape().rank() ? axis(0) : element(0);
}

std::string attr_text(const AttrValue& value) {
  struct Visitor {
    std::string operator()(bool b) const { return b ? "true" : "false"; }
    std::string operator()(int64_t i) const { return std::to_string(i); }
    std::string operator()(double d) const { return float_text(d); }
    std::string operator()(const std::string& s) const { return "\"" + s + "\""; }
    std::string operator()(DType t) const { return std::string(enum_name(t)); }
    std::string operator()(const Shape& s) const { return bracket_text(s); }
    std::string operator()(const std::vector<int64_t>& list) const { return listed(list, [](int64_t i) { return std::to_string(i); }); }
    std::string operator()(const std::vector<DType>& list) const { return listed(list, [](DType t) { return std::string(enum_name(t)); }); }
    std::string operator()(const std::shared_ptr<Graph>& g) const { return g ? g->name() + "[]" : "[]"; }
    std::string operator()(const Tensor& t) const {
      return "Tensor<type: " + std::string(kernel_name(t.dtype())) + " shape: " + bracket_text(t.shape()) + " values: " + summary(t) + ">";
    }
  };
  return std::visit(Visitor{}, value);
}

bool lists(std::string_view names, std::string_view name) {   // "begin, end, strides"
  while (!names.empty()) {
    const size_t comma = std::min(names.find(", "), names.size());
    if (names.substr(0, comma) == name) return true;
    names.remove_prefix(std::min(comma + 2, names.size()));
  }
  return false;
}

// The name of the argument each input belongs to.
std::vector<std::string_view> argument_names(const OpDef& op, size_t inputs) {
  std::vector<std::string_view> names;
  const Signature* s = signature(op.name, Profile::kKeras3);
  if (!s) return std::vector<std::string_view>(inputs);
  size_t single = 0;
  for (const auto& a : s->inputs) single += a.number_attr.empty() && !a.is_list;
  for (const auto& a : s->inputs)
    names.insert(names.end(), a.number_attr.empty() && !a.is_list ? 1 : inputs - single, a.name);
  names.resize(inputs);
  return names;
}

std::string partial_text(const Operand& o) {
  const Spec s = specs_of({&o, 1})[0];
  if (s.constant) {
    std::vector<int64_t> dims;
    for (int64_t i = 0; i < s.constant.elements(); ++i) dims.push_back(s.constant.int_at(i) < 0 ? -1 : s.constant.int_at(i));
    return bracket_text(Shape(dims));
  }
  return s.partial ? bracket_text(*s.partial) : "";
}

}  // namespace

std::string node_def_text(const OpDef& op, const std::string& name, const Attrs& attrs, std::span<const Operand> inputs) {
  std::string text = "{{node " + name + "}} = " + std::string(op.name) + "[";
  bool first = true;
  for (const auto& [key, value] : attrs) {
    text += (first ? "" : ", ") + key + "=" + attr_text(value);
    first = false;
  }
  text += "](";
  for (size_t i = 0; i < inputs.size(); ++i) {
    if (i) text += ", ";
    if (inputs[i].node) text += inputs[i].node->name + (inputs[i].output ? ":" + std::to_string(inputs[i].output) : "");
    else text += "Const";
  }
  return text + ")";
}

std::string shape_function_context(const OpDef& op, const std::string& name, const Attrs& attrs, std::span<const Operand> inputs) {
  std::string text = " for '" + node_def_text(op, name, attrs, inputs) + "' with input shapes: ";
  for (size_t i = 0; i < inputs.size(); ++i) text += (i ? ", " : "") + bracket_text(inputs[i].shape);
  // A shape function runs first without values; one that fails then has not asked for any.
  Specs blind = specs_of(inputs);
  for (Spec& s : blind) s.constant = {}, s.partial = {};
  if (op.infer && op.infer({blind, attrs, false}).ok()) {
    const std::vector<std::string_view> names = argument_names(op, inputs.size());
    std::string values, shapes;
    for (size_t i = 0; i < inputs.size(); ++i) {
      const std::string input = "input[" + std::to_string(i) + "] = ";
      if (lists(op.reads_shapes, names[i])) {
        const std::string shape = partial_text(inputs[i]);
        if (!shape.empty()) shapes += (shapes.empty() ? " " : ", ") + input + shape;
      } else if (lists(op.reads_values, names[i]) && inputs[i].value) {
        values += (values.empty() ? " " : ", ") + input + "<" + summary(inputs[i].value) + ">";
      }
    }
    if (!values.empty()) text += " and with computed input tensors:" + values;
    if (!shapes.empty()) text += " and with input tensors computed as partial shapes:" + shapes;
  }
  return text + ".";
}

}  // namespace misfit
