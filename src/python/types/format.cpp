// The format-spec mini language: what stands after the colon in f"{x:>8.3f}".
#include <algorithm>
#include <cmath>

#include "python/bigint.h"
#include "python/types/text.h"
#include "python/types/utf8.h"

namespace misfit::py::types {

namespace {

bool is_align(char32_t c) { return c == '<' || c == '>' || c == '=' || c == '^'; }

std::nullopt_t refuse(Interp& in, std::string message) {
  in.raise("ValueError", std::move(message));
  return std::nullopt;
}

std::string quoted(char32_t c) {
  std::string out = "'";
  append_utf8(&out, c);
  return out + "'";
}

std::nullopt_t unknown_code(Interp& in, char32_t code, const std::string& type_name) {
  return refuse(in, "Unknown format code " + quoted(code) + " for object of type '" + type_name + "'");
}

}  // namespace

std::optional<FormatSpec> parse_format_spec(Interp& in, std::string_view text, char default_align, const std::string& type_name) {
  const std::u32string s = decode_utf8(text);
  FormatSpec f;
  size_t i = 0;
  bool fill_given = false;
  if (s.size() >= 2 && is_align(s[1])) {
    f.fill = s[0];
    f.align = static_cast<char>(s[1]);
    fill_given = true;
    i = 2;
  } else if (!s.empty() && is_align(s[0])) {
    f.align = static_cast<char>(s[0]);
    i = 1;
  }
  const auto at = [&](char32_t c) { return i < s.size() && s[i] == c; };
  if (at(' ') || at('+') || at('-')) { f.sign = static_cast<char>(s[i++]); f.sign_given = true; }
  if (at('z')) { f.no_negative_zero = true; ++i; }
  if (at('#')) { f.alternate = true; ++i; }
  if (!fill_given && at('0')) {
    f.fill = '0';
    f.zero_padded = true;
    if (!f.align && default_align == '>') f.align = '=';
    ++i;
  }
  const auto number = [&](int64_t* out) {
    const size_t first = i;
    int64_t n = 0;
    for (; i < s.size() && is_digit(s[i]); ++i) {
      n = n * 10 + static_cast<int64_t>(s[i] - '0');
      if (n > 1'000'000'000) return -1;
    }
    if (i > first) *out = n;
    return i > first ? 1 : 0;
  };
  if (number(&f.width) < 0) return refuse(in, "Too many decimal digits in format string");
  if (at(',')) { f.grouping = ','; ++i; }
  if (at('_')) {
    if (f.grouping) return refuse(in, "Cannot specify both ',' and '_'.");
    f.grouping = '_';
    ++i;
  }
  if (at(',') && f.grouping == '_') return refuse(in, "Cannot specify both ',' and '_'.");
  if (at('.')) {
    ++i;
    const int got = number(&f.precision);
    if (got < 0) return refuse(in, "Too many decimal digits in format string");
    if (got == 0) return refuse(in, "Format specifier missing precision");
  }
  if (s.size() - i > 1) return refuse(in, "Invalid format specifier '" + std::string(text) + "' for object of type '" + type_name + "'");
  if (i < s.size()) f.type = s[i];
  if (f.grouping) {
    const char32_t t = f.type;
    const bool decimal = t == 0 || t == 'd' || t == 'e' || t == 'f' || t == 'g' || t == 'E' || t == 'G' || t == '%' || t == 'F';
    const bool binary = t == 'b' || t == 'o' || t == 'x' || t == 'X';
    if (!decimal && !(binary && f.grouping == '_'))
      return refuse(in, std::string("Cannot specify '") + f.grouping + "' with " + quoted(t) + ".");
  }
  return f;
}

std::string pad_text(const FormatSpec& f, std::string_view text, char default_align) {
  const int64_t length = static_cast<int64_t>(length_utf8(text)), room = std::max<int64_t>(f.width - length, 0);
  const char align = f.align ? f.align : default_align;
  const int64_t left = align == '<' ? 0 : align == '^' ? room / 2 : room;
  std::string out;
  for (int64_t i = 0; i < left; ++i) append_utf8(&out, f.fill);
  out += text;
  for (int64_t i = left; i < room; ++i) append_utf8(&out, f.fill);
  return out;
}

// `digits`: an integer part, then whatever follows it ('.', exponent, '%').
std::string pad_number(const FormatSpec& f, std::string_view sign, std::string_view prefix, std::string_view digits) {
  size_t whole = 0;
  const bool hexadecimal = f.type == 'x' || f.type == 'X';
  while (whole < digits.size() && (is_digit(static_cast<unsigned char>(digits[whole])) || (hexadecimal && is_alpha(static_cast<unsigned char>(digits[whole]))))) ++whole;
  const std::string_view rest = digits.substr(whole);
  const std::string head = std::string(sign) + std::string(prefix);
  const bool zeros = f.fill == '0' && f.align == '=' && f.width >= 0;
  std::string body(digits.substr(0, whole));
  if (f.grouping) {
    const int64_t group = f.type == 'b' || f.type == 'o' || hexadecimal ? 4 : 3;
    int64_t least = zeros ? f.width - static_cast<int64_t>(head.size() + rest.size()) : 0, left = static_cast<int64_t>(whole);
    std::string grouped;
    for (;;) {
      const int64_t length = std::min(group, std::max({left, least, int64_t{1}}));
      const int64_t real = std::max<int64_t>(0, std::min(left, length));
      std::string part = std::string(static_cast<size_t>(length - real), '0') + body.substr(static_cast<size_t>(left - real), static_cast<size_t>(real));
      grouped.insert(0, part);
      left -= real;
      least -= length;
      if (left <= 0 && least <= 0) break;
      grouped.insert(0, 1, f.grouping);
      --least;
    }
    if (whole) body = grouped;
  }
  std::string text = body + std::string(rest);
  const char align = f.align ? f.align : '>';
  if (align == '=') {
    FormatSpec inner = f;
    inner.width -= static_cast<int64_t>(head.size());
    return head + pad_text(inner, text, '>');
  }
  return pad_text(f, head + text, '>');
}

std::optional<std::string> format_str(Interp& in, std::string_view text, std::string_view spec, const std::string& type_name) {
  if (spec.empty()) return std::string(text);
  const std::optional<FormatSpec> f = parse_format_spec(in, spec, '<', type_name);
  if (!f) return std::nullopt;
  if (f->type && f->type != 's') return unknown_code(in, f->type, type_name);
  if (f->sign_given) return refuse(in, f->sign == ' ' ? "Space not allowed in string format specifier" : "Sign not allowed in string format specifier");
  if (f->no_negative_zero) return refuse(in, "Negative zero coercion (z) not allowed in string format specifier");
  if (f->alternate) return refuse(in, "Alternate form (#) not allowed in string format specifier");
  if (f->align == '=') return refuse(in, "'=' alignment not allowed in string format specifier");
  if (f->grouping) return refuse(in, std::string("Cannot specify '") + f->grouping + "' with 's'.");
  if (f->precision >= 0) text = text.substr(0, offset_utf8(text, static_cast<size_t>(f->precision)));
  return pad_text(*f, text, '<');
}

namespace {

std::string float_with(const FormatSpec& f, double d) {
  char type = static_cast<char>(f.type);
  int precision = static_cast<int>(f.precision);
  bool dot_zero = false, percent = false;
  if (type == 0) {
    dot_zero = true;
    type = precision < 0 ? 'r' : 'g';
  }
  if (type == 'n') type = 'g';
  if (type == '%') { type = 'f'; d *= 100; percent = true; }
  if (precision < 0) precision = 6;
  std::string digits = float_digits(d, type, precision, f.alternate, dot_zero);
  std::string sign;
  if (digits[0] == '-') { sign = "-"; digits.erase(0, 1); }
  if (f.no_negative_zero && sign == "-" && digits.find_first_of("123456789in") == digits.npos) sign.clear();
  if (sign.empty() && f.sign != '-') sign = std::string(1, f.sign);
  if (percent) digits += "%";
  return pad_number(f, sign, "", digits);
}

bool is_float_code(char32_t t) { return t == 'e' || t == 'E' || t == 'f' || t == 'F' || t == 'g' || t == 'G' || t == 'n' || t == '%'; }

}  // namespace

std::optional<std::string> format_float(Interp& in, double d, std::string_view spec, const std::string& type_name) {
  if (spec.empty()) return float_repr(d);
  const std::optional<FormatSpec> f = parse_format_spec(in, spec, '>', type_name);
  if (!f) return std::nullopt;
  if (f->type && !is_float_code(f->type)) return unknown_code(in, f->type, type_name);
  return float_with(*f, d);
}

std::optional<std::string> format_int(Interp& in, const Value& v, std::string_view spec, const std::string& type_name) {
  const std::optional<Integer> i = integer_of(v);
  ENSURE(i);
  if (spec.empty()) return i->text();
  const std::optional<FormatSpec> f = parse_format_spec(in, spec, '>', type_name);
  if (!f) return std::nullopt;
  const char32_t t = f->type;
  if (is_float_code(t) && t != 'n') {
    const std::optional<double> d = i->to_double();
    if (!d) {
      in.raise("OverflowError", "int too large to convert to float");
      return std::nullopt;
    }
    return float_with(*f, *d);
  }
  if (t && t != 'b' && t != 'c' && t != 'd' && t != 'o' && t != 'x' && t != 'X' && t != 'n') return unknown_code(in, t, type_name);
  if (f->precision >= 0) return refuse(in, "Precision not allowed in integer format specifier");
  if (f->no_negative_zero) return refuse(in, "Negative zero coercion (z) not allowed in integer format specifier");
  if (t == 'c') {
    if (f->sign_given) return refuse(in, "Sign not allowed with integer format specifier 'c'");
    if (f->alternate) return refuse(in, "Alternate form (#) not allowed with integer format specifier 'c'");
    const std::optional<int64_t> point = i->small();
    if (!point || *point < 0 || *point > 0x10ffff) {
      in.raise("OverflowError", point ? "%c arg not in range(0x110000)" : "Python int too large to convert to C long");
      return std::nullopt;
    }
    std::string text;
    append_utf8(&text, static_cast<char32_t>(*point));
    return pad_text(*f, text, '>');
  }
  const int base = t == 'b' ? 2 : t == 'o' ? 8 : t == 'x' || t == 'X' ? 16 : 10;
  std::string digits = i->text(base), sign, prefix;
  if (digits[0] == '-') { sign = "-"; digits.erase(0, 1); }
  if (sign.empty() && f->sign != '-') sign = std::string(1, f->sign);
  if (f->alternate && base != 10) prefix = base == 2 ? "0b" : base == 8 ? "0o" : t == 'X' ? "0X" : "0x";
  if (t == 'X')
    for (char& c : digits) c = static_cast<char>(to_upper(static_cast<unsigned char>(c)));
  return pad_number(*f, sign, prefix, digits);
}

std::optional<std::string> format_complex(Interp& in, double real, double imaginary, std::string_view spec, const std::string& type_name) {
  if (spec.empty()) return complex_text(real, imaginary);
  const std::optional<FormatSpec> f = parse_format_spec(in, spec, '>', type_name);
  if (!f) return std::nullopt;
  if (f->type && (!is_float_code(f->type) || f->type == '%')) return unknown_code(in, f->type, type_name);
  if (f->zero_padded) return refuse(in, "Zero padding is not allowed in complex format specifier");
  if (f->align == '=') return refuse(in, "'=' alignment flag is not allowed in complex format specifier");
  FormatSpec part = *f;
  part.width = -1;
  part.align = '<';
  const bool bare = f->type == 0;
  const auto one = [&](double d, bool always_sign) {
    FormatSpec p = part;
    if (always_sign) p.sign = '+';
    if (!bare) return float_with(p, d);
    std::string digits = p.precision < 0 ? float_digits(d, 'r', 0, false, false) : float_digits(d, 'g', static_cast<int>(p.precision), p.alternate, false), sign;
    if (digits[0] == '-') { sign = "-"; digits.erase(0, 1); }
    if (sign.empty() && p.sign != '-') sign = std::string(1, p.sign);
    return pad_number(p, sign, "", digits);
  };
  std::string text;
  if (bare && real == 0 && !std::signbit(real)) text = one(imaginary, false) + "j";
  else text = std::string(bare ? "(" : "") + one(real, false) + one(imaginary, true) + "j" + (bare ? ")" : "");
  return pad_text(*f, text, '>');
}

}  // namespace misfit::py::types
