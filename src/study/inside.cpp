// Reads tensors for the eye; every look is bounded.
#include "study/inside.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>
#include <optional>

namespace misfit {
namespace {

constexpr int64_t kLook = 200000;          // elements read at most
constexpr int64_t kLazyBytes = int64_t{48} << 20;

}  // namespace

std::string figure(double v) {
  char text[32];
  if (std::isnan(v)) return "NaN";
  if (std::isinf(v)) return v > 0 ? "Inf" : "−Inf";
  double a = std::abs(v);
  if (v == std::floor(v) && a < 1e6) std::snprintf(text, sizeof text, "%.0f", v);
  else if (a >= 1e5 || (a > 0 && a < 1e-3)) std::snprintf(text, sizeof text, "%.2g", v);
  else std::snprintf(text, sizeof text, a < 10 ? "%.2f" : "%.1f", v);
  std::string out = text;
  if (!out.empty() && out[0] == '-') out = "−" + out.substr(1);
  return out;
}

Inside inside_of(const Study& s) {
  Inside in;
  const Run* run = shown_run(s);
  if (!run || (!s.inside && s.inside_layer < 0)) return in;
  Flow flow = flow_of(s);
  const Trace& t = run->trace;
  for (const ModelInfo& m : t.models)
    if (s.inside_layer >= 0 && s.inside_layer < static_cast<int>(m.layers.size())) in.layer = &m.layers[static_cast<size_t>(s.inside_layer)];
  const Step* step = s.inside ? run->trace.find(s.inside) : nullptr;
  for (const FlowLayer& l : flow.layers)
    if (l.index == s.inside_layer) {
      in.tensor = l.in;
      in.title = l.class_name;
      in.output = l.out_value;
      if (l.out_value) { step = nullptr; in.of_layer = true; }
    }
  if (step && step->shape.known_rank()) {
    in.tensor.shape = step->shape;
    in.tensor.dtype = step->dtype;
    in.tensor.value = step->value;
    in.title = step->label.empty() ? step->what : step->label;
    for (const Binding& b : run->trace.bindings) if (b.step == s.inside) in.title = b.name;
  }
  if (in.title.empty() && in.layer) in.title = in.layer->class_name;
  if (!flow.layers.empty()) { in.reader = flow.layers.front().class_name; }
  if (flow.out && flow.out->shape.known_rank() && flow.out->shape.rank() > 0) in.classes = std::max<int64_t>(flow.out->shape[flow.out->shape.rank() - 1], 0);
  // The data: its numbers as they were handed in, whatever was written into the array since.
  for (const FlowTensor& f : flow.inputs)
    if (step && f.step == s.inside && !in.of_layer) {
      if (f.value) in.tensor.value = f.value;
      in.title = f.name;
    }
  const Tensor& v = pictured(in);
  if (!v) { in.kind = in.layer ? Inside::kNumbers : Inside::kNothing; return in; }
  if (!v.materialized() && static_cast<int64_t>(v.bytes()) > kLazyBytes) { in.lazy = true; in.kind = Inside::kNumbers; return in; }
  const Shape& shape = v.shape();
  size_t rank = shape.rank();
  bool is_label = !flow.labels.empty() && flow.labels[0].step == s.inside;
  if (rank >= 1 && v.elements() > 0 && (rank == 1 || (rank == 2 && shape[1] == 1)) && (is_integer(v.dtype()) || is_label)) in.kind = Inside::kLabels;
  else if (rank == 4) { in.kind = Inside::kPictures; in.samples = shape[0]; in.height = shape[1]; in.width = shape[2]; in.channels = shape[3]; }
  else if (rank == 3) { in.kind = Inside::kPictures; in.samples = shape[0]; in.height = shape[1]; in.width = shape[2]; }
  else if (rank == 2) { in.kind = Inside::kMatrix; in.height = shape[0]; in.width = shape[1]; }
  else in.kind = Inside::kNumbers;
  return in;
}

Distribution distribution_of(const Tensor& t, int bins) {
  Distribution d;
  d.bins.assign(static_cast<size_t>(bins), 0);
  int64_t n = t.elements(), stride = std::max<int64_t>(1, n / kLook);
  if (n <= 0 || t.dtype() == DType::kString) return d;
  double sum = 0;
  int64_t finite = 0;
  d.low = INFINITY;
  d.high = -INFINITY;
  for (int64_t i = 0; i < n; i += stride) {
    double v = t.at(i);
    ++d.seen;
    if (std::isnan(v)) { ++d.nans; continue; }
    if (std::isinf(v)) { ++d.infinities; continue; }
    d.zeros += v == 0;
    d.low = std::min(d.low, v);
    d.high = std::max(d.high, v);
    sum += v;
    ++finite;
  }
  if (!finite) { d.low = d.high = 0; return d; }
  d.mean = sum / static_cast<double>(finite);
  d.from = std::min(d.low, 0.0);
  d.to = std::max(d.high, 1.0);
  for (int64_t i = 0; i < n; i += stride) {
    double v = t.at(i);
    if (!std::isfinite(v)) continue;
    double place = (v - d.from) / (d.to - d.from) * bins;
    ++d.bins[static_cast<size_t>(std::clamp(place, 0.0, bins - 1.0))];
  }
  return d;
}

void judge(Distribution& d, const Inside& in) {
  if (d.nans || d.infinities) {
    d.bad = true;
    d.remark = std::to_string(d.nans) + " NaN and " + std::to_string(d.infinities) + " Inf among " + std::to_string(d.seen) + ": every sum that reads one of them becomes NaN.";
  } else if (in.kind == Inside::kPictures && d.high > 16) {
    d.bad = true;
    d.remark = "Pixels up to " + figure(d.high) + ". Layers start with weights made for numbers near 1; sums of these are some " + figure(d.high) + " times too large.";
  } else if (d.low == d.high && d.seen > 1) {
    d.bad = true;
    d.remark = "Every number is " + figure(d.low) + ": there is nothing here to learn from.";
  } else if (d.low >= -1 && d.high <= 1) {
    d.remark = "All within −1 … 1, as layers like it.";
  }
}

std::vector<LabelCount> label_counts(const Tensor& t, int64_t classes) {
  std::map<int64_t, int64_t> counts;
  int64_t n = std::min(t.elements(), kLook);
  for (int64_t i = 0; i < n && counts.size() < 200; ++i) ++counts[static_cast<int64_t>(std::llround(t.at(i)))];
  for (int64_t k = 0; k < classes && k < 64; ++k) counts.try_emplace(k, 0);
  std::vector<LabelCount> out;
  for (auto [value, count] : counts) out.push_back({value, count, classes > 1 && (value < 0 || value >= classes)});
  return out;
}

namespace {

// How far a convolution begins before the picture's edge; nothing where it takes larger strides.
std::optional<int64_t> margin(int64_t in, int64_t kernel, int64_t out) {
  if (out == in - kernel + 1) return 0;
  if (out == in) return (kernel - 1) / 2;
  return std::nullopt;
}

}  // namespace

std::optional<Patch> patch_of(const Inside& in, int64_t y, int64_t x) {
  if (!in.of_layer || !in.layer || !in.tensor.value || in.output.shape().rank() != 4 || in.tensor.value.shape().rank() != 4) return std::nullopt;
  for (const auto& [name, w] : in.layer->weights) {
    if (name.find("kernel") == std::string::npos || !w || w.shape().rank() != 4) continue;
    const Shape &s = in.tensor.value.shape(), &o = in.output.shape(), &k = w.shape();
    std::optional<int64_t> top = margin(s[1], k[0], o[1]), left = margin(s[2], k[1], o[2]);
    if (top && left) return Patch{y - *top, x - *left, k[0], k[1]};
  }
  return std::nullopt;
}

std::string arithmetic(const Inside& in, const Study&, int64_t sample, int64_t y, int64_t x, int64_t channel) {
  if (!in.layer || !in.tensor.value) return {};
  const Tensor* kernel = nullptr;
  const Tensor* bias = nullptr;
  for (const auto& [name, w] : in.layer->weights) {
    if (name.find("kernel") != std::string::npos && w) kernel = &w;
    if (name.find("bias") != std::string::npos && w) bias = &w;
  }
  const Shape& s = in.tensor.value.shape();
  if (!kernel) return {};
  const Shape& k = kernel->shape();
  std::vector<std::pair<double, double>> terms;
  std::string cell;
  int64_t unit = 0;
  const double* made = nullptr;
  double value = 0;
  if (k.rank() == 2 && s.rank() == 2 && k[0] == s[1]) {
    unit = std::clamp<int64_t>(in.of_layer ? x : channel, 0, k[1] - 1);
    for (int64_t i = 0; i < k[0] && terms.size() < 4096; ++i) terms.emplace_back(in.tensor.value.at(y * s[1] + i), kernel->at(i * k[1] + unit));
    cell = "output[" + std::to_string(y) + ", " + std::to_string(unit) + "]";
    if (in.of_layer) { value = in.output.at(y * k[1] + unit); made = &value; }
  } else if (k.rank() == 4 && s.rank() == 4 && k[2] == s[3]) {
    Patch patch{std::clamp<int64_t>(y, 0, std::max<int64_t>(s[1] - k[0], 0)), std::clamp<int64_t>(x, 0, std::max<int64_t>(s[2] - k[1], 0)), k[0], k[1]};
    if (in.of_layer) {
      std::optional<Patch> found = patch_of(in, y, x);
      if (!found) return {};
      patch = *found;
      unit = std::clamp<int64_t>(channel, 0, k[3] - 1);
      value = in.output.at(((sample * in.output.shape()[1] + y) * in.output.shape()[2] + x) * in.output.shape()[3] + unit);
      made = &value;
    }
    for (int64_t i = 0; i < k[0]; ++i)
      for (int64_t j = 0; j < k[1]; ++j) {
        const int64_t row = patch.top + i, column = patch.left + j;
        if (row < 0 || column < 0 || row >= s[1] || column >= s[2]) continue;     // padding adds nothing
        for (int64_t c = 0; c < k[2]; ++c) terms.emplace_back(in.tensor.value.at(((sample * s[1] + row) * s[2] + column) * s[3] + c), kernel->at(((i * k[1] + j) * k[2] + c) * k[3] + unit));
      }
    cell = "output[" + std::to_string(in.of_layer ? y : patch.top) + ", " + std::to_string(in.of_layer ? x : patch.left) + ", " + std::to_string(unit) + "]";
  } else {
    return {};
  }
  double sum = 0;
  for (auto [a, b] : terms) sum += a * b;
  std::string text = cell + " = ";
  size_t shown = std::min<size_t>(terms.size(), 3);
  for (size_t i = 0; i < shown; ++i) text += (i ? " + " : "") + figure(terms[i].first) + "·" + figure(terms[i].second);
  if (shown < terms.size()) text += " + … " + std::to_string(terms.size() - shown) + " more";
  if (bias && unit < bias->elements()) {
    double b = bias->at(unit);
    text += " + " + figure(b);
    sum += b;
  }
  text += " = " + figure(sum);
  // What the activation makes of the sum.
  if (made && std::fabs(*made - sum) > 1e-3 * (1 + std::fabs(sum))) text += ", and through the activation " + figure(*made);
  return text;
}

std::vector<WeightSize> weight_sizes(const Study& s) {
  std::vector<WeightSize> sizes;
  const Run* run = shown_run(s);
  if (const Look* look = look_now(s)) {
    for (const Look::Layer& l : look->layers) if (l.largest > 0 || !l.finite) sizes.push_back({l.name, l.largest, l.weight, l.finite, l.gradient});
    if (!sizes.empty()) return sizes;
  }
  if (!run || run->trace.models.empty()) return sizes;
  for (const LayerInfo& l : run->trace.models.back().layers)
    for (const auto& [name, w] : l.weights) {
      if (!w || w.elements() <= 0 || name.find("kernel") == std::string::npos) continue;
      if (!w.materialized() && static_cast<int64_t>(w.bytes()) > kLazyBytes) continue;
      WeightSize size{l.name, 0, 0, true, -1};
      int64_t n = w.elements(), stride = std::max<int64_t>(1, n / 20000), seen = 0;
      for (int64_t i = 0; i < n; i += stride, ++seen) {
        double v = std::abs(w.at(i));
        if (!std::isfinite(v)) { size.finite = false; continue; }
        size.largest = std::max(size.largest, v);
        size.mean += v;
      }
      size.mean /= static_cast<double>(std::max<int64_t>(seen, 1));
      sizes.push_back(std::move(size));
    }
  return sizes;
}

}  // namespace misfit
