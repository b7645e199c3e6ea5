// The colours a picture needs, as the theme names them. 0xRRGGBB.
#pragma once
#include <array>
#include <cstdint>

#include "study/axes.h"
#include "study/scene.h"

namespace misfit {

struct StageColours {
  std::array<uint32_t, 8> tone{};         // by Tone
  std::array<uint32_t, 9> axis{};         // by Axis
  uint32_t stage = 0xF7F5F0, face = 0xFFFFFF, socket = 0xEFECE4, socket_side = 0xE0DCD2;
  bool dark = false;
  uint32_t of(Tone t, Axis a) const { return t == Tone::kAxis ? axis[static_cast<size_t>(a)] : tone[static_cast<size_t>(t)]; }
};

constexpr uint32_t mix(uint32_t a, uint32_t b, float t) {
  uint32_t out = 0;
  for (int shift = 16; shift >= 0; shift -= 8) {
    float x = static_cast<float>((a >> shift) & 255), y = static_cast<float>((b >> shift) & 255);
    out |= static_cast<uint32_t>(x + (y - x) * t + 0.5f) << shift;
  }
  return out;
}

}  // namespace misfit
