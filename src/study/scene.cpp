// Where everything on the stage lies: data on the left, then a holder for each layer with what it is given, the loss on the right.
#include "study/scene.h"

#include <algorithm>
#include <cmath>

#include "study/scene_builder.h"

namespace misfit {
namespace {

constexpr float kArrow = 0.95f, kShortArrow = 0.62f, kMargin = 0.28f, kLane = 4.7f;
constexpr float kLetter = 0.115f;          // how wide a letter below a thing is, about

// How far depth reaches sideways in the picture.
float lean_of(Vec3 room) { return room.z * 0.46f; }

// An edge along its foot, with a number below.
bool has_width(const FlowTensor& t) {
  std::vector<int> way = directions(t.shape, t.axes);
  return std::find(way.begin(), way.end(), 0) != way.end();
}

std::string counted(int64_t n) {
  constexpr std::string_view kCount[] = {"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"};
  return n < 10 ? std::string(kCount[n]) : std::to_string(n);
}

}  // namespace

std::string row_text(const Shape& s) {
  std::string text;
  for (size_t i = 1; i < s.rank(); ++i) text += (i > 1 ? " × " : "") + (s[i] < 0 ? std::string("?") : std::to_string(s[i]));
  return text.empty() ? "one number" : text;
}

uint64_t scene_key(uint64_t kind, uint64_t index) { return kind << 32 | index; }

void SceneBuilder::use(Vec3 at, Vec3 half) {
  scene.low = {std::min(scene.low.x, at.x - half.x), std::min(scene.low.y, at.y - half.y), std::min(scene.low.z, at.z - half.z)};
  scene.high = {std::max(scene.high.x, at.x + half.x), std::max(scene.high.y, at.y + half.y), std::max(scene.high.z, at.z + half.z)};
}

Label& SceneBuilder::label(Vec3 at, std::string text, Label::Style style, Tone tone, float dy, float align_y) {
  Label l{at, std::move(text), style, 0.5f, align_y};
  l.tone = tone;
  l.dy = dy;
  return scene.labels.emplace_back(std::move(l));
}

// A name and a line under a thing; in one lane all stand on one line.
void SceneBuilder::below(float at_x, std::string name, std::string detail, Tone tone, float bottom, bool number) {
  const Vec3 at{at_x, std::min(lane_y - 1.2f, bottom), 0};
  const float clear = number ? 16.0f : 0;
  if (lane_y < 0) scene.low.y = std::min(scene.low.y, at.y);        // the lowest lane's words are in sight too
  if (!name.empty()) label(at, std::move(name), Label::kName, tone, 8 + clear);
  if (!detail.empty()) label(at, std::move(detail), Label::kDetail, Tone::kMuted, 30 + clear);
}

int SceneBuilder::image(const FlowTensor& t) {
  std::vector<int> way = directions(t.shape, t.axes);
  bool column = std::find(way.begin(), way.end(), 0) == way.end();
  if (!t.value || t.shape.rank() < 2 || t.value.shape().rank() != t.shape.rank() || t.value.dtype() == DType::kString) return -1;
  int64_t bytes = static_cast<int64_t>(t.value.bytes());
  if (!t.value.materialized() && bytes > (int64_t{24} << 20)) return -1;
  scene.images.push_back({t.value, study.sample, study.channel, column, scene_key(9, t.step)});
  return static_cast<int>(scene.images.size()) - 1;
}

// Which of the message's two numbers a length is; the place decides where both are the same.
int SceneBuilder::link_of(int64_t length, int otherwise) const {
  if (!study.explanation || study.explanation->numbers.empty()) return otherwise;
  const auto& [expected, found] = study.explanation->numbers.front();
  std::string text = std::to_string(length);
  return text == expected && text != found ? 1 : text == found && text != expected ? 2 : otherwise;
}

// Where ranks differ: the axis whose length the message names.
int SceneBuilder::axis_said(const Shape& shape, bool expected) const {
  if (!study.explanation || study.explanation->numbers.empty()) return -1;
  const std::string& said = expected ? study.explanation->numbers.front().first : study.explanation->numbers.front().second;
  for (size_t i = 1; i < shape.rank(); ++i) if (std::to_string(shape[i]) == said) return static_cast<int>(i);
  return -1;
}

// The numbers on the edges; the one that disagrees is a chip.
void SceneBuilder::edge_labels(std::vector<Edge>& edges, const Span& span, const Shape& shape, int lit_axis, int link, Target::Kind kind, int thing) {
  for (Edge& e : edges) {
    e.lit = e.tensor_axis == lit_axis;
    if (span.line)
      if (auto literal = literal_of_axis(study.literals, span, shape, static_cast<size_t>(e.tensor_axis))) e.literal = static_cast<int>(*literal);
    Label l;
    l.text = e.length < 0 ? "?" : std::to_string(e.length);
    l.style = e.lit ? Label::kChip : Label::kNumber;
    l.tone = e.lit ? Tone::kMisfit : Tone::kAxis;
    l.axis = e.axis;
    l.link = e.lit ? link_of(e.length, link) : 0;
    l.literal = e.literal;
    l.target = {Target::kAxis, thing, e.tensor_axis};
    if (kind == Target::kSocket) l.target.kind = Target::kSocket;
    l.at = (e.from + e.to) * 0.5f;
    if (e.from.x == e.to.x && e.from.y == e.to.y) {                 // runs away from the viewer
      bool batch = e.axis == Axis::kBatch;
      l.align_x = batch ? 1 : 0;
      l.align_y = 0.5f;
      l.dx = batch ? -9.0f : e.lit ? 9.0f : 7.0f;
      l.dy = batch ? -7.0f : 6.0f;
      if (e.lit) l.at = e.to;
    } else if (e.from.x == e.to.x) {
      l.align_x = 1; l.align_y = 0.5f; l.dx = -8;
      if (kind == Target::kSocket) { l.at = e.to; l.dy = 8; }       // clear of the arrow that comes in at half height
    } else {
      l.align_y = 0; l.dy = 5;
    }
    scene.labels.push_back(std::move(l));
  }
}

void SceneBuilder::arrow(Vec3 from, Vec3 to, Tone tone, bool dashed, bool head) {
  scene.arrows.push_back({from, to, tone, dashed, head, scene_key(5, scene.arrows.size())});
}

// From thing to thing: straight to the next in its lane, else around what lies between.
void SceneBuilder::route(Vec3 from, int from_column, Vec3 to, int to_column, Tone tone, bool dashed) {
  if (from.y == to.y && to_column - from_column <= 1) return arrow(from, to, tone, dashed);
  const float bend = to.x - 0.4f, turn = from.x + 0.12f, side = 0.22f;
  std::vector<Vec3> path{from};
  if (from.y > to.y) {
    path.insert(path.end(), {{turn, from.y, 0}, {turn, to.y, 0}, to});
  } else {
    bool free = from.y < to.y;
    float top = from.y + 0.6f;
    for (const Socket& s : scene.sockets) {
      if (s.at.x <= from.x || s.at.x >= to.x || s.ghost) continue;
      if (std::abs(s.at.y - from.y) < 0.1f) free = false;
      if (std::abs(s.at.y - to.y) < 0.1f) top = std::max(top, s.at.y + s.half.y + 0.55f);
    }
    if (free) {
      path.insert(path.end(), {{bend, from.y, 0}, {bend, to.y - side, 0}, {to.x, to.y - side, 0}});
    } else {
      path.insert(path.end(), {{turn, from.y, 0}, {turn, top, 0}, {bend, top, 0}, {bend, to.y + side, 0}, {to.x, to.y + side, 0}});
      use({bend, top, 0}, {0.1f, 0.1f, 0});
    }
  }
  for (size_t i = 0; i + 1 < path.size(); ++i) arrow(path[i], path[i + 1], tone, dashed, i + 2 == path.size());
}

// Words beside a place, with a line to it.
void SceneBuilder::note(Vec3 at, float above, std::string words) {
  Label n{at, std::move(words), Label::kNote, 0, 1};
  n.dx = 40;
  n.dy = -34 - 50 * std::max(0.0f, above);
  if (lane_y < 0) {                                                 // above it are the words of another lane
    n.dx = 62;
    n.dy = 34;
    n.align_y = 0;
  }
  n.tone = Tone::kMisfit;
  n.leader = true;
  scene.labels.push_back(std::move(n));
}

// The data as it lies in memory, before anything reads it.
void SceneBuilder::data(const FlowTensor& t, int lit_axis, uint64_t index, bool alone) {
  Vec3 half = half_of(t.shape, t.axes);
  const bool beside = lit_axis >= 0 && directions(t.shape, t.axes)[static_cast<size_t>(lit_axis)] == 1;   // a chip left of it
  float left = beside ? 1.05f : 0.75f;
  Vec3 at{x + left + half.x, lane_y, 0};
  SolidSpec spec{t.shape, t.axes, !t.axes.empty() && t.axes[0] == Axis::kBatch, false, image(t), Finish::kSolid};
  Solid s = solid_of(spec, at, scene_key(1, 100 * index));
  s.step = t.step;
  int thing = static_cast<int>(scene.solids.size());
  edge_labels(s.edges, t.span, t.shape, lit_axis, 2, Target::kAxis, thing);
  use(at, {half.x + left, half.y + 0.2f, half.z + 0.9f});
  words_end[lane_y] = at.x + kLetter / 2 * static_cast<float>(python_text(t.shape).size() + (alone ? 8 : 0));
  below(at.x, t.name, python_text(t.shape) + (alone ? " " + std::string(numpy_name(t.dtype)) : ""), Tone::kInk, at.y - half.y - 0.13f, has_width(t));
  scene.solids.push_back(std::move(s));
  sources.push_back({at.x + half.x + lean_of(half) + 0.3f, lane_y, 0});
}

// A layer: a holder with an opening for what it asks, and in it what it is given.
void SceneBuilder::layer(const FlowLayer& l, bool big) {
  bool ghost = !l.reached;
  Shape asked = l.expected.known_rank() ? l.expected : l.in.shape;
  Axes asked_axes = l.expected.known_rank() ? l.expected_axes : l.in.axes;
  if (!asked.known_rank()) { asked = Shape{-1, 1}; asked_axes = axes_for(2, ""); }
  Vec3 half = half_of(asked, asked_axes), given = l.failed ? half_of(l.in.shape, l.in.axes) : half;
  Vec3 room{std::max(half.x, given.x), std::max(half.y, given.y), std::max(half.z, given.z)};
  if (l.failed) {
    const Gap ahead_of = gap_between(l.in.shape, l.in.axes, asked, asked_axes, {});
    const int lit = ahead_of.rank ? axis_said(asked, true) : ahead_of.tensor_axis;
    if (lit >= 0 && directions(asked, asked_axes)[static_cast<size_t>(lit)] == 1) x += 0.5f;      // a chip left of it
  }
  float pad = big || l.failed ? kMargin : 0.16f, lean = lean_of(room);
  // Words below keep clear of those before.
  const float words = kLetter / 2 * static_cast<float>(std::max(l.class_name.size() + 1, l.detail.size()));
  x += std::clamp(words_end[lane_y] + 0.2f + words - (x + room.x + pad + lean), 0.0f, 1.4f);
  Vec3 at{x + room.x + pad + lean, lane_y, 0};
  words_end[lane_y] = at.x + words;
  Socket socket;
  socket.key = scene_key(2, static_cast<uint64_t>(l.index));
  socket.at = {at.x, lane_y, room.z + 0.06f};
  socket.half = {room.x + pad, room.y + pad, 0.05f};
  socket.depth = 2 * room.z + 0.12f;
  socket.floor = lane_y - half.y;
  socket.empty = ghost && !ahead;
  socket.ghost = ghost && ahead;
  socket.failed = l.failed;
  socket.passed = !l.failed && !ghost;
  socket.layer = l.index;
  socket.step = l.step;
  int lit_axis = -1;
  if (l.failed) {
    Gap gap = gap_between(l.in.shape, l.in.axes, asked, asked_axes, at);
    lit_axis = gap.rank ? axis_said(asked, true) : gap.tensor_axis;
    socket.blocks = gap.blocks;
    Solid promise = solid_of({asked, asked_axes, false, false, -1, Finish::kSolid}, at, 0);
    socket.edges = promise.edges;
    std::erase_if(socket.edges, [&](const Edge& e) { return e.tensor_axis != lit_axis; });
    edge_labels(socket.edges, l.expected_span, asked, lit_axis, 1, Target::kSocket, static_cast<int>(scene.sockets.size()));
    say_gap(l, gap, at, room);
  }
  // What is given sits at the front and the bottom left of the opening, so that a gap opens behind, above or to the right.
  Vec3 inside = at;
  if (l.failed) inside = {at.x - half.x + given.x, at.y - half.y + given.y, at.z - half.z + given.z};
  FlowTensor shown = l.in;
  if (!l.failed) { shown.shape = asked; shown.axes = asked_axes; }
  SolidSpec spec{shown.shape, shown.axes, false, ghost, ghost ? -1 : image(shown), Finish::kSolid};
  Solid s = solid_of(spec, inside, scene_key(3, static_cast<uint64_t>(l.index)));
  s.layer = l.index;
  s.step = l.in.step;
  s.edges.clear();
  scene.solids.push_back(std::move(s));
  use(socket.at, {socket.half.x, socket.half.y, room.z + 0.4f});
  below(at.x, l.class_name.empty() ? l.name : l.class_name, l.detail, ghost ? Tone::kMuted : Tone::kInk, at.y - room.y - pad);
  scene.sockets.push_back(std::move(socket));
  const float right = at.x + room.x + pad + lean + 0.08f;
  ports.push_back({{x - 0.16f, lane_y, 0}, {right + 0.16f, lane_y, 0}});
  x = right;
  if (!l.failed) return;
  scene.focus_x = at.x;
  scene.marks.push_back({{x + 0.35f, lane_y, 0}, Mark::kCross});
  x += 0.47f;
  ports.back().out.x = x + 0.16f;
  scene.focus_right = x + 0.2f;
}

// The gap in words, beside it.
void SceneBuilder::say_gap(const FlowLayer& l, const Gap& gap, Vec3 at, Vec3 room) {
  std::string words;
  Shape asked = l.expected.known_rank() ? l.expected : l.in.shape;
  if (gap.rank) {
    int want = static_cast<int>(l.expected.rank()), have = static_cast<int>(l.in.shape.rank()), by = std::abs(want - have);
    words = (by == 1 ? "one axis is " : counted(by) + " axes are ") + std::string(want > have ? "missing" : "too many");
  } else if (gap.tensor_axis >= 0) {
    size_t i = static_cast<size_t>(gap.tensor_axis);
    int64_t want = asked[i], have = l.in.shape[i], by = std::abs(want - have);
    Axis axis = l.expected_axes[i];
    std::string unit = axis == Axis::kChannel ? "channel plane" : axis == Axis::kTime ? "time step" : axis == Axis::kHeight ? "row" : axis == Axis::kWidth ? "column" : axis == Axis::kClass ? "class" : "feature";
    if (by != 1) unit += axis == Axis::kClass ? "es" : "s";
    words = counted(by) + " " + unit + (by == 1 ? " is " : " are ") + (want > have ? "missing" : "too many");
  }
  if (words.empty()) return;
  Vec3 place{at.x + room.x * 0.7f, at.y + room.y, at.z + room.z};
  if (!gap.blocks.empty()) {
    const Block& b = gap.blocks.back();
    place = {b.at.x + b.half.x * 0.4f, b.at.y + b.half.y * 0.92f, b.at.z};
  }
  // Above the holder, however high it is beside the gap; 50 points are about a unit.
  note(place, at.y + room.y - place.y - 0.1f, words);
  scene.sentence = words;
}

// What the model says of the sample that is shown, and whether it is right.
void SceneBuilder::outcome(const FlowTensor& out, Vec3 at, Vec3 half) {
  const Tensor& v = out.value;
  if (!v || out.shape.rank() != 2 || v.shape().rank() != 2 || v.shape()[0] < 1 || v.shape()[1] < 1 || v.shape()[1] > 12) return;
  const int64_t classes = v.shape()[1], row = study.sample % v.shape()[0];
  for (int64_t k = 0; k < classes; ++k) if (!(v.at(row * classes + k) >= 0 && v.at(row * classes + k) <= 1)) return;
  // Bars beside the cells: the class with the longest wins.
  const float cell = 2 * half.y / static_cast<float>(classes), front = at.z - half.z, longest = 0.8f;
  Solid bars;
  bars.key = scene_key(10, 0);
  bars.at = at;
  bars.half = half;
  for (int64_t k = 0; k < classes; ++k) {
    const float length = std::max(0.02f, longest * static_cast<float>(v.at(row * classes + k)));
    Block b{{at.x + half.x + 0.24f + length / 2, at.y + half.y - cell * (static_cast<float>(k) + 0.5f), front}, {length / 2, std::min(cell * 0.3f, 0.07f), 0.01f}, Finish::kSolid};
    b.axis = Axis::kClass;
    b.tone = Tone::kAxis;
    bars.blocks.push_back(b);
  }
  scene.solids.push_back(std::move(bars));
}

// The loss is a socket too: the output comes from the left, the labels from the right, and they have to agree.
void SceneBuilder::loss() {
  bool ghost = !flow.loss_reached && !flow.loss_failed;
  Tone tone = ghost ? Tone::kMuted : Tone::kInk;
  const FlowTensor* labels = !flow.labels.empty() && flow.labels[0].shape.known_rank() ? &flow.labels[0] : nullptr;
  int lit_output = -1, lit_label = -1;
  Gap gap;
  if (flow.out && flow.out->shape.known_rank() && flow.out->shape.rank() > 0) {
    const FlowTensor& out = *flow.out;
    Vec3 half = half_of(out.shape, out.axes);
    Axes label_axes = labels ? labels->axes : Axes{};
    if (flow.loss_failed && labels) {
      gap = gap_between(out.shape, out.axes, labels->shape, label_axes, {});
      if (!gap.rank) lit_output = lit_label = gap.tensor_axis;
    }
    Vec3 room = half;
    if (labels && lit_label >= 0) { Vec3 l = half_of(labels->shape, label_axes); room = {std::max(half.x, l.x), std::max(half.y, l.y), std::max(half.z, l.z)}; }
    float pad = 0.2f, lean = lean_of(room);
    Vec3 at{x + room.x + pad + lean, lane_y, 0};
    Socket socket;
    socket.key = scene_key(4, 1);
    socket.at = {at.x, lane_y, room.z + 0.06f};
    socket.half = {room.x + pad, room.y + pad, 0.05f};
    socket.depth = 2 * room.z + 0.12f;
    socket.floor = lane_y - room.y;
    socket.empty = ghost && !ahead;
    socket.ghost = ghost && ahead;
    socket.failed = flow.loss_failed;
    socket.passed = !ghost && !flow.loss_failed;
    Vec3 inside{at.x, at.y - room.y + half.y, at.z};
    if (lit_output >= 0) socket.blocks = gap_between(out.shape, out.axes, labels->shape, label_axes, {at.x, at.y - room.y + half_of(labels->shape, label_axes).y, at.z}).blocks;
    Solid s = solid_of({out.shape, out.axes, false, ghost, ghost ? -1 : image(out), Finish::kSolid}, inside, scene_key(4, 0));
    s.step = out.step;
    s.layer = flow.layers.empty() ? -1 : flow.layers.back().index;
    std::erase_if(s.edges, [&](const Edge& e) { return e.tensor_axis != lit_output; });
    edge_labels(s.edges, out.span, out.shape, lit_output, 2, Target::kAxis, static_cast<int>(scene.solids.size()));
    if (!s.edges.empty() && s.edges[0].from.x == s.edges[0].to.x) { scene.labels.back().at = s.edges[0].to; scene.labels.back().dy = 8; }   // clear of the arrow
    scene.solids.push_back(std::move(s));
    if (!ghost && !flow.loss_failed) outcome(out, inside, half);
    use(socket.at, {socket.half.x, socket.half.y, room.z + 0.3f});
    below(at.x, "loss", row_text(out.shape), tone, lane_y - room.y - pad);
    scene.sockets.push_back(std::move(socket));
    if (flow.loss_failed) {
      scene.focus_x = at.x;
      std::string words;
      if (gap.rank) words = labels->shape.rank() < out.shape.rank() ? "the labels lack an axis" : "the labels have an axis too many";
      else if (lit_output >= 0) words = std::to_string(out.shape[static_cast<size_t>(lit_output)]) + " does not meet " + std::to_string(labels->shape[static_cast<size_t>(lit_label)]);
      else if (study.explanation && study.explanation->fault_code.starts_with("sparse_xent") && !study.explanation->numbers.empty()) words = "label " + study.explanation->numbers.front().second + " has no class";
      if (!words.empty()) note({at.x + half.x, at.y + half.y * 0.6f, at.z}, room.y - half.y * 0.6f, words);
      if (scene.sentence.empty()) scene.sentence = words;
    }
    x = at.x + room.x + pad + lean + 0.1f;
    if (!flow.loss_failed && !ghost && scene.solids.back().key == scene_key(10, 0)) x += 0.75f;   // room for the bars
  }
  if (flow.loss_failed) {
    scene.marks.push_back({{x + 0.3f, lane_y, 0}, Mark::kCross});
    x += 0.5f;
    scene.focus_right = x + 1.6f;
  }
  if (!labels) return;
  Tone arrow_tone = ghost ? Tone::kHairline : flow.loss_failed ? Tone::kMisfit : Tone::kFits;
  arrow({x + 0.5f, lane_y, 0}, {x + 0.08f, lane_y, 0}, arrow_tone, ghost || flow.loss_failed);
  x += 0.62f;
  Vec3 half = half_of(labels->shape, labels->axes);
  Vec3 at{x + half.x + (lit_label >= 0 ? 0.75f : 0.3f), lane_y, 0};
  Solid s = solid_of({labels->shape, labels->axes, true, false, image(*labels), Finish::kSolid}, at, scene_key(1, 1));
  s.step = labels->step;
  edge_labels(s.edges, labels->span, labels->shape, lit_label, 1, Target::kAxis, static_cast<int>(scene.solids.size()));
  use(at, {half.x + 0.5f, half.y + 0.2f, half.z + 0.9f});
  below(at.x + 0.1f, labels->name, python_text(labels->shape), Tone::kInk, lane_y - half.y);
  scene.solids.push_back(std::move(s));
  x = at.x + half.x + half.z + 0.4f;
}

void SceneBuilder::build() {
  flow = flow_of(study);
  if (flow.layers.empty()) {
    if (!flow.operation.empty()) operation();
    return;
  }
  const bool hidden = study.verdict_hidden();
  if (hidden) {
    for (FlowLayer& l : flow.layers) l.failed = l.reached = false;
    flow.loss_failed = flow.loss_reached = false;
    ahead = true;
  }
  const FlowLayer* failed = nullptr;
  for (const FlowLayer& l : flow.layers) if (l.failed) failed = &l;
  if (failed || flow.loss_failed) ahead = true;
  auto lit_of = [&](size_t input) {
    for (const FlowLayer& l : flow.layers) {
      if (!l.failed || l.reads.empty() || l.reads[0] != -1 - static_cast<int>(input) || !l.expected.known_rank()) continue;
      return l.in.shape.rank() != l.expected.rank() ? axis_said(l.in.shape, false) : gap_between(l.in.shape, l.in.axes, l.expected, l.expected_axes, {}).tensor_axis;
    }
    return -1;
  };
  float right = 0;
  for (size_t i = 0; i < flow.inputs.size(); ++i) {
    lane_y = -kLane * static_cast<float>(i);
    data(flow.inputs[i], lit_of(i), i, flow.inputs.size() == 1);
    right = std::max(right, sources.back().x);
  }
  int deepest = 0;
  for (const FlowLayer& l : flow.layers) deepest = std::max(deepest, l.column);
  ports.reserve(flow.layers.size());
  std::vector<size_t> order(flow.layers.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return flow.layers[a].column < flow.layers[b].column; });
  std::vector<Port> placed(flow.layers.size());
  int column = -1;
  float begin = 0;
  for (size_t i : order) {
    const FlowLayer& l = flow.layers[i];
    if (l.column != column) {
      column = l.column;
      begin = right + (column == 0 ? kArrow - 0.2f : kShortArrow) + 0.08f;
    }
    x = begin;
    lane_y = -kLane * static_cast<float>(l.lane);
    layer(l, column == 0);
    placed[i] = ports.back();
    right = std::max(right, x);
    const bool dead = !l.reached;
    for (int r : l.reads) {
      const bool input = r < 0;
      if (input && static_cast<size_t>(-1 - r) >= sources.size()) continue;
      Vec3 from = input ? sources[static_cast<size_t>(-1 - r)] : placed[static_cast<size_t>(r)].out;
      route(from, input ? -1 : flow.layers[static_cast<size_t>(r)].column, placed[i].in, l.column, dead ? Tone::kHairline : l.failed ? Tone::kInk : Tone::kFits, dead);
    }
  }
  if (!flow.has_loss) return;
  const Port& last = placed.back();
  lane_y = last.out.y;
  x = right + kShortArrow;
  arrow(last.out, {x - 0.16f, lane_y, 0}, flow.loss_failed ? Tone::kInk : flow.loss_reached ? Tone::kFits : Tone::kHairline, !flow.loss_failed && !flow.loss_reached);
  loss();
  if (!failed && !flow.loss_failed) scene.focus_x = scene.focus_right = 0;
  if (!hidden) notes();
}

Scene layout(const Study& study) {
  SceneBuilder b{study, {}, {}, 0, 0, false, {}, {}, {}};
  b.build();
  // In one lane all names stand on one line.
  float floor = 0;
  bool lanes = false;
  for (const Socket& s : b.scene.sockets) lanes = lanes || s.at.y != 0;
  if (!lanes && !b.flow.layers.empty()) {
    auto below = [](const Label& l) { return l.align_x == 0.5f && !l.leader && (l.style == Label::kName || l.style == Label::kDetail); };
    float clear = 0;
    for (const Label& l : b.scene.labels) if (below(l)) floor = std::min(floor, l.at.y);
    for (const Label& l : b.scene.labels) if (below(l) && l.style == Label::kName && l.at.y < floor + 0.4f) clear = std::max(clear, l.dy - 8);
    for (Label& l : b.scene.labels) {
      if (!below(l)) continue;
      l.at.y = floor;
      l.dy = (l.style == Label::kName ? 8 : 30) + clear;
    }
  }
  if (b.scene.sentence.empty() && study.verdict && !study.failed() && !study.verdict_hidden()) b.scene.sentence = "everything fits";
  return std::move(b.scene);
}

}  // namespace misfit
