// Numbers and arrays as text.
#pragma once
#include "numpy/array.h"

namespace misfit::np {

std::string positional(double, DType, int64_t precision, bool unique, bool fractional, char trim, bool plus, int64_t pad_left, int64_t pad_right, int64_t min_digits);
std::string scientific(double, DType, int64_t precision, bool unique, char trim, bool plus, int64_t pad_left, int64_t exp_digits, int64_t min_digits);
std::string float_text(const Interp&, double, DType);                  // str(np.float32(x))
std::string complex_text(const Interp&, Complex, DType);

struct Layout { std::string separator = " ", prefix, suffix; };
std::optional<std::string> array2string(Interp&, const Arr&, const PrintOptions&, const Layout&);
std::optional<std::string> array_str(Interp&, const Arr&);
std::optional<std::string> array_repr(Interp&, const Arr&);
std::optional<std::string> array_repr(Interp&, const Arr&, const PrintOptions&);
std::optional<std::string> scalar_str(Interp&, Scalar&);
std::optional<std::string> scalar_repr(Interp&, Scalar&);
std::string short_dtype(Interp&, const Dt&);

}  // namespace misfit::np
