// MaxPooling and AveragePooling: the largest or the mean of each window.
#include <algorithm>

#include "keras/layers/convolution.h"
#include "keras/layers/layers.h"
#include "ops/ops.h"

namespace misfit::keras {

namespace {

struct Pooling : Layer {
  static constexpr py::Kind kind{"keras.Pooling", &Layer::kind};
  Pooling(py::Type* t, int r, bool m) : Layer(kind, t), rank(r), max(m) {}
  int rank;
  bool max;
  Window window;

  bool check_output(py::Interp& in, const Shape& input) {
    if (window.padding != "valid" || !input.known_rank() || input.rank() != static_cast<size_t>(rank + 2)) return true;
    const Shape out = window_output(input, window, -1);
    const size_t first = window.channels_first ? 2 : 1;
    for (size_t i = first; i < first + static_cast<size_t>(rank); ++i) {
      if (input[i] < 0 || out[i] > 0) continue;
      std::vector<int64_t> dims(input.begin(), input.end());
      // Keras prints NumPy arrays here, unknown lengths of space as -1.
      std::string shape = "[";
      for (size_t k = 0; k < dims.size(); ++k)
        shape += (k ? " " : "") + (dims[k] < 0 ? (k == 0 || k + 1 == dims.size() ? std::string("None") : std::string("-1")) : std::to_string(dims[k]));
      in.raise("ValueError", "Computed output size would be zero or negative. Received: `inputs.shape=" + shape + "]`, `pool_size=" + kernel_list(window.size) +
                                 "`, `strides=" + tuple_text(window.strides) + "`, `padding=valid`.");
      return false;
    }
    return true;
  }

  std::optional<Shape> output_shape(py::Interp& in, const std::vector<Shape>& inputs, bool* handled) override {
    *handled = true;
    const Shape& input = inputs[0];
    if (!check_output(in, input)) return std::nullopt;
    const auto full = static_cast<size_t>(rank + 2);
    if (!in.keras3() && input.rank() > full) return window_output(input.slice(0, full), window, -1);
    if (!in.keras3() || input.rank() == full) return window_output(input, window, -1);
    // Given by hand: NumPy stretches the lengths of space and the windows to each other.
    Shape out{input[0]};
    const size_t space = input.rank() - std::min<size_t>(2, input.rank());
    for (size_t i = 0; i < (space == 0 ? 0 : std::max(space, window.size.size())); ++i) {
      const size_t w = window.size.size() == 1 ? 0 : i;
      out.push_back(output_length(input[1 + (space == 1 ? 0 : i)], window.size[w], window.padding, window.strides[w], 1));
    }
    out.push_back(input.at(-1));
    return out;
  }

  py::Value call(py::Interp& in, const py::Value& inputs, const Call&) override {
    const auto given = one_operand(in, inputs);
    if (!given) return {};
    Math m(in);
    Operand x = *given;
    const std::string op = max ? "MaxPool" : "AvgPool";
    if (window.channels_first && rank == 2 && !in.keras3() && m.context().eager())
      return tf::raise_error(in, "InvalidArgumentError", "{{function_node __wrapped__" + op + "_device_/job:localhost/replica:0/task:0/device:CPU:0}} Default " + op +
                                                             "ingOp only supports NHWC on device type CPU [Op:" + op + "] name: ");
    if (window.channels_first) x = to_channels_last(m, x);
    std::vector<int64_t> size = window.size, strides = window.strides;
    if (rank == 1) {                              // a picture of width 1 in Keras 2, of height 1 in Keras 3
      x = m.expand_dims(x, 2);
      size.push_back(1);
      strides.push_back(1);
    }
    auto around = [](std::vector<int64_t> v) {
      v.insert(v.begin(), 1);
      v.push_back(1);
      return v;
    };
    const std::string padding = window.padding == "same" ? "SAME" : "VALID";
    Attrs attrs{{"ksize", around(size)}, {"strides", around(strides)}, {"padding", padding}, {"data_format", std::string(rank == 3 ? "NDHWC" : "NHWC")}};
    if (max && rank != 3) attrs.set("explicit_paddings", std::vector<int64_t>{});
    const OpDef& def = rank == 3 ? (max ? kMaxPool3D : kAvgPool3D) : (max ? kMaxPool : kAvgPool);
    Operand y = m.op(def, {x}, std::move(attrs));
    if (rank == 1) y = m.squeeze(y, 2);
    if (window.channels_first) y = to_channels_first(m, y);
    return result(in, y);
  }
};

bool init(py::Interp& in, Layer& base, py::Bound& a) {
  Pooling& layer = static_cast<Pooling&>(base);
  const auto size = int_tuple(in, a["pool_size"], layer.rank, "pool_size");
  if (!size) return false;
  const py::Value given = a["strides"].is_none() ? a["pool_size"] : a["strides"];
  const auto strides = int_tuple(in, given, layer.rank, "strides", true);
  if (!strides) return false;
  const auto padding = in.keras3() ? std::optional<std::string>(in.as_str(a["padding"]).value_or("valid")) : padding_name(in, a["padding"], false);
  if (!padding) return false;
  const auto first = channels_first(in, a["data_format"]);
  if (!first) return false;
  layer.window = {*size, *strides, {}, *padding, *first};
  InputSpec spec;
  spec.ndim = layer.rank + 2;
  layer.input_spec = {spec};
  set_window_attributes(in, layer, layer.window);
  return true;
}

template <int kRank, bool kMax> Layer* make(py::Interp&, py::Type* t) { return new Pooling(t, kRank, kMax); }

template <int kRank, bool kMax> void define(std::string_view name, std::string_view keras2, std::string_view keras3) {
  define_layer({name, "Layer", keras2, keras3, make<kRank, kMax>, init, Pooling::kind});
}

constexpr std::string_view kOne = "pool_size=2, strides=None, padding='valid', data_format='channels_last', **kwargs";
constexpr std::string_view kTwo = "pool_size=(2, 2), strides=None, padding='valid', data_format=None, **kwargs";
constexpr std::string_view kThree = "pool_size=(2, 2, 2), strides=None, padding='valid', data_format=None, **kwargs";
constexpr std::string_view kMax3One = "pool_size=2, strides=None, padding='valid', data_format=None, name=None, **kwargs";
constexpr std::string_view kMax3Two = "pool_size=(2, 2), strides=None, padding='valid', data_format=None, name=None, **kwargs";
constexpr std::string_view kMax3Three = "pool_size=(2, 2, 2), strides=None, padding='valid', data_format=None, name=None, **kwargs";
constexpr std::string_view kAverage3 = "pool_size, strides=None, padding='valid', data_format=None, name=None, **kwargs";

}  // namespace

void register_pooling() {
  define<1, true>("MaxPooling1D", kOne, kMax3One);
  define<2, true>("MaxPooling2D", kTwo, kMax3Two);
  define<3, true>("MaxPooling3D", kThree, kMax3Three);
  define<1, false>("AveragePooling1D", kOne, kAverage3);
  define<2, false>("AveragePooling2D", kTwo, kAverage3);
  define<3, false>("AveragePooling3D", kThree, kAverage3);
}

}  // namespace misfit::keras
