// tf.float32 and its like: the DType objects, and what programs pass for them.
#include <limits>

#include "numpy/ndarray.h"
#include "tensorflow/types.h"

namespace misfit::tf {
namespace {

DTypeObject& self_of(const py::Value& v) { return *py::cast<DTypeObject>(v); }

py::Value limit(py::Interp& in, DType t, bool top) {
  switch (t) {
    case DType::kBool: return py::Value::boolean(top);
    case DType::kInt8: return py::Value::integer(top ? 127 : -128);
    case DType::kUInt8: return py::Value::integer(top ? 255 : 0);
    case DType::kInt16: return py::Value::integer(top ? 32767 : -32768);
    case DType::kUInt16: return py::Value::integer(top ? 65535 : 0);
    case DType::kInt32: return py::Value::integer(top ? std::numeric_limits<int32_t>::max() : std::numeric_limits<int32_t>::min());
    case DType::kUInt32: return py::Value::integer(top ? int64_t{4294967295} : 0);
    case DType::kInt64: return py::Value::integer(top ? std::numeric_limits<int64_t>::max() : std::numeric_limits<int64_t>::min());
    case DType::kFloat16: { const Half h(top ? 65504.0f : -65504.0f); return np::scalar_value(in, Tensor::scalar(h)); }
    case DType::kFloat32: return np::scalar_value(in, Tensor::scalar(top ? std::numeric_limits<float>::max() : std::numeric_limits<float>::lowest()));
    case DType::kFloat64: return np::scalar_value(in, Tensor::scalar(top ? std::numeric_limits<double>::max() : std::numeric_limits<double>::lowest()));
    default: return in.raise("TypeError", std::string("Cannot find ") + (top ? "maximum" : "minimum") + " value of " + dtype_text(t) + ".");
  }
}

int enumerator(DType t) {
  switch (t) {
    case DType::kFloat32: return 1;
    case DType::kFloat64: return 2;
    case DType::kInt32: return 3;
    case DType::kUInt8: return 4;
    case DType::kInt16: return 5;
    case DType::kInt8: return 6;
    case DType::kString: return 7;
    case DType::kComplex64: return 8;
    case DType::kInt64: return 9;
    case DType::kBool: return 10;
    case DType::kBFloat16: return 14;
    case DType::kUInt16: return 17;
    case DType::kComplex128: return 18;
    case DType::kFloat16: return 19;
    case DType::kResource: return 20;
    case DType::kVariant: return 21;
    case DType::kUInt32: return 22;
    default: return 23;
  }
}

// Without raising: what a value names, if it names a dtype at all.
std::optional<DType> named(py::Interp& in, const py::Value& v) {
  if (DTypeObject* d = py::cast<DTypeObject>(v)) return d->dtype;
  if (auto text = in.as_str(v)) {
    if (*text == "half") return DType::kFloat16;
    if (*text == "float") return DType::kFloat32;
    if (*text == "double") return DType::kFloat64;
    return dtype_named(*text);
  }
  if (v.object() == in.type_named("float")) return DType::kFloat32;
  if (v.object() == in.type_named("bool")) return DType::kBool;
  if (v.object() == in.type_named("int") || v.object() == in.type_named("str") || v.object() == in.type_named("object") || !v.is_object()) return std::nullopt;
  auto d = np::as_dtype(in, v);
  if (!d && in.pending()) in.take();
  return d;
}

}  // namespace

std::string dtype_text(DType t) { return "tf." + std::string(tf_name(t)); }

std::optional<DType> as_dtype(py::Interp& in, const py::Value& v) {
  if (auto d = named(in, v)) return d;
  auto text = in.repr(v);
  if (text) in.raise("TypeError", "Cannot convert the argument `type_value`: " + *text + " to a TensorFlow DType.");
  return std::nullopt;
}

py::Value dtype_value(py::Interp& in, DType d) {
  Types& t = types(in);
  py::Value& v = t.dtypes[static_cast<size_t>(d)];
  if (!v) v = py::Value(new DTypeObject(t.dtype, d));
  return v;
}

void define_dtype(py::Interp& in, Types& t) {
  t.dtypes.resize(static_cast<size_t>(DType::kInvalid) + 1);
  t.dtype = in.new_type("tensorflow.python.framework.dtypes", "DType", {in.type_named("object")}, DTypeObject::kind);
  t.dtype->slots.repr = [](py::Interp& i, const py::Value& v) -> std::optional<std::string> {
    (void)i;
    return dtype_text(self_of(v).dtype);
  };
  t.dtype->slots.str = [](py::Interp&, const py::Value& v) -> std::optional<std::string> { return "<dtype: '" + std::string(tf_name(self_of(v).dtype)) + "'>"; };
  t.dtype->slots.hash = [](py::Interp&, const py::Value& v) -> std::optional<int64_t> { return enumerator(self_of(v).dtype); };
  t.dtype->slots.compare = [](py::Interp& i, py::CompareOp op, const py::Value& self, const py::Value& other) -> py::Value {
    if (op != py::CompareOp::kEq && op != py::CompareOp::kNe) return i.not_implemented();
    const auto o = other.is_none() ? std::nullopt : named(i, other);
    return py::Value::boolean((o && *o == self_of(self).dtype) == (op == py::CompareOp::kEq));
  };
  t.dtype->slots.create = [](py::Interp& i, py::Type*, const py::Args& a) -> py::Value {
    if (a.positional.empty()) return i.raise("TypeError", "__init__(): incompatible constructor arguments.");
    const auto d = as_dtype(i, a.positional[0]);
    return d ? dtype_value(i, *d) : py::Value();
  };
  t.dtype->slots.init = [](py::Interp&, const py::Value&, const py::Args&) { return true; };
  in.property(t.dtype, "name", [](py::Interp& i, py::Bound& a) { return i.str_value(std::string(tf_name(self_of(a[0]).dtype))); });
  in.property(t.dtype, "size", [](py::Interp&, py::Bound& a) { const DType d = self_of(a[0]).dtype; return py::Value::integer(d == DType::kString ? 1 : static_cast<int64_t>(size_of(d))); });
  in.property(t.dtype, "base_dtype", [](py::Interp&, py::Bound& a) { return a[0]; });
  in.property(t.dtype, "real_dtype", [](py::Interp& i, py::Bound& a) {
    const DType d = self_of(a[0]).dtype;
    return dtype_value(i, d == DType::kComplex64 ? DType::kFloat32 : d == DType::kComplex128 ? DType::kFloat64 : d);
  });
  in.property(t.dtype, "as_numpy_dtype", [](py::Interp& i, py::Bound& a) -> py::Value {
    const DType d = self_of(a[0]).dtype;
    if (d == DType::kString) return py::Value(i.type_named("object"));
    const py::Value n = np::dtype_value(i, d);
    return n ? i.get_attr(n, "type") : n;
  });
  in.property(t.dtype, "as_datatype_enum", [](py::Interp&, py::Bound& a) { return py::Value::integer(enumerator(self_of(a[0]).dtype)); });
  in.property(t.dtype, "is_floating", [](py::Interp&, py::Bound& a) { return py::Value::boolean(is_floating(self_of(a[0]).dtype)); });
  in.property(t.dtype, "is_integer", [](py::Interp&, py::Bound& a) { return py::Value::boolean(is_integer(self_of(a[0]).dtype)); });
  in.property(t.dtype, "is_complex", [](py::Interp&, py::Bound& a) { return py::Value::boolean(is_complex(self_of(a[0]).dtype)); });
  in.property(t.dtype, "is_bool", [](py::Interp&, py::Bound& a) { return py::Value::boolean(self_of(a[0]).dtype == DType::kBool); });
  in.property(t.dtype, "is_unsigned", [](py::Interp&, py::Bound& a) { return py::Value::boolean(is_unsigned(self_of(a[0]).dtype)); });
  in.property(t.dtype, "is_numeric", [](py::Interp&, py::Bound& a) { const DType d = self_of(a[0]).dtype; return py::Value::boolean(is_floating(d) || is_integer(d) || is_complex(d)); });
  in.property(t.dtype, "is_numpy_compatible", [](py::Interp&, py::Bound& a) { const DType d = self_of(a[0]).dtype; return py::Value::boolean(d != DType::kResource && d != DType::kVariant); });
  in.property(t.dtype, "max", [](py::Interp& i, py::Bound& a) { return limit(i, self_of(a[0]).dtype, true); });
  in.property(t.dtype, "min", [](py::Interp& i, py::Bound& a) { return limit(i, self_of(a[0]).dtype, false); });
  in.property(t.dtype, "limits", [](py::Interp& i, py::Bound& a) -> py::Value {
    const py::Value low = limit(i, self_of(a[0]).dtype, false);
    const py::Value high = low ? limit(i, self_of(a[0]).dtype, true) : low;
    return high ? i.tuple({low, high}) : high;
  });
  in.method(t.dtype, "is_compatible_with", "self, other", [](py::Interp& i, py::Bound& a) -> py::Value {
    const auto o = as_dtype(i, a[1]);
    return o ? py::Value::boolean(*o == self_of(a[0]).dtype) : py::Value();
  });
}

}  // namespace misfit::tf
