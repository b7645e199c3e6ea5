// pattern % arguments.
#include <algorithm>

#include "python/bigint.h"
#include "python/machine.h"
#include "python/types/text.h"
#include "python/types/utf8.h"

namespace misfit::py::types {

namespace {

struct Percent {
  Interp& in;
  std::string_view pattern;
  const Value& arguments;
  bool mapping;
  size_t used = 0;
  size_t available;

  std::nullopt_t refuse(const char* type, std::string message) {
    in.raise(type, std::move(message));
    return std::nullopt;
  }

  Value next() {
    if (used >= available) return in.raise("TypeError", "not enough arguments for format string");
    ++used;
    if (const Tuple* t = cast<Tuple>(arguments)) return t->items[used - 1];
    return arguments;
  }

  std::optional<std::string> convert(const FormatSpec& spec, char code, size_t index, const Value& v);
  std::optional<std::string> run();
};

std::optional<std::string> Percent::convert(const FormatSpec& given, char code, size_t index, const Value& v) {
  FormatSpec spec = given;
  const auto padded = [&](std::string text) {
    if (spec.precision >= 0 && code != 'c') text = text.substr(0, offset_utf8(text, static_cast<size_t>(spec.precision)));
    spec.fill = ' ';
    return pad_text(spec, text, '>');
  };
  std::optional<std::string> text;
  switch (code) {
    case 's': text = in.str(v); return text ? std::optional(padded(*text)) : std::nullopt;
    case 'r': text = in.repr(v); return text ? std::optional(padded(*text)) : std::nullopt;
    case 'a': {
      text = in.repr(v);
      if (!text) return std::nullopt;
      return padded(escape_non_ascii(*text));
    }
    case 'c': {
      if (const std::optional<std::string_view> s = in.as_str(v)) {
        if (length_utf8(*s) != 1) return refuse("TypeError", "%c requires int or char");
        return padded(std::string(*s));
      }
      const std::optional<int64_t> point = in.as_int(v);
      if (in.pending()) return std::nullopt;
      if (!point) return refuse("TypeError", "%c requires int or char");
      if (*point < 0 || *point > 0x10ffff) return refuse("OverflowError", "%c arg not in range(0x110000)");
      std::string one;
      append_utf8(&one, static_cast<char32_t>(*point));
      return padded(one);
    }
    case 'd': case 'i': case 'u': case 'x': case 'X': case 'o': {
      const bool decimal = code == 'd' || code == 'i' || code == 'u';
      std::optional<Integer> i = integer_of(v);
      if (!i) {
        const Type* t = in.type_of(v);
        Value whole;
        if (decimal && t->slots.to_int && !in.as_str(v)) {
          whole = t->slots.to_int(in, v);
          if (!whole) {                                // a refusal to be a number is told in our own words
            const Ref<Exception> refusal = in.take();
            if (!refusal || refusal->type != in.type_named("TypeError")) {
              if (refusal) in.raise_object(refusal);
              return std::nullopt;
            }
          }
        } else if (const std::optional<int64_t> small = t->slots.index ? in.as_int(v) : std::nullopt) whole = Value::integer(*small);
        if (in.pending()) return std::nullopt;
        if (!whole)
          return refuse("TypeError", std::string("%") + code + (decimal ? " format: a real number is required, not " : " format: an integer is required, not ") + (t->shown.empty() ? t->name : t->shown));
        i = integer_of(whole);
        ENSURE(i);
      }
      std::string digits = i->text(decimal ? 10 : code == 'o' ? 8 : 16), sign, prefix;
      if (digits[0] == '-') { sign = "-"; digits.erase(0, 1); }
      else if (spec.sign != '-') sign = std::string(1, spec.sign);
      if (spec.precision > static_cast<int64_t>(digits.size())) digits.insert(0, static_cast<size_t>(spec.precision) - digits.size(), '0');
      if (code == 'X') std::transform(digits.begin(), digits.end(), digits.begin(), [](char c) { return static_cast<char>(to_upper(static_cast<unsigned char>(c))); });
      if (spec.alternate && !decimal) prefix = code == 'o' ? "0o" : code == 'x' ? "0x" : "0X";
      spec.type = static_cast<char32_t>(code);
      return pad_number(spec, sign, prefix, digits);
    }
    case 'e': case 'E': case 'f': case 'F': case 'g': case 'G': {
      const std::optional<double> d = in.as_double(v);
      double number = 0;
      if (in.pending()) return std::nullopt;
      if (d) {
        number = *d;
      } else {
        const Type* t = in.type_of(v);
        if (!t->slots.to_float || in.as_str(v)) return refuse("TypeError", "must be real number, not " + t->name);
        const Value converted = t->slots.to_float(in, v);
        if (!converted) return std::nullopt;
        number = converted.number();
      }
      std::string digits = float_digits(number, code, spec.precision < 0 ? 6 : static_cast<int>(spec.precision), spec.alternate, false), sign;
      if (digits[0] == '-') { sign = "-"; digits.erase(0, 1); }
      else if (spec.sign != '-') sign = std::string(1, spec.sign);
      return pad_number(spec, sign, "", digits);
    }
    default: break;
  }
  const std::u32string points = decode_utf8(pattern.substr(index));
  const char32_t c = points.empty() ? 0 : points[0];
  char hex[16];
  std::snprintf(hex, sizeof hex, "%x", static_cast<unsigned>(c));
  std::string shown;
  append_utf8(&shown, c < 0x20 || c > 0x7e ? U'?' : c);
  return refuse("ValueError", "unsupported format character '" + shown + "' (0x" + hex + ") at index " + std::to_string(length_utf8(pattern.substr(0, index))));
}

std::optional<std::string> Percent::run() {
  std::string out;
  for (size_t i = 0; i < pattern.size();) {
    if (pattern[i] != '%') { out.push_back(pattern[i++]); continue; }
    ++i;
    Value keyed;
    bool has_key = false;
    if (i < pattern.size() && pattern[i] == '(') {
      if (!mapping) return refuse("TypeError", "format requires a mapping");
      int depth = 1;
      const size_t first = ++i;
      for (; i < pattern.size() && depth > 0; ++i) depth += pattern[i] == '(' ? 1 : pattern[i] == ')' ? -1 : 0;
      if (depth > 0) return refuse("ValueError", "incomplete format key");
      keyed = in.get_item(arguments, in.str_value(std::string(pattern.substr(first, i - 1 - first))));
      if (!keyed) return std::nullopt;
      has_key = true;
    }
    FormatSpec spec;
    for (; i < pattern.size(); ++i) {
      const char c = pattern[i];
      if (c == '-') spec.align = '<';
      else if (c == '+') spec.sign = '+';
      else if (c == ' ') spec.sign = spec.sign == '+' ? '+' : ' ';
      else if (c == '#') spec.alternate = true;
      else if (c == '0') spec.fill = '0';
      else break;
    }
    if (spec.fill == '0') {
      if (spec.align == '<') spec.fill = ' ';
      else spec.align = '=';
    }
    const auto number = [&](int64_t* out_number) {
      if (i < pattern.size() && pattern[i] == '*') {
        ++i;
        const Value v = next();
        if (!v) return false;
        const std::optional<int64_t> n = in.as_int(v);
        if (!n) { if (!in.pending()) in.raise("TypeError", "* wants int"); return false; }
        *out_number = *n;
        return true;
      }
      for (; i < pattern.size() && is_digit(static_cast<unsigned char>(pattern[i])); ++i) *out_number = std::max<int64_t>(*out_number, 0) * 10 + (pattern[i] - '0');
      return true;
    };
    if (!number(&spec.width)) return std::nullopt;
    if (spec.width < -1) { spec.align = '<'; spec.fill = ' '; spec.width = -spec.width; }
    if (i < pattern.size() && pattern[i] == '.') {
      ++i;
      spec.precision = 0;
      if (!number(&spec.precision)) return std::nullopt;
      spec.precision = std::max<int64_t>(spec.precision, 0);
    }
    while (i < pattern.size() && (pattern[i] == 'h' || pattern[i] == 'l' || pattern[i] == 'L')) ++i;
    if (i >= pattern.size()) return refuse("ValueError", "incomplete format");
    const char code = pattern[i];
    if (code == '%') { out.push_back('%'); ++i; continue; }
    if (has_key) used = available;                     // a plain one after it finds nothing
    const Value v = has_key ? keyed : next();
    if (!v) return std::nullopt;
    const std::optional<std::string> text = convert(spec, code, i, v);
    if (!text) return std::nullopt;
    out += *text;
    ++i;
  }
  if (used < available && !mapping) return refuse("TypeError", "not all arguments converted during string formatting");
  return out;
}

}  // namespace

std::optional<std::string> percent_format(Interp& in, std::string_view pattern, const Value& arguments) {
  const Tuple* t = cast<Tuple>(arguments);
  const bool mapping = !t && !cast<Str>(arguments) && in.type_of(arguments)->slots.getitem;
  Percent p{.in = in, .pattern = pattern, .arguments = arguments, .mapping = mapping, .available = t ? t->items.size() : 1};
  return p.run();
}

}  // namespace misfit::py::types
