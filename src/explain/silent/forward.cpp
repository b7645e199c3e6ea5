// At most 48 rows, plain loops.
#include "explain/silent/forward.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "explain/silent/silent.h"

namespace misfit {
namespace {

constexpr int64_t kRows = 48;

double activate(const std::string& name, double z) {
  if (name == "sigmoid") return 1 / (1 + std::exp(-z));
  if (name == "tanh") return std::tanh(z);
  if (name == "relu") return std::max(z, 0.0);
  if (name == "elu") return z > 0 ? z : std::expm1(z);
  if (name == "softplus") return std::log1p(std::exp(z));
  return z;
}

bool known(const std::string& name) { return name.empty() || name == "linear" || name == "sigmoid" || name == "tanh" || name == "relu" || name == "elu" || name == "softplus"; }

const Tensor* weight(const LayerInfo& l, std::string_view name) {
  for (const auto& [key, value] : l.weights)
    if (key == name && value && value.materialized()) return &value;
  return nullptr;
}

}  // namespace

std::vector<LayerOutputs> dense_outputs(const Facts& f) {
  std::vector<LayerOutputs> found;
  const Step* values = values_of(f);
  if (!values || !f.model || !values->value.shape().rank() || values->value.dtype() >= DType::kString) return found;
  const Tensor& t = values->value;
  if (!t.materialized() && t.elements() > 300'000) return found;
  const int64_t all = t.shape()[0], rows = std::min(all, kRows);
  if (rows < 2) return found;
  const int64_t width = t.elements() / all;
  std::vector<double> x(static_cast<size_t>(rows * width));
  for (size_t i = 0; i < x.size(); ++i) x[i] = t.at(static_cast<int64_t>(i));
  int64_t wide = width;
  for (size_t i = 0; i < f.model->layers.size(); ++i) {
    const LayerInfo& l = f.model->layers[i];
    if (l.inbound.size() > 1 || (l.inbound.size() == 1 && l.inbound[0] != static_cast<int>(i) - 1)) return found;
    if (l.class_name == "InputLayer" || l.class_name == "Flatten" || l.class_name == "Reshape" || l.class_name == "Dropout" || l.class_name == "GaussianNoise") continue;
    if (l.class_name == "Rescaling") {
      double scale = rescaling_of(f, l);
      if (scale == 0) return found;
      for (double& v : x) v *= scale;
      continue;
    }
    const Tensor* kernel = weight(l, "kernel");
    const std::string activation = f.activation_of(l);
    if (l.class_name != "Dense" || !kernel || kernel->shape().rank() != 2 || kernel->shape()[0] != wide || !known(activation)) return found;
    // A Dense layer on more than rows keeps the axes in front: not followed.
    if (l.input.known_rank() && l.input.rank() != 2) return found;
    const Tensor* bias = weight(l, "bias");
    LayerOutputs o;
    o.layer = &l;
    o.activation = activation;
    o.units = static_cast<size_t>(kernel->shape()[1]);
    std::vector<double> w(static_cast<size_t>(kernel->elements()));
    for (size_t k = 0; k < w.size(); ++k) w[k] = kernel->at(static_cast<int64_t>(k));
    o.sums.assign(static_cast<size_t>(rows) * o.units, 0);
    for (size_t r = 0; r < static_cast<size_t>(rows); ++r) {
      double* sums = o.sums.data() + r * o.units;
      if (bias) for (size_t u = 0; u < o.units; ++u) sums[u] = bias->at(static_cast<int64_t>(u));
      for (size_t k = 0; k < static_cast<size_t>(wide); ++k)
        for (size_t u = 0; u < o.units; ++u) sums[u] += x[r * static_cast<size_t>(wide) + k] * w[k * o.units + u];
    }
    o.outputs = o.sums;
    for (double& v : o.outputs) v = activate(activation, v);
    x = o.outputs;
    wide = static_cast<int64_t>(o.units);
    found.push_back(std::move(o));
  }
  return found;
}

double saturated_share(const LayerOutputs& o) {
  const double limit = o.activation == "tanh" ? 2.65 : 5.3;   // where the slope is below a hundredth (tanh) or half a hundredth (sigmoid)
  if (o.sums.empty() || (o.activation != "tanh" && o.activation != "sigmoid")) return 0;
  auto stuck = std::count_if(o.sums.begin(), o.sums.end(), [&](double z) { return std::fabs(z) > limit; });
  return static_cast<double>(stuck) / static_cast<double>(o.sums.size());
}

std::optional<double> saturated_share(const Facts& f, const LayerInfo& l) {
  for (const LayerOutputs& o : dense_outputs(f))
    if (o.layer == &l && (o.activation == "tanh" || o.activation == "sigmoid")) return saturated_share(o);
  return std::nullopt;
}

double rescaling_of(const Facts& f, const LayerInfo& l) {
  const py::Syntax* scale = argument(f.call_of(l), "scale", 0);
  if (!scale) return 0;
  std::string text(f.program.of(scale));
  char* end = nullptr;
  double v = std::strtod(text.c_str(), &end);
  while (*end == ' ') ++end;
  if (*end == '/') {
    double by = std::strtod(end + 1, &end);
    return by != 0 ? v / by : 0;
  }
  return *end ? 0 : v;
}

}  // namespace misfit
