// float: arithmetic of doubles with Python's division, modulo and power.
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "python/bigint.h"
#include "python/machine.h"
#include "python/types/text.h"

namespace misfit::py::types {

namespace {

double value_of(const Value& v) {
  if (v.is_float()) return v.number();
  return cast<Float>(v)->number;
}

// The operand as a double; nullopt: not a number of ours (nothing pending), or too large (pending).
std::optional<double> operand(Interp& in, const Value& v) {
  if (v.is_float()) return v.number();
  if (const Float* f = cast<Float>(v)) return f->number;
  const std::optional<Integer> i = integer_of(v);
  if (!i) return std::nullopt;
  const std::optional<double> d = i->to_double();
  if (!d) in.raise("OverflowError", "int too large to convert to float");
  return d;
}

double modulo(double a, double b) {
  double r = std::fmod(a, b);
  if (r != 0) return (b < 0) != (r < 0) ? r + b : r;
  return std::copysign(0.0, b);
}

double floor_divide(double a, double b) {
  double r = std::fmod(a, b), q = (a - r) / b;
  if (r != 0 && (b < 0) != (r < 0)) q -= 1;
  if (q == 0) return std::copysign(0.0, a / b);
  const double whole = std::floor(q);
  return q - whole > 0.5 ? whole + 1 : whole;
}

Value float_power(Interp& in, double a, double b) {
  if (a == 0 && b < 0 && std::isfinite(b)) return in.raise("ZeroDivisionError", "0.0 cannot be raised to a negative power");
  if (a < 0 && std::isfinite(a) && std::isfinite(b) && b != std::floor(b)) {
    // e^(b ln a), as complex numbers do it.
    const double length = std::pow(-a, b), angle = b * M_PI;
    return complex_value(in, length * std::cos(angle), length * std::sin(angle));
  }
  const double r = std::pow(a, b);
  if (std::isinf(r) && std::isfinite(a) && std::isfinite(b)) {
    const Value e = in.call(in.type_named("OverflowError"), {Value::integer(34), in.str_value("Numerical result out of range")});
    return e ? in.raise_object(Ref<Exception>(cast<Exception>(e))) : Value();
  }
  return Value::number(r);
}

Value float_binary(Interp& in, BinaryOp op, const Value& self, const Value& other, bool reflected) {
  const std::optional<double> x = operand(in, self), y = operand(in, other);
  if (!x || !y) return in.pending() ? Value() : in.not_implemented();
  const double a = reflected ? *y : *x, b = reflected ? *x : *y;
  switch (op) {
    case BinaryOp::kAdd: return Value::number(a + b);
    case BinaryOp::kSub: return Value::number(a - b);
    case BinaryOp::kMul: return Value::number(a * b);
    case BinaryOp::kTrueDiv: return b == 0 ? in.raise("ZeroDivisionError", "float division by zero") : Value::number(a / b);
    case BinaryOp::kFloorDiv: return b == 0 ? in.raise("ZeroDivisionError", "float floor division by zero") : Value::number(floor_divide(a, b));
    case BinaryOp::kMod: return b == 0 ? in.raise("ZeroDivisionError", "float modulo") : Value::number(modulo(a, b));
    case BinaryOp::kPow: return float_power(in, a, b);
    default: return in.not_implemented();
  }
}

Value float_unary(Interp& in, UnaryOp op, const Value& self) {
  if (op == UnaryOp::kInvert) return in.not_implemented();
  const double d = value_of(self);
  return Value::number(op == UnaryOp::kNeg ? -d : d);
}

// An int and a float compare by their exact values.
int compare_exactly(double d, const Integer& i) {
  if (std::isinf(d)) return d > 0 ? 1 : -1;
  const int c = compare(*Integer::from_double(std::floor(d)), i);
  return c != 0 ? c : d > std::floor(d);
}

Value float_compare(Interp& in, CompareOp op, const Value& self, const Value& other) {
  const double a = value_of(self);
  double b;
  if (other.is_float()) {
    b = other.number();
  } else if (const Float* f = cast<Float>(other)) {
    b = f->number;
  } else if (const std::optional<Integer> i = integer_of(other)) {
    // Any double on the right side of `a` gives the same answer.
    const int c = std::isnan(a) ? 0 : compare_exactly(a, *i);
    b = c == 0 ? a : c > 0 ? std::nextafter(a, -HUGE_VAL) : std::nextafter(a, HUGE_VAL);
  } else {
    return in.not_implemented();
  }
  switch (op) {
    case CompareOp::kLt: return Value::boolean(a < b);
    case CompareOp::kLe: return Value::boolean(a <= b);
    case CompareOp::kEq: return Value::boolean(a == b);
    case CompareOp::kNe: return Value::boolean(a != b);
    case CompareOp::kGt: return Value::boolean(a > b);
    default: return Value::boolean(a >= b);
  }
}

Value whole(Interp& in, double d) {
  if (std::isnan(d)) return in.raise("ValueError", "cannot convert float NaN to integer");
  if (std::isinf(d)) return in.raise("OverflowError", "cannot convert float infinity to integer");
  if (std::fabs(d) < 9e18) return Value::integer(static_cast<int64_t>(d));
  return int_value(in, *Integer::from_double(d));
}

double rounded(double d, int64_t places) {
  if (!std::isfinite(d) || places > 323) return d;
  if (places < -308) return std::copysign(0.0, d);
  if (places >= 0) {
    char text[700];
    std::snprintf(text, sizeof text, "%.*f", static_cast<int>(places), d);
    return std::strtod(text, nullptr);
  }
  const double unit = std::pow(10.0, static_cast<double>(-places)), rest = std::fmod(std::fabs(d), unit);
  double units = std::nearbyint((std::fabs(d) - rest) / unit);
  if (rest * 2 > unit || (rest * 2 == unit && std::fmod(units, 2) != 0)) units += 1;
  return std::copysign(units * unit, d);
}

Value convert(Interp& in, const Value& v) {
  if (v.is_float()) return v;
  const Type* t = in.type_of(v);
  const auto refuse_text = [&] {
    const std::optional<std::string> shown = in.repr(v);
    return shown ? in.raise("ValueError", "could not convert string to float: " + *shown) : Value();
  };
  if (t->slots.to_float && !cast<Str>(v)) {
    const Value f = t->slots.to_float(in, v);
    if (!f || f.is_float()) return f;
    if (const Float* inner = cast<Float>(f)) return Value::number(inner->number);
    return in.raise("TypeError", t->name + ".__float__ returned non-float (type " + type_name(in, f) + ")");
  }
  if (t->slots.index) {
    const std::optional<int64_t> i = t->slots.index(in, v);
    return i ? Value::number(static_cast<double>(*i)) : Value();
  }
  if (const Str* s = cast<Str>(v)) {
    const std::optional<double> d = parse_float(s->text);
    return d ? Value::number(*d) : refuse_text();
  }
  if (const Bytes* b = cast<Bytes>(v)) {
    const std::optional<double> d = parse_float(b->text);
    return d ? Value::number(*d) : refuse_text();
  }
  return in.raise("TypeError", "float() argument must be a string or a real number, not '" + t->name + "'");
}

Value float_create(Interp& in, Type* type, const Args& args) {
  if (!args.keywords.empty() && type == in.machine().t.floating) return in.raise("TypeError", "float() takes no keyword arguments");
  if (args.positional.size() > 1 && type == in.machine().t.floating) return in.raise("TypeError", "float expected at most 1 argument, got " + std::to_string(args.positional.size()));
  const Value v = args.positional.empty() ? Value::number(0) : convert(in, args.positional[0]);
  if (!v || type == in.machine().t.floating) return v;
  return new Float(type, v.number());
}

Value as_ratio(Interp& in, Bound& b) {
  const double d = value_of(b[0]);
  if (std::isnan(d)) return in.raise("ValueError", "cannot convert NaN to integer ratio");
  if (std::isinf(d)) return in.raise("OverflowError", "cannot convert Infinity to integer ratio");
  int exponent;
  double m = std::frexp(d, &exponent);
  while (m != std::floor(m)) { m *= 2; --exponent; }
  Integer top = *Integer::from_double(m), bottom(1);
  if (exponent > 0) top = top << static_cast<size_t>(exponent);
  else bottom = bottom << static_cast<size_t>(-exponent);
  return in.tuple({int_value(in, top), int_value(in, bottom)});
}

Value hex(Interp& in, Bound& b) {
  const double d = value_of(b[0]);
  if (!std::isfinite(d)) return in.str_value(float_repr(d));
  int exponent = 0;
  double m = std::frexp(std::fabs(d), &exponent);
  std::string text = std::signbit(d) ? "-0x" : "0x";
  if (d == 0) return in.str_value(text + "0.0p+0");
  const int shift = 1 - std::max(-1021 - exponent, 0);
  m = std::ldexp(m, shift);
  exponent -= shift;
  text.push_back(static_cast<char>('0' + static_cast<int>(m)));
  m -= std::floor(m);
  text.push_back('.');
  for (int i = 0; i < 13; ++i) {
    m *= 16;
    text.push_back("0123456789abcdef"[static_cast<int>(m)]);
    m -= std::floor(m);
  }
  return in.str_value(text + "p" + (exponent < 0 ? "-" : "+") + std::to_string(std::abs(exponent)));
}

}  // namespace

void define_float(Interp& in) {
  Type* t = in.machine().t.floating;
  t->slots.create = float_create;
  t->slots.repr = [](Interp&, const Value& v) -> std::optional<std::string> { return float_repr(value_of(v)); };
  t->slots.format = [](Interp& i, const Value& v, std::string_view spec) { return spec.empty() ? i.str(v) : format_float(i, value_of(v), spec, type_name(i, v)); };
  t->slots.hash = [](Interp&, const Value& v) -> std::optional<int64_t> { return float_hash(value_of(v)); };
  t->slots.truth = [](Interp&, const Value& v) -> std::optional<bool> { return value_of(v) != 0; };
  t->slots.binary = float_binary;
  t->slots.unary = float_unary;
  t->slots.compare = float_compare;
  t->slots.to_int = [](Interp& i, const Value& v) { return whole(i, value_of(v)); };
  t->slots.to_float = [](Interp&, const Value& v) { return Value::number(value_of(v)); };
  in.method(t, "is_integer", "!self, /", [](Interp&, Bound& b) {
    const double d = value_of(b[0]);
    return Value::boolean(std::isfinite(d) && d == std::floor(d));
  });
  in.method(t, "as_integer_ratio", "!self, /", as_ratio);
  in.method(t, "hex", "!self, /", hex);
  in.static_method(t, "fromhex", "!string, /", [](Interp& i, Bound& b) {
    const std::optional<std::string_view> s = i.as_str(b[0]);
    if (!s) return i.raise("TypeError", "bad argument type for built-in operation");
    std::string text(*s);
    const size_t digits = text.find_first_not_of("+- \t\n");
    if (digits != text.npos && text.compare(digits, 2, "0x") != 0 && text.compare(digits, 2, "0X") != 0 && text[digits] != 'i' && text[digits] != 'n') text.insert(digits, "0x");
    char* end = nullptr;
    const double d = std::strtod(text.c_str(), &end);
    while (*end == ' ') ++end;
    return *end || text.empty() ? i.raise("ValueError", "invalid hexadecimal floating-point string") : Value::number(d);
  });
  in.method(t, "__round__", "~self, ndigits=None, /", [](Interp& i, Bound& b) {
    const double d = value_of(b[0]);
    if (b[1].is_none()) return whole(i, std::nearbyint(d));
    const std::optional<int64_t> places = i.as_int(b[1]);
    if (!places) return i.pending() ? Value() : i.raise("TypeError", "'" + type_name(i, b[1]) + "' object cannot be interpreted as an integer");
    return Value::number(rounded(d, *places));
  });
  in.method(t, "__trunc__", "!self, /", [](Interp& i, Bound& b) { return whole(i, value_of(b[0])); });
  in.method(t, "__floor__", "!self, /", [](Interp& i, Bound& b) { return whole(i, std::floor(value_of(b[0]))); });
  in.method(t, "__ceil__", "!self, /", [](Interp& i, Bound& b) { return whole(i, std::ceil(value_of(b[0]))); });
  in.method(t, "__abs__", "!self, /", [](Interp&, Bound& b) { return Value::number(std::fabs(value_of(b[0]))); });
  in.method(t, "__divmod__", "!self, other, /", [](Interp& i, Bound& b) {
    const std::optional<double> y = operand(i, b[1]);
    if (!y) return i.pending() ? Value() : i.not_implemented();
    if (*y == 0) return i.raise("ZeroDivisionError", "float divmod()");
    return i.tuple({Value::number(floor_divide(value_of(b[0]), *y)), Value::number(modulo(value_of(b[0]), *y))});
  });
  in.method(t, "__rdivmod__", "!self, other, /", [](Interp& i, Bound& b) {
    const std::optional<double> x = operand(i, b[1]);
    if (!x) return i.pending() ? Value() : i.not_implemented();
    if (value_of(b[0]) == 0) return i.raise("ZeroDivisionError", "float divmod()");
    return i.tuple({Value::number(floor_divide(*x, value_of(b[0]))), Value::number(modulo(*x, value_of(b[0])))});
  });
  in.method(t, "conjugate", "!self, /", [](Interp&, Bound& b) { return Value::number(value_of(b[0])); });
  in.property(t, "real", [](Interp&, Bound& b) { return Value::number(value_of(b[0])); });
  in.property(t, "imag", [](Interp&, Bound&) { return Value::number(0); });
}

}  // namespace misfit::py::types
