// Basic and advanced indexing.
#include "numpy/index.h"

#include <cstring>

#include "python/types/text.h"

namespace misfit::np {
namespace {

constexpr const char* kBadIndex = "only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or boolean arrays are valid indices";

struct Item {
  enum Kind { kInt, kSlice, kNewaxis, kEllipsis, kArray, kMask } kind;
  int64_t at = 0;
  Value slice;
  Arr array;
};

void out_of_bounds(Interp& in, int64_t index, size_t axis, int64_t n) {
  in.raise("IndexError", "index " + std::to_string(index) + " is out of bounds for axis " + std::to_string(axis) + " with size " + std::to_string(n));
}

bool parse_one(Interp& in, const Value& v, std::vector<Item>* out) {
  if (v.is_int()) { out->push_back({Item::kInt, v.integer(), {}, {}}); return true; }
  if (py::cast<py::Slice>(v)) { out->push_back({Item::kSlice, 0, v, {}}); return true; }
  if (v.is_none()) { out->push_back({Item::kNewaxis, 0, {}, {}}); return true; }
  if (v.same(in.ellipsis())) {
    for (const Item& i : *out) if (i.kind == Item::kEllipsis) { in.raise("IndexError", "an index can only have a single ellipsis ('...')"); return false; }
    out->push_back({Item::kEllipsis, 0, {}, {}});
    return true;
  }
  if (auto* s = py::cast<Scalar>(v)) {
    if (is_integer(s->value.dtype()) && s->flavor == Flavor::kPlain) { out->push_back({Item::kInt, s->value.int_at(0), {}, {}}); return true; }
  }
  if (v.is_float() || in.as_str(v)) { in.raise("IndexError", kBadIndex); return false; }
  if (auto* a = py::cast<NdArray>(v); a || v.is_bool() || in.is_sequence(v) || py::cast<Scalar>(v) || v.is_object()) {
    if (v.is_object() && !a && !in.is_sequence(v) && !py::cast<Scalar>(v)) {
      if (const auto n = in.type_of(v)->slots.index ? in.as_int(v) : std::nullopt) { out->push_back({Item::kInt, *n, {}, {}}); return true; }
      if (in.pending()) { (void)in.take(); }
      const Value f = in.find_attr(v, "__array__");
      if (!f && !in.pending() && !in.type_of(v)->slots.iter) { in.raise("IndexError", kBadIndex); return false; }
      if (in.pending()) return false;
      if (py::cast<py::Dict>(v)) { in.raise("IndexError", kBadIndex); return false; }
    }
    Arr array = as_array(in, v);
    if (!array) return false;
    if (size(*array) == 0 && !a) array = astype(in, array, DType::kInt64);
    if (is_bool(array->dtype)) { out->push_back({Item::kMask, 0, {}, array}); return true; }
    if (!is_integer(array->dtype) || array->flavor != Flavor::kPlain) {
      in.raise("IndexError", a || in.is_sequence(v) ? (is_object(array->dtype) || a || is_number(array->dtype) || is_text(array->dtype) ? (array->shape.rank() == 0 || (is_text(array->dtype) && false) ? kBadIndex : "arrays used as indices must be of integer (or boolean) type") : kBadIndex) : kBadIndex);
      return false;
    }
    if (array->shape.rank() == 0) {
      int64_t n = 0;
      convert(array->dtype, data(*array), 0, DType::kInt64, reinterpret_cast<std::byte*>(&n), 0, 1);
      out->push_back({Item::kInt, n, {}, a ? array : Arr()});
      return true;
    }
    out->push_back({Item::kArray, 0, {}, array});
    return true;
  }
  in.raise("IndexError", kBadIndex);
  return false;
}

// What an index selects: a view, or, with index arrays, places within a view.
struct Selection {
  Arr base;                                    // after slices, integers and newaxes
  bool fancy = false;
  std::vector<size_t> axes;                    // of base, taken by index arrays
  Shape broadcast;                             // shape of the index arrays
  Ints places;                                 // offset of each of their elements, in bytes
  size_t position = 0;                         // where their axes stand in the result
  bool single_mask = false;
  Shape shape;                                 // of the result
  Shape before, after;
  Ints before_strides, after_strides;
};

bool select(Interp& in, const Arr& a, const Value& key, Selection* s) {
  std::vector<Item> items;
  if (const auto* t = py::cast<py::Tuple>(key)) {
    for (const Value& v : t->items) if (!parse_one(in, v, &items)) return false;
  } else if (!parse_one(in, key, &items)) return false;

  size_t used = 0, arrays = 0, ellipses = 0;
  bool has_fancy = false;
  for (const Item& i : items) {
    used += i.kind == Item::kInt || i.kind == Item::kSlice || i.kind == Item::kArray ? 1 : i.kind == Item::kMask ? i.array->shape.rank() : 0;
    has_fancy |= i.kind == Item::kArray || i.kind == Item::kMask;
    arrays += i.kind == Item::kArray || i.kind == Item::kMask;
    ellipses += i.kind == Item::kEllipsis;
  }
  const size_t rank = a->shape.rank();
  if (used > rank) {
    in.raise("IndexError", "too many indices for array: array is " + std::to_string(rank) + "-dimensional, but " + std::to_string(used) + " were indexed");
    return false;
  }
  if (!ellipses) items.push_back({Item::kEllipsis, 0, {}, {}});
  s->single_mask = items.size() == 2 && items[0].kind == Item::kMask && items[0].array->shape.rank() == rank && arrays == 1;

  Shape shape;
  Ints strides;
  int64_t offset = a->offset;
  size_t axis = 0;
  struct Taken { size_t view_axis, array_axis; Arr array; };
  std::vector<Taken> taken;
  bool last_fancy = false, split = false, any = false;
  const auto mark = [&](bool fancy) {
    if (fancy) { if (any && !last_fancy) split = true; any = true; }
    last_fancy = fancy;
  };
  for (const Item& item : items) {
    switch (item.kind) {
      case Item::kNewaxis:
        shape.push_back(1);
        strides.push_back(0);
        mark(false);
        break;
      case Item::kEllipsis: {
        const size_t n = rank - used;
        if (n || ellipses) mark(n ? false : last_fancy && !ellipses);
        for (size_t k = 0; k < n; ++k, ++axis) { shape.push_back(a->shape[axis]); strides.push_back(a->strides[axis]); }
        break;
      }
      case Item::kInt: {
        const int64_t n = a->shape[axis], at = item.at < 0 ? item.at + n : item.at;
        if (at < 0 || at >= n) { out_of_bounds(in, item.at, axis, n); return false; }
        offset += at * a->strides[axis];
        if (has_fancy) mark(true);
        if (has_fancy && !s->fancy) { s->fancy = true; s->position = shape.rank() - taken.size(); }
        ++axis;
        break;
      }
      case Item::kSlice: {
        const auto r = py::types::slice_range(in, *py::cast<py::Slice>(item.slice), a->shape[axis]);
        if (!r) return false;
        offset += r->count > 0 ? r->start * a->strides[axis] : 0;
        shape.push_back(r->count);
        strides.push_back(r->step * a->strides[axis]);
        mark(false);
        ++axis;
        break;
      }
      case Item::kArray:
        mark(true);
        if (!s->fancy) { s->fancy = true; s->position = shape.rank() - taken.size(); }
        taken.push_back({shape.rank(), axis, item.array});
        shape.push_back(a->shape[axis]);
        strides.push_back(a->strides[axis]);
        ++axis;
        break;
      case Item::kMask: {
        mark(true);
        if (!s->fancy) { s->fancy = true; s->position = shape.rank() - taken.size(); }
        const Arr m = item.array;
        for (size_t k = 0; k < m->shape.rank(); ++k)
          if (m->shape[k] != a->shape[axis + k]) {
            const std::string have = std::to_string(a->shape[axis + k]), want = std::to_string(m->shape[k]), which = std::to_string(axis + k);
            in.raise("IndexError", in.keras3() ? "boolean index did not match indexed array along axis " + which + "; size of axis is " + have + " but size of corresponding boolean axis is " + want
                                               : "boolean index did not match indexed array along dimension " + which + "; dimension is " + have + " but corresponding boolean dimension is " + want);
            return false;
          }
        const Ints flat = true_offsets(*m);
        if (m->shape.rank() == 0) {
          Arr none = make(in, DType::kInt64, Shape{static_cast<int64_t>(flat.size())});
          taken.push_back({shape.rank(), axis, none});
          shape.push_back(1);
          strides.push_back(0);
          break;
        }
        const Ints steps = c_strides(m->shape, 1);
        for (size_t k = 0; k < m->shape.rank(); ++k) {
          Ints index(flat.size());
          for (size_t j = 0; j < flat.size(); ++j) index[j] = flat[j] / steps[k] % m->shape[k];
          const auto n = static_cast<int64_t>(index.size());
          taken.push_back({shape.rank(), axis, from_integers(in, std::move(index), Shape{n})});
          shape.push_back(a->shape[axis]);
          strides.push_back(a->strides[axis]);
          ++axis;
        }
        break;
      }
    }
  }
  s->base = view(in, a, shape, strides, offset);
  if (!s->fancy) { s->shape = shape; return true; }

  std::vector<Shape> shapes;
  for (const Taken& t : taken) shapes.push_back(t.array->shape);
  Shape joined;
  for (const Shape& x : shapes) {
    const auto r = broadcast(joined, x);
    if (!r) {
      std::string text = "shape mismatch: indexing arrays could not be broadcast together with shapes ";
      for (const Shape& y : shapes) text += shape_text(y) + " ";
      in.raise("IndexError", text);
      return false;
    }
    joined = *r;
  }
  s->broadcast = joined;
  s->places.assign(static_cast<size_t>(joined.elements()), 0);
  for (const Taken& t : taken) {
    const Arr b = broadcast_view(in, t.array, joined);
    const int64_t n = shape[t.view_axis], step = strides[t.view_axis];
    size_t k = 0;
    bool ok = true;
    const DType type = b->dtype;
    const std::byte* p = size(*b) ? data(*b) : nullptr;
    walk(joined, b->strides, [&](int64_t o) {
      int64_t at = 0;
      if (type == DType::kInt64) std::memcpy(&at, p + o, 8);
      else convert(type, p + o, 0, DType::kInt64, reinterpret_cast<std::byte*>(&at), 0, 1);
      if (at < -n || at >= n) { if (ok) out_of_bounds(in, at, t.array_axis, n); ok = false; return; }
      s->places[k++] += (at < 0 ? at + n : at) * step;
    });
    if (!ok) return false;
  }
  if (split) s->position = 0;
  size_t seen = 0;
  for (size_t i = 0; i < shape.rank(); ++i) {
    bool is_taken = false;
    for (const Taken& t : taken) is_taken |= t.view_axis == i;
    if (is_taken) continue;
    if (seen++ < s->position) { s->before.push_back(shape[i]); s->before_strides.push_back(strides[i]); }
    else { s->after.push_back(shape[i]); s->after_strides.push_back(strides[i]); }
  }
  for (const int64_t n : s->before) s->shape.push_back(n);
  for (const int64_t n : joined) s->shape.push_back(n);
  for (const int64_t n : s->after) s->shape.push_back(n);
  return true;
}

// Offsets of the elements of a fancy selection, in the order of the result.
template <class F> void each_place(const Shape& before, const Ints& before_strides, const Ints& places, const Shape& after, const Ints& after_strides, F&& f) {
  walk(before, before_strides, [&](int64_t b) {
    for (const int64_t p : places) walk(after, after_strides, [&](int64_t o) { f(b + p + o); });
  });
}

Arr gather(Interp& in, const Selection& s) {
  NdArray& base = *s.base;
  const auto each = static_cast<int64_t>(stride_of(base.dtype));
  if (is_number(base.dtype)) {
    const auto fill = [before = s.before, bs = s.before_strides, places = s.places, after = s.after, as = s.after_strides, each](const std::byte* p, std::byte* q) {
      // A contiguous tail is copied whole.
      if (after.rank() && as == c_strides(after, static_cast<size_t>(each))) {
        const int64_t run = after.elements() * each;
        walk(before, bs, [&](int64_t b) { for (const int64_t place : places) { std::memcpy(q, p + b + place, static_cast<size_t>(run)); q += run; } });
      } else each_place(before, bs, places, after, as, [&](int64_t o) { std::memcpy(q, p + o, static_cast<size_t>(each)); q += each; });
    };
    if (big(s.shape.elements())) {
      auto buffer = memory(base);
      const int64_t offset = base.offset;
      return lazy(in, dt(base), s.shape, [=](std::byte* q) { fill(buffer->data() + offset, q); }, {buffer});
    }
    Arr out = make(in, dt(base), s.shape);
    if (size(*out)) fill(data(base), data(*out));
    return out;
  }
  Arr out = make(in, dt(base), s.shape);
  size_t k = 0;
  each_place(s.before, s.before_strides, s.places, s.after, s.after_strides, [&](int64_t o) {
    if (is_text(base.dtype)) out->buffer->texts()[k++] = text(base, o);
    else (*out->objects)[k++] = object(base, o);
  });
  return out;
}

std::string what_of(const Interp&) { return "[...]"; }

bool may_record(Interp& in) {
  const Step* last = in.trace.last();
  return !last || last->what != "[...]" || !(last->span == in.here());
}

}  // namespace

Ints true_offsets(NdArray& mask) {
  Ints out;
  int64_t i = 0;
  const std::byte* p = size(mask) ? data(mask) : nullptr;
  walk(mask.shape, mask.strides, [&](int64_t o) { if (p[o] != std::byte{0}) out.push_back(i); ++i; });
  return out;
}

Value get_item(Interp& in, const Arr& a, const Value& key) {
  const size_t rank = a->shape.rank();
  if (key.is_int() && rank > 0) {
    const int64_t n = a->shape[0], at = key.integer() < 0 ? key.integer() + n : key.integer();
    if (at < 0 || at >= n) { out_of_bounds(in, key.integer(), 0, n); return {}; }
    if (rank == 1) return scalar_item(in, *a, at * a->strides[0]);
    return view(in, a, a->shape.slice(1, rank), Ints(a->strides.begin() + 1, a->strides.end()), a->offset + at * a->strides[0]);
  }
  if (const auto* t = py::cast<py::Tuple>(key); t && t->items.size() == rank) {
    int64_t offset = 0;
    size_t i = 0;
    for (; i < rank && t->items[i].is_int(); ++i) {
      const int64_t n = a->shape[i], at = t->items[i].integer() < 0 ? t->items[i].integer() + n : t->items[i].integer();
      if (at < 0 || at >= n) break;
      offset += at * a->strides[i];
    }
    if (i == rank) return scalar_item(in, *a, offset);
  }
  Selection s;
  if (!select(in, a, key, &s)) return {};
  if (!s.fancy) {
    if (s.shape.rank() == 0) {
      const Value k = key;
      const auto* t = py::cast<py::Tuple>(k);
      bool dots = k.same(in.ellipsis());
      if (t) for (const Value& v : t->items) dots |= v.same(in.ellipsis());
      if (!dots) return scalar_item(in, *s.base, 0);
      return s.base;
    }
    if (size(*s.base) >= 2 && may_record(in)) return finish_array(in, s.base, what_of(in), {Value(a)});
    return s.base;
  }
  Arr out = gather(in, s);
  if (out->shape.rank() == 0) return scalar(in, out);
  if (may_record(in)) return finish_array(in, out, what_of(in), {Value(a)});
  return out;
}

bool set_item(Interp& in, const Arr& a, const Value& key, const Value& value) {
  if (!a->writeable) { in.raise("ValueError", "assignment destination is read-only"); return false; }
  if (!value) { in.raise("ValueError", "cannot delete array elements"); return false; }
  const size_t rank = a->shape.rank();
  // One element, by integers alone.
  const auto* t = py::cast<py::Tuple>(key);
  if (!is_object(a->dtype) && !py::cast<NdArray>(value) && !in.is_sequence(value) && ((key.is_int() && rank == 1) || (t && t->items.size() == rank && rank > 0))) {
    int64_t offset = 0;
    size_t i = 0;
    for (; i < rank; ++i) {
      const Value& k = t ? t->items[i] : key;
      if (!k.is_int()) break;
      const int64_t n = a->shape[i], at = k.integer() < 0 ? k.integer() + n : k.integer();
      if (at < 0 || at >= n) break;
      offset += at * a->strides[i];
    }
    if (i == rank) {
      before_write(*a);
      return put_item(in, *a, offset, value);
    }
  }
  Selection s;
  if (!select(in, a, key, &s)) return false;
  if (!s.fancy) {
    if (is_object(a->dtype) && s.shape.rank() == 0) { object(*s.base, 0) = value; return true; }
    if (!py::cast<NdArray>(value) && !in.is_sequence(value) && is_scalar_value(in, value) && is_number(a->dtype)) {   // one value everywhere
      before_write(*a);
      Arr one = make(in, dt(*a), Shape{});
      if (!put_item(in, *one, 0, value)) return false;
      memory(*s.base);
      const std::byte* p = data(*one);
      const size_t r = s.shape.rank();
      std::byte* q = size(*s.base) ? data(*s.base) : nullptr;
      walk_rows(s.shape, {&s.base->strides}, [&](const Ints& o) { convert(a->dtype, p, 0, a->dtype, q + o[0], r ? s.base->strides[r - 1] : 0, r ? s.shape[r - 1] : 1); });
      return true;
    }
    Arr from;
    if (py::cast<NdArray>(value)) from = as_array(in, value);
    else if (s.shape.rank() == 0 && in.is_sequence(value) && in.keras3() && is_integer(a->dtype)) {
      in.raise("TypeError", "int() argument must be a string, a bytes-like object or a real number, not '" + in.type_of(value)->name + "'");
      return false;
    } else if (s.shape.rank() == 0 && in.is_sequence(value)) {
      in.raise("ValueError", "setting an array element with a sequence.");
      return false;
    } else {
      from = as_array(in, value, is_text(a->dtype) ? std::nullopt : std::optional<Dt>(dt(*a)));
      if (!from) {
        return false;
      }
      if (from->shape.rank() > s.shape.rank() && from->shape.rank() > 0 && in.is_sequence(value)) {
        in.raise("ValueError", "setting an array element with a sequence. The requested array would exceed the maximum number of dimension of " + std::to_string(s.shape.rank()) + ".");
        return false;
      }
    }
    if (!from) return false;
    return assign(in, *s.base, *from);
  }
  Arr from = as_array(in, value, py::cast<NdArray>(value) || is_text(a->dtype) || (py::cast<Scalar>(value)) ? std::nullopt : std::optional<Dt>(dt(*a)));
  if (!from) return false;
  Arr b = broadcast_view(in, from, s.shape);
  if (!b && from->shape.rank() > s.shape.rank()) {
    Shape trimmed = from->shape;
    Ints strides = from->strides;
    while (trimmed.rank() > s.shape.rank() && trimmed[0] == 1) { trimmed = trimmed.without(0); strides.erase(strides.begin()); }
    if (trimmed.rank() == s.shape.rank()) b = broadcast_view(in, view(in, from, trimmed, strides, from->offset), s.shape);
  }
  if (!b) {
    if (s.single_mask && from->shape.rank() <= 1)
      in.raise("ValueError", "NumPy boolean array indexing assignment cannot assign " + std::to_string(size(*from)) + " input values to the " + std::to_string(s.shape.elements()) + " output values where the mask is true");
    else
      in.raise("ValueError", "shape mismatch: value array of shape " + shape_text(from->shape) + " could not be broadcast to indexing result of shape " + shape_text(s.shape));
    return false;
  }
  if (!is_object(b->dtype) && !(dt(*b) == dt(*a))) { b = astype(in, b, dt(*a)); if (!b) return false; }
  if (size(*b) == 0) return true;
  if (&owner(*b) == &owner(*a)) b = copy(in, *b);
  before_write(*a);
  Ints sources;
  sources.reserve(static_cast<size_t>(size(*b)));
  walk(b->shape, b->strides, [&](int64_t o) { sources.push_back(o); });
  size_t k = 0;
  const size_t each = stride_of(a->dtype);
  memory(*s.base);
  std::byte* q = is_number(a->dtype) ? data(*s.base) : nullptr;
  const std::byte* p = is_number(a->dtype) && is_number(b->dtype) ? data(*b) : nullptr;
  bool ok = true;
  each_place(s.before, s.before_strides, s.places, s.after, s.after_strides, [&](int64_t o) {
    if (!ok) return;
    if (p) std::memcpy(q + o, p + sources[k], each);
    else if (is_text(a->dtype)) text(*s.base, o) = text(*b, sources[k]);
    else ok = put_item(in, *s.base, o, is_object(b->dtype) ? object(*b, sources[k]) : python_item(in, *b, sources[k]));
    ++k;
  });
  return ok;
}

Arr take_rows(Interp& in, const Arr& a, const Ints& rows, size_t axis) {
  Selection s;
  s.base = a;
  s.fancy = true;
  for (size_t i = 0; i < a->shape.rank(); ++i) {
    if (i < axis) { s.before.push_back(a->shape[i]); s.before_strides.push_back(a->strides[i]); s.shape.push_back(a->shape[i]); }
    else if (i == axis) s.shape.push_back(static_cast<int64_t>(rows.size()));
    else { s.after.push_back(a->shape[i]); s.after_strides.push_back(a->strides[i]); s.shape.push_back(a->shape[i]); }
  }
  for (const int64_t r : rows) s.places.push_back(r * a->strides[axis]);
  return gather(in, s);
}

Arr index_with(Interp& in, const Arr& a, const std::vector<Arr>& per_axis) {
  std::vector<Value> key;
  for (const Arr& i : per_axis) key.push_back(i);
  const Value v = get_item(in, a, in.tuple(std::move(key)));
  return v ? as_array(in, v) : Arr();
}

}  // namespace misfit::np
