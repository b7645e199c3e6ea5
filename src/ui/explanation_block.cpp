// What happened, what was expected, where it was born; and the fixes, each with what running it showed.
#include <algorithm>
#include <cmath>

#include "ui/widgets.h"

namespace misfit {
namespace {

void row(const Ui& ui, std::string_view name, const std::string& words, float width, bool stacked) {
  if (words.empty()) return;
  ImVec2 at = ImGui::GetCursorScreenPos();
  float column = stacked ? 0 : ui.px(140);
  put(ui, {at.x, at.y + ui.px(1)}, ui.fonts.text, kSmall + 0.5f, ui.theme.muted, name);
  if (stacked) at.y += ui.px(22);
  ImGui::SetCursorScreenPos({at.x + column, at.y});
  ImGui::BeginGroup();
  prose(ui, width - column, words);
  ImGui::EndGroup();
  gap(ui, 6);
}

// A fix as a card: what it does, what running it showed, and a button. Two rows where one is too narrow.
void card(const Ui& ui, int index, const Fix& fix, float width, bool best) {
  const Theme& t = ui.theme;
  ImVec2 at = ImGui::GetCursorScreenPos();
  std::string_view badge = fix.right ? "ran" : "wrong fix", verb = fix.right ? "Apply" : "Try it";
  float badge_width = size_of(fix.right ? ui.fonts.strong : ui.fonts.text, kSmall, badge, ui).x + ui.px(16);
  float button_width = std::round(size_of(ui.fonts.strong, kSmall + 0.5f, verb, ui).x + ui.px(28)), side = ui.px(14);
  // The badge says that it ran.
  std::string shown = fix.evidence.starts_with("ran; ") ? fix.evidence.substr(5) : fix.evidence;
  for (size_t at_arrow = shown.find("->"); at_arrow != std::string::npos; at_arrow = shown.find("->")) shown.replace(at_arrow, 2, "→");
  ImVec2 evidence = size_of(ui.fonts.text, kSmall, shown, ui), title{};
  // A title in backticks is a line of code.
  bool code = fix.title.size() > 2 && fix.title.front() == '`' && fix.title.back() == '`';
  std::string words = code ? fix.title.substr(1, fix.title.size() - 2) : fix.title;
  ImFont* title_font = code ? ui.fonts.mono_strong : ui.fonts.strong;
  float title_size = code ? kSmall : kBody - 0.5f;
  title = size_of(title_font, title_size, words, ui);
  float title_x = at.x + side + badge_width + ui.px(12), button_x = at.x + width - ui.px(9) - button_width;
  float room = button_x - ui.px(12) - title_x;
  bool one_row = title.x + ui.px(16) + evidence.x <= room;
  const bool mixed = !code && words.find('`') != std::string::npos;
  ImDrawList* d = canvas();
  // The card is drawn behind what it holds, once that has told its height.
  d->ChannelsSplit(2);
  d->ChannelsSetCurrent(1);
  ImGui::PushID(index);
  float h = ui.px(48), y = at.y + (h - title.y) / 2;
  if (one_row) {
    if (mixed) { ImGui::SetCursorScreenPos({title_x, y - ui.px(2)}); prose(ui, room, "**" + fix.title + "**", kBody - 0.5f); }
    else put(ui, {title_x, y}, title_font, title_size, t.ink, words);
    put(ui, {button_x - ui.px(12) - evidence.x, y + ui.px(1.5f)}, ui.fonts.text, kSmall, t.muted, shown);
  } else {
    y = at.y + ui.px(13);
    ImGui::SetCursorScreenPos({title_x, y});
    float used = prose(ui, room, code ? fix.title : "**" + fix.title + "**", kBody - 0.5f);
    ImGui::SetCursorScreenPos({title_x, y + used + ui.px(2)});
    used += prose(ui, room, shown, kSmall, 0, true) + ui.px(2);
    h = std::max(h, used + ui.px(24));
  }
  if (fix.right) {
    tick(d, {at.x + side + ui.px(5), y + title.y / 2}, ui.px(9), paint(t.fits), ui.px(1.7f));
    put(ui, {at.x + side + ui.px(15), y + ui.px(1)}, ui.fonts.strong, kSmall, t.fits, badge);
  } else {
    d->AddRect({at.x + side, y - ui.px(2)}, {at.x + side + badge_width, y + ui.px(20)}, paint(t.misfit), ui.px(6), 1.0f);
    put(ui, {at.x + side + ui.px(8), y + ui.px(1)}, ui.fonts.text, kSmall, t.misfit, badge);
  }
  ImGui::SetCursorScreenPos({button_x, one_row ? at.y + (h - ui.px(32)) / 2 : at.y + ui.px(9)});
  if (button(ui, "apply", verb, fix.right ? Weight::kPrimary : Weight::kPlain, 32)) ui.act(act::ApplyFix{index});
  ui.screen.controls.back().name = "fix " + std::to_string(index);
  ImGui::PopID();
  d->ChannelsSetCurrent(0);
  ImVec2 end{at.x + width, at.y + h};
  d->AddRectFilled(at, end, paint(best ? t.fits_tint : t.card), ui.px(8));
  d->AddRect(at, end, paint(best ? t.fits : t.hairline), ui.px(8), best ? ui.px(1.2f) : 1.0f);
  d->ChannelsMerge();
  ImGui::SetCursorScreenPos(at);
  ImGui::Dummy({width, h});
}

}  // namespace

float explanation_block(const Ui& ui, float width) {
  if (ui.study.text().find_first_not_of(" \t\r\n") == std::string::npos) return 0;
  const Study& s = ui.study;
  float top = ImGui::GetCursorPosY();
  if (!s.explanation) return 0;
  const Explanation& e = *s.explanation;
  bool stacked = width < ui.px(460);
  // Once it is understood, where to change it is enough.
  bool short_form = s.current() && s.step == LessonStep::kFix && !e.born.empty() && !s.more;
  if (!short_form) row(ui, "What happened", e.happened, width, stacked);
  if (!short_form) row(ui, "What was expected", e.expected, width, stacked);
  row(ui, "Where it was born", e.born, width, stacked);
  for (const Silent& silent : e.silent) if (e.happened.find(silent.evidence) == std::string::npos) row(ui, silent.line ? "Silent, line " + std::to_string(silent.line) : std::string("Silent"), silent.evidence, width, stacked);
  if (s.more) {
    if (!e.longer.empty()) { gap(ui, 2); prose(ui, width, e.longer); }
    if (!e.myth.empty()) { gap(ui, 4); row(ui, "Often said", e.myth, width, stacked); }
  }
  if (!e.longer.empty() || !e.myth.empty()) {
    if (link(ui, "more", s.more ? "Less" : "More about this", ui.theme.muted)) ui.act(act::ToggleMore{});
    gap(ui, 10);
  }
  return ImGui::GetCursorPosY() - top;
}

float fixes_block(const Ui& ui, float width) {
  const Study& s = ui.study;
  float top = ImGui::GetCursorPosY();
  if (s.fixes_running) {
    say(ui, ui.fonts.text, kSmall, ui.theme.muted, "Trying fixes: each one is run before it is shown …");
    return ImGui::GetCursorPosY() - top;
  }
  if (!s.explanation || (!s.failed() && s.explanation->silent.empty())) {
    if (!s.nothing_to_mend()) return 0;
    prose(ui, width, "It was trained, and nothing in its numbers looks wrong. There is nothing to mend.", kBody, 0, true);
    return ImGui::GetCursorPosY() - top;
  }
  if (s.current() && s.step == LessonStep::kChallenge && !ui.screen.show_fixes) {
    if (link(ui, "show fixes", "Show what would repair it", ui.theme.muted)) {
      ui.screen.show_fixes = true;
      ui.screen.settle = std::max(ui.screen.settle, 2);     // no action told the study: the next picture is another one
    }
    gap(ui, 8);
    return ImGui::GetCursorPosY() - top;
  }
  bool first = true;
  for (size_t i = 0; i < s.explanation->fixes.size(); ++i) {
    const Fix& f = s.explanation->fixes[i];
    card(ui, static_cast<int>(i), f, width, f.right && first);
    if (f.right) first = false;
    gap(ui, 8);
  }
  if (s.fixes_ready && s.explanation->fixes.empty())
    prose(ui, width, "No fix that the tutor tried helped. Change the program by hand: every number can be dragged.", kSmall, 0, true);
  return ImGui::GetCursorPosY() - top;
}

}  // namespace misfit
