// Where fit, evaluate and predict get their batches from: arrays, data sets, generators, sequences.
#pragma once
#include <memory>

#include "keras/layer.h"
#include "tensorflow/dataset.h"

namespace misfit::keras {

// Batches of one call of fit(), evaluate() or predict().
struct DataSource {
  virtual ~DataSource() = default;
  py::Value structure;                           // of a batch: leaves are indices into its tensors, or None
  Specs specs;                                   // what is promised of each tensor
  std::optional<int64_t> batches;                // a pass over the data; nothing: not known
  bool recreate = false;                         // Keras 2: each epoch starts a new pass
  std::vector<StepId> steps;                     // what made each tensor (trace)
  const char* made_by = "IteratorGetNext";       // the op that batches come out of
  virtual std::unique_ptr<tf::DataIterator> open(py::Interp&) = 0;
  virtual std::vector<Tensor> first_rows(int64_t) const { return {}; }   // of each tensor, in the order of the data; none: not without taking a batch
  virtual bool on_epoch_begin(py::Interp&) { return true; }
  virtual bool on_epoch_end(py::Interp&) { return true; }
};

struct DataRequest {
  py::Value x, y, sample_weight;                 // None where not given
  std::optional<int64_t> batch_size, steps;
  int64_t epochs = 1;
  bool shuffle = false;
  py::Value class_weight;                        // None: none
};

// Chooses and checks as the profile does. Null: pending. `model_build`: Keras 2 builds a model on a generator's first batch.
std::unique_ptr<DataSource> make_source(py::Interp&, const DataRequest&, const std::function<bool(const py::Value& x)>& model_build = {});
std::unique_ptr<DataSource> make_source_keras2(py::Interp&, const DataRequest&, const std::function<bool(const py::Value& x)>& model_build);
std::unique_ptr<DataSource> make_source_keras3(py::Interp&, const DataRequest&);
// The tail of the arrays becomes validation data. False: pending.
bool split_validation(py::Interp&, DataRequest& train, py::Value& validation, double fraction);

// Tensors in a structure, batch by batch; `order` shuffles rows.
std::unique_ptr<DataSource> array_source(py::Interp&, const py::Value& structure, std::vector<Tensor> tensors, std::vector<StepId> steps, int64_t batch_size, bool shuffle,
                                         int64_t repeats = 1);
std::unique_ptr<DataSource> dataset_source(py::Interp&, const py::Ref<tf::Dataset>&);
// Batches that Python makes. `next`: the next batch, null at the end or pending.
std::unique_ptr<DataSource> python_source(py::Interp&, const py::Value& first_batch, Specs specs, std::function<std::unique_ptr<tf::DataIterator>(py::Interp&)> open);

// Small things.
std::string type_text(py::Interp&, const py::Value&);                 // <class 'numpy.ndarray'>
bool is_generator(py::Interp&, const py::Value&);
py::Type* sequence_class(py::Interp&);                               // makes keras.utils.Sequence (Keras 3: PyDataset)
bool is_sequence_class(py::Interp&, const py::Value&);                // keras.utils.Sequence, PyDataset
py::Value pack_batch(py::Interp&, const py::Value& x, const py::Value& y, const py::Value& sample_weight);
// Leaves of a batch as tensors in `structure` with indices. Null: pending.
py::Value index_structure(py::Interp&, const py::Value& batch, std::vector<py::Value>& leaves);
py::Value tuples_for_lists(py::Interp&, const py::Value&);

}  // namespace misfit::keras
