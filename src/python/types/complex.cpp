// complex: pairs of doubles.
#include <cmath>
#include <complex>
#include <cstdlib>

#include "python/bigint.h"
#include "python/hash.h"
#include "python/machine.h"
#include "python/types/text.h"
#include "python/types/utf8.h"

namespace misfit::py::types {

namespace {

using Number = std::complex<double>;

std::optional<Number> operand(Interp& in, const Value& v) {
  if (const Complex* c = cast<Complex>(v)) return Number(c->real, c->imaginary);
  if (const std::optional<double> d = in.as_double(v)) return Number(*d, 0);
  return std::nullopt;
}

Number value_of(const Value& v) {
  const Complex* c = cast<Complex>(v);
  return {c->real, c->imaginary};
}

Value made(Interp& in, Number n) { return complex_value(in, n.real(), n.imag()); }

Value complex_power(Interp& in, Number a, Number b) {
  if (b == Number(0, 0)) return made(in, 1);
  if (a == Number(0, 0)) {
    if (b.imag() != 0 || b.real() < 0) return in.raise("ZeroDivisionError", "0.0 to a negative or complex power");
    return made(in, 0);
  }
  if (b.imag() == 0 && b.real() == std::floor(b.real()) && std::fabs(b.real()) <= 100) {
    Number result(1, 0), p = a;
    for (long n = std::labs(static_cast<long>(b.real())), mask = 1; mask <= n; mask <<= 1, p = Number(p.real() * p.real() - p.imag() * p.imag(), 2 * p.real() * p.imag()))
      if (n & mask) result = Number(result.real() * p.real() - result.imag() * p.imag(), result.real() * p.imag() + result.imag() * p.real());
    return made(in, b.real() < 0 ? Number(1, 0) / result : result);
  }
  const double length = std::hypot(a.real(), a.imag()), angle = std::atan2(a.imag(), a.real());
  double r = std::pow(length, b.real()), phase = angle * b.real();
  if (b.imag() != 0) {
    r /= std::exp(angle * b.imag());
    phase += b.imag() * std::log(length);
  }
  return made(in, Number(r * std::cos(phase), r * std::sin(phase)));
}

// Smith's method, as CPython divides.
Number quotient(Number a, Number b) {
  if (std::fabs(b.real()) >= std::fabs(b.imag())) {
    const double ratio = b.imag() / b.real(), d = b.real() + b.imag() * ratio;
    return {(a.real() + a.imag() * ratio) / d, (a.imag() - a.real() * ratio) / d};
  }
  const double ratio = b.real() / b.imag(), d = b.real() * ratio + b.imag();
  return {(a.real() * ratio + a.imag()) / d, (a.imag() * ratio - a.real()) / d};
}

Value complex_binary(Interp& in, BinaryOp op, const Value& self, const Value& other, bool reflected) {
  const std::optional<Number> x = operand(in, self), y = operand(in, other);
  if (!x || !y) return in.not_implemented();
  const Number a = reflected ? *y : *x, b = reflected ? *x : *y;
  switch (op) {
    case BinaryOp::kAdd: return made(in, a + b);
    case BinaryOp::kSub: return made(in, a - b);
    case BinaryOp::kMul: return made(in, Number(a.real() * b.real() - a.imag() * b.imag(), a.real() * b.imag() + a.imag() * b.real()));
    case BinaryOp::kTrueDiv: return b == Number(0, 0) ? in.raise("ZeroDivisionError", "complex division by zero") : made(in, quotient(a, b));
    case BinaryOp::kPow: return complex_power(in, a, b);
    default: return in.not_implemented();
  }
}

Value complex_compare(Interp& in, CompareOp op, const Value& self, const Value& other) {
  const std::optional<Number> b = operand(in, other);
  if (!b || (op != CompareOp::kEq && op != CompareOp::kNe)) return in.not_implemented();
  return Value::boolean((value_of(self) == *b) == (op == CompareOp::kEq));
}

std::optional<Number> parse_complex(std::string_view s) {
  while (!s.empty() && is_space(static_cast<unsigned char>(s.front()))) s.remove_prefix(1);
  while (!s.empty() && is_space(static_cast<unsigned char>(s.back()))) s.remove_suffix(1);
  if (s.size() > 1 && s.front() == '(' && s.back() == ')') s = s.substr(1, s.size() - 2);
  if (s.empty()) return std::nullopt;
  if ((s.back() | 32) != 'j') {
    const std::optional<double> d = parse_float(s);
    return d ? std::optional(Number(*d, 0)) : std::nullopt;
  }
  s.remove_suffix(1);
  size_t split = s.size();
  for (size_t i = s.size(); i-- > 1;)
    if ((s[i] == '+' || s[i] == '-') && (s[i - 1] | 32) != 'e') { split = i; break; }
  const std::string_view head = split == s.size() ? std::string_view() : s.substr(0, split), tail = split == s.size() ? s : s.substr(split);
  const std::optional<double> real = head.empty() ? std::optional<double>(0) : parse_float(head);
  const std::optional<double> imaginary = tail.empty() || tail == "+" ? std::optional<double>(1) : tail == "-" ? std::optional<double>(-1) : parse_float(tail);
  if (!real || !imaginary) return std::nullopt;
  return Number(*real, *imaginary);
}

Value complex_create(Interp& in, Type* type, const Args& args) {
  Value parts[2];
  for (size_t i = 0; i < args.positional.size(); ++i) {
    if (i == 2) return in.raise("TypeError", "complex() takes at most 2 arguments (" + std::to_string(args.positional.size()) + " given)");
    parts[i] = args.positional[i];
  }
  for (const Keyword& k : args.keywords) {
    if (k.name != "real" && k.name != "imag") return in.raise("TypeError", "'" + std::string(k.name) + "' is an invalid keyword argument for complex()");
    parts[k.name == "imag"] = k.value;
  }
  if (const Str* s = cast<Str>(parts[0])) {
    if (parts[1]) return in.raise("TypeError", "complex() can't take second arg if first is a string");
    const std::optional<Number> n = parse_complex(s->text);
    if (!n) return in.raise("ValueError", "complex() arg is a malformed string");
    return new Complex(type, n->real(), n->imag());
  }
  if (cast<Str>(parts[1])) return in.raise("TypeError", "complex() second arg can't be a string");
  Number sum(0, 0);
  for (int i = 0; i < 2; ++i) {
    if (!parts[i]) continue;
    std::optional<Number> n = operand(in, parts[i]);
    if (!n)
      if (const Value f = find_special(in, parts[i], "__complex__")) {
        const Value c = in.call(f, {});
        if (!c) return {};
        n = operand(in, c);
      }
    if (!n && in.type_of(parts[i])->slots.to_float) {
      const Value f = in.type_of(parts[i])->slots.to_float(in, parts[i]);
      if (!f) return {};
      n = operand(in, f);
    }
    if (!n) return in.raise("TypeError", std::string("complex() ") + (i ? "second" : "first") + " argument must be a " + (i ? "number" : "string or a number") + ", not '" + type_name(in, parts[i]) + "'");
    if (i == 0) {
      sum = *n;
      continue;
    }
    // Only the parts that are given are added: a sum would lose the sign of a zero.
    if (cast<Complex>(parts[1])) sum.real(sum.real() - n->imag());
    sum.imag(cast<Complex>(parts[0]) ? sum.imag() + n->real() : n->real());
  }
  return new Complex(type, sum.real(), sum.imag());
}

}  // namespace

Value complex_value(Interp& in, double real, double imaginary) { return new Complex(in.machine().t.complex, real, imaginary); }

void define_complex(Interp& in) {
  Type* t = in.machine().t.complex;
  t->slots.create = complex_create;
  t->slots.repr = [](Interp&, const Value& v) -> std::optional<std::string> { return complex_text(value_of(v).real(), value_of(v).imag()); };
  t->slots.format = [](Interp& i, const Value& v, std::string_view spec) { return spec.empty() ? i.str(v) : format_complex(i, value_of(v).real(), value_of(v).imag(), spec); };
  t->slots.hash = [](Interp&, const Value& v) -> std::optional<int64_t> {
    const uint64_t h = static_cast<uint64_t>(float_hash(value_of(v).real())) + 1000003u * static_cast<uint64_t>(float_hash(value_of(v).imag()));
    return static_cast<int64_t>(h) == -1 ? -2 : static_cast<int64_t>(h);
  };
  t->slots.truth = [](Interp&, const Value& v) -> std::optional<bool> { return value_of(v) != Number(0, 0); };
  t->slots.binary = complex_binary;
  t->slots.unary = [](Interp& i, UnaryOp op, const Value& v) {
    return op == UnaryOp::kInvert ? i.not_implemented() : made(i, op == UnaryOp::kNeg ? -value_of(v) : value_of(v));
  };
  t->slots.compare = complex_compare;
  in.method(t, "conjugate", "!self, /", [](Interp& i, Bound& b) { return made(i, std::conj(value_of(b[0]))); });
  in.method(t, "__abs__", "!self, /", [](Interp&, Bound& b) { return Value::number(std::hypot(value_of(b[0]).real(), value_of(b[0]).imag())); });
  in.method(t, "__complex__", "!self, /", [](Interp&, Bound& b) { return b[0]; });
  in.property(t, "real", [](Interp&, Bound& b) { return Value::number(value_of(b[0]).real()); });
  in.property(t, "imag", [](Interp&, Bound& b) { return Value::number(value_of(b[0]).imag()); });
}

}  // namespace misfit::py::types
