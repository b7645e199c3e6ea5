// Making, viewing and copying arrays.
#include "numpy/array.h"

#include <cstdio>
#include <cstring>

#include "core/heap.h"
#include "core/visit.h"
#include "python/budget.h"

namespace misfit::np {

NdArray::NdArray(py::Type* t, DType d, Shape s, std::vector<int64_t> st, int64_t o, std::shared_ptr<Buffer> b)
    : Object(kind, t), dtype(d), shape(std::move(s)), strides(std::move(st)), offset(o), buffer(std::move(b)) {}

Scalar::Scalar(py::Type* t, Tensor v) : Object(kind, t), value(std::move(v)) {}

Ints c_strides(const Shape& shape, size_t size) {
  Ints out(shape.rank());
  auto step = static_cast<int64_t>(size);
  for (size_t i = shape.rank(); i-- > 0;) {
    out[i] = step;
    step *= std::max<int64_t>(shape[i], 1);
  }
  return out;
}

Arr make(Interp& in, const Dt& d, Shape shape) {
  py::charge(in, 50);
  const auto n = static_cast<size_t>(shape.elements());
  Ints strides = c_strides(shape, stride_of(d.type));
  std::shared_ptr<Buffer> buffer;
  if (is_text(d.type)) buffer = Buffer::strings(n);
  else buffer = Buffer::zeros(is_object(d.type) ? 0 : n * size_of(d.type));
  Arr a(new NdArray(numpy(in).ndarray, d.type, std::move(shape), std::move(strides), 0, std::move(buffer)));
  a->text_width = d.width;
  a->flavor = d.flavor;
  if (is_object(d.type)) a->objects = std::make_shared<std::vector<Value>>(n, Value::none());
  return a;
}

namespace {
std::string human_size(double bytes) {
  constexpr const char* kUnits[] = {"bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
  size_t unit = 0;
  while (bytes >= 1024 && unit < 6) { bytes /= 1024; ++unit; }
  char text[64];
  if (unit == 0) std::snprintf(text, sizeof text, "%.0f bytes", bytes);
  else std::snprintf(text, sizeof text, bytes < 9.995 ? "%.2f %s" : bytes < 99.95 ? "%.1f %s" : "%.0f. %s", bytes, kUnits[unit]);
  return text;
}
}  // namespace

Arr make_checked(Interp& in, const Dt& d, const Shape& shape) {
  double bytes = static_cast<double>(std::max<size_t>(itemsize(d), 1));
  for (const int64_t n : shape) {
    if (n < 0) { in.raise("ValueError", "negative dimensions are not allowed"); return {}; }
    bytes *= static_cast<double>(n);
  }
  if (shape.rank() > (in.keras3() ? 64u : 32u)) {
    in.raise("ValueError", "maximum supported dimension for an ndarray is " + std::string(in.keras3() ? "64" : "32") + ", found " + std::to_string(shape.rank()));
    return {};
  }
  if (bytes > 9.2e18) {
    in.raise("ValueError", "array is too big; `arr.size * arr.dtype.itemsize` is larger than the maximum possible size.");
    return {};
  }
  if (bytes > kMachineBytes) {
    in.raise(numpy(in).memory_error, "Unable to allocate " + human_size(bytes) + " for an array with shape " + python_text(shape) + " and data type " + dtype_text(d));
    return {};
  }
  if (!in.room_for(static_cast<size_t>(bytes))) return {};
  return make(in, d, shape);
}

Arr wrap(Interp& in, const Tensor& t) {
  py::charge(in, 50);
  Arr a(new NdArray(numpy(in).ndarray, t.dtype(), t.shape(), c_strides(t.shape(), stride_of(t.dtype())), static_cast<int64_t>(t.offset_bytes()), t.buffer()));
  if (is_text(t.dtype())) {
    a->flavor = Flavor::kBytes;
    for (const std::string& s : t.data<std::string>()) a->text_width = std::max(a->text_width, static_cast<int64_t>(s.size()));
  }
  return a;
}

Arr view(Interp&, const Arr& of, Shape shape, Ints strides, int64_t offset) {
  NdArray& o = owner(*of);
  Arr a(new NdArray(of->type, of->dtype, std::move(shape), std::move(strides), offset, memory(*of)));
  a->base = Value(&o);
  a->objects = of->objects;
  a->text_width = of->text_width;
  a->flavor = of->flavor;
  a->writeable = of->writeable;
  a->step = of->step;
  return a;
}

Arr lazy(Interp& in, const Dt& d, Shape shape, Buffer::Fill fill, std::vector<std::shared_ptr<Buffer>> reads) {
  py::charge(in, 50);
  const auto n = static_cast<size_t>(shape.elements());
  Ints strides = c_strides(shape, stride_of(d.type));
  Arr a(new NdArray(numpy(in).ndarray, d.type, std::move(shape), std::move(strides), 0, Buffer::lazy(n * size_of(d.type), std::move(fill), std::move(reads))));
  a->text_width = d.width;
  a->flavor = d.flavor;
  return a;
}

bool c_contiguous(const NdArray& a) {
  auto step = static_cast<int64_t>(stride_of(a.dtype));
  for (size_t i = a.shape.rank(); i-- > 0;) {
    if (a.shape[i] == 0) return true;
    if (a.shape[i] == 1) continue;
    if (a.strides[i] != step) return false;
    step *= a.shape[i];
  }
  return true;
}

bool f_contiguous(const NdArray& a) {
  auto step = static_cast<int64_t>(stride_of(a.dtype));
  for (size_t i = 0; i < a.shape.rank(); ++i) {
    if (a.shape[i] == 0) return true;
    if (a.shape[i] == 1) continue;
    if (a.strides[i] != step) return false;
    step *= a.shape[i];
  }
  return true;
}

void before_write(NdArray& a) {
  NdArray& o = owner(a);
  if (o.exported) {
    o.exported = false;
    if (o.buffer->materialized() && !is_text(o.dtype)) {
      auto fresh = Buffer::uninitialized(o.buffer->bytes());
      std::memcpy(fresh->data(), o.buffer->data(), o.buffer->bytes());
      o.buffer = std::move(fresh);
    } else if (is_text(o.dtype)) {
      auto fresh = Buffer::strings(o.buffer->texts().size());
      std::copy(o.buffer->texts().begin(), o.buffer->texts().end(), fresh->texts().begin());
      o.buffer = std::move(fresh);
    } else {
      auto fresh = Buffer::uninitialized(o.buffer->bytes());
      std::memcpy(fresh->data(), o.buffer->data(), o.buffer->bytes());
      o.buffer = std::move(fresh);
    }
    a.buffer = o.buffer;
    return;
  }
  if (!is_text(o.dtype) && !is_object(o.dtype)) o.buffer->before_write();
}

namespace {

// Copies every element of `from` into `to` (same shape), by numbers, texts or objects.
bool transfer(Interp& in, NdArray& to, NdArray& from) {
  if (size(to) == 0) return true;
  const bool numbers = is_number(to.dtype) && is_number(from.dtype);
  if (numbers) {
    std::byte* q = data(to);
    const std::byte* p = data(from);
    bool bad = false;
    const size_t rank = to.shape.rank();
    if (c_contiguous(to) && c_contiguous(from))
      bad = convert(from.dtype, p, static_cast<int64_t>(size_of(from.dtype)), to.dtype, q, static_cast<int64_t>(size_of(to.dtype)), size(to));
    else
      walk_rows(to.shape, {&to.strides, &from.strides}, [&](const Ints& o) {
        bad |= convert(from.dtype, p + o[1], rank ? from.strides[rank - 1] : 0, to.dtype, q + o[0], rank ? to.strides[rank - 1] : 0, rank ? to.shape[rank - 1] : 1);
      });
    return !bad || report(in, kInvalid, "cast");
  }
  Ints places;
  places.reserve(static_cast<size_t>(size(from)));
  walk(from.shape, from.strides, [&](int64_t o) { places.push_back(o); });
  size_t i = 0;
  bool ok = true;
  walk(to.shape, to.strides, [&](int64_t o) {
    if (!ok) return;
    const int64_t p = places[i++];
    if (is_text(to.dtype) && is_text(from.dtype)) {
      std::string s = text(from, p);
      if (to.text_width < from.text_width) {
        size_t end = 0;
        for (int64_t k = 0; end < s.size() && k < to.text_width; ++k)
          do ++end; while (to.flavor != Flavor::kBytes && end < s.size() && (static_cast<unsigned char>(s[end]) & 0xc0) == 0x80);
        s.resize(end);
      }
      text(to, o) = std::move(s);
    } else if (is_object(to.dtype)) {
      object(to, o) = python_item(in, from, p);
    } else {
      const Value v = is_object(from.dtype) ? object(from, p) : is_text(from.dtype) && in.keras3() ? scalar_item(in, from, p) : is_text(to.dtype) ? scalar_item(in, from, p) : python_item(in, from, p);
      ok = put_item(in, to, o, v);
    }
  });
  return ok;
}

int64_t text_length(const std::string& s) {
  int64_t n = 0;
  for (const char c : s) n += (static_cast<unsigned char>(c) & 0xc0) != 0x80;
  return n;
}

}  // namespace

Arr copy(Interp& in, NdArray& a, char order) {
  Arr out = make(in, dt(a), a.shape);
  if (order == 'F' || ((order == 'A' || order == 'K') && f_contiguous(a) && !c_contiguous(a))) {
    auto step = static_cast<int64_t>(stride_of(a.dtype));
    for (size_t i = 0; i < a.shape.rank(); ++i) {
      out->strides[i] = step;
      step *= std::max<int64_t>(a.shape[i], 1);
    }
    transfer(in, *out, a);
    return out;
  }
  if (is_number(a.dtype) && (big(size(a)) || !memory(a)->materialized())) {
    auto buffer = memory(a);
    auto strides = a.strides;
    auto shape = a.shape;
    const DType t = a.dtype;
    const int64_t offset = a.offset;
    const auto step = static_cast<int64_t>(size_of(t));
    const bool whole = c_contiguous(a);
    Arr late = lazy(in, dt(a), a.shape, [=](std::byte* q) {
      const std::byte* p = buffer->data() + offset;
      if (whole) { std::memcpy(q, p, static_cast<size_t>(shape.elements() * step)); return; }
      const Ints to = c_strides(shape, size_of(t));
      const size_t rank = shape.rank();
      walk_rows(shape, {&to, &strides}, [&](const Ints& o) { convert(t, p + o[1], rank ? strides[rank - 1] : 0, t, q + o[0], step, rank ? shape[rank - 1] : 1); });
    }, {buffer});
    return late;
  }
  transfer(in, *out, a);
  return out;
}

Arr contiguous_array(Interp& in, const Arr& a) { return c_contiguous(*a) ? a : copy(in, *a); }

Arr astype(Interp& in, const Arr& a, const Dt& want, bool force) {
  Dt to = want;
  if (is_text(to.type) && to.width == 0) {                            // as wide as need be
    if (is_text(a->dtype)) to.width = a->text_width;
    else if (is_number(a->dtype)) to.width = promote(Dt(DType::kString, 0, to.flavor), dt(*a))->width;
    else if (is_object(a->dtype)) walk(a->shape, a->strides, [&](int64_t o) { if (const auto s = in.str(object(*a, o))) to.width = std::max(to.width, text_length(*s)); });
    if (to.width == 0) to.width = 1;
  }
  if (to.flavor != Flavor::kPlain && to.type == DType::kInt64 && to.width == 0 && a->flavor == to.flavor) to.width = a->text_width;
  if (dt(*a) == to && !force) return a;
  if (dt(*a) == to) return copy(in, *a, 'K');
  if (is_number(to.type) && is_number(a->dtype) && a->flavor == to.flavor && big(size(*a)) && !(is_integer(to.type) && is_inexact(a->dtype) && memory(*a)->materialized())) {
    Arr from = c_contiguous(*a) ? a : copy(in, *a);
    auto buffer = memory(*from);
    const int64_t offset = from->offset, n = size(*from);
    const DType ft = from->dtype, tt = to.type;
    return lazy(in, to, a->shape, [=](std::byte* q) {
      convert(ft, buffer->data() + offset, static_cast<int64_t>(size_of(ft)), tt, q, static_cast<int64_t>(size_of(tt)), n);
    }, {buffer});
  }
  if (!can_cast(dt(*a), to, "unsafe")) return {};
  Arr out = make(in, to, a->shape);
  if (a->shape.rank() > 1 && f_contiguous(*a) && !c_contiguous(*a)) {
    auto step = static_cast<int64_t>(stride_of(to.type));
    for (size_t i = 0; i < a->shape.rank(); ++i) { out->strides[i] = step; step *= a->shape[i]; }
  }
  if (is_complex(a->dtype) && is_number(to.type) && !is_complex(to.type) && !is_bool(to.type))
    warn_complex(in);
  if (!transfer(in, *out, *a)) return {};
  return out;
}

Arr broadcast_view(Interp& in, const Arr& a, const Shape& shape) {
  if (a->shape == shape) return a;
  if (a->shape.rank() > shape.rank()) return {};
  const size_t lead = shape.rank() - a->shape.rank();
  Ints strides(shape.rank(), 0);
  for (size_t i = 0; i < a->shape.rank(); ++i) {
    if (a->shape[i] == shape[lead + i]) strides[lead + i] = a->strides[i];
    else if (a->shape[i] != 1) return {};
  }
  return view(in, a, shape, std::move(strides), a->offset);
}

std::string shape_text(const Shape& s) {
  std::string out = "(";
  for (size_t i = 0; i < s.rank(); ++i) out += (i ? "," : "") + std::to_string(s[i]);
  return out + (s.rank() == 1 ? ",)" : ")");
}

bool assign(Interp& in, NdArray& to, NdArray& from) {
  Arr source(&from);
  if (!to.writeable) { in.raise("ValueError", "assignment destination is read-only"); return false; }
  Shape trimmed = from.shape;                                          // leading ones may be dropped
  Ints strides = from.strides;
  while (trimmed.rank() > to.shape.rank() && trimmed[0] == 1) {
    trimmed = trimmed.without(0);
    strides.erase(strides.begin());
  }
  if (trimmed.rank() != from.shape.rank()) source = view(in, source, trimmed, strides, from.offset);
  Arr fitted = broadcast_view(in, source, to.shape);
  if (!fitted) {
    in.raise("ValueError", "could not broadcast input array from shape " + shape_text(from.shape) + " into shape " + shape_text(to.shape));
    return false;
  }
  before_write(to);
  if (&owner(*fitted) == &owner(to) && size(to) > 0 && &from != &to) fitted = copy(in, *fitted);   // may overlap
  if (is_complex(from.dtype) && is_number(to.dtype) && !is_complex(to.dtype))
    warn_complex(in);
  return transfer(in, to, *fitted);
}

Tensor contiguous(NdArray& a) {
  if (is_text(a.dtype) || is_number(a.dtype)) {
    if (c_contiguous(a)) {
      memory(a);
      owner(a).exported = true;
      return Tensor(a.dtype, a.shape, a.buffer, static_cast<size_t>(a.offset));
    }
    Tensor t = is_text(a.dtype) ? Tensor(a.dtype, a.shape, Buffer::strings(static_cast<size_t>(size(a)))) : Tensor::uninitialized(a.dtype, a.shape);
    if (is_text(a.dtype)) {
      size_t i = 0;
      auto texts = t.mutable_data<std::string>();
      walk(a.shape, a.strides, [&](int64_t o) { texts[i++] = text(a, o); });
      return t;
    }
    std::byte* q = t.mutable_raw();
    const std::byte* p = data(a);
    const auto step = static_cast<int64_t>(size_of(a.dtype));
    int64_t done = 0;
    const size_t rank = a.shape.rank();
    walk_rows(a.shape, {&a.strides}, [&](const Ints& o) {
      convert(a.dtype, p + o[0], a.strides[rank - 1], a.dtype, q + done, step, a.shape[rank - 1]);
      done += a.shape[rank - 1] * step;
    });
    return t;
  }
  return {};                                                           // objects are no tensor
}

Value array_value(Interp& in, const Tensor& t, StepId step) {
  Arr a = wrap(in, t);
  a->exported = true;
  a->step = step;
  return a;
}

Value scalar_value(Interp& in, const Tensor& t) {
  Numpy& np = numpy(in);
  Ref<Scalar> s(new Scalar(np.scalars[static_cast<size_t>(t.dtype())], t));
  return s;
}

Value array_or_scalar(Interp& in, const Tensor& t) { return t.shape().rank() == 0 ? scalar_value(in, t) : array_value(in, t); }

StepId step_of(const Value& v) {
  if (const auto* a = py::cast<NdArray>(v)) return a->step;
  if (const auto* s = py::cast<Scalar>(v)) return s->step;
  return 0;
}

AxisMap same_axes(const Shape& s) {
  AxisMap out(s.rank());
  for (size_t i = 0; i < s.rank(); ++i) out[i] = {0, static_cast<int>(i)};
  return out;
}

Value finish_array(Interp& in, Arr a, std::string_view what, const std::vector<Value>& inputs, AxisMap axes) {
  if (!a) return {};
  if (size(*a) < 2 || is_object(a->dtype)) return a;
  Step step;
  step.kind = StepKind::kArray;
  step.stage = in.trace.stage();
  step.what = what;
  for (const Value& v : inputs)
    if (const StepId id = step_of(v)) step.inputs.push_back(id);
  step.dtype = a->dtype;
  step.shape = a->shape;
  step.axes = std::move(axes);
  if (c_contiguous(*a)) {
    step.value = Tensor(a->dtype, a->shape, memory(*a), static_cast<size_t>(a->offset));
    owner(*a).exported = true;
  } else if (is_number(a->dtype)) {
    auto buffer = memory(*a);
    auto strides = a->strides;
    auto shape = a->shape;
    const int64_t offset = a->offset;
    const DType t = a->dtype;
    owner(*a).exported = true;
    step.value = Tensor(t, shape, Buffer::lazy(static_cast<size_t>(size(*a)) * size_of(t), [=](std::byte* q) {
      const std::byte* p = buffer->data() + offset;
      const auto each = static_cast<int64_t>(size_of(t));
      const size_t rank = shape.rank();
      int64_t done = 0;
      walk_rows(shape, {&strides}, [&](const Ints& o) {
        convert(t, p + o[0], strides[rank - 1], t, q + done, each, shape[rank - 1]);
        done += shape[rank - 1] * each;
      });
    }, {}));
  }
  step.span = in.here();
  a->step = in.trace.add(std::move(step));
  return a;
}

Value finish_array(Interp& in, Arr a, std::string_view what, std::initializer_list<Value> inputs, AxisMap axes) {
  return finish_array(in, std::move(a), what, std::vector<Value>(inputs), std::move(axes));
}

Value finish(Interp& in, Arr a, std::string_view what, std::initializer_list<Value> inputs, AxisMap axes) {
  if (!a) return {};
  if (a->shape.rank() == 0) return scalar(in, a);
  return finish_array(in, std::move(a), what, std::vector<Value>(inputs), std::move(axes));
}

std::vector<double> doubles(Interp& in, const Arr& a) {
  Arr c = astype(in, a, DType::kFloat64);
  if (!c) return {};
  c = contiguous_array(in, c);
  const auto* p = reinterpret_cast<const double*>(data(*c));
  return {p, p + size(*c)};
}

std::vector<int64_t> integers(Interp& in, const Arr& a) {
  Arr c = astype(in, a, DType::kInt64);
  if (!c) return {};
  c = contiguous_array(in, c);
  const auto* p = reinterpret_cast<const int64_t*>(data(*c));
  return {p, p + size(*c)};
}

Arr from_doubles(Interp& in, std::vector<double> v, Shape s, DType t) {
  Arr a = make(in, t, std::move(s));
  convert(DType::kFloat64, reinterpret_cast<const std::byte*>(v.data()), 8, t, data(*a), static_cast<int64_t>(size_of(t)), static_cast<int64_t>(v.size()));
  return a;
}

Arr from_integers(Interp& in, std::vector<int64_t> v, Shape s, DType t) {
  Arr a = make(in, t, std::move(s));
  convert(DType::kInt64, reinterpret_cast<const std::byte*>(v.data()), 8, t, data(*a), static_cast<int64_t>(size_of(t)), static_cast<int64_t>(v.size()));
  return a;
}

Arr zero_d(Interp& in, const Dt& d, const Value& v) {
  Arr a = make(in, d, Shape{});
  if (!put_item(in, *a, 0, v)) return {};
  return a;
}

}  // namespace misfit::np
