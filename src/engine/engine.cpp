// Runs one program under one profile: sets up the interpreter and its libraries, and keeps what the run left behind.
#include "engine/engine.h"

#include <chrono>

#include "engine/bindings.h"
#include "keras/fit/session.h"
#include "keras/library.h"
#include "keras/layer.h"
#include "modules/modules.h"
#include "numpy/ndarray.h"
#include "ops/release.h"
#include "python/machine.h"
#include "tensorflow/tensor.h"

namespace misfit {
namespace {

struct Listener : py::Host {
  explicit Listener(const RunOptions& o) : options(o) {}
  const RunOptions& options;
  void on_stdout(std::string_view text) override {
    if (options.on_stdout) options.on_stdout(text);
  }
  bool should_stop() override { return options.should_stop && options.should_stop(); }
};

void register_everything(py::Interp& in) {
  np::register_types(in);
  tf::register_types(in);
  keras::register_types(in);
  keras::register_library(in);
  modules::register_standard(in);
  modules::register_numpy(in);
  modules::register_tensorflow(in);
  modules::register_keras(in);
}

// Keras 3 writes bold letters around its words; what is kept is what a reader sees.
std::string without_colours(const std::string& text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\x1b' && i + 1 < text.size() && text[i + 1] == '[') {
      while (i < text.size() && text[i] != 'm') ++i;
      continue;
    }
    out += text[i];
  }
  return out;
}

Run::Exception describe(py::Interp& in, const py::Outcome& outcome) {
  py::Exception& e = *outcome.exception;
  Run::Exception x;
  x.type = e.type->name;
  x.module = e.type->module;
  x.message = without_colours(in.message_of(e));
  if (outcome.exception_at) {
    x.span = *outcome.exception_at;
    x.line = x.span.line;
  }
  if (e.fault && e.fault->spec) {
    x.fault_code = std::string(e.fault->spec->code);
    for (const auto& [name, value] : e.fault->arguments) x.fault_arguments.emplace_back(std::string(name), value);
  }
  x.traceback = py::format_traceback(in, e);
  return x;
}

Run::End ending(const Run& run, py::Stop stop) {
  if (run.unsupported) return Run::End::kUnsupported;
  if (stop == py::Stop::kTraining) return Run::End::kNeedsTraining;
  if (stop == py::Stop::kAsked) return Run::End::kStopped;
  if (stop != py::Stop::kNone) return Run::End::kBudget;
  return run.exception ? Run::End::kException : Run::End::kFinished;
}

}  // namespace

std::shared_ptr<const Run> run_program(const std::string& text, const RunOptions& options) {
  auto start = std::chrono::steady_clock::now();
  auto run = std::make_shared<Run>();
  run->text = text;
  run->profile = options.profile;
  kernel_release = options.profile;
  Listener listener(options);
  py::Limits limits;
  limits.steps = 100'000'000;                                      // a second natively
  limits.seconds = options.seconds;
  if (sizeof(void*) == 4) limits.memory = size_t{512} << 20;       // of the four gigabytes a page can ever have
  py::Interp in(options.profile, limits, &listener);
  register_everything(in);
  keras::Session& session = in.state<keras::Session>();
  session.verdict_only = options.verdict_only;
  session.on_progress = options.on_progress;
  session.look = options.look;
  record_bindings(in);
  {
    py::Outcome outcome = py::run_program(in, text, options.file_name);
    run->stdout_text = std::move(outcome.stdout_text);
    run->warnings = std::move(outcome.warnings);
    if (outcome.unsupported)
      run->unsupported = {outcome.unsupported->construct, outcome.unsupported->line, outcome.unsupported->column};
    if (outcome.exception) run->exception = describe(in, outcome);
    run->end = ending(*run, outcome.stop);
    run->end_detail = std::move(outcome.stop_detail);
  }
  run->trace = std::move(in.trace);
  run->looks = std::move(session.looks);
  run->seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return run;
}

}  // namespace misfit
