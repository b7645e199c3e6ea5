// Generators and sequences: how far each Keras looks ahead, what shapes it promises, and batches that break the promise.
#include "keras/warn.h"
#include "keras/data/generator.h"

#include <algorithm>

#include "keras/keras_tensor.h"
#include "keras/math.h"
#include "keras/nest.h"
#include "numpy/ndarray.h"
#include "python/random_state.h"

namespace misfit::keras {
namespace {

std::nullptr_t refuse(py::Interp& in, std::string text) {
  in.raise("ValueError", std::move(text));
  return nullptr;
}

// Where the batches come from: null and nothing pending at the end.
using Next = std::function<py::Value(py::Interp&)>;

std::optional<Tensor> leaf_tensor(py::Interp& in, const py::Value& v, DType dtype) {
  if (tf::TensorObject* t = tf::as_tensor_object(v); t && t->eager()) return t->operand.value.dtype() == dtype ? t->operand.value : cast(t->operand.value, dtype);
  std::optional<Tensor> t = np::as_tensor(in, v);
  if (t && t->dtype() != dtype && t->dtype() != DType::kString) return cast(*t, dtype);
  return t;
}

bool fits(const Shape& spec, const Shape& got) { return compatible(spec, got); }

// Turns Python batches into tensors as tf.data's from_generator does, under the promised specs.
struct PythonBatches : tf::DataIterator {
  Next next_batch;
  Specs specs;
  bool keras3;
  PythonBatches(Next n, Specs s, bool k) : next_batch(std::move(n)), specs(std::move(s)), keras3(k) {}
  std::optional<tf::Element> next(py::Interp& in) override {
    py::Value batch = next_batch(in);
    if (!batch) {
      if (in.pending()) wrap_generator_error(in);
      return std::nullopt;
    }
    tf::Element out;
    size_t i = 0;
    for (const py::Value& v : nest::flatten(in, batch)) {
      if (v.is_none()) continue;
      if (i >= specs.size()) break;
      std::optional<Tensor> t = leaf_tensor(in, v, specs[i].dtype);
      if (!t) {
        wrap_generator_error(in);
        return std::nullopt;
      }
      if (!fits(specs[i].shape, t->shape())) {
        std::string got = python_text(t->shape()), wanted = python_text(specs[i].shape);
        if (keras3)
          in.raise("TypeError", "Generator yielded an element of shape " + got + " where an element of shape " + wanted +
                                    " was expected. Your generator provides tensors with variable input dimensions other than the batch size. Make sure that the "
                                    "generator's first two batches do not have the same dimension value wherever there is a variable input dimension.");
        else
          in.raise("TypeError", "`generator` yielded an element of shape " + got + " where an element of shape " + wanted + " was expected.");
        wrap_generator_error(in);
        return std::nullopt;
      }
      out.push_back(*t);
      ++i;
    }
    return out;
  }
};

// ---- Keras 3 ----

std::optional<Specs> specs_keras3(py::Interp& in, const std::vector<py::Value>& batches) {
  Specs specs;
  std::vector<std::vector<py::Value>> flat;
  for (const py::Value& b : batches) flat.push_back(nest::flatten(in, b));
  for (size_t i = 0; i < flat[0].size(); ++i) {
    if (flat[0][i].is_none()) continue;
    std::optional<Shape> first = shape_of(in, flat[0][i]);
    std::optional<DType> dtype = dtype_of(in, flat[0][i]);
    if (!first || !dtype) {
      std::optional<Tensor> t = np::as_tensor(in, flat[0][i]);
      if (!t) return std::nullopt;
      first = t->shape(), dtype = t->dtype();
    }
    if (first->rank() < 1) {
      std::optional<std::string> shown = in.str(flat[0][i]);
      refuse(in, "When passing a dataset to a Keras model, the arrays must be at least rank 1. Received: " + shown.value_or("") + " of rank 0.");
      return std::nullopt;
    }
    Shape merged = *first;
    for (size_t b = 1; b < flat.size(); ++b) {
      if (i >= flat[b].size()) continue;
      std::optional<Shape> other = shape_of(in, flat[b][i]);
      if (!other) continue;
      if (other->rank() != merged.rank()) {
        std::optional<std::string> x = in.str(flat[0][i]), y = in.str(flat[b][i]);
        refuse(in, "When passing a dataset to a Keras model, the corresponding arrays in each batch must have the same rank. Received: " + x.value_or("") + " and " + y.value_or(""));
        return std::nullopt;
      }
      for (size_t k = 0; k < merged.rank(); ++k)
        if (merged[k] != (*other)[k]) merged[k] = Shape::kUnknown;
    }
    merged[0] = Shape::kUnknown;
    specs.push_back({*dtype, merged});
  }
  return specs;
}

struct Peeked {
  py::Value generator;
  std::vector<py::Value> first;
};

}  // namespace

void wrap_generator_error(py::Interp& in) {
  if (in.stopped() || !in.pending()) return;
  py::Ref<py::Exception> e = in.take();
  if (!e->type->is_subclass(in.type_named("Exception"))) {
    in.raise_object(e);
    return;
  }
  auto is = [&](const char* name) { return e->type->is_subclass(in.type_named(name)); };
  std::string_view type = is("ValueError") || is("TypeError")     ? "InvalidArgumentError"
                          : is("StopIteration")                   ? "OutOfRangeError"
                          : is("MemoryError")                     ? "ResourceExhaustedError"
                          : is("NotImplementedError")             ? "UnimplementedError"
                                                                  : "UnknownError";
  std::string line = e->type->name + ": " + in.message_of(*e);
  tf::raise_error(in, type, line + "\nTraceback (most recent call last):\n\n" + line + "\n\n\n\t [[{{node PyFunc}}]]", e->fault);
}

std::unique_ptr<DataSource> generator_source_keras3(py::Interp& in, const py::Value& generator) {
  auto peeked = std::make_shared<Peeked>();
  peeked->generator = generator;
  for (int i = 0; i < 2; ++i) {
    py::Value batch = in.next(generator);
    if (!batch) {
      if (in.pending()) return nullptr;
      break;
    }
    peeked->first.push_back(batch);
  }
  if (peeked->first.empty())
    return refuse(in, "When passing a Python generator to a Keras model, the generator must yield at least one batch. Received an empty generator.");
  if (!py::cast<py::Tuple>(peeked->first[0])) {
    std::optional<std::string> shown = in.str(peeked->first[0]);
    if (!shown) return nullptr;
    return refuse(in, "When passing a Python generator to a Keras model, the generator must return a tuple, either (input,) or (inputs, targets) or (inputs, targets, "
                      "sample_weights). Received: " + *shown);
  }
  std::optional<Specs> specs = specs_keras3(in, peeked->first);
  if (!specs) return nullptr;
  // A list is no part of a tf.data structure.
  for (const py::Value& part : in.items(peeked->first[0]))
    if (py::cast<py::List>(part))
      return in.raise("TypeError", "`output_signature` must contain objects that are subclass of `tf.TypeSpec` but found <class 'list'> which is not."), nullptr;
  auto open = [peeked, specs = *specs](py::Interp&) -> std::unique_ptr<tf::DataIterator> {
    auto at = std::make_shared<size_t>(0);       // every pass replays what was peeked
    return std::make_unique<PythonBatches>(
        [peeked, at](py::Interp& i) -> py::Value {
          if (*at < peeked->first.size()) return peeked->first[(*at)++];
          return i.next(peeked->generator);
        },
        specs, true);
  };
  return python_source(in, peeked->first[0], *specs, open);
}

namespace {

std::optional<int64_t> sequence_length(py::Interp& in, const py::Value& x, bool* known) {
  *known = true;
  if (in.keras3()) {
    py::Value own = in.type_of(x)->lookup("num_batches");
    if (own) {
      py::Value n = in.get_attr(x, "num_batches");
      if (!n) return std::nullopt;
      if (n.is_none()) return *known = false, std::optional<int64_t>(0);
      return in.as_int(n);
    }
    if (!in.type_of(x)->lookup("__len__")) {
      in.raise("NotImplementedError", "You need to implement the `num_batches` property:\n\n@property\ndef num_batches(self):\n  return ...");
      return std::nullopt;
    }
  }
  return in.length(x);
}

py::Value standard_batch_keras3(py::Interp& in, py::Value batch, const py::Value& class_weight) {
  if (py::cast<py::Dict>(batch)) return batch;
  if (py::cast<np::NdArray>(batch)) batch = in.tuple({batch});
  if (py::cast<py::List>(batch)) batch = in.tuple({in.items(batch).begin(), in.items(batch).end()});
  auto* tuple = py::cast<py::Tuple>(batch);
  if (!tuple || tuple->items.empty() || tuple->items.size() > 3) {
    std::optional<std::string> shown = in.str(batch);
    if (!shown) return {};
    return in.raise("ValueError", "PyDataset.__getitem__() must return a tuple or a dict. If a tuple, it must be ordered either (input,) or (inputs, targets) or (inputs, targets, "
                                  "sample_weights). Received: " + shown->substr(0, 100) + "... of type " + type_text(in, batch));
  }
  if (class_weight.is_none()) return batch;
  if (tuple->items.size() == 3) return in.raise("ValueError", "You cannot specify `class_weight` and `sample_weight` at the same time.");
  if (tuple->items.size() < 2) return batch;
  py::Value w = class_weights_keras3(in, tuple->items[1], class_weight);
  return w ? in.tuple({tuple->items[0], tuple->items[1], w}) : py::Value();
}

std::vector<int64_t> sequence_order(py::Interp& in, int64_t n, bool shuffle) {
  std::vector<int64_t> order(static_cast<size_t>(n));
  for (int64_t i = 0; i < n; ++i) order[static_cast<size_t>(i)] = i;
  if (!shuffle) return order;
  py::Value random = in.import("random");
  py::Value f = random ? in.get_attr(random, "shuffle") : py::Value();
  std::vector<py::Value> items;
  for (int64_t i : order) items.push_back(py::Value::integer(i));
  py::Value list = in.list(items);
  if (!f || !in.call(f, {list})) return order;
  size_t k = 0;
  for (const py::Value& v : in.items(list)) order[k++] = v.integer();
  return order;
}

struct SequenceHooks {
  py::Value x;
  bool call(py::Interp& in, const char* name) const {
    py::Value f = in.find_attr(x, name);
    if (!f) return !in.pending();
    return bool(in.call(f, {}));
  }
};

struct HookedSource : DataSource {
  std::unique_ptr<DataSource> inner;
  SequenceHooks hooks;
  std::unique_ptr<tf::DataIterator> open(py::Interp& in) override { return inner->open(in); }
  bool on_epoch_begin(py::Interp& in) override { return !in.keras3() || hooks.call(in, "on_epoch_begin"); }
  bool on_epoch_end(py::Interp& in) override { return hooks.call(in, "on_epoch_end"); }
};

std::unique_ptr<DataSource> hooked(std::unique_ptr<DataSource> inner, const py::Value& x) {
  if (!inner) return nullptr;
  auto out = std::make_unique<HookedSource>();
  out->structure = inner->structure;
  out->specs = inner->specs;
  out->batches = inner->batches;
  out->recreate = inner->recreate;
  out->steps = inner->steps;
  out->inner = std::move(inner);
  out->hooks.x = x;
  return out;
}

}  // namespace

std::unique_ptr<DataSource> sequence_source_keras3(py::Interp& in, const DataRequest& r) {
  if (auto* own = py::cast<py::Instance>(r.x); own && !own->dict->get("_workers")) {
    own->dict->set(in, "_workers", py::Value::integer(1));
    if (!warn_once(in, "Your `PyDataset` class should call `super().__init__(**kwargs)` in its constructor. `**kwargs` can include `workers`, `use_multiprocessing`, "
                       "`max_queue_size`. Do not pass these arguments to `fit()`, as they will be ignored."))
      return nullptr;
  }
  bool known = true;
  std::optional<int64_t> n = sequence_length(in, r.x, &known);
  if (!n) return nullptr;
  if (!known && r.shuffle)
    warn_once(in, "`shuffle=True` was passed, but will be ignored since the data `x` was provided as an infinite PyDataset. The PyDataset is expected to already be shuffled.");
  py::Value x = r.x, class_weight = r.class_weight;
  std::vector<py::Value> first;
  for (int64_t i = 0; i < (known ? std::min<int64_t>(2, *n) : 2); ++i) {
    py::Value batch = in.get_item(x, py::Value::integer(i));
    if (batch) batch = standard_batch_keras3(in, batch, class_weight);
    if (!batch) return nullptr;
    first.push_back(batch);
  }
  if (first.empty()) return refuse(in, "The PyDataset has length 0");
  std::optional<Specs> specs = specs_keras3(in, first);
  if (!specs) return nullptr;
  bool shuffle = r.shuffle && known;
  auto open = [x, class_weight, specs = *specs, n = *n, known, shuffle](py::Interp& i) -> std::unique_ptr<tf::DataIterator> {
    auto order = std::make_shared<std::vector<int64_t>>(known ? sequence_order(i, n, shuffle) : std::vector<int64_t>{});
    auto at = std::make_shared<int64_t>(0);
    return std::make_unique<PythonBatches>(
        [x, class_weight, order, at, known](py::Interp& in2) -> py::Value {
          if (known && *at >= static_cast<int64_t>(order->size())) return {};
          int64_t index = known ? (*order)[static_cast<size_t>(*at)] : *at;
          ++*at;
          py::Value batch = in2.get_item(x, py::Value::integer(index));
          return batch ? standard_batch_keras3(in2, batch, class_weight) : py::Value();
        },
        specs, true);
  };
  auto source = python_source(in, first[0], *specs, open);
  if (known) source->batches = *n;
  return hooked(std::move(source), x);
}

// ---- Keras 2 ----

namespace {

// (x, y, w) with lists as tuples and floats as float32.
py::Value standard_batch_keras2(py::Interp& in, const py::Value& given) {
  py::Value batch = given;
  if (py::cast<py::Tuple>(batch)) {
    auto items = in.items(batch);
    if (items.size() > 3 || items.empty()) {
      std::optional<std::string> shown = in.str(batch);
      if (!shown) return {};
      return in.raise("ValueError", "Data is expected to be in format `x`, `(x,)`, `(x, y)`, or `(x, y, sample_weight)`, found: " + *shown);
    }
    std::vector<py::Value> parts(items.begin(), items.end());
    while (parts.size() < 3) parts.push_back(py::Value::none());
    batch = pack_batch(in, parts[0], parts[1], parts[2]);
  } else if (py::cast<py::List>(batch)) {
    auto items = in.items(batch);
    std::vector<py::Value> parts(items.begin(), items.end());
    if (parts.size() <= 3 && !parts.empty()) {
      while (parts.size() < 3) parts.push_back(py::Value::none());
      batch = pack_batch(in, parts[0], parts[1], parts[2]);
    } else {
      std::optional<std::string> shown = in.str(in.tuple(parts));
      if (!shown) return {};
      return in.raise("ValueError", "Data is expected to be in format `x`, `(x,)`, `(x, y)`, or `(x, y, sample_weight)`, found: " + *shown);
    }
  }
  batch = tuples_for_lists(in, batch);
  DType floatx = in.state<State>().floatx;
  return nest::map(in, batch, [&](const py::Value& v) -> py::Value {
    auto* a = py::cast<np::NdArray>(v);
    if (!a || !is_floating(a->dtype) || a->dtype == floatx) return v;
    return np::array_value(in, cast(np::contiguous(*a), floatx));
  });
}

std::unique_ptr<DataSource> from_first_keras2(py::Interp& in, const py::Value& first, const std::function<bool(const py::Value&)>& model_build,
                                              std::function<Next(py::Interp&)> start) {
  Specs specs;
  py::Value converted = nest::map(in, first, [&](const py::Value& v) -> py::Value {
    if (v.is_none()) return v;
    if (!py::cast<np::NdArray>(v) && !tf::as_tensor_object(v) && !py::cast<tf::Variable>(v)) {
      specs.push_back({});
      return v;
    }
    std::optional<Operand> t = tf::convert(in, v);
    if (!t) return {};
    // Only the rank is promised.
    specs.push_back({t->dtype, Shape(std::vector<int64_t>(t->shape.rank(), Shape::kUnknown))});
    return tf::tensor_value(in, *t, np::step_of(v));
  });
  if (!converted) return nullptr;
  if (model_build) {
    py::Value x = py::cast<py::Tuple>(converted) ? in.items(converted)[0] : converted;
    if (!model_build(x)) return nullptr;
  }
  size_t leaf = 0;
  for (const py::Value& v : nest::flatten(in, converted)) {
    if (v.is_none()) continue;
    if (py::cast<np::NdArray>(v) || tf::as_tensor_object(v) || py::cast<tf::Variable>(v)) {
      ++leaf;
      continue;
    }
    if (leaf == 0) {
      py::Value shape = in.get_attr(v, "shape");
      if (!shape) return nullptr;
    }
    std::optional<Operand> t = tf::convert(in, v);
    if (!t) return nullptr;
    specs[leaf++] = {t->dtype, Shape(std::vector<int64_t>(t->shape.rank(), Shape::kUnknown))};
  }
  if (specs.empty() || specs[0].shape.rank() == 0) {
    in.raise("IndexError", "list index out of range");
    return nullptr;
  }
  auto open = [start, specs](py::Interp& i) -> std::unique_ptr<tf::DataIterator> { return std::make_unique<PythonBatches>(start(i), specs, false); };
  return python_source(in, first, specs, open);
}

}  // namespace

std::unique_ptr<DataSource> generator_source_keras2(py::Interp& in, const DataRequest& r, const std::function<bool(const py::Value&)>& model_build) {
  py::Value generator = r.x, raw = in.next(generator);
  if (!raw) {
    if (!in.pending()) in.raise("StopIteration", "");
    return nullptr;
  }
  py::Value first = standard_batch_keras2(in, raw);
  if (!first) return nullptr;
  auto replayed = std::make_shared<bool>(false);   // what was peeked comes once; the generator is not started anew
  auto start = [generator, first, replayed](py::Interp&) -> Next {
    return [generator, first, replayed](py::Interp& i) -> py::Value {
      if (!*replayed) {
        *replayed = true;
        return first;
      }
      py::Value batch = i.next(generator);
      return batch ? standard_batch_keras2(i, batch) : py::Value();
    };
  };
  return from_first_keras2(in, first, model_build, start);
}

std::unique_ptr<DataSource> sequence_source_keras2(py::Interp& in, const DataRequest& r, const std::function<bool(const py::Value&)>& model_build) {
  py::Value x = r.x, raw = in.get_item(x, py::Value::integer(0));
  if (!raw) return nullptr;
  py::Value first = standard_batch_keras2(in, raw);
  if (!first) return nullptr;
  std::optional<int64_t> n = in.length(x);
  if (!n) return nullptr;
  bool shuffle = r.shuffle;
  auto start = [x, n = *n, shuffle](py::Interp& i) -> Next {
    auto order = std::make_shared<std::vector<int64_t>>(sequence_order(i, n, shuffle));
    auto at = std::make_shared<size_t>(0);
    return [x, order, at](py::Interp& i2) -> py::Value {
      if (*at >= order->size()) return {};
      py::Value batch = i2.get_item(x, py::Value::integer((*order)[(*at)++]));
      return batch ? standard_batch_keras2(i2, batch) : py::Value();
    };
  };
  std::unique_ptr<DataSource> source = from_first_keras2(in, first, model_build, start);
  if (!source) return nullptr;
  source->batches = *n;
  source->recreate = true;
  return hooked(std::move(source), x);
}

}  // namespace misfit::keras
