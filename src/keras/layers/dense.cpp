// Dense: y = activation(x . kernel + bias), over the last axis.
#include "keras/layers/arguments.h"
#include "keras/layers/layers.h"

namespace misfit::keras {

namespace {

struct Dense : Layer {
  static constexpr py::Kind kind{"keras.Dense", &Layer::kind};
  explicit Dense(py::Type* t) : Layer(kind, t) { supports_masking = true; }
  int64_t units = 0;
  bool use_bias = true;
  py::Value activation;
  WeightArguments kernel_arguments, bias_arguments;
  py::Ref<tf::Variable> kernel, bias;

  void clear() override {
    activation = {};
    kernel_arguments = bias_arguments = {};
    kernel = bias = {};
    Layer::clear();
  }

  bool build(py::Interp& in, const std::vector<Shape>& inputs) override {
    const int64_t last = inputs[0].at(-1);
    if (last < 0 && !in.keras3()) {
      in.raise("ValueError", "The last dimension of the inputs to a Dense layer should be defined. Found None. Full input shape received: " + python_text(inputs[0]));
      return false;
    }
    kernel = add_weight(in, *this, "kernel", Shape{last, units}, kernel_arguments.initializer, true, kernel_arguments.regularizer, kernel_arguments.constraint);
    if (!kernel) return false;
    dict->set(in, "kernel", kernel);
    if (use_bias) {
      bias = add_weight(in, *this, "bias", Shape{units}, bias_arguments.initializer, true, bias_arguments.regularizer, bias_arguments.constraint);
      if (!bias) return false;
    }
    dict->set(in, "bias", use_bias ? py::Value(bias) : py::Value::none());
    InputSpec spec;
    spec.min_ndim = 2;
    spec.axes = {{-1, last}};
    input_spec = {spec};
    return built = true;
  }

  py::Value call(py::Interp& in, const py::Value& inputs, const Call&) override {
    const auto x = one_operand(in, inputs);
    if (!x) return {};
    Math m(in);
    if (in.keras3() && x->dtype == DType::kString) return in.raise("ValueError", "dtype='string' is not a valid dtype for Keras type promotion.");
    const bool named = !in.keras3() && m.context().graph();     // Keras 2 reads each weight where it is used
    const char* product = x->shape.known_rank() && x->shape.rank() > 2 ? "Tensordot" : "MatMul";
    Operand y = dense_product(m, m.cast(*x, compute_dtype), named ? read_within(m, *kernel, product) : m.read(*kernel));
    if (use_bias) y = add_bias(m, y, named ? read_within(m, *bias, "BiasAdd") : m.read(*bias));
    const auto out = apply_activation(in, activation, y);
    return out ? activated(in, activation, y, *out) : py::Value();
  }

  std::optional<Shape> output_shape(py::Interp&, const std::vector<Shape>& inputs, bool* handled) override {
    *handled = inputs[0].known_rank() && inputs[0].rank() > 0;
    return *handled ? std::optional(with_last(inputs[0], units)) : std::nullopt;
  }
};

bool read_units(py::Interp& in, Dense& layer, const py::Value& units) {
  if (in.keras3()) {
    const auto n = units.is_int() || units.is_bool() ? in.as_int(units) : std::nullopt;
    if (!n || *n <= 0) {
      const auto shown = in.str(units);
      if (shown) in.raise("ValueError", "Received an invalid value for `units`, expected a positive integer. Received: units=" + *shown);
      return false;
    }
    layer.units = *n;
    return true;
  }
  const py::Value whole = units.is_int() ? units : in.call(in.type_named("int"), {units});
  const auto n = whole ? in.as_int(whole) : std::nullopt;
  if (!n) return false;
  if (*n < 0) {
    const auto shown = in.str(units);
    if (shown) in.raise("ValueError", "Received an invalid value for `units`, expected a positive integer. Received: units=" + *shown);
    return false;
  }
  layer.units = *n;
  return true;
}

bool init(py::Interp& in, Layer& base, py::Bound& a) {
  Dense& layer = static_cast<Dense&>(base);
  if (!read_units(in, layer, a["units"]) || !read_activity_regularizer(in, layer, a)) return false;
  layer.activation = get_activation(in, a["activation"]);
  if (!layer.activation) return false;
  layer.use_bias = in.truth(a["use_bias"]).value_or(true);
  InputSpec spec;
  spec.min_ndim = 2;
  layer.input_spec = {spec};
  layer.dict->set(in, "units", py::Value::integer(layer.units));
  layer.dict->set(in, "activation", layer.activation);
  layer.dict->set(in, "use_bias", a["use_bias"]);
  return layer.kernel_arguments.read(in, a, "kernel") && layer.bias_arguments.read(in, a, "bias");
}

Layer* make(py::Interp&, py::Type* t) { return new Dense(t); }

constexpr std::string_view kArguments =
    "units, activation=None, use_bias=True, kernel_initializer='glorot_uniform', bias_initializer='zeros', kernel_regularizer=None, "
    "bias_regularizer=None, activity_regularizer=None, kernel_constraint=None, bias_constraint=None, **kwargs";
constexpr std::string_view kArguments3 =
    "units, activation=None, use_bias=True, kernel_initializer='glorot_uniform', bias_initializer='zeros', kernel_regularizer=None, "
    "bias_regularizer=None, activity_regularizer=None, kernel_constraint=None, bias_constraint=None, lora_rank=None, lora_alpha=None, "
    "quantization_config=None, **kwargs";

}  // namespace

py::Value activated(py::Interp& in, const py::Value& activation, const Operand& x, const Operand& y) {
  py::Value out = tf::tensor_value(in, y);
  auto* builtin = py::cast<py::Builtin>(activation);
  if (builtin && (builtin->name == "softmax" || builtin->name == "sigmoid")) tf::as_tensor_object(out)->keras_logits = tf::tensor_value(in, x);
  return out;
}

void register_dense() { define_layer({"Dense", "Layer", kArguments, kArguments3, make, init, Dense::kind}); }

}  // namespace misfit::keras
