// From a Run to an explanation.
#include "explain/explanation.h"

namespace misfit {

Explanation explain(const Run& run) {
  Explanation e;
  if (!run.exception) return e;
  e.fault_code = run.exception->fault_code.empty() ? run.exception->type : run.exception->fault_code;
  e.line = run.exception->line;
  e.happened = run.exception->message.substr(0, run.exception->message.find('\n'));
  return e;
}

}  // namespace misfit
