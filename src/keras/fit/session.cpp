// Progress of training: every row is kept in the trace, the listener hears at most some dozens a second.
#include "keras/fit/session.h"

namespace misfit::keras {

void Session::report(const Progress& progress) {
  in_.trace.progress.push_back(progress);
  if (!on_progress) return;
  auto now = std::chrono::steady_clock::now();
  if (!progress.epoch_end && now - told_ < std::chrono::milliseconds(30)) return;
  told_ = now;
  on_progress(progress);
}

bool Session::numbers_wanted() {
  if (!verdict_only) return !in_.stopped();
  in_.stop(py::Stop::kTraining);
  return false;
}

}  // namespace misfit::keras
