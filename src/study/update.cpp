// What each action does to the study.
#include <algorithm>

#include "study/action.h"
#include "study/model_file.h"
#include "study/pasted.h"
#include "study/training.h"

namespace misfit {
namespace {

void stop_all(Study& s) {
  for (Curve& c : s.curves) {
    if (c.state == Curve::State::kRunning) s.wants_stop.push_back(c.job);
    if (c.state == Curve::State::kRunning || c.state == Curve::State::kWaiting) c.state = Curve::State::kStopped;
  }
  if (s.fixes_running) s.wants_stop.push_back(s.fixes_job);
  s.fixes_running = false;
}

// The text is another one: literals are found again, and the engine is asked.
void text_changed(Study& s) {
  s.literals = literals(s.text());
  s.unfinished = unfinished(s.text());
  s.shared = false;
  s.moment = -1;
  if (s.fixes_running) s.wants_stop.push_back(s.fixes_job);
  s.fixes_running = s.fixes_ready = s.whole_known = false;
  s.verdict_late = false;
  if (s.unfinished.empty()) s.wants_verdict = true;   // else the last good picture stays
}

void finish(Study& s, LessonStep step) {
  if (const Lesson* l = s.current()) s.done[l->name].insert(static_cast<int>(step));
}

void load(Study& s, const std::string& text) {
  stop_all(s);
  s.curves.clear();
  s.history.reset(text);
  s.verdict = nullptr;
  s.explanation.reset();
  s.inside = 0;
  s.inside_layer = -1;
  s.last_good_applied.clear();
  s.shown_file.clear();
  s.recognised.reset();
  s.sample = s.channel = 0;
  text_changed(s);
}

// A mistake that raises nothing has fixes too.
bool wants_fixes_now(const Study& s) {
  bool mistaken = s.failed() || (s.explanation && !s.explanation->silent.empty());
  return mistaken && s.scrubbing < 0 && (!s.current() || s.step >= LessonStep::kRead);
}

// What training showed of a program that raises nothing.
void look_closer(Study& s, const Explanation& trained) {
  if (!s.explanation || s.failed() || trained.silent.empty() || !s.explanation->silent.empty()) return;
  std::vector<Fix> fixes = std::move(s.explanation->fixes);
  s.explanation = trained;
  s.explanation->fixes = std::move(fixes);
}

// A program is mended when it raises nothing and nothing in its numbers is wrong, which is known once it has been run to
// its end. One that had nothing wrong to begin with needs no mending.
void judge_repair(Study& s) {
  const Lesson* l = s.current();
  if (!l || s.step < LessonStep::kFix || !s.verdict || !s.unfinished.empty() || s.verdict->text != s.text()) return;
  if (!s.whole_known || s.failed() || (s.explanation && !s.explanation->silent.empty())) return;
  const bool challenge = s.step == LessonStep::kChallenge;
  const std::string* start = l->file(challenge ? "challenge.py" : "broken.py");
  if (start && (!challenge || *start != s.text())) finish(s, challenge ? LessonStep::kChallenge : LessonStep::kFix);
}

struct Updater {
  Study& s;

  void operator()(const act::OpenLesson& a) {
    if (!s.lessons || a.lesson < 0 || a.lesson >= static_cast<int>(s.lessons->size())) return;
    s.lesson = a.lesson;
    s.start_page = false;
    s.paste = false;
    s.answered = -1;
    s.step = s.current()->predict.options.empty() ? LessonStep::kBreak : LessonStep::kPredict;
    const std::string* broken = s.current()->file("broken.py");
    load(s, broken ? *broken : "");
  }
  void operator()(const act::OpenProgram& a) {
    s.lesson = -1;
    s.start_page = s.paste = false;
    s.step = LessonStep::kRead;
    if (const std::optional<ModelProgram> model = program_of_model(a.text, s.profile)) {
      load(s, model->error.empty() ? model->program : "# " + model->error + "\n");
    } else if (std::optional<Pasted> pasted = pasted_error(a.text, s.lessons)) {
      load(s, pasted->program);
      s.recognised = std::move(pasted->error);
    } else {
      load(s, a.text);
    }
  }
  void operator()(const act::ShowStart&) { s.start_page = true; s.paste = false; }
  void operator()(const act::GoToStep& a) {
    if (!s.current() || a.step == s.step) return;
    if (a.step > s.step && s.step <= LessonStep::kRead && s.step != LessonStep::kPredict) finish(s, s.step);
    bool was_challenge = s.step == LessonStep::kChallenge;
    s.step = a.step;
    s.inside = 0;
    s.inside_layer = -1;
    const std::string* other = nullptr;
    if (a.step == LessonStep::kChallenge) other = s.current()->file("challenge.py");
    else if (was_challenge) other = s.current()->file("broken.py");
    if (other) load(s, *other);
    if (!s.fixes_ready && !s.fixes_running) s.wants_fixes = wants_fixes_now(s);
    judge_repair(s);
  }
  void operator()(const act::Choose& a) { s.answered = a.option; finish(s, LessonStep::kPredict); }
  void operator()(const act::EditText& a) {
    if (a.text == s.text()) return;
    s.history.edit(a.text, a.typing ? 0x80000000u | s.gesture : 0);
    text_changed(s);
  }
  void operator()(const act::SetLiteral& a) {
    if (a.literal < 0 || a.literal >= static_cast<int>(s.literals.size())) return;
    if (s.scrubbing != a.literal && a.live) ++s.gesture;
    s.scrubbing = a.live ? a.literal : -1;
    s.history.edit(with_literal(s.text(), s.literals[static_cast<size_t>(a.literal)], a.value), a.live ? s.gesture : 0);
    text_changed(s);
  }
  void operator()(const act::EndGesture&) {
    ++s.gesture;
    s.history.end_gesture();
    s.scrubbing = -1;
    if (!s.fixes_ready) s.wants_fixes = wants_fixes_now(s);
  }
  void operator()(const act::Undo&) { if (s.history.undo()) { s.scrubbing = -1; text_changed(s); } }
  void operator()(const act::Redo&) { if (s.history.redo()) { s.scrubbing = -1; text_changed(s); } }
  void operator()(const act::SetProfile& a) {
    if (a.profile == s.profile) return;
    s.profile = a.profile;
    s.other = nullptr;
    stop_all(s);
    s.curves.clear();
    text_changed(s);
  }
  void operator()(const act::Compare& a) { s.compare = a.on; s.wants_verdict = s.wants_verdict || (a.on && !s.other); }
  void operator()(const act::ApplyFix& a) {
    if (!s.explanation || a.fix < 0 || a.fix >= static_cast<int>(s.explanation->fixes.size())) return;
    Fix fix = s.explanation->fixes[static_cast<size_t>(a.fix)];
    s.history.edit(fix.program);
    s.last_good_applied = fix.title;
    text_changed(s);
  }
  void operator()(const act::OpenFile& a) {
    const std::string* text = s.current() ? s.current()->file(a.name) : nullptr;
    if (!text) return;
    s.history.edit(*text);
    s.shown_file = a.name;
    s.last_good_applied.clear();
    text_changed(s);
  }
  void operator()(const act::Restart&) {
    const Lesson* l = s.current();
    if (!l) return;
    const std::string* text = l->file(s.step == LessonStep::kChallenge ? "challenge.py" : "broken.py");
    if (text && *text != s.text()) { s.history.edit(*text); s.last_good_applied.clear(); s.shown_file.clear(); text_changed(s); }
  }
  void operator()(const act::Prove&) { stop_all(s); s.curves = curves_to_prove(s); }
  void operator()(const act::TrainOnly&) { stop_all(s); s.curves = {your_curve(s)}; }
  void operator()(const act::StopTraining&) {
    stop_all(s);
    if (!s.verdict_late) return;
    s.wants_stop.push_back(kVerdictJob);
    auto stopped = std::make_shared<Run>();
    stopped->text = s.text();
    stopped->profile = s.profile;
    stopped->end = Run::End::kStopped;
    (*this)(act::VerdictArrived{stopped});
  }
  void operator()(const act::Hover& a) { s.hover = a.link; }
  void operator()(const act::SelectMoment& a) { s.moment = a.moment; }
  void operator()(const act::LookInside& a) { s.inside = a.step; s.inside_layer = a.layer; s.channel = 0; }
  void operator()(const act::ShowSample& a) { s.sample = std::max(0, a.sample); s.channel = std::max(0, a.channel); }
  void operator()(const act::ToggleMore&) { s.more = !s.more; }
  void operator()(const act::ToggleKeys&) { s.keys = !s.keys; }
  void operator()(const act::TogglePaste&) { s.paste = !s.paste; }
  void operator()(const act::Shared&) { s.shared = true; }
  void operator()(const act::SetTheme& a) { s.dark = a.dark; }
  void operator()(const act::SetScale& a) { s.scale = std::clamp(a.scale, 0.75f, 3.0f); }
  void operator()(const act::SetReducedMotion& a) { s.reduced_motion = a.on; }
  void operator()(const act::VerdictArrived& a) {
    if (a.other_profile) { s.other = a.run; return; }
    s.verdict_late = false;
    s.verdict = a.run;
    s.verdict_text = a.run ? a.run->text : "";
    s.explanation.reset();
    s.failed_at.reset();
    s.fixes_ready = false;
    s.whole_known = a.run && a.run->end == Run::End::kFinished;
    if (!a.run) return;
    s.failed_at = failed_expression(*a.run);
    if (a.run->exception || !a.run->unsupported) s.explanation = explain(*a.run);
    if (wants_fixes_now(s)) s.wants_fixes = true;
    judge_repair(s);
  }
  // The whole run of a text whose verdict ended where training begins: news if it fails, or if its numbers are wrong.
  void whole_run(const std::shared_ptr<const Run>& run) {
    if (run->exception) return (*this)(act::VerdictArrived{run});
    if (run->end != Run::End::kFinished) return;
    s.whole_known = true;
    look_closer(s, explain(*run));
    if (!s.fixes_ready && !s.fixes_running) s.wants_fixes = wants_fixes_now(s);
    judge_repair(s);
  }
  void operator()(const act::VerdictLate&) { s.verdict_late = true; }
  void operator()(const act::EngineAnswered& a) {
    if (const auto* fixes = std::get_if<FixesAnswer>(&a.answer)) {
      if (fixes->job != s.fixes_job || !s.fixes_running) return;
      s.fixes_running = false;
      s.fixes_ready = true;
      if (s.explanation) s.explanation->fixes = fixes->explanation.fixes;
      return;
    }
    if (const auto* late = std::get_if<VerdictAnswer>(&a.answer)) {
      if (!late->run || late->run->text != s.text() || late->run->profile != s.profile) return;
      if (s.verdict && s.verdict->text == s.text() && s.verdict->end == Run::End::kNeedsTraining) whole_run(late->run);
      else (*this)(act::VerdictArrived{late->run});
      return;
    }
    if (!take_training_answer(s, a.answer)) return;
    finish(s, LessonStep::kProve);
    const Run& run = *std::get<TrainedAnswer>(a.answer).run;
    if (run.text != s.text() || run.profile != s.profile || !s.explanation) return;
    if (s.verdict && s.verdict->end == Run::End::kNeedsTraining) whole_run(std::get<TrainedAnswer>(a.answer).run);
  }
};

}  // namespace

bool Study::nothing_to_mend() const {
  const std::string* start = current() ? current()->file("broken.py") : nullptr;
  return step == LessonStep::kFix && whole_known && !failed() && explanation && explanation->silent.empty() && start && *start == text();
}

void update(Study& study, const Action& action) { std::visit(Updater{study}, action); }

}  // namespace misfit
