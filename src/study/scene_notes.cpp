// What raises nothing and is wrong all the same, written where it is.
#include <algorithm>

#include "study/scene_builder.h"

namespace misfit {
namespace {

struct Words { std::string_view code; enum At : uint8_t { kData, kLabels, kLayer, kLoss } at; std::string_view said; };
constexpr Words kWords[] = {
    {"unscaled_inputs", Words::kData, "far from 0 … 1"},       {"nan_inputs", Words::kData, "not all of them are numbers"},
    {"constant_inputs", Words::kData, "all the same"},         {"scaled_twice", Words::kData, "scaled twice"},
    {"integer_mean", Words::kData, "a mean without fractions"}, {"unsigned_wraps", Words::kData, "below 0 it wraps around"},
    {"one_hot_zero_rows", Words::kLabels, "rows of zeros"},    {"saturated_units", Words::kLayer, "stuck at its ends"},
    {"dead_units", Words::kLayer, "always 0"},                 {"equal_units", Words::kLayer, "all units are the same"},
    {"softmax_of_one", Words::kLayer, "always 1"},             {"all_pairs", Words::kLoss, "every pair, not each with its own"},
    {"nan_loss", Words::kLoss, "NaN"},                         {"accuracy_at_chance", Words::kLoss, "no better than a guess"},
    {"loss_stands_still", Words::kLoss, "the loss stands still"}};

// The first clause of the evidence, if it is short enough for the picture.
std::string clause(const std::string& evidence) {
  std::string text;
  for (char c : evidence.substr(0, evidence.find_first_of(";:"))) if (c != '`') text += c;
  while (!text.empty() && (text.back() == '.' || text.back() == ' ')) text.pop_back();
  return text.size() <= 50 && text.find("(line") == std::string::npos ? text : "";
}

}  // namespace

void SceneBuilder::notes() {
  if (study.failed() || !study.explanation || study.explanation->silent.empty()) return;
  if (study.current() && study.step < LessonStep::kRead) return;      // not before it was looked for
  const Silent& s = study.explanation->silent.front();
  const auto known = std::find_if(std::begin(kWords), std::end(kWords), [&](const Words& w) { return w.code == s.code; });
  std::string words = clause(s.evidence);
  if (words.empty() && known != std::end(kWords)) words = known->said;
  if (words.empty()) return;
  const Words::At place = known != std::end(kWords) ? known->at : Words::kLoss;
  Vec3 at, half;
  bool found = false;
  auto solid = [&](uint64_t key) {
    for (const Solid& thing : scene.solids) if (thing.key == key && !thing.ghost) { at = thing.at; half = thing.half; found = true; }
  };
  auto socket = [&](uint64_t key) {
    for (Socket& thing : scene.sockets) {
      if (thing.key != key || thing.ghost) continue;
      at = thing.at;
      half = thing.half;
      found = true;
      thing.passed = false;
    }
  };
  if (place == Words::kData) solid(scene_key(1, 0));
  if (place == Words::kLabels) solid(scene_key(1, 1));
  if (place == Words::kLayer)
    for (const FlowLayer& l : flow.layers)
      if (s.evidence.find("`" + l.name + "`") != std::string::npos) socket(scene_key(2, static_cast<uint64_t>(l.index)));
  if (!found) socket(scene_key(4, 1));
  if (!found) return;
  const Vec3 corner{at.x + half.x, at.y + half.y, at.z - half.z};
  scene.marks.push_back({corner, Mark::kWarning});
  Label n{{corner.x, corner.y, at.z + half.z}, words, Label::kNote, 0.5f, 1};
  n.dy = place == Words::kData || place == Words::kLabels ? -66.0f : -44.0f;
  n.tone = Tone::kMisfit;
  n.leader = true;
  scene.labels.push_back(std::move(n));
  scene.focus_x = at.x;
  scene.focus_right = at.x + half.x + 1.0f;
  scene.sentence = words;
}

}  // namespace misfit
