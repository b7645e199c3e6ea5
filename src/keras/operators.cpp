// `a + b` on symbolic tensors: Keras 2 makes a TFOpLambda layer of it, Keras 3 an operation.
#include "keras/scratch.h"
#include "keras/operators.h"

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

bool is_arithmetic(BinaryOp op) { return op <= BinaryOp::kPow && op != BinaryOp::kMatMul; }

// Keras 3 works out the shape before anything else, and says so when it does not.
bool broadcasts(py::Interp& in, const py::Value& a, const py::Value& b) {
  std::optional<Shape> x = shape_of(in, a), y = shape_of(in, b);
  if (!x || !y || in.pending()) return !in.pending();
  for (size_t i = 1; i <= std::min(x->rank(), y->rank()); ++i) {
    int64_t m = (*x)[x->rank() - i], n = (*y)[y->rank() - i];
    if (m == 1 || n == 1 || m < 0 || n < 0 || m == n) continue;
    in.raise("ValueError", "Cannot broadcast shape, the failure dim has value " + std::to_string(m) + ", which cannot be broadcasted to " +
                               std::to_string(n) + ". Input shapes are: " + list_text(*x) + " and " + list_text(*y) + ".");
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
  if (in.keras3() && is_arithmetic(op) && !broadcasts(in, a, b)) return {};
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
  State& state = in.state<State>();
  state.types_by_name["Operation"] =
      in.new_type(in.keras3() ? "keras.src.ops.operation" : "keras.src.layers.core.tf_op_layer", in.keras3() ? "Operation" : "TFOpLambda", {state.layer},
                  OpLayer::kind);
}

}  // namespace misfit::keras
