// Functions that rearrange axes, join and cut arrays.
#include <algorithm>
#include <cstring>

#include "core/visit.h"
#include "numpy/functions.h"
#include "numpy/index.h"
#include "numpy/ufunc.h"

namespace misfit::np::fn {
namespace {

// (5,-1) is spelled (5,newaxis) by NumPy's reshape.
std::string newaxis_text(const Ints& dims) {
  size_t first = 0;                                          // leading ones are left away
  while (first < dims.size() && dims[first] < 0) ++first;
  if (first == dims.size()) return "()";
  std::string s = "(";
  for (size_t i = first; i < dims.size(); ++i) s += (i > first ? "," : "") + (dims[i] < 0 ? std::string("newaxis") : std::to_string(dims[i]));
  return s + (dims.size() == 1 ? ",)" : ")");
}

std::optional<Shape> resolve(Interp& in, int64_t n, const Shape& asked) {
  Ints dims(asked.begin(), asked.end());
  int unknown = -1;
  int64_t known = 1;
  bool overflow = false;
  for (size_t i = 0; i < dims.size(); ++i) {
    if (dims[i] < 0) {
      if (unknown >= 0) { in.raise("ValueError", "can only specify one unknown dimension"); return std::nullopt; }
      unknown = static_cast<int>(i);
    } else overflow |= __builtin_mul_overflow(known, dims[i], &known);
  }
  const auto refuse = [&] { in.raise("ValueError", "cannot reshape array of size " + std::to_string(n) + " into shape " + newaxis_text(dims)); };
  if (overflow) { refuse(); return std::nullopt; }
  if (unknown >= 0) {
    if (known == 0 || n % known) { refuse(); return std::nullopt; }
    dims[static_cast<size_t>(unknown)] = n / known;
  } else if (known != n) { refuse(); return std::nullopt; }
  return Shape(dims.begin(), dims.end());
}

// Which input axis each output axis is, where a run of axes keeps its length.
AxisMap reshape_axes(const Shape& from, const Shape& to) {
  AxisMap out(to.rank());
  size_t i = 0, j = 0;
  while (i < from.rank() && j < to.rank()) {
    int64_t a = from[i], c = to[j];
    size_t i1 = i + 1, j1 = j + 1;
    while (a != c) {
      if (a < c) { if (i1 >= from.rank()) return out; a *= from[i1++]; }
      else { if (j1 >= to.rank()) return out; c *= to[j1++]; }
    }
    if (i1 == i + 1 && j1 == j + 1) out[j] = {0, static_cast<int>(i)};
    i = i1;
    j = j1;
  }
  return out;
}

Value reshape_to(Interp& in, const Arr& a, const Shape& asked, const Value& order, const Value& source) {
  const auto o = absent(order) ? std::optional<std::string_view>("C") : in.as_str(order);
  if (!o || o->size() != 1 || std::string_view("CFAcfa").find((*o)[0]) == std::string_view::npos)
    return in.raise("ValueError", "order must be one of 'C', 'F', 'A', or 'K' (got '" + std::string(o.value_or("")) + "')");
  const auto s = resolve(in, size(*a), asked);
  if (!s) return {};
  const char c = static_cast<char>(std::toupper((*o)[0]));
  if (c == 'F' || (c == 'A' && f_contiguous(*a) && !c_contiguous(*a))) {   // the reverse of a C reshape of the transpose
    Shape reversed_in, reversed_out;
    Ints strides(a->strides.rbegin(), a->strides.rend());
    for (size_t i = a->shape.rank(); i-- > 0;) reversed_in.push_back(a->shape[i]);
    for (size_t i = s->rank(); i-- > 0;) reversed_out.push_back((*s)[i]);
    Arr t = np::contiguous_array(in, view(in, a, reversed_in, strides, a->offset));
    const Ints c_order = c_strides(reversed_out, stride_of(a->dtype));
    return finish_array(in, view(in, t, *s, Ints(c_order.rbegin(), c_order.rend()), t->offset), "reshape", {source});
  }
  // A view where the strides allow it: axes that stay in one piece.
  Arr from = a;
  if (!c_contiguous(*a)) {
    Shape old;
    Ints old_strides;
    for (size_t i = 0; i < a->shape.rank(); ++i) if (a->shape[i] != 1) { old.push_back(a->shape[i]); old_strides.push_back(a->strides[i]); }
    Ints fresh(s->rank(), 0);
    size_t i = 0, j = 0;
    bool ok = size(*a) > 0;
    while (ok && i < old.rank() && j < s->rank()) {
      int64_t p = old[i], q = (*s)[j];
      size_t i1 = i + 1, j1 = j + 1;
      while (p != q) { if (p < q) p *= old[i1++]; else q *= (*s)[j1++]; }
      for (size_t k = i; k + 1 < i1; ++k) ok &= old_strides[k] == old[k + 1] * old_strides[k + 1];
      int64_t step = old_strides[i1 - 1];
      for (size_t k = j1; k-- > j;) { fresh[k] = step; step *= (*s)[k]; }
      i = i1;
      j = j1;
    }
    for (; j < s->rank(); ++j) fresh[j] = static_cast<int64_t>(stride_of(a->dtype));
    if (ok) return finish_array(in, view(in, a, *s, fresh, a->offset), "reshape", {source}, reshape_axes(a->shape, *s));
    from = np::copy(in, *a);
  }
  return finish_array(in, view(in, from, *s, c_strides(*s, stride_of(a->dtype)), from->offset), "reshape", {source}, reshape_axes(a->shape, *s));
}

Value permuted(Interp& in, const Arr& a, const Ints& order, const char* what, const Value& source) {
  Shape s;
  Ints strides;
  AxisMap axes;
  for (const int64_t k : order) { s.push_back(a->shape[static_cast<size_t>(k)]); strides.push_back(a->strides[static_cast<size_t>(k)]); axes.push_back({0, static_cast<int>(k)}); }
  return finish_array(in, view(in, a, s, strides, a->offset), what, {source}, std::move(axes));
}

std::optional<std::vector<Arr>> arrays_of(Interp& in, const Value& v, const char* name) {
  if (const auto* a = py::cast<NdArray>(v); a && a->shape.rank() == 0) { in.raise("TypeError", "iteration over a 0-d array"); return std::nullopt; }
  if (!v.is_object() || py::cast<Scalar>(v)) {
    if (std::string_view(name) == "concatenate") in.raise("TypeError", "dispatcher for __array_function__ did not return an iterable");
    else in.raise("TypeError", "arrays to stack must be passed as a \"sequence\" type such as list or tuple.");
    return std::nullopt;
  }
  if (in.type_of(v)->slots.next) {
    in.raise("TypeError", "arrays to stack must be passed as a \"sequence\" type such as list or tuple.");
    return std::nullopt;
  }
  const auto items = in.list_of(v);
  if (!items) return std::nullopt;
  std::vector<Arr> out;
  for (const Value& item : *items) {
    const Arr a = as_array(in, item);
    if (!a) return std::nullopt;
    out.push_back(a);
  }
  return out;
}

Value join(Interp& in, const std::vector<Arr>& parts, int64_t axis, const char* what, const Value& dtype = {}) {
  if (parts.empty()) return in.raise("ValueError", "need at least one array to concatenate");
  const size_t rank = parts[0]->shape.rank();
  if (rank == 0) return in.raise("ValueError", "zero-dimensional arrays cannot be concatenated");
  const auto k = normal_axis(in, axis, static_cast<int64_t>(rank));
  if (!k) return {};
  const auto ax = static_cast<size_t>(*k);
  Shape s = parts[0]->shape;
  s[ax] = 0;
  std::optional<Dt> t;
  for (size_t i = 0; i < parts.size(); ++i) {
    const Arr& a = parts[i];
    if (a->shape.rank() != rank)
      return in.raise("ValueError", "all the input arrays must have same number of dimensions, but the array at index 0 has " + std::to_string(rank) + " dimension(s) and the array at index " + std::to_string(i) + " has " + std::to_string(a->shape.rank()) + " dimension(s)");
    for (size_t d = 0; d < rank; ++d)
      if (d != ax && a->shape[d] != s[d])
        return in.raise("ValueError", "all the input array dimensions except for the concatenation axis must match exactly, but along dimension " + std::to_string(d) + ", the array at index 0 has size " + std::to_string(s[d]) + " and the array at index " + std::to_string(i) + " has size " + std::to_string(a->shape[d]));
    s[ax] += a->shape[ax];
    t = t ? promote(*t, dt(*a)) : dt(*a);
    if (!t) return in.raise("TypeError", "The DTypes do not have a common DType");
  }
  if (!absent(dtype)) { t = as_dt(in, dtype); if (!t) return {}; }
  AxisMap axes(rank);
  for (size_t d = 0; d < rank; ++d) axes[d] = {0, static_cast<int>(d)};
  std::vector<Value> inputs;
  for (const Arr& a : parts) inputs.push_back(a);
  bool lazy_parts = is_number(t->type) && big(s.elements());
  Arr out;
  if (lazy_parts) {
    struct Part { std::shared_ptr<Buffer> buffer; Shape shape; Ints strides; int64_t offset, place; DType type; };
    std::vector<Part> sources;
    std::vector<std::shared_ptr<Buffer>> reads;
    int64_t place = 0;
    const Ints to = c_strides(s, size_of(t->type));
    for (const Arr& a : parts) {
      sources.push_back({memory(*a), a->shape, a->strides, a->offset, place * to[ax], a->dtype});
      reads.push_back(memory(*a));
      place += a->shape[ax];
    }
    const DType type = t->type;
    out = lazy(in, *t, s, [sources, to, type, rank](std::byte* q) {
      for (const Part& p : sources) {
        const std::byte* from = p.buffer->data() + p.offset;
        walk_rows(p.shape, {&to, &p.strides}, [&](const Ints& o) { convert(p.type, from + o[1], p.strides[rank - 1], type, q + p.place + o[0], to[rank - 1], p.shape[rank - 1]); });
      }
    }, reads);
  } else {
    out = make(in, *t, s);
    int64_t place = 0;
    for (const Arr& a : parts) {
      Arr target = view(in, out, a->shape, out->strides, out->offset + place * out->strides[ax]);
      if (!assign(in, *target, *a)) return {};
      place += a->shape[ax];
    }
  }
  return finish_array(in, out, what, inputs, std::move(axes));
}

Arr with_new_axis(Interp& in, const Arr& a, size_t at) {
  Shape s;
  Ints strides;
  for (size_t i = 0; i <= a->shape.rank(); ++i) {
    if (i == at) { s.push_back(1); strides.push_back(0); }
    if (i < a->shape.rank()) { s.push_back(a->shape[i]); strides.push_back(a->strides[i]); }
  }
  return view(in, a, s, strides, a->offset);
}

Arr at_least(Interp& in, Arr a, size_t n) {
  while (a->shape.rank() < n) a = with_new_axis(in, a, a->shape.rank() == 2 ? 2 : 0);
  return a;
}

Arr flat(Interp& in, const Arr& a) {
  const Arr c = contiguous_array(in, a);
  return view(in, c, Shape{size(*c)}, Ints{static_cast<int64_t>(stride_of(c->dtype))}, c->offset);
}

Arr slice_axis(Interp& in, const Arr& a, size_t axis, int64_t from, int64_t to) {
  return view(in, a, a->shape.with(axis, to - from), a->strides, a->offset + from * a->strides[axis]);
}

Value shape_value(Interp& in, const py::Bound& b, size_t star) {       // reshape(2, 3) and reshape((2, 3))
  const auto args = in.items(b[star]);
  return args.size() == 1 ? args[0] : b[star];
}

}  // namespace

Value reshape(Interp& in, py::Bound& b) {  // a, shape, order='C'
  const Arr a = as_array(in, b[0]);
  if (!a) return {};
  if (!b[1]) return in.raise("TypeError", "reshape() missing 1 required positional argument: '" + std::string(in.keras3() ? "shape" : "newshape") + "'");
  const auto s = as_shape(in, b[1]);
  return s ? reshape_to(in, a, *s, b[2], b[0]) : Value();
}
Value m_reshape(Interp& in, py::Bound& b) {  // self, *shape, order='C', copy=None
  if (in.items(b[1]).empty()) return in.raise("TypeError", "reshape() takes exactly 1 argument (0 given)");
  const Arr a = as_array(in, b[0]);
  if (in.items(b[1]).size() == 1 && in.items(b[1])[0].is_none()) return view(in, a, a->shape, a->strides, a->offset);
  const auto s = as_shape(in, shape_value(in, b, 1));
  return s ? reshape_to(in, a, *s, b[2], b[0]) : Value();
}
Value ravel(Interp& in, py::Bound& b) {   // a, order='C'
  const Arr a = as_array(in, b[0]);
  return a ? reshape_to(in, a, Shape{-1}, in.as_str(b[1]) == "K" ? Value() : b[1], b[0]) : Value();
}
Value flatten(Interp& in, py::Bound& b) {
  const Arr a = as_array(in, b[0]);
  const auto o = in.as_str(b[1]);
  if (o && (*o == "F")) return reshape_to(in, a, Shape{-1}, b[1], b[0]);
  const Arr c = np::copy(in, *a);
  c->shape = Shape{size(*c)};
  c->strides = Ints{static_cast<int64_t>(stride_of(c->dtype))};
  return finish_array(in, c, "flatten", {b[0]});
}

namespace {
Value transposed(Interp& in, const Arr& a, const Value& axes, const Value& source) {
  const auto rank = static_cast<int64_t>(a->shape.rank());
  Ints order;
  if (absent(axes) || (in.is_sequence(axes) && in.items(axes).empty() && rank != 0)) for (int64_t i = rank; i-- > 0;) order.push_back(i);
  else {
    const auto s = as_shape(in, axes);
    if (!s) return {};
    if (static_cast<int64_t>(s->rank()) != rank) return in.raise("ValueError", "axes don't match array");
    for (const int64_t k : *s) {
      const auto n = normal_axis(in, k, rank);
      if (!n) return {};
      if (std::find(order.begin(), order.end(), *n) != order.end()) return in.raise("ValueError", "repeated axis in transpose");
      order.push_back(*n);
    }
  }
  return permuted(in, a, order, "transpose", source);
}
}  // namespace

Value transpose(Interp& in, py::Bound& b) { const Arr a = as_array(in, b[0]); return a ? transposed(in, a, b[1], b[0]) : Value(); }
Value m_transpose(Interp& in, py::Bound& b) {
  const auto args = in.items(b[1]);
  const Arr a = as_array(in, b[0]);
  return transposed(in, a, args.size() == 1 && (args[0].is_none() || in.is_sequence(args[0])) ? args[0] : args.empty() ? Value() : b[1], b[0]);
}
Value matrix_transpose(Interp& in, py::Bound& b) { const Arr a = as_array(in, b[0]); return a ? in.get_attr(a, "mT") : Value(); }
Value swapaxes(Interp& in, py::Bound& b) {
  const Arr a = as_array(in, b[0]);
  const auto x = a ? need_int(in, b[1]) : std::nullopt, y = x ? need_int(in, b[2]) : std::nullopt;
  if (!y) return {};
  const auto rank = static_cast<int64_t>(a->shape.rank());
  const auto i = normal_axis(in, *x, rank, "axis1"), j = i ? normal_axis(in, *y, rank, "axis2") : std::nullopt;
  if (!j) return {};
  Ints order;
  for (int64_t k = 0; k < rank; ++k) order.push_back(k == *i ? *j : k == *j ? *i : k);
  return permuted(in, a, order, "swapaxes", b[0]);
}
Value moveaxis(Interp& in, py::Bound& b) {
  const Arr a = as_array(in, b[0]);
  const auto from = a ? as_shape(in, b[1]) : std::nullopt, to = from ? as_shape(in, b[2]) : std::nullopt;
  if (!to) return {};
  const auto rank = static_cast<int64_t>(a->shape.rank());
  Ints s, d;
  for (const int64_t k : *from) { const auto n = normal_axis(in, k, rank, "source"); if (!n) return {}; s.push_back(*n); }
  for (const int64_t k : *to) { const auto n = normal_axis(in, k, rank, "destination"); if (!n) return {}; d.push_back(*n); }
  if (s.size() != d.size()) return in.raise("ValueError", "`source` and `destination` arguments must have the same number of elements");
  Ints order;
  for (int64_t k = 0; k < rank; ++k) if (std::find(s.begin(), s.end(), k) == s.end()) order.push_back(k);
  std::vector<std::pair<int64_t, int64_t>> moves;
  for (size_t i = 0; i < s.size(); ++i) moves.emplace_back(d[i], s[i]);
  std::sort(moves.begin(), moves.end());
  for (const auto& [place, axis] : moves) order.insert(order.begin() + place, axis);
  return permuted(in, a, order, "moveaxis", b[0]);
}
Value rollaxis(Interp& in, py::Bound& b) {  // a, axis, start=0
  const Arr a = as_array(in, b[0]);
  const auto x = a ? need_int(in, b[1]) : std::nullopt, y = x ? need_int(in, b[2]) : std::nullopt;
  if (!y) return {};
  const auto rank = static_cast<int64_t>(a->shape.rank());
  const auto axis = normal_axis(in, *x, rank);
  if (!axis) return {};
  int64_t start = *y < 0 ? *y + rank : *y;
  if (*axis < start) --start;
  Ints order;
  for (int64_t k = 0; k < rank; ++k) if (k != *axis) order.push_back(k);
  order.insert(order.begin() + std::clamp<int64_t>(start, 0, rank - 1), *axis);
  return permuted(in, a, order, "rollaxis", b[0]);
}
Value squeeze(Interp& in, py::Bound& b) {
  const Arr a = as_array(in, b[0]);
  if (!a) return {};
  std::vector<bool> drop(a->shape.rank());
  if (absent(b[1])) for (size_t i = 0; i < drop.size(); ++i) drop[i] = a->shape[i] == 1;
  else {
    const auto set = axis_set(in, b[1], static_cast<int64_t>(a->shape.rank()));
    if (!set) return {};
    drop = *set;
    for (size_t i = 0; i < drop.size(); ++i) if (drop[i] && a->shape[i] != 1) return in.raise("ValueError", "cannot select an axis to squeeze out which has size not equal to one");
  }
  Shape s;
  Ints strides;
  AxisMap axes;
  for (size_t i = 0; i < drop.size(); ++i) if (!drop[i]) { s.push_back(a->shape[i]); strides.push_back(a->strides[i]); axes.push_back({0, static_cast<int>(i)}); }
  const Arr v = view(in, a, s, strides, a->offset);
  return py::cast<Scalar>(b[0]) ? b[0] : finish_array(in, v, "squeeze", {b[0]}, std::move(axes));
}
Value expand_dims(Interp& in, py::Bound& b) {
  const Arr a = as_array(in, b[0]);
  const auto asked = a ? as_shape(in, b[1]) : std::nullopt;
  if (!asked) return {};
  const auto rank = static_cast<int64_t>(a->shape.rank() + asked->rank());
  std::vector<bool> fresh(static_cast<size_t>(rank));
  for (const int64_t k : *asked) {
    const auto n = normal_axis(in, k, rank);
    if (!n) return {};
    if (fresh[static_cast<size_t>(*n)]) return in.raise("ValueError", "repeated axis");
    fresh[static_cast<size_t>(*n)] = true;
  }
  Shape s;
  Ints strides;
  AxisMap axes;
  size_t k = 0;
  for (const bool f : fresh) {
    if (f) { s.push_back(1); strides.push_back(0); axes.push_back({}); }
    else { s.push_back(a->shape[k]); strides.push_back(a->strides[k]); axes.push_back({0, static_cast<int>(k)}); ++k; }
  }
  return finish_array(in, view(in, a, s, strides, a->offset), "np.expand_dims", {b[0]}, std::move(axes));
}

#define AT_LEAST(n)                                                                        \
  Value atleast_##n##d(Interp& in, py::Bound& b) {                                         \
    std::vector<Value> out;                                                                \
    for (const Value& v : in.items(b[0])) {                                                \
      const Arr a = as_array(in, v);                                                       \
      if (!a) return {};                                                                   \
      out.push_back(at_least(in, a, n));                                                   \
    }                                                                                      \
    return out.size() == 1 ? out[0] : in.keras3() ? in.tuple(out) : in.list(out);          \
  }
AT_LEAST(1)
AT_LEAST(2)
AT_LEAST(3)
#undef AT_LEAST

Value concatenate(Interp& in, py::Bound& b) {  // arrays, axis=0, out=None, *, dtype=None, casting='same_kind'
  auto parts = arrays_of(in, b[0], "concatenate");
  if (!parts) return {};
  if (b[1].is_none()) {
    for (Arr& a : *parts) a = flat(in, a);
    return join(in, *parts, 0, "np.concatenate", b[3]);
  }
  if (py::cast<NdArray>(b[1]) && py::cast<NdArray>(b[1])->shape.rank() > 0) return in.raise("TypeError", "only integer scalar arrays can be converted to a scalar index");
  const auto axis = need_int(in, b[1]);
  if (!axis) return {};
  const Value out = join(in, *parts, *axis, "np.concatenate", b[3]);
  return out ? with_out(in, b[2], Arr(py::cast<NdArray>(out))) : out;
}
Value stack(Interp& in, py::Bound& b) {   // arrays, axis=0, out=None, *, dtype=None
  auto parts = arrays_of(in, b[0], "stack");
  if (!parts) return {};
  if (parts->empty()) return in.raise("ValueError", "need at least one array to stack");
  for (const Arr& a : *parts) if (!(a->shape == (*parts)[0]->shape)) return in.raise("ValueError", "all input arrays must have the same shape");
  if (py::cast<NdArray>(b[1]) && py::cast<NdArray>(b[1])->shape.rank() > 0) return in.raise("TypeError", "only integer scalar arrays can be converted to a scalar index");
  const auto axis = need_int(in, b[1]);
  const auto k = axis ? normal_axis(in, *axis, static_cast<int64_t>((*parts)[0]->shape.rank()) + 1) : std::nullopt;
  if (!k) return {};
  for (Arr& a : *parts) a = with_new_axis(in, a, static_cast<size_t>(*k));
  return join(in, *parts, *k, "np.stack", b[3]);
}
Value vstack(Interp& in, py::Bound& b) {
  auto parts = arrays_of(in, b[0], "vstack");
  if (!parts) return {};
  for (Arr& a : *parts) a = at_least(in, a, 2);
  return join(in, *parts, 0, "np.vstack");
}
Value hstack(Interp& in, py::Bound& b) {
  auto parts = arrays_of(in, b[0], "hstack");
  if (!parts) return {};
  for (Arr& a : *parts) a = at_least(in, a, 1);
  return join(in, *parts, !parts->empty() && (*parts)[0]->shape.rank() == 1 ? 0 : 1, "np.hstack");
}
Value dstack(Interp& in, py::Bound& b) {
  auto parts = arrays_of(in, b[0], "dstack");
  if (!parts) return {};
  for (Arr& a : *parts) a = at_least(in, a, 3);
  return join(in, *parts, 2, "np.dstack");
}
Value column_stack(Interp& in, py::Bound& b) {
  auto parts = arrays_of(in, b[0], "column_stack");
  if (!parts) return {};
  for (Arr& a : *parts) if (a->shape.rank() < 2) a = with_new_axis(in, at_least(in, a, 1), 1);
  return join(in, *parts, 1, "np.column_stack");
}

namespace {
Value split_at(Interp& in, const Arr& a, const Value& where, int64_t axis, bool equal, const Value& source) {
  if (a->shape.rank() == 0) return in.raise("ValueError", "array split does not work on 0-d arrays");
  const auto k = normal_axis(in, axis, static_cast<int64_t>(a->shape.rank()));
  if (!k) return {};
  const auto ax = static_cast<size_t>(*k);
  const int64_t n = a->shape[ax];
  std::vector<std::pair<int64_t, int64_t>> cuts;
  if (where.is_int() || py::cast<Scalar>(where)) {
    const auto parts = need_int(in, where);
    if (!parts) return {};
    if (*parts <= 0) return in.raise(equal ? "ZeroDivisionError" : "ValueError", equal ? "integer modulo by zero" : "number sections must be larger than 0.");
    if (equal && n % *parts) return in.raise("ValueError", "array split does not result in an equal division");
    int64_t at = 0;
    for (int64_t i = 0; i < *parts; ++i) { const int64_t length = n / *parts + (i < n % *parts); cuts.emplace_back(at, at + length); at += length; }
  } else {
    const auto s = as_shape(in, where);
    if (!s) return {};
    const auto clip_to = [&](int64_t i) { return std::clamp<int64_t>(i < 0 ? i + n : i, 0, n); };
    int64_t at = 0;
    for (const int64_t i : *s) { cuts.emplace_back(at, std::max(at, clip_to(i))); at = clip_to(i); }
    cuts.emplace_back(at, n);
  }
  std::vector<Value> out;
  AxisMap axes = same_axes(a->shape);
  for (const auto& [from, to] : cuts) out.push_back(finish_array(in, slice_axis(in, a, ax, std::min(from, n), std::max(from, to)), "np.split", {source}, axes));
  return in.list(std::move(out));
}
}  // namespace

Value split(Interp& in, py::Bound& b) {
  if (!py::cast<NdArray>(b[0]) && !in.is_sequence(b[1]) && !py::cast<NdArray>(b[1])) return in.raise("AttributeError", "'" + type_name(in, b[0]) + "' object has no attribute 'shape'");
  const Arr a = as_array(in, b[0]);
  const auto axis = a ? need_int(in, b[2]) : std::nullopt;
  return axis ? split_at(in, a, b[1], *axis, true, b[0]) : Value();
}
Value array_split(Interp& in, py::Bound& b) {
  const Arr a = as_array(in, b[0]);
  const auto axis = a ? need_int(in, b[2]) : std::nullopt;
  return axis ? split_at(in, a, b[1], *axis, false, b[0]) : Value();
}
Value hsplit(Interp& in, py::Bound& b) {
  const Arr a = as_array(in, b[0]);
  if (a && a->shape.rank() == 0) return in.raise("ValueError", "hsplit only works on arrays of 1 or more dimensions");
  return a ? split_at(in, a, b[1], a->shape.rank() > 1 ? 1 : 0, true, b[0]) : Value();
}
Value vsplit(Interp& in, py::Bound& b) {
  const Arr a = as_array(in, b[0]);
  if (a && a->shape.rank() < 2) return in.raise("ValueError", "vsplit only works on arrays of 2 or more dimensions");
  return a ? split_at(in, a, b[1], 0, true, b[0]) : Value();
}
Value dsplit(Interp& in, py::Bound& b) {
  const Arr a = as_array(in, b[0]);
  if (a && a->shape.rank() < 3) return in.raise("ValueError", "dsplit only works on arrays of 3 or more dimensions");
  return a ? split_at(in, a, b[1], 2, true, b[0]) : Value();
}
Value unstack(Interp& in, py::Bound& b) {  // x, /, *, axis=0
  const Arr a = as_array(in, b[0]);
  const auto axis = a ? need_int(in, b[1]) : std::nullopt;
  const auto k = axis ? normal_axis(in, *axis, static_cast<int64_t>(a->shape.rank())) : std::nullopt;
  if (!k) return {};
  std::vector<Value> out;
  for (int64_t i = 0; i < a->shape[static_cast<size_t>(*k)]; ++i) {
    Ints strides = a->strides;
    strides.erase(strides.begin() + *k);
    out.push_back(view(in, a, a->shape.without(static_cast<size_t>(*k)), strides, a->offset + i * a->strides[static_cast<size_t>(*k)]));
  }
  return in.tuple(std::move(out));
}

Value tile(Interp& in, py::Bound& b) {    // A, reps
  Arr a = as_array(in, b[0]);
  const auto reps = a ? as_shape(in, b[1]) : std::nullopt;
  if (!reps) return {};
  Shape r = *reps;
  while (r.rank() < a->shape.rank()) { Shape wider{1}; for (const int64_t n : r) wider.push_back(n); r = wider; }
  while (a->shape.rank() < r.rank()) a = with_new_axis(in, a, 0);
  for (size_t i = 0; i < r.rank(); ++i) {
    if (r[i] < 0) return in.raise("ValueError", "negative dimensions are not allowed");
    Ints rows;
    for (int64_t k = 0; k < r[i]; ++k) for (int64_t j = 0; j < a->shape[i]; ++j) rows.push_back(j);
    if (r[i] != 1) a = take_rows(in, a, rows, i);
  }
  if (a.get() == py::cast<NdArray>(b[0])) a = np::copy(in, *a);
  return finish_array(in, a, "np.tile", {b[0]});
}
Value repeat(Interp& in, py::Bound& b) {  // a, repeats, axis=None
  Arr a = as_array(in, b[0]);
  const Arr times = a ? as_array(in, b[1]) : Arr();
  if (!times) return {};
  if (!is_integer(times->dtype) && !is_bool(times->dtype)) return in.raise("TypeError", "Cannot cast array data from " + dtype_repr(dt(*times)) + " to dtype('int64') according to the rule 'safe'");
  size_t axis = 0;
  if (absent(b[2])) a = flat(in, a);
  else {
    const auto n = need_int(in, b[2]);
    const auto k = n ? normal_axis(in, *n, static_cast<int64_t>(a->shape.rank())) : std::nullopt;
    if (!k) return {};
    axis = static_cast<size_t>(*k);
  }
  const auto counts = integers(in, times);
  const int64_t n = a->shape[axis];
  if (counts.size() != 1 && static_cast<int64_t>(counts.size()) != n)
    return in.raise("ValueError", "operands could not be broadcast together with shape (" + std::to_string(n) + ",) (" + std::to_string(counts.size()) + ",)");
  Ints rows;
  for (int64_t i = 0; i < n; ++i) {
    const int64_t c = counts[counts.size() == 1 ? 0 : static_cast<size_t>(i)];
    if (c < 0) return in.raise("ValueError", counts.size() == 1 ? "negative dimensions are not allowed" : "repeats may not contain negative values.");
    rows.insert(rows.end(), static_cast<size_t>(c), i);
  }
  AxisMap axes = absent(b[2]) ? AxisMap(1) : same_axes(a->shape);
  return finish_array(in, take_rows(in, a, rows, axis), "np.repeat", {b[0]}, std::move(axes));
}

Value flip(Interp& in, py::Bound& b) {    // m, axis=None
  const Arr a = as_array(in, b[0]);
  const auto set = a ? axis_set(in, b[1], static_cast<int64_t>(a->shape.rank())) : std::nullopt;
  if (!set) return {};
  Ints strides = a->strides;
  int64_t offset = a->offset;
  for (size_t i = 0; i < strides.size(); ++i) if ((*set)[i]) { offset += std::max<int64_t>(a->shape[i] - 1, 0) * strides[i]; strides[i] = -strides[i]; }
  return finish_array(in, view(in, a, a->shape, strides, offset), "np.flip", {b[0]}, same_axes(a->shape));
}
namespace {
Value flipped(Interp& in, const Value& v, int64_t axis, size_t least) {
  const Arr a = as_array(in, v);
  if (!a) return {};
  if (a->shape.rank() < least) return in.raise("ValueError", "Input must be >= " + std::to_string(least) + "-d.");
  const auto i = static_cast<size_t>(axis);
  Ints strides = a->strides;
  const int64_t offset = a->offset + std::max<int64_t>(a->shape[i] - 1, 0) * strides[i];
  strides[i] = -strides[i];
  return finish_array(in, view(in, a, a->shape, strides, offset), "np.flip", {v}, same_axes(a->shape));
}
}  // namespace
Value flipud(Interp& in, py::Bound& b) { return flipped(in, b[0], 0, 1); }
Value fliplr(Interp& in, py::Bound& b) { return flipped(in, b[0], 1, 2); }

Value roll(Interp& in, py::Bound& b) {    // a, shift, axis=None
  const Arr a = as_array(in, b[0]);
  if (!a) return {};
  if (in.as_str(b[1]) && in.keras3()) { b.set("shift") = in.call(Value(in.type_named("int")), {b[1]}); if (!b[1]) return {}; }
  if (in.as_str(b[1])) return in.raise("TypeError", "unsupported operand type(s) for +=: 'int' and 'numpy.str_'");
  const auto shift = as_shape(in, b[1]);
  if (!shift) return {};
  if (absent(b[2])) {
    const Arr f = flat(in, a);
    const int64_t n = size(*f);
    Ints rows;
    for (int64_t i = 0; i < n; ++i) rows.push_back((((i - (*shift)[0]) % n) + n) % n);
    const Arr r = take_rows(in, f, rows);
    return finish_array(in, view(in, r, a->shape, c_strides(a->shape, stride_of(a->dtype)), r->offset), "np.roll", {b[0]}, same_axes(a->shape));
  }
  const auto axes = as_shape(in, b[2]);
  if (!axes) return {};
  Arr out = a;
  for (size_t k = 0; k < axes->rank(); ++k) {
    const auto ax = normal_axis(in, (*axes)[k], static_cast<int64_t>(a->shape.rank()));
    if (!ax) return {};
    const int64_t n = a->shape[static_cast<size_t>(*ax)], by = (*shift)[shift->rank() == 1 ? 0 : k];
    Ints rows;
    for (int64_t i = 0; i < n; ++i) rows.push_back((((i - by) % n) + n) % n);
    out = take_rows(in, out, rows, static_cast<size_t>(*ax));
  }
  return finish_array(in, out, "np.roll", {b[0]}, same_axes(a->shape));
}
Value rot90(Interp& in, py::Bound& b) {   // m, k=1, axes=(0, 1)
  const Arr a = as_array(in, b[0]);
  const auto k = a ? need_int(in, b[1]) : std::nullopt;
  const auto axes = k ? as_shape(in, b[2]) : std::nullopt;
  if (!axes) return {};
  if (axes->rank() != 2) return in.raise("ValueError", "len(axes) must be 2.");
  const auto rank = static_cast<int64_t>(a->shape.rank());
  if ((*axes)[0] == (*axes)[1] || std::llabs((*axes)[0] - (*axes)[1]) == rank) return in.raise("ValueError", "Axes must be different.");
  for (const int64_t x : *axes) if (x >= rank || x < -rank) return in.raise("ValueError", "Axes=(" + std::to_string((*axes)[0]) + ", " + std::to_string((*axes)[1]) + ") out of range for array of ndim=" + std::to_string(rank) + ".");
  const auto p = static_cast<size_t>(((*axes)[0] + rank) % rank), q = static_cast<size_t>(((*axes)[1] + rank) % rank);
  Shape s = a->shape;
  Ints strides = a->strides;
  int64_t offset = a->offset;
  const int64_t turns = ((*k % 4) + 4) % 4;
  const auto turn_over = [&](size_t i) { offset += std::max<int64_t>(s[i] - 1, 0) * strides[i]; strides[i] = -strides[i]; };
  if (turns == 1 || turns == 2) turn_over(q);
  if (turns == 2) turn_over(p);
  if (turns == 3) turn_over(p);
  if (turns == 1 || turns == 3) { std::swap(s[p], s[q]); std::swap(strides[p], strides[q]); }
  return finish_array(in, view(in, a, s, strides, offset), "np.rot90", {b[0]});
}

Value sliding_window_view(Interp& in, py::Bound& b) {  // x, window_shape, axis=None
  const Arr a = as_array(in, b[0]);
  const auto w = a ? as_shape(in, b[1]) : std::nullopt;
  if (!w) return {};
  Ints axes;
  if (absent(b[2])) {
    for (size_t i = 0; i < a->shape.rank(); ++i) axes.push_back(static_cast<int64_t>(i));
    if (w->rank() != a->shape.rank()) return in.raise("ValueError", "Since axis is None, must provide window_shape for all dimensions of `x`; got " + std::to_string(w->rank()) + " window_shape elements and `x.ndim` is " + std::to_string(a->shape.rank()) + ".");
  } else {
    const auto asked = as_shape(in, b[2]);
    if (!asked) return {};
    for (const int64_t k : *asked) { const auto n = normal_axis(in, k, static_cast<int64_t>(a->shape.rank())); if (!n) return {}; axes.push_back(*n); }
  }
  Shape s = a->shape;
  Ints strides = a->strides;
  for (size_t i = 0; i < axes.size(); ++i) {
    const auto axis = static_cast<size_t>(axes[i]);
    if ((*w)[i] > s[axis]) return in.raise("ValueError", "window shape cannot be larger than input array shape");
    s[axis] -= (*w)[i] - 1;
  }
  for (size_t i = 0; i < axes.size(); ++i) { s.push_back((*w)[i]); strides.push_back(a->strides[static_cast<size_t>(axes[i])]); }
  const Arr v = view(in, a, s, strides, a->offset);
  v->writeable = false;
  return finish_array(in, v, "np.lib.stride_tricks.sliding_window_view", {b[0]});
}

Value resize(Interp& in, py::Bound& b) {  // a, new_shape
  const Arr a = as_array(in, b[0]);
  const auto s = a ? as_shape(in, b[1]) : std::nullopt;
  if (!s) return {};
  for (const int64_t n : *s) if (n < 0) return in.raise("ValueError", "all elements of `new_shape` must be non-negative");
  const Arr f = flat(in, a);
  Ints rows;
  const int64_t n = size(*f);
  if (n) for (int64_t i = 0; i < s->elements(); ++i) rows.push_back(i % n);
  const Arr r = n ? take_rows(in, f, rows) : make(in, dt(*a), Shape{s->elements()});
  return finish_array(in, view(in, r, *s, c_strides(*s, stride_of(a->dtype)), r->offset), "np.resize", {b[0]});
}
Value m_resize(Interp& in, py::Bound& b) {  // self, *new_shape, refcheck=True
  auto* a = py::cast<NdArray>(b[0]);
  const auto s = as_shape(in, shape_value(in, b, 1));
  if (!s) return {};
  if (a->base) return in.raise("ValueError", "cannot resize this array: it does not own its data");
  Arr fresh = make(in, dt(*a), *s);
  const Arr old = flat(in, Arr(a));
  for (int64_t i = 0; i < std::min(size(*old), size(*fresh)); ++i) if (!put_item(in, *fresh, i * static_cast<int64_t>(stride_of(a->dtype)), python_item(in, *old, i * old->strides[0]))) return {};
  a->shape = fresh->shape;
  a->strides = fresh->strides;
  a->buffer = fresh->buffer;
  a->objects = fresh->objects;
  a->offset = 0;
  return Value::none();
}
Value append(Interp& in, py::Bound& b) {  // arr, values, axis=None
  Arr a = as_array(in, b[0]), v = a ? as_array(in, b[1]) : Arr();
  if (!v) return {};
  if (absent(b[2])) return join(in, {flat(in, a), flat(in, v)}, 0, "np.append");
  const auto axis = need_int(in, b[2]);
  return axis ? join(in, {a, v}, *axis, "np.append") : Value();
}
Value insert(Interp& in, py::Bound& b) {  // arr, obj, values, axis=None
  Arr a = as_array(in, b[0]);
  const auto where = a ? as_shape(in, b[1]) : std::nullopt;
  if (!where) return {};
  size_t axis = 0;
  if (absent(b[3])) a = flat(in, a);
  else { const auto n = need_int(in, b[3]); const auto k = n ? normal_axis(in, *n, static_cast<int64_t>(a->shape.rank())) : std::nullopt; if (!k) return {}; axis = static_cast<size_t>(*k); }
  Arr v = as_array(in, b[2]);
  if (!v) return {};
  v = astype(in, v, dt(*a));
  if (!v) return {};
  const int64_t n = a->shape[axis];
  std::vector<std::pair<int64_t, int64_t>> places;                     // index, which value
  for (size_t i = 0; i < where->rank(); ++i) {
    const int64_t at = (*where)[i];
    if (at < -n || at > n) return in.raise("IndexError", where->rank() == 1 ? "index " + std::to_string(at) + " is out of bounds for axis " + std::to_string(axis) + " with size " + std::to_string(n) : "index " + std::to_string(at) + " is out of bounds for axis " + std::to_string(axis) + " with size " + std::to_string(n));
    places.emplace_back(at < 0 ? at + n : at, static_cast<int64_t>(i));
  }
  int64_t count = static_cast<int64_t>(places.size());
  const bool one_place = places.size() == 1 && !in.is_sequence(b[1]);
  if (one_place && v->shape.rank() > 0) {                              // several values at one place
    if (a->shape.rank() == 1) { count = size(*v); for (int64_t i = 1; i < count; ++i) places.emplace_back(places[0].first, i); }
  }
  std::stable_sort(places.begin(), places.end(), [](const auto& x, const auto& y) { return x.first < y.first; });
  Shape block = a->shape.with(axis, count);
  Arr spread = broadcast_view(in, v, block);
  if (!spread && one_place && v->shape.rank() + 1 == a->shape.rank()) spread = broadcast_view(in, with_new_axis(in, v, axis), block);
  if (!spread) return in.raise("ValueError", "could not broadcast input array from shape " + shape_text(v->shape) + " into shape " + shape_text(block));
  std::vector<Arr> parts;
  int64_t from = 0;
  for (const auto& [at, which] : places) {
    if (at > from) { parts.push_back(slice_axis(in, a, axis, from, at)); from = at; }
    parts.push_back(slice_axis(in, spread, axis, which, which + 1));
  }
  if (from < n) parts.push_back(slice_axis(in, a, axis, from, n));
  return join(in, parts, static_cast<int64_t>(axis), "np.insert");
}
Value delete_(Interp& in, py::Bound& b) {  // arr, obj, axis=None
  Arr a = as_array(in, b[0]);
  if (!a) return {};
  size_t axis = 0;
  if (absent(b[2])) a = flat(in, a);
  else { const auto n = need_int(in, b[2]); const auto k = n ? normal_axis(in, *n, static_cast<int64_t>(a->shape.rank())) : std::nullopt; if (!k) return {}; axis = static_cast<size_t>(*k); }
  const int64_t n = a->shape[axis];
  std::vector<bool> gone(static_cast<size_t>(n));
  Value obj = b[1];
  if (py::cast<py::Slice>(obj)) {
    std::vector<int64_t> all_rows;
    for (int64_t i = 0; i < n; ++i) all_rows.push_back(i);
    obj = get_item(in, from_integers(in, all_rows, Shape{n}), obj);
    if (!obj) return {};
  }
  if (auto* mask = py::cast<NdArray>(obj); mask && is_bool(mask->dtype)) { for (const int64_t i : true_offsets(*mask)) gone[static_cast<size_t>(i)] = true; }
  else {
    const Arr index = as_array(in, obj);
    if (!index) return {};
    for (const int64_t i : integers(in, index)) {
      if (i < -n || i >= n) return in.raise("IndexError", "index " + std::to_string(i) + " is out of bounds for axis " + std::to_string(axis) + " with size " + std::to_string(n));
      gone[static_cast<size_t>(i < 0 ? i + n : i)] = true;
    }
  }
  Ints rows;
  for (int64_t i = 0; i < n; ++i) if (!gone[static_cast<size_t>(i)]) rows.push_back(i);
  return finish_array(in, take_rows(in, a, rows, axis), "np.delete", {b[0]}, same_axes(a->shape));
}

namespace {
Arr block_of(Interp& in, const Value& v, int64_t depth, int64_t levels, size_t rank) {
  if (!py::cast<py::List>(v)) { const Arr a = as_array(in, v); return a ? at_least(in, a, rank) : a; }
  std::vector<Arr> parts;
  for (const Value& item : in.items(v)) { const Arr a = block_of(in, item, depth + 1, levels, rank); if (!a) return {}; parts.push_back(a); }
  const Value joined = join(in, parts, static_cast<int64_t>(rank) - (levels - depth), "np.block");
  return Arr(py::cast<NdArray>(joined));
}
}  // namespace
Value block(Interp& in, py::Bound& b) {
  int64_t levels = 0;
  for (Value v = b[0]; py::cast<py::List>(v) && !in.items(v).empty(); v = in.items(v)[0]) ++levels;
  size_t rank = static_cast<size_t>(levels);
  Value leaf = b[0];
  while (py::cast<py::List>(leaf) && !in.items(leaf).empty()) leaf = in.items(leaf)[0];
  const Arr first = as_array(in, leaf);
  if (!first) return {};
  rank = std::max(rank, first->shape.rank());
  const Arr a = block_of(in, b[0], 0, levels, rank);
  return a ? Value(a) : Value();
}
Value trim_zeros(Interp& in, py::Bound& b) {  // filt, trim='fb'
  const Arr a = as_array(in, b[0]);
  if (!a) return {};
  const auto how = in.as_str(b[1]).value_or("fb");
  const auto v = doubles(in, a);
  int64_t from = 0, to = static_cast<int64_t>(v.size());
  if (how.find_first_of("fF") != how.npos) while (from < to && v[static_cast<size_t>(from)] == 0) ++from;
  if (how.find_first_of("bB") != how.npos) while (to > from && v[static_cast<size_t>(to - 1)] == 0) --to;
  return in.get_item(b[0], in.slice(Value::integer(from), Value::integer(to), Value::none()));
}

Value pad(Interp& in, py::Bound& b) {     // array, pad_width, mode='constant', **kwargs
  Arr a = as_array(in, b[0]);
  const Arr widths = a ? as_array(in, b[1]) : Arr();
  if (!widths) return {};
  if (!is_integer(widths->dtype)) return in.raise("TypeError", "`pad_width` must be of integral type.");
  const size_t rank = a->shape.rank();
  const Arr spread = broadcast_view(in, widths, Shape{static_cast<int64_t>(rank), 2});
  if (!spread) return in.raise("ValueError", "operands could not be broadcast together with remapped shapes [original->remapped]: " + shape_text(widths->shape) + "  and requested shape (" + std::to_string(rank) + ",2)");
  const auto w = integers(in, spread);
  for (const int64_t n : w) if (n < 0) return in.raise("ValueError", "index can't contain negative values");
  const auto mode = in.as_str(b[2]);
  auto* words = py::cast<py::Dict>(b[3]);
  const std::string m(mode.value_or("constant"));
  static constexpr std::pair<std::string_view, std::string_view> kAllowed[] = {{"constant", "constant_values"}, {"edge", ""}, {"linear_ramp", "end_values"}, {"maximum", "stat_length"}, {"mean", "stat_length"}, {"median", "stat_length"}, {"minimum", "stat_length"}, {"reflect", "reflect_type"}, {"symmetric", "reflect_type"}, {"wrap", ""}, {"empty", ""}};
  const auto* allowed = std::find_if(std::begin(kAllowed), std::end(kAllowed), [&](const auto& k) { return k.first == m; });
  if (allowed == std::end(kAllowed)) return in.raise("ValueError", "mode '" + m + "' is not supported");
  for (const auto& e : words->entries)
    if (e.key && in.as_str(e.key) != allowed->second) return in.raise("ValueError", "unsupported keyword arguments for mode '" + m + "': {" + in.repr(e.key).value_or("") + "}");
  Arr out = a;
  for (size_t axis = 0; axis < rank; ++axis) {
    const int64_t left = w[axis * 2], right = w[axis * 2 + 1], n = a->shape[axis];
    if (!left && !right) continue;
    if (m == "constant" || m == "empty" || m == "linear_ramp" || m == "mean" || m == "maximum" || m == "minimum" || m == "median") {
      std::vector<Arr> parts;
      for (const bool before : {true, false}) {
        const int64_t length = before ? left : right;
        Arr edge = make(in, dt(*out), out->shape.with(axis, length));
        if (m == "constant") {
          const Value given = words->get("constant_values");
          if (given) {
            const Arr c = as_array(in, given);
            if (!c) return {};
            const Arr values = broadcast_view(in, c, Shape{static_cast<int64_t>(rank), 2});
            if (!values) return in.raise("ValueError", "operands could not be broadcast together with remapped shapes [original->remapped]: " + shape_text(c->shape) + "  and requested shape (" + std::to_string(rank) + ",2)");
            const Value one = python_item(in, *values, static_cast<int64_t>(axis) * values->strides[0] + (before ? 0 : 1) * values->strides[1]);
            if (!set_item(in, edge, in.ellipsis(), one)) return {};
          }
        } else if (m != "empty" && length) {
          std::vector<bool> set(rank);
          set[axis] = true;
          Arr one;
          if (m == "linear_ramp") {
            const Value given = words->get("end_values");
            const double end = given ? doubles(in, as_array(in, given))[0] : 0;
            const Arr border = astype(in, slice_axis(in, out, axis, before ? 0 : n - 1, before ? 1 : n), DType::kFloat64);
            Arr ramp = make(in, DType::kFloat64, edge->shape);
            for (int64_t i = 0; i < length; ++i) {
              const double t = static_cast<double>(before ? i : length - 1 - i) / static_cast<double>(length);
              const Arr level = np::apply(in, "add", np::apply(in, "multiply", border, t), end * (1 - t));
              if (!assign(in, *slice_axis(in, ramp, axis, i, i + 1), *level)) return {};
            }
            one = astype(in, ramp, dt(*out));
          } else if (m == "mean") one = np::apply(in, "divide", reduce_axes(in, *find_ufunc("add"), astype(in, out, DType::kFloat64), set, DType::kFloat64, true), static_cast<double>(n));
          else if (m == "median") return in.raise("NotImplementedError", "pad mode 'median'");
          else one = reduce_axes(in, *find_ufunc(m == "maximum" ? "maximum" : "minimum"), out, set, out->dtype, true);
          if (m == "mean" && is_integer(out->dtype)) one = np::apply(in, "rint", one);
          if (!one || !assign(in, *edge, *astype(in, one, dt(*out)))) return {};
        }
        if (!before) parts.push_back(out);
        parts.push_back(edge);
      }
      const Value joined = join(in, parts, static_cast<int64_t>(axis), "np.pad");
      if (!joined) return {};
      out = Arr(py::cast<NdArray>(joined));
      continue;
    }
    if (n == 0) return in.raise("ValueError", "can't extend empty axis " + std::to_string(axis) + " using modes other than 'constant' or 'empty'");
    Ints rows;
    for (int64_t i = -left; i < n + right; ++i) {
      int64_t k = i;
      if (m == "edge") k = std::clamp<int64_t>(i, 0, n - 1);
      else if (m == "wrap") k = ((i % n) + n) % n;
      else if (m == "symmetric") { const int64_t p = ((i % (2 * n)) + 2 * n) % (2 * n); k = p < n ? p : 2 * n - 1 - p; }
      else { const int64_t period = std::max<int64_t>(2 * n - 2, 1), p = ((i % period) + period) % period; k = n == 1 ? 0 : p < n ? p : period - p; }
      rows.push_back(k);
    }
    out = take_rows(in, out, rows, axis);
  }
  if (out.get() == a.get()) out = np::copy(in, *a);
  return finish_array(in, out, "np.pad", {b[0]}, same_axes(out->shape));
}

}  // namespace misfit::np::fn
