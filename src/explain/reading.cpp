// Patterns against messages.
#include "explain/reading.h"

#include <cstdlib>

#include "explain/catalogue.h"

namespace misfit {

const std::string& Reading::operator[](std::string_view name) const {
  static const std::string none;   // never written
  for (const auto& [key, value] : arguments)
    if (key == name) return value;
  return none;
}

namespace {

// Matches `pattern` right at the front of `message`; a hole takes the fewest characters of one line that let the rest match.
bool match_here(std::string_view pattern, std::string_view message, std::vector<std::pair<std::string, std::string>>& holes) {
  size_t open = pattern.find('{');
  std::string_view literal = pattern.substr(0, open);
  if (!message.starts_with(literal)) return false;
  if (open == std::string_view::npos) return true;
  message.remove_prefix(literal.size());
  size_t close = pattern.find('}', open);
  std::string_view name = pattern.substr(open + 1, close - open - 1), rest = pattern.substr(close + 1);
  size_t line_end = std::min(message.find('\n'), message.size());
  if (rest.empty()) {
    holes.emplace_back(name, message.substr(0, line_end));
    return true;
  }
  for (size_t n = 0; n <= line_end; ++n) {
    size_t kept = holes.size();
    holes.emplace_back(name, message.substr(0, n));
    if (match_here(rest, message.substr(n), holes)) return true;
    holes.resize(kept);
  }
  return false;
}

}  // namespace

std::optional<std::vector<std::pair<std::string, std::string>>> match(std::string_view pattern, std::string_view message) {
  std::string_view literal = pattern.substr(0, pattern.find('{'));
  for (size_t at = message.find(literal); at != std::string_view::npos; at = message.find(literal, at + 1)) {
    std::vector<std::pair<std::string, std::string>> holes;
    if (match_here(pattern, message.substr(at), holes)) return holes;
    if (literal.empty()) break;
  }
  return std::nullopt;
}

Reading read(const Run::Exception& e) {
  Reading r;
  r.code = e.fault_code;
  r.arguments = e.fault_arguments;
  for (const Entry& entry : catalogue()) {
    bool by_code = !e.fault_code.empty() && entry.code == e.fault_code;
    std::optional<std::vector<std::pair<std::string, std::string>>> holes;
    if (!entry.pattern.empty()) holes = match(entry.pattern, e.message);
    if (!holes && !(by_code && entry.pattern.empty())) continue;
    if (holes)
      for (auto& [name, value] : *holes)
        if (r[name].empty()) r.arguments.emplace_back(name, value);
    if (r.code.empty()) r.code = entry.code;
    r.trouble = entry.trouble;
    r.happened = entry.happened;
    r.expected = entry.expected;
    r.myth = entry.myth;
    r.longer = entry.longer;
    return r;
  }
  return r;
}

std::optional<Shape> shape_in(std::string_view text) {
  if (text.size() < 2 || (text.front() != '(' && text.front() != '[') || (text.back() != ')' && text.back() != ']')) return std::nullopt;
  text = text.substr(1, text.size() - 2);
  Shape shape;
  while (!text.empty()) {
    size_t comma = std::min(text.find(','), text.size());
    std::string item(text.substr(0, comma));
    text.remove_prefix(std::min(text.size(), comma + 1));
    size_t first = item.find_first_not_of(' '), last = item.find_last_not_of(' ');
    if (first == std::string::npos) continue;
    item = item.substr(first, last - first + 1);
    char* end = nullptr;
    long long length = std::strtoll(item.c_str(), &end, 10);
    if (item == "None" || item == "?") length = Shape::kUnknown;
    else if (*end) return std::nullopt;
    shape.push_back(length);
  }
  return shape;
}

}  // namespace misfit
