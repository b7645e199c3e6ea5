// What the trained program says of pictures beside what they are; and the figures in words.
#include "ui/widgets.h"

namespace misfit {

float predictions_block(const Ui& ui, float width) {
  const Study& s = ui.study;
  if (s.curves.empty()) return 0;
  float top = ImGui::GetCursorPosY();
  const Curve& yours = s.curves.front();
  if (yours.run && !yours.run->stdout_text.empty()) {
    heading(ui, "WHAT IT PRINTED");
    gap(ui, 2);
    selectable(ui, "printed", yours.run->stdout_text, {}, width);
    gap(ui, 8);
  }
  std::string words;
  for (const Curve& c : s.curves) {
    if (c.held_out < 0 || c.state != Curve::State::kDone) continue;
    char text[64];
    std::snprintf(text, sizeof text, "%.2f", c.held_out);
    words += (words.empty() ? "Accuracy on data not trained on: " : "; ") + c.name + " **" + text + "**";
  }
  if (!words.empty()) { prose(ui, width, words + "."); gap(ui, 4); }
  return ImGui::GetCursorPosY() - top;
}

}  // namespace misfit
