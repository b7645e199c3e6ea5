// The lesson's voice: the question before anything runs, and the words of each step.
#include <algorithm>
#include <cmath>

#include "ui/widgets.h"

namespace misfit {

float predict_block(const Ui& ui, float width) {
  const Study& s = ui.study;
  const Theme& t = ui.theme;
  const Lesson* l = s.current();
  float top = ImGui::GetCursorPosY();
  if (!l) return 0;
  const Question& q = l->predict;
  if (!l->intro.empty()) { prose(ui, width, l->intro, kBody, 0, true); gap(ui, 4); }
  prose(ui, width, "**" + (q.text.empty() ? std::string("What will happen?") : q.text) + "**", kBody + 0.5f);
  gap(ui, 4);
  ImDrawList* d = canvas();
  bool answered = s.answered >= 0;
  for (size_t i = 0; i < q.options.size(); ++i) {
    int option = static_cast<int>(i);
    ImVec2 at = ImGui::GetCursorScreenPos();
    // Measured first: the row is as high as its words.
    float inner = width - ui.px(58);
    float lines = std::max(1.0f, std::ceil(size_of(ui.fonts.text, kBody, q.options[i], ui).x / inner * 1.05f));
    float h = std::max(ui.px(22) + lines * ui.px(kBody) * 1.5f - ui.px(4), 44.0f);
    ImGui::PushID(option);
    bool pressed = ImGui::InvisibleButton("option", {width, h}, ImGuiButtonFlags_EnableNav);
    bool over = ImGui::IsItemHovered() && !answered;
    bool right = answered && option == q.answer, wrong = answered && option == s.answered && option != q.answer;
    ImVec2 end{at.x + width, at.y + h};
    d->AddRectFilled(at, end, paint(right ? t.fits_tint : wrong ? t.misfit_tint : over ? t.tint : t.card), ui.px(8));
    d->AddRect(at, end, paint(right ? t.fits : wrong ? t.misfit : t.hairline), ui.px(8), 1.0f);
    ImVec2 c{at.x + ui.px(22), at.y + h / 2};
    if (right || wrong) disc(ui, c, ui.px(9), wrong ? Sign::kCross : Sign::kTick, right ? t.fits : t.misfit);
    else {
      d->AddCircle(c, ui.px(9), paint(t.muted, 0.6f), 32, ui.px(1.2f));
      std::string key(1, static_cast<char>('a' + option));
      ImVec2 ks = size_of(ui.fonts.text, kTiny, key, ui);
      put(ui, {c.x - ks.x / 2, c.y - ks.y / 2}, ui.fonts.text, kTiny, t.muted, key);
    }
    focus_ring(ui, 8, q.options[i]);
    ImVec2 back = ImGui::GetCursorScreenPos();
    float words_h = lines * std::round(ui.px(kBody) * 1.52f);
    ImGui::SetCursorScreenPos({at.x + ui.px(44), at.y + (h - words_h) / 2 + ui.px(2)});
    ImGui::BeginGroup();
    prose(ui, inner, q.options[i]);
    ImGui::EndGroup();
    ImGui::SetCursorScreenPos(back);
    if (over) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    gap(ui, 8);
    if (pressed && !answered) ui.act(act::Choose{option});
    ImGui::PopID();
  }
  if (answered) {
    gap(ui, 4);
    if (!q.why.empty()) { prose(ui, width, q.why); gap(ui, 4); }
    if (button(ui, "see", "Run it", Weight::kPrimary)) ui.act(act::GoToStep{LessonStep::kBreak});
  } else if (q.options.empty()) {
    if (button(ui, "see", "Run it", Weight::kPrimary)) ui.act(act::GoToStep{LessonStep::kBreak});
  }
  return ImGui::GetCursorPosY() - top;
}

float lesson_block(const Ui& ui, float width) {
  const Study& s = ui.study;
  const Lesson* l = s.current();
  if (!l) return 0;
  float top = ImGui::GetCursorPosY();
  if (s.step == LessonStep::kPredict) return 0;      // its words stand above the question
  const std::string& words = l->words[static_cast<size_t>(s.step)];
  // The way on stands beside the words.
  float top_y = ImGui::GetCursorScreenPos().y, side = width > ui.px(420) && (s.step == LessonStep::kBreak || s.step == LessonStep::kRead || s.step == LessonStep::kFix || (s.step == LessonStep::kProve && s.curves.empty())) ? ui.px(s.step == LessonStep::kProve ? 116 : 96) : 0;
  ImVec2 corner{ImGui::GetCursorScreenPos().x + width - side + ui.px(12), top_y - ui.px(5)};
  if (!words.empty()) { prose(ui, width - side, words, kBody, 0, true); gap(ui, 10); }
  ImVec2 below = ImGui::GetCursorScreenPos();
  auto way_on = [&](const char* id, std::string_view text, Weight weight) {
    if (side > 0) ImGui::SetCursorScreenPos({corner.x + side - ui.px(12) - std::round(size_of(ui.fonts.strong, kSmall + 0.5f, text, ui).x + ui.px(28)), corner.y});
    bool pressed = button(ui, id, text, weight);
    if (side > 0) { ImGui::SetCursorScreenPos({below.x, std::max(below.y, corner.y + ui.px(40))}); ImGui::Dummy({0, 0}); } else gap(ui, 8);
    return pressed;
  };
  auto done = s.done.find(l->name);
  bool finished = done != s.done.end() && done->second.count(static_cast<int>(s.step)) > 0;
  const std::string* riddle = l->file("challenge.py");
  const bool mended = !s.failed() && riddle && *riddle != s.text() && (!s.explanation || s.explanation->silent.empty());
  if (s.step == LessonStep::kChallenge && finished && mended) {
    ImVec2 at = ImGui::GetCursorScreenPos();
    disc(ui, {at.x + ui.px(10), at.y + ui.px(11)}, ui.px(10), Sign::kTick, ui.theme.fits);
    put(ui, {at.x + ui.px(30), at.y + ui.px(2)}, ui.fonts.strong, kBody, ui.theme.ink, "Solved.");
    ImGui::Dummy({width, ui.px(26)});
    if (s.lessons && s.lesson + 1 < static_cast<int>(s.lessons->size()) && button(ui, "next lesson", "Next lesson", Weight::kPrimary)) ui.act(act::OpenLesson{s.lesson + 1});
  } else if (s.step == LessonStep::kBreak || s.step == LessonStep::kRead || (s.step == LessonStep::kFix && finished)) {
    const char* next[] = {"", "Read it", "Fix it", "Prove it", "", ""};
    if (way_on("next step", next[static_cast<int>(s.step)], s.step == LessonStep::kFix || s.step == LessonStep::kBreak ? Weight::kPrimary : Weight::kPlain)) {
      ui.act(act::GoToStep{static_cast<LessonStep>(static_cast<int>(s.step) + 1)});
      if (s.step == LessonStep::kFix) ui.act(act::Prove{});
    }
  } else if (s.step == LessonStep::kProve && s.curves.empty()) {
    if (way_on("train", "Train them", Weight::kPrimary)) ui.act(act::Prove{});
  }
  return ImGui::GetCursorPosY() - top;
}

}  // namespace misfit
