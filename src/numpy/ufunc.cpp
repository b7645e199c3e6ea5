// Calling a universal function: promotion in both versions, broadcasting, casting of outputs, laziness.
#include "numpy/ufunc.h"

#include <cmath>
#include <cstring>

#include "core/visit.h"
#include "numpy/datetime.h"
#include "python/bigint.h"
#include "python/types/types.h"

namespace misfit::np {
namespace {

// A Python number among the operands: NumPy 2 lets it follow the others, NumPy 1 looks at its value.
enum class Weak : uint8_t { kStrong, kBool, kInt, kFloat, kComplex };

Weak weakness(const Value& v) {
  if (v.is_int() || py::cast<py::BigInt>(v)) return Weak::kInt;
  if (v.is_float()) return Weak::kFloat;
  if (v.is_bool()) return Weak::kBool;
  if (py::cast<py::Complex>(v)) return Weak::kComplex;
  return Weak::kStrong;
}

struct Operand {
  Value value;
  Arr array;
  Weak weak;
  bool from_python_number() const { return weak != Weak::kStrong; }
};

int category(DType t) { return is_bool(t) ? 0 : is_integer(t) ? 1 : is_inexact(t) ? 2 : 3; }

// NumPy 1: the smallest type that holds a scalar's value; a non-negative integer may count as signed.
DType minimal(NdArray& a, DType with) {
  if (a.dtype == DType::kUInt64) {
    uint64_t v;
    std::memcpy(&v, data(a), 8);
    if (v > static_cast<uint64_t>(INT64_MAX)) return DType::kUInt64;
  }
  if (is_integer(a.dtype)) {
    int64_t v = 0;
    convert(a.dtype, data(a), 0, DType::kInt64, reinterpret_cast<std::byte*>(&v), 0, 1);
    if (v < 0) return smallest_signed(v);
    const DType u = smallest_unsigned(static_cast<uint64_t>(v));
    if (is_integer(with) && !is_unsigned(with)) {
      const DType s = smallest_signed(v);
      return size_of(s) <= size_of(with) || promote(u, with) == with ? (fits(with, v) ? s : u) : s;
    }
    return u;
  }
  if (is_floating(a.dtype)) {
    double v = 0;
    convert(a.dtype, data(a), 0, DType::kFloat64, reinterpret_cast<std::byte*>(&v), 0, 1);
    const double m = std::fabs(v);
    if (!std::isfinite(v) || m < 65000) return DType::kFloat16;
    return m < 3.4e38 ? DType::kFloat32 : DType::kFloat64;
  }
  if (a.dtype == DType::kComplex128) {
    Complex c;
    std::memcpy(&c, data(a), sizeof c);
    return std::fabs(c.real()) < 3.4e38 && std::fabs(c.imag()) < 3.4e38 ? DType::kComplex64 : a.dtype;
  }
  return a.dtype;
}

// The type all operands are brought to. kInvalid type: no common type.
Dt common(Interp& in, std::span<const Operand> operands) {
  bool any_special = false;
  for (const Operand& o : operands) any_special |= !is_number(o.array->dtype) || o.array->flavor != Flavor::kPlain;
  if (any_special) {
    std::optional<Dt> t;
    for (const Operand& o : operands) {
      t = t ? promote(*t, dt(*o.array)) : dt(*o.array);
      if (!t) return {};
    }
    return *t;
  }
  DType t = DType::kInvalid;
  const auto join = [&](DType d) { t = t == DType::kInvalid ? d : promote(t, d); };
  if (in.keras3()) {
    for (const Operand& o : operands)
      if (o.weak == Weak::kStrong || o.weak == Weak::kBool) join(o.array->dtype);
    for (const Operand& o : operands) {
      if (o.weak == Weak::kInt && (t == DType::kInvalid || is_bool(t))) join(o.array->dtype);
      if (o.weak == Weak::kFloat && (t == DType::kInvalid || !is_inexact(t))) join(DType::kFloat64);
      if (o.weak == Weak::kComplex) t = t == DType::kInvalid || !is_inexact(t) ? DType::kComplex128 : complex_of(t);
    }
    return t;
  }
  int arrays = -1, scalars = -1;
  for (const Operand& o : operands) (o.array->shape.rank() ? arrays : scalars) = std::max(o.array->shape.rank() ? arrays : scalars, category(o.array->dtype));
  const bool by_value = arrays >= 0 && scalars >= 0 && arrays >= scalars;
  for (const Operand& o : operands)
    if (!by_value || o.array->shape.rank()) join(o.array->dtype);
  if (by_value)
    for (const Operand& o : operands)
      if (!o.array->shape.rank()) join(minimal(*o.array, t));
  return t;
}

std::optional<std::vector<Operand>> operands_of(Interp& in, const std::vector<Value>& values) {
  std::vector<Operand> out;
  for (const Value& v : values) {
    Arr a = as_array(in, v);
    if (!a) return std::nullopt;
    out.push_back({v, a, weakness(v)});
  }
  return out;
}

std::string type_list(std::span<const Operand> operands) {
  std::string s = "(";
  for (size_t i = 0; i < operands.size(); ++i) s += (i ? ", " : "") + dtype_repr(dt(*operands[i].array));
  return s + (operands.size() == 1 ? ",)" : ")");
}

bool arithmetic_name(std::string_view n) {
  for (const char* k : {"add", "subtract", "multiply", "maximum", "minimum", "fmax", "fmin", "negative", "absolute", "matmul", "positive", "sign"})
    if (n == k) return true;
  return false;
}

// The classes of the operands, where NumPy gives up before it asks for dtypes.
Value no_class_loop(Interp& in, const Ufunc& u, std::span<const Operand> operands) {
  std::string s;
  bool scalars = false;
  for (const Operand& o : operands) {
    scalars |= o.array->shape.rank() == 0;
    s += (s.empty() ? "<class '" : ", <class '") + dtype_class(in, o.value, *o.array) + "'>";
  }
  return in.raise(numpy(in).ufunc_type_error, "ufunc '" + std::string(u.name) + "' did not contain a loop with signature matching types " + (operands.size() > 1 ? "(" + s + ")" : s) + " -> " +
                                                  (!in.keras3() && operands.size() > 1 && scalars ? "<class 'numpy.dtypes.BoolDType'>" : "None"));
}

Value no_loop(Interp& in, const Ufunc& u, std::span<const Operand> operands, const std::string& what_type) {
  const bool truth = u.name == "logical_and" || u.name == "logical_or" || u.name == "logical_xor";
  if (what_type == "text" && (u.rule == Rule::kCompare || truth || (operands.size() == 1 && arithmetic_name(u.name)))) return no_class_loop(in, u, operands);
  if (arithmetic_name(u.name) && (what_type == "text" || what_type == "none"))
    return in.raise(numpy(in).ufunc_type_error, "ufunc '" + std::string(u.name) + "' did not contain a loop with signature matching types " + type_list(operands) + " -> None");
  return in.raise("TypeError", "ufunc '" + std::string(u.name) + "' not supported for the input types, and the inputs could not be safely coerced to any supported types according to the casting rule ''safe''");
}

std::optional<py::BinaryOp> operator_of(std::string_view n) {
  using B = py::BinaryOp;
  for (const auto& [name, op] : {std::pair{"add", B::kAdd}, {"subtract", B::kSub}, {"multiply", B::kMul}, {"divide", B::kTrueDiv}, {"floor_divide", B::kFloorDiv},
                                 {"remainder", B::kMod}, {"power", B::kPow}, {"left_shift", B::kLShift}, {"right_shift", B::kRShift}, {"bitwise_and", B::kAnd},
                                 {"bitwise_or", B::kOr}, {"bitwise_xor", B::kXor}, {"matmul", B::kMatMul}})
    if (n == name) return op;
  return std::nullopt;
}
std::optional<py::CompareOp> comparison_of(std::string_view n) {
  using C = py::CompareOp;
  for (const auto& [name, op] : {std::pair{"equal", C::kEq}, {"not_equal", C::kNe}, {"less", C::kLt}, {"less_equal", C::kLe}, {"greater", C::kGt}, {"greater_equal", C::kGe}})
    if (n == name) return op;
  return std::nullopt;
}

// One pair of objects through Python's own protocols.
Value object_step(Interp& in, const Ufunc& u, const Value& a, const Value& b) {
  if (const auto op = operator_of(u.name)) return in.binary(*op, a, b);
  if (const auto op = comparison_of(u.name)) return in.compare(*op, a, b);
  if (u.name == "maximum" || u.name == "minimum" || u.name == "fmax" || u.name == "fmin") {
    const Value r = in.compare(u.name == "maximum" || u.name == "fmax" ? py::CompareOp::kGe : py::CompareOp::kLe, a, b);
    const auto t = r ? in.truth(r) : std::nullopt;
    if (!t) return {};
    return *t ? a : b;
  }
  if (u.name == "logical_and" || u.name == "logical_or") {
    const auto t = in.truth(a);
    if (!t) return {};
    return (u.name == "logical_and") == *t ? b : a;
  }
  if (u.name == "negative") return in.unary(py::UnaryOp::kNeg, a);
  if (u.name == "positive") return in.unary(py::UnaryOp::kPos, a);
  if (u.name == "invert") return in.unary(py::UnaryOp::kInvert, a);
  if (u.name == "square") return in.binary(py::BinaryOp::kMul, a, a);
  if (u.name == "absolute") { const Value f = in.get_attr(a, "__abs__"); return f ? in.call(f, {}) : Value(); }
  if (u.name == "logical_not") { const auto t = in.truth(a); return t ? Value::boolean(!*t) : Value(); }
  const Value f = a.is_object() && !py::cast<py::BigInt>(a) ? in.find_attr(a, u.name) : Value();
  if (in.pending()) return {};
  if (!f) return in.raise("TypeError", "loop of ufunc does not support argument 0 of type " + in.type_of(a)->name + " which has no callable " + std::string(u.name) + " method");
  return in.call(f, {});
}

Value object_call(Interp& in, const Ufunc& u, std::vector<Operand>& ops, const Shape& shape) {
  const bool to_bool = u.rule == Rule::kCompare;
  Arr out = make(in, to_bool ? DType::kBool : DType::kVariant, shape);
  std::vector<std::vector<Value>> columns;
  for (Operand& o : ops) {
    const Arr b = broadcast_view(in, o.array, shape);
    std::vector<Value> column;
    walk(shape, b->strides, [&](int64_t at) { column.push_back(python_item(in, *b, at)); });
    columns.push_back(std::move(column));
  }
  const auto n = static_cast<size_t>(shape.elements());
  for (size_t i = 0; i < n; ++i) {
    const Value r = object_step(in, u, columns[0][i], u.nin == 2 ? columns[1][i] : Value());
    if (!r) return {};
    if (to_bool) {
      const auto t = in.truth(r);
      if (!t) return {};
      data(*out)[i] = static_cast<std::byte>(*t);
    } else (*out->objects)[i] = r;
  }
  return out;
}

Value text_call(Interp& in, const Ufunc& u, std::vector<Operand>& ops, const Shape& shape) {
  const auto op = comparison_of(u.name);
  const Arr a = broadcast_view(in, ops[0].array, shape), b = broadcast_view(in, ops[1].array, shape);
  Arr out = op ? make(in, DType::kBool, shape) : make(in, Dt(DType::kString, a->text_width + b->text_width, a->flavor), shape);
  std::vector<std::string> left, right;
  walk(shape, a->strides, [&](int64_t at) { left.push_back(text(*a, at)); });
  walk(shape, b->strides, [&](int64_t at) { right.push_back(text(*b, at)); });
  for (size_t i = 0; i < left.size(); ++i) {
    if (!op) { out->buffer->texts()[i] = left[i] + right[i]; continue; }
    const int c = left[i].compare(right[i]);
    using C = py::CompareOp;
    const bool yes = *op == C::kEq ? c == 0 : *op == C::kNe ? c != 0 : *op == C::kLt ? c < 0 : *op == C::kLe ? c <= 0 : *op == C::kGt ? c > 0 : c >= 0;
    data(*out)[i] = static_cast<std::byte>(yes);
  }
  return out;
}

// A Python int must fit the integers it meets (NumPy 2).
bool weak_fits(Interp& in, const Operand& o, DType loop) {
  if (o.weak != Weak::kInt || !is_integer(loop)) return true;
  if (o.value.is_int() && fits(loop, o.value.integer())) return true;
  if (!o.value.is_int()) {
    const auto big_int = py::integer_of(o.value);
    if (loop == DType::kUInt64 && big_int && !big_int->negative() && big_int->bit_length() <= 64) return true;
    in.raise("OverflowError", loop == DType::kInt64 ? "Python int too large to convert to C long" : "Python integer " + (big_int ? big_int->text() : std::string()) + " out of bounds for " + std::string(numpy_name(loop)));
    return false;
  }
  in.raise("OverflowError", "Python integer " + std::to_string(o.value.integer()) + " out of bounds for " + std::string(numpy_name(loop)));
  return false;
}

struct Plan {                                                          // one elementwise run, ready to go whenever
  const Ufunc* u;
  DType loop, out;
  Shape shape;
  std::vector<std::shared_ptr<Buffer>> buffers;
  std::vector<int64_t> offsets;
  std::vector<Ints> strides;

  unsigned run(std::byte* o, const Ints& out_strides) const {
    unsigned flags = 0;
    const std::byte* a = buffers[0]->data() + offsets[0];
    const std::byte* b = buffers.size() > 1 ? buffers[1]->data() + offsets[1] : nullptr;
    // Axes that follow one another in every operand are one axis.
    Shape s = shape;
    Ints x = strides[0], y = b ? strides[1] : Ints(shape.rank(), 0), z = out_strides;
    for (size_t i = s.rank(); i-- > 1;) {
      const int64_t n = s[i];
      if (s[i - 1] == 1 || n == 1 || (x[i - 1] == x[i] * n && y[i - 1] == y[i] * n && z[i - 1] == z[i] * n)) {
        if (n == 1) { s = s.without(i); x.erase(x.begin() + static_cast<std::ptrdiff_t>(i)); y.erase(y.begin() + static_cast<std::ptrdiff_t>(i)); z.erase(z.begin() + static_cast<std::ptrdiff_t>(i)); continue; }
        s = s.without(i - 1).with(i - 1, s[i - 1] * n);
        const auto at = static_cast<std::ptrdiff_t>(i - 1);
        x.erase(x.begin() + at); y.erase(y.begin() + at); z.erase(z.begin() + at);
      }
    }
    const size_t rank = s.rank();
    const int64_t n = rank ? s[rank - 1] : 1;
    walk_rows(s, {&x, &y, &z}, [&](const Ints& at) {
      flags |= run_loop(*u, loop, a + at[0], rank ? x[rank - 1] : 0, b ? b + at[1] : nullptr, rank ? y[rank - 1] : 0, out, o + at[2], rank ? z[rank - 1] : 0, n);
    });
    return flags;
  }
};

Value dates(Interp& in, const Ufunc& u, std::vector<Operand>& ops, const Shape& shape) {
  int64_t unit = 0;
  bool any_date = false, all_flavored = true;
  int date_count = 0;
  for (const Operand& o : ops) {
    unit = std::max(unit, o.array->flavor == Flavor::kPlain ? 0 : o.array->text_width);
    any_date |= o.array->flavor == Flavor::kDatetime;
    date_count += o.array->flavor == Flavor::kDatetime;
    all_flavored &= o.array->flavor != Flavor::kPlain;
  }
  const bool compare = u.rule == Rule::kCompare;
  if (!compare && !(u.name == "add" || u.name == "subtract" || u.name == "multiply" || u.name == "divide" || u.name == "floor_divide" || u.name == "maximum" || u.name == "minimum" || u.name == "absolute" || u.name == "negative"))
    return no_loop(in, u, ops, "none");
  if (u.name == "add" && date_count == 2) return in.raise(numpy(in).ufunc_type_error, "ufunc 'add' cannot use operands with types " + dtype_repr(dt(*ops[0].array)) + " and " + dtype_repr(dt(*ops[1].array)));
  std::vector<std::vector<int64_t>> columns;
  for (Operand& o : ops) {
    const Arr b = broadcast_view(in, o.array, shape);
    std::vector<int64_t> column;
    const Flavor flavor = o.array->flavor;
    walk(shape, b->strides, [&](int64_t at) {
      int64_t v = 0;
      convert(b->dtype, data(*b) + at, 0, DType::kInt64, reinterpret_cast<std::byte*>(&v), 0, 1);
      if (flavor != Flavor::kPlain && v != INT64_MIN && b->text_width) v = convert_unit(v, b->text_width, unit, flavor == Flavor::kDatetime);
      column.push_back(v);
    });
    columns.push_back(std::move(column));
  }
  const bool ratio = all_flavored && (u.name == "divide" || u.name == "floor_divide");
  Dt type = compare ? Dt(DType::kBool) : ratio ? Dt(u.name == "divide" ? DType::kFloat64 : DType::kInt64) : Dt(DType::kInt64, unit, any_date && !(u.name == "subtract" && date_count == 2) ? Flavor::kDatetime : Flavor::kTimedelta);
  Arr out = make(in, type, shape);
  for (size_t i = 0; i < columns[0].size(); ++i) {
    const int64_t a = columns[0][i], b = u.nin == 2 ? columns[1][i] : 0;
    if (ratio && u.name == "divide") { span_of<double>(*out)[i] = static_cast<double>(a) / static_cast<double>(b); continue; }
    int64_t r = 0;
    if (u.name == "divide" || u.name == "floor_divide") r = b ? a / b : 0;
    else {
      const Loop f = u.loops[1];
      if (compare) { uint8_t yes = 0; f(&a, &b, &yes, 1); span_of<uint8_t>(*out)[i] = yes; continue; }
      f(&a, &b, &r, 1);
    }
    span_of<int64_t>(*out)[i] = r;
  }
  return out;
}

Value into_out(Interp& in, const Ufunc& u, const Arr& result, const Value& out_value, const Value& where, const std::string& casting) {
  Value out = out_value;
  if (const auto* t = py::cast<py::Tuple>(out)) out = t->items.empty() ? Value() : t->items[0];
  auto* target = py::cast<NdArray>(out);
  if (!target) return in.raise("TypeError", "return arrays must be of ArrayType");
  if (!can_cast(dt(*result), dt(*target), casting))
    return in.raise(numpy(in).ufunc_type_error, "Cannot cast ufunc '" + std::string(u.name) + "' output from " + dtype_repr(dt(*result)) + " to " + dtype_repr(dt(*target)) + " with casting rule '" + casting + "'");
  if (!target->writeable) return in.raise("ValueError", "output array is read-only");
  if (result->shape.rank() > target->shape.rank() || !broadcast_view(in, result, target->shape))
    return in.raise("ValueError", "non-broadcastable output operand with shape " + shape_text(target->shape) + " doesn't match the broadcast shape " + shape_text(result->shape));
  if (absent(where) || (where.is_bool() && where.boolean())) return assign(in, *target, *result) ? out : Value();
  const Arr mask = as_array(in, where, Dt(DType::kBool));
  if (!mask) return {};
  const Arr m = broadcast_view(in, mask, target->shape), r = broadcast_view(in, astype(in, result, dt(*target)), target->shape);
  if (!m) return in.raise("ValueError", "operands could not be broadcast together");
  before_write(*target);
  Ints from, to;
  walk(r->shape, r->strides, [&](int64_t at) { from.push_back(at); });
  walk(target->shape, target->strides, [&](int64_t at) { to.push_back(at); });
  size_t i = 0;
  walk(m->shape, m->strides, [&](int64_t at) {
    if (data(*m)[at] != std::byte{0}) std::memcpy(data(*target) + to[i], data(*r) + from[i], stride_of(target->dtype));
    ++i;
  });
  return out;
}

}  // namespace

DType result_type(const Ufunc& u, DType loop) {
  switch (u.rule) {
    case Rule::kCompare: case Rule::kLogical: case Rule::kPredicate: return DType::kBool;
    case Rule::kAbs: return real_of(loop);
    default: return loop;
  }
}

DType loop_type(const Interp& in, const Ufunc& u, DType t) {
  const auto has = [&](DType d) { const Comp c = comp_of(d); return c != Comp::kNone && u.loops[static_cast<size_t>(c)] != nullptr; };
  switch (u.rule) {
    case Rule::kTrueDivide: if (!is_inexact(t)) t = DType::kFloat64; else if (u.name == "float_power" && is_floating(t)) t = DType::kFloat64; break;
    case Rule::kFloat: case Rule::kFloatReal: t = float_for(t); break;
    case Rule::kRound: if (!in.keras3() && !is_inexact(t)) t = float_for(t); break;
    case Rule::kShift: case Rule::kInteger: if (is_bool(t)) t = DType::kInt8; break;
    case Rule::kPredicate: if (!has(t)) t = float_for(t); break;
    case Rule::kArith:
      if (is_bool(t) && !has(t) && u.name != "subtract" && u.name != "negative" && u.name != "positive" && u.name != "sign") t = DType::kInt8;
      break;
    default: break;
  }
  return has(t) ? t : DType::kInvalid;
}

Value broadcast_error(Interp& in, const std::vector<Shape>& shapes) {
  std::string text = "operands could not be broadcast together with shapes ";
  for (const Shape& s : shapes) text += shape_text(s) + " ";
  return in.raise("ValueError", text);
}

std::optional<Shape> broadcast_all(const std::vector<Shape>& shapes) {
  Shape out;
  for (const Shape& s : shapes) {
    const auto joined = broadcast(out, s);
    if (!joined) return std::nullopt;
    out = *joined;
  }
  return out;
}

std::optional<Dt> common_type(Interp& in, const std::vector<Value>& values) {
  const auto ops = operands_of(in, values);
  if (!ops) return std::nullopt;
  const Dt t = common(in, *ops);
  if (t.type == DType::kInvalid) return std::nullopt;
  return t;
}

Value call_ufunc(Interp& in, const Ufunc& u, std::vector<Value> inputs, const UfuncCall& call) {
  auto found = operands_of(in, inputs);
  if (!found) return {};
  std::vector<Operand>& ops = *found;
  std::vector<Shape> shapes;
  for (const Operand& o : ops) shapes.push_back(o.array->shape);
  const auto shape = broadcast_all(shapes);
  const bool has_out = !absent(call.out);
  auto* target = has_out ? py::cast<NdArray>(call.out) : nullptr;
  if (target && shape && !broadcast(*shape, target->shape)) {
    shapes.push_back(target->shape);
    return broadcast_error(in, shapes);
  }
  if (!shape) {
    const Dt agreed = common(in, ops);
    if (is_number(agreed.type) && u.rule == Rule::kBits && loop_type(in, u, agreed.type) == DType::kInvalid) return no_loop(in, u, ops, "number");
    if (target) shapes.push_back(target->shape);
    return broadcast_error(in, shapes);
  }
  if (in.keras3() && ops.size() == 2)                                  // an int of any size follows a float: np.float64(2.5) + 10**20
    for (size_t i = 0; i < 2; ++i)
      if (ops[i].weak == Weak::kInt && is_object(ops[i].array->dtype) && is_floating(ops[1 - i].array->dtype)) {
        ops[i] = {Value::number(in.as_double(ops[i].value).value_or(0)), {}, Weak::kFloat};
        ops[i].array = as_array(in, ops[i].value);
      }
  bool objects = false, texts = false, flavored = false;
  for (const Operand& o : ops) {
    objects |= is_object(o.array->dtype);
    texts |= is_text(o.array->dtype);
    flavored |= o.array->flavor == Flavor::kDatetime || o.array->flavor == Flavor::kTimedelta;
  }
  Value result;
  if (objects) {
    if (in.keras3())
      for (const Operand& o : ops)
        if (o.weak == Weak::kInt && u.rule != Rule::kCompare && is_object(o.array->dtype) && ops.size() == 2 && is_integer(ops[&o == &ops[0] ? 1 : 0].array->dtype)) return in.raise("OverflowError", "Python int too large to convert to C long");
    if (u.rule == Rule::kPredicate) return no_loop(in, u, ops, "object");
    result = object_call(in, u, ops, *shape);
  } else if (texts) {
    const bool both = ops.size() == 2 && is_text(ops[0].array->dtype) && is_text(ops[1].array->dtype);
    if (both && (comparison_of(u.name) || (u.name == "add" && in.keras3()))) result = text_call(in, u, ops, *shape);
    else if (call.from_operator && (u.name == "equal" || u.name == "not_equal")) {
      Arr a = make(in, DType::kBool, *shape);
      if (u.name == "not_equal") std::memset(data(*a), 1, static_cast<size_t>(size(*a)));
      result = a;
    } else if (in.keras3() && u.name == "multiply" && !both && ops.size() == 2 && (is_integer(ops[0].array->dtype) || is_integer(ops[1].array->dtype)))
      return in.raise("TypeError", "The 'out' kwarg is necessary when using the string multiply ufunc directly. Use numpy.strings.multiply to multiply strings without specifying 'out'.");
    else return no_loop(in, u, ops, "text");
  } else if (flavored) {
    result = dates(in, u, ops, *shape);
  }
  if (result || in.pending()) {
    auto* a = py::cast<NdArray>(result);
    if (!a) return result;
    if (has_out) return into_out(in, u, Arr(a), call.out, call.where, call.casting);
    return a->shape.rank() == 0 ? scalar(in, Arr(a)) : result;
  }

  Dt t = call.dtype ? *call.dtype : common(in, ops);
  if (t.type == DType::kInvalid) return no_loop(in, u, ops, "none");
  if (!is_number(t.type)) {
    if (is_object(t.type)) { result = object_call(in, u, ops, *shape); return result; }
    return no_loop(in, u, ops, "text");
  }
  if (u.rule == Rule::kCompare)                                        // a Python int beyond the type compares all the same
    for (const Operand& o : ops)
      if (o.weak == Weak::kInt && is_integer(t.type) && o.value.is_int() && !fits(t.type, o.value.integer())) t = Dt(promote(t.type, o.value.integer() < 0 ? DType::kInt64 : t.type == DType::kUInt64 ? t.type : DType::kInt64));
  const DType loop = loop_type(in, u, t.type);
  if (loop == DType::kInvalid) {
    if (is_bool(t.type) && u.name == "subtract")
      return in.raise("TypeError", "numpy boolean subtract, the `-` operator, is not supported, use the bitwise_xor, the `^` operator, or the logical_xor function instead.");
    if (is_bool(t.type) && u.name == "negative")
      return in.raise("TypeError", "The numpy boolean negative, the `-` operator, is not supported, use the `~` operator or the logical_not function instead.");
    if (is_bool(t.type) && (u.name == "positive" || u.name == "sign")) return no_loop(in, u, ops, "none");
    return no_loop(in, u, ops, "number");
  }
  if (call.dtype)
    for (size_t i = 0; i < ops.size(); ++i)
      if (!ops[i].from_python_number() && !can_cast(dt(*ops[i].array), Dt(loop), call.casting))
        return in.raise(numpy(in).ufunc_type_error, "Cannot cast ufunc '" + std::string(u.name) + "' input " + (ops.size() > 1 ? std::to_string(i) + " " : std::string()) + "from " + dtype_repr(dt(*ops[i].array)) + " to " + dtype_repr(Dt(loop)) + " with casting rule '" + call.casting + "'");
  if (in.keras3())
    for (const Operand& o : ops)
      if (u.rule != Rule::kCompare && !weak_fits(in, o, loop)) return {};
  if (u.name == "power" && is_integer(loop)) {
    const Operand& e = ops[1];
    bool negative = false;
    if (!is_unsigned(e.array->dtype) && is_integer(e.array->dtype) && (size(*e.array) < 4096 || memory(*e.array)->materialized()))
      walk(e.array->shape, e.array->strides, [&](int64_t at) { int64_t v = 0; convert(e.array->dtype, data(*e.array) + at, 0, DType::kInt64, reinterpret_cast<std::byte*>(&v), 0, 1); negative |= v < 0; });
    if (negative) return in.raise("ValueError", "Integers to negative integer powers are not allowed.");
  }
  const DType out_type = result_type(u, loop);
  Plan plan{&u, loop, out_type, *shape, {}, {}, {}};
  bool ready = true;
  for (Operand& o : ops) {
    Arr a = o.array;
    if (a->dtype != loop) {
      if (o.weak == Weak::kInt && is_integer(loop)) {                  // wraps or fits: no words
        Arr fresh = make(in, loop, Shape{});
        convert(a->dtype, data(*a), 0, loop, data(*fresh), 0, 1);
        a = fresh;
      } else a = astype(in, a, loop);
    }
    if (!a) return {};
    const Arr b = broadcast_view(in, a, *shape);
    ready &= memory(*a)->materialized() || size(*a) < 4096;
    plan.buffers.push_back(memory(*a));
    plan.offsets.push_back(a->offset);
    plan.strides.push_back(b->strides);
  }
  bool quiet = u.quiet;
  if (u.name == "divide" && ops[1].array->shape.rank() == 0 && in.as_double(ops[1].value).value_or(0) != 0) quiet = true;
  std::string where = std::string(u.name);
  const bool all_scalars = shape->rank() == 0 && !has_out;
  if (all_scalars && call.from_operator) {
    bool real_arrays = false;
    for (const Operand& o : ops) real_arrays |= py::cast<NdArray>(o.value) != nullptr;
    if (!real_arrays) where = "scalar " + where;
  }
  Arr out;
  if (big(shape->elements()) && (!ready || quiet)) {
    auto alive = numpy(in).alive;
    auto reads = plan.buffers;
    const Ints strides = c_strides(*shape, size_of(out_type));
    out = lazy(in, out_type, *shape, [plan = std::move(plan), strides, alive, where, quiet](std::byte* o) {
      const unsigned flags = plan.run(o, strides);
      if (flags && alive->in && !quiet) report(*alive->in, flags, where);
    }, std::move(reads));
  } else {
    // In Fortran order if every array operand is.
    out = make(in, out_type, *shape);
    if (shape->rank() > 1) {
      bool f_order = false, c_order = false;
      for (const Operand& o : ops)
        if (o.array->shape.rank() > 1) { f_order |= f_contiguous(*o.array) && !c_contiguous(*o.array); c_order |= !f_contiguous(*o.array) || c_contiguous(*o.array); }
      if (f_order && !c_order) {
        auto step = static_cast<int64_t>(size_of(out_type));
        for (size_t i = 0; i < shape->rank(); ++i) { out->strides[i] = step; step *= std::max<int64_t>((*shape)[i], 1); }
      }
    }
    unsigned flags = shape->elements() ? plan.run(data(*out), out->strides) : 0;
    if (all_scalars && is_integer(loop) && call.from_operator && (u.name == "add" || u.name == "subtract" || u.name == "multiply" || u.name == "power")) {
      // NumPy tells of integer overflow for scalars alone.
      long double exact = 0;
      int64_t x = 0, y = 0, r = 0;
      const auto read = [](const Plan& p, size_t i, int64_t* v) { convert(p.loop, p.buffers[i]->data() + p.offsets[i], 0, DType::kInt64, reinterpret_cast<std::byte*>(v), 0, 1); };
      read(plan, 0, &x);
      read(plan, 1, &y);
      convert(out_type, data(*out), 0, DType::kInt64, reinterpret_cast<std::byte*>(&r), 0, 1);
      const auto wide = [&](int64_t v) { return loop == DType::kUInt64 ? static_cast<long double>(static_cast<uint64_t>(v)) : static_cast<long double>(v); };
      exact = u.name == "add" ? wide(x) + wide(y) : u.name == "subtract" ? wide(x) - wide(y) : u.name == "multiply" ? wide(x) * wide(y) : wide(r);
      if (exact != wide(r)) flags |= kOverflow;
    }
    const bool masked = !absent(call.where) && !call.where.is_bool();   // events where nothing was asked for are none
    if (flags && !masked && !report(in, flags, where)) return {};
  }
  if (has_out) return into_out(in, u, out, call.out, call.where, call.casting);
  if (!absent(call.where) && !(call.where.is_bool() && call.where.boolean())) {
    if (in.keras3()) in.warn("UserWarning", "'where' used without 'out', expect unitialized memory in output. If this is intentional, use out=None.");
    Arr blank = make(in, out_type, *shape);
    return into_out(in, u, out, blank, call.where, "unsafe");
  }
  if (all_scalars) return scalar(in, out);
  if (size(*out) < 2) return out;
  AxisMap axes(shape->rank());
  for (size_t i = 0; i < shape->rank(); ++i)
    for (size_t k = 0; k < ops.size(); ++k) {
      const size_t rank = ops[k].array->shape.rank(), lead = shape->rank() - rank;
      if (step_of(ops[k].value) && i >= lead && ops[k].array->shape[i - lead] == (*shape)[i]) {
        int place = 0;
        for (size_t j = 0; j < k; ++j) place += step_of(ops[j].value) != 0;
        axes[i] = {place, static_cast<int>(i - lead)};
        break;
      }
    }
  return finish_array(in, out, "np." + std::string(u.name), inputs, std::move(axes));
}

Value call_ufunc(Interp& in, std::string_view name, std::vector<Value> inputs) { return call_ufunc(in, *find_ufunc(name), std::move(inputs)); }

namespace {
Arr as_result(Interp& in, const Value& v) { return v ? as_array(in, v) : Arr(); }
}  // namespace

Arr apply(Interp& in, std::string_view name, const Arr& a) { return as_result(in, call_ufunc(in, name, {Value(a)})); }
Arr apply(Interp& in, std::string_view name, const Arr& a, const Arr& b) { return as_result(in, call_ufunc(in, name, {Value(a), Value(b)})); }
Arr apply(Interp& in, std::string_view name, const Arr& a, double b) { return as_result(in, call_ufunc(in, name, {Value(a), Value::number(b)})); }

bool report(Interp& in, unsigned flags, std::string_view where) {
  const ErrState& e = numpy(in).err;
  for (const auto& [flag, mode, words] : {std::tuple{kDivide, e.divide, "divide by zero"}, {kOverflow, e.over, "overflow"}, {kUnderflow, e.under, "underflow"}, {kInvalid, e.invalid, "invalid value"}}) {
    if (!(flags & flag)) continue;
    const std::string message = std::string(words) + " encountered in " + std::string(where);
    if (mode == ErrMode::kWarn) in.warn("RuntimeWarning", message);
    else if (mode == ErrMode::kRaise) { in.raise("FloatingPointError", message); return false; }
    else if (mode == ErrMode::kPrint) in.write("Warning: " + message + "\n");
    if (in.pending()) return false;
  }
  return true;
}

}  // namespace misfit::np
