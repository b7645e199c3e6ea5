// What operations on stacks of matrices share: shape rules, walking the stack, and words for their gradients.
#pragma once
#include "ops/formula.h"
#include "ops/linalg/dense.h"
#include "ops/library_ops.h"
#include "ops/rules.h"

namespace misfit {

extern const FaultSpec kNotSquare;            // square_c1
extern const FaultSpec kNotInvertible;        // invertible_c1: no pivot is zero
extern const FaultSpec kComplexMatrices;      // precision_c1

std::optional<Fault> want_matrix(const Inference&);        // input 0: of rank 2 at least
Result<Specs, Fault> infer_square(const Inference&);       // input 0: a stack of square matrices; the output like it
std::optional<Fault> want_square(const Shape&, bool eager);

// Matrix number `at` of a stack, and writing one back.
template <class T> dense::Matrix<T> matrix_at(const Tensor& stack, int64_t at) {
  const Shape& s = stack.shape();
  dense::Matrix<T> m(s.at(-2), s.at(-1));
  const T* from = stack.data<T>().data() + at * m.rows * m.cols;
  std::copy(from, from + m.rows * m.cols, m.v.begin());
  return m;
}
template <class T> void put_matrix(Tensor& stack, int64_t at, const dense::Matrix<T>& m) {
  std::copy(m.v.begin(), m.v.end(), stack.mutable_data<T>().data() + at * m.rows * m.cols);
}
inline int64_t stack_size(const Shape& s) { return s.slice(0, s.rank() - 2).elements(); }

// Calls f with a zero of float or double; 16-bit floats are not taken by these operations, complex ones not by us.
template <class F> std::optional<Fault> with_precision(DType t, F&& f) {
  if (t == DType::kFloat64) return f(double{});
  if (t == DType::kFloat32) return f(float{});
  return Fault{&kComplexMatrices, {{"type", std::string(kernel_name(t))}}};
}


// For gradients, whatever the rank.
struct Matrices : Formula {
  explicit Matrices(Emitter& e) : Formula{e} {}
  Operand times(const Operand& a, const Operand& b, bool adjoint_a = false, bool adjoint_b = false) const { return run(kBatchMatMulV2, {a, b}, {{"adj_x", adjoint_a}, {"adj_y", adjoint_b}}); }
  Operand flip(const Operand& a) const;                                                   // the last two axes exchanged
  Operand band(const Operand& a, int64_t lower, int64_t upper) const;
  Operand diagonal(const Operand& v) const;                                               // a matrix with v on its diagonal
  Operand diagonal_part(const Operand& a) const;
  Operand with_diagonal(const Operand& a, const Operand& v) const;
  Operand expand(const Operand& a, int64_t axis) const { return run(kExpandDims, {a, integer(axis)}); }
};

}  // namespace misfit
