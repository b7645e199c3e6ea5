// Array printing, as numpy/_core/arrayprint.py lays it out.
#include "numpy/print.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "core/visit.h"
#include "numpy/datetime.h"
#include "python/types/types.h"

namespace misfit::np {
namespace {

// Decimal digits of |x| and the exponent of the first: d.ddd * 10^exponent.
struct Digits { std::string digits; int exponent; };

Digits printed(double x, int count) {
  char text[64];
  std::snprintf(text, sizeof text, "%.*e", count - 1, x);
  Digits d{{}, 0};
  const char* p = text;
  for (; *p && *p != 'e'; ++p) if (*p != '.') d.digits += *p;
  d.exponent = std::atoi(p + 1);
  return d;
}

bool round_trips(const Digits& d, double x, DType t) {
  const std::string text = d.digits.substr(0, 1) + "." + d.digits.substr(1) + "e" + std::to_string(d.exponent);
  if (t == DType::kFloat32) return std::strtof(text.c_str(), nullptr) == static_cast<float>(x);
  if (t == DType::kFloat16) return static_cast<float>(Half(std::strtof(text.c_str(), nullptr))) == static_cast<float>(x);
  if (t == DType::kBFloat16) return static_cast<float>(BFloat16(std::strtof(text.c_str(), nullptr))) == static_cast<float>(x);
  return std::strtod(text.c_str(), nullptr) == x;
}

Digits shortest(double x, DType t) {
  if (x == 0) return {"0", 0};
  int low = t == DType::kFloat64 ? 15 : t == DType::kFloat32 ? 6 : 1;
  const int high = t == DType::kFloat64 ? 17 : t == DType::kFloat32 ? 9 : 5;
  Digits d{{}, 0};
  for (; low <= high; ++low) {
    d = printed(x, low);
    if (round_trips(d, x, t)) break;
  }
  while (d.digits.size() > 1 && d.digits.back() == '0') d.digits.pop_back();
  return d;
}

std::string trimmed(std::string s, char trim, int64_t keep) {
  const size_t dot = s.find('.');
  if (trim == 'k' || dot == s.npos) return s;
  while (s.back() == '0' && static_cast<int64_t>(s.size() - dot - 1) > keep) s.pop_back();
  if (s.back() == '.') {
    if (trim == '0') s += '0';
    else if (trim == '-') s.pop_back();
  }
  return s;
}

std::string padded(std::string s, int64_t left, int64_t right) {
  const size_t dot = s.find('.');
  const auto whole = static_cast<int64_t>(dot == s.npos ? s.size() : dot), fraction = static_cast<int64_t>(dot == s.npos ? -1 : static_cast<int64_t>(s.size() - dot - 1));
  if (whole < left) s.insert(0, static_cast<size_t>(left - whole), ' ');
  if (fraction < right) s.append(static_cast<size_t>(std::max<int64_t>(right - fraction, 0)) - (dot == s.npos && right < 0 ? 0 : 0), ' ');
  return s;
}

}  // namespace

std::string positional(double x, DType t, int64_t precision, bool unique, bool fractional, char trim, bool plus, int64_t pad_left, int64_t pad_right, int64_t min_digits) {
  if (!std::isfinite(x)) return std::isnan(x) ? (plus ? "+nan" : "nan") : x < 0 ? "-inf" : plus ? "+inf" : "inf";
  const double m = std::fabs(x);
  std::string s;
  const auto fixed = [&](int64_t digits) {
    std::string out(static_cast<size_t>(std::snprintf(nullptr, 0, "%.*f", static_cast<int>(digits), m)) + 1, 0);
    std::snprintf(out.data(), out.size(), "%.*f", static_cast<int>(digits), m);
    out.pop_back();
    return digits == 0 ? out + "." : out;
  };
  if (unique) {
    const Digits d = shortest(m, t);
    const int64_t have = static_cast<int64_t>(d.digits.size()) - 1 - d.exponent;     // digits after the point
    int64_t limit = precision;
    if (!fractional && precision >= 0) limit = precision - 1 - d.exponent;
    if (precision >= 0 && have > limit) s = fixed(std::max<int64_t>(limit, 0));
    else {
      if (d.exponent >= 0) {
        s = d.digits;
        while (static_cast<int64_t>(s.size()) <= d.exponent) s += '0';
        s.insert(static_cast<size_t>(d.exponent) + 1, ".");
      } else s = "0." + std::string(static_cast<size_t>(-d.exponent - 1), '0') + d.digits;
      if (s.size() > 2 && s.substr(s.size() - 2) == ".0") s.pop_back();
      if (m == 0) s = "0.";
    }
    if (trim == 'k' && precision >= 0) while (static_cast<int64_t>(s.size() - s.find('.') - 1) < limit) s += '0';
    while (static_cast<int64_t>(s.size() - s.find('.') - 1) < min_digits) s += '0';
  } else {
    int64_t digits = precision < 0 ? 20 : precision;
    if (!fractional && precision >= 0) digits = std::max<int64_t>(precision - 1 - (m == 0 ? 0 : printed(m, 17).exponent), 0);
    s = fixed(digits);
  }
  s = trimmed(std::move(s), trim, min_digits > 0 ? min_digits : 0);
  if (std::signbit(x)) s.insert(0, "-");
  else if (plus) s.insert(0, "+");
  return padded(std::move(s), pad_left, pad_right);
}

std::string scientific(double x, DType t, int64_t precision, bool unique, char trim, bool plus, int64_t pad_left, int64_t exp_digits, int64_t min_digits) {
  if (!std::isfinite(x)) return std::isnan(x) ? (plus ? "+nan" : "nan") : x < 0 ? "-inf" : plus ? "+inf" : "inf";
  const double m = std::fabs(x);
  Digits d = unique ? shortest(m, t) : printed(m, static_cast<int>(std::max<int64_t>(precision, 0)) + 1);
  if (unique && precision >= 0 && static_cast<int64_t>(d.digits.size()) - 1 > precision) d = printed(m, static_cast<int>(precision) + 1);
  std::string s = d.digits.substr(0, 1) + "." + d.digits.substr(1);
  if (trim == 'k' && precision >= 0) while (static_cast<int64_t>(s.size()) - 2 < precision) s += '0';
  while (static_cast<int64_t>(s.size()) - 2 < min_digits) s += '0';
  s = trimmed(std::move(s), trim, min_digits > 0 ? min_digits : 0);
  if (std::signbit(x)) s.insert(0, "-");
  else if (plus) s.insert(0, "+");
  const size_t dot = s.find('.');
  const auto whole = static_cast<int64_t>(dot == s.npos ? s.size() : dot);
  if (whole < pad_left) s.insert(0, static_cast<size_t>(pad_left - whole), ' ');
  std::string e = std::to_string(std::abs(d.exponent));
  const int64_t width = exp_digits < 0 ? 2 : exp_digits;
  while (static_cast<int64_t>(e.size()) < width) e.insert(0, "0");
  return s + "e" + (d.exponent < 0 ? "-" : "+") + e;
}

std::string float_text(const Interp& in, double x, DType t) {
  if (t == DType::kFloat64) return py::types::float_repr(x);
  if (!std::isfinite(x)) return std::isnan(x) ? "nan" : x < 0 ? "-inf" : "inf";
  const double m = std::fabs(x);
  const double high = !in.keras3() ? 1e16 : t == DType::kFloat32 ? 1e6 : t == DType::kFloat16 ? 1e3 : 1e16;
  if (m == 0 || (m >= 1e-4 && m < high)) return positional(x, t, -1, true, true, '0', false, -1, -1, 0);
  return scientific(x, t, -1, true, '-', false, -1, -1, 0);
}

std::string complex_text(const Interp& in, Complex c, DType t) {
  const DType r = real_of(t);
  const auto part = [&](double v) {
    std::string s = r == DType::kFloat64 ? py::types::float_repr(v) : float_text(in, v, r);
    if (s.size() > 2 && s.substr(s.size() - 2) == ".0") s.resize(s.size() - 2);
    return s;
  };
  if (c.real() == 0 && !std::signbit(c.real())) return part(c.imag()) + "j";
  std::string im = part(c.imag());
  if (im[0] != '-') im.insert(0, "+");
  return "(" + part(c.real()) + im + "j)";
}

namespace {

using Format = std::function<std::optional<std::string>(int64_t offset)>;

struct FloatFormat {
  DType type;
  const PrintOptions& o;
  char sign;
  bool exponent = false, unique = true;
  int64_t pad_left = 0, pad_right = 0, precision = 8, min_digits = 0, exp_size = -1;
  char trim = '.';

  FloatFormat(const Interp& in, const std::vector<double>& data, DType t, const PrintOptions& options, char sign_mode, int floatmode) : type(t), o(options), sign(sign_mode) {
    precision = floatmode == 1 ? -1 : o.precision;
    std::vector<double> finite;
    double high = 0, low = INFINITY;
    for (const double x : data)
      if (std::isfinite(x)) {
        finite.push_back(x);
        if (x != 0) { high = std::max(high, std::fabs(x)); low = std::min(low, std::fabs(x)); }
      }
    if (high > 0) {
      const double limit = !in.keras3() || t == DType::kFloat64 ? 1e8 : t == DType::kFloat32 ? 1e6 : t == DType::kFloat16 ? 1e3 : 1e2;
      const double small = t == DType::kFloat32 && in.keras3() ? static_cast<double>(1e-4f) : 1e-4;
      if (high >= limit || (!o.suppress && (low < small || (t == DType::kFloat32 ? static_cast<double>(static_cast<float>(high) / static_cast<float>(low)) : high / low) > 1000.))) exponent = true;
    }
    if (finite.empty()) {
      trim = '.';
    } else if (exponent) {
      const char first_trim = floatmode == 0 ? 'k' : '.';
      if (floatmode == 0) unique = true;
      size_t fraction = 0, whole = 0, exps = 0;
      for (const double x : finite) {
        const std::string s = scientific(x, type, precision, unique, first_trim, sign == '+', -1, -1, 0);
        const size_t dot = s.find('.'), e = s.find('e');
        whole = std::max(whole, dot);
        fraction = std::max(fraction, e - dot - 1);
        exps = std::max(exps, s.size() - e - 1);
      }
      exp_size = static_cast<int64_t>(exps) - 1;
      trim = 'k';
      precision = min_digits = static_cast<int64_t>(fraction);
      pad_left = static_cast<int64_t>(whole);
      pad_right = exp_size + 2 + precision;
    } else {
      char first_trim = '.';
      if (floatmode == 0) { first_trim = 'k'; unique = false; }
      size_t fraction = 0, whole = 0;
      for (const double x : finite) {
        const std::string s = positional(x, type, precision, unique, true, first_trim, sign == '+', -1, -1, 0);
        const size_t dot = s.find('.');
        whole = std::max(whole, dot);
        fraction = std::max(fraction, s.size() - dot - 1);
      }
      pad_left = static_cast<int64_t>(whole);
      pad_right = static_cast<int64_t>(fraction);
      if (floatmode == 0 || floatmode == 3) { precision = min_digits = pad_right; trim = 'k'; }
      else { trim = '.'; min_digits = 0; }
    }
    if (sign == ' ' && std::none_of(finite.begin(), finite.end(), [](double x) { return std::signbit(x); })) ++pad_left;
    if (finite.size() != data.size()) {
      const bool negative = sign != '-' || std::any_of(data.begin(), data.end(), [](double x) { return std::isinf(x) && x < 0; });
      const int64_t offset = pad_right + 1;
      pad_left = std::max({pad_left, static_cast<int64_t>(o.nanstr.size()) - offset, static_cast<int64_t>(o.infstr.size()) + negative - offset});
    }
  }

  std::string operator()(double x) const {
    if (!std::isfinite(x)) {
      std::string s = std::isnan(x) ? (sign == '+' ? "+" : "") + o.nanstr : (x < 0 ? "-" : sign == '+' ? "+" : "") + o.infstr;
      const int64_t width = pad_left + pad_right + 1;
      if (static_cast<int64_t>(s.size()) < width) s.insert(0, static_cast<size_t>(width) - s.size(), ' ');
      return s;
    }
    if (exponent) return scientific(x, type, precision, unique, trim, sign == '+', pad_left, exp_size, min_digits);
    return positional(x, type, precision, unique, true, trim, sign == '+', pad_left, pad_right, min_digits);
  }
};

double number_at(NdArray& a, int64_t o) {
  double v = 0;
  convert(a.dtype, data(a) + o, 0, DType::kFloat64, reinterpret_cast<std::byte*>(&v), 0, 1);
  return v;
}

// The offsets of the elements that will be shown.
void shown(const NdArray& a, size_t axis, int64_t offset, bool summary, int64_t edge, Ints* out) {
  if (axis == a.shape.rank()) { out->push_back(offset); return; }
  const int64_t n = a.shape[axis];
  for (int64_t i = 0; i < n; ++i) {
    if (summary && n > 2 * edge && i >= edge && i < n - edge) { i = n - edge - 1; continue; }
    shown(a, axis + 1, offset + i * a.strides[axis], summary, edge, out);
  }
}

std::string right(std::string s, size_t width) {
  size_t n = 0;
  for (const char c : s) n += (static_cast<unsigned char>(c) & 0xc0) != 0x80;
  if (n < width) s.insert(0, width - n, ' ');
  return s;
}

Format format_for(Interp& in, const Arr& a, const PrintOptions& o, const Ints& visible) {
  const auto custom = [&](std::initializer_list<const char*> keys) -> Value {
    for (const char* k : keys) if (const auto it = o.formatter.find(k); it != o.formatter.end()) return it->second;
    return {};
  };
  Value f;
  if (is_bool(a->dtype)) f = custom({"bool", "all"});
  else if (a->flavor == Flavor::kPlain && is_integer(a->dtype)) f = custom({"int", "int_kind", "all"});
  else if (is_floating(a->dtype)) f = custom({"float", "float_kind", "all"});
  else if (is_complex(a->dtype)) f = custom({"complexfloat", "complex_kind", "all"});
  else if (is_text(a->dtype)) f = custom({"numpystr", "str_kind", "all"});
  else if (is_object(a->dtype)) f = custom({"object", "all"});
  if (f)
    return [&in, a, f](int64_t at) -> std::optional<std::string> {
      const Value r = in.call(f, {scalar_item(in, *a, at)});
      if (!r) return std::nullopt;
      return in.str(r);
    };
  if (is_object(a->dtype))
    return [&in, a](int64_t at) -> std::optional<std::string> {
      const Value& v = object(*a, at);
      const auto r = in.repr(v);
      if (r && py::cast<py::List>(v)) return "list(" + *r + ")";
      return r;
    };
  if (is_text(a->dtype))
    return [&in, a](int64_t at) { return in.repr(python_item(in, *a, at)); };
  if (a->flavor == Flavor::kDatetime || a->flavor == Flavor::kTimedelta) {
    size_t width = 0;
    const Dt d = dt(*a);
    const auto show = [a, d](int64_t at) {
      int64_t v;
      std::memcpy(&v, data(*a) + at, 8);
      if (d.flavor == Flavor::kDatetime) return "'" + date_text(v, d) + "'";
      return v == INT64_MIN ? std::string(d.flavor == Flavor::kTimedelta ? "'NaT'" : "NaT") : std::to_string(v);
    };
    for (const int64_t at : visible) width = std::max(width, show(at).size());
    return [show, width](int64_t at) -> std::optional<std::string> { return right(show(at), width); };
  }
  if (is_bool(a->dtype)) {
    const bool scalar_shape = a->shape.rank() == 0;
    return [a, scalar_shape](int64_t at) -> std::optional<std::string> { return data(*a)[at] != std::byte{0} ? (scalar_shape ? "True" : " True") : "False"; };
  }
  if (is_integer(a->dtype)) {
    const auto show = [a, sign = o.sign](int64_t at) {
      std::string s;
      if (a->dtype == DType::kUInt64) { uint64_t v; std::memcpy(&v, data(*a) + at, 8); s = std::to_string(v); }
      else { int64_t v = 0; convert(a->dtype, data(*a) + at, 0, DType::kInt64, reinterpret_cast<std::byte*>(&v), 0, 1); s = std::to_string(v); }
      if (sign == '+' && s[0] != '-') s.insert(0, "+");
      return s;
    };
    size_t width = 0;
    bool negative = false;
    for (const int64_t at : visible) { const std::string s = show(at); width = std::max(width, s.size()); negative |= s[0] == '-'; }
    if (o.sign == ' ' && !negative) ++width;
    return [show, width](int64_t at) -> std::optional<std::string> { return right(show(at), width); };
  }
  if (is_complex(a->dtype)) {
    std::vector<double> re, im;
    const auto read = [a](int64_t at) { Complex c; convert(a->dtype, data(*a) + at, 0, DType::kComplex128, reinterpret_cast<std::byte*>(&c), 0, 1); return c; };
    for (const int64_t at : visible) { re.push_back(read(at).real()); im.push_back(read(at).imag()); }
    auto real = std::make_shared<FloatFormat>(in, re, real_of(a->dtype), o, o.sign, o.floatmode);
    auto imag = std::make_shared<FloatFormat>(in, im, real_of(a->dtype), o, '+', o.floatmode);
    return [read, real, imag](int64_t at) -> std::optional<std::string> {
      const Complex c = read(at);
      std::string i = (*imag)(c.imag());
      const size_t end = i.find_last_not_of(' ') + 1;
      i.insert(end, "j");
      return (*real)(c.real()) + i;
    };
  }
  std::vector<double> numbers;
  numbers.reserve(visible.size());
  for (const int64_t at : visible) numbers.push_back(number_at(*a, at));
  auto format = std::make_shared<FloatFormat>(in, numbers, a->dtype, o, o.sign, o.floatmode);
  return [a, format](int64_t at) -> std::optional<std::string> { return (*format)(number_at(*a, at)); };
}

struct Writer {
  const NdArray& a;
  const Format& format;
  const Layout& layout;
  const PrintOptions& o;
  bool summary;
  bool failed = false;

  static size_t width(std::string_view s) { size_t n = 0; for (const char c : s) n += (static_cast<unsigned char>(c) & 0xc0) != 0x80; return n; }
  static std::string stripped(std::string s) { while (!s.empty() && s.back() == ' ') s.pop_back(); return s; }

  void extend(std::string& s, std::string& line, const std::string& word, int64_t limit, const std::string& indent) const {
    bool wrap = static_cast<int64_t>(width(line) + width(word)) > limit;
    if (line.size() <= indent.size()) wrap = false;
    if (wrap) { s += stripped(line) + "\n"; line = indent; }
    line += word;
  }
  void extend_pretty(std::string& s, std::string& line, const std::string& word, int64_t limit, const std::string& indent) const {
    std::vector<std::string> words;
    size_t from = 0;
    for (size_t nl; (nl = word.find('\n', from)) != word.npos; from = nl + 1) words.push_back(word.substr(from, nl - from));
    words.push_back(word.substr(from));
    if (words.size() == 1) return extend(s, line, word, limit, indent);
    size_t longest = 0;
    for (const std::string& w : words) longest = std::max(longest, width(w));
    std::string deeper(line.size(), ' ');
    if (static_cast<int64_t>(line.size() + longest) > limit && line.size() > indent.size()) { s += stripped(line) + "\n"; line = indent + words[0]; deeper = indent; }
    else line += words[0];
    for (size_t i = 1; i < words.size(); ++i) { s += stripped(line) + "\n"; line = deeper + words[i]; }
    line += std::string(longest - width(words.back()), ' ');
  }

  std::string write(size_t axis, int64_t offset, const std::string& indent, int64_t limit) {
    if (axis == a.shape.rank()) {
      const auto s = format(offset);
      if (!s) { failed = true; return {}; }
      return *s;
    }
    const std::string next = indent + " ";
    const int64_t n = a.shape[axis];
    const bool cut = summary && 2 * o.edgeitems < n;
    const int64_t leading = cut ? o.edgeitems : 0, trailing = cut ? o.edgeitems : n;
    const auto at = [&](int64_t i) { return offset + i * a.strides[axis]; };
    std::string s;
    if (axis + 1 == a.shape.rank()) {
      const int64_t room = limit - std::max<int64_t>(static_cast<int64_t>(stripped(layout.separator).size()), 1);
      std::string line = indent;
      for (int64_t i = 0; i < leading && !failed; ++i) { extend_pretty(s, line, write(axis + 1, at(i), next, limit - 1), room, indent); line += layout.separator; }
      if (cut) { extend(s, line, "...", room, indent); line += layout.separator; }
      for (int64_t i = trailing; i > 1 && !failed; --i) { extend_pretty(s, line, write(axis + 1, at(n - i), next, limit - 1), room, indent); line += layout.separator; }
      if (trailing > 0) extend_pretty(s, line, write(axis + 1, at(n - 1), next, limit - 1), room, indent);
      s += line;
    } else {
      const std::string separator = stripped(layout.separator) + std::string(a.shape.rank() - axis - 1, '\n');
      for (int64_t i = 0; i < leading && !failed; ++i) s += indent + write(axis + 1, at(i), next, limit - 1) + separator;
      if (cut) s += indent + "..." + separator;
      for (int64_t i = trailing; i > 1 && !failed; --i) s += indent + write(axis + 1, at(n - i), next, limit - 1) + separator;
      if (trailing > 0) s += indent + write(axis + 1, at(n - 1), next, limit - 1);
    }
    return "[" + (s.size() > indent.size() ? s.substr(indent.size()) : std::string()) + "]";
  }
};

bool implied(const Dt& d) {
  return d.flavor == Flavor::kPlain && (d.type == DType::kInt64 || d.type == DType::kFloat64 || d.type == DType::kComplex128 || d.type == DType::kBool);
}

}  // namespace

std::string short_dtype(Interp&, const Dt& d) {
  if (is_text(d.type)) return "'" + dtype_text(d) + "'";
  if (d.flavor != Flavor::kPlain) return "'" + dtype_name(d) + "'";
  return dtype_name(d);
}

std::optional<std::string> array2string(Interp& in, const Arr& a, const PrintOptions& o, const Layout& layout) {
  if (size(*a) == 0) return "[]";
  const bool summary = size(*a) > o.threshold;
  Ints visible;
  shown(*a, 0, 0, summary, o.edgeitems, &visible);
  const Format format = format_for(in, a, o, visible);
  Writer w{*a, format, layout, o, summary};
  std::string s = w.write(0, 0, " " + std::string(layout.prefix.size(), ' '), o.linewidth - static_cast<int64_t>(layout.suffix.size()));
  if (w.failed) return std::nullopt;
  return s;
}

std::optional<std::string> array_str(Interp& in, const Arr& a) {
  if (a->shape.rank() == 0) return in.str(scalar(in, a));
  return array2string(in, a, numpy(in).print, {});
}

std::optional<std::string> array_repr(Interp& in, const Arr& a) { return array_repr(in, a, numpy(in).print); }

std::optional<std::string> array_repr(Interp& in, const Arr& a, const PrintOptions& o) {
  const std::string prefix = "array(";
  const bool empty_plain = a->shape.rank() == 1 && a->shape[0] == 0, has_items = size(*a) > 0;
  const bool skip = implied(dt(*a)) && has_items;
  const std::string type = "dtype=" + short_dtype(in, dt(*a));
  std::string body, extras;
  if (in.keras3()) {
    const auto text = array2string(in, a, o, {", ", prefix, ")"});
    if (!text) return std::nullopt;
    body = *text;
    if ((!has_items && !empty_plain) || size(*a) > o.threshold) extras = "shape=" + python_text(a->shape);
    if (!skip) extras += (extras.empty() ? "" : ", ") + type;
    if (extras.empty()) return prefix + body + ")";
  } else {
    if (has_items || empty_plain) {
      const auto text = array2string(in, a, o, {", ", prefix, skip ? ")" : ","});
      if (!text) return std::nullopt;
      body = *text;
    } else body = "[], shape=" + python_text(a->shape);
    if (skip) return prefix + body + ")";
    extras = type;
  }
  const std::string text = prefix + body + ",";
  extras += ")";
  const size_t nl = text.rfind('\n');
  const size_t last = nl == text.npos ? text.size() : text.size() - nl - 1;
  const std::string spacer = static_cast<int64_t>(last + extras.size() + 1) > o.linewidth ? "\n" + std::string(prefix.size(), ' ') : " ";
  return text + spacer + extras;
}

std::optional<std::string> scalar_str(Interp& in, Scalar& s) {
  const DType t = s.value.dtype();
  if (s.flavor == Flavor::kDatetime || s.flavor == Flavor::kTimedelta) return date_text(s.value.int_at(0), Dt(DType::kInt64, s.text_width, s.flavor));
  if (is_text(t)) {
    if (s.flavor == Flavor::kBytes) return in.repr(Value(new py::Bytes(in.type_named("bytes"), s.value.text_at(0))));
    return s.value.text_at(0);
  }
  if (is_bool(t)) return s.value.int_at(0) ? "True" : "False";
  if (t == DType::kUInt64) return std::to_string(static_cast<uint64_t>(s.value.int_at(0)));
  if (is_integer(t)) return std::to_string(s.value.int_at(0));
  if (is_floating(t)) return float_text(in, s.value.at(0), t);
  Complex c;
  convert(t, s.value.raw(), 0, DType::kComplex128, reinterpret_cast<std::byte*>(&c), 0, 1);
  return complex_text(in, c, t);
}

std::optional<std::string> scalar_repr(Interp& in, Scalar& s) {
  const DType t = s.value.dtype();
  std::string text;
  if (s.flavor == Flavor::kDatetime || s.flavor == Flavor::kTimedelta) {
    const bool date = s.flavor == Flavor::kDatetime;
    const std::string shown_text = date ? "'" + *scalar_str(in, s) + "'" : (s.value.int_at(0) == INT64_MIN ? "'NaT'" : std::to_string(s.value.int_at(0)) + (s.text_width ? ",'" + std::string(unit_name(s.text_width)) + "'" : ""));
    return std::string(in.keras3() ? "np." : "numpy.") + (date ? "datetime64(" : "timedelta64(") + shown_text + ")";
  }
  if (is_text(t)) {
    const auto r = in.repr(s.flavor == Flavor::kBytes ? Value(new py::Bytes(in.type_named("bytes"), s.value.text_at(0))) : in.str_value(s.value.text_at(0)));
    if (!r) return std::nullopt;
    return in.keras3() ? (s.flavor == Flavor::kBytes ? "np.bytes_(" : "np.str_(") + *r + ")" : *r;
  }
  const auto str = scalar_str(in, s);
  if (!in.keras3() || !str) return str;
  if (is_bool(t)) return "np." + *str + (s.value.int_at(0) ? "_" : "_");
  if (is_complex(t) && (*str)[0] == '(') return "np." + dtype_name(t) + *str;
  return "np." + dtype_name(t) + "(" + *str + ")";
}

}  // namespace misfit::np
