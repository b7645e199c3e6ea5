// The track of a run: the stages it went through, and where it died.
#include <algorithm>

#include "study/study.h"

namespace misfit {
namespace {

const Run* trained_run(const Study& s) {
  for (const Curve& c : s.curves) if (c.kind == CurveKind::kYours && c.run && c.program == s.text()) return c.run.get();
  return nullptr;
}

bool reached(const Run& run, Stage stage) {
  return std::any_of(run.trace.stages.begin(), run.trace.stages.end(), [&](const auto& at) { return at.first == stage; });
}

}  // namespace

std::vector<Moment> moments(const Study& s) {
  std::vector<Moment> track;
  if (!s.verdict) return track;
  const Run* trained = trained_run(s);
  const Run& run = trained ? *trained : *s.verdict;
  bool died = run.exception.has_value();
  Stage last = run.trace.stage();
  // Batches of the first epoch that are told apart: four, and the last one if it is a ragged one.
  int batches = 4, epochs = 0;
  for (const Progress& p : run.trace.progress) { if (p.batches > 0) batches = std::min(4, p.batches); epochs = std::max(epochs, p.epochs); }
  bool has_fit = run.text.find(".fit(") != std::string::npos || !run.trace.progress.empty() || reached(run, Stage::kTrace);
  auto add = [&](std::string name, Stage stage, int batch = 0) {
    Moment m{std::move(name), stage, 0, batch, Moment::kAhead};
    bool here = reached(run, stage);
    if (stage == Stage::kBatch) here = std::any_of(run.trace.progress.begin(), run.trace.progress.end(), [&](const Progress& p) { return p.batch + 1 >= batch || p.epoch_end; });
    if (here) m.state = Moment::kPassed;
    track.push_back(std::move(m));
  };
  if (!has_fit || (died && last == Stage::kProgram)) add("program", Stage::kProgram);
  if (!track.empty()) track.back().state = Moment::kPassed;
  if (has_fit) {
    add("build", Stage::kBuild);
    add("compile", Stage::kCompile);
    add("trace", Stage::kTrace);
    for (int b = 1; b <= batches; ++b) add(b == 1 ? "batch 1" : std::to_string(b), Stage::kBatch, b);
    add("epoch end", Stage::kEpochEnd);
  }
  if (run.end == Run::End::kFinished) for (Moment& m : track) m.state = Moment::kPassed;
  // Everything before a moment that was reached has been passed.
  size_t furthest = 0;
  for (size_t i = 0; i < track.size(); ++i) if (track[i].state == Moment::kPassed) furthest = i;
  for (size_t i = 0; i < furthest; ++i) track[i].state = Moment::kPassed;
  if (died && !track.empty()) {
    size_t at = furthest;
    if (last == Stage::kProgram && run.exception) at = has_fit && reached(run, Stage::kBuild) ? furthest : 0;
    if (last == Stage::kBatch && at + 1 < track.size() && !run.trace.progress.empty()) ++at;
    track[at].state = Moment::kFailed;
  }
  return track;
}

int current_moment(const Study& s) {
  std::vector<Moment> track = moments(s);
  if (s.moment >= 0 && s.moment < static_cast<int>(track.size())) return s.moment;
  int at = -1;
  for (size_t i = 0; i < track.size(); ++i) if (track[i].state != Moment::kAhead) at = static_cast<int>(i);
  return at;
}

std::string stage_words(const Study& s) {
  if (!s.failed()) return {};
  switch (s.verdict->trace.stage()) {
    case Stage::kBuild: return "while building the model";
    case Stage::kCompile: return "while compiling";
    case Stage::kTrace: return "while tracing the first step";
    case Stage::kBatch: return "while a batch was running";
    case Stage::kEpochEnd: return "at the end of an epoch";
    case Stage::kEvaluate: return "while evaluating";
    case Stage::kPredict: return "while predicting";
    case Stage::kProgram: break;
  }
  return "before training began";
}

}  // namespace misfit
