// NumPy's 256 layers under the normal density: limits, widths, heights.
#pragma once
#include <cstdint>

namespace misfit {

extern const uint64_t kZigguratLimits[256];
extern const double kZigguratWidths[256];
extern const double kZigguratHeights[256];

}  // namespace misfit
