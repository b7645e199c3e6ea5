// Two tables of colours; a style with hairlines instead of frames.
#include "ui/theme.h"

#include "implot.h"

namespace misfit {

const Theme& theme(bool dark) {
  static constexpr Theme kLight{
      0xF7F5F0, 0xFFFFFF, 0x1C2230, 0x667085, 0xE5E1D8, 0xC2410C, 0x0F766E,
      //  N         T         H         W         D         C         F         class     other
      {0x7A8090, 0x8A6D3B, 0xD98E04, 0x2E8FCB, 0x7D6BB0, 0xB65A94, 0x0B8A63, 0x5B5BD6, 0x667085},
      0xF0EDE5, 0xFDEFE8, 0xE8F5F2, 0x7C3AAD, 0xB45309, 0x0B7A54, 0x7B8494, false};
  static constexpr Theme kDark{
      0x12141A, 0x1A1D25, 0xE9E7E2, 0x98A0AF, 0x2B2F3A, 0xFF8A5C, 0x4FD1B5,
      {0x8F96A6, 0xD2B27A, 0xF0B040, 0x67B8EC, 0xB4A3E6, 0xDD8DBD, 0x45C79A, 0x9C9CFF, 0x98A0AF},
      0x12141A, 0x33221D, 0x15302F, 0xC9A0F0, 0xFFB366, 0x7FD9A8, 0x7E8798, true};
  return dark ? kDark : kLight;
}

ImU32 paint(uint32_t rgb, float alpha) {
  return static_cast<ImU32>(alpha * 255 + 0.5f) << 24 | (rgb & 0xFF) << 16 | (rgb & 0xFF00) | (rgb >> 16 & 0xFF);
}

StageColours stage_colours(const Theme& t) {
  StageColours c;
  c.tone = {t.ink, t.muted, t.hairline, t.misfit, t.fits, t.paper, t.card, t.ink};
  c.axis = t.axis;
  c.stage = t.paper;
  c.face = t.dark ? 0x232732 : 0xFFFFFF;
  c.socket = t.dark ? 0x1B1F28 : 0xF1EEE6;
  c.socket_side = t.dark ? 0x2A2F3B : 0xDFDACE;
  c.dark = t.dark;
  return c;
}

Fonts load_fonts(const FontFiles& files) {
  ImFontAtlas* atlas = ImGui::GetIO().Fonts;
  auto add = [&](const FontFile& f) -> ImFont* {
#ifndef IMGUI_DISABLE_DEFAULT_FONT
    if (!f.data) return atlas->AddFontDefault();
#endif
    ImFontConfig config;
    config.FontDataOwnedByAtlas = false;
    config.OversampleH = 2;
    return atlas->AddFontFromMemoryTTF(const_cast<void*>(f.data), f.size, kBody, &config);
  };
  Fonts fonts;
  fonts.text = add(files.text);
  fonts.strong = add(files.strong);
  fonts.mono = add(files.mono);
  fonts.mono_strong = add(files.mono_strong);
  return fonts;
}

void apply_style(const Theme& t, float scale) {
  ImGuiStyle& s = ImGui::GetStyle();
  s = ImGuiStyle();
  s.ScaleAllSizes(scale);
  s.FontScaleMain = scale;
  s.FontSizeBase = kBody;
  s.WindowPadding = {0, 0};
  s.WindowBorderSize = 0;
  s.ChildBorderSize = 0;
  s.FrameBorderSize = 0;
  s.PopupBorderSize = 1;
  s.FramePadding = {12 * scale, 7 * scale};
  s.FrameRounding = s.PopupRounding = s.ChildRounding = 8 * scale;
  s.ItemSpacing = {8 * scale, 0};       // gaps are said where they are
  s.ScrollbarSize = 8 * scale;
  s.ScrollbarRounding = 4 * scale;
  s.ScrollbarPadding = 1;
  s.GrabRounding = 4 * scale;
  s.InputTextCursorSize = 1.5f * scale;
  s.SeparatorTextBorderSize = 1;
  auto set = [&](ImGuiCol index, uint32_t rgb, float alpha = 1) { s.Colors[index] = ImGui::ColorConvertU32ToFloat4(paint(rgb, alpha)); };
  for (int i = 0; i < ImGuiCol_COUNT; ++i) set(i, t.card, 0);
  set(ImGuiCol_Text, t.ink);
  set(ImGuiCol_TextDisabled, t.muted);
  set(ImGuiCol_TextSelectedBg, t.axis[3], 0.28f);
  set(ImGuiCol_InputTextCursor, t.ink);
  set(ImGuiCol_WindowBg, t.paper);
  set(ImGuiCol_PopupBg, t.card);
  set(ImGuiCol_Border, t.hairline);
  set(ImGuiCol_FrameBg, t.tint);
  set(ImGuiCol_FrameBgHovered, t.tint);
  set(ImGuiCol_FrameBgActive, t.tint);
  set(ImGuiCol_ScrollbarGrab, t.muted, 0.28f);
  set(ImGuiCol_ScrollbarGrabHovered, t.muted, 0.5f);
  set(ImGuiCol_ScrollbarGrabActive, t.muted, 0.7f);
  set(ImGuiCol_NavCursor, t.axis[3]);
  set(ImGuiCol_CheckMark, t.ink);
  set(ImGuiCol_Header, t.tint);
  set(ImGuiCol_HeaderHovered, t.tint);
  set(ImGuiCol_Button, t.card);
  set(ImGuiCol_ButtonHovered, t.tint);
  set(ImGuiCol_ButtonActive, t.tint);
  set(ImGuiCol_Separator, t.hairline);

  ImPlotStyle& p = ImPlot::GetStyle();
  p.PlotPadding = {2 * scale, 6 * scale};
  p.LabelPadding = {6 * scale, 4 * scale};
  p.PlotBorderSize = 0;
  p.MajorTickLen = p.MinorTickLen = {0, 0};
  p.MajorGridSize = {1, 1};
  p.MinorAlpha = 0;
  p.Colors[ImPlotCol_PlotBg] = p.Colors[ImPlotCol_FrameBg] = p.Colors[ImPlotCol_PlotBorder] = {0, 0, 0, 0};
  p.Colors[ImPlotCol_AxisGrid] = ImGui::ColorConvertU32ToFloat4(paint(t.hairline));
  p.Colors[ImPlotCol_AxisText] = ImGui::ColorConvertU32ToFloat4(paint(t.muted));
  p.Colors[ImPlotCol_AxisBg] = p.Colors[ImPlotCol_AxisBgHovered] = p.Colors[ImPlotCol_AxisBgActive] = {0, 0, 0, 0};
  p.Colors[ImPlotCol_InlayText] = ImGui::ColorConvertU32ToFloat4(paint(t.ink));
}

}  // namespace misfit
