// Values as text (see also types.h), and the format-spec mini language.
#pragma once
#include <optional>
#include <string>

#include "python/types/types.h"

namespace misfit::py::types {

std::string bytes_repr(std::string_view);
std::string escape_non_ascii(std::string_view);      // what ascii() makes of a repr
std::string complex_text(double real, double imaginary);

// A parsed format spec: [[fill]align][sign][z][#][0][width][grouping][.precision][type]
struct FormatSpec {
  char32_t fill = ' ';
  char align = 0;                                   // 0: not given
  char sign = '-';
  bool sign_given = false, no_negative_zero = false, alternate = false, zero_padded = false;
  int64_t width = -1, precision = -1;
  char grouping = 0;
  char32_t type = 0;
};
std::optional<FormatSpec> parse_format_spec(Interp&, std::string_view spec, char default_align, const std::string& type_name);

// As C's and Python's e f g % r: the magnitude may carry '-'. `dot_zero` appends .0 to what looks like an integer.
std::string float_digits(double, char type, int precision, bool alternate, bool dot_zero);
std::string pad_number(const FormatSpec&, std::string_view sign, std::string_view prefix, std::string_view digits);
std::string pad_text(const FormatSpec&, std::string_view text, char default_align);

std::optional<std::string> format_str(Interp&, std::string_view text, std::string_view spec, const std::string& type_name = "str");
std::optional<std::string> format_float(Interp&, double, std::string_view spec, const std::string& type_name = "float");
std::optional<std::string> format_int(Interp&, const Value&, std::string_view spec, const std::string& type_name = "int");
std::optional<std::string> format_complex(Interp&, double real, double imaginary, std::string_view spec, const std::string& type_name = "complex");

std::optional<std::string> brace_format(Interp&, std::string_view pattern, std::span<const Value> positional,
                                        const std::function<Value(std::string_view name)>& named);

std::optional<double> parse_float(std::string_view);  // float('...') without its error
// Sorts as list.sort: stable, `<` alone, keys first. False: pending.
bool sort_values(Interp&, std::vector<Value>& values, const Value& key, bool reverse);

// Indices a[...] of a sequence. `what`: "list". Nullopt: pending.
std::optional<int64_t> sequence_index(Interp&, const Value& key, int64_t length, const char* what, const char* out_of_range);
struct SliceRange { int64_t start, stop, step, count; };
std::optional<SliceRange> slice_range(Interp&, const Slice&, int64_t length);
std::optional<int64_t> slice_bound(Interp&, const Value&, int64_t missing);  // __index__ or None, clipped

// Keeps repr from running in circles: `active` when the object is being shown already.
class ReprGuard {
 public:
  ReprGuard(Interp&, const Object*);
  ~ReprGuard();
  bool active = false;

 private:
  Interp& in_;
};

}  // namespace misfit::py::types
