// Where everything on the stage lies: data on the left, then a holder for each layer with what it is given, the loss on the right.
#include "study/scene.h"

#include <algorithm>
#include <cmath>

#include "study/flow.h"
#include "study/solids.h"

namespace misfit {
namespace {

constexpr float kArrow = 0.95f, kMargin = 0.28f;

std::string times(const Shape& s) {
  std::string text;
  for (size_t i = 1; i < s.rank(); ++i) text += (i > 1 ? " × " : "") + (s[i] < 0 ? std::string("?") : std::to_string(s[i]));
  return text.empty() ? "one number" : text;
}

uint64_t key(uint64_t kind, uint64_t index) { return kind << 32 | index; }

struct Builder {
  const Study& study;
  Flow flow;
  Scene scene;
  float x = 0;                    // where the next thing begins
  float below = 0, above = 0;     // the lowest and highest y used
  bool ahead = false;             // past the place where it stopped

  void use(Vec3 at, Vec3 half) {
    scene.low = {std::min(scene.low.x, at.x - half.x), std::min(scene.low.y, at.y - half.y), std::min(scene.low.z, at.z - half.z)};
    scene.high = {std::max(scene.high.x, at.x + half.x), std::max(scene.high.y, at.y + half.y), std::max(scene.high.z, at.z + half.z)};
  }

  void label(Vec3 at, std::string text, Label::Style style, Tone tone, float dy, float align_y = 0) {
    Label l{at, std::move(text), style, 0.5f, align_y};
    l.tone = tone;
    l.dy = dy;
    scene.labels.push_back(std::move(l));
  }

  int image(const FlowTensor& t) {
    std::vector<int> way = directions(t.shape, t.axes);
    bool column = std::find(way.begin(), way.end(), 0) == way.end();
    if (!t.value || t.shape.rank() < 2) return -1;
    int64_t bytes = static_cast<int64_t>(t.value.bytes());
    if (!t.value.materialized() && bytes > (int64_t{24} << 20)) return -1;
    scene.images.push_back({t.value, study.sample, study.channel, column, key(9, t.step)});
    return static_cast<int>(scene.images.size()) - 1;
  }

  // Which of the message's two numbers a length is; the place decides where both are the same.
  int link_of(int64_t length, int otherwise) const {
    if (!study.explanation || study.explanation->numbers.empty()) return otherwise;
    const auto& [expected, found] = study.explanation->numbers.front();
    std::string text = std::to_string(length);
    return text == expected && text != found ? 1 : text == found && text != expected ? 2 : otherwise;
  }

  // Where ranks differ: the axis whose length the message names.
  int axis_said(const Shape& shape, bool expected) const {
    if (!study.explanation || study.explanation->numbers.empty()) return -1;
    const std::string& said = expected ? study.explanation->numbers.front().first : study.explanation->numbers.front().second;
    for (size_t i = 1; i < shape.rank(); ++i) if (std::to_string(shape[i]) == said) return static_cast<int>(i);
    return -1;
  }

  // The numbers on the edges; the one that disagrees is a chip.
  void edge_labels(std::vector<Edge>& edges, const Span& span, const Shape& shape, int lit_axis, int link, Target::Kind kind, int thing) {
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

  void arrow(float length, Tone tone, bool dashed, bool head = true) {
    scene.arrows.push_back({{x + 0.16f, 0, 0}, {x + length - 0.16f, 0, 0}, tone, dashed, head, key(5, scene.arrows.size())});
    x += length;
  }

  // The data as it lies in memory, before anything reads it.
  void data(const FlowTensor& t, int lit_axis) {
    Vec3 half = half_of(t.shape, t.axes);
    float left = 0.75f;
    Vec3 at{x + left + half.x, 0, 0};
    SolidSpec spec{t.shape, t.axes, !t.axes.empty() && t.axes[0] == Axis::kBatch, false, image(t), Look::kSolid};
    Solid s = solid_of(spec, at, key(1, 0));
    s.step = t.step;
    int thing = static_cast<int>(scene.solids.size());
    edge_labels(s.edges, t.span, t.shape, lit_axis, 2, Target::kAxis, thing);
    use(at, {half.x + left, half.y + 0.2f, half.z + 0.9f});
    label({at.x, at.y + half.y, at.z + half.z + 0.84f}, t.name, Label::kName, Tone::kInk, -22, 1);
    label({at.x, -std::max(1.2f, half.y), 0}, python_text(t.shape) + " " + std::string(numpy_name(t.dtype)), Label::kDetail, Tone::kMuted, 30);
    scene.solids.push_back(std::move(s));
    x = at.x + half.x + half.z * 0.46f + 0.38f;
  }

  // A layer: a holder with an opening for what it asks, and in it what it is given.
  void layer(const FlowLayer& l, bool big) {
    bool ghost = ahead || !l.reached;
    Shape asked = l.expected.known_rank() ? l.expected : l.in.shape;
    Axes asked_axes = l.expected.known_rank() ? l.expected_axes : l.in.axes;
    Vec3 half = half_of(asked, asked_axes), given = l.failed ? half_of(l.in.shape, l.in.axes) : half;
    Vec3 room{std::max(half.x, given.x), std::max(half.y, given.y), std::max(half.z, given.z)};
    float pad = big || l.failed ? kMargin : 0.16f;
    float lean = room.z * 0.46f;                       // how far depth reaches sideways in the picture
    Vec3 at{x + room.x + pad + lean, 0, 0};
    Socket socket;
    socket.key = key(2, static_cast<uint64_t>(l.index));
    socket.at = {at.x, 0, room.z + 0.06f};
    socket.half = {room.x + pad, room.y + pad, 0.05f};
    socket.depth = 2 * room.z + 0.12f;
    socket.floor = -half.y;
    socket.ghost = ghost;
    socket.failed = l.failed;
    socket.passed = !l.failed && !ghost;
    socket.layer = l.index;
    socket.step = l.step;
    int lit_axis = -1;
    if (l.failed) {
      Gap gap = gap_between(l.in.shape, l.in.axes, asked, asked_axes, at);
      lit_axis = gap.rank ? axis_said(asked, true) : gap.tensor_axis;
      socket.blocks = gap.blocks;
      Solid promise = solid_of({asked, asked_axes, false, false, -1, Look::kSolid}, at, 0);
      socket.edges = promise.edges;
      std::erase_if(socket.edges, [&](const Edge& e) { return e.tensor_axis != lit_axis; });
      edge_labels(socket.edges, l.expected_span, asked, lit_axis, 1, Target::kSocket, static_cast<int>(scene.sockets.size()));
      say_gap(l, gap, at, room);
    }
    // What is given sits at the front and the bottom left of the opening, so that a gap opens behind, above or to the right.
    Vec3 inside = at;
    if (l.failed) inside = {at.x - half.x + given.x, at.y - half.y + given.y, at.z - half.z + given.z};
    bool first = l.in.value && l.index >= 0;
    SolidSpec spec{l.failed ? l.in.shape : asked, l.failed ? l.in.axes : asked_axes, false, ghost, ghost ? -1 : image(l.in), Look::kSolid};
    Solid s = solid_of(spec, inside, key(3, static_cast<uint64_t>(l.index)));
    s.layer = l.index;
    s.step = l.in.step;
    (void)first;
    s.edges.clear();
    scene.solids.push_back(std::move(s));
    use(socket.at, {socket.half.x, socket.half.y, room.z + 0.4f});
    Tone tone = ghost ? Tone::kMuted : Tone::kInk;
    float bottom = -std::max(1.2f, room.y + pad);
    label({at.x, bottom, 0}, l.class_name.empty() ? l.name : l.class_name, Label::kName, tone, 8);
    std::string detail = !l.detail.empty() && (big || l.failed) ? l.detail : asked.known_rank() && asked.rank() > 0 ? times(asked) : "";
    label({at.x, bottom, 0}, detail, Label::kDetail, Tone::kMuted, 30);
    scene.sockets.push_back(std::move(socket));
    x = at.x + room.x + pad + lean + 0.08f;
    if (l.failed) {
      scene.focus_x = at.x;
      x += 0.35f;
      scene.marks.push_back({{x, 0, 0}, true});
      x += 0.12f;
      scene.focus_right = x + 0.2f;
    }
  }

  // The gap in words, beside it.
  void say_gap(const FlowLayer& l, const Gap& gap, Vec3 at, Vec3 room) {
    std::string words;
    Shape asked = l.expected.known_rank() ? l.expected : l.in.shape;
    if (gap.rank) {
      int want = static_cast<int>(l.expected.rank()), have = static_cast<int>(l.in.shape.rank());
      int by = std::abs(want - have);
      constexpr std::string_view kAxes[] = {"no axes are ", "one axis is ", "two axes are ", "three axes are ", "four axes are "};
      words = std::string(by < 5 ? kAxes[by] : "many axes are ") + (want > have ? "missing" : "too many");
    } else if (gap.tensor_axis >= 0) {
      size_t i = static_cast<size_t>(gap.tensor_axis);
      int64_t want = asked[i], have = l.in.shape[i];
      Axis axis = l.expected_axes[i];
      constexpr std::string_view kCount[] = {"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"};
      int64_t by = std::abs(want - have);
      std::string count = by < 10 ? std::string(kCount[by]) : std::to_string(by);
      std::string unit = axis == Axis::kChannel ? "channel plane" : axis == Axis::kTime ? "time step" : axis == Axis::kHeight ? "row" : axis == Axis::kWidth ? "column" : axis == Axis::kClass ? "class" : "feature";
      if (by != 1) unit += axis == Axis::kClass ? "es" : "s";
      words = count + " " + unit + (by == 1 ? " is " : " are ") + (want > have ? "missing" : "too many");
    }
    if (words.empty()) return;
    Label note{{at.x + room.x * 0.7f, at.y + room.y, at.z + room.z}, words, Label::kNote, 0, 1};
    if (!gap.blocks.empty()) {
      const Block& b = gap.blocks.back();
      note.at = {b.at.x + b.half.x * 0.4f, b.at.y + b.half.y * 0.92f, b.at.z};
    }
    note.dx = 40;
    // Above the holder, however high it is beside the gap; 50 points are about a unit.
    note.dy = -34 - 50 * std::max(0.0f, at.y + room.y - note.at.y - 0.1f);
    note.tone = Tone::kMisfit;
    note.leader = true;
    scene.labels.push_back(note);
    scene.sentence = words;
  }

  // The loss is a socket too: the output comes from the left, the labels from the right, and they have to agree.
  void loss() {
    bool ghost = ahead && !flow.loss_failed;
    Tone tone = ghost ? Tone::kMuted : Tone::kInk;
    const FlowTensor* labels = flow.data.size() > 1 && flow.data[1].shape.known_rank() ? &flow.data[1] : nullptr;
    int lit_output = -1, lit_label = -1;
    if (flow.out && flow.out->shape.known_rank() && flow.out->shape.rank() > 0) {
      const FlowTensor& out = *flow.out;
      Vec3 half = half_of(out.shape, out.axes);
      Gap gap;
      Axes label_axes = labels ? labels->axes : Axes{};
      if (flow.loss_failed && labels && labels->shape.rank() == out.shape.rank()) {
        gap = gap_between(out.shape, out.axes, labels->shape, label_axes, {});
        lit_output = lit_label = gap.tensor_axis;
      }
      Vec3 room = half;
      if (labels && lit_label >= 0) { Vec3 l = half_of(labels->shape, label_axes); room = {std::max(half.x, l.x), std::max(half.y, l.y), std::max(half.z, l.z)}; }
      float pad = 0.2f, lean = room.z * 0.46f;
      Vec3 at{x + room.x + pad + lean, 0, 0};
      Socket socket;
      socket.key = key(4, 1);
      socket.at = {at.x, 0, room.z + 0.06f};
      socket.half = {room.x + pad, room.y + pad, 0.05f};
      socket.depth = 2 * room.z + 0.12f;
      socket.floor = -room.y;
      socket.ghost = ghost;
      socket.failed = flow.loss_failed;
      socket.passed = !ghost && !flow.loss_failed;
      Vec3 inside{at.x, at.y - room.y + half.y, at.z};
      if (lit_output >= 0) socket.blocks = gap_between(out.shape, out.axes, labels->shape, label_axes, {at.x, at.y - room.y + half_of(labels->shape, label_axes).y, at.z}).blocks;
      Solid s = solid_of({out.shape, out.axes, false, ghost, ghost ? -1 : image(out), Look::kSolid}, inside, key(4, 0));
      s.step = out.step;
      std::erase_if(s.edges, [&](const Edge& e) { return e.tensor_axis != lit_output; });
      edge_labels(s.edges, out.span, out.shape, lit_output, 2, Target::kAxis, static_cast<int>(scene.solids.size()));
      scene.solids.push_back(std::move(s));
      use(socket.at, {socket.half.x, socket.half.y, room.z + 0.3f});
      float bottom = -std::max(1.2f, room.y + pad);
      label({at.x, bottom, 0}, "loss", Label::kName, tone, 8);
      label({at.x, bottom, 0}, times(out.shape), Label::kDetail, Tone::kMuted, 30);
      scene.sockets.push_back(std::move(socket));
      if (flow.loss_failed) { scene.focus_x = at.x; }
      x = at.x + room.x + pad + lean + 0.1f;
    }
    if (flow.loss_failed) {
      x += 0.3f;
      scene.marks.push_back({{x, 0, 0}, true});
      x += 0.2f;
      scene.focus_right = x + 1.6f;
    }
    if (!labels) return;
    Tone arrow_tone = ghost ? Tone::kHairline : flow.loss_failed ? Tone::kMisfit : Tone::kFits;
    scene.arrows.push_back({{x + 0.5f, 0, 0}, {x + 0.08f, 0, 0}, arrow_tone, ghost || flow.loss_failed, true, key(5, 99)});
    x += 0.62f;
    Vec3 half = half_of(labels->shape, labels->axes);
    Vec3 at{x + half.x + 0.3f, 0, 0};
    Solid s = solid_of({labels->shape, labels->axes, true, false, image(*labels), Look::kSolid}, at, key(1, 1));
    s.step = labels->step;
    edge_labels(s.edges, labels->span, labels->shape, lit_label, 1, Target::kAxis, static_cast<int>(scene.solids.size()));
    use(at, {half.x + 0.5f, half.y + 0.2f, half.z + 0.9f});
    float bottom = -std::max(1.2f, half.y);
    label({at.x + 0.2f, bottom, 0}, labels->name, Label::kName, Tone::kInk, 8);
    label({at.x + 0.2f, bottom, 0}, python_text(labels->shape), Label::kDetail, Tone::kMuted, 30);
    scene.solids.push_back(std::move(s));
    x = at.x + half.x + half.z + 0.4f;
  }

  void operation() {
    float widest = 0, y = 0;
    for (const FlowTensor& t : flow.operands) widest = std::max(widest, half_of(t.shape, t.axes).x);
    size_t n = flow.operands.size();
    for (size_t i = 0; i < n; ++i) {
      const FlowTensor& t = flow.operands[i];
      Vec3 half = half_of(t.shape, t.axes);
      y = n > 1 ? (i == 0 ? half.y + 0.65f : -half.y - 0.65f) : 0;
      Vec3 at{x + 0.75f + widest, y, 0};
      Solid s = solid_of({t.shape, t.axes, false, false, image(t), Look::kSolid}, at, key(6, i));
      s.step = t.step;
      int lit_axis = flow.operation_failed && n == 2 ? (i == 0 ? static_cast<int>(t.shape.rank()) - 1 : static_cast<int>(flow.operands[1].shape.rank()) - 2) : -1;
      if (n == 2 && flow.operation_failed && lit_axis >= 0 && flow.operands[0].shape.rank() && flow.operands[1].shape.rank() >= 2 &&
          flow.operands[0].shape[flow.operands[0].shape.rank() - 1] == flow.operands[1].shape[flow.operands[1].shape.rank() - 2]) lit_axis = -1;
      edge_labels(s.edges, t.span, t.shape, lit_axis, i == 0 ? 2 : 1, Target::kAxis, static_cast<int>(scene.solids.size()));
      use(at, {half.x + 0.6f, half.y + 0.3f, half.z + 0.1f});
      label({at.x, at.y + half.y, half.z}, t.name, Label::kName, Tone::kInk, -8, 1);
      scene.solids.push_back(std::move(s));
    }
    x += 0.75f + 2 * widest + 0.3f;
    arrow(1.0f, flow.operation_failed ? Tone::kMisfit : Tone::kInk, flow.operation_failed);
    Socket socket;
    socket.key = key(7, 0);
    socket.at = {x + 0.7f, 0, 0.1f};
    socket.half = {0.7f, 0.5f, 0.06f};
    socket.failed = flow.operation_failed;
    socket.passed = !flow.operation_failed;
    label({socket.at.x, 0, 0}, flow.operation, Label::kName, Tone::kInk, 0, 0.5f);
    use(socket.at, socket.half);
    scene.focus_x = socket.at.x;
    scene.sockets.push_back(std::move(socket));
    x += 1.4f;
    if (flow.operation_failed) { scene.marks.push_back({{x + 0.4f, 0, 0}, true}); x += 0.8f; use({x, 0, 0}, {}); return; }
    arrow(0.9f, Tone::kFits, false);
    if (flow.result) {
      Vec3 half = half_of(flow.result->shape, flow.result->axes);
      Vec3 at{x + half.x + 0.5f, 0, 0};
      Solid s = solid_of({flow.result->shape, flow.result->axes, false, false, image(*flow.result), Look::kSolid}, at, key(8, 0));
      s.step = flow.result->step;
      edge_labels(s.edges, {}, flow.result->shape, -1, 0, Target::kAxis, static_cast<int>(scene.solids.size()));
      scene.solids.push_back(std::move(s));
      use(at, {half.x + 0.5f, half.y + 0.3f, half.z});
    }
  }

  void build() {
    flow = flow_of(study);
    if (flow.layers.empty()) { if (!flow.operation.empty()) operation(); return; }
    int lit = -1;
    const FlowLayer* failed = nullptr;
    for (const FlowLayer& l : flow.layers) if (l.failed) failed = &l;
    if (failed && failed == &flow.layers.front() && failed->expected.known_rank())
      lit = failed->in.shape.rank() != failed->expected.rank() ? axis_said(failed->in.shape, false)
                                                               : gap_between(failed->in.shape, failed->in.axes, failed->expected, failed->expected_axes, {}).tensor_axis;
    bool hidden = study.verdict_hidden();
    if (!flow.data.empty()) data(flow.data[0], hidden ? -1 : lit);
    for (size_t i = 0; i < flow.layers.size(); ++i) {
      FlowLayer l = flow.layers[i];
      if (hidden) { l.failed = false; l.reached = false; }
      bool dead = ahead || !l.reached;
      arrow(i == 0 ? kArrow : 0.62f, dead ? Tone::kHairline : l.failed ? Tone::kInk : Tone::kFits, dead);
      layer(l, i == 0);
      ahead = ahead || l.failed;
    }
    ahead = ahead || hidden || !flow.loss_reached;
    arrow(0.62f, ahead && !flow.loss_failed ? Tone::kHairline : flow.loss_failed ? Tone::kInk : Tone::kFits, ahead && !flow.loss_failed);
    loss();
    if (!failed) scene.focus_x = scene.focus_right = 0;
  }
};

}  // namespace

Scene layout(const Study& study) {
  Builder b{study, {}, {}};
  b.build();
  if (b.scene.sentence.empty() && study.verdict && !study.failed()) b.scene.sentence = "everything fits";
  return std::move(b.scene);
}

}  // namespace misfit
