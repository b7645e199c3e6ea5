// When dtypes have nothing in common: their classes and the error that names them.
#include "numpy/ufunc.h"

namespace misfit::np {
namespace {

struct Promotion : py::RunState {
  static constexpr py::Kind kind{"numpy.promotion"};
  explicit Promotion(Interp& in) : error(in.new_exception("numpy.exceptions", "DTypePromotionError", {in.type_named("TypeError")})) {}
  py::Type* error;
};

}  // namespace

std::string dtype_class(const Interp& in, const Value& v, const NdArray& a) {
  if (in.keras3()) {
    if (v.is_int()) return "numpy.dtypes._PyLongDType";
    if (v.is_float()) return "numpy.dtypes._PyFloatDType";
  }
  if (a.flavor == Flavor::kDatetime) return "numpy.dtypes.DateTime64DType";
  if (a.flavor == Flavor::kTimedelta) return "numpy.dtypes.TimeDelta64DType";
  if (is_text(a.dtype)) return a.flavor == Flavor::kPlain ? "numpy.dtypes.StrDType" : "numpy.dtypes.BytesDType";
  if (is_object(a.dtype)) return "numpy.dtypes.ObjectDType";
  std::string name(numpy_name(a.dtype));
  name[0] = static_cast<char>(name[0] - 'a' + 'A');
  if (name.substr(0, 4) == "Uint") name[1] = 'I';
  return "numpy.dtypes." + name + "DType";
}

void warn_complex(Interp& in) {
  const Value warnings = in.import("warnings"), warn = warnings ? in.get_attr(warnings, "warn") : Value();
  if (warn) in.call(warn, {in.str_value("Casting complex values to real discards the imaginary part"), Value(numpy(in).complex_warning)});
}

py::Type* promotion_error(Interp& in) { return in.state<Promotion>().error; }

Value no_promotion(Interp& in, const std::vector<Value>& values) {
  std::vector<std::string> names;
  std::string all;
  for (const Value& v : values) {
    const Arr a = as_array(in, v);
    if (!a) return {};
    names.push_back("<class '" + (!in.keras3() && v.is_float() ? "numpy._FloatAbstractDType" : !in.keras3() && v.is_int() ? "numpy._IntegerAbstractDType" : dtype_class(in, v, *a)) + "'>");
    all += (all.empty() ? "" : ", ") + names.back();
  }
  const bool swapped = !in.keras3() && names.back().find("Abstract") != std::string::npos;
  return in.raise(promotion_error(in), "The DType " + (swapped ? names.back() : names.front()) + " could not be promoted by " + (swapped ? names.front() : names.back()) +
                                           ". This means that no common DType exists for the given inputs. For example they cannot be stored in a single array unless the dtype is `object`. The full list of DTypes is: (" + all + ")");
}

}  // namespace misfit::np
