// tf.convert_to_tensor: what Python values become, by the rules of eager execution and those of graphs.
#include <cmath>
#include <limits>

#include "numpy/ndarray.h"
#include "python/bigint.h"
#include "python/types/types.h"
#include "tensorflow/call.h"
#include "tensorflow/types.h"

namespace misfit::tf {
namespace {

enum class Leaf { kNone, kBool, kInt, kFloat, kDouble, kHalf, kComplex, kText, kOther };

Leaf leaf_of(const py::Value& v) {
  if (v.is_bool()) return Leaf::kBool;
  if (v.is_int() || py::cast<py::BigInt>(v)) return Leaf::kInt;
  if (v.is_float() || py::cast<py::Float>(v)) return Leaf::kFloat;
  if (py::cast<py::Str>(v) || py::cast<py::Bytes>(v)) return Leaf::kText;
  const Tensor* t = nullptr;
  if (np::Scalar* s = py::cast<np::Scalar>(v)) t = &s->value;
  if (np::NdArray* a = py::cast<np::NdArray>(v); a && a->shape.rank() == 0 && a->dtype != DType::kVariant) {
    if (a->dtype == DType::kBool) return Leaf::kBool;
    if (is_integer(a->dtype)) return Leaf::kInt;
    if (a->dtype == DType::kFloat64) return Leaf::kDouble;
    if (is_floating(a->dtype)) return Leaf::kFloat;
  }
  if (t) {
    if (t->dtype() == DType::kBool) return Leaf::kBool;
    if (is_integer(t->dtype())) return Leaf::kInt;
    if (t->dtype() == DType::kFloat64) return Leaf::kDouble;
    if (t->dtype() == DType::kFloat16) return Leaf::kHalf;
    if (is_floating(t->dtype())) return Leaf::kFloat;
    if (is_complex(t->dtype())) return Leaf::kComplex;
    if (t->dtype() == DType::kString) return Leaf::kText;
  }
  if (v.object() && v.object()->type->name == "complex") return Leaf::kComplex;
  return Leaf::kOther;
}

// A Python sequence, element by element, in TensorFlow's order of discovery.
class Sequence {
 public:
  explicit Sequence(py::Interp& in) : in_(in) {}
  Shape shape;
  Leaf first = Leaf::kNone;
  std::vector<py::Value> leaves;
  std::vector<Tensor> chunks;                        // instead of leaves: rows that are arrays, whole
  bool failed = false;                               // pending

  // Walks the first elements for shape and type, then all of them.
  bool look(const py::Value& v) {
    py::Value at = v;
    for (;;) {
      const auto inner = elements(at);
      if (failed) return false;
      if (!inner) break;
      shape.push_back(static_cast<int64_t>(inner->size()));
      if (inner->empty()) { first = Leaf::kNone; return collect(v, 0); }
      at = (*inner)[0];
    }
    first = leaf_of(at);
    if (first == Leaf::kOther) return unsupported(at);
    return collect(v, 0);
  }

  bool unsupported(const py::Value& v) {
    auto text = in_.repr(v);
    if (!text) return false;
    auto type = in_.repr(py::Value(in_.type_of(v)));
    if (type) in_.raise("ValueError", "Attempt to convert a value (" + *text + ") with an unsupported type (" + *type + ") to a Tensor.");
    return false;
  }

 private:
  // The items of a sequence; nothing: no sequence.
  std::optional<std::vector<py::Value>> elements(const py::Value& v) {
    if (in_.is_sequence(v)) { auto s = in_.items(v); return std::vector<py::Value>(s.begin(), s.end()); }
    if (py::cast<py::Str>(v) || py::cast<py::Bytes>(v) || py::cast<np::Scalar>(v)) return std::nullopt;
    if (np::NdArray* a = py::cast<np::NdArray>(v)) {
      if (a->shape.rank() == 0) return std::nullopt;
      return listed(v);
    }
    if (TensorObject* t = as_tensor_object(v)) {
      if (t->operand.shape.known_rank() && t->operand.shape.rank() == 0) {
        failed = true;
        in_.raise("ValueError", "TypeError: Scalar tensor has no `len()`\nTraceback (most recent call last):\n\nTypeError: Scalar tensor has no `len()`\n\n");
        return std::nullopt;
      }
      return listed(v);
    }
    if (v.object() && (v.object()->type->name == "range" || py::cast<ShapeObject>(v))) return listed(v);
    return std::nullopt;
  }

  std::optional<std::vector<py::Value>> listed(const py::Value& v) {
    auto all = in_.list_of(v);
    if (!all) failed = true;
    return all;
  }

  bool collect(const py::Value& v, size_t depth) {
    if (depth == shape.rank()) {
      if (in_.is_sequence(v)) { in_.raise("ValueError", "Can't convert Python sequence with mixed types to Tensor."); return false; }
      leaves.push_back(v);
      return true;
    }
    const auto all = elements(v);
    if (failed) return false;
    if (!all || static_cast<int64_t>(all->size()) != shape[depth]) {
      in_.raise("ValueError", "Can't convert non-rectangular Python sequence to Tensor.");
      return false;
    }
    for (const py::Value& item : *all)
      if (!collect(item, depth + 1)) return false;
    return true;
  }

  py::Interp& in_;
};

std::optional<std::complex<double>> complex_of(py::Interp& in, const py::Value& v) {
  if (np::Scalar* s = py::cast<np::Scalar>(v)) {
    if (s->value.dtype() == DType::kComplex64) { auto c = s->value.data<std::complex<float>>()[0]; return std::complex<double>(c.real(), c.imag()); }
    if (s->value.dtype() == DType::kComplex128) return s->value.data<std::complex<double>>()[0];
  }
  if (leaf_of(v) == Leaf::kComplex) {
    const py::Value re = in.get_attr(v, "real"), im = re ? in.get_attr(v, "imag") : py::Value();
    if (!im) return std::nullopt;
    return std::complex<double>(in.as_double(re).value_or(0), in.as_double(im).value_or(0));
  }
  auto d = in.as_double(v);
  if (d) return std::complex<double>(*d, 0);
  return std::nullopt;
}

std::optional<double> double_of(py::Interp& in, const py::Value& v) {
  if (np::Scalar* s = py::cast<np::Scalar>(v)) return s->value.at(0);
  if (py::cast<np::NdArray>(v)) { auto t = np::as_tensor(in, v); return t ? std::optional<double>(t->at(0)) : std::nullopt; }
  if (auto i = py::integer_of(v)) return i->to_double();
  return in.as_double(v);
}

enum class Fill { kOk, kMixed, kRange, kFloatRange, kFoundFloat };

// The leaves as elements of type T; what stood in the way otherwise.
template <class T> Fill fill_integers(py::Interp& in, const Sequence& s, Tensor& to) {
  auto out = to.mutable_data<T>();
  for (size_t i = 0; i < s.leaves.size(); ++i) {
    const py::Value& v = s.leaves[i];
    const Leaf l = leaf_of(v);
    if (l == Leaf::kFloat || l == Leaf::kDouble || l == Leaf::kHalf) return Fill::kFoundFloat;
    if (l != Leaf::kInt && l != Leaf::kBool) return Fill::kMixed;
    std::optional<int64_t> n;
    if (np::Scalar* x = py::cast<np::Scalar>(v)) n = x->value.int_at(0);
    else if (auto big = py::integer_of(v)) n = big->small();
    else if (auto t = np::as_tensor(in, v)) n = t->int_at(0);
    if (!n) {
      if constexpr (std::is_same_v<T, uint64_t>) {
        auto big = py::integer_of(v);
        if (big && !big->negative() && big->bit_length() <= 64) {
          uint64_t u = 0;
          for (size_t d = big->digits().size(); d-- > 0;) u = u << 32 | big->digits()[d];
          out[i] = u;
          continue;
        }
      }
      return Fill::kRange;
    }
    if constexpr (sizeof(T) == 4)
      if (*n < std::numeric_limits<int32_t>::min() || *n > std::numeric_limits<int32_t>::max()) return Fill::kRange;
    out[i] = static_cast<T>(*n);
  }
  return Fill::kOk;
}

Fill fill_floats(py::Interp& in, const Sequence& s, DType dtype, Tensor& to) {
  for (size_t i = 0; i < s.leaves.size(); ++i) {
    const Leaf l = leaf_of(s.leaves[i]);
    if (l == Leaf::kText || l == Leaf::kOther || l == Leaf::kComplex) return Fill::kMixed;
    const auto d = double_of(in, s.leaves[i]);
    if (!d) return Fill::kMixed;
    switch (dtype) {
      case DType::kFloat64: to.mutable_data<double>()[i] = *d; break;
      case DType::kFloat16: to.mutable_data<Half>()[i] = Half(*d); break;
      case DType::kBFloat16: to.mutable_data<BFloat16>()[i] = BFloat16(*d); break;
      default: {
        const float f = static_cast<float>(*d);
        if (std::isinf(f) && !std::isinf(*d)) return Fill::kFloatRange;
        to.mutable_data<float>()[i] = f;
      }
    }
  }
  return Fill::kOk;
}

Fill fill_texts(const Sequence& s, Tensor& to) {
  auto out = to.mutable_data<std::string>();
  for (size_t i = 0; i < s.leaves.size(); ++i) {
    if (py::Str* x = py::cast<py::Str>(s.leaves[i])) out[i] = x->text;
    else if (py::Bytes* b = py::cast<py::Bytes>(s.leaves[i])) out[i] = b->text;
    else if (np::Scalar* n = py::cast<np::Scalar>(s.leaves[i]); n && n->value.dtype() == DType::kString) out[i] = n->value.text_at(0);
    else return Fill::kMixed;
  }
  return Fill::kOk;
}

Fill fill_bools(const Sequence& s, Tensor& to) {
  auto out = to.mutable_data<bool>();
  for (size_t i = 0; i < s.leaves.size(); ++i) {
    if (leaf_of(s.leaves[i]) != Leaf::kBool) return Fill::kMixed;
    np::Scalar* n = py::cast<np::Scalar>(s.leaves[i]);
    out[i] = n ? n->value.int_at(0) != 0 : s.leaves[i].is_bool() && s.leaves[i].boolean();
  }
  return Fill::kOk;
}

Fill fill(py::Interp& in, const Sequence& s, DType dtype, Tensor& to) {
  to = Tensor::uninitialized(dtype, s.shape);
  switch (dtype) {
    case DType::kBool: return fill_bools(s, to);
    case DType::kString: return fill_texts(s, to);
    case DType::kInt32: return fill_integers<int32_t>(in, s, to);
    case DType::kInt64: return fill_integers<int64_t>(in, s, to);
    case DType::kUInt64: return fill_integers<uint64_t>(in, s, to);
    case DType::kComplex64:
    case DType::kComplex128:
      for (size_t i = 0; i < s.leaves.size(); ++i) {
        auto c = complex_of(in, s.leaves[i]);
        if (!c) return Fill::kMixed;
        if (dtype == DType::kComplex64) to.mutable_data<std::complex<float>>()[i] = std::complex<float>(static_cast<float>(c->real()), static_cast<float>(c->imag()));
        else to.mutable_data<std::complex<double>>()[i] = *c;
      }
      return Fill::kOk;
    default: return fill_floats(in, s, dtype, to);
  }
}

bool castable(DType wanted, DType got) {
  if (wanted == got) return true;
  if (is_integer(wanted) && is_integer(got)) return true;
  if (is_floating(wanted)) return is_floating(got) || is_integer(got);
  if (is_complex(wanted)) return is_complex(got) || is_floating(got) || is_integer(got);
  return false;
}

// Python numbers, texts and sequences, eagerly.
std::optional<Tensor> eager_sequence(py::Interp& in, const py::Value& v, std::optional<DType> wanted) {
  Sequence s(in);
  if (!s.look(v)) return std::nullopt;
  Tensor out;
  if (wanted && (is_floating(*wanted) || is_complex(*wanted) || *wanted == DType::kInt32 || *wanted == DType::kInt64 || *wanted == DType::kUInt64 ||
                 *wanted == DType::kBool || *wanted == DType::kString))
    if (fill(in, s, *wanted, out) == Fill::kOk) return out;
  if (in.pending()) in.take();
  if (wanted && s.leaves.empty()) return Tensor::zeros(*wanted, s.shape);
  Fill did = Fill::kOk;
  switch (s.first) {
    case Leaf::kNone:
    case Leaf::kFloat: did = fill(in, s, DType::kFloat32, out); break;
    case Leaf::kDouble: did = fill(in, s, DType::kFloat64, out); break;
    case Leaf::kHalf: did = fill(in, s, DType::kFloat16, out); break;
    case Leaf::kBool: did = fill(in, s, DType::kBool, out); break;
    case Leaf::kComplex: did = fill(in, s, DType::kComplex128, out); break;
    case Leaf::kText: did = fill(in, s, DType::kString, out); break;
    default:
      did = fill(in, s, DType::kInt32, out);
      if (did == Fill::kRange) did = fill(in, s, DType::kInt64, out);
      if (did == Fill::kFoundFloat) did = fill(in, s, DType::kFloat32, out);
  }
  switch (did) {
    case Fill::kOk: break;
    case Fill::kRange: in.raise("ValueError", "Can't convert Python sequence with out-of-range integer to Tensor."); return std::nullopt;
    case Fill::kFloatRange: in.raise("ValueError", "Can't convert Python sequence with a value out of range for a double-precision float."); return std::nullopt;
    default: in.raise("ValueError", "Can't convert Python sequence with mixed types to Tensor."); return std::nullopt;
  }
  if (wanted && out.dtype() != *wanted) {
    if (!castable(*wanted, out.dtype())) {
      auto text = in.repr(v);
      if (text) in.raise("TypeError", "Cannot convert " + *text + " to EagerTensor of dtype " + std::string(kernel_name(*wanted)));
      return std::nullopt;
    }
    out = cast(out, *wanted);
  }
  return out;
}

std::string graph_type_name(py::Interp& in, const py::Value& v) { return in.type_of(v)->name; }

// The first element that a dtype does not take, as tensor_util's _AssertCompatible finds it.
py::Value graph_misfit(py::Interp& in, const py::Value& v, DType dtype) {
  if (in.is_sequence(v)) {
    for (const py::Value& item : in.items(v))
      if (py::Value bad = graph_misfit(in, item, dtype)) return bad;
    return {};
  }
  bool fits = true;
  switch (leaf_of(v)) {
    case Leaf::kBool: fits = dtype == DType::kBool; break;
    case Leaf::kInt: fits = is_integer(dtype) || is_floating(dtype) || is_complex(dtype); break;
    case Leaf::kFloat: case Leaf::kDouble: case Leaf::kHalf: fits = is_floating(dtype) || is_complex(dtype); break;
    case Leaf::kComplex: fits = is_complex(dtype); break;
    case Leaf::kText: fits = dtype == DType::kString; break;
    default: fits = !v.is_none() && false;
  }
  return fits ? py::Value() : v;
}

std::optional<Tensor> graph_sequence(py::Interp& in, const py::Value& v, std::optional<DType> wanted) {
  if (v.is_none()) {
    in.raise("ValueError", "None values not supported.");
    return std::nullopt;
  }
  if (wanted) {
    if (py::Value bad = graph_misfit(in, v, *wanted)) {
      auto text = in.repr(bad);
      if (text) in.raise("TypeError", "Expected " + std::string(tf_name(*wanted)) + ", but got " + *text + " of type '" + graph_type_name(in, bad) + "'.");
      return std::nullopt;
    }
  } else if (in.is_sequence(v)) {
    std::vector<py::Value> todo{v};
    while (!todo.empty()) {
      const py::Value at = todo.back();
      todo.pop_back();
      if (in.is_sequence(at)) {
        for (const py::Value& item : in.items(at)) todo.insert(todo.begin(), item);
      } else if (at.is_none()) {
        in.raise("TypeError", "Failed to convert elements of " + in.repr(v).value_or("") + " to Tensor. Consider casting elements to a supported type. See https://www.tensorflow.org/api_docs/python/tf/dtypes for supported TF dtypes.");
        return std::nullopt;
      }
    }
  }
  return eager_sequence(in, v, wanted);
}

std::optional<Tensor> from_array(py::Interp& in, const py::Value& v, std::optional<DType> wanted) {
  np::NdArray* a = py::cast<np::NdArray>(v);
  np::Scalar* s = py::cast<np::Scalar>(v);
  if ((a && (a->flavor == np::Flavor::kDatetime || a->flavor == np::Flavor::kTimedelta)) || (s && (s->flavor == np::Flavor::kDatetime || s->flavor == np::Flavor::kTimedelta))) {
    const bool date = a ? a->flavor == np::Flavor::kDatetime : s->flavor == np::Flavor::kDatetime;
    in.raise("ValueError", std::string("Failed to convert a NumPy array to a Tensor (Unsupported numpy type: ") + (date ? "NPY_DATETIME" : "NPY_TIMEDELTA") + ").");
    return std::nullopt;
  }
  if (a && a->dtype == DType::kVariant && (!wanted || *wanted == DType::kString)) {
    // Objects: texts make a text tensor; anything else has no place.
    const py::Value flat = in.call(in.get_attr(v, "ravel"), {});
    auto items = flat ? in.list_of(flat) : std::nullopt;
    if (!items) return std::nullopt;
    Tensor out = Tensor::uninitialized(DType::kString, a->shape);
    auto to = out.mutable_data<std::string>();
    for (size_t i = 0; i < items->size(); ++i) {
      const py::Value& x = (*items)[i];
      if (py::Str* t = py::cast<py::Str>(x)) to[i] = t->text;
      else if (py::Bytes* b = py::cast<py::Bytes>(x)) to[i] = b->text;
      else {
        std::string type = in.type_of(x)->name;
        if (py::cast<np::NdArray>(x)) type = "numpy.ndarray";
        else if (py::cast<np::Scalar>(x)) type = "numpy." + type;
        in.raise("ValueError", "Failed to convert a NumPy array to a Tensor (Unsupported object type " + type + ").");
        return std::nullopt;
      }
    }
    return out;
  }
  return np::as_tensor(in, v, wanted && *wanted != DType::kBFloat16 ? wanted : std::nullopt);
}

// Lists that hold tensors are packed by an op: converts every element and stacks.
bool holds_tensor(py::Interp& in, const py::Value& v) {
  if (!in.is_sequence(v)) return false;
  for (const py::Value& item : in.items(v))
    if (as_tensor_object(item) || py::cast<Variable>(item) || holds_tensor(in, item)) return true;
  return false;
}

std::optional<DType> dtype_within(py::Interp& in, const py::Value& v) {
  if (TensorObject* t = as_tensor_object(v)) return t->operand.dtype;
  if (Variable* x = py::cast<Variable>(v)) return x->cell->dtype;
  if (in.is_sequence(v))
    for (const py::Value& item : in.items(v))
      if (auto d = dtype_within(in, item)) return d;
  return std::nullopt;
}

std::optional<Operand> pack(py::Interp& in, const py::Value& v, std::optional<DType> wanted, std::string_view name) {
  Context& context = in.state<Context>();
  const std::optional<DType> dtype = wanted ? wanted : dtype_within(in, v);
  bool converted = false;
  Operands parts;
  std::optional<NameScope> scope;
  if (!context.eager()) scope.emplace(context, name.empty() ? std::string_view("packed") : name);
  size_t index = 0;
  // Nothing but tensors goes straight to Pack, which finds what does not fit.
  const auto items = in.items(v);
  const bool straight = context.eager() && std::all_of(items.begin(), items.end(), [](const py::Value& item) { return as_tensor_object(item) != nullptr; });
  for (const py::Value& item : items) {
    std::optional<Operand> part;
    if (holds_tensor(in, item)) {
      part = pack(in, item, dtype, std::to_string(index));
    } else {
      if (TensorObject* t = as_tensor_object(item); t && dtype && t->operand.dtype != *dtype && !straight) {
        auto text = in.repr(item);
        if (text) in.raise("TypeError", "Cannot convert a list containing a tensor of dtype " + std::string("<dtype: '") + std::string(tf_name(t->operand.dtype)) + "'> to <dtype: '" + std::string(tf_name(*dtype)) +
                           "'> (Tensor is: " + *text + ")");
        return std::nullopt;
      }
      const bool tensor = as_tensor_object(item) || py::cast<Variable>(item);
      converted = converted || !tensor;
      part = convert(in, item, tensor ? std::nullopt : dtype, std::nullopt, std::to_string(index));
    }
    if (!part) return std::nullopt;
    parts.push_back(*part);
    ++index;
  }
  std::string leaf = context.eager() ? (converted ? std::string() : std::string("packed")) : (name.empty() ? std::string("packed") : std::string(name));
  if (scope) leaf = scope->full;
  scope.reset();
  Operands out = context.run(op("Pack"), parts, {{"axis", int64_t{0}}}, {leaf, false});
  if (out.empty()) return std::nullopt;
  return out[0];
}

std::string variable_text(py::Interp& in, const py::Value& v) { return in.repr(v).value_or(""); }

}  // namespace

std::optional<Operand> convert(py::Interp& in, const py::Value& v, std::optional<DType> wanted, std::optional<DType> hint, std::string_view name) {
  Context& context = in.state<Context>();
  if (TensorObject* t = as_tensor_object(v)) {
    if (wanted && t->operand.dtype != *wanted) {
      auto text = in.repr(v);
      if (text) in.raise("ValueError", "Tensor conversion requested dtype " + std::string(tf_name(*wanted)) + " for Tensor with dtype " + std::string(tf_name(t->operand.dtype)) + ": " + *text);
      return std::nullopt;
    }
    return t->operand;
  }
  if (Variable* x = py::cast<Variable>(v)) {
    if (wanted && x->cell->dtype != *wanted) {
      in.raise("ValueError", "Incompatible type conversion requested to type " + std::string(tf_name(*wanted)) + " for `tf.Variable of type " + std::string(tf_name(x->cell->dtype)) + "`. (Variable: " + variable_text(in, v) + ")");
      return std::nullopt;
    }
    return context.read(*x);
  }
  for (Converter c : context.converters) {
    auto out = c(in, v, wanted, name);
    if (out) return out;
    if (in.pending()) return std::nullopt;
  }
  if (ShapeObject* s = py::cast<ShapeObject>(v)) {
    if (!s->shape.fully_known()) {
      in.raise("ValueError", "Cannot convert a partially known TensorShape " + python_text(s->shape) + " to a Tensor.");
      return std::nullopt;
    }
    Tensor t = Tensor::uninitialized(DType::kInt64, Shape{static_cast<int64_t>(s->shape.rank())});
    for (size_t i = 0; i < s->shape.rank(); ++i) t.mutable_data<int64_t>()[i] = s->shape[i];
    const DType d = wanted ? *wanted : hint && is_integer(*hint) ? *hint : DType::kInt32;
    return context.constant(cast(t, d), name.empty() ? "Const" : name);
  }
  if (holds_tensor(in, v)) return pack(in, v, wanted, name);
  const bool array = py::cast<np::NdArray>(v) || py::cast<np::Scalar>(v);
  const auto constant = [&](std::optional<DType> dtype) -> std::optional<Tensor> {
    if (array) return from_array(in, v, dtype);
    if (!context.eager()) return graph_sequence(in, v, dtype);
    return eager_sequence(in, v, dtype);
  };
  std::optional<Tensor> t;
  if (!wanted && hint) {
    t = constant(hint);
    if (!t) in.take();
  }
  if (!t) t = constant(wanted);
  if (!t) {
    // An object that turns itself into an array (data frames, array-likes) is one.
    if (in.pending() && v.is_object() && !in.is_sequence(v) && !array && !py::cast<py::Dict>(v)) {
      py::Ref<py::Exception> error = in.take();
      const py::Value method = in.find_attr(v, "__array__");
      if (!method || py::cast<py::Type>(v)) {
        if (in.pending()) in.take();
        in.raise_object(error);
        return std::nullopt;
      }
      const py::Value made = in.call(method, {});
      if (!made) return std::nullopt;
      return convert(in, made, wanted, hint, name);
    }
    return std::nullopt;
  }
  Operand out = context.constant(*t, name.empty() ? "Const" : name);
  out.step = np::step_of(v);
  return out;
}

}  // namespace misfit::tf
