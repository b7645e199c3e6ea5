// Literals as they stand in the text: numbers, and strings with their prefixes and escapes.
#include "python/literals.h"

#include <cstdlib>

#include "python/types/types.h"

namespace misfit::py {

Value number_literal(Interp& in, std::string text) {
  std::erase(text, '_');
  char last = text.back();
  if (text.size() > 1 && text[0] == '0' && (text[1] == 'x' || text[1] == 'X')) return types::int_from_digits(in, text.substr(2), 16);
  if (text.size() > 1 && text[0] == '0' && (text[1] == 'b' || text[1] == 'B')) return types::int_from_digits(in, text.substr(2), 2);
  if (text.size() > 1 && text[0] == '0' && (text[1] == 'o' || text[1] == 'O')) return types::int_from_digits(in, text.substr(2), 8);
  if (last == 'j' || last == 'J') return types::complex_value(in, 0, std::strtod(text.c_str(), nullptr));
  if (text.find_first_of(".eE") != std::string::npos) return Value::number(std::strtod(text.c_str(), nullptr));
  return types::int_from_digits(in, text, 10);
}

void append_utf8(std::string& out, uint32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xc0 | (c >> 6));
    out += static_cast<char>(0x80 | (c & 63));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xe0 | (c >> 12));
    out += static_cast<char>(0x80 | ((c >> 6) & 63));
    out += static_cast<char>(0x80 | (c & 63));
  } else {
    out += static_cast<char>(0xf0 | (c >> 18));
    out += static_cast<char>(0x80 | ((c >> 12) & 63));
    out += static_cast<char>(0x80 | ((c >> 6) & 63));
    out += static_cast<char>(0x80 | (c & 63));
  }
}

static bool is_octal(char c) { return c >= '0' && c <= '7'; }

std::string unescape(std::string_view s, bool bytes, bool fstring, bool raw) {
  std::string out;
  for (size_t i = 0; i < s.size(); ++i) {
    char c = s[i];
    if (c == '\r') {
      if (i + 1 < s.size() && s[i + 1] == '\n') continue;
      out += '\n';
      continue;
    }
    if (fstring && (c == '{' || c == '}') && i + 1 < s.size() && s[i + 1] == c) {
      out += c;
      ++i;
      continue;
    }
    if (c != '\\' || raw || i + 1 >= s.size()) {
      out += c;
      continue;
    }
    c = s[++i];
    auto hex = [&](size_t count) {
      uint32_t v = static_cast<uint32_t>(std::strtoul(std::string(s.substr(i + 1, count)).c_str(), nullptr, 16));
      i += count;
      return v;
    };
    switch (c) {
      case '\n': break;
      case '\r':
        if (i + 1 < s.size() && s[i + 1] == '\n') ++i;
        break;
      case '\\': out += '\\'; break;
      case '\'': out += '\''; break;
      case '"': out += '"'; break;
      case 'a': out += '\a'; break;
      case 'b': out += '\b'; break;
      case 'f': out += '\f'; break;
      case 'n': out += '\n'; break;
      case 'r': out += '\r'; break;
      case 't': out += '\t'; break;
      case 'v': out += '\v'; break;
      case 'x': {
        uint32_t v = hex(2);
        if (bytes) out += static_cast<char>(v);
        else append_utf8(out, v);
        break;
      }
      case 'u':
      case 'U':
        if (bytes) {
          out += '\\';
          out += c;
        } else {
          append_utf8(out, hex(c == 'u' ? 4 : 8));
        }
        break;
      case 'N':
        if (size_t end = s.find('}', i); !bytes && i + 1 < s.size() && s[i + 1] == '{' && end != std::string_view::npos) {
          append_utf8(out, named_character(s.substr(i + 2, end - i - 2)));
          i = end;
          break;
        }
        [[fallthrough]];
      default:
        if (is_octal(c)) {
          uint32_t v = 0;
          size_t n = 0;
          while (n < 3 && i + n < s.size() && is_octal(s[i + n])) v = v * 8 + static_cast<uint32_t>(s[i + n++] - '0');
          i += n - 1;
          if (bytes) out += static_cast<char>(v);
          else append_utf8(out, v);
        } else {
          out += '\\';
          out += c;
        }
    }
  }
  return out;
}

std::optional<std::string> wrong_escape(std::string_view literal) {
  const size_t prefix = literal.find_first_of("\"'");
  bool bytes = false;
  for (char c : literal.substr(0, prefix)) {
    if (c == 'r' || c == 'R') return std::nullopt;
    bytes = bytes || c == 'b' || c == 'B';
  }
  const size_t quotes = literal.size() >= prefix + 6 && literal[prefix + 1] == literal[prefix] && literal[prefix + 2] == literal[prefix] ? 3 : 1;
  const std::string_view s = literal.substr(prefix + quotes, literal.size() - prefix - 2 * quotes);
  size_t wide = 0;                                                 // CPython rewrites what is not ASCII as \UXXXXXXXX first
  for (size_t i = 0; i < s.size(); ++i) {
    if (const auto c = static_cast<unsigned char>(s[i]); c >= 0x80) { if (c >= 0xc0) wide += 9; else --wide; continue; }
    if (s[i] != '\\' || i + 1 >= s.size()) continue;
    const char c = s[++i];
    const size_t digits = c == 'x' ? 2 : bytes ? 0 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
    const size_t at = i - 1 + wide;
    const auto decode = [&](size_t length, const std::string& why) {
      return "(unicode error) 'unicodeescape' codec can't decode bytes in position " + std::to_string(at) + "-" + std::to_string(at + length - 1) + ": " + why;
    };
    if (!bytes && c == 'N') {
      const size_t end = i + 1 < s.size() && s[i + 1] == '{' ? s.find('}', i) : std::string_view::npos;
      if (end == std::string_view::npos || end == i + 2) return decode(2, "malformed \\N character escape");
      if (named_character(s.substr(i + 2, end - i - 2)) == 0xfffd) return decode(end - i + 2, "unknown Unicode character name");
      i = end;
      continue;
    }
    if (!digits) continue;
    size_t n = 0;
    while (n < digits && i + 1 + n < s.size() && std::isxdigit(static_cast<unsigned char>(s[i + 1 + n]))) ++n;
    if (n == digits) { i += n; continue; }
    if (bytes) return "(value error) invalid \\x escape at position " + std::to_string(at);
    return decode(2 + n, std::string("truncated \\") + c + std::string(digits, 'X') + " escape");
  }
  return std::nullopt;
}

// The few names that programs write as \N{...}.
uint32_t named_character(std::string_view name) {
  struct Named { std::string_view name; uint32_t code; };
  constexpr Named kNames[] = {{"BULLET", 0x2022}, {"DEGREE SIGN", 0xb0}, {"EURO SIGN", 0x20ac}, {"GREEK SMALL LETTER ALPHA", 0x3b1}, {"GREEK SMALL LETTER BETA", 0x3b2},
      {"GREEK SMALL LETTER LAMDA", 0x3bb}, {"GREEK SMALL LETTER LAMBDA", 0x3bb}, {"GREEK SMALL LETTER PI", 0x3c0}, {"SNOWMAN", 0x2603}, {"CHECK MARK", 0x2713}, {"RIGHTWARDS ARROW", 0x2192},
      {"BLACK STAR", 0x2605}, {"EM DASH", 0x2014}, {"EN DASH", 0x2013}, {"NO-BREAK SPACE", 0xa0}, {"LATIN SMALL LETTER E WITH ACUTE", 0xe9}, {"INFINITY", 0x221e}, {"MICRO SIGN", 0xb5}};
  for (const Named& n : kNames)
    if (n.name == name) return n.code;
  return 0xfffd;
}

}  // namespace misfit::py
