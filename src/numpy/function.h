// NumPy's functions as objects: a name, a signature in Python's notation and what it does. Signatures are parsed at the first call.
#pragma once
#include "numpy/array.h"

namespace misfit::np {

using Function = Value(Interp&, py::Bound&);

struct Entry {
  std::string_view name, signature;
  Function* f;
  std::string_view qualname = {};             // what argument errors call it, if not its name
};

struct FunctionObject : py::Instance {
  static constexpr py::Kind kind{"numpy.function", &py::Instance::kind};
  FunctionObject(py::Type* t, const Entry& e, std::string m) : Instance(kind, t), entry(&e), module(std::move(m)) {}
  const Entry* entry;
  std::string module;
  Value self;                                 // a bound method's
  std::shared_ptr<const py::Signature> signature;
  void clear() override { self = {}; Instance::clear(); }
};

Value function_value(Interp&, const Entry&, std::string module = "numpy");
std::span<const Entry> array_methods();       // of ndarray and of scalars

// Small help for the bodies.
inline Value kw(Value v) { return v; }
Value with_out(Interp&, const Value& out, Arr result);                 // stores into out= if given
inline bool flag(Interp& in, const Value& v) { return v && in.truth(v).value_or(false); }

}  // namespace misfit::np
