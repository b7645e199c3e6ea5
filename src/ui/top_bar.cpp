// Name, lesson, the six steps, the profile, and what can always be done.
#include <cmath>

#include "ui/widgets.h"

namespace misfit {
namespace {

// The mark: a solid before a socket it nearly fits.
void mark(const Ui& ui, ImVec2 at) {
  ImDrawList* d = canvas();
  float u = ui.px(1);
  d->AddRectFilled({at.x, at.y + 3 * u}, {at.x + 9 * u, at.y + 12 * u}, paint(ui.theme.misfit), 1.5f * u);
  ImU32 ink = paint(ui.theme.ink);
  d->AddRectFilled({at.x + 11 * u, at.y}, {at.x + 20 * u, at.y + 4 * u}, ink);
  d->AddRectFilled({at.x + 16 * u, at.y}, {at.x + 20 * u, at.y + 15 * u}, ink);
  d->AddRectFilled({at.x + 11 * u, at.y + 11 * u}, {at.x + 20 * u, at.y + 15 * u}, ink);
}

bool tab(const Ui& ui, int i, bool chosen, bool done, float height) {
  const Theme& t = ui.theme;
  std::string name(title(static_cast<LessonStep>(i)));
  ImFont* font = chosen ? ui.fonts.strong : ui.fonts.text;
  ImVec2 size = size_of(font, kSmall + 0.5f, name, ui), at = ImGui::GetCursorScreenPos();
  float mark_width = done ? ui.px(17) : 0, w = std::round(size.x + mark_width + ui.px(22));
  ImGui::PushID(i);
  bool pressed = ImGui::InvisibleButton("step", {w, height}, ImGuiButtonFlags_EnableNav);
  bool over = ImGui::IsItemHovered();
  uint32_t colour = chosen ? t.ink : done ? t.fits : over ? t.ink : t.muted;
  if (chosen || over) canvas()->AddRectFilled(at, {at.x + w, at.y + height}, paint(t.tint), ui.px(8));
  if (done) tick(canvas(), {at.x + ui.px(16), at.y + height / 2}, ui.px(9), paint(chosen ? t.ink : t.fits), ui.px(1.6f));
  put(ui, {at.x + ui.px(11) + mark_width, at.y + (height - size.y) / 2}, font, kSmall + 0.5f, colour, name);
  if (over) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  focus_ring(ui, 8, name);
  ImGui::PopID();
  return pressed;
}

bool chevron(const Ui& ui, const char* id, float way, float tall) {
  ImVec2 at = ImGui::GetCursorScreenPos();
  bool pressed = ImGui::InvisibleButton(id, {ui.px(34), tall}, ImGuiButtonFlags_EnableNav);
  ImVec2 c{at.x + ui.px(17), at.y + tall / 2};
  float r = ui.px(5);
  ImVec2 p[] = {{c.x - way * r * 0.5f, c.y - r}, {c.x + way * r * 0.5f, c.y}, {c.x - way * r * 0.5f, c.y + r}};
  canvas()->AddPolyline(p, 3, paint(ImGui::IsItemHovered() ? ui.theme.ink : ui.theme.muted), ui.px(1.8f));
  focus_ring(ui, 8, id);
  return pressed;
}

float tab_width(const Ui& ui, int i, bool chosen, bool done) {
  return std::round(size_of(chosen ? ui.fonts.strong : ui.fonts.text, kSmall + 0.5f, title(static_cast<LessonStep>(i)), ui).x + (done ? ui.px(17) : 0) + ui.px(22));
}

}  // namespace

void top_bar(const Ui& ui, Rect r) {
  const Study& s = ui.study;
  const Theme& t = ui.theme;
  ImDrawList* d = canvas();
  d->AddRectFilled(r.min(), r.max(), paint(t.card));
  float middle = r.y + r.h / 2 - 0.5f, left = r.x + ui.px(24);
  bool wide = r.w >= ui.px(900);
  if (!wide) left = r.x + ui.px(16);
  float name = size_of(ui.fonts.strong, 17, "Misfit", ui).x;
  ImGui::SetCursorScreenPos({left - ui.px(6), middle - ui.px(18)});
  if (ImGui::InvisibleButton("home", {ui.px(40) + name, ui.px(36)}, ImGuiButtonFlags_EnableNav)) ui.act(act::ShowStart{});
  if (ImGui::IsItemHovered()) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  tooltip(ui, "All lessons");
  focus_ring(ui, 8, "All lessons");
  mark(ui, {left, middle - ui.px(7.5f)});
  put(ui, {left + ui.px(29), middle - ui.px(17) * 0.62f}, ui.fonts.strong, 17, t.ink, "Misfit");
  float x = left + ui.px(29) + name + ui.px(wide ? 24 : 14);
  std::string lesson = s.current() ? s.current()->title : s.start_page ? "" : "Own program";
  float right = r.x + r.w - ui.px(wide ? 24 : 12);

  if (!wide) {
    std::string count = s.current() ? std::to_string(static_cast<int>(s.step) + 1) + " / " + std::to_string(kLessonSteps) : "";
    float at = right - ui.px(30), tall = std::max(ui.px(36), 44.0f);
    // What the bar has no room for.
    ImGui::SetCursorScreenPos({at - ui.px(4), middle - tall / 2});
    if (ImGui::InvisibleButton("menu", {ui.px(36), tall}, ImGuiButtonFlags_EnableNav)) ui.screen.menu = !ui.screen.menu;
    focus_ring(ui, 8, "menu");
    for (int i = -1; i <= 1; ++i) d->AddCircleFilled({at + ui.px(14), middle + ui.px(6) * static_cast<float>(i)}, ui.px(1.8f), paint(ImGui::IsItemHovered() ? t.ink : t.muted), 12);
    at -= ui.px(s.current() ? 36 : 6);
    ImGui::SetCursorScreenPos({at, middle - tall / 2});
    if (s.current() && s.step < LessonStep::kChallenge && chevron(ui, "next", 1, tall)) ui.act(act::GoToStep{static_cast<LessonStep>(static_cast<int>(s.step) + 1)});
    float w = size_of(ui.fonts.text, kSmall, count, ui).x;
    at -= w + ui.px(4);
    if (at > x) put(ui, {at, middle - ui.px(8)}, ui.fonts.text, kSmall, t.muted, count);
    at -= ui.px(34);
    ImGui::SetCursorScreenPos({at, middle - tall / 2});
    if (s.current() && s.step > LessonStep::kPredict && chevron(ui, "back", -1, tall)) ui.act(act::GoToStep{static_cast<LessonStep>(static_cast<int>(s.step) - 1)});
    put(ui, {x, middle - ui.px(8.5f)}, ui.fonts.text, kSmall + 0.5f, t.muted, elided(ui, ui.fonts.text, kSmall + 0.5f, lesson, at - x));
    return;
  }

  float h = ui.px(32);
  auto quiet = [&](const char* id, const char* text, float at) {
    ImGui::SetCursorScreenPos({at, middle - ui.px(17)});
    bool pressed = button(ui, id, text, Weight::kQuiet);
    return pressed;
  };
  auto width = [&](const char* text) { return std::round(size_of(ui.fonts.strong, kSmall + 0.5f, text, ui).x + ui.px(16)); };
  float undo = width("Undo"), share = width(s.shared ? "Copied" : "Share"), look = width("Theme");
  float at = right - undo - share - look + ui.px(8);
  float profile_width = std::round(size_of(ui.fonts.strong, kSmall, "Keras 2", ui).x + size_of(ui.fonts.strong, kSmall, "Keras 3", ui).x + ui.px(52));
  float profile_at = at - profile_width - ui.px(14);

  if (s.current()) {
    const auto done = s.done.find(s.current()->name);
    auto is_done = [&](int i) { return done != s.done.end() && done->second.count(i) > 0; };
    float steps = 0;
    for (int i = 0; i < kLessonSteps; ++i) steps += tab_width(ui, i, static_cast<int>(s.step) == i, is_done(i)) + ui.px(4);
    float begin = profile_at - steps - ui.px(24);
    float room = begin - x - ui.px(12);
    put(ui, {x, middle - ui.px(8.5f)}, ui.fonts.text, kBody, t.muted, elided(ui, ui.fonts.text, kBody, lesson, room));
    for (int i = 0; i < kLessonSteps; ++i) {
      ImGui::SetCursorScreenPos({begin, middle - h / 2});
      float w = tab_width(ui, i, static_cast<int>(s.step) == i, is_done(i));
      if (tab(ui, i, static_cast<int>(s.step) == i, is_done(i), h)) ui.act(act::GoToStep{static_cast<LessonStep>(i)});
      begin += w + ui.px(4);
    }
  } else {
    put(ui, {x, middle - ui.px(8.5f)}, ui.fonts.text, kBody, t.muted, lesson);
  }
  ImGui::SetCursorScreenPos({profile_at, middle - ui.px(17)});
  int chosen = segments(ui, "profile", {"Keras 2", "Keras 3"}, s.profile == Profile::kKeras3);
  if (chosen >= 0) ui.act(act::SetProfile{chosen ? Profile::kKeras3 : Profile::kKeras2});
  if (quiet("undo", "Undo", at)) ui.act(act::Undo{});
  tooltip(ui, "Ctrl+Z; redo with Ctrl+Y");
  at += undo;
  if (quiet("share", s.shared ? "Copied" : "Share", at)) {
    if (ui.screen.share) ui.screen.share();
    else ImGui::SetClipboardText(s.text().c_str());
    ui.act(act::Shared{});
  }
  tooltip(ui, "Copies what is needed to open this again");
  at += share;
  if (quiet("theme", "Theme", at)) ui.act(act::SetTheme{!s.dark});
}

}  // namespace misfit
