#include "ops/random/draw.h"

#include <algorithm>

#include "ops/arguments.h"
#include "ops/rules.h"

namespace misfit {

constexpr FaultSpec kRandomShape{"random_c1", "InvalidArgumentError", "Dimension {length} must be >= 0", {}, {}, {}, "ValueError"};
constexpr FaultSpec kRandomRange{"random_c2", "InvalidArgumentError", "Need minval < maxval, got {low} >= {high}"};

namespace {
constexpr FaultSpec kShapeShape = exact_rank("random_c3", "shape must be a vector of {{int32,int64}}, got shape {shape}");
}  // namespace

Result<Specs, Fault> infer_random(const Inference& x) {
  if (auto fault = rank_is(x, 0, 1, kShapeShape)) return *fault;
  if (const auto lengths = known_integers(x.in[0]))
    for (int64_t d : *lengths)
      if (x.eager ? d < 0 : d < -1) return Fault{&kRandomShape, {{"length", text(d)}}};
  return Specs{{x.attrs.get<DType>("dtype", DType::kFloat32), shape_from(x.in[0])}};
}

Result<Specs, Fault> infer_random_int(const Inference& x) {
  auto specs = infer_random(x);
  if (!specs.ok()) return specs.error();
  const Spec &low = x.in[x.in.size() - 2], &high = x.in.back();
  if (x.eager && low.constant.int_at(0) >= high.constant.int_at(0) && specs.value()[0].shape.elements() > 0)
    return Fault{&kRandomRange, {{"low", text(low.constant.int_at(0))}, {"high", text(high.constant.int_at(0))}}};
  return Specs{{low.dtype, specs.value()[0].shape}};
}

Philox stateful_generator(Kernel& k, uint64_t blocks) {
  const int64_t seed = k.attrs().get<int64_t>("seed"), seed2 = k.attrs().get<int64_t>("seed2");
  return Philox::stateful(seed, seed2).at(k.reserve_blocks(blocks));
}

Philox seeded_generator(const Tensor& seed) { return Philox::stateless(seed.int_at(0), seed.int_at(1)); }

Philox keyed_generator(const Tensor& key, const Tensor& counter) {
  const uint64_t k = key.data<uint64_t>()[0], c0 = counter.data<uint64_t>()[0], c1 = counter.data<uint64_t>()[1];
  const auto word = [](uint64_t x, int half) { return static_cast<uint32_t>(half ? x >> 32 : x); };
  return Philox({word(c0, 0), word(c0, 1), word(c1, 0), word(c1, 1)}, {word(k, 0), word(k, 1)});
}

void fill(Distribution d, Philox p, Tensor& out) {
  const DType t = out.dtype();
  if (t == DType::kFloat16 && d == Distribution::kUniform) return philox::uniform(p, out.mutable_data<Half>());
  if (t == DType::kBFloat16 && d == Distribution::kUniform) return philox::uniform(p, out.mutable_data<BFloat16>());
  Tensor wide = t == DType::kFloat64 || t == DType::kFloat32 ? out : Tensor::uninitialized(DType::kFloat32, out.shape());
  const auto into = [&](auto span) {
    switch (d) {
      case Distribution::kUniform: return philox::uniform(p, span);
      case Distribution::kNormal: return philox::normal(p, span);
      case Distribution::kTruncated: return philox::truncated_normal(p, span);
    }
  };
  if (t == DType::kFloat64) into(wide.mutable_data<double>());
  else into(wide.mutable_data<float>());
  if (!(t == DType::kFloat64 || t == DType::kFloat32)) std::copy_n(cast(wide, t).raw(), out.bytes(), out.mutable_raw());
}

void fill_int(Philox p, Tensor& out, const Tensor& low, const Tensor& high) {
  if (out.dtype() == DType::kInt32) return philox::uniform_int(p, out.mutable_data<int32_t>(), low.data<int32_t>()[0], high.data<int32_t>()[0]);
  Tensor wide = out.dtype() == DType::kInt64 ? out : Tensor::uninitialized(DType::kInt64, out.shape());
  philox::uniform_int(p, wide.mutable_data<int64_t>(), low.int_at(0), high.int_at(0));
  if (out.dtype() != DType::kInt64) std::copy_n(cast(wide, out.dtype()).raw(), out.bytes(), out.mutable_raw());
}

void draw(Kernel& k, Distribution d, Philox p) {
  Tensor& out = k.out(0, k.attrs().get<DType>("dtype", DType::kFloat32), Shape(integers(k.in(0))));
  fill(d, p, out);
}

}  // namespace misfit
