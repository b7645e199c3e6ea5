// `import numpy`: names are made when first asked for, so that the import costs nothing.
#include <cmath>

#include "modules/modules.h"
#include "modules/numpy_table.h"
#include "modules/python_modules.h"
#include "numpy/functions.h"
#include "numpy/index.h"
#include "numpy/random.h"
#include "numpy/ufunc.h"

namespace misfit::modules {
namespace {

using np::Numpy;
using np::Value;
using py::Interp;

// Names that only one of the two versions has.
bool only_in_1(std::string_view n) {
  for (const char* k : {"product", "cumproduct", "sometrue", "alltrue", "in1d", "trapz", "round_", "asfarray", "msort", "mat", "source", "find_common_type", "set_string_function"}) if (n == k) return true;
  return false;
}
bool only_in_2(std::string_view n) {
  for (const char* k : {"concat", "isdtype", "permute_dims", "matrix_transpose", "trapezoid", "unstack", "cumulative_sum", "astype", "acos", "asin", "atan", "acosh", "asinh", "atanh", "atan2", "pow", "bitwise_invert", "bitwise_left_shift", "bitwise_right_shift"}) if (n == k) return true;
  return false;
}

std::string_view ufunc_alias(std::string_view n) {
  for (const auto& [alias, name] : {std::pair<std::string_view, std::string_view>{"abs", "absolute"}, {"true_divide", "divide"}, {"mod", "remainder"}, {"conj", "conjugate"}, {"bitwise_not", "invert"}, {"bitwise_invert", "invert"},
                                    {"acos", "arccos"}, {"asin", "arcsin"}, {"atan", "arctan"}, {"acosh", "arccosh"}, {"asinh", "arcsinh"}, {"atanh", "arctanh"}, {"atan2", "arctan2"}, {"pow", "power"},
                                    {"bitwise_left_shift", "left_shift"}, {"bitwise_right_shift", "right_shift"}})
    if (n == alias) return name;
  return n;
}

py::Type* scalar_type(Interp& in, std::string_view n) {
  Numpy& s = np::numpy(in);
  const bool v2 = in.keras3();
  if (n == "ndarray") return s.ndarray;
  if (n == "generic") return s.generic;
  if (n == "number") return s.number;
  if (n == "integer") return s.integer;
  if (n == "signedinteger") return s.signedinteger;
  if (n == "unsignedinteger") return s.unsignedinteger;
  if (n == "inexact") return s.inexact;
  if (n == "floating") return s.floating;
  if (n == "complexfloating") return s.complexfloating;
  if (n == "flexible") return s.flexible;
  if (n == "character") return s.character;
  if (n == "dtype") return s.dtype;
  if (n == "ufunc") return s.ufunc;
  if (n == "bytes_" || (n == "string_" && !v2)) return s.bytes_;
  if (n == "datetime64") return s.datetime64;
  if (n == "timedelta64") return s.timedelta64;
  if (n == "object_") return s.object_;
  if (n == "void") return s.void_;
  const auto of = [&](DType t) { return s.scalars[static_cast<size_t>(t)]; };
  if (n == "bool_" || (n == "bool" && v2) || (n == "bool8" && !v2)) return of(DType::kBool);
  if (n == "str_" || (n == "unicode_" && !v2)) return of(DType::kString);
  if (n == "int_" || n == "intp" || n == "longlong" || (n == "long" && v2) || (n == "int0" && !v2)) return of(DType::kInt64);
  if (n == "uint" || n == "uintp" || n == "ulonglong" || (n == "ulong" && v2) || (n == "uint0" && !v2)) return of(DType::kUInt64);
  if (n == "double" || (n == "float_" && !v2) || n == "longdouble") return of(DType::kFloat64);
  if (n == "single") return of(DType::kFloat32);
  if (n == "half") return of(DType::kFloat16);
  if (n == "intc") return of(DType::kInt32);
  if (n == "uintc") return of(DType::kUInt32);
  if (n == "short") return of(DType::kInt16);
  if (n == "ushort") return of(DType::kUInt16);
  if (n == "byte") return of(DType::kInt8);
  if (n == "ubyte") return of(DType::kUInt8);
  if (n == "cdouble" || (n == "complex_" && !v2)) return of(DType::kComplex128);
  if (n == "csingle") return of(DType::kComplex64);
  for (const DType t : {DType::kInt8, DType::kInt16, DType::kInt32, DType::kInt64, DType::kUInt8, DType::kUInt16, DType::kUInt32, DType::kUInt64, DType::kFloat16, DType::kFloat32, DType::kFloat64, DType::kComplex64, DType::kComplex128})
    if (n == numpy_name(t)) return of(t);
  return nullptr;
}

std::optional<double> constant(Interp& in, std::string_view n) {
  if (n == "pi") return M_PI;
  if (n == "e") return M_E;
  if (n == "euler_gamma") return 0.5772156649015329;
  if (n == "inf") return INFINITY;
  if (n == "nan") return NAN;
  if (in.keras3()) return std::nullopt;
  if (n == "Inf" || n == "Infinity" || n == "infty" || n == "PINF") return INFINITY;
  if (n == "NINF") return -INFINITY;
  if (n == "NaN" || n == "NAN") return NAN;
  if (n == "PZERO") return 0.0;
  if (n == "NZERO") return -0.0;
  return std::nullopt;
}

// mgrid, ogrid, r_, c_, s_: objects to be indexed.
struct Indexer : py::Object {
  static constexpr py::Kind kind{"numpy.indexer"};
  Indexer(py::Type* t, std::string n) : Object(kind, t), name(std::move(n)) {}
  std::string name;
};

np::Arr slice_values(Interp& in, const py::Slice& s) {
  const auto start = s.start.is_none() ? std::optional<double>(0) : np::need_double(in, s.start), stop = start ? np::need_double(in, s.stop) : std::nullopt;
  if (!stop) return {};
  if (s.step.is_object() && !py::cast<np::Scalar>(s.step)) {   // 3j: that many points
    const auto steps = np::as_complex(in, s.step);
    if (steps) {
      const auto n = static_cast<int64_t>(std::fabs(steps->imag()));
      std::vector<double> v;
      for (int64_t i = 0; i < n; ++i) v.push_back(n == 1 ? *start : *start + static_cast<double>(i) * ((*stop - *start) / static_cast<double>(n - 1)));
      return np::from_doubles(in, std::move(v), Shape{n});
    }
  }
  const Value f = in.get_attr(in.import("numpy"), "arange");
  const Value a = f ? in.call(f, {s.start.is_none() ? Value::integer(0) : s.start, s.stop, s.step.is_none() ? Value::integer(1) : s.step}) : Value();
  return a ? np::as_array(in, a) : np::Arr();
}

Value index_grid(Interp& in, const Value& self, const Value& key) {
  const std::string& name = py::cast<Indexer>(self)->name;
  std::vector<Value> parts;
  const auto* t = py::cast<py::Tuple>(key);
  if (t) parts = t->items; else parts = {key};
  const Value numpy_module = in.import("numpy");
  if (name == "s_" || name == "index_exp") return key;
  if (name == "mgrid" || name == "ogrid") {
    std::vector<np::Arr> lines;
    for (const Value& p : parts) {
      const auto* s = py::cast<py::Slice>(p);
      if (!s) return in.raise("AttributeError", "'int' object has no attribute 'step'");
      const np::Arr line = slice_values(in, *s);
      if (!line) return {};
      lines.push_back(line);
    }
    if (!t) return lines[0];
    const size_t n = lines.size();
    Shape full;
    for (const np::Arr& l : lines) full.push_back(l->shape[0]);
    std::vector<Value> out;
    for (size_t i = 0; i < n; ++i) {
      Shape s(np::Ints(n, 1));
      np::Ints strides(n, 0);
      s[i] = full[i];
      strides[i] = lines[i]->strides[0];
      np::Arr v = np::view(in, lines[i], s, strides, lines[i]->offset);
      out.push_back(name == "ogrid" ? v : np::broadcast_view(in, v, full));
    }
    if (name == "ogrid") return in.keras3() ? in.tuple(std::move(out)) : in.list(std::move(out));
    return in.call(in.get_attr(numpy_module, "stack"), {in.list(std::move(out))});
  }
  std::vector<Value> pieces;
  for (const Value& p : parts) {
    if (const auto* s = py::cast<py::Slice>(p)) { const np::Arr a = slice_values(in, *s); if (!a) return {}; pieces.push_back(a); }
    else { const np::Arr a = np::as_array(in, p); if (!a) return {}; pieces.push_back(a); }
  }
  if (name == "c_") return in.call(in.get_attr(numpy_module, "column_stack"), {in.list(std::move(pieces))});
  const Value at_least = in.get_attr(numpy_module, "atleast_1d");
  for (Value& p : pieces) { p = in.call(at_least, {p}); if (!p) return {}; }
  return in.call(in.get_attr(numpy_module, "concatenate"), {in.list(std::move(pieces))});
}

// What NumPy says about names it no longer has.
std::string advice(Interp& in, std::string_view n) {
  const std::string name(n);
  for (const char* k : {"object", "bool", "float", "complex", "str", "int"})
    if (n == k) {
      std::string scalar = name == "object" ? "object_" : name == "bool" ? "bool_" : name == "float" ? "float64" : name == "complex" ? "complex128" : name == "str" ? "str_" : "";
      std::string text = "module 'numpy' has no attribute '" + name + "'.\n`np." + name + "` was a deprecated alias for the builtin `" + name + "`. To avoid this error in existing code, use `" + name + "` by itself. Doing this will not modify any behavior and is safe. ";
      if (name == "int") text += "When replacing `np.int`, you may wish to use e.g. `np.int64` or `np.int32` to specify the precision. If you wish to review your current use, check the release note link for additional information.";
      else text += "If you specifically wanted the numpy scalar type, use `np." + scalar + "` here.";
      return text + "\nThe aliases was originally deprecated in NumPy 1.20; for more details and guidance see the original release note at:\n    https://numpy.org/devdocs/release/1.20.0-notes.html#deprecations";
    }
  if (!in.keras3()) return "module 'numpy' has no attribute '" + name + "'";
  constexpr std::pair<const char*, const char*> kExpired[] = {
      {"geterrobj", "Use the np.errstate context manager instead."}, {"seterrobj", "Use the np.errstate context manager instead."}, {"cast", "Use `np.asarray(arr, dtype=dtype)` instead."}, {"source", "Use `inspect.getsource` instead."},
      {"lookfor", "Search NumPy's documentation directly."}, {"who", "Use an IDE variable explorer or `locals()` instead."}, {"fastCopyAndTranspose", "Use `arr.T.copy()` instead."}, {"set_numeric_ops", "For the general case, use `PyUFunc_ReplaceLoopBySignature`. For ndarray subclasses, define the ``__array_ufunc__`` method and override the relevant ufunc."},
      {"NINF", "Use `-np.inf` instead."}, {"PINF", "Use `np.inf` instead."}, {"NZERO", "Use `-0.0` instead."}, {"PZERO", "Use `0.0` instead."}, {"add_newdoc", "It's still available as `np.lib.add_newdoc`."}, {"add_docstring", "It's still available as `np.lib.add_docstring`."}, {"add_newdoc_ufunc", "It's an internal function and doesn't have a replacement."},
      {"compat", "There's no replacement, as Python 2 is no longer supported."}, {"safe_eval", "Use `ast.literal_eval` instead."}, {"float_", "Use `np.float64` instead."}, {"complex_", "Use `np.complex128` instead."}, {"longfloat", "Use `np.longdouble` instead."}, {"singlecomplex", "Use `np.complex64` instead."}, {"cfloat", "Use `np.complex128` instead."},
      {"longcomplex", "Use `np.clongdouble` instead."}, {"clongfloat", "Use `np.clongdouble` instead."}, {"string_", "Use `np.bytes_` instead."}, {"unicode_", "Use `np.str_` instead."}, {"Inf", "Use `np.inf` instead."}, {"Infinity", "Use `np.inf` instead."}, {"NaN", "Use `np.nan` instead."}, {"infty", "Use `np.inf` instead."},
      {"issctype", "Use `issubclass(rep, np.generic)` instead."}, {"maximum_sctype", "Use a specific dtype instead. You should avoid relying on any implicit mechanism and select the largest dtype of a kind explicitly in the code."}, {"obj2sctype", "Use `np.dtype(obj).type` instead."}, {"sctype2char", "Use `np.dtype(obj).char` instead."}, {"sctypes", "Access dtypes explicitly instead."},
      {"issubsctype", "Use `np.issubdtype` instead."}, {"set_string_function", "Use `np.set_printoptions` instead with a formatter for custom printing of NumPy objects."}, {"asfarray", "Use `np.asarray` with a proper dtype instead."}, {"issubclass_", "Use `issubclass` builtin instead."}, {"tracemalloc_domain", "It's now available from `np.lib`."}, {"mat", "Use `np.asmatrix` instead."},
      {"recfromcsv", "Use `np.genfromtxt` with comma delimiter instead."}, {"recfromtxt", "Use `np.genfromtxt` instead."}, {"deprecate", "Emit `DeprecationWarning` with `warnings.warn` directly, or use `typing.deprecated`."}, {"deprecate_with_doc", "Emit `DeprecationWarning` with `warnings.warn` directly, or use `typing.deprecated`."},
      {"find_common_type", "Use `numpy.promote_types` or `numpy.result_type` instead. To achieve semantics for the `scalar_types` argument, use `numpy.result_type` and pass the Python values `0`, `0.0`, or `0j`."}, {"round_", "Use `np.round` instead."}, {"get_array_wrap", ""}, {"DataSource", "It's still available as `np.lib.npyio.DataSource`."},
      {"nbytes", "Use `np.dtype(<dtype>).itemsize` instead."}, {"byte_bounds", "Now it's available under `np.lib.array_utils.byte_bounds`"}, {"compare_chararrays", "It's still available as `np.char.compare_chararrays`."}, {"format_parser", "It's still available as `np.rec.format_parser`."}, {"alltrue", "Use `np.all` instead."}, {"sometrue", "Use `np.any` instead."}};
  for (const auto& [k, text] : kExpired)
    if (n == k) return "`np." + name + "` was removed in the NumPy 2.0 release. " + text;
  return "module 'numpy' has no attribute '" + name + "'";
}

Value numpy_attribute(Interp& in, std::string_view n) {
  Numpy& s = np::numpy(in);
  if (!(in.keras3() ? only_in_1(n) : only_in_2(n)))
    if (const np::Entry* e = entry_named(numpy_functions(), n)) return np::function_value(in, *e);
  if (!(in.keras3() ? only_in_1(n) : only_in_2(n)))
    if (const np::Ufunc* u = np::find_ufunc(ufunc_alias(n))) return Value(new np::UfuncObject(s.ufunc, *u));
  if (py::Type* t = scalar_type(in, n)) {
    if (!in.keras3() && (n == "int0" || n == "bool8")) in.warn("DeprecationWarning", "`np." + std::string(n) + "` is a deprecated alias for `np." + (n == "int0" ? "intp" : "bool_") + "`.  (Deprecated NumPy 1.24)");
    return Value(t);
  }
  if (const auto d = constant(in, n)) return Value::number(*d);
  if (n == "newaxis") return Value::none();
  if (n == "True_" || n == "False_") return np::scalar(in, np::from_integers(in, {n == "True_"}, Shape{}, DType::kBool));
  if (n == "__version__") return in.str_value(in.keras3() ? "2.4.6" : "1.26.4");
  if (n == "_NoValue") return s.no_value;
  for (const char* k : {"mgrid", "ogrid", "r_", "c_", "s_", "index_exp"})
    if (n == k) {
      py::Type* t = in.new_type("numpy.lib", "nd_grid", {}, Indexer::kind);
      t->slots.getitem = index_grid;
      return Value(new Indexer(t, k));
    }
  for (const char* k : {"random", "linalg", "fft", "testing", "char", "exceptions", "typing", "lib", "ma", "polynomial"})
    if (n == k) return in.import("numpy." + std::string(k));
  if (n == "AxisError" && !in.keras3()) return Value(s.axis_error);
  if (n == "ComplexWarning" && !in.keras3()) return Value(s.complex_warning);
  if (n == "VisibleDeprecationWarning" && !in.keras3()) return Value(in.type_named("UserWarning"));
  return {};
}

// A module whose names come from a function.
using Lookup = Value (*)(Interp&, std::string_view);

Value from_table(Interp& in, std::span<const np::Entry> table, std::string_view n, const char* module) {
  const np::Entry* e = entry_named(table, n);
  return e ? np::function_value(in, *e, module) : Value();
}

Value numpy_getattr(Interp& in, const Value& self, std::string_view name) {
  py::Module& m = *py::cast<py::Module>(self);
  if (const Value known = m.dict->get(name)) return known;
  const Value made = numpy_attribute(in, name);
  if (made) { m.dict->set(in, name, made); return made; }
  if (in.pending() || (name.size() > 1 && name[0] == '_' && name[1] == '_')) return {};
  const bool other_version = in.keras3() ? only_in_1(name) : only_in_2(name);
  if (const Value text = other_version ? Value() : value_in_python_module(in, "numpy._more", name)) { m.dict->set(in, name, text); return text; }
  if (in.pending()) return {};
  if (name == "mat" && !in.keras3()) return numpy_getattr(in, self, "asmatrix");
  for (const char* k : {"bool", "object", "str", "long", "ulong"})
      if (name == k) in.warn("FutureWarning", "In the future `np." + std::string(name) + "` will be defined as the corresponding NumPy scalar.");
  return in.raise("AttributeError", advice(in, name));
}

Value random_attribute(Interp& in, std::string_view n) {
  np::Random& r = in.state<np::Random>();
  if (n == "RandomState") return Value(r.random_state);
  if (n == "Generator") return Value(r.generator);
  if (n == "SeedSequence") return Value(r.seed_sequence);
  if (n == "BitGenerator") return Value(r.bit_generator);
  for (py::Type* t : r.bit_generators)
    if (n == t->name) return Value(t);
  if (n == "default_rng") return in.builtin("default_rng", "seed=None", [](Interp& i, py::Bound& b) { return np::default_rng(i, b[0]); }, "numpy.random");
  if (n == "mtrand") return in.import("numpy.random");
  const Value global = r.global;
  if (const np::Entry* e = entry_named(np::state_methods(), n)) { (void)e; return in.get_attr(global, n); }
  return {};
}

template <Value (*lookup)(Interp&, std::string_view)> Value module_getattr(Interp& in, const Value& self, std::string_view name) {
  py::Module& m = *py::cast<py::Module>(self);
  if (const Value known = m.dict->get(name)) return known;
  const Value made = lookup(in, name);
  if (made) m.dict->set(in, name, made);
  return made;
}

// A function in C++, or one of those that numpy._submodules defines for the module.
Value from_table_or_text(Interp& in, std::span<const np::Entry> table, std::string_view name, const char* module, std::string_view texts) {
  if (const Value v = from_table(in, table, name, module)) return v;
  for (size_t at = 0; at < texts.size();) {
    const size_t end = std::min(texts.find(' ', at), texts.size());
    if (texts.substr(at, end - at) == name) return value_in_python_module(in, "numpy._submodules", name);
    at = end + 1;
  }
  return {};
}

constexpr std::string_view kTextFunctions =
    "isalnum isdecimal islower isnumeric isspace istitle isupper swapcase expandtabs encode decode translate rfind index rindex rsplit splitlines partition rpartition equal not_equal greater greater_equal less less_equal array asarray slice";

Value linalg_attribute(Interp& in, std::string_view n) {
  if (n == "LinAlgError") return Value(np::numpy(in).linalg_error);
  if (in.keras3())
    for (const char* k : {"matmul", "outer", "cross", "trace", "diagonal", "tensordot", "vecdot", "matrix_transpose"}) if (n == k) return in.get_attr(in.import("numpy"), n);
  return from_table_or_text(in, numpy_linalg_functions(), n, "numpy.linalg", "svdvals matrix_norm vector_norm tensorinv tensorsolve");
}
Value fft_attribute(Interp& in, std::string_view n) { return from_table_or_text(in, numpy_fft_functions(), n, "numpy.fft", "fftn ifftn rfftn irfftn rfft2 irfft2 hfft ihfft"); }
Value char_attribute(Interp& in, std::string_view n) { return from_table_or_text(in, numpy_char_functions(), n, "numpy.char", kTextFunctions); }
Value testing_attribute(Interp& in, std::string_view n) { return from_table_or_text(in, {}, n, "numpy.testing", "assert_ assert_allclose assert_array_equal assert_array_almost_equal assert_equal assert_almost_equal assert_array_less assert_approx_equal assert_string_equal assert_raises assert_raises_regex assert_array_almost_equal_nulp assert_array_max_ulp assert_warns SkipTest KnownFailureException verbose"); }
Value exceptions_attribute(Interp& in, std::string_view n) {
  Numpy& s = np::numpy(in);
  if (n == "AxisError") return Value(s.axis_error);
  if (n == "ComplexWarning") return Value(s.complex_warning);
  if (n == "DTypePromotionError") return Value(np::promotion_error(in));
  if (n == "VisibleDeprecationWarning") return Value(in.type_named("UserWarning"));
  return {};
}
Value typing_attribute(Interp& in, std::string_view n) {
  if (n == "NDArray" || n == "ArrayLike" || n == "DTypeLike") return Value(np::numpy(in).ndarray);
  return {};
}
Value lib_attribute(Interp& in, std::string_view n) { return n == "stride_tricks" ? in.import("numpy.lib.stride_tricks") : Value(); }
Value stride_attribute(Interp& in, std::string_view n) {
  static constexpr np::Entry kWindow{"sliding_window_view", "x, window_shape, axis=None, *, subok=False, writeable=False", np::fn::sliding_window_view};
  if (n == kWindow.name) return np::function_value(in, kWindow, "numpy.lib.stride_tricks");
  return n == "broadcast_to" ? in.get_attr(in.import("numpy"), n) : Value();
}
Value ma_attribute(Interp& in, std::string_view n) { return value_in_python_module(in, "numpy._ma_functions", n); }
Value polynomial_attribute(Interp& in, std::string_view n) { return value_in_python_module(in, "numpy._polynomial", n); }
Value core_attribute(Interp& in, std::string_view n) {
  Numpy& s = np::numpy(in);
  if (n == "UFuncTypeError" || n == "_UFuncNoLoopError" || n == "_UFuncOutputCastingError") return Value(s.ufunc_type_error);
  if (n == "_ArrayMemoryError") return Value(s.memory_error);
  if (n == "AxisError") return Value(s.axis_error);
  if (n == "_exceptions") return in.import(in.keras3() ? "numpy._core._exceptions" : "numpy.core._exceptions");
  return {};
}

using GetAttr = Value (*)(Interp&, const Value&, std::string_view);

void lazy_module(Interp& in, const std::string& name, GetAttr getattr) {
  in.register_module(name, [getattr](Interp& i, py::Module& m) {
    py::Type* plain = m.type;
    py::Type* t = i.new_type(plain->module, plain->name, {plain}, py::Module::kind);
    t->slots.getattr = getattr;
    m.type = t;
    return true;
  });
}

}  // namespace

void register_numpy(Interp& in) {
  lazy_module(in, "numpy", numpy_getattr);
  lazy_module(in, "numpy.random", module_getattr<random_attribute>);
  lazy_module(in, "numpy.linalg", module_getattr<linalg_attribute>);
  lazy_module(in, "numpy.fft", module_getattr<fft_attribute>);
  lazy_module(in, "numpy.char", module_getattr<char_attribute>);
  lazy_module(in, "numpy.testing", module_getattr<testing_attribute>);
  lazy_module(in, "numpy.exceptions", module_getattr<exceptions_attribute>);
  lazy_module(in, "numpy.typing", module_getattr<typing_attribute>);
  lazy_module(in, "numpy.lib", module_getattr<lib_attribute>);
  lazy_module(in, "numpy.lib.stride_tricks", module_getattr<stride_attribute>);
  lazy_module(in, "numpy.ma", module_getattr<ma_attribute>);
  lazy_module(in, "numpy.polynomial", module_getattr<polynomial_attribute>);
  lazy_module(in, "numpy.strings", module_getattr<char_attribute>);
  lazy_module(in, "numpy.core", module_getattr<core_attribute>);
  lazy_module(in, "numpy.core._exceptions", module_getattr<core_attribute>);
  lazy_module(in, "numpy._core", module_getattr<core_attribute>);
  lazy_module(in, "numpy._core._exceptions", module_getattr<core_attribute>);
}

}  // namespace misfit::modules
