// Runs one operation on values, now.
#pragma once
#include <map>
#include <tuple>

#include "core/profile.h"
#include "ops/op.h"

namespace misfit {

// How far each stream of random numbers has been used, by op, seeds and type. tf.random.set_seed() clears it.
class RandomStates {
 public:
  uint64_t& used(std::string_view op, const Attrs&);
  void clear() { used_.clear(); }

 private:
  std::map<std::tuple<std::string, int64_t, int64_t, DType>, uint64_t> used_;
};

// check_types, infer (eager) and compute in order: the first fault is the kernel's as TensorFlow would report it.
Result<std::vector<Tensor>, Fault> run_eager(const OpDef&, std::span<const Tensor> in, const Attrs&, Profile, RandomStates* = nullptr);

// The kernel alone, for callers that have checked: attributes complete, shapes inferred.
Result<std::vector<Tensor>, Fault> run_kernel(const OpDef&, std::span<const Tensor> in, const Attrs& complete, RandomStates* = nullptr);

// An Emitter that runs at once; a fault in a gradient is a broken promise.
class EagerEmitter : public Emitter {
 public:
  explicit EagerEmitter(Profile profile) : profile_(profile) {}
  Operands emit_all(const OpDef&, std::span<const Operand>, Attrs) override;
  Operand constant(const Tensor& t) override { return {t.dtype(), t.shape(), t}; }

 private:
  Profile profile_;
};

}  // namespace misfit
