#include "ops/formula.h"

#include "ops/ops.h"

namespace misfit {

Operand Formula::scalar(DType t, double value) const { return emit.constant(misfit::cast(Tensor::scalar(value), t)); }

Operand Formula::integers(const std::vector<int64_t>& list) const {
  std::vector<int32_t> narrow(list.begin(), list.end());
  return emit.constant(Tensor::of<int32_t>(Shape{static_cast<int64_t>(list.size())}, narrow));
}

Operand Formula::integer(int64_t value) const { return emit.constant(Tensor::scalar(static_cast<int32_t>(value))); }

Operand Formula::add(const Operand& a, const Operand& b) const { return run(kAddV2, {a, b}); }
Operand Formula::sub(const Operand& a, const Operand& b) const { return run(kSub, {a, b}); }
Operand Formula::mul(const Operand& a, const Operand& b) const { return run(kMul, {a, b}); }
Operand Formula::div(const Operand& a, const Operand& b) const { return run(kRealDiv, {a, b}); }
Operand Formula::neg(const Operand& x) const { return run(kNeg, {x}); }
Operand Formula::square(const Operand& x) const { return run(kSquare, {x}); }
Operand Formula::reciprocal(const Operand& x) const { return run(kReciprocal, {x}); }
Operand Formula::select(const Operand& c, const Operand& yes, const Operand& no) const { return run(kSelectV2, {c, yes, no}); }
Operand Formula::zeros_like(const Operand& x) const { return run(kZerosLike, {x}); }
Operand Formula::cast(const Operand& x, DType to) const { return x.dtype == to ? x : run(kCast, {x}, {{"DstT", to}}); }

Operand Formula::shape(const Operand& x) const {
  if (x.shape.fully_known()) return integers({x.shape.begin(), x.shape.end()});
  return run(kShape, {x});
}

Operand Formula::reshape(const Operand& x, const Operand& to) const { return run(kReshape, {x, to}); }
Operand Formula::transpose(const Operand& x, const std::vector<int64_t>& axes) const { return run(kTranspose, {x, integers(axes)}); }

Operand Formula::matmul(const Operand& a, const Operand& b, bool transpose_a, bool transpose_b) const {
  return run(kMatMul, {a, b}, {{"transpose_a", transpose_a}, {"transpose_b", transpose_b}});
}

Operand Formula::sum(const Operand& x, const std::vector<int64_t>& axes, bool keep_dims) const {
  return run(kSum, {x, integers(axes)}, {{"keep_dims", keep_dims}});
}

Operand Formula::sum_to(const Operand& dy, const Operand& like) const {
  if (dy.shape.fully_known() && dy.shape == like.shape) return dy;
  return run(kSumTo, {dy, like});
}

}  // namespace misfit
