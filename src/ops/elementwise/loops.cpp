#include "ops/elementwise/loops.h"

namespace misfit {

Shape broadcast_shape(const Shape& a, const Shape& b) { return broadcast(a, b).value(); }

BroadcastLoop broadcast_loop(const Shape& a, const Shape& b, const Shape& out) {
  BroadcastLoop loop;
  int64_t next_a = 1, next_b = 1;
  for (size_t back = 1; back <= out.rank(); ++back) {       // from the last axis; merged while both go on evenly
    const int64_t n = out[out.rank() - back];
    const int64_t in_a = back <= a.rank() ? a[a.rank() - back] : 1, in_b = back <= b.rank() ? b[b.rank() - back] : 1;
    const BroadcastLoop::Axis axis{n, in_a == 1 ? 0 : next_a, in_b == 1 ? 0 : next_b};
    next_a *= in_a;
    next_b *= in_b;
    if (n == 1) continue;
    if (!loop.axes.empty()) {
      BroadcastLoop::Axis& inner = loop.axes.back();
      if (axis.stride_a == inner.stride_a * inner.length && axis.stride_b == inner.stride_b * inner.length) {
        inner.length *= n;
        continue;
      }
    }
    loop.axes.push_back(axis);
  }
  if (loop.axes.empty()) loop.axes.push_back({1, 0, 0});
  std::reverse(loop.axes.begin(), loop.axes.end());
  return loop;
}

}  // namespace misfit
