// A scanner over list items and paragraphs.
#include "lesson/claims.h"

#include <cctype>

namespace misfit {
namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }
bool is_program(std::string_view s) {
  if (!s.ends_with(".py") || s.size() < 4) return false;
  for (char c : s.substr(0, s.size() - 3))
    if (!(std::islower(static_cast<unsigned char>(c)) || digit(c) || c == '-')) return false;
  return true;
}
bool is_type(std::string_view s) {
  if (!s.ends_with("Error") && !s.ends_with("Warning") && !s.ends_with("Exception")) return false;
  for (char c : s)
    if (!std::isalpha(static_cast<unsigned char>(c))) return false;
  return std::isupper(static_cast<unsigned char>(s[0])) != 0;
}

struct Paragraph { std::string_view text; uint32_t line; std::string_view section; };

struct Scanner {
  const Paragraph& p;
  std::vector<Claim>& out;
  std::string program;
  int keras = 0;
  bool item = false, named = false, strict = false;
  size_t i = 0;
  uint32_t line = 0;

  void claim(Claim::Kind kind, std::string value, int narrowed = 0) { out.push_back({kind, program, narrowed ? narrowed : keras, std::move(value), line}); }

  // "in Keras 2" right behind a place.
  int keras_behind(size_t at) const {
    std::string_view rest = p.text.substr(at);
    for (std::string_view lead : {" in Keras ", " (Keras "})
      if (rest.starts_with(lead) && rest.size() > lead.size() && (rest[lead.size()] == '2' || rest[lead.size()] == '3')) return rest[lead.size()] - '0';
    return 0;
  }

  void code() {
    size_t end = p.text.find('`', i + 1);
    if (end == std::string_view::npos) end = p.text.size();
    std::string_view span = p.text.substr(i + 1, end - i - 1);
    std::string_view before = p.text.substr(0, i);
    if (is_program(span)) {
      if (!named || !item) program = std::string(span);
      strict = strict || (item && !named);
      named = true;
      claim(Claim::kProgram, std::string(span));
    } else if (is_type(span)) {
      bool denied = before.ends_with("not an ") || before.ends_with("not a ") || before.ends_with("not raise an ") || before.ends_with("not raise a ");
      if (denied) claim(Claim::kNotType, std::string(span));
      else if (strict) claim(Claim::kType, std::string(span));
    } else if (strict) {
      claim(Claim::kText, std::string(span));
    }
    for (size_t k = i; k < end && k < p.text.size(); ++k) line += p.text[k] == '\n';
    i = end + 1;
  }

  void number() {
    size_t end = i;
    while (end < p.text.size() && digit(p.text[end])) ++end;
    bool fraction = end + 1 < p.text.size() && p.text[end] == '.' && digit(p.text[end + 1]);
    std::string_view before = p.text.substr(0, i);
    bool of_line = before.ends_with("line ") || before.ends_with("Line ") || before.ends_with("lines ") || before.ends_with("Lines ");
    if (!of_line && before.ends_with(" and ")) {
      size_t k = i - 5;
      while (k > 0 && digit(p.text[k - 1])) --k;
      std::string_view earlier = p.text.substr(0, k);
      of_line = earlier.ends_with("lines ") || earlier.ends_with("Lines ");
    }
    if (of_line && !fraction) {
      claim(Claim::kLine, std::string(p.text.substr(i, end - i)), keras_behind(end));
    } else if (fraction) {
      ++end;
      while (end < p.text.size() && digit(p.text[end])) ++end;
      if (named || (p.section != "Predict" && p.section != "Fix")) claim(Claim::kNumber, std::string(p.text.substr(i, end - i)), keras_behind(end));
    }
    i = end;
  }

  void scan() {
    line = p.line;
    program = p.section == "Challenge" ? "challenge.py" : "broken.py";
    item = p.text.starts_with("- ") && !p.text.starts_with("- [");
    for (std::string_view lead : {"- Keras 2", "- Keras 3"})
      if (p.text.starts_with(lead)) keras = lead.back() - '0', strict = true, i = lead.size();
    if (p.text.starts_with("- [")) i = 6;
    while (i < p.text.size()) {
      char c = p.text[i];
      if (c == '`') code();
      else if (digit(c) && (i == 0 || (!std::isalnum(static_cast<unsigned char>(p.text[i - 1])) && p.text[i - 1] != '.'))) number();
      else line += c == '\n', ++i;
    }
  }
};

}  // namespace

std::vector<Claim> claims_of(std::string_view text) {
  std::vector<Claim> claims;
  uint32_t line = 1;
  std::string_view section;
  Paragraph current{};
  bool head = text.starts_with("---\n");
  auto flush = [&] {
    if (!current.text.empty()) {
      Scanner s{current, claims, {}};
      s.scan();
    }
    current = {};
  };
  for (size_t at = 0; at < text.size(); ++line) {
    size_t end = text.find('\n', at);
    if (end == std::string_view::npos) end = text.size();
    std::string_view row = text.substr(at, end - at);
    if (head) {
      head = line == 1 || row != "---";
    } else if (row.starts_with("## ")) {
      flush();
      section = row.substr(3);
    } else if (row.empty()) {
      flush();
    } else {
      if (row.starts_with("- ")) flush();
      if (current.text.empty()) current = {row, line, section};
      else current.text = text.substr(static_cast<size_t>(current.text.data() - text.data()), end - static_cast<size_t>(current.text.data() - text.data()));
    }
    at = end + 1;
  }
  flush();
  return claims;
}

}  // namespace misfit
