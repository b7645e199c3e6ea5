// DepthwiseConv1D and 2D: a filter a channel; SeparableConv1D and 2D: that, then a convolution of size 1 that mixes channels.
#include <algorithm>

#include "keras/layers/convolution.h"
#include "keras/layers/layers.h"
#include "ops/ops.h"

namespace misfit::keras {

namespace {

template <int kRank, bool kSeparable> struct DepthwiseConv : Layer {
  static constexpr py::Kind kind{"keras.DepthwiseConv", &Layer::kind};
  explicit DepthwiseConv(py::Type* t) : Layer(kind, t) {}
  Window window;
  int64_t filters = 0, multiplier = 1;
  bool use_bias = true;
  py::Value activation;
  WeightArguments depthwise_arguments, pointwise_arguments, bias_arguments;
  py::Ref<tf::Variable> depthwise, pointwise, bias;

  void clear() override {
    activation = {};
    depthwise_arguments = pointwise_arguments = bias_arguments = {};
    depthwise = pointwise = bias = {};
    Layer::clear();
  }

  bool refuse(py::Interp& in, std::string text) { return in.raise("ValueError", std::move(text)), false; }
  int64_t channels_out(int64_t channels) const { return kSeparable ? filters : channels < 0 ? Shape::kUnknown : channels * multiplier; }

  std::vector<int64_t> kernel_shape(int64_t channels) const {
    std::vector<int64_t> kernel = window.size;
    kernel.push_back(channels);
    kernel.push_back(channels_out(channels));
    return kernel;
  }

  bool check_output(py::Interp& in, const Shape& input) {
    if (in.keras3() && input.rank() != static_cast<size_t>(kRank + 2))
      return refuse(in, "Kernel shape must have the same length as input, but received kernel of shape " + tuple_text(kernel_shape(input.at(window.channels_first ? 1 : -1))) +
                            " and input of shape " + python_text(input) + ".");
    const Shape out = window_output(input, window, channels_out(input.at(window.channels_first ? 1 : -1)));
    const size_t first = window.channels_first ? input.rank() - kRank : input.rank() - kRank - 1;
    for (size_t i = first; in.keras3() && i < first + kRank; ++i) {
      if (input[i] < 0 || out[i] > 0) continue;
      const std::vector<int64_t> kernel = kernel_shape(input.at(window.channels_first ? 1 : -1));
      return refuse(in, "Computed output size would be zero or negative. Received `inputs shape=" + python_text(input) + "`, `kernel shape=" + tuple_text(kernel) +
                            "`, `dilation_rate=" + kernel_list(window.dilation) + "`, `strides=" + tuple_text(window.strides) + "`, `padding=" + window.padding + "`.");
    }
    return true;
  }

  bool build(py::Interp& in, const std::vector<Shape>& inputs) override {
    const Shape& input = inputs[0];
    if (!kSeparable && !in.keras3() && input.rank() != kRank + 2)
      return refuse(in, "Inputs to `DepthwiseConv` should have rank " + std::to_string(kRank + 2) + ". Received input_shape=" + python_text(input) + ".");
    const int axis = window.channels_first ? (in.keras3() ? 1 : -1 - kRank) : -1;
    const int64_t channels = input.at(axis);
    if (channels < 0 && !in.keras3())
      return refuse(in, std::string("The channel dimension of the inputs ") + (kSeparable ? "" : "to `DepthwiseConv` ") + "should be defined. The input_shape received is " +
                            python_text(input) + ", where axis " + std::to_string(axis) + " (0-based) is the channel dimension, which found to be `None`.");
    InputSpec spec;
    if (!in.keras3() && kSeparable) spec.ndim = kRank + 2;
    else spec.min_ndim = kRank + 2;
    spec.axes = {{axis, channels}};
    if (in.keras3() || kSeparable) input_spec = {spec};
    if (in.keras3() && !check_output(in, input)) return false;
    std::vector<int64_t> shape = window.size;
    shape.push_back(channels);
    shape.push_back(multiplier);
    depthwise = add_weight(in, *this, in.keras3() && !kSeparable ? "kernel" : "depthwise_kernel", Shape(shape), depthwise_arguments.initializer, true,
                           depthwise_arguments.regularizer, depthwise_arguments.constraint);
    if (!depthwise) return false;
    if (kSeparable) {
      std::vector<int64_t> mixing(kRank, 1);
      mixing.push_back(multiplier * channels);
      mixing.push_back(filters);
      pointwise = add_weight(in, *this, "pointwise_kernel", Shape(mixing), pointwise_arguments.initializer, true, pointwise_arguments.regularizer, pointwise_arguments.constraint);
      if (!pointwise) return false;
    }
    if (use_bias) {
      bias = add_weight(in, *this, "bias", Shape{channels_out(channels)}, bias_arguments.initializer, true, bias_arguments.regularizer, bias_arguments.constraint);
      if (!bias) return false;
    }
    dict->set(in, "bias", use_bias ? py::Value(bias) : py::Value::none());
    input_spec = {spec};
    return built = true;
  }

  py::Value call(py::Interp& in, const py::Value& inputs, const Call&) override {
    const auto given = one_operand(in, inputs);
    if (!given) return {};
    Math m(in);
    Operand x = *given;
    if (window.channels_first) x = to_channels_last(m, x);
    Operand w = m.read(*depthwise), mix = kSeparable ? m.read(*pointwise) : Operand{};
    std::vector<int64_t> strides = window.strides, dilation = window.dilation;
    if (kRank == 1) {                              // a picture of height 1, and of equal strides
      if (window.padding == "causal" && x) {
        std::vector<std::pair<int64_t, int64_t>> widths(x.shape.rank(), {0, 0});
        widths[1].first = dilation[0] * (window.size[0] - 1);
        x = m.pad(x, widths);
      }
      x = m.expand_dims(x, 1);
      w = m.expand_dims(w, 0);
      if (kSeparable) mix = m.expand_dims(mix, 0);
      strides.push_back(strides[0]);
      dilation.insert(dilation.begin(), 1);
    }
    const std::string padding = window.padding == "same" ? "SAME" : "VALID";
    const std::string node = kSeparable ? "separable_conv2d/depthwise" : "depthwise";
    Operand y = m.op(kDepthwiseConv2dNative, {x, w},
                     {{"strides", std::vector<int64_t>{1, strides[0], strides[1], 1}}, {"dilations", std::vector<int64_t>{1, dilation[0], dilation[1], 1}}, {"padding", padding},
                      {"data_format", std::string("NHWC")}, {"explicit_paddings", std::vector<int64_t>{}}}, node);
    if (kSeparable)
      y = m.op(kConv2D, {y, mix},
               {{"strides", std::vector<int64_t>{1, 1, 1, 1}}, {"dilations", std::vector<int64_t>{1, 1, 1, 1}}, {"padding", std::string("VALID")},
                {"data_format", std::string("NHWC")}, {"explicit_paddings", std::vector<int64_t>{}}, {"use_cudnn_on_gpu", true}}, "separable_conv2d");
    if (kRank == 1) y = m.squeeze(y, 1);
    if (use_bias) y = add_bias(m, y, m.read(*bias));
    if (window.channels_first) y = to_channels_first(m, y);
    const auto out = apply_activation(in, activation, y);
    return out ? activated(in, activation, y, *out) : py::Value();
  }

  std::optional<Shape> output_shape(py::Interp& in, const std::vector<Shape>& inputs, bool* handled) override {
    *handled = true;
    if (!check_output(in, inputs[0])) return std::nullopt;
    return window_output(inputs[0], window, channels_out(inputs[0].at(window.channels_first ? 1 : -1)));
  }
};

template <int kRank, bool kSeparable> bool init(py::Interp& in, Layer& base, py::Bound& a) {
  auto& layer = static_cast<DepthwiseConv<kRank, kSeparable>&>(base);
  if (kSeparable) {
    const auto n = in.as_int(a["filters"]);
    if (!n) return in.raise("TypeError", "'<=' not supported between instances of '" + in.type_of(a["filters"])->name + "' and 'int'"), false;
    layer.filters = *n;
    layer.dict->set(in, "filters", a["filters"]);
  }
  layer.multiplier = in.as_int(a["depth_multiplier"]).value_or(1);
  const auto size = int_tuple(in, a["kernel_size"], kRank, "kernel_size");
  const auto strides = size ? int_tuple(in, a["strides"], kRank, "strides", !in.keras3()) : std::nullopt;
  const auto dilation = strides ? int_tuple(in, a["dilation_rate"], kRank, "dilation_rate") : std::nullopt;
  const auto padding = dilation ? padding_name(in, a["padding"], !in.keras3() && kRank == 1) : std::nullopt;
  const auto first = padding ? channels_first(in, a["data_format"]) : std::nullopt;
  if (!first) return false;
  layer.window = {*size, *strides, *dilation, *padding, *first};
  layer.activation = get_activation(in, a["activation"]);
  if (!layer.activation) return false;
  layer.use_bias = in.truth(a["use_bias"]).value_or(true);
  if (!layer.depthwise_arguments.read(in, a, "depthwise") || (kSeparable && !layer.pointwise_arguments.read(in, a, "pointwise")) ||
      !layer.bias_arguments.read(in, a, "bias") || !read_activity_regularizer(in, layer, a))
    return false;
  InputSpec spec;
  spec.min_ndim = kRank + 2;
  layer.input_spec = {spec};
  if (layer.multiplier <= 0 && in.keras3())
    return layer.refuse(in, "Invalid value for argument `depth_multiplier`. Expected a strictly positive value. Received depth_multiplier=" + std::to_string(layer.multiplier) + ".");
  if (kSeparable && layer.filters <= 0)
    return layer.refuse(in, "Invalid value for argument `filters`. Expected a strictly positive value. Received filters=" + std::to_string(layer.filters) + ".");
  layer.dict->set(in, "activation", layer.activation);
  set_window_attributes(in, layer, layer.window);
  return true;
}

template <int kRank, bool kSeparable> Layer* make(py::Interp&, py::Type* t) { return new DepthwiseConv<kRank, kSeparable>(t); }

template <int kRank, bool kSeparable> void define(std::string_view name, std::string_view signature) {
  define_layer({name, "Layer", signature, signature, make<kRank, kSeparable>, init<kRank, kSeparable>, DepthwiseConv<kRank, kSeparable>::kind});
}

constexpr std::string_view kTail =
    "use_bias=True, depthwise_initializer='glorot_uniform', bias_initializer='zeros', depthwise_regularizer=None, bias_regularizer=None, activity_regularizer=None, "
    "depthwise_constraint=None, bias_constraint=None, **kwargs";
constexpr std::string_view kSeparableTail =
    "use_bias=True, depthwise_initializer='glorot_uniform', pointwise_initializer='glorot_uniform', bias_initializer='zeros', depthwise_regularizer=None, "
    "pointwise_regularizer=None, bias_regularizer=None, activity_regularizer=None, depthwise_constraint=None, pointwise_constraint=None, bias_constraint=None, **kwargs";

}  // namespace

void register_conv_depthwise() {
  static const std::string depthwise1 = "kernel_size, strides=1, padding='valid', depth_multiplier=1, data_format=None, dilation_rate=1, activation=None, " + std::string(kTail);
  static const std::string depthwise2 =
      "kernel_size, strides=(1, 1), padding='valid', depth_multiplier=1, data_format=None, dilation_rate=(1, 1), activation=None, " + std::string(kTail);
  static const std::string separable1 =
      "filters, kernel_size, strides=1, padding='valid', data_format=None, dilation_rate=1, depth_multiplier=1, activation=None, " + std::string(kSeparableTail);
  static const std::string separable2 =
      "filters, kernel_size, strides=(1, 1), padding='valid', data_format=None, dilation_rate=(1, 1), depth_multiplier=1, activation=None, " + std::string(kSeparableTail);
  define<1, false>("DepthwiseConv1D", depthwise1);
  define<2, false>("DepthwiseConv2D", depthwise2);
  define<1, true>("SeparableConv1D", separable1);
  define<2, true>("SeparableConv2D", separable2);
}

}  // namespace misfit::keras
