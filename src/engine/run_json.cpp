// The object of `misfit run --json`.
#include "engine/engine.h"
#include "engine/json.h"

namespace misfit {

std::string run_json(const Run& run) {
  std::string out = "{\"stdout\": " + json_string(run.stdout_text) + ", \"warnings\": [";
  for (size_t i = 0; i < run.warnings.size(); ++i) out += (i ? ", " : "") + json_string(run.warnings[i]);
  out += "], \"exception\": ";
  if (const auto& e = run.exception) {
    out += "{\"type\": " + json_string(e->type) + ", \"module\": " + json_string(e->module) +
           ", \"message\": " + json_string(e->message) + ", \"line\": " + (e->line ? std::to_string(e->line) : "null") + "}";
  } else {
    out += "null";
  }
  out += ", \"unsupported\": ";
  if (const auto& u = run.unsupported) {
    out += "{\"construct\": " + json_string(u->construct) + ", \"line\": " + std::to_string(u->line) +
           ", \"column\": " + std::to_string(u->column) + "}";
  } else {
    out += "null";
  }
  return out + "}";
}

}  // namespace misfit
