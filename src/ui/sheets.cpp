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
  say(ui, ui.fonts.strong, kTitle, ui.theme.ink, "Your own program, or an error text");
  prose(ui, width, "Paste Python that builds and fits a model. Or paste a traceback: a smallest program that fails in just that way is opened, with your numbers.", kBody, 0, true);
  gap(ui, 4);
  ImGui::PushFont(ui.fonts.mono, ui.fonts.line_of(ui.fonts.mono, kSmall));
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {ui.px(12), ui.px(10)});
  if (!ui.screen.focus_paste) { ImGui::SetKeyboardFocusHere(); ui.screen.focus_paste = true; }
  float room = ImGui::GetContentRegionAvail().y - ui.px(52);
  ImGui::InputTextMultiline("##program", &ui.screen.paste_text, {width, std::max(room, ui.px(120))}, ImGuiInputTextFlags_AllowTabInput);
  ImGui::PopStyleVar();
  ImGui::PopFont();
  gap(ui, 2);
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

void keys_sheet(const Ui& ui, Rect all) {
  bool outside = begin_sheet(ui, "keys sheet", all, 520, 470);
  say(ui, ui.fonts.strong, kTitle, ui.theme.ink, "Keys");
  gap(ui, 4);
  constexpr const char* kKeys[][2] = {
      {"Tab, Shift+Tab", "next and previous thing"}, {"Enter, Space", "press it"}, {"Esc", "leave"},
      {"Ctrl+Z, Ctrl+Y", "undo and redo, anywhere"}, {"Ctrl+Enter", "train"}, {"Alt+1 … Alt+6", "the steps of the lesson"},
      {"Alt+Up, Alt+Down", "change the number at the cursor by one"}, {"Ctrl+F", "find in the program"},
      {"Ctrl+C, Ctrl+V", "copy and paste"}, {"Ctrl +, Ctrl −, Ctrl 0", "larger, smaller, as it was"}, {"F1", "this list"}};
  for (const auto& row : kKeys) {
    ImVec2 at = ImGui::GetCursorScreenPos();
    put(ui, at, ui.fonts.mono, kSmall, ui.theme.ink, row[0]);
    put(ui, {at.x + ui.px(210), at.y}, ui.fonts.text, kSmall + 0.5f, ui.theme.muted, row[1]);
    ImGui::Dummy({0, ui.px(20)});
  }
  gap(ui, 4);
  bool close = button(ui, "close", "Close", Weight::kPrimary) || outside;
  end_sheet();
  if (close) ui.act(act::ToggleKeys{});
}

}  // namespace misfit
