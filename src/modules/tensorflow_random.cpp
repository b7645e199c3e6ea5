// tf.random: seeded ops, stateless ops, Generator.
#include "modules/tensorflow_table.h"

namespace misfit::modules::tf_api {
namespace {

std::optional<std::pair<int64_t, int64_t>> seeds(Interp& in, const Value& seed) {
  std::optional<int64_t> given;
  if (!seed.is_none() && !(given = integer(in, seed))) return std::nullopt;
  return context(in).op_seeds(given);
}

Value uniform(Interp& in, Bound& a) {
  Context& c = context(in);
  auto t = tf::as_dtype(in, a["dtype"]);
  if (!t) return {};
  if (!is_floating(*t) && *t != DType::kInt32 && *t != DType::kInt64 && *t != DType::kUInt32 && *t != DType::kUInt64)
    return in.raise("ValueError", "Argument `dtype` got invalid value <dtype: '" + std::string(tf_name(*t)) + "'>. Accepted dtypes are (tf.float16, tf.bfloat16, tf.float32, tf.float64, tf.int32, tf.int64).");
  const bool whole = is_integer(*t);
  if (a["maxval"].is_none() && whole) return in.raise("ValueError", "Must specify maxval for integer dtype " + tf::dtype_text(*t));
  const Value top = a["maxval"].is_none() ? Value::integer(1) : a["maxval"];
  std::optional<tf::NameScope> scope;
  if (!c.eager()) scope.emplace(c, name_or(in, a, "random_uniform"));
  auto shape = convert(in, a["shape"], std::nullopt, DType::kInt32, "shape");
  auto low = shape ? convert(in, a["minval"], *t, std::nullopt, "min") : std::nullopt;
  auto high = low ? convert(in, top, *t, std::nullopt, "max") : std::nullopt;
  auto s = high ? seeds(in, a["seed"]) : std::nullopt;
  if (!s) return {};
  if (whole) return wrap(in, c.run1(tf::op("RandomUniformInt"), {*shape, *low, *high}, {{"seed", s->first}, {"seed2", s->second}}, {scope ? std::string_view(scope->full) : std::string_view(), false}));
  const Operand u = c.run1(tf::op("RandomUniform"), {*shape}, {{"seed", s->first}, {"seed2", s->second}, {"dtype", *t}});
  if (!u) return {};
  auto zero = in.as_double(a["minval"]), one = in.as_double(top);
  if (zero && *zero == 0 && one && *one == 1) return tensor_value(in, u);
  const Operand range = c.run1(tf::op("Sub"), {*high, *low});
  const Operand scaled = range ? c.run1(tf::op("Mul"), {u, range}) : range;
  return scaled ? wrap(in, c.run1(tf::op("AddV2"), {scaled, *low})) : Value();
}

Value normal(Interp& in, Bound& a, std::string_view op_name) {
  Context& c = context(in);
  auto t = tf::as_dtype(in, a["dtype"]);
  if (!t) return {};
  std::optional<tf::NameScope> scope;
  if (!c.eager()) scope.emplace(c, name_or(in, a, op_name == "TruncatedNormal" ? "truncated_normal" : "random_normal"));
  auto shape = convert(in, a["shape"], in.is_sequence(a["shape"]) ? std::optional<DType>(DType::kInt32) : std::nullopt, std::nullopt, "shape");
  auto mean = shape ? convert(in, a["mean"], *t, std::nullopt, "mean") : std::nullopt;
  auto deviation = mean ? convert(in, a["stddev"], *t, std::nullopt, "stddev") : std::nullopt;
  auto s = deviation ? seeds(in, a["seed"]) : std::nullopt;
  if (!s) return {};
  const Operand x = c.run1(tf::op(op_name), {*shape}, {{"seed", s->first}, {"seed2", s->second}, {"dtype", *t}});
  const Operand scaled = x ? c.run1(tf::op("Mul"), {x, *deviation}) : x;
  return scaled ? wrap(in, c.run1(tf::op("AddV2"), {scaled, *mean})) : Value();
}

Value shuffle(Interp& in, Bound& a) {
  auto s = seeds(in, a["seed"]);
  return s ? op_value(in, "RandomShuffle", {a["value"]}, {{"seed", s->first}, {"seed2", s->second}}, name_of(in, a)) : Value();
}

Value categorical(Interp& in, Bound& a) {
  auto t = a["dtype"].is_none() ? std::optional<DType>(DType::kInt64) : tf::as_dtype(in, a["dtype"]);
  auto s = t ? seeds(in, a["seed"]) : std::nullopt;
  const tf::NameScope scope(context(in), name_or(in, a, "categorical"));
  auto logits = s ? convert(in, a["logits"], std::nullopt, std::nullopt, "logits") : std::nullopt;
  return logits ? op_value(in, "Multinomial", {*logits, a["num_samples"]}, {{"seed", s->first}, {"seed2", s->second}, {"output_dtype", *t}}) : Value();
}

constexpr Row kRows[] = {
    {"random.set_seed", "seed", [](Interp& in, Bound& a) -> Value {
       auto s = in.as_int(a[0]);
       if (!s) return in.pending() ? Value() : in.raise("ValueError", "Seed " + in.str(a[0]).value_or("") + " must be an integer");
       context(in).set_seed(*s);
       return Value::none();
     }},
    {"random.uniform", "shape, minval=0, maxval=None, dtype='float32', seed=None, name=None", uniform},
    {"random.normal", "shape, mean=0.0, stddev=1.0, dtype='float32', seed=None, name=None", [](Interp& in, Bound& a) { return normal(in, a, "RandomStandardNormal"); }},
    {"random.truncated_normal", "shape, mean=0.0, stddev=1.0, dtype='float32', seed=None, name=None", [](Interp& in, Bound& a) { return normal(in, a, "TruncatedNormal"); }},
    {"random.shuffle", "value, seed=None, name=None", shuffle},
    {"random.categorical", "logits, num_samples, dtype=None, seed=None, name=None", categorical},
};

}  // namespace

void bind_random(Interp& in) { bind(in, kRows); }

}  // namespace misfit::modules::tf_api
