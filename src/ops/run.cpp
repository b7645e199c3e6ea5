#include "ops/run.h"

#include "ops/complex/kernels.h"
#include "ops/signature.h"

namespace misfit {
namespace {

class EagerKernel : public Kernel {
 public:
  EagerKernel(std::string_view op, std::span<const Tensor> in, const Attrs& attrs, RandomStates* random)
      : op_(op), in_(in), attrs_(attrs), random_(random) {}
  size_t inputs() const override { return in_.size(); }
  const Tensor& in(size_t i) const override { return in_[i]; }
  Tensor& out(size_t i, DType t, const Shape& s) override {
    forward(i, Tensor::uninitialized(t, s));
    return out_[i];
  }
  void forward(size_t i, const Tensor& t) override {
    if (out_.size() <= i) out_.resize(i + 1);
    out_[i] = t;
  }
  const Attrs& attrs() const override { return attrs_; }
  uint64_t reserve_blocks(uint64_t count) override {
    if (!random_) return 0;
    uint64_t& used = random_->used(op_, attrs_);
    const uint64_t first = used;
    used += count;
    return first;
  }
  std::vector<Tensor>& outputs() { return out_; }

 private:
  std::string_view op_;
  std::span<const Tensor> in_;
  const Attrs& attrs_;
  RandomStates* random_;
  std::vector<Tensor> out_;
};

}  // namespace

Result<std::vector<Tensor>, Fault> run_kernel(const OpDef& op, std::span<const Tensor> in, const Attrs& attrs, RandomStates* random) {
  EagerKernel kernel(op.name, in, attrs, random);
  kernel.outputs().reserve(16);                             // out() hands out references
  if (auto fault = compute_any(op, kernel)) return *fault;
  return std::move(kernel.outputs());
}

Result<std::vector<Tensor>, Fault> run_eager(const OpDef& op, std::span<const Tensor> in, const Attrs& given, Profile profile, RandomStates* random) {
  Specs specs;
  for (const Tensor& t : in) specs.push_back({t.dtype(), t.shape(), t, {}});
  auto attrs = check_types(op, specs, given, profile, true);
  if (!attrs.ok()) return attrs.error();
  auto shapes = op.infer({specs, attrs.value(), true});
  if (!shapes.ok()) return shapes.error();
  return run_kernel(op, in, attrs.value(), random);
}

uint64_t& RandomStates::used(std::string_view op, const Attrs& attrs) {
  return used_[{std::string(op), attrs.get<int64_t>("seed"), attrs.get<int64_t>("seed2"), attrs.get<DType>("dtype", attrs.get<DType>("T"))}];
}

Operands EagerEmitter::emit_all(const OpDef& op, std::span<const Operand> inputs, Attrs attrs) {
  std::vector<Tensor> in;
  for (const Operand& o : inputs) in.push_back(o.value);
  auto out = run_eager(op, in, attrs, profile_);
  ENSURE(out.ok());
  Operands results;
  for (const Tensor& t : out.value()) results.push_back({t.dtype(), t.shape(), t});
  return results;
}

}  // namespace misfit
