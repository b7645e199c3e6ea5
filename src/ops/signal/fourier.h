// Discrete Fourier transforms over the last axes.
#pragma once
#include <complex>

#include "ops/formula.h"
#include "ops/library_ops.h"
#include "ops/rules.h"

namespace misfit {

void fourier(std::complex<double>* x, int64_t n, int64_t stride, bool inverse);   // in place, not scaled
Result<Specs, Fault> infer_fourier(const Inference&, int axes);
std::optional<Fault> transform(Kernel&, int axes, bool inverse);                  // complex to complex
std::optional<Fault> transform_real(Kernel&, int axes);                           // real to half of the complex
std::optional<Fault> transform_to_real(Kernel&, int axes);

Result<Specs, Fault> infer_real_fourier(const Inference&, int axes, bool forward);
// Of a complex transform: the conjugate one, times the number of elements that the forward one does not divide by.
Operands fourier_gradient(const Gradient&, int axes, bool inverse, const OpDef& other);

}  // namespace misfit
