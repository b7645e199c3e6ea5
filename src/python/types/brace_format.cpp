// str.format: fields with attributes, indices, conversions and nested specs.
#include "python/types/text.h"
#include "python/types/utf8.h"

namespace misfit::py::types {

namespace {

struct Braces {
  Interp& in;
  std::span<const Value> positional;
  const std::function<Value(std::string_view)>& named;
  int automatic = 0;       // 1: {} was used, 2: {0} was used
  size_t next = 0;

  std::nullopt_t refuse(const char* type, std::string message) {
    in.raise(type, std::move(message));
    return std::nullopt;
  }
  std::optional<std::string> run(std::string_view pattern, int depth);
  Value field(std::string_view name);
};

std::optional<int64_t> whole_number(std::string_view s) {
  if (s.empty() || s.size() > 18) return std::nullopt;
  int64_t n = 0;
  for (char c : s) {
    if (c < '0' || c > '9') return std::nullopt;
    n = n * 10 + (c - '0');
  }
  return n;
}

Value Braces::field(std::string_view name) {
  size_t end = 0;
  while (end < name.size() && name[end] != '.' && name[end] != '[') ++end;
  const std::string_view first = name.substr(0, end);
  const std::optional<int64_t> number = whole_number(first);
  Value v;
  if (first.empty() || number) {
    const int how = first.empty() ? 1 : 2;
    if (automatic && automatic != how)
      return in.raise("ValueError", how == 2 ? "cannot switch from automatic field numbering to manual field specification"
                                             : "cannot switch from manual field specification to automatic field numbering");
    automatic = how;
    const size_t index = number ? static_cast<size_t>(*number) : next++;
    if (index >= positional.size()) return in.raise("IndexError", "Replacement index " + std::to_string(index) + " out of range for positional args tuple");
    v = positional[index];
  } else {
    v = named(first);
  }
  while (v && end < name.size()) {
    if (name[end] == '.') {
      const size_t start = ++end;
      while (end < name.size() && name[end] != '.' && name[end] != '[') ++end;
      if (end == start) return in.raise("ValueError", "Empty attribute in format string");
      v = in.get_attr(v, name.substr(start, end - start));
    } else if (name[end] == '[') {
      const size_t start = ++end;
      while (end < name.size() && name[end] != ']') ++end;
      if (end >= name.size()) return in.raise("ValueError", "Missing ']' in format string");
      const std::string_view key = name.substr(start, end++ - start);
      if (key.empty()) return in.raise("ValueError", "Empty attribute in format string");
      const std::optional<int64_t> index = whole_number(key);
      v = in.get_item(v, index ? Value::integer(*index) : in.str_value(std::string(key)));
    } else {
      return in.raise("ValueError", "Only '.' or '[' may follow ']' in format field specifier");
    }
  }
  return v;
}

std::optional<std::string> Braces::run(std::string_view pattern, int depth) {
  if (depth < 0) return refuse("ValueError", "Max string recursion exceeded");
  std::string out;
  for (size_t i = 0; i < pattern.size();) {
    const char c = pattern[i];
    if (c == '}') {
      if (i + 1 < pattern.size() && pattern[i + 1] == '}') { out.push_back('}'); i += 2; continue; }
      return refuse("ValueError", "Single '}' encountered in format string");
    }
    if (c != '{') { out.push_back(c); ++i; continue; }
    if (i + 1 < pattern.size() && pattern[i + 1] == '{') { out.push_back('{'); i += 2; continue; }
    if (++i >= pattern.size()) return refuse("ValueError", "Single '{' encountered in format string");
    const size_t start = i;
    bool bracket = false;
    while (i < pattern.size() && (bracket || (pattern[i] != '!' && pattern[i] != ':' && pattern[i] != '}'))) {
      if (pattern[i] == '[') bracket = true;
      if (pattern[i] == ']') bracket = false;
      if (pattern[i] == '{') return refuse("ValueError", "unexpected '{' in field name");
      ++i;
    }
    if (i >= pattern.size()) return refuse("ValueError", "expected '}' before end of string");
    const std::string_view name = pattern.substr(start, i - start);
    char conversion = 0;
    if (pattern[i] == '!') {
      if (i + 1 >= pattern.size()) return refuse("ValueError", "end of string while looking for conversion specifier");
      conversion = pattern[i + 1];
      if (conversion == '}') return refuse("ValueError", "unmatched '{' in format spec");
      i += 2;
      if (i >= pattern.size()) return refuse("ValueError", "unmatched '{' in format spec");
      if (pattern[i] != ':' && pattern[i] != '}') return refuse("ValueError", "expected ':' after conversion specifier");
    }
    std::string spec;
    bool nested = false;
    if (pattern[i] == ':') {
      const size_t spec_start = ++i;
      for (int open = 1; i < pattern.size(); ++i) {
        if (pattern[i] == '{') { ++open; nested = true; }
        if (pattern[i] == '}' && --open == 0) break;
      }
      if (i >= pattern.size()) return refuse("ValueError", "unmatched '{' in format spec");
      spec = pattern.substr(spec_start, i - spec_start);
    }
    ++i;
    const Value v = field(name);
    if (!v) return std::nullopt;
    if (nested) {
      const std::optional<std::string> inner = run(spec, depth - 1);
      if (!inner) return std::nullopt;
      spec = *inner;
    }
    std::optional<std::string> text;
    if (conversion == 'r' || conversion == 'a') text = in.repr(v);
    else if (conversion == 's') text = in.str(v);
    else if (conversion) return refuse("ValueError", std::string("Unknown conversion specifier ") + conversion);
    if (conversion && !text) return std::nullopt;
    if (conversion == 'a') text = escape_non_ascii(*text);
    text = conversion ? format_str(in, *text, spec) : in.format(v, spec);
    if (!text) return std::nullopt;
    out += *text;
  }
  return out;
}

}  // namespace

std::optional<std::string> brace_format(Interp& in, std::string_view pattern, std::span<const Value> positional,
                                        const std::function<Value(std::string_view name)>& named) {
  Braces b{.in = in, .positional = positional, .named = named};
  return b.run(pattern, 2);
}

}  // namespace misfit::py::types
