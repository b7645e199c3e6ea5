// Batches made by generators and sequences of the program.
#include "keras/data/source.h"

#include "keras/keras_tensor.h"
#include "keras/nest.h"
#include "python/code.h"

namespace misfit::keras {
namespace {

struct PythonSource : DataSource {
  std::function<std::unique_ptr<tf::DataIterator>(py::Interp&)> opener;
  std::unique_ptr<tf::DataIterator> open(py::Interp& in) override { return opener(in); }
};

}  // namespace

std::unique_ptr<DataSource> python_source(py::Interp& in, const py::Value& first_batch, Specs specs,
                                          std::function<std::unique_ptr<tf::DataIterator>(py::Interp&)> open) {
  auto source = std::make_unique<PythonSource>();
  std::vector<py::Value> leaves;
  source->structure = index_structure(in, first_batch, leaves);
  source->specs = std::move(specs);
  source->made_by = "PyFunc";
  source->opener = std::move(open);
  source->steps.assign(source->specs.size(), 0);
  return source;
}

std::string type_text(py::Interp& in, const py::Value& v) { return in.str(py::Value(in.type_of(v))).value_or("?"); }

bool is_generator(py::Interp& in, const py::Value& v) {
  if (py::cast<py::Generator>(v)) return true;
  if (in.keras3() || !v.is_object() || tf::is_dataset(v)) return false;
  // Keras 2: whatever has __next__ and __iter__.
  py::Type* t = in.type_of(v);
  return (t->lookup("__next__") || t->slots.next) && (t->lookup("__iter__") || t->slots.iter);
}

bool is_sequence_class(py::Interp& in, const py::Value& v) {
  for (const py::Type* t : in.type_of(v)->mro)
    if (t->name == "Sequence" || t->name == "PyDataset") return t->module.substr(0, 5) == "keras";
  return false;
}

py::Value pack_batch(py::Interp& in, const py::Value& x, const py::Value& y, const py::Value& sample_weight) {
  if (y.is_none()) {
    bool wrap = in.keras3() ? in.is_sequence(x) : nest::is_nested(x);
    return wrap ? in.tuple({x}) : x;
  }
  if (sample_weight.is_none()) return in.tuple({x, y});
  return in.tuple({x, y, sample_weight});
}

py::Value index_structure(py::Interp& in, const py::Value& batch, std::vector<py::Value>& leaves) {
  // Leaves are numbered in the order they are walked (dicts by sorted key).
  std::vector<py::Value> flat = nest::flatten(in, batch), numbered;
  for (const py::Value& v : flat) {
    if (v.is_none()) {
      numbered.push_back(v);
      continue;
    }
    numbered.push_back(py::Value::integer(static_cast<int64_t>(leaves.size())));
    leaves.push_back(v);
  }
  return nest::pack(in, batch, numbered);
}

py::Value tuples_for_lists(py::Interp& in, const py::Value& v) {
  if (auto* d = py::cast<py::Dict>(v)) {
    py::Ref<py::Dict> out = in.dict();
    for (const py::Dict::Entry& e : std::vector<py::Dict::Entry>(d->entries))
      if (e.key) out->insert(in, e.key, tuples_for_lists(in, e.value));
    return out;
  }
  if (!in.is_sequence(v)) return v;
  std::vector<py::Value> items;
  for (const py::Value& x : std::vector<py::Value>(in.items(v).begin(), in.items(v).end())) items.push_back(tuples_for_lists(in, x));
  // A named tuple stays what it is.
  const bool plain = py::cast<py::List>(v) || in.type_of(v) == in.type_named("tuple");
  return plain ? in.tuple(std::move(items)) : nest::pack(in, v, nest::flatten(in, in.tuple(items)));
}

std::unique_ptr<DataSource> make_source(py::Interp& in, const DataRequest& request, const std::function<bool(const py::Value&)>& model_build) {
  return in.keras3() ? make_source_keras3(in, request) : make_source_keras2(in, request, model_build);
}

}  // namespace misfit::keras
