// Reading the arguments of NumPy's functions: axes, shapes, numbers.
#include "core/visit.h"
#include "numpy/array.h"
#include "python/types/types.h"

namespace misfit::np {

Value axis_error(Interp& in, int64_t axis, int64_t rank, std::string_view prefix) {
  return in.raise(numpy(in).axis_error, (prefix.empty() ? "" : std::string(prefix) + ": ") + "axis " + std::to_string(axis) + " is out of bounds for array of dimension " + std::to_string(rank));
}

std::optional<int64_t> normal_axis(Interp& in, int64_t axis, int64_t rank, std::string_view prefix) {
  if (axis < -rank || axis >= rank) { axis_error(in, axis, rank, prefix); return std::nullopt; }
  return axis < 0 ? axis + rank : axis;
}

std::optional<int64_t> need_int(Interp& in, const Value& v) {
  if (v.is_int()) return v.integer();
  if (v.is_bool()) return v.boolean();
  if (const auto* s = py::cast<Scalar>(v); s && is_integer(s->value.dtype())) return s->value.int_at(0);
  if (!v.is_float() && !v.is_none()) {
    const auto n = in.as_int(v);
    if (n || in.pending()) return n;
  }
  in.raise("TypeError", "'" + type_name(in, v) + "' object cannot be interpreted as an integer");
  return std::nullopt;
}

std::optional<double> need_double(Interp& in, const Value& v) {
  if (const auto d = in.as_double(v)) return d;
  if (const auto* s = py::cast<Scalar>(v); s && is_number(s->value.dtype()) && !is_complex(s->value.dtype())) return s->value.at(0);
  if (auto* a = py::cast<NdArray>(v); a && size(*a) == 1 && is_number(a->dtype)) return doubles(in, Arr(a))[0];
  if (in.as_str(v)) { in.raise("ValueError", "could not convert string to float: " + in.repr(v).value_or("")); return std::nullopt; }
  if (v.is_object() && in.type_of(v)->slots.to_float) {
    const Value f = in.type_of(v)->slots.to_float(in, v);
    if (!f) return std::nullopt;
    if (f.is_float()) return f.number();
  }
  in.raise("TypeError", "must be real number, not " + type_name(in, v));
  return std::nullopt;
}

std::optional<std::vector<bool>> axis_set(Interp& in, const Value& axis, int64_t rank) {
  std::vector<bool> set(static_cast<size_t>(rank), absent(axis));
  if (absent(axis)) return set;
  const auto add = [&](const Value& v) {
    const auto n = need_int(in, v);
    if (!n) return false;
    if (rank == 0 && (*n == 0 || *n == -1)) return true;
    const auto k = normal_axis(in, *n, rank);
    if (!k) return false;
    if (set[static_cast<size_t>(*k)]) { in.raise("ValueError", "duplicate value in 'axis'"); return false; }
    set[static_cast<size_t>(*k)] = true;
    return true;
  };
  if (in.is_sequence(axis)) {
    if (py::cast<py::List>(axis)) { in.raise("TypeError", "'list' object cannot be interpreted as an integer"); return std::nullopt; }
    for (const Value& v : in.items(axis)) if (!add(v)) return std::nullopt;
    return set;
  }
  if (!add(axis)) return std::nullopt;
  return set;
}

std::optional<Shape> as_shape(Interp& in, const Value& v) {
  Shape out;
  if (in.is_sequence(v)) {
    for (const Value& item : in.items(v)) {
      const auto n = need_int(in, item);
      if (!n) return std::nullopt;
      out.push_back(*n);
    }
    return out;
  }
  if (auto* a = py::cast<NdArray>(v); a && a->shape.rank() == 1 && is_integer(a->dtype)) {
    for (const int64_t n : integers(in, Arr(a))) out.push_back(n);
    return out;
  }
  if (v.is_float() || v.is_none() || in.as_str(v) || (py::cast<Scalar>(v) && !is_integer(py::cast<Scalar>(v)->value.dtype()))) {
    if (v.is_float() || py::cast<Scalar>(v)) in.raise("TypeError", "expected a sequence of integers or a single integer, got '" + in.repr(v).value_or("") + "'");
    else if (v.is_none()) in.raise("TypeError", in.keras3() ? "expected a sequence of integers or a single integer, got 'None'" : "'NoneType' object cannot be interpreted as an integer");
    else in.raise("TypeError", "'" + type_name(in, v) + "' object cannot be interpreted as an integer");
    return std::nullopt;
  }
  if (v.is_object() && !in.type_of(v)->slots.index && in.type_of(v)->slots.iter) {
    const auto items = in.list_of(v);
    if (!items) return std::nullopt;
    return as_shape(in, in.tuple(*items));
  }
  const auto n = need_int(in, v);
  if (!n) return std::nullopt;
  return Shape{*n};
}

}  // namespace misfit::np
