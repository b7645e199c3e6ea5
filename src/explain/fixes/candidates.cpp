// All rules are asked; each looks for its own kind of trouble.
#include <algorithm>

#include "explain/fixes/fixes.h"

namespace misfit {

void Proposals::add(std::string title, std::string program, bool ruins) {
  if (program == f.run.text) return;
  for (const Candidate& c : list)
    if (c.program == program) return;
  list.push_back({std::move(title), std::move(program), ruins});
}

std::vector<Candidate> candidates(const Run& run, const Explanation& e) {
  if (!run.exception && e.silent.empty()) return {};
  Facts f(run);
  Proposals p{f, {}};
  propose_shapes(p, e);
  propose_layers(p, e);
  propose_labels(p, e);
  propose_values(p, e);
  propose_types(p, e);
  propose_training(p, e);
  std::stable_partition(p.list.begin(), p.list.end(), [](const Candidate& c) { return !c.ruins; });
  return std::move(p.list);
}

std::string with_assignment(const Facts& f, const std::string& name, const std::string& value) {
  const uint32_t before = f.fit ? f.fit->span.begin : f.end;
  const py::Syntax* after = f.program.last_change(name, before);
  const std::string line = name + " = " + value;
  if (after) return f.program.with_after(after, line);
  const py::Syntax* here = f.program.statement_at(before);
  return here ? f.program.with_before(here, line) : f.run.text;
}

std::string tuple_text(const Shape& s) {
  std::string out = "(";
  for (size_t i = 0; i < s.rank(); ++i) out += (i ? ", " : "") + std::to_string(s[i]);
  return out + (s.rank() == 1 ? ",)" : ")");
}

std::string indentation(const Facts& f, const py::Syntax* of) {
  size_t begin = of->span.begin - of->span.column, end = begin;
  while (end < f.run.text.size() && (f.run.text[end] == ' ' || f.run.text[end] == '\t')) ++end;
  return f.run.text.substr(begin, end - begin);
}

}  // namespace misfit
