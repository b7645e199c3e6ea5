// tf.math: one op each, or a short formula.
#include "modules/tensorflow_table.h"

namespace misfit::modules::tf_api {
namespace {

// The operators that convert their operands first: x, then y as x's type if it will.
Value hinted(Interp& in, Bound& a, std::string_view op_name, std::string_view function) {
  Context& c = context(in);
  std::optional<tf::NameScope> scope;
  const bool tensors = tf::as_tensor_object(a[0]) && tf::as_tensor_object(a[1]);
  if (!c.eager() && !tensors) scope.emplace(c, name_or(in, a, function));
  const std::string leaf = scope ? scope->full : c.eager() ? std::string() : name_or(in, a, function);
  auto x = convert(in, a[0], std::nullopt, std::nullopt, "x");
  auto y = x ? convert(in, a[1], std::nullopt, x->dtype, "y") : std::nullopt;
  if (!y) return {};
  scope.reset();
  return wrap(in, c.run1(tf::op(op_name), {*x, *y}, {}, {leaf, false}));
}

// y has to be of x's type already.
Value multiply_no_nan(Interp& in, Bound& a) {
  auto x = convert(in, a[0], std::nullopt, std::nullopt, "x");
  if (const tf::TensorObject* t = tf::as_tensor_object(a[1]); x && t && t->operand.dtype != x->dtype) {
    const auto text = in.repr(a[1]);
    return text ? in.raise("ValueError", "y: Tensor conversion requested dtype " + std::string(tf_name(x->dtype)) + " for Tensor with dtype " + std::string(tf_name(t->operand.dtype)) + ": " + *text) : Value();
  }
  return x ? hinted(in, a, "MulNoNan", "multiply_no_nan") : Value();
}

Value binary(Interp& in, Bound& a, std::string_view op_name) { return op_value(in, op_name, {a[0], a[1]}, {}, name_of(in, a)); }
Value unary(Interp& in, Bound& a, std::string_view op_name) { return op_value(in, op_name, {a[0]}, {}, name_of(in, a)); }

Value divide(Interp& in, Bound& a) {
  auto x = convert(in, a[0], std::nullopt, std::nullopt, "x");
  return x ? tf::tensor_binary(in, py::BinaryOp::kTrueDiv, tensor_value(in, *x), a[1], false) : Value();
}

Value absolute(Interp& in, Bound& a) {
  auto x = convert(in, a[0], std::nullopt, std::nullopt, "x");
  return x ? wrap(in, context(in).run1(tf::op(is_complex(x->dtype) ? "ComplexAbs" : "Abs"), {*x}, {}, {name_of(in, a), false})) : Value();
}

Value rounded(Interp& in, Bound& a) {
  auto x = convert(in, a[0], std::nullopt, std::nullopt, "x");
  if (!x) return {};
  return is_integer(x->dtype) ? tensor_value(in, *x) : wrap(in, context(in).run1(tf::op("Round"), {*x}));
}

Value clip(Interp& in, Bound& a) {
  Context& c = context(in);
  std::optional<tf::NameScope> scope;
  if (!c.eager()) scope.emplace(c, name_or(in, a, "clip_by_value"));
  auto x = convert(in, a["t"], std::nullopt, std::nullopt, "t");
  if (!x) return {};
  const Operand low = call_op1(in, "Minimum", {*x, a["clip_value_max"]});
  if (!low) return {};
  if (x->shape.known_rank() && low.shape.known_rank() && !compatible(x->shape, low.shape)) return in.raise("ValueError", "Shapes " + python_text(x->shape) + " and " + python_text(low.shape) + " are incompatible");
  const std::string leaf = scope ? scope->full : std::string();
  scope.reset();
  return op_value(in, "Maximum", {low, a["clip_value_min"]}, {}, leaf);
}

Operand sum_of_squares(Interp& in, const Operand& x) {
  Context& c = context(in);
  const Operand squares = c.run1(tf::op("Mul"), {x, x});
  std::vector<int64_t> axes;
  for (size_t i = 0; i < x.shape.rank(); ++i) axes.push_back(static_cast<int64_t>(i));
  return squares ? c.run1(tf::op("Sum"), {squares, tf::int_constant(in, axes)}, {{"keep_dims", false}}) : squares;
}

Value clip_by_norm(Interp& in, Bound& a) {
  Context& c = context(in);
  auto x = convert(in, a["t"]);
  auto limit = x ? convert(in, a["clip_norm"], x->dtype) : std::nullopt;
  if (!limit) return {};
  const Operand norm = c.run1(tf::op("Sqrt"), {sum_of_squares(in, *x)});
  const Operand top = norm ? c.run1(tf::op("Maximum"), {norm, *limit}) : norm;
  const Operand scaled = top ? c.run1(tf::op("Mul"), {*x, *limit}) : top;
  return scaled ? wrap(in, c.run1(tf::op("RealDiv"), {scaled, top})) : Value();
}

Operand global_norm(Interp& in, const std::vector<Value>& all) {
  Context& c = context(in);
  Operand total;
  for (const Value& v : all) {
    if (v.is_none()) continue;
    auto x = convert(in, v);
    if (!x) return {};
    // half the squares, as l2_loss, doubled at the end
    const Operand s = sum_of_squares(in, *x);
    total = total ? c.run1(tf::op("AddV2"), {total, s}) : s;
    if (!total) return {};
  }
  return total ? c.run1(tf::op("Sqrt"), {total}) : total;
}

Value clip_by_global_norm(Interp& in, Bound& a) {
  Context& c = context(in);
  auto all = in.list_of(a["t_list"]);
  if (!all) return {};
  Operand norm;
  if (a["use_norm"].is_none()) norm = global_norm(in, *all);
  else if (auto given = convert(in, a["use_norm"])) norm = *given;
  if (!norm) return in.pending() ? Value() : in.raise("ValueError", "t_list should not be empty");
  auto limit = convert(in, a["clip_norm"], norm.dtype);
  if (!limit) return {};
  const Operand inverse = c.run1(tf::op("RealDiv"), {constant(in, 1, norm.dtype), norm});
  const Operand one = c.run1(tf::op("RealDiv"), {constant(in, 1, norm.dtype), *limit});
  const Operand least = c.run1(tf::op("Minimum"), {inverse, one});
  const Operand scale = least ? c.run1(tf::op("Mul"), {*limit, least}) : least;
  if (!scale) return {};
  std::vector<Value> out;
  for (const Value& v : *all) {
    if (v.is_none()) { out.push_back(v); continue; }
    auto x = convert(in, v);
    const Operand y = x ? c.run1(tf::op("Mul"), {*x, scale}) : Operand{};
    if (!y) return {};
    out.push_back(tensor_value(in, y));
  }
  return in.tuple({in.list(std::move(out)), tensor_value(in, norm)});
}

Value add_n(Interp& in, Bound& a) {
  auto all = in.list_of(a["inputs"]);
  if (!all || all->empty()) return all ? in.raise("ValueError", "Inputs must be an iterable of at least one " + std::string(in.keras3() ? "Tensor/IndexedSlices" : "`Tensor`/`IndexedSlices`") + " with the same dtype and shape.") : Value();
  if (tf::has_op("AddN")) return op_value(in, "AddN", {*all}, {}, name_of(in, a));
  auto sum = convert(in, (*all)[0]);
  for (size_t i = 1; sum && i < all->size(); ++i) {
    auto x = convert(in, (*all)[i]);
    const Operand y = x ? context(in).run1(tf::op("AddV2"), {*sum, *x}) : Operand{};
    if (!y) return {};
    sum = y;
  }
  return sum ? tensor_value(in, *sum) : Value();
}

Value cumulative(Interp& in, Bound& a, std::string_view op_name) {
  bool exclusive = false, reverse = false;
  if (!flag(in, a["exclusive"], &exclusive) || !flag(in, a["reverse"], &reverse)) return {};
  return op_value(in, op_name, {a["x"], a["axis"]}, {{"exclusive", exclusive}, {"reverse", reverse}}, name_of(in, a));
}

Value top_k(Interp& in, Bound& a) {
  bool sorted = true;
  if (!flag(in, a["sorted"], &sorted)) return {};
  const Operands out = call_op(in, "TopKV2", {a["input"], a["k"]}, {{"sorted", sorted}}, name_of(in, a));
  if (out.empty()) return {};
  return named_pair(in, "TopKV2", "values", "indices", out);
}

Value bincount(Interp& in, Bound& a) {
  auto x = convert(in, a["arr"]);
  if (!x) return {};
  if (!x->value) return in.raise("NotImplementedError", "tf.math.bincount of a symbolic tensor is not supported.");
  const Operand whole = context(in).run1(tf::op("Cast"), {*x}, {{"DstT", DType::kInt32}});
  if (!whole) return {};
  x->value = whole.value;
  int64_t size = 0;
  for (int64_t i = 0; i < x->value.elements(); ++i) size = std::max(size, x->value.int_at(i) + 1);
  if (!a["minlength"].is_none()) { auto n = integer(in, a["minlength"]); if (!n) return {}; size = std::max(size, *n); }
  if (!a["maxlength"].is_none()) { auto n = integer(in, a["maxlength"]); if (!n) return {}; size = std::min(size, *n); }
  auto t = tf::as_dtype(in, a["dtype"]);
  if (!t) return {};
  std::optional<Operand> weights;
  if (!a["weights"].is_none()) {
    weights = convert(in, a["weights"]);
    if (!weights) return {};
    t = weights->dtype;
    if (weights->value.shape() != x->value.shape())
      return tf::raise_error(in, "InvalidArgumentError", "{{function_node __wrapped__DenseBincount_device_/job:localhost/replica:0/task:0/device:CPU:0}} `weights` must be the same shape as `arr` or a length-0 `Tensor`, "
                                                         "in which case it acts as all weights equal to 1. Received " + bracket_text(weights->shape) + " [Op:DenseBincount] name: ");
  }
  for (int64_t i = 0; i < x->value.elements(); ++i)
    if (x->value.int_at(i) < 0)
      return tf::raise_error(in, "InvalidArgumentError", "{{function_node __wrapped__DenseBincount_device_/job:localhost/replica:0/task:0/device:CPU:0}} Input arr must be non-negative! [Op:DenseBincount] name: ");
  Tensor counts = Tensor::uninitialized(DType::kFloat64, Shape{size});
  auto d = counts.mutable_data<double>();
  std::fill(d.begin(), d.end(), 0.0);
  for (int64_t i = 0; i < x->value.elements(); ++i) {
    const int64_t k = x->value.int_at(i);
    if (k >= 0 && k < size) d[static_cast<size_t>(k)] += weights ? weights->value.at(i) : 1.0;
  }
  return wrap(in, context(in).constant(cast(counts, *t)));
}

// The assertions that TensorFlow makes of labels and predictions, one after the other. Always null.
Value out_of_matrix(Interp& in, Bound& a, int64_t classes) {
  const Value tensorflow = in.import("tensorflow"), debugging = in.get_attr(tensorflow, "debugging"), cast = in.get_attr(tensorflow, "cast");
  const auto as_int64 = [&](const Value& v) { return in.call(cast, {v, in.get_attr(tensorflow, "int64")}); };
  for (const bool upper : {false, true})
    for (const char* name : {"labels", "predictions"}) {
      const py::Keyword message[] = {{"message", in.str_value("`" + std::string(name) + (upper ? "` out of bound" : "` contains negative values"))}};
      std::vector<Value> operands{as_int64(a[name])};
      if (upper) operands.push_back(as_int64(Value::integer(classes)));
      if (!in.call(in.get_attr(debugging, upper ? "assert_less" : "assert_non_negative"), py::Args{operands, message})) return {};
    }
  return {};
}

Value confusion_matrix(Interp& in, Bound& a) {
  auto labels = convert(in, a["labels"]);
  auto predictions = labels ? convert(in, a["predictions"]) : std::nullopt;
  auto t = predictions ? tf::as_dtype(in, a["dtype"]) : std::nullopt;
  if (!t) return {};
  if (!labels->value || !predictions->value) return in.raise("NotImplementedError", "tf.math.confusion_matrix of symbolic tensors is not supported.");
  if (labels->shape != predictions->shape)
    return tf::raise_error(in, "InvalidArgumentError", "{{function_node __wrapped__Pack_N_2_device_/job:localhost/replica:0/task:0/device:CPU:0}} Shapes of all inputs must match: values[0].shape = " + bracket_text(labels->shape) +
                                                           " != values[1].shape = " + bracket_text(predictions->shape) + " [Op:Pack] name: stack");
  int64_t classes = 0;
  for (const Operand* x : {&*labels, &*predictions})
    for (int64_t i = 0; i < x->value.elements(); ++i) classes = std::max(classes, static_cast<int64_t>(x->value.at(i)) + 1);
  if (!a["num_classes"].is_none()) { auto n = integer(in, a["num_classes"]); if (!n) return {}; classes = *n; }
  Tensor m = Tensor::uninitialized(DType::kFloat64, Shape{classes, classes});
  auto d = m.mutable_data<double>();
  std::fill(d.begin(), d.end(), 0.0);
  std::optional<Operand> weights;
  if (!a["weights"].is_none() && !(weights = convert(in, a["weights"]))) return {};
  for (int64_t i = 0; i < labels->value.elements(); ++i) {
    const int64_t r = static_cast<int64_t>(labels->value.at(i)), c = static_cast<int64_t>(predictions->value.at(i));
    if (r >= classes || c >= classes || r < 0 || c < 0) return out_of_matrix(in, a, classes);
    d[static_cast<size_t>(r * classes + c)] += weights ? weights->value.at(i) : 1.0;
  }
  return wrap(in, context(in).constant(cast(m, *t)));
}

Value segment(Interp& in, Bound& a, std::string_view op_name) { return op_value(in, op_name, {a["data"], a["segment_ids"]}, {}, name_of(in, a)); }
Value unsorted(Interp& in, Bound& a, std::string_view op_name) { return op_value(in, op_name, {a["data"], a["segment_ids"], a["num_segments"]}, {}, name_of(in, a)); }

Value logical_xor(Interp& in, Bound& a) {
  auto x = convert(in, a[0], DType::kBool);
  auto y = x ? convert(in, a[1], DType::kBool) : std::nullopt;
  return y ? wrap(in, context(in).run1(tf::op("NotEqual"), {*x, *y})) : Value();
}

Value polyval(Interp& in, Bound& a) {
  auto coefficients = in.list_of(a["coeffs"]);
  auto x = coefficients ? convert(in, a["x"]) : std::nullopt;
  if (!x) return {};
  if (coefficients->empty()) return wrap(in, context(in).run1(tf::op("ZerosLike"), {*x}));
  auto p = convert(in, (*coefficients)[0], x->dtype);
  for (size_t i = 1; p && i < coefficients->size(); ++i) {
    auto c = convert(in, (*coefficients)[i], x->dtype);
    if (!c) return {};
    const Operand m = context(in).run1(tf::op("Mul"), {*p, *x});
    const Operand s = m ? context(in).run1(tf::op("AddV2"), {*c, m}) : m;
    if (!s) return {};
    p = s;
  }
  return p ? tensor_value(in, *p) : Value();
}

#define UNARY(NAME) [](Interp& in, Bound& a) { return unary(in, a, NAME); }
#define BINARY(NAME) [](Interp& in, Bound& a) { return binary(in, a, NAME); }

constexpr Row kRows[] = {
    {"add math.add", "x, y, name=None", [](Interp& in, Bound& a) { return hinted(in, a, "AddV2", "Add"); }},
    {"subtract math.subtract", "x, y, name=None", BINARY("Sub")},
    {"multiply math.multiply", "x, y, name=None", BINARY("Mul")},
    {"divide math.divide", "x, y, name=None", divide},
    {"truediv math.truediv", "x, y, name=None", divide},
    {"math.divide_no_nan", "x, y, name=None", [](Interp& in, Bound& a) { return hinted(in, a, "DivNoNan", "div_no_nan"); }},
    {"math.multiply_no_nan", "x, y, name=None", multiply_no_nan},
    {"math.floordiv", "x, y, name=None", BINARY("FloorDiv")},
    {"floor_div", "x, y, name=None", BINARY("FloorDiv")},
    {"math.floormod math.mod math.mod", "x, y, name=None", BINARY("FloorMod")},
    {"maximum math.maximum", "x, y, name=None", BINARY("Maximum")},
    {"minimum math.minimum", "x, y, name=None", BINARY("Minimum")},
    {"pow math.pow", "x, y, name=None", BINARY("Pow")},
    {"math.squared_difference", "x, y, name=None", BINARY("SquaredDifference")},
    {"equal math.equal", "x, y, name=None", BINARY("Equal")},
    {"not_equal math.not_equal", "x, y, name=None", BINARY("NotEqual")},
    {"less math.less", "x, y, name=None", BINARY("Less")},
    {"less_equal math.less_equal", "x, y, name=None", BINARY("LessEqual")},
    {"greater math.greater", "x, y, name=None", BINARY("Greater")},
    {"greater_equal math.greater_equal", "x, y, name=None", BINARY("GreaterEqual")},
    {"logical_and math.logical_and", "x, y, name=None", BINARY("LogicalAnd")},
    {"logical_or math.logical_or", "x, y, name=None", BINARY("LogicalOr")},
    {"math.logical_xor", "x, y, name='LogicalXor'", logical_xor},
    {"logical_not math.logical_not", "x, name=None", UNARY("LogicalNot")},
    {"math.atan2 atan2", "y, x, name=None", BINARY("Atan2")},
    {"math.xlogy", "x, y, name=None", BINARY("Xlogy")},
    {"math.xlog1py", "x, y, name=None", BINARY("Xlog1py")},
    {"math.xdivy", "x, y, name=None", BINARY("Xdivy")},
    {"math.zeta", "x, q, name=None", BINARY("Zeta")},
    {"math.polygamma", "a, x, name=None", BINARY("Polygamma")},
    {"math.igamma", "a, x, name=None", BINARY("Igamma")},
    {"math.igammac", "a, x, name=None", BINARY("Igammac")},
    {"math.nextafter", "x1, x2, name=None", BINARY("NextAfter")},
    {"math.betainc", "a, b, x, name=None", [](Interp& in, Bound& a) { return op_value(in, "Betainc", {a[0], a[1], a[2]}); }},
    {"abs math.abs", "x, name=None", absolute},
    {"negative math.negative", "x, name=None", UNARY("Neg")},
    {"sign math.sign", "x, name=None", UNARY("Sign")},
    {"square math.square", "x, name=None", UNARY("Square")},
    {"sqrt math.sqrt", "x, name=None", UNARY("Sqrt")},
    {"math.rsqrt", "x, name=None", UNARY("Rsqrt")},
    {"exp math.exp", "x, name=None", UNARY("Exp")},
    {"math.expm1", "x, name=None", UNARY("Expm1")},
    {"math.log", "x, name=None", UNARY("Log")},
    {"math.log1p", "x, name=None", UNARY("Log1p")},
    {"math.log_sigmoid nn.log_sigmoid", "x, name=None", [](Interp& in, Bound& a) -> Value {
       auto x = convert(in, a[0]);
       const Operand n = x ? context(in).run1(tf::op("Neg"), {*x}) : Operand{};
       const Operand s = n ? context(in).run1(tf::op("Softplus"), {n}) : n;
       return s ? wrap(in, context(in).run1(tf::op("Neg"), {s})) : Value();
     }},
    {"sin math.sin", "x, name=None", UNARY("Sin")}, {"cos math.cos", "x, name=None", UNARY("Cos")}, {"tan math.tan", "x, name=None", UNARY("Tan")},
    {"asin math.asin", "x, name=None", UNARY("Asin")}, {"acos math.acos", "x, name=None", UNARY("Acos")}, {"atan math.atan", "x, name=None", UNARY("Atan")},
    {"sinh math.sinh", "x, name=None", UNARY("Sinh")}, {"cosh math.cosh", "x, name=None", UNARY("Cosh")}, {"tanh math.tanh nn.tanh", "x, name=None", UNARY("Tanh")},
    {"asinh math.asinh", "x, name=None", UNARY("Asinh")}, {"acosh math.acosh", "x, name=None", UNARY("Acosh")}, {"atanh math.atanh", "x, name=None", UNARY("Atanh")},
    {"sigmoid math.sigmoid nn.sigmoid", "x, name=None", UNARY("Sigmoid")},
    {"math.softplus nn.softplus", "features, name=None", UNARY("Softplus")},
    {"math.softsign nn.softsign", "features, name=None", UNARY("Softsign")},
    {"floor math.floor", "x, name=None", UNARY("Floor")}, {"math.ceil", "x, name=None", UNARY("Ceil")}, {"round math.round", "x, name=None", rounded},
    {"math.rint", "x, name=None", UNARY("Rint")},
    {"math.reciprocal", "x, name=None", UNARY("Reciprocal")},
    {"math.reciprocal_no_nan", "x, name=None", [](Interp& in, Bound& a) -> Value {
       auto x = convert(in, a[0]);
       return x ? wrap(in, context(in).run1(tf::op("DivNoNan"), {constant(in, 1, x->dtype), *x})) : Value();
     }},
    {"math.erf", "x, name=None", UNARY("Erf")}, {"math.erfc", "x, name=None", UNARY("Erfc")}, {"math.erfinv", "x, name=None", UNARY("Erfinv")},
    {"math.lgamma", "x, name=None", UNARY("Lgamma")}, {"math.digamma", "x, name=None", UNARY("Digamma")},
    {"math.is_nan", "x, name=None", UNARY("IsNan")}, {"math.is_inf", "x, name=None", UNARY("IsInf")}, {"math.is_finite", "x, name=None", UNARY("IsFinite")},
    {"math.real", "input, name=None", [](Interp& in, Bound& a) -> Value {
       auto x = convert(in, a[0]);
       if (!x || !is_complex(x->dtype)) return x ? tensor_value(in, *x) : Value();
       return wrap(in, context(in).run1(tf::op("Real"), {*x}, {{"Tout", x->dtype == DType::kComplex64 ? DType::kFloat32 : DType::kFloat64}}));
     }},
    {"math.imag", "input, name=None", [](Interp& in, Bound& a) -> Value {
       auto x = convert(in, a[0]);
       if (!x || !is_complex(x->dtype)) return x ? wrap(in, context(in).run1(tf::op("ZerosLike"), {*x})) : Value();
       return wrap(in, context(in).run1(tf::op("Imag"), {*x}, {{"Tout", x->dtype == DType::kComplex64 ? DType::kFloat32 : DType::kFloat64}}));
     }},
    {"math.conj", "x, name=None", [](Interp& in, Bound& a) -> Value { auto x = convert(in, a[0]); return x && is_complex(x->dtype) ? op_value(in, "Conj", {*x}) : x ? tensor_value(in, *x) : Value(); }},
    {"math.angle", "input, name=None", UNARY("Angle")},
    {"complex dtypes.complex", "real, imag, name=None", BINARY("Complex")},
    {"clip_by_value", "t, clip_value_min, clip_value_max, name=None", clip},
    {"clip_by_norm", "t, clip_norm, axes=None, name=None", clip_by_norm},
    {"linalg.global_norm", "t_list, name=None", [](Interp& in, Bound& a) -> Value { auto all = in.list_of(a[0]); return all ? wrap(in, global_norm(in, *all)) : Value(); }},
    {"clip_by_global_norm", "t_list, clip_norm, use_norm=None, name=None", clip_by_global_norm},
    {"add_n math.add_n", "inputs, name=None", add_n},
    {"math.accumulate_n", "inputs, shape=None, tensor_dtype=None, name=None", add_n},
    {"cumsum math.cumsum", "x, axis=0, exclusive=False, reverse=False, name=None", [](Interp& in, Bound& a) { return cumulative(in, a, "Cumsum"); }},
    {"math.cumprod", "x, axis=0, exclusive=False, reverse=False, name=None", [](Interp& in, Bound& a) { return cumulative(in, a, "Cumprod"); }},
    {"math.top_k nn.top_k", "input, k=1, sorted=True, index_type='int32', name=None", top_k},
    {"math.in_top_k nn.in_top_k", "targets, predictions, k, name=None", [](Interp& in, Bound& a) { return op_value(in, "InTopKV2", {a["predictions"], a["targets"], a["k"]}, {}, name_of(in, a)); }},
    {"math.bincount", "arr, weights=None, minlength=None, maxlength=None, dtype='int32', name=None, axis=None, binary_output=False", bincount},
    {"math.confusion_matrix", "labels, predictions, num_classes=None, weights=None, dtype='int32', name=None", confusion_matrix},
    {"math.segment_sum", "data, segment_ids, name=None", [](Interp& in, Bound& a) { return segment(in, a, "SegmentSum"); }},
    {"math.segment_mean", "data, segment_ids, name=None", [](Interp& in, Bound& a) { return segment(in, a, "SegmentMean"); }},
    {"math.segment_max", "data, segment_ids, name=None", [](Interp& in, Bound& a) { return segment(in, a, "SegmentMax"); }},
    {"math.segment_min", "data, segment_ids, name=None", [](Interp& in, Bound& a) { return segment(in, a, "SegmentMin"); }},
    {"math.segment_prod", "data, segment_ids, name=None", [](Interp& in, Bound& a) { return segment(in, a, "SegmentProd"); }},
    {"math.unsorted_segment_sum", "data, segment_ids, num_segments, name=None", [](Interp& in, Bound& a) { return unsorted(in, a, "UnsortedSegmentSum"); }},
    {"math.unsorted_segment_max", "data, segment_ids, num_segments, name=None", [](Interp& in, Bound& a) { return unsorted(in, a, "UnsortedSegmentMax"); }},
    {"math.unsorted_segment_min", "data, segment_ids, num_segments, name=None", [](Interp& in, Bound& a) { return unsorted(in, a, "UnsortedSegmentMin"); }},
    {"math.unsorted_segment_prod", "data, segment_ids, num_segments, name=None", [](Interp& in, Bound& a) { return unsorted(in, a, "UnsortedSegmentProd"); }},
    {"math.unsorted_segment_mean", "data, segment_ids, num_segments, name=None", [](Interp& in, Bound& a) -> Value {
       const Operand sums = call_op1(in, "UnsortedSegmentSum", {a["data"], a["segment_ids"], a["num_segments"]});
       auto x = sums ? convert(in, a["data"]) : std::nullopt;
       const Operand ones = x ? context(in).run1(tf::op("OnesLike"), {*x}) : Operand{};
       const Operand counts = ones ? call_op1(in, "UnsortedSegmentSum", {ones, a["segment_ids"], a["num_segments"]}) : ones;
       const Operand least = counts ? context(in).run1(tf::op("Maximum"), {counts, constant(in, 1, counts.dtype)}) : counts;
       return least ? wrap(in, context(in).run1(tf::op("RealDiv"), {sums, least})) : Value();
     }},
    {"math.invert_permutation", "x, name=None", UNARY("InvertPermutation")},
    {"math.polyval", "coeffs, x, name=None", polyval},
    {"bitwise.bitwise_and", "x, y, name=None", BINARY("BitwiseAnd")}, {"bitwise.bitwise_or", "x, y, name=None", BINARY("BitwiseOr")}, {"bitwise.bitwise_xor", "x, y, name=None", BINARY("BitwiseXor")},
    {"bitwise.left_shift", "x, y, name=None", BINARY("LeftShift")}, {"bitwise.right_shift", "x, y, name=None", BINARY("RightShift")}, {"bitwise.invert", "x, name=None", UNARY("Invert")},
};

}  // namespace

// A namedtuple of two, as several ops answer.
Value named_pair(Interp& in, const char* type_name, const char* first, const char* second, const Operands& x) {
  const Value made = in.call(in.get_attr(in.import("collections"), "namedtuple"), {in.str_value(type_name), in.list({in.str_value(first), in.str_value(second)})});
  if (!made) return {};
  return in.call(made, {tensor_value(in, x[0]), tensor_value(in, x[1])});
}

void bind_math(Interp& in) { bind(in, kRows); }

}  // namespace misfit::modules::tf_api
