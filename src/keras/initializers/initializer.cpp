// The values initializers make.
#include "keras/initializers/initializer.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

#include "core/heap.h"
#include "core/random/philox.h"
#include "keras/utils/seeds.h"
#include "python/random_state.h"
#include "tensorflow/call.h"

namespace misfit::keras {

namespace {

using What = Initializer::What;

struct Fans { double in, out; };

Fans fans(const Shape& s) {
  if (s.rank() == 0) return {1, 1};
  if (s.rank() == 1) return {static_cast<double>(s[0]), static_cast<double>(s[0])};
  double field = 1;
  for (size_t i = 0; i + 2 < s.rank(); ++i) field *= static_cast<double>(s[i]);
  return {static_cast<double>(s[s.rank() - 2]) * field, static_cast<double>(s[s.rank() - 1]) * field};
}

// rnd * scale + shift in the dtype, as TensorFlow computes it.
template <class T> void scale_and_shift(std::span<T> x, double scale, double shift) {
  const T s = static_cast<T>(scale), b = static_cast<T>(shift);
  for (T& v : x) v = v * s + b;
}

enum class Law { kUniform, kNormal, kTruncated };

template <class T> void draw(Law law, int64_t seed, std::span<T> out, double scale, double shift) {
  const Philox generator = Philox::stateless(seed, 0);
  if (law == Law::kUniform) philox::uniform(generator, out);
  else if (law == Law::kNormal) philox::normal(generator, out);
  else philox::truncated_normal(generator, out);
  scale_and_shift(out, scale, shift);
}

Tensor random_tensor(Law law, int64_t seed, const Shape& shape, DType dtype, double scale, double shift) {
  if (dtype != DType::kFloat32 && dtype != DType::kFloat64) return cast(random_tensor(law, seed, shape, DType::kFloat32, scale, shift), dtype);
  const auto n = static_cast<size_t>(shape.elements());
  return Tensor::lazy(dtype, shape, [=](std::byte* out) {
    if (dtype == DType::kFloat32) draw(law, seed, std::span<float>(reinterpret_cast<float*>(out), n), scale, shift);
    else draw(law, seed, std::span<double>(reinterpret_cast<double*>(out), n), scale, shift);
  });
}

Tensor filled(double value, const Shape& shape, DType dtype) {
  Tensor t = Tensor::uninitialized(DType::kFloat64, shape);
  for (double& x : t.mutable_data<double>()) x = value;
  return cast(t, dtype);
}

// The product of the lengths of these axes; nothing where none are given (Keras 3's input_axes, output_axes).
std::optional<double> product_of(py::Interp& in, const Initializer& init, const Shape& shape, std::string_view name) {
  const py::Value axes = init.dict->get(name);
  if (!axes || !in.is_sequence(axes)) return std::nullopt;
  double n = 1;
  for (const py::Value& axis : in.items(axes)) n *= static_cast<double>(shape.at(static_cast<int>(in.as_int(axis).value_or(0))));
  return n;
}

Tensor variance_scaling(py::Interp& in, const Initializer& init, int64_t seed, const Shape& shape, DType dtype) {
  Fans f = fans(shape);
  if (const auto inputs = product_of(in, init, shape, "input_axes"), outputs = product_of(in, init, shape, "output_axes"); inputs && outputs) f = {*inputs, *outputs};
  const double fan = init.fan == Initializer::Fan::kIn ? f.in : init.fan == Initializer::Fan::kOut ? f.out : (f.in + f.out) / 2;
  const double scale = init.a / std::max(1.0, fan);
  if (init.draw == Initializer::Draw::kUniform) {
    const double limit = std::sqrt(3 * scale);
    const float low = static_cast<float>(-limit), high = static_cast<float>(limit);
    return random_tensor(Law::kUniform, seed, shape, dtype, dtype == DType::kFloat32 ? static_cast<double>(high - low) : 2 * limit, -limit);
  }
  // 0.8796...: the standard deviation a normal has after its tails beyond two are cut.
  if (init.draw == Initializer::Draw::kTruncated) return random_tensor(Law::kTruncated, seed, shape, dtype, std::sqrt(scale) / 0.87962566103423978, 0);
  return random_tensor(Law::kNormal, seed, shape, dtype, std::sqrt(scale), 0);
}

// q of a normal matrix, its columns' signs those of r's diagonal (Householder reflections).
Tensor orthogonal(double gain, int64_t seed, const Shape& shape, DType dtype) {
  int64_t rows = 1;
  for (size_t i = 0; i + 1 < shape.rank(); ++i) rows *= shape[i];
  const int64_t columns = shape[shape.rank() - 1], tall = std::max(rows, columns), thin = std::min(rows, columns);
  const Tensor normal = random_tensor(Law::kNormal, seed, Shape{tall, thin}, DType::kFloat32, 1, 0);
  return Tensor::lazy(dtype, shape, [=](std::byte* out) {
    const auto m = static_cast<size_t>(tall), n = static_cast<size_t>(thin);
    std::vector<double> r(m * n), q(m * n, 0.0);
    const std::span<const float> a = normal.data<float>();
    for (size_t i = 0; i < m * n; ++i) r[i] = static_cast<double>(a[i]);
    std::vector<std::vector<double>> reflectors;
    for (size_t k = 0; k < n; ++k) {
      std::vector<double> v(m, 0.0);
      double norm = 0;
      for (size_t i = k; i < m; ++i) norm += r[i * n + k] * r[i * n + k];
      norm = std::sqrt(norm);
      for (size_t i = k; i < m; ++i) v[i] = r[i * n + k];
      v[k] += v[k] >= 0 ? norm : -norm;
      double length = 0;
      for (double x : v) length += x * x;
      if (length > 0)
        for (size_t j = k; j < n; ++j) {
          double dot = 0;
          for (size_t i = k; i < m; ++i) dot += v[i] * r[i * n + j];
          for (size_t i = k; i < m; ++i) r[i * n + j] -= 2 * dot / length * v[i];
        }
      reflectors.push_back(std::move(v));
    }
    for (size_t j = 0; j < n; ++j) q[j * n + j] = 1;
    for (size_t k = n; k-- > 0;) {
      const std::vector<double>& v = reflectors[k];
      double length = 0;
      for (double x : v) length += x * x;
      if (length == 0) continue;
      for (size_t j = 0; j < n; ++j) {
        double dot = 0;
        for (size_t i = k; i < m; ++i) dot += v[i] * q[i * n + j];
        for (size_t i = k; i < m; ++i) q[i * n + j] -= 2 * dot / length * v[i];
      }
    }
    Tensor values = Tensor::uninitialized(DType::kFloat64, Shape{rows, columns});
    std::span<double> y = values.mutable_data<double>();
    for (size_t i = 0; i < m; ++i)
      for (size_t j = 0; j < n; ++j) {
        const double x = gain * q[i * n + j] * (r[j * n + j] < 0 ? -1 : 1);
        if (rows >= columns) y[i * n + j] = x;
        else y[j * m + i] = x;
      }
    const Tensor typed = cast(values, dtype);
    std::copy_n(typed.raw(), typed.bytes(), out);
  });
}

std::optional<Tensor> constant(py::Interp& in, const py::Value& value, const Shape& shape, DType dtype) {
  if (const auto number = in.as_double(value)) return filled(*number, shape, dtype);
  const std::optional<Operand> x = tf::convert(in, value);
  if (!x) return std::nullopt;
  const Tensor t = cast(x->value, dtype);
  if (t.elements() == shape.elements()) return t.reshaped(shape);
  if (t.elements() == 1) return filled(t.at(0), shape, dtype);
  in.raise("TypeError", "Eager execution of tf.constant with unsupported shape. Tensor " + in.repr(tf::eager_value(in, t)).value_or("") + " (converted from " +
                            in.repr(value).value_or("") + ") has " + std::to_string(t.elements()) + " elements, but got `shape` " + python_text(shape) + " with " +
                            std::to_string(shape.elements()) + " elements).");
  return std::nullopt;
}

// The operation that fills a variable.
std::string op_of(const Initializer& init) {
  using Draw = Initializer::Draw;
  const bool variance = init.what == What::kVariance;
  if (init.what == What::kUniform || (variance && init.draw == Draw::kUniform)) return "StatelessRandomUniformV2";
  if (init.what == What::kTruncated || (variance && init.draw == Draw::kTruncated)) return "StatelessTruncatedNormalV2";
  return init.what == What::kNormal || init.what == What::kOrthogonal || variance ? "StatelessRandomNormalV2" : "Fill";
}

}  // namespace

int64_t default_seed(py::Interp& in) {
  py::RandomGenerator* own = in.keras3() ? nullptr : in.state<Seeds>().keras2.get();
  return (own ? *own : in.state<py::GlobalRandom>().generator).randint(1, 1'000'000'000);
}

std::optional<Tensor> initialize(py::Interp& in, Initializer& init, const Shape& shape, DType dtype) {
  if (std::accumulate(shape.begin(), shape.end(), static_cast<double>(size_of(dtype)), std::multiplies<double>()) > kMachineBytes) {
    const std::string op = op_of(init);
    tf::raise_error(in, "ResourceExhaustedError", "{{function_node __wrapped__" + op + "_device_/job:localhost/replica:0/task:0/device:CPU:0}} " + tf::out_of_memory(dtype, shape) + " [Op:" + op + "] name: ");
    return std::nullopt;
  }
  const bool random = init.what >= What::kUniform && init.what <= What::kOrthogonal;
  if (random && !init.seed) init.seed = default_seed(in);
  if (random && !in.keras3()) {
    if (init.used && !init.seeded)
      in.warn("UserWarning", "The initializer " + init.type->name +
                                 " is unseeded and being called multiple times, which will return identical values each time (even if the initializer is "
                                 "unseeded). Please update your code to provide a seed to the initializer, or avoid using the same initializer instance "
                                 "more than once.");
    init.used = true;
    if (in.pending()) return std::nullopt;
  }
  const int64_t seed = init.seed ? (in.keras3() ? *init.seed % 2147483646 : *init.seed) : 0;
  switch (init.what) {
    case What::kZeros: return Tensor::zeros(dtype, shape);
    case What::kOnes: return filled(1, shape, dtype);
    case What::kConstant: return constant(in, init.value, shape, dtype);
    case What::kUniform: {
      const double range = dtype == DType::kFloat32 ? static_cast<double>(static_cast<float>(init.b) - static_cast<float>(init.a)) : init.b - init.a;
      return random_tensor(Law::kUniform, seed, shape, dtype, range, init.a);
    }
    case What::kNormal: return random_tensor(Law::kNormal, seed, shape, dtype, init.b, init.a);
    case What::kTruncated: return random_tensor(Law::kTruncated, seed, shape, dtype, init.b, init.a);
    case What::kVariance: return variance_scaling(in, init, seed, shape, dtype);
    case What::kOrthogonal:
      if (shape.rank() < 2) {
        in.raise("ValueError", "The tensor to initialize must be at least two-dimensional. Received: shape=" + python_text(shape) + " of rank " +
                                   std::to_string(shape.rank()) + ".");
        return std::nullopt;
      }
      return orthogonal(init.a, seed, shape, dtype);
    case What::kIdentity: {
      if (shape.rank() != 2) {
        in.raise("ValueError", "Identity matrix initializer can only be used for 2D matrices. Received: shape=" + python_text(shape) + " of rank " +
                                   std::to_string(shape.rank()) + ".");
        return std::nullopt;
      }
      Tensor t = filled(0, shape, DType::kFloat64);
      for (int64_t i = 0; i < std::min(shape[0], shape[1]); ++i) t.mutable_data<double>()[static_cast<size_t>(i * shape[1] + i)] = init.a;
      return cast(t, dtype);
    }
    case What::kNone: break;
  }
  in.raise("NotImplementedError", "Initializer subclasses must implement the `__call__()` method.");
  return std::nullopt;
}

}  // namespace misfit::keras
