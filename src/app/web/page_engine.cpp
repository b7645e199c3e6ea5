// Requests go out through the host, answers come back through exports.
#include "app/web/page_engine.h"

#include <utility>

#include "app/web/host.h"

namespace misfit {

namespace {
enum Kind { kTrain = 1, kFixes = 2, kStop = 3, kVerdict = 4, kWhole = 5 };
constexpr double kMostSeconds = 0.4;               // what takes longer goes on in the worker
}

std::shared_ptr<const Run> PageEngine::verdict(const std::string& text, Profile profile) {
  RunOptions options;
  options.profile = profile;
  options.verdict_only = true;
  options.look = true;
  options.seconds = kMostSeconds;
  auto run = run_program(text, options);
  // A program that runs until training may still die after it, or learn nothing.
  const bool late = run->end == Run::End::kBudget;
  if (late || run->end == Run::End::kNeedsTraining) host_request(late ? kVerdict : kWhole, static_cast<int>(kVerdictJob), text.c_str(), profile == Profile::kKeras3);
  return run;
}

void PageEngine::train(JobId job, const std::string& text, Profile profile) {
  ++asked_;
  host_request(kTrain, static_cast<int>(job), text.c_str(), profile == Profile::kKeras3);
}

// The worker has the lessons too, and finds what they bring by the program's text.
void PageEngine::try_fixes(JobId job, std::shared_ptr<const Run> run, const Explanation&, std::vector<Candidate>) {
  ++asked_;
  host_request(kFixes, static_cast<int>(job), run->text.c_str(), run->profile == Profile::kKeras3);
}

void PageEngine::stop(JobId job) { host_request(kStop, static_cast<int>(job), "", 0); }

std::vector<Answer> PageEngine::poll() { return std::exchange(answers_, {}); }

void PageEngine::answered(Answer a) {
  if (std::holds_alternative<TrainedAnswer>(a) || std::holds_alternative<FixesAnswer>(a)) --asked_;
  answers_.push_back(std::move(a));
}

}  // namespace misfit
