// Values as text: numbers by the shortest decimal, texts with Python's quotes and escapes.
#include "python/types/text.h"

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "python/types/utf8.h"

namespace misfit::py::types {

namespace {

// Just above a power of two doubles lie twice as far apart as below it: there the next decimal up may be the shortest.
bool above_power_of_two(double d) {
  int exponent;
  return std::frexp(d, &exponent) == 0.5;
}

// One more in the last digit of d.ddde+xx; false if that carries into the first.
bool bump(char* text) {
  for (char* p = std::strchr(text, 'e') - 1; p > text; --p) {
    if (*p == '.') continue;
    if (*p != '9') {
      ++*p;
      return true;
    }
    *p = '0';
  }
  return false;
}

// The shortest digits that read back, and the position of the decimal point after the first `point` of them.
std::string shortest_digits(double magnitude, int* point) {
  char text[40];
  int precision = magnitude < 2.3e-308 ? 1 : 15;
  for (; precision < 17; ++precision) {
    std::snprintf(text, sizeof text, "%.*e", precision - 1, magnitude);
    if (std::strtod(text, nullptr) == magnitude || (above_power_of_two(magnitude) && bump(text) && std::strtod(text, nullptr) == magnitude)) break;
  }
  if (precision == 17) std::snprintf(text, sizeof text, "%.16e", magnitude);
  std::string digits;
  const char* p = text;
  for (; *p != 'e'; ++p)
    if (*p != '.') digits.push_back(*p);
  *point = std::atoi(p + 1) + 1;
  while (digits.size() > 1 && digits.back() == '0') digits.pop_back();
  return digits;
}

std::string exponent_text(int exponent) {
  char text[16];
  std::snprintf(text, sizeof text, "e%c%02d", exponent < 0 ? '-' : '+', std::abs(exponent));
  return text;
}

std::string repr_digits(double d, bool dot_zero) {
  if (std::isnan(d)) return "nan";
  std::string sign = std::signbit(d) ? "-" : "";
  if (std::isinf(d)) return sign + "inf";
  int point = 1;
  std::string digits = d == 0 ? "0" : shortest_digits(std::fabs(d), &point);
  const int size = static_cast<int>(digits.size());
  if (point <= -4 || point > 16) {
    if (size > 1) digits.insert(1, ".");
    return sign + digits + exponent_text(point - 1);
  }
  if (point <= 0) return sign + "0." + std::string(static_cast<size_t>(-point), '0') + digits;
  if (point >= size) return sign + digits + std::string(static_cast<size_t>(point - size), '0') + (dot_zero ? ".0" : "");
  return sign + digits.insert(static_cast<size_t>(point), ".");
}

}  // namespace

std::string float_repr(double d) { return repr_digits(d, true); }

std::string complex_text(double real, double imaginary) {
  std::string tail = repr_digits(imaginary, false) + "j";
  if (real == 0 && !std::signbit(real)) return tail;
  if (tail[0] != '-') tail.insert(0, "+");
  return "(" + repr_digits(real, false) + tail + ")";
}

std::string float_digits(double d, char type, int precision, bool alternate, bool dot_zero) {
  const bool upper = type == 'E' || type == 'F' || type == 'G';
  if (upper) type = static_cast<char>(type + 32);
  if (!std::isfinite(d)) {
    std::string out = std::isnan(d) ? "nan" : d < 0 ? "-inf" : "inf";
    if (upper)
      for (char& c : out) c = static_cast<char>(to_upper(static_cast<unsigned char>(c)));
    return out;
  }
  if (type == 'r') return repr_digits(d, dot_zero);
  std::string out;
  if (type == 'g' && dot_zero && !alternate) {
    // The type that is not written: like g, but 1e5 with precision 5 needs its ".0", so it turns to an exponent earlier.
    if (precision == 0) precision = 1;
    std::vector<char> text(static_cast<size_t>(precision) + 32);
    std::snprintf(text.data(), text.size(), "%.*e", precision - 1, d);
    const int point = d == 0 ? 1 : std::atoi(std::strchr(text.data(), 'e') + 1) + 1;
    const bool exponent = point <= -4 || point > precision - 1;
    if (exponent) {
      out = text.data();
      const size_t e = out.find('e');
      std::string mantissa = out.substr(0, e), tail = out.substr(e);
      if (mantissa.find('.') != std::string::npos) {
        while (mantissa.back() == '0') mantissa.pop_back();
        if (mantissa.back() == '.') mantissa.pop_back();
      }
      return mantissa + tail;
    }
    text.resize(static_cast<size_t>(precision) + 400);
    std::snprintf(text.data(), text.size(), "%.*f", precision - point > 0 ? precision - point : 0, d);
    out = text.data();
    if (out.find('.') != std::string::npos) {
      while (out.back() == '0') out.pop_back();
      if (out.back() == '.') out.pop_back();
    }
    if (out.find('.') == std::string::npos) out += ".0";
    return out;
  }
  char pattern[8];
  std::snprintf(pattern, sizeof pattern, "%%%s.*%c", alternate ? "#" : "", upper ? type - 32 : type);
  const int needed = std::snprintf(nullptr, 0, pattern, precision, d);
  out.resize(static_cast<size_t>(needed) + 1);
  std::snprintf(out.data(), out.size(), pattern, precision, d);
  out.pop_back();
  return out;
}

std::string str_repr(std::string_view s) {
  const char quote = s.find('\'') != s.npos && s.find('"') == s.npos ? '"' : '\'';
  std::string out(1, quote);
  for (size_t i = 0; i < s.size();) {
    const unsigned char c = static_cast<unsigned char>(s[i]);
    char text[16];
    if (c < 0x80) {
      ++i;
      if (c == '\\' || c == static_cast<unsigned char>(quote)) { out.push_back('\\'); out.push_back(static_cast<char>(c)); }
      else if (c == '\n') out += "\\n";
      else if (c == '\r') out += "\\r";
      else if (c == '\t') out += "\\t";
      else if (c < 0x20 || c == 0x7f) { std::snprintf(text, sizeof text, "\\x%02x", c); out += text; }
      else out.push_back(static_cast<char>(c));
      continue;
    }
    const size_t n = c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
    const std::u32string point = decode_utf8(s.substr(i, n));
    const char32_t p = point.empty() ? 0xfffd : point[0];
    if (is_printable(p)) {
      out += s.substr(i, n);
    } else {
      const int width = width_of(p);
      std::snprintf(text, sizeof text, width == 2 ? "\\x%02x" : width == 4 ? "\\u%04x" : "\\U%08x", static_cast<unsigned>(p));
      out += text;
    }
    i += n;
  }
  out.push_back(quote);
  return out;
}

std::string escape_non_ascii(std::string_view s) {
  if (is_ascii(s)) return std::string(s);
  std::string out;
  char text[16];
  for (char32_t c : decode_utf8(s)) {
    if (c < 0x80) { out.push_back(static_cast<char>(c)); continue; }
    const int width = width_of(c);
    std::snprintf(text, sizeof text, width == 2 ? "\\x%02x" : width == 4 ? "\\u%04x" : "\\U%08x", static_cast<unsigned>(c));
    out += text;
  }
  return out;
}

std::string bytes_repr(std::string_view s) {
  const char quote = s.find('\'') != s.npos && s.find('"') == s.npos ? '"' : '\'';
  std::string out = std::string("b") + quote;
  for (char ch : s) {
    const unsigned char c = static_cast<unsigned char>(ch);
    char text[8];
    if (ch == '\\' || ch == quote) { out.push_back('\\'); out.push_back(ch); }
    else if (c == '\n') out += "\\n";
    else if (c == '\r') out += "\\r";
    else if (c == '\t') out += "\\t";
    else if (c < 0x20 || c >= 0x7f) { std::snprintf(text, sizeof text, "\\x%02x", c); out += text; }
    else out.push_back(ch);
  }
  out.push_back(quote);
  return out;
}

std::optional<double> parse_float(std::string_view s) {
  while (!s.empty() && is_space(static_cast<unsigned char>(s.front()))) s.remove_prefix(1);
  while (!s.empty() && is_space(static_cast<unsigned char>(s.back()))) s.remove_suffix(1);
  std::string text;
  for (size_t i = 0; i < s.size(); ++i) {
    if (s[i] == '_') {  // between digits only
      if (i == 0 || i + 1 == s.size() || !is_digit(static_cast<unsigned char>(s[i - 1])) || !is_digit(static_cast<unsigned char>(s[i + 1]))) return std::nullopt;
      continue;
    }
    text.push_back(s[i]);
  }
  std::string bare = text;
  if (!bare.empty() && (bare[0] == '+' || bare[0] == '-')) bare.erase(0, 1);
  for (char& c : bare) c = static_cast<char>(to_lower(static_cast<unsigned char>(c)));
  const bool negative = !text.empty() && text[0] == '-';
  if (bare == "inf" || bare == "infinity") return negative ? -HUGE_VAL : HUGE_VAL;
  if (bare == "nan") return std::nan("");
  // digits [. digits] [e [sign] digits], with a digit somewhere before the exponent
  size_t i = 0, digits = 0;
  while (i < bare.size() && is_digit(static_cast<unsigned char>(bare[i]))) ++i, ++digits;
  if (i < bare.size() && bare[i] == '.') {
    ++i;
    while (i < bare.size() && is_digit(static_cast<unsigned char>(bare[i]))) ++i, ++digits;
  }
  if (digits == 0) return std::nullopt;
  if (i < bare.size() && bare[i] == 'e') {
    ++i;
    if (i < bare.size() && (bare[i] == '+' || bare[i] == '-')) ++i;
    const size_t first = i;
    while (i < bare.size() && is_digit(static_cast<unsigned char>(bare[i]))) ++i;
    if (i == first) return std::nullopt;
  }
  if (i != bare.size()) return std::nullopt;
  const double d = std::strtod(bare.c_str(), nullptr);
  return negative ? -d : d;
}

}  // namespace misfit::py::types
