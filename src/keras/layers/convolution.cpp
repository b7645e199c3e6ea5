// Windows that slide over space; see convolution.h.
#include "keras/layers/convolution.h"

#include <algorithm>

#include "ops/ops.h"

namespace misfit::keras {

int64_t output_length(int64_t input, int64_t size, const std::string& padding, int64_t stride, int64_t dilation) {
  if (input < 0) return Shape::kUnknown;
  const int64_t reach = size + (size - 1) * (dilation - 1);
  const int64_t places = padding == "valid" ? input - reach + 1 : input;
  // Python's floor division: sizes that do not fit stay negative.
  const int64_t n = places + stride - 1;
  return n >= 0 ? n / stride : -((-n + stride - 1) / stride);
}

Shape window_output(const Shape& input, const Window& w, int64_t filters) {
  Shape out = input;
  const size_t rank = input.rank(), space = w.size.size();
  auto length = [&](int64_t n, size_t i) { return output_length(n, w.size[i], w.padding, w.strides[i], w.dilation.empty() ? 1 : w.dilation[i]); };
  if (rank < space + 1 + (w.channels_first ? 1 : 0)) {   // by hand, and too short: Python's slices take what there is
    const auto before = static_cast<size_t>(std::max<int64_t>(0, 2 * static_cast<int64_t>(rank) - static_cast<int64_t>(space) - 1));
    Shape cut = rank ? input.slice(0, std::min(before, rank - 1)) : Shape{};
    for (size_t i = cut.rank(), k = 0; i + 1 < rank && k < space; ++i, ++k) cut.push_back(length(input[i], k));
    cut.push_back(filters >= 0 ? filters : rank ? input.at(-1) : 0);
    return cut;
  }
  const size_t first = w.channels_first ? rank - space : rank - space - 1, channel = w.channels_first ? rank - space - 1 : rank - 1;
  for (size_t i = 0; i < space; ++i) out[first + i] = length(input[first + i], i);
  if (filters >= 0) out[channel] = filters;
  return out;
}

Operand to_channels_last(Math& m, const Operand& x) {
  if (!x) return {};
  std::vector<int64_t> perm{0};
  for (size_t i = 2; i < x.shape.rank(); ++i) perm.push_back(static_cast<int64_t>(i));
  perm.push_back(1);
  return m.transpose(x, perm);
}

Operand to_channels_first(Math& m, const Operand& x) {
  if (!x) return {};
  std::vector<int64_t> perm{0, static_cast<int64_t>(x.shape.rank()) - 1};
  for (size_t i = 1; i + 1 < x.shape.rank(); ++i) perm.push_back(static_cast<int64_t>(i));
  return m.transpose(x, perm);
}

namespace {

std::string upper(std::string text) {
  for (char& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return text == "CAUSAL" ? "VALID" : text;
}

Attrs conv_attrs(const std::vector<int64_t>& strides, const std::vector<int64_t>& dilations, const std::string& padding, std::string_view format) {
  return {{"strides", strides}, {"dilations", dilations}, {"padding", upper(padding)}, {"data_format", std::string(format)},
          {"explicit_paddings", std::vector<int64_t>{}}, {"use_cudnn_on_gpu", true}};
}

Operand squeeze_axis(Math& m, const Operand& x, int64_t axis, const std::string& name) {
  return m.op(kSqueeze, {x}, {{"squeeze_dims", std::vector<int64_t>{axis}}}, name);
}
Operand expand(Math& m, const Operand& x, int64_t axis, const std::string& name) {
  if (!x) return {};
  return m.op(kExpandDims, {x, m.context().constant(Tensor::scalar(static_cast<int32_t>(axis)), name + "/dim")}, {}, name);
}

std::vector<int64_t> around(const std::vector<int64_t>& v) {
  std::vector<int64_t> out{1};
  out.insert(out.end(), v.begin(), v.end());
  out.push_back(1);
  return out;
}

}  // namespace

Operand convolve(Math& m, const Operand& x, const Operand& kernel, const Window& w, std::string_view name) {
  if (!x || !kernel) return {};
  const std::string leaf(name);
  const std::vector<int64_t> dilation = w.dilation.empty() ? std::vector<int64_t>(w.size.size(), 1) : w.dilation;
  if (w.size.size() == 1) {                       // a picture of height 1
    if (!m.interp().keras3() && x.shape.known_rank() && x.shape.rank() > 3) {   // more batch axes: folded into one and unfolded again
      const auto extra = static_cast<std::ptrdiff_t>(x.shape.rank() - 2);
      std::vector<int64_t> folded{-1}, unfolded(x.shape.begin(), x.shape.begin() + extra);
      folded.insert(folded.end(), x.shape.begin() + extra, x.shape.end());
      if (unfolded[0] < 0) unfolded[0] = -1;
      const Operand y = convolve(m, m.reshape(x, folded), kernel, w, name);
      if (!y) return {};
      unfolded.insert(unfolded.end(), y.shape.begin() + 1, y.shape.end());
      return m.reshape(y, unfolded);
    }
    const Operand wide = expand(m, x, -3, leaf + "/ExpandDims"), flat = expand(m, kernel, 0, leaf + "/ExpandDims_1");
    const Operand y = m.op(kConv2D, {wide, flat}, conv_attrs({1, 1, w.strides[0], 1}, {1, 1, dilation[0], 1}, w.padding, "NHWC"), leaf);
    return squeeze_axis(m, y, -3, leaf + "/Squeeze");
  }
  if (w.size.size() == 3) {
    Attrs attrs{{"strides", around(w.strides)}, {"dilations", around(dilation)}, {"padding", upper(w.padding)}, {"data_format", std::string("NDHWC")}};
    return m.op(kConv3D, {x, kernel}, std::move(attrs), leaf);
  }
  if (!x.shape.known_rank() || x.shape.rank() == 4) return m.op(kConv2D, {x, kernel}, conv_attrs(around(w.strides), around(dilation), w.padding, "NHWC"), leaf);
  // More batch axes: folded into one and unfolded again.
  const size_t extra = x.shape.rank() - 3;
  std::vector<int64_t> folded{-1}, unfolded(x.shape.begin(), x.shape.begin() + static_cast<std::ptrdiff_t>(extra));
  for (size_t i = extra; i < x.shape.rank(); ++i) folded.push_back(x.shape[i]);
  const Operand y = m.op(kConv2D, {m.reshape(x, folded), kernel}, conv_attrs(around(w.strides), around(dilation), w.padding, "NHWC"), leaf);
  if (!y) return {};
  for (size_t i = 1; i < 4; ++i) unfolded.push_back(y.shape[i]);
  return m.reshape(y, unfolded);
}

void set_window_attributes(py::Interp& in, Layer& layer, const Window& w) {
  const auto set = [&](const char* name, const std::vector<int64_t>& v) {
    std::vector<py::Value> items;
    for (int64_t n : v) items.push_back(py::Value::integer(n));
    if (!v.empty()) layer.dict->set(in, name, in.tuple(items));
  };
  set(layer.arguments && layer.arguments->get("pool_size") ? "pool_size" : "kernel_size", w.size);
  set("strides", w.strides);
  set("dilation_rate", w.dilation);
  layer.dict->set(in, "padding", in.str_value(w.padding));
  layer.dict->set(in, "data_format", in.str_value(w.channels_first ? "channels_first" : "channels_last"));
}

}  // namespace misfit::keras
