// ufuncs as objects: calling them, and their methods reduce, accumulate, outer, at and reduceat.
#include <cmath>
#include <cstring>

#include "core/visit.h"
#include "numpy/function.h"
#include "numpy/index.h"
#include "numpy/linalg.h"
#include "numpy/ufunc.h"

namespace misfit::np {
namespace {

struct Keywords { Value out, where, dtype, casting, axis, keepdims, initial; };

bool read_keywords(Interp& in, const Ufunc& u, const py::Args& args, Keywords* k) {
  for (const py::Keyword& w : args.keywords) {
    if (w.name == "out") k->out = w.value;
    else if (w.name == "where") k->where = w.value;
    else if (w.name == "dtype") k->dtype = w.value;
    else if (w.name == "casting") k->casting = w.value;
    else if (w.name == "axis") k->axis = w.value;
    else if (w.name == "keepdims") k->keepdims = w.value;
    else if (w.name == "initial") k->initial = w.value;
    else if (w.name == "order" || w.name == "subok" || w.name == "signature" || w.name == "sig") continue;
    else { in.raise("TypeError", std::string(u.name) + "() got an unexpected keyword argument '" + std::string(w.name) + "'"); return false; }
  }
  if (const auto* t = py::cast<py::Tuple>(k->out)) k->out = t->items.size() == 1 ? t->items[0] : Value();
  return true;
}

// modf, frexp, divmod, ldexp: two answers, or two kinds of operand.
Value two_answers(Interp& in, const Ufunc& u, const std::vector<Value>& inputs) {
  if (u.name == "divmod") {
    const Value q = call_ufunc(in, "floor_divide", inputs), r = q ? call_ufunc(in, "remainder", inputs) : Value();
    return r ? in.tuple({q, r}) : Value();
  }
  const Arr a = as_array(in, inputs[0]);
  if (!a) return {};
  const DType t = float_for(a->dtype);
  const auto x = doubles(in, a);
  std::vector<double> first, second;
  if (u.name == "ldexp") {
    const Arr e = as_array(in, inputs[1]);
    if (!e) return {};
    const auto powers = integers(in, e);
    for (size_t i = 0; i < x.size(); ++i) first.push_back(std::ldexp(x[i], static_cast<int>(powers[powers.size() == 1 ? 0 : i])));
    return finish(in, from_doubles(in, first, a->shape, t), "np.ldexp", {inputs[0]});
  }
  for (const double v : x) {
    if (u.name == "modf") { double whole; const double f = std::modf(v, &whole); first.push_back(f); second.push_back(whole); }
    else { int e; first.push_back(std::frexp(v, &e)); second.push_back(e); }
  }
  const Value p = finish(in, from_doubles(in, first, a->shape, t), "np.modf", {inputs[0]});
  const Value q = finish(in, from_doubles(in, second, a->shape, u.name == "modf" ? t : DType::kInt32), "np.modf", {inputs[0]});
  return in.tuple({p, q});
}

Value accumulate(Interp& in, const Ufunc& u, const Value& v, int64_t axis) {
  const Arr a = as_array(in, v);
  if (!a) return {};
  const auto k = normal_axis(in, axis, static_cast<int64_t>(a->shape.rank()));
  if (!k) return {};
  DType loop = a->dtype;
  if ((u.name == "add" || u.name == "multiply") && (is_bool(loop) || (is_integer(loop) && size_of(loop) < 8))) loop = is_unsigned(loop) ? DType::kUInt64 : DType::kInt64;
  if (is_text(loop) && in.keras3() && u.name == "add")
    return in.raise("TypeError", "the resolved dtypes are not compatible with add.accumulate. Resolved (" + dtype_repr(dt(*a)) + ", " + dtype_repr(dt(*a)) + ", " + dtype_repr(Dt(DType::kString, a->text_width * 2, a->flavor)) + ")");
  if (!is_number(loop))
    return in.raise(numpy(in).ufunc_type_error, "ufunc '" + std::string(u.name) + "' did not contain a loop with signature matching types (" + dtype_repr(dt(*a)) + ", " + dtype_repr(dt(*a)) + ") -> None");
  loop = u.rule == Rule::kLogical ? DType::kBool : loop_type(in, u, loop);
  const Arr from = loop == DType::kInvalid ? Arr() : astype(in, a, loop);
  if (!from) return in.pending() ? Value() : in.raise("TypeError", "ufunc '" + std::string(u.name) + "' not supported for the input types, and the inputs could not be safely coerced to any supported types according to the casting rule ''safe''");
  Arr out = copy(in, *from);
  before_write(*out);
  const auto each = static_cast<int64_t>(size_of(loop));
  const auto i = static_cast<size_t>(*k);
  Shape rest = out->shape.without(i);
  Ints strides = out->strides;
  const int64_t step = strides[i], n = out->shape[i];
  strides.erase(strides.begin() + *k);
  std::byte* p = size(*out) ? data(*out) : nullptr;
  walk(rest, strides, [&](int64_t o) { for (int64_t j = 1; j < n; ++j) run_loop(u, loop, p + o + (j - 1) * step, 0, p + o + j * step, 0, loop, p + o + j * step, each, 1); });
  return finish(in, out, "np." + std::string(u.name) + ".accumulate", {v});
}

Value outer(Interp& in, const Ufunc& u, const Value& a, const Value& b) {
  const Arr x = as_array(in, a), y = x ? as_array(in, b) : Arr();
  if (!y) return {};
  Shape s = x->shape;
  Ints strides = x->strides;
  for (size_t i = 0; i < y->shape.rank(); ++i) { s.push_back(1); strides.push_back(0); }
  return call_ufunc(in, u, {Value(view(in, x, s, strides, x->offset)), Value(y)});
}

Value at(Interp& in, const Ufunc& u, const py::Args& args) {
  auto* target = py::cast<NdArray>(args.positional[0]);
  if (!target) return in.raise("TypeError", "first operand must be array");
  const Arr index = as_array(in, args.positional[1]);
  if (!index) return {};
  const auto where = integers(in, index);
  const Arr values = args.positional.size() > 2 ? as_array(in, args.positional[2]) : Arr();
  if (args.positional.size() > 2 && !values) return {};
  const Arr spread = values ? broadcast_view(in, values, index->shape) : Arr();
  for (size_t i = 0; i < where.size(); ++i) {
    const Value key = Value::integer(where[i]);
    const Value old = get_item(in, Arr(target), key);
    if (!old) return {};
    std::vector<Value> operands = {old};
    if (u.nin == 2) {
      if (spread && index->shape.rank() == 1) operands.push_back(get_item(in, spread, Value::integer(static_cast<int64_t>(i))));
      else operands.push_back(args.positional[2]);
    }
    const Value fresh = call_ufunc(in, u, operands);
    if (!fresh || !set_item(in, Arr(target), key, fresh)) return {};
  }
  return Value::none();
}

Value reduceat(Interp& in, const Ufunc& u, const Value& v, const Value& indices) {
  const Arr a = as_array(in, v), where = a ? as_array(in, indices) : Arr();
  if (!where) return {};
  const auto cuts = integers(in, where);
  std::vector<Value> parts;
  for (size_t i = 0; i < cuts.size(); ++i) {
    const int64_t from = cuts[i], to = i + 1 < cuts.size() ? std::max(cuts[i + 1], from + 1) : a->shape[0];
    const Value piece = get_item(in, a, in.slice(Value::integer(from), Value::integer(to), Value::none()));
    Reduce r;
    r.axis = Value::integer(0);
    const Value total = piece ? reduce(in, u, Arr(py::cast<NdArray>(piece)), r, "reduceat", piece) : Value();
    if (!total) return {};
    parts.push_back(total);
  }
  const Arr out = as_array(in, in.list(std::move(parts)));
  return out ? finish(in, out, "np.add.reduceat", {v}) : Value();
}


Value call_method(Interp& in, const Ufunc& u, const std::string& name, const py::Args& args) {
  Keywords k;
  if (!read_keywords(in, u, args, &k)) return {};
  if (args.positional.empty()) return in.raise("TypeError", name + "() takes at least 1 positional argument (0 given)");
  if (u.nin == 1 && name != "at") return in.raise("ValueError", (name == "outer" ? "outer product" : name) + " only supported for binary functions");
  if (name == "reduce") {
    Reduce r;
    r.axis = args.positional.size() > 1 ? args.positional[1] : k.axis ? k.axis : Value::integer(0);
    r.keepdims = flag(in, k.keepdims);
    r.out = k.out;
    r.initial = absent(k.initial) ? Value() : k.initial;
    r.where = k.where;
    if (!absent(k.dtype)) { r.dtype = as_dt(in, k.dtype); if (!r.dtype) return {}; }
    const Arr a = as_array(in, args.positional[0]);
    return a ? reduce(in, u, a, r, "np." + std::string(u.name) + ".reduce", args.positional[0]) : Value();
  }
  if (name == "accumulate") {
    const auto axis = args.positional.size() > 1 ? need_int(in, args.positional[1]) : k.axis ? need_int(in, k.axis) : std::optional<int64_t>(0);
    return axis ? accumulate(in, u, args.positional[0], *axis) : Value();
  }
  if (args.positional.size() < 2) return in.raise("TypeError", name + "() takes 2 positional arguments");
  if (name == "outer") return outer(in, u, args.positional[0], args.positional[1]);
  if (name == "at") return at(in, u, args);
  return reduceat(in, u, args.positional[0], args.positional[1]);
}

}  // namespace

Value ufunc_call(Interp& in, const Value& self, const py::Args& args) {
  const Ufunc& u = *py::cast<UfuncObject>(self)->def;
  Keywords k;
  if (!read_keywords(in, u, args, &k)) return {};
  const auto n = static_cast<int>(args.positional.size());
  const std::string name(u.name);
  if (n < u.nin || n > u.nin + u.nout)
    return in.raise("TypeError", name + "() takes from " + std::to_string(u.nin) + " to " + std::to_string(u.nin + u.nout) + " positional arguments but " + std::to_string(n) + (n == 1 && in.keras3() ? " was given" : " were given"));
  if (n > u.nin) k.out = args.positional[static_cast<size_t>(u.nin)];
  std::vector<Value> inputs(args.positional.begin(), args.positional.begin() + u.nin);
  // A tensor or another class that speaks for itself is asked through its operator.
  if (u.name == "matmul") return matmul(in, inputs[0], inputs[1], k.out);
  if (u.nout == 2 || u.name == "ldexp") return two_answers(in, u, inputs);
  UfuncCall call;
  call.out = k.out;
  call.where = k.where;
  if (!absent(k.dtype)) { call.dtype = as_dt(in, k.dtype); if (!call.dtype) return {}; }
  if (const auto c = k.casting ? in.as_str(k.casting) : std::nullopt) call.casting = *c;
  return call_ufunc(in, u, std::move(inputs), call);
}

Value ufunc_getattr(Interp& in, const Value& self, std::string_view name) {
  const Ufunc& u = *py::cast<UfuncObject>(self)->def;
  if (name == "__name__" || name == "__qualname__") return in.str_value(std::string(u.name));
  if (name == "nin") return Value::integer(u.nin);
  if (name == "nout") return Value::integer(u.nout);
  if (name == "nargs") return Value::integer(u.nin + u.nout);
  if (name == "identity") return u.identity < 0 ? Value::none() : Value::integer(u.identity == 2 ? -1 : u.identity);
  for (const char* m : {"reduce", "accumulate", "outer", "at", "reduceat"})
    if (name == m) {
      const Ufunc* def = &u;
      const std::string method = m;
      return in.builtin(method, "*args, **kwargs", [def, method](Interp& i, py::Bound& b) {
        std::vector<py::Keyword> words;
        std::vector<std::string> names;
        auto* d = py::cast<py::Dict>(b[1]);
        names.reserve(d->entries.size());
        for (const auto& e : d->entries)
          if (e.key) { names.emplace_back(*i.as_str(e.key)); words.push_back({names.back(), e.value}); }
        const auto items = i.items(b[0]);
        return call_method(i, *def, method, py::Args{items, words});
      }, "numpy");
    }
  return {};
}

}  // namespace misfit::np
