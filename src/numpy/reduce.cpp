// Reductions, in NumPy's own order of summation so that the last digits agree.
#include <algorithm>
#include <cmath>
#include <cstring>

#include "core/visit.h"
#include "numpy/ufunc.h"

namespace misfit::np {
namespace {

// Sums n elements as NumPy does: eight running sums over blocks of at most 128, halves joined pairwise.
template <class C, class Read> C pairwise(Read read, int64_t from, int64_t n) {
  if (n < 8) {
    C s = n ? read(from) : C(-0.0);
    for (int64_t i = 1; i < n; ++i) s += read(from + i);
    return s;
  }
  if (n <= 128) {
    C r[8];
    for (int64_t k = 0; k < 8; ++k) r[k] = read(from + k);
    int64_t i = 8;
    for (; i < n - n % 8; i += 8)
      for (int64_t k = 0; k < 8; ++k) r[k] += read(from + i + k);
    C s = ((r[0] + r[1]) + (r[2] + r[3])) + ((r[4] + r[5]) + (r[6] + r[7]));
    for (; i < n; ++i) s += read(from + i);
    return s;
  }
  int64_t half = n / 2;
  half -= half % 8;
  return pairwise<C>(read, from, half) + pairwise<C>(read, from + half, n - half);
}

template <class C> C sum_run(DType t, const std::byte* p, int64_t stride, int64_t n) {
  if (size_of(t) == sizeof(C) && comp_of(t) == (std::is_same_v<C, float> ? Comp::kFloat : std::is_same_v<C, double> ? Comp::kDouble : Comp::kNone))
    return pairwise<C>([=](int64_t i) { C v; std::memcpy(&v, p + i * stride, sizeof v); return v; }, 0, n);
  std::vector<C> run(static_cast<size_t>(n));
  load(t, p, stride, n, run.data());
  return pairwise<C>([&](int64_t i) { return run[static_cast<size_t>(i)]; }, 0, n);
}

struct Axis { int64_t n, in, out; bool reduced; };

template <class C> struct Reducer {
  const Ufunc& u;
  Loop f;
  bool logical;                                // compares with zero first: any, all
  DType from;

  C merge(C a, C b) const {
    C r;
    if (logical) { uint8_t yes = 0; f(&a, &b, &yes, 1); return static_cast<C>(yes); }
    f(&a, &b, &r, 1);
    return r;
  }
  C run(const std::byte* p, int64_t stride, int64_t n) const {
    if constexpr (!std::is_integral_v<C>)
      if (u.name == "add") return sum_run<C>(from, p, stride, n);
    constexpr int64_t kRun = 512;
    C chunk[kRun];
    C acc{};
    for (int64_t i = 0; i < n; i += kRun) {
      const int64_t m = std::min(kRun, n - i);
      load(from, p + i * stride, stride, m, chunk);
      if (u.name == "add") {
        C s = i ? acc : C(0);
        if constexpr (std::is_same_v<C, uint8_t>) for (int64_t j = 0; j < m; ++j) s |= chunk[j];
        else if constexpr (std::is_same_v<C, int64_t>) for (int64_t j = 0; j < m; ++j) s = static_cast<int64_t>(static_cast<uint64_t>(s) + static_cast<uint64_t>(chunk[j]));
        else for (int64_t j = 0; j < m; ++j) s += chunk[j];
        acc = s;
        continue;
      }
      int64_t j = 0;
      if (i == 0) { acc = logical ? static_cast<C>(chunk[0] != C(0)) : chunk[0]; j = 1; }
      for (; j < m; ++j) acc = merge(acc, chunk[j]);
    }
    return acc;
  }
};

template <class C> void reduce_numbers(const Ufunc& u, const std::byte* p, DType from, std::vector<Axis> axes, C* out, int64_t out_n) {
  const bool logical = u.rule == Rule::kLogical;
  const Reducer<C> r{u, u.loops[static_cast<size_t>(std::is_same_v<C, uint8_t> ? Comp::kBool : std::is_same_v<C, int64_t> ? Comp::kInt : std::is_same_v<C, uint64_t> ? Comp::kUInt : std::is_same_v<C, float> ? Comp::kFloat : std::is_same_v<C, double> ? Comp::kDouble : Comp::kComplex)], logical, from};
  std::vector<uint8_t> seen(static_cast<size_t>(out_n), 0);
  const auto put = [&](int64_t at, C v) {
    const auto k = static_cast<size_t>(at);
    out[k] = seen[k] ? r.merge(out[k], v) : v;
    seen[k] = 1;
  };
  if (axes.empty()) axes.push_back({1, 0, 0, true});
  // The largest steps outside; neighbours that follow one another become one.
  std::stable_sort(axes.begin(), axes.end(), [](const Axis& a, const Axis& b) { return std::abs(a.in) > std::abs(b.in); });
  std::vector<Axis> joined;
  for (const Axis& a : axes) {
    if (!joined.empty() && joined.back().reduced == a.reduced && joined.back().in == a.in * a.n && (a.reduced || joined.back().out == a.out * a.n)) {
      joined.back().n *= a.n;
      joined.back().in = a.in;
      joined.back().out = a.out;
    } else joined.push_back(a);
  }
  const Axis inner = joined.back();
  joined.pop_back();
  std::vector<C> row;
  std::vector<int64_t> at(joined.size(), 0);
  int64_t offset = 0, place = 0;
  for (;;) {
    if (inner.reduced) put(place, r.run(p + offset, inner.in, inner.n));
    else {
      row.resize(static_cast<size_t>(inner.n));
      load(from, p + offset, inner.in, inner.n, row.data());
      for (int64_t i = 0; i < inner.n; ++i) put(place + i * inner.out, logical ? static_cast<C>(row[static_cast<size_t>(i)] != C(0)) : row[static_cast<size_t>(i)]);
    }
    size_t k = joined.size();
    for (;;) {
      if (k == 0) return;
      --k;
      offset += joined[k].in;
      place += joined[k].out;
      if (++at[k] < joined[k].n) break;
      offset -= joined[k].in * joined[k].n;
      place -= joined[k].out * joined[k].n;
      at[k] = 0;
    }
  }
}

Shape reduced_shape(const Shape& s, const std::vector<bool>& axes, bool keepdims) {
  Shape out;
  for (size_t i = 0; i < s.rank(); ++i)
    if (!axes[i]) out.push_back(s[i]);
    else if (keepdims) out.push_back(1);
  return out;
}

}  // namespace

Arr reduce_axes(Interp& in, const Ufunc& u, const Arr& a, const std::vector<bool>& set, DType loop, bool keepdims) {
  const DType out_type = u.rule == Rule::kLogical ? DType::kBool : loop;
  const Shape kept = reduced_shape(a->shape, set, false);
  const Ints out_strides = c_strides(kept, 1);
  std::vector<Axis> axes;
  size_t k = 0;
  for (size_t i = 0; i < a->shape.rank(); ++i) {
    const int64_t out = set[i] ? 0 : out_strides[k++];
    if (a->shape[i] != 1) axes.push_back({a->shape[i], a->strides[i], out, static_cast<bool>(set[i])});
  }
  const int64_t n = kept.elements();
  const Shape shape = reduced_shape(a->shape, set, keepdims);
  const bool empty = size(*a) == 0;
  const auto work = [u = &u, axes, n, loop, out_type, empty](const std::byte* p, DType from, std::byte* q) {
    const auto go = [&](auto zero) {
      using C = decltype(zero);
      std::vector<C> out(static_cast<size_t>(n), u->identity < 0 ? C(0) : u->identity == 2 ? static_cast<C>(-1.0) : static_cast<C>(u->identity));
      if (!empty) reduce_numbers<C>(*u, p, from, axes, out.data(), n);
      store(out_type, out.data(), n, q, static_cast<int64_t>(size_of(out_type)));
    };
    switch (u->rule == Rule::kLogical ? comp_of(from) : comp_of(loop)) {
      case Comp::kBool: go(uint8_t{}); break;
      case Comp::kInt: go(int64_t{}); break;
      case Comp::kUInt: go(uint64_t{}); break;
      case Comp::kFloat: go(float{}); break;
      case Comp::kDouble: go(double{}); break;
      default: go(Complex{});
    }
  };
  if (!memory(*a)->materialized() && big(size(*a)) && shape.rank() > 0) {
    auto buffer = memory(*a);
    const int64_t offset = a->offset;
    const DType from = a->dtype;
    return lazy(in, out_type, shape, [=](std::byte* q) { work(buffer->data() + offset, from, q); }, {buffer});
  }
  Arr out = make(in, out_type, shape);
  const std::byte* p = empty ? nullptr : data(*a);
  work(p, a->dtype, data(*out));
  if (!is_floating(out_type) || u.rule == Rule::kLogical || size(*out) == 0) return out;
  bool odd = false;                                                    // an overflow or inf - inf on the way
  for (int64_t i = 0; i < size(*out) && !odd; ++i) { double v = 0; convert(out_type, data(*out) + i * static_cast<int64_t>(size_of(out_type)), 0, DType::kFloat64, reinterpret_cast<std::byte*>(&v), 0, 1); odd = !std::isfinite(v); }
  if (odd && (u.name == "add" || u.name == "multiply")) {
    bool finite = true, nan = false;
    for (const double v : doubles(in, a)) { finite &= std::isfinite(v); nan |= std::isnan(v); }
    if (finite && !report(in, kOverflow, "reduce")) return {};
    if (!finite && !nan) {
      bool made = false;
      for (const double v : doubles(in, out)) made |= std::isnan(v);
      if (made && !report(in, kInvalid, "reduce")) return {};
    }
  }
  return out;
}

Value reduce(Interp& in, const Ufunc& u, const Arr& given, const Reduce& r, std::string_view what, const Value& source) {
  Arr a = given;
  const auto set = axis_set(in, r.axis, static_cast<int64_t>(a->shape.rank()));
  if (!set) return {};
  const Shape shape = reduced_shape(a->shape, *set, r.keepdims);

  if (!absent(r.where) && !(r.where.is_bool() && r.where.boolean())) {
    const Arr mask = as_array(in, r.where, Dt(DType::kBool));
    if (!mask) return {};
    if (u.identity < 0 && !r.initial)
      return in.raise("ValueError", "reduction operation '" + std::string(u.name) + "' does not have an identity, so to use a where mask one has to specify 'initial'");
    Arr filled = make(in, dt(*a), a->shape);
    const double blank = u.identity >= 0 ? u.identity : in.as_double(r.initial).value_or(0);
    convert(DType::kFloat64, reinterpret_cast<const std::byte*>(&blank), 0, a->dtype, data(*filled), static_cast<int64_t>(size_of(a->dtype)), size(*filled));
    UfuncCall call;
    call.where = Value(mask);
    call.out = Value(filled);
    call.casting = "unsafe";
    if (!call_ufunc(in, *find_ufunc("positive"), {is_bool(a->dtype) ? Value(astype(in, a, DType::kInt8)) : Value(a)}, call)) return {};
    a = filled;
  }

  if (is_object(a->dtype)) {
    if (size(*a) == 0 && u.identity < 0) return in.raise("ValueError", "zero-size array to reduction operation " + std::string(u.name) + " which has no identity");
    Arr out = make(in, DType::kVariant, reduced_shape(a->shape, *set, false));
    Ints out_strides(a->shape.rank(), 0);
    size_t k = 0;
    for (size_t i = 0; i < a->shape.rank(); ++i) if (!(*set)[i]) out_strides[i] = out->strides[k++];
    std::vector<Value> acc(static_cast<size_t>(std::max<int64_t>(size(*out), 1)));
    bool ok = true;
    Ints places;
    walk(a->shape, out_strides, [&](int64_t o) { places.push_back(o / 8); });
    size_t i = 0;
    walk(a->shape, a->strides, [&](int64_t o) {
      if (!ok) return;
      Value& slot = acc[static_cast<size_t>(places[i++])];
      const Value& item = object(*a, o);
      if (!slot) slot = item;
      else if (const auto op = u.name == "add" ? std::optional(py::BinaryOp::kAdd) : u.name == "multiply" ? std::optional(py::BinaryOp::kMul) : std::nullopt) slot = in.binary(*op, slot, item);
      else if (u.name == "logical_and" || u.name == "logical_or") { const auto t = in.truth(slot); if (!t) slot = Value(); else if ((u.name == "logical_and") == *t) slot = item; }
      else {
        const Value c = in.compare(u.name == "maximum" ? py::CompareOp::kGe : py::CompareOp::kLe, slot, item);
        const auto t = c ? in.truth(c) : std::nullopt;
        if (!t) slot = Value(); else if (!*t) slot = item;
      }
      ok = bool(slot);
    });
    if (!ok) return {};
    for (size_t j = 0; j < acc.size() && j < out->objects->size(); ++j) (*out->objects)[j] = acc[j] ? acc[j] : Value::integer(std::max(u.identity, 0));
    if (out->shape.rank() == 0) return (*out->objects)[0];
    return out;
  }
  if (is_text(a->dtype) && u.rule == Rule::kLogical) {
    if (!in.keras3()) return in.raise(numpy(in).ufunc_type_error, "ufunc '" + std::string(u.name) + "' did not contain a loop with signature matching types (None, <class 'numpy.dtypes.StrDType'>) -> None");
    const Arr full = astype(in, a, DType::kBool);
    return full ? reduce(in, u, full, r, what, source) : Value();
  }
  if (is_text(a->dtype)) {
    if (u.name == "maximum" || u.name == "minimum") {
      if (!in.keras3()) return in.raise(numpy(in).ufunc_type_error, "ufunc '" + std::string(u.name) + "' did not contain a loop with signature matching types (" + dtype_repr(dt(*a)) + ", " + dtype_repr(dt(*a)) + ") -> None");
    }
    if (in.keras3() && u.name == "add")
      return in.raise("TypeError", "the resolved dtypes are not compatible with add.reduce. Resolved (" + dtype_repr(dt(*a)) + ", " + dtype_repr(dt(*a)) + ", " + dtype_repr(Dt(DType::kString, a->text_width * 2, a->flavor)) + ")");
    return in.raise(numpy(in).ufunc_type_error, "ufunc '" + std::string(u.name) + "' did not contain a loop with signature matching types (" + dtype_repr(dt(*a)) + ", " + dtype_repr(dt(*a)) + ") -> None");
  }

  DType loop = r.dtype ? r.dtype->type : a->dtype;
  if (!r.dtype && (u.name == "add" || u.name == "multiply") && (is_bool(loop) || (is_integer(loop) && size_of(loop) < 8)))
    loop = is_unsigned(loop) ? DType::kUInt64 : DType::kInt64;
  if (u.rule != Rule::kLogical) {
    const DType chosen = loop_type(in, u, loop);
    if (chosen == DType::kInvalid)
      return in.raise(is_bool(loop) ? "TypeError" : "TypeError", is_bool(loop) && u.name == "subtract" ? "numpy boolean subtract, the `-` operator, is not supported, use the bitwise_xor, the `^` operator, or the logical_xor function instead."
                                    : "ufunc '" + std::string(u.name) + "' not supported for the input types, and the inputs could not be safely coerced to any supported types according to the casting rule ''safe''");
    loop = chosen;
  }
  if (size(*a) == 0 && u.identity < 0 && !r.initial && shape.elements() > 0)
    return in.raise("ValueError", "zero-size array to reduction operation " + std::string(u.name) + " which has no identity");
  Arr from = a;
  if (u.rule != Rule::kLogical && a->dtype != loop && (comp_of(a->dtype) != comp_of(loop) || is_inexact(loop))) from = astype(in, a, loop);
  if (!from) return {};
  Arr out;
  if (size(*a) == 0 && u.identity < 0 && r.initial) {
    out = make(in, u.rule == Rule::kLogical ? DType::kBool : loop, shape);
    Arr first = as_array(in, r.initial);
    if (!first || !assign(in, *out, *first)) return {};
  } else if (u.name == "subtract" || u.name == "divide" || u.name == "power" || u.name == "floor_divide" || u.name == "remainder") {
    // Not to be reordered: element by element along the one axis.
    out = make(in, result_type(u, loop), shape);
    const Arr kept = make(in, result_type(u, loop), reduced_shape(a->shape, *set, true));
    Ints strides = kept->strides;
    std::vector<bool> started(static_cast<size_t>(size(*kept)), false);
    for (size_t i = 0; i < strides.size(); ++i) if ((*set)[i]) strides[i] = 0;
    Ints places;
    walk(from->shape, strides, [&](int64_t o) { places.push_back(o); });
    size_t i = 0;
    const auto each = static_cast<int64_t>(size_of(loop));
    walk(from->shape, from->strides, [&](int64_t o) {
      std::byte* q = data(*kept) + places[i++];
      const auto place = static_cast<size_t>((q - data(*kept)) / each);
      if (!started[place]) std::memcpy(q, data(*from) + o, static_cast<size_t>(each));
      else run_loop(u, loop, q, 0, data(*from) + o, 0, loop, q, each, 1);
      started[place] = true;
    });
    std::memcpy(data(*out), data(*kept), static_cast<size_t>(size(*out) * each));
  } else {
    out = reduce_axes(in, u, from, *set, loop, r.keepdims);
    if (!out) return {};
    if (r.initial && !py::cast<py::Instance>(r.initial)) {
      const Value merged = call_ufunc(in, u, {Value(out), r.initial});
      if (!merged) return {};
      out = as_array(in, merged, Dt(out->dtype));
    }
  }
  if (!out) return {};
  if (r.dtype && u.rule != Rule::kLogical && out->dtype != r.dtype->type) out = astype(in, out, *r.dtype);
  if (!absent(r.out)) {
    auto* target = py::cast<NdArray>(r.out);
    if (!target) return in.raise("TypeError", "output must be an array");
    if (!(target->shape == out->shape)) return in.raise("ValueError", "output parameter for reduction operation " + std::string(u.name) + " has the wrong number of dimensions: Found " + std::to_string(target->shape.rank()) + " but expected " + std::to_string(out->shape.rank()));
    return assign(in, *target, *out) ? r.out : Value();
  }
  if (out->shape.rank() == 0 && !r.keepdims) {
    Value s = scalar(in, out);
    return s;
  }
  AxisMap axes;
  for (size_t i = 0; i < a->shape.rank(); ++i)
    if (!(*set)[i]) axes.push_back({0, static_cast<int>(i)});
    else if (r.keepdims) axes.push_back({-1, -1});
  return finish(in, out, what, {source}, std::move(axes));
}

}  // namespace misfit::np
