// How the functions of tensorflow are bound: one row a function, in tables that each file lists.
#pragma once
#include "modules/modules.h"
#include "numpy/array.h"
#include "tensorflow/call.h"
#include "tensorflow/composite.h"
#include "tensorflow/types.h"

namespace misfit::modules::tf_api {

using py::Bound;
using py::Interp;
using py::Value;
using tf::Argument;
using tf::Context;
using tf::call_op;
using tf::call_op1;
using tf::convert;
using tf::op_value;
using tf::tensor_value;

// `names`: where it is found below tensorflow, "exp math.exp"; the first is its own name.
struct Row { std::string_view names, signature; Value (*call)(Interp&, Bound&); };
void bind(Interp&, std::span<const Row>);
void set(Interp&, std::string_view dotted_name, const Value&);        // below tensorflow, through submodules that it makes
Value submodule(Interp&, std::string_view dotted_name);

inline std::string name_of(Interp& in, Bound& a) { return std::string(in.as_str(a["name"]).value_or("")); }
inline Value none_or(const tf::TensorObject*) { return Value::none(); }
inline Value wrap(Interp& in, const Operand& x) { return x ? tensor_value(in, x) : Value(); }
// name= or the function's own default, as a scope in graphs.
inline std::string name_or(Interp& in, Bound& a, std::string_view otherwise) { const std::string n = name_of(in, a); return n.empty() ? std::string(otherwise) : n; }

bool flag(Interp&, const Value&, bool* out);                            // bool(value); false: pending
std::optional<int64_t> integer(Interp&, const Value&);                  // nullopt: pending
std::optional<DType> dtype_or(Interp&, const Value&, DType otherwise);  // None: otherwise
std::optional<std::vector<int64_t>> int_list(Interp&, const Value&);    // a list of ints, or one int
Value list_of(Interp&, const Operands&);
std::optional<Operands> convert_all(Interp&, const Value& list);        // each by itself
Context& context(Interp&);
Operand constant(Interp&, double, DType);

Value named_pair(Interp&, const char* type_name, const char* first, const char* second, const Operands&);

Operand as_float_image(Interp&, const Operand&);                         // in [0, 1]
Operand image_of_type(Interp&, const Operand&, DType);                   // tf.image.convert_image_dtype

// Each file's part.
void bind_basic(Interp&);
void bind_math(Interp&);
void bind_reduce(Interp&);
void bind_nn(Interp&);
void bind_random(Interp&);
void bind_image(Interp&);
void bind_linalg(Interp&);
void bind_strings(Interp&);
void bind_control(Interp&);
void bind_data(Interp&);
void bind_debugging(Interp&);
void bind_misc(Interp&);

}  // namespace misfit::modules::tf_api
