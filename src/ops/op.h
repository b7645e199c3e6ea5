// What everyone knows about one operation: its signature, its shape rule, its kernel, its gradient and every way it can refuse.
#pragma once
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/fault.h"
#include "core/result.h"
#include "core/tensor.h"

namespace misfit {

// Attributes of a node under TensorFlow's own names, kept sorted because messages list them sorted.
class Graph;  // If and While carry their branches (graph/graph.h)
using AttrValue = std::variant<bool, int64_t, double, std::string, DType, Shape, std::vector<int64_t>, Tensor,
                               std::vector<DType>, std::shared_ptr<Graph>>;

class Attrs {
 public:
  Attrs() = default;
  Attrs(std::initializer_list<std::pair<std::string_view, AttrValue>> list);
  void set(std::string_view name, AttrValue value);
  const AttrValue* find(std::string_view name) const;
  template <class T> T get(std::string_view name, T otherwise = {}) const {
    const AttrValue* v = find(name);
    const T* p = v ? std::get_if<T>(v) : nullptr;
    return p ? *p : otherwise;
  }
  bool empty() const { return list_.empty(); }
  auto begin() const { return list_.begin(); }
  auto end() const { return list_.end(); }

 private:
  std::vector<std::pair<std::string, AttrValue>> list_;
};

// What is known of a value before it exists. `constant` is set where the value itself is known (shape arguments).
struct Spec {
  DType dtype = DType::kInvalid;
  Shape shape;
  Tensor constant = {};
  std::optional<Shape> partial = {};  // an integer vector or scalar known in part, -1 where not: tf.shape(x) of (None, 28)
};
using Specs = std::vector<Spec>;

struct Inference {              // what a rule sees
  std::span<const Spec> in;
  const Attrs& attrs;           // complete: defaults and type attributes filled in
  bool eager = false;           // kernels and shape functions differ in what they accept, not only in words
};

// A running kernel: its inputs, and outputs it allocates. A plan hands the same memory out again each step.
class Kernel {
 public:
  virtual ~Kernel() = default;
  virtual size_t inputs() const = 0;
  virtual const Tensor& in(size_t i) const = 0;
  virtual Tensor& out(size_t i, DType, const Shape&) = 0;   // uninitialised memory
  virtual void forward(size_t out, const Tensor&) = 0;      // output is an existing tensor (Identity, Reshape)
  virtual const Attrs& attrs() const = 0;
  // Random ops draw from a stream of blocks that goes on from call to call: where this call's begin.
  virtual uint64_t reserve_blocks(uint64_t count) { (void)count; return 0; }
};

// A value inside a computation, eager or traced: what gradients are written in.
struct Operand {
  DType dtype = DType::kInvalid;
  Shape shape;
  Tensor value = {};           // eager: the value; traced: set only where constant-folded
  struct Node* node = nullptr; // traced: the node (graph/graph.h) ...
  int output = 0;              // ... and which of its outputs
  uint64_t id = 0;             // eager: tells values apart for tapes; 0: made outside of any op
  uint32_t step = 0;           // the trace's step that made it
  explicit operator bool() const { return value || node; }
};
using Operands = std::vector<Operand>;

struct OpDef;

// Runs or records one operation. Gradients are written against it once and serve the tape and the graph alike.
class Emitter {
 public:
  virtual ~Emitter() = default;
  virtual Operands emit_all(const OpDef&, std::span<const Operand> inputs, Attrs attrs) = 0;
  virtual Operand constant(const Tensor&) = 0;
  virtual void differentiating(const std::string& node) { (void)node; }  // what follows is the gradient of that node; "": no longer
  Operand emit(const OpDef& op, std::initializer_list<Operand> inputs, Attrs attrs = {}) {
    return emit_all(op, {inputs.begin(), inputs.size()}, std::move(attrs))[0];
  }
};

struct Gradient {               // what a gradient sees: y = op(in), dy = dL/dy for each output (may be empty: no path)
  Emitter& emit;
  std::span<const Operand> in;
  std::span<const Operand> out;
  std::span<const Operand> dy;
  const Attrs& attrs;
};

// The input axis an output axis comes from: {input, axis}, or {-1, -1} where it is new (a filter's count, a constant).
struct AxisSource { int input = -1, axis = -1; };
using AxisMap = std::vector<AxisSource>;

struct OpDef {
  std::string_view name;                                   // TensorFlow's own: "MatMul"; its signature is in ops/signature.h
  std::span<const FaultSpec> faults = {};
  Result<Specs, Fault> (*infer)(const Inference&) = nullptr;
  std::optional<Fault> (*compute)(Kernel&) = nullptr;      // may assume infer() passed; finds faults that only values show
  Operands (*gradient)(const Gradient&) = nullptr;         // one per input, empty Operand: none; null: not differentiable
  AxisMap (*axes)(const Inference&, size_t output) = nullptr;
  std::string_view reads_values = {};                      // inputs whose values its shape function asks for: "axis", "perm, x"
  std::string_view reads_shapes = {};                      // ... and those it reads as shapes, partly known too
  bool stateful = false;                                   // never folded or shared: random ops, variables, Assert
};

const OpDef* find_op(std::string_view name);               // from the registration list in ops/registry.cpp
std::span<const OpDef* const> all_ops();

}  // namespace misfit
