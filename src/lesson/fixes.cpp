// A fix is called after the first line in which it differs.
#include "lesson/fixes.h"

#include <algorithm>
#include <set>

namespace misfit {
namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (size_t at = 0; at < text.size();) {
    size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

std::string title_of(const std::string& broken, const std::string& fixed) {
  std::vector<std::string> before = lines_of(broken);
  std::set<std::string> known(before.begin(), before.end());
  for (const std::string& line : lines_of(fixed)) {
    size_t first = line.find_first_not_of(' ');
    if (first == std::string::npos || line[first] == '#' || known.count(line)) continue;
    std::string shown = line.substr(first);
    if (shown.ends_with(",")) shown.pop_back();
    if (shown.size() > 60) shown = shown.substr(0, 57) + "…";
    return "`" + shown + "`";
  }
  return "Fewer lines";
}

}  // namespace

std::vector<Candidate> fixes_for(const std::vector<Lesson>& lessons, const std::string& text) {
  std::vector<Candidate> found;
  for (const Lesson& l : lessons) {
    for (std::string_view role : {"broken", "challenge"}) {
      const std::string* program = l.file(std::string(role) + ".py");
      if (!program || *program != text) continue;
      const std::string right = role == "broken" ? "fix" : "challenge-fix", wrong = role == "broken" ? "wrong-fix" : "challenge-wrong-fix";
      for (const auto& [file, fixed] : l.files) {
        const bool is_right = file.starts_with(right + "-") || file == right + ".py", is_wrong = file.starts_with(wrong + "-") || file == wrong + ".py";
        if (is_right || is_wrong) found.push_back({title_of(text, fixed), fixed, is_wrong});
      }
    }
  }
  return found;
}

}  // namespace misfit
