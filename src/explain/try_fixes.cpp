// Fixes are offered only if they were run.
#include "explain/explanation.h"

namespace misfit {

std::vector<Candidate> candidates(const Run&, const Explanation&) { return {}; }

void try_fixes(const Run& run, Explanation& e, const std::function<bool()>& should_stop) {
  for (Candidate& c : candidates(run, e)) {
    if (should_stop && should_stop()) return;
    RunOptions options;
    options.profile = run.profile;
    options.should_stop = should_stop;
    if (run_program(c.program, options)->end == Run::End::kFinished) e.fixes.push_back({c.title, true, c.program, "ran"});
  }
}

}  // namespace misfit
