// tf.TensorShape.
#include "numpy/ndarray.h"
#include "tensorflow/types.h"

namespace misfit::tf {
namespace {

Shape& self_of(const py::Value& v) { return py::cast<ShapeObject>(v)->shape; }
py::Value dimension(int64_t d) { return d < 0 ? py::Value::none() : py::Value::integer(d); }

// Quiet: nullopt with nothing pending means "no shape".
std::optional<int64_t> as_dimension(py::Interp& in, const py::Value& v, bool* raised) {
  if (v.is_none()) return Shape::kUnknown;
  if (v.is_float() || in.as_str(v)) {
    auto text = v.is_float() ? in.str(v) : std::optional<std::string>();
    *raised = true;
    if (v.is_float()) in.raise("TypeError", "Dimension value must be integer or None or have an __index__ method, got value '" + *text + "' with type '<class 'float'>'");
    else in.raise("TypeError", "Dimension value must be integer or None or have an __index__ method, got value '" + in.repr(v).value_or("") + "' with type '<class 'str'>'");
    return std::nullopt;
  }
  auto i = in.as_int(v);
  if (!i) {
    *raised = true;
    if (!in.pending()) {
      auto text = in.repr(v);
      if (text) in.raise("TypeError", "Dimension value must be integer or None or have an __index__ method, got value '" + *text + "' with type '<class '" + in.type_of(v)->name + "'>'");
    }
    return std::nullopt;
  }
  if (*i < 0) {
    *raised = true;
    in.raise("ValueError", "Dimension " + std::to_string(*i) + " must be >= 0");
    return std::nullopt;
  }
  return i;
}

py::Value incompatible(py::Interp& in, const Shape& a, const std::string& b) {
  return in.raise("ValueError", "Shapes " + python_text(a) + " and " + b + " are incompatible");
}

std::optional<Shape> merged(const Shape& a, const Shape& b) {
  if (!a.known_rank()) return b;
  if (!b.known_rank()) return a;
  if (a.rank() != b.rank()) return std::nullopt;
  Shape out = a;
  for (size_t i = 0; i < a.rank(); ++i) {
    if (a[i] < 0) out[i] = b[i];
    else if (b[i] >= 0 && b[i] != a[i]) return std::nullopt;
  }
  return out;
}

py::Value add(py::Interp& in, py::BinaryOp op, const py::Value& self, const py::Value& other, bool reflected) {
  if (op != py::BinaryOp::kAdd) return in.not_implemented();
  auto o = as_shape(in, other);
  if (!o) return {};
  const Shape& a = reflected ? *o : self_of(self);
  const Shape& b = reflected ? self_of(self) : *o;
  if (!a.known_rank() || !b.known_rank()) return shape_value(in, Shape::unknown_rank());
  Shape out = a;
  for (int64_t d : b) out.push_back(d);
  return shape_value(in, out);
}

py::Value item(py::Interp& in, const py::Value& self, const py::Value& key) {
  const Shape& s = self_of(self);
  if (!s.known_rank()) {
    if (py::cast<py::Slice>(key)) return shape_value(in, Shape::unknown_rank());
    return py::Value::none();
  }
  std::vector<py::Value> all;
  for (int64_t d : s) all.push_back(dimension(d));
  const py::Value got = in.get_item(in.tuple(std::move(all)), key);
  if (!got || !py::cast<py::Slice>(key)) return got;
  const auto part = as_shape(in, got);
  return part ? shape_value(in, *part) : py::Value();
}

}  // namespace

py::Value shape_value(py::Interp& in, const Shape& s) { return py::Value(new ShapeObject(types(in).shape, s)); }

std::optional<Shape> as_shape(py::Interp& in, const py::Value& v) {
  if (ShapeObject* s = py::cast<ShapeObject>(v)) return s->shape;
  if (v.is_none()) return Shape::unknown_rank();
  Shape out;
  bool raised = false;
  if (in.is_sequence(v)) {
    for (const py::Value& d : in.items(v)) {
      auto n = as_dimension(in, d, &raised);
      if (!n) return std::nullopt;
      out.push_back(*n);
    }
    return out;
  }
  if (TensorObject* t = as_tensor_object(v); (t && t->eager() && t->operand.shape.known_rank() && t->operand.shape.rank() == 1) || np::is_array(v)) {
    auto all = in.list_of(v);
    if (!all) {
      if (in.pending()) in.take();
      auto n = as_dimension(in, v, &raised);
      if (!n) return std::nullopt;
      return Shape{*n};
    }
    for (const py::Value& d : *all) {
      auto n = in.as_int(d);
      if (!n) return std::nullopt;
      out.push_back(*n);
    }
    return out;
  }
  auto n = as_dimension(in, v, &raised);
  if (!n) return std::nullopt;
  return Shape{*n};
}

void define_shape(py::Interp& in, Types& t) {
  t.shape = in.new_type("tensorflow.python.framework.tensor_shape", "TensorShape", {in.type_named("object")}, ShapeObject::kind);
  py::Slots& s = t.shape->slots;
  s.create = [](py::Interp& i, py::Type* type, const py::Args& a) -> py::Value {
    py::Value dims;
    if (!a.positional.empty()) dims = a.positional[0];
    for (const py::Keyword& k : a.keywords)
      if (k.name == "dims") dims = k.value;
    if (!dims) return i.raise("TypeError", "TensorShape.__init__() missing 1 required positional argument: 'dims'");
    auto shape = as_shape(i, dims);
    return shape ? py::Value(new ShapeObject(type, *shape)) : py::Value();
  };
  s.init = [](py::Interp&, const py::Value&, const py::Args&) { return true; };
  s.str = [](py::Interp&, const py::Value& v) -> std::optional<std::string> { return python_text(self_of(v)); };
  s.repr = [](py::Interp&, const py::Value& v) -> std::optional<std::string> {
    return "TensorShape(" + (self_of(v).known_rank() ? list_text(self_of(v)) : std::string("None")) + ")";
  };
  s.hash = [](py::Interp& i, const py::Value& v) -> std::optional<int64_t> {
    if (!self_of(v).known_rank()) return 0;
    std::vector<py::Value> all;
    for (int64_t d : self_of(v)) all.push_back(dimension(d));
    return i.hash(i.tuple(std::move(all)));
  };
  s.truth = [](py::Interp&, const py::Value& v) -> std::optional<bool> { return self_of(v).known_rank(); };
  s.length = [](py::Interp& i, const py::Value& v) -> std::optional<int64_t> {
    if (self_of(v).known_rank()) return static_cast<int64_t>(self_of(v).rank());
    i.raise("ValueError", "Cannot take the length of shape with unknown rank.");
    return std::nullopt;
  };
  s.iter = [](py::Interp& i, const py::Value& v) -> py::Value {
    if (!self_of(v).known_rank()) return i.raise("ValueError", "Cannot iterate over a shape with unknown rank.");
    std::vector<py::Value> all;
    for (int64_t d : self_of(v)) all.push_back(dimension(d));
    return i.iter(i.tuple(std::move(all)));
  };
  s.getitem = item;
  s.binary = add;
  s.compare = [](py::Interp& i, py::CompareOp op, const py::Value& self, const py::Value& other) -> py::Value {
    if (op != py::CompareOp::kEq && op != py::CompareOp::kNe) return i.not_implemented();
    auto o = as_shape(i, other);
    if (!o) {
      if (i.pending()) i.take();
      return i.not_implemented();
    }
    return py::Value::boolean((*o == self_of(self)) == (op == py::CompareOp::kEq));
  };
  in.property(t.shape, "rank", [](py::Interp&, py::Bound& a) { const Shape& x = self_of(a[0]); return x.known_rank() ? py::Value::integer(static_cast<int64_t>(x.rank())) : py::Value::none(); });
  in.property(t.shape, "ndims", [](py::Interp&, py::Bound& a) { const Shape& x = self_of(a[0]); return x.known_rank() ? py::Value::integer(static_cast<int64_t>(x.rank())) : py::Value::none(); });
  in.property(t.shape, "dims", [](py::Interp& i, py::Bound& a) -> py::Value {
    if (!self_of(a[0]).known_rank()) return py::Value::none();
    std::vector<py::Value> all;
    for (int64_t d : self_of(a[0])) all.push_back(dimension(d));
    return i.list(std::move(all));
  });
  in.method(t.shape, "as_list", "self", [](py::Interp& i, py::Bound& a) -> py::Value {
    if (!self_of(a[0]).known_rank()) return i.raise("ValueError", "as_list() is not defined on an unknown TensorShape.");
    std::vector<py::Value> all;
    for (int64_t d : self_of(a[0])) all.push_back(dimension(d));
    return i.list(std::move(all));
  });
  in.method(t.shape, "num_elements", "self", [](py::Interp&, py::Bound& a) {
    const Shape& x = self_of(a[0]);
    return x.fully_known() ? py::Value::integer(x.elements()) : py::Value::none();
  });
  in.method(t.shape, "is_fully_defined", "self", [](py::Interp&, py::Bound& a) { return py::Value::boolean(self_of(a[0]).fully_known()); });
  in.method(t.shape, "is_compatible_with", "self, other", [](py::Interp& i, py::Bound& a) -> py::Value {
    auto o = as_shape(i, a[1]);
    return o ? py::Value::boolean(compatible(self_of(a[0]), *o)) : py::Value();
  });
  in.method(t.shape, "assert_is_compatible_with", "self, other", [](py::Interp& i, py::Bound& a) -> py::Value {
    auto o = as_shape(i, a[1]);
    if (!o) return {};
    return compatible(self_of(a[0]), *o) ? py::Value::none() : incompatible(i, self_of(a[0]), i.str(a[1]).value_or(""));
  });
  in.method(t.shape, "merge_with", "self, other", [](py::Interp& i, py::Bound& a) -> py::Value {
    auto o = as_shape(i, a[1]);
    if (!o) return {};
    auto m = merged(self_of(a[0]), *o);
    return m ? shape_value(i, *m) : i.raise("ValueError", "Shapes " + python_text(self_of(a[0])) + " and " + python_text(*o) + " are not compatible");
  });
  in.method(t.shape, "assert_has_rank", "self, rank", [](py::Interp& i, py::Bound& a) -> py::Value {
    const Shape& x = self_of(a[0]);
    auto n = i.as_int(a[1]);
    if (i.pending() || !x.known_rank() || (n && static_cast<int64_t>(x.rank()) == *n)) return i.pending() ? py::Value() : py::Value::none();
    return i.raise("ValueError", "Shape " + python_text(x) + " must have rank " + i.str(a[1]).value_or(""));
  });
  in.method(t.shape, "assert_is_fully_defined", "self", [](py::Interp& i, py::Bound& a) -> py::Value {
    const Shape& x = self_of(a[0]);
    return x.fully_known() ? py::Value::none() : i.raise("ValueError", "Shape " + python_text(x) + " is not fully defined");
  });
  in.method(t.shape, "with_rank_at_least", "self, rank", [](py::Interp& i, py::Bound& a) -> py::Value {
    const Shape& x = self_of(a[0]);
    auto n = i.as_int(a[1]);
    if (!n) return {};
    if (x.known_rank() && static_cast<int64_t>(x.rank()) < *n) return i.raise("ValueError", "Shape " + python_text(x) + " must have rank at least " + std::to_string(*n));
    return a[0];
  });
  in.method(t.shape, "concatenate", "self, other", [](py::Interp& i, py::Bound& a) { return add(i, py::BinaryOp::kAdd, a[0], a[1], false); });
  in.method(t.shape, "with_rank", "self, rank", [](py::Interp& i, py::Bound& a) -> py::Value {
    auto n = i.as_int(a[1]);
    const Shape& x = self_of(a[0]);
    if (!n) return {};
    if (!x.known_rank()) return shape_value(i, Shape(std::vector<int64_t>(static_cast<size_t>(*n), -1)));
    if (static_cast<int64_t>(x.rank()) != *n) return i.raise("ValueError", "Shape " + python_text(x) + " must have rank " + std::to_string(*n));
    return a[0];
  });
}

}  // namespace misfit::tf
