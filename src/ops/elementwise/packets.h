// The loop under functions that Eigen computes in packets.
#pragma once
#include "ops/elementwise/loops.h"
#include "ops/elementwise/packet_math.h"

namespace misfit {

// As unary_float, but float elements that fill packets go through `packet`.
template <class P, class F> void unary_packets(Kernel& k, P packet, F f) {
  if (k.in(0).dtype() != DType::kFloat32) return unary_float(k, f);
  Tensor& out = k.out(0, DType::kFloat32, k.in(0).shape());
  const float* from = k.in(0).data<float>().data();
  float* to = out.mutable_data<float>().data();
  const int64_t n = out.elements(), whole = n / 8 * 8;
  for (int64_t i = 0; i < whole; ++i) to[i] = packet(from[i]);
  for (int64_t i = whole; i < n; ++i) to[i] = f(from[i]);
}

}  // namespace misfit
