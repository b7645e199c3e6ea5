// Quotes a string for JSON; bytes that are not UTF-8 become U+FFFD.
#include "engine/json.h"

#include <cstdio>

namespace misfit {
namespace {

// Length of the valid UTF-8 sequence at the start of `s`, or 0.
size_t sequence_length(std::string_view s) {
  auto byte = [&](size_t i) { return static_cast<unsigned char>(s[i]); };
  size_t n = byte(0) < 0x80 ? 1 : (byte(0) >> 5) == 6 ? 2 : (byte(0) >> 4) == 14 ? 3 : (byte(0) >> 3) == 30 ? 4 : 0;
  if (n == 0 || n > s.size()) return 0;
  for (size_t i = 1; i < n; ++i)
    if ((byte(i) & 0xC0) != 0x80) return 0;
  return n;
}

}  // namespace

std::string json_string(std::string_view s) {
  std::string out = "\"";
  while (!s.empty()) {
    char c = s[0];
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\r') {
      out += "\\r";
    } else if (c == '\t') {
      out += "\\t";
    } else if (static_cast<unsigned char>(c) < 0x20) {
      char text[8];
      std::snprintf(text, sizeof text, "\\u%04x", c);
      out += text;
    } else if (size_t n = sequence_length(s)) {
      out += s.substr(0, n);
      s.remove_prefix(n);
      continue;
    } else {
      out += "\xEF\xBF\xBD";
    }
    s.remove_prefix(1);
  }
  return out + "\"";
}

}  // namespace misfit
