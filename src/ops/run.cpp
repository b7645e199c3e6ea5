#include "ops/run.h"

#include "ops/signature.h"

namespace misfit {
namespace {

class EagerKernel : public Kernel {
 public:
  EagerKernel(std::span<const Tensor> in, const Attrs& attrs) : in_(in), attrs_(attrs) {}
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
  std::vector<Tensor>& outputs() { return out_; }

 private:
  std::span<const Tensor> in_;
  const Attrs& attrs_;
  std::vector<Tensor> out_;
};

}  // namespace

Result<std::vector<Tensor>, Fault> run_kernel(const OpDef& op, std::span<const Tensor> in, const Attrs& attrs) {
  EagerKernel kernel(in, attrs);
  kernel.outputs().reserve(16);                             // out() hands out references
  if (auto fault = op.compute(kernel)) return *fault;
  return std::move(kernel.outputs());
}

Result<std::vector<Tensor>, Fault> run_eager(const OpDef& op, std::span<const Tensor> in, const Attrs& given, Profile profile) {
  Specs specs;
  for (const Tensor& t : in) specs.push_back({t.dtype(), t.shape(), t, {}});
  auto attrs = check_types(op, specs, given, profile, true);
  if (!attrs.ok()) return attrs.error();
  auto shapes = op.infer({specs, attrs.value(), true});
  if (!shapes.ok()) return shapes.error();
  return run_kernel(op, in, attrs.value());
}

}  // namespace misfit
