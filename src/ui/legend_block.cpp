// How to read the picture: a solid, its axes by colour and letter, a socket. For those who see it for the first time.
#include <algorithm>

#include "study/flow.h"
#include "ui/widgets.h"

namespace misfit {

float legend_block(const Ui& ui, float width) {
  const Theme& t = ui.theme;
  const Study& s = ui.study;
  float top = ImGui::GetCursorPosY();
  Flow flow = flow_of(s);
  std::vector<Axis> axes;
  auto meet = [&](const Axes& all) { for (Axis a : all) if (std::find(axes.begin(), axes.end(), a) == axes.end()) axes.push_back(a); };
  for (const FlowTensor& f : flow.inputs) meet(f.axes);
  for (const FlowLayer& l : flow.layers) { meet(l.expected_axes); meet(l.out_axes); }
  if (axes.empty()) return 0;
  heading(ui, "HOW TO READ THE PICTURE");
  gap(ui, 8);
  prose(ui, width, "A tensor is a **solid**, with one edge for each axis. A layer is a **socket**: what it is given either fits, or stops with the gap in plain sight.");
  gap(ui, 4);
  ImVec2 at = ImGui::GetCursorScreenPos();
  float x = at.x, y = at.y + ui.px(2);
  for (Axis a : axes) {
    std::string words = std::string(letter(a)) + "  " + std::string(name(a));
    float w = size_of(ui.fonts.text, kSmall, words, ui).x + ui.px(46);
    if (x > at.x && x + w > at.x + width) { x = at.x; y += ui.px(26); }
    canvas()->AddRectFilled({x, y + ui.px(7)}, {x + ui.px(20), y + ui.px(10)}, paint(t.axis[static_cast<size_t>(a)]), ui.px(1));
    put(ui, {x + ui.px(28), y}, ui.fonts.text, kSmall, t.ink, words);
    x += w;
  }
  ImGui::Dummy({width, y + ui.px(28) - at.y});
  gap(ui, 2);
  prose(ui, width, "Numbers can be **dragged**, in the picture and in the program: everything else follows. Click a solid to look inside.", kBody, 0, true);
  return ImGui::GetCursorPosY() - top;
}

}  // namespace misfit
