#include "core/random/philox.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace misfit::philox {
namespace {

template <class T, class Step> void take(Philox& p, std::span<T> out, size_t group, Step step) {
  for (size_t i = 0; i < out.size(); i += group) {
    const Philox::Words w = p.next();
    T values[4];
    step(w, values);
    for (size_t j = 0; j < group && i + j < out.size(); ++j) out[i + j] = values[j];
  }
}

void box_muller(uint32_t a, uint32_t b, float* out) {
  const float u = std::max(uniform_float(a), 1.0e-7f);
  const float v = static_cast<float>(2.0f * 3.14159265358979323846 * static_cast<double>(uniform_float(b)));
  const float radius = std::sqrt(-2.0f * std::log(u));
  out[0] = std::sin(v) * radius;
  out[1] = std::cos(v) * radius;
}

void box_muller(const Philox::Words& w, double* out) {
  const double u = std::max(uniform_double(w[0], w[1]), 1.0e-7);
  const double v = 2 * 3.14159265358979323846 * uniform_double(w[2], w[3]);
  const double radius = std::sqrt(-2.0 * std::log(u));
  out[0] = std::sin(v) * radius;
  out[1] = std::cos(v) * radius;
}

}  // namespace

void uniform(Philox p, std::span<float> out) {
  take(p, out, 4, [](const Philox::Words& w, float* v) { for (int i = 0; i < 4; ++i) v[i] = uniform_float(w[static_cast<size_t>(i)]); });
}
void uniform(Philox p, std::span<double> out) {
  take(p, out, 2, [](const Philox::Words& w, double* v) { v[0] = uniform_double(w[0], w[1]); v[1] = uniform_double(w[2], w[3]); });
}
void uniform(Philox p, std::span<Half> out) {
  take(p, out, 4, [](const Philox::Words& w, Half* v) { for (int i = 0; i < 4; ++i) v[i] = uniform_half(w[static_cast<size_t>(i)]); });
}
void uniform(Philox p, std::span<BFloat16> out) {
  take(p, out, 4, [](const Philox::Words& w, BFloat16* v) { for (int i = 0; i < 4; ++i) v[i] = uniform_bfloat16(w[static_cast<size_t>(i)]); });
}

void normal(Philox p, std::span<float> out) {
  take(p, out, 4, [](const Philox::Words& w, float* v) { box_muller(w[0], w[1], v); box_muller(w[2], w[3], v + 2); });
}
void normal(Philox p, std::span<double> out) {
  take(p, out, 2, [](const Philox::Words& w, double* v) { box_muller(w, v); });
}

// Values beyond two deviations are drawn again; each group of outputs has its own 256 blocks to do so.
void truncated_normal(Philox p, std::span<float> out) {
  for (size_t i = 0; i < out.size(); i += 4) {
    PhiloxWords words(p.at(64 * i));
    size_t have = 0;
    while (have < 4 && i + have < out.size()) {
      float pair[2];
      const uint32_t a = words.next(), b = words.next();
      box_muller(a, b, pair);
      for (float x : pair)
        if (std::fabs(x) < 2.0f && have < 4 && i + have < out.size()) out[i + have++] = x;
    }
  }
}
void truncated_normal(Philox p, std::span<double> out) {
  for (size_t i = 0; i < out.size(); i += 2) {
    Philox group = p.at(128 * i);
    size_t have = 0;
    while (have < 2 && i + have < out.size()) {
      double pair[2];
      box_muller(group.next(), pair);
      for (double x : pair)
        if (std::fabs(x) < 2.0 && have < 2 && i + have < out.size()) out[i + have++] = x;
    }
  }
}

void uniform_int(Philox p, std::span<int32_t> out, int32_t low, int32_t high) {
  const uint32_t range = static_cast<uint32_t>(high) - static_cast<uint32_t>(low);
  take(p, out, 4, [&](const Philox::Words& w, int32_t* v) {
    for (size_t i = 0; i < 4; ++i) v[i] = static_cast<int32_t>(static_cast<uint32_t>(low) + w[i] % range);
  });
}
void uniform_int(Philox p, std::span<int64_t> out, int64_t low, int64_t high) {
  const uint64_t range = static_cast<uint64_t>(high) - static_cast<uint64_t>(low);
  take(p, out, 2, [&](const Philox::Words& w, int64_t* v) {
    for (size_t i = 0; i < 2; ++i)
      v[i] = static_cast<int64_t>(static_cast<uint64_t>(low) + (w[2 * i] | static_cast<uint64_t>(w[2 * i + 1]) << 32) % range);
  });
}

std::vector<int64_t> shuffle(Philox p, int64_t rows) {
  std::vector<int64_t> order(static_cast<size_t>(rows));
  std::iota(order.begin(), order.end(), int64_t{0});
  PhiloxWords words(p);
  for (size_t i = 0; i + 1 < order.size(); ++i)
    std::swap(order[i], order[i + words.next() % static_cast<uint32_t>(order.size() - i)]);
  return order;
}

void categorical(Philox p, std::span<const float> logits, int64_t rows, int64_t classes, int64_t draws, std::span<int64_t> out) {
  PhiloxWords words(p);
  std::vector<double> cdf(static_cast<size_t>(classes));
  for (int64_t r = 0; r < rows; ++r) {
    const auto row = logits.subspan(static_cast<size_t>(r * classes), cdf.size());
    float top = -INFINITY;
    for (float x : row) if (std::isfinite(x)) top = std::max(top, x);
    double total = 0;
    for (size_t k = 0; k < cdf.size(); ++k) {
      if (std::isfinite(row[k])) total += std::exp(static_cast<double>(row[k]) - static_cast<double>(top));
      cdf[k] = total;
    }
    for (int64_t d = 0; d < draws; ++d) {
      const uint32_t w0 = words.next(), w1 = words.next();
      const auto found = std::upper_bound(cdf.begin(), cdf.end(), uniform_double(w0, w1) * total);
      out[static_cast<size_t>(r * draws + d)] = found - cdf.begin();
    }
  }
}

}  // namespace misfit::philox
