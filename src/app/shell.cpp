// The loop around update().
#include "app/shell.h"

#include <algorithm>

#include "study/training.h"

namespace misfit {

Shell::Shell(EnginePort& port, std::vector<Lesson> all, double (*clock)()) : lessons(std::move(all)), port_(port) {
  study.lessons = &lessons;
  screen.clock = clock;
}

void Shell::act(const Action& action) {
  update(study, action);
  serve();
}

void Shell::serve() {
  for (JobId job : study.wants_stop) port_.stop(job);
  study.wants_stop.clear();
  if (study.wants_verdict) {
    study.wants_verdict = false;
    std::shared_ptr<const Run> run = port_.verdict(study.text(), study.profile);
    if (run->end == Run::End::kBudget && study.scrubbing < 0) {
      update(study, act::VerdictLate{});
    } else {
      update(study, act::VerdictArrived{std::move(run)});
    }
    if (study.compare)
      update(study, act::VerdictArrived{port_.verdict(study.text(), study.profile == Profile::kKeras3 ? Profile::kKeras2 : Profile::kKeras3), true});
  }
  // Training goes first: who asked for it waits for it.
  if (study.wants_fixes && study.verdict && study.explanation && !study.training()) {
    study.wants_fixes = false;
    study.fixes_running = true;
    study.fixes_job = study.next_job++;
    port_.try_fixes(study.fixes_job, study.verdict, *study.explanation, lesson_fixes(study));
  }
  if (Curve* next = curve_to_start(study)) {
    next->state = Curve::State::kRunning;
    port_.train(next->job, next->program, study.profile);
  }
}

bool Shell::pump() {
  std::vector<Answer> answers = port_.poll();
  for (Answer& a : answers) update(study, act::EngineAnswered{std::move(a)});
  if (!answers.empty()) serve();
  return !answers.empty();
}

bool Shell::frame() {
  pump();
  Actions actions;
  screen.frame(study, actions);
  const Link hover = study.hover;
  bool changed = false;
  for (const Action& a : actions) {
    changed = changed || !std::holds_alternative<act::Hover>(a);
    update(study, a);
  }
  changed = changed || study.hover != hover;       // taken away and given again within a frame is no change
  serve();
  if (changed) screen.settle = std::max(screen.settle, 2);
  return screen.wants_another_frame();
}

// "grayscale-vs-rgb:0,1,2;flattened-inputs:0"
std::string Shell::progress() const {
  std::string text;
  for (const auto& [name, steps] : study.done) {
    text += (text.empty() ? "" : ";") + name + ":";
    bool first = true;
    for (int step : steps) { text += (first ? "" : ",") + std::to_string(step); first = false; }
  }
  return text;
}

void Shell::restore_progress(const std::string& text) {
  size_t at = 0;
  while (at < text.size()) {
    size_t end = std::min(text.find(';', at), text.size()), colon = text.find(':', at);
    if (colon < end)
      for (size_t i = colon + 1; i < end; ++i)
        if (text[i] >= '0' && text[i] < '0' + kLessonSteps) study.done[text.substr(at, colon - at)].insert(text[i] - '0');
    at = end + 1;
  }
}

}  // namespace misfit
