// tf.GradientTape's memory: which ops ran on what was watched, and the way back.
#pragma once
#include <functional>
#include <set>

#include "tensorflow/tensor.h"

namespace misfit::tf {

class Tape {
 public:
  explicit Tape(Context& context) : context_(context) {}
  bool watch_accessed_variables = true;
  size_t depth = 0;                          // how many graphs were open when it began to record

  // What tells a value from others: a node's output, an eager value's id, a variable's storage.
  using Key = std::pair<const void*, uint64_t>;
  static Key key(const Operand& x) { return x.node ? Key{x.node, static_cast<uint64_t>(x.output)} : Key{nullptr, x.id}; }
  static Key key(const VariableCell& v) { return {&v, ~uint64_t{0}}; }

  using Backward = std::function<bool(std::span<const Operand> dy, Operands& dx)>;   // false: pending
  void watch(Key k) { tracked_.insert(k); }
  bool watches(Key k) const { return tracked_.count(k) != 0; }
  bool wants(std::span<const Operand> in) const;
  void record(const OpDef&, std::span<const Operand> in, std::span<const Operand> out, const Attrs&);
  void record_read(const std::shared_ptr<VariableCell>&, const Operand& out);
  void record_backward(std::span<const Operand> in, std::span<const Operand> out, Backward);
  std::vector<std::shared_ptr<VariableCell>> watched_variables;

  // dy/dx for each x; an empty Operand where y does not depend on x. Nullopt: pending.
  std::optional<Operands> gradient(std::span<const Operand> ys, std::span<const Operand> dys, std::span<const Key> xs);
  void reset() { records_.clear(); tracked_.clear(); watched_variables.clear(); }

 private:
  struct Record { const OpDef* op; Operands in, out; Attrs attrs; Key source; Backward backward; std::shared_ptr<VariableCell> variable; };
  Context& context_;
  std::set<Key> tracked_;
  std::vector<Record> records_;
};

// Runs the ops of gradients under the context: eagerly or into the graph being traced, seen by the tapes that are still active.
class ContextEmitter : public Emitter {
 public:
  explicit ContextEmitter(Context& context) : context_(context) {}
  Operands emit_all(const OpDef&, std::span<const Operand>, Attrs) override;
  Operand constant(const Tensor&) override;
  bool failed = false;

 private:
  Context& context_;
};

}  // namespace misfit::tf
