// Functions applied to lines and elements, and iterators over arrays.
#include "core/visit.h"
#include "numpy/functions.h"
#include "numpy/index.h"
#include "numpy/ufunc.h"

namespace misfit::np::fn {

Value apply_along_axis(Interp& in, py::Bound& b) {  // func1d, axis, arr, *args, **kwargs
  const Arr a = as_array(in, b[2]);
  const auto k = a ? normal_axis(in, need_int(in, b[1]).value_or(0), static_cast<int64_t>(a->shape.rank())) : std::nullopt;
  if (!k) return {};
  const auto axis = static_cast<size_t>(*k);
  Ints strides = a->strides;
  strides.erase(strides.begin() + *k);
  std::vector<Value> results;
  bool ok = true;
  walk(a->shape.without(axis), strides, [&](int64_t o) {
    if (!ok) return;
    std::vector<Value> args = {Value(view(in, a, Shape{a->shape[axis]}, Ints{a->strides[axis]}, a->offset + o))};
    for (const Value& v : in.items(b[3])) args.push_back(v);
    results.push_back(in.call(b[0], py::Args{args}));
    ok = bool(results.back());
  });
  if (!ok) return {};
  Arr joined = as_array(in, in.list(std::move(results)));
  if (!joined) return {};
  const Shape outer = a->shape.without(axis);
  Shape s = outer;
  for (size_t i = 1; i < joined->shape.rank(); ++i) s.push_back(joined->shape[i]);
  Arr out = view(in, joined, s, c_strides(s, stride_of(joined->dtype)), joined->offset);
  if (joined->shape.rank() > 1) return in.call(in.get_attr(in.import("numpy"), "moveaxis"), {Value(out), Value::integer(-1), Value::integer(*k)});
  return finish(in, out, "np.apply_along_axis", {b[2]});
}
Value vectorize(Interp& in, py::Bound& b) {  // pyfunc, otypes=None, **kwargs
  const Value f = b[0];
  const Value otypes = b[1];
  if (!in.callable(f)) return in.raise("TypeError", "When used as a decorator, only accepts keyword arguments.");
  return in.builtin("vectorize", "*args", [f, otypes](Interp& i, py::Bound& call) -> Value {
    std::vector<Arr> arrays;
    std::vector<Shape> shapes;
    for (const Value& v : i.items(call[0])) { const Arr a = as_array(i, v); if (!a) return {}; arrays.push_back(a); shapes.push_back(a->shape); }
    const auto shape = broadcast_all(shapes);
    if (!shape) return broadcast_error(i, shapes);
    std::vector<std::vector<Value>> columns;
    for (const Arr& a : arrays) {
      const Arr wide = broadcast_view(i, a, *shape);
      std::vector<Value> column;
      walk(*shape, wide->strides, [&](int64_t o) { column.push_back(python_item(i, *wide, o)); });
      columns.push_back(std::move(column));
    }
    std::optional<Dt> d;
    if (!absent(otypes)) {
      d = as_dt(i, i.is_sequence(otypes) ? i.items(otypes)[0] : otypes);
      if (!d) return {};
    } else {                                             // the first elements tell the type of all answers
      if (shape->elements() == 0) return i.raise("ValueError", "cannot call `vectorize` on size 0 inputs unless `otypes` is set");
      std::vector<Value> first;
      for (const Arr& a : arrays) {
        int64_t at = 0;
        bool found = false;
        walk(a->shape, a->strides, [&](int64_t o) { if (!found) at = o, found = true; });
        first.push_back(scalar_item(i, *a, at));
      }
      const Value answer = i.call(f, py::Args{first});
      const Arr one = answer ? as_array(i, answer) : Arr();
      if (!one) return {};
      if (!is_text(one->dtype) && one->shape.rank() == 0) d = Dt{one->dtype};
    }
    std::vector<Value> results;
    for (size_t k = 0; k < static_cast<size_t>(shape->elements()); ++k) {
      std::vector<Value> args;
      for (const auto& column : columns) args.push_back(column[k]);
      results.push_back(i.call(f, py::Args{args}));
      if (!results.back()) return {};
    }
    const Arr flat = as_array(i, i.list(std::move(results)), d);
    if (!flat) return {};
    return finish(i, view(i, flat, *shape, c_strides(*shape, stride_of(flat->dtype)), flat->offset), "np.vectorize", {});
  }, "numpy");
}
Value ndenumerate(Interp& in, py::Bound& b) {
  const Arr a = as_array(in, b[0]);
  if (!a) return {};
  const Ints steps = c_strides(a->shape, 1);
  std::vector<Value> out;
  int64_t i = 0;
  walk(a->shape, a->strides, [&](int64_t o) {
    std::vector<Value> at;
    for (size_t k = 0; k < a->shape.rank(); ++k) at.push_back(Value::integer(i / steps[k] % a->shape[k]));
    out.push_back(in.tuple({in.tuple(std::move(at)), scalar_item(in, *a, o)}));
    ++i;
  });
  return in.iter(in.list(std::move(out)));
}
Value ndindex(Interp& in, py::Bound& b) {
  const auto args = in.items(b[0]);
  const auto s = as_shape(in, args.size() == 1 && in.is_sequence(args[0]) ? args[0] : b[0]);
  if (!s) return {};
  const Ints steps = c_strides(*s, 1);
  std::vector<Value> out;
  for (int64_t i = 0; i < s->elements(); ++i) {
    std::vector<Value> at;
    for (size_t k = 0; k < s->rank(); ++k) at.push_back(Value::integer(i / steps[k] % (*s)[k]));
    out.push_back(in.tuple(std::move(at)));
  }
  return in.iter(in.list(std::move(out)));
}
Value nditer(Interp& in, py::Bound& b) {
  const Arr a = as_array(in, b[0]);
  if (!a) return {};
  std::vector<Value> out;
  walk(a->shape, a->strides, [&](int64_t o) { out.push_back(view(in, a, Shape{}, Ints{}, a->offset + o)); });
  return in.iter(in.list(std::move(out)));
}

}  // namespace misfit::np::fn
