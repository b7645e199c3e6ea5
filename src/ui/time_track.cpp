// When it fails: the moments of the run on a line, passed, failed or still ahead; any of them can be gone to.
#include <cmath>

#include "imgui_internal.h"
#include "ui/widgets.h"

namespace misfit {
namespace {

// What the chosen moment is, and the ways to the first bad one.
void head(const Ui& ui, Rect r, const std::vector<Moment>& track, int now) {
  const Study& s = ui.study;
  const Theme& t = ui.theme;
  float x = r.x + ui.px(24), y = r.y + r.h - ui.px(25), right = r.x + r.w - ui.px(24);
  if (s.moment >= 0 && now >= 0 && now < static_cast<int>(track.size()) && !track[static_cast<size_t>(now)].said.empty())
    x += put(ui, {x, y}, ui.fonts.text, kSmall, t.muted, "Shown: " + track[static_cast<size_t>(now)].said).x + ui.px(16);
  auto way = [&](const char* id, const std::string& words, auto&& go) {
    const float w = size_of(ui.fonts.text, kSmall, words, ui).x;
    if (right - w < x) return;
    ImGui::SetCursorScreenPos({right - w, y - ui.px(2)});
    if (link(ui, id, words, t.muted)) go();
    right -= w + ui.px(18);
  };
  if (s.moment >= 0) way("now", "Back to the end", [&] { ui.act(act::SelectMoment{-1}); });
  if (const int nan = first_nan(s); nan >= 0 && nan != now) way("first nan", "First NaN", [&] { ui.act(act::SelectMoment{nan}); });
  if (s.curves.size() > 1 && !s.training())
    if (const Difference d = first_difference(s); d.moment >= 0) {
      if (d.moment != now || s.moment < 0) {
        way("first difference", "First difference to the " + d.other, [&] { ui.act(act::SelectMoment{d.moment}); });
      } else {
        std::string words;
        for (char c : "the " + d.other + " first makes something else in " + d.layer) if (c != '`') words += c;
        const float w = size_of(ui.fonts.text, kSmall, words, ui).x;
        if (right - w >= x) put(ui, {right - w, y}, ui.fonts.text, kSmall, t.ink, words);
      }
    }
}

}  // namespace

void time_track(const Ui& ui, Rect r) {
  const Theme& t = ui.theme;
  const Study& s = ui.study;
  if (r.w < 8 || r.h < 8) return;
  if (!begin_region(ui, "time", r, false, t.paper)) { end_region(); return; }
  std::vector<Moment> track = moments(s);
  if (s.verdict_hidden()) for (Moment& m : track) m.state = Moment::kAhead;
  ImDrawList* d = canvas();
  float side = ui.px(r.w > ui.px(600) ? 70 : 36), y = std::round(r.y + r.h * 0.28f), n = static_cast<float>(track.size());
  float gap_x = n > 1 ? (r.w - 2 * side) / (n - 1) : 0;
  if (n == 1) side = r.w / 2;
  int now = s.verdict_hidden() ? -1 : current_moment(s);
  bool crowded = gap_x < ui.px(56) && n > 1;
  // A moment still ahead is as quiet as the paper; what was passed is one strong line.
  for (size_t i = 0; i + 1 < track.size(); ++i) {
    float a = r.x + side + gap_x * static_cast<float>(i), b = a + gap_x;
    if (track[i + 1].state != Moment::kAhead) d->AddLine({a, y}, {b, y}, paint(t.fits), ui.px(2));
    else for (float x = a + ui.px(10); x < b - ui.px(8); x += ui.px(8)) d->AddLine({x, y}, {std::min(x + ui.px(4), b), y}, paint(mix(t.paper, t.muted, 0.35f)), ui.px(1.4f));
  }
  const int nan = first_nan(s);
  float taken = r.x;                     // names keep clear of each other
  for (size_t i = 0; i < track.size(); ++i) {
    const Moment& m = track[i];
    ImVec2 c{r.x + side + gap_x * static_cast<float>(i), y};
    ImGui::PushID(static_cast<int>(i));
    float reach = std::min(std::max(ui.px(16), ui.screen.touch ? 22.0f : 0.0f), std::max(gap_x / 2, ui.px(8)));
    ImGui::SetCursorScreenPos({c.x - reach, c.y - ui.px(18)});
    if (ImGui::InvisibleButton("moment", {2 * reach, ui.px(40)}, ImGuiButtonFlags_EnableNav)) ui.act(act::SelectMoment{static_cast<int>(i)});
    bool over = ImGui::IsItemHovered();
    // Held down, the track is scrubbed.
    if (ImGui::IsItemActive() && gap_x > 0) {
      const int to = std::clamp(static_cast<int>(std::lround((ImGui::GetIO().MousePos.x - r.x - side) / gap_x)), 0, static_cast<int>(n) - 1);
      if (ImGui::IsMouseDragging(0, 4) && to != s.moment) ui.act(act::SelectMoment{to});
    }
    if (over) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    focus_ring(ui, 16, m.name);
    if (!m.said.empty()) tooltip(ui, m.said);
    ImGui::PopID();
    bool here = static_cast<int>(i) == now, bad = nan >= 0 && static_cast<int>(i) >= nan && m.look >= 0;
    if (m.state == Moment::kFailed) disc(ui, c, ui.px(10), Sign::kCross, t.misfit);
    else if (bad && static_cast<int>(i) == nan) disc(ui, c, ui.px(10), Sign::kWarning, t.misfit);
    else if (m.state == Moment::kPassed) d->AddCircleFilled(c, ui.px(here ? 8.5f : 6), paint(bad ? t.misfit : t.fits), 32);
    else {
      d->AddCircleFilled(c, ui.px(5.5f), paint(t.paper), 32);
      d->AddCircle(c, ui.px(5.5f), paint(mix(t.paper, t.muted, over ? 0.9f : 0.4f)), 32, ui.px(1.5f));
    }
    if (here && s.moment >= 0) d->AddCircle(c, ui.px(13), paint(m.state == Moment::kFailed || bad ? t.misfit : t.fits, 0.5f), 32, ui.px(1.5f));
    ImFont* font = here ? ui.fonts.strong : ui.fonts.text;
    std::string_view words = m.name;
    if (crowded && m.name == "batch 1") words = "1";
    if (crowded && m.name == "epoch end") words = "end";
    ImVec2 size = size_of(font, kSmall, words, ui);
    float x = std::clamp(c.x - size.x / 2, r.x + ui.px(6), std::max(r.x + ui.px(6), r.x + r.w - size.x - ui.px(6)));
    if (x < taken && !here) continue;
    uint32_t colour = m.state == Moment::kFailed ? t.misfit : m.state == Moment::kPassed ? t.ink : t.muted;
    put(ui, {x, y + ui.px(16)}, font, kSmall, colour, words);
    taken = x + size.x + ui.px(6);
  }
  if (!s.verdict_hidden()) head(ui, r, track, now);
  end_region();
}

}  // namespace misfit
