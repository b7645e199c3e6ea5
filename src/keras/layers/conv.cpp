// Conv1D, Conv2D, Conv3D: a kernel slides over space and mixes all channels.
#include "keras/layers/convolution.h"
#include "keras/layers/layers.h"
#include "numpy/ndarray.h"

namespace misfit::keras {

namespace {

template <int kRank> struct Conv : Layer {
  static constexpr py::Kind kind{kRank == 1 ? "keras.Conv1D" : kRank == 2 ? "keras.Conv2D" : "keras.Conv3D", &Layer::kind};
  explicit Conv(py::Type* t) : Layer(kind, t) {}
  int64_t filters = 0, groups = 1;
  Window window;
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

  bool refuse(py::Interp& in, std::string_view error, const std::string& text) { return in.raise(error, text), false; }

  std::vector<int64_t> kernel_shape(int64_t channels) const {
    std::vector<int64_t> shape = window.size;
    shape.push_back(channels);
    shape.push_back(filters);
    return shape;
  }

  // Keras 3 refuses empty outputs; Keras 2 only those that would be smaller than nothing.
  bool check_output(py::Interp& in, const Shape& input, int64_t channels) {
    if (in.keras3() && input.rank() != static_cast<size_t>(kRank + 2))
      return refuse(in, "ValueError", "Kernel shape must have the same length as input, but received kernel of shape " + tuple_text(kernel_shape(channels)) +
                                          " and input of shape " + python_text(input) + ".");
    if (input.rank() < static_cast<size_t>(kRank + 2)) return true;     // InputSpec says so when it is called
    const Shape out = window_output(input, window, filters);
    if (input.rank() < static_cast<size_t>(kRank + (window.channels_first ? 2 : 1))) return true;
    const size_t first = window.channels_first ? input.rank() - kRank : input.rank() - kRank - 1;
    for (size_t i = first; i < first + kRank; ++i) {
      if (input[i] < 0 || (in.keras3() ? out[i] > 0 : out[i] >= 0)) continue;
      if (in.keras3())
        return refuse(in, "ValueError", "Computed output size would be zero or negative. Received `inputs shape=" + python_text(input) + "`, `kernel shape=" +
                                            tuple_text(kernel_shape(channels)) + "`, `dilation_rate=" + kernel_list(window.dilation) + "`, `strides=" +
                                            tuple_text(window.strides) + "`, `padding=" + window.padding + "`.");
      return refuse(in, "ValueError", "One of the dimensions in the output is <= 0 due to downsampling in " + name +
                                          ". Consider increasing the input size. Received input shape " + list_text(input) +
                                          " which would produce output shape with a zero or negative value in a dimension.");
    }
    return true;
  }

  bool build(py::Interp& in, const std::vector<Shape>& inputs) override {
    const Shape& input = inputs[0];
    const int axis = window.channels_first ? (in.keras3() ? 1 : -1 - kRank) : -1;
    const int64_t channels = input.at(axis);
    if (channels < 0 && in.keras3()) return refuse(in, "TypeError", "unsupported operand type(s) for %: 'NoneType' and 'int'");
    if (channels < 0)
      return refuse(in, "ValueError", "The channel dimension of the inputs should be defined. The input_shape received is " + python_text(input) + ", where axis " +
                                          std::to_string(axis) + " (0-based) is the channel dimension, which found to be `None`.");
    if (channels % groups != 0)
      return refuse(in, "ValueError", "The number of input channels must be evenly divisible by the number of groups. Received groups=" + std::to_string(groups) +
                                          ", but the input has " + std::to_string(channels) + " channels (full input shape is " + python_text(input) + ").");
    InputSpec spec;
    spec.min_ndim = kRank + 2;
    spec.axes = {{axis, channels}};
    if (in.keras3()) input_spec = {spec};
    if (!check_output(in, input, channels / groups)) return false;
    kernel = add_weight(in, *this, "kernel", Shape(kernel_shape(channels / groups)), kernel_arguments.initializer, true, kernel_arguments.regularizer, kernel_arguments.constraint);
    if (!kernel) return false;
    dict->set(in, "kernel", kernel);
    if (use_bias) {
      bias = add_weight(in, *this, "bias", Shape{filters}, bias_arguments.initializer, true, bias_arguments.regularizer, bias_arguments.constraint);
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
    if (in.keras3() && m.context().eager() && !is_floating(x.dtype) && kernel) {
      const auto shown = in.repr(np::array_value(in, kernel->cell->value));
      if (!shown) return {};
      const std::string dtype(tf_name(kernel->cell->dtype));
      return in.raise("ValueError", "Incompatible type conversion requested to type " + std::string(tf_name(x.dtype)) + " for `tf.Variable of type " + dtype +
                                        ". (Variable: <tf.Variable '" + kernel->name + ":0' shape=" + python_text(kernel->cell->shape) + " dtype=" + dtype + ", numpy=\n" + *shown + ">)");
    }
    if (window.channels_first && kRank == 2 && m.context().eager())   // the kernel of the CPU knows one order only
      return tf::raise_error(in, "UnimplementedError", std::string("{{function_node __wrapped__Conv2D_device_/job:localhost/replica:0/task:0/device:CPU:0}} The Conv2D op currently only "
                                                                   "supports the NHWC tensor format on the CPU. The op was given the format: NCHW [Op:Conv2D]") + (in.keras3() ? "" : " name: "));
    if (window.channels_first) x = to_channels_last(m, x);
    if (window.padding == "causal" && x) {
      std::vector<std::pair<int64_t, int64_t>> widths(x.shape.rank(), {0, 0});
      widths[x.shape.rank() - 2].first = window.dilation[0] * (window.size[0] - 1);
      x = m.pad(x, widths);
    }
    const std::string node = in.keras3() ? "convolution" : std::string(class_name());
    const Operand w = read_within(m, *kernel, node);
    Operand y = convolve(m, x, w, window, node);
    if (use_bias) y = add_bias(m, y, read_within(m, *bias, "BiasAdd"));
    if (window.channels_first) y = to_channels_first(m, y);
    const auto out = apply_activation(in, activation, y);
    return out ? activated(in, activation, y, *out) : py::Value();
  }

  std::optional<Shape> output_shape(py::Interp& in, const std::vector<Shape>& inputs, bool* handled) override {
    *handled = true;
    const int64_t channels = inputs[0].at(window.channels_first ? 1 : -1);
    if (!check_output(in, inputs[0], channels)) return std::nullopt;
    return window_output(inputs[0], window, filters);
  }
};

template <int kRank> bool init(py::Interp& in, Layer& base, py::Bound& a) {
  using C = Conv<kRank>;
  C& layer = static_cast<C&>(base);
  const py::Value filters = a["filters"];
  const auto n = in.as_double(filters);
  auto check_filters = [&] {
    if (filters.is_none() || (n && *n > 0)) return true;
    const auto shown = in.str(filters);
    if (!n) return in.raise("TypeError", "'<=' not supported between instances of '" + in.type_of(filters)->name + "' and 'int'"), false;
    return in.raise("ValueError", "Invalid value for argument `filters`. Expected a strictly positive value. Received filters=" + shown.value_or("") + "."), false;
  };
  if (!in.keras3() && !check_filters()) return false;
  layer.filters = n ? static_cast<int64_t>(*n) : 0;
  layer.groups = in.as_int(a["groups"]).value_or(1);
  if (layer.groups == 0 && !in.keras3()) layer.groups = 1;
  const auto size = int_tuple(in, a["kernel_size"], kRank, "kernel_size");
  if (!size) return false;
  const auto strides = int_tuple(in, a["strides"], kRank, "strides", !in.keras3());
  if (!strides) return false;
  auto read_dilation = [&] {
    const auto dilation = int_tuple(in, a["dilation_rate"], kRank, "dilation_rate");
    if (dilation) layer.window.dilation = *dilation;
    return bool(dilation);
  };
  if (in.keras3() && !read_dilation()) return false;
  const auto padding = padding_name(in, a["padding"], kRank == 1);
  if (!padding) return false;
  const auto first = channels_first(in, a["data_format"]);
  if (!first || (!in.keras3() && !read_dilation())) return false;
  layer.window.size = *size;
  layer.window.strides = *strides;
  layer.window.padding = *padding;
  layer.window.channels_first = *first;
  layer.activation = get_activation(in, a["activation"]);
  if (!layer.activation) return false;
  layer.use_bias = in.truth(a["use_bias"]).value_or(true);
  if (!layer.kernel_arguments.read(in, a, "kernel") || !layer.bias_arguments.read(in, a, "bias") || !read_activity_regularizer(in, layer, a)) return false;
  InputSpec spec;
  spec.min_ndim = kRank + 2;
  layer.input_spec = {spec};
  if (in.keras3() && !check_filters()) return false;
  if (layer.groups <= 0) return layer.refuse(in, "ValueError", "The number of groups must be a positive integer. Received: groups=" + std::to_string(layer.groups) + ".");
  if (layer.filters % layer.groups != 0)
    return layer.refuse(in, "ValueError", "The number of filters must be evenly divisible by the number of groups. Received: groups=" + std::to_string(layer.groups) +
                                              ", filters=" + std::to_string(layer.filters) + (in.keras3() ? "." : ""));
  for (int64_t s : *strides)
    if (s == 0) return layer.refuse(in, "ValueError", "The argument `strides` cannot contains 0(s). Received: " + tuple_text(*strides));
  if (!in.keras3() && *padding == "causal" && kRank != 1) return layer.refuse(in, "ValueError", "Causal padding is only supported for `Conv1D`and `SeparableConv1D`.");
  const auto above_one = [](const std::vector<int64_t>& v) { return std::any_of(v.begin(), v.end(), [](int64_t k) { return k > 1; }); };
  if (above_one(*strides) && above_one(layer.window.dilation))
    return layer.refuse(in, "ValueError", "`strides > 1` not supported in conjunction with `dilation_rate > 1`. Received: strides=" + tuple_text(*strides) +
                                              " and dilation_rate=" + tuple_text(layer.window.dilation));
  layer.dict->set(in, "filters", py::Value::integer(layer.filters));
  layer.dict->set(in, "activation", layer.activation);
  set_window_attributes(in, layer, layer.window);
  return true;
}

template <int kRank> Layer* make(py::Interp&, py::Type* t) { return new Conv<kRank>(t); }

template <int kRank> void define(std::string_view name, std::string_view signature) {
  define_layer({name, "Layer", signature, signature, make<kRank>, init<kRank>, Conv<kRank>::kind});
}

}  // namespace

void register_conv() {
  static const std::string one = "filters, kernel_size, strides=1, padding='valid', data_format=None, dilation_rate=1, groups=1, " + std::string(kConvTail);
  static const std::string two = "filters, kernel_size, strides=(1, 1), padding='valid', data_format=None, dilation_rate=(1, 1), groups=1, " + std::string(kConvTail);
  static const std::string three = "filters, kernel_size, strides=(1, 1, 1), padding='valid', data_format=None, dilation_rate=(1, 1, 1), groups=1, " + std::string(kConvTail);
  define<1>("Conv1D", one);
  define<2>("Conv2D", two);
  define<3>("Conv3D", three);
}

}  // namespace misfit::keras
