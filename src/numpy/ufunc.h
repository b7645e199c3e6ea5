// Universal functions: which loops there are, how types are chosen, and calling them.
#pragma once
#include "numpy/array.h"

namespace misfit::np {

using Loop = void (*)(const void* a, const void* b, void* out, int64_t n);   // contiguous, in the compute type

enum class Rule : uint8_t {
  kArith,         // add: any number
  kFloat,         // sqrt: integers become floats
  kFloatReal,     // arctan2: the same without complex numbers
  kTrueDivide,    // integers become float64
  kCompare, kLogical, kPredicate,   // the answer is a bool
  kBits, kShift, kInteger,          // bools and integers; no bools; integers
  kRound,         // floor: integers stay in NumPy 2, become floats in NumPy 1
  kAbs,           // the answer is real
};

// What makes an infinity out of finite numbers: a pole (divide by zero) or an overflow.
enum class Pole : uint8_t { kNever, kAlways, kDivisor, kPower };

struct Ufunc {
  std::string_view name;
  int nin, nout;
  Rule rule;
  Loop loops[6];                    // by Comp; null: not for this type
  Pole pole = Pole::kNever;
  bool quiet = false;               // raises no floating-point event worth waiting for
  int identity = -1;                // of reductions: 0, 1 or none
  std::string_view type_only = {};
};

const Ufunc* find_ufunc(std::string_view name);
std::span<const Ufunc> all_ufuncs();

struct UfuncObject : py::Object {
  static constexpr py::Kind kind{"numpy.ufunc"};
  UfuncObject(py::Type* t, const Ufunc& u) : Object(kind, t), def(&u) {}
  const Ufunc* def;
};

struct UfuncCall {
  Value out, where;                 // null or None: not given
  std::optional<Dt> dtype;
  std::string casting = "same_kind";
  bool from_operator = false;       // `a + b`: scalars are warned about as "scalar add"
};

Value call_ufunc(Interp&, const Ufunc&, std::vector<Value> inputs, const UfuncCall& = {});
Value call_ufunc(Interp&, std::string_view name, std::vector<Value> inputs);
Arr apply(Interp&, std::string_view name, const Arr& a);                // the array, of whatever rank
Arr apply(Interp&, std::string_view name, const Arr& a, const Arr& b);
Arr apply(Interp&, std::string_view name, const Arr& a, double b);      // b is a weak Python float

// Runs a loop over one strided run; answers the floating-point events.
unsigned run_loop(const Ufunc&, DType loop, const std::byte* a, int64_t as, const std::byte* b, int64_t bs, DType out, std::byte* o, int64_t os, int64_t n);
DType loop_type(const Interp&, const Ufunc&, DType common);             // kInvalid: none
DType result_type(const Ufunc&, DType loop);
std::optional<Dt> common_type(Interp&, const std::vector<Value>&);      // np.result_type of values; nullopt and nothing pending: none
std::string dtype_class(const Interp&, const Value&, const NdArray&);  // "numpy.dtypes.Int64DType"; a Python number's is abstract
py::Type* promotion_error(Interp&);                                     // numpy.exceptions.DTypePromotionError
Value no_promotion(Interp&, const std::vector<Value>&);                 // raises it
Value broadcast_error(Interp&, const std::vector<Shape>&);
std::optional<Shape> broadcast_all(const std::vector<Shape>&);

struct Reduce {
  Value axis, out, initial, where;
  std::optional<Dt> dtype;
  bool keepdims = false;
};
Value reduce(Interp&, const Ufunc&, const Arr&, const Reduce&, std::string_view what, const Value& source);
Arr reduce_axes(Interp&, const Ufunc&, const Arr&, const std::vector<bool>& axes, DType loop, bool keepdims);   // numbers only

}  // namespace misfit::np
