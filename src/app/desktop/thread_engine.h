// The engine behind a thread: verdicts at once on the caller's, everything longer on its own.
#pragma once
#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

#include "study/engine_port.h"

namespace misfit {

class ThreadEngine : public EnginePort {
 public:
  explicit ThreadEngine(std::function<void()> wake);   // called from the thread when there is an answer
  ~ThreadEngine() override;
  std::shared_ptr<const Run> verdict(const std::string& text, Profile) override;
  void train(JobId, const std::string& text, Profile) override;
  void try_fixes(JobId, std::shared_ptr<const Run>, const Explanation&, std::vector<Candidate> more) override;
  void stop(JobId) override;
  std::vector<Answer> poll() override;
  bool busy() const override;

 private:
  struct Job { JobId id; std::function<void(JobId)> work; };
  void finish_later(const std::string& text, Profile);
  void push(JobId, std::function<void(JobId)>, bool first = false);
  void answer(Answer);
  void loop();
  std::function<void()> wake_;
  mutable std::mutex mutex_;
  std::condition_variable ready_;
  std::deque<Job> jobs_;
  std::vector<Answer> answers_;
  std::atomic<JobId> running_{0}, stopped_{0};
  std::atomic<uint32_t> verdicts_{0};
  bool quit_ = false;
  std::thread thread_;
};

}  // namespace misfit
