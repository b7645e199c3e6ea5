// tf.TensorSpec: a shape, a dtype and a name.
#include "tensorflow/types.h"

namespace misfit::tf {
namespace {

SpecObject& self_of(const py::Value& v) { return *py::cast<SpecObject>(v); }

}  // namespace

py::Value spec_value(py::Interp& in, const Shape& s, DType d, std::string name) { return py::Value(new SpecObject(types(in).spec, s, d, std::move(name))); }

std::string spec_text(const SpecObject& s) {
  return "TensorSpec(shape=" + python_text(s.shape) + ", dtype=" + dtype_text(s.dtype) + ", name=" + (s.name.empty() ? "None" : "'" + s.name + "'") + ")";
}

void define_spec(py::Interp& in, Types& t) {
  t.type_spec = in.new_type("tensorflow.python.framework.type_spec", "TypeSpec", {in.type_named("object")}, SpecObject::kind);
  t.spec = in.new_type("tensorflow.python.framework.tensor", "TensorSpec", {t.type_spec}, SpecObject::kind);
  t.spec->slots.create = [](py::Interp& i, py::Type* type, const py::Args& a) -> py::Value {
    py::Value shape = a.positional.size() > 0 ? a.positional[0] : py::Value();
    py::Value dtype = a.positional.size() > 1 ? a.positional[1] : py::Value();
    py::Value name = a.positional.size() > 2 ? a.positional[2] : py::Value::none();
    for (const py::Keyword& k : a.keywords) {
      if (k.name == "shape") shape = k.value;
      else if (k.name == "dtype") dtype = k.value;
      else if (k.name == "name") name = k.value;
      else return i.raise("TypeError", "TensorSpec.__init__() got an unexpected keyword argument '" + std::string(k.name) + "'");
    }
    if (!shape) return i.raise("TypeError", "TensorSpec.__init__() missing 1 required positional argument: 'shape'");
    auto s = as_shape(i, shape);
    if (!s) return {};
    auto d = dtype ? as_dtype(i, dtype) : std::optional<DType>(DType::kFloat32);
    if (!d) return {};
    return py::Value(new SpecObject(type, *s, *d, std::string(i.as_str(name).value_or(""))));
  };
  t.spec->slots.init = [](py::Interp&, const py::Value&, const py::Args&) { return true; };
  t.spec->slots.repr = [](py::Interp&, const py::Value& v) -> std::optional<std::string> { return spec_text(self_of(v)); };
  t.spec->slots.compare = [](py::Interp& i, py::CompareOp op, const py::Value& self, const py::Value& other) -> py::Value {
    SpecObject* o = py::cast<SpecObject>(other);
    if ((op != py::CompareOp::kEq && op != py::CompareOp::kNe) || !o) return i.not_implemented();
    const SpecObject& s = self_of(self);
    return py::Value::boolean((s.shape == o->shape && s.dtype == o->dtype && s.name == o->name) == (op == py::CompareOp::kEq));
  };
  t.spec->slots.hash = [](py::Interp&, const py::Value& v) -> std::optional<int64_t> { return static_cast<int64_t>(self_of(v).dtype) * 31 + (self_of(v).shape.known_rank() ? static_cast<int64_t>(self_of(v).shape.rank()) : -1); };
  in.property(t.spec, "shape", [](py::Interp& i, py::Bound& a) { return shape_value(i, self_of(a[0]).shape); });
  in.property(t.spec, "dtype", [](py::Interp& i, py::Bound& a) { return dtype_value(i, self_of(a[0]).dtype); });
  in.property(t.spec, "name", [](py::Interp& i, py::Bound& a) { return self_of(a[0]).name.empty() ? py::Value::none() : i.str_value(self_of(a[0]).name); });
  in.static_method(t.spec, "from_tensor", "tensor, name=None", [](py::Interp& i, py::Bound& a) -> py::Value {
    auto x = convert(i, a[0]);
    return x ? spec_value(i, x->shape, x->dtype, std::string(i.as_str(a[1]).value_or(""))) : py::Value();
  });
  in.static_method(t.spec, "from_spec", "spec, name=None", [](py::Interp& i, py::Bound& a) -> py::Value {
    SpecObject* s = py::cast<SpecObject>(a[0]);
    return s ? spec_value(i, s->shape, s->dtype, std::string(i.as_str(a[1]).value_or(s->name))) : i.raise("ValueError", "`spec` should be a TypeSpec");
  });
  in.method(t.spec, "is_compatible_with", "self, spec_or_value", [](py::Interp& i, py::Bound& a) -> py::Value {
    const SpecObject& s = self_of(a[0]);
    if (SpecObject* o = py::cast<SpecObject>(a[1])) return py::Value::boolean(o->dtype == s.dtype && compatible(o->shape, s.shape));
    auto x = convert(i, a[1]);
    return x ? py::Value::boolean(x->dtype == s.dtype && compatible(x->shape, s.shape)) : py::Value();
  });
}

}  // namespace misfit::tf
