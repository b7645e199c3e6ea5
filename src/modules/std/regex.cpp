// Parsing and matching of regular expressions.
#include "modules/std/regex.h"

#include <algorithm>
#include <functional>

#include "python/types/utf8.h"

namespace misfit::modules::standard {

using namespace py;

namespace {

using Node = RegexNode;
using NodePtr = std::unique_ptr<Node>;
using Kind = Node::Kind;

NodePtr make(Kind kind, int flags) {
  NodePtr n = std::make_unique<Node>();
  n->kind = kind;
  n->flags = flags;
  return n;
}

bool is_word(char32_t c) { return c == '_' || is_alpha(c) || is_digit(c); }

struct Parser {
  const std::u32string& s;
  int flags;
  RegexError* error;
  size_t i = 0;
  bool failed = false;
  int groups = 0;
  std::vector<std::pair<std::string, int>> names = {};

  NodePtr fail(std::string message, size_t position) {
    if (!failed) *error = {std::move(message), position};
    failed = true;
    return nullptr;
  }
  bool at(char32_t c) const { return i < s.size() && s[i] == c; }
  bool ahead(std::u32string_view text) const { return std::u32string_view(s).substr(i, text.size()) == text; }

  NodePtr choice() {
    NodePtr out = make(Kind::kChoice, flags);
    for (;;) {
      NodePtr part = sequence();
      if (failed) return nullptr;
      out->parts.push_back(std::move(part));
      if (!at('|')) break;
      ++i;
    }
    return out->parts.size() == 1 ? std::move(out->parts[0]) : std::move(out);
  }

  NodePtr sequence() {
    NodePtr out = make(Kind::kSequence, flags);
    while (i < s.size() && s[i] != '|' && s[i] != ')') {
      if (flags & kVerbose) {
        if (is_space(s[i])) { ++i; continue; }
        if (s[i] == '#') { while (i < s.size() && s[i] != '\n') ++i; continue; }
      }
      const size_t start = i;
      NodePtr item = atom();
      if (failed) return nullptr;
      if (!item) continue;  // inline flags
      item = repeated(std::move(item), start);
      if (failed) return nullptr;
      out->parts.push_back(std::move(item));
    }
    return out;
  }

  std::optional<size_t> number() {
    const size_t start = i;
    size_t n = 0;
    while (i < s.size() && s[i] >= '0' && s[i] <= '9') n = std::min<size_t>(n * 10 + (s[i++] - '0'), 1u << 30);
    return i > start ? std::optional(n) : std::nullopt;
  }

  NodePtr repeated(NodePtr item, size_t) {
    bool before = false;
    while (i < s.size()) {
      const size_t start = i;
      size_t least, most = SIZE_MAX;
      if (at('*')) { least = 0; ++i; }
      else if (at('+')) { least = 1; ++i; }
      else if (at('?')) { least = 0; most = 1; ++i; }
      else if (at('{')) {
        ++i;
        const std::optional<size_t> low = number();
        std::optional<size_t> high = low;
        bool comma = false;
        if (at(',')) { ++i; comma = true; high = number(); }
        if (!at('}') || (!low && !comma)) { i = start; return item; }  // a brace like any other character
        ++i;
        least = low.value_or(0);
        most = comma ? high.value_or(SIZE_MAX) : *low;
        if (most < least) return fail("min repeat greater than max repeat", start + 1);
      } else {
        return item;
      }
      if (before) return fail("multiple repeat", start);
      NodePtr r = make(Kind::kRepeat, flags);
      r->least = least;
      r->most = most;
      if (at('?')) { r->lazy = true; ++i; }
      else if (at('+')) { r->possessive = true; ++i; }
      r->parts.push_back(std::move(item));
      item = std::move(r);
      before = true;
    }
    return item;
  }

  NodePtr character(char32_t c) {
    NodePtr n = make(Kind::kChar, flags);
    n->characters = c;
    return n;
  }

  NodePtr char_class(char32_t c) {
    NodePtr n = make(Kind::kSet, flags);
    n->classes = static_cast<char>(c);
    return n;
  }

  // After a backslash, as a character; nullopt: not one.
  std::optional<char32_t> escaped(bool in_set) {
    const char32_t c = s[i];
    const auto hex = [&](size_t digits) -> std::optional<char32_t> {
      char32_t value = 0;
      for (size_t k = 0; k < digits; ++k) {
        const char32_t d = i + 1 + k < s.size() ? s[i + 1 + k] : 0;
        const int v = d >= '0' && d <= '9' ? static_cast<int>(d - '0') : (d | 32) >= 'a' && (d | 32) <= 'f' ? static_cast<int>((d | 32) - 'a') + 10 : -1;
        if (v < 0) { fail("incomplete escape \\" + encode_utf8(s.substr(i, 1 + k)), i - 1); return std::nullopt; }
        value = value * 16 + static_cast<char32_t>(v);
      }
      i += 1 + digits;
      return value;
    };
    switch (c) {
      case 'n': ++i; return U'\n';
      case 't': ++i; return U'\t';
      case 'r': ++i; return U'\r';
      case 'f': ++i; return U'\f';
      case 'v': ++i; return U'\v';
      case 'a': ++i; return U'\a';
      case 'x': return hex(2);
      case 'u': return hex(4);
      case 'U': return hex(8);
      case 'b': if (in_set) { ++i; return U'\b'; } return std::nullopt;
      case '0': {
        char32_t value = 0;
        for (int k = 0; k < 3 && i < s.size() && s[i] >= '0' && s[i] <= '7'; ++k) value = value * 8 + (s[i++] - '0');
        return value;
      }
      default: break;
    }
    if (c < 0x80 && (is_alpha(c) || is_digit(c))) return std::nullopt;
    ++i;
    return c;
  }

  NodePtr set() {
    const size_t start = i++;
    NodePtr n = make(Kind::kSet, flags);
    if (at('^')) { n->negated = true; ++i; }
    bool first = true;
    while (i < s.size() && (first || s[i] != ']')) {
      first = false;
      const size_t here = i;
      const auto one = [&]() -> std::optional<char32_t> {
        if (s[i] != '\\') return s[i++];
        ++i;
        if (i >= s.size()) { fail("bad escape (end of pattern)", i - 1); return std::nullopt; }
        if (std::u32string_view(U"dDwWsS").find(s[i]) != std::u32string_view::npos) { n->classes.push_back(static_cast<char>(s[i++])); return std::nullopt; }
        const std::optional<char32_t> c = escaped(true);
        if (!c && !failed) fail("bad escape \\" + encode_utf8(s.substr(i, 1)), i - 1);
        return c;
      };
      const std::optional<char32_t> low = one();
      if (failed) return nullptr;
      if (!low) continue;
      if (at('-') && i + 1 < s.size() && s[i + 1] != ']') {
        ++i;
        const std::optional<char32_t> high = one();
        if (failed) return nullptr;
        if (!high) return fail("bad character range " + encode_utf8(s.substr(here, i - here)), here);
        if (*high < *low) return fail("bad character range " + encode_utf8(s.substr(here, i - here)), here);
        n->ranges.push_back({*low, *high});
      } else {
        n->ranges.push_back({*low, *low});
      }
    }
    if (i >= s.size()) return fail("unterminated character set", start);
    ++i;
    return n;
  }

  std::optional<std::string> name(char32_t end) {
    const size_t start = i;
    while (i < s.size() && s[i] != end) ++i;
    if (i >= s.size()) { fail(std::string("missing ") + static_cast<char>(end) + ", unterminated name", start); return std::nullopt; }
    const std::string out = encode_utf8(s.substr(start, i - start));
    if (out.empty()) { fail("missing group name", start); return std::nullopt; }
    const bool number = out.find_first_not_of("0123456789") == out.npos;
    for (size_t k = start; k < i; ++k)
      if ((number && end == '>') || (!number && !is_word(s[k])) || (k == start && !number && is_digit(s[k]))) {
        fail("bad character in group name '" + out + "'", start);
        return std::nullopt;
      }
    ++i;
    return out;
  }

  std::optional<int> group_named(const std::string& wanted, size_t position) {
    for (const auto& [n, g] : names)
      if (n == wanted) return g;
    if (wanted.find_first_not_of("0123456789") == wanted.npos) return std::atoi(wanted.c_str());
    fail("unknown group name '" + wanted + "'", position);
    return std::nullopt;
  }

  NodePtr finish_group(NodePtr n, size_t start) {
    const int outer = flags;
    NodePtr inner = choice();
    flags = outer;
    if (failed) return nullptr;
    if (!at(')')) return fail("missing ), unterminated subpattern", start);
    ++i;
    n->parts.push_back(std::move(inner));
    return n;
  }

  int flag_of(char32_t c) { return c == 'i' ? kIgnoreCase : c == 'm' ? kMultiLine : c == 's' ? kDotAll : c == 'x' ? kVerbose : c == 'a' ? kAscii : c == 'u' || c == 'L' ? 0 : -1; }

  NodePtr group() {
    const size_t start = i++;
    if (!at('?')) {
      NodePtr n = make(Kind::kGroup, flags);
      n->group = ++groups;
      return finish_group(std::move(n), start);
    }
    ++i;
    if (i >= s.size()) return fail("unexpected end of pattern", i);
    if (at(':')) { ++i; return finish_group(make(Kind::kGroup, flags), start); }
    if (at('>')) { ++i; return finish_group(make(Kind::kAtomic, flags), start); }
    if (at('#')) {
      while (i < s.size() && s[i] != ')') ++i;
      if (i >= s.size()) return fail("missing ), unterminated comment", start);
      ++i;
      return nullptr;
    }
    if (ahead(U"P<")) {
      i += 2;
      const size_t at_name = i;
      const std::optional<std::string> n = name('>');
      if (!n) return nullptr;
      for (const auto& known : names)
        if (known.first == *n) return fail("redefinition of group name '" + *n + "' as group " + std::to_string(groups + 1) + "; was group " + std::to_string(known.second), at_name);
      NodePtr node = make(Kind::kGroup, flags);
      node->group = ++groups;
      names.emplace_back(*n, groups);
      return finish_group(std::move(node), start);
    }
    if (ahead(U"P=")) {
      i += 2;
      const size_t at_name = i;
      const std::optional<std::string> n = name(')');
      const std::optional<int> g = n ? group_named(*n, at_name) : std::nullopt;
      if (!g) return nullptr;
      NodePtr node = make(Kind::kBackReference, flags);
      node->group = *g;
      return node;
    }
    if (at('=') || at('!') || ahead(U"<=") || ahead(U"<!")) {
      NodePtr n = make(Kind::kLook, flags);
      n->behind = at('<');
      i += n->behind;
      n->negated = at('!');
      ++i;
      return finish_group(std::move(n), start);
    }
    if (at('(')) {
      ++i;
      const size_t at_name = i;
      const std::optional<std::string> n = name(')');
      const std::optional<int> g = n ? group_named(*n, at_name) : std::nullopt;
      if (!g) return nullptr;
      NodePtr node = make(Kind::kConditional, flags);
      node->group = *g;
      node->parts.push_back(sequence());
      if (failed) return nullptr;
      if (at('|')) { ++i; node->parts.push_back(sequence()); }
      else node->parts.push_back(make(Kind::kSequence, flags));
      if (failed) return nullptr;
      if (!at(')')) return fail("missing ), unterminated subpattern", start);
      ++i;
      return node;
    }
    int on = 0, off = 0;
    bool minus = false;
    while (i < s.size() && s[i] != ')' && s[i] != ':') {
      if (s[i] == '-' && !minus) { minus = true; ++i; continue; }
      const int f = flag_of(s[i]);
      if (f < 0) return fail("unknown extension ?" + encode_utf8(s.substr(i, 1)), start + 1);
      (minus ? off : on) |= f;
      ++i;
    }
    if (i >= s.size()) return fail("missing -, : or )", i);
    if (s[i++] == ')') { flags |= on; return nullptr; }
    const int outer = flags;
    flags = (flags | on) & ~off;
    NodePtr n = finish_group(make(Kind::kGroup, flags), start);
    flags = outer;
    return n;
  }

  NodePtr atom() {
    const char32_t c = s[i];
    switch (c) {
      case '(': return group();
      case '[': return set();
      case '.': ++i; return make(Kind::kAny, flags);
      case '^': ++i; return make(Kind::kStart, flags);
      case '$': ++i; return make(Kind::kEnd, flags);
      case '*': case '+': case '?': return fail("nothing to repeat", i);
      case '\\': {
        ++i;
        if (i >= s.size()) return fail("bad escape (end of pattern)", i - 1);
        const char32_t e = s[i];
        if (std::u32string_view(U"dDwWsS").find(e) != std::u32string_view::npos) { ++i; return char_class(e); }
        if (e == 'b') { ++i; return make(Kind::kWordEdge, flags); }
        if (e == 'B') { ++i; return make(Kind::kNotWordEdge, flags); }
        if (e == 'A') { ++i; return make(Kind::kTextStart, flags); }
        if (e == 'Z') { ++i; return make(Kind::kTextEnd, flags); }
        if (e >= '1' && e <= '9') {
          const size_t start = i;
          int g = static_cast<int>(s[i++] - '0');
          if (i < s.size() && s[i] >= '0' && s[i] <= '9') g = g * 10 + static_cast<int>(s[i++] - '0');
          if (g > groups) return fail("invalid group reference " + std::to_string(g), start);
          NodePtr n = make(Kind::kBackReference, flags);
          n->group = g;
          return n;
        }
        const std::optional<char32_t> plain = escaped(false);
        if (plain) return character(*plain);
        return failed ? nullptr : fail("bad escape \\" + encode_utf8(s.substr(i, 1)), i - 1);
      }
      default: ++i; return character(c);
    }
  }
};

struct Matcher {
  const std::u32string& text;
  size_t end;
  std::vector<Regex::Span> spans;
  uint64_t steps = 0;
  int depth = 0;
  bool exhausted = false;
  using Next = std::function<bool(size_t)>;

  static char32_t folded(char32_t c, int flags) { return flags & kIgnoreCase ? to_lower(c) : c; }

  static bool in_class(char c, char32_t x, int flags) {
    const bool ascii = flags & kAscii;
    switch (c) {
      case 'd': return is_digit(x) && (!ascii || x < 0x80);
      case 'D': return !in_class('d', x, flags);
      case 'w': return is_word(x) && (!ascii || x < 0x80);
      case 'W': return !in_class('w', x, flags);
      case 's': return is_space(x) && (!ascii || x < 0x80);
      default: return !in_class('s', x, flags);
    }
  }

  static bool in_set(const Node& n, char32_t c) {
    bool found = false;
    const auto ranged = [&](char32_t x) {
      for (const Node::Range& r : n.ranges)
        if (x >= r.low && x <= r.high) return true;
      return false;
    };
    found = ranged(c) || (n.flags & kIgnoreCase && (ranged(to_lower(c)) || ranged(to_upper(c))));
    for (char k : n.classes) found = found || in_class(k, c, n.flags);
    return found != n.negated;
  }

  // Nodes that take exactly one character.
  static bool is_single(const Node& n) { return n.kind == Kind::kChar || n.kind == Kind::kAny || n.kind == Kind::kSet; }
  bool takes(const Node& n, size_t at) const {
    if (at >= end) return false;
    const char32_t c = text[at];
    if (n.kind == Kind::kChar) return folded(c, n.flags) == folded(n.characters[0], n.flags);
    if (n.kind == Kind::kAny) return n.flags & kDotAll || c != '\n';
    return in_set(n, c);
  }

  bool word_edge(size_t at) const {
    const bool before = at > 0 && is_word(text[at - 1]), after = at < end && is_word(text[at]);
    return before != after;
  }

  bool sequence(const Node& n, size_t part, size_t at, const Next& next) {
    // Single characters in a row need no recursion.
    while (part < n.parts.size() && is_single(*n.parts[part])) {
      if (!takes(*n.parts[part], at)) return false;
      ++part;
      ++at;
    }
    if (part == n.parts.size()) return next(at);
    if (part + 1 == n.parts.size()) return run(*n.parts[part], at, next);
    return run(*n.parts[part], at, [&, part](size_t p) { return sequence(n, part + 1, p, next); });
  }

  bool repeat(const Node& n, size_t count, size_t at, const Next& next) {
    const Node& item = *n.parts[0];
    const auto more = [&] {
      return count < n.most && run(item, at, [&](size_t p) { return (p != at || count < n.least) && repeat(n, count + 1, p, next); });
    };
    if (count < n.least) return more();
    if (n.lazy) return next(at) || more();
    return more() || next(at);
  }

  bool run(const Node& n, size_t at, const Next& next) {
    if (++steps > 4'000'000 || depth > 4000) { exhausted = true; return false; }
    struct Depth { int& d; explicit Depth(int& x) : d(x) { ++d; } ~Depth() { --d; } } deeper(depth);
    switch (n.kind) {
      case Kind::kChar: case Kind::kAny: case Kind::kSet: return takes(n, at) && next(at + 1);
      case Kind::kSequence: return sequence(n, 0, at, next);
      case Kind::kChoice:
        for (const NodePtr& part : n.parts)
          if (run(*part, at, next)) return true;
        return false;
      case Kind::kGroup: {
        if (!n.group) return run(*n.parts[0], at, next);
        const size_t g = static_cast<size_t>(n.group);
        const Regex::Span old = spans[g];
        if (run(*n.parts[0], at, [&](size_t p) {
              const Regex::Span inner = spans[g];
              spans[g] = {static_cast<int64_t>(at), static_cast<int64_t>(p)};
              if (next(p)) return true;
              spans[g] = inner;
              return false;
            })) return true;
        spans[g] = old;
        return false;
      }
      case Kind::kRepeat: {
        if (is_single(*n.parts[0])) {
          size_t most = 0;
          const Node& item = *n.parts[0];
          if (n.lazy) {
            while (most < n.least) { if (!takes(item, at + most)) return false; ++most; }
            for (;; ++most) {
              if (next(at + most)) return true;
              if (exhausted || most >= n.most || !takes(item, at + most)) return false;
            }
          }
          while (most < n.most && takes(item, at + most)) ++most;
          if (most < n.least) return false;
          if (n.possessive) return next(at + most);
          for (;; --most) {
            if (next(at + most)) return true;
            if (exhausted || most == n.least) return false;
          }
        }
        if (n.possessive) {
          size_t reached = at;
          const bool ok = repeat(n, 0, at, [&](size_t p) { reached = p; return true; });
          return ok && next(reached);
        }
        return repeat(n, 0, at, next);
      }
      case Kind::kBackReference: {
        const Regex::Span s = spans[static_cast<size_t>(n.group)];
        if (s.begin < 0) return false;
        const size_t length = static_cast<size_t>(s.end - s.begin);
        if (at + length > end) return false;
        for (size_t k = 0; k < length; ++k)
          if (folded(text[static_cast<size_t>(s.begin) + k], n.flags) != folded(text[at + k], n.flags)) return false;
        return next(at + length);
      }
      case Kind::kStart: return (at == 0 || (n.flags & kMultiLine && text[at - 1] == '\n')) && next(at);
      case Kind::kEnd: return (at == end || (at + 1 == end && text[at] == '\n') || (n.flags & kMultiLine && text[at] == '\n')) && next(at);
      case Kind::kTextStart: return at == 0 && next(at);
      case Kind::kTextEnd: return at == end && next(at);
      case Kind::kWordEdge: return word_edge(at) && next(at);
      case Kind::kNotWordEdge: return !word_edge(at) && next(at);
      case Kind::kAtomic: {
        size_t reached = at;
        return run(*n.parts[0], at, [&](size_t p) { reached = p; return true; }) && next(reached);
      }
      case Kind::kConditional: return run(*n.parts[spans[static_cast<size_t>(n.group)].begin >= 0 ? 0 : 1], at, next);
      case Kind::kLook: {
        const std::vector<Regex::Span> saved = spans;
        bool found = false;
        if (!n.behind) {
          found = run(*n.parts[0], at, [](size_t) { return true; });
        } else {
          for (size_t begin = at + 1; begin-- > 0 && !found;) found = run(*n.parts[0], begin, [&](size_t p) { return p == at; });
        }
        if (found == n.negated) { spans = saved; return false; }
        if (n.negated) spans = saved;
        if (next(at)) return true;
        spans = saved;
        return false;
      }
    }
    return false;
  }
};

}  // namespace

std::optional<Regex> Regex::parse(const std::u32string& pattern, int flags, RegexError* error) {
  Parser p{.s = pattern, .flags = flags, .error = error};
  NodePtr root = p.choice();
  if (!p.failed && p.i < pattern.size()) p.fail("unbalanced parenthesis", p.i);
  if (p.failed) return std::nullopt;
  Regex out;
  out.groups = p.groups;
  out.names = std::move(p.names);
  out.flags = p.flags;
  out.root_ = std::move(root);
  return out;
}

std::vector<Regex::Span> Regex::match(const std::u32string& text, size_t from, size_t end, Where where, bool advance, bool* exhausted) const {
  Matcher m{.text = text, .end = end, .spans = {}};
  for (size_t at = from; at <= end; ++at) {
    m.spans.assign(static_cast<size_t>(groups) + 1, {});
    size_t reached = 0;
    if (m.run(*root_, at, [&](size_t p) {
          if ((where == Where::kWhole && p != end) || (advance && at == from && p == from)) return false;
          reached = p;
          return true;
        })) {
      m.spans[0] = {static_cast<int64_t>(at), static_cast<int64_t>(reached)};
      return m.spans;
    }
    if (m.exhausted) { *exhausted = true; return {}; }
    if (where != Where::kSearch) break;
  }
  return {};
}

}  // namespace misfit::modules::standard
