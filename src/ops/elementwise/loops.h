// The loops under every elementwise operation: one input, or two that broadcast.
#pragma once
#include <vector>

#include "ops/op.h"

namespace misfit {

// The type an elementwise kernel computes in: 16-bit floats as float, short integers as a wider one; the result is cut back.
inline DType working_type(DType t) {
  switch (t) {
    case DType::kFloat16: case DType::kBFloat16: return DType::kFloat32;
    case DType::kBool: case DType::kInt8: case DType::kUInt8: case DType::kInt16: case DType::kUInt16: return DType::kInt32;
    case DType::kUInt32: return DType::kInt64;
    default: return t;
  }
}

// Calls f with a value of the type to compute in: float, double, int32, int64 or uint64.
template <class F> void visit_working(DType t, F&& f) {
  switch (t) {
    case DType::kFloat32: return f(float{});
    case DType::kFloat64: return f(double{});
    case DType::kInt32: return f(int32_t{});
    case DType::kInt64: return f(int64_t{});
    default: ENSURE(t == DType::kUInt64); return f(uint64_t{});
  }
}

template <class F> void visit_working_float(DType t, F&& f) {
  if (t == DType::kFloat64) return f(double{});
  ENSURE(t == DType::kFloat32);
  f(float{});
}

// Two inputs laid along the output: merged axes, with stride 0 where an input is stretched. The last axis is innermost.
struct BroadcastLoop {
  struct Axis { int64_t length, stride_a, stride_b; };
  std::vector<Axis> axes;
};
BroadcastLoop broadcast_loop(const Shape& a, const Shape& b, const Shape& out);

template <class T, class R, class F> void run_inner(const T* a, int64_t stride_a, const T* b, int64_t stride_b, R* out, int64_t n, F f) {
  if (stride_a && stride_b) {
    for (int64_t i = 0; i < n; ++i) out[i] = static_cast<R>(f(a[i], b[i]));
  } else if (stride_a) {
    const T y = *b;
    for (int64_t i = 0; i < n; ++i) out[i] = static_cast<R>(f(a[i], y));
  } else if (stride_b) {
    const T x = *a;
    for (int64_t i = 0; i < n; ++i) out[i] = static_cast<R>(f(x, b[i]));
  } else {
    const R z = static_cast<R>(f(*a, *b));
    for (int64_t i = 0; i < n; ++i) out[i] = z;
  }
}

template <class T, class R, class F> void run_broadcast(const BroadcastLoop& loop, const T* a, const T* b, R* out, F f) {
  const auto& axes = loop.axes;
  const BroadcastLoop::Axis last = axes.back();
  const size_t outer = axes.size() - 1;
  std::vector<int64_t> at(outer, 0);
  for (;;) {
    run_inner(a, last.stride_a, b, last.stride_b, out, last.length, f);
    out += last.length;
    size_t i = outer;
    for (; i-- > 0;) {
      a += axes[i].stride_a;
      b += axes[i].stride_b;
      if (++at[i] < axes[i].length) break;
      at[i] = 0;
      a -= axes[i].stride_a * axes[i].length;
      b -= axes[i].stride_b * axes[i].length;
      if (i == 0) return;
    }
    if (outer == 0) return;
  }
}

Shape broadcast_shape(const Shape& a, const Shape& b);      // of fully known shapes that do broadcast

// out = f(a, b) in the working type of `a`; Out is the output's dtype or kInvalid for the input's.
template <class F> void binary(Kernel& k, F f) {
  const DType t = k.in(0).dtype(), w = working_type(t);
  const Shape shape = broadcast_shape(k.in(0).shape(), k.in(1).shape());
  Tensor& out = k.out(0, t, shape);
  if (shape.elements() == 0) return;
  const Tensor a = cast(k.in(0), w), b = cast(k.in(1), w);
  Tensor wide = w == t ? out : Tensor::uninitialized(w, shape);
  const BroadcastLoop loop = broadcast_loop(a.shape(), b.shape(), shape);
  visit_working(w, [&](auto zero) {
    using T = decltype(zero);
    run_broadcast(loop, a.data<T>().data(), b.data<T>().data(), wide.mutable_data<T>().data(), f);
  });
  if (w != t) std::copy_n(cast(wide, t).raw(), out.bytes(), out.mutable_raw());
}

template <class F> void binary_float(Kernel& k, F f) {      // the same for floating types alone: less code
  const DType t = k.in(0).dtype(), w = working_type(t);
  const Shape shape = broadcast_shape(k.in(0).shape(), k.in(1).shape());
  Tensor& out = k.out(0, t, shape);
  if (shape.elements() == 0) return;
  const Tensor a = cast(k.in(0), w), b = cast(k.in(1), w);
  Tensor wide = w == t ? out : Tensor::uninitialized(w, shape);
  const BroadcastLoop loop = broadcast_loop(a.shape(), b.shape(), shape);
  visit_working_float(w, [&](auto zero) {
    using T = decltype(zero);
    run_broadcast(loop, a.data<T>().data(), b.data<T>().data(), wide.mutable_data<T>().data(), f);
  });
  if (w != t) std::copy_n(cast(wide, t).raw(), out.bytes(), out.mutable_raw());
}

template <class F> void compare(Kernel& k, F f) {
  const DType w = working_type(k.in(0).dtype());
  const Shape shape = broadcast_shape(k.in(0).shape(), k.in(1).shape());
  Tensor& out = k.out(0, DType::kBool, shape);
  if (shape.elements() == 0) return;
  const Tensor a = cast(k.in(0), w), b = cast(k.in(1), w);
  const BroadcastLoop loop = broadcast_loop(a.shape(), b.shape(), shape);
  visit_working(w, [&](auto zero) {
    using T = decltype(zero);
    run_broadcast(loop, a.data<T>().data(), b.data<T>().data(), out.mutable_data<bool>().data(), f);
  });
}

template <class F> void unary(Kernel& k, F f) {
  const Tensor& in = k.in(0);
  const DType t = in.dtype(), w = working_type(t);
  Tensor& out = k.out(0, t, in.shape());
  const Tensor a = cast(in, w);
  Tensor wide = w == t ? out : Tensor::uninitialized(w, in.shape());
  visit_working(w, [&](auto zero) {
    using T = decltype(zero);
    const T* from = a.data<T>().data();
    T* to = wide.mutable_data<T>().data();
    const int64_t n = a.elements();
    for (int64_t i = 0; i < n; ++i) to[i] = static_cast<T>(f(from[i]));
  });
  if (w != t) std::copy_n(cast(wide, t).raw(), out.bytes(), out.mutable_raw());
}

template <class F> void unary_float(Kernel& k, F f) {
  const Tensor& in = k.in(0);
  const DType t = in.dtype(), w = working_type(t);
  Tensor& out = k.out(0, t, in.shape());
  const Tensor a = cast(in, w);
  Tensor wide = w == t ? out : Tensor::uninitialized(w, in.shape());
  visit_working_float(w, [&](auto zero) {
    using T = decltype(zero);
    const T* from = a.data<T>().data();
    T* to = wide.mutable_data<T>().data();
    const int64_t n = a.elements();
    for (int64_t i = 0; i < n; ++i) to[i] = f(from[i]);
  });
  if (w != t) std::copy_n(cast(wide, t).raw(), out.bytes(), out.mutable_raw());
}

template <class F> void test(Kernel& k, F f) {              // of each floating element, into bool
  const Tensor a = cast(k.in(0), working_type(k.in(0).dtype()));
  Tensor& out = k.out(0, DType::kBool, a.shape());
  visit_working_float(a.dtype(), [&](auto zero) {
    using T = decltype(zero);
    const T* from = a.data<T>().data();
    bool* to = out.mutable_data<bool>().data();
    for (int64_t i = 0; i < a.elements(); ++i) to[i] = f(from[i]);
  });
}

}  // namespace misfit
