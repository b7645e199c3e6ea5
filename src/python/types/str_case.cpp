// The methods of str that ask what characters are, and change their case.
#include "python/machine.h"
#include "python/types/str.h"
#include "python/types/utf8.h"

namespace misfit::py::types {

namespace {

std::u32string points_of(const Bound& b) { return decode_utf8(cast<Str>(b[0])->text); }

// True if there are characters and all are so.
template <class F> NativeFunction all_are(F is) {
  return [is](Interp&, Bound& b) {
    const std::u32string s = points_of(b);
    for (char32_t c : s)
      if (!is(c)) return Value::boolean(false);
    return Value::boolean(!s.empty());
  };
}

template <class F> NativeFunction cased(F is, F is_not) {
  return [is, is_not](Interp&, Bound& b) {
    bool any = false;
    for (char32_t c : points_of(b)) {
      if (is_not(c)) return Value::boolean(false);
      any = any || is(c);
    }
    return Value::boolean(any);
  };
}

void append_upper(std::u32string* out, char32_t c) {
  if (c == 0xdf) *out += U"SS";
  else out->push_back(to_upper(c));
}

template <class F> NativeFunction mapped(F f) {
  return [f](Interp& in, Bound& b) {
    std::u32string out;
    const std::u32string s = points_of(b);
    for (size_t i = 0; i < s.size(); ++i) f(&out, s, i);
    return in.str_value(encode_utf8(out));
  };
}

bool has_case(char32_t c) { return is_upper(c) || is_lower(c); }

bool is_title(const std::u32string& s) {
  bool any = false, after_cased = false;
  for (char32_t c : s) {
    if (is_upper(c)) {
      if (after_cased) return false;
      any = after_cased = true;
    } else if (is_lower(c)) {
      if (!after_cased) return false;
    } else {
      after_cased = false;
    }
  }
  return any;
}

bool is_numeric(char32_t c) { return is_digit(c) || c == 0xb2 || c == 0xb3 || c == 0xb9 || (c >= 0xbc && c <= 0xbe) || (c >= 0x2070 && c <= 0x2089) || (c >= 0x2150 && c <= 0x218b) || (c >= 0x2460 && c <= 0x249b); }
bool is_digit_like(char32_t c) { return is_digit(c) || c == 0xb2 || c == 0xb3 || c == 0xb9 || c == 0x2070 || (c >= 0x2074 && c <= 0x2079) || (c >= 0x2080 && c <= 0x2089) || (c >= 0x2460 && c <= 0x2468); }

}  // namespace

void define_str_tests(Interp& in) {
  Type* t = in.machine().t.str;
  const char* none = "!self, /";
  in.method(t, "isalpha", none, all_are(is_alpha));
  in.method(t, "isdecimal", none, all_are(is_digit));
  in.method(t, "isdigit", none, all_are(is_digit_like));
  in.method(t, "isnumeric", none, all_are(is_numeric));
  in.method(t, "isalnum", none, all_are([](char32_t c) { return is_alpha(c) || is_numeric(c); }));
  in.method(t, "isspace", none, all_are(is_space));
  in.method(t, "isupper", none, cased(is_upper, is_lower));
  in.method(t, "islower", none, cased(is_lower, is_upper));
  in.method(t, "istitle", none, [](Interp&, Bound& b) { return Value::boolean(is_title(points_of(b))); });
  in.method(t, "isascii", none, [](Interp&, Bound& b) { return Value::boolean(is_ascii(cast<Str>(b[0])->text)); });
  in.method(t, "isprintable", none, [](Interp&, Bound& b) {
    for (char32_t c : points_of(b))
      if (!is_printable(c)) return Value::boolean(false);
    return Value::boolean(true);
  });
  in.method(t, "isidentifier", none, [](Interp&, Bound& b) {
    const std::u32string s = points_of(b);
    for (size_t i = 0; i < s.size(); ++i)
      if (s[i] != '_' && !is_alpha(s[i]) && (i == 0 || !is_digit(s[i]))) return Value::boolean(false);
    return Value::boolean(!s.empty());
  });
  in.method(t, "upper", none, mapped([](std::u32string* out, const std::u32string& s, size_t i) { append_upper(out, s[i]); }));
  in.method(t, "lower", none, mapped([](std::u32string* out, const std::u32string& s, size_t i) { out->push_back(to_lower(s[i])); }));
  in.method(t, "casefold", none, mapped([](std::u32string* out, const std::u32string& s, size_t i) {
    if (s[i] == 0xdf) *out += U"ss";
    else out->push_back(s[i] == 0x3c2 ? 0x3c3 : s[i] == 0xb5 ? 0x3bc : to_lower(s[i]));
  }));
  in.method(t, "swapcase", none, mapped([](std::u32string* out, const std::u32string& s, size_t i) {
    if (is_upper(s[i])) out->push_back(to_lower(s[i]));
    else append_upper(out, s[i]);
  }));
  in.method(t, "capitalize", none, mapped([](std::u32string* out, const std::u32string& s, size_t i) {
    if (i == 0 && s[i] == 0xdf) *out += U"Ss";
    else out->push_back(i == 0 ? to_upper(s[i]) : to_lower(s[i]));
  }));
  in.method(t, "title", none, mapped([](std::u32string* out, const std::u32string& s, size_t i) {
    out->push_back(i > 0 && has_case(s[i - 1]) ? to_lower(s[i]) : to_upper(s[i]));
  }));
}

}  // namespace misfit::py::types
