// What half-typed text still waits for: brackets and quotes that nothing has closed yet.
#include <algorithm>
#include <vector>

#include "study/literals.h"

namespace misfit {
namespace {

struct Open { char bracket; uint32_t line; };

struct Reader {
  const std::string& text;
  std::vector<Open> open;
  std::string missing;
  bool wrong = false;                     // a bracket that nothing opened: no more text will mend that
  uint32_t line = 1;
  size_t i = 0;

  void skip_string() {
    const char quote = text[i];
    const uint32_t began = line;
    const bool triple = text.compare(i, 3, std::string(3, quote)) == 0;
    i += triple ? 3 : 1;
    for (; i < text.size(); ++i) {
      if (text[i] == '\\') {
        if (++i < text.size() && text[i] == '\n') ++line;
        continue;
      }
      if (text[i] == '\n') {
        if (!triple) break;
        ++line;
      }
      if (text[i] == quote && (!triple || text.compare(i, 3, std::string(3, quote)) == 0)) {
        i += triple ? 3 : 1;
        return;
      }
    }
    if (missing.empty()) missing = "line " + std::to_string(began) + ": the closing " + std::string(triple ? 3 : 1, quote);
  }

  void step() {
    const char c = text[i];
    if (c == '#') {
      while (i < text.size() && text[i] != '\n') ++i;
      return;
    }
    if (c == '"' || c == '\'') return skip_string();
    if (c == '\n') ++line;
    if (c == '(' || c == '[' || c == '{') open.push_back({c, line});
    if (c == ')' || c == ']' || c == '}') {
      const char opening = c == ')' ? '(' : c == ']' ? '[' : '{';
      const auto opens = [&](const Open& o) { return o.bracket == opening; };
      if (!open.empty() && opens(open.back())) open.pop_back();
      else if (std::none_of(open.begin(), open.end(), opens)) wrong = true;
      else missing = closing_of(open.back());       // "[f(1, ]": the inner one waits
    }
    ++i;
  }

  static std::string closing_of(const Open& o) {
    return "line " + std::to_string(o.line) + ": the closing " + std::string(1, o.bracket == '(' ? ')' : o.bracket == '[' ? ']' : '}');
  }
};

}  // namespace

std::string unfinished(const std::string& text) {
  Reader r{text, {}, {}};
  while (r.i < text.size() && !r.wrong && r.missing.empty()) r.step();
  if (r.wrong) return {};
  if (!r.missing.empty()) return r.missing;
  if (r.open.empty()) return {};
  return Reader::closing_of(r.open.back());
}

}  // namespace misfit
