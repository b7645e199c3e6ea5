// What an axis is, told apart by name and colour from the data to the loss.
#pragma once
#include <string_view>
#include <vector>

#include "trace/trace.h"

namespace misfit {

enum class Axis : uint8_t { kBatch, kTime, kHeight, kWidth, kDepth, kChannel, kFeature, kClass, kOther };
std::string_view letter(Axis);                     // "N", "T", "H", "W", "D", "C", "F", "K"
std::string_view name(Axis);                       // "batch", "height"
using Axes = std::vector<Axis>;

// By rank and by who reads it: (N, H, W, C) for a convolution, (N, T, F) for a recurrent layer, (N, F) for Dense.
Axes axes_for(size_t rank, std::string_view reader);
// After a layer: kept where the layer keeps them, new where it makes them.
Axes axes_after(std::string_view layer_class, const Axes& in, size_t rank, bool last);

}  // namespace misfit
