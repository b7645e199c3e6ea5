// The stage: solids, sockets and their names; edges that can be dragged.
#include <algorithm>
#include <cmath>

#include "imgui_internal.h"
#include "render/pick.h"
#include "ui/widgets.h"

namespace misfit {
namespace {

// A chip: one of the two numbers that disagree. Small arrows say that it can be dragged.
void chip(const Ui& ui, const Label& l, Rect stage, ImVec2 at, ImVec2 corner, ImVec2 s, ImFont* font, float size) {
  const Theme& t = ui.theme;
  ImDrawList* d = canvas();
  Link link{l.link == 1 ? Link::kExpected : Link::kFound, 0};
  const bool lights = lit(ui.study, link), drags = l.literal >= 0;
  float pad = ui.px(drags ? 15 : 10), high = ui.px(11);
  ImVec2 a{corner.x - pad + (l.align_x == 0 ? pad : l.align_x == 1 ? -pad : 0), at.y + s.y * (0.5f - l.align_y) - high};
  // At the stage's border it stays whole.
  if (a.x < stage.x + ui.px(4) && a.x > stage.x - s.x - pad) a.x = stage.x + ui.px(4);
  if (const float last = stage.x + stage.w - s.x - 2 * pad - ui.px(4); a.x > last && a.x < last + s.x + pad) a.x = last;
  const ImVec2 b{a.x + s.x + 2 * pad, a.y + 2 * high};
  d->AddRectFilled(a, b, paint(lights ? t.misfit : t.misfit_tint), high);
  d->AddRect(a, b, paint(t.misfit), high, ui.px(1.4f));
  const uint32_t ink = lights ? t.card : t.misfit;
  ui.screen.controls.push_back({"chip " + l.text, {a.x, a.y, b.x - a.x, b.y - a.y}});
  put(ui, {a.x + pad, (a.y + b.y - s.y) / 2}, font, size, ink, l.text);
  if (drags) {
    const float y = (a.y + b.y) / 2, r = ui.px(2.6f);
    for (int way : {-1, 1}) {
      const float x = way < 0 ? a.x + ui.px(8) : b.x - ui.px(8), w = static_cast<float>(way) * r * 0.7f;
      const ImVec2 points[] = {{x - w, y - r}, {x + w, y}, {x - w, y + r}};
      d->AddPolyline(points, 3, paint(ink, 0.8f), ui.px(1.3f));
    }
  }
  ImVec2 mouse = ImGui::GetIO().MousePos;
  if (mouse.x < a.x || mouse.x >= b.x || mouse.y < a.y || mouse.y >= b.y) return;
  ui.act(act::Hover{link});
  // The chip is dragged like its edge, to the left and to the right.
  Screen& sc = ui.screen;
  if (drags && sc.chip < 0 && sc.held.kind == Target::kNone) {
    ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
    if (ImGui::IsMouseClicked(0)) {
      sc.chip = l.literal;
      sc.scrub_from = mouse.x;
      sc.scrub_value = ui.study.literals[static_cast<size_t>(l.literal)].value;
    }
  }
}

void hold_chip(const Ui& ui) {
  Screen& sc = ui.screen;
  if (sc.chip < 0) return;
  ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
  if (!ImGui::IsMouseDown(0)) {
    sc.chip = -1;
    if (ui.study.scrubbing >= 0) ui.act(act::EndGesture{});
    return;
  }
  const float moved = ImGui::GetIO().MousePos.x - sc.scrub_from;
  const double speed = std::max(1.0, std::abs(static_cast<double>(sc.scrub_value)) / 40.0) / 10.0 / ui.k;
  const int64_t value = std::max<int64_t>(0, sc.scrub_value + static_cast<int64_t>(std::lround(moved * speed)));
  if (static_cast<size_t>(sc.chip) < ui.study.literals.size() && ui.study.literals[static_cast<size_t>(sc.chip)].value != value) ui.act(act::SetLiteral{sc.chip, value, true});
}

ImFont* font_of(const Ui& ui, const Label& l) {
  const bool number = l.style == Label::kNumber || l.style == Label::kChip;
  return l.style == Label::kName || l.style == Label::kNote ? ui.fonts.strong : number ? ui.fonts.mono_strong : ui.fonts.mono;
}
float size_of_style(const Label& l) { return l.style == Label::kName || l.style == Label::kChip ? kSmall + 1 : l.style == Label::kDetail ? kTiny : kSmall; }

// The words under things: neighbours on one line share the room between them, and what has none is cut short.
std::vector<std::string> words_below(const Ui& ui, Rect r, const Camera& camera, const Scene& scene) {
  struct Word { size_t label; float x, y, half; };
  std::vector<Word> row;
  std::vector<std::string> words(scene.labels.size());
  bool lanes = false;
  for (const Socket& s : scene.sockets) lanes = lanes || s.at.y != scene.sockets.front().at.y;
  for (size_t i = 0; i < scene.labels.size(); ++i) {
    const Label& l = scene.labels[i];
    words[i] = l.text;
    if (l.text.empty() || l.leader || l.align_x != 0.5f || (l.style != Label::kName && l.style != Label::kDetail)) continue;
    const Vec2 p = camera.at(l.at);
    if (p.x < -200 || p.x > r.w + 200) continue;
    if (lanes && l.style == Label::kDetail && camera.scale < 38) { words[i].clear(); continue; }      // no room between the lanes
    row.push_back({i, p.x, std::round(p.y + ui.px(l.dy)), std::min(size_of(font_of(ui, l), size_of_style(l), l.text, ui).x / 2, ui.px(120))});
  }
  std::stable_sort(row.begin(), row.end(), [](const Word& a, const Word& b) { return a.y != b.y ? a.y < b.y : a.x < b.x; });
  for (size_t k = 0; k + 1 < row.size(); ++k) {
    Word &a = row[k], &b = row[k + 1];
    const float room = b.x - a.x - ui.px(8);
    if (a.y != b.y || a.half + b.half <= room) continue;
    if (a.half > b.half) a.half = std::max(room - b.half, room / 2);
    else b.half = std::max(room - a.half, room / 2);
    a.half = std::min(a.half, std::max(0.0f, room - b.half));
  }
  for (const Word& w : row) {
    const Label& l = scene.labels[w.label];
    std::string& text = words[w.label];
    ImFont* font = font_of(ui, l);
    const float size = size_of_style(l), width = 2 * w.half + 0.5f;
    if (size_of(font, size, text, ui).x <= width) continue;
    // A shape does without its element type.
    if (const size_t type = text.rfind(") "); l.style == Label::kDetail && type != std::string::npos) text.resize(type + 1);
    if (text.front() == '(' && size_of(font, size, text, ui).x > width) text.clear();
    else text = elided(ui, font, size, text, width);
  }
  return words;
}

void labels(const Ui& ui, Rect r, const Camera& camera, const Scene& scene) {
  const Theme& t = ui.theme;
  StageColours colours = stage_colours(t);
  ImDrawList* d = canvas();
  const std::vector<std::string> words = words_below(ui, r, camera, scene);
  for (size_t i = 0; i < scene.labels.size(); ++i) {
    const Label& l = scene.labels[i];
    const std::string& text = words[i];
    if (text.empty()) continue;
    Vec2 p = camera.at(l.at);
    if (p.x < -200 || p.x > r.w + 200) continue;
    ImVec2 at{r.x + p.x + ui.px(l.dx), r.y + p.y + ui.px(l.dy)};
    ImFont* font = font_of(ui, l);
    const float size = size_of_style(l);
    uint32_t colour = colours.of(l.tone, l.axis);
    ImVec2 s = size_of(font, size, text, ui);
    ImVec2 corner{at.x - s.x * l.align_x, at.y - s.y * l.align_y};
    if (l.leader) {
      ImVec2 from{r.x + p.x, r.y + p.y};
      corner.x = std::max(std::min(corner.x, r.x + r.w - s.x - ui.px(12)), r.x + ui.px(12));
      corner.y = std::max(corner.y, r.y + ui.px(40));
      const bool beside = corner.x > from.x + ui.px(12);
      d->AddLine(from, beside ? ImVec2{corner.x - ui.px(6), corner.y + s.y / 2} : ImVec2{std::clamp(from.x, corner.x + ui.px(4), corner.x + s.x), corner.y + s.y + ui.px(2)}, paint(colour), ui.px(1.2f));
      d->AddCircleFilled(from, ui.px(2), paint(colour), 16);
    } else if (l.style == Label::kDetail && l.align_x == 0.5f) {
      // The line under the first thing stays within the stage.
      if (p.x > 0 && corner.x < r.x + ui.px(6)) corner.x = r.x + ui.px(6);
    }
    if (l.style == Label::kChip) chip(ui, l, r, at, corner, s, font, size);
    else put(ui, corner, font, size, colour, text);
  }
}

void marks(const Ui& ui, Rect r, const Camera& camera, const Scene& scene) {
  for (const Mark& m : scene.marks) {
    Vec2 p = camera.at(m.at);
    ImVec2 c{r.x + p.x, r.y + p.y};
    if (m.kind == Mark::kWarning) { disc(ui, c, ui.px(10), Sign::kWarning, ui.theme.misfit); continue; }
    canvas()->AddCircleFilled(c, ui.px(12), paint(ui.theme.misfit_tint), 40);
    canvas()->AddCircle(c, ui.px(12), paint(ui.theme.misfit), 40, ui.px(1.6f));
    cross(canvas(), c, ui.px(13), paint(ui.theme.misfit), ui.px(1.8f));
  }
}

const Edge* edge_of(const Scene& s, Target t) {
  const std::vector<Edge>* edges = nullptr;
  if (t.kind == Target::kAxis && t.thing < static_cast<int>(s.solids.size())) edges = &s.solids[static_cast<size_t>(t.thing)].edges;
  if (t.kind == Target::kSocket && t.thing < static_cast<int>(s.sockets.size())) edges = &s.sockets[static_cast<size_t>(t.thing)].edges;
  if (edges) for (const Edge& e : *edges) if (e.tensor_axis == t.axis) return &e;
  return nullptr;
}

// Keyboard: left and right choose an edge, up and down change its number, Enter looks inside.
void keys(const Ui& ui, const Scene& scene) {
  Screen& sc = ui.screen;
  const Study& s = ui.study;
  const ImGuiID id = ImGui::GetItemID();
  if (!ImGui::IsItemFocused() || !ImGui::GetCurrentContext()->NavCursorVisible) {
    if (sc.edge_gesture) { sc.edge_gesture = false; ui.act(act::EndGesture{}); }
    return;
  }
  for (ImGuiKey k : {ImGuiKey_LeftArrow, ImGuiKey_RightArrow, ImGuiKey_UpArrow, ImGuiKey_DownArrow, ImGuiKey_Enter}) ImGui::SetKeyOwner(k, id);
  auto pressed = [&](ImGuiKey k) { return ImGui::IsKeyPressed(k, ImGuiInputFlags_Repeat, id); };
  std::vector<Target> all;
  auto add = [&](const std::vector<Edge>& edges, Target::Kind kind, size_t thing) {
    for (const Edge& e : edges) if (e.literal >= 0) all.push_back({kind, static_cast<int>(thing), e.tensor_axis});
  };
  for (size_t i = 0; i < scene.solids.size(); ++i) if (!scene.solids[i].ghost) add(scene.solids[i].edges, Target::kAxis, i);
  for (size_t i = 0; i < scene.sockets.size(); ++i) add(scene.sockets[i].edges, Target::kSocket, i);
  // Those that disagree come first.
  std::stable_sort(all.begin(), all.end(), [&](const Target& a, const Target& b) { return edge_of(scene, a)->lit && !edge_of(scene, b)->lit; });
  if (pressed(ImGuiKey_Enter))
    for (const Solid& solid : scene.solids) if (solid.step) { ui.act(act::LookInside{solid.step, solid.layer}); break; }
  if (all.empty()) return;
  const int n = static_cast<int>(all.size());
  const int way = pressed(ImGuiKey_RightArrow) ? 1 : pressed(ImGuiKey_LeftArrow) ? -1 : 0;
  if (way && sc.edge_gesture) { sc.edge_gesture = false; ui.act(act::EndGesture{}); }
  sc.keyboard_edge = ((sc.keyboard_edge + way) % n + n) % n;
  const Target chosen = all[static_cast<size_t>(sc.keyboard_edge)];
  const Edge* e = edge_of(scene, chosen);
  sc.over = chosen;
  ui.act(act::Hover{{Link::kLiteral, e->literal}});
  int by = pressed(ImGuiKey_UpArrow) ? 1 : pressed(ImGuiKey_DownArrow) ? -1 : 0;
  if (ImGui::GetIO().KeyShift) by *= 10;
  if (!by || static_cast<size_t>(e->literal) >= s.literals.size()) return;
  sc.edge_gesture = true;
  ui.act(act::SetLiteral{e->literal, std::max<int64_t>(0, s.literals[static_cast<size_t>(e->literal)].value + by), true});
}

void hands(const Ui& ui, Rect r, const Camera& camera, const Scene& scene, const View& view) {
  Screen& sc = ui.screen;
  const Study& s = ui.study;
  ImGui::SetCursorScreenPos(r.min());
  ImGui::SetNextItemAllowOverlap();
  ImGui::InvisibleButton("stage", {std::max(r.w, 1.0f), std::max(r.h, 1.0f)}, ImGuiButtonFlags_EnableNav);
  bool hovered = ImGui::IsItemHovered();
  ImGui::SetItemKeyOwner(ImGuiKey_MouseWheelX);
  focus_ring(ui, 2, "stage");
  ImVec2 mouse = ImGui::GetIO().MousePos;
  Vec2 point{mouse.x - r.x, mouse.y - r.y};
  if (sc.held.kind == Target::kNone) sc.over = hovered && sc.chip < 0 ? pick(scene, camera, point, ui.screen.touch ? 22.0f : 9.0f) : Target{};
  const Edge* e = edge_of(scene, sc.over);
  if (e && sc.held.kind == Target::kNone) {
    if (e->literal >= 0) {
      ImGui::SetMouseCursor(e->from.y != e->to.y ? ImGuiMouseCursor_ResizeNS : ImGuiMouseCursor_ResizeEW);
      ui.act(act::Hover{{Link::kLiteral, e->literal}});
    }
    if (ImGui::IsItemActivated() && ImGui::IsMouseDown(0) && e->literal >= 0) {
      sc.held = sc.over;
      sc.held_from = point;
      sc.held_edge = *e;
      sc.held_literal = e->literal;
      sc.held_length = e->length;
    }
    if (!ImGui::IsMouseDown(0) && !sc.touch) {
      ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui.px(10), ui.px(6)});
      if (ImGui::BeginTooltip()) {
        std::string words(name(e->axis));
        words += " " + std::to_string(e->length);
        words += e->literal >= 0 && static_cast<size_t>(e->literal) < s.literals.size() ? "   drag to change line " + std::to_string(s.literals[static_cast<size_t>(e->literal)].span.line) : "   made by the program";
        say(ui, ui.fonts.text, kSmall, ui.theme.ink, words);
        ImGui::EndTooltip();
      }
      ImGui::PopStyleVar();
    }
  } else if (sc.over.kind == Target::kSolid || sc.over.kind == Target::kSocket) {
    const size_t i = static_cast<size_t>(sc.over.thing);
    uint32_t step = sc.over.kind == Target::kSolid ? scene.solids[i].step : scene.sockets[i].step;
    int layer = sc.over.kind == Target::kSolid ? scene.solids[i].layer : scene.sockets[i].layer;
    if (step || layer >= 0) {
      ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
      if (ImGui::IsItemDeactivated() && std::hypot(ImGui::GetMouseDragDelta(0).x, ImGui::GetMouseDragDelta(0).y) < 4) ui.act(act::LookInside{step, layer});
    }
  }
  if (sc.held.kind != Target::kNone) {
    ImGui::SetMouseCursor(sc.held_edge.from.y != sc.held_edge.to.y ? ImGuiMouseCursor_ResizeNS : ImGuiMouseCursor_ResizeEW);
    if (!ImGui::IsMouseDown(0)) {
      sc.held = {};
      ui.act(act::EndGesture{});
    } else if (sc.held_literal < static_cast<int>(s.literals.size())) {
      Edge from = sc.held_edge;
      from.length = sc.held_length;
      int64_t length = dragged_length(from, camera, {point.x - sc.held_from.x, point.y - sc.held_from.y});
      if (length != s.literals[static_cast<size_t>(sc.held_literal)].value) ui.act(act::SetLiteral{sc.held_literal, length, true});
    }
  }
  // The wheel and a drag on nothing move along the flow.
  if (hovered && view.pan_high > view.pan_low) {
    float wheel = ImGui::GetIO().MouseWheelH != 0 ? ImGui::GetIO().MouseWheelH : ImGui::GetIO().KeyShift ? ImGui::GetIO().MouseWheel : 0;
    sc.pan -= wheel * 60;
    if (ImGui::IsItemActive() && sc.held.kind == Target::kNone && sc.over.kind == Target::kNone && sc.chip < 0) sc.pan -= ImGui::GetIO().MouseDelta.x;
    sc.pan = std::clamp(sc.pan, view.pan_low, view.pan_high);
  }
  keys(ui, scene);
}

void empty_state(const Ui& ui, Rect r) {
  const Study& s = ui.study;
  std::string title = "Nothing flows yet", words = "A model, or an operation on arrays, shows here as soon as the program has one.";
  if (s.verdict_late) {
    title = "Still running";
    words = "The picture comes when the program has come far enough.";
  } else if (s.verdict && s.verdict->unsupported) {
    title = "Not supported here";
    words = s.verdict->unsupported->construct + ", line " + std::to_string(s.verdict->unsupported->line) + ". The rest of the program is untouched.";
  } else if (s.verdict && s.verdict->exception) {
    title = "It stopped before anything could flow";
    words = s.verdict->exception->type + ", line " + std::to_string(s.verdict->exception->line);
  }
  float w = std::min(r.w - ui.px(48), ui.px(420));
  if (w < ui.px(60)) return;
  ImVec2 a = size_of(ui.fonts.strong, kBody, title, ui);
  put(ui, {r.x + (r.w - a.x) / 2, r.y + r.h / 2 - ui.px(26)}, ui.fonts.strong, kBody, ui.theme.ink, title);
  ImVec2 b = size_of(ui.fonts.text, kSmall, words, ui);
  ImGui::SetCursorScreenPos({r.x + (r.w - std::min(w, b.x)) / 2, r.y + r.h / 2});
  prose(ui, w, words, kSmall, 0, true);
}

// Only what is in sight is drawn: a model may have hundreds of layers.
Scene in_sight(const Scene& all, const Camera& camera, float width) {
  if (all.solids.size() < 40) return all;
  Scene s = all;
  auto out = [&](Vec3 at, Vec3 half) { return camera.at({at.x + half.x, at.y, at.z + half.z}).x < -120 || camera.at({at.x - half.x, at.y, at.z}).x > width + 120; };
  for (Solid& x : s.solids) if (out(x.at, x.half)) x.blocks.clear(), x.edges.clear();
  for (Socket& x : s.sockets) if (out(x.at, x.half)) x.ghost = true, x.blocks.clear(), x.edges.clear();
  std::erase_if(s.arrows, [&](const Arrow& a) { return camera.at(a.to).x < -120 || camera.at(a.from).x > width + 120; });
  return s;
}

// Which sample is looked at.
void sample_stepper(const Ui& ui, Rect r) {
  const Study& s = ui.study;
  const Look* look = look_now(s);
  if (!look || look->x.empty() || !look->x[0] || look->x[0].shape().rank() == 0 || look->x[0].shape()[0] < 2 || r.w < ui.px(420)) return;
  const int of = static_cast<int>(look->x[0].shape()[0]), at = s.sample % of;
  std::string words = "sample " + std::to_string(at);
  float w = size_of(ui.fonts.text, kSmall, words, ui).x, x = r.x + r.w - ui.px(24) - w - ui.px(60);
  ImGui::SetCursorScreenPos({x, r.y + ui.px(9)});
  if (button(ui, "sample before", "‹", Weight::kQuiet, 30)) ui.act(act::ShowSample{(at + of - 1) % of, s.channel});
  put(ui, {x + ui.px(28), r.y + ui.px(16)}, ui.fonts.text, kSmall, ui.theme.muted, words);
  ImGui::SetCursorScreenPos({x + ui.px(32) + w, r.y + ui.px(9)});
  if (button(ui, "sample after", "›", Weight::kQuiet, 30)) ui.act(act::ShowSample{(at + 1) % of, s.channel});
}

}  // namespace

void stage_panel(const Ui& ui, Rect r) {
  Screen& sc = ui.screen;
  if (r.w < 8 || r.h < 8 || !begin_region(ui, "stage region", r, false, ui.theme.paper)) {
    if (r.w >= 8 && r.h >= 8) end_region();
    return;
  }
  sc.stage_rect = r;
  sc.scene = layout(ui.study);
  sc.scene_text = sc.scene.sentence;
  if (sc.scene.solids.empty() && sc.scene.sockets.empty()) {
    empty_state(ui, r);
  } else {
    View view = view_of(sc.scene, r.w, r.h, sc.pan, std::min(ui.px(112), r.h * 0.45f));
    Scene shown = sc.motion.step(sc.scene, sc.clock ? sc.clock() : 0, ui.study.reduced_motion || !sc.clock || sc.held.kind != Target::kNone || sc.scrub >= 0 || sc.chip >= 0);
    hands(ui, r, view.camera, shown, view);
    StageColours colours = stage_colours(ui.theme);
    if (sc.renderer) {
      float density = std::max(1.0f, ImGui::GetIO().DisplayFramebufferScale.x);
      Target lit_target = sc.held.kind != Target::kNone ? sc.held : sc.over;
      Scene drawn = in_sight(shown, view.camera, r.w);
      unsigned texture = sc.renderer->draw(drawn, mesh_of(drawn, view.camera, colours, {lit_target}), colours, r.w, r.h, density);
      float pixel_w = std::round(r.w * density) / density, pixel_h = std::round(r.h * density) / density;
      canvas()->AddImage(static_cast<ImTextureID>(texture), r.min(), {r.x + pixel_w, r.y + pixel_h}, {0, 1}, {1, 0});
    }
    hold_chip(ui);
    labels(ui, r, view.camera, shown);
    marks(ui, r, view.camera, shown);
    sample_stepper(ui, r);
  }
  ImGui::SetCursorScreenPos({r.x + ui.px(24), r.y + ui.px(17)});
  heading(ui, "STAGE");
  end_region();
}

}  // namespace misfit
