// Convolution as matrix products: patches of the input are unrolled into rows, a few output rows at a time.
#pragma once
#include "ops/nn/window.h"

namespace misfit {

struct Conv2DSizes {
  Window window;
  int64_t batch, channels, filters, groups;      // channels: of the input; each group sees channels / groups
};
Result<Conv2DSizes, Fault> conv2d_sizes(const Inference&, const Shape& in, const Shape& filter);
extern const std::span<const FaultSpec> kConv2DFaults;

void conv2d(const Conv2DSizes&, const float* in, const float* filter, float* out);
void conv2d(const Conv2DSizes&, const double* in, const double* filter, double* out);
void conv2d_input_gradient(const Conv2DSizes&, const float* filter, const float* dy, float* dx);
void conv2d_input_gradient(const Conv2DSizes&, const double* filter, const double* dy, double* dx);
void conv2d_filter_gradient(const Conv2DSizes&, const float* in, const float* dy, float* dw);
void conv2d_filter_gradient(const Conv2DSizes&, const double* in, const double* dy, double* dw);

// Runs f in float or double on inputs of any floating type, whole numbers as double.
inline DType convolution_type(DType t) { return t == DType::kFloat64 || is_integer(t) ? DType::kFloat64 : DType::kFloat32; }

}  // namespace misfit
