// get_data_adapter of Keras 3: arrays, data sets, PyDatasets, generators; what each refuses and warns of.
#include <cmath>
#include <set>

#include "keras/warn.h"
#include "keras/data/generator.h"
#include "keras/data/source.h"
#include "keras/keras_tensor.h"
#include "keras/nest.h"
#include "numpy/ndarray.h"
#include "python/code.h"

namespace misfit::keras {
namespace {

std::nullptr_t refuse(py::Interp& in, std::string text) {
  in.raise("ValueError", std::move(text));
  return nullptr;
}

bool sliceable(py::Interp& in, const py::Value& v) {
  if (v.is_none() || py::cast<np::NdArray>(v) || tf::as_tensor_object(v) || py::cast<tf::Variable>(v) || py::cast<np::Scalar>(v)) return true;
  if (!v.is_object() || tf::is_dataset(v)) return false;
  py::Value array = in.find_attr(v, "__array__");
  if (in.pending()) in.take();
  return bool(array);
}

bool all_sliceable(py::Interp& in, const DataRequest& r) {
  for (const py::Value& v : {r.x, r.y, r.sample_weight})
    for (const py::Value& leaf : nest::flatten(in, v))
      if (!sliceable(in, leaf)) return false;
  return true;
}

bool unsupported(py::Interp& in, std::string_view argument, std::string_view what, std::string_view type) {
  refuse(in, "When providing `x` as a " + std::string(type) + ", `" + std::string(argument) + "` should not be passed. Instead, " + std::string(what) +
                 " should be included as part of the " + std::string(type) + ".");
  return false;
}

bool nothing_beside(py::Interp& in, const DataRequest& r, std::string_view type) {
  if (!r.y.is_none()) return unsupported(in, "y", "the targets", type);
  if (!r.sample_weight.is_none()) return unsupported(in, "sample_weights", "the sample weights", type);
  return true;
}

std::string dtype_text(const np::NdArray& a) {
  if (a.dtype == DType::kString) return "str" + std::to_string(32 * a.text_width);
  return "object";
}

// Floats become floatx; texts and objects have no place.
std::optional<Tensor> as_float_array(py::Interp& in, const py::Value& v) {
  if (auto* a = py::cast<np::NdArray>(v); a && (a->dtype == DType::kVariant || a->dtype == DType::kString)) {
    refuse(in, "Invalid dtype: " + dtype_text(*a));
    return std::nullopt;
  }
  DType floatx = in.state<State>().floatx;
  std::optional<DType> dtype = dtype_of(in, v);
  if (tf::TensorObject* t = tf::as_tensor_object(v); t && t->eager()) {
    if (is_floating(t->operand.dtype) && t->operand.dtype != floatx) return cast(t->operand.value, floatx);
    return t->operand.value;
  }
  bool to_floatx = dtype && is_floating(*dtype) && *dtype != floatx;
  std::optional<Tensor> out = np::as_tensor(in, v);
  if (out && (to_floatx || (is_floating(out->dtype()) && out->dtype() != floatx))) return cast(*out, floatx);
  return out;
}

std::string sizes_text(py::Interp& in, const py::Value& v) {
  std::string out;
  for (const py::Value& leaf : nest::flatten(in, v)) {
    std::optional<Shape> s = shape_of(in, leaf);
    out += (out.empty() ? "" : ", ") + (s && s->rank() ? std::to_string((*s)[0]) : std::string("?"));
  }
  return out;
}

bool check_cardinality(py::Interp& in, const DataRequest& r, const py::Value& sample_weight, int64_t* rows) {
  std::set<int64_t> lengths;
  for (const py::Value& v : {r.x, r.y, sample_weight})
    for (const py::Value& leaf : nest::flatten(in, v)) {
      if (leaf.is_none()) continue;
      std::optional<Shape> s = shape_of(in, leaf);
      if (!s || s->rank() == 0) {
        in.raise("IndexError", "tuple index out of range");
        return false;
      }
      lengths.insert((*s)[0]);
    }
  if (lengths.size() > 1) {
    std::string text = "Data cardinality is ambiguous. Make sure all arrays contain the same number of samples.";
    text += "'x' sizes: " + sizes_text(in, r.x) + "\n";
    if (!r.y.is_none()) text += "'y' sizes: " + sizes_text(in, r.y) + "\n";
    if (!sample_weight.is_none()) text += "'sample_weight' sizes: " + sizes_text(in, sample_weight) + "\n";
    refuse(in, text);
    return false;
  }
  *rows = lengths.empty() ? 0 : *lengths.begin();
  return true;
}

bool check_sample_weight(py::Interp& in, DataRequest& r) {
  if (r.sample_weight.is_none()) return true;
  if (!r.class_weight.is_none()) return refuse(in, "You cannot `class_weight` and `sample_weight` at the same time."), false;
  if (!nest::is_nested(r.y)) return true;
  if (nest::is_nested(r.sample_weight)) {
    if (nest::same_structure(in, r.y, r.sample_weight)) return true;
    std::optional<std::string> y = in.str(r.y), w = in.str(r.sample_weight);
    if (y && w)
      refuse(in, "You should provide one `sample_weight` array per output in `y`. The two structures did not match:\n- y: " + *y + "\n- sample_weight: " + *w + "\n");
    return false;
  }
  std::optional<Shape> s = shape_of(in, r.sample_weight);
  bool by_sample = s && (s->rank() == 1 || (s->rank() == 2 && (*s)[1] == 1));
  if (!by_sample)
    return refuse(in,
                  "For a model with multiple outputs, when providing a single `sample_weight` array, it should only have one scalar score per sample (i.e. shape "
                  "`(num_samples,)`). If you want to use non-scalar sample weights, pass a `sample_weight` argument with one array per model output."),
           false;
  py::Value one = r.sample_weight;
  r.sample_weight = nest::map(in, r.y, [&](const py::Value&) { return one; });
  return true;
}

std::unique_ptr<DataSource> arrays(py::Interp& in, DataRequest r) {
  if (!check_sample_weight(in, r)) return nullptr;
  if (!r.class_weight.is_none()) {
    if (nest::is_nested(r.y)) return refuse(in, "`class_weight` is only supported for Models with a single output.");
    r.sample_weight = class_weights_keras3(in, r.y, r.class_weight);
    if (!r.sample_weight) return nullptr;
  }
  int64_t rows = 0;
  if (!check_cardinality(in, r, r.sample_weight, &rows)) return nullptr;
  int64_t batch = r.batch_size.value_or(0);
  if (batch == 0) batch = r.steps && *r.steps > 0 ? (rows + *r.steps - 1) / *r.steps : 32;
  if (batch <= 0) batch = 32;
  py::Value packed = tuples_for_lists(in, pack_batch(in, r.x, r.y, r.sample_weight));
  std::vector<py::Value> leaves;
  py::Value structure = index_structure(in, packed, leaves);
  std::vector<Tensor> tensors;
  std::vector<StepId> steps;
  for (const py::Value& leaf : leaves) {
    std::optional<Tensor> t = as_float_array(in, leaf);
    if (!t) return nullptr;
    tensors.push_back(*t);
    tf::TensorObject* object = tf::as_tensor_object(leaf);
    steps.push_back(object ? object->step : np::step_of(leaf));
  }
  return array_source(in, structure, std::move(tensors), std::move(steps), batch, r.shuffle);
}

std::unique_ptr<DataSource> data_set(py::Interp& in, const DataRequest& r) {
  if (!nothing_beside(in, r, "tf.data.Dataset")) return nullptr;
  if (r.shuffle) {
    warn_once(in, "`shuffle=True` was passed, but will be ignored since the data `x` was provided as a tf.data.Dataset. The Dataset is expected to already be "
            "shuffled (via `.shuffle(buffer_size)`).");
    if (in.pending()) return nullptr;
  }
  std::unique_ptr<DataSource> source = dataset_source(in, py::Ref<tf::Dataset>(py::cast<tf::Dataset>(r.x)));
  if (r.class_weight.is_none()) return source;
  auto parts = in.is_sequence(source->structure) ? in.items(source->structure) : std::span<const py::Value>{};
  if (parts.size() == 3 && !parts[2].is_none()) return refuse(in, "You cannot `class_weight` and `sample_weight` at the same time.");
  return weighted_source(in, std::move(source), r.class_weight);
}

}  // namespace

std::unique_ptr<DataSource> make_source_keras3(py::Interp& in, const DataRequest& r) {
  if (all_sliceable(in, r)) return arrays(in, r);
  if (in.pending()) return nullptr;
  if (tf::is_dataset(r.x)) return data_set(in, r);
  if (is_sequence_class(in, r.x)) {
    if (!nothing_beside(in, r, "PyDataset")) return nullptr;
    return sequence_source_keras3(in, r);
  }
  if (py::cast<py::Generator>(r.x)) {
    if (!nothing_beside(in, r, "generator")) return nullptr;
    if (!r.class_weight.is_none()) {
      std::optional<std::string> shown = in.str(r.class_weight);
      if (!shown) return nullptr;
      return refuse(in, "Argument `class_weight` is not supported for Python generator inputs. Received: class_weight=" + *shown);
    }
    if (r.shuffle) {
      warn_once(in, "`shuffle=True` was passed, but will be ignored since the data `x` was provided as a generator. The generator is expected to yield "
              "already-shuffled data.");
      if (in.pending()) return nullptr;
    }
    return generator_source_keras3(in, r.x);
  }
  std::optional<std::string> shown = in.format(r.x, "");
  if (!shown) return nullptr;
  return refuse(in, "Unrecognized data type: x=" + *shown + " (of type " + type_text(in, r.x) + ")");
}

bool split_validation(py::Interp& in, DataRequest& train, py::Value& validation, double fraction) {
  py::Value all = in.tuple({train.x, train.y, train.sample_weight});
  std::vector<py::Value> bad;
  py::Value first;
  for (const py::Value& v : nest::flatten(in, all)) {
    bool ok = in.keras3() ? sliceable(in, v) : v.is_none() || tf::as_tensor_object(v) || py::cast<np::NdArray>(v);
    if (!ok) bad.push_back(py::Value(in.type_of(v)));
    if (!first && !v.is_none()) first = v;
  }
  if (!bad.empty()) {
    std::optional<std::string> shown = in.repr(in.list(bad));
    if (!shown) return false;
    if (in.keras3())
      refuse(in, "Argument `validation_split` is only supported for tensors or NumPy arrays.Found incompatible type in the input: " + *shown);
    else
      refuse(in, "`validation_split` is only supported for Tensors or NumPy arrays, found following types in the input: " + *shown);
    return false;
  }
  if (!first) {
    validation = all;
    return true;
  }
  std::optional<Shape> shape = shape_of(in, first);
  int64_t rows = shape && shape->rank() ? (*shape)[0] : 0;
  auto at = static_cast<int64_t>(std::floor(static_cast<double>(rows) * (1.0 - fraction)));
  if (at == 0 || at == rows) {
    std::optional<std::string> shown = in.str(py::Value::number(fraction));
    refuse(in, "Training data contains " + std::to_string(rows) + " samples, which is not sufficient to split it into a validation and training set as specified by `validation_split=" +
                   shown.value_or("") + "`. Either provide more data, or a different value for the `validation_split` argument.");
    return false;
  }
  auto part = [&](const py::Value& structure, int64_t from, int64_t to) {
    return nest::map(in, structure, [&](const py::Value& v) -> py::Value {
      if (v.is_none()) return v;
      return in.get_item(v, in.slice(py::Value::integer(from), py::Value::integer(to), py::Value::none()));
    });
  };
  py::Value head = part(all, 0, at), tail = head ? part(all, at, rows) : py::Value();
  if (!tail) return false;
  auto items = in.items(head);
  train.x = items[0], train.y = items[1], train.sample_weight = items[2];
  validation = tail;
  return true;
}

}  // namespace misfit::keras
