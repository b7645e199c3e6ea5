// The engine as the study sees it: a verdict at once, training and fixes when they are ready.
#pragma once
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "engine/engine.h"
#include "explain/explanation.h"

namespace misfit {

using JobId = uint32_t;
constexpr JobId kVerdictJob = ~JobId{0};   // stopping it stops a late verdict

struct ProgressAnswer { JobId job; Progress progress; };
struct StdoutAnswer { JobId job; std::string text; };
struct TrainedAnswer { JobId job; std::shared_ptr<const Run> run; };
struct FixesAnswer { JobId job; Explanation explanation; };
struct VerdictAnswer { std::shared_ptr<const Run> run; };       // of a program that needed longer than a frame may take, or of all of it
using Answer = std::variant<ProgressAnswer, StdoutAnswer, TrainedAnswer, FixesAnswer, VerdictAnswer>;

class EnginePort {
 public:
  virtual ~EnginePort() = default;
  // Within the frame. A run that ended for lack of time, or where training would begin, may be followed by a VerdictAnswer.
  virtual std::shared_ptr<const Run> verdict(const std::string& text, Profile) = 0;
  virtual void train(JobId, const std::string& text, Profile) = 0;
  virtual void try_fixes(JobId, std::shared_ptr<const Run>, const Explanation&, std::vector<Candidate> more) = 0;   // more: the lesson's own
  virtual void stop(JobId) = 0;                                                      // the answer still comes
  virtual std::vector<Answer> poll() = 0;
  virtual bool busy() const = 0;
};

}  // namespace misfit
