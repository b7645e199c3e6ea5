// numpy.char: str's methods, element by element; and numpy.testing.
#include <cmath>
#include <cstdio>

#include "core/visit.h"
#include "numpy/functions.h"
#include "numpy/index.h"
#include "numpy/print.h"
#include "numpy/ufunc.h"

namespace misfit::np::fn {
namespace {

// Calls the method of each element with the other arguments, broadcast.
Value each_text(Interp& in, const char* method, const std::vector<Value>& args) {
  std::vector<Arr> arrays;
  std::vector<Shape> shapes;
  for (const Value& v : args) {
    const Arr a = as_array(in, v);
    if (!a) return {};
    arrays.push_back(a);
    shapes.push_back(a->shape);
  }
  if (!is_text(arrays[0]->dtype)) return in.raise("TypeError", "string operation on non-string array");
  const auto shape = broadcast_all(shapes);
  if (!shape) return broadcast_error(in, shapes);
  std::vector<std::vector<Value>> columns;
  for (const Arr& a : arrays) {
    const Arr wide = broadcast_view(in, a, *shape);
    std::vector<Value> column;
    walk(*shape, wide->strides, [&](int64_t o) { column.push_back(python_item(in, *wide, o)); });
    columns.push_back(std::move(column));
  }
  std::vector<Value> out;
  for (size_t i = 0; i < static_cast<size_t>(shape->elements()); ++i) {
    const Value f = in.get_attr(columns[0][i], method);
    std::vector<Value> rest;
    for (size_t k = 1; k < columns.size(); ++k) rest.push_back(columns[k][i]);
    out.push_back(f ? in.call(f, py::Args{rest}) : Value());
    if (!out.back()) return {};
  }
  const bool lists = !out.empty() && py::cast<py::List>(out[0]);
  if (lists) {
    Arr a = make(in, DType::kVariant, *shape);
    *a->objects = std::move(out);
    return a->shape.rank() ? Value(a) : Value(a);
  }
  const Arr flat = as_array(in, in.list(std::move(out)));
  if (!flat) return {};
  const Arr shaped = view(in, flat, *shape, c_strides(*shape, stride_of(flat->dtype)), flat->offset);
  return shaped;
}

std::vector<Value> present(std::initializer_list<Value> args) {
  std::vector<Value> out;
  for (const Value& v : args) if (!absent(v)) out.push_back(v);
  return out;
}

}  // namespace

#define TEXT(name, method) Value char_##name(Interp& in, py::Bound& b) { std::vector<Value> args; for (const Value& v : b.values()) if (!absent(v)) args.push_back(v); return each_text(in, method, args); }
TEXT(upper, "upper") TEXT(lower, "lower") TEXT(multiply, "__mul__") TEXT(strip, "strip") TEXT(lstrip, "lstrip") TEXT(rstrip, "rstrip") TEXT(replace, "replace") TEXT(split, "split")
TEXT(find, "find") TEXT(count, "count") TEXT(startswith, "startswith") TEXT(endswith, "endswith") TEXT(center, "center") TEXT(zfill, "zfill") TEXT(str_len, "__len__") TEXT(capitalize, "capitalize")
TEXT(title, "title") TEXT(isdigit, "isdigit") TEXT(isalpha, "isalpha") TEXT(ljust, "ljust") TEXT(rjust, "rjust") TEXT(mod, "__mod__") TEXT(add, "__add__")
#undef TEXT
Value char_join(Interp& in, py::Bound& b) { return each_text(in, "join", present({b[0], b[1]})); }

namespace {
std::string py_number(Interp& in, const Value& v) {
  char text[40];
  std::snprintf(text, sizeof text, "%g", need_double(in, v).value_or(0));
  return text;
}
Value report_mismatch(Interp& in, const std::string& header, const Arr& x, const Arr& y, const Arr& bad) {
  const auto wrong = static_cast<int64_t>(true_offsets(*bad).size()), total = size(*bad);
  char line[128];
  std::snprintf(line, sizeof line, "Mismatched elements: %lld / %lld (%.3g%%)", static_cast<long long>(wrong), static_cast<long long>(total), 100.0 * static_cast<double>(wrong) / static_cast<double>(total));
  const auto shown = [&](const Arr& a) { const auto s = array_repr(in, a); return s.value_or(""); };
  return in.raise("AssertionError", "\n" + header + "\n\n" + line + "\n ACTUAL: " + shown(x) + "\n DESIRED: " + shown(y));
}
}  // namespace

Value assert_allclose(Interp& in, py::Bound& b) {  // actual, desired, rtol=1e-07, atol=0, equal_nan=True, err_msg='', verbose=True
  const Value f = in.get_attr(in.import("numpy"), "isclose");
  const std::vector<Value> args = {b[0], b[1], b[2], b[3], b[4]};
  const Value close = f ? in.call(f, py::Args{args}) : Value();
  const Arr ok = close ? as_array(in, close) : Arr();
  if (!ok) return {};
  const Arr bad = np::apply(in, "logical_not", ok);
  if (true_offsets(*bad).empty()) return Value::none();
  return report_mismatch(in, "Not equal to tolerance rtol=" + py_number(in, b[2]) + ", atol=" + py_number(in, b[3]), as_array(in, b[0]), as_array(in, b[1]), bad);
}
Value assert_array_equal(Interp& in, py::Bound& b) {
  const Value e = call_ufunc(in, "not_equal", {Value(as_array(in, b[0])), Value(as_array(in, b[1]))});
  const Arr bad = e ? as_array(in, e) : Arr();
  if (!bad) return {};
  if (true_offsets(*bad).empty()) return Value::none();
  return report_mismatch(in, "Arrays are not equal", as_array(in, b[0]), as_array(in, b[1]), bad);
}
Value assert_equal(Interp& in, py::Bound& b) {
  if (py::cast<NdArray>(b[0]) || py::cast<NdArray>(b[1])) return assert_array_equal(in, b);
  const auto same = in.equal(b[0], b[1]);
  if (!same) return {};
  return *same ? Value::none() : in.raise("AssertionError", "\nItems are not equal:\n ACTUAL: " + in.repr(b[0]).value_or("") + "\n DESIRED: " + in.repr(b[1]).value_or(""));
}
Value assert_almost_equal(Interp& in, py::Bound& b) {  // actual, desired, decimal=7
  const Arr x = as_array(in, b[0]), y = x ? as_array(in, b[1]) : Arr();
  const auto decimals = y ? need_int(in, b[2]) : std::nullopt;
  if (!decimals) return {};
  const Arr d = np::apply(in, "subtract", x, y);
  if (!d) return {};
  const Arr bad = np::apply(in, "greater_equal", np::apply(in, "absolute", d), 1.5 * std::pow(10.0, -static_cast<double>(*decimals)));
  if (true_offsets(*bad).empty()) return Value::none();
  return report_mismatch(in, "Arrays are not almost equal to " + std::to_string(*decimals) + " decimals", x, y, bad);
}
Value assert_array_almost_equal(Interp& in, py::Bound& b) { return assert_almost_equal(in, b); }

}  // namespace misfit::np::fn
