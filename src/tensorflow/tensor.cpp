// EagerTensor and SymbolicTensor as the program sees them.
#include "numpy/array.h"
#include "tensorflow/call.h"
#include "tensorflow/types.h"

namespace misfit::tf {
namespace {

TensorObject& self_of(const py::Value& v) { return *py::cast<TensorObject>(v); }

std::string symbolic_name(const TensorObject& t) { return t.operand.node->name + ":" + std::to_string(t.operand.output); }

py::Value scalar_python(py::Interp& in, const Tensor& t) {
  if (t.dtype() == DType::kString) return py::Value(new py::Bytes(in.type_named("bytes"), t.text_at(0)));
  return np::scalar_value(in, t);
}

std::optional<std::string> show(py::Interp& in, const py::Value& v, bool repr) {
  TensorObject& t = self_of(v);
  if (!t.eager()) {
    const std::string shape = python_text(t.operand.shape);
    if (repr) return "<tf.Tensor '" + symbolic_name(t) + "' shape=" + shape + " dtype=" + std::string(tf_name(t.operand.dtype)) + ">";
    return "Tensor(\"" + symbolic_name(t) + "\"" + (t.operand.shape.known_rank() ? ", shape=" + shape : "") + ", dtype=" + std::string(tf_name(t.operand.dtype)) + ")";
  }
  std::string text = numpy_text(in, t.operand.value, repr);
  if (in.pending()) return std::nullopt;
  if (text.find('\n') != std::string::npos) text = "\n" + text;
  const std::string shape = "shape=" + python_text(t.operand.shape), dtype = "dtype=" + std::string(tf_name(t.operand.dtype));
  if (repr) return "<tf.Tensor: " + shape + ", " + dtype + ", numpy=" + text + ">";
  return "tf.Tensor(" + text + ", " + shape + ", " + dtype + ")";
}

py::Value not_in_graph(py::Interp& in, std::string_view what) {
  return raise_error(in, "OperatorNotAllowedInGraphError", std::string(what) + " is not allowed. You can attempt the following resolutions to the problem:"
      " If you are running in Graph mode, use Eager execution mode or decorate this function with @tf.function."
      " If you are using AutoGraph, you can try decorating this function with @tf.function. If that does not work, then you may be using an unsupported feature or your source code may not be visible to AutoGraph."
      " See https://github.com/tensorflow/tensorflow/blob/master/tensorflow/python/autograph/g3doc/reference/limitations.md#access-to-source-code for more information.");
}

py::Value as_numpy(py::Interp& in, const py::Value& v) {
  TensorObject& t = self_of(v);
  if (!t.eager())
    return raise_error(in, "NotImplementedError", "Cannot convert a symbolic tf.Tensor (" + symbolic_name(t) +
        ") to a numpy array. This error may indicate that you're trying to pass a Tensor to a NumPy call, which is not supported.");
  return to_numpy(in, t.operand.value, t.step);
}

std::optional<bool> truth(py::Interp& in, const py::Value& v) {
  TensorObject& t = self_of(v);
  if (!t.eager()) {
    not_in_graph(in, "Using a symbolic `tf.Tensor` as a Python `bool`");
    return std::nullopt;
  }
  const py::Value n = to_numpy(in, t.operand.value);
  return n ? in.truth(n) : std::nullopt;
}

std::optional<int64_t> length(py::Interp& in, const py::Value& v) {
  TensorObject& t = self_of(v);
  if (!t.eager()) {
    in.raise("TypeError", "len is not well defined for a symbolic Tensor (" + symbolic_name(t) + "). Please call `x.shape` rather than `len(x)` for shape information.");
    return std::nullopt;
  }
  if (t.operand.shape.rank() == 0) {
    in.raise("TypeError", "Scalar tensor has no `len()`");
    return std::nullopt;
  }
  return t.operand.shape[0];
}

py::Value iterate(py::Interp& in, const py::Value& v) {
  TensorObject& t = self_of(v);
  if (!t.eager()) return not_in_graph(in, "Iterating over a symbolic `tf.Tensor`");
  const Shape& s = t.operand.shape;
  if (s.rank() == 0) return in.raise("TypeError", "Cannot iterate over a scalar tensor.");
  std::vector<py::Value> rows;
  for (int64_t i = 0; i < s[0]; ++i) {
    Operands row;
    if (in.state<Context>().tapes.empty()) {
      const Tensor r = t.operand.value.rows(i, i + 1).reshaped(s.slice(1, s.rank()));
      rows.push_back(eager_value(in, r, t.step));
    } else {
      rows.push_back(tensor_item(in, v, py::Value::integer(i)));
      if (!rows.back()) return {};
    }
  }
  return in.iter(in.list(std::move(rows)));
}

py::Value attribute_missing(py::Interp& in, py::Bound& a) {
  const TensorObject& t = self_of(a[0]);
  const std::string name(in.as_str(a[1]).value_or(""));
  static constexpr std::string_view kNumpy[] = {"T", "astype", "ravel", "transpose", "reshape", "clip", "size", "tolist", "data"};
  for (std::string_view n : kNumpy)
    if (n == name)
      return in.raise("AttributeError", t.type->name + " object has no attribute '" + name + "'. \n        If you are looking for numpy-related methods, please run the following:\n"
                      "        tf.experimental.numpy.experimental_enable_numpy_behavior()\n      ");
  return in.raise("AttributeError", (t.eager() ? "'tensorflow.python.framework.ops.EagerTensor'" : "'SymbolicTensor'") + std::string(" object has no attribute '") + name + "'");
}

py::Value to_scalar(py::Interp& in, const py::Value& v, std::string_view builtin) {
  TensorObject& t = self_of(v);
  if (!t.eager()) return in.raise("TypeError", std::string(builtin) + "() argument must be a string, a bytes-like object or a real number, not 'SymbolicTensor'");
  const py::Value n = to_numpy(in, t.operand.value);
  return n ? in.call(py::Value(in.type_named(builtin)), {n}) : n;
}

}  // namespace

TensorObject::TensorObject(py::Type* t, Operand o) : Object(kind, t), operand(std::move(o)), step(operand.step) {}

TensorObject* as_tensor_object(const py::Value& v) { return py::cast<TensorObject>(v); }

py::Value tensor_value(py::Interp& in, const Operand& o, StepId step) {
  if (!o) return {};
  Types& t = types(in);
  TensorObject* object = new TensorObject(o.node ? t.symbolic : t.eager, o);
  if (step) object->step = object->operand.step = step;
  if (o.node) object->graph = in.state<Context>().graph();
  else if (!object->operand.id) object->operand.id = in.state<Context>().next_id();
  return py::Value(object);
}

py::Value eager_value(py::Interp& in, const Tensor& t, StepId step) {
  Operand o{t.dtype(), t.shape(), t, nullptr, 0, in.state<Context>().next_id(), step};
  return tensor_value(in, o, step);
}

py::Value to_numpy(py::Interp& in, const Tensor& t, StepId step) {
  if (t.shape().rank() == 0) return scalar_python(in, t);
  if (t.dtype() != DType::kString) return np::array_value(in, t, step);
  // Texts come as an array of bytes objects.
  std::vector<py::Value> all;
  for (int64_t i = 0; i < t.elements(); ++i) all.push_back(py::Value(new py::Bytes(in.type_named("bytes"), t.text_at(i))));
  np::Arr array = np::make(in, np::Dt{DType::kVariant, 0, np::Flavor::kPlain}, t.shape());
  *array->objects = std::move(all);
  return array;
}

std::string numpy_text(py::Interp& in, const Tensor& t, bool repr) {
  if (t.dtype() == DType::kResource || t.dtype() == DType::kVariant) return "<unprintable>";
  py::Value n = to_numpy(in, t);
  if (!n) return {};
  if (t.shape().rank() == 0 && repr && in.keras3() && t.dtype() != DType::kString) {
    n = in.call(in.get_attr(n, "item"), {});            // 2.21 shows the widened Python number
    if (!n) return {};
  }
  return (repr ? in.repr(n) : in.str(n)).value_or("");
}

Tensor eager_tensor(py::Interp&, const Operand& o) { return o.value; }

void define_tensor(py::Interp& in, Types& t) {
  t.tensor = in.new_type("tensorflow.python.framework.tensor", "Tensor", {in.type_named("object")}, TensorObject::kind);
  if (!in.keras3()) t.tensor->module = "tensorflow.python.framework.ops";
  t.tensor->staged = true;
  py::Slots& s = t.tensor->slots;
  s.repr = [](py::Interp& i, const py::Value& v) { return show(i, v, true); };
  s.str = [](py::Interp& i, const py::Value& v) { return show(i, v, false); };
  s.format = [](py::Interp& i, const py::Value& v, std::string_view spec) -> std::optional<std::string> {
    if (!self_of(v).eager()) {
      if (spec.empty()) return i.str(v);
      i.raise("TypeError", "unsupported format string passed to SymbolicTensor.__format__");
      return std::nullopt;
    }
    const Tensor& x = self_of(v).operand.value;
    if (x.shape().rank() > 0) {
      if (spec.empty()) return i.str(to_numpy(i, x));
      i.raise("TypeError", "unsupported format string passed to numpy.ndarray.__format__");
      return std::nullopt;
    }
    const py::Value n = to_numpy(i, x);
    return n ? i.format(n, spec) : std::nullopt;
  };
  s.hash = [](py::Interp& i, const py::Value&) -> std::optional<int64_t> {
    i.raise("TypeError", "Tensor is unhashable. Instead, use tensor.ref() as the key.");
    return std::nullopt;
  };
  s.truth = truth;
  s.length = length;
  s.iter = iterate;
  s.getitem = [](py::Interp& i, const py::Value& v, const py::Value& key) { return tensor_item(i, v, key); };
  s.setitem = [](py::Interp& i, const py::Value& v, const py::Value&, const py::Value& value) -> bool {
    i.raise("TypeError", self_of(v).eager() ? (value ? "'tensorflow.python.framework.ops.EagerTensor' object does not support item assignment"
                                                     : "'tensorflow.python.framework.ops.EagerTensor' object doesn't support item deletion")
                                            : "'SymbolicTensor' object does not support item assignment");
    return false;
  };
  s.binary = tensor_binary;
  s.compare = tensor_compare;
  s.unary = tensor_unary;
  s.binary_priority = 100;
  s.index = [](py::Interp& i, const py::Value& v) -> std::optional<int64_t> {
    const TensorObject& x = self_of(v);
    if (!x.eager() || x.operand.shape.rank() != 0 || !is_integer(x.operand.dtype)) {
      if (!x.eager()) i.raise("TypeError", "'SymbolicTensor' object cannot be interpreted as an integer");
      else i.raise("TypeError", "only integer scalar arrays can be converted to a scalar index");
      return std::nullopt;
    }
    return x.operand.value.int_at(0);
  };
  s.to_int = [](py::Interp& i, const py::Value& v) { return to_scalar(i, v, "int"); };
  s.to_float = [](py::Interp& i, const py::Value& v) { return to_scalar(i, v, "float"); };
  s.getattr = [](py::Interp& i, const py::Value& v, std::string_view name) -> py::Value {
    TensorObject& x = self_of(v);
    if (name == "shape") return shape_value(i, x.operand.shape);
    if (name == "dtype") return dtype_value(i, x.operand.dtype);
    if (name == "_keras_history") return x.keras_history ? x.keras_history : py::Value();
    if (name == "_keras_mask") return x.keras_mask ? x.keras_mask : py::Value();
    if (x.dict)
      if (py::Value own = x.dict->get(name)) return own;
    return {};
  };
  s.setattr = [](py::Interp& i, const py::Value& v, std::string_view name, const py::Value& value) -> std::optional<bool> {
    TensorObject& x = self_of(v);
    static constexpr std::string_view kFixed[] = {"shape", "dtype", "ndim", "device", "name"};
    for (std::string_view n : kFixed)
      if (n == name) {
        i.raise("AttributeError", name == "shape" ? "Tensor.shape cannot be assigned, use Tensor.set_shape instead." : "attribute '" + std::string(name) + "' of 'tensorflow.python.framework.ops.EagerTensor' objects is not writable");
        return std::nullopt;
      }
    if (name == "_keras_mask") { x.keras_mask = value; return true; }
    if (name == "_keras_history") { x.keras_history = value; return true; }
    if (!x.dict) x.dict = i.dict();
    if (value) x.dict->set(i, name, value);
    else x.dict->erase(name);
    return true;
  };
  in.method(t.tensor, "__getattr__", "self, name", attribute_missing);
  in.property(t.tensor, "ndim", [](py::Interp& i, py::Bound& a) -> py::Value {
    const Shape& x = self_of(a[0]).operand.shape;
    (void)i;
    return x.known_rank() ? py::Value::integer(static_cast<int64_t>(x.rank())) : py::Value::none();
  });
  in.property(t.tensor, "name", [](py::Interp& i, py::Bound& a) -> py::Value {
    const TensorObject& x = self_of(a[0]);
    if (x.eager()) return i.raise("AttributeError", "Tensor.name is undefined when eager execution is enabled.");
    return i.str_value(symbolic_name(x));
  });
  in.property(t.tensor, "op", [](py::Interp& i, py::Bound& a) -> py::Value {
    if (self_of(a[0]).eager()) return i.raise("AttributeError", "Tensor.op is undefined when eager execution is enabled.");
    return i.raise("NotImplementedError", "Tensor.op is not supported.");
  });
  in.property(t.tensor, "graph", [](py::Interp& i, py::Bound& a) -> py::Value {
    if (self_of(a[0]).eager()) return i.raise("AttributeError", "Tensor.graph is undefined when eager execution is enabled.");
    return i.raise("NotImplementedError", "Tensor.graph is not supported.");
  });
  in.property(t.tensor, "device", [](py::Interp& i, py::Bound& a) { return i.str_value(self_of(a[0]).eager() ? "/job:localhost/replica:0/task:0/device:CPU:0" : ""); });
  in.method(t.tensor, "get_shape", "self", [](py::Interp& i, py::Bound& a) { return shape_value(i, self_of(a[0]).operand.shape); });
  in.method(t.tensor, "set_shape", "self, shape", [](py::Interp& i, py::Bound& a) -> py::Value {
    TensorObject& x = self_of(a[0]);
    auto s2 = as_shape(i, a[1]);
    if (!s2) return {};
    if (!compatible(x.operand.shape, *s2)) {
      if (x.eager()) return i.raise("ValueError", "Tensor's shape " + python_text(x.operand.shape) + " is not compatible with supplied shape " + python_text(*s2) + ".");
      return i.raise("ValueError", x.operand.shape.known_rank() && s2->known_rank() && x.operand.shape.rank() != s2->rank()
                                       ? "Shapes must be equal rank, but are " + std::to_string(x.operand.shape.rank()) + " and " + std::to_string(s2->rank())
                                       : "Dimension mismatch: " + bracket_text(x.operand.shape) + " and " + bracket_text(*s2));
    }
    if (!x.eager()) {
      Shape merged = x.operand.shape.known_rank() ? x.operand.shape : *s2;
      if (s2->known_rank())
        for (size_t d = 0; d < merged.rank(); ++d)
          if (merged[d] < 0) merged[d] = (*s2)[d];
      x.operand.shape = merged;
      x.operand.node->outputs[static_cast<size_t>(x.operand.output)].shape = merged;
    }
    return py::Value::none();
  });
  in.method(t.tensor, "ref", "self", [](py::Interp& i, py::Bound& a) { return make_reference(i, a[0]); });
  in.method(t.tensor, "experimental_ref", "self", [](py::Interp& i, py::Bound& a) { return make_reference(i, a[0]); });
  in.method(t.tensor, "eval", "self, feed_dict=None, session=None", [](py::Interp& i, py::Bound&) {
    return i.raise("NotImplementedError", "eval is not supported when eager execution is enabled, is .numpy() what you're looking for?");
  });
  in.method(t.tensor, "__array__", "self, dtype=None, copy=None", [](py::Interp& i, py::Bound& a) -> py::Value {
    const py::Value n = as_numpy(i, a[0]);
    if (!n) return {};
    const py::Value array = i.call(i.get_attr(i.import("numpy"), "asarray"), {n});
    if (!array || a[1].is_none()) return array;
    return i.call(i.get_attr(array, "astype"), {a[1]});
  });
  in.method(t.tensor, "__round__", "self, ndigits=None", [](py::Interp& i, py::Bound& a) {
    py::Value name = i.str_value("astype");
    return i.get_attr(a[0], "astype");
  });
  in.method(t.tensor, "__abs__", "self", [](py::Interp& i, py::Bound& a) { return op_value(i, is_complex(self_of(a[0]).operand.dtype) ? "ComplexAbs" : "Abs", {a[0]}); });

  t.eager = in.new_type("tensorflow.python.framework.ops", "EagerTensor", {t.tensor}, TensorObject::kind);
  t.eager->shown = "tensorflow.python.framework.ops.EagerTensor";
  in.method(t.eager, "numpy", "self", [](py::Interp& i, py::Bound& a) { return as_numpy(i, a[0]); });
  in.method(t.eager, "__deepcopy__", "self, memo=None", [](py::Interp&, py::Bound& a) { return a[0]; });
  in.method(t.eager, "__copy__", "self", [](py::Interp&, py::Bound& a) { return a[0]; });
  in.method(t.eager, "cpu", "self", [](py::Interp&, py::Bound& a) { return a[0]; });
  t.eager->slots.call = [](py::Interp& i, const py::Value&, const py::Args&) { return i.raise("TypeError", "'tensorflow.python.framework.ops.EagerTensor' object is not callable"); };
  t.symbolic = in.new_type("tensorflow.python.framework.ops", "SymbolicTensor", {t.tensor}, TensorObject::kind);
  t.symbolic->slots.call = [](py::Interp& i, const py::Value&, const py::Args&) { return i.raise("TypeError", "'SymbolicTensor' object is not callable"); };
}

}  // namespace misfit::tf
