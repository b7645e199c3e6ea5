// numpy.asarray: what shape and type nested Python values have, and how they become an array.
#include <cstring>

#include "core/visit.h"
#include "numpy/array.h"
#include "numpy/datetime.h"
#include "python/bigint.h"
#include "python/types/types.h"

namespace misfit::np {
namespace {

struct Discovery {
  Interp& in;
  Ints shape;
  int64_t ndim = -1;                          // -1: no leaf seen yet
  bool ragged = false;
  std::optional<Dt> dtype;
  bool mixed = false;                         // no common type: object
  std::vector<Value> keep;                    // arrays that values turned into

  void leaf(int64_t depth) {
    if (ndim < 0) ndim = depth;
    else if (ndim != depth) { ragged = true; ndim = std::min(ndim, depth); }
  }
  void dimension(int64_t depth, int64_t n) {
    if (ndim >= 0 && depth >= ndim) { ragged = true; return; }
    if (static_cast<int64_t>(shape.size()) <= depth) shape.push_back(n);
    else if (shape[static_cast<size_t>(depth)] != n) { ragged = true; ndim = ndim < 0 ? depth : std::min(ndim, depth); }
  }
  void type(const Dt& d) {
    if (!dtype) dtype = d;
    else if (!(*dtype == d)) {
      auto p = promote(*dtype, d);
      if (!p) { mixed = true; p = Dt(DType::kVariant); }
      dtype = p;
    }
  }
};

int64_t code_points(std::string_view s) {
  int64_t n = 0;
  for (const char c : s) n += (static_cast<unsigned char>(c) & 0xc0) != 0x80;
  return n;
}

// The array behind a value that offers __array__ (tensors, variables); null and nothing pending: none.
Value through_array(Interp& in, const Value& v) {
  if (!v.is_object() || py::cast<py::Str>(v) || in.is_sequence(v) || py::cast<py::Dict>(v) || py::cast<py::Type>(v)) return {};
  const Value f = in.find_attr(v, "__array__");
  if (!f) return {};
  return in.call(f, {});
}

bool looks_like_sequence(Interp& in, const Value& v) {
  const py::Type* t = in.type_of(v);
  return t->slots.length && t->slots.getitem && !py::cast<py::Dict>(v) && !py::cast<py::Set>(v) && !py::cast<py::Str>(v) && !py::cast<py::Bytes>(v) && !py::cast<py::Type>(v);
}

bool discover(Discovery& d, const Value& v, int64_t depth, int64_t limit) {
  Interp& in = d.in;
  if (v.is_float()) { d.type(DType::kFloat64); d.leaf(depth); return true; }
  if (v.is_int()) { d.type(DType::kInt64); d.leaf(depth); return true; }
  if (v.is_bool()) { d.type(DType::kBool); d.leaf(depth); return true; }
  if (v.is_none()) { d.type(DType::kVariant); d.leaf(depth); return true; }
  if (const auto* a = py::cast<NdArray>(v)) {
    d.type(dt(*a));
    for (size_t i = 0; i < a->shape.rank(); ++i) d.dimension(depth + static_cast<int64_t>(i), a->shape[i]);
    d.leaf(depth + static_cast<int64_t>(a->shape.rank()));
    return true;
  }
  if (const auto* s = py::cast<Scalar>(v)) {
    d.type(Dt(s->value.dtype(), s->text_width, s->flavor));
    d.leaf(depth);
    return true;
  }
  if (in.is_sequence(v)) {
    if (depth >= limit) { d.type(DType::kVariant); d.leaf(depth); return true; }
    const auto items = in.items(v);
    d.dimension(depth, static_cast<int64_t>(items.size()));
    for (const Value& item : items)
      if (!discover(d, item, depth + 1, limit)) return false;
    return true;
  }
  if (const auto s = in.as_str(v)) { d.type(Dt(DType::kString, std::max<int64_t>(code_points(*s), 1))); d.leaf(depth); return true; }
  if (const auto* b = py::cast<py::Bytes>(v)) {
    d.type(Dt(DType::kString, std::max<int64_t>(static_cast<int64_t>(b->text.size()), 1), Flavor::kBytes));
    d.leaf(depth);
    return true;
  }
  if (py::cast<py::Complex>(v)) { d.type(DType::kComplex128); d.leaf(depth); return true; }
  if (const auto big_int = py::integer_of(v)) {
    d.type(!big_int->negative() && big_int->bit_length() <= 64 ? DType::kUInt64 : DType::kVariant);
    d.leaf(depth);
    return true;
  }
  if (const Value a = through_array(in, v)) {
    if (!py::cast<NdArray>(a)) { in.raise("ValueError", "object __array__ method not producing an array"); return false; }
    d.keep.push_back(v);
    d.keep.push_back(a);
    return discover(d, a, depth, limit);
  }
  if (in.pending()) return false;
  if (looks_like_sequence(in, v) && depth < limit) {
    const auto items = in.list_of(v);
    if (!items) return false;
    const Value list = in.list(*items);
    d.keep.push_back(v);
    d.keep.push_back(list);
    return discover(d, list, depth, limit);
  }
  d.type(DType::kVariant);
  d.leaf(depth);
  return true;
}

const Value& stand_in(const Discovery& d, const Value& v) {
  for (size_t i = 0; i + 1 < d.keep.size(); i += 2)
    if (d.keep[i].same(v)) return d.keep[i + 1];
  return v;
}

// Writes the elements of v, at `axis` of the array, from `offset` on.
bool fill(Interp& in, const Discovery& d, NdArray& a, size_t axis, int64_t offset, const Value& given) {
  const Value& v = d.keep.empty() ? given : stand_in(d, given);
  if (axis == a.shape.rank()) return put_item(in, a, offset, v);
  if (auto* inner = py::cast<NdArray>(v)) {
    if (inner->shape.rank() + axis == a.shape.rank()) {
      Arr part(new NdArray(a.type, a.dtype, a.shape.slice(axis, a.shape.rank()), Ints(a.strides.begin() + static_cast<std::ptrdiff_t>(axis), a.strides.end()), a.offset + offset, a.buffer));
      part->objects = a.objects;
      part->text_width = a.text_width;
      part->flavor = a.flavor;
      return assign(in, *part, *inner);
    }
    for (int64_t i = 0; i < a.shape[axis]; ++i) {
      const Value item = in.get_item(v, Value::integer(i));
      if (!item || !fill(in, d, a, axis + 1, offset + i * a.strides[axis], item)) return false;
    }
    return true;
  }
  const auto items = in.items(v);
  // Runs of plain floats and ints are written without a second look.
  if (axis + 1 == a.shape.rank() && (a.dtype == DType::kFloat64 || a.dtype == DType::kInt64 || a.dtype == DType::kFloat32) && a.flavor == Flavor::kPlain) {
    std::byte* p = data(a) + offset;
    for (size_t i = 0; i < items.size(); ++i) {
      std::byte* q = p + static_cast<int64_t>(i) * a.strides[axis];
      const Value& item = items[i];
      if (a.dtype == DType::kInt64 && item.is_int()) {
        const int64_t n = item.integer();
        std::memcpy(q, &n, 8);
      } else if (a.dtype != DType::kInt64 && (item.is_float() || item.is_int())) {
        const double x = item.is_float() ? item.number() : static_cast<double>(item.integer());
        if (a.dtype == DType::kFloat64) std::memcpy(q, &x, 8);
        else { const auto f = static_cast<float>(x); std::memcpy(q, &f, 4); }
      } else if (!fill(in, d, a, axis + 1, offset + static_cast<int64_t>(i) * a.strides[axis], item)) return false;
    }
    return true;
  }
  for (size_t i = 0; i < items.size(); ++i)
    if (!fill(in, d, a, axis + 1, offset + static_cast<int64_t>(i) * a.strides[axis], items[i])) return false;
  return true;
}

void inhomogeneous(Interp& in, const Discovery& d) {
  const Shape known{d.shape.begin(), d.shape.begin() + d.ndim};
  in.raise("ValueError", "setting an array element with a sequence. The requested array has an inhomogeneous shape after " + std::to_string(d.ndim) +
                             " dimensions. The detected shape was " + python_text(known) + " + inhomogeneous part.");
}

}  // namespace

Arr as_array(Interp& in, const Value& v, std::optional<Dt> want) {
  if (auto* a = py::cast<NdArray>(v)) return want ? astype(in, Arr(a), *want) : Arr(a);
  if (auto* s = py::cast<Scalar>(v)) {
    Arr a = make(in, Dt(s->value.dtype(), s->text_width, s->flavor), Shape{});
    if (is_text(s->value.dtype())) text(*a, 0) = s->value.text_at(0);
    else std::memcpy(data(*a), s->value.raw(), s->value.bytes());
    a->step = s->step;
    return want ? astype(in, a, *want) : a;
  }
  if (!want && v.is_float()) { Arr a = make(in, DType::kFloat64, Shape{}); const double x = v.number(); std::memcpy(data(*a), &x, 8); return a; }
  if (!want && v.is_int()) { Arr a = make(in, DType::kInt64, Shape{}); const int64_t x = v.integer(); std::memcpy(data(*a), &x, 8); return a; }
  Discovery d{in, {}, -1, false, std::nullopt, false, {}};
  if (!discover(d, v, 0, in.keras3() ? 64 : 32)) return {};
  if (d.ndim < 0) d.ndim = static_cast<int64_t>(d.shape.size());
  Dt type = want ? *want : d.dtype.value_or(Dt(DType::kFloat64));
  if (d.ragged && !is_object(type.type)) { inhomogeneous(in, d); return {}; }
  if (d.ragged && !want) { inhomogeneous(in, d); return {}; }
  if (want && is_text(type.type) && type.width == 0) {
    type.width = d.dtype && is_text(d.dtype->type) ? d.dtype->width : 0;
    if (type.width == 0) {                                             // numbers as text: through their own array
      Arr plain = as_array(in, v);
      return plain ? astype(in, plain, *want) : plain;
    }
  }
  if (want && want->flavor != Flavor::kPlain && want->type == DType::kInt64 && type.width == 0) type.width = discover_unit(in, v, *want);
  const Shape shape(d.shape.begin(), d.shape.begin() + d.ndim);
  Arr a = make_checked(in, type, shape);
  if (!a) return {};
  if (d.ndim == 0 && d.keep.size() == 2) {
    if (auto* inner = py::cast<NdArray>(d.keep[1])) return astype(in, Arr(inner), type);
  }
  if (!d.keep.empty() && d.keep[0].same(v))
    if (auto* inner = py::cast<NdArray>(d.keep[1])) return astype(in, Arr(inner), type);
  if (!fill(in, d, *a, 0, 0, v)) return {};
  return a;
}

std::optional<Dt> dtype_of_value(Interp& in, const Value& v) {
  if (const auto* a = py::cast<NdArray>(v)) return dt(*a);
  if (const auto* s = py::cast<Scalar>(v)) return Dt(s->value.dtype(), s->text_width, s->flavor);
  Discovery d{in, {}, -1, false, std::nullopt, false, {}};
  if (!discover(d, v, 0, 64)) return std::nullopt;
  return d.dtype.value_or(Dt(DType::kFloat64));
}

bool is_scalar_value(Interp& in, const Value& v) {
  if (!v.is_object()) return true;
  return py::cast<Scalar>(v) || in.as_str(v) || py::cast<py::Complex>(v) || py::cast<py::Bytes>(v) || py::cast<py::BigInt>(v);
}

bool is_array(const Value& v) {
  return v.is_bool() || v.is_int() || v.is_float() || py::cast<NdArray>(v) || py::cast<Scalar>(v) || py::cast<py::List>(v) || py::cast<py::Tuple>(v);
}

std::optional<Tensor> as_tensor(Interp& in, const Value& v, std::optional<DType> want) {
  const Arr a = as_array(in, v, want ? std::optional<Dt>(Dt(*want)) : std::nullopt);
  if (!a) return std::nullopt;
  if (is_object(a->dtype)) {
    const auto* first = size(*a) ? &object(*a, 0) : nullptr;
    in.raise("ValueError", "Failed to convert a NumPy array to a Tensor (Unsupported object type " + (first ? in.type_of(*first)->name : std::string("object")) + ").");
    return std::nullopt;
  }
  return contiguous(*a);
}

}  // namespace misfit::np
