// Text, buttons, marks.
#include "ui/widgets.h"

#include <cmath>

#include "imgui_internal.h"

namespace misfit {

ImDrawList* canvas() { return ImGui::GetWindowDrawList(); }

ImVec2 size_of(ImFont* font, float size, std::string_view text, const Ui& ui) {
  return font->CalcTextSizeA(ui.px(ui.fonts.line_of(font, size)), FLT_MAX, 0, text.data(), text.data() + text.size());
}

ImVec2 put(const Ui& ui, ImVec2 at, ImFont* font, float size, uint32_t colour, std::string_view text, float alpha) {
  canvas()->AddText(font, ui.px(ui.fonts.line_of(font, size)), {std::round(at.x), std::round(at.y)}, paint(colour, alpha), text.data(), text.data() + text.size());
  return size_of(font, size, text, ui);
}

void say(const Ui& ui, ImFont* font, float size, uint32_t colour, std::string_view text) {
  ImGui::PushFont(font, ui.fonts.line_of(font, size));
  ImGui::PushStyleColor(ImGuiCol_Text, paint(colour));
  ImGui::TextUnformatted(text.data(), text.data() + text.size());
  ImGui::PopStyleColor();
  ImGui::PopFont();
}

std::string_view beginning(std::string_view text, size_t lines, size_t bytes) {
  size_t end = 0;
  for (size_t n = 0; n < lines && end < text.size(); ++n) end = std::min(text.find('\n', end), text.size() - 1) + 1;
  end = std::min(end, bytes);
  while (end < text.size() && end > 0 && (text[end] & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

std::string elided(const Ui& ui, ImFont* font, float size, std::string_view text, float width) {
  if (size_of(font, size, text, ui).x <= width) return std::string(text);
  size_t low = 0, high = text.size();              // bytes that have room before the dots
  while (low < high) {
    const size_t middle = (low + high + 1) / 2;
    if (size_of(font, size, std::string(text.substr(0, middle)) + "…", ui).x <= width) low = middle;
    else high = middle - 1;
  }
  while (low > 0 && (static_cast<unsigned char>(text[low]) & 0xC0) == 0x80) --low;
  while (low > 0 && text[low - 1] == ' ') --low;
  return low ? std::string(text.substr(0, low)) + "…" : std::string();
}

void gap(const Ui& ui, float height) { ImGui::Dummy({0, ui.px(height)}); }

bool button(const Ui& ui, const char* id, std::string_view text, Weight weight, float height) {
  const Theme& t = ui.theme;
  ImVec2 size = size_of(ui.fonts.strong, kSmall + 0.5f, text, ui);
  float pad = ui.px(weight == Weight::kQuiet ? 8 : 14), h = std::max(ui.px(height), ui.screen.touch ? 44.0f : 0.0f);
  ImVec2 at = ImGui::GetCursorScreenPos(), extent{std::round(size.x + 2 * pad), h};
  bool pressed = ImGui::InvisibleButton(id, extent, ImGuiButtonFlags_EnableNav);
  bool over = ImGui::IsItemHovered(), down = ImGui::IsItemActive();
  uint32_t fill = weight == Weight::kPrimary ? (over ? mix(t.ink, t.card, down ? 0.28f : 0.16f) : t.ink) : over ? t.tint : t.card;
  uint32_t words = weight == Weight::kPrimary ? t.card : weight == Weight::kQuiet ? (over ? t.ink : t.muted) : t.ink;
  ImVec2 end{at.x + extent.x, at.y + extent.y};
  if (weight != Weight::kQuiet || over) canvas()->AddRectFilled(at, end, paint(fill), ui.px(8));
  if (weight == Weight::kPlain) canvas()->AddRect(at, end, paint(t.hairline), ui.px(8), 1.0f);
  put(ui, {at.x + pad, at.y + (h - size.y) / 2}, weight == Weight::kQuiet ? ui.fonts.text : ui.fonts.strong, kSmall + 0.5f, words, text);
  if (over) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  focus_ring(ui, 8, text);
  return pressed;
}

bool link(const Ui& ui, const char* id, std::string_view text, uint32_t colour) {
  ImVec2 size = size_of(ui.fonts.text, kSmall, text, ui), at = ImGui::GetCursorScreenPos();
  float h = std::max(size.y + ui.px(4), ui.screen.touch ? 44.0f : 0.0f);
  bool pressed = ImGui::InvisibleButton(id, {size.x, h}, ImGuiButtonFlags_EnableNav);
  bool over = ImGui::IsItemHovered();
  put(ui, {at.x, at.y + (h - size.y) / 2}, ui.fonts.text, kSmall, over ? ui.theme.ink : colour, text);
  float y = std::round(at.y + (h + size.y) / 2) + 1;
  canvas()->AddLine({at.x, y}, {at.x + size.x, y}, paint(over ? ui.theme.ink : colour, 0.4f));
  if (over) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  focus_ring(ui, 4, text);
  return pressed;
}

int segments(const Ui& ui, const char* id, std::initializer_list<std::string_view> names, int chosen) {
  const Theme& t = ui.theme;
  int pressed = -1, i = 0;
  float h = std::max(ui.px(34), ui.screen.touch ? 44.0f : 0.0f), x = 0;
  ImVec2 at = ImGui::GetCursorScreenPos();
  float total = 0;
  for (std::string_view n : names) total += std::round(size_of(ui.fonts.strong, kSmall, n, ui).x + ui.px(26));
  ImDrawList* d = canvas();
  ImGui::PushID(id);
  for (std::string_view n : names) {
    float w = std::round(size_of(ui.fonts.strong, kSmall, n, ui).x + ui.px(26));
    ImGui::SetCursorScreenPos({at.x + x, at.y});
    ImGui::PushID(i);
    if (ImGui::InvisibleButton("part", {w, h}, ImGuiButtonFlags_EnableNav)) pressed = i;
    bool over = ImGui::IsItemHovered();
    ImDrawFlags corners = i == 0 ? ImDrawFlags_RoundLeft : i + 1 == static_cast<int>(names.size()) ? ImDrawFlags_RoundRight : ImDrawFlags_RoundNone;
    ImVec2 a{at.x + x, at.y}, b{at.x + x + w, at.y + h};
    if (i == chosen) d->AddRectFilled(a, b, paint(t.ink), ui.px(8), corners);
    else if (over) d->AddRectFilled(a, b, paint(t.tint), ui.px(8), corners);
    ImFont* font = i == chosen ? ui.fonts.strong : ui.fonts.text;
    ImVec2 s = size_of(font, kSmall, n, ui);
    put(ui, {a.x + (w - s.x) / 2, a.y + (h - s.y) / 2}, font, kSmall, i == chosen ? t.card : over ? t.ink : t.muted, n);
    if (over) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    focus_ring(ui, 8, n);
    ImGui::PopID();
    x += w;
    ++i;
  }
  ImGui::PopID();
  d->AddRect(at, {at.x + total, at.y + h}, paint(t.hairline), ui.px(8), 1.0f);
  return pressed;
}

void hairline(const Ui& ui, ImVec2 a, ImVec2 b) {
  float one = 1.0f / std::max(1.0f, ImGui::GetIO().DisplayFramebufferScale.x);
  float w = std::max(one, 1.0f);
  if (a.y == b.y) canvas()->AddRectFilled({a.x, std::floor(a.y)}, {b.x, std::floor(a.y) + w}, paint(ui.theme.hairline));
  else canvas()->AddRectFilled({std::floor(a.x), a.y}, {std::floor(a.x) + w, b.y}, paint(ui.theme.hairline));
}

void heading(const Ui& ui, std::string_view text) {
  // Small capitals are set a little apart.
  ImVec2 at = ImGui::GetCursorScreenPos();
  float x = at.x;
  for (char c : text) {
    std::string_view one(&c, 1);
    put(ui, {x, at.y}, ui.fonts.strong, kTiny, ui.theme.muted, one);
    x += size_of(ui.fonts.strong, kTiny, one, ui).x + ui.px(0.9f);
  }
  ImGui::Dummy({x - at.x, ui.px(kTiny + 3)});
}

void tick(ImDrawList* d, ImVec2 c, float s, ImU32 colour, float thickness) {
  ImVec2 p[] = {{c.x - s * 0.5f, c.y + s * 0.02f}, {c.x - s * 0.14f, c.y + s * 0.38f}, {c.x + s * 0.52f, c.y - s * 0.36f}};
  d->AddPolyline(p, 3, colour, thickness);
}

void cross(ImDrawList* d, ImVec2 c, float s, ImU32 colour, float thickness) {
  float r = s * 0.38f;
  d->AddLine({c.x - r, c.y - r}, {c.x + r, c.y + r}, colour, thickness);
  d->AddLine({c.x + r, c.y - r}, {c.x - r, c.y + r}, colour, thickness);
}

void disc(const Ui& ui, ImVec2 c, float r, Sign sign, uint32_t colour) {
  ImDrawList* d = canvas();
  d->AddCircleFilled(c, r, paint(colour), 40);
  const ImU32 paper = paint(ui.theme.card);
  if (sign == Sign::kCross) cross(d, c, r * 1.05f, paper, ui.px(1.7f));
  if (sign == Sign::kTick) tick(d, c, r * 0.95f, paper, ui.px(1.8f));
  if (sign == Sign::kWarning) {
    d->AddLine({c.x, c.y - r * 0.52f}, {c.x, c.y + r * 0.14f}, paper, ui.px(2));
    d->AddCircleFilled({c.x, c.y + r * 0.48f}, ui.px(1.3f), paper, 12);
  }
}

void focus_ring(const Ui& ui, float rounding, std::string_view name) {
  ImVec2 a = ImGui::GetItemRectMin(), b = ImGui::GetItemRectMax();
  bool focused = ImGui::IsItemFocused() && ImGui::GetCurrentContext()->NavCursorVisible;
  Rect at{a.x, a.y, b.x - a.x, b.y - a.y};
  if (!name.empty()) ui.screen.controls.push_back({std::string(name), at, focused, canvas()->GetClipRectMin().y, canvas()->GetClipRectMax().y});
  if (!focused) return;
  canvas()->AddRect({a.x - 2, a.y - 2}, {b.x + 2, b.y + 2}, paint(ui.theme.axis[3]), ui.px(rounding + 2), ui.px(2));
}

void tooltip(const Ui& ui, std::string_view text) {
  if (ui.screen.touch || !ImGui::IsItemHovered(ImGuiHoveredFlags_DelayNormal | ImGuiHoveredFlags_NoNavOverride)) return;
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui.px(10), ui.px(6)});
  if (ImGui::BeginTooltip()) {
    say(ui, ui.fonts.text, kSmall, ui.theme.ink, text);
    ImGui::EndTooltip();
  }
  ImGui::PopStyleVar();
}

bool begin_region(const Ui& ui, const char* id, Rect r, bool scroll, uint32_t fill) {
  if (fill != 0xFFFFFFFFu && !(fill == ui.theme.paper && ui.screen.on_paper)) canvas()->AddRectFilled(r.min(), r.max(), paint(fill));
  ImGui::SetCursorScreenPos(r.min());
  ImGuiWindowFlags flags = scroll ? 0 : ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse;
  return ImGui::BeginChild(id, {r.w, r.h}, ImGuiChildFlags_NavFlattened, flags);
}
void end_region() { ImGui::EndChild(); }

}  // namespace misfit
