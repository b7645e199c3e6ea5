// What +, -, <, == and their like do on tensors and variables.
#include "numpy/ndarray.h"
#include "tensorflow/call.h"
#include "tensorflow/types.h"

namespace misfit::tf {
namespace {

struct Rule { py::BinaryOp op; std::string_view name, node; };
constexpr Rule kRules[] = {
    {py::BinaryOp::kAdd, "AddV2", "add"},      {py::BinaryOp::kSub, "Sub", "sub"},        {py::BinaryOp::kMul, "Mul", "mul"},
    {py::BinaryOp::kMatMul, "MatMul", "matmul"}, {py::BinaryOp::kTrueDiv, "RealDiv", "truediv"}, {py::BinaryOp::kFloorDiv, "FloorDiv", "floordiv"},
    {py::BinaryOp::kMod, "FloorMod", "mod"},   {py::BinaryOp::kPow, "Pow", "pow"},        {py::BinaryOp::kAnd, "BitwiseAnd", "and"},
    {py::BinaryOp::kOr, "BitwiseOr", "or"},    {py::BinaryOp::kXor, "BitwiseXor", "xor"}};

DType dtype_of(const py::Value& v) {
  if (TensorObject* t = as_tensor_object(v)) return t->operand.dtype;
  if (Variable* x = py::cast<Variable>(v)) return x->cell->dtype;
  return DType::kInvalid;
}

bool is_tensor(const py::Value& v) { return dtype_of(v) != DType::kInvalid; }

std::optional<DType> division_type(DType t) {
  switch (t) {
    case DType::kUInt8: case DType::kInt8: case DType::kUInt16: case DType::kInt16: return DType::kFloat32;
    case DType::kInt32: case DType::kInt64: case DType::kUInt32: case DType::kUInt64: return DType::kFloat64;
    default: return std::nullopt;
  }
}

// Both operands; nullopt: pending.
std::optional<Operand> pair(py::Interp& in, const py::Value& a, std::optional<DType> wanted, std::optional<DType> hint, std::string_view name) { return convert(in, a, wanted, hint, name); }

Operand divide(py::Interp& in, const py::Value& x, const py::Value& y, const std::string& scope, std::optional<DType> strict_x) {
  Context& context = in.state<Context>();
  std::optional<NameScope> inner;
  if (!context.eager()) inner.emplace(context, scope);
  auto a = pair(in, x, strict_x, std::nullopt, "x");
  if (!a) return {};
  auto b = pair(in, y, std::nullopt, a->dtype, "y");
  if (!b) return {};
  if (a->dtype != b->dtype) {
    in.raise("TypeError", "`x` and `y` must have the same dtype, got " + dtype_text(a->dtype) + " != " + dtype_text(b->dtype) + ".");
    return {};
  }
  if (auto t = division_type(a->dtype)) {
    a = context.run1(op("Cast"), {*a}, {{"DstT", *t}});
    if (!*a) return {};
    b = context.run1(op("Cast"), {*b}, {{"DstT", *t}});
    if (!*b) return {};
  } else if (a->dtype == DType::kBool || a->dtype == DType::kString) {
    if (a->dtype == DType::kBool || true) {
      in.raise("TypeError", "Invalid dtype " + dtype_text(a->dtype) + " in __truediv__. Expected one of {tf.uint8, tf.int8, tf.uint16, tf.int16, tf.int32, tf.int64, tf.bfloat16, tf.float16, tf.float32, tf.float64, tf.complex64, tf.complex128}.");
      return {};
    }
  }
  const std::string leaf = inner ? inner->full : std::string();
  inner.reset();
  return context.run1(op("RealDiv"), {*a, *b}, {}, {leaf, false});
}

// tf.matmul's choice between MatMul and the batched op.
Operand product(py::Interp& in, const py::Value& x, const py::Value& y, const std::string& scope, std::optional<DType> strict_x) {
  return matmul(in, x, y, {}, scope, strict_x);
}

}  // namespace

Operand matmul(py::Interp& in, const py::Value& x, const py::Value& y, const MatMulFlags& f, std::string_view name, std::optional<DType> strict_x) {
  Context& context = in.state<Context>();
  std::optional<NameScope> scope;
  if (!context.eager()) scope.emplace(context, name.empty() ? "MatMul" : name);
  auto a = convert(in, x, strict_x, std::nullopt, "a");
  if (!a) return {};
  auto b = convert(in, y, std::nullopt, a->dtype, "b");
  if (!b) return {};
  const std::string leaf = scope ? scope->full : std::string();
  const Shape &s = a->shape, &r = b->shape;
  if (!s.known_rank() || s.rank() > 2 || !r.known_rank() || r.rank() > 2) {
    const auto maybe_conj = [&](const Operand& o, bool adjoint) { return adjoint; (void)o; };
    scope.reset();
    return context.run1(op("BatchMatMulV2"), {*a, *b}, {{"adj_x", f.transpose_a || maybe_conj(*a, f.adjoint_a)}, {"adj_y", f.transpose_b || maybe_conj(*b, f.adjoint_b)}}, {leaf, false});
  }
  scope.reset();
  return context.run1(op("MatMul"), {*a, *b}, {{"transpose_a", f.transpose_a || f.adjoint_a}, {"transpose_b", f.transpose_b || f.adjoint_b}}, {leaf, false});
}

py::Value tensor_binary(py::Interp& in, py::BinaryOp which, const py::Value& self, const py::Value& other, bool reflected) {
  const Rule* rule = nullptr;
  for (const Rule& r : kRules)
    if (r.op == which) rule = &r;
  if (!rule) return in.not_implemented();
  if (reflected && which == py::BinaryOp::kMod && py::cast<py::Str>(other)) return in.not_implemented();   // '%s' % tensor
  Context& context = in.state<Context>();
  // A type that knows tensors itself is asked by the interpreter, if this side cannot.
  if (!reflected && other.is_object() && !is_tensor(other) && other.object()->type->slots.binary_priority > 100) return in.not_implemented();
  const py::Value &x = reflected ? other : self, &y = reflected ? self : other;
  const std::optional<DType> strict = reflected ? std::optional<DType>(dtype_of(self)) : std::nullopt;
  if (which == py::BinaryOp::kTrueDiv) {
    const Operand out = divide(in, x, y, std::string(rule->node), strict);
    return out ? tensor_value(in, out) : py::Value();
  }
  if (which == py::BinaryOp::kMatMul) {
    const Operand out = product(in, x, y, std::string(rule->node), strict);
    return out ? tensor_value(in, out) : py::Value();
  }
  std::string_view name = rule->name;
  if (dtype_of(self) == DType::kBool) {
    if (which == py::BinaryOp::kAnd) name = "LogicalAnd";
    if (which == py::BinaryOp::kOr) name = "LogicalOr";
    if (which == py::BinaryOp::kXor) name = "LogicalXor";
  }
  if (name == "LogicalXor") {
    const Operand a = call_op1(in, "LogicalOr", {x, y}), b = a ? call_op1(in, "LogicalAnd", {x, y}) : a;
    const Operand n = b ? call_op1(in, "LogicalNot", {b}) : b;
    return n ? op_value(in, "LogicalAnd", {a, n}) : py::Value();
  }
  // a + b takes b's own type when it cannot be a's; the other operators insist.
  std::optional<NameScope> scope;
  if (!context.eager() && (!is_tensor(x) || !is_tensor(y))) scope.emplace(context, rule->node);
  const std::string leaf = scope ? scope->full : context.eager() ? std::string() : std::string(rule->node);
  if (reflected) {
    auto a = convert(in, x, strict, std::nullopt, "x");
    if (!a) return {};
    auto b = convert(in, y);
    if (!b) return {};
    scope.reset();
    const Operand out = context.run1(op(which == py::BinaryOp::kAdd && a->dtype == DType::kString ? "Add" : name), {*a, *b}, {}, {leaf, false});
    return out ? tensor_value(in, out) : py::Value();
  }
  if (which == py::BinaryOp::kAdd) {
    auto a = convert(in, x);
    if (!a) return {};
    auto b = convert(in, y, std::nullopt, a->dtype, "y");
    if (!b) return {};
    scope.reset();
    const Operand out = context.run1(op(a->dtype == DType::kString && find_op("Add") ? "Add" : name), {*a, *b}, {}, {leaf, false});
    return out ? tensor_value(in, out) : py::Value();
  }
  // Operators convert first, so their eager errors keep " name: ".
  if (context.eager() && !is_tensor(y)) {
    auto a = convert(in, x);
    if (!a) return {};
    auto b = convert(in, y, a->dtype);
    if (!b) return {};
    const Operand out = context.run1(op(name), {*a, *b});
    return out ? tensor_value(in, out) : py::Value();
  }
  scope.reset();
  const Operand out = call_op1(in, name, {x, y}, {}, leaf);
  return out ? tensor_value(in, out) : py::Value();
}

py::Value tensor_unary(py::Interp& in, py::UnaryOp which, const py::Value& self) {
  switch (which) {
    case py::UnaryOp::kNeg: return op_value(in, "Neg", {self});
    case py::UnaryOp::kInvert: return op_value(in, dtype_of(self) == DType::kBool ? "LogicalNot" : "Invert", {self});
    default: return in.raise("TypeError", "bad operand type for unary +: '" + (as_tensor_object(self) && as_tensor_object(self)->eager() ? "tensorflow.python.framework.ops.EagerTensor" : in.type_of(self)->name) + "'");
  }
}

py::Value tensor_compare(py::Interp& in, py::CompareOp which, const py::Value& self, const py::Value& other) {
  const bool equality = which == py::CompareOp::kEq || which == py::CompareOp::kNe;
  if (equality && other.is_none()) return py::Value::boolean(which == py::CompareOp::kNe);
  if (other.is_object() && !is_tensor(other) && other.object()->type->slots.binary_priority > 100) return in.not_implemented();
  Context& context = in.state<Context>();
  std::string_view name;
  switch (which) {
    case py::CompareOp::kLt: name = "Less"; break;
    case py::CompareOp::kLe: name = "LessEqual"; break;
    case py::CompareOp::kGt: name = "Greater"; break;
    case py::CompareOp::kGe: name = "GreaterEqual"; break;
    case py::CompareOp::kEq: name = "Equal"; break;
    case py::CompareOp::kNe: name = "NotEqual"; break;
  }
  Attrs attrs;
  if (equality) attrs.set("incompatible_shape_error", false);
  if (context.eager() && !is_tensor(other)) {
    auto a = convert(in, self);
    if (!a) return {};
    auto b = convert(in, other, a->dtype);
    if (!b) return {};
    if (equality && !broadcast(a->shape, b->shape).ok()) return eager_value(in, Tensor::scalar(which == py::CompareOp::kNe));
    const Operand out = context.run1(op(name), {*a, *b}, attrs);
    return out ? tensor_value(in, out) : py::Value();
  }
  if (context.eager() && equality) {                        // shapes that do not fit are not equal
    auto a = convert(in, self), b = a ? convert(in, other) : std::nullopt;
    if (!b) return {};
    if (a->dtype == b->dtype && !broadcast(a->shape, b->shape).ok()) return eager_value(in, Tensor::scalar(which == py::CompareOp::kNe));
  }
  return op_value(in, name, {self, other}, attrs);
}

}  // namespace misfit::tf
