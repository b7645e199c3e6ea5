// The engine as the page has it: verdicts here and now, everything longer in a worker.
#pragma once
#include <vector>

#include "study/engine_port.h"

namespace misfit {

class PageEngine : public EnginePort {
 public:
  std::shared_ptr<const Run> verdict(const std::string& text, Profile) override;
  void train(JobId, const std::string& text, Profile) override;
  void try_fixes(JobId, std::shared_ptr<const Run>, const Explanation&, std::vector<Candidate> more) override;
  void stop(JobId) override;
  std::vector<Answer> poll() override;
  bool busy() const override { return asked_ > 0; }

  void answered(Answer);                           // from the worker

 private:
  std::vector<Answer> answers_;
  int asked_ = 0;
};

}  // namespace misfit
