// One worker thread, one job after another.
#include "app/desktop/thread_engine.h"

#include <algorithm>
#include <chrono>

namespace misfit {
namespace {

constexpr double kFrameSeconds = 0.15, kLateSeconds = 10;   // what a verdict may take within a frame, and beside the screen
constexpr auto kQuiet = std::chrono::milliseconds(250);      // without another text, before training is begun for what comes after it

RunOptions looking(Profile profile) {
  RunOptions options;
  options.profile = profile;
  options.look = true;
  return options;
}

}  // namespace

ThreadEngine::ThreadEngine(std::function<void()> wake) : wake_(std::move(wake)), thread_([this] { loop(); }) {}

ThreadEngine::~ThreadEngine() {
  {
    std::lock_guard lock(mutex_);
    quit_ = true;
    jobs_.clear();
  }
  ready_.notify_all();
  thread_.join();
}

std::shared_ptr<const Run> ThreadEngine::verdict(const std::string& text, Profile profile) {
  RunOptions options = looking(profile);
  options.verdict_only = true;
  options.seconds = kFrameSeconds;
  std::shared_ptr<const Run> run = run_program(text, options);
  ++verdicts_;                                     // one that is still on its way is of an older text
  if (run->end == Run::End::kNeedsTraining) finish_later(text, profile);
  if (run->end != Run::End::kBudget) return run;
  push(kVerdictJob, [this, options, text, mine = verdicts_.load()](JobId job) mutable {
    options.seconds = kLateSeconds;
    options.should_stop = [this, job, mine] { return stopped_ == job || verdicts_ != mine || quit_; };
    std::shared_ptr<const Run> late = run_program(text, options);
    if (verdicts_ == mine) answer(VerdictAnswer{late});
    if (stopped_ == job) stopped_ = 0;
  }, true);
  return run;
}

// A program that runs until training may still die after it, in evaluate(), in predict(), in the learner's own lines, or learn nothing.
void ThreadEngine::finish_later(const std::string& text, Profile profile) {
  push(kVerdictJob, [this, text, profile, mine = verdicts_.load()](JobId job) {
    auto stale = [this, job, mine] {
      std::lock_guard lock(mutex_);
      return stopped_ == job || verdicts_ != mine || quit_ || !jobs_.empty();       // whatever was asked for comes first
    };
    for (auto begin = std::chrono::steady_clock::now(); std::chrono::steady_clock::now() - begin < kQuiet;) {
      if (stale()) return;
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    RunOptions options = looking(profile);
    options.seconds = kLateSeconds;
    options.should_stop = stale;
    std::shared_ptr<const Run> whole = run_program(text, options);
    if (verdicts_ == mine && (whole->exception || whole->end == Run::End::kFinished)) answer(VerdictAnswer{whole});
  });
}

void ThreadEngine::train(JobId id, const std::string& text, Profile profile) {
  push(id, [this, text, profile](JobId job) {
    RunOptions options = looking(profile);
    options.on_progress = [this, job](const Progress& p) { answer(ProgressAnswer{job, p}); };
    options.on_stdout = [this, job](std::string_view out) { answer(StdoutAnswer{job, std::string(out)}); };
    options.should_stop = [this, job] { return stopped_ == job || quit_; };
    answer(TrainedAnswer{job, run_program(text, options)});
  });
}

void ThreadEngine::try_fixes(JobId id, std::shared_ptr<const Run> run, const Explanation& explanation, std::vector<Candidate> more) {
  push(id, [this, run, explanation, more](JobId job) {
    Explanation tried = explanation;
    misfit::try_fixes(*run, tried, [this, job] { return stopped_ == job || quit_; }, more);
    answer(FixesAnswer{job, std::move(tried)});
  });
}

void ThreadEngine::stop(JobId id) {
  std::lock_guard lock(mutex_);
  auto waiting = std::find_if(jobs_.begin(), jobs_.end(), [&](const Job& j) { return j.id == id; });
  if (waiting != jobs_.end()) jobs_.erase(waiting);
  else if (running_ == id) stopped_ = id;
}

std::vector<Answer> ThreadEngine::poll() {
  std::lock_guard lock(mutex_);
  return std::exchange(answers_, {});
}

bool ThreadEngine::busy() const {
  std::lock_guard lock(mutex_);
  return running_ != 0 || !jobs_.empty() || !answers_.empty();
}

void ThreadEngine::push(JobId id, std::function<void(JobId)> work, bool first) {
  {
    std::lock_guard lock(mutex_);
    jobs_.insert(first ? jobs_.begin() : jobs_.end(), {id, std::move(work)});
  }
  ready_.notify_one();
}

void ThreadEngine::answer(Answer a) {
  {
    std::lock_guard lock(mutex_);
    answers_.push_back(std::move(a));
  }
  wake_();
}

void ThreadEngine::loop() {
  while (true) {
    Job job;
    {
      std::unique_lock lock(mutex_);
      running_ = 0;
      ready_.wait(lock, [&] { return quit_ || !jobs_.empty(); });
      if (quit_) return;
      job = std::move(jobs_.front());
      jobs_.pop_front();
      running_ = job.id;
    }
    job.work(job.id);
  }
}

}  // namespace misfit
