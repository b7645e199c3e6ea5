// Functions about text: printing, options, numbers in other bases; and the state of floating-point errors.
#include <cstring>

#include "core/visit.h"
#include "numpy/functions.h"
#include "numpy/print.h"
#include "numpy/ufunc.h"

namespace misfit::np::fn {
namespace {

constexpr const char* kModes[] = {"fixed", "unique", "maxprec", "maxprec_equal"};

// Takes the options that were given out of a call's arguments. False: pending.
bool read_options(Interp& in, py::Bound& b, PrintOptions* o) {
  const auto whole = [&](const char* name, int64_t* to) {
    const Value& v = b[name];
    if (absent(v)) return true;
    if (v.is_float() && std::string_view(name) == "threshold") { *to = v.number() > 9e18 ? INT64_MAX : static_cast<int64_t>(v.number()); return true; }
    const auto n = need_int(in, v);
    if (n) *to = *n;
    return n.has_value();
  };
  if (in.as_str(b["precision"])) { in.raise("TypeError", "precision must be an integer"); return false; }
  if (in.as_str(b["threshold"])) { in.raise("TypeError", "threshold must be numeric"); return false; }
  if (!whole("precision", &o->precision) || !whole("threshold", &o->threshold) || !whole("edgeitems", &o->edgeitems)) return false;
  if (const Value& v = b["floatmode"]; !absent(v)) {
    const auto s = in.as_str(v);
    for (int i = 0; i < 4; ++i) if (s && *s == kModes[i]) { o->floatmode = i; return true; }
    in.raise("ValueError", "floatmode option must be one of \"fixed\", \"unique\", \"maxprec\", \"maxprec_equal\"");
    return false;
  }
  return true;
}
bool read_rest(Interp& in, py::Bound& b, PrintOptions* o, const char* suppress, const char* width) {
  if (const Value& v = b[suppress]; !absent(v)) o->suppress = flag(in, v);
  if (const Value& v = b[width]; !absent(v)) { const auto n = need_int(in, v); if (!n) return false; o->linewidth = *n; }
  if (const auto s = absent(b["sign"]) ? std::nullopt : in.as_str(b["sign"])) o->sign = s->empty() ? '-' : (*s)[0];
  if (const auto* f = py::cast<py::Dict>(b["formatter"])) {
    o->formatter.clear();
    for (const auto& e : f->entries) if (e.key) if (const auto k = in.as_str(e.key)) o->formatter[std::string(*k)] = e.value;
  }
  return true;
}
Value options_dict(Interp& in) {
  const PrintOptions& o = numpy(in).print;
  auto d = in.dict();
  d->set(in, "edgeitems", Value::integer(o.edgeitems));
  d->set(in, "threshold", Value::integer(o.threshold));
  d->set(in, "floatmode", in.str_value(kModes[o.floatmode]));
  d->set(in, "precision", Value::integer(o.precision));
  d->set(in, "suppress", Value::boolean(o.suppress));
  d->set(in, "linewidth", Value::integer(o.linewidth));
  d->set(in, "nanstr", in.str_value(o.nanstr));
  d->set(in, "infstr", in.str_value(o.infstr));
  d->set(in, "sign", in.str_value(std::string(1, o.sign)));
  d->set(in, "formatter", Value::none());
  d->set(in, "legacy", Value::boolean(false));
  return d;
}
bool apply_options(Interp& in, py::Bound& b) {
  PrintOptions o = numpy(in).print;
  if (!read_options(in, b, &o) || !read_rest(in, b, &o, "suppress", "linewidth")) return false;
  if (b.given("formatter") && b["formatter"].is_none()) o.formatter.clear();
  else if (!b.given("formatter")) o.formatter.clear();
  if (const auto s = absent(b["nanstr"]) ? std::nullopt : in.as_str(b["nanstr"])) o.nanstr = *s;
  if (const auto s = absent(b["infstr"]) ? std::nullopt : in.as_str(b["infstr"])) o.infstr = *s;
  numpy(in).print = std::move(o);
  return true;
}
}  // namespace

Value set_printoptions(Interp& in, py::Bound& b) { return apply_options(in, b) ? Value::none() : Value(); }
Value get_printoptions(Interp& in, py::Bound&) { return options_dict(in); }

namespace {
// with np.printoptions(...): / with np.errstate(...): put back what was.
struct Restore : py::Object {
  static constexpr py::Kind kind{"numpy.context"};
  Restore(py::Type* t) : Object(kind, t) {}
  std::function<void()> enter, leave;
  Value result = Value::none();
};
Value context(Interp& in, const char* name, std::function<void()> enter, std::function<void()> leave) {
  py::Type* t = in.new_type("numpy", name, {}, Restore::kind);
  in.method(t, "__enter__", "self", [](Interp&, py::Bound& b) { auto* r = py::cast<Restore>(b[0]); r->enter(); return r->result; });
  in.method(t, "__exit__", "self, *args", [](Interp&, py::Bound& b) { py::cast<Restore>(b[0])->leave(); return Value::none(); });
  auto* r = new Restore(t);
  r->enter = std::move(enter);
  r->leave = std::move(leave);
  return Value(r);
}
std::optional<ErrMode> mode_of(Interp& in, const Value& v) {
  constexpr std::string_view kNames[] = {"ignore", "warn", "raise", "call", "print", "log"};
  const auto s = in.as_str(v);
  for (size_t i = 0; s && i < 6; ++i) if (*s == kNames[i]) return static_cast<ErrMode>(i);
  in.raise(in.keras3() ? "ValueError" : "KeyError", in.keras3() ? "invalid error mode " + in.repr(v).value_or("") + ", must be one of 'ignore', 'warn', 'raise', 'call', 'print', 'log'" : in.repr(v).value_or(""));
  return std::nullopt;
}
std::optional<ErrState> err_state(Interp& in, py::Bound& b) {  // all=None, divide=None, over=None, under=None, invalid=None
  ErrState e = numpy(in).err;
  if (!absent(b["all"])) { const auto m = mode_of(in, b["all"]); if (!m) return std::nullopt; e = {*m, *m, *m, *m}; }
  for (const auto& [name, slot] : {std::pair{"divide", &e.divide}, {"over", &e.over}, {"under", &e.under}, {"invalid", &e.invalid}})
    if (!absent(b[name])) { const auto m = mode_of(in, b[name]); if (!m) return std::nullopt; *slot = *m; }
  return e;
}
Value err_dict(Interp& in, const ErrState& e) {
  constexpr const char* kNames[] = {"ignore", "warn", "raise", "call", "print", "log"};
  auto d = in.dict();
  for (const auto& [name, m] : {std::pair{"divide", e.divide}, {"over", e.over}, {"under", e.under}, {"invalid", e.invalid}}) d->set(in, name, in.str_value(kNames[static_cast<int>(m)]));
  return d;
}
}  // namespace

Value printoptions(Interp& in, py::Bound& b) {
  const PrintOptions before = numpy(in).print;
  if (!apply_options(in, b)) return {};
  const PrintOptions after = numpy(in).print;
  numpy(in).print = before;
  Interp* i = &in;
  return context(in, "printoptions", [i, after] { numpy(*i).print = after; }, [i, before] { numpy(*i).print = before; });
}
Value seterr(Interp& in, py::Bound& b) {
  const ErrState old = numpy(in).err;
  const auto e = err_state(in, b);
  if (!e) return {};
  numpy(in).err = *e;
  return err_dict(in, old);
}
Value geterr(Interp& in, py::Bound&) { return err_dict(in, numpy(in).err); }
Value errstate(Interp& in, py::Bound& b) {
  const ErrState before = numpy(in).err;
  const auto e = err_state(in, b);
  if (!e) return {};
  Interp* i = &in;
  return context(in, "errstate", [i, e] { numpy(*i).err = *e; }, [i, before] { numpy(*i).err = before; });
}

Value array2string(Interp& in, py::Bound& b) {  // a, max_line_width=None, precision=None, suppress_small=None, separator=' ', prefix='', *, ...
  if (!py::cast<NdArray>(b[0]) && !py::cast<Scalar>(b[0])) return in.raise("AttributeError", "'" + type_name(in, b[0]) + "' object has no attribute 'size'");
  const Arr a = as_array(in, b[0]);
  if (!a) return {};
  PrintOptions o = numpy(in).print;
  if (!read_options(in, b, &o) || !read_rest(in, b, &o, "suppress_small", "max_line_width")) return {};
  const auto s = np::array2string(in, a, o, {std::string(in.as_str(b["separator"]).value_or(" ")), std::string(in.as_str(b["prefix"]).value_or("")), std::string(in.as_str(b["suffix"]).value_or(""))});
  return s ? in.str_value(*s) : Value();
}
Value array_str(Interp& in, py::Bound& b) {  // a, max_line_width=None, precision=None, suppress_small=None
  const Arr a = as_array(in, b[0]);
  if (!a) return {};
  PrintOptions o = numpy(in).print;
  if (!absent(b[2])) o.precision = need_int(in, b[2]).value_or(8);
  if (!absent(b[3])) o.suppress = flag(in, b[3]);
  const auto s = a->shape.rank() ? np::array2string(in, a, o, {}) : np::array_str(in, a);
  return s ? in.str_value(*s) : Value();
}
Value array_repr(Interp& in, py::Bound& b) {
  const Arr a = as_array(in, b[0]);
  if (!a) return {};
  PrintOptions o = numpy(in).print;
  if (!absent(b[2])) o.precision = need_int(in, b[2]).value_or(8);
  if (!absent(b[3])) o.suppress = flag(in, b[3]);
  const auto s = np::array_repr(in, a, o);
  return s ? in.str_value(*s) : Value();
}
Value format_float_positional(Interp& in, py::Bound& b) {  // x, precision=None, unique=True, fractional=True, trim='k', sign=False, pad_left=None, pad_right=None, min_digits=None
  const auto x = need_double(in, b[0]);
  if (!x) return {};
  const auto* s = py::cast<Scalar>(b[0]);
  return in.str_value(positional(*x, s ? s->value.dtype() : DType::kFloat64, absent(b[1]) ? -1 : need_int(in, b[1]).value_or(-1), flag(in, b[2]), flag(in, b[3]), in.as_str(b[4]).value_or("k")[0], flag(in, b[5]), absent(b[6]) ? -1 : need_int(in, b[6]).value_or(-1), absent(b[7]) ? -1 : need_int(in, b[7]).value_or(-1), absent(b[8]) ? 0 : need_int(in, b[8]).value_or(0)));
}
Value format_float_scientific(Interp& in, py::Bound& b) {  // x, precision=None, unique=True, trim='k', sign=False, pad_left=None, exp_digits=None, min_digits=None
  const auto x = need_double(in, b[0]);
  if (!x) return {};
  const auto* s = py::cast<Scalar>(b[0]);
  return in.str_value(scientific(*x, s ? s->value.dtype() : DType::kFloat64, absent(b[1]) ? -1 : need_int(in, b[1]).value_or(-1), flag(in, b[2]), in.as_str(b[3]).value_or("k")[0], flag(in, b[4]), absent(b[5]) ? -1 : need_int(in, b[5]).value_or(-1), absent(b[6]) ? -1 : need_int(in, b[6]).value_or(-1), absent(b[7]) ? 0 : need_int(in, b[7]).value_or(0)));
}
namespace {
std::string in_base(uint64_t v, int64_t base) {
  std::string s;
  do s.insert(0, 1, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[v % static_cast<uint64_t>(base)]); while (v /= static_cast<uint64_t>(base));
  return s;
}
}  // namespace
Value binary_repr(Interp& in, py::Bound& b) {  // num, width=None
  const auto n = need_int(in, b[0]);
  if (!n) return {};
  const auto width = absent(b[1]) ? std::optional<int64_t>() : need_int(in, b[1]);
  std::string s;
  if (*n >= 0) s = in_base(static_cast<uint64_t>(*n), 2);
  else if (!width) s = "-" + in_base(static_cast<uint64_t>(-*n), 2);
  else s = in_base((uint64_t{1} << *width) + static_cast<uint64_t>(*n), 2);
  if (width && static_cast<int64_t>(s.size()) < *width) s.insert(0, static_cast<size_t>(*width) - s.size(), *n < 0 ? '1' : '0');
  return in.str_value(s);
}
Value base_repr(Interp& in, py::Bound& b) {  // number, base=2, padding=0
  const auto n = need_int(in, b[0]), base = n ? need_int(in, b[1]) : std::nullopt, pad_by = base ? need_int(in, b[2]) : std::nullopt;
  if (!pad_by) return {};
  if (*base > 36 || *base < 2) return in.raise("ValueError", *base > 36 ? "Bases greater than 36 not handled in base_repr." : "Bases less than 2 not handled in base_repr.");
  std::string s = std::string(static_cast<size_t>(*pad_by), '0') + in_base(static_cast<uint64_t>(std::llabs(*n)), *base);
  return in.str_value(*n < 0 ? "-" + s : s);
}

// Files live as long as the run.
Value save(Interp& in, py::Bound& b) {    // file, arr
  const auto name = in.as_str(b[0]);
  const Arr a = as_array(in, b[1]);
  if (!name || !a) return a ? in.raise("TypeError", "expected str, bytes or os.PathLike object, not " + type_name(in, b[0])) : Value();
  std::string file(*name);
  if (file.size() < 4 || file.substr(file.size() - 4) != ".npy") file += ".npy";
  numpy(in).saved[file] = Value(np::copy(in, *a));
  return Value::none();
}
Value savez(Interp& in, py::Bound& b) {   // file, *args, **kwds
  const auto name = in.as_str(b[0]);
  if (!name) return in.raise("TypeError", "expected str, bytes or os.PathLike object, not " + type_name(in, b[0]));
  std::string file(*name);
  if (file.size() < 4 || file.substr(file.size() - 4) != ".npz") file += ".npz";
  auto d = in.dict();
  size_t i = 0;
  for (const Value& v : in.items(b[1])) { const Arr a = as_array(in, v); if (!a) return {}; d->set(in, "arr_" + std::to_string(i++), Value(np::copy(in, *a))); }
  for (const auto& e : py::cast<py::Dict>(b[2])->entries) if (e.key) { const Arr a = as_array(in, e.value); if (!a) return {}; d->set(in, *in.as_str(e.key), Value(np::copy(in, *a))); }
  numpy(in).saved[file] = d;
  return Value::none();
}
Value load(Interp& in, py::Bound& b) {
  const auto name = in.as_str(b[0]);
  const auto it = name ? numpy(in).saved.find(std::string(*name)) : numpy(in).saved.end();
  if (it == numpy(in).saved.end()) return in.raise("FileNotFoundError", "[Errno 2] No such file or directory: " + in.repr(b[0]).value_or(""));
  if (auto* a = py::cast<NdArray>(it->second)) return np::copy(in, *a);
  const Value more = in.import("numpy._more"), archive = more ? in.get_attr(more, "NpzFile") : Value();
  return archive ? in.call(archive, {it->second}) : Value();
}

}  // namespace misfit::np::fn
