// The first page: the lessons, and a place for an own program.
#include <algorithm>
#include <cmath>

#include "ui/widgets.h"

namespace misfit {
namespace {

void lesson_card(const Ui& ui, int index, const Lesson& l, Rect r) {
  const Theme& t = ui.theme;
  ImGui::PushID(index);
  ImGui::SetCursorScreenPos(r.min());
  if (ImGui::InvisibleButton("lesson", {r.w, r.h}, ImGuiButtonFlags_EnableNav)) ui.act(act::OpenLesson{index});
  bool over = ImGui::IsItemHovered();
  canvas()->AddRectFilled(r.min(), r.max(), paint(t.card), ui.px(8));
  canvas()->AddRect(r.min(), r.max(), paint(over ? t.muted : t.hairline), ui.px(8), 1.0f);
  if (over) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  focus_ring(ui, 8, l.title);
  auto done = ui.study.done.find(l.name);
  int steps = done == ui.study.done.end() ? 0 : static_cast<int>(done->second.size());
  std::string order = std::to_string(index + 1);
  put(ui, {r.x + ui.px(18), r.y + ui.px(18)}, ui.fonts.mono, kSmall, t.muted, order);
  ImVec2 back = ImGui::GetCursorScreenPos();
  ImGui::SetCursorScreenPos({r.x + ui.px(48), r.y + ui.px(15)});
  ImGui::BeginGroup();
  prose(ui, r.w - ui.px(66), "**" + l.title + "**", kBody + 0.5f);
  std::string first = l.intro.empty() ? l.predict.text : l.intro.substr(0, l.intro.find("\n\n"));
  canvas()->PushClipRect({r.x, r.y}, {r.x + r.w, r.y + r.h - ui.px(12)}, true);
  prose(ui, r.w - ui.px(66), first, kSmall, 0, true);
  canvas()->PopClipRect();
  ImGui::EndGroup();
  ImGui::SetCursorScreenPos(back);
  // Six marks: how far.
  for (int i = 0; i < kLessonSteps; ++i) {
    ImVec2 c{r.x + r.w - ui.px(18) - ui.px(static_cast<float>(kLessonSteps - 1 - i) * 9), r.y + ui.px(25)};
    if (steps > 0 && done->second.count(i)) canvas()->AddCircleFilled(c, ui.px(3), paint(t.fits), 16);
    else if (steps > 0) canvas()->AddCircle(c, ui.px(2.5f), paint(t.muted, 0.5f), 16, 1.0f);
  }
  ImGui::PopID();
}

}  // namespace

void start_page(const Ui& ui, Rect r) {
  const Theme& t = ui.theme;
  const Study& s = ui.study;
  float bar = ui.px(56);
  top_bar(ui, {r.x, r.y, r.w, bar});
  hairline(ui, {r.x, bar - 1}, {r.x + r.w, bar - 1});
  if (begin_region(ui, "start", {r.x, bar, r.w, r.h - bar})) {
    float width = std::min(r.w - ui.px(r.w < ui.px(600) ? 32 : 64), ui.px(1120)), left = (r.w - width) / 2;
    ImGui::SetCursorPos({left, ui.px(48)});
    ImGui::BeginGroup();
    prose(ui, width, "**Why does model.fit() fail?**", 30);
    gap(ui, 6);
    ImGui::SetCursorPosX(left);
    prose(ui, std::min(width, ui.px(680)), "A tensor is a solid, an operation is a socket. Watch a real program stop where the two do not fit, find where the wrong number was born, change it, and see it train.", kBody + 1, 0, true);
    gap(ui, 18);
    ImGui::SetCursorPosX(left);
    if (button(ui, "paste", "Paste your own program or error", Weight::kPrimary, 38)) ui.act(act::TogglePaste{});
    ImGui::EndGroup();
    gap(ui, 36);
    ImGui::SetCursorPosX(left);
    heading(ui, "LESSONS");
    gap(ui, 12);
    int columns = std::max(1, static_cast<int>(width / ui.px(340)));
    float between = ui.px(14), w = (width - between * static_cast<float>(columns - 1)) / static_cast<float>(columns), h = ui.px(108);
    ImVec2 origin = ImGui::GetCursorScreenPos();
    origin.x = r.x + left;
    size_t n = s.lessons ? s.lessons->size() : 0;
    for (size_t i = 0; i < n; ++i) {
      float column = static_cast<float>(i % static_cast<size_t>(columns)), line = static_cast<float>(i / static_cast<size_t>(columns));
      lesson_card(ui, static_cast<int>(i), (*s.lessons)[i], {origin.x + column * (w + between), origin.y + line * (h + between), w, h});
    }
    if (!n) { ImGui::SetCursorScreenPos(origin); say(ui, ui.fonts.text, kBody, t.muted, "No lessons were found."); }
    float rows = std::ceil(static_cast<float>(n) / static_cast<float>(columns));
    ImGui::SetCursorScreenPos(origin);
    ImGui::Dummy({width, rows * (h + between) + ui.px(32)});
  }
  end_region();
}

}  // namespace misfit
