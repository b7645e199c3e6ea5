// Layers that act in training only: Dropout, SpatialDropout, GaussianNoise, GaussianDropout; and ActivityRegularization.
#include <cmath>

#include "keras/layers/layers.h"
#include "keras/layers/noise.h"
#include "keras/library.h"
#include "ops/ops.h"

namespace misfit::keras {

namespace {

struct Random : Layer {
  explicit Random(const py::Kind& k, py::Type* t) : Layer(k, t) { supports_masking = true; }
  Noise noise;
  double rate = 0;
  py::Value rate_given;
  void clear() override { noise.clear(); rate_given = {}; Layer::clear(); }
  std::optional<Shape> output_shape(py::Interp&, const std::vector<Shape>& inputs, bool* handled) override {
    *handled = inputs.size() == 1;
    return inputs[0];
  }
  virtual Operand perturb(Math&, const Operand& x) = 0;
  py::Value call(py::Interp& in, const py::Value& inputs, const Call& call) override {
    const auto x = one_operand(in, inputs);
    if (!x) return {};
    Math m(in);
    // Keras 2 traces both branches of an undecided training flag, and so counts a draw.
    const bool undecided = !in.keras3() && !call.training && !m.context().eager();
    if (!in.keras3() && rate_given && !in.as_double(rate_given) && (undecided || call.training.value_or(false)))
      return in.raise("ValueError", "`rate` must be a scalar or scalar tensor. Received: rate=" + in.str(rate_given).value_or(""));
    if (rate == 0 || !(call.training.value_or(false) || undecided)) return in.keras3() ? inputs : result(in, m.op(kIdentity, {*x}));
    const Operand y = perturb(m, *x);
    if (!y) return {};
    return result(in, undecided ? m.op(kIdentity, {*x}) : y);
  }
};

struct Dropout : Random {
  static constexpr py::Kind kind{"keras.Dropout", &Layer::kind};
  explicit Dropout(py::Type* t) : Random(kind, t) {}
  int spatial = 0;                                // axes of space whose places fall together
  Operand perturb(Math& m, const Operand& x) override {
    tf::NameScope scope(m.context(), "dropout");
    py::Interp& in = m.interp();
    if (!in.keras3() && x && rate >= 1)
      return in.raise("ValueError", "`rate` must be a scalar tensor or a float in the range [0, 1). Received: rate=" + in.str(py::Value::number(rate)).value_or("")), Operand{};
    if (!in.keras3() && x && !is_floating(x.dtype))
      return in.raise("ValueError", "`x.dtype` must be a floating point tensor as `x` will be scaled. Received: x_dtype=<dtype: '" + std::string(tf_name(x.dtype)) + "'>"), Operand{};
    Operand shape = m.shape_of(x);
    if (spatial > 0 && shape) {
      std::vector<Operand> parts{m.expand_dims(m.row(shape, 0), 0), m.ints(std::vector<int64_t>(static_cast<size_t>(spatial), 1)), m.expand_dims(m.row(shape, -1), 0)};
      shape = m.concat(parts, 0);
    }
    const Operand kept = m.op(kGreaterEqual, {noise.uniform(m, shape, x.dtype), m.like(rate, x)});
    return m.where(kept, m.mul(x, m.like(1 / (1 - rate), x), "Mul"), m.like(0, x));
  }
};

bool read_rate(py::Interp& in, Random& layer, py::Bound& a) {
  const py::Value given = a["rate"];
  const auto rate = in.as_double(given);
  layer.rate_given = given;
  if (!rate) {
    if (in.keras3()) return in.raise("TypeError", "'<=' not supported between instances of 'int' and '" + in.type_of(given)->name + "'"), false;
    return true;
  }
  if (*rate < 0 || *rate > 1) {
    const std::string shown = in.str(given).value_or("");
    return in.raise("ValueError", in.keras3() ? "Invalid value received for argument `rate`. Expected a float value between 0 and 1. Received: rate=" + shown
                                              : "Invalid value " + shown + " received for `rate`, expected a value between 0 and 1."), false;
  }
  layer.rate = *rate;
  layer.dict->set(in, "rate", given);
  return true;
}

bool init_dropout(py::Interp& in, Layer& base, py::Bound& a) {
  Dropout& layer = static_cast<Dropout&>(base);
  return read_rate(in, layer, a) && layer.noise.start(in, a["seed"], layer.rate > 0);
}

template <int kSpace> bool init_spatial(py::Interp& in, Layer& base, py::Bound& a) {
  Dropout& layer = static_cast<Dropout&>(base);
  layer.spatial = kSpace;
  InputSpec spec;
  spec.ndim = kSpace + 2;
  layer.input_spec = {spec};
  return read_rate(in, layer, a) && layer.noise.start(in, a["seed"], layer.rate > 0);
}

struct Gaussian : Random {
  static constexpr py::Kind kind{"keras.Gaussian", &Layer::kind};
  Gaussian(py::Type* t, bool times) : Random(kind, t), multiply(times) {}
  bool multiply;
  Operand perturb(Math& m, const Operand& x) override {
    const double stddev = multiply ? std::sqrt(rate / (1 - rate)) : rate;
    py::Interp& in = m.interp();
    if (x && !is_floating(x.dtype) && !in.keras3() && m.context().eager())   // the mean of its numbers
      return in.raise("TypeError", std::string("Cannot convert ") + (multiply ? "1.0" : "0.0") + " to EagerTensor of dtype " + std::string(tf_name(x.dtype))), Operand{};
    const DType dtype = is_floating(x.dtype) ? x.dtype : compute_dtype;
    const Operand draw = m.mul(noise.normal(m, m.shape_of(x), dtype), m.number(stddev, dtype));
    return multiply ? m.mul(x, m.add(draw, m.like(1, x))) : m.add(x, draw);
  }
};

bool init_noise(py::Interp& in, Layer& base, py::Bound& a) {
  Gaussian& layer = static_cast<Gaussian&>(base);
  if (layer.multiply) return read_rate(in, layer, a) && layer.noise.start(in, a["seed"], layer.rate > 0);
  layer.rate = in.as_double(a["stddev"]).value_or(0);
  if (in.keras3() && (layer.rate < 0 || layer.rate > 1))
    return in.raise("ValueError", "Invalid value received for argument `stddev`. Expected a float value between 0 and 1. Received: stddev=" + in.str(a["stddev"]).value_or("")), false;
  return layer.noise.start(in, a["seed"], layer.rate > 0);
}

struct ActivityRegularization : Layer {
  static constexpr py::Kind kind{"keras.ActivityRegularization", &Layer::kind};
  explicit ActivityRegularization(py::Type* t) : Layer(kind, t) { supports_masking = true; }
  std::optional<Shape> output_shape(py::Interp&, const std::vector<Shape>& inputs, bool* handled) override {
    *handled = true;
    return inputs[0];
  }
  py::Value call(py::Interp&, const py::Value& inputs, const Call&) override { return inputs; }
};

bool init_activity(py::Interp& in, Layer& base, py::Bound& a) {
  const py::Keyword keywords[] = {{"l1", a["l1"]}, {"l2", a["l2"]}};
  base.activity_regularizer = in.call(in.state<Library>().find("regularizers", "L1L2"), py::Args{{}, keywords});
  return bool(base.activity_regularizer);
}

template <class T> Layer* make(py::Interp&, py::Type* t) { return new T(t); }
template <bool kTimes> Layer* make_gaussian(py::Interp&, py::Type* t) { return new Gaussian(t, kTimes); }

}  // namespace

void register_regularization() {
  constexpr std::string_view dropout = "rate, noise_shape=None, seed=None, **kwargs";
  define_layer({"Dropout", "Layer", dropout, dropout, make<Dropout>, init_dropout, Dropout::kind});
  define_layer({"SpatialDropout1D", "Layer", "rate, *, noise_shape=None, seed=None, **kwargs", "rate, seed=None, name=None, dtype=None, **kwargs", make<Dropout>, init_spatial<1>, Dropout::kind});
  define_layer({"SpatialDropout2D", "Layer", "rate, data_format=None, *, noise_shape=None, seed=None, **kwargs", "rate, data_format=None, seed=None, name=None, dtype=None, **kwargs", make<Dropout>, init_spatial<2>, Dropout::kind});
  define_layer({"SpatialDropout3D", "Layer", "rate, data_format=None, *, noise_shape=None, seed=None, **kwargs", "rate, data_format=None, seed=None, name=None, dtype=None, **kwargs", make<Dropout>, init_spatial<3>, Dropout::kind});
  define_layer({"GaussianNoise", "Layer", "stddev, seed=None, **kwargs", "stddev, seed=None, **kwargs", make_gaussian<false>, init_noise, Gaussian::kind});
  define_layer({"GaussianDropout", "Layer", "rate, seed=None, **kwargs", "rate, seed=None, **kwargs", make_gaussian<true>, init_noise, Gaussian::kind});
  define_layer({"ActivityRegularization", "Layer", "l1=0.0, l2=0.0, **kwargs", "l1=0.0, l2=0.0, **kwargs", make<ActivityRegularization>, init_activity, ActivityRegularization::kind});
}

}  // namespace misfit::keras
