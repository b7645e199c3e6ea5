// `a + b` on symbolic tensors: Keras 2 makes a TFOpLambda layer of it, Keras 3 an operation.
#include "keras/scratch.h"
#include "keras/operators.h"

#include <algorithm>

#include "keras/calls.h"
#include "keras/class_modules.h"
#include "keras/nest.h"
#include "ops/ops.h"

namespace misfit::keras {
namespace {

using py::BinaryOp;
using py::CompareOp;
using py::UnaryOp;

struct Names { std::string_view symbol, class3; };   // Keras 2's "math.add" and Keras 3's "Add"

Names names_of(BinaryOp op) {
  switch (op) {
    case BinaryOp::kAdd: return {"__operators__.add", "Add"};
    case BinaryOp::kSub: return {"math.subtract", "Subtract"};
    case BinaryOp::kMul: return {"math.multiply", "Multiply"};
    case BinaryOp::kMatMul: return {"linalg.matmul", "Matmul"};
    case BinaryOp::kTrueDiv: return {"math.truediv", "TrueDivide"};
    case BinaryOp::kFloorDiv: return {"math.floordiv", "FloorDivide"};
    case BinaryOp::kMod: return {"math.floormod", "Mod"};
    case BinaryOp::kPow: return {"math.pow", "Power"};
    case BinaryOp::kAnd: return {"math.logical_and", "LogicalAnd"};
    case BinaryOp::kOr: return {"math.logical_or", "LogicalOr"};
    case BinaryOp::kXor: return {"math.logical_xor", "LogicalXor"};
    default: return {};
  }
}

Names names_of(CompareOp op) {
  switch (op) {
    case CompareOp::kLt: return {"math.less", "Less"};
    case CompareOp::kLe: return {"math.less_equal", "LessEqual"};
    case CompareOp::kEq: return {"__operators__.eq", "Equal"};
    case CompareOp::kNe: return {"__operators__.ne", "NotEqual"};
    case CompareOp::kGt: return {"math.greater", "Greater"};
    case CompareOp::kGe: return {"math.greater_equal", "GreaterEqual"};
  }
  return {};
}

bool broadcasts(py::Interp& in, const Shape& x, const Shape& y) {
  for (size_t i = 1; i <= std::min(x.rank(), y.rank()); ++i) {
    const int64_t m = x[x.rank() - i], n = y[y.rank() - i];
    if (m == 1 || n == 1 || m < 0 || n < 0 || m == n) continue;
    in.raise("ValueError", "Cannot broadcast shape, the failure dim has value " + std::to_string(m) + ", which cannot be broadcasted to " +
                               std::to_string(n) + ". Input shapes are: " + list_text(x) + " and " + list_text(y) + ".");
    return false;
  }
  return true;
}

bool multiplies(py::Interp& in, Shape x, Shape y) {
  if (x.rank() == 0 || y.rank() == 0) return true;
  if (x.rank() == 1) x = Shape{1, x[0]};
  if (y.rank() == 1) y = Shape{y[0], 1};
  if (x.at(-1) >= 0 && y.at(-2) >= 0 && x.at(-1) != y.at(-2)) {
    in.raise("ValueError", "Inner dimensions (`x1.shape[-1]` and `x2.shape[-2]`) must be equal, but received `x1.shape=" + python_text(x) + "` and `x2.shape=" + python_text(y) + "`.");
    return false;
  }
  auto leading = [](const Shape& s) { return Shape(std::vector<int64_t>(s.begin(), s.end() - 2)); };
  return broadcasts(in, leading(x), leading(y));
}

// All shapes as the first, beside the axis they are joined along (nothing: a new one).
bool joins(py::Interp& in, const std::vector<Shape>& shapes, std::optional<int64_t> axis) {
  const Shape& first = shapes[0];
  const auto rank = static_cast<int64_t>(first.rank());
  if (axis && (*axis < -rank || *axis >= rank)) return true;
  for (const Shape& s : shapes) {
    bool same = s.rank() == first.rank();
    for (size_t i = 0; same && i < s.rank(); ++i)
      same = (axis && static_cast<int64_t>(i) == (*axis + rank) % rank) || s[i] < 0 || first[i] < 0 || s[i] == first[i];
    if (same) continue;
    const std::string found = "But found element of shape " + python_text(s) + (axis ? ", which" : ",  which") + " is different from the first element's shape " + python_text(first) + ".";
    in.raise("ValueError", axis ? "Every value in `xs` must have the same shape except on the `axis` dim. " + found : "Every value in `x` must have the same shape. " + found);
    return false;
  }
  return true;
}

// Plain Python numbers take part as they are; in Keras 3 as tensors of the symbol's dtype.
py::Value promoted(py::Interp& in, const py::Value& v, const py::Value& other) {
  if (!in.keras3() || !(v.is_float() || v.is_int() || v.is_bool())) return v;
  tf::TensorObject* t = tf::as_tensor_object(other);
  if (!t) return v;
  DType dtype = v.is_float() && !is_floating(t->operand.dtype) ? DType::kFloat32 : t->operand.dtype;
  std::optional<Operand> x = tf::convert(in, v, dtype);
  return x ? tf::tensor_value(in, *x) : py::Value();
}

py::Value binary(py::Interp& in, BinaryOp op, const py::Value& self, const py::Value& other, bool reflected) {
  Names names = names_of(op);
  if (names.symbol.empty()) return in.not_implemented();
  py::Value a = reflected ? other : self, b = reflected ? self : other;
  const py::Value operands[] = {a, b};
  if (in.keras3() && !check_operation_shapes(in, names.class3, operands)) return {};
  auto run = [op](py::Interp& i, const py::Args& args) -> py::Value {
    if (!i.keras3() && (op == BinaryOp::kAdd || op == BinaryOp::kSub || op == BinaryOp::kMul)) {   // the function tf.math has for it
      const bool second = !tf::as_tensor_object(args.positional[0]);
      const auto own = tf::convert(i, args.positional[second ? 1 : 0]);
      const auto partner = own ? tf::convert(i, args.positional[second ? 0 : 1], std::nullopt, own->dtype) : std::nullopt;
      if (!partner) return {};
      const Operand out = i.state<tf::Context>().run1(op == BinaryOp::kAdd ? kAddV2 : op == BinaryOp::kSub ? kSub : kMul, {second ? *partner : *own, second ? *own : *partner});
      return out ? tf::tensor_value(i, out) : py::Value();
    }
    py::Value x = promoted(i, args.positional[0], args.positional[1]);
    py::Value y = x ? promoted(i, args.positional[1], x) : py::Value();
    return y ? i.binary(op, x, y) : py::Value();
  };
  std::vector<py::Value> both{a, b};
  return call_operation(in, names.symbol, names.class3, run, py::Args{both});
}

py::Value unary(py::Interp& in, UnaryOp op, const py::Value& self) {
  if (op == UnaryOp::kPos) return self;
  Names names = op == UnaryOp::kNeg ? Names{"math.negative", "Negative"} : Names{"math.logical_not", "LogicalNot"};
  auto run = [op](py::Interp& i, const py::Args& args) { return i.unary(op, args.positional[0]); };
  std::vector<py::Value> one{self};
  return call_operation(in, names.symbol, names.class3, run, py::Args{one});
}

py::Value compare(py::Interp& in, CompareOp op, const py::Value& self, const py::Value& other) {
  if (op == CompareOp::kEq && in.keras3()) return py::Value::boolean(self.same(other));
  if ((op == CompareOp::kEq || op == CompareOp::kNe) && other.is_none()) return py::Value::boolean(op == CompareOp::kNe);
  Names names = names_of(op);
  auto run = [op](py::Interp& i, const py::Args& args) { return i.compare(op, args.positional[0], args.positional[1]); };
  std::vector<py::Value> both{self, other};
  return call_operation(in, names.symbol, names.class3, run, py::Args{both});
}

py::Value getitem(py::Interp& in, const py::Value& self, const py::Value& key) {
  auto run = [key](py::Interp& i, const py::Args& args) { return i.get_item(args.positional[0], args.positional.size() > 1 ? args.positional[1] : key); };
  std::vector<py::Value> args{self};
  bool symbolic_key = false;
  for (const py::Value& k : nest::flatten(in, key)) symbolic_key = symbolic_key || py::cast<KerasTensor>(k);
  if (symbolic_key) args.push_back(key);
  return call_operation(in, "__operators__.getitem", "GetItem", run, py::Args{args});
}

}  // namespace

bool check_operation_shapes(py::Interp& in, std::string_view class3, std::span<const py::Value> args) {
  static constexpr std::string_view kElementwise[] = {"Add", "Subtract", "Multiply", "Divide", "TrueDivide", "FloorDivide", "Mod", "Power", "Maximum", "Minimum",
                                                      "Equal", "NotEqual", "Greater", "GreaterEqual", "Less", "LessEqual", "LogicalAnd", "LogicalOr", "LogicalXor"};
  const bool concatenates = class3 == "Concatenate", stacks = class3 == "Stack";
  if ((concatenates || stacks) && !args.empty()) {
    std::vector<Shape> shapes;
    for (const py::Value& v : in.is_sequence(args[0]) ? in.items(args[0]) : std::span<const py::Value>()) {
      const std::optional<Shape> s = shape_of(in, v);
      if (!s || !s->known_rank()) return !in.pending();
      shapes.push_back(*s);
    }
    const std::optional<int64_t> axis = concatenates ? std::optional<int64_t>(args.size() > 1 ? in.as_int(args[1]).value_or(0) : 0) : std::nullopt;
    return shapes.empty() || joins(in, shapes, axis);
  }
  const bool elementwise = std::find(std::begin(kElementwise), std::end(kElementwise), class3) != std::end(kElementwise);
  if ((!elementwise && class3 != "Matmul") || args.size() < 2) return true;
  const std::optional<Shape> x = shape_of(in, args[0]), y = shape_of(in, args[1]);
  if (!x || !y || !x->known_rank() || !y->known_rank() || in.pending()) return !in.pending();
  return elementwise ? broadcasts(in, *x, *y) : multiplies(in, *x, *y);
}

py::Value call_operation(py::Interp& in, std::string_view symbol, std::string_view class3,
                         std::function<py::Value(py::Interp&, const py::Args&)> function, const py::Args& args) {
  State& state = in.state<State>();
  py::Type* type = state.types_by_name["Operation"];
  auto* op = new OpLayer(type);
  py::Ref<Layer> held(op);
  op->span = in.here();
  op->function = std::move(function);
  op->initialized = op->built = true;
  op->autocast = false;
  op->convert_inputs = false;
  op->non_tensors_allowed = true;
  op->supports_masking = false;
  if (in.keras3()) {
    op->shown_class = std::string(class3);
    op->name = state.unique_name(class3);
    // symbolic_call itself: no envelope around its own errors.
    CallArguments given(args);
    Graph scratch("scratch_graph");
    py::Value out;
    {
      GraphScope inside(in, &scratch);
      CallArguments inner = given;
      bool ok = true;
      for (py::Value& v : inner.positional) ok = ok && bool(v = to_placeholders(in, v));
      for (auto& [name, v] : inner.keywords) ok = ok && bool(v = to_placeholders(in, v));
      if (ok) out = op->function(in, inner.view());
      if (out) out = from_graph(in, out);
    }
    if (!out) return {};
    py::Ref<py::Dict> kwargs = in.dict();
    for (const auto& [name, v] : given.keywords) kwargs->set(in, name, v);
    if (!connect(in, *op, in.tuple(given.positional), kwargs, out)) return {};
    return out;
  }
  op->shown_class = symbol == "__operators__.getitem" ? "SlicingOpLambda" : "TFOpLambda";
  op->name = state.unique_object_name("tf." + std::string(symbol), true);
  return layer_call(in, *op, args);
}

void define_keras_tensor_operators(py::Interp& in, py::Type* t) {
  t->slots.binary = binary;
  t->slots.unary = unary;
  t->slots.compare = compare;
  t->slots.getitem = getitem;
  in.method(t, "__abs__", "self", [](py::Interp& i, py::Bound& a) {
    const std::vector<py::Value> one{a[0]};
    return call_operation(i, "math.abs", "Absolute", [](py::Interp& j, const py::Args& args) { return j.call(j.get_attr(j.import("builtins"), "abs"), args); }, py::Args{one});
  });
  State& state = in.state<State>();
  state.types_by_name["Operation"] =
      in.new_type(in.keras3() ? "keras.src.ops.operation" : "keras.src.layers.core.tf_op_layer", in.keras3() ? "Operation" : "TFOpLambda", {state.layer},
                  OpLayer::kind);
}

}  // namespace misfit::keras
