// The words gradients are written in: each emits one operation.
#pragma once
#include "ops/op.h"

namespace misfit {

struct Formula {
  Emitter& emit;

  Operand run(const OpDef& op, std::initializer_list<Operand> in, Attrs attrs = {}) const { return emit.emit(op, in, std::move(attrs)); }
  Operand scalar(DType, double) const;
  Operand integers(const std::vector<int64_t>&) const;                       // an int32 vector
  Operand integer(int64_t) const;                                            // an int32 scalar

  Operand add(const Operand&, const Operand&) const;
  Operand sub(const Operand&, const Operand&) const;
  Operand mul(const Operand&, const Operand&) const;
  Operand mul(const Operand& a, double b) const { return mul(a, scalar(a.dtype, b)); }
  Operand div(const Operand&, const Operand&) const;
  Operand neg(const Operand&) const;
  Operand square(const Operand&) const;
  Operand one_minus(const Operand& x) const { return sub(scalar(x.dtype, 1), x); }
  Operand one_plus(const Operand& x) const { return add(scalar(x.dtype, 1), x); }
  Operand reciprocal(const Operand&) const;
  Operand select(const Operand& condition, const Operand& yes, const Operand& no) const;
  Operand zeros_like(const Operand&) const;
  Operand cast(const Operand&, DType) const;

  Operand shape(const Operand&) const;                                       // a constant where it is known
  Operand reshape(const Operand&, const Operand& shape) const;
  Operand reshape_like(const Operand& x, const Operand& like) const { return reshape(x, shape(like)); }
  Operand transpose(const Operand&, const std::vector<int64_t>& axes) const;
  Operand matmul(const Operand& a, const Operand& b, bool transpose_a, bool transpose_b) const;
  Operand sum(const Operand&, const std::vector<int64_t>& axes, bool keep_dims) const;
  Operand sum_to(const Operand& dy, const Operand& like) const;              // undoes a broadcast
};

}  // namespace misfit
