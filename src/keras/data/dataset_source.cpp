// tf.data data sets as the source of batches.
#include "keras/data/source.h"

namespace misfit::keras {
namespace {

py::Value structure_of(py::Interp& in, const tf::Nest& nest, int64_t& next) {
  switch (nest.kind) {
    case tf::Nest::Kind::kLeaf: return py::Value::integer(next++);
    case tf::Nest::Kind::kNone: return py::Value::none();
    case tf::Nest::Kind::kTuple: {
      std::vector<py::Value> items;
      for (const tf::Nest& child : nest.children) items.push_back(structure_of(in, child, next));
      return in.tuple(std::move(items));
    }
    case tf::Nest::Kind::kDict: {
      py::Ref<py::Dict> d = in.dict();
      for (size_t i = 0; i < nest.children.size(); ++i) d->set(in, nest.keys[i], structure_of(in, nest.children[i], next));
      return d;
    }
  }
  return py::Value::none();
}

struct FromDataset : DataSource {
  py::Ref<tf::Dataset> dataset;
  std::unique_ptr<tf::DataIterator> open(py::Interp& in) override { return tf::iterate(in, *dataset); }
};

}  // namespace

std::unique_ptr<DataSource> dataset_source(py::Interp& in, const py::Ref<tf::Dataset>& dataset) {
  auto source = std::make_unique<FromDataset>();
  source->dataset = dataset;
  source->specs = dataset->specs;
  int64_t next = 0;
  source->structure = structure_of(in, dataset->nest, next);
  if (dataset->cardinality >= 0) source->batches = dataset->cardinality;
  source->steps.assign(source->specs.size(), 0);
  if (!source->steps.empty()) source->steps[0] = dataset->step;
  return source;
}

}  // namespace misfit::keras
