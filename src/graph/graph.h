// What tf.function and fit() trace: nodes under TensorFlow's names, with the shapes known so far.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "core/profile.h"
#include "core/span.h"
#include "ops/op.h"

namespace misfit {

struct Node {
  const OpDef* op = nullptr;             // null: a placeholder or a captured input
  std::string name;                      // "sequential/conv2d/Conv2D": unique in its graph
  Operands inputs;
  std::vector<Node*> control_inputs;
  Attrs attrs;
  Specs outputs;
  size_t index = 0;                      // position in the graph: execution order
  Span span;                             // the program's place that made it
  std::shared_ptr<const std::vector<std::pair<uint32_t, std::string>>> stack;  // line and function of the program's frames, outermost first
  std::shared_ptr<struct VariableCell> variable;  // of ReadVariableOp, Assign*
};

// A variable's storage, shared by the Python object and every graph that reads or assigns it.
struct VariableCell {
  Tensor value;                          // empty: not initialised
  DType dtype = DType::kInvalid;
  Shape shape;
  std::string name;
  bool trainable = true;                 // gradient tapes watch it when it is read
};

class Graph {
 public:
  explicit Graph(std::string name = {}, Profile p = Profile::kKeras3) : profile(p), name_(std::move(name)) {}
  const std::string& name() const { return name_; }

  // Adds a node after op.infer(); attributes are complete (check_types). The fault is the shape function's. `name` is a leaf ("MatMul"); the current scope is put
  // before it and a number behind it when taken ("dense/MatMul_1"). A name that ends in "/" is taken whole, as enter_scope gave it.
  Result<Operands, Fault> add(const OpDef&, std::span<const Operand> inputs, Attrs, std::string_view name = {}, Span = {});
  Operand placeholder(DType, Shape, std::string_view name);
  Operand constant(const Tensor&, std::string_view name = "Const");
  Operand read_variable(const std::shared_ptr<VariableCell>&, std::string_view name = "ReadVariableOp");
  // AssignVariableOp, AssignAddVariableOp or AssignSubVariableOp; the node's inputs are the value alone, its `variable` the cell.
  Result<Operands, Fault> assign(const std::shared_ptr<VariableCell>&, std::string_view op, const Operand& value);
  std::string unique_name(std::string_view leaf);       // within the current scope, and marks it used
  std::string peek_name(std::string_view leaf) const;   // what unique_name would give: texts of failed nodes

  // Scopes nest: enter("dense") makes "dense/"; a name used before gets a number unless it ends in "/" (re-entered).
  std::string enter_scope(std::string_view name);       // the full scope, with its "/"
  void leave_scope();
  const std::string& scope() const { return scope_; }

  std::span<const std::unique_ptr<Node>> nodes() const { return nodes_; }
  Operands inputs;                                      // placeholders, in argument order
  Operands outputs;
  Profile profile;                                      // whose op definitions complete the attributes of gradient nodes

 private:
  friend class GraphEmitter;
  Node& append(const OpDef*, std::string name);
  Operands operands_of(Node&);
  std::string name_, scope_;
  std::vector<std::string> scope_stack_;
  std::map<std::string, int> used_names_;
  std::vector<std::unique_ptr<Node>> nodes_;
};

// The node as messages quote it: {{node dense/MatMul}} = MatMul[T=DT_FLOAT, transpose_a=false, ...](Placeholder, dense/ReadVariableOp)
std::string node_def_text(const OpDef&, const std::string& name, const Attrs&, std::span<const Operand> inputs);

// What follows a shape function's words: " for '{{node ...}} = ...' with input shapes: [?,3], [2] and with computed input tensors: input[1] = <0>."
std::string shape_function_context(const OpDef&, const std::string& name, const Attrs&, std::span<const Operand> inputs);

// The specs a rule is given for these operands.
Specs specs_of(std::span<const Operand>);

// dy/dx for each x by walking the graph backwards; an x that y does not depend on gets an empty Operand.
// `emit` records into the same graph, or runs eagerly on a tape's recorded graph with values.
Operands gradients(Emitter& emit, std::span<const Operand> ys, std::span<const Operand> dys, std::span<const Operand> xs);

// An Emitter that records into a graph; shape faults in gradients are broken promises.
class GraphEmitter : public Emitter {
 public:
  explicit GraphEmitter(Graph& g) : graph_(g) {}
  Operands emit_all(const OpDef&, std::span<const Operand>, Attrs) override;
  Operand constant(const Tensor&) override;
  void differentiating(const std::string& node) override;  // its nodes go under "gradient_tape/<node>/"
 private:
  Graph& graph_;
  std::string scope_;                    // "gradient_tape/dense/MatMul/", or empty
};

// A graph made ready to run many times: order fixed, dead nodes dropped, elementwise chains fused, memory laid out once for
// given input shapes and laid out anew when they change.
class Plan {
 public:
  struct Failure { Fault fault; const Node* node; };
  Plan(const Graph&, Operands fetches);
  ~Plan();
  // Runs once; `feeds` in the order of graph.inputs. Assign ops write their VariableCell. Nodes run in trace order.
  Result<std::vector<Tensor>, Failure> run(std::span<const Tensor> feeds);
  // Called after each node with its outputs, when set (look inside, first NaN); slow.
  std::function<void(const Node&, std::span<const Tensor>)> observer;
  // Streams of stateful random nodes go on from run to run.
 private:
  struct Layout;
  std::unique_ptr<Layout> layout_;
};

}  // namespace misfit
