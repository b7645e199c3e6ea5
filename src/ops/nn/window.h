// A window sliding over the height and width of images: what convolutions and pools share.
#pragma once
#include "ops/op.h"

namespace misfit {

extern const FaultSpec kNegativeSize;         // window_c1: the window fits into the (padded) input
extern const FaultSpec kChannelsFirst;        // window_c2: the kernels on CPU take NHWC alone

// One axis: input length, window length, stride, dilation, and what follows from the padding.
struct WindowAxis {
  int64_t in = 0, size = 0, stride = 1, dilation = 1;
  int64_t out = 0, before = 0, after = 0;
  int64_t effective() const { return (size - 1) * dilation + 1; }
};

struct Window {
  std::vector<WindowAxis> axes;               // height, width (and depth before them in 3-D)
  bool channels_first = false;
};

// Lengths along the spatial axes: `size` of the window, strides and dilations from the attributes' lists.
// Unknown input lengths give unknown outputs. Eager kernels allow an output of length 0; shape functions do not.
Result<Window, Fault> slide(const Inference&, const Shape& in, const std::vector<int64_t>& sizes);
std::vector<int64_t> spatial(const Attrs&, std::string_view list, bool channels_first, size_t axes);   // strides, dilations, ksize
bool channels_first(const Attrs&);
// The tensor's shape from batch, lengths and channels, in the data format's order.
Shape image_shape(const Window&, int64_t batch, int64_t channels);

}  // namespace misfit
