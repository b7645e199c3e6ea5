// The named colours of both themes, and the type.
#pragma once
#include <array>
#include <string_view>

#include "imgui.h"
#include "render/colours.h"

namespace misfit {

struct Theme {
  uint32_t paper, card, ink, muted, hairline, misfit, fits;      // 0xRRGGBB
  std::array<uint32_t, 9> axis;
  uint32_t tint;                     // a quiet fill: the current step, a hovered row
  uint32_t misfit_tint, fits_tint;   // behind a failing line, behind the right fix
  uint32_t keyword, number, string, comment;
  bool dark;
};
const Theme& theme(bool dark);
StageColours stage_colours(const Theme&);
ImU32 paint(uint32_t rgb, float alpha = 1);

struct FontFile { const void* data = nullptr; int size = 0; };
struct FontFiles { FontFile text, strong, mono, mono_strong; };
struct Fonts {
  ImFont *text = nullptr, *strong = nullptr, *mono = nullptr, *mono_strong = nullptr;
  // Sizes are said in ems, as everywhere in print; Dear ImGui takes the height of a line.
  float line_of(const ImFont* font, float em) const { return em * (font == mono || font == mono_strong ? 1.32f : 1.21f); }
};
Fonts load_fonts(const FontFiles&);

constexpr float kBody = 15, kSmall = 13, kTitle = 20, kTiny = 12;

void apply_style(const Theme&, float scale);

}  // namespace misfit
