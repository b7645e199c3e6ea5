// tf.debugging: assertions on tensors.
#include "modules/tensorflow_table.h"
#include "tensorflow/check_numerics.h"

namespace misfit::modules::tf_api {
namespace {

std::string message_of(Interp& in, Bound& a) { return std::string(in.as_str(a["message"]).value_or("")); }


Value failed(Interp& in, std::string text) { return tf::raise_error(in, "InvalidArgumentError", std::move(text)); }

struct Comparison { const char* op; const char* symbol; const char* name; };

std::string plain(Interp& in, const Operand& x, int64_t from, int64_t count) {   // elements as numpy prints a vector of them
  return in.str(tf::to_numpy(in, x.value.reshaped(Shape{x.value.elements()}).rows(from, from + count))).value_or("");
}

// "['1.0', '0.0']": the first elements as TensorFlow's Python shows them.
std::string listed(Interp& in, const Operand& x, int64_t most) {
  std::string text;
  const int64_t n = std::min(most, x.value.elements());
  const auto values = in.list_of(in.call(in.get_attr(tf::to_numpy(in, x.value.reshaped(Shape{x.value.elements()}).rows(0, n)), "tolist"), {}));
  for (const Value& v : values.value_or(std::vector<Value>{})) text += (text.empty() ? "'" : ", '") + in.str(v).value_or("") + "'";
  return "[" + text + (n < x.value.elements() ? ", '...']" : "]");
}

std::optional<int64_t> summarized(Interp& in, Bound& a) {
  if (a["summarize"].is_none()) return 3;
  auto n = integer(in, a["summarize"]);
  return n && *n < 0 ? std::optional<int64_t>(1000000000) : n;
}

std::string tensor_name(const Operand& x) { return x.node ? x.node->name + ":" + std::to_string(x.output) : ""; }

Operand all_of(Interp& in, const Operand& r) {
  std::vector<int64_t> axes;
  for (size_t i = 0; r.shape.known_rank() && i < r.shape.rank(); ++i) axes.push_back(static_cast<int64_t>(i));
  return context(in).run1(tf::op("All"), {r, tf::int_constant(in, axes)}, {{"keep_dims", false}});
}

// While tracing: refused at once where both values are known, else by a node when the function runs.
Value later(Interp& in, const Operand& holds, const std::vector<std::string>& lead, const std::vector<std::pair<std::string, Operand>>& data, int64_t most, const std::string& node) {
  tf::Context& c = context(in);
  bool known = bool(holds.value);
  for (const auto& [label, x] : data) known = known && x.value;
  if (known) {
    for (int64_t i = 0; i < holds.value.elements(); ++i)
      if (!holds.value.int_at(i)) {
        std::string text;
        for (const std::string& l : lead) text += (text.empty() ? "" : "\n") + l;
        for (const auto& [label, x] : data) text += "\n" + label + "\n" + in.str(tf::to_numpy(in, x.value)).value_or("");
        return failed(in, text);
      }
    return Value::none();
  }
  const Operand all = all_of(in, holds);
  if (!all) return {};
  Operands inputs{all};
  std::vector<DType> types;
  const auto add = [&](const Operand& x) { inputs.push_back(x); types.push_back(x.dtype); };
  for (const std::string& l : lead) add(c.constant(Tensor::text(l)));
  for (const auto& [label, x] : data) { if (!label.empty()) add(c.constant(Tensor::text(label))); add(x); }
  c.run(tf::op("Assert"), inputs, {{"T", types}, {"summarize", most}}, {node, false});
  return in.pending() ? Value() : Value::none();
}

// assert_equal(x, y) and its like.
Value compare(Interp& in, Bound& a, const Comparison& k) {
  auto x = convert(in, a["x"]);
  auto y = x ? convert(in, a["y"], std::nullopt, x->dtype) : std::nullopt;
  auto most = y ? summarized(in, a) : std::nullopt;
  if (!most) return {};
  const std::string message = message_of(in, a);
  if (!context(in).eager()) {
    const Operand holds = context(in).run1(tf::op(k.op), {*x, *y});
    if (!holds) return {};
    std::vector<std::string> lead{std::string("Condition x ") + k.symbol + " y did not hold element-wise:"};
    if (!message.empty()) lead.insert(lead.begin(), message);
    return later(in, holds, lead, {{"x (" + tensor_name(*x) + ") = ", *x}, {"y (" + tensor_name(*y) + ") = ", *y}}, *most, std::string(k.name) + "/Assert/AssertGuard/Assert");
  }
  const Operand r = context(in).run1(tf::op(k.op), {*x, *y});
  if (!r) return {};
  std::vector<int64_t> wrong;
  for (int64_t i = 0; i < r.value.elements(); ++i)
    if (!r.value.int_at(i)) wrong.push_back(i);
  if (wrong.empty()) return Value::none();
  std::string text = message.empty() ? "" : message + "\n";
  text += std::string("Condition x ") + k.symbol + " y did not hold.\n";
  if (x->shape == y->shape && x->shape.rank() > 0) {          // which differ
    const int64_t n = std::min<int64_t>(*most, static_cast<int64_t>(wrong.size()));
    std::vector<int64_t> places, taken(wrong.begin(), wrong.begin() + n);
    for (int64_t w : taken) {
      std::vector<int64_t> place(x->shape.rank());
      for (size_t d = x->shape.rank(); d-- > 0; w /= x->shape[d]) place[d] = w % x->shape[d];
      places.insert(places.end(), place.begin(), place.end());
    }
    const auto values = [&](const Operand& o) {
      const Operand flat = context(in).run1(tf::op("Reshape"), {o, tf::int_constant(in, {-1})});
      const Operand picked = flat ? context(in).run1(tf::op("GatherV2"), {flat, tf::int_constant(in, taken), tf::int_scalar(in, 0)}) : flat;
      return picked ? plain(in, picked, 0, n) : std::string();
    };
    text += "Indices of first " + std::to_string(n) + " different values:\n" + in.str(tf::to_numpy(in, Tensor::of<int64_t>(Shape{n, static_cast<int64_t>(x->shape.rank())}, places))).value_or("") +
            "\nCorresponding x values:\n" + values(*x) + "\nCorresponding y values:\n" + values(*y) + "\n";
  }
  const int64_t m = std::min(*most, x->value.elements()), n = std::min(*most, y->value.elements());
  text += "First " + std::to_string(m) + " elements of x:\n" + plain(in, *x, 0, m) + "\nFirst " + std::to_string(n) + " elements of y:\n" + plain(in, *y, 0, n);
  return failed(in, text);
}

// assert_positive(x) and its like compare with 0: `0 < x`, but `x < 0`.
Value signs(Interp& in, Bound& a, const char* op_name, bool zero_first, const char* words, const char* name) {
  auto x = convert(in, a["x"]);
  auto most = x ? summarized(in, a) : std::nullopt;
  if (!most) return {};
  const Operand zero = constant(in, 0, x->dtype);
  const Operand r = zero_first ? context(in).run1(tf::op(op_name), {zero, *x}) : context(in).run1(tf::op(op_name), {*x, zero});
  if (!r) return {};
  const std::string message = message_of(in, a), prefix = message.empty() ? "" : message + ".  ", condition = std::string("Condition x ") + words + " 0 did not hold element-wise:";
  if (!context(in).eager()) return later(in, r, {prefix, condition}, {{"x (" + tensor_name(*x) + ") = ", *x}}, *most, name);
  for (int64_t i = 0; i < r.value.elements(); ++i)
    if (!r.value.int_at(i))
      return failed(in, prefix + "\n" + condition + "\nx (shape=" + python_text(x->shape) + " dtype=" + std::string(tf_name(x->dtype)) + ") = \n" + listed(in, *x, *most));
  return Value::none();
}

Value assert_rank(Interp& in, Bound& a, int how) {
  auto x = convert(in, a["x"]);
  auto n = x ? integer(in, a["rank"]) : std::nullopt;
  if (!n) return {};
  const int64_t rank = x->shape.known_rank() ? static_cast<int64_t>(x->shape.rank()) : *n;
  if (how == 0 ? rank == *n : how > 0 ? rank >= *n : rank <= *n) return Value::none();
  const std::string message = message_of(in, a);
  const std::string name = x->node ? x->node->name + ":0" : "";
  return in.raise("ValueError", (message.empty() ? "" : message + ".  ") + (how == 0 ? "Tensor " + name + " must have rank " : "Tensor " + name + " must have rank at " + (how > 0 ? "least " : "most ")) + std::to_string(*n) +
                  ".  Received rank " + std::to_string(rank) + ", shape " + python_text(x->shape));
}

Value assert_type(Interp& in, Bound& a) {
  auto t = tf::as_dtype(in, a["tf_type"]);
  auto x = t ? convert(in, a["tensor"]) : std::nullopt;
  if (!x) return {};
  if (x->dtype == *t) return Value::none();
  const std::string message = message_of(in, a);
  return in.raise("TypeError", (message.empty() ? "" : message + ".  ") + (x->node ? x->node->name + ":0" : "tensor") + " must be of type " + tf::dtype_text(*t) + "; got " + tf::dtype_text(x->dtype));
}

Value check_numerics(Interp& in, Bound& a) {
  return op_value(in, "CheckNumerics", {a["tensor"]}, {{"message", std::string(in.as_str(a["message"]).value_or(""))}}, name_of(in, a));
}

Value check_numerics_from_now(Interp& in, Bound& a) {
  auto& check = in.state<tf::NumericsCheck>();
  check.on = true;
  for (auto [name, into] : {std::pair{"stack_height_limit", &check.stack_height_limit}, std::pair{"path_length_limit", &check.path_length_limit}}) {
    const Value& v = a[name];
    const auto n = v.is_none() ? std::optional<int64_t>(1 << 20) : integer(in, v);
    if (!n) return {};
    *into = *n;
  }
  return Value::none();
}

Value assert_shapes(Interp& in, Bound& a) {
  // [(x, ('N', 3)), ...] or a dict: symbols stand for one size throughout.
  std::vector<std::pair<Value, Value>> wanted;
  if (py::Dict* d = py::cast<py::Dict>(a["shapes"])) {
    for (const auto& e : d->entries) if (e.key) wanted.emplace_back(e.key, e.value);
  } else {
    auto all = in.list_of(a["shapes"]);
    if (!all) return {};
    for (const Value& v : *all) { auto pair = in.list_of(v); if (!pair || pair->size() != 2) return {}; wanted.emplace_back((*pair)[0], (*pair)[1]); }
  }
  std::map<std::string, std::pair<int64_t, std::string>> sizes;
  const std::string message = message_of(in, a);
  for (const auto& [tensor, shape] : wanted) {
    auto x = convert(in, tensor);
    auto dims = x ? in.list_of(shape) : std::nullopt;
    if (!dims) return {};
    const std::string name = x->node ? x->node->name + ":0" : "", shown = x->node ? name : "shape=" + python_text(x->shape) + " dtype=" + std::string(tf_name(x->dtype));
    if (dims->size() != x->shape.rank())
      return in.raise("ValueError", (message.empty() ? "" : message + ".  ") + "Tensor " + name + " must have rank " + std::to_string(dims->size()) + ".  Received rank " + std::to_string(x->shape.rank()) + ", shape " + python_text(x->shape));
    for (size_t i = 0; i < dims->size(); ++i) {
      if (auto n = in.as_int((*dims)[i])) {
        if (*n != x->shape[i])
          return in.raise("ValueError", (message.empty() ? "" : message + ".  ") + "Specified explicitly.  Tensor " + shown + " dimension " + std::to_string(i) + " must have size " + std::to_string(*n) + ".  Received size " + std::to_string(x->shape[i]) + ", shape " + python_text(x->shape));
        continue;
      }
      if (in.pending()) in.take();
      auto symbol = in.as_str((*dims)[i]);
      if (!symbol) continue;
      auto [known, fresh] = sizes.emplace(std::string(*symbol), std::pair(x->shape[i], shown + " dimension " + std::to_string(i)));
      if (!fresh && known->second.first != x->shape[i])
        return in.raise("ValueError", (message.empty() ? "" : message + ".  ") + "Specified by tensor " + known->second.second + ".  Tensor " + shown + " dimension " + std::to_string(i) + " must have size " + std::to_string(known->second.first) + ".  Received size " + std::to_string(x->shape[i]) + ", shape " + python_text(x->shape));
    }
  }
  return Value::none();
}

Value assert_that(Interp& in, Bound& a) {
  auto x = convert(in, a["condition"], DType::kBool);
  auto wanted = x ? summarized(in, a) : std::nullopt;
  auto all = wanted ? in.list_of(a["data"]) : std::nullopt;
  if (!all) return {};
  if (!context(in).eager()) {
    std::vector<std::pair<std::string, Operand>> data;
    for (const Value& v : *all) {
      auto t = convert(in, v);
      if (!t) return {};
      data.emplace_back("", *t);
    }
    return later(in, *x, {}, data, *wanted, "Assert/AssertGuard/Assert");
  }
  if (x->value.int_at(0)) return Value::none();
  std::string shown;
  for (const Value& v : *all) {                    // as TensorFlow summarizes tensors: their first elements
    auto t = convert(in, v);
    if (!t) return {};
    const int64_t n = t->value.elements(), count = std::min(n, *wanted);
    shown += shown.empty() ? "" : "\n";
    for (int64_t i = 0; i < count; ++i) shown += (i ? ", " : "") + in.str(tf::to_numpy(in, t->value.reshaped(Shape{n}).rows(i, i + 1).reshaped(Shape{}))).value_or("");
    if (count < n) shown += ", ...";
  }
  return failed(in, "Expected '" + in.str(a["condition"]).value_or("") + "' to be true. Summarized data: " + shown);
}

constexpr Comparison kEqual{"Equal", "==", "assert_equal_1"}, kLess{"Less", "<", "assert_less"}, kLessEqual{"LessEqual", "<=", "assert_less_equal"}, kGreater{"Greater", ">", "assert_greater"},
    kGreaterEqual{"GreaterEqual", ">=", "assert_greater_equal"}, kNotEqual{"NotEqual", "!=", "assert_none_equal"};
constexpr std::string_view kOne = "x, message=None, summarize=None, name=None";
constexpr std::string_view kPair = "x, y, message=None, summarize=None, name=None";
constexpr Row kRows[] = {
    {"debugging.assert_equal assert_equal", kPair, [](Interp& in, Bound& a) { return compare(in, a, kEqual); }},
    {"debugging.assert_none_equal", kPair, [](Interp& in, Bound& a) { return compare(in, a, kNotEqual); }},
    {"debugging.assert_less assert_less", kPair, [](Interp& in, Bound& a) { return compare(in, a, kLess); }},
    {"debugging.assert_less_equal", kPair, [](Interp& in, Bound& a) { return compare(in, a, kLessEqual); }},
    {"debugging.assert_greater assert_greater", kPair, [](Interp& in, Bound& a) { return compare(in, a, kGreater); }},
    {"debugging.assert_greater_equal", kPair, [](Interp& in, Bound& a) { return compare(in, a, kGreaterEqual); }},
    {"debugging.assert_positive", kOne, [](Interp& in, Bound& a) { return signs(in, a, "Less", true, ">", "assert_positive/assert_less/Assert/AssertGuard/Assert"); }},
    {"debugging.assert_non_negative", kOne, [](Interp& in, Bound& a) { return signs(in, a, "LessEqual", true, ">=", "assert_non_negative/assert_less_equal/Assert/AssertGuard/Assert"); }},
    {"debugging.assert_negative", kOne, [](Interp& in, Bound& a) { return signs(in, a, "Less", false, "<", "assert_negative/assert_less/Assert/AssertGuard/Assert"); }},
    {"debugging.assert_non_positive", kOne, [](Interp& in, Bound& a) { return signs(in, a, "LessEqual", false, "<=", "assert_non_positive/assert_less_equal/Assert/AssertGuard/Assert"); }},
    {"debugging.assert_rank", "x, rank, message=None, name=None", [](Interp& in, Bound& a) { return assert_rank(in, a, 0); }},
    {"debugging.assert_rank_at_least", "x, rank, message=None, name=None", [](Interp& in, Bound& a) { return assert_rank(in, a, 1); }},
    {"debugging.assert_type", "tensor, tf_type, message=None, name=None", assert_type},
    {"debugging.assert_shapes", "shapes, data=None, summarize=None, message=None, name=None", assert_shapes},
    {"debugging.check_numerics", "tensor, message, name=None", check_numerics},
    {"debugging.assert_all_finite", "x, message, name=None", [](Interp& in, Bound& a) { return op_value(in, "CheckNumerics", {a["x"]}, {{"message", message_of(in, a)}}, name_of(in, a)); }},
    {"debugging.Assert Assert", "condition, data, summarize=None, name=None", assert_that},
    {"debugging.enable_check_numerics", "stack_height_limit=30, path_length_limit=50", check_numerics_from_now},
    {"debugging.disable_check_numerics", "", [](Interp& in, Bound&) { return in.state<tf::NumericsCheck>().on = false, Value::none(); }},
    {"debugging.set_log_device_placement", "enabled", [](Interp&, Bound&) { return Value::none(); }},
    {"debugging.disable_traceback_filtering", "", [](Interp&, Bound&) { return Value::none(); }},
    {"debugging.enable_traceback_filtering", "", [](Interp&, Bound&) { return Value::none(); }},
    {"debugging.is_numeric_tensor", "tensor", [](Interp&, Bound& a) { tf::TensorObject* t = tf::as_tensor_object(a[0]); return Value::boolean(t && t->operand.dtype != DType::kString && t->operand.dtype != DType::kBool); }},
};

}  // namespace

void bind_debugging(Interp& in) { bind(in, kRows); }

}  // namespace misfit::modules::tf_api
