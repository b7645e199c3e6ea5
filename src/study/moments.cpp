// The track of a run: the stages it went through, where it died, and what its layers made at each moment.
#include <algorithm>
#include <cctype>
#include <cmath>

#include "study/study.h"

namespace misfit {
namespace {

constexpr size_t kOperations = 12;         // told apart on the track
constexpr int kEpochs = 6;

bool reached(const Run& run, Stage stage) {
  return std::any_of(run.trace.stages.begin(), run.trace.stages.end(), [&](const auto& at) { return at.first == stage; });
}

bool operation(const Step& s) {
  return (s.kind == StepKind::kTensor || s.kind == StepKind::kArray) && s.what != "[...]" && (s.failed || (!s.inputs.empty() && s.shape.known_rank()));
}

// As the program calls it, which is not always the operation's own name: `tf.ones` fills.
std::string called(const std::string& text, const Step& s) {
  if (s.span.begin < s.span.end && s.span.end <= text.size()) {
    const std::string_view words = std::string_view(text).substr(s.span.begin, s.span.end - s.span.begin);
    const size_t open = words.find('(');
    const std::string_view name = words.substr(0, open == std::string_view::npos ? 0 : open);
    const bool plain = !name.empty() && std::all_of(name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) || c == '_' || c == '.'; });
    if (plain && words.back() == ')') return std::string(name.substr(name.rfind('.') == std::string_view::npos ? 0 : name.rfind('.') + 1));
  }
  return s.what.substr(s.what.rfind('.') == std::string::npos ? 0 : s.what.rfind('.') + 1);
}

// A program that trains nothing goes from operation to operation.
std::vector<Moment> operations(const Run& run, const FailedExpression* failed) {
  std::vector<Moment> track;
  Span last;
  for (const Step& s : run.trace.steps()) {
    if (!operation(s)) continue;
    Moment m;
    m.name = called(run.text, s);
    m.step = s.id;
    m.state = s.failed ? Moment::kFailed : Moment::kPassed;
    m.said = "line " + std::to_string(s.span.line);
    // One expression that does several things is one moment: its last.
    if (!track.empty() && last.begin == s.span.begin && last.end == s.span.end && s.span.end > s.span.begin) track.pop_back();
    last = s.span;
    track.push_back(std::move(m));
  }
  // What refused to run left no step behind.
  if (run.exception && failed && !track.empty() && track.back().state != Moment::kFailed) {
    Moment m;
    m.name = failed->operation.empty() ? run.exception->type : failed->operation;
    m.state = Moment::kFailed;
    m.said = "line " + std::to_string(failed->line);
    track.push_back(std::move(m));
  }
  if (track.size() > kOperations) track.erase(track.begin(), track.end() - static_cast<ptrdiff_t>(kOperations));
  if (track.empty()) {
    Moment m;
    m.name = "program";
    m.state = run.exception ? Moment::kFailed : Moment::kPassed;
    track.push_back(std::move(m));
  }
  return track;
}

std::string count(int n) { return std::to_string(n); }

// The epochs worth a mark of their own: the first, the last, and some between.
std::vector<int> epochs_shown(const Run& run, int epochs) {
  std::vector<int> looked;
  for (const Look& l : run.looks) if (l.epoch_end && l.fit == 1) looked.push_back(l.epoch);
  if (looked.empty())
    for (const Progress& p : run.trace.progress)
      if (p.epoch_end && p.fit <= 1) looked.push_back(p.epoch);
  (void)epochs;
  std::vector<int> shown;
  const int n = static_cast<int>(looked.size());
  for (int i = 0; i < std::min(n, kEpochs); ++i) shown.push_back(looked[static_cast<size_t>(n <= kEpochs ? i : i * (n - 1) / (kEpochs - 1))]);
  return shown;
}

int look_at(const Run& run, int epoch, int batch, bool end) {
  for (size_t i = 0; i < run.looks.size(); ++i) {
    const Look& l = run.looks[i];
    if (l.held_out || l.fit > 1) continue;
    if (end ? l.epoch_end && l.epoch == epoch : !l.epoch_end && l.epoch == epoch && l.batch == batch) return static_cast<int>(i);
  }
  return -1;
}

std::vector<Moment> training(const Run& run) {
  std::vector<Moment> track;
  auto add = [&](std::string name, Stage stage, std::string said) -> Moment& {
    Moment m;
    m.name = std::move(name);
    m.stage = stage;
    m.said = std::move(said);
    m.state = reached(run, stage) && stage < Stage::kBatch ? Moment::kPassed : Moment::kAhead;
    return track.emplace_back(std::move(m));
  };
  add("build", Stage::kBuild, "the layers are made");
  add("compile", Stage::kCompile, "loss and optimizer are chosen");
  add("trace", Stage::kTrace, "shapes go through, before any number").look = look_at(run, 0, 0, false);
  int batches = 4, epochs = 1;
  for (const Progress& p : run.trace.progress) {
    if (p.fit > 1 || (p.stage != Stage::kBatch && p.stage != Stage::kEpochEnd)) continue;   // evaluate() has batches of its own
    if (p.batches > 0) batches = std::min(4, p.batches);
    epochs = std::max(epochs, p.epochs);
  }
  std::vector<int> ends = epochs_shown(run, epochs);
  auto batch = [&](int epoch, int b) {
    const bool first = epoch == 0 && b == 1;
    Moment& m = add(first ? "batch 1" : epoch == 0 ? count(b) : "NaN", Stage::kBatch, "after batch " + count(b) + " of epoch " + count(epoch + 1));
    m.epoch = epoch;
    m.batch = b;
    m.look = look_at(run, epoch, b, false);
    if (std::any_of(run.trace.progress.begin(), run.trace.progress.end(), [&](const Progress& p) { return p.epoch > epoch || p.epoch_end || p.batch >= b; })) m.state = Moment::kPassed;
  };
  for (int b = 1; b <= batches; ++b) batch(0, b);
  // A batch after which numbers were lost has its own mark.
  const Look* lost = nullptr;
  for (const Look& l : run.looks)
    if (!lost && !l.epoch_end && !l.held_out && l.batch > 0 && std::any_of(l.layers.begin(), l.layers.end(), [](const Look::Layer& x) { return !x.finite; })) lost = &l;
  bool placed = !lost || (lost->epoch == 0 && lost->batch <= batches);
  if (ends.empty()) add("epoch end", Stage::kEpochEnd, "at the end of an epoch");
  for (size_t i = 0; i < ends.size(); ++i) {
    const int e = ends[i];
    if (!placed && lost->epoch <= e) {
      batch(lost->epoch, lost->batch);
      placed = true;
    }
    Moment& m = add(ends.size() == 1 ? "epoch end" : i == 0 ? "epoch " + count(e + 1) : count(e + 1), Stage::kEpochEnd, "at the end of epoch " + count(e + 1));
    m.epoch = e;
    m.look = look_at(run, e, 0, true);
    m.state = Moment::kPassed;
  }
  return track;
}

// Whether it died in the lines after its training: every epoch came to its end, and fit() was left.
bool after_training(const Run& run) {
  if (!run.exception || run.trace.progress.empty()) return false;
  const Span* fit = nullptr;
  for (const auto& [stage, at] : run.trace.stages) if (!fit && stage == Stage::kTrace) fit = &at;
  const bool ended = std::any_of(run.trace.progress.begin(), run.trace.progress.end(), [](const Progress& p) { return p.epoch_end && p.epoch + 1 >= p.epochs; });
  return ended && fit && run.exception->span.begin >= fit->end;
}

// Where the run died: everything before has been passed.
void mark_death(const Run& run, std::vector<Moment>& track) {
  size_t furthest = 0;
  for (size_t i = 0; i < track.size(); ++i) if (track[i].state == Moment::kPassed) furthest = i;
  for (size_t i = 0; i < furthest; ++i) track[i].state = Moment::kPassed;
  if (!run.exception) return;
  const Stage last = run.trace.stage();
  size_t at = furthest;
  if (last == Stage::kProgram) at = reached(run, Stage::kBuild) ? furthest : 0;
  if (last == Stage::kBatch && !run.trace.progress.empty()) at = std::min(at + 1, track.size() - 1);
  track[at].state = Moment::kFailed;
}

const Curve* other_curve(const Study& s) {
  for (CurveKind kind : {CurveKind::kRight, CurveKind::kBroken, CurveKind::kWrong})
    for (const Curve& c : s.curves) if (c.kind == kind && c.run && !c.run->looks.empty()) return &c;
  return nullptr;
}

bool differ(const Tensor& a, const Tensor& b) {
  if (!(a.shape() == b.shape())) return true;
  for (int64_t i = 0; i < std::min<int64_t>(a.elements(), 4096); ++i) {
    const double x = a.at(i), y = b.at(i);
    if (std::isnan(x) != std::isnan(y) || std::fabs(x - y) > 1e-5 * (1 + std::fabs(x))) return true;
  }
  return false;
}

}  // namespace

const Run* shown_run(const Study& s) {
  for (const Curve& c : s.curves)
    if (c.kind == CurveKind::kYours && c.run && c.program == s.text()) return c.run.get();
  return s.verdict.get();
}

std::vector<Moment> moments(const Study& s) {
  const Run* run = shown_run(s);
  if (!run) return {};
  const bool fits = run->text.find(".fit(") != std::string::npos || !run->trace.progress.empty() || reached(*run, Stage::kTrace);
  const bool died_before = run->exception && !reached(*run, Stage::kBuild) && !reached(*run, Stage::kCompile);
  if (!fits || died_before) return operations(*run, s.failed_at && run == s.verdict.get() ? &*s.failed_at : nullptr);
  std::vector<Moment> track = training(*run);
  if (run->end == Run::End::kFinished)
    for (Moment& m : track) m.state = Moment::kPassed;
  if (after_training(*run)) {
    for (Moment& m : track) m.state = Moment::kPassed;
    const std::optional<FailedExpression> at = run == s.verdict.get() ? s.failed_at : failed_expression(*run);
    Moment m;
    m.name = at && !at->operation.empty() ? at->operation : "after";
    m.stage = Stage::kPredict;
    m.state = Moment::kFailed;
    m.said = "after the training, in line " + std::to_string(run->exception->line);
    track.push_back(std::move(m));
    return track;
  }
  mark_death(*run, track);
  return track;
}

int current_moment(const Study& s) {
  std::vector<Moment> track = moments(s);
  if (s.moment >= 0 && s.moment < static_cast<int>(track.size())) return s.moment;
  int at = -1;
  for (size_t i = 0; i < track.size(); ++i) if (track[i].state != Moment::kAhead) at = static_cast<int>(i);
  return at;
}

const Look* look_now(const Study& s) {
  const Run* run = shown_run(s);
  if (!run || run->looks.empty()) return nullptr;
  std::vector<Moment> track = moments(s);
  const int now = current_moment(s);
  if (now < 0 || now >= static_cast<int>(track.size())) return nullptr;
  const Moment& m = track[static_cast<size_t>(now)];
  if (m.look >= 0) return &run->looks[static_cast<size_t>(m.look)];
  return m.stage == Stage::kTrace && !run->looks.front().held_out ? &run->looks.front() : nullptr;
}

int first_nan(const Study& s) {
  const Run* run = shown_run(s);
  if (!run) return -1;
  std::vector<Moment> track = moments(s);
  for (size_t i = 0; i < track.size(); ++i) {
    if (track[i].look < 0) continue;
    const Look& l = run->looks[static_cast<size_t>(track[i].look)];
    if (std::any_of(l.layers.begin(), l.layers.end(), [](const Look::Layer& x) { return !x.finite; })) return static_cast<int>(i);
  }
  return -1;
}

Difference first_difference(const Study& s) {
  Difference d;
  const Run* run = shown_run(s);
  const Curve* other = other_curve(s);
  if (!run || !other || run == s.verdict.get()) return d;
  std::vector<Moment> track = moments(s);
  for (size_t i = 0; i < track.size(); ++i) {
    if (track[i].look < 0) continue;
    const Look& mine = run->looks[static_cast<size_t>(track[i].look)];
    for (const Look& theirs : other->run->looks) {
      if (theirs.fit != mine.fit || theirs.epoch != mine.epoch || theirs.batch != mine.batch || theirs.epoch_end != mine.epoch_end || theirs.held_out != mine.held_out) continue;
      if (!mine.x.empty() && !theirs.x.empty() && mine.x[0] && theirs.x[0] && differ(mine.x[0], theirs.x[0])) return {static_cast<int>(i), "the data", other->name};
      for (size_t k = 0; k < std::min(mine.layers.size(), theirs.layers.size()); ++k)
        if (mine.layers[k].output && theirs.layers[k].output && differ(mine.layers[k].output, theirs.layers[k].output))
          return {static_cast<int>(i), "`" + mine.layers[k].name + "`", other->name};
    }
  }
  return d;
}

std::string stage_words(const Study& s) {
  if (!s.failed()) return {};
  if (after_training(*s.verdict)) return "after the training";
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
