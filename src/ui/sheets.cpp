// What floats above the screen: the sheet for an own program, and the list of keys.
#include <algorithm>

#include "ui/widgets.h"

#include "imgui_stdlib.h"

namespace misfit {
namespace {

// A sheet in the middle over a veil. Clicking the veil answers true: close it.
bool begin_sheet(const Ui& ui, const char* id, Rect all, float width, float height) {
  ImGui::SetNextWindowPos({all.x, all.y});
  ImGui::SetNextWindowSize({all.w, all.h});
  ImGui::PushStyleColor(ImGuiCol_WindowBg, paint(ui.theme.dark ? 0x000000 : 0x1C2230, ui.theme.dark ? 0.55f : 0.28f));
  ImGui::Begin(id, nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings);
  ImGui::PopStyleColor();
  float w = std::min(ui.px(width), all.w - ui.px(24)), h = std::min(ui.px(height), all.h - ui.px(24));
  Rect r{all.x + (all.w - w) / 2, all.y + (all.h - h) * 0.42f, w, h};
  bool outside = ImGui::IsMouseClicked(0) && !ImGui::IsMouseHoveringRect(r.min(), r.max());
  ImDrawList* d = canvas();
  for (int i = 6; i >= 1; --i) {
    float grow = ui.px(static_cast<float>(i) * 3);
    d->AddRectFilled({r.x - grow, r.y - grow + ui.px(6)}, {r.x + r.w + grow, r.y + r.h + grow + ui.px(6)}, paint(0x000000, 0.018f), ui.px(8) + grow);
  }
  d->AddRectFilled(r.min(), r.max(), paint(ui.theme.card), ui.px(10));
  d->AddRect(r.min(), r.max(), paint(ui.theme.hairline), ui.px(10), 1.0f);
  ImGui::SetCursorScreenPos({r.x + ui.px(24), r.y + ui.px(22)});
  ImGui::BeginChild("sheet", {r.w - ui.px(48), r.h - ui.px(44)}, ImGuiChildFlags_NavFlattened);
  return outside;
}

void end_sheet() {
  ImGui::EndChild();
  ImGui::End();
}

}  // namespace

void paste_sheet(const Ui& ui, Rect all) {
  bool outside = begin_sheet(ui, "paste sheet", all, 720, 560);
  float width = ImGui::GetContentRegionAvail().x;
  const std::string_view title = "Your own program, error or model";
  say(ui, ui.fonts.strong, kTitle, ui.theme.ink, size_of(ui.fonts.strong, kTitle, title, ui).x <= width ? title : "Your own");
  gap(ui, 6);
  prose(ui, width, "Paste Python that builds and fits a model. Or a traceback: a smallest program that fails in just that way is opened, with your numbers. Or what `model.to_json()` gave: its program is written. A `.keras` file can be dropped anywhere.", kBody, 0, true);
  gap(ui, 12);
  ImGui::PushFont(ui.fonts.mono, ui.fonts.line_of(ui.fonts.mono, kSmall));
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {ui.px(12), ui.px(10)});
  if (!ui.screen.focus_paste) { ImGui::SetKeyboardFocusHere(); ui.screen.focus_paste = true; }
  float room = ImGui::GetContentRegionAvail().y - ui.px(48);
  ImGui::InputTextMultiline("##program", &ui.screen.paste_text, {width, std::max(room, ui.px(120))}, ImGuiInputTextFlags_AllowTabInput);
  ImGui::PopStyleVar();
  ImGui::PopFont();
  gap(ui, 12);
  bool close = outside;
  if (button(ui, "open", "Open it", Weight::kPrimary) && !ui.screen.paste_text.empty()) {
    ui.act(act::OpenProgram{ui.screen.paste_text});
    ui.screen.paste_text.clear();
    ui.screen.focus_paste = false;
  }
  ImGui::SameLine();
  close = button(ui, "cancel", "Cancel", Weight::kPlain) || close;
  end_sheet();
  if (close) { ui.act(act::TogglePaste{}); ui.screen.focus_paste = false; }
}

// Narrow: the profile, undo, sharing and the looks, which the top bar has no room for.
void menu_sheet(const Ui& ui, Rect all) {
  const Study& s = ui.study;
  bool outside = begin_sheet(ui, "menu sheet", all, 300, 372);
  heading(ui, "KERAS");
  gap(ui, 6);
  if (int chosen = segments(ui, "profile", {"Keras 2", "Keras 3"}, s.profile == Profile::kKeras3); chosen >= 0) ui.act(act::SetProfile{chosen ? Profile::kKeras3 : Profile::kKeras2});
  gap(ui, 14);
  bool close = outside;
  auto entry = [&](const char* id, std::string_view text) {
    const bool pressed = button(ui, id, text, Weight::kQuiet, 44);
    close = close || pressed;
    return pressed;
  };
  if (entry("undo", "Undo")) ui.act(act::Undo{});
  ImGui::SameLine(ui.px(120));
  if (entry("redo", "Redo")) ui.act(act::Redo{});
  if (entry("share", "Share")) { ImGui::SetClipboardText(s.text().c_str()); ui.act(act::Shared{}); }
  ImGui::SameLine(ui.px(120));
  if (entry("theme", s.dark ? "Light theme" : "Dark theme")) ui.act(act::SetTheme{!s.dark});
  if (entry("larger", "Larger")) ui.act(act::SetScale{s.scale * 1.15f});
  ImGui::SameLine(ui.px(120));
  if (entry("smaller", "Smaller")) ui.act(act::SetScale{s.scale / 1.15f});
  if (entry("keys", "Keys")) ui.act(act::ToggleKeys{});
  gap(ui, 8);
  close = button(ui, "close", "Close", Weight::kPrimary) || close;
  end_sheet();
  if (close) ui.screen.menu = false;
}

void keys_sheet(const Ui& ui, Rect all) {
  bool outside = begin_sheet(ui, "keys sheet", all, 540, 540);
  say(ui, ui.fonts.strong, kTitle, ui.theme.ink, "Keys");
  gap(ui, 4);
  constexpr const char* kKeys[][2] = {
      {"Tab, Shift+Tab", "next and previous thing"}, {"Enter, Space", "press it"}, {"Esc", "leave"},
      {"Ctrl+Z, Ctrl+Y", "undo and redo, anywhere"}, {"Ctrl+Enter", "train"}, {"Alt+1 … Alt+6", "the steps of the lesson"},
      {"Alt+Up, Alt+Down", "change the number at the cursor by one"},
      {"Arrows on the stage", "choose an edge, change its number"}, {"Alt+Left, Alt+Right", "through the moments of the run"}, {"F2", "to the program; Esc, then Tab, leads out"}, {"Ctrl+F", "find in the program"},
      {"Ctrl+C, Ctrl+V", "copy and paste"}, {"Ctrl +, Ctrl −, Ctrl 0", "larger, smaller, as it was"}, {"F1", "this list"}};
  const bool stacked = ImGui::GetContentRegionAvail().x < ui.px(460);      // what a key does stands below it
  for (const auto& row : kKeys) {
    ImVec2 at = ImGui::GetCursorScreenPos();
    put(ui, at, ui.fonts.mono, kSmall, ui.theme.ink, row[0]);
    put(ui, stacked ? ImVec2{at.x, at.y + ui.px(17)} : ImVec2{at.x + ui.px(210), at.y}, ui.fonts.text, kSmall + 0.5f, ui.theme.muted, row[1]);
    ImGui::Dummy({0, ui.px(stacked ? 38 : 20)});
  }
  gap(ui, 4);
  bool close = button(ui, "close", "Close", Weight::kPrimary) || outside;
  end_sheet();
  if (close) ui.act(act::ToggleKeys{});
}

}  // namespace misfit
