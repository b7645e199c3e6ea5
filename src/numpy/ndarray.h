// numpy.ndarray and NumPy's scalars as objects of the language.
#pragma once
#include "core/tensor.h"
#include "python/interp.h"

namespace misfit::np {

// What a DType alone does not say: byte strings are kString, dates and durations kInt64.
enum class Flavor : uint8_t { kPlain, kBytes, kDatetime, kTimedelta };

// A strided view of a shared buffer.
struct NdArray : py::Object {
  static constexpr py::Kind kind{"numpy.ndarray"};
  NdArray(py::Type* t, DType dtype, Shape shape, std::vector<int64_t> strides, int64_t offset, std::shared_ptr<Buffer> buffer);
  DType dtype;                              // kVariant: dtype=object, elements in `objects`
  Shape shape;
  std::vector<int64_t> strides;             // bytes
  int64_t offset = 0;                       // bytes
  std::shared_ptr<Buffer> buffer;
  std::shared_ptr<std::vector<py::Value>> objects;  // dtype=object: offset and strides count in units of sizeof(Value*)... one per element
  int64_t text_width = 0;                   // of <U and S: characters; of datetime64: its unit
  Flavor flavor = Flavor::kPlain;
  bool writeable = true;
  bool exported = false;                    // of the owner: a Tensor looks at the memory too, so a write copies first
  py::Value base;                           // the array that owns the memory, if this is a view
  StepId step = 0;                          // what made it (trace)
  void clear() override { base = {}; objects = {}; }
};

// np.float64(0.5), np.int64(3), np.True_
struct Scalar : py::Object {
  static constexpr py::Kind kind{"numpy.generic"};
  Scalar(py::Type* t, Tensor value);        // of shape ()
  Tensor value;
  Flavor flavor = Flavor::kPlain;
  int64_t text_width = 0;
  StepId step = 0;
};

py::Value array_value(py::Interp&, const Tensor&, StepId step = 0);                  // an ndarray that shares the tensor's memory copy-on-write
py::Value scalar_value(py::Interp&, const Tensor& of_shape_scalar);                  // np.float32(..)
py::Value array_or_scalar(py::Interp&, const Tensor&);                               // shape () becomes a scalar, as NumPy's functions answer
Tensor contiguous(NdArray&);                                                         // its elements as a Tensor (shares memory if it can)

// numpy.asarray: arrays, scalars, numbers, nested lists, anything with __array__. nullopt: pending (inhomogeneous shape ...).
std::optional<Tensor> as_tensor(py::Interp&, const py::Value&, std::optional<DType> dtype = std::nullopt);
// Whether as_tensor would succeed without looking at more than the outermost object (ndarray, Scalar, number, list).
bool is_array(const py::Value&);

std::optional<DType> as_dtype(py::Interp&, const py::Value& np_or_tf_dtype_or_name_or_type);  // nullopt: pending
py::Value dtype_value(py::Interp&, DType);                                           // np.dtype('float32')
StepId step_of(const py::Value&);                                                    // 0: none

// numpy.random, whose legacy global generator others draw from too.
struct Random;
void seed_global(py::Interp&, uint64_t seed);                                        // np.random.seed

void register_types(py::Interp&);                                                    // makes the classes; before any module is built

}  // namespace misfit::np
