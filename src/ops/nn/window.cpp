#include "ops/nn/window.h"

#include <algorithm>

#include "ops/rules.h"

namespace misfit {

constexpr FaultSpec kNegativeSize{"window_c1", "InvalidArgumentError",
                                  "Computed output size would be negative: {out} [input_size: {in}, effective_filter_size: {effective}, stride: {stride}]",
                                  "Negative dimension size caused by subtracting {effective} from {in}", {}, {}, "ValueError"};
constexpr FaultSpec kChannelsFirst{"window_c2", "UnimplementedError", "The {op} op currently only supports the NHWC tensor format on the CPU. The op was given the format: NCHW"};

constexpr FaultSpec kStride{"window_c3", "InvalidArgumentError", "{what} should be larger than 0.", "Stride must be > 0, but got {stride}", {}, {}, "ValueError"};
constexpr FaultSpec kWindowSize{"window_c4", "InvalidArgumentError", "Sliding window ksize must be positive. The specified or inferred ksize is: {sizes}"};

bool channels_first(const Attrs& attrs) { return attrs.get<std::string>("data_format", "NHWC").substr(0, 2) == "NC"; }

std::vector<int64_t> spatial(const Attrs& attrs, std::string_view name, bool first, size_t axes) {
  const auto list = attrs.get<std::vector<int64_t>>(name);
  std::vector<int64_t> values(axes, 1);
  for (size_t i = 0; i < axes && i + (first ? 2 : 1) < list.size(); ++i) values[i] = list[i + (first ? 2 : 1)];
  return values;
}

Result<Window, Fault> slide(const Inference& x, const Shape& in, const std::vector<int64_t>& sizes) {
  Window w;
  w.channels_first = channels_first(x.attrs);
  const size_t n = sizes.size();
  const std::string padding = x.attrs.get<std::string>("padding", "VALID");
  const auto explicit_paddings = x.attrs.get<std::vector<int64_t>>("explicit_paddings");
  const std::vector<int64_t> strides = spatial(x.attrs, "strides", w.channels_first, n), dilations = spatial(x.attrs, "dilations", w.channels_first, n);
  for (size_t i = 0; i < n; ++i) {
    if (strides[i] <= 0 || dilations[i] <= 0)
      return Fault{&kStride, {{"what", strides[i] > 0 ? "Dilated rates" : n == 3 ? "Spatial strides" : "Row and column strides"}, {"stride", text(strides[i] > 0 ? dilations[i] : strides[i])}}};
    if (sizes[i] == 0 && x.attrs.find("ksize")) {
      std::string all;
      for (const int64_t k : x.attrs.get<std::vector<int64_t>>("ksize")) all += (all.empty() ? "" : ",") + text(k);
      return Fault{&kWindowSize, {{"sizes", all}}};
    }
    WindowAxis a;
    const size_t at = i + (w.channels_first ? 2 : 1);
    a.in = in.known_rank() ? in[at] : -1;
    a.size = sizes[i];
    a.stride = strides[i];
    a.dilation = dilations[i];
    if (a.in < 0 || a.size < 0) {
      a.out = -1;
    } else if (padding == "SAME") {
      a.out = (a.in + a.stride - 1) / a.stride;
      const int64_t needed = std::max<int64_t>(0, (a.out - 1) * a.stride + a.effective() - a.in);
      a.before = needed / 2;
      a.after = needed - a.before;
    } else {
      if (padding == "EXPLICIT" && explicit_paddings.size() > 2 * at + 1) {
        a.before = explicit_paddings[2 * at];
        a.after = explicit_paddings[2 * at + 1];
      }
      const int64_t room = a.in + a.before + a.after - a.effective();
      const auto fault = [&](int64_t out) {
        return Fault{&kNegativeSize, {{"out", text(out)}, {"in", text(a.in + a.before + a.after)}, {"effective", text(a.effective())}, {"stride", text(a.stride)}}};
      };
      a.out = (room + a.stride) / a.stride;                // C's division: a little too small still gives 0
      if (!x.eager && room < 0) return fault(a.out);       // the window fits
      if (a.out < 0) return fault(a.out);
    }
    w.axes.push_back(a);
  }
  return w;
}

Shape image_shape(const Window& w, int64_t batch, int64_t channels) {
  std::vector<int64_t> dims{batch};
  if (w.channels_first) dims.push_back(channels);
  for (const WindowAxis& a : w.axes) dims.push_back(a.out);
  if (!w.channels_first) dims.push_back(channels);
  return Shape(std::move(dims));
}

}  // namespace misfit
