// What happened, what was expected, where it was born; and the fixes, each with what running it showed.
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

// A fix as a card: what it does, what running it showed, and a button.
void card(const Ui& ui, int index, const Fix& fix, float width, bool best) {
  const Theme& t = ui.theme;
  ImVec2 at = ImGui::GetCursorScreenPos();
  bool tight = width < ui.px(480);
  std::string_view badge = fix.right ? "ran" : "wrong fix";
  float badge_width = size_of(fix.right ? ui.fonts.strong : ui.fonts.text, kSmall, badge, ui).x + (fix.right ? ui.px(16) : ui.px(16));
  float button_width = ui.px(66), left = at.x + ui.px(14), pad = ui.px(13);
  float title_x = left + badge_width + ui.px(12), title_room = at.x + width - button_width - ui.px(26) - title_x;
  ImVec2 evidence = size_of(ui.fonts.text, kSmall, fix.evidence, ui), title = size_of(ui.fonts.strong, kBody - 0.5f, fix.title, ui);
  bool below = tight || evidence.x > title_room - std::min(title.x, title_room) - ui.px(16) || title.x > title_room;
  // Two rows where one is too narrow.
  float h = below ? ui.px(64) : ui.px(48);
  float title_lines = std::ceil(title.x / std::max(title_room, 1.0f));
  if (title_lines > 1) h += (std::min(title_lines, 2.0f) - 1) * ui.px(22);
  float evidence_lines = below ? std::ceil(evidence.x / std::max(at.x + width - ui.px(14) - title_x - (tight ? 0 : button_width + ui.px(12)), 1.0f)) : 1;
  if (evidence_lines > 1) h += (evidence_lines - 1) * ui.px(20);
  ImVec2 end{at.x + width, at.y + h};
  ImDrawList* d = canvas();
  d->AddRectFilled(at, end, paint(best ? t.fits_tint : t.card), ui.px(8));
  d->AddRect(at, end, paint(best ? t.fits : t.hairline), ui.px(8), best ? ui.px(1.2f) : 1.0f);
  float y = at.y + (below ? pad : (h - title.y) / 2);
  if (fix.right) {
    tick(d, {left + ui.px(5), y + title.y / 2}, ui.px(9), paint(t.fits), ui.px(1.7f));
    put(ui, {left + ui.px(15), y + ui.px(1)}, ui.fonts.strong, kSmall, t.fits, badge);
  } else {
    ImVec2 a{left, y - ui.px(3)}, b{left + badge_width, y + ui.px(20)};
    d->AddRect(a, b, paint(t.misfit), ui.px(6), 1.0f);
    put(ui, {a.x + ui.px(8), y + ui.px(1)}, ui.fonts.text, kSmall, t.misfit, badge);
  }
  ImGui::PushID(index);
  if (title_lines > 1 || below) {
    ImGui::SetCursorScreenPos({title_x, y - ui.px(3)});
    ImGui::BeginGroup();
    prose(ui, title_room, "**" + fix.title + "**", kBody - 0.5f);
    float under = ImGui::GetCursorScreenPos().y;
    ImGui::SetCursorScreenPos({title_x, under - ui.px(8)});
    prose(ui, at.x + width - ui.px(14) - title_x - (tight ? 0 : button_width + ui.px(12)), fix.evidence, kSmall, 0, true);
    ImGui::EndGroup();
    float need = ImGui::GetItemRectMax().y - at.y + ui.px(10);
    (void)need;
  } else {
    put(ui, {title_x, y}, ui.fonts.strong, kBody - 0.5f, t.ink, fix.title);
    put(ui, {end.x - ui.px(14) - button_width - ui.px(12) - evidence.x, y + ui.px(1)}, ui.fonts.text, kSmall, t.muted, fix.evidence);
  }
  ImGui::SetCursorScreenPos({end.x - ui.px(10) - button_width, below ? at.y + ui.px(9) : at.y + (h - ui.px(32)) / 2});
  if (button(ui, "apply", fix.right ? "Apply" : "Try it", fix.right ? Weight::kPrimary : Weight::kPlain, 32)) ui.act(act::ApplyFix{index});
  ImGui::PopID();
  ImGui::SetCursorScreenPos(at);
  ImGui::Dummy({width, h});
}

}  // namespace

float explanation_block(const Ui& ui, float width) {
  const Study& s = ui.study;
  float top = ImGui::GetCursorPosY();
  if (!s.explanation) return 0;
  const Explanation& e = *s.explanation;
  bool stacked = width < ui.px(460);
  row(ui, "What happened", e.happened, width, stacked);
  row(ui, "What was expected", e.expected, width, stacked);
  row(ui, "Where it was born", e.born, width, stacked);
  for (const Silent& silent : e.silent) row(ui, silent.line ? "Silent, line " + std::to_string(silent.line) : std::string("Silent"), silent.evidence, width, stacked);
  if (s.more) {
    if (!e.longer.empty()) { gap(ui, 2); prose(ui, width, e.longer); }
    if (!e.myth.empty()) { gap(ui, 4); row(ui, "Often said", e.myth, width, stacked); }
  }
  if (!e.longer.empty() || !e.myth.empty()) {
    if (link(ui, "more", s.more ? "Less" : "More about this", ui.theme.muted)) ui.act(act::ToggleMore{});
    gap(ui, 2);
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
  if (!s.explanation || !s.failed()) return 0;
  bool first = true;
  for (size_t i = 0; i < s.explanation->fixes.size(); ++i) {
    const Fix& f = s.explanation->fixes[i];
    card(ui, static_cast<int>(i), f, width, f.right && first);
    if (f.right) first = false;
    gap(ui, 8);
  }
  if (s.fixes_ready && s.explanation->fixes.empty())
    prose(ui, width, "No fix that the tutor tried made this program run. Change it by hand: every number can be dragged.", kSmall, 0, true);
  return ImGui::GetCursorPosY() - top;
}

}  // namespace misfit
