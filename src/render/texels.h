// A tensor's numbers as pixels.
#pragma once
#include <cstdint>
#include <vector>

#include "render/colours.h"

namespace misfit {

struct Pixels { int width = 0, height = 0; std::vector<uint32_t> rgba; };   // 0xAABBGGRR, as GL reads them

// How numbers become colours: ink on paper from low to high, or two hues away from zero.
enum class Ramp : uint8_t { kInk, kDiverging, kRgb };
struct Range { double low = 0, high = 1; Ramp ramp = Ramp::kInk; bool finite = true; };

Range range_of(const Tensor&);                                       // looks at a bounded number of elements
uint32_t colour_of(double value, const Range&, const StageColours&); // 0xRRGGBB; NaN and Inf have their own
Pixels texels(const Image&, const StageColours&);

}  // namespace misfit
