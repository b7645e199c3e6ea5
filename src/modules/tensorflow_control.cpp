// tf.function, tf.GradientTape, tf.cond, tf.while_loop, tf.map_fn and other functions that take functions.
#include "modules/tensorflow_table.h"
#include "tensorflow/autograph.h"
#include "tensorflow/composites.h"
#include "tensorflow/replay.h"
#include "tensorflow/tape.h"

namespace misfit::modules::tf_api {
namespace {

Value function(Interp& in, Bound& a) {
  tf::FunctionOptions options;
  if (!a["input_signature"].is_none()) options.input_signature = a["input_signature"];
  if (!flag(in, a["autograph"], &options.autograph)) return {};
  if (!a["reduce_retracing"].is_none() && !flag(in, a["reduce_retracing"], &options.reduce_retracing)) return {};
  if (!a["func"].is_none()) return tf::make_function(in, a["func"], options);
  return in.builtin("decorated", "func", [options](Interp& i, Bound& b) { return tf::make_function(i, b[0], options); }, "tensorflow");
}

struct TapeObject : py::Instance {
  static constexpr py::Kind kind{"tf.GradientTape", &py::Instance::kind};
  explicit TapeObject(py::Type* t) : Instance(kind, t) {}
  std::unique_ptr<tf::Tape> tape;
  bool persistent = false, watch = true, recording = false, used = false;
  void clear() override { tape.reset(); Instance::clear(); }
};

TapeObject& tape_of(Bound& a) { return *py::cast<TapeObject>(a[0]); }

void start(Interp& in, TapeObject& t) {
  if (!t.tape) t.tape = std::make_unique<tf::Tape>(context(in));
  t.tape->watch_accessed_variables = t.watch;
  t.tape->depth = context(in).graphs().size();
  context(in).tapes.push_back(t.tape.get());
  t.recording = true;
}

void stop(Interp& in, TapeObject& t) {
  auto& all = context(in).tapes;
  all.erase(std::remove(all.begin(), all.end(), t.tape.get()), all.end());
  t.recording = false;
}

// What a gradient may be asked for: a tensor or a variable.
std::optional<tf::Tape::Key> key_of(Interp& in, const Value& v) {
  if (tf::TensorObject* t = tf::as_tensor_object(v)) return tf::Tape::key(t->operand);
  if (tf::Variable* x = py::cast<tf::Variable>(v)) return tf::Tape::key(*x->cell);
  if (in.as_str(v)) in.raise("TypeError", "Cannot convert the argument `type_value`: " + in.repr(v).value_or("") + " to a TensorFlow DType.");
  else in.raise("AttributeError", "'" + std::string(py::cast<np::NdArray>(v) || py::cast<np::Scalar>(v) ? "numpy." : "") + in.type_of(v)->name + "' object has no attribute '_id'");
  return std::nullopt;
}

Value gradient(Interp& in, Bound& a) {
  TapeObject& t = tape_of(a);
  if (t.used && !t.persistent)
    return in.raise("RuntimeError", "A non-persistent GradientTape can only be used to compute one set of gradients (or jacobians)");
  if (a["target"].is_none())
    return in.raise("TypeError", "Argument `target` should be a list or nested structure of Tensors, Variables or CompositeTensors to be differentiated, but received None.");
  Context& c = context(in);
  const bool was_recording = t.recording;
  if (was_recording && !t.persistent) stop(in, t);
  if (!t.tape) t.tape = std::make_unique<tf::Tape>(c);
  std::vector<Value> targets, sources, weights;
  if (!tf::flatten(in, a["target"], targets) || !tf::flatten(in, a["sources"], sources)) return {};
  Operands ys, dys;
  for (const Value& v : targets) {
    if (v.is_float() || v.is_int()) return in.raise("AttributeError", "'" + in.type_of(v)->name + "' object has no attribute 'dtype'");
    if (!key_of(in, v)) return {};
    auto y = convert(in, v);
    if (!y) return {};
    if (tf::Variable* x = py::cast<tf::Variable>(v)) t.tape->record_read(x->cell, *y);
    ys.push_back(*y);
  }
  if (!a["output_gradients"].is_none()) {
    if (!tf::flatten(in, a["output_gradients"], weights)) return {};
    for (size_t i = 0; i < weights.size(); ++i) {
      if (weights[i].is_none()) { dys.push_back({}); continue; }
      auto w = convert(in, weights[i], i < ys.size() ? std::optional<DType>(ys[i].dtype) : std::nullopt);
      if (!w) return {};
      dys.push_back(*w);
    }
  }
  std::vector<tf::Tape::Key> keys;
  for (const Value& v : sources) {
    if (v.is_none()) {
      return in.raise("TypeError", "Cannot convert the argument `type_value`: None to a TensorFlow DType.");
    }
    auto k = key_of(in, v);
    if (!k) return {};
    keys.push_back(*k);
  }
  // The way back is seen by the tapes around this one only.
  std::vector<tf::Tape*> active = c.tapes;
  if (!was_recording || t.persistent) c.tapes.erase(std::remove(c.tapes.begin(), c.tapes.end(), t.tape.get()), c.tapes.end());
  auto out = t.tape->gradient(ys, dys, keys);
  c.tapes = active;
  if (was_recording && !t.persistent) c.tapes.erase(std::remove(c.tapes.begin(), c.tapes.end(), t.tape.get()), c.tapes.end());
  if (!out) return {};
  t.used = true;
  bool zero = false;
  const Value unconnected = a["unconnected_gradients"];
  if (auto text = in.as_str(unconnected)) zero = *text == "zero";
  else if (Value value = in.find_attr(unconnected, "value")) zero = in.as_str(value).value_or("") == "zero";
  std::vector<Value> leaves;
  for (size_t i = 0; i < out->size(); ++i) {
    Operand& g = (*out)[i];
    if (!g && zero) {
      auto x = convert(in, sources[i]);
      if (!x) return {};
      g = c.run1(tf::op("ZerosLike"), {*x});
    }
    leaves.push_back(g ? tensor_value(in, g) : Value::none());
  }
  if (!t.persistent) {
    const auto watched = t.tape->watched_variables;
    t.tape->reset();
    t.tape->watched_variables = watched;
  }
  return tf::pack_like(in, a["sources"], leaves);
}

// The rows of a Jacobian, one gradient each.
Value jacobian(Interp& in, Bound& a, bool batched) {
  TapeObject& t = tape_of(a);
  if (t.used && !t.persistent) return in.raise("RuntimeError", "A non-persistent GradientTape can only be used to compute one set of gradients (or jacobians)");
  Context& c = context(in);
  auto y = convert(in, a["target"]);
  std::vector<Value> sources;
  if (!y || !tf::flatten(in, batched ? a["source"] : a["sources"], sources)) return {};
  if (!t.tape) t.tape = std::make_unique<tf::Tape>(c);
  std::vector<tf::Tape::Key> keys;
  Operands xs;
  for (const Value& v : sources) {
    auto k = key_of(in, v);
    auto x = k ? convert(in, v) : std::nullopt;
    if (!x) return {};
    keys.push_back(*k);
    xs.push_back(*x);
  }
  std::vector<tf::Tape*> active = c.tapes;
  c.tapes.erase(std::remove(c.tapes.begin(), c.tapes.end(), t.tape.get()), c.tapes.end());
  const int64_t n = y->shape.elements();
  std::vector<Operands> rows(sources.size());
  std::vector<bool> connected(sources.size(), true);
  for (int64_t i = 0; i < n; ++i) {
    Tensor seed = Tensor::uninitialized(DType::kFloat64, y->shape);
    auto d = seed.mutable_data<double>();
    std::fill(d.begin(), d.end(), 0.0);
    d[static_cast<size_t>(i)] = 1;
    const Operand dy = c.constant(cast(seed, y->dtype));
    auto out = t.tape->gradient({&*y, 1}, {&dy, 1}, keys);
    if (!out) { c.tapes = active; return {}; }
    for (size_t k = 0; k < sources.size(); ++k) {
      if (!(*out)[k]) connected[k] = false;
      else rows[k].push_back((*out)[k]);
    }
  }
  c.tapes = active;
  t.used = true;
  std::vector<Value> leaves;
  for (size_t k = 0; k < sources.size(); ++k) {
    if (!connected[k]) { leaves.push_back(Value::none()); continue; }
    const Operands packed = c.run(tf::op("Pack"), rows[k], {{"axis", int64_t{0}}}, {"stack", false});
    if (packed.empty()) return {};
    std::vector<int64_t> dims(y->shape.begin(), y->shape.end());
    dims.insert(dims.end(), xs[k].shape.begin(), xs[k].shape.end());
    Operand j = c.run1(tf::op("Reshape"), {packed[0], tf::int_constant(in, dims)});
    if (!j) return {};
    if (batched) {
      // Only the blocks where both batch indices agree.
      Operands blocks;
      const int64_t batch = y->shape[0];
      const Operand flat = c.run1(tf::op("Reshape"), {j, tf::int_constant(in, {batch, y->shape.elements() / batch, batch, xs[k].shape.elements() / batch})});
      for (int64_t b = 0; b < batch; ++b) {
        const Value one = tf::tensor_item(in, tensor_value(in, flat), in.tuple({Value::integer(b), in.slice(Value::none(), Value::none(), Value::none()), Value::integer(b)}));
        if (!one) return {};
        blocks.push_back(tf::as_tensor_object(one)->operand);
      }
      const Operands all = c.run(tf::op("Pack"), blocks, {{"axis", int64_t{0}}}, {"stack", false});
      std::vector<int64_t> shape(y->shape.begin(), y->shape.end());
      shape.insert(shape.end(), xs[k].shape.begin() + 1, xs[k].shape.end());
      j = all.empty() ? Operand{} : c.run1(tf::op("Reshape"), {all[0], tf::int_constant(in, shape)});
      if (!j) return {};
    }
    leaves.push_back(tensor_value(in, j));
  }
  return tf::pack_like(in, batched ? a["source"] : a["sources"], leaves);
}

void define_tape(Interp& in) {
  py::Type* type = in.new_type("tensorflow.python.eager.backprop", "GradientTape", {in.type_named("object")}, TapeObject::kind);
  type->slots.create = [](Interp& i, py::Type* self, const py::Args& args) -> Value {
    auto signature = py::Signature::parse(i, "GradientTape.__init__", "persistent=False, watch_accessed_variables=True");
    auto bound = signature->bind(i, args);
    if (!bound) return {};
    TapeObject* t = new TapeObject(self);
    Value out(t);
    if (!flag(i, (*bound)[0], &t->persistent) || !flag(i, (*bound)[1], &t->watch)) return {};
    return out;
  };
  type->slots.init = [](Interp&, const Value&, const py::Args&) { return true; };
  in.method(type, "__enter__", "self", [](Interp& i, Bound& a) { start(i, tape_of(a)); return a[0]; });
  in.method(type, "__exit__", "self, *args", [](Interp& i, Bound& a) { if (tape_of(a).recording) stop(i, tape_of(a)); return Value::none(); });
  in.method(type, "watch", "self, tensor", [](Interp& i, Bound& a) -> Value {
    TapeObject& t = tape_of(a);
    std::vector<Value> all;
    if (!tf::flatten(i, a[1], all)) return {};
    for (const Value& v : all) {
      tf::TensorObject* x = tf::as_tensor_object(v);
      tf::Variable* w = py::cast<tf::Variable>(v);
      if (!x && !w) return i.raise("ValueError", "Passed in object " + i.repr(v).value_or("") + " of type '" + i.type_of(v)->name + "', not tf.Tensor or tf.Variable or ExtensionType.");
      if (!t.tape && !t.recording) return i.raise("AttributeError", "'NoneType' object has no attribute '_tape'");
      const DType d = x ? x->operand.dtype : w->cell->dtype;
      if (!is_floating(d) && !is_complex(d)) i.log("WARNING:tensorflow: The dtype of the watched tensor must be floating (e.g. tf.float32), got " + tf::dtype_text(d));
      if (x && !x->operand.id) x->operand.id = context(i).next_id();
      t.tape->watch(x ? tf::Tape::key(x->operand) : tf::Tape::key(*w->cell));
    }
    return Value::none();
  });
  in.method(type, "gradient", "self, target, sources, output_gradients=None, unconnected_gradients='none'", gradient);
  in.method(type, "jacobian", "self, target, sources, unconnected_gradients='none', parallel_iterations=None, experimental_use_pfor=True", [](Interp& i, Bound& a) { return jacobian(i, a, false); });
  in.method(type, "batch_jacobian", "self, target, source, unconnected_gradients='none', parallel_iterations=None, experimental_use_pfor=True", [](Interp& i, Bound& a) { return jacobian(i, a, true); });
  in.method(type, "reset", "self", [](Interp&, Bound& a) { if (tape_of(a).tape) tape_of(a).tape->reset(); tape_of(a).used = false; return Value::none(); });
  in.method(type, "stop_recording", "self", [](Interp& i, Bound& a) -> Value {
    TapeObject* t = &tape_of(a);
    const Value self = a[0];
    py::Type* pause = i.new_type("contextlib", "_GeneratorContextManager", {i.type_named("object")}, py::Instance::kind);
    i.method(pause, "__enter__", "self", [t, self](Interp& i2, Bound&) { stop(i2, *t); return Value::none(); });
    i.method(pause, "__exit__", "self, *args", [t, self](Interp& i2, Bound&) { start(i2, *t); return Value::none(); });
    return Value(new py::Instance(pause));
  });
  in.method(type, "watched_variables", "self", [](Interp& i, Bound& a) {
    std::vector<Value> all;
    if (tape_of(a).tape)
      for (const auto& cell : tape_of(a).tape->watched_variables) {
        py::Ref<tf::Variable> v = tf::make_variable(i, cell->value, cell->name + ":0", true);
        v->cell = cell;
        all.push_back(v);
      }
    return i.tuple(std::move(all));
  });
  set(in, "GradientTape", type);
  set(in, "autodiff.GradientTape", type);
}

Value conditional(Interp& in, Bound& a) {
  Value p = a["pred"];
  if (p.is_bool()) return in.call(p.boolean() ? a["true_fn"] : a["false_fn"], {});
  auto x = convert(in, p, DType::kBool);
  if (!x) return {};
  const Value yes = a["true_fn"], no = a["false_fn"];
  return tf::cond(in, *x, [&] { return in.call(yes, {}); }, [&] { return in.call(no, {}); });
}

Value case_of(Interp& in, Bound& a) {
  auto pairs = in.list_of(a["pred_fn_pairs"]);
  if (!pairs) return {};
  std::function<Value(size_t)> from = [&](size_t i) -> Value {
    if (i == pairs->size()) return a["default"].is_none() ? in.raise("ValueError", "None of the conditions evaluated as True.") : in.call(a["default"], {});
    auto pair = in.list_of((*pairs)[i]);
    if (!pair || pair->size() != 2) return {};
    auto x = convert(in, (*pair)[0], DType::kBool);
    if (!x) return {};
    if (i + 1 == pairs->size() && a["default"].is_none()) return in.call((*pair)[1], {});
    return tf::cond(in, *x, [&] { return in.call((*pair)[1], {}); }, [&] { return from(i + 1); });
  };
  return from(0);
}

Value while_loop(Interp& in, Bound& a) {
  std::vector<Value> leaves;
  if (!tf::flatten(in, a["loop_vars"], leaves)) return {};
  Operands state;
  for (const Value& v : leaves) {
    auto x = convert(in, v);
    if (!x) return {};
    state.push_back(*x);
  }
  std::vector<Shape> invariants;
  std::vector<Value> tops{a["loop_vars"]};
  if (in.is_sequence(tops[0])) tops.assign(in.items(tops[0]).begin(), in.items(tops[0]).end());
  for (const Value& v : tops) {                                // composites say what may change
    std::vector<Value> parts;
    if (!tf::flatten(in, v, parts)) return {};
    std::vector<Value> shapes;
    if (tf::is_composite(v)) {
      const Value given = in.call(in.get_attr(v, "_tf_invariants"), {});
      if (!given) return {};
      shapes.assign(in.items(given).begin(), in.items(given).end());
    }
    for (size_t i = 0; i < parts.size(); ++i) {
      auto s = i < shapes.size() ? tf::as_shape(in, shapes[i]) : std::optional<Shape>(state[invariants.size()].shape);
      if (!s) return {};
      invariants.push_back(*s);
    }
  }
  if (!a["shape_invariants"].is_none()) {
    invariants.clear();
    std::vector<Value> shapes;
    if (!tf::flatten(in, a["shape_invariants"], shapes)) return {};
    for (const Value& v : shapes) { auto s = tf::as_shape(in, v); if (!s) return {}; invariants.push_back(*s); }
  }
  Value structure = a["loop_vars"];
  const bool eager = context(in).eager();
  const auto arguments = [&](std::span<const Operand> now) {
    std::vector<Value> all;
    for (const Operand& x : now) all.push_back(tensor_value(in, x));
    const Value packed = tf::pack_like(in, structure, all);
    auto items = in.items(packed);
    return std::vector<Value>(items.begin(), items.end());
  };
  auto out = tf::while_loop(in, state, invariants, [&](std::span<const Operand> now) -> std::optional<Operand> {
    const std::vector<Value> args = arguments(now);
    const Value go = in.call(a["cond"], py::Args{args, {}});
    return go ? convert(in, go, DType::kBool) : std::nullopt;
  }, [&](std::span<const Operand> now) -> std::optional<Operands> {
    const std::vector<Value> args = arguments(now);
    Value next = in.call(a["body"], py::Args{args, {}});
    if (!next) return std::nullopt;
    std::vector<Value> all;
    if (!tf::flatten(in, next, all)) return std::nullopt;
    if (all.size() != state.size()) {
      in.raise("ValueError", "The two structures don't have the same nested structure.");
      return std::nullopt;
    }
    if (eager && in.is_sequence(next)) structure = next;       // what the body answers, as it answers it
    Operands r;
    for (const Value& v : all) {
      auto x = convert(in, v, state[r.size()].dtype);
      if (!x) return std::nullopt;
      r.push_back(*x);
    }
    return r;
  });
  if (!out) return {};
  leaves.clear();
  for (const Operand& x : *out) leaves.push_back(tensor_value(in, x));
  return tf::pack_like(in, structure, leaves);
}

Value element(Interp& in, const Value& structure, int64_t i) {
  std::vector<Value> leaves, rows;
  if (!tf::flatten(in, structure, leaves)) return {};
  for (const Value& v : leaves) {
    auto x = convert(in, v);
    if (!x) return {};
    rows.push_back(tf::tensor_item(in, tensor_value(in, *x), Value::integer(i)));
    if (!rows.back()) return {};
  }
  return tf::pack_like(in, structure, rows);
}

std::optional<int64_t> rows_of(Interp& in, const Value& structure) {
  std::vector<Value> leaves;
  if (!tf::flatten(in, structure, leaves) || leaves.empty()) return std::nullopt;
  auto x = convert(in, leaves[0]);
  if (!x) return std::nullopt;
  if (x->shape.rank() == 0) {
    in.raise("ValueError", "elems must be a 1+ dimensional Tensor, not a scalar");
    return std::nullopt;
  }
  return x->shape[0];
}

Value stack_all(Interp& in, const std::vector<Value>& results) {
  if (results.empty()) return in.raise("ValueError", "tf.map_fn over no elements is not supported.");
  std::vector<std::vector<Value>> columns;
  for (const Value& r : results) {
    std::vector<Value> leaves;
    if (!tf::flatten(in, r, leaves)) return {};
    columns.resize(leaves.size());
    for (size_t k = 0; k < leaves.size(); ++k) columns[k].push_back(leaves[k]);
  }
  std::vector<Value> out;
  for (auto& column : columns) {
    Value stacked = op_value(in, "Pack", {column}, {{"axis", int64_t{0}}}, "stack");
    if (!stacked) return {};
    out.push_back(stacked);
  }
  return tf::pack_like(in, results[0], out);
}

// What EagerTensorArray.write says: where no other type was asked for, results have the type of the elements.
bool of_type(Interp& in, const Value& structure, const Value& v) {
  std::vector<Value> leaves, written;
  if (!tf::flatten(in, structure, leaves) || !tf::flatten(in, v, written)) return false;
  for (size_t i = 0; i < leaves.size() && i < written.size(); ++i) {
    auto want = convert(in, leaves[i]), x = want ? convert(in, written[i]) : std::nullopt;
    if (!x) return false;
    if (x->dtype != want->dtype) {
      tf::raise_error(in, "InvalidArgumentError", "TensorArray dtype is " + std::string(tf_name(want->dtype)) + " but Op is trying to write dtype " + std::string(tf_name(x->dtype)) + " ");
      return false;
    }
  }
  return true;
}

Value map_fn(Interp& in, Bound& a, bool vectorized) {
  auto n = rows_of(in, a["elems"]);
  if (!n) return {};
  if (*n < 0) return in.raise("NotImplementedError", "tf.map_fn over an unknown number of elements is not supported.");
  const bool same_type = !vectorized && a["dtype"].is_none() && a["fn_output_signature"].is_none() && context(in).eager();
  std::vector<Value> results;
  for (int64_t i = 0; i < *n; ++i) {
    const Value x = element(in, a["elems"], i);
    const Value y = x ? in.call(a["fn"], {x}) : x;
    if (!y) return {};
    if (same_type && !of_type(in, a["elems"], y)) return {};
    results.push_back(y);
  }
  return stack_all(in, results);
}

Value fold(Interp& in, Bound& a, bool keep, bool left) {
  auto n = rows_of(in, a["elems"]);
  if (!n) return {};
  Value total = a["initializer"];
  std::vector<Value> results;
  for (int64_t i = 0; i < *n; ++i) {
    const Value x = element(in, a["elems"], left ? i : *n - 1 - i);
    if (!x) return {};
    const Value before = total;
    total = total.is_none() ? x : in.call(a["fn"], {total, x});
    if (!total || (keep && context(in).eager() && !before.is_none() && !of_type(in, before, total))) return {};
    results.push_back(total);
  }
  return keep ? stack_all(in, results) : total;
}

Value py_function(Interp& in, Bound& a, bool numpy) {
  if (!context(in).eager() || !numpy) return tf::python_call(in, a["func"], a["inp"], a["Tout"], numpy);
  auto inputs = in.list_of(a["inp"]);
  if (!inputs) return {};
  std::vector<Value> args;
  for (const Value& v : *inputs) {
    auto x = convert(in, v);
    if (!x) return {};
    args.push_back(numpy ? tf::to_numpy(in, x->value) : tensor_value(in, *x));
  }
  const Value out = in.call(a["func"], py::Args{args, {}});
  if (!out) return {};
  const Value types = a["Tout"];
  if (in.is_sequence(types)) {
    auto results = in.list_of(out), wanted = in.list_of(types);
    if (!results || !wanted) return {};
    std::vector<Value> all;
    for (size_t i = 0; i < results->size() && i < wanted->size(); ++i) {
      auto t = tf::as_dtype(in, (*wanted)[i]);
      auto x = t ? convert(in, (*results)[i], *t) : std::nullopt;
      if (!x) return {};
      all.push_back(tensor_value(in, *x));
    }
    return in.list(std::move(all));
  }
  auto t = tf::as_dtype(in, types);
  auto x = t ? convert(in, out, *t) : std::nullopt;
  return x ? tensor_value(in, *x) : Value();
}

Value custom_gradient(Interp& in, Bound& a) {
  const Value f = a["f"];
  return in.builtin("decorated", "*args, **kwargs", [f](Interp& i, Bound& b) -> Value {
    Context& c = context(i);
    Operands xs;
    std::vector<Value> inside;
    for (const Value& v : i.items(b["args"])) {
      auto x = convert(i, v);
      if (!x) return {};
      if (!x->id && !x->node) x->id = c.next_id();
      xs.push_back(*x);
      inside.push_back(tensor_value(i, *x));
    }
    std::vector<tf::Tape*> active = std::move(c.tapes);
    c.tapes.clear();
    const Value both = i.call(f, py::Args{inside, {}});
    c.tapes = active;
    if (!both) return {};
    auto pair = i.list_of(both);
    if (!pair || pair->size() != 2) return i.pending() ? Value() : i.raise("TypeError", "custom_gradient functions must return a result and a gradient function");
    std::vector<Value> leaves;
    if (!tf::flatten(i, (*pair)[0], leaves)) return {};
    Operands ys;
    std::vector<Value> results;
    for (const Value& v : leaves) {
      auto y = convert(i, v);
      const Operand same = y ? c.run1(tf::op("Identity"), {*y}) : Operand{};
      if (!same) return {};
      ys.push_back(same);
      results.push_back(tensor_value(i, same));
    }
    const Value grad = (*pair)[1];
    py::Interp* interp = &i;
    for (tf::Tape* tape : c.tapes)
      tape->record_backward(xs, ys, [interp, grad](std::span<const Operand> dy, Operands& dx) {
        std::vector<Value> args;
        for (const Operand& d : dy) args.push_back(d ? tensor_value(*interp, d) : Value::none());
        const Value out = interp->call(grad, py::Args{args, {}});
        if (!out) return false;
        const std::vector<Value> one{out};
        for (const Value& v : interp->is_sequence(out) ? interp->items(out) : std::span<const Value>(one)) {
          if (v.is_none()) { dx.push_back({}); continue; }
          auto x = convert(*interp, v);
          if (!x) return false;
          dx.push_back(*x);
        }
        return true;
      });
    return tf::pack_like(i, (*pair)[0], results);
  }, "tensorflow");
}

// Context managers that change nothing, or open a scope.
struct Scope : py::Instance {
  static constexpr py::Kind kind{"tf.Scope", &py::Instance::kind};
  explicit Scope(py::Type* t) : Instance(kind, t) {}
  std::string name;
  std::vector<std::pair<std::unique_ptr<tf::NameScope>, std::string>> open;
};

void define_scopes(Interp& in) {
  py::Type* type = in.new_type("tensorflow.python.framework.ops", "name_scope", {in.type_named("object")}, Scope::kind);
  type->slots.create = [](Interp& i, py::Type* self, const py::Args& args) -> Value {
    Scope* s = new Scope(self);
    Value out(s);
    if (!args.positional.empty()) {
      auto text = i.as_str(args.positional[0]);
      if (!text) return i.raise("ValueError", "name for name_scope must be a string.");
      s->name = std::string(*text);
    }
    return out;
  };
  type->slots.init = [](Interp&, const Value&, const py::Args&) { return true; };
  in.method(type, "__enter__", "self", [](Interp& i, Bound& a) -> Value {
    Scope& s = *py::cast<Scope>(a[0]);
    Context& c = context(i);
    std::unique_ptr<tf::NameScope> scope;
    if (!c.eager()) scope = std::make_unique<tf::NameScope>(c, s.name);
    s.open.emplace_back(std::move(scope), c.eager_scope);
    c.eager_scope += s.name + "/";
    return i.str_value(s.open.back().first ? s.open.back().first->full : c.eager_scope);
  });
  in.method(type, "__exit__", "self, *args", [](Interp& i, Bound& a) -> Value {
    Scope& s = *py::cast<Scope>(a[0]);
    context(i).eager_scope = s.open.back().second;
    s.open.pop_back();
    return Value::none();
  });
  set(in, "name_scope", type);
  py::Type* nothing = in.new_type("tensorflow.python.framework.ops", "_EagerDeviceContext", {in.type_named("object")}, py::Instance::kind);
  in.method(nothing, "__enter__", "self", [](Interp&, Bound& a) { return a[0]; });
  in.method(nothing, "__exit__", "self, *args", [](Interp&, Bound&) { return Value::none(); });
  const auto manager = [nothing](Interp&, Bound&) { return Value(new py::Instance(nothing)); };
  set(in, "device", in.builtin("device", "device_name", manager, "tensorflow"));
  set(in, "control_dependencies", in.builtin("control_dependencies", "control_inputs", manager, "tensorflow"));
  py::Type* eager = in.new_type("tensorflow.python.framework.ops", "init_scope", {in.type_named("object")}, py::Instance::kind);
  in.method(eager, "__enter__", "self", [](Interp& i, Bound& a) { context(i).push_graph(nullptr); return a[0]; });
  in.method(eager, "__exit__", "self, *args", [](Interp& i, Bound&) { context(i).pop_graph(); return Value::none(); });
  set(in, "init_scope", Value(eager));
}

constexpr Row kRows[] = {
    {"function", "func=None, input_signature=None, autograph=True, jit_compile=None, reduce_retracing=False, experimental_implements=None, experimental_autograph_options=None, experimental_attributes=None, "
                 "experimental_relax_shapes=None, experimental_compile=None, experimental_follow_type_hints=None", function},
    {"cond", "pred, true_fn=None, false_fn=None, name=None", conditional},
    {"case", "pred_fn_pairs, default=None, exclusive=False, strict=False, name='case'", case_of},
    {"while_loop", "cond, body, loop_vars, shape_invariants=None, parallel_iterations=10, back_prop=True, swap_memory=False, maximum_iterations=None, name=None", while_loop},
    {"map_fn", "fn, elems, dtype=None, parallel_iterations=None, back_prop=True, swap_memory=False, infer_shape=True, name=None, fn_output_signature=None", [](Interp& in, Bound& a) { return map_fn(in, a, false); }},
    {"vectorized_map", "fn, elems, fallback_to_while_loop=True, warn=True", [](Interp& in, Bound& a) { return map_fn(in, a, true); }},
    {"scan", "fn, elems, initializer=None, parallel_iterations=10, back_prop=True, swap_memory=False, infer_shape=True, reverse=False, name=None", [](Interp& in, Bound& a) { return fold(in, a, true, true); }},
    {"foldl", "fn, elems, initializer=None, parallel_iterations=10, back_prop=True, swap_memory=False, name=None", [](Interp& in, Bound& a) { return fold(in, a, false, true); }},
    {"foldr", "fn, elems, initializer=None, parallel_iterations=10, back_prop=True, swap_memory=False, name=None", [](Interp& in, Bound& a) { return fold(in, a, false, false); }},
    {"py_function", "func=None, inp=None, Tout=None, name=None", [](Interp& in, Bound& a) { return py_function(in, a, false); }},
    {"numpy_function", "func=None, inp=None, Tout=None, stateful=True, name=None", [](Interp& in, Bound& a) { return py_function(in, a, true); }},
    {"custom_gradient", "f=None", custom_gradient},
    {"recompute_grad", "f", [](Interp&, Bound& a) { return a[0]; }},
    {"no_op", "name=None", [](Interp&, Bound&) { return Value::none(); }},
    {"group", "*inputs, **kwargs", [](Interp&, Bound&) { return Value::none(); }},
    {"autograph.experimental.do_not_convert", "func=None", [](Interp& in, Bound& a) { return a[0].is_none() || in.set_attr(a[0], "ag_dnc_wrapper__", Value::boolean(true)) ? a[0] : Value(); }},
    {"autograph.set_verbosity", "level, alsologtostdout=False", [](Interp&, Bound&) { return Value::none(); }},
    {"gradients", "ys, xs, grad_ys=None, name='gradients', gate_gradients=False, aggregation_method=None, stop_gradients=None, unconnected_gradients='none'",
     [](Interp& in, Bound&) { return in.raise("RuntimeError", "tf.gradients is not supported when eager execution is enabled. Use tf.GradientTape instead."); }},
    {"config.run_functions_eagerly", "run_eagerly", [](Interp& in, Bound& a) -> Value {
       bool on = false;
       if (!flag(in, a[0], &on)) return {};
       tf::set_functions_run_eagerly(in, on);
       return Value::none();
     }},
    {"config.functions_run_eagerly", "", [](Interp& in, Bound&) { return Value::boolean(tf::functions_run_eagerly(in)); }},
};

}  // namespace

void bind_control(Interp& in) {
  bind(in, kRows);
  define_tape(in);
  define_scopes(in);
}

}  // namespace misfit::modules::tf_api
