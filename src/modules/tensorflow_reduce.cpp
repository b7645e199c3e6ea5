// tf.reduce_*, arg*, sorting.
#include "modules/tensorflow_table.h"

namespace misfit::modules::tf_api {
namespace {

// All axes where none are named, as a constant or, with an unknown rank, computed.
std::optional<Argument> axes(Interp& in, const Operand& x, const Value& axis) {
  if (!axis.is_none()) return Argument(axis);
  if (!x.shape.known_rank()) {
    const Operand rank = context(in).run1(tf::op("Rank"), {x});
    const Operand r = rank ? context(in).run1(tf::op("Range"), {tf::int_scalar(in, 0), rank, tf::int_scalar(in, 1)}) : rank;
    if (!r) return std::nullopt;
    return Argument(r);
  }
  std::vector<int64_t> all;
  for (size_t i = 0; i < x.shape.rank(); ++i) all.push_back(static_cast<int64_t>(i));
  return Argument(tf::int_constant(in, all, "Const"));
}

Value reduce(Interp& in, Bound& a, std::string_view op_name) {
  bool keep = false;
  if (!flag(in, a["keepdims"], &keep)) return {};
  auto x = convert(in, a["input_tensor"], std::nullopt, std::nullopt, "input_tensor");
  auto over = x ? axes(in, *x, a["axis"]) : std::nullopt;
  if (!over) return {};
  // reduce_sum([1, 2], ...): a list goes the slow way of eager execution.
  Argument input = in.is_sequence(a["input_tensor"]) && context(in).eager() ? Argument(a["input_tensor"]) : Argument(*x);
  if (in.is_sequence(a["input_tensor"])) input = Argument(*x);
  return op_value(in, op_name, {input, *over}, {{"keep_dims", keep}}, name_of(in, a));
}

std::optional<Operand> reduced(Interp& in, const Operand& x, const Value& axis, std::string_view op_name, bool keep) {
  auto over = axes(in, x, axis);
  if (!over) return std::nullopt;
  const Operand y = call_op1(in, op_name, {Argument(x), *over}, {{"keep_dims", keep}});
  return y ? std::optional<Operand>(y) : std::nullopt;
}

Value variance(Interp& in, Bound& a, bool root) {
  Context& c = context(in);
  bool keep = false;
  if (!flag(in, a["keepdims"], &keep)) return {};
  auto x = convert(in, a["input_tensor"]);
  if (!x) return {};
  if (is_integer(x->dtype)) return in.raise("TypeError", "Input must be either real or complex. Received integer type <dtype: '" + std::string(tf_name(x->dtype)) + "'>.");
  auto mean = reduced(in, *x, a["axis"], "Mean", true);
  const Operand centered = mean ? c.run1(tf::op("Sub"), {*x, *mean}) : Operand{};
  const Operand squares = centered ? c.run1(tf::op("Square"), {centered}) : centered;
  auto v = squares ? reduced(in, squares, a["axis"], "Mean", keep) : std::nullopt;
  if (!v) return {};
  return wrap(in, root ? c.run1(tf::op("Sqrt"), {*v}) : *v);
}

Value logsumexp(Interp& in, Bound& a) {
  Context& c = context(in);
  bool keep = false;
  if (!flag(in, a["keepdims"], &keep)) return {};
  auto x = convert(in, a["input_tensor"]);
  std::optional<tf::NameScope> scope;
  if (x && !c.eager()) scope.emplace(c, "ReduceLogSumExp");
  auto raw = x ? reduced(in, *x, a["axis"], "Max", true) : std::nullopt;
  if (!raw) return {};
  const Operand finite = c.run1(tf::op("IsFinite"), {*raw});
  const Operand zero = finite ? c.run1(tf::op("ZerosLike"), {*raw}) : finite;
  const Operand top = zero ? c.run1(tf::op("StopGradient"), {c.run1(tf::op("SelectV2"), {finite, *raw, zero})}) : zero;
  const Operand shifted = top ? c.run1(tf::op("Sub"), {*x, top}) : top;
  const Operand e = shifted ? c.run1(tf::op("Exp"), {shifted}) : shifted;
  auto sum = e ? reduced(in, e, a["axis"], "Sum", keep) : std::nullopt;
  const Operand l = sum ? c.run1(tf::op("Log"), {*sum}) : Operand{};
  if (!l) return {};
  Operand back = top;
  if (!keep) {
    const Operand shape = l.shape.fully_known() ? tf::int_constant(in, l.shape.dims()) : c.run1(tf::op("Shape"), {l});
    back = c.run1(tf::op("Reshape"), {top, shape});
  }
  return back ? wrap(in, c.run1(tf::op("AddV2"), {l, back})) : Value();
}

Value euclidean(Interp& in, Bound& a) {
  Context& c = context(in);
  bool keep = false;
  if (!flag(in, a["keepdims"], &keep)) return {};
  auto x = convert(in, a["input_tensor"]);
  const Operand squares = x ? c.run1(tf::op("Square"), {*x}) : Operand{};
  auto s = squares ? reduced(in, squares, a["axis"], "Sum", keep) : std::nullopt;
  if (!s || !is_integer(s->dtype)) return s ? wrap(in, c.run1(tf::op("Sqrt"), {*s})) : Value();
  const auto cast = [&](const Operand& v, DType to) { return v ? c.run1(tf::op("Cast"), {v}, {{"DstT", to}}) : Operand{}; };
  const Operand wide = cast(*s, DType::kFloat64);
  return wrap(in, cast(wide ? c.run1(tf::op("Sqrt"), {wide}) : Operand{}, s->dtype));
}

Value count_nonzero(Interp& in, Bound& a) {
  Context& c = context(in);
  bool keep = false;
  if (!flag(in, a["keepdims"], &keep)) return {};
  auto x = convert(in, a["input"]);
  auto t = x ? tf::as_dtype(in, a["dtype"]) : std::nullopt;
  if (!t) return {};
  const Operand zero = x->dtype == DType::kString ? c.constant(Tensor::text("")) : constant(in, 0, x->dtype);
  const Operand not_zero = c.run1(tf::op("NotEqual"), {*x, zero});
  const Operand ones = not_zero ? c.run1(tf::op("Cast"), {not_zero}, {{"DstT", DType::kInt64}}) : not_zero;
  auto sum = ones ? reduced(in, ones, a["axis"], "Sum", keep) : std::nullopt;
  if (!sum) return {};
  return *t == DType::kInt64 ? tensor_value(in, *sum) : wrap(in, c.run1(tf::op("Cast"), {*sum}, {{"DstT", *t}}));
}

Value arg(Interp& in, Bound& a, std::string_view op_name) {
  auto t = tf::as_dtype(in, a["output_type"]);
  if (!t) return {};
  Value axis = a["axis"].is_none() ? Value::integer(0) : a["axis"];
  if (in.keras3() && op_name == "ArgMax" && in.is_sequence(axis)) return in.raise("TypeError", "axis must be int or Tensor with integer datatype");
  return op_value(in, op_name, {a["input"], axis}, {{"output_type", *t}}, name_of(in, a));
}

// Sorting along an axis: TopKV2 of the last one, negated for ascending order.
Value sort(Interp& in, Bound& a, bool indices) {
  Context& c = context(in);
  const std::string direction(in.as_str(a["direction"]).value_or(""));
  if (direction != "ASCENDING" && direction != "DESCENDING")
    return in.raise("ValueError", "Argument `direction` should be one of " + std::string(in.keras3() ? "ASCENDING, DESCENDING" : "'ASCENDING' or 'DESCENDING'") + ". Received: direction=" + direction);
  auto x = convert(in, a["values"]);
  if (const auto axes = x && in.is_sequence(a["axis"]) ? convert(in, a["axis"]) : std::nullopt)
    return in.raise("ValueError", "Argument `axis` must be a constant scalar. Received: axis=" + in.str(tf::to_numpy(in, axes->value)).value_or("") + ".");
  auto axis = x ? integer(in, a["axis"]) : std::nullopt;
  if (!axis) return {};
  const int64_t rank = static_cast<int64_t>(x->shape.rank());
  int64_t at = *axis < 0 ? *axis + rank : *axis;
  if (x->shape.known_rank() && (at < 0 || at >= rank))    // tf.shape(values)[axis]
    return tf::raise_error(in, "InvalidArgumentError", "{{function_node __wrapped__StridedSlice_device_/job:localhost/replica:0/task:0/device:CPU:0}} slice index " + std::to_string(*axis) +
                                                           " of dimension 0 out of bounds. [Op:StridedSlice] name: strided_slice/");
  std::vector<int64_t> perm;
  for (int64_t i = 0; i < rank; ++i) perm.push_back(i);
  if (at != rank - 1) std::swap(perm[static_cast<size_t>(at)], perm.back());
  Operand y = at == rank - 1 ? *x : c.run1(tf::op("Transpose"), {*x, tf::int_constant(in, perm)});
  if (!y) return {};
  const bool ascending = direction == "ASCENDING";
  const bool whole = is_integer(y.dtype);
  Operand turned = y;
  if (ascending) {
    // -1 - x keeps all integers in range
    turned = whole ? c.run1(tf::op("Sub"), {constant(in, -1, y.dtype), y}) : c.run1(tf::op("Neg"), {y});
    if (!turned) return {};
  }
  const Operands out = c.run(tf::op("TopKV2"), Operands{turned, tf::int_scalar(in, y.shape[static_cast<size_t>(rank - 1)])}, {{"sorted", true}});
  if (out.empty()) return {};
  Operand r = indices ? out[1] : out[0];
  if (!indices && ascending) r = whole ? c.run1(tf::op("Sub"), {constant(in, -1, r.dtype), r}) : c.run1(tf::op("Neg"), {r});
  if (r && at != rank - 1) r = c.run1(tf::op("Transpose"), {r, tf::int_constant(in, perm)});
  return wrap(in, r);
}

#define REDUCE(NAME) [](Interp& in, Bound& a) { return reduce(in, a, NAME); }

constexpr std::string_view kReduce = "input_tensor, axis=None, keepdims=False, name=None";
constexpr Row kRows[] = {
    {"reduce_sum math.reduce_sum", kReduce, REDUCE("Sum")},
    {"reduce_mean math.reduce_mean", kReduce, REDUCE("Mean")},
    {"reduce_max math.reduce_max", kReduce, REDUCE("Max")},
    {"reduce_min math.reduce_min", kReduce, REDUCE("Min")},
    {"reduce_prod math.reduce_prod", kReduce, REDUCE("Prod")},
    {"reduce_all math.reduce_all", kReduce, REDUCE("All")},
    {"reduce_any math.reduce_any", kReduce, REDUCE("Any")},
    {"reduce_logsumexp math.reduce_logsumexp", kReduce, logsumexp},
    {"math.reduce_std", kReduce, [](Interp& in, Bound& a) { return variance(in, a, true); }},
    {"math.reduce_variance", kReduce, [](Interp& in, Bound& a) { return variance(in, a, false); }},
    {"math.reduce_euclidean_norm", kReduce, euclidean},
    {"math.count_nonzero", "input, axis=None, keepdims=None, dtype='int64', name=None", count_nonzero},
    {"argmax math.argmax", "input, axis=None, output_type='int64', name=None", [](Interp& in, Bound& a) { return arg(in, a, "ArgMax"); }},
    {"argmin math.argmin", "input, axis=None, output_type='int64', name=None", [](Interp& in, Bound& a) { return arg(in, a, "ArgMin"); }},
    {"sort", "values, axis=-1, direction='ASCENDING', name=None", [](Interp& in, Bound& a) { return sort(in, a, false); }},
    {"argsort", "values, axis=-1, direction='ASCENDING', stable=False, name=None", [](Interp& in, Bound& a) { return sort(in, a, true); }},
};

}  // namespace

void bind_reduce(Interp& in) { bind(in, kRows); }

}  // namespace misfit::modules::tf_api
