// Arrays from the inside: making, viewing, walking, copying and converting them.
#pragma once
#include <functional>
#include <map>

#include "numpy/dtypes.h"
#include "python/interp.h"

namespace misfit::np {

using Arr = Ref<NdArray>;
using Ints = std::vector<int64_t>;
using Complex = std::complex<double>;

// What NumPy keeps for one run.
struct PrintOptions {
  int64_t precision = 8, threshold = 1000, edgeitems = 3, linewidth = 75;
  bool suppress = false;
  int floatmode = 2;                          // fixed, unique, maxprec, maxprec_equal
  char sign = '-';
  std::string nanstr = "nan", infstr = "inf";
  std::map<std::string, Value> formatter;
};
enum class ErrMode : uint8_t { kIgnore, kWarn, kRaise, kCall, kPrint, kLog };
struct ErrState { ErrMode divide = ErrMode::kWarn, over = ErrMode::kWarn, under = ErrMode::kIgnore, invalid = ErrMode::kWarn; };

// Lets a lazy buffer find the interpreter that made it, if it still runs.
struct Alive { Interp* in; };

struct Numpy : py::RunState {
  static constexpr py::Kind kind{"numpy"};
  explicit Numpy(Interp&);
  ~Numpy() override;
  py::Type *ndarray, *generic, *dtype, *function, *ufunc, *flatiter, *flags_type = nullptr;
  py::Type *number, *integer, *signedinteger, *unsignedinteger, *inexact, *floating, *complexfloating, *flexible, *character;
  py::Type* scalars[static_cast<size_t>(DType::kInvalid) + 1] = {};
  py::Type *bytes_ = nullptr, *datetime64 = nullptr, *timedelta64 = nullptr, *object_ = nullptr, *void_ = nullptr;
  py::Type *axis_error = nullptr, *ufunc_type_error = nullptr, *linalg_error = nullptr, *memory_error = nullptr, *complex_warning = nullptr;
  PrintOptions print;
  ErrState err;
  std::shared_ptr<Alive> alive;
  std::map<std::string, Value> saved;          // what np.save wrote
  Value no_value;                              // np._NoValue
};
inline Numpy& numpy(Interp& in) { return in.state<Numpy>(); }
void warn_complex(Interp&);                                            // ComplexWarning: an imaginary part is lost

// Making.
Arr make(Interp&, const Dt&, Shape);                                   // zeros, C order
Arr make_checked(Interp&, const Dt&, const Shape&);                    // null: pending _ArrayMemoryError or ValueError
Arr wrap(Interp&, const Tensor&);                                      // shares the memory
Arr view(Interp&, const Arr& of, Shape, Ints strides, int64_t offset);
Arr lazy(Interp&, const Dt&, Shape, Buffer::Fill, std::vector<std::shared_ptr<Buffer>> reads);
Ints c_strides(const Shape&, size_t itemsize);
inline Dt dt(const NdArray& a) { return {a.dtype, a.text_width, a.flavor}; }
Arr zero_d(Interp&, const Dt&, const Value&);                          // null: pending

// Looking.
inline NdArray& owner(NdArray& a) { NdArray* o = py::cast<NdArray>(a.base); return o ? *o : a; }
inline const std::shared_ptr<Buffer>& memory(NdArray& a) {             // the owner's, which a write may have replaced
  if (a.base.is_object()) a.buffer = owner(a).buffer;
  return a.buffer;
}
inline std::byte* data(NdArray& a) { return memory(a)->data() + a.offset; }
inline std::string& text(NdArray& a, int64_t offset) { return memory(a)->texts()[static_cast<size_t>(a.offset + offset) / sizeof(std::string)]; }
inline Value& object(NdArray& a, int64_t offset) { return (*a.objects)[static_cast<size_t>(a.offset + offset) / 8]; }
void before_write(NdArray&);                                           // call before changing elements in place
bool c_contiguous(const NdArray&);
bool f_contiguous(const NdArray&);
inline int64_t size(const NdArray& a) { return a.shape.elements(); }
inline bool big(int64_t elements) { return elements >= 4096; }         // from here on work is put off until someone looks

// Calls f(offset) for each element in C order; offsets are relative to the array's own, in bytes.
template <class F> void walk(const Shape& shape, const Ints& strides, F&& f) {
  const size_t rank = shape.rank();
  if (shape.elements() == 0) return;
  if (rank == 0) { f(int64_t{0}); return; }
  Ints at(rank, 0);
  int64_t offset = 0;
  const int64_t inner = shape[rank - 1], step = strides[rank - 1];
  for (;;) {
    for (int64_t i = 0; i < inner; ++i) f(offset + i * step);
    size_t axis = rank - 1;
    for (;;) {
      if (axis == 0) return;
      --axis;
      offset += strides[axis];
      if (++at[axis] < shape[axis]) break;
      offset -= strides[axis] * shape[axis];
      at[axis] = 0;
    }
  }
}

// Walks rows of two operands of one shape: f(offset_a, offset_b) at the start of each row of the last axis.
template <class F> void walk_rows(const Shape& shape, std::initializer_list<const Ints*> strides, F&& f) {
  const size_t rank = shape.rank(), n = strides.size();
  if (shape.elements() == 0) return;
  std::vector<int64_t> offsets(n, 0);
  if (rank <= 1) { f(offsets); return; }
  Ints at(rank, 0);
  for (;;) {
    f(offsets);
    size_t axis = rank - 1;
    for (;;) {
      if (axis == 0) return;
      --axis;
      ++at[axis];
      size_t k = 0;
      for (const Ints* s : strides) offsets[k++] += (*s)[axis];
      if (at[axis] < shape[axis]) break;
      k = 0;
      for (const Ints* s : strides) offsets[k++] -= (*s)[axis] * shape[axis];
      at[axis] = 0;
    }
  }
}

// Elements in and out of the type a loop computes in. C: uint8_t (for bool), int64_t, uint64_t, float, double, Complex.
template <class C> void load(DType, const std::byte* from, int64_t stride, int64_t n, C* to);
template <class C> void store(DType, const C* from, int64_t n, std::byte* to, int64_t stride);
// One run of n elements from one dtype to another. Answers whether a float did not fit an integer.
bool convert(DType from, const std::byte* p, int64_t ps, DType to, std::byte* q, int64_t qs, int64_t n);

// Copying.
Arr copy(Interp&, NdArray&, char order = 'C');
Arr astype(Interp&, const Arr&, const Dt&, bool force_copy = false);   // null: pending (a text that is no number)
Arr contiguous_array(Interp&, const Arr&);                             // itself, or a copy in C order
bool assign(Interp&, NdArray& to, NdArray& from);                      // broadcasts and casts; false: pending
Arr broadcast_view(Interp&, const Arr&, const Shape&);                 // null and nothing pending: does not fit
std::string shape_text(const Shape&);                                  // (2,3) and (3,)

// One element, as a Python value (tolist, item) or a NumPy scalar; and back.
Value python_item(Interp&, NdArray&, int64_t offset);
Value scalar_item(Interp&, NdArray&, int64_t offset);
bool put_item(Interp&, NdArray&, int64_t offset, const Value&);
Value to_list(Interp&, NdArray&);

// From Python.
struct AsArray { std::optional<Dt> dtype; int64_t ndmin = 0; bool copy = false; bool objects = true; };
Arr as_array(Interp&, const Value&, std::optional<Dt> = std::nullopt); // null: pending
std::optional<Dt> dtype_of_value(Interp&, const Value&);               // of what as_array would make; nullopt: pending
bool is_scalar_value(Interp&, const Value&);                           // no array, no sequence
std::optional<Complex> as_complex(Interp&, const Value&);
Value complex_value(Interp&, Complex);

// To Python: a 0-d result becomes a scalar. `what` and `inputs` go into the trace.
Value scalar(Interp&, const Arr&);                                     // [()] of a 0-d array
Value finish(Interp&, Arr result, std::string_view what, std::initializer_list<Value> inputs, AxisMap axes = {});
Value finish_array(Interp&, Arr result, std::string_view what, std::initializer_list<Value> inputs, AxisMap axes = {});
Value finish_array(Interp&, Arr result, std::string_view what, const std::vector<Value>& inputs, AxisMap axes = {});
AxisMap same_axes(const Shape&);

// Arguments.
std::optional<int64_t> normal_axis(Interp&, int64_t axis, int64_t rank, std::string_view prefix = {});
std::optional<std::vector<bool>> axis_set(Interp&, const Value& axis, int64_t rank);   // None: all
std::optional<Shape> as_shape(Interp&, const Value&);                  // an int or a sequence of ints
std::optional<int64_t> need_int(Interp&, const Value&);                // CPython's TypeError otherwise
std::optional<double> need_double(Interp&, const Value&);
std::string type_name(Interp&, const Value&);                          // for messages: "list", "numpy.ndarray"
inline bool absent(const Value& v) { return !v || v.is_none(); }
Value axis_error(Interp&, int64_t axis, int64_t rank, std::string_view prefix = {});

// Floating-point events: warned about, raised or ignored as np.errstate says.
enum : unsigned { kDivide = 1, kOverflow = 2, kUnderflow = 4, kInvalid = 8 };
bool report(Interp&, unsigned flags, std::string_view where);          // false: pending

template <class T> T* span_of(NdArray& a) { return reinterpret_cast<T*>(data(a)); }

// A C-order copy of the numbers of an array as one C++ type; null buffer on failure.
std::vector<double> doubles(Interp&, const Arr&);
std::vector<int64_t> integers(Interp&, const Arr&);
Arr from_doubles(Interp&, std::vector<double>, Shape, DType = DType::kFloat64);
Arr from_integers(Interp&, std::vector<int64_t>, Shape, DType = DType::kInt64);

}  // namespace misfit::np
