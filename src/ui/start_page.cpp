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

// The picture that carries it all: one plane of pixels before a socket for three.
void hero(const Ui& ui, ImVec2 at) {
  const Theme& t = ui.theme;
  ImDrawList* d = canvas();
  const float u = ui.px(1), side = 92 * u, cell = side / 8;
  auto chip = [&](ImVec2 c, std::string_view text) {
    ImVec2 s = size_of(ui.fonts.mono_strong, kSmall + 1, text, ui);
    d->AddRectFilled({c.x - 15 * u, c.y - 12 * u}, {c.x + 15 * u, c.y + 12 * u}, paint(t.misfit_tint), 12 * u);
    d->AddRect({c.x - 15 * u, c.y - 12 * u}, {c.x + 15 * u, c.y + 12 * u}, paint(t.misfit), 12 * u, 1.4f * u);
    put(ui, {c.x - s.x / 2, c.y - s.y / 2}, ui.fonts.mono_strong, kSmall + 1, t.misfit, text);
  };
  auto pixels = [&](ImVec2 p) {
    constexpr std::string_view kThree[] = {"........", "..####..", ".....##.", "...###..", ".....##.", ".....##.", "..####..", "........"};
    d->AddRectFilled(p, {p.x + side, p.y + side}, paint(t.card));
    for (int y = 0; y < 8; ++y)
      for (int x = 0; x < 8; ++x)
        if (kThree[y][static_cast<size_t>(x)] == '#')
          d->AddRectFilled({p.x + cell * static_cast<float>(x), p.y + cell * static_cast<float>(y)}, {p.x + cell * static_cast<float>(x + 1), p.y + cell * static_cast<float>(y + 1)}, paint(t.ink, 0.85f));
    d->AddRect(p, {p.x + side, p.y + side}, paint(t.ink), 0, 1.4f * u);
  };
  auto dashes = [&](ImVec2 a, ImVec2 b) {
    const float l = std::hypot(b.x - a.x, b.y - a.y), step = 7 * u;
    for (float s = 0; s < l; s += step) {
      const float e = std::min(s + step * 0.57f, l);
      d->AddLine({a.x + (b.x - a.x) * s / l, a.y + (b.y - a.y) * s / l}, {a.x + (b.x - a.x) * e / l, a.y + (b.y - a.y) * e / l}, paint(t.misfit), 1.4f * u);
    }
  };
  ImVec2 p{at.x + 26 * u, at.y + 46 * u};
  pixels(p);
  d->AddRectFilled({p.x - 10 * u, p.y}, {p.x - 7 * u, p.y + side}, paint(t.axis[static_cast<size_t>(Axis::kHeight)]));
  d->AddRectFilled({p.x, p.y + side + 7 * u}, {p.x + side, p.y + side + 10 * u}, paint(t.axis[static_cast<size_t>(Axis::kWidth)]));
  chip({p.x + side + 24 * u, p.y + side + 2 * u}, "1");
  const float y = p.y + side / 2, from = p.x + side + 26 * u, to = from + 56 * u;
  d->AddLine({from, y}, {to, y}, paint(t.ink), 1.8f * u);
  d->AddTriangleFilled({to + 7 * u, y}, {to - 3 * u, y - 5 * u}, {to - 3 * u, y + 5 * u}, paint(t.ink));
  // The socket
  const ImVec2 q{to + 44 * u, p.y + 6 * u};
  const float l = q.x - 14 * u, r = q.x + side + 58 * u, top = q.y - 52 * u, bottom = q.y + side + 14 * u, cut = 22 * u;
  const ImVec2 plate[] = {{l, bottom}, {r - cut, bottom}, {r, bottom - cut}, {r, top}, {l + cut, top}, {l, top + cut}};
  d->AddConvexPolyFilled(plate, 6, paint(mix(t.paper, t.muted, 0.10f)));
  d->AddPolyline(plate, 6, paint(t.muted), 1.4f * u, ImDrawFlags_Closed);
  for (int k = 2; k >= 1; --k) {
    const float o = 19 * u * static_cast<float>(k);
    const ImVec2 a{q.x + o, q.y - o}, b{a.x + side, a.y + side};
    d->AddRectFilled(a, b, paint(t.misfit, 0.06f));
    dashes(a, {b.x, a.y});
    dashes({b.x, a.y}, b);
    dashes({b.x, b.y}, {a.x, b.y});
    dashes({a.x, b.y}, a);
  }
  pixels(q);
  chip({q.x + side + 34 * u, q.y + side - 12 * u}, "3");
  put(ui, {r + 14 * u, top + 4 * u}, ui.fonts.strong, kSmall + 1, t.misfit, "two planes");
  put(ui, {r + 14 * u, top + 22 * u}, ui.fonts.strong, kSmall + 1, t.misfit, "are missing");
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
    if (width > ui.px(1000)) hero(ui, {r.x + left + width - ui.px(430), ImGui::GetCursorScreenPos().y + ui.px(26)});
    ImGui::SetCursorPos({left, ui.px(48)});
    ImGui::BeginGroup();
    prose(ui, width, "**Why does model.fit() fail?**", 30);
    gap(ui, 6);
    ImGui::SetCursorPosX(left);
    prose(ui, std::min(width, width > ui.px(1000) ? ui.px(560) : ui.px(680)), "A tensor is a solid, an operation is a socket. Watch a real program stop where the two do not fit, find where the wrong number was born, change it, and see it train.", kBody + 1, 0, true);
    gap(ui, 18);
    ImGui::SetCursorPosX(left);
    if (button(ui, "paste", "Open your own program, error or model", Weight::kPrimary, 38)) ui.act(act::TogglePaste{});
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
