// Activations as layers: Activation, ReLU, LeakyReLU, PReLU, ELU, Softmax, ThresholdedReLU.
#include "keras/activations/activations.h"
#include "keras/layers/arguments.h"
#include "keras/layers/layers.h"
#include "ops/ops.h"

namespace misfit::keras {

namespace {

struct Elementwise : Layer {
  static constexpr py::Kind kind{"keras.Elementwise", &Layer::kind};
  explicit Elementwise(py::Type* t, const py::Kind& k = kind) : Layer(k, t) { supports_masking = true; }
  std::optional<Shape> output_shape(py::Interp&, const std::vector<Shape>& inputs, bool* handled) override {
    *handled = true;
    return inputs[0];
  }
  virtual Operand compute(Math&, const Operand& x) = 0;
  py::Value call(py::Interp& in, const py::Value& inputs, const Call&) override {
    const auto x = one_operand(in, inputs);
    if (!x) return {};
    Math m(in);
    return result(in, compute(m, *x));
  }
};

struct Activation : Layer {
  static constexpr py::Kind kind{"keras.Activation", &Layer::kind};
  explicit Activation(py::Type* t) : Layer(kind, t) { supports_masking = true; }
  py::Value activation;
  void clear() override { activation = {}; Layer::clear(); }
  std::optional<Shape> output_shape(py::Interp&, const std::vector<Shape>& inputs, bool* handled) override {
    *handled = true;
    return inputs[0];
  }
  py::Value call(py::Interp& in, const py::Value& inputs, const Call&) override {
    const auto x = one_operand(in, inputs);
    if (!x) return {};
    const auto y = apply_activation(in, activation, *x);
    return y ? activated(in, activation, *x, *y) : py::Value();
  }
};

bool init_activation(py::Interp& in, Layer& base, py::Bound& a) {
  py::Value& activation = static_cast<Activation&>(base).activation;
  activation = get_activation(in, a["activation"]);
  if (activation) base.dict->set(in, "activation", activation);
  return bool(activation);
}

bool refuse(py::Interp& in, std::string text) { return in.raise("ValueError", std::move(text)), false; }

struct ReLU : Elementwise {
  static constexpr py::Kind kind{"keras.ReLU", &Layer::kind};
  explicit ReLU(py::Type* t) : Elementwise(t, kind) {}
  std::optional<double> max_value;
  double slope = 0, threshold = 0;
  Operand compute(Math& m, const Operand& x) override {
    if (slope == 0 && threshold == 0) {
      if (max_value == 6.0) return m.op(kRelu6, {x});
      const Operand y = m.op(kRelu, {x});
      return max_value ? m.clip(y, 0, *max_value) : y;
    }
    if (threshold == 0 && !max_value) return m.op(kLeakyRelu, {is_integer(x.dtype) ? m.cast(x, DType::kFloat32) : x}, {{"alpha", slope}});
    const Operand below = m.mul(m.like(slope, x), m.sub(x, m.like(threshold, x)));
    const Operand above = max_value ? m.minimum(x, m.like(*max_value, x)) : x;
    return m.where(m.op(kGreaterEqual, {x, m.like(threshold, x)}), above, below);
  }
};

bool init_relu(py::Interp& in, Layer& base, py::Bound& a) {
  ReLU& layer = static_cast<ReLU&>(base);
  if (!a["max_value"].is_none()) layer.max_value = in.as_double(a["max_value"]);
  auto shown = [&](std::string_view name) { return (in.keras3() ? std::string(name) + "=" : std::string()) + in.str(a[name]).value_or(""); };
  if (layer.max_value && *layer.max_value < 0) return refuse(in, "max_value of a ReLU layer cannot be a negative value. Received: " + shown("max_value"));
  const auto slope = in.as_double(a["negative_slope"]), threshold = in.as_double(a["threshold"]);
  if (!slope || *slope < 0) return refuse(in, std::string("negative_slope of a ReLU layer cannot be ") + (in.keras3() ? "None or " : "") + "a negative value. Received: " + shown("negative_slope"));
  if (!threshold || *threshold < 0) return refuse(in, std::string("threshold of a ReLU layer cannot be ") + (in.keras3() ? "None or " : "") + "a negative value. Received: " + shown("threshold"));
  layer.slope = *slope;
  layer.threshold = *threshold;
  return true;
}

struct LeakyReLU : Elementwise {
  static constexpr py::Kind kind{"keras.LeakyReLU", &Layer::kind};
  explicit LeakyReLU(py::Type* t) : Elementwise(t, kind) {}
  double slope = 0.3;
  Operand compute(Math& m, const Operand& x) override { return m.op(kLeakyRelu, {is_integer(x.dtype) ? m.cast(x, DType::kFloat32) : x}, {{"alpha", slope}}); }
};

bool init_leaky(py::Interp& in, Layer& base, py::Bound& a) {
  const bool old_name = in.keras3() && !a["alpha"].is_none();
  if (old_name) in.warn("UserWarning", "Argument `alpha` is deprecated. Use `negative_slope` instead.");
  const py::Value given = old_name ? a["alpha"] : a[0];
  const auto slope = in.as_double(given);
  if (in.keras3() && (!slope || *slope < 0))
    return refuse(in, "The negative_slope value of a Leaky ReLU layer cannot be None or negative value. Expected a float. Received: negative_slope=" + in.str(given).value_or(""));
  if (!slope) return refuse(in, "The alpha value of a Leaky ReLU layer cannot be None, Expecting a float. Received: " + in.str(given).value_or(""));
  static_cast<LeakyReLU&>(base).slope = *slope;
  return true;
}

struct ELU : Elementwise {
  static constexpr py::Kind kind{"keras.ELU", &Layer::kind};
  explicit ELU(py::Type* t) : Elementwise(t, kind) {}
  double alpha = 1;
  Operand compute(Math& m, const Operand& x) override {
    const Operand y = m.op(kElu, {x});
    return alpha == 1 ? y : m.where(m.greater(x, m.like(0, x)), y, m.mul(m.like(alpha, x), y));
  }
};

bool init_elu(py::Interp& in, Layer& base, py::Bound& a) {
  static_cast<ELU&>(base).alpha = in.as_double(a["alpha"]).value_or(1);
  return true;
}

struct SoftmaxLayer : Elementwise {
  static constexpr py::Kind kind{"keras.Softmax", &Layer::kind};
  explicit SoftmaxLayer(py::Type* t) : Elementwise(t, kind) {}
  std::vector<int64_t> axes{-1};

  Operand compute(Math& m, const Operand& x) override {
    if (axes.size() == 1) return softmax(m, x, axes[0]);
    const Operand top = m.max(x, axes, true);
    const Operand rest = m.exp(m.sub(x, top));
    return m.exp(m.sub(x, m.add(m.log(m.sum(rest, axes, true)), top)));
  }

  // What the mask hides gets a very negative score, and in Keras 3 exactly nothing.
  py::Value call(py::Interp& in, const py::Value& inputs, const Call& call) override {
    const auto x = one_operand(in, inputs);
    if (!x) return {};
    Math m(in);
    if (!call.mask || call.mask.is_none()) return result(in, compute(m, *x));
    const auto given = tf::convert(in, call.mask);
    if (!given) return {};
    const double never = x->dtype == DType::kFloat16 ? (in.keras3() ? -30000.0 : -32752.0) : -1e9;
    if (!in.keras3()) return result(in, compute(m, m.add(*x, m.mul(m.sub(m.like(1, *x), m.cast(*given, x->dtype)), m.like(never, *x)))));
    const Operand counts = given->dtype == DType::kBool ? *given : m.greater(*given, m.like(0.5, *given));
    return result(in, m.where(counts, compute(m, m.where(counts, *x, m.like(never, *x))), m.like(0, *x)));
  }
};

bool init_softmax(py::Interp& in, Layer& base, py::Bound& a) {
  std::vector<int64_t>& axes = static_cast<SoftmaxLayer&>(base).axes;
  if (!in.is_sequence(a["axis"])) return axes = {in.as_int(a["axis"]).value_or(-1)}, true;
  axes.clear();
  for (const py::Value& axis : in.items(a["axis"])) axes.push_back(in.as_int(axis).value_or(-1));
  return true;
}

struct PReLU : Layer {
  static constexpr py::Kind kind{"keras.PReLU", &Layer::kind};
  explicit PReLU(py::Type* t) : Layer(kind, t) { supports_masking = true; }
  WeightArguments arguments_of_alpha;
  std::vector<int64_t> shared;
  py::Ref<tf::Variable> alpha;
  void clear() override { arguments_of_alpha = {}; alpha = {}; Layer::clear(); }
  bool build(py::Interp& in, const std::vector<Shape>& inputs) override {
    Shape s = inputs[0].slice(1, inputs[0].rank());
    for (int64_t axis : shared) s[static_cast<size_t>(axis - 1)] = 1;
    alpha = add_weight(in, *this, "alpha", s, arguments_of_alpha.initializer, true, arguments_of_alpha.regularizer, arguments_of_alpha.constraint);
    return alpha && (built = true);
  }
  std::optional<Shape> output_shape(py::Interp&, const std::vector<Shape>& inputs, bool* handled) override {
    *handled = true;
    return inputs[0];
  }
  py::Value call(py::Interp& in, const py::Value& inputs, const Call&) override {
    const auto x = one_operand(in, inputs);
    if (!x) return {};
    Math m(in);
    const Operand negative = m.mul(m.neg(m.read(*alpha)), m.op(kRelu, {m.neg(*x)}));
    return result(in, m.add(m.op(kRelu, {*x}), negative));
  }
};

bool init_prelu(py::Interp& in, Layer& base, py::Bound& a) {
  PReLU& layer = static_cast<PReLU&>(base);
  if (a["shared_axes"].is_int()) layer.shared = {a["shared_axes"].integer()};
  else if (in.is_sequence(a["shared_axes"]))
    for (const py::Value& v : in.items(a["shared_axes"])) layer.shared.push_back(in.as_int(v).value_or(1));
  return layer.arguments_of_alpha.read(in, a, "alpha");
}

template <class T> Layer* make(py::Interp&, py::Type* t) { return new T(t); }

}  // namespace

void register_activation_layers() {
  define_layer({"Activation", "Layer", "activation, **kwargs", "activation, **kwargs", make<Activation>, init_activation, Activation::kind});
  constexpr std::string_view relu = "max_value=None, negative_slope=0.0, threshold=0.0, **kwargs";
  define_layer({"ReLU", "Layer", relu, relu, make<ReLU>, init_relu, ReLU::kind});
  define_layer({"LeakyReLU", "Layer", "alpha=0.3, **kwargs", "negative_slope=0.3, alpha=None, **kwargs", make<LeakyReLU>, init_leaky, LeakyReLU::kind});
  define_layer({"ELU", "Layer", "alpha=1.0, **kwargs", "alpha=1.0, **kwargs", make<ELU>, init_elu, ELU::kind});
  define_layer({"Softmax", "Layer", "axis=-1, **kwargs", "axis=-1, **kwargs", make<SoftmaxLayer>, init_softmax, SoftmaxLayer::kind});
  constexpr std::string_view prelu = "alpha_initializer='zeros', alpha_regularizer=None, alpha_constraint=None, shared_axes=None, **kwargs";
  define_layer({"PReLU", "Layer", prelu, prelu, make<PReLU>, init_prelu, PReLU::kind});
}

}  // namespace misfit::keras
