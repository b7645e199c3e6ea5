// Windows that slide over space: output sizes, and the ops that do it, in one, two or three dimensions.
#pragma once
#include "keras/layers/arguments.h"

namespace misfit::keras {

struct Window {
  std::vector<int64_t> size, strides, dilation;
  std::string padding = "valid";                  // "same", "causal"
  bool channels_first = false;
};

// The length one axis has after the window; -1 unknown. Negative where it does not fit.
int64_t output_length(int64_t input, int64_t size, const std::string& padding, int64_t stride, int64_t dilation);
// (batch, space..., filters) after a convolution, or pooling with filters < 0 (channels stay).
Shape window_output(const Shape& input, const Window&, int64_t filters);

// tf.nn.convolution of channels-last data; `name` is the node's.
Operand convolve(Math&, const Operand& x, const Operand& kernel, const Window&, std::string_view name);
// Moves channels between second and last place.
Operand to_channels_last(Math&, const Operand&);
Operand to_channels_first(Math&, const Operand&);

// What programs read of such a layer: layer.kernel_size == (3, 3).
void set_window_attributes(py::Interp&, Layer&, const Window&);

// The last parameters of every convolution with one kernel.
inline constexpr std::string_view kConvTail =
    "activation=None, use_bias=True, kernel_initializer='glorot_uniform', bias_initializer='zeros', kernel_regularizer=None, bias_regularizer=None, "
    "activity_regularizer=None, kernel_constraint=None, bias_constraint=None, **kwargs";

}  // namespace misfit::keras
