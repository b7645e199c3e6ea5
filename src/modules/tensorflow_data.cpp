// tf.data.Dataset and its methods.
#include <set>

#include "modules/tensorflow_table.h"
#include "python/machine.h"
#include "tensorflow/dataset_ops.h"

namespace misfit::modules::tf_api {
namespace {

using tf::Dataset;
using DatasetRef = py::Ref<Dataset>;

Dataset& data_of(Bound& a) { return *py::cast<Dataset>(a[0]); }
DatasetRef self(Bound& a) { return DatasetRef(py::cast<Dataset>(a[0])); }
Value value(const DatasetRef& d) { return d ? Value(d) : Value(); }

// int64 arguments convert as tensors do.
std::optional<int64_t> count(Interp& in, const Value& v, int64_t none = -1) {
  if (v.is_none()) return none;
  if (v.is_int()) return v.integer();
  context(in).push_graph(nullptr);
  auto x = convert(in, v, tf::as_tensor_object(v) ? std::nullopt : std::optional<DType>(DType::kInt64));
  context(in).pop_graph();
  return x ? std::optional<int64_t>(x->value.int_at(0)) : std::nullopt;
}

bool has_composite(const tf::Nest& n) {
  if (!n.type_name.empty() && n.type_name[0] == '@') return true;
  return std::any_of(n.children.begin(), n.children.end(), has_composite);
}

Value batch(Interp& in, Bound& a) {
  auto n = count(in, a["batch_size"]);
  bool drop = false;
  if (!n || !flag(in, a["drop_remainder"], &drop)) return {};
  if (has_composite(data_of(a).nest)) return in.call(in.get_attr(in.import("tensorflow._data"), "batch_of_composites"), {a[0], Value::integer(*n), Value::boolean(drop)});
  return value(tf::batch_dataset(in, self(a), *n, drop));
}

Value padded_batch(Interp& in, Bound& a) {
  auto n = count(in, a["batch_size"]);
  bool drop = false;
  if (!n || !flag(in, a["drop_remainder"], &drop)) return {};
  Dataset& d = data_of(a);
  std::vector<Shape> shapes;
  for (const Spec& s : d.specs) {
    if (!s.shape.known_rank()) return in.raise("ValueError", "You must provide `padded_shapes` argument because component 0 has unknown rank.");
    shapes.push_back(s.shape);
  }
  if (!a["padded_shapes"].is_none()) {
    tf::Nest nest;
    std::vector<Value> leaves;
    if (d.nest.kind == tf::Nest::Kind::kLeaf) leaves.push_back(a["padded_shapes"]);
    else if (!tf::take_apart(in, a["padded_shapes"], nest, leaves)) return {};
    // A shape given as a tuple of numbers inside a structure.
    if (leaves.size() != shapes.size()) {
      leaves.clear();
      for (const Value& v : in.items(a["padded_shapes"])) leaves.push_back(v);
    }
    for (size_t i = 0; i < shapes.size() && i < leaves.size(); ++i) {
      auto s = tf::as_shape(in, leaves[i]);
      if (!s) return {};
      for (size_t k = 0; k < s->rank(); ++k) if ((*s)[k] < 0) (*s)[k] = Shape::kUnknown;
      bool fits = s->rank() == shapes[i].rank();
      for (size_t k = 0; fits && k < s->rank(); ++k) fits = (*s)[k] < 0 || shapes[i][k] <= (*s)[k];
      if (!fits)
        return in.raise("ValueError", "The padded shape " + python_text(*s) + " is not compatible with the shape " + python_text(shapes[i]) + " of the corresponding input component.");
      shapes[i] = *s;
    }
  }
  std::vector<Tensor> fill;
  std::vector<Value> given;
  if (!a["padding_values"].is_none()) {
    tf::Nest nest;
    if (!tf::take_apart(in, a["padding_values"], nest, given)) return {};
  }
  for (size_t i = 0; i < d.specs.size(); ++i) {
    const Value v = given.empty() ? Value() : given.size() == 1 ? given[0] : i < given.size() ? given[i] : Value();
    if (!v || v.is_none()) { fill.push_back(Tensor::zeros(d.specs[i].dtype, Shape{})); continue; }
    auto x = convert(in, v);
    if (!x) return {};
    if (x->shape.rank() != 0) return in.raise("ValueError", "Invalid `padding_values`. `padding_values` values should be scalars, but got " + python_text(x->shape) + ".");
    const auto type = [](DType t) { return "<dtype: '" + std::string(tf_name(t)) + "'>"; };
    if (x->dtype != d.specs[i].dtype)
      return in.raise("TypeError", "Invalid `padding_values`. `padding_values` values type " + type(x->dtype) + " does not match type " + type(d.specs[i].dtype) + " of the corresponding input component.");
    fill.push_back(x->value);
  }
  return value(tf::padded_batch_dataset(in, self(a), *n, drop, shapes, fill));
}

Value shuffle(Interp& in, Bound& a) {
  auto n = count(in, a["buffer_size"]);
  if (!n) return {};
  std::optional<int64_t> seed;
  if (!a["seed"].is_none() && !(seed = count(in, a["seed"]))) return {};
  bool reshuffle = true;
  if (!a["reshuffle_each_iteration"].is_none() && !flag(in, a["reshuffle_each_iteration"], &reshuffle)) return {};
  if (*n == 0 || *n < -2 || *n == -1)
    return tf::raise_error(in, "InvalidArgumentError", "{{function_node __wrapped__ShuffleDatasetV3_device_/job:localhost/replica:0/task:0/device:CPU:0}} buffer_size must be greater than zero or UNKNOWN_CARDINALITY [Op:ShuffleDatasetV3] name: ");
  return value(tf::shuffle_dataset(in, self(a), *n, context(in).op_seeds(seed), reshuffle));
}

struct Deprecations : py::RunState {
  static constexpr py::Kind kind{"tf.data.Deprecations"};
  explicit Deprecations(Interp&) {}
  std::set<std::string> told;
};

Value from_generator(Interp& in, Bound& a) {
  for (const char* old : {"output_types", "output_shapes"})
    if (!a[old].is_none() && in.state<Deprecations>().told.insert(old).second)
      in.log("WARNING:tensorflow: From " + in.machine().file_name + ":" + std::to_string(in.here().line) + ": calling DatasetV2.from_generator (from tensorflow.python.data.ops.dataset_ops) with " + old +
             " is deprecated and will be removed in a future version.\nInstructions for updating:\nUse output_signature instead");
  if (!in.callable(a["generator"])) return in.raise("TypeError", "`generator` must be a Python callable.");
  tf::Nest nest;
  Specs specs;
  if (!a["output_signature"].is_none()) {
    if (!a["output_types"].is_none()) return in.raise("TypeError", "The `output_types` argument can not be used together with the `output_signature` argument.");
    std::vector<Value> leaves;
    if (!tf::take_apart(in, a["output_signature"], nest, leaves)) return {};
    for (const Value& v : leaves) {
      tf::SpecObject* s = py::cast<tf::SpecObject>(v);
      if (!s) return in.raise("TypeError", "`output_signature` must contain objects that are subclass of `tf.TypeSpec` but found " + in.repr(Value(in.type_of(v))).value_or("") + " which is not.");
      specs.push_back({s->dtype, s->shape, {}, {}});
    }
  } else {
    if (a["output_types"].is_none()) return in.raise("TypeError", "To specify the output signature you need to provide either the `output_signature` argument or the `output_types` argument.");
    std::vector<Value> types, shapes;
    if (!tf::take_apart(in, a["output_types"], nest, types)) return {};
    if (!a["output_shapes"].is_none()) {
      if (types.size() == 1) shapes.push_back(a["output_shapes"]);
      else for (const Value& v : in.items(a["output_shapes"])) shapes.push_back(v);
    }
    for (size_t i = 0; i < types.size(); ++i) {
      auto t = tf::as_dtype(in, types[i]);
      if (!t) return {};
      Shape s = Shape::unknown_rank();
      if (i < shapes.size()) { auto given = tf::as_shape(in, shapes[i]); if (!given) return {}; s = *given; }
      specs.push_back({*t, s, {}, {}});
    }
  }
  return value(tf::from_generator(in, a["generator"], a["args"].is_none() ? in.tuple({}) : a["args"], nest, specs));
}

Value range(Interp& in, Bound& a) {
  auto args = in.items(a["args"]);
  if (args.empty() || args.size() > 3) return in.raise("ValueError", "Invalid `args`. The length of `args` should be between 1 and 3 but was " + std::to_string(args.size()) + ".");
  std::vector<int64_t> n;
  for (const Value& v : args) { auto c = count(in, v); if (!c) return {}; n.push_back(*c); }
  DType t = DType::kInt64;
  if (Value given = py::cast<py::Dict>(a["kwargs"])->get("output_type")) { auto d = tf::as_dtype(in, given); if (!d) return {}; t = *d; }
  if (n.size() == 3 && n[2] == 0) return tf::raise_error(in, "InvalidArgumentError", "{{function_node __wrapped__RangeDataset_device_/job:localhost/replica:0/task:0/device:CPU:0}} step must be a non-zero integer. [Op:RangeDataset] name: ");
  return value(n.size() == 1 ? tf::range_dataset(in, 0, n[0], 1, t) : tf::range_dataset(in, n[0], n[1], n.size() == 3 ? n[2] : 1, t));
}

Value iterator(Interp& in, const Value& d, bool numpy) {
  tf::IteratorObject* it = new tf::IteratorObject(in.state<tf::DatasetTypes>().iterator);
  Value out(it);
  it->dataset = DatasetRef(py::cast<Dataset>(d));
  it->iterator = tf::iterate(in, *it->dataset);
  it->numpy = numpy;
  if (!it->iterator) return {};
  return out;
}

Value next(Interp& in, const Value& v) {
  tf::IteratorObject& it = *py::cast<tf::IteratorObject>(v);
  if (!it.numpy) return tf::next_element(in, *it.dataset, *it.iterator);
  auto e = it.iterator->next(in);
  if (!e) {
    tf::wrap_iterator_error(in, std::max<size_t>(1, it.dataset->nest.leaves()));
    return {};
  }
  return tf::pack_nest(in, it.dataset->nest, [&](size_t i) { return tf::to_numpy(in, (*e)[i]); });
}

Value member(Interp& in, py::Type* base, const char* name, const char* signature, py::NativeFunction f) {
  in.method(base, name, signature, std::move(f));
  return {};
}

}  // namespace

void bind_data(Interp& in) {
  tf::DatasetTypes& types = in.state<tf::DatasetTypes>();
  py::Type* t = types.base;
  t->slots.repr = [](Interp& i, const Value& v) -> std::optional<std::string> {
    Dataset& d = *py::cast<Dataset>(v);
    auto spec = i.repr(tf::spec_structure(i, d.nest, d.specs));
    return spec ? std::optional<std::string>("<" + d.type->name + " element_spec=" + *spec + ">") : std::nullopt;
  };
  t->slots.iter = [](Interp& i, const Value& v) -> Value {
    if (!context(i).eager()) return i.raise("RuntimeError", "`tf.data.Dataset` only supports Python-style iteration in eager mode or within tf.function.");
    return iterator(i, v, false);
  };
  t->slots.truth = [](Interp&, const Value&) -> std::optional<bool> { return true; };
  t->slots.length = [](Interp& i, const Value& v) -> std::optional<int64_t> {
    const int64_t n = py::cast<Dataset>(v)->cardinality;
    if (n >= 0) return n;
    i.raise("TypeError", n == tf::kInfinite ? "The dataset is infinite." : "The dataset length is unknown.");
    return std::nullopt;
  };
  in.static_method(t, "from_tensor_slices", "tensors, name=None", [](Interp& i, Bound& a) -> Value {
    std::vector<Value> leaves;
    tf::Nest nest;
    if (!tf::take_apart(i, a[0], nest, leaves)) return {};
    return has_composite(nest) ? i.call(i.get_attr(i.import("tensorflow._data"), "slices_of_composites"), {a[0]}) : value(tf::from_tensor_slices(i, a[0]));
  });
  in.static_method(t, "from_tensors", "tensors, name=None", [](Interp& i, Bound& a) { return value(tf::from_tensors(i, a[0])); });
  in.static_method(t, "from_generator", "generator, output_types=None, output_shapes=None, args=None, output_signature=None, name=None", from_generator);
  in.static_method(t, "range", "*args, **kwargs", range);
  in.static_method(t, "zip", "*args, datasets=None, name=None", [](Interp& i, Bound& a) {
    if (!a["datasets"].is_none()) return value(tf::zip_dataset(i, a["datasets"]));
    auto args = i.items(a["args"]);
    return value(tf::zip_dataset(i, args.size() == 1 ? args[0] : a["args"]));
  });
  member(in, t, "batch", "self, batch_size, drop_remainder=False, num_parallel_calls=None, deterministic=None, name=None", batch);
  member(in, t, "padded_batch", "self, batch_size, padded_shapes=None, padding_values=None, drop_remainder=False, name=None", padded_batch);
  member(in, t, "map", "self, map_func, num_parallel_calls=None, deterministic=None, synchronous=None, use_unbounded_threadpool=False, name=None", [](Interp& i, Bound& a) {
    return value(tf::map_dataset(i, self(a), a["map_func"], !a["num_parallel_calls"].is_none()));
  });
  member(in, t, "filter", "self, predicate, name=None", [](Interp& i, Bound& a) { return value(tf::filter_dataset(i, self(a), a["predicate"], false)); });
  member(in, t, "take_while", "self, predicate, name=None", [](Interp& i, Bound& a) { return value(tf::filter_dataset(i, self(a), a["predicate"], true)); });
  member(in, t, "shuffle", "self, buffer_size, seed=None, reshuffle_each_iteration=True, name=None", shuffle);
  member(in, t, "repeat", "self, count=None, name=None", [](Interp& i, Bound& a) -> Value { auto n = count(i, a["count"]); return n ? value(tf::repeat_dataset(i, self(a), *n)) : Value(); });
  member(in, t, "take", "self, count, name=None", [](Interp& i, Bound& a) -> Value { auto n = count(i, a["count"]); return n ? value(tf::slice_dataset(i, self(a), "TakeDataset", 0, *n, 1)) : Value(); });
  member(in, t, "skip", "self, count, name=None", [](Interp& i, Bound& a) -> Value { auto n = count(i, a["count"]); return n ? value(tf::slice_dataset(i, self(a), "SkipDataset", *n, -1, 1)) : Value(); });
  member(in, t, "shard", "self, num_shards, index, name=None", [](Interp& i, Bound& a) -> Value {
    auto n = count(i, a["num_shards"]), k = n ? count(i, a["index"]) : std::nullopt;
    if (!k) return {};
    const auto refuse = [&](const std::string& text) { return tf::raise_error(i, "InvalidArgumentError", "{{function_node __wrapped__ShardDataset_device_/job:localhost/replica:0/task:0/device:CPU:0}} " + text + " [Op:ShardDataset] name: "); };
    if (*n < 1) return refuse("Number of shards must be greater than zero (currently num_shards = " + std::to_string(*n) + ").");
    if (*k < 0 || *k >= *n) return refuse("Index must be between 0 and " + std::to_string(*n - 1) + " (currently index = " + std::to_string(*k) + ").");
    return value(tf::slice_dataset(i, self(a), "ShardDataset", *k, -1, *n));
  });
  member(in, t, "concatenate", "self, dataset, name=None", [](Interp& i, Bound& a) -> Value {
    Dataset* d = py::cast<Dataset>(a["dataset"]);
    return d ? value(tf::concatenate_dataset(i, self(a), DatasetRef(d))) : i.raise("TypeError", "`dataset` must be a tf.data.Dataset");
  });
  member(in, t, "enumerate", "self, start=0, name=None", [](Interp& i, Bound& a) -> Value { auto n = count(i, a["start"]); return n ? value(tf::enumerate_dataset(i, self(a), *n)) : Value(); });
  member(in, t, "prefetch", "self, buffer_size, name=None", [](Interp& i, Bound& a) -> Value {
    auto n = count(i, a["buffer_size"]);
    if (!n) return {};
    if (*n < -1) return tf::raise_error(i, "InvalidArgumentError", "{{function_node __wrapped__PrefetchDataset_device_/job:localhost/replica:0/task:0/device:CPU:0}} buffer_size must be >= 0 or set buffer_size to be -1 for auto-tuning [Op:PrefetchDataset] name: ");
    return value(tf::same_dataset(i, self(a), "PrefetchDataset"));
  });
  member(in, t, "cache", "self, filename='', name=None", [](Interp& i, Bound& a) { return value(tf::same_dataset(i, self(a), "CacheDataset")); });
  member(in, t, "with_options", "self, options, name=None", [](Interp& i, Bound& a) { return value(tf::same_dataset(i, self(a), "OptionsDataset")); });
  member(in, t, "unbatch", "self, name=None", [](Interp& i, Bound& a) { return value(tf::unbatch_dataset(i, self(a))); });
  member(in, t, "rebatch", "self, batch_size, drop_remainder=False, name=None", [](Interp& i, Bound& a) -> Value {
    auto n = count(i, a["batch_size"]);
    bool drop = false;
    if (!n || !flag(i, a["drop_remainder"], &drop)) return {};
    const DatasetRef flat = tf::unbatch_dataset(i, self(a));
    return flat ? value(tf::batch_dataset(i, flat, *n, drop)) : Value();
  });
  member(in, t, "window", "self, size, shift=None, stride=1, drop_remainder=False, name=None", [](Interp& i, Bound& a) -> Value {
    auto n = count(i, a["size"]);
    auto shift = n ? count(i, a["shift"], *n) : std::nullopt;
    auto stride = shift ? count(i, a["stride"]) : std::nullopt;
    bool drop = false;
    if (!stride || !flag(i, a["drop_remainder"], &drop)) return {};
    return value(tf::window_dataset(i, self(a), *n, *shift, *stride, drop));
  });
  member(in, t, "flat_map", "self, map_func, name=None", [](Interp& i, Bound& a) { return value(tf::flat_map_dataset(i, self(a), a["map_func"], "FlatMapDataset", 1, 1)); });
  member(in, t, "interleave", "self, map_func, cycle_length=None, block_length=None, num_parallel_calls=None, deterministic=None, name=None", [](Interp& i, Bound& a) -> Value {
    auto cycle = count(i, a["cycle_length"], 2), block = cycle ? count(i, a["block_length"], 1) : std::nullopt;
    return block ? value(tf::flat_map_dataset(i, self(a), a["map_func"], "InterleaveDataset", *cycle < 1 ? 2 : *cycle, *block)) : Value();
  });
  member(in, t, "reduce", "self, initial_state, reduce_func, name=None", [](Interp& i, Bound& a) { return tf::reduce_dataset(i, data_of(a), a["initial_state"], a["reduce_func"]); });
  member(in, t, "apply", "self, transformation_func", [](Interp& i, Bound& a) -> Value {
    const Value out = i.call(a[1], {a[0]});
    if (out && !py::cast<Dataset>(out)) return i.raise("TypeError", "`transformation_func` must return a `tf.data.Dataset` object. Got " + i.repr(Value(i.type_of(out))).value_or("") + ".");
    return out;
  });
  member(in, t, "cardinality", "self, name=None", [](Interp& i, Bound& a) { return tf::eager_value(i, Tensor::scalar(data_of(a).cardinality)); });
  member(in, t, "options", "self", [](Interp& i, Bound&) { return i.call(i.get_attr(submodule(i, "data"), "Options"), {}); });
  member(in, t, "as_numpy_iterator", "self, name=None", [](Interp& i, Bound& a) { return iterator(i, a[0], true); });
  member(in, t, "get_single_element", "self, name=None", [](Interp& i, Bound& a) -> Value {
    auto it = tf::iterate(i, data_of(a));
    return tf::next_element(i, data_of(a), *it);
  });
  in.property(t, "element_spec", [](Interp& i, Bound& a) { return tf::spec_structure(i, data_of(a).nest, data_of(a).specs); });
  types.iterator->slots.iter = [](Interp&, const Value& v) { return v; };
  types.iterator->slots.next = next;
  in.method(types.iterator, "get_next", "self", [](Interp& i, Bound& a) -> Value {
    const Value e = next(i, a[0]);
    if (e || i.pending()) return e;
    return tf::raise_error(i, "OutOfRangeError", "{{function_node __wrapped__IteratorGetNext_output_types_1_device_/job:localhost/replica:0/task:0/device:CPU:0}} End of sequence [Op:IteratorGetNext] name: ");
  });
  set(in, "data.Dataset", t);
  set(in, "data.AUTOTUNE", Value::integer(-1));
  set(in, "data.experimental.AUTOTUNE", Value::integer(-1));
  set(in, "data.INFINITE_CARDINALITY", Value::integer(-1));
  set(in, "data.UNKNOWN_CARDINALITY", Value::integer(-2));
  set(in, "data.experimental.cardinality", in.builtin("cardinality", "dataset", [](Interp& i, Bound& a) { return tf::eager_value(i, Tensor::scalar(py::cast<Dataset>(a[0])->cardinality)); }));
  py::Type* options = in.new_type("tensorflow.python.data.ops.options", "Options", {in.type_named("object")}, py::Instance::kind);
  options->slots.getattr = [](Interp& i, const Value& v, std::string_view name) -> Value {
    // Options nest; whatever is set stays.
    if (name.rfind("experimental_", 0) == 0 || name == "threading" || name == "autotune") {
      py::Instance* o = py::cast<py::Instance>(v);
      if (!o->dict->get(name)) o->dict->set(i, name, Value(new py::Instance(o->type)));
    }
    return {};
  };
  set(in, "data.Options", Value(options));
}

}  // namespace misfit::modules::tf_api
