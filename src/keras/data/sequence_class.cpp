// keras.utils.Sequence and keras.utils.PyDataset: what programs derive their own data from.
#include "keras/data/source.h"
#include "python/machine.h"

namespace misfit::keras {

py::Type* sequence_class(py::Interp& in) {
  const bool keras3 = in.keras3();
  py::Type* type = keras3 ? in.new_type("keras.src.trainers.data_adapters.py_dataset_adapter", "PyDataset", {}, py::Instance::kind)
                          : in.new_type("keras.src.utils.data_utils", "Sequence", {}, py::Instance::kind);
  auto missing = [](py::Interp& i, py::Bound&) -> py::Value { return i.raise("NotImplementedError", ""); };
  auto nothing = [](py::Interp&, py::Bound&) { return py::Value::none(); };
  in.method(type, "__getitem__", "self, index", missing);
  if (!keras3) in.method(type, "__len__", "self", missing);
  in.method(type, "on_epoch_end", "self", nothing);
  in.method(type, "__iter__", "self", [](py::Interp& i, py::Bound& a) -> py::Value {
    std::vector<py::Value> batches;
    std::optional<int64_t> n = i.length(a[0]);
    for (int64_t k = 0; n && k < *n; ++k) {
      py::Value batch = i.get_item(a[0], py::Value::integer(k));
      if (!batch) return {};
      batches.push_back(batch);
    }
    return n ? i.iter(i.list(batches)) : py::Value();
  });
  if (!keras3) return type;
  in.method(type, "on_epoch_begin", "self", nothing);
  in.method(type, "__init__", "self, workers=1, use_multiprocessing=False, max_queue_size=10", [](py::Interp& i, py::Bound& a) {
    py::Dict& dict = *py::cast<py::Instance>(a[0])->dict;
    for (const char* name : {"workers", "use_multiprocessing", "max_queue_size"}) dict.set(i, std::string("_") + name, a[name]);
    return py::Value::none();
  });
  for (const char* name : {"workers", "use_multiprocessing", "max_queue_size"})
    in.property(type, name, [name](py::Interp& i, py::Bound& a) -> py::Value { return i.get_attr(a[0], std::string("_") + name); });
  return type;
}

}  // namespace misfit::keras
