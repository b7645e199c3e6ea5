// Python control flow on tensors while tracing: if, while and for become If and While nodes.
#pragma once
#include "graph/control.h"
#include "tensorflow/function.h"

namespace misfit::tf {

// One side of a conditional, or a loop's body: a graph of its own that captures what it uses of the graphs around it.
struct Branch {
  Branch(std::string name, Profile p) : graph(std::make_shared<BranchGraph>(std::move(name), p)) {}
  std::shared_ptr<Graph> graph;
  Operands captured;                         // what its inputs (after the declared ones) stand for outside
};

// While it lives, ops go into the branch.
class InBranch {
 public:
  InBranch(Context& c, Branch& b) : context_(c) { context_.push_branch(b.graph.get(), &b.captured); }
  ~InBranch() { context_.pop_branch(); }
  InBranch(const InBranch&) = delete;
  InBranch& operator=(const InBranch&) = delete;

 private:
  Context& context_;
};

bool can_convert(py::Interp&, const py::Value& function);   // user_code.cpp
// The If node over two traced branches that end in structures of one kind; the structure of its outputs. Null: pending.
py::Value join(py::Interp&, const Operand& predicate, Branch& then, const py::Value& result, Branch& otherwise, const py::Value& other_result);
// tf.cond, and the conditional expression. Null: pending.
py::Value cond(py::Interp&, const Operand& predicate, const std::function<py::Value()>& then, const std::function<py::Value()>& otherwise);
// tf.while_loop over flat state. Nullopt: pending.
std::optional<Operands> while_loop(py::Interp&, Operands state, std::span<const Shape> invariants,
                                   const std::function<std::optional<Operand>(std::span<const Operand>)>& test,
                                   const std::function<std::optional<Operands>(std::span<const Operand>)>& body);

}  // namespace misfit::tf
