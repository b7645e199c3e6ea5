// Rescaling and Normalization: bringing numbers into a range, inside the model.
#include <cmath>

#include "keras/layers/arguments.h"
#include "keras/layers/layers.h"
#include "numpy/ndarray.h"
#include "keras/utils/data.h"

namespace misfit::keras {

namespace {

struct Rescaling : Layer {
  static constexpr py::Kind kind{"keras.Rescaling", &Layer::kind};
  explicit Rescaling(py::Type* t) : Layer(kind, t) { supports_masking = true; }
  py::Value scale, offset;
  void clear() override { scale = offset = {}; Layer::clear(); }
  std::optional<Shape> output_shape(py::Interp&, const std::vector<Shape>& inputs, bool* handled) override {
    *handled = scale.is_float() || scale.is_int();
    return *handled ? std::optional(inputs[0]) : std::nullopt;
  }
  py::Value call(py::Interp& in, const py::Value& inputs, const Call&) override {
    const auto x = one_operand(in, inputs);
    if (!x) return {};
    Math m(in);
    const auto s = tf::convert(in, scale, compute_dtype);
    if (!s) return {};
    const auto o = tf::convert(in, offset, compute_dtype);
    if (!o) return {};
    return result(in, m.add(m.mul(m.cast(*x, compute_dtype), *s), *o));
  }
};

bool init_rescaling(py::Interp&, Layer& base, py::Bound& a) {
  Rescaling& layer = static_cast<Rescaling&>(base);
  layer.scale = a["scale"];
  layer.offset = a["offset"];
  return true;
}

// (x - mean) / sqrt(variance), learned from data by adapt() or given.
struct Normalization : Layer {
  static constexpr py::Kind kind{"keras.Normalization", &Layer::kind};
  explicit Normalization(py::Type* t) : Layer(kind, t) {}
  std::optional<std::vector<int64_t>> axis;       // kept axes; nothing: None, one mean for all
  std::optional<Tensor> given_mean, given_variance;
  bool invert = false;
  Shape kept_shape, broadcast_shape;
  py::Ref<tf::Variable> adapt_mean, adapt_variance, count;
  Tensor mean, variance;                          // in broadcast_shape
  void clear() override { adapt_mean = adapt_variance = count = {}; Layer::clear(); }

  std::optional<Shape> output_shape(py::Interp&, const std::vector<Shape>& inputs, bool* handled) override {
    *handled = true;
    return inputs[0];
  }

  bool build(py::Interp& in, const std::vector<Shape>& inputs) override {
    const Shape& input = inputs[0];
    std::vector<int64_t> kept;
    if (axis)
      for (int64_t a : *axis) {
        const int64_t i = a < 0 ? a + static_cast<int64_t>(input.rank()) : a;
        if (i < 0 || i >= static_cast<int64_t>(input.rank()))
          return in.raise("ValueError", std::string("All `axis` values must be in the range [-ndim, ndim). ") + (in.keras3() ? "Received inputs with ndim=" : "Found ndim: `") + std::to_string(input.rank()) +
                                          (in.keras3() ? ", while axis=" : "`, axis: ") + python_text(Shape(*axis))), false;
        kept.push_back(i);
      }
    kept_shape = Shape{};
    broadcast_shape = Shape(std::vector<int64_t>(input.rank(), 1));
    for (int64_t i : kept) {
      const int64_t length = input[static_cast<size_t>(i)];
      if (length < 0)
        return in.raise("ValueError", "All `axis` values to be kept must have known shape. Got axis: " + python_text(Shape(*axis)) + ", input shape: " + list_text(input) + ", with unknown axis at index: " + std::to_string(i)), false;
      kept_shape.push_back(length);
      broadcast_shape[static_cast<size_t>(i)] = length;
    }
    if (!given_mean) {
      adapt_mean = add_weight(in, *this, "mean", kept_shape, in.str_value("zeros"), false);
      if (!adapt_mean) return false;
      adapt_variance = add_weight(in, *this, "variance", kept_shape, in.str_value("ones"), false);
      if (!adapt_variance) return false;
      count = add_weight(in, *this, "count", Shape{}, in.str_value("zeros"), false, {}, {}, in.keras3() ? DType::kInt32 : DType::kInt64);
      if (!count) return false;
    } else {
      mean = spread(*given_mean);
      variance = spread(*given_variance);
      dict->set(in, "mean", tf::eager_value(in, mean));
      dict->set(in, "variance", tf::eager_value(in, variance));
    }
    return built = true;
  }

  Tensor spread(const Tensor& t) const {
    const Tensor f = cast(t, DType::kFloat32);
    if (f.elements() == broadcast_shape.elements()) return f.reshaped(broadcast_shape);
    Tensor out = Tensor::uninitialized(DType::kFloat32, broadcast_shape);
    for (float& x : out.mutable_data<float>()) x = static_cast<float>(f.at(0));
    return out;
  }

  // Mean and variance over all axes but the kept ones, in one pass in double.
  void learn(const Tensor& data) {
    const Shape& s = data.shape();
    const auto groups = static_cast<size_t>(std::max<int64_t>(1, kept_shape.elements()));
    std::vector<double> sum(groups, 0), squares(groups, 0);
    std::vector<int64_t> stride(s.rank(), 0);
    int64_t distance = 1;
    for (size_t i = s.rank(); i-- > 0;)
      if (broadcast_shape[i] != 1 || is_kept(i)) stride[i] = distance, distance *= s[i];
    const int64_t n = data.elements();
    std::vector<int64_t> at(s.rank(), 0);
    std::vector<size_t> group(static_cast<size_t>(n));
    for (int64_t k = 0; k < n; ++k) {
      int64_t g = 0;
      for (size_t i = 0; i < s.rank(); ++i) g += at[i] * stride[i];
      group[static_cast<size_t>(k)] = static_cast<size_t>(g);
      sum[static_cast<size_t>(g)] += data.at(k);
      for (size_t i = s.rank(); i-- > 0;) {
        if (++at[i] < s[i]) break;
        at[i] = 0;
      }
    }
    const double rows = static_cast<double>(n) / static_cast<double>(groups);
    for (double& x : sum) x /= rows;
    for (int64_t k = 0; k < n; ++k) {
      const double d = data.at(k) - sum[group[static_cast<size_t>(k)]];
      squares[group[static_cast<size_t>(k)]] += d * d;
    }
    Tensor new_mean = Tensor::uninitialized(DType::kFloat32, kept_shape), new_variance = Tensor::uninitialized(DType::kFloat32, kept_shape);
    for (size_t g = 0; g < groups; ++g) {
      new_mean.mutable_data<float>()[g] = static_cast<float>(sum[g]);
      new_variance.mutable_data<float>()[g] = static_cast<float>(squares[g] / rows);
    }
    adapt_mean->cell->value = new_mean;
    adapt_variance->cell->value = new_variance;
    mean = spread(new_mean);
    variance = spread(new_variance);
  }

  bool is_kept(size_t i) const {
    if (!axis) return false;
    for (int64_t a : *axis)
      if ((a < 0 ? a + static_cast<int64_t>(broadcast_shape.rank()) : a) == static_cast<int64_t>(i)) return true;
    return false;
  }

  py::Value call(py::Interp& in, const py::Value& inputs, const Call&) override {
    const auto x = one_operand(in, inputs);
    if (!x) return {};
    Math m(in);
    const Tensor mu = mean ? mean : spread(adapt_mean->cell->value), var = variance ? variance : spread(adapt_variance->cell->value);
    const Operand centre = m.context().constant(mu);
    const Operand width = m.maximum(m.sqrt(m.context().constant(var)), m.number(1e-7, DType::kFloat32));
    const Operand value = m.cast(*x, DType::kFloat32);
    return result(in, invert ? m.add(centre, m.mul(value, width)) : m.div(m.sub(value, centre), width));
  }
};

bool init_normalization(py::Interp& in, Layer& base, py::Bound& a) {
  Normalization& layer = static_cast<Normalization&>(base);
  const py::Value axis = a["axis"];
  if (axis.is_int()) layer.axis = {axis.integer()};
  else if (in.is_sequence(axis)) {
    layer.axis.emplace();
    for (const py::Value& v : in.items(axis)) layer.axis->push_back(in.as_int(v).value_or(-1));
  }
  const bool has_mean = !a["mean"].is_none(), has_variance = !a["variance"].is_none();
  if (has_mean != has_variance)
    return in.raise("ValueError", "When setting values directly, both `mean` and `variance` must be set. Received: mean=" + in.str(a["mean"]).value_or("") + " and variance=" + in.str(a["variance"]).value_or("")), false;
  if (has_mean) {
    const auto mean = np::as_tensor(in, a["mean"]), variance = np::as_tensor(in, a["variance"]);
    if (!mean || !variance) return false;
    layer.given_mean = *mean;
    layer.given_variance = *variance;
  }
  layer.invert = in.truth(a["invert"]).value_or(false);
  return true;
}

template <class T> Layer* make(py::Interp&, py::Type* t) { return new T(t); }

}  // namespace

namespace {

// layer.adapt(data): arrays, tensors, or a data set whose batches are joined.
bool adapt_normalization(py::Interp& in, Layer& base, const py::Value& data) {
  Normalization& layer = static_cast<Normalization&>(base);
  std::optional<Tensor> all = gather_data(in, data);
  if (!all) return false;
  if (all->shape().rank() == 1) all = all->reshaped(Shape{all->shape()[0], 1});
  if (!layer.built) {
    Shape shape = all->shape();
    shape[0] = Shape::kUnknown;
    if (!layer_build(in, layer, {shape})) return false;
  }
  layer.learn(*all);
  layer.dict->set(in, "mean", tf::eager_value(in, layer.mean));
  layer.dict->set(in, "variance", tf::eager_value(in, layer.variance));
  return true;
}

}  // namespace

void define_adapt(py::Interp& in) {
  py::Type* type = layer_type(in, "Normalization");
  if (!type) return;
  in.method(type, "adapt", in.keras3() ? "self, data" : "self, data, batch_size=None, steps=None", [](py::Interp& i, py::Bound& a) -> py::Value {
    return adapt_normalization(i, *py::cast<Layer>(a[0]), a["data"]) ? py::Value::none() : py::Value();
  });
}

void register_scaling() {
  define_layer({"Rescaling", "Layer", "scale, offset=0.0, **kwargs", "scale, offset=0.0, **kwargs", make<Rescaling>, init_rescaling, Rescaling::kind});
  constexpr std::string_view normalization = "axis=-1, mean=None, variance=None, invert=False, **kwargs";
  define_layer({"Normalization", "Layer", normalization, normalization, make<Normalization>, init_normalization, Normalization::kind});
}

}  // namespace misfit::keras
