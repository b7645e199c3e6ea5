#include "graph/graph.h"

#include <algorithm>

#include "ops/ops.h"
#include "ops/signature.h"

namespace misfit {
namespace {

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return text;
}

constexpr int64_t kFoldedElements = 1024;                 // values worked out while tracing are shapes and the like

// What is known of the outputs' values when all inputs are known.
void fold(const OpDef& op, const Specs& in, const Attrs& attrs, Specs& out);

class FoldKernel : public Kernel {
 public:
  FoldKernel(const Specs& in, const Attrs& attrs, Specs& out) : in_(in), attrs_(attrs), out_(out) {}
  size_t inputs() const override { return in_.size(); }
  const Tensor& in(size_t i) const override { return in_[i].constant; }
  Tensor& out(size_t i, DType t, const Shape& s) override {
    forward(i, Tensor::uninitialized(t, s));
    return out_[i].constant;
  }
  void forward(size_t i, const Tensor& t) override { out_[i].constant = t; }
  const Attrs& attrs() const override { return attrs_; }

 private:
  const Specs& in_;
  const Attrs& attrs_;
  Specs& out_;
};

void fold(const OpDef& op, const Specs& in, const Attrs& attrs, Specs& out) {
  if (op.stateful || !op.compute || in.empty()) return;
  for (const Spec& s : in)
    if (!s.constant || s.constant.elements() > kFoldedElements) return;
  for (const Spec& s : out)
    if (s.constant || !s.shape.fully_known() || s.shape.elements() > kFoldedElements || is_floating(s.dtype)) return;
  Specs known = out;
  FoldKernel kernel(in, attrs, known);
  if (!op.compute(kernel)) out = std::move(known);        // a fault waits until the graph runs
}

}  // namespace

std::string Graph::peek_name(std::string_view leaf) const {
  std::string name = scope_ + std::string(leaf);
  const std::string key = lower(name);
  const auto used = used_names_.find(key);
  int i = used == used_names_.end() ? 0 : used->second;
  if (i == 0) return name;
  std::string candidate = key;
  while (used_names_.count(candidate)) candidate = key + "_" + std::to_string(i++);
  return name + "_" + std::to_string(i - 1);
}

std::string Graph::unique_name(std::string_view leaf) {
  std::string name = peek_name(leaf);
  const std::string key = lower(scope_ + std::string(leaf)), own = lower(name);
  ++used_names_[key];
  if (own != key) used_names_[own] = 1;
  return name;
}

std::string Graph::enter_scope(std::string_view name) {
  scope_stack_.push_back(scope_);
  if (name.empty()) scope_.clear();
  else if (name.back() == '/') scope_ = name;
  else scope_ = unique_name(name) + "/";
  return scope_;
}

void Graph::leave_scope() {
  ENSURE(!scope_stack_.empty());
  scope_ = scope_stack_.back();
  scope_stack_.pop_back();
}

Node& Graph::append(const OpDef* op, std::string name) {
  nodes_.push_back(std::make_unique<Node>());
  Node& n = *nodes_.back();
  n.op = op;
  n.name = std::move(name);
  n.index = nodes_.size() - 1;
  return n;
}

Operands Graph::operands_of(Node& n) {
  Operands out;
  for (size_t i = 0; i < n.outputs.size(); ++i) {
    const Spec& s = n.outputs[i];
    Operand o;
    o.dtype = s.dtype;
    o.shape = s.shape;
    o.value = s.constant;
    o.node = &n;
    o.output = static_cast<int>(i);
    out.push_back(std::move(o));
  }
  return out;
}

Specs specs_of(std::span<const Operand> operands) {
  Specs specs;
  for (const Operand& o : operands) {
    Spec s{o.dtype, o.shape, o.value, {}};
    if (o.node && static_cast<size_t>(o.output) < o.node->outputs.size()) s.partial = o.node->outputs[static_cast<size_t>(o.output)].partial;
    specs.push_back(std::move(s));
  }
  return specs;
}

Result<Operands, Fault> Graph::add(const OpDef& op, std::span<const Operand> operands, Attrs attrs, std::string_view leaf, Span span) {
  const Specs in = specs_of(operands);
  auto out = op.infer({in, attrs, false});
  if (!out.ok()) return out.error();
  if (leaf.empty()) leaf = op.name;
  Node& n = append(&op, leaf.back() == '/' ? std::string(leaf.substr(0, leaf.size() - 1)) : unique_name(leaf));
  n.inputs.assign(operands.begin(), operands.end());
  n.outputs = std::move(out.value());
  fold(op, in, attrs, n.outputs);
  n.attrs = std::move(attrs);
  n.span = span;
  return operands_of(n);
}

Operand Graph::placeholder(DType t, Shape shape, std::string_view name) {
  Node& n = append(nullptr, name.find(':') == std::string_view::npos ? unique_name(name) : std::string(name));
  n.outputs = {{t, std::move(shape)}};
  return operands_of(n)[0];
}

Operand Graph::constant(const Tensor& value, std::string_view name) {
  Node& n = append(&kConst, name.back() == '/' ? std::string(name.substr(0, name.size() - 1)) : unique_name(name));
  n.attrs = Attrs{{"dtype", value.dtype()}, {"value", value}};
  n.outputs = {{value.dtype(), value.shape(), value, {}}};
  return operands_of(n)[0];
}

Operand Graph::read_variable(const std::shared_ptr<VariableCell>& cell, std::string_view name) {
  Node& n = append(&kReadVariableOp, unique_name(name));
  n.attrs = Attrs{{"dtype", cell->dtype}};
  n.outputs = {{cell->dtype, cell->shape}};
  n.variable = cell;
  return operands_of(n)[0];
}

Result<Operands, Fault> Graph::assign(const std::shared_ptr<VariableCell>& cell, std::string_view op, const Operand& value) {
  const OpDef* def = find_op(op);
  ENSURE(def);
  Node& n = append(def, unique_name(op));
  n.attrs = Attrs{{"dtype", cell->dtype}, {"validate_shape", false}};
  n.inputs = {value};
  n.variable = cell;
  return Operands{};
}

Operands GraphEmitter::emit_all(const OpDef& op, std::span<const Operand> inputs, Attrs given) {
  Operands in;
  for (const Operand& o : inputs) in.push_back(o.node || !o.value ? o : graph_.constant(o.value));
  const Specs specs = specs_of(in);
  auto attrs = check_types(op, specs, std::move(given), graph_.profile, false);
  ENSURE(attrs.ok());
  if (!scope_.empty()) graph_.enter_scope(scope_);
  auto out = graph_.add(op, in, std::move(attrs.value()));
  if (!scope_.empty()) graph_.leave_scope();
  ENSURE(out.ok());
  return out.value();
}

Operand GraphEmitter::constant(const Tensor& value) {
  if (!scope_.empty()) graph_.enter_scope(scope_);
  Operand o = graph_.constant(value);
  if (!scope_.empty()) graph_.leave_scope();
  return o;
}

void GraphEmitter::differentiating(const std::string& node) { scope_ = node.empty() ? std::string() : "gradient_tape/" + node + "/"; }

}  // namespace misfit
