// The stage: solids, sockets and their names; edges that can be dragged.
#include <algorithm>
#include <cmath>

#include "imgui_internal.h"
#include "render/pick.h"
#include "ui/widgets.h"

namespace misfit {
namespace {

void labels(const Ui& ui, Rect r, const Camera& camera, const Scene& scene) {
  const Theme& t = ui.theme;
  StageColours colours = stage_colours(t);
  ImDrawList* d = canvas();
  for (const Label& l : scene.labels) {
    if (l.text.empty()) continue;
    Vec2 p = camera.at(l.at);
    ImVec2 at{r.x + p.x + ui.px(l.dx), r.y + p.y + ui.px(l.dy)};
    bool number = l.style == Label::kNumber || l.style == Label::kChip;
    ImFont* font = l.style == Label::kName || l.style == Label::kNote ? ui.fonts.strong : number ? ui.fonts.mono_strong : ui.fonts.mono;
    float size = l.style == Label::kName ? kSmall + 1 : l.style == Label::kChip ? kSmall + 1 : l.style == Label::kDetail ? kTiny : kSmall;
    uint32_t colour = colours.of(l.tone, l.axis);
    ImVec2 s = size_of(font, size, l.text, ui);
    ImVec2 corner{at.x - s.x * l.align_x, at.y - s.y * l.align_y};
    if (l.leader) {
      ImVec2 from{r.x + p.x, r.y + p.y};
      corner.x = std::min(corner.x, r.x + r.w - s.x - ui.px(12));
      corner.y = std::max(corner.y, r.y + ui.px(30));
      bool beside = corner.x > from.x + ui.px(12);
      d->AddLine(from, beside ? ImVec2{corner.x - ui.px(6), corner.y + s.y / 2} : ImVec2{from.x, corner.y + s.y + ui.px(2)}, paint(colour), ui.px(1.2f));
      d->AddCircleFilled(from, ui.px(2), paint(colour), 16);
    }
    if (l.style == Label::kChip) {
      Link link{l.link == 1 ? Link::kExpected : Link::kFound, 0};
      bool lights = lit(ui.study, link);
      float pad = ui.px(10), high = ui.px(11);
      ImVec2 a{corner.x - pad + (l.align_x == 0 ? pad : l.align_x == 1 ? -pad : 0), at.y + s.y * (0.5f - l.align_y) - high}, b{a.x + s.x + 2 * pad, a.y + 2 * high};
      d->AddRectFilled(a, b, paint(lights ? t.misfit : t.misfit_tint), high);
      d->AddRect(a, b, paint(t.misfit), high, ui.px(1.4f));
      put(ui, {a.x + pad, (a.y + b.y - s.y) / 2}, font, size, lights ? t.card : t.misfit, l.text);
      ImVec2 mouse = ImGui::GetIO().MousePos;
      if (mouse.x >= a.x && mouse.x < b.x && mouse.y >= a.y && mouse.y < b.y) ui.act(act::Hover{link});
      continue;
    }
    put(ui, corner, font, size, colour, l.text);
  }
}

void marks(const Ui& ui, Rect r, const Camera& camera, const Scene& scene) {
  for (const Mark& m : scene.marks) {
    Vec2 p = camera.at(m.at);
    ImVec2 c{r.x + p.x, r.y + p.y};
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

void hands(const Ui& ui, Rect r, const Camera& camera, const Scene& scene, const View& view) {
  Screen& sc = ui.screen;
  const Study& s = ui.study;
  ImGui::SetCursorScreenPos(r.min());
  ImGui::InvisibleButton("stage", {r.w, r.h}, ImGuiButtonFlags_EnableNav);
  bool hovered = ImGui::IsItemHovered();
  ImGui::SetItemKeyOwner(ImGuiKey_MouseWheelX);
  focus_ring(ui, 2, "stage");
  ImVec2 mouse = ImGui::GetIO().MousePos;
  Vec2 point{mouse.x - r.x, mouse.y - r.y};
  if (sc.held.kind == Target::kNone) sc.over = hovered ? pick(scene, camera, point, ui.screen.touch ? 22.0f : 9.0f) : Target{};
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
        words += e->literal >= 0 ? "   drag to change line " + std::to_string(s.literals[static_cast<size_t>(e->literal)].span.line) : "   made by the program";
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
    if (ImGui::IsItemActive() && sc.held.kind == Target::kNone && sc.over.kind == Target::kNone) sc.pan -= ImGui::GetIO().MouseDelta.x;
    sc.pan = std::clamp(sc.pan, view.pan_low, view.pan_high);
  }
  // Keyboard: left and right choose a number, up and down change it, Enter looks inside.
  if (ImGui::IsItemFocused() && ImGui::GetCurrentContext()->NavCursorVisible) {
    std::vector<int> numbers;
    for (size_t i = 0; i < s.literals.size(); ++i) if (s.literals[i].shape) numbers.push_back(static_cast<int>(i));
    (void)numbers;
    if (ImGui::IsKeyPressed(ImGuiKey_Enter, false))
      for (const Solid& solid : scene.solids) if (solid.step) { ui.act(act::LookInside{solid.step, solid.layer}); break; }
  }
}

void empty_state(const Ui& ui, Rect r) {
  const Study& s = ui.study;
  std::string title = "Nothing flows yet", words = "A model, or an operation on arrays, shows here as soon as the program has one.";
  if (s.verdict && s.verdict->unsupported) {
    title = "Not supported here";
    words = s.verdict->unsupported->construct + ", line " + std::to_string(s.verdict->unsupported->line) + ". The rest of the program is untouched.";
  } else if (s.verdict && s.verdict->exception) {
    title = "It stopped before anything could flow";
    words = s.verdict->exception->type + ", line " + std::to_string(s.verdict->exception->line);
  }
  ImVec2 a = size_of(ui.fonts.strong, kBody, title, ui);
  float w = std::min(r.w - ui.px(48), ui.px(420));
  put(ui, {r.x + (r.w - a.x) / 2, r.y + r.h / 2 - ui.px(26)}, ui.fonts.strong, kBody, ui.theme.ink, title);
  ImVec2 b = size_of(ui.fonts.text, kSmall, words, ui);
  ImGui::SetCursorScreenPos({r.x + (r.w - std::min(w, b.x)) / 2, r.y + r.h / 2});
  prose(ui, w, words, kSmall, 0, true);
}

}  // namespace

void stage_panel(const Ui& ui, Rect r) {
  Screen& sc = ui.screen;
  if (!begin_region(ui, "stage region", r, false, ui.theme.paper)) { end_region(); return; }
  sc.stage_rect = r;
  sc.scene = layout(ui.study);
  sc.scene_text = sc.scene.sentence;
  if (sc.scene.solids.empty() && sc.scene.sockets.empty()) {
    empty_state(ui, r);
  } else {
    View view = view_of(sc.scene, r.w, r.h, sc.pan, ui.px(104));
    Scene shown = sc.motion.step(sc.scene, sc.clock ? sc.clock() : 0, ui.study.reduced_motion || !sc.clock || sc.held.kind != Target::kNone || sc.scrub >= 0);
    hands(ui, r, view.camera, shown, view);
    StageColours colours = stage_colours(ui.theme);
    if (sc.renderer && r.w >= 1 && r.h >= 1) {
      float density = std::max(1.0f, ImGui::GetIO().DisplayFramebufferScale.x);
      Target lit_target = sc.held.kind != Target::kNone ? sc.held : sc.over;
      unsigned texture = sc.renderer->draw(shown, mesh_of(shown, view.camera, colours, {lit_target}), colours, r.w, r.h, density);
      float pixel_w = std::round(r.w * density) / density, pixel_h = std::round(r.h * density) / density;
      canvas()->AddImage(static_cast<ImTextureID>(texture), r.min(), {r.x + pixel_w, r.y + pixel_h}, {0, 1}, {1, 0});
    }
    labels(ui, r, view.camera, shown);
    marks(ui, r, view.camera, shown);
  }
  ImGui::SetCursorScreenPos({r.x + ui.px(24), r.y + ui.px(17)});
  heading(ui, "STAGE");
  end_region();
}

}  // namespace misfit
