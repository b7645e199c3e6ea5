// Images scaled and moved, through one of several filters, wider where the image shrinks.
#include <cmath>

#include "ops/image/resize.h"
#include "ops/image/sampling.h"
#include "ops/library_ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

Result<Specs, Fault> infer(const Inference& x) { return infer_resize(x, DType::kFloat32); }

struct Filter { double radius; double (*f)(double); };

double sinc(double x) { return x == 0 ? 1 : std::sin(3.14159265358979323846 * x) / (3.14159265358979323846 * x); }

Filter filter(const std::string& name) {
  if (name == "lanczos1") return {1, [](double x) { return x > 1 ? 0 : sinc(x) * sinc(x); }};
  if (name == "lanczos5") return {5, [](double x) { return x > 5 ? 0 : sinc(x) * sinc(x / 5); }};
  if (name == "gaussian") return {1.5, [](double x) { return x >= 1.5 ? 0 : std::exp(-x * x / (2 * 0.5 * 0.5)); }};
  if (name == "box") return {1, [](double x) { return x < 0.5 ? 1.0 : x == 0.5 ? 0.5 : 0.0; }};
  if (name == "triangle") return {1, [](double x) { return x < 1 ? 1 - x : 0; }};
  if (name == "keyscubic") return {2, [](double x) { return x >= 2 ? 0 : x >= 1 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : (1.5 * x - 2.5) * x * x + 1; }};
  if (name == "mitchellcubic") return {2, [](double x) { return x >= 2 ? 0 : x >= 1 ? (((-7.0 / 18) * x + 2) * x - 10.0 / 3) * x + 16.0 / 9 : ((7.0 / 6) * x - 2) * x * x + 8.0 / 9; }};
  return {3, [](double x) { return x > 3 ? 0 : sinc(x) * sinc(x / 3); }};
}

std::vector<Taps> taps(const Filter& f, int64_t in, int64_t out, float scale, float move, bool antialias) {
  const float inverse = 1.0f / scale, shift = -inverse * move, wide = antialias ? std::max(inverse, 1.0f) : 1.0f;
  std::vector<Taps> all;
  for (int64_t i = 0; i < out; ++i) {
    const float at = (static_cast<float>(i) + 0.5f) * inverse + shift;
    Taps t;
    if (at >= 0 && at <= static_cast<float>(in)) {
      const int64_t first = std::max<int64_t>(static_cast<int64_t>(std::ceil(at - static_cast<float>(f.radius) * wide - 0.5f)), 0);
      const int64_t last = std::min<int64_t>(static_cast<int64_t>(std::floor(at + static_cast<float>(f.radius) * wide - 0.5f)), in - 1);
      float sum = 0;
      t.first = first;
      for (int64_t p = first; p <= last; ++p) {
        t.weights.push_back(static_cast<float>(f.f(std::abs(static_cast<double>((static_cast<float>(p) + 0.5f - at) / wide)))));
        sum += t.weights.back();
      }
      for (float& w : t.weights) w = std::abs(sum) >= 1000 * 1.17549435e-38f ? w / sum : 0;
    }
    all.push_back(std::move(t));
  }
  return all;
}

std::optional<Fault> compute(Kernel& k) {
  const Tensor in = cast(k.in(0), DType::kFloat32);
  const Filter f = filter(k.attrs().get<std::string>("kernel_type", "lanczos3"));
  const bool antialias = k.attrs().get<bool>("antialias", true);
  const auto side = [&](int64_t i) { return taps(f, in.shape()[static_cast<size_t>(i + 1)], k.in(1).int_at(i), static_cast<float>(k.in(2).at(i)), static_cast<float>(k.in(3).at(i)), antialias); };
  k.forward(0, sampled(in, side(0), side(1)));
  return std::nullopt;
}

}  // namespace

constexpr OpDef kScaleAndTranslate{.name = "ScaleAndTranslate", .infer = infer, .compute = compute, .reads_values = "size"};

}  // namespace misfit
