// Binary, in-place and unary operators, and comparison: who is asked, in which order, and the words when nobody answers.
#include <cmath>

#include "python/machine.h"

namespace misfit::py {

std::string_view symbol_of(BinaryOp op) {
  constexpr std::string_view kSymbols[] = {"+", "-", "*", "@", "/", "//", "%", "** or pow()", "<<", ">>", "&", "|", "^"};
  return kSymbols[static_cast<int>(op)];
}
std::string_view symbol_of(CompareOp op) {
  constexpr std::string_view kSymbols[] = {"<", "<=", "==", "!=", ">", ">="};
  return kSymbols[static_cast<int>(op)];
}
std::string_view dunder_of(BinaryOp op, bool reflected) {
  constexpr std::string_view kNames[] = {"__add__", "__sub__", "__mul__", "__matmul__", "__truediv__", "__floordiv__", "__mod__", "__pow__", "__lshift__", "__rshift__", "__and__", "__or__", "__xor__"};
  constexpr std::string_view kReflected[] = {"__radd__", "__rsub__", "__rmul__", "__rmatmul__", "__rtruediv__", "__rfloordiv__", "__rmod__", "__rpow__", "__rlshift__", "__rrshift__", "__rand__", "__ror__", "__rxor__"};
  return (reflected ? kReflected : kNames)[static_cast<int>(op)];
}
std::string_view dunder_of(CompareOp op) {
  constexpr std::string_view kNames[] = {"__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__"};
  return kNames[static_cast<int>(op)];
}

namespace {

bool is_not_implemented(Interp& in, const Value& v) { return v.same(in.machine().not_implemented); }

// NotImplemented when neither operand knows how.
Value ask_both(Interp& in, BinaryOp op, const Value& a, const Value& b) {
  Type *ta = in.type_of(a), *tb = in.type_of(b);
  const auto left = ta->slots.binary, right = tb->slots.binary;
  const bool concatenation = op == BinaryOp::kAdd || op == BinaryOp::kMul;
  bool right_first = ta != tb && right && ((tb->is_subclass(ta) && (right != left || tb->heap)) || tb->slots.binary_priority > ta->slots.binary_priority ||
                                           (concatenation && ta->sequence && !tb->sequence));
  if (right_first) {
    Value v = right(in, op, b, a, true);
    if (!v || !is_not_implemented(in, v)) return v;
  }
  if (left) {
    Value v = left(in, op, a, b, false);
    if (!v || !is_not_implemented(in, v)) return v;
  }
  if (right && ta != tb && !right_first) {
    Value v = right(in, op, b, a, true);
    if (!v || !is_not_implemented(in, v)) return v;
  }
  return in.machine().not_implemented;
}

Value unsupported(Interp& in, std::string_view symbol, const Value& a, const Value& b) {
  std::string hint;
  if (symbol == ">>" && cast<Builtin>(a) && cast<Builtin>(a)->name == "print") hint = ". Did you mean \"print(<message>, file=<output_stream>)\"?";
  return in.raise("TypeError", "unsupported operand type(s) for " + std::string(symbol) + ": '" + type_name(in, a) + "' and '" + type_name(in, b) + "'" + hint);
}

// Small ints and floats without asking their types. Null: not that simple.
Value quick(BinaryOp op, const Value& a, const Value& b) {
  if (a.is_int() && b.is_int()) {
    int64_t x = a.integer(), y = b.integer(), r = 0;
    switch (op) {
      case BinaryOp::kAdd: return __builtin_add_overflow(x, y, &r) ? Value() : Value::integer(r);
      case BinaryOp::kSub: return __builtin_sub_overflow(x, y, &r) ? Value() : Value::integer(r);
      case BinaryOp::kMul: return __builtin_mul_overflow(x, y, &r) ? Value() : Value::integer(r);
      case BinaryOp::kFloorDiv:
        if (y == 0 || y == -1) return {};
        r = x / y;
        return Value::integer(r - ((x % y != 0) && ((x < 0) != (y < 0))));
      case BinaryOp::kMod:
        if (y == 0 || y == -1) return {};
        r = x % y;
        return Value::integer(r && ((r < 0) != (y < 0)) ? r + y : r);
      case BinaryOp::kAnd: return Value::integer(x & y);
      case BinaryOp::kOr: return Value::integer(x | y);
      case BinaryOp::kXor: return Value::integer(x ^ y);
      default: return {};
    }
  }
  double x, y;
  if (a.is_float()) x = a.number();
  else if (a.is_int() && std::abs(a.integer()) < (int64_t{1} << 53)) x = static_cast<double>(a.integer());
  else return {};
  if (b.is_float()) y = b.number();
  else if (b.is_int() && a.is_float() && std::abs(b.integer()) < (int64_t{1} << 53)) y = static_cast<double>(b.integer());
  else return {};
  switch (op) {
    case BinaryOp::kAdd: return Value::number(x + y);
    case BinaryOp::kSub: return Value::number(x - y);
    case BinaryOp::kMul: return Value::number(x * y);
    case BinaryOp::kTrueDiv: return y == 0 ? Value() : Value::number(x / y);
    default: return {};
  }
}

}  // namespace

Value Interp::binary(BinaryOp op, const Value& a, const Value& b) {
  if (Value v = quick(op, a, b)) return v;
  Value v = ask_both(*this, op, a, b);
  if (v && is_not_implemented(*this, v)) return unsupported(*this, symbol_of(op), a, b);
  return v;
}

Value Interp::inplace(BinaryOp op, const Value& a, const Value& b) {
  if (Value v = quick(op, a, b)) return v;
  if (auto slot = type_of(a)->slots.inplace) {
    Value v = slot(*this, op, a, b);
    if (!v || !is_not_implemented(*this, v)) return v;
  }
  Value v = ask_both(*this, op, a, b);
  if (v && is_not_implemented(*this, v)) return unsupported(*this, op == BinaryOp::kPow ? "**=" : std::string(symbol_of(op)) + "=", a, b);
  return v;
}

Value Interp::unary(UnaryOp op, const Value& v) {
  if (op == UnaryOp::kNeg) {
    if (v.is_int() && v.integer() != INT64_MIN) return Value::integer(-v.integer());
    if (v.is_float()) return Value::number(-v.number());
  }
  if (auto slot = type_of(v)->slots.unary) {
    Value r = slot(*this, op, v);
    if (!r || !is_not_implemented(*this, r)) return r;
  }
  constexpr const char* kSymbols[] = {"-", "+", "~"};
  return raise("TypeError", std::string("bad operand type for unary ") + kSymbols[static_cast<int>(op)] + ": '" + type_name(*this, v) + "'");
}

Value Interp::compare(CompareOp op, const Value& a, const Value& b) {
  constexpr CompareOp kReflected[] = {CompareOp::kGt, CompareOp::kGe, CompareOp::kEq, CompareOp::kNe, CompareOp::kLt, CompareOp::kLe};
  auto decide = [op](auto x, auto y) {
    switch (op) {
      case CompareOp::kLt: return Value::boolean(x < y);
      case CompareOp::kLe: return Value::boolean(x <= y);
      case CompareOp::kEq: return Value::boolean(x == y);
      case CompareOp::kNe: return Value::boolean(x != y);
      case CompareOp::kGt: return Value::boolean(x > y);
      default: return Value::boolean(x >= y);
    }
  };
  if (a.is_int() && b.is_int()) return decide(a.integer(), b.integer());
  if (a.is_float() && b.is_float()) return decide(a.number(), b.number());
  if (Str* x = cast<Str>(a))
    if (Str* y = cast<Str>(b); y && !x->type->heap && !y->type->heap) return decide(x->text.compare(y->text), 0);
  Nesting nesting(*this, " in comparison");
  if (!nesting.ok()) return {};
  Type *ta = type_of(a), *tb = type_of(b);
  auto left = ta->slots.compare, right = tb->slots.compare;
  bool right_first = ta != tb && right && ((tb->is_subclass(ta) && (right != left || tb->heap)) || tb->slots.binary_priority > ta->slots.binary_priority);
  if (right_first) {
    Value v = right(*this, kReflected[static_cast<int>(op)], b, a);
    if (!v || !is_not_implemented(*this, v)) return v;
  }
  if (left) {
    Value v = left(*this, op, a, b);
    if (!v || !is_not_implemented(*this, v)) return v;
  }
  if (right && !right_first) {
    Value v = right(*this, kReflected[static_cast<int>(op)], b, a);
    if (!v || !is_not_implemented(*this, v)) return v;
  }
  if (op == CompareOp::kEq) return Value::boolean(a.same(b));
  if (op == CompareOp::kNe) return Value::boolean(!a.same(b));
  return raise("TypeError", "'" + std::string(symbol_of(op)) + "' not supported between instances of '" + ta->name + "' and '" + tb->name + "'");
}

std::optional<bool> Interp::equal(const Value& a, const Value& b) {
  if (a.same(b)) return true;                                           // nan as well: `np.nan in [np.nan]`
  Value v = compare(CompareOp::kEq, a, b);
  if (!v) return std::nullopt;
  return truth(v);
}

}  // namespace misfit::py
