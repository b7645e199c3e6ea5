// A program without a model: one operation, its operands on the left and what it makes on the right.
#include <algorithm>

#include "study/scene_builder.h"

namespace misfit {
namespace {

// The axes of two operands that disagree: of a product the inner ones, else the first pair from the end that does not broadcast.
std::pair<int, int> disagreeing(const Flow& flow) {
  if (!flow.operation_failed || flow.operands.size() != 2) return {-1, -1};
  const Shape &a = flow.operands[0].shape, &b = flow.operands[1].shape;
  const int ra = static_cast<int>(a.rank()), rb = static_cast<int>(b.rank());
  if (flow.operands[0].axes.size() == 2 && flow.operands[0].axes[1] == Axis::kFeature && rb >= 2)
    return a[static_cast<size_t>(ra - 1)] == b[static_cast<size_t>(rb - 2)] ? std::pair{-1, -1} : std::pair{ra - 1, rb - 2};
  if (flow.operation == "reshape" || flow.operation == "concat" || flow.operation == "concatenate") return {-1, -1};
  if (flow.operation == "Concatenate") {            // along the last axis; the others have to be alike
    for (int k = 1; ra == rb && k + 1 < ra; ++k)
      if (a[static_cast<size_t>(k)] != b[static_cast<size_t>(k)]) return {k, k};
    return {-1, -1};
  }
  for (int k = 1; k <= std::min(ra, rb); ++k) {
    const int64_t m = a[static_cast<size_t>(ra - k)], n = b[static_cast<size_t>(rb - k)];
    if (m != n && m != 1 && n != 1) return {ra - k, rb - k};
  }
  return {-1, -1};
}

}  // namespace

void SceneBuilder::operation() {
  float widest = 0;
  const size_t n = flow.operands.size();
  std::vector<Vec3> halves;
  float tall = 0;
  for (const FlowTensor& t : flow.operands) {
    halves.push_back(half_of(t.shape, t.axes));
    widest = std::max(widest, halves.back().x);
    tall += 2 * halves.back().y + 1.85f;
  }
  auto [lit_a, lit_b] = disagreeing(flow);
  float top = tall / 2;
  for (size_t i = 0; i < n; ++i) {
    const FlowTensor& t = flow.operands[i];
    const Vec3 half = halves[i];
    top -= half.y + 1.1f;
    Vec3 at{x + 0.75f + widest, top, 0};
    top -= half.y + 0.75f;
    Solid s = solid_of({t.shape, t.axes, false, false, image(t), Finish::kSolid}, at, scene_key(6, i));
    s.step = t.step;
    // A vector or number has no edge but its own length.
    edge_labels(s.edges, t.span, t.shape, i == 0 ? lit_a : i == 1 ? lit_b : -1, i == 0 ? 2 : 1, Target::kAxis, static_cast<int>(scene.solids.size()));
    use(at, {half.x + 0.6f, half.y + 0.3f, half.z + 0.1f});
    label({at.x, at.y + half.y, half.z}, t.name, Label::kName, Tone::kInk, -24, 1);
    label({at.x, at.y + half.y, half.z}, python_text(t.shape), Label::kDetail, Tone::kMuted, -8, 1);
    scene.solids.push_back(std::move(s));
  }
  x += 0.75f + 2 * widest + 1.0f;
  arrow({x + 0.16f, 0, 0}, {x + 0.84f, 0, 0}, flow.operation_failed ? Tone::kMisfit : Tone::kInk, flow.operation_failed);
  x += 1.0f;
  Socket socket;
  socket.key = scene_key(7, 0);
  socket.half = {0.55f + 0.075f * static_cast<float>(std::min<size_t>(flow.operation.size(), 18)), 0.5f, 0.06f};
  socket.at = {x + socket.half.x, 0, 0.1f};
  socket.failed = flow.operation_failed;
  socket.passed = !flow.operation_failed;
  label({socket.at.x, 0, 0}, flow.operation, Label::kName, Tone::kInk, 0, 0.5f);
  if (flow.operation_line) label({socket.at.x, -0.6f, 0}, "line " + std::to_string(flow.operation_line), Label::kDetail, Tone::kMuted, 10);
  use(socket.at, socket.half);
  scene.focus_x = socket.at.x;
  x += 2 * socket.half.x;
  scene.sockets.push_back(std::move(socket));
  if (flow.operation_failed) {
    scene.marks.push_back({{x + 0.4f, 0, 0}, Mark::kCross});
    std::string words;
    if (lit_a >= 0) words = std::to_string(flow.operands[0].shape[static_cast<size_t>(lit_a)]) + " does not meet " + std::to_string(flow.operands[1].shape[static_cast<size_t>(lit_b)]);
    else if (flow.operation == "reshape" && study.failed_at && !study.failed_at->lengths.empty() && !flow.operands.empty()) {
      int64_t asked = 1;
      for (int64_t l : study.failed_at->lengths) asked *= l < 0 ? 1 : l;
      words = std::to_string(flow.operands[0].shape.elements()) + " numbers, " + std::to_string(asked) + " places";
    } else if (n == 2 && flow.operands[0].dtype != flow.operands[1].dtype) {
      words = std::string(numpy_name(flow.operands[0].dtype)) + " does not meet " + std::string(numpy_name(flow.operands[1].dtype));
    }
    if (!words.empty()) note({x - 0.3f, 0.5f, 0}, 0, words);
    scene.sentence = words.empty() ? flow.operation + " refuses" : words;
    x += 0.8f;
    use({x, 0, 0}, {0.5f, 1, 0});
    scene.focus_right = x;
    return;
  }
  arrow({x + 0.16f, 0, 0}, {x + 0.74f, 0, 0}, Tone::kFits, false);
  x += 0.9f;
  if (!flow.result) return;
  Vec3 half = half_of(flow.result->shape, flow.result->axes);
  Vec3 at{x + half.x + 0.5f, 0, 0};
  Solid s = solid_of({flow.result->shape, flow.result->axes, false, false, image(*flow.result), Finish::kSolid}, at, scene_key(8, 0));
  s.step = flow.result->step;
  edge_labels(s.edges, {}, flow.result->shape, -1, 0, Target::kAxis, static_cast<int>(scene.solids.size()));
  label({at.x, -half.y - 0.2f, 0}, python_text(flow.result->shape) + " " + std::string(numpy_name(flow.result->dtype)), Label::kDetail, Tone::kMuted, 26);
  scene.solids.push_back(std::move(s));
  use(at, {half.x + 0.5f, half.y + 0.3f, half.z});
}

}  // namespace misfit
