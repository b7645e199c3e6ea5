// The inside of tf.data, shared by its files.
#pragma once
#include <algorithm>
#include <map>

#include "tensorflow/dataset.h"
#include "tensorflow/function.h"
#include "tensorflow/types.h"

namespace misfit::tf {

struct IteratorObject : py::Object {
  static constexpr py::Kind kind{"tf.OwnedIterator"};
  explicit IteratorObject(py::Type* t) : Object(kind, t) {}
  py::Ref<Dataset> dataset;
  std::unique_ptr<DataIterator> iterator;
  bool numpy = false;                              // as_numpy_iterator
  void clear() override { dataset = {}; iterator.reset(); }
};

struct DatasetTypes : py::RunState {
  static constexpr py::Kind kind{"tf.DatasetTypes"};
  explicit DatasetTypes(py::Interp&);
  py::Type* of(py::Interp&, const std::string& op);
  py::Type *base, *iterator;
  std::map<std::string, py::Type*> classes;
  int64_t made = 0;                                // data sets so far: each is known by its number
};

py::Ref<Dataset> make_dataset(py::Interp&, const std::string& op, std::vector<py::Ref<Dataset>> inputs);
py::Value pack_nest(py::Interp&, const Nest&, const std::function<py::Value(size_t)>& leaf);
bool take_apart(py::Interp&, const py::Value&, Nest&, std::vector<py::Value>& leaves);
std::string generator_frames(py::Interp&, const py::Exception&);   // the program.s frames of an error inside PyFunc
void wrap_iterator_error(py::Interp&, size_t components);
py::Value next_element(py::Interp&, Dataset&, DataIterator&);   // null and not pending: at the end

// A function of elements, traced once.
struct ElementFunction {
  std::shared_ptr<FuncGraph> graph;
  Nest nest;                                       // of the result
  Specs specs;
  py::Ref<Dataset> dataset;                        // flat_map and interleave: the function answers data sets; see `call`
};
std::optional<ElementFunction> trace_element_function(py::Interp&, const py::Value& function, const Dataset& of);

py::Ref<Dataset> from_tensors(py::Interp&, const py::Value&);
py::Ref<Dataset> range_dataset(py::Interp&, int64_t start, int64_t stop, int64_t step, DType);
py::Ref<Dataset> from_generator(py::Interp&, const py::Value& generator, const py::Value& args, Nest, Specs);
py::Ref<Dataset> batch_dataset(py::Interp&, py::Ref<Dataset>, int64_t size, bool drop);
py::Ref<Dataset> padded_batch_dataset(py::Interp&, py::Ref<Dataset>, int64_t size, bool drop, const std::vector<Shape>& shapes, const std::vector<Tensor>& fill);
py::Ref<Dataset> unbatch_dataset(py::Interp&, py::Ref<Dataset>);
py::Ref<Dataset> map_dataset(py::Interp&, py::Ref<Dataset>, const py::Value& function, bool parallel);
py::Value reduce_dataset(py::Interp&, Dataset&, const py::Value& initial_state, const py::Value& function);   // the last state
py::Ref<Dataset> filter_dataset(py::Interp&, py::Ref<Dataset>, const py::Value& function, bool stop_at_first);
py::Ref<Dataset> shuffle_dataset(py::Interp&, py::Ref<Dataset>, int64_t buffer, std::pair<int64_t, int64_t> seeds, bool reshuffle);
py::Ref<Dataset> repeat_dataset(py::Interp&, py::Ref<Dataset>, int64_t count);
py::Ref<Dataset> slice_dataset(py::Interp&, py::Ref<Dataset>, const std::string& op, int64_t first, int64_t count, int64_t step);   // take, skip, shard
py::Ref<Dataset> concatenate_dataset(py::Interp&, py::Ref<Dataset>, py::Ref<Dataset>);
py::Ref<Dataset> zip_dataset(py::Interp&, const py::Value& structure);
py::Ref<Dataset> enumerate_dataset(py::Interp&, py::Ref<Dataset>, int64_t start);
py::Ref<Dataset> window_dataset(py::Interp&, py::Ref<Dataset>, int64_t size, int64_t shift, int64_t stride, bool drop);
py::Ref<Dataset> flat_map_dataset(py::Interp&, py::Ref<Dataset>, const py::Value& function, const std::string& op, int64_t cycle, int64_t block);
py::Ref<Dataset> same_dataset(py::Interp&, py::Ref<Dataset>, const std::string& op);   // prefetch, cache, options: the elements unchanged

}  // namespace misfit::tf
