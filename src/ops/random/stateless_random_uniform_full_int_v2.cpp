// Whole numbers of the whole range of their type, from a key and a counter.
#include "ops/library_ops.h"
#include "ops/random/draw.h"
#include "ops/rules.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  const DType t = k.attrs().get<DType>("dtype", DType::kUInt64);
  const Shape shape(integers(k.in(0)));
  Philox p = keyed_generator(k.in(1), k.in(2));
  Tensor& out = k.out(0, t, shape);
  const size_t n = static_cast<size_t>(shape.elements());
  const bool wide = size_of(t) == 8;
  PhiloxWords words(p);
  for (size_t i = 0; i < n; ++i) {
    const uint64_t low = words.next(), value = wide ? low | static_cast<uint64_t>(words.next()) << 32 : low;
    std::byte* to = out.mutable_raw() + i * size_of(t);
    for (size_t b = 0; b < size_of(t); ++b) to[b] = static_cast<std::byte>(value >> 8 * b & 255);
  }
  return std::nullopt;
}

}  // namespace

constexpr OpDef kStatelessRandomUniformFullIntV2{.name = "StatelessRandomUniformFullIntV2", .faults = {&kRandomShape, 1}, .infer = infer_random, .compute = compute, .reads_shapes = "shape"};

}  // namespace misfit
