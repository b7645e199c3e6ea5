// int and bool: arithmetic that grows as needed, conversions, and their methods.
#include <algorithm>
#include <cmath>

#include "python/bigint.h"
#include "python/hash.h"
#include "python/machine.h"
#include "python/types/text.h"
#include "python/types/utf8.h"

namespace misfit::py {

Value int_value(Interp& in, const Integer& i) {
  if (const std::optional<int64_t> small = i.small()) return Value::integer(*small);
  BigInt* b = new BigInt(in.machine().t.integer);
  b->negative = i.negative();
  b->digits = i.digits();
  return b;
}

std::optional<Integer> integer_of(const Value& v) {
  if (v.is_int()) return Integer(v.integer());
  if (v.is_bool()) return Integer(v.boolean());
  if (const BigInt* b = cast<BigInt>(v)) return Integer::from_digits(b->digits, b->negative);
  return std::nullopt;
}

namespace types {

namespace {

constexpr size_t kLongestText = 4300;  // digits, as sys.get_int_max_str_digits()

Value divided_by_zero(Interp& in, BinaryOp op) {
  return in.raise("ZeroDivisionError", op == BinaryOp::kTrueDiv ? "division by zero" : op == BinaryOp::kFloorDiv ? "integer division or modulo by zero" : "integer modulo by zero");
}

// a / b to the nearest double.
Value true_divide(Interp& in, const Integer& a, const Integer& b) {
  if (b.zero()) return divided_by_zero(in, BinaryOp::kTrueDiv);
  const std::optional<int64_t> x = a.small(), y = b.small();
  constexpr int64_t kExact = int64_t{1} << 53;
  if (x && y && std::llabs(*x) <= kExact && std::llabs(*y) <= kExact) return Value::number(static_cast<double>(*x) / static_cast<double>(*y));
  if (a.zero()) return Value::number(0);
  // A quotient of at least 66 bits whose lowest bit is sticky rounds as the exact one does.
  const int64_t shift = 66 - (static_cast<int64_t>(a.bit_length()) - static_cast<int64_t>(b.bit_length()));
  Integer n = a.negative() ? -a : a, d = b.negative() ? -b : b, q, r;
  if (shift > 0) n = n << static_cast<size_t>(shift);
  else d = d << static_cast<size_t>(-shift);
  Integer::divide(n, d, &q, &r);
  if (!r.zero()) q = q | Integer(1);
  const double m = std::ldexp(*q.to_double(), static_cast<int>(std::clamp<int64_t>(-shift, -3000, 3000)));
  if (std::isinf(m)) return in.raise("OverflowError", "integer division result too large for a float");
  return Value::number(a.negative() != b.negative() ? -m : m);
}

// Multiplying and dividing take time with the product of the lengths.
bool spend_product(Interp& in, uint64_t digits_a, uint64_t digits_b) { return digits_a * digits_b < 4096 || in.machine().spend(digits_a * digits_b / 8); }

Value int_power(Interp& in, const Integer& base, const Integer& exponent) {
  if (exponent.negative()) {
    if (base.zero()) return in.raise("ZeroDivisionError", "0.0 cannot be raised to a negative power");
    const std::optional<double> b = base.to_double(), e = exponent.to_double();
    if (!b || !e) return in.raise("OverflowError", "int too large to convert to float");
    return Value::number(std::pow(*b, *e));
  }
  const std::optional<int64_t> n = exponent.small();
  if (base.zero() || base == Integer(1)) return exponent.zero() ? Value::integer(1) : int_value(in, base);
  if (base == Integer(-1)) return Value::integer(exponent.odd() ? -1 : 1);
  if (!n || *n > (int64_t{1} << 40)) return in.stop(Stop::kMemory, "an integer of more than 2**40 digits");
  const uint64_t bits = base.bit_length() * static_cast<uint64_t>(*n);
  if (!in.room_for(bits / 8) || !spend_product(in, bits / 64, bits / 64)) return {};
  return int_value(in, Integer::power(base, static_cast<uint64_t>(*n)));
}

Value int_binary(Interp& in, BinaryOp op, const Value& self, const Value& other, bool reflected) {
  const std::optional<Integer> mine = integer_of(self), theirs = integer_of(other);
  if (!mine || !theirs) return in.not_implemented();
  const Integer &a = reflected ? *theirs : *mine, &b = reflected ? *mine : *theirs;
  switch (op) {
    case BinaryOp::kAdd: return int_value(in, a + b);
    case BinaryOp::kSub: return int_value(in, a - b);
    case BinaryOp::kMul: return spend_product(in, a.digits().size(), b.digits().size()) ? int_value(in, a * b) : Value();
    case BinaryOp::kTrueDiv: return true_divide(in, a, b);
    case BinaryOp::kFloorDiv:
    case BinaryOp::kMod: {
      if (b.zero()) return divided_by_zero(in, op);
      if (!spend_product(in, a.digits().size(), b.digits().size())) return {};
      Integer q, r;
      Integer::divide(a, b, &q, &r);
      return int_value(in, op == BinaryOp::kMod ? r : q);
    }
    case BinaryOp::kPow: return int_power(in, a, b);
    case BinaryOp::kLShift:
    case BinaryOp::kRShift: {
      if (b.negative()) return in.raise("ValueError", "negative shift count");
      const std::optional<int64_t> by = b.small();
      if (op == BinaryOp::kRShift) return by && *by < (int64_t{1} << 40) ? int_value(in, a >> static_cast<size_t>(*by)) : Value::integer(a.negative() ? -1 : 0);
      if (a.zero()) return Value::integer(0);
      if (!by || *by > (int64_t{1} << 40)) return in.raise("OverflowError", "too many digits in integer");
      if (!in.room_for(static_cast<size_t>(*by / 8))) return {};
      return int_value(in, a << static_cast<size_t>(*by));
    }
    case BinaryOp::kAnd: return int_value(in, a & b);
    case BinaryOp::kOr: return int_value(in, a | b);
    case BinaryOp::kXor: return int_value(in, a ^ b);
    default: return in.not_implemented();
  }
}

Value int_unary(Interp& in, UnaryOp op, const Value& self) {
  const Integer i = *integer_of(self);
  return int_value(in, op == UnaryOp::kNeg ? -i : op == UnaryOp::kPos ? i : -i - Integer(1));
}

Value int_compare(Interp& in, CompareOp op, const Value& self, const Value& other) {
  const std::optional<Integer> a = integer_of(self), b = integer_of(other);
  if (!a || !b) return in.not_implemented();
  const int c = compare(*a, *b);
  switch (op) {
    case CompareOp::kLt: return Value::boolean(c < 0);
    case CompareOp::kLe: return Value::boolean(c <= 0);
    case CompareOp::kEq: return Value::boolean(c == 0);
    case CompareOp::kNe: return Value::boolean(c != 0);
    case CompareOp::kGt: return Value::boolean(c > 0);
    default: return Value::boolean(c >= 0);
  }
}

// int('...', base)
std::optional<Integer> parse_literal(std::string_view s, int base) {
  while (!s.empty() && is_space(static_cast<unsigned char>(s.front()))) s.remove_prefix(1);
  while (!s.empty() && is_space(static_cast<unsigned char>(s.back()))) s.remove_suffix(1);
  bool negative = false;
  if (!s.empty() && (s[0] == '+' || s[0] == '-')) { negative = s[0] == '-'; s.remove_prefix(1); }
  const auto prefixed = [&](char letter) { return s.size() > 2 && s[0] == '0' && (s[1] | 32) == letter; };
  const bool automatic = base == 0;
  if (automatic) base = prefixed('x') ? 16 : prefixed('o') ? 8 : prefixed('b') ? 2 : 10;
  bool after_prefix = false;
  if ((base == 16 && prefixed('x')) || (base == 8 && prefixed('o')) || (base == 2 && prefixed('b'))) { s.remove_prefix(2); after_prefix = true; }
  std::string digits;
  for (size_t i = 0; i < s.size(); ++i) {
    if (s[i] != '_') { digits.push_back(s[i]); continue; }
    if (i + 1 == s.size() || s[i + 1] == '_' || (i == 0 && !after_prefix)) return std::nullopt;
  }
  if (automatic && !after_prefix && digits.size() > 1 && digits[0] == '0' && digits.find_first_not_of('0') != digits.npos) return std::nullopt;
  std::optional<Integer> i = Integer::parse(digits, base);
  if (i && negative) *i = -*i;
  return i;
}

Value from_text(Interp& in, const Value& v, std::string_view text, int base) {
  std::string ascii;  // other scripts' digits count as well
  for (char32_t c : decode_utf8(text)) {
    if (c < 0x80) ascii.push_back(static_cast<char>(c));
    else if (is_space(c)) ascii.push_back(' ');
    else if (is_digit(c)) ascii.push_back(static_cast<char>('0' + (c >= 0xff10 ? c - 0xff10 : c >= 0x966 ? c - 0x966 : c >= 0x6f0 ? c - 0x6f0 : c - 0x660)));
    else ascii.push_back('?');
  }
  if (ascii.size() > kLongestText && (base & (base - 1))) {
    size_t digits = 0;
    for (char c : ascii) digits += is_digit(static_cast<unsigned char>(c));
    if (digits > kLongestText)
      return in.raise("ValueError", "Exceeds the limit (4300 digits) for integer string conversion: value has " + std::to_string(digits) + " digits; use sys.set_int_max_str_digits() to increase the limit");
  }
  const std::optional<Integer> i = parse_literal(ascii, base);
  if (i) return int_value(in, *i);
  const std::optional<std::string> shown = in.repr(v);
  if (!shown) return {};
  return in.raise("ValueError", "invalid literal for int() with base " + std::to_string(base) + ": " + *shown);
}

Value convert(Interp& in, const Value& v) {
  if (v.is_int()) return v;
  if (v.is_bool()) return Value::integer(v.boolean());
  if (const BigInt* b = cast<BigInt>(v); b && !b->type->heap) return v;
  if (v.is_float()) return in.type_of(v)->slots.to_int(in, v);
  const Type* t = in.type_of(v);
  if (t->slots.to_int && !cast<Str>(v)) {
    const Value i = t->slots.to_int(in, v);
    if (i && !integer_of(i)) return in.raise("TypeError", "__int__ returned non-int (type " + type_name(in, i) + ")");
    return i ? int_value(in, *integer_of(i)) : i;
  }
  if (t->slots.index) {
    const std::optional<int64_t> i = t->slots.index(in, v);
    return i ? Value::integer(*i) : Value();
  }
  if (const Str* s = cast<Str>(v)) return from_text(in, v, s->text, 10);
  if (const Bytes* b = cast<Bytes>(v)) return from_text(in, v, b->text, 10);
  if (const Value f = find_special(in, v, "__trunc__")) return in.call(f, {});
  if (in.pending()) return {};
  return in.raise("TypeError", "int() argument must be a string, a bytes-like object or a real number, not '" + t->name + "'");
}

Value int_create(Interp& in, Type* type, const Args& args) {
  Value base, source = args.positional.empty() ? Value() : args.positional[0];
  if (args.positional.size() + args.keywords.size() > 2)
    return in.raise("TypeError", "int() takes at most 2 arguments (" + std::to_string(args.positional.size() + args.keywords.size()) + " given)");
  if (args.positional.size() == 2) base = args.positional[1];
  for (const Keyword& k : args.keywords) {
    if (k.name != "base") return in.raise("TypeError", "'" + std::string(k.name) + "' is an invalid keyword argument for int()");
    base = k.value;
  }
  Value made;
  if (!base) {
    made = source ? convert(in, source) : Value::integer(0);
  } else {
    if (!source) return in.raise("TypeError", "int() missing string argument");
    const std::optional<int64_t> b = in.as_int(base);
    if (!b) return in.pending() ? Value() : in.raise("TypeError", "'" + type_name(in, base) + "' object cannot be interpreted as an integer");
    if (*b != 0 && (*b < 2 || *b > 36)) return in.raise("ValueError", "int() base must be >= 2 and <= 36, or 0");
    if (const Str* s = cast<Str>(source)) made = from_text(in, source, s->text, static_cast<int>(*b));
    else if (const Bytes* bytes = cast<Bytes>(source)) made = from_text(in, source, bytes->text, static_cast<int>(*b));
    else return in.raise("TypeError", "int() can't convert non-string with explicit base");
  }
  if (!made || type == in.machine().t.integer) return made;
  const Integer i = *integer_of(made);
  BigInt* object = new BigInt(type);
  object->negative = i.negative();
  object->digits = i.digits();
  return object;
}

std::optional<std::string> int_repr(Interp& in, const Value& self) {
  std::string text = integer_of(self)->text();
  if (text.size() > kLongestText + (text[0] == '-')) {
    in.raise("ValueError", "Exceeds the limit (4300 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit");
    return std::nullopt;
  }
  return text;
}

std::optional<int64_t> int_index(Interp& in, const Value& self) {
  const std::optional<int64_t> i = integer_of(self)->small();
  if (!i) in.raise("OverflowError", "Python int too large to convert to C long");
  return i;
}

// round(i, n) for negative n: to a multiple of 10**-n, halves to even.
Value round_to(Interp& in, const Integer& i, int64_t places) {
  if (places >= 0) return int_value(in, i);
  const Integer unit = Integer::power(Integer(10), static_cast<uint64_t>(std::min<int64_t>(-places, 5000)));
  Integer q, r;
  Integer::divide(i, unit, &q, &r);
  const int c = compare(r + r, unit);
  if (c > 0 || (c == 0 && q.odd())) q = q + Integer(1);
  return int_value(in, q * unit);
}

Value to_bytes(Interp& in, Bound& b) {
  const std::optional<Integer> i = integer_of(b[0]);
  const std::optional<int64_t> length = in.as_int(b["length"]);
  const std::optional<std::string_view> order = in.as_str(b["byteorder"]);
  const std::optional<bool> is_signed = in.truth(b["signed"]);
  if (!length || !order || !is_signed) return in.pending() ? Value() : in.raise("TypeError", "'" + type_name(in, b["length"]) + "' object cannot be interpreted as an integer");
  if (*order != "big" && *order != "little") return in.raise("ValueError", "byteorder must be either 'little' or 'big'");
  if (*length < 0) return in.raise("ValueError", "length argument must be non-negative");
  if (i->negative() && !*is_signed) return in.raise("OverflowError", "can't convert negative int to unsigned");
  const Integer limit = Integer(1) << static_cast<size_t>(*length * 8 - (*is_signed ? 1 : 0));
  if (compare(*i, limit) >= 0 || (i->negative() && compare(-*i, limit) > 0)) return in.raise("OverflowError", "int too big to convert");
  const Integer bits = i->negative() ? *i + (Integer(1) << static_cast<size_t>(*length * 8)) : *i;
  std::string out(static_cast<size_t>(*length), '\0');
  for (size_t k = 0; k < out.size() && k / 4 < bits.digits().size(); ++k) out[k] = static_cast<char>(bits.digits()[k / 4] >> (8 * (k % 4)));
  if (*order == "big") std::reverse(out.begin(), out.end());
  return in.bytes(std::move(out));
}

Value from_bytes(Interp& in, Bound& b) {
  const Bytes* source = cast<Bytes>(b["bytes"]);
  const std::optional<std::string_view> order = in.as_str(b["byteorder"]);
  const std::optional<bool> is_signed = in.truth(b["signed"]);
  std::string text;
  if (source) {
    text = source->text;
  } else {
    const std::optional<std::vector<Value>> items = in.list_of(b["bytes"]);
    if (!items) return {};
    for (const Value& v : *items) text.push_back(static_cast<char>(in.as_int(v).value_or(0)));
  }
  if (!order || (*order != "big" && *order != "little")) return in.raise("ValueError", "byteorder must be either 'little' or 'big'");
  if (*order == "big") std::reverse(text.begin(), text.end());
  std::vector<uint32_t> digits((text.size() + 3) / 4);
  for (size_t k = 0; k < text.size(); ++k) digits[k / 4] |= static_cast<uint32_t>(static_cast<unsigned char>(text[k])) << (8 * (k % 4));
  Integer i = Integer::from_digits(std::move(digits), false);
  if (is_signed && *is_signed && !text.empty() && (text.back() & 0x80)) i = i - (Integer(1) << (text.size() * 8));
  return int_value(in, i);
}

Value self_as_int(Interp& in, Bound& b) { return int_value(in, *integer_of(b[0])); }

Value bool_create(Interp& in, Type*, const Args& args) {
  if (!args.keywords.empty()) return in.raise("TypeError", "bool() takes no keyword arguments");
  if (args.positional.size() > 1) return in.raise("TypeError", "bool expected at most 1 argument, got " + std::to_string(args.positional.size()));
  if (args.positional.empty()) return Value::boolean(false);
  const std::optional<bool> b = in.truth(args.positional[0]);
  return b ? Value::boolean(*b) : Value();
}

Value bool_binary(Interp& in, BinaryOp op, const Value& self, const Value& other, bool reflected) {
  if (self.is_bool() && other.is_bool()) {
    const bool a = self.boolean(), b = other.boolean();
    if (op == BinaryOp::kAnd) return Value::boolean(a && b);
    if (op == BinaryOp::kOr) return Value::boolean(a || b);
    if (op == BinaryOp::kXor) return Value::boolean(a != b);
  }
  return int_binary(in, op, self, other, reflected);
}

}  // namespace

Value int_from_digits(Interp& in, std::string_view digits, int base) {
  const std::optional<Integer> i = Integer::parse(digits, base);
  ENSURE(i);
  return int_value(in, *i);
}

Value power(Interp& in, const Value& base, const Value& exponent, const Value& modulus) {
  std::optional<Integer> b = integer_of(base), e = integer_of(exponent), m = integer_of(modulus);
  if (!b || !e || !m) return in.raise("TypeError", "pow() 3rd argument not allowed unless all arguments are integers");
  if (m->zero()) return in.raise("ValueError", "pow() 3rd argument cannot be 0");
  if (e->negative()) {
    // The inverse by the extended Euclidean algorithm.
    Integer r0 = m->negative() ? -*m : *m, r1, t0(0), t1(1), q, r;
    Integer::divide(*b, r0, nullptr, &r1);
    const Integer modulo = r0;
    while (!r1.zero()) {
      Integer::divide(r0, r1, &q, &r);
      r0 = r1;
      r1 = r;
      Integer t = t0 - q * t1;
      t0 = t1;
      t1 = t;
    }
    if (!(r0 == Integer(1))) return in.raise("ValueError", "base is not invertible for the given modulus");
    Integer::divide(t0, modulo, nullptr, &*b);
    e = -*e;
  }
  return int_value(in, Integer::power_modulo(*b, *e, *m));
}

void define_int(Interp& in) {
  Type* t = in.machine().t.integer;
  t->slots.create = int_create;
  t->slots.repr = int_repr;
  t->slots.str = nullptr;
  t->slots.format = [](Interp& i, const Value& v, std::string_view spec) { return spec.empty() ? i.str(v) : format_int(i, v, spec, type_name(i, v)); };
  t->slots.hash = [](Interp&, const Value& v) -> std::optional<int64_t> { return integer_of(v)->hash(); };
  t->slots.truth = [](Interp&, const Value& v) -> std::optional<bool> { return !integer_of(v)->zero(); };
  t->slots.binary = int_binary;
  t->slots.unary = int_unary;
  t->slots.compare = int_compare;
  t->slots.index = int_index;
  t->slots.to_int = [](Interp& i, const Value& v) { return int_value(i, *integer_of(v)); };
  t->slots.to_float = [](Interp& i, const Value& v) {
    const std::optional<double> d = integer_of(v)->to_double();
    return d ? Value::number(*d) : i.raise("OverflowError", "int too large to convert to float");
  };
  in.method(t, "bit_length", "!self, /", [](Interp&, Bound& b) { return Value::integer(static_cast<int64_t>(integer_of(b[0])->bit_length())); });
  in.method(t, "bit_count", "!self, /", [](Interp&, Bound& b) {
    int64_t n = 0;
    const std::optional<Integer> whole = integer_of(b[0]);
    for (uint32_t d : whole->digits()) n += __builtin_popcount(d);
    return Value::integer(n);
  });
  in.method(t, "to_bytes", "self, length=1, byteorder='big', *, signed=False", to_bytes);
  in.static_method(t, "from_bytes", "bytes, byteorder='big', *, signed=False", from_bytes);
  in.method(t, "as_integer_ratio", "!self, /", [](Interp& i, Bound& b) { return i.tuple({int_value(i, *integer_of(b[0])), Value::integer(1)}); });
  in.method(t, "__round__", "~self, ndigits=None, /", [](Interp& i, Bound& b) {
    if (b[1].is_none()) return int_value(i, *integer_of(b[0]));
    const std::optional<int64_t> places = i.as_int(b[1]);
    if (!places) return i.pending() ? Value() : i.raise("TypeError", "'" + type_name(i, b[1]) + "' object cannot be interpreted as an integer");
    return round_to(i, *integer_of(b[0]), *places);
  });
  in.method(t, "__abs__", "!self, /", [](Interp& i, Bound& b) {
    const Integer n = *integer_of(b[0]);
    return int_value(i, n.negative() ? -n : n);
  });
  for (const char* name : {"conjugate", "__trunc__", "__floor__", "__ceil__", "__index__", "__int__"}) in.method(t, name, "!self, /", self_as_int);
  in.property(t, "real", self_as_int);
  in.property(t, "numerator", self_as_int);
  in.property(t, "imag", [](Interp&, Bound&) { return Value::integer(0); });
  in.property(t, "denominator", [](Interp&, Bound&) { return Value::integer(1); });

  Type* b = in.machine().t.boolean;
  b->slots = t->slots;
  b->slots.create = bool_create;
  b->slots.repr = [](Interp&, const Value& v) -> std::optional<std::string> { return v.boolean() ? "True" : "False"; };
  b->slots.format = [](Interp& i, const Value& v, std::string_view spec) { return spec.empty() ? i.str(v) : format_int(i, v, spec, "bool"); };
  b->slots.binary = bool_binary;
}

}  // namespace types
}  // namespace misfit::py
