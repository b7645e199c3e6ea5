// The arrangement: wide in three regions, narrow in one column.
#include "ui/screen.h"

#include <cmath>

#include "imgui_internal.h"
#include "ui/widgets.h"

namespace misfit {
namespace {

constexpr float kBar = 56, kTrack = 96, kWide = 900, kTall = 460;

void shortcuts(const Ui& ui) {
  const Study& s = ui.study;
  auto pressed = [](ImGuiKeyChord chord) { return ImGui::Shortcut(chord, ImGuiInputFlags_RouteGlobal | ImGuiInputFlags_RouteOverActive | ImGuiInputFlags_Repeat); };
  if (pressed(ImGuiMod_Ctrl | ImGuiKey_Z)) ui.act(act::Undo{});
  if (pressed(ImGuiMod_Ctrl | ImGuiKey_Y) || pressed(ImGuiMod_Ctrl | ImGuiMod_Shift | ImGuiKey_Z)) ui.act(act::Redo{});
  if (pressed(ImGuiMod_Ctrl | ImGuiKey_Enter)) {
    if (s.current() && s.step < LessonStep::kProve) ui.act(act::GoToStep{LessonStep::kProve});
    ui.act(act::Prove{});
  }
  if (pressed(ImGuiKey_F1)) ui.act(act::ToggleKeys{});
  if (pressed(ImGuiKey_F2)) ui.screen.focus_editor = true;
  if (pressed(ImGuiMod_Ctrl | ImGuiKey_Equal) || pressed(ImGuiMod_Ctrl | ImGuiKey_KeypadAdd)) ui.act(act::SetScale{s.scale * 1.15f});
  if (pressed(ImGuiMod_Ctrl | ImGuiKey_Minus) || pressed(ImGuiMod_Ctrl | ImGuiKey_KeypadSubtract)) ui.act(act::SetScale{s.scale / 1.15f});
  if (pressed(ImGuiMod_Ctrl | ImGuiKey_0)) ui.act(act::SetScale{1});
  if (ImGui::IsKeyPressed(ImGuiKey_Escape, false)) {
    if (ui.screen.menu) ui.screen.menu = false;
    else if (s.keys) ui.act(act::ToggleKeys{});
    else if (s.paste) ui.act(act::TogglePaste{});
    else if (s.inside || s.inside_layer >= 0) ui.act(act::LookInside{0, -1});
  }
  // Through the moments of the run.
  if (ImGui::GetIO().KeyAlt && !s.verdict_hidden()) {
    const int by = ImGui::IsKeyPressed(ImGuiKey_RightArrow) ? 1 : ImGui::IsKeyPressed(ImGuiKey_LeftArrow) ? -1 : 0;
    const int n = by ? static_cast<int>(moments(s).size()) : 0;
    if (n) ui.act(act::SelectMoment{std::clamp(current_moment(s) + by, 0, n - 1)});
  }
  if (s.current() && ImGui::GetIO().KeyAlt)
    for (int i = 0; i < kLessonSteps; ++i)
      if (ImGui::IsKeyPressed(static_cast<ImGuiKey>(ImGuiKey_1 + i), false)) ui.act(act::GoToStep{static_cast<LessonStep>(i)});
}

// Lower left: what the step is about. Lower right: what it means and what can be done.
void lower_left(const Ui& ui, Rect r) {
  if (begin_region(ui, "lower left", r, true, ui.theme.card)) {
    float pad = ui.px(24), w = r.w - 2 * pad;
    ImGui::SetCursorPos({pad, ui.px(18)});
    ImGui::BeginGroup();
    if (ui.study.step == LessonStep::kPredict && ui.study.current()) predict_block(ui, w);
    else if (!ui.study.curves.empty() && (ui.study.step >= LessonStep::kProve || !ui.study.current() || ui.study.training())) prove_block(ui, w, r.h - ui.px(36));
    else verdict_block(ui, w);
    ImGui::EndGroup();
    gap(ui, 12);
  }
  end_region();
}

void lower_right(const Ui& ui, Rect r) {
  if (begin_region(ui, "lower right", r, true, ui.theme.card)) {
    float pad = ui.px(24), w = r.w - 2 * pad;
    ImGui::SetCursorPos({pad, ui.px(18)});
    ImGui::BeginGroup();
    const Study& s = ui.study;
    if (s.current() && s.step == LessonStep::kPredict) legend_block(ui, w);
    // While reading and fixing, this program's own facts come before what the lesson says of all such programs.
    bool facts_first = s.current() && (s.step == LessonStep::kRead || s.step == LessonStep::kFix) && s.explanation && (s.failed() || !s.explanation->silent.empty());
    const bool proving = s.current() && s.step == LessonStep::kProve && !s.curves.empty();
    if (proving) predictions_block(ui, w);
    if (!facts_first && lesson_block(ui, w) > 0) gap(ui, 4);
    if (s.step != LessonStep::kPredict || !s.current()) {
      if (!proving && !s.curves.empty() && (s.step >= LessonStep::kProve || !s.current())) predictions_block(ui, w);
      if (s.step != LessonStep::kBreak || !s.current()) explanation_block(ui, w);
      if (s.step >= LessonStep::kRead || !s.current()) { gap(ui, 4); fixes_block(ui, w); }
    }
    if (facts_first) { gap(ui, 8); lesson_block(ui, w); }
    ImGui::EndGroup();
    gap(ui, 12);
  }
  end_region();
}

void wide(const Ui& ui, float w, float h) {
  const Theme& t = ui.theme;
  float bar = ui.px(kBar), lower = std::round(std::clamp(h * 0.38f, ui.px(220), ui.px(348))), left = std::round(std::clamp(w * 0.34f, ui.px(320), ui.px(560)));
  float middle = h - bar - lower, track = ui.px(kTrack);
  top_bar(ui, {0, 0, w, bar});
  hairline(ui, {0, bar - 1}, {w, bar - 1});
  canvas()->AddRectFilled({0, bar}, {left, bar + middle}, paint(t.card));
  program_panel(ui, {0, bar, left, middle});
  Rect stage{left + 1, bar, w - left - 1, middle - track};
  if (!inside_panel(ui, {stage.x, stage.y, stage.w, middle})) {
    stage_panel(ui, stage);
    hairline(ui, {left, bar + middle - track}, {w, bar + middle - track});
    time_track(ui, {left + 1, bar + middle - track, w - left - 1, track});
  }
  hairline(ui, {left, bar}, {left, bar + middle});
  float y = bar + middle, half = std::round(w / 2);
  lower_left(ui, {0, y + 1, half, lower - 1});
  lower_right(ui, {half + 1, y + 1, w - half - 1, lower - 1});
  hairline(ui, {0, y}, {w, y});
  hairline(ui, {half, y}, {half, h});
}

// One column in the order of the lesson: step, verdict, stage, cause and fixes, program.
void narrow(const Ui& ui, float w, float h) {
  const Study& s = ui.study;
  float bar = ui.px(kBar), pad = ui.px(16), inner = w - 2 * pad;
  top_bar(ui, {0, 0, w, bar});
  hairline(ui, {0, bar - 1}, {w, bar - 1});
  if (begin_region(ui, "column", {0, bar, w, h - bar})) {
    auto block = [&](auto&& draw) {
      ImGui::SetCursorPosX(pad);
      ImGui::BeginGroup();
      draw();
      ImGui::EndGroup();
    };
    auto full = [&](float height, auto&& draw) {
      ImVec2 at = ImGui::GetCursorScreenPos();
      at.x = ImGui::GetWindowPos().x;
      draw(Rect{at.x, at.y, w, height});
      ImGui::SetCursorScreenPos(at);
      ImGui::Dummy({w, height});
    };
    gap(ui, 14);
    float message = 0, fixes = 0;                // where they begin in the column
    bool predict = s.current() && s.step == LessonStep::kPredict;
    block([&] { if (predict) predict_block(ui, inner); else if (!s.curves.empty() && s.step >= LessonStep::kProve) prove_block(ui, inner, ui.px(420)); });
    float stage = ui.px(250);
    // The message itself comes after the picture.
    if (!predict && s.curves.empty()) block([&] { verdict_block(ui, inner, s.failed() ? Part::kHead : Part::kWhole); });
    if (s.inside || s.inside_layer >= 0) full(ui.px(420), [&](Rect r) { inside_panel(ui, r); });
    else full(stage, [&](Rect r) { stage_panel(ui, r); });
    full(ui.px(kTrack), [&](Rect r) { time_track(ui, r); });
    if (!s.curves.empty() && s.step >= LessonStep::kProve) { gap(ui, 8); block([&] { predictions_block(ui, inner); }); }
    message = ImGui::GetCursorPosY();
    if (!predict && s.curves.empty() && s.failed()) { block([&] { verdict_block(ui, inner, Part::kText); }); gap(ui, 12); }
    block([&] { lesson_block(ui, inner); });
    const bool breaking = s.current() && s.step == LessonStep::kBreak;      // what it means comes with the next step
    if (!predict && !breaking) {
      block([&] { explanation_block(ui, inner); });
      gap(ui, 4);
      fixes = ImGui::GetCursorPosY();
      block([&] { fixes_block(ui, inner); });
    }
    if (predict) { gap(ui, 8); block([&] { legend_block(ui, inner); }); }
    gap(ui, 8);
    size_t lines = 3;
    for (char c : s.text()) lines += c == '\n';
    full(ui.px(44) + static_cast<float>(lines) * ui.px(22), [&](Rect r) {
      canvas()->AddRectFilled(r.min(), r.max(), paint(ui.theme.card));
      program_panel(ui, r);
    });
    gap(ui, 16);
    if (ui.screen.column_step != s.step) {       // a step begins with what it is about in sight
      ui.screen.column_step = s.step;
      ImGui::SetScrollY(s.step == LessonStep::kRead ? message : s.step == LessonStep::kFix ? fixes : 0);
      ui.screen.settle = 2;
    }
  }
  end_region();
}

}  // namespace

bool input_waits() { return !ImGui::GetCurrentContext()->InputEventsQueue.empty(); }

bool Screen::wants_another_frame() const {
  return settle > 0 || motion.moving() || repeat || input_waits();
}

void Screen::frame(const Study& study, Actions& out) {
  const Theme& t = misfit::theme(study.dark);
  if (style_scale != study.scale || style_dark != study.dark) {
    apply_style(t, study.scale);
    style_scale = study.scale;
    style_dark = study.dark;
    settle = 3;
  }
  repeat = false;
  controls.clear();
  if (study.step != LessonStep::kChallenge) show_fixes = false;
  ImGuiIO& io = ImGui::GetIO();
  Ui ui{study, out, *this, t, fonts, study.scale};
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize(io.DisplaySize);
  ImGui::PushFont(fonts.text, fonts.line_of(fonts.text, kBody));
  ImGui::Begin("misfit", nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoScrollWithMouse | (on_paper ? ImGuiWindowFlags_NoBackground : 0));
  if (ImGui::IsMouseClicked(0) || !ImGui::IsMouseDown(0)) { if (study.hover.kind != Link::kNone) out.push_back(act::Hover{}); }
  shortcuts(ui);
  if (study.start_page) start_page(ui, {0, 0, io.DisplaySize.x, io.DisplaySize.y});
  else if (io.DisplaySize.x >= ui.px(kWide) && io.DisplaySize.y >= ui.px(kTall)) wide(ui, io.DisplaySize.x, io.DisplaySize.y);
  else narrow(ui, io.DisplaySize.x, io.DisplaySize.y);
  if (study.paste) paste_sheet(ui, {0, 0, io.DisplaySize.x, io.DisplaySize.y});
  if (menu) menu_sheet(ui, {0, 0, io.DisplaySize.x, io.DisplaySize.y});
  if (study.keys) keys_sheet(ui, {0, 0, io.DisplaySize.x, io.DisplaySize.y});
  ImGui::End();
  ImGui::PopFont();
  // What had the keyboard may be gone; then Tab begins anew.
  ImGuiContext& g = *ImGui::GetCurrentContext();
  if (!g.NavIdIsAlive && g.ActiveId == 0 && g.NavCursorVisible) {
    g.NavId = 0;
    ImGui::SetNavCursorVisible(false);
  }
  // A hover that nobody repeated this frame ends; one that was is the last word.
  bool hovered = false;
  for (const Action& a : out) if (const auto* h = std::get_if<act::Hover>(&a); h && h->link.kind != Link::kNone) hovered = true;
  if (hovered || study.training() || study.fixes_running || study.verdict_late) settle = std::max(settle, 1);
  if (settle > 0) --settle;
}

}  // namespace misfit
