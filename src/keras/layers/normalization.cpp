// BatchNormalization, LayerNormalization and UnitNormalization.
#include <algorithm>

#include "keras/layers/arguments.h"
#include "keras/layers/layers.h"
#include "ops/ops.h"

namespace misfit::keras {

namespace {

// x * inv + (offset - mean * inv), inv = scale / sqrt(variance + epsilon): tf.nn.batch_normalization.
Operand normalized(Math& m, const Operand& x, const Operand& mean, const Operand& variance, const Operand& offset, const Operand& scale, double epsilon) {
  tf::NameScope scope(m.context(), "batchnorm");
  Operand inv = m.op(kRsqrt, {m.add(variance, m.like(epsilon, x))});
  if (scale) inv = m.mul(inv, scale);
  const Operand shift = offset ? m.sub(offset, m.mul(mean, inv)) : m.neg(m.mul(mean, inv));
  return m.add(m.mul(x, inv), shift);
}

struct Moments { Operand mean, variance; };
Moments moments(Math& m, const Operand& x, const std::vector<int64_t>& axes, bool keepdims) {
  tf::NameScope scope(m.context(), "moments");
  const Operand mean = m.mean(x, axes, true);
  const Operand variance = m.mean(m.op(kSquaredDifference, {x, m.op(kStopGradient, {mean})}), axes, keepdims);
  if (keepdims || !mean) return {mean, variance};
  std::vector<int64_t> dims(axes);
  return {m.op(kSqueeze, {mean}, {{"squeeze_dims", dims}}), variance};
}

struct Affine : Layer {
  Affine(const py::Kind& k, py::Type* t) : Layer(k, t) { supports_masking = true; }
  std::vector<int64_t> axis{-1};
  double epsilon = 1e-3;
  bool center = true, scale = true;
  WeightArguments beta_arguments, gamma_arguments;
  py::Ref<tf::Variable> gamma, beta;
  void clear() override {
    beta_arguments = gamma_arguments = {};
    gamma = beta = {};
    Layer::clear();
  }
  std::optional<Shape> output_shape(py::Interp&, const std::vector<Shape>& inputs, bool* handled) override {
    *handled = true;
    return inputs[0];
  }
  bool add_affine(py::Interp& in, const Shape& shape) {
    if (scale) {
      gamma = add_weight(in, *this, "gamma", shape, gamma_arguments.initializer, true, gamma_arguments.regularizer, gamma_arguments.constraint);
      if (!gamma) return false;
      dict->set(in, "gamma", gamma);
    }
    if (center) {
      beta = add_weight(in, *this, "beta", shape, beta_arguments.initializer, true, beta_arguments.regularizer, beta_arguments.constraint);
      if (!beta) return false;
      dict->set(in, "beta", beta);
    }
    return true;
  }
  bool read_axis(py::Interp& in, const py::Value& v, bool ints_only) {
    if (v.is_int() || (!ints_only && v.is_float())) axis = {v.is_int() ? v.integer() : static_cast<int64_t>(v.number())};
    else if (in.is_sequence(v)) {
      axis.clear();
      for (const py::Value& item : in.items(v)) axis.push_back(in.as_int(item).value_or(-1));
    } else if (!ints_only && in.as_str(v)) {
      return in.raise("ValueError", "invalid literal for int() with base 10: " + in.repr(v).value_or("")), false;
    } else {
      return in.raise("TypeError", "Expected an int or a list/tuple of ints for the argument 'axis', but received: " + in.repr(v).value_or("")), false;
    }
    return true;
  }
  // Keras 3 takes one of several shapes for a length.
  bool one_input(py::Interp& in, const std::vector<Shape>& inputs) {
    if (!in.keras3() || inputs.size() < 2) return true;
    const Shape& taken = axis[0] < 0 ? inputs[inputs.size() - std::min(inputs.size(), static_cast<size_t>(-axis[0]))] : inputs[std::min(inputs.size() - 1, static_cast<size_t>(axis[0]))];
    in.raise("ValueError", "Cannot convert '(" + python_text(taken) + ",)' to a shape. Found invalid dimension '" + python_text(taken) + "' of type '<class 'tuple'>'. ");
    return false;
  }
  std::vector<int64_t> positive_axes(size_t rank) const {
    std::vector<int64_t> out;
    for (int64_t a : axis) out.push_back(a < 0 ? a + static_cast<int64_t>(rank) : a);
    return out;
  }
};

struct BatchNormalization : Affine {
  static constexpr py::Kind kind{"keras.BatchNormalization", &Layer::kind};
  explicit BatchNormalization(py::Type* t) : Affine(kind, t) {}
  double momentum = 0.99;
  py::Value mean_initializer, variance_initializer;
  py::Ref<tf::Variable> moving_mean, moving_variance;
  void clear() override {
    mean_initializer = variance_initializer = {};
    moving_mean = moving_variance = {};
    Affine::clear();
  }

  bool build(py::Interp& in, const std::vector<Shape>& inputs) override {
    const Shape& input = inputs[0];
    if (!one_input(in, inputs)) return false;
    const auto axes = positive_axes(input.rank());
    const bool outside = axes[0] < 0 || axes[0] >= static_cast<int64_t>(input.rank());
    if (outside && in.keras3()) return in.raise("IndexError", "tuple index out of range"), false;
    if (outside)
      return in.raise("ValueError", "Invalid value for `axis` argument. Expected 0 <= axis < inputs.rank (with inputs.rank=" + std::to_string(input.rank()) + "). Received: axis=" + python_text(Shape(axis))), false;
    const int64_t length = axes[0] >= 0 && axes[0] < static_cast<int64_t>(input.rank()) ? input[static_cast<size_t>(axes[0])] : Shape::kUnknown;
    if (length < 0 && !in.keras3()) {
      in.raise("ValueError", "Input has undefined `axis` dimension. Received input with shape " + python_text(input) + " and axis=" + python_text(Shape(axes)));
      return false;
    }
    if (!add_affine(in, Shape{length})) return false;
    moving_mean = add_weight(in, *this, "moving_mean", Shape{length}, mean_initializer, false);
    if (!moving_mean) return false;
    moving_variance = add_weight(in, *this, "moving_variance", Shape{length}, variance_initializer, false);
    if (!moving_variance) return false;
    dict->set(in, "moving_mean", moving_mean);
    dict->set(in, "moving_variance", moving_variance);
    InputSpec spec;
    spec.ndim = static_cast<int>(input.rank());
    spec.axes = {{static_cast<int>(in.keras3() ? axis[0] : axes[0]), length}};
    input_spec = {spec};
    return built = true;
  }

  // Keras 2's fused kernel (four or five axes) corrects the variance it keeps by n / (n - 1).
  bool fused(py::Interp& in, const Operand& x) const { return !in.keras3() && x.shape.known_rank() && (x.shape.rank() == 4 || x.shape.rank() == 5); }

  bool move(Math& m, tf::Variable& average, const Operand& value) {
    const Operand old = m.read(average);
    if (m.interp().keras3()) return m.assign(average, m.add(m.mul(old, m.like(momentum, old)), m.mul(value, m.like(1.0 - momentum, old))));
    return m.assign_sub(average, m.mul(m.sub(old, value), m.like(1.0 - momentum, old)));
  }

  py::Value call(py::Interp& in, const py::Value& inputs, const Call& call) override {
    const auto given = one_operand(in, inputs);
    if (!given) return {};
    Math m(in);
    const Operand x = m.cast(*given, compute_dtype);
    if (!x) return {};
    const size_t rank = x.shape.rank();
    const int64_t channel = positive_axes(rank)[0];
    std::vector<int64_t> reduced, broadcast(rank, 1);
    for (size_t i = 0; i < rank; ++i)
      if (static_cast<int64_t>(i) != channel) reduced.push_back(static_cast<int64_t>(i));
    broadcast[static_cast<size_t>(channel)] = moving_mean->cell->shape[0];
    const bool last = channel == static_cast<int64_t>(rank) - 1;
    auto spread = [&](const Operand& v) { return last || !v ? v : m.reshape(v, broadcast); };
    Operand mean = m.read(*moving_mean), variance = m.read(*moving_variance);
    if (call.training.value_or(false) && trainable) {
      const Moments batch = moments(m, x, reduced, false);
      if (!batch.mean || !batch.variance) return {};
      Operand kept = batch.variance;
      if (fused(in, x)) {
        const Operand count = m.cast(m.div(m.cast(m.size_of(x), x.dtype), m.like(static_cast<double>(broadcast[static_cast<size_t>(channel)]), x)), x.dtype);
        kept = m.mul(kept, m.div(count, m.maximum(m.sub(count, m.like(1, x)), m.like(1, x))));
      }
      if (!move(m, *moving_mean, batch.mean) || !move(m, *moving_variance, kept)) return {};
      mean = batch.mean;
      variance = batch.variance;
    }
    return result(in, normalized(m, x, spread(mean), spread(variance), beta ? spread(m.read(*beta)) : Operand{}, gamma ? spread(m.read(*gamma)) : Operand{}, epsilon));
  }
};

bool init_batch(py::Interp& in, Layer& base, py::Bound& a) {
  BatchNormalization& layer = static_cast<BatchNormalization&>(base);
  if (!layer.read_axis(in, a["axis"], !in.keras3())) return false;
  layer.momentum = in.as_double(a["momentum"]).value_or(0.99);
  layer.epsilon = in.as_double(a["epsilon"]).value_or(1e-3);
  layer.center = in.truth(a["center"]).value_or(true);
  layer.scale = in.truth(a["scale"]).value_or(true);
  if (!layer.beta_arguments.read(in, a, "beta") || !layer.gamma_arguments.read(in, a, "gamma")) return false;
  layer.mean_initializer = get_initializer(in, a["moving_mean_initializer"]);
  if (!layer.mean_initializer) return false;
  layer.variance_initializer = get_initializer(in, a["moving_variance_initializer"]);
  return bool(layer.variance_initializer);
}

struct LayerNormalization : Affine {
  static constexpr py::Kind kind{"keras.LayerNormalization", &Layer::kind};
  explicit LayerNormalization(py::Type* t) : Affine(kind, t) {}
  std::vector<int64_t> built_axes;                // Keras 2 counts from the front from then on
  bool build(py::Interp& in, const std::vector<Shape>& inputs) override {
    if (!one_input(in, inputs)) return false;
    if (!in.keras3()) built_axes = positive_axes(inputs[0].rank());
    Shape shape;
    for (int64_t i : positive_axes(inputs[0].rank())) {
      const bool inside = i >= 0 && i < static_cast<int64_t>(inputs[0].rank());
      if (!inside && in.keras3()) return in.raise("IndexError", "tuple index out of range"), false;
      if (!inside)
        return in.raise("ValueError", "Invalid value for `axis` argument. Expected 0 <= axis < inputs.rank (with inputs.rank=" + std::to_string(inputs[0].rank()) + "). Received: axis=" + python_text(Shape(axis))), false;
      shape.push_back(inputs[0][static_cast<size_t>(i)]);
    }
    return add_affine(in, shape) && (built = true);
  }
  py::Value call(py::Interp& in, const py::Value& inputs, const Call&) override {
    const auto given = one_operand(in, inputs);
    if (!given) return {};
    Math m(in);
    const Operand x = m.cast(*given, compute_dtype);
    if (!x) return {};
    const auto axes = in.keras3() || built_axes.empty() ? positive_axes(x.shape.rank()) : built_axes;
    for (int64_t i : axes)
      if (i >= static_cast<int64_t>(x.shape.rank())) return in.raise("IndexError", "list index out of range");
    std::vector<int64_t> broadcast(x.shape.rank(), 1);
    for (int64_t i : axes) broadcast[static_cast<size_t>(i)] = x.shape[static_cast<size_t>(i)];
    auto spread = [&](const py::Ref<tf::Variable>& v) { return v ? m.reshape(m.read(*v), broadcast) : Operand{}; };
    const Moments s = moments(m, x, axes, true);
    if (!in.keras3()) return result(in, normalized(m, x, s.mean, s.variance, spread(beta), spread(gamma), epsilon));
    Operand inv = m.op(kRsqrt, {m.add(s.variance, m.like(epsilon, x))});
    if (gamma) inv = m.mul(inv, spread(gamma));
    Operand shift = m.mul(m.neg(s.mean), inv);
    if (beta) shift = m.add(shift, spread(beta));
    return result(in, m.add(m.mul(x, inv), shift));
  }
};

bool init_layer_norm(py::Interp& in, Layer& base, py::Bound& a) {
  LayerNormalization& layer = static_cast<LayerNormalization&>(base);
  if (!layer.read_axis(in, a["axis"], true)) return false;
  layer.epsilon = in.as_double(a["epsilon"]).value_or(1e-3);
  layer.center = in.truth(a["center"]).value_or(true);
  layer.scale = in.truth(a["scale"]).value_or(true);
  return layer.beta_arguments.read(in, a, "beta") && layer.gamma_arguments.read(in, a, "gamma");
}

struct UnitNormalization : Layer {
  static constexpr py::Kind kind{"keras.UnitNormalization", &Layer::kind};
  explicit UnitNormalization(py::Type* t) : Layer(kind, t) { supports_masking = true; }
  std::vector<int64_t> axes{-1};
  std::optional<Shape> output_shape(py::Interp&, const std::vector<Shape>& inputs, bool* handled) override {
    *handled = true;
    return inputs[0];
  }
  py::Value call(py::Interp& in, const py::Value& inputs, const Call&) override {
    const auto x = one_operand(in, inputs);
    if (!x) return {};
    Math m(in);
    const Operand squares = m.maximum(m.sum(m.square(*x), axes, true), m.like(1e-12, *x));
    return result(in, m.mul(*x, m.op(kRsqrt, {squares})));
  }
};

bool init_unit(py::Interp& in, Layer& base, py::Bound& a) {
  UnitNormalization& layer = static_cast<UnitNormalization&>(base);
  if (in.is_sequence(a["axis"])) {
    layer.axes.clear();
    for (const py::Value& v : in.items(a["axis"])) layer.axes.push_back(in.as_int(v).value_or(-1));
  } else {
    layer.axes = {in.as_int(a["axis"]).value_or(-1)};
  }
  return true;
}

template <class T> Layer* make(py::Interp&, py::Type* t) { return new T(t); }

constexpr std::string_view kBatch =
    "axis=-1, momentum=0.99, epsilon=0.001, center=True, scale=True, beta_initializer='zeros', gamma_initializer='ones', "
    "moving_mean_initializer='zeros', moving_variance_initializer='ones', beta_regularizer=None, gamma_regularizer=None, beta_constraint=None, "
    "gamma_constraint=None, synchronized=False, **kwargs";
constexpr std::string_view kBatch3 =
    "axis=-1, momentum=0.99, epsilon=0.001, center=True, scale=True, beta_initializer='zeros', gamma_initializer='ones', "
    "moving_mean_initializer='zeros', moving_variance_initializer='ones', beta_regularizer=None, gamma_regularizer=None, beta_constraint=None, "
    "gamma_constraint=None, synchronized=False, renorm=False, renorm_clipping=None, renorm_momentum=0.99, **kwargs";
constexpr std::string_view kLayer =
    "axis=-1, epsilon=0.001, center=True, scale=True, beta_initializer='zeros', gamma_initializer='ones', beta_regularizer=None, "
    "gamma_regularizer=None, beta_constraint=None, gamma_constraint=None, **kwargs";

}  // namespace

void register_normalization() {
  define_layer({"BatchNormalization", "Layer", kBatch, kBatch3, make<BatchNormalization>, init_batch, BatchNormalization::kind});
  define_layer({"LayerNormalization", "Layer", kLayer, kLayer, make<LayerNormalization>, init_layer_norm, LayerNormalization::kind});
  define_layer({"UnitNormalization", "Layer", "axis=-1, **kwargs", "axis=-1, **kwargs", make<UnitNormalization>, init_unit, UnitNormalization::kind});
}

}  // namespace misfit::keras
