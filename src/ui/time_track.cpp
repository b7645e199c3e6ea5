// When it fails: the moments of the run on a line, passed, failed or still ahead; any of them can be gone to.
#include <cmath>

#include "imgui_internal.h"
#include "ui/widgets.h"

namespace misfit {

void time_track(const Ui& ui, Rect r) {
  const Theme& t = ui.theme;
  const Study& s = ui.study;
  if (!begin_region(ui, "time", r, false, t.paper)) { end_region(); return; }
  std::vector<Moment> track = moments(s);
  if (s.verdict_hidden()) for (Moment& m : track) m.state = Moment::kAhead;
  ImDrawList* d = canvas();
  float side = ui.px(r.w > ui.px(600) ? 70 : 36), y = std::round(r.y + r.h * 0.40f), n = static_cast<float>(track.size());
  float gap_x = n > 1 ? (r.w - 2 * side) / (n - 1) : 0;
  int now = s.verdict_hidden() ? -1 : current_moment(s);
  bool crowded = gap_x < ui.px(56);
  // A moment still ahead is as quiet as the paper; what was passed is one strong line.
  for (size_t i = 0; i + 1 < track.size(); ++i) {
    float a = r.x + side + gap_x * static_cast<float>(i), b = a + gap_x;
    if (track[i + 1].state != Moment::kAhead) d->AddLine({a, y}, {b, y}, paint(t.fits), ui.px(2));
    else for (float x = a + ui.px(10); x < b - ui.px(8); x += ui.px(8)) d->AddLine({x, y}, {std::min(x + ui.px(4), b), y}, paint(mix(t.paper, t.muted, 0.35f)), ui.px(1.4f));
  }
  for (size_t i = 0; i < track.size(); ++i) {
    const Moment& m = track[i];
    ImVec2 c{r.x + side + gap_x * static_cast<float>(i), y};
    ImGui::PushID(static_cast<int>(i));
    float reach = std::max(ui.px(16), ui.screen.touch ? 22.0f : 0.0f);
    ImGui::SetCursorScreenPos({c.x - reach, c.y - reach});
    if (ImGui::InvisibleButton("moment", {2 * reach, 2 * reach}, ImGuiButtonFlags_EnableNav)) ui.act(act::SelectMoment{static_cast<int>(i)});
    bool over = ImGui::IsItemHovered();
    if (over) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    focus_ring(ui, 16, m.name);
    ImGui::PopID();
    bool here = static_cast<int>(i) == now;
    if (m.state == Moment::kFailed) disc(ui, c, ui.px(10), true, t.misfit);
    else if (m.state == Moment::kPassed) d->AddCircleFilled(c, ui.px(here ? 8.5f : 6), paint(t.fits), 32);
    else {
      d->AddCircleFilled(c, ui.px(5.5f), paint(t.paper), 32);
      d->AddCircle(c, ui.px(5.5f), paint(mix(t.paper, t.muted, over ? 0.9f : 0.4f)), 32, ui.px(1.5f));
    }
    if (here && m.state == Moment::kPassed && s.moment >= 0) d->AddCircle(c, ui.px(12), paint(t.fits, 0.5f), 32, ui.px(1.5f));
    bool short_of_room = crowded && m.stage != Stage::kBatch && i % 2 == 1 && !here && gap_x < ui.px(44);
    if (short_of_room) continue;
    ImFont* font = here ? ui.fonts.strong : ui.fonts.text;
    std::string_view words = m.name;
    if (crowded && m.name == "batch 1") words = "1";
    if (crowded && m.name == "epoch end") words = "end";
    ImVec2 size = size_of(font, kSmall, words, ui);
    uint32_t colour = m.state == Moment::kFailed ? t.misfit : m.state == Moment::kPassed ? t.ink : t.muted;
    put(ui, {c.x - size.x / 2, y + ui.px(17)}, font, kSmall, colour, words);
  }
  end_region();
}

}  // namespace misfit
