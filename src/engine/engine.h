// The engine boundary: one program text, profile and seed in; a Run out. What the command line, the worker and the desktop thread call.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/profile.h"
#include "trace/look.h"
#include "trace/trace.h"

namespace misfit {

struct RunOptions {
  Profile profile = Profile::kKeras3;
  std::string file_name = "program.py";    // what tracebacks call the program
  bool verdict_only = false;               // stop where training would begin (after the first trace)
  bool look = false;                       // also take looks at what the layers make of some samples
  double seconds = 0;                      // stop after so long; 0: only the language's own limits
  std::function<void(std::string_view)> on_stdout;
  std::function<void(const Progress&)> on_progress;
  std::function<bool()> should_stop;
};

// Everything a run left behind. Immutable once made.
struct Run {
  std::string text;
  Profile profile = Profile::kKeras3;
  std::string stdout_text;
  std::vector<std::string> warnings;
  struct Exception {
    std::string type, module, message;
    uint32_t line = 0;
    Span span;                             // the failing expression
    std::string fault_code;                // "" if no rule of ours raised it
    std::vector<std::pair<std::string, std::string>> fault_arguments;
    std::string traceback;                 // as Python prints it on stderr
  };
  std::optional<Exception> exception;
  struct Unsupported { std::string construct; uint32_t line = 0, column = 0; };
  std::optional<Unsupported> unsupported;
  enum class End { kFinished, kException, kUnsupported, kStopped, kBudget, kNeedsTraining } end = End::kFinished;
  std::string end_detail;                  // which budget
  Trace trace;
  std::vector<Look> looks;                 // if they were asked for
  double seconds = 0;
};

std::shared_ptr<const Run> run_program(const std::string& text, const RunOptions&);
std::string run_json(const Run&);          // the object of `misfit run --json`

}  // namespace misfit
