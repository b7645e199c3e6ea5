// select_data_adapter of Keras 2: tensors, lists of scalars, data sets, sequences, generators.
#include <algorithm>
#include <set>

#include "keras/data/generator.h"
#include "keras/data/source.h"
#include "keras/keras_tensor.h"
#include "keras/nest.h"
#include "numpy/ndarray.h"

namespace misfit::keras {
namespace {

std::nullptr_t refuse(py::Interp& in, std::string text) {
  in.raise("ValueError", std::move(text));
  return nullptr;
}

bool all_tensors(py::Interp& in, const py::Value& x, const py::Value& y) {
  auto ok = [&](const py::Value& structure) {
    for (const py::Value& v : nest::flatten(in, structure))
      if (!tf::as_tensor_object(v) && !py::cast<np::NdArray>(v)) return false;
    return true;
  };
  return ok(x) && (y.is_none() || ok(y));
}

bool list_of_scalars(py::Interp& in, const py::Value& v) {
  if (v.is_float() || v.is_int() || v.is_bool() || in.as_str(v) || py::cast<py::Bytes>(v)) return true;
  if (auto* s = py::cast<np::Scalar>(v)) return s->value.dtype() == DType::kFloat64;   // np.float64 is a float
  if (in.is_sequence(v) && !in.items(v).empty()) return list_of_scalars(in, in.items(v)[0]);
  return false;
}

std::string type_name(py::Interp& in, const py::Value& v) {
  auto set_text = [&](const std::vector<std::string>& names) {
    std::vector<std::string> seen;
    std::string out;
    for (const std::string& n : names) {
      if (std::find(seen.begin(), seen.end(), n) != seen.end()) continue;
      seen.push_back(n);
      out += (out.empty() ? "" : ", ") + in.repr(in.str_value(n)).value_or("");
    }
    return out.empty() ? std::string("set()") : "{" + out + "}";
  };
  if (auto* d = py::cast<py::Dict>(v)) {
    std::vector<std::string> keys, values;
    for (const py::Dict::Entry& e : d->entries)
      if (e.key) keys.push_back(type_name(in, e.key)), values.push_back(type_name(in, e.value));
    return "(" + type_text(in, v) + " containing " + set_text(keys) + " keys and " + set_text(values) + " values)";
  }
  if (in.is_sequence(v)) {
    std::vector<std::string> values;
    for (const py::Value& x : in.items(v)) values.push_back(type_name(in, x));
    std::string set = set_text(values);
    return "(" + type_text(in, v) + " containing values of types " + set + ")";
  }
  return type_text(in, v);
}

// Floating arrays become float32 tensors, others keep their dtype.
std::optional<Tensor> as_tensor(py::Interp& in, const py::Value& v) {
  if (tf::TensorObject* t = tf::as_tensor_object(v); t && t->eager()) return t->operand.value;
  auto* a = py::cast<np::NdArray>(v);
  std::optional<DType> wanted;
  if (a && is_floating(a->dtype)) wanted = in.state<State>().floatx;
  std::optional<Operand> x = tf::convert(in, v, wanted);
  if (!x) return std::nullopt;
  return x->value;
}

std::string sizes_text(const std::vector<Tensor>& tensors) {
  std::string out;
  for (const Tensor& t : tensors) out += (out.empty() ? "" : ", ") + std::to_string(t.shape()[0]);
  return out;
}

std::unique_ptr<DataSource> tensor_like(py::Interp& in, const DataRequest& r) {
  py::Value packed = tuples_for_lists(in, pack_batch(in, r.x, r.y, r.sample_weight));
  std::vector<Tensor> tensors;
  std::vector<StepId> steps;
  std::vector<std::vector<Tensor>> parts;
  for (const py::Value& part : {r.x, r.y, r.sample_weight}) {
    if (part.is_none()) continue;
    parts.emplace_back();
    for (const py::Value& leaf : nest::flatten(in, part)) {
      std::optional<Tensor> t = as_tensor(in, leaf);
      if (!t) return nullptr;
      if (t->shape().rank() == 0) {
        in.raise("IndexError", "list index out of range");
        return nullptr;
      }
      tensors.push_back(*t);
      parts.back().push_back(*t);
      tf::TensorObject* object = tf::as_tensor_object(leaf);
      steps.push_back(object ? object->step : np::step_of(leaf));
    }
  }
  std::set<int64_t> lengths;
  for (const Tensor& t : tensors) lengths.insert(t.shape()[0]);
  if (lengths.size() > 1) {
    std::string text = "Data cardinality is ambiguous:\n";
    const char* labels[] = {"x", "y", "sample_weight"};
    for (size_t i = 0; i < parts.size(); ++i) text += std::string("  ") + labels[i] + " sizes: " + sizes_text(parts[i]) + "\n";
    return refuse(in, text + "Make sure all arrays contain the same number of samples.");
  }
  int64_t rows = lengths.empty() ? 0 : *lengths.begin();
  int64_t batch = r.batch_size.value_or(0);
  if (batch == 0) batch = r.steps && *r.steps > 0 ? (rows + *r.steps - 1) / *r.steps : 32;
  if (batch <= 0) batch = 32;
  std::vector<py::Value> leaves;
  py::Value structure = index_structure(in, packed, leaves);
  return array_source(in, structure, std::move(tensors), std::move(steps), batch, r.shuffle, r.epochs);
}

std::unique_ptr<DataSource> lists(py::Interp& in, DataRequest r) {
  auto array = [&](py::Value& v) {
    if (v.is_none()) return true;
    std::optional<Tensor> t = np::as_tensor(in, v);
    if (t) v = np::array_value(in, *t);
    return bool(t);
  };
  if (!array(r.x) || !array(r.y) || !array(r.sample_weight)) return nullptr;
  std::unique_ptr<DataSource> source = tensor_like(in, r);
  if (source) source->recreate = true;
  return source;
}

std::unique_ptr<DataSource> data_set(py::Interp& in, const DataRequest& r) {
  if (!r.y.is_none()) return refuse(in, "`y` argument is not supported when using dataset as input.");
  if (!r.sample_weight.is_none()) return refuse(in, "`sample_weight` argument is not supported when using dataset as input.");
  auto* dataset = py::cast<tf::Dataset>(r.x);
  if (!r.steps && dataset->cardinality == tf::kInfinite)
    return refuse(in, "When providing an infinite dataset, you must specify the number of steps to run (if you did not intend to create an infinite dataset, make sure to "
                      "not call `repeat()` on the dataset).");
  std::unique_ptr<DataSource> source = dataset_source(in, py::Ref<tf::Dataset>(dataset));
  source->recreate = !r.steps || dataset->cardinality == *r.steps;
  return source;
}

std::unique_ptr<DataSource> select(py::Interp& in, const DataRequest& r, const std::function<bool(const py::Value&)>& model_build) {
  if (tf::is_dataset(r.x)) return data_set(in, r);
  if (is_sequence_class(in, r.x)) {
    if (!r.y.is_none()) return refuse(in, "`y` argument is not supported when using `keras.utils.Sequence` as input.");
    if (!r.sample_weight.is_none()) return refuse(in, "`sample_weight` argument is not supported when using `keras.utils.Sequence` as input.");
    return sequence_source_keras2(in, r, model_build);
  }
  if (!nest::is_nested(r.x) && is_generator(in, r.x)) {
    if (!r.y.is_none()) return refuse(in, "`y` argument is not supported when using python generator as input.");
    if (!r.sample_weight.is_none()) return refuse(in, "`sample_weight` argument is not supported when using python generator as input.");
    return generator_source_keras2(in, r, model_build);
  }
  bool empty_x = nest::is_nested(r.x) && nest::flatten(in, r.x).empty();
  if (!empty_x && all_tensors(in, r.x, r.y)) return tensor_like(in, r);
  if (list_of_scalars(in, r.x) && (r.y.is_none() || list_of_scalars(in, r.y))) return lists(in, r);
  return refuse(in, "Failed to find data adapter that can handle input: " + type_name(in, r.x) + ", " + type_name(in, r.y));
}

}  // namespace

std::unique_ptr<DataSource> make_source_keras2(py::Interp& in, const DataRequest& r, const std::function<bool(const py::Value&)>& model_build) {
  if (r.steps && *r.steps == 0)
    return refuse(in, "Unexpected value for `steps_per_epoch`. Received value is 0. Please check the docstring for `model.fit()` for supported values.");
  std::unique_ptr<DataSource> source = select(in, r, model_build);
  if (!source) return nullptr;
  std::optional<bool> weighted = r.class_weight.is_none() ? std::optional<bool>(false) : in.truth(r.class_weight);
  if (!weighted) return nullptr;
  if (*weighted) source = weighted_source(in, std::move(source), r.class_weight);
  return source;
}

}  // namespace misfit::keras
