// Conv1DTranspose, Conv2DTranspose, Conv3DTranspose: each number of the input paints a window of the output.
#include <algorithm>

#include "keras/layers/convolution.h"
#include "keras/layers/layers.h"
#include "ops/ops.h"

namespace misfit::keras {

namespace {

template <int kRank> struct ConvTranspose : Layer {
  static constexpr py::Kind kind{"keras.ConvTranspose", &Layer::kind};
  explicit ConvTranspose(py::Type* t) : Layer(kind, t) {}
  Window window;
  std::optional<std::vector<int64_t>> output_padding;
  int64_t filters = 0;
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

  bool refuse(py::Interp& in, std::string text) { return in.raise("ValueError", std::move(text)), false; }

  int64_t length(int64_t n, size_t i, bool keras3) const {
    if (n < 0) return Shape::kUnknown;
    const int64_t size = (window.size[i] - 1) * window.dilation[i] + 1, stride = window.strides[i];
    if (!output_padding) return window.padding == "same" ? n * stride : n * stride + std::max<int64_t>(size - stride, 0);
    const int64_t extra = (*output_padding)[i];
    if (window.padding != "same") return (n - 1) * stride + size + extra;
    return (n - 1) * stride + extra + (keras3 ? size % 2 : size - 2 * (size / 2));
  }

  Shape shape_after(const Shape& input, bool keras3) const {
    Shape out = input;
    const size_t first = window.channels_first ? 2 : 1;
    if (input.rank() < kRank + 2) {                // by hand, and too short: Keras 3 goes by the axes there are
      out = Shape{input[0]};
      for (size_t i = 1; i + 1 < input.rank(); ++i) out.push_back(length(input[i], i - 1, keras3));
      out.push_back(filters);
      return out;
    }
    for (size_t i = 0; i < kRank; ++i) out[first + i] = length(input[first + i], i, keras3);
    out[window.channels_first ? 1 : kRank + 1] = filters;
    return out;
  }

  bool build(py::Interp& in, const std::vector<Shape>& inputs) override {
    const Shape& input = inputs[0];
    const std::string shown = in.keras3() ? python_text(input) : python_text(input);
    if (!in.keras3() && input.rank() != kRank + 2) return refuse(in, "Inputs should have rank " + std::to_string(kRank + 2) + ". Received input_shape=" + shown + ".");
    const int axis = window.channels_first ? (in.keras3() ? 1 : -1 - kRank) : -1;
    const int64_t channels = input.at(axis);
    if (channels < 0 && !in.keras3())
      return refuse(in, "The channel dimension of the inputs to `" + std::string(class_name()) + "` should be defined. The input_shape received is " + shown +
                            ", where axis " + std::to_string(axis) + " (0-based) is the channel dimension, which found to be `None`.");
    InputSpec spec;
    if (in.keras3()) spec.min_ndim = kRank + 2;
    else spec.ndim = kRank + 2;
    spec.axes = {{axis, channels}};
    if (in.keras3()) input_spec = {spec};
    std::vector<int64_t> shape = window.size;
    shape.push_back(filters);
    shape.push_back(channels);
    kernel = add_weight(in, *this, "kernel", Shape(shape), kernel_arguments.initializer, true, kernel_arguments.regularizer, kernel_arguments.constraint);
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

  // The whole shape of the result as a tensor; the batch, where unknown, is read at run time.
  Operand sizes(Math& m, const Operand& x, const Shape& out) {
    if (out.fully_known()) return m.ints(std::vector<int64_t>(out.begin(), out.end()), "stack");
    const Operand real = m.shape_of(x);
    std::vector<Operand> parts;
    for (size_t i = 0; i < out.rank(); ++i) {
      if (out[i] >= 0) {
        parts.push_back(m.ints({out[i]}));
        continue;
      }
      Operand n = m.row(real, static_cast<int64_t>(i));
      if (i > 0 && n) {                            // lengths of space follow the input's
        const int64_t stride = window.strides[i - 1], rest = length(1, i - 1, m.interp().keras3()) - stride;
        const auto whole = [&](int64_t v) { return m.context().constant(Tensor::scalar(static_cast<int32_t>(v))); };
        n = m.add(m.mul(n, whole(stride)), whole(rest));
      }
      parts.push_back(m.expand_dims(n, 0));
    }
    return m.concat(parts, 0);
  }

  py::Value call(py::Interp& in, const py::Value& inputs, const Call&) override {
    const auto given = one_operand(in, inputs);
    if (!given) return {};
    Math m(in);
    Operand x = *given;
    const std::string node = in.keras3() ? "conv_transpose" : kRank == 1 ? "conv1d_transpose" : kRank == 2 ? "conv2d_transpose" : "conv3d_transpose";
    Operand w = m.read(*kernel);
    if (window.channels_first) x = to_channels_last(m, x);
    if (!x || !w) return {};
    if (!x.shape.known_rank()) x.shape = Shape(std::vector<int64_t>(kRank + 2, Shape::kUnknown));
    Shape out = x.shape;
    for (size_t i = 0; i < kRank; ++i) out[1 + i] = length(x.shape[1 + i], i, in.keras3());
    out[kRank + 1] = filters;
    Operand shape = sizes(m, x, out);
    auto around = [](std::vector<int64_t> v) {
      v.insert(v.begin(), 1);
      v.push_back(1);
      return v;
    };
    std::vector<int64_t> strides = window.strides, dilation = window.dilation;
    if (kRank == 1) {                              // a picture of height 1
      x = m.expand_dims(x, 1);
      w = m.expand_dims(w, 0);
      if (out.fully_known()) shape = m.ints({out[0], 1, out[1], out[2]});
      else shape = m.concat({m.op(kStridedSlice, {shape, m.ints({0}), m.ints({1}), m.ints({1})}, one_piece()), m.ints({1}),
                             m.op(kStridedSlice, {shape, m.ints({1}), m.ints({3}), m.ints({1})}, one_piece())}, 0);
      strides.insert(strides.begin(), 1);
      dilation.insert(dilation.begin(), 1);
    }
    const std::string padding = window.padding == "same" ? "SAME" : "VALID";
    Attrs attrs{{"strides", around(strides)}, {"dilations", around(dilation)}, {"padding", padding}, {"data_format", std::string(kRank == 3 ? "NDHWC" : "NHWC")}};
    if (kRank != 3) attrs.set("explicit_paddings", std::vector<int64_t>{}), attrs.set("use_cudnn_on_gpu", true);
    Operand y = m.op(kRank == 3 ? kConv3DBackpropInputV2 : kConv2DBackpropInput, {shape, w, x}, std::move(attrs), node);
    if (kRank == 1) y = m.squeeze(y, 1);
    if (y) y.shape = out;
    if (use_bias) y = add_bias(m, y, m.read(*bias));
    if (window.channels_first) y = to_channels_first(m, y);
    const auto activated_y = apply_activation(in, activation, y);
    return activated_y ? activated(in, activation, y, *activated_y) : py::Value();
  }

  static Attrs one_piece() {
    return {{"begin_mask", int64_t{0}}, {"end_mask", int64_t{0}}, {"ellipsis_mask", int64_t{0}}, {"new_axis_mask", int64_t{0}}, {"shrink_axis_mask", int64_t{0}}};
  }

  std::optional<Shape> output_shape(py::Interp& in, const std::vector<Shape>& inputs, bool* handled) override {
    *handled = true;
    if (in.keras3() && inputs[0].rank() > kRank + 2) return in.raise("IndexError", "tuple index out of range"), std::nullopt;
    return shape_after(inputs[0], in.keras3());
  }
};

template <int kRank> bool init(py::Interp& in, Layer& base, py::Bound& a) {
  auto& layer = static_cast<ConvTranspose<kRank>&>(base);
  const auto n = in.as_int(a["filters"]);
  if (!n) return in.raise("TypeError", "'<=' not supported between instances of '" + in.type_of(a["filters"])->name + "' and 'int'"), false;
  layer.filters = *n;
  if (!in.keras3() && *n <= 0) return layer.refuse(in, "Invalid value for argument `filters`. Expected a strictly positive value. Received filters=" + std::to_string(*n) + ".");
  const auto size = int_tuple(in, a["kernel_size"], kRank, "kernel_size");
  const auto strides = size ? int_tuple(in, a["strides"], kRank, "strides", !in.keras3()) : std::nullopt;
  const auto dilation = strides ? int_tuple(in, a["dilation_rate"], kRank, "dilation_rate") : std::nullopt;
  const auto padding = dilation ? padding_name(in, a["padding"], false) : std::nullopt;
  if (!padding) return false;
  if (!a["output_padding"].is_none()) {
    layer.output_padding = int_tuple(in, a["output_padding"], kRank, "output_padding", true);
    if (!layer.output_padding) return false;
  }
  const auto first = channels_first(in, a["data_format"]);
  if (!first) return false;
  layer.window = {*size, *strides, *dilation, *padding, *first};
  layer.activation = get_activation(in, a["activation"]);
  if (!layer.activation) return false;
  layer.use_bias = in.truth(a["use_bias"]).value_or(true);
  if (!layer.kernel_arguments.read(in, a, "kernel") || !layer.bias_arguments.read(in, a, "bias") || !read_activity_regularizer(in, layer, a)) return false;
  InputSpec spec;
  spec.min_ndim = kRank + 2;
  layer.input_spec = {spec};
  if (*n <= 0) return layer.refuse(in, "Invalid value for argument `filters`. Expected a strictly positive value. Received filters=" + std::to_string(*n) + ".");
  if (layer.output_padding)
    for (size_t i = 0; i < kRank; ++i) {
      const int64_t extra = (*layer.output_padding)[i], stride = (*strides)[i];
      if (extra < stride) continue;
      if (!in.keras3()) return layer.refuse(in, "Strides must be greater than output padding. Received strides=" + tuple_text(*strides) + ", output_padding=" + tuple_text(*layer.output_padding) + ".");
      return layer.refuse(in, "`output_padding` must be strictly less than `strides` for all dimensions. At dimension " + std::to_string(i) + ", `output_padding` is " +
                                  std::to_string(extra) + " but `strides` is " + std::to_string(stride) + ". Received: output_padding=" + tuple_text(*layer.output_padding) +
                                  ", strides=" + tuple_text(*strides));
    }
  const auto above_one = [](const std::vector<int64_t>& v) { return std::any_of(v.begin(), v.end(), [](int64_t k) { return k > 1; }); };
  if (above_one(*strides) && above_one(*dilation))
    return layer.refuse(in, "`strides > 1` not supported in conjunction with `dilation_rate > 1`. Received: strides=" + tuple_text(*strides) +
                                " and dilation_rate=" + tuple_text(*dilation));
  layer.dict->set(in, "filters", a["filters"]);
  layer.dict->set(in, "activation", layer.activation);
  set_window_attributes(in, layer, layer.window);
  return true;
}

template <int kRank> Layer* make(py::Interp&, py::Type* t) { return new ConvTranspose<kRank>(t); }

template <int kRank> void define(std::string_view name, std::string_view signature) {
  define_layer({name, "Layer", signature, signature, make<kRank>, init<kRank>, ConvTranspose<kRank>::kind});
}

}  // namespace

void register_conv_transpose() {
  static const std::string one = "filters, kernel_size, strides=1, padding='valid', output_padding=None, data_format=None, dilation_rate=1, " + std::string(kConvTail);
  static const std::string two = "filters, kernel_size, strides=(1, 1), padding='valid', output_padding=None, data_format=None, dilation_rate=(1, 1), " + std::string(kConvTail);
  static const std::string three = "filters, kernel_size, strides=(1, 1, 1), padding='valid', output_padding=None, data_format=None, dilation_rate=(1, 1, 1), " + std::string(kConvTail);
  define<1>("Conv1DTranspose", one);
  define<2>("Conv2DTranspose", two);
  define<3>("Conv3DTranspose", three);
}

}  // namespace misfit::keras
