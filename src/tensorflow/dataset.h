// tf.data: data sets as C++ iterators over structures of tensors.
#pragma once
#include <functional>
#include <memory>

#include "tensorflow/tensor.h"

namespace misfit::tf {

// How the flat list of an element's tensors is nested in the program's eyes.
struct Nest {
  enum class Kind { kLeaf, kTuple, kDict, kNone } kind = Kind::kLeaf;
  std::vector<std::string> keys;                   // kDict: in sorted order
  std::vector<Nest> children;
  std::string type_name;                           // kTuple: a namedtuple's class; empty: tuple
  size_t leaves() const;
  bool operator==(const Nest&) const;
};

using Element = std::vector<Tensor>;               // flat

// Hands out elements. Nothing and nothing pending: at the end.
class DataIterator {
 public:
  virtual ~DataIterator() = default;
  virtual std::optional<Element> next(py::Interp&) = 0;
};

inline constexpr int64_t kInfinite = -1, kUnknownCardinality = -2;

// One data set; transformations hold the one they read.
struct Dataset : py::Object {
  static constexpr py::Kind kind{"tf.Dataset"};
  Dataset(py::Type* t, std::string op) : Object(kind, t), op_name(std::move(op)) {}
  std::string op_name;                             // "BatchDataset": errors and reprs
  int64_t number = 0;                              // of all that were made before it
  Nest nest;
  Specs specs;                                     // flat; lengths unknown where elements differ
  StepId step = 0;                                 // the trace's step for the first component, where one is known
  int64_t cardinality = kUnknownCardinality;
  std::vector<py::Ref<Dataset>> inputs;
  std::function<std::unique_ptr<DataIterator>(py::Interp&, Dataset&)> open;
  // What shuffle() keeps from iterator to iterator, and other state of the data set itself.
  std::shared_ptr<void> state;
  void clear() override { inputs.clear(); open = {}; }
};

std::unique_ptr<DataIterator> iterate(py::Interp&, Dataset&);
// The exception that iterating raises for the pending failure: the eager envelope of IteratorGetNext.
py::Value element_value(py::Interp&, const Nest&, const Element&);                 // nested EagerTensors
py::Value spec_structure(py::Interp&, const Nest&, const Specs&);                  // element_spec
py::Ref<Dataset> from_tensor_slices(py::Interp&, const py::Value& tensors);        // null: pending
bool is_dataset(const py::Value&);

void register_dataset(py::Interp&);                // the classes; modules/tensorflow_data.cpp binds them
py::Type* dataset_type(py::Interp&);

}  // namespace misfit::tf
