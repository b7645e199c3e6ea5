// The object of `misfit explain --json`.
#include "engine/json.h"
#include "explain/explanation.h"

namespace misfit {
namespace {

std::string line_json(uint32_t line) { return line ? std::to_string(line) : "null"; }

template <class List, class Words> std::string list_json(const List& list, Words words) {
  std::string out = "[";
  for (const auto& item : list) out += (out.size() > 1 ? ", {" : "{") + words(item) + "}";
  return out + "]";
}

}  // namespace

std::string explain_json(const Explanation& e) {
  std::string fault = "null";
  if (!e.fault_code.empty())
    fault = "{\"code\": " + json_string(e.fault_code) + ", \"stage\": " + json_string(e.stage) + ", \"line\": " + line_json(e.line) + "}";
  return "{\"fault\": " + fault + ", \"cause\": " + json_string(e.cause()) +
         ", \"blame\": " + list_json(e.blame, [](const Blame& b) {
           return "\"line\": " + line_json(b.line) + ", \"text\": " + json_string(b.text) + ", \"why\": " + json_string(b.why);
         }) +
         ", \"silent\": " + list_json(e.silent, [](const Silent& s) {
           return "\"code\": " + json_string(s.code) + ", \"line\": " + line_json(s.line) + ", \"evidence\": " + json_string(s.evidence);
         }) +
         ", \"fixes\": " + list_json(e.fixes, [](const Fix& f) {
           return "\"title\": " + json_string(f.title) + ", \"kind\": " + (f.right ? "\"right\"" : "\"wrong\"") +
                  ", \"program\": " + json_string(f.program) + ", \"ran\": true, \"evidence\": " + json_string(f.evidence);
         }) + "}";
}

}  // namespace misfit
