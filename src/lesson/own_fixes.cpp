// fix-1.py, wrong-fix-1.py … of a lesson.
#include "lesson/own_fixes.h"

#include <algorithm>

namespace misfit {
namespace {

// The first line of `after` that `before` does not have, without its indentation.
std::string changed_line(const std::string& before, const std::string& after) {
  for (size_t at = 0; at < after.size();) {
    size_t end = std::min(after.find('\n', at), after.size());
    std::string line = after.substr(at, end - at);
    at = end + 1;
    size_t begin = line.find_first_not_of(" \t");
    if (begin == std::string::npos || line[begin] == '#' || ("\n" + before).find("\n" + line + "\n") != std::string::npos) continue;
    line = line.substr(begin);
    while (!line.empty() && (line.back() == ',' || line.back() == ' ')) line.pop_back();
    return line;
  }
  return "another program";
}

}  // namespace

std::vector<Candidate> own_fixes(const Lesson& lesson, const std::string& program) {
  std::vector<Candidate> fixes;
  const std::string* broken = lesson.file("broken.py");
  if (!broken || *broken != program) return fixes;
  for (const auto& [name, text] : lesson.files)
    if (name.starts_with("fix-") || name.starts_with("wrong-fix-")) fixes.push_back({changed_line(*broken, text), text});
  return fixes;
}

}  // namespace misfit
