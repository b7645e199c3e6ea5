// tf.random: seeded ops, stateless ops, Generator.
#include "core/random/philox.h"
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
    return in.raise("ValueError", "Argument `dtype` got invalid value <dtype: '" + std::string(tf_name(*t)) + "'>. Accepted dtypes are (tf.float16, tf.bfloat16, tf.float32, tf.float64, tf.int32, tf.int64, tf.uint32, tf.uint64).");
  const bool whole = is_integer(*t);
  if (a["maxval"].is_none() && whole) return in.raise("ValueError", "Must specify maxval for integer dtype " + tf::dtype_text(*t));
  const Value top = a["maxval"].is_none() ? Value::integer(1) : a["maxval"];
  std::optional<tf::NameScope> scope;
  if (!c.eager()) scope.emplace(c, name_or(in, a, "random_uniform"));
  auto shape = convert(in, a["shape"], tf::as_tensor_object(a["shape"]) ? std::nullopt : std::optional<DType>(DType::kInt32), std::nullopt, "shape");
  auto low = shape ? convert(in, a["minval"], *t, std::nullopt, "min") : std::nullopt;
  auto high = low ? convert(in, top, *t, std::nullopt, "max") : std::nullopt;
  auto s = high ? seeds(in, a["seed"]) : std::nullopt;
  if (!s) return {};
  if (whole) return wrap(in, c.run1(tf::op("RandomUniformInt"), {*shape, *low, *high}, {{"seed", s->first}, {"seed2", s->second}}));
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
  return s ? op_value(in, "Multinomial", {a["logits"], a["num_samples"]}, {{"seed", s->first}, {"seed2", s->second}, {"output_dtype", *t}}, name_of(in, a)) : Value();
}

// The numbers of a generator at its place, as a tensor.
Operand draw(Interp& in, Philox generator, const Shape& shape, DType t, std::string_view kind, const Operand* low = nullptr, const Operand* high = nullptr);

std::optional<Shape> shape_argument(Interp& in, const Value& v) {
  auto x = convert(in, v, in.is_sequence(v) ? std::optional<DType>(DType::kInt32) : std::nullopt);
  if (!x) return std::nullopt;
  std::vector<int64_t> dims;
  for (int64_t i = 0; i < x->shape.elements(); ++i) dims.push_back(x->value.int_at(i));
  for (int64_t d : dims)
    if (d < 0) {
      tf::raise_error(in, "InvalidArgumentError", "{{function_node __wrapped__StatelessRandomUniformV2_device_/job:localhost/replica:0/task:0/device:CPU:0}} Dimension " + std::to_string(d) + " must be >= 0 [Op:StatelessRandomUniformV2] name: ");
      return std::nullopt;
    }
  return Shape(dims);
}

std::optional<std::pair<int64_t, int64_t>> stateless_seed(Interp& in, const Value& v) {
  auto x = convert(in, v);
  if (!x) return std::nullopt;
  if (x->shape != Shape{2}) {
    tf::raise_error(in, "InvalidArgumentError", "{{function_node __wrapped__StatelessRandomGetKeyCounter_device_/job:localhost/replica:0/task:0/device:CPU:0}} seed must have shape [2], not " + bracket_text(x->shape) +
                    " [Op:StatelessRandomGetKeyCounter] name: ");
    return std::nullopt;
  }
  return std::make_pair(x->value.int_at(0), x->value.int_at(1));
}

template <class T> void put(Tensor& t, size_t i, double v) { t.mutable_data<T>()[i] = static_cast<T>(v); }

Operand draw(Interp& in, Philox g, const Shape& shape, DType t, std::string_view kind, const Operand* low, const Operand* high) {
  const size_t n = static_cast<size_t>(shape.elements());
  const bool whole = is_integer(t), wide = t == DType::kFloat64;
  if (whole) {
    Tensor out = Tensor::uninitialized(DType::kInt64, shape);
    auto to = out.mutable_data<int64_t>();
    const uint64_t base = low ? static_cast<uint64_t>(low->value.int_at(0)) : 0, span = high ? static_cast<uint64_t>(high->value.int_at(0)) - base : 0;
    for (size_t i = 0; i < n;) {
      const auto w = g.next();
      if (size_of(t) == 8) for (size_t k = 0; k < 4 && i < n; k += 2, ++i) { const uint64_t u = w[k] | static_cast<uint64_t>(w[k + 1]) << 32; to[i] = static_cast<int64_t>(span ? base + u % span : u); }
      else for (size_t k = 0; k < 4 && i < n; ++k, ++i) to[i] = static_cast<int64_t>(span ? base + w[k] % static_cast<uint32_t>(span) : w[k]);
    }
    return context(in).constant(cast(out, t));
  }
  if (kind == "truncated") {
    std::vector<float> v(n);
    philox::truncated_normal(g, v);
    return context(in).constant(cast(Tensor::of<float>(shape, std::span<const float>(v)), t));
  }
  if (wide) {
    std::vector<double> v(n);
    if (kind == "normal") philox::normal(g, v);
    else philox::uniform(g, v);
    return context(in).constant(Tensor::of<double>(shape, std::span<const double>(v)));
  }
  std::vector<float> v(n);
  if (kind == "normal") philox::normal(g, v);
  else philox::uniform(g, v);
  return context(in).constant(cast(Tensor::of<float>(shape, std::span<const float>(v)), t));
}

Value scaled(Interp& in, const Operand& x, const Value& factor, const Value& shift) {
  Context& c = context(in);
  auto f = convert(in, factor, x.dtype), s = f ? convert(in, shift, x.dtype) : std::nullopt;
  if (!s) return {};
  const Operand m = c.run1(tf::op("Mul"), {x, *f});
  return m ? wrap(in, c.run1(tf::op("AddV2"), {m, *s})) : Value();
}

Value ranged(Interp& in, Bound& a, const Philox& g, const Shape& shape, DType t) {
  Context& c = context(in);
  const Value top = a["maxval"].is_none() ? Value::integer(1) : a["maxval"];
  if (is_integer(t)) {
    if (a["minval"].is_none()) return wrap(in, draw(in, g, shape, t, "uniform"));
    if (a["maxval"].is_none()) return in.raise("ValueError", "Must specify maxval for integer dtype " + tf::dtype_text(t));
    auto low = convert(in, a["minval"], t), high = low ? convert(in, top, t) : std::nullopt;
    return high ? wrap(in, draw(in, g, shape, t, "uniform", &*low, &*high)) : Value();
  }
  auto low = convert(in, a["minval"], t), high = low ? convert(in, top, t) : std::nullopt;
  if (!high) return {};
  const Operand u = draw(in, g, shape, t, "uniform");
  const Operand span = c.run1(tf::op("Sub"), {*high, *low});
  const Operand m = span ? c.run1(tf::op("Mul"), {u, span}) : span;
  return m ? wrap(in, c.run1(tf::op("AddV2"), {m, *low})) : Value();
}

Value stateless_uniform(Interp& in, Bound& a) {
  auto t = tf::as_dtype(in, a["dtype"]);
  if (!t) return {};
  if (is_integer(*t) && a["minval"].is_none() != a["maxval"].is_none())
    return in.raise("ValueError", "For integer `dtype` argument " + tf::dtype_text(*t) + ", argument `minval` and `maxval` must be both None or not None. Got `minval`=" + in.str(a["minval"]).value_or("") + " and `maxval`=" + in.str(a["maxval"]).value_or("") + ".");
  auto s = stateless_seed(in, a["seed"]);
  auto shape = s ? shape_argument(in, a["shape"]) : std::nullopt;
  return shape ? ranged(in, a, Philox::stateless(s->first, s->second), *shape, *t) : Value();
}

Value stateless_normal(Interp& in, Bound& a, std::string_view kind) {
  auto t = tf::as_dtype(in, a["dtype"]);
  auto s = t ? stateless_seed(in, a["seed"]) : std::nullopt;
  auto shape = s ? shape_argument(in, a["shape"]) : std::nullopt;
  return shape ? scaled(in, draw(in, Philox::stateless(s->first, s->second), *shape, *t, kind), a["stddev"], a["mean"]) : Value();
}

Value stateless_categorical(Interp& in, Bound& a) { return op_value(in, "StatelessMultinomial", {a["logits"], a["num_samples"], a["seed"]}, {{"output_dtype", DType::kInt64}}); }

// tf.random.experimental.stateless_split(seed, num): uniform integers of the seed's own type.
Value stateless_split(Interp& in, Bound& a) {
  auto x = convert(in, a["seed"]);
  auto s = x ? stateless_seed(in, a["seed"]) : std::nullopt;
  auto n = s ? integer(in, a["num"]) : std::nullopt;
  return n ? wrap(in, draw(in, Philox::stateless(s->first, s->second), Shape{*n, 2}, x->dtype == DType::kInt64 ? DType::kInt64 : DType::kInt32, "uniform")) : Value();
}

Value fold_in(Interp& in, Bound& a) {
  auto x = convert(in, a["seed"]);
  auto s = x ? stateless_seed(in, a["seed"]) : std::nullopt;
  auto d = s ? integer(in, a["data"]) : std::nullopt;
  if (!d) return {};
  const Operand one = draw(in, Philox::stateless(s->first, s->second), Shape{1}, x->dtype, "uniform");
  Tensor t = Tensor::uninitialized(DType::kInt64, Shape{2});
  t.mutable_data<int64_t>()[0] = one.value.int_at(0);
  t.mutable_data<int64_t>()[1] = *d;
  return wrap(in, context(in).constant(cast(t, x->dtype)));
}

// tf.random.Generator: a counter, a key, and 256 counts for every number drawn.
struct Generator : py::Instance {
  static constexpr py::Kind kind{"tf.random.Generator", &py::Instance::kind};
  explicit Generator(py::Type* t) : Instance(kind, t) {}
  uint64_t state[3] = {};
  Philox next(int64_t count) {
    const Philox g({static_cast<uint32_t>(state[0]), static_cast<uint32_t>(state[0] >> 32), static_cast<uint32_t>(state[1]), static_cast<uint32_t>(state[1] >> 32)},
                   {static_cast<uint32_t>(state[2]), static_cast<uint32_t>(state[2] >> 32)});
    const uint64_t step = static_cast<uint64_t>(count) * 256;
    state[0] += step;
    if (state[0] < step) ++state[1];
    return g;
  }
};

struct GeneratorType : py::RunState {
  static constexpr py::Kind kind{"tf.random.GeneratorType"};
  explicit GeneratorType(Interp& in) {
    type = in.new_type("tensorflow.python.ops.stateful_random_ops", "Generator", {in.type_named("object")}, Generator::kind);
    in.static_method(type, "from_seed", "seed, alg=None", [this](Interp& i, Bound& a) -> Value {
      auto s = integer(i, a[0]);
      return s ? make(static_cast<uint64_t>(*s), 0, 0) : Value();
    });
    in.static_method(type, "from_state", "state, alg=None", [this](Interp& i, Bound& a) -> Value {
      auto l = int_list(i, a[0]);
      if (!l || l->size() < 3) return l ? i.raise("ValueError", "The state must have 3 elements") : Value();
      return make(static_cast<uint64_t>((*l)[0]), static_cast<uint64_t>((*l)[1]), static_cast<uint64_t>((*l)[2]));
    });
    in.static_method(type, "from_non_deterministic_state", "alg=None", [this](Interp&, Bound&) { return make(1, 0, 0); });
    in.property(type, "state", [](Interp& i, Bound& a) {
      Tensor t = Tensor::uninitialized(DType::kInt64, Shape{3});
      for (size_t k = 0; k < 3; ++k) t.mutable_data<int64_t>()[k] = static_cast<int64_t>(self(a).state[k]);
      return Value(tf::make_variable(i, t, "StateVar:0", false));
    });
    in.property(type, "key", [](Interp& i, Bound& a) { return tf::eager_value(i, Tensor::scalar(static_cast<int64_t>(self(a).state[2]))); });
    in.method(type, "uniform", "self, shape, minval=0, maxval=None, dtype='float32', name=None", [](Interp& i, Bound& a) -> Value {
      auto t = tf::as_dtype(i, a["dtype"]);
      auto s = t ? shape_argument(i, a["shape"]) : std::nullopt;
      return s ? ranged(i, a, self(a).next(s->elements()), *s, *t) : Value();
    });
    for (const char* name : {"normal", "truncated"}) {
      const std::string which(name);
      in.method(type, which == "normal" ? "normal" : "truncated_normal", "self, shape, mean=0.0, stddev=1.0, dtype='float32', name=None", [which](Interp& i, Bound& a) -> Value {
        auto t = tf::as_dtype(i, a["dtype"]);
        auto s = t ? shape_argument(i, a["shape"]) : std::nullopt;
        return s ? scaled(i, draw(i, self(a).next(s->elements()), *s, *t, which), a["stddev"], a["mean"]) : Value();
      });
    }
    in.method(type, "uniform_full_int", "self, shape, dtype='uint64', name=None", [](Interp& i, Bound& a) -> Value {
      auto t = tf::as_dtype(i, a["dtype"]);
      auto s = t ? shape_argument(i, a["shape"]) : std::nullopt;
      return s ? wrap(i, draw(i, self(a).next(s->elements()), *s, *t, "uniform")) : Value();
    });
    in.method(type, "reset_from_seed", "self, seed", [](Interp& i, Bound& a) -> Value {
      auto s = integer(i, a[1]);
      if (!s) return {};
      self(a).state[0] = static_cast<uint64_t>(*s);
      self(a).state[1] = self(a).state[2] = 0;
      return Value::none();
    });
    in.method(type, "make_seeds", "self, count=1", [](Interp& i, Bound& a) -> Value {
      auto n = integer(i, a[1]);
      if (!n) return {};
      // Stateless ops scramble both halves of a seed together, so the second is zero.
      const Operand keys = draw(i, self(a).next(*n), Shape{*n}, DType::kInt64, "uniform");
      const Operand zeros = keys ? context(i).run1(tf::op("ZerosLike"), {keys}) : keys;
      return zeros ? wrap(i, context(i).run1(tf::op("Pack"), {keys, zeros}, {{"axis", int64_t{0}}})) : Value();
    });
    in.method(type, "split", "self, count=1", [this](Interp& i, Bound& a) -> Value {
      auto n = integer(i, a[1]);
      if (!n) return {};
      const Operand keys = draw(i, self(a).next(*n), Shape{*n}, DType::kInt64, "uniform");
      std::vector<Value> out;
      for (int64_t k = 0; k < *n; ++k) out.push_back(make(0, 0, static_cast<uint64_t>(keys.value.int_at(k))));
      return i.list(std::move(out));
    });
  }
  static Generator& self(Bound& a) { return *py::cast<Generator>(a[0]); }
  Value make(uint64_t low, uint64_t high, uint64_t key) {
    Generator* g = new Generator(type);
    g->state[0] = low;
    g->state[1] = high;
    g->state[2] = key;
    return Value(g);
  }
  py::Type* type;
};

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
    {"random.stateless_uniform", "shape, seed, minval=0, maxval=None, dtype='float32', name=None, alg='auto_select'", stateless_uniform},
    {"random.stateless_normal", "shape, seed, mean=0.0, stddev=1.0, dtype='float32', name=None, alg='auto_select'", [](Interp& in, Bound& a) { return stateless_normal(in, a, "normal"); }},
    {"random.stateless_truncated_normal", "shape, seed, mean=0.0, stddev=1.0, dtype='float32', name=None, alg='auto_select'", [](Interp& in, Bound& a) { return stateless_normal(in, a, "truncated"); }},
    {"random.stateless_categorical", "logits, num_samples, seed, dtype='int64', name=None", stateless_categorical},
    {"random.experimental.stateless_split random.split", "seed, num=2, alg='auto_select'", stateless_split},
    {"random.experimental.stateless_fold_in random.fold_in", "seed, data, alg='auto_select'", fold_in},
};

}  // namespace

void bind_random(Interp& in) {
  bind(in, kRows);
  set(in, "random.Generator", in.state<GeneratorType>().type);
  set(in, "random.experimental.Generator", in.state<GeneratorType>().type);
}

}  // namespace misfit::modules::tf_api
