// tf.debugging: assertions on tensors.
#include "modules/tensorflow_table.h"
#include "tensorflow/check_numerics.h"

namespace misfit::modules::tf_api {
namespace {

std::string message_of(Interp& in, Bound& a) { return std::string(in.as_str(a["message"]).value_or("")); }


Value failed(Interp& in, std::string text) { return tf::raise_error(in, "InvalidArgumentError", std::move(text)); }

struct Comparison { const char* op; const char* name; const char* words; const char* symbol; };

// assert_equal(x, y) and its like.
Value compare(Interp& in, Bound& a, const Comparison& k) {
  auto x = convert(in, a["x"]);
  auto y = x ? convert(in, a["y"], std::nullopt, x->dtype) : std::nullopt;
  if (!y) return {};
  const Operand r = context(in).run1(tf::op(k.op), {*x, *y});
  if (!r) return {};
  if (!context(in).eager()) return Value::none();
  bool all = true;
  std::vector<int64_t> wrong;
  for (int64_t i = 0; i < r.value.elements(); ++i)
    if (!r.value.int_at(i)) { all = false; wrong.push_back(i); }
  if (all) return Value::none();
  const std::string message = message_of(in, a);
  const auto numbers = [&](const Operand& o) { return in.str(tf::to_numpy(in, o.value)).value_or(""); };
  std::string text = message.empty() ? "" : message + "\n";
  text += std::string("Condition x ") + k.symbol + " y did not hold.\n";
  if (x->shape == y->shape && k.op == std::string_view("Equal")) {
    std::vector<Value> rows;
    std::string at, left, right;
    for (size_t i = 0; i < std::min<size_t>(3, wrong.size()); ++i) {
      std::string index;
      int64_t rest = wrong[i];
      std::vector<int64_t> place(x->shape.rank());
      for (size_t d = x->shape.rank(); d-- > 0;) { place[d] = rest % x->shape[d]; rest /= x->shape[d]; }
      for (size_t d = 0; d < place.size(); ++d) index += (d ? " " : "") + std::to_string(place[d]);
      at += (i ? "\n " : "") + std::string("[") + index + "]";
      const auto one = [&](const Operand& o) { return in.str(np::scalar_value(in, o.value.reshaped(Shape{o.value.elements()}).rows(wrong[i], wrong[i] + 1).reshaped(Shape{}))).value_or(""); };
      left += (i ? " " : "") + one(*x);
      right += (i ? " " : "") + one(*y);
    }
    if (x->shape.rank() > 0)
      text += "Indices of first 3 different values:\n[" + at + "]\nCorresponding x values:\n[" + left + "]\nCorresponding y values:\n[" + right + "]\n";
  }
  text += "First 3 elements of x:\n" + numbers(x->shape.rank() ? Operand{x->dtype, Shape{std::min<int64_t>(3, x->value.elements())}, x->value.reshaped(Shape{x->value.elements()}).rows(0, std::min<int64_t>(3, x->value.elements()))} : *x);
  text += "\nFirst 3 elements of y:\n" + numbers(y->shape.rank() ? Operand{y->dtype, Shape{std::min<int64_t>(3, y->value.elements())}, y->value.reshaped(Shape{y->value.elements()}).rows(0, std::min<int64_t>(3, y->value.elements()))} : *y);
  return failed(in, text);
}

Value signs(Interp& in, Bound& a, const char* op_name, const char* words) {
  auto x = convert(in, a["x"]);
  if (!x) return {};
  const Operand zero = constant(in, 0, x->dtype);
  const bool flipped = std::string_view(op_name) == "Less" || std::string_view(op_name) == "LessEqual";
  const Operand r = flipped ? context(in).run1(tf::op(op_name), {zero, *x}) : context(in).run1(tf::op(std::string_view(op_name) == "Greater" ? "Less" : "LessEqual"), {*x, zero});
  if (!r) return {};
  if (!r.value) return Value::none();
  for (int64_t i = 0; i < r.value.elements(); ++i)
    if (!r.value.int_at(i)) {
      const std::string message = message_of(in, a);
      return failed(in, (message.empty() ? "" : message + " : ") + std::string("Condition x ") + words + " 0 did not hold element-wise:");
    }
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
  return in.raise("TypeError", (message.empty() ? "" : message) + (x->node ? " " + x->node->name + ":0" : " tensor") + " must be of type " + tf::dtype_text(*t) + "; got " + tf::dtype_text(x->dtype));
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
  std::map<std::string, int64_t> sizes;
  const std::string message = message_of(in, a);
  for (const auto& [tensor, shape] : wanted) {
    auto x = convert(in, tensor);
    auto dims = x ? in.list_of(shape) : std::nullopt;
    if (!dims) return {};
    const std::string name = x->node ? x->node->name + ":0" : "";
    if (dims->size() != x->shape.rank())
      return in.raise("ValueError", (message.empty() ? "" : message + ".  ") + "Tensor " + name + " must have rank " + std::to_string(dims->size()) + ".  Received rank " + std::to_string(x->shape.rank()) + ", shape " + python_text(x->shape));
    for (size_t i = 0; i < dims->size(); ++i) {
      if (auto n = in.as_int((*dims)[i])) {
        if (*n != x->shape[i])
          return in.raise("ValueError", (message.empty() ? "" : message + ".  ") + "Specified by tensor " + name + " dimension " + std::to_string(i) + ".  Tensor " + name + " dimension " + std::to_string(i) + " must have size " + std::to_string(*n) + ".  Received size " + std::to_string(x->shape[i]) + ", shape " + python_text(x->shape));
        continue;
      }
      if (in.pending()) in.take();
      auto symbol = in.as_str((*dims)[i]);
      if (!symbol) continue;
      auto [known, fresh] = sizes.emplace(std::string(*symbol), x->shape[i]);
      if (!fresh && known->second != x->shape[i])
        return in.raise("ValueError", (message.empty() ? "" : message + ".  ") + "Specified by tensor " + name + " dimension 0.  Tensor " + name + " dimension " + std::to_string(i) + " must have size " + std::to_string(known->second) + ".  Received size " + std::to_string(x->shape[i]) + ", shape " + python_text(x->shape));
    }
  }
  return Value::none();
}

Value assert_that(Interp& in, Bound& a) {
  auto x = convert(in, a["condition"], DType::kBool);
  if (!x) return {};
  if (!x->value) return Value::none();
  if (x->value.int_at(0)) return Value::none();
  std::string data;
  auto all = in.list_of(a["data"]);
  if (!all) return {};
  const auto wanted = a["summarize"].is_none() ? std::optional<int64_t>(3) : integer(in, a["summarize"]);
  if (!wanted) return {};
  for (const Value& v : *all) {                    // as TensorFlow summarizes tensors: their first elements
    auto t = convert(in, v);
    if (!t) return {};
    const int64_t n = t->value.elements(), shown = *wanted < 0 ? n : std::min(n, *wanted);
    data += data.empty() ? "" : "\n";
    for (int64_t i = 0; i < shown; ++i) data += (i ? ", " : "") + in.str(tf::to_numpy(in, t->value.reshaped(Shape{n}).rows(i, i + 1).reshaped(Shape{}))).value_or("");
    if (shown < n) data += ", ...";
  }
  return failed(in, "Expected 'tf.Tensor(False, shape=(), dtype=bool)' to be true. Summarized data: " + data);
}

constexpr Comparison kEqual{"Equal", "assert_equal", "equal", "=="}, kLess{"Less", "assert_less", "less", "<"}, kLessEqual{"LessEqual", "", "", "<="}, kGreater{"Greater", "", "", ">"}, kGreaterEqual{"GreaterEqual", "", "", ">="},
    kNotEqual{"NotEqual", "", "", "!="};
constexpr std::string_view kPair = "x, y, message=None, summarize=None, name=None";
constexpr Row kRows[] = {
    {"debugging.assert_equal assert_equal", kPair, [](Interp& in, Bound& a) { return compare(in, a, kEqual); }},
    {"debugging.assert_none_equal", kPair, [](Interp& in, Bound& a) { return compare(in, a, kNotEqual); }},
    {"debugging.assert_less assert_less", kPair, [](Interp& in, Bound& a) { return compare(in, a, kLess); }},
    {"debugging.assert_less_equal", kPair, [](Interp& in, Bound& a) { return compare(in, a, kLessEqual); }},
    {"debugging.assert_greater assert_greater", kPair, [](Interp& in, Bound& a) { return compare(in, a, kGreater); }},
    {"debugging.assert_greater_equal", kPair, [](Interp& in, Bound& a) { return compare(in, a, kGreaterEqual); }},
    {"debugging.assert_positive", "x, message=None, summarize=None, name=None", [](Interp& in, Bound& a) { return signs(in, a, "Less", ">"); }},
    {"debugging.assert_non_negative", "x, message=None, summarize=None, name=None", [](Interp& in, Bound& a) { return signs(in, a, "LessEqual", ">="); }},
    {"debugging.assert_negative", "x, message=None, summarize=None, name=None", [](Interp& in, Bound& a) { return signs(in, a, "Greater", "<"); }},
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
