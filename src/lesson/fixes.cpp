// A fix is called after the first line in which it differs.
#include "lesson/fixes.h"

#include <algorithm>
#include <cstdlib>
#include <map>
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

// Whether `file` is ROLE.py or one of its siblings ROLE-2.py, ROLE-3.py.
bool plays(const std::string& file, const std::string& role) { return file == role + ".py" || file.starts_with(role + "-"); }

// Lines that only one of the two has.
size_t difference(const std::string& a, const std::string& b) {
  std::map<std::string, int> count;
  for (const std::string& line : lines_of(a)) ++count[line];
  for (const std::string& line : lines_of(b)) --count[line];
  size_t n = 0;
  for (const auto& [line, surplus] : count) n += static_cast<size_t>(std::abs(surplus));
  return n;
}

}  // namespace

std::vector<Candidate> fixes_for(const std::vector<Lesson>& lessons, const std::string& text) {
  std::vector<Candidate> found;
  for (const Lesson& l : lessons) {
    for (const std::string role : {"broken", "challenge"}) {
      std::vector<const std::string*> starts;
      for (const auto& [file, program] : l.files)
        if (file == role + ".py" || (role == "broken" && plays(file, role))) starts.push_back(&program);
      if (std::none_of(starts.begin(), starts.end(), [&](const std::string* s) { return *s == text; })) continue;
      const std::string right = role == "broken" ? "fix" : "challenge-fix", wrong = role == "broken" ? "wrong-fix" : "challenge-wrong-fix";
      for (const auto& entry : l.files) {
        const std::string &file = entry.first, &fixed = entry.second;
        if (!plays(file, right) && !plays(file, wrong)) continue;
        // It mends the program that it is most like.
        const size_t mine = difference(text, fixed);
        if (std::all_of(starts.begin(), starts.end(), [&](const std::string* s) { return difference(*s, fixed) >= mine; }))
          found.push_back({title_of(text, fixed), fixed, plays(file, wrong)});
      }
    }
  }
  return found;
}

}  // namespace misfit
