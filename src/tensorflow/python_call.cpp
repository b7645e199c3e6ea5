// py_function and numpy_function inside a graph: a node that calls Python when the graph runs.
#include "tensorflow/function.h"
#include "tensorflow/types.h"

namespace misfit::tf {

py::Value python_call(py::Interp& in, const py::Value& f, const py::Value& inputs, const py::Value& types, bool numpy) {
  (void)f; (void)inputs; (void)types;
  return in.raise("NotImplementedError", std::string(numpy ? "tf.numpy_function" : "tf.py_function") + " in a graph is not supported.");
}

}  // namespace misfit::tf
