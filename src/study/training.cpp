// From the rows of training to curves.
#include "study/training.h"

#include <algorithm>
#include <cstdlib>

#include "lesson/fixes.h"

namespace misfit {
namespace {

Curve waiting(Study& s, CurveKind kind, std::string name, const std::string& program) {
  Curve c;
  c.kind = kind;
  c.name = std::move(name);
  c.program = program;
  c.job = s.next_job++;
  return c;
}

Curve* curve_of(Study& s, JobId job) {
  for (Curve& c : s.curves) if (c.job == job) return &c;
  return nullptr;
}

void add(Curve& c, const Progress& p) {
  if (p.stage == Stage::kEvaluate || p.stage == Stage::kPredict) return;   // a pass of their own, over other epochs
  c.epoch = p.epoch;
  c.of = p.epochs;
  double at = p.epoch_end ? p.epoch + 1 : p.epoch + (p.batches > 0 ? double(p.batch + 1) / p.batches : 1);
  for (const auto& [key, value] : p.logs) {
    if (key == "loss") {
      if (p.epoch_end && !c.epochs.empty() && c.epochs.back() >= at) c.loss.back() = value;
      else { c.loss.push_back(value); c.epochs.push_back(at); }
    }
    if (p.epoch_end && (key == "accuracy" || key == "acc")) c.accuracy.push_back(value);
  }
}

// What the program printed last as an accuracy of its own: "accuracy on new photos 0.55".
double held_out(const std::string& out) {
  size_t at = out.rfind("accuracy");
  if (at == std::string::npos) return -1;
  size_t line_end = std::min(out.find('\n', at), out.size());
  for (size_t i = line_end; i > at; --i) {
    if (out[i - 1] < '0' || out[i - 1] > '9') continue;
    size_t begin = i;
    while (begin > at && (std::string_view("0123456789.").find(out[begin - 1]) != std::string_view::npos)) --begin;
    double v = std::strtod(out.substr(begin, i - begin).c_str(), nullptr);
    return v >= 0 && v <= 1 ? v : -1;
  }
  return -1;
}

}  // namespace

bool Study::training() const {
  return std::any_of(curves.begin(), curves.end(), [](const Curve& c) { return c.state == Curve::State::kRunning || c.state == Curve::State::kWaiting; });
}

Curve your_curve(Study& s) { return waiting(s, CurveKind::kYours, "your program", s.text()); }

std::vector<Curve> curves_to_prove(Study& s) {
  std::vector<Curve> curves{your_curve(s)};
  auto offer = [&](CurveKind kind, const std::string& name, const std::string* program) {
    if (!program) return;
    for (const Curve& c : curves) if (c.program == *program) return;
    curves.push_back(waiting(s, kind, name, *program));
  };
  if (const Lesson* l = s.current()) {
    offer(CurveKind::kRight, "right fix", l->file("fix-1.py"));
    offer(CurveKind::kWrong, "wrong fix", l->file("wrong-fix-1.py"));
    offer(CurveKind::kBroken, "broken", l->file("broken.py"));
  } else if (s.explanation) {
    for (const Fix& f : s.explanation->fixes) offer(f.right ? CurveKind::kRight : CurveKind::kWrong, f.title, &f.program);
  }
  return curves;
}

bool take_training_answer(Study& s, const Answer& answer) {
  if (const auto* p = std::get_if<ProgressAnswer>(&answer)) {
    if (Curve* c = curve_of(s, p->job)) add(*c, p->progress);
    return false;
  }
  const auto* trained = std::get_if<TrainedAnswer>(&answer);
  Curve* c = trained ? curve_of(s, trained->job) : nullptr;
  if (!c || !trained->run) return false;
  const Run& run = *trained->run;
  c->run = trained->run;
  c->seconds = run.seconds;
  c->left = 0;
  c->held_out = held_out(run.stdout_text);
  using End = Run::End;
  if (run.end == End::kException) { c->state = Curve::State::kFailed; c->end = run.exception ? run.exception->type : "error"; }
  else if (run.end == End::kUnsupported) { c->state = Curve::State::kFailed; c->end = "not supported"; }
  else if (run.end == End::kBudget) { c->state = Curve::State::kFailed; c->end = "out of budget"; }
  else c->state = run.end == End::kStopped ? Curve::State::kStopped : Curve::State::kDone;
  return c->kind == CurveKind::kYours && c->state == Curve::State::kDone;
}

Curve* curve_to_start(Study& s) {
  for (Curve& c : s.curves) if (c.state == Curve::State::kRunning) return nullptr;
  for (Curve& c : s.curves) if (c.state == Curve::State::kWaiting) return &c;
  return nullptr;
}

std::vector<Candidate> lesson_fixes(const Study& s) {
  // A challenge is the learner's to solve.
  if (!s.lessons || !s.verdict || s.step == LessonStep::kChallenge) return {};
  return fixes_for(*s.lessons, s.verdict->text);
}

}  // namespace misfit
