// The methods of ndarray, which scalars have too.
#include <cstring>

#include "core/visit.h"
#include "numpy/functions.h"
#include "numpy/index.h"
#include "numpy/linalg.h"
#include "numpy/ufunc.h"

namespace misfit::np {
namespace fn {

Value m_astype(Interp& in, py::Bound& b) {  // self, dtype, order='K', casting='unsafe', subok=True, copy=True
  const Arr a = as_array(in, b[0]);
  if (!b[1]) return in.raise("TypeError", "astype() missing required argument 'dtype' (pos 0)");
  const auto d = a ? as_dt(in, b[1]) : std::nullopt;
  if (!d) return {};
  const auto casting = std::string(in.as_str(b[3]).value_or("unsafe"));
  if (!np::can_cast(dt(*a), *d, casting)) return in.raise("TypeError", "Cannot cast array data from " + dtype_repr(dt(*a)) + " to " + dtype_repr(*d) + " according to the rule '" + casting + "'");
  const Arr out = np::astype(in, a, *d, flag(in, b[5]));
  if (!out) return in.pending() ? Value() : in.raise("TypeError", "Cannot cast array data from " + dtype_repr(dt(*a)) + " to " + dtype_repr(*d) + " according to the rule 'unsafe'");
  if (out->shape.rank() == 0 && !py::cast<NdArray>(b[0])) return scalar(in, out);
  return finish_array(in, out, "astype", {b[0]}, same_axes(out->shape));
}
Value astype(Interp& in, py::Bound& b) { return m_astype(in, b); }
Value tolist(Interp& in, py::Bound& b) { const Arr a = as_array(in, b[0]); return a ? to_list(in, *a) : Value(); }
Value item(Interp& in, py::Bound& b) {    // self, *args
  const Arr a = as_array(in, b[0]);
  if (!a) return {};
  auto args = in.items(b[1]);
  if (args.size() == 1 && in.is_sequence(args[0])) args = in.items(args[0]);
  if (args.empty()) {
    if (size(*a) != 1) return in.raise("ValueError", "can only convert an array of size 1 to a Python scalar");
    int64_t at = 0;
    walk(a->shape, a->strides, [&](int64_t o) { at = o; });
    return python_item(in, *a, at);
  }
  if (args.size() == 1) {
    const auto n = need_int(in, args[0]);
    if (!n) return {};
    const int64_t total = size(*a), i = *n < 0 ? *n + total : *n;
    if (i < 0 || i >= total) return in.raise("IndexError", "index " + std::to_string(*n) + " is out of bounds for " + (a->shape.rank() > 1 ? "size " : "axis 0 with size ") + std::to_string(total));
    const Ints steps = c_strides(a->shape, 1);
    int64_t at = 0;
    for (size_t k = 0; k < a->shape.rank(); ++k) at += i / steps[k] % a->shape[k] * a->strides[k];
    return python_item(in, *a, at);
  }
  if (args.size() != a->shape.rank()) return in.raise("ValueError", "incorrect number of indices for array");
  const Value v = get_item(in, a, in.tuple({args.begin(), args.end()}));
  const Arr one = v ? as_array(in, v) : Arr();
  return one ? python_item(in, *one, 0) : Value();
}
Value fill(Interp& in, py::Bound& b) { return set_item(in, Arr(py::cast<NdArray>(b[0])), in.ellipsis(), b[1]) ? Value::none() : Value(); }
Value m_copy(Interp& in, py::Bound& b) {
  if (!py::cast<NdArray>(b[0])) return b[0];
  const Arr a = as_array(in, b[0]);
  const auto order = in.as_str(b[1]).value_or("C");
  return finish_array(in, np::copy(in, *a, order.empty() ? 'C' : order[0]), "copy", {b[0]}, same_axes(a->shape));
}
Value m_deepcopy(Interp& in, py::Bound& b) { return py::cast<NdArray>(b[0]) ? Value(np::copy(in, *py::cast<NdArray>(b[0]), 'K')) : b[0]; }
Value m_view(Interp& in, py::Bound& b) {  // self, dtype=None, type=None
  const Arr a = as_array(in, b[0]);
  if (absent(b[1]) || b[1].same(Value(numpy(in).ndarray))) return view(in, a, a->shape, a->strides, a->offset);
  const auto d = as_dt(in, b[1]);
  if (!d) return {};
  const auto from = static_cast<int64_t>(stride_of(a->dtype)), to = static_cast<int64_t>(stride_of(d->type));
  Arr v = view(in, a, a->shape, a->strides, a->offset);
  v->dtype = d->type;
  v->flavor = d->flavor;
  v->text_width = d->width;
  if (from != to) {
    const size_t last = a->shape.rank() - 1;
    if (a->shape.rank() == 0 || a->strides[last] != from) return in.raise("ValueError", "To change to a dtype of a different size, the last axis must be contiguous");
    const int64_t bytes = a->shape[last] * from;
    if (bytes % to) return in.raise("ValueError", "When changing to a larger dtype, its size must be a divisor of the total size in bytes of the last axis of the array.");
    v->shape[last] = bytes / to;
    v->strides[last] = to;
  }
  return v;
}
Value m_tobytes(Interp& in, py::Bound& b) {
  const Arr a = as_array(in, b[0]);
  const Arr c = contiguous_array(in, a);
  std::string bytes;
  if (size(*c)) bytes.assign(reinterpret_cast<const char*>(data(*c)), static_cast<size_t>(size(*c)) * size_of(c->dtype));
  return Value(new py::Bytes(in.type_named("bytes"), std::move(bytes)));
}
Value m_array(Interp& in, py::Bound& b) {  // self, dtype=None, copy=None
  const Arr a = as_array(in, b[0]);
  if (absent(b[1])) return a;
  const auto d = as_dt(in, b[1]);
  const Arr out = d ? np::astype(in, a, *d) : Arr();
  return out ? Value(out) : Value();
}
Value m_len(Interp& in, py::Bound& b) { const auto n = in.length(b[0]); return n ? Value::integer(*n) : Value(); }
Value m_conj(Interp& in, py::Bound& b) { return call_ufunc(in, "conjugate", {b[0]}); }
Value m_setflags(Interp& in, py::Bound& b) {  // self, write=None, align=None, uic=None
  if (!absent(b[1])) py::cast<NdArray>(b[0])->writeable = flag(in, b[1]);
  return Value::none();
}
Value m_itemset(Interp& in, py::Bound& b) {
  const auto args = in.items(b[1]);
  if (args.size() == 1) return set_item(in, Arr(py::cast<NdArray>(b[0])), in.ellipsis(), args[0]) ? Value::none() : Value();
  if (args.size() < 2) return in.raise("ValueError", "itemset must have at least one argument");
  std::vector<Value> key(args.begin(), args.end() - 1);
  if (key.size() == 1 && key[0].is_int()) { const Value flat = in.get_attr(b[0], "flat"); return flat && in.set_item(flat, key[0], args.back()) ? Value::none() : Value(); }
  return set_item(in, Arr(py::cast<NdArray>(b[0])), key.size() == 1 ? key[0] : in.tuple(std::move(key)), args.back()) ? Value::none() : Value();
}
Value m_clip(Interp& in, py::Bound& b) { return clip(in, b); }
Value m_diagonal(Interp& in, py::Bound& b) { return diagonal(in, b); }
Value m_byteswap(Interp&, py::Bound& b) { return b[0]; }

}  // namespace fn

namespace {
constexpr Entry kMethods[] = {
    {"reshape", "self, *shape, order='C', copy=None", fn::m_reshape}, {"astype", "self, dtype=..., order='K', casting='unsafe', subok=True, copy=True", fn::m_astype},
    {"sum", "self, axis=None, dtype=None, out=None, keepdims=False, initial=None, where=True", fn::sum, "_sum"}, {"mean", "self, axis=None, dtype=None, out=None, keepdims=False, *, where=True", fn::mean, "_mean"},
    {"max", "self, axis=None, out=None, keepdims=False, initial=None, where=True", fn::max, "_amax"}, {"min", "self, axis=None, out=None, keepdims=False, initial=None, where=True", fn::min, "_amin"},
    {"std", "self, axis=None, dtype=None, out=None, ddof=0, keepdims=False, *, where=True, mean=None", fn::std_, "_std"}, {"var", "self, axis=None, dtype=None, out=None, ddof=0, keepdims=False, *, where=True, mean=None", fn::var, "_var"},
    {"argmax", "self, axis=None, out=None, *, keepdims=False", fn::argmax}, {"argmin", "self, axis=None, out=None, *, keepdims=False", fn::argmin}, {"flatten", "self, order='C'", fn::flatten}, {"ravel", "self, order='C'", fn::ravel},
    {"transpose", "self, *axes", fn::m_transpose}, {"tolist", "self", fn::tolist}, {"item", "self, *args", fn::item}, {"copy", "self, order='C'", fn::m_copy}, {"squeeze", "self, axis=None", fn::squeeze},
    {"dot", "self, b, out=None", fn::dot}, {"any", "self, axis=None, out=None, keepdims=False, *, where=True", fn::any, "_any"}, {"all", "self, axis=None, out=None, keepdims=False, *, where=True", fn::all, "_all"},
    {"prod", "self, axis=None, dtype=None, out=None, keepdims=False, initial=None, where=True", fn::prod, "_prod"}, {"cumsum", "self, axis=None, dtype=None, out=None", fn::cumsum}, {"cumprod", "self, axis=None, dtype=None, out=None", fn::cumprod},
    {"round", "self, decimals=0, out=None", fn::round_}, {"clip", "self, min=None, max=None, out=None, **kwargs", fn::clip}, {"sort", "self, axis=-1, kind=None, order=None", fn::m_sort}, {"argsort", "self, axis=-1, kind=None, order=None", fn::argsort},
    {"repeat", "self, repeats, axis=None", fn::repeat}, {"swapaxes", "self, axis1, axis2", fn::swapaxes}, {"fill", "self, value", fn::fill}, {"nonzero", "self", fn::nonzero}, {"take", "self, indices, axis=None, out=None, mode='raise'", fn::take},
    {"put", "self, indices, values, mode='raise'", fn::put}, {"view", "self, dtype=None, type=None", fn::m_view}, {"tobytes", "self, order='C'", fn::m_tobytes}, {"tostring", "self, order='C'", fn::m_tobytes},
    {"resize", "self, *new_shape, refcheck=True", fn::m_resize}, {"searchsorted", "self, v, side='left', sorter=None", fn::searchsorted}, {"partition", "self, kth, axis=-1, kind='introselect', order=None", fn::m_partition},
    {"argpartition", "self, kth, axis=-1, kind='introselect', order=None", fn::argpartition}, {"ptp", "self, axis=None, out=None, keepdims=False", fn::ptp}, {"trace", "self, offset=0, axis1=0, axis2=1, dtype=None, out=None", fn::trace},
    {"diagonal", "self, offset=0, axis1=0, axis2=1", fn::diagonal}, {"conj", "self", fn::m_conj}, {"conjugate", "self", fn::m_conj}, {"compress", "self, condition, axis=None, out=None", fn::m_compress}, {"choose", "self, choices, out=None, mode='raise'", fn::choose},
    {"setflags", "self, write=None, align=None, uic=None", fn::m_setflags}, {"itemset", "self, *args", fn::m_itemset}, {"newbyteorder", "self, new_order='S'", fn::m_byteswap}, {"byteswap", "self, inplace=False", fn::m_byteswap},
    {"__array__", "self, dtype=None, *, copy=None", fn::m_array}, {"__len__", "self", fn::m_len}, {"__copy__", "self", fn::m_deepcopy}, {"__deepcopy__", "self, memo=None", fn::m_deepcopy}};
}  // namespace

std::span<const Entry> array_methods() { return kMethods; }

}  // namespace misfit::np
