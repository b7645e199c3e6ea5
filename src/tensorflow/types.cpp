// The classes of a run, and tensor.ref().
#include "tensorflow/types.h"

#include "python/hash.h"

namespace misfit::tf {
namespace {

struct Reference : py::Object {
  static constexpr py::Kind kind{"tf.Reference"};
  Reference(py::Type* t, py::Value v) : Object(kind, t), of(std::move(v)) {}
  py::Value of;
  void clear() override { of = {}; }
};

// Who is meant: the storage of a variable, else the object.
const void* identity(const py::Value& v) {
  if (Variable* x = py::cast<Variable>(v)) return x->cell.get();
  return v.object();
}

}  // namespace

Types::Types(py::Interp& in) {
  define_errors(in, *this);
  define_dtype(in, *this);
  define_shape(in, *this);
  define_spec(in, *this);
  define_tensor(in, *this);
  define_variable(in, *this);
  reference = in.new_type("tensorflow.python.util.object_identity", "Reference", {in.type_named("object")}, Reference::kind);
  reference->slots.hash = [](py::Interp&, const py::Value& v) -> std::optional<int64_t> { return py::hash_pointer(identity(py::cast<Reference>(v)->of)); };
  reference->slots.compare = [](py::Interp& i, py::CompareOp op, const py::Value& self, const py::Value& other) -> py::Value {
    Reference* o = py::cast<Reference>(other);
    if (!o || (op != py::CompareOp::kEq && op != py::CompareOp::kNe)) return i.not_implemented();
    return py::Value::boolean((identity(o->of) == identity(py::cast<Reference>(self)->of)) == (op == py::CompareOp::kEq));
  };
  reference->slots.repr = [](py::Interp& i, const py::Value& v) -> std::optional<std::string> {
    auto text = i.repr(py::cast<Reference>(v)->of);
    return text ? std::optional<std::string>("<Reference wrapping " + *text + ">") : std::nullopt;
  };
  in.method(reference, "deref", "self", [](py::Interp&, py::Bound& a) { return py::cast<Reference>(a[0])->of; });
}

py::Value make_reference(py::Interp& in, const py::Value& of) { return py::Value(new Reference(types(in).reference, of)); }

void register_types(py::Interp& in) { types(in); }

}  // namespace misfit::tf
