#include "core/fault.h"

#include "core/result.h"

namespace misfit {

std::string fill(std::string_view pattern, const std::vector<std::pair<std::string_view, std::string>>& arguments) {
  std::string text;
  for (size_t i = 0; i < pattern.size(); ++i) {
    const char c = pattern[i];
    if ((c == '{' || c == '}') && i + 1 < pattern.size() && pattern[i + 1] == c) {  // {{ and }} stand for themselves
      text += c;
      ++i;
      continue;
    }
    const size_t end = c == '{' ? pattern.find('}', i) : std::string_view::npos;
    if (end == std::string_view::npos) {
      text += c;
      continue;
    }
    const std::string_view name = pattern.substr(i + 1, end - i - 1);
    bool found = false;
    for (const auto& [key, value] : arguments)
      if (key == name) {
        text += value;
        found = true;
        break;
      }
    if (!found) text += pattern.substr(i, end - i + 1);  // a hole left open shows; a learner's program never stops for it
    i = end;
  }
  return text;
}

std::string say(const Fault& fault, Dialect dialect) {
  ENSURE(fault.spec);
  const FaultSpec& s = *fault.spec;
  std::string_view pattern = s.eager;
  if (dialect == Dialect::kGraph && !s.graph.empty()) pattern = s.graph;
  if (dialect == Dialect::kKeras2 && !s.keras2.empty()) pattern = s.keras2;
  if (dialect == Dialect::kKeras3 && !s.keras3.empty()) pattern = s.keras3;
  return fill(pattern, fault.arguments);
}

}  // namespace misfit
