// What the worker calls: one program at a time, to its end. Answers lie in one buffer until the next call.
#include <string>

#include "app/web/host.h"
#include "app/web/wire_explanation.h"
#include "engine/engine.h"
#include "engine/json.h"
#include "engine/wire.h"
#include "explain/explanation.h"
#include "lesson/catalogue.h"
#include "lesson/fixes.h"

namespace misfit {
namespace {

std::string answer;

std::string progress_json(const Progress& p) {
  std::string text = "{\"fit\":" + std::to_string(p.fit) + ",\"epoch\":" + std::to_string(p.epoch) + ",\"epochs\":" + std::to_string(p.epochs) +
                     ",\"batch\":" + std::to_string(p.batch) + ",\"batches\":" + std::to_string(p.batches) +
                     ",\"epochEnd\":" + (p.epoch_end ? "true" : "false") + ",\"stage\":" + std::to_string(static_cast<int>(p.stage)) + ",\"logs\":{";
  bool first = true;
  for (const auto& [name, value] : p.logs) {
    char number[32];
    std::snprintf(number, sizeof number, "%.9g", value);
    const bool finite = value - value == 0;        // JSON knows no NaN
    text += (first ? "" : ",") + json_string(name) + ":" + (finite ? std::string(number) : json_string(number));
    first = false;
  }
  return text + "}}";
}

constexpr double kMostSeconds = 8;                 // for what nobody asked for: a verdict that was too long for the page, and what comes after it

std::shared_ptr<const Run> run(const char* program, int keras3, bool listen, double seconds = 0, bool verdict = false) {
  RunOptions options;
  options.verdict_only = verdict;
  options.seconds = seconds;
  options.profile = keras3 ? Profile::kKeras3 : Profile::kKeras2;
  options.look = listen || seconds > 0;
  if (listen) {
    options.on_stdout = [](std::string_view s) { host_stdout(s.data(), static_cast<int>(s.size())); };
    options.on_progress = [](const Progress& p) { host_progress(progress_json(p).c_str()); };
  }
  return run_program(program, options);
}

}  // namespace
}  // namespace misfit

using namespace misfit;

extern "C" {

// The answer's bytes.
EMSCRIPTEN_KEEPALIVE const char* misfit_answer() { return answer.data(); }

// The object of `misfit run --json`.
EMSCRIPTEN_KEEPALIVE size_t misfit_run(const char* program, int keras3) {
  answer = run_json(*run(program, keras3, true));
  return answer.size();
}

// The object of `misfit explain --json`.
EMSCRIPTEN_KEEPALIVE size_t misfit_explain(const char* program, int keras3) {
  const auto whole = run(program, keras3, false);
  Explanation e = explain(*whole);
  try_fixes(*whole, e);
  answer = explain_json(e);
  return answer.size();
}

// A whole Run for the page's study.
EMSCRIPTEN_KEEPALIVE size_t misfit_train(const char* program, int keras3) {
  answer = encode(*run(program, keras3, true));
  return answer.size();
}

// The same as far as a verdict goes.
EMSCRIPTEN_KEEPALIVE size_t misfit_verdict(const char* program, int keras3) {
  answer = encode(*run(program, keras3, false, kMostSeconds, true));
  return answer.size();
}

// The same to its end, training and all.
EMSCRIPTEN_KEEPALIVE size_t misfit_whole(const char* program, int keras3) {
  answer = encode(*run(program, keras3, false, kMostSeconds));
  return answer.size();
}

// An Explanation whose fixes were run.
EMSCRIPTEN_KEEPALIVE size_t misfit_fixes(const char* program, int keras3) {
  const auto whole = run(program, keras3, false);
  Explanation e = explain(*whole);
  try_fixes(*whole, e, {}, fixes_for(embedded_lessons(), program));
  answer = encode(e);
  return answer.size();
}

}
