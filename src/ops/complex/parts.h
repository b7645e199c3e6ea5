// Complex tensors as numbers, and the real numbers they are made of.
#pragma once
#include <complex>

#include "ops/library_ops.h"
#include "ops/rules.h"

namespace misfit {

inline bool is_double_complex(DType t) { return t == DType::kComplex128; }
inline DType real_type(DType t) { return t == DType::kComplex64 ? DType::kFloat32 : t == DType::kComplex128 ? DType::kFloat64 : t; }

std::vector<std::complex<double>> complex_numbers(const Tensor&);              // of any numeric type
Tensor complex_tensor(const std::vector<std::complex<double>>&, DType, const Shape&);   // of a complex type, or a real one: the real parts

Result<Specs, Fault> infer_part(const Inference&);          // x's shape, Tout

template <class F> void complex_part(Kernel& k, F f) {
  const Tensor& in = k.in(0);
  const auto run = [&](auto zero) {
    using T = decltype(zero);
    Tensor& out = k.out(0, DTypeOf<T>::value, in.shape());
    const auto from = in.data<std::complex<T>>();
    std::transform(from.begin(), from.end(), out.mutable_data<T>().begin(), f);
  };
  if (is_double_complex(in.dtype())) run(double{});
  else run(float{});
}

}  // namespace misfit
