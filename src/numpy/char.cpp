// numpy.char: str's methods, element by element.
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

}  // namespace misfit::np::fn
