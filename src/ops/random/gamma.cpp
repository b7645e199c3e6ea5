#include "ops/random/gamma.h"

#include <cmath>

namespace misfit {
namespace {

// Two numbers to a block, the last first.
struct Uniforms {
  Philox& g;
  double held[2] = {};
  int left = 0;
  double next() {
    if (left == 0) {
      const auto w = g.next();
      held[0] = philox::uniform_double(w[0], w[1]);
      held[1] = philox::uniform_double(w[2], w[3]);
      left = 2;
    }
    return held[--left];
  }
};

struct Normals {
  Philox& g;
  double held[2] = {};
  int left = 0;
  double next() {
    if (left == 0) {
      std::vector<double> two(2);
      philox::normal(g, std::span<double>(two));
      g.skip(1);
      held[0] = two[0];
      held[1] = two[1];
      left = 2;
    }
    return held[--left];
  }
};

}  // namespace

double gamma_number(Philox g, double alpha) {
  Uniforms uniform{g};
  if (alpha == 1) return -std::log1p(-uniform.next());
  const bool small = alpha < 1;
  const double d = alpha + (small ? 2.0 / 3 : -1.0 / 3), c = 1.0 / 3 / std::sqrt(d);
  Normals normal{g};
  for (;;) {
    const double x = normal.next();
    double v = 1 + c * x;
    if (v <= 0) continue;
    v = v * v * v;
    const double u = uniform.next();
    if (u < 1 - 0.0331 * (x * x) * (x * x) || std::log(u) < 0.5 * x * x + d * (1 - v + std::log(v))) {
      double out = d * v;
      if (small) {
        const double b = uniform.next();
        out *= std::pow(b, 1 / alpha);
      }
      return out;
    }
  }
}

double poisson_number(Philox g, double rate) {
  Uniforms uniform{g};
  if (!(rate >= 0) || std::isinf(rate)) return NAN;
  if (rate < 10) {
    const double limit = std::exp(-rate);
    double product = 1, x = 0;
    for (;;) {
      product *= uniform.next();
      if (product <= limit && x >= 0) return x;
      x += 1;
    }
  }
  const double log_rate = std::log(rate), b = 0.931 + 2.53 * std::sqrt(rate), a = -0.059 + 0.02483 * b, inverse = 1.1239 + 1.1328 / (b - 3.4);
  for (;;) {                                   // Hoermann's transformed rejection
    double u = uniform.next() - 0.5;
    const double v = uniform.next(), shift = 0.5 - std::abs(u), k = std::floor((2 * a / shift + b) * u + rate + 0.43);
    if (shift >= 0.07 && v <= 0.9277 - 3.6224 / (b - 2)) return k;
    if (k < 0 || (shift < 0.013 && v > shift)) continue;
    if (std::log(v * inverse / (a / (shift * shift) + b)) <= -rate + k * log_rate - std::lgamma(k + 1)) return k;
  }
}

void draw_each(Kernel& k, Philox g, double (*number)(Philox, double), const Tensor& parameters, const Shape& shape, DType type) {
  Tensor out = Tensor::uninitialized(DType::kFloat64, shape);
  const int64_t each = parameters.elements(), samples = each ? shape.elements() / each : 0;
  for (int64_t i = 0; i < each; ++i)
    for (int64_t j = 0; j < samples; ++j) out.mutable_data<double>()[static_cast<size_t>(j * each + i)] = number(g.at(kReservedForOne * static_cast<uint64_t>(i * samples + j)), parameters.at(i));
  k.forward(0, cast(out, type));
}

Shape with_each(const Shape& samples, const Shape& parameters) {
  if (!samples.known_rank() || !parameters.known_rank()) return Shape::unknown_rank();
  Shape out = samples;
  for (int64_t d : parameters) out.push_back(d);
  return out;
}

}  // namespace misfit
