// From a Run to an explanation: what the message says, where its numbers come from, and what no message said.
#include "explain/explanation.h"

#include <algorithm>
#include <cctype>

#include "core/fault.h"
#include "explain/blame.h"
#include "explain/facts.h"
#include "explain/silent/silent.h"

namespace misfit {
namespace {

// "batch 7", counted in the fit that died.
std::string batch_words(const Run& run) {
  int fit = 0, batch = 0, epoch = 0;
  for (const Progress& p : run.trace.progress) {
    if (p.stage != Stage::kBatch || p.epoch_end) continue;
    fit = p.fit, batch = p.batch + 1, epoch = p.epoch;
  }
  (void)fit;
  if (run.trace.progress.empty()) return "first batch";
  bool over = run.trace.progress.back().epoch_end;
  if (over) return "first batch of epoch " + std::to_string(epoch + 2);
  return "batch " + std::to_string(batch + 1) + (epoch > 0 ? " of epoch " + std::to_string(epoch + 1) : "");
}

std::string stage_of(const Run& run, const Facts& f) {
  const Run::Exception& x = *run.exception;
  bool in_fit = f.fit && x.span.begin < f.fit->span.end && x.span.end > f.fit->span.begin && !run.trace.stages.empty();
  if (!in_fit) {
    const Step* s = f.failed();
    if (s && s->kind == StepKind::kLayer) return "build";
    const py::Syntax* call = f.program.call_at(x.span);
    return callee(call) == "compile" ? "compile" : "program";
  }
  std::string_view verb = callee(f.fit);
  if (f.reading && (f.reading->trouble == Trouble::kUncompiled || f.reading->trouble == Trouble::kCardinality || f.reading->trouble == Trouble::kObjects)) return "before training";
  bool running = x.message.starts_with("Graph execution error") || x.type == "InvalidArgumentError" || x.type == "DataLossError" || x.type == "UnimplementedError";
  if (verb == "predict") return running ? "predict" : "trace";
  if (verb == "evaluate") return running ? "evaluate" : "trace";
  return running ? batch_words(run) : "trace";
}

// The sentence of a message that says what is wrong: not its envelope, not the arguments listed after it.
std::string gist(const std::string& message) {
  std::string best;
  for (size_t at = 0; at < message.size();) {
    size_t end = std::min(message.find('\n', at), message.size());
    size_t first = message.find_first_not_of(" \t", at);
    if (first < end) {
      std::string line = message.substr(first, end - first);
      bool envelope = line.starts_with("Exception encountered") || line.starts_with("in user code") || line.starts_with("Graph execution error") || line.starts_with("Detected at") ||
                      line.starts_with("File \"") || line.starts_with("Arguments received") || line.starts_with("Call arguments") || line.find("Exception encountered") != std::string::npos;
      if (!envelope) {
        best = line;
        break;
      }
    }
    at = end + 1;
  }
  size_t close = best.find("}} ");
  if (best.starts_with("{{") && close != std::string::npos) best = best.substr(close + 3);
  size_t op = best.find(" [Op:");
  if (op != std::string::npos) best.resize(op);
  return best.empty() ? message : best;
}

std::string capital(std::string s) {
  if (!s.empty()) s[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(s[0])));
  return s;
}

void explain_exception(const Facts& f, Explanation& e) {
  const Run::Exception& x = *f.run.exception;
  const Reading& r = *f.reading;
  e.fault_code = !r.code.empty() ? r.code : x.type;
  e.line = x.line;
  e.stage = stage_of(f.run, f);
  e.numbers = numbers_of(r);
  std::vector<std::pair<std::string_view, std::string>> arguments;
  for (const auto& [name, value] : r.arguments) arguments.emplace_back(name, value);
  arguments.emplace_back("data", f.said(f.x_name));
  arguments.emplace_back("expected_less_one", std::to_string(std::atoll(r["expected"].c_str()) - 1));
  e.happened = capital(r.happened.empty() ? x.type + " in line " + std::to_string(x.line) + ": " + gist(x.message) : fill(r.happened, arguments));
  e.expected = capital(fill(r.expected, arguments));
  e.myth = std::string(r.myth);
  e.longer = std::string(r.longer);
  blame(f, e);
}

}  // namespace

Explanation explain(const Run& run) {
  Explanation e;
  Facts f(run);
  if (run.exception) explain_exception(f, e);
  e.silent = silent_mistakes(f);
  if (!run.exception && !e.silent.empty()) explain_silent(f, e);
  if (!run.exception && e.silent.empty() && run.end == Run::End::kFinished) e.happened = "The program ran, and nothing in its numbers looks wrong.";
  return e;
}

}  // namespace misfit
