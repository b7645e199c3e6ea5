// Loops over numbers of an array are what people write first: a scalar in them costs no broadcasting and no plan.
#include "numpy/scalar_math.h"

#include <cmath>

#include "numpy/array.h"

namespace misfit::np {
namespace {

using py::BinaryOp;
using py::CompareOp;

struct Number {
  bool whole;
  int64_t integer = 0;
  double real = 0;
};

// Past 2^53 an integer is no longer the double it becomes.
constexpr int64_t kExact = int64_t{1} << 53;

std::optional<Number> number(Interp& in, const Value& v) {
  if (v.is_int()) return Number{true, v.integer(), static_cast<double>(v.integer())};
  if (v.is_float()) return Number{false, 0, v.number()};
  const auto* s = py::cast<Scalar>(v);
  if (!s) return std::nullopt;
  const auto is = [&](DType t) { return s->value.dtype() == t && in.type_of(v) == numpy(in).scalars[static_cast<size_t>(t)]; };
  if (is(DType::kInt64)) return Number{true, s->value.int_at(0), static_cast<double>(s->value.int_at(0))};
  if (is(DType::kFloat64)) return Number{false, 0, s->value.at(0)};
  return std::nullopt;
}

struct Pair {
  Number a, b;
  bool whole() const { return a.whole && b.whole; }
};

std::optional<Pair> numbers(Interp& in, const Value& a, const Value& b) {
  const auto x = number(in, a), y = x ? number(in, b) : std::nullopt;
  if (!y) return std::nullopt;
  const int64_t whole = x->whole ? x->integer : y->integer;
  if (x->whole != y->whole && (whole > kExact || whole < -kExact)) return std::nullopt;
  return Pair{*x, *y};
}

std::optional<int64_t> whole_result(BinaryOp op, int64_t a, int64_t b) {
  int64_t r = 0;
  const bool overflow = op == BinaryOp::kAdd ? __builtin_add_overflow(a, b, &r) : op == BinaryOp::kSub ? __builtin_sub_overflow(a, b, &r) : op == BinaryOp::kMul ? __builtin_mul_overflow(a, b, &r) : true;
  if (overflow) return std::nullopt;
  return r;
}

std::optional<double> real_result(BinaryOp op, double a, double b) {
  const double r = op == BinaryOp::kAdd ? a + b : op == BinaryOp::kSub ? a - b : op == BinaryOp::kMul ? a * b : op == BinaryOp::kTrueDiv && b != 0 ? a / b : std::nan("");
  if (!std::isnormal(r)) return std::nullopt;
  return r;
}

}  // namespace

Value scalar_arithmetic(Interp& in, BinaryOp op, const Value& a, const Value& b) {
  const auto pair = numbers(in, a, b);
  if (!pair) return {};
  if (pair->whole() && op != BinaryOp::kTrueDiv) {
    const auto r = whole_result(op, pair->a.integer, pair->b.integer);
    return r ? scalar_value(in, Tensor::scalar(*r)) : Value();
  }
  const auto r = real_result(op, pair->a.real, pair->b.real);
  return r ? scalar_value(in, Tensor::scalar(*r)) : Value();
}

std::optional<bool> scalar_comparison(Interp& in, CompareOp op, const Value& a, const Value& b) {
  const auto pair = numbers(in, a, b);
  if (!pair) return std::nullopt;
  const auto of = [op](auto x, auto y) -> std::optional<bool> {
    switch (op) {
      case CompareOp::kLt: return x < y;
      case CompareOp::kLe: return x <= y;
      case CompareOp::kEq: return x == y;
      case CompareOp::kNe: return x != y;
      case CompareOp::kGt: return x > y;
      case CompareOp::kGe: return x >= y;
    }
    return std::nullopt;
  };
  return pair->whole() ? of(pair->a.integer, pair->b.integer) : of(pair->a.real, pair->b.real);
}

}  // namespace misfit::np
