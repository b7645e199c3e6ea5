// Sorting, searching, selecting and sets.
#include <algorithm>
#include <cmath>
#include <cstring>

#include "core/visit.h"
#include "numpy/functions.h"
#include "numpy/index.h"
#include "numpy/ufunc.h"

namespace misfit::np::fn {
namespace {



Arr flat_of(Interp& in, const Arr& a) {
  const Arr c = contiguous_array(in, a);
  return view(in, c, Shape{size(*c)}, Ints{static_cast<int64_t>(stride_of(c->dtype))}, c->offset);
}

// The order of the elements of a 1-d array; NaN last. Stable.
std::optional<Ints> order_of(Interp& in, const Arr& a) {
  Ints rows(static_cast<size_t>(size(*a)));
  for (size_t i = 0; i < rows.size(); ++i) rows[i] = static_cast<int64_t>(i);
  const auto by = [&](const auto& keys) { std::stable_sort(rows.begin(), rows.end(), [&](int64_t x, int64_t y) { return keys[static_cast<size_t>(x)] < keys[static_cast<size_t>(y)]; }); };
  if (is_text(a->dtype)) {
    std::vector<std::string> keys;
    walk(a->shape, a->strides, [&](int64_t o) { keys.push_back(text(*a, o)); });
    by(keys);
  } else if (is_object(a->dtype)) {
    std::vector<Value> keys;
    walk(a->shape, a->strides, [&](int64_t o) { keys.push_back(object(*a, o)); });
    bool failed = false;
    std::stable_sort(rows.begin(), rows.end(), [&](int64_t x, int64_t y) {
      if (failed) return false;
      const Value c = in.compare(py::CompareOp::kLt, keys[static_cast<size_t>(x)], keys[static_cast<size_t>(y)]);
      const auto t = c ? in.truth(c) : std::nullopt;
      failed |= !t;
      return t.value_or(false);
    });
    if (failed) return std::nullopt;
  } else if (comp_of(a->dtype) == Comp::kInt || is_bool(a->dtype)) by(integers(in, a));
  else if (comp_of(a->dtype) == Comp::kComplex) {
    std::vector<std::pair<double, double>> keys;
    walk(a->shape, a->strides, [&](int64_t o) { Complex c; convert(a->dtype, data(*a) + o, 0, DType::kComplex128, reinterpret_cast<std::byte*>(&c), 0, 1); keys.emplace_back(c.real(), c.imag()); });
    by(keys);
  } else {
    const auto keys = doubles(in, a);
    std::stable_sort(rows.begin(), rows.end(), [&](int64_t x, int64_t y) {
      const double p = keys[static_cast<size_t>(x)], q = keys[static_cast<size_t>(y)];
      return p < q || (std::isnan(q) && !std::isnan(p));
    });
  }
  return rows;
}

// f on each line of a along axis; the results are lines of the answer.
Arr by_lines(Interp& in, const Arr& a, size_t axis, bool indices) {
  Arr out = make(in, indices ? Dt(DType::kInt64) : dt(*a), a->shape);
  Ints from = a->strides, to = out->strides;
  from.erase(from.begin() + static_cast<std::ptrdiff_t>(axis));
  to.erase(to.begin() + static_cast<std::ptrdiff_t>(axis));
  const int64_t n = a->shape[axis];
  Ints starts;
  walk(a->shape.without(axis), from, [&](int64_t o) { starts.push_back(o); });
  size_t k = 0;
  bool ok = true;
  walk(a->shape.without(axis), to, [&](int64_t o) {
    if (!ok) return;
    const Arr line = view(in, a, Shape{n}, Ints{a->strides[axis]}, a->offset + starts[k++]);
    const auto rows = order_of(in, line);
    if (!rows) { ok = false; return; }
    const Arr target = view(in, out, Shape{n}, Ints{out->strides[axis]}, out->offset + o);
    const Arr sorted = indices ? from_integers(in, *rows, Shape{n}) : take_rows(in, line, *rows);
    ok = assign(in, *target, *sorted);
  });
  return ok ? out : Arr();
}

Value ordered(Interp& in, const Value& v, const Value& axis, bool indices, const char* what) {
  Arr a = as_array(in, v);
  if (!a) return {};
  int64_t k = 0;
  if (axis.is_none()) a = flat_of(in, a);
  else {
    const auto n = need_int(in, axis);
    if (!n) return {};
    if (a->shape.rank() == 0) { if (indices) a = flat_of(in, a); else return axis_error(in, *n, 0); }
    const auto x = normal_axis(in, *n, static_cast<int64_t>(a->shape.rank()));
    if (!x) return {};
    k = *x;
  }
  const Arr out = by_lines(in, a, static_cast<size_t>(k), indices);
  return out ? finish_array(in, out, what, {v}, same_axes(out->shape)) : Value();
}

}  // namespace

namespace {
bool sortable(Interp& in, py::Bound& b) {  // a, axis, kind, order
  const auto kind = absent(b[2]) ? std::optional<std::string_view>("quicksort") : in.as_str(b[2]);
  const char first = kind && !kind->empty() ? (*kind)[0] : '?';
  if (kind && std::string_view("qhmsQHMS").find(first) == std::string_view::npos) {
    in.raise("ValueError", "sort kind must be one of 'quick', 'heap', or 'stable' (got '" + std::string(*kind) + "')");
    return false;
  }
  if (b.values().size() > 3 && !absent(b[3])) { in.raise("ValueError", "Cannot specify order when the array has no fields."); return false; }
  return true;
}
// a, kth, axis
bool within(Interp& in, py::Bound& b) {
  const Arr a = as_array(in, b[0]), kth = a ? as_array(in, b[1]) : Arr();
  if (!kth) return false;
  const auto axis = absent(b[2]) ? std::optional<int64_t>(0) : need_int(in, b[2]);
  if (!axis || a->shape.rank() == 0) return bool(axis);
  const auto at = normal_axis(in, *axis, static_cast<int64_t>(a->shape.rank()));
  if (!at) return false;
  const int64_t n = absent(b[2]) ? np::size(*a) : a->shape[static_cast<size_t>(*at)];
  for (const int64_t k : integers(in, kth))
    if (k < -n || k >= n) { in.raise("ValueError", "kth(=" + std::to_string(k < 0 ? k + n : k) + ") out of bounds (" + std::to_string(n) + ")"); return false; }
  return true;
}
}  // namespace

Value sort(Interp& in, py::Bound& b) { return sortable(in, b) ? ordered(in, b[0], b[1], false, "np.sort") : Value(); }
Value argsort(Interp& in, py::Bound& b) { return sortable(in, b) ? ordered(in, b[0], b[1], true, "np.argsort") : Value(); }
Value partition(Interp& in, py::Bound& b) { return within(in, b) ? ordered(in, b[0], b[2], false, "np.partition") : Value(); }
Value argpartition(Interp& in, py::Bound& b) { return within(in, b) ? ordered(in, b[0], b[2], true, "np.argpartition") : Value(); }
Value m_sort(Interp& in, py::Bound& b) {  // self, axis=-1, kind=None, order=None
  auto* a = py::cast<NdArray>(b[0]);
  if (!sortable(in, b)) return {};
  const Value sorted = ordered(in, b[0], b[1], false, "sort");
  if (!sorted) return {};
  return assign(in, *a, *py::cast<NdArray>(sorted)) ? Value::none() : Value();
}
Value m_partition(Interp& in, py::Bound& b) { b.set("kth"); const Value s = ordered(in, b[0], b[2], false, "partition"); return s && assign(in, *py::cast<NdArray>(b[0]), *py::cast<NdArray>(s)) ? Value::none() : Value(); }
Value lexsort(Interp& in, py::Bound& b) {
  if (!in.is_sequence(b[0]) && !py::cast<NdArray>(b[0])) return in.raise("TypeError", "need sequence of keys with len > 0 in lexsort");
  const auto keys = in.list_of(b[0]);
  if (!keys) return {};
  Ints rows;
  for (const Value& key : *keys) {
    const Arr a = as_array(in, key);
    if (!a) return {};
    if (!rows.empty() && size(*a) != static_cast<int64_t>(rows.size())) return in.raise("ValueError", "all keys need to be the same shape");
    if (rows.empty()) for (int64_t i = 0; i < size(*a); ++i) rows.push_back(i);
    const auto order = order_of(in, take_rows(in, a, rows));
    if (!order) return {};
    Ints next;
    for (const int64_t i : *order) next.push_back(rows[static_cast<size_t>(i)]);
    rows = next;
  }
  const auto n = static_cast<int64_t>(rows.size());
  return from_integers(in, std::move(rows), Shape{n});
}

namespace {
bool same_element(Interp& in, const Arr& a, int64_t i, int64_t j, bool equal_nan = true) {
  const int64_t p = i * a->strides[0], q = j * a->strides[0];
  if (is_text(a->dtype)) return text(*a, p) == text(*a, q);
  if (is_object(a->dtype)) return in.equal(object(*a, p), object(*a, q)).value_or(false);
  if (std::memcmp(data(*a) + p, data(*a) + q, size_of(a->dtype)) == 0) return true;
  if (!is_inexact(a->dtype)) return false;
  Complex x, y;
  convert(a->dtype, data(*a) + p, 0, DType::kComplex128, reinterpret_cast<std::byte*>(&x), 0, 1);
  convert(a->dtype, data(*a) + q, 0, DType::kComplex128, reinterpret_cast<std::byte*>(&y), 0, 1);
  return x == y || (equal_nan && std::isnan(x.real()) && std::isnan(y.real()));
}
struct Unique { Arr values; Ints first, inverse, counts; };
std::optional<Unique> unique_of(Interp& in, const Arr& given_array) {
  const Arr a = flat_of(in, given_array);

  const auto order = order_of(in, a);
  if (!order) return std::nullopt;
  Unique u;
  u.inverse.resize(order->size());
  for (size_t i = 0; i < order->size(); ++i) {
    if (i == 0 || !same_element(in, a, (*order)[i - 1], (*order)[i])) { u.first.push_back((*order)[i]); u.counts.push_back(0); }
    ++u.counts.back();
    u.inverse[static_cast<size_t>((*order)[i])] = static_cast<int64_t>(u.first.size()) - 1;
  }
  u.values = take_rows(in, a, u.first);
  return u;
}
Arr ints(Interp& in, Ints v) { const auto n = static_cast<int64_t>(v.size()); return from_integers(in, std::move(v), Shape{n}); }
}  // namespace

Value unique(Interp& in, py::Bound& b) {  // ar, return_index=False, return_inverse=False, return_counts=False, axis=None, *, equal_nan=True
  const Arr a = as_array(in, b[0]);
  if (!a) return {};
  std::optional<Unique> u;
  Value values;
  if (!absent(b[4])) {                                                  // whole rows
    const auto k = normal_axis(in, need_int(in, b[4]).value_or(0), static_cast<int64_t>(a->shape.rank()));
    if (!k) return {};
    const auto axis = static_cast<size_t>(*k);
    const int64_t n = a->shape[axis];
    std::vector<std::pair<std::vector<double>, int64_t>> rows;
    for (int64_t i = 0; i < n; ++i) rows.emplace_back(doubles(in, view(in, a, a->shape.with(axis, 1), a->strides, a->offset + i * a->strides[axis])), i);
    std::sort(rows.begin(), rows.end());
    u = Unique{};
    u->inverse.resize(rows.size());
    for (size_t i = 0; i < rows.size(); ++i) {
      if (i == 0 || rows[i].first != rows[i - 1].first) { u->first.push_back(rows[i].second); u->counts.push_back(0); }
      ++u->counts.back();
      u->inverse[static_cast<size_t>(rows[i].second)] = static_cast<int64_t>(u->first.size()) - 1;
    }
    u->values = take_rows(in, a, u->first, axis);
  } else {
    u = unique_of(in, a);
    if (!u) return {};
  }
  values = finish_array(in, u->values, "np.unique", {b[0]});
  std::vector<Value> out = {values};
  if (flag(in, b[1])) out.push_back(ints(in, u->first));
  if (flag(in, b[2])) out.push_back(in.keras3() && absent(b[4]) ? Value(from_integers(in, u->inverse, a->shape)) : Value(ints(in, u->inverse)));
  if (flag(in, b[3])) out.push_back(ints(in, u->counts));
  return out.size() == 1 ? out[0] : in.tuple(std::move(out));
}
Value searchsorted(Interp& in, py::Bound& b) {  // a, v, side='left', sorter=None
  Arr a = as_array(in, b[0]);
  const Arr v = a ? as_array(in, b[1]) : Arr();
  if (!v) return {};
  if (!absent(b[3])) { const Arr s = as_array(in, b[3]); if (!s) return {}; a = take_rows(in, a, integers(in, s)); }
  const auto side = in.as_str(b[2]).value_or("left");
  if (side != "left" && side != "right") return in.raise("ValueError", "search side must be 'left' or 'right' (got '" + std::string(side) + "')");
  if (a->shape.rank() > 1) return in.raise("ValueError", "object too deep for desired array");
  const auto keys = doubles(in, a);
  std::vector<int64_t> out;
  const auto below = [](double x, double y) { return x < y || (std::isnan(y) && !std::isnan(x)); };
  for (const double x : doubles(in, v)) out.push_back((side == "left" ? std::lower_bound(keys.begin(), keys.end(), x, below) : std::upper_bound(keys.begin(), keys.end(), x, below)) - keys.begin());
  return finish(in, from_integers(in, std::move(out), v->shape), "np.searchsorted", {b[0], b[1]});
}

Value nonzero(Interp& in, py::Bound& b) {
  const Arr a = as_array(in, b[0]);
  if (!a) return {};
  if (a->shape.rank() == 0) {
    if (in.keras3()) return in.raise("ValueError", "Calling nonzero on 0d arrays is not allowed. Use np.atleast_1d(scalar).nonzero() instead." + std::string(py::cast<NdArray>(b[0]) ? " If the context of this error is of the form `arr[nonzero(cond)]`, just use `arr[cond]`." : ""));
    return in.tuple({Value(ints(in, flag(in, b[0]) ? Ints{0} : Ints{}))});
  }
  const Arr mask = astype(in, a, DType::kBool);
  if (!mask) return {};
  const Ints flat = true_offsets(*mask), steps = c_strides(a->shape, 1);
  std::vector<Value> out;
  for (size_t k = 0; k < a->shape.rank(); ++k) {
    Ints index;
    for (const int64_t i : flat) index.push_back(i / steps[k] % a->shape[k]);
    out.push_back(finish_array(in, ints(in, std::move(index)), "np.nonzero", {b[0]}));
  }
  return in.tuple(std::move(out));
}
Value where(Interp& in, py::Bound& b) {   // condition, x=..., y=..., /
  if (!b[1] && !b[2]) return nonzero(in, b);
  if (!b[1] || !b[2]) return in.raise("ValueError", "either both or neither of x and y should be given");
  Arr c = as_array(in, b[0]);
  const Arr x = c ? as_array(in, b[1]) : Arr(), y = x ? as_array(in, b[2]) : Arr();
  if (!y) return {};
  c = astype(in, c, DType::kBool);
  const auto type = common_type(in, {b[1], b[2]});
  const bool texts = is_text(x->dtype) != is_text(y->dtype), loose = b[1].is_int() || b[1].is_float() || b[2].is_int() || b[2].is_float();
  if (!type || (texts && loose && in.keras3())) return in.pending() ? Value() : no_promotion(in, is_text(x->dtype) ? std::vector<Value>{Value(x), b[2]} : std::vector<Value>{Value(y), b[1]});
  const auto shape = broadcast_all({c->shape, x->shape, y->shape});
  if (!shape) return broadcast_error(in, {c->shape, x->shape, y->shape});
  if (in.keras3())
    for (const Value& v : {b[1], b[2]})
      if (v.is_int() && is_integer(type->type) && !fits(type->type, v.integer())) return in.raise("OverflowError", "Python integer " + std::to_string(v.integer()) + " out of bounds for " + std::string(numpy_name(type->type)));
  const Arr p = broadcast_view(in, astype(in, x, *type), *shape), q = broadcast_view(in, astype(in, y, *type), *shape), m = broadcast_view(in, c, *shape);
  Arr out = make(in, *type, *shape);
  Ints ps, qs;
  walk(*shape, p->strides, [&](int64_t o) { ps.push_back(o); });
  walk(*shape, q->strides, [&](int64_t o) { qs.push_back(o); });
  const size_t each = stride_of(type->type);
  size_t k = 0;
  if (size(*out)) {
    const std::byte *mp = data(*m), *pp = is_number(type->type) ? data(*p) : nullptr, *qp = pp ? data(*q) : nullptr;
    std::byte* to = pp ? data(*out) : nullptr;
    walk(*shape, m->strides, [&](int64_t o) {
      const bool yes = mp[o] != std::byte{0};
      if (pp) std::memcpy(to + k * each, yes ? pp + ps[k] : qp + qs[k], each);
      else if (is_text(type->type)) out->buffer->texts()[k] = yes ? text(*p, ps[k]) : text(*q, qs[k]);
      else (*out->objects)[k] = yes ? object(*p, ps[k]) : object(*q, qs[k]);
      ++k;
    });
  }
  return finish_array(in, out, "np.where", {b[0], b[1], b[2]}, same_axes(out->shape));
}
Value argwhere(Interp& in, py::Bound& b) {
  const Arr a = as_array(in, b[0]);
  const Arr mask = a ? astype(in, a, DType::kBool) : Arr();
  if (!mask) return {};
  const Ints flat = true_offsets(*mask), steps = c_strides(a->shape, 1);
  std::vector<int64_t> out;
  for (const int64_t i : flat) for (size_t k = 0; k < a->shape.rank(); ++k) out.push_back(i / steps[k] % a->shape[k]);
  return finish_array(in, from_integers(in, std::move(out), Shape{static_cast<int64_t>(flat.size()), static_cast<int64_t>(a->shape.rank())}), "np.argwhere", {b[0]});
}
Value flatnonzero(Interp& in, py::Bound& b) {
  const Arr a = as_array(in, b[0]);
  const Arr mask = a ? astype(in, a, DType::kBool) : Arr();
  return mask ? finish_array(in, ints(in, true_offsets(*mask)), "np.flatnonzero", {b[0]}) : Value();
}
Value extract(Interp& in, py::Bound& b) {  // condition, arr
  const Arr c = as_array(in, b[0], Dt(DType::kBool)), a = c ? as_array(in, b[1]) : Arr();
  return a ? finish_array(in, take_rows(in, flat_of(in, a), true_offsets(*c)), "np.extract", {b[1]}) : Value();
}
Value compress(Interp& in, py::Bound& b) {  // condition, a, axis=None
  const Arr c = as_array(in, b[0], Dt(DType::kBool)), a = c ? as_array(in, b[1]) : Arr();
  if (!a) return {};
  if (absent(b[2])) return take_rows(in, flat_of(in, a), true_offsets(*c));
  const auto k = normal_axis(in, need_int(in, b[2]).value_or(0), static_cast<int64_t>(a->shape.rank()));
  return k ? finish_array(in, take_rows(in, a, true_offsets(*c), static_cast<size_t>(*k)), "np.compress", {b[1]}) : Value();
}
Value m_compress(Interp& in, py::Bound& b) { const Value a = b[0]; b.set("self") = b[1]; b.set("condition") = a; return compress(in, b); }
Value select(Interp& in, py::Bound& b) {  // condlist, choicelist, default=0
  const auto conditions = in.list_of(b[0]), choices = conditions ? in.list_of(b[1]) : std::nullopt;
  if (!choices) return {};
  if (conditions->size() != choices->size()) return in.raise("ValueError", "list of cases must be same length as list of conditions");
  if (conditions->empty()) return in.raise("ValueError", "select with an empty condition list is not possible");
  Value out = b[2];
  for (size_t i = choices->size(); i-- > 0;) {
    out = in.call(in.get_attr(in.import("numpy"), "where"), {(*conditions)[i], (*choices)[i], out});
    if (!out) return {};
  }
  return out;
}
Value choose(Interp& in, py::Bound& b) {  // a, choices, out=None, mode='raise'
  const Arr a = as_array(in, b[0]), c = a ? as_array(in, b[1]) : Arr();
  if (!c) return {};
  const auto choices = in.list_of(b[1]);
  if (!choices) return {};
  std::vector<Shape> shapes = {a->shape};
  std::vector<Arr> parts;
  for (const Value& v : *choices) { const Arr p = as_array(in, v, dt(*c)); if (!p) return {}; parts.push_back(p); shapes.push_back(p->shape); }
  const auto shape = broadcast_all(shapes);
  if (!shape) return broadcast_error(in, shapes);
  const auto which = integers(in, broadcast_view(in, a, *shape));
  std::vector<Arr> wide;
  for (const Arr& p : parts) wide.push_back(np::copy(in, *broadcast_view(in, p, *shape)));
  Arr out = make(in, dt(*c), *shape);
  for (size_t i = 0; i < which.size(); ++i) {
    if (which[i] < 0 || which[i] >= static_cast<int64_t>(wide.size())) return in.raise("ValueError", "invalid entry in choice array");
    const auto o = static_cast<int64_t>(i * stride_of(c->dtype));
    if (!put_item(in, *out, o, python_item(in, *wide[static_cast<size_t>(which[i])], o))) return {};
  }
  return finish(in, out, "np.choose", {b[0]});
}
Value take(Interp& in, py::Bound& b) {    // a, indices, axis=None, out=None, mode='raise'
  Arr a = as_array(in, b[0]);
  Arr index = a ? as_array(in, b[1]) : Arr();
  if (!index) return {};
  if (size(*index) == 0) index = astype(in, index, DType::kInt64);
  if (!is_integer(index->dtype) && !is_bool(index->dtype)) return in.raise("TypeError", "Cannot cast array data from " + dtype_repr(dt(*index)) + " to dtype('int64') according to the rule 'safe'");
  size_t axis = 0;
  if (absent(b[2])) a = flat_of(in, a);
  else { const auto k = normal_axis(in, need_int(in, b[2]).value_or(0), static_cast<int64_t>(a->shape.rank())); if (!k) return {}; axis = static_cast<size_t>(*k); }
  const auto mode = in.as_str(b[4]).value_or("raise");
  const int64_t n = a->shape[axis];
  Ints rows;
  for (int64_t i : integers(in, index)) {
    if (mode == "clip") i = std::clamp<int64_t>(i, 0, n - 1);
    else if (mode == "wrap") i = ((i % n) + n) % n;
    else if (i < -n || i >= n) return in.raise("IndexError", "index " + std::to_string(i) + " is out of bounds for axis " + std::to_string(axis) + " with size " + std::to_string(n));
    rows.push_back(i < 0 ? i + n : i);
  }
  const Arr t = take_rows(in, a, rows, axis);
  Shape s = a->shape.slice(0, axis);
  for (const int64_t k : index->shape) s.push_back(k);
  for (size_t k = axis + 1; k < a->shape.rank(); ++k) s.push_back(a->shape[k]);
  return finish(in, view(in, t, s, c_strides(s, stride_of(t->dtype)), t->offset), "np.take", {b[0]});
}
Value put(Interp& in, py::Bound& b) {     // a, ind, v, mode='raise'
  auto* a = py::cast<NdArray>(b[0]);
  if (!a) return in.raise("TypeError", "argument 1 must be numpy.ndarray, not " + type_name(in, b[0]));
  const Value flat = in.get_attr(b[0], "flat");
  const Arr index = as_array(in, b[1]), v = index ? as_array(in, b[2]) : Arr();
  if (!v) return {};
  const auto places = integers(in, index);
  const Arr values = flat_of(in, v);
  for (size_t i = 0; i < places.size(); ++i)
    if (!in.set_item(flat, Value::integer(places[i]), scalar_item(in, *values, static_cast<int64_t>(i) % size(*values) * values->strides[0]))) return {};
  return Value::none();
}
Value take_along_axis(Interp& in, py::Bound& b) {  // arr, indices, axis=-1
  Arr a = as_array(in, b[0]);
  Arr index = a ? as_array(in, b[1]) : Arr();
  if (!index) return {};
  if (absent(b[2])) { a = flat_of(in, a); b.set("axis") = Value::integer(0); }
  if (!is_integer(index->dtype)) return in.raise("IndexError", "`indices` must be an integer array");
  if (a->shape.rank() != index->shape.rank()) return in.raise("ValueError", "`indices` and `arr` must have the same number of dimensions");
  const auto k = normal_axis(in, need_int(in, b[2]).value_or(-1), static_cast<int64_t>(a->shape.rank()));
  if (!k) return {};
  std::vector<Arr> key;
  for (size_t i = 0; i < a->shape.rank(); ++i) {
    if (i == static_cast<size_t>(*k)) { key.push_back(index); continue; }
    std::vector<int64_t> line;
    for (int64_t j = 0; j < a->shape[i]; ++j) line.push_back(j);
    key.push_back(from_integers(in, std::move(line), Shape(Ints(a->shape.rank(), 1)).with(i, a->shape[i])));
  }
  const Arr out = index_with(in, a, key);
  return out ? finish_array(in, out, "np.take_along_axis", {b[0]}) : Value();
}
Value put_along_axis(Interp& in, py::Bound& b) {
  auto* a = py::cast<NdArray>(b[0]);
  const Arr index = as_array(in, b[1]);
  if (!a || !index) return {};
  const auto k = normal_axis(in, need_int(in, b[3]).value_or(-1), static_cast<int64_t>(a->shape.rank()));
  if (!k) return {};
  std::vector<Value> key;
  for (size_t i = 0; i < a->shape.rank(); ++i) {
    if (i == static_cast<size_t>(*k)) { key.push_back(index); continue; }
    std::vector<int64_t> line;
    for (int64_t j = 0; j < a->shape[i]; ++j) line.push_back(j);
    key.push_back(from_integers(in, std::move(line), Shape(Ints(a->shape.rank(), 1)).with(i, a->shape[i])));
  }
  return set_item(in, Arr(a), in.tuple(std::move(key)), b[2]) ? Value::none() : Value();
}

namespace {
Value membership(Interp& in, const Value& elements, const Value& test, bool invert) {
  const Arr a = as_array(in, elements), t = a ? as_array(in, test) : Arr();
  if (!t) return {};
  Arr out = make(in, DType::kBool, a->shape);
  std::vector<uint8_t> flags;
  if (is_number(a->dtype) && is_number(t->dtype)) {
    auto keys = doubles(in, t);
    std::sort(keys.begin(), keys.end());
    for (const double x : doubles(in, a)) flags.push_back(std::binary_search(keys.begin(), keys.end(), x) != invert);
  } else {
    std::vector<Value> keys;
    walk(t->shape, t->strides, [&](int64_t o) { keys.push_back(python_item(in, *t, o)); });
    walk(a->shape, a->strides, [&](int64_t o) {
      const Value x = python_item(in, *a, o);
      bool found = false;
      for (const Value& k : keys) found |= in.equal(k, x).value_or(false);
      flags.push_back(found != invert);
    });
  }
  for (size_t i = 0; i < flags.size(); ++i) data(*out)[i] = static_cast<std::byte>(flags[i]);
  return finish(in, out, "np.isin", {elements});
}
// Both sides as one array of distinct values, and which side each came from.
Value set_operation(Interp& in, const Value& x, const Value& y, const char* what, const std::function<bool(bool, bool)>& keep) {
  const Arr a = as_array(in, x), c = a ? as_array(in, y) : Arr();
  if (!c) return {};
  const auto type = promote(dt(*a), dt(*c));
  if (!type) return in.raise("TypeError", "The DTypes do not have a common DType");
  const Value joined = in.call(in.get_attr(in.import("numpy"), "concatenate"), {in.tuple({Value(flat_of(in, a)), Value(flat_of(in, c))})});
  if (!joined) return {};
  const auto u = unique_of(in, as_array(in, joined));
  if (!u) return {};
  std::vector<bool> left(u->first.size()), right(u->first.size());
  for (size_t i = 0; i < u->inverse.size(); ++i) (static_cast<int64_t>(i) < size(*a) ? left : right)[static_cast<size_t>(u->inverse[i])] = true;
  Ints rows;
  for (size_t i = 0; i < left.size(); ++i) if (keep(left[i], right[i])) rows.push_back(static_cast<int64_t>(i));
  Arr out = take_rows(in, u->values, rows);
  if (std::string_view(what) == "np.setdiff1d") out = astype(in, out, dt(*a));
  return finish_array(in, out, what, {x, y});
}
}  // namespace
Value isin(Interp& in, py::Bound& b) { return membership(in, b[0], b[1], flag(in, b[3])); }  // element, test_elements, assume_unique=False, invert=False
Value in1d(Interp& in, py::Bound& b) { const Arr a = as_array(in, b[0]); return a ? membership(in, Value(flat_of(in, a)), b[1], flag(in, b[3])) : Value(); }
Value union1d(Interp& in, py::Bound& b) { return set_operation(in, b[0], b[1], "np.union1d", [](bool, bool) { return true; }); }
Value setdiff1d(Interp& in, py::Bound& b) { return set_operation(in, b[0], b[1], "np.setdiff1d", [](bool l, bool r) { return l && !r; }); }
Value setxor1d(Interp& in, py::Bound& b) { return set_operation(in, b[0], b[1], "np.setxor1d", [](bool l, bool r) { return l != r; }); }
Value intersect1d(Interp& in, py::Bound& b) {  // ar1, ar2, assume_unique=False, return_indices=False
  const Value both = set_operation(in, b[0], b[1], "np.intersect1d", [](bool l, bool r) { return l && r; });
  if (!both || !flag(in, b[3])) return both;
  const auto places = [&](const Value& v) {
    const auto all_values = doubles(in, as_array(in, v));
    Ints out;
    for (const double x : doubles(in, as_array(in, both))) out.push_back(std::find(all_values.begin(), all_values.end(), x) - all_values.begin());
    return Value(ints(in, std::move(out)));
  };
  return in.tuple({both, places(b[0]), places(b[1])});
}
Value putmask(Interp& in, py::Bound& b) {  // a, mask, values
  auto* a = py::cast<NdArray>(b[0]);
  const Arr mask = as_array(in, b[1], Dt(DType::kBool)), v = mask ? as_array(in, b[2]) : Arr();
  if (!v || !a) return a ? Value() : in.raise("TypeError", "argument 1 must be numpy.ndarray, not " + type_name(in, b[0]));
  const Arr values = flat_of(in, v);
  const Value flat = in.get_attr(b[0], "flat");
  for (const int64_t i : true_offsets(*mask)) if (!in.set_item(flat, Value::integer(i), scalar_item(in, *values, i % size(*values) * values->strides[0]))) return {};
  return Value::none();
}
Value place(Interp& in, py::Bound& b) {
  const Arr mask = as_array(in, b[1], Dt(DType::kBool)), v = mask ? as_array(in, b[2]) : Arr();
  if (!v) return {};
  const Arr values = flat_of(in, v);
  const Value flat = in.get_attr(b[0], "flat");
  int64_t k = 0;
  for (const int64_t i : true_offsets(*mask)) if (!in.set_item(flat, Value::integer(i), scalar_item(in, *values, k++ % size(*values) * values->strides[0]))) return {};
  return Value::none();
}
Value copyto(Interp& in, py::Bound& b) {  // dst, src, casting='same_kind', where=True
  auto* a = py::cast<NdArray>(b[0]);
  if (!a) return in.raise("TypeError", "copyto() argument 1 must be numpy.ndarray, not " + type_name(in, b[0]));
  const Arr from = as_array(in, b[1]);
  if (!from) return {};
  const auto casting = std::string(in.as_str(b[2]).value_or("same_kind"));
  if (!can_cast(dt(*from), dt(*a), casting) && py::cast<NdArray>(b[1])) return in.raise("TypeError", "Cannot cast array data from " + dtype_repr(dt(*from)) + " to " + dtype_repr(dt(*a)) + " according to the rule '" + casting + "'");
  if (b[3].is_bool() && b[3].boolean()) return assign(in, *a, *from) ? Value::none() : Value();
  return set_item(in, Arr(a), b[3], from->shape.rank() ? get_item(in, from, b[3]) : b[1]) ? Value::none() : Value();
}
Value unravel_index(Interp& in, py::Bound& b) {  // indices, shape, order='C'
  const Arr a = as_array(in, b[0]);
  const auto s = a ? as_shape(in, b[1]) : std::nullopt;
  if (!s) return {};
  const Ints steps = c_strides(*s, 1);
  const auto flat = integers(in, a);
  for (const int64_t i : flat) if (i < 0 || i >= s->elements()) return in.raise("ValueError", "index " + std::to_string(i) + " is out of bounds for array with size " + std::to_string(s->elements()));
  std::vector<Value> out;
  for (size_t k = 0; k < s->rank(); ++k) {
    std::vector<int64_t> v;
    for (const int64_t i : flat) v.push_back(i / steps[k] % (*s)[k]);
    const Arr r = from_integers(in, std::move(v), a->shape);
    out.push_back(r->shape.rank() ? Value(r) : scalar(in, r));
  }
  return in.tuple(std::move(out));
}
Value ravel_multi_index(Interp& in, py::Bound& b) {  // multi_index, dims
  const auto parts = in.list_of(b[0]);
  const auto s = parts ? as_shape(in, b[1]) : std::nullopt;
  if (!s) return {};
  const Ints steps = c_strides(*s, 1);
  std::vector<int64_t> out;
  Shape shape;
  for (size_t k = 0; k < parts->size(); ++k) {
    const Arr a = as_array(in, (*parts)[k]);
    if (!a) return {};
    const auto v = integers(in, a);
    shape = a->shape;
    out.resize(v.size());
    for (size_t i = 0; i < v.size(); ++i) { if (v[i] < 0 || v[i] >= (*s)[k]) return in.raise("ValueError", "invalid entry in coordinates array"); out[i] += v[i] * steps[k]; }
  }
  return finish(in, from_integers(in, std::move(out), shape), "np.ravel_multi_index", {});
}

}  // namespace misfit::np::fn
