// Which things said in different places are the same thing.
#include <cctype>
#include <cstdlib>

#include "study/study.h"

namespace misfit {
namespace {

// The literal whose value `number` is, on the line the mistake was born, else on the failing line, else anywhere.
int literal_saying(const Study& s, const std::string& number, bool expected) {
  char* end = nullptr;
  int64_t value = std::strtoll(number.c_str(), &end, 10);
  if (number.empty() || *end) return -1;
  const Explanation& e = *s.explanation;
  auto search = [&](uint32_t line) {
    for (size_t i = 0; i < s.literals.size(); ++i)
      if (s.literals[i].value == value && s.literals[i].shape && (!line || s.literals[i].span.line == line)) return static_cast<int>(i);
    return -1;
  };
  (void)expected;
  for (const Blame& b : e.blame) if (int found = search(b.line); found >= 0) return found;
  return search(0);
}

}  // namespace

Link canonical(const Study& s, Link link) {
  if ((link.kind != Link::kExpected && link.kind != Link::kFound) || !s.explanation || s.explanation->numbers.empty()) return link;
  const auto& [expected, found] = s.explanation->numbers.front();
  int literal = literal_saying(s, link.kind == Link::kExpected ? expected : found, link.kind == Link::kExpected);
  return literal >= 0 ? Link{Link::kLiteral, literal} : link;
}

bool lit(const Study& s, Link link) {
  if (s.hover.kind == Link::kNone || link.kind == Link::kNone) return false;
  return link == s.hover || canonical(s, link) == canonical(s, s.hover);
}

std::vector<MessageNumber> message_numbers(const Study& s) {
  std::vector<MessageNumber> found;
  if (!s.failed() || !s.explanation || s.explanation->numbers.empty()) return found;
  const std::string& m = s.verdict->exception->message;
  auto whole = [&](size_t at, size_t size) {
    auto digit = [&](size_t i) { return i < m.size() && (std::isdigit(static_cast<unsigned char>(m[i])) || m[i] == '.' || std::isalpha(static_cast<unsigned char>(m[i]))); };
    bool sign = at > 0 && m[at - 1] == '-';
    return (at == 0 || (!digit(at - 1) && !sign)) && (!digit(at + size) || (m[at + size] == '.' && !std::isdigit(static_cast<unsigned char>(at + size + 1 < m.size() ? m[at + size + 1] : ' '))));
  };
  const auto& [expected, got] = s.explanation->numbers.front();
  // Expected is said before found in some messages and after it in others: the words beside decide.
  size_t first = std::string::npos;
  for (size_t at = m.find(expected); at != std::string::npos && !expected.empty(); at = m.find(expected, at + 1))
    if (whole(at, expected.size())) { first = at; break; }
  if (first != std::string::npos) found.push_back({first, first + expected.size(), {Link::kExpected, 0}});
  // Found stands near it: the last such number of the same line, so that `(None, 28, 28, 1)` lights its last; else the first anywhere.
  size_t last = std::string::npos, elsewhere = std::string::npos;
  size_t line_end = first == std::string::npos ? 0 : std::min(m.find('\n', first), m.size());
  for (size_t at = m.find(got); at != std::string::npos && !got.empty(); at = m.find(got, at + 1)) {
    if (!whole(at, got.size()) || at == first) continue;
    bool same_line = first != std::string::npos && at < line_end && m.rfind('\n', first) == m.rfind('\n', at);
    if (same_line) last = at;
    if (elsewhere == std::string::npos) elsewhere = at;
  }
  if (last == std::string::npos) last = elsewhere;
  if (last != std::string::npos) {
    if (last < first && first != std::string::npos) found.insert(found.begin(), {last, last + got.size(), {Link::kFound, 0}});
    else found.push_back({last, last + got.size(), {Link::kFound, 0}});
  }
  return found;
}

}  // namespace misfit
