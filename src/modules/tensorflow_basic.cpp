// tf.constant, tf.reshape, tf.concat and their like: making tensors and moving their elements.
#include "modules/tensorflow_table.h"

namespace misfit::modules::tf_api {
namespace {

Value make_constant(Interp& in, Bound& a) {
  std::optional<DType> wanted;
  if (!a["dtype"].is_none()) {
    wanted = tf::as_dtype(in, a["dtype"]);
    if (!wanted) return {};
  }
  if (tf::TensorObject* t = tf::as_tensor_object(a["value"]); t && wanted && t->operand.dtype != *wanted && t->eager())
    return in.raise("TypeError", "Expected tensor " + in.str(tf::to_numpy(in, t->operand.value)).value_or("") + " with dtype " + tf::dtype_text(*wanted) + ", but got dtype " + tf::dtype_text(t->operand.dtype) + ".");
  if (in.is_sequence(a["value"])) {
    // tf.constant takes sequences apart itself: tensors of rank 0 inside have no length.
    for (const Value& v : in.items(a["value"]))
      if (tf::TensorObject* t = tf::as_tensor_object(v); t && t->eager() && t->operand.shape.rank() == 0)
        return in.raise("ValueError", "TypeError: Scalar tensor has no `len()`\nTraceback (most recent call last):\n\nTypeError: Scalar tensor has no `len()`\n\n");
  }
  auto x = convert(in, a["value"], wanted, std::nullopt, name_or(in, a, "Const"));
  if (!x) return {};
  if (a["shape"].is_none()) return tensor_value(in, *x);
  auto s = tf::as_shape(in, a["shape"]);
  if (!s) return {};
  if (*s == x->shape) return tensor_value(in, *x);
  const int64_t have = x->shape.elements(), want = s->elements();
  if (have == want) return wrap(in, context(in).run1(tf::op("Reshape"), {*x, tf::int_constant(in, s->dims())}));
  if (have == 1) {
    const Operand flat = context(in).run1(tf::op("Reshape"), {*x, tf::int_constant(in, std::initializer_list<int64_t>{})});
    return wrap(in, context(in).run1(tf::op("Fill"), {tf::int_constant(in, s->dims()), flat}));
  }
  auto given = in.str(a["value"]);
  if (!given) return {};
  return in.raise("TypeError", "Eager execution of tf.constant with unsupported shape. Tensor " + in.str(tf::to_numpy(in, x->value)).value_or("") + " (converted from " + *given + ") has " + std::to_string(have) +
                  " elements, but got `shape` " + python_text(*s) + " with " + std::to_string(want) + " elements).");
}

Value convert_to_tensor(Interp& in, Bound& a) {
  std::optional<DType> wanted, hint;
  if (!a["dtype"].is_none() && !(wanted = tf::as_dtype(in, a["dtype"]))) return {};
  if (!a["dtype_hint"].is_none() && !(hint = tf::as_dtype(in, a["dtype_hint"]))) return {};
  auto x = convert(in, a["value"], wanted, hint, name_of(in, a));
  if (!x) return {};
  if (tf::as_tensor_object(a["value"])) return a["value"];
  return tensor_value(in, *x);
}

Value cast_to(Interp& in, Bound& a) {
  auto t = tf::as_dtype(in, a["dtype"]);
  if (!t) return {};
  if (tf::TensorObject* x = tf::as_tensor_object(a["x"]); x && x->operand.dtype == *t) return a["x"];
  std::optional<tf::NameScope> scope;
  if (!context(in).eager()) scope.emplace(context(in), name_or(in, a, "Cast"));
  auto x = convert(in, a["x"], std::nullopt, std::nullopt, "x");
  if (!x) return {};
  if (x->dtype == *t) return tensor_value(in, *x);
  if (is_complex(x->dtype) && !is_complex(*t)) in.log("WARNING:tensorflow: You are casting an input of type " + std::string(tf_name(x->dtype)) + " to an incompatible dtype " + std::string(tf_name(*t)) + ".  This will discard the imaginary part and may not be what you intended.");
  const std::string leaf = scope ? scope->full : std::string();
  scope.reset();
  return wrap(in, context(in).run1(tf::op("Cast"), {*x}, {{"DstT", *t}}, {leaf, false}));
}

// tf.zeros(shape), tf.ones(shape): a constant if small while tracing, else Fill.
Value filled(Interp& in, Bound& a, double value, std::string_view function) {
  auto t = tf::as_dtype(in, a["dtype"]);
  if (!t) return {};
  std::optional<tf::NameScope> scope;
  if (!context(in).eager()) scope.emplace(context(in), name_or(in, a, function));
  Value shape = a["shape"];
  if (tf::ShapeObject* s = py::cast<tf::ShapeObject>(shape); s && s->shape.fully_known()) {
    std::vector<Value> dims;
    for (int64_t d : s->shape) dims.push_back(Value::integer(d));
    shape = in.tuple(std::move(dims));
  }
  if (!context(in).eager() && (in.is_sequence(shape) || shape.is_int())) {
    // While tracing, up to 1000 elements become one constant.
    std::vector<Value> one{shape};
    std::vector<int64_t> dims;
    bool known = true;
    for (const Value& d : in.is_sequence(shape) ? in.items(shape) : std::span<const Value>(one)) {
      if (d.is_int() && d.integer() >= 0) dims.push_back(d.integer());
      else known = false;
    }
    if (known && Shape(dims).elements() < 1000) {
      const std::string leaf = scope->full;
      scope.reset();
      Tensor filler = *t == DType::kString ? Tensor::zeros(DType::kString, Shape(dims)) : cast(Tensor::scalar(value), *t);
      if (*t != DType::kString) {
        Tensor all = Tensor::uninitialized(*t, Shape(dims));
        const size_t width = size_of(*t), n = static_cast<size_t>(all.elements());
        for (size_t i = 0; i < n; ++i) std::copy_n(filler.raw(), width, all.mutable_raw() + i * width);
        filler = all;
      }
      return wrap(in, context(in).constant(filler, leaf));
    }
  }
  auto dims = convert(in, shape, tf::as_tensor_object(shape) ? std::nullopt : std::optional<DType>(DType::kInt32), std::nullopt, "shape");
  if (!dims) return {};
  if (dims->shape.known_rank() && dims->shape.rank() == 0) {
    const Operand vector = context(in).run1(tf::op("Reshape"), {*dims, tf::int_constant(in, {-1})});
    if (!vector) return {};
    dims = vector;
  }
  const Operand filler = *t == DType::kString ? context(in).constant(Tensor::text("")) : context(in).constant(cast(Tensor::scalar(value), *t), "Const");
  const std::string leaf = scope ? scope->full : std::string();
  scope.reset();
  return wrap(in, context(in).run1(tf::op("Fill"), {*dims, filler}, {}, {leaf, false}));
}

Value like(Interp& in, Bound& a, double value, std::string_view op_name, std::string_view function) {
  auto x = convert(in, a["input"], std::nullopt, std::nullopt, "tensor");
  if (!x) return {};
  auto t = dtype_or(in, a["dtype"], x->dtype);
  if (!t) return {};
  if (*t == x->dtype && x->dtype != DType::kString) return wrap(in, context(in).run1(tf::op(op_name), {*x}, {}, {context(in).eager() ? std::string_view() : function, false}));
  const Operand shape = x->shape.fully_known() ? tf::int_constant(in, x->shape.dims()) : context(in).run1(tf::op("Shape"), {*x});
  const Operand filler = *t == DType::kString ? context(in).constant(Tensor::text("")) : constant(in, value, *t);
  return shape ? wrap(in, context(in).run1(tf::op("Fill"), {shape, filler})) : Value();
}

Value range(Interp& in, Bound& a) {
  Value start = a["start"], limit = a["limit"], delta = a["delta"];
  if (limit.is_none()) { limit = start; start = Value::integer(0); }
  std::optional<DType> t;
  if (!a["dtype"].is_none() && !(t = tf::as_dtype(in, a["dtype"]))) return {};
  std::optional<tf::NameScope> scope;
  if (!context(in).eager()) scope.emplace(context(in), name_or(in, a, "range"));
  const char* names[] = {"start", "limit", "delta"};
  Value values[] = {start, limit, delta};
  Operand x[3];
  DType widest = DType::kInt32;
  const auto order = [](DType d) { return d == DType::kInt32 ? 0 : d == DType::kInt64 ? 1 : d == DType::kFloat32 ? 2 : d == DType::kFloat64 ? 3 : -1; };
  for (int i = 0; i < 3; ++i) {
    auto got = convert(in, values[i], tf::as_tensor_object(values[i]) ? std::nullopt : t, std::nullopt, names[i]);
    if (!got) return {};
    x[i] = *got;
    if (order(x[i].dtype) < 0) return in.raise("AssertionError", "");
    if (order(x[i].dtype) > order(widest)) widest = x[i].dtype;
  }
  if (t) widest = *t;
  for (Operand& o : x)
    if (o.dtype != widest) {
      o = context(in).run1(tf::op("Cast"), {o}, {{"DstT", widest}});
      if (!o) return {};
    }
  const std::string leaf = scope ? scope->full : std::string();
  scope.reset();
  return wrap(in, context(in).run1(tf::op("Range"), {x[0], x[1], x[2]}, {}, {leaf, false}));
}

Value shape_of(Interp& in, Bound& a) {
  auto t = tf::as_dtype(in, a["out_type"]);
  if (!t) return {};
  auto x = convert(in, a["input"], std::nullopt, std::nullopt, "input");
  if (!x) return {};
  if (!context(in).eager() && x->shape.fully_known()) {
    Tensor s = Tensor::uninitialized(DType::kInt64, Shape{static_cast<int64_t>(x->shape.rank())});
    for (size_t i = 0; i < x->shape.rank(); ++i) s.mutable_data<int64_t>()[i] = x->shape[i];
    return wrap(in, context(in).constant(cast(s, *t), "Shape"));
  }
  return wrap(in, context(in).run1(tf::op("Shape"), {*x}, {{"out_type", *t}}));
}

Value size(Interp& in, Bound& a) {
  auto t = tf::as_dtype(in, a["out_type"]);
  auto x = t ? convert(in, a["input"]) : std::nullopt;
  return x ? wrap(in, context(in).run1(tf::op("Size"), {*x}, {{"out_type", *t}})) : Value();
}

Value transpose(Interp& in, Bound& a) {
  std::optional<tf::NameScope> scope;
  if (!context(in).eager()) scope.emplace(context(in), name_or(in, a, "transpose"));
  Operand x;
  Value perm = a["perm"];
  const std::string leaf = scope ? scope->full : std::string();
  if (perm.is_none()) {
    auto given = convert(in, a["a"], std::nullopt, std::nullopt, "a");
    if (!given) return {};
    x = *given;
    if (!x.shape.known_rank()) return in.raise("NotImplementedError", "tf.transpose of a tensor of unknown rank is not supported.");
    std::vector<int64_t> reversed;
    for (size_t i = x.shape.rank(); i-- > 0;) reversed.push_back(static_cast<int64_t>(i));
    const Operand p = tf::int_constant(in, reversed, "perm");
    scope.reset();
    return wrap(in, context(in).run1(tf::op("Transpose"), {x, p}, {}, {leaf, false}));
  }
  scope.reset();
  return op_value(in, "Transpose", {a["a"], perm}, {}, leaf);
}

Value concat(Interp& in, Bound& a) {
  Value values = a["values"];
  if (!in.is_sequence(values)) values = in.list({values});
  const std::string name = name_or(in, a, "concat");
  const auto items = in.items(values);
  if (items.size() == 1) {
    auto axis = convert(in, a["axis"], DType::kInt32, std::nullopt, "concat_dim");
    if (!axis) return {};
    return op_value(in, "Identity", {items[0]}, {}, name);
  }
  return op_value(in, "ConcatV2", {std::vector<Value>(items.begin(), items.end()), a["axis"]}, {}, name);
}

Value stack(Interp& in, Bound& a) {
  auto axis = integer(in, a["axis"]);
  if (!axis) return {};
  if (*axis == 0 && !context(in).eager()) {
    // A constant if it can be one.
    if (in.is_sequence(a["values"])) {
      bool tensors = false;
      for (const Value& v : in.items(a["values"])) tensors = tensors || tf::as_tensor_object(v) || py::cast<tf::Variable>(v) || in.is_sequence(v);
      if (!tensors) {
        auto x = convert(in, a["values"], std::nullopt, std::nullopt, name_or(in, a, "stack"));
        if (x) return tensor_value(in, *x);
        in.take();
      }
    }
  }
  if (context(in).eager() && *axis == 0 && in.is_sequence(a["values"])) {
    bool plain = true;
    for (const Value& v : in.items(a["values"])) plain = plain && !tf::as_tensor_object(v) && !py::cast<tf::Variable>(v);
    if (plain) {
      auto x = convert(in, a["values"]);
      if (x) return tensor_value(in, *x);
      in.take();
    }
  }
  auto items = in.list_of(a["values"]);
  if (!items) return {};
  if (context(in).eager() && *axis == 0) {                 // a list with tensors and others is packed on its way to a tensor
    std::optional<DType> wanted;
    bool others = false;
    for (const Value& v : *items) {
      tf::TensorObject* t = tf::as_tensor_object(v);
      if (t && !wanted) wanted = t->operand.dtype;
      others = others || (!t && !py::cast<tf::Variable>(v));
    }
    if (wanted && others) {
      Operands parts;
      for (const Value& v : *items) {
        auto x = convert(in, v, wanted);
        if (!x) return {};
        parts.push_back(*x);
      }
      const Operands out = context(in).run(tf::op("Pack"), parts, {{"axis", int64_t{0}}});
      return out.empty() ? Value() : wrap(in, out[0]);
    }
  }
  // The axis is judged against the first shape, if that is known.
  if (!items->empty()) {
    auto first = convert(in, (*items)[0]);
    if (!first) return {};
    if (first->shape.known_rank()) {
      const int64_t rank = static_cast<int64_t>(first->shape.rank()) + 1;
      if (*axis < -rank || *axis >= rank)
        return in.raise("ValueError", "Argument `axis` = " + std::to_string(*axis) + " not in range [" + std::to_string(-rank) + ", " + std::to_string(rank) + ")");
    }
  }
  // While tracing, the attempt to make one tensor of the list has taken the name where the tensors do not fit together.
  std::string name = name_or(in, a, "stack");
  if (*axis == 0 && !context(in).eager()) {
    std::optional<Shape> known;
    for (const Value& v : *items) {
      tf::TensorObject* t = tf::as_tensor_object(v);
      if (!t || !t->operand.shape.fully_known()) continue;
      if (known && !(*known == t->operand.shape)) { name += "_1"; break; }
      known = t->operand.shape;
    }
  }
  return op_value(in, "Pack", {*items}, {{"axis", *axis}}, name);
}

Value unstack(Interp& in, Bound& a) {
  auto axis = integer(in, a["axis"]);
  auto x = axis ? convert(in, a["value"]) : std::nullopt;
  if (!x) return {};
  int64_t number = -1;
  if (!a["num"].is_none()) {
    auto n = integer(in, a["num"]);
    if (!n) return {};
    number = *n;
  } else if (x->shape.known_rank()) {
    const int64_t rank = static_cast<int64_t>(x->shape.rank());
    if (*axis < -rank || *axis >= rank)
      return in.raise("ValueError", "Argument `axis` = " + std::to_string(*axis) + " not in range [" + std::to_string(-rank) + ", " + std::to_string(rank) + ")");
    number = x->shape.at(*axis);
  }
  if (number < 0) return in.raise("ValueError", "Cannot infer argument `num` from shape " + python_text(x->shape));
  const Operands out = context(in).run(tf::op("Unpack"), {&*x, 1}, {{"num", number}, {"axis", *axis}}, {"unstack", false});
  if (out.empty() && in.pending()) return {};
  return list_of(in, out);
}

Value split(Interp& in, Bound& a) {
  const std::string name = name_or(in, a, "split");
  const Value sizes = a["num_or_size_splits"];
  bool scalar = !in.is_sequence(sizes);
  tf::TensorObject* t = tf::as_tensor_object(sizes);
  if (t) scalar = t->operand.shape.rank() == 0;
  if (np::is_array(sizes) && py::cast<np::NdArray>(sizes)) scalar = py::cast<np::NdArray>(sizes)->shape.rank() == 0;
  if (scalar && t) return in.raise("ValueError", "Rank-0 tensors are not supported as the num_or_size_splits argument to split. Argument provided: " + in.repr(sizes).value_or(""));
  if (scalar) {
    auto n = in.as_int(sizes);
    if (!n) return in.pending() ? Value() : in.raise("TypeError", "Expected int for argument 'num_split' not " + in.repr(sizes).value_or("") + ".");
    const Operands out = call_op(in, "Split", {a["axis"], a["value"]}, {{"num_split", *n}}, name);
    if (out.empty()) return {};
    return list_of(in, out);
  }
  auto s = convert(in, sizes);
  if (!s) return {};
  int64_t n = s->shape.known_rank() && s->shape.rank() ? s->shape[0] : -1;
  if (!a["num"].is_none()) {
    auto given = integer(in, a["num"]);
    if (!given) return {};
    n = *given;
  }
  if (n < 0) return in.raise("ValueError", "Cannot infer argument `num` from shape " + python_text(s->shape));
  const Operands out = call_op(in, "SplitV", {a["value"], context(in).eager() ? Argument(*s) : Argument(sizes), a["axis"]}, {{"num_split", n}}, name);
  if (out.empty()) return {};
  return list_of(in, out);
}

Value squeeze(Interp& in, Bound& a) {
  std::vector<int64_t> dims;
  if (!a["axis"].is_none()) {
    auto list = int_list(in, a["axis"]);
    if (!list) return {};
    dims = *list;
  }
  return op_value(in, "Squeeze", {a["input"]}, {{"squeeze_dims", dims}}, name_of(in, a));
}

Value expand_dims(Interp& in, Bound& a) { return op_value(in, "ExpandDims", {a["input"], a["axis"]}, {}, name_of(in, a)); }

Value gather(Interp& in, Bound& a) {
  auto batch = integer(in, a["batch_dims"]);
  if (!batch) return {};
  Value axis = a["axis"];
  if (axis.is_none()) axis = Value::integer(*batch);
  return op_value(in, "GatherV2", {a["params"], a["indices"], axis}, {{"batch_dims", *batch}}, name_of(in, a));
}

Value one_hot(Interp& in, Bound& a) {
  Context& c = context(in);
  std::optional<DType> t;
  if (!a["dtype"].is_none() && !(t = tf::as_dtype(in, a["dtype"]))) return {};
  std::optional<tf::NameScope> scope;
  if (!c.eager()) scope.emplace(c, name_or(in, a, "one_hot"));
  std::optional<DType> first;                              // of an on_value that decides
  const auto value = [&](const Value& v, double otherwise) -> std::optional<Operand> {
    if (v.is_none()) return c.constant(cast(Tensor::scalar(otherwise), t.value_or(DType::kFloat32)), "Const");
    auto x = convert(in, v, std::nullopt, t);
    if (x && t && x->dtype != *t) {
      const auto shown = [](DType d) { return "<dtype: '" + std::string(tf_name(d)) + "'>"; };
      const std::string_view which = first ? "off_value" : "on_value";
      if (first) in.raise("TypeError", "dtype " + shown(*first) + " of on_value does not match dtype " + shown(x->dtype) + " of off_value");
      else in.raise("TypeError", "dtype " + shown(x->dtype) + " of " + std::string(which) + " does not match dtype parameter " + shown(*t));
      return std::nullopt;
    }
    if (x && !t) first = t = x->dtype;
    return x;
  };
  auto on = value(a["on_value"], 1);
  auto off = on ? value(a["off_value"], 0) : std::nullopt;
  if (!off) return {};
  int64_t axis = -1;
  if (!a["axis"].is_none()) {
    auto n = integer(in, a["axis"]);
    if (!n) return {};
    axis = *n;
  }
  const std::string leaf = scope ? scope->full : std::string();
  scope.reset();
  return op_value(in, "OneHot", {a["indices"], a["depth"], *on, *off}, {{"axis", axis}}, leaf);
}

Value where(Interp& in, Bound& a) {
  if (a["x"].is_none() != a["y"].is_none()) return in.raise("ValueError", "x and y must both be non-None or both be None.");
  if (!a["x"].is_none()) return op_value(in, "SelectV2", {a["condition"], a["x"], a["y"]}, {}, name_of(in, a));
  return op_value(in, "Where", {a["condition"]}, {}, name_of(in, a));
}

Value pad(Interp& in, Bound& a) {
  const std::string mode(in.as_str(a["mode"]).value_or("CONSTANT"));
  std::string upper;
  for (char ch : mode) upper += static_cast<char>(std::toupper(static_cast<unsigned char>(ch)));
  if (upper == "REFLECT" || upper == "SYMMETRIC") return op_value(in, "MirrorPad", {a["tensor"], a["paddings"]}, {{"mode", upper}}, name_of(in, a));
  if (upper != "CONSTANT") return in.raise("ValueError", "Value of argument `mode` expected to be one of " + std::string(in.keras3() ? "\"CONSTANT\", \"REFLECT\", or \"SYMMETRIC\"" : "'CONSTANT', 'REFLECT', or 'SYMMETRIC'") + ". Received `mode` = " + upper);
  auto zero = in.as_double(a["constant_values"]);
  if (zero && *zero == 0) return op_value(in, "Pad", {a["tensor"], a["paddings"]}, {}, name_of(in, a));
  return op_value(in, "PadV2", {a["tensor"], a["paddings"], a["constant_values"]}, {}, name_of(in, a));
}

Value repeat(Interp& in, Bound& a) {
  auto x = convert(in, a["input"]);
  auto counts = x ? convert(in, a["repeats"]) : std::nullopt;
  if (!counts) return {};
  if (!x->shape.known_rank() || (!counts->value && !(counts->shape == Shape{}))) return in.raise("NotImplementedError", "tf.repeat with unknown repeats is not supported.");
  Operand data = *x;
  int64_t axis = 0;
  if (a["axis"].is_none()) {
    data = context(in).run1(tf::op("Reshape"), {data, tf::int_constant(in, {-1})});
    if (!data) return {};
  } else {
    auto n = integer(in, a["axis"]);
    if (!n) return {};
    axis = *n < 0 ? *n + static_cast<int64_t>(x->shape.rank()) : *n;
  }
  if (axis < 0 || axis >= static_cast<int64_t>(data.shape.rank())) return in.raise("ValueError", "axis=" + std::to_string(axis) + " out of bounds: expected -" + std::to_string(data.shape.rank()) + "<=axis<" + std::to_string(data.shape.rank()));
  if (counts->shape == Shape{}) {                          // each once more along a new axis
    tf::Context& c = context(in);
    const size_t at = static_cast<size_t>(axis) + 1;
    std::vector<int64_t> ones(at, 1), rest(data.shape.rank() - at, 1);
    const Operand count = c.run1(tf::op("Reshape"), {c.run1(tf::op("Cast"), {*counts}, {{"DstT", DType::kInt32}}), tf::int_constant(in, {1})});
    const Operand wide = c.run1(tf::op("ExpandDims"), {data, tf::int_scalar(in, axis + 1)});
    Operands parts{tf::int_constant(in, ones), count};
    if (!rest.empty()) parts.push_back(tf::int_constant(in, rest));
    parts.push_back(tf::int_scalar(in, 0));
    const Operands multiples = c.run(tf::op("ConcatV2"), parts, {{"N", static_cast<int64_t>(parts.size() - 1)}});
    const Operand tiled = multiples.empty() ? Operand{} : c.run1(tf::op("Tile"), {wide, multiples[0]});
    if (!tiled) return {};
    const int64_t n = counts->value ? counts->value.int_at(0) : -1;
    std::vector<int64_t> dims(data.shape.begin(), data.shape.end());
    int64_t& length = dims[static_cast<size_t>(axis)];
    length = length < 0 || n < 0 ? -1 : length * n;
    if (std::count(dims.begin(), dims.end(), -1) <= 1) return wrap(in, c.run1(tf::op("Reshape"), {tiled, tf::int_constant(in, dims)}));
    const Operand before = c.run1(tf::op("Shape"), {data});
    if (!before) return {};
    Operands all;
    for (size_t i = 0; i < dims.size(); ++i) {
      const Operand d = c.run1(tf::op("GatherV2"), {before, tf::int_constant(in, {static_cast<int64_t>(i)}), tf::int_scalar(in, 0)});
      all.push_back(i + 1 == at ? c.run1(tf::op("Mul"), {d, count}) : d);
    }
    all.push_back(tf::int_scalar(in, 0));
    const Operands shape = c.run(tf::op("ConcatV2"), all, {{"N", static_cast<int64_t>(dims.size())}});
    Operand y = shape.empty() ? Operand{} : c.run1(tf::op("Reshape"), {tiled, shape[0]});
    if (y) y.shape = Shape(dims);
    return wrap(in, y);
  }
  const int64_t length = data.shape[static_cast<size_t>(axis)];
  if (length < 0) return in.raise("NotImplementedError", "tf.repeat along an axis of unknown length is not supported.");
  const int64_t given = counts->value.elements();
  if (given != 1 && given != length)
    return in.raise("ValueError", "Dimensions " + std::to_string(length) + " and " + std::to_string(given) + " are not compatible");
  std::vector<int64_t> indices;
  for (int64_t i = 0; i < length; ++i)
    for (int64_t k = 0; k < counts->value.int_at(given == 1 ? 0 : i); ++k) indices.push_back(i);
  return wrap(in, context(in).run1(tf::op("GatherV2"), {data, tf::int_constant(in, indices), tf::int_scalar(in, axis)}));
}

Value meshgrid(Interp& in, Bound& a) {
  const py::Dict* keywords = py::cast<py::Dict>(a["kwargs"]);
  std::string indexing = "xy";
  if (Value v = keywords->get("indexing")) indexing = std::string(in.as_str(v).value_or(""));
  if (indexing != "xy" && indexing != "ij") return in.raise("ValueError", "Argument `indexing` parameter must be either 'xy' or 'ij', got '" + indexing + "'");
  auto all = convert_all(in, a["args"]);
  if (!all) return {};
  const size_t n = all->size();
  Operands out;
  std::vector<int64_t> lengths;
  for (const Operand& x : *all) lengths.push_back(x.shape.elements());
  std::vector<int64_t> full = lengths;
  if (indexing == "xy" && n > 1) std::swap(full[0], full[1]);
  for (size_t i = 0; i < n; ++i) {
    std::vector<int64_t> one(n, 1);
    size_t place = i;
    if (indexing == "xy" && n > 1 && i < 2) place = 1 - i;
    one[place] = lengths[i];
    const Operand r = context(in).run1(tf::op("Reshape"), {(*all)[i], tf::int_constant(in, one)});
    const Operand b = r ? context(in).run1(tf::op("BroadcastTo"), {r, tf::int_constant(in, full)}) : r;
    if (!b) return {};
    out.push_back(b);
  }
  return list_of(in, out);
}

Value eye(Interp& in, Bound& a) {
  auto rows = in.as_int(a["num_rows"]);
  auto columns = a["num_columns"].is_none() ? rows : in.as_int(a["num_columns"]);
  if (in.pending()) in.take();
  if (rows && columns && (*rows < 0 || *columns < 0))
    return tf::raise_error(in, "InvalidArgumentError", "{{function_node __wrapped__Fill_device_/job:localhost/replica:0/task:0/device:CPU:0}} Dimension " + std::to_string(std::min(*rows, *columns)) + " must be >= 0 [Op:Fill] name: ");
  if (!rows || !columns) {
    const Value shown = a["num_columns"].is_none() ? a["num_rows"] : a["num_columns"];
    return in.raise("TypeError", "Arguments `num_rows` and `num_columns` must be positive integer values. Received: num_rows=" + in.str(a["num_rows"]).value_or("") + ", num_columns=" + in.str(shown).value_or(""));
  }
  auto t = tf::as_dtype(in, a["dtype"]);
  if (!t) return {};
  Tensor m = Tensor::uninitialized(DType::kFloat64, Shape{*rows, *columns});
  auto d = m.mutable_data<double>();
  std::fill(d.begin(), d.end(), 0.0);
  for (int64_t i = 0; i < std::min(*rows, *columns); ++i) d[static_cast<size_t>(i * *columns + i)] = 1;
  Operand x = context(in).constant(cast(m, *t), "eye");
  if (!a["batch_shape"].is_none()) {
    auto batch = int_list(in, a["batch_shape"]);
    if (!batch) return {};
    batch->push_back(*rows);
    batch->push_back(*columns);
    x = context(in).run1(tf::op("BroadcastTo"), {x, tf::int_constant(in, *batch)});
  }
  return wrap(in, x);
}

Value sequence_mask(Interp& in, Bound& a) {
  auto lengths = convert(in, a["lengths"]);
  auto t = lengths ? tf::as_dtype(in, a["dtype"]) : std::nullopt;
  if (!t) return {};
  Context& c = context(in);
  Value longest = a["maxlen"];
  Operand top;
  if (longest.is_none()) {
    std::vector<int64_t> axes;
    for (size_t i = 0; i < lengths->shape.rank(); ++i) axes.push_back(static_cast<int64_t>(i));
    top = c.run1(tf::op("Max"), {*lengths, tf::int_constant(in, axes)});
  } else {
    auto x = convert(in, longest, lengths->dtype);
    if (!x) return {};
    if (x->shape.known_rank() && x->shape.rank() != 0)
      return in.raise("ValueError", "Argument `maxlen` must be scalar for sequence_mask, received `maxlen` = " + in.str(tf::to_numpy(in, x->value)).value_or("") + " with shape '" + python_text(x->shape) + "' instead");
    top = *x;
  }
  const Operand row = c.run1(tf::op("Range"), {constant(in, 0, lengths->dtype), top, constant(in, 1, lengths->dtype)});
  const Operand column = row ? c.run1(tf::op("ExpandDims"), {*lengths, tf::int_scalar(in, -1)}) : row;
  const Operand mask = column ? c.run1(tf::op("Less"), {row, column}) : column;
  return mask && *t != DType::kBool ? wrap(in, c.run1(tf::op("Cast"), {mask}, {{"DstT", *t}})) : wrap(in, mask);
}

Value ensure_shape(Interp& in, Bound& a) {
  auto s = tf::as_shape(in, a["shape"]);
  return s ? op_value(in, "EnsureShape", {a["x"]}, {{"shape", *s}}, name_of(in, a)) : Value();
}

Value boolean_mask(Interp& in, Bound& a) {
  int64_t axis = 0;
  if (!a["axis"].is_none()) {
    auto n = integer(in, a["axis"]);
    if (!n) return {};
    axis = *n;
  }
  return wrap(in, tf::boolean_mask(in, a["tensor"], a["mask"], axis));
}

Value strided_slice(Interp& in, Bound& a) {
  Attrs attrs;
  for (const char* m : {"begin_mask", "end_mask", "ellipsis_mask", "new_axis_mask", "shrink_axis_mask"}) {
    auto n = integer(in, a[m]);
    if (!n) return {};
    attrs.set(m, *n);
  }
  Value strides = a["strides"];
  auto begin = convert(in, a["begin"]);
  if (!begin) return {};
  if (strides.is_none()) {
    std::vector<Value> ones(static_cast<size_t>(begin->shape.elements()), Value::integer(1));
    strides = in.list(std::move(ones));
  }
  return op_value(in, "StridedSlice", {a["input_"], a["begin"], a["end"], strides}, attrs, "StridedSlice");
}

Value unique(Interp& in, Bound& a, bool counts) {
  auto t = tf::as_dtype(in, a["out_idx"]);
  if (!t) return {};
  const Operands out = call_op(in, counts ? "UniqueWithCounts" : "Unique", {a["x"]}, {{"out_idx", *t}});
  if (out.empty()) return {};
  std::vector<Value> values, fields;
  for (const Operand& x : out) values.push_back(tensor_value(in, x));
  for (const char* field : {"y", "idx", "count"})
    if (fields.size() < out.size()) fields.push_back(in.str_value(field));
  const Value type = in.call(in.get_attr(in.import("collections"), "namedtuple"), {in.str_value(counts ? "UniqueWithCounts" : "Unique"), in.list(std::move(fields))});
  return type ? in.call(type, py::Args{values, {}}) : Value();
}

#define OP(NAME, ...) [](Interp& in, Bound& a) { return op_value(in, NAME, {__VA_ARGS__}, {}, name_of(in, a)); }

constexpr Row kRows[] = {
    {"constant", "value, dtype=None, shape=None, name='Const'", make_constant},
    {"convert_to_tensor", "value, dtype=None, dtype_hint=None, name=None", convert_to_tensor},
    {"cast dtypes.cast", "x, dtype, name=None", cast_to},
    {"zeros", "shape, dtype='float32', name=None, layout=None", [](Interp& in, Bound& a) { return filled(in, a, 0, "zeros"); }},
    {"ones", "shape, dtype='float32', name=None, layout=None", [](Interp& in, Bound& a) { return filled(in, a, 1, "ones"); }},
    {"zeros_like", "input, dtype=None, name=None, layout=None", [](Interp& in, Bound& a) { return like(in, a, 0, "ZerosLike", "zeros_like"); }},
    {"ones_like", "input, dtype=None, name=None, layout=None", [](Interp& in, Bound& a) { return like(in, a, 1, "OnesLike", "ones_like"); }},
    {"fill", "dims, value, name=None, layout=None", OP("Fill", a["dims"], a["value"])},
    {"range", "start, limit=None, delta=1, dtype=None, name='range'", range},
    {"eye linalg.eye", "num_rows, num_columns=None, batch_shape=None, dtype='float32', name=None", eye},
    {"identity", "input, name=None", [](Interp& in, Bound& a) { return op_value(in, "Identity", {a["input"]}, {}, name_of(in, a)); }},
    {"stop_gradient", "input, name=None", OP("StopGradient", a["input"])},
    {"reshape", "tensor, shape, name=None", OP("Reshape", a["tensor"], a["shape"])},
    {"shape", "input, out_type='int32', name=None", shape_of},
    {"size", "input, out_type='int32', name=None", size},
    {"rank", "input, name=None", OP("Rank", a["input"])},
    {"transpose", "a, perm=None, conjugate=False, name='transpose'", transpose},
    {"concat", "values, axis, name='concat'", concat},
    {"stack", "values, axis=0, name='stack'", stack},
    {"unstack", "value, num=None, axis=0, name='unstack'", unstack},
    {"split", "value, num_or_size_splits, axis=0, num=None, name='split'", split},
    {"squeeze", "input, axis=None, name=None", squeeze},
    {"expand_dims", "input, axis, name=None", expand_dims},
    {"tile", "input, multiples, name=None", OP("Tile", a["input"], a["multiples"])},
    {"broadcast_to", "input, shape, name=None", OP("BroadcastTo", a["input"], a["shape"])},
    {"gather", "params, indices, validate_indices=None, axis=None, batch_dims=0, name=None", gather},
    {"gather_nd", "params, indices, batch_dims=0, name=None, bad_indices_policy=''", OP("GatherNd", a["params"], a["indices"])},
    {"scatter_nd", "indices, updates, shape, name=None", OP("ScatterNd", a["indices"], a["updates"], a["shape"])},
    {"tensor_scatter_nd_update", "tensor, indices, updates, name=None", OP("TensorScatterUpdate", a["tensor"], a["indices"], a["updates"])},
    {"tensor_scatter_nd_add", "tensor, indices, updates, name=None", OP("TensorScatterAdd", a["tensor"], a["indices"], a["updates"])},
    {"tensor_scatter_nd_sub", "tensor, indices, updates, name=None", OP("TensorScatterSub", a["tensor"], a["indices"], a["updates"])},
    {"tensor_scatter_nd_max", "tensor, indices, updates, name=None", OP("TensorScatterMax", a["tensor"], a["indices"], a["updates"])},
    {"tensor_scatter_nd_min", "tensor, indices, updates, name=None", OP("TensorScatterMin", a["tensor"], a["indices"], a["updates"])},
    {"one_hot", "indices, depth, on_value=None, off_value=None, axis=None, dtype=None, name=None", one_hot},
    {"where", "condition, x=None, y=None, name=None", where},
    {"pad", "tensor, paddings, mode='CONSTANT', constant_values=0, name=None", pad},
    {"slice", "input_, begin, size, name=None", OP("Slice", a["input_"], a["begin"], a["size"])},
    {"strided_slice", "input_, begin, end, strides=None, begin_mask=0, end_mask=0, ellipsis_mask=0, new_axis_mask=0, shrink_axis_mask=0, var=None, name=None", strided_slice},
    {"reverse", "tensor, axis, name=None", [](Interp& in, Bound& a) { return op_value(in, "ReverseV2", {a["tensor"], a["axis"]}, {}, name_of(in, a)); }},
    {"roll", "input, shift, axis, name=None", OP("Roll", a["input"], a["shift"], a["axis"])},
    {"repeat", "input, repeats, axis=None, name=None", repeat},
    {"meshgrid", "*args, **kwargs", meshgrid},
    {"sequence_mask", "lengths, maxlen=None, dtype='bool', name=None", sequence_mask},
    {"ensure_shape", "x, shape, name=None", ensure_shape},
    {"boolean_mask", "tensor, mask, axis=None, name='boolean_mask'", boolean_mask},
    {"unique", "x, out_idx='int32', name=None", [](Interp& in, Bound& a) { return unique(in, a, false); }},
    {"unique_with_counts", "x, out_idx='int32', name=None", [](Interp& in, Bound& a) { return unique(in, a, true); }},
    {"is_tensor", "x", [](Interp&, Bound& a) { return Value::boolean(tf::as_tensor_object(a[0]) || py::cast<tf::Variable>(a[0])); }},
    {"executing_eagerly", "", [](Interp& in, Bound&) { return Value::boolean(context(in).eager()); }},
    {"as_dtype dtypes.as_dtype", "type_value", [](Interp& in, Bound& a) -> Value { auto t = tf::as_dtype(in, a[0]); return t ? tf::dtype_value(in, *t) : Value(); }},
    {"saturate_cast dtypes.saturate_cast", "value, dtype, name=None", [](Interp& in, Bound& a) -> Value {
       auto t = tf::as_dtype(in, a["dtype"]);
       auto x = t ? convert(in, a["value"]) : std::nullopt;
       if (!x) return {};
       if (is_integer(*t)) {
         const Value d = tf::dtype_value(in, *t);
         auto low = in.as_double(in.get_attr(d, "min")), high = in.as_double(in.get_attr(d, "max"));
         Operand y = context(in).run1(tf::op("Maximum"), {*x, constant(in, *low, x->dtype)});
         y = y ? context(in).run1(tf::op("Minimum"), {y, constant(in, *high, x->dtype)}) : y;
         return y ? wrap(in, context(in).run1(tf::op("Cast"), {y}, {{"DstT", *t}})) : Value();
       }
       return wrap(in, context(in).run1(tf::op("Cast"), {*x}, {{"DstT", *t}}));
     }},
    {"bitcast", "input, type, name=None", [](Interp& in, Bound& a) -> Value { auto t = tf::as_dtype(in, a["type"]); return t ? op_value(in, "Bitcast", {a["input"]}, {{"type", *t}}) : Value(); }},
    {"searchsorted", "sorted_sequence, values, side='left', out_type='int32', name=None", [](Interp& in, Bound& a) -> Value {
       auto t = tf::as_dtype(in, a["out_type"]);
       auto s = t ? convert(in, a["sorted_sequence"]) : std::nullopt;
       auto v = s ? convert(in, a["values"], s->dtype) : std::nullopt;
       if (!v) return {};
       const bool flat = s->shape.rank() == 1;
       Operand x = *s, y = *v;
       if (flat) { x = context(in).run1(tf::op("Reshape"), {x, tf::int_constant(in, {1, -1})}); y = context(in).run1(tf::op("Reshape"), {y, tf::int_constant(in, {1, -1})}); }
       const Operand r = context(in).run1(tf::op(in.as_str(a["side"]).value_or("left") == "right" ? "UpperBound" : "LowerBound"), {x, y}, {{"out_type", *t}});
       return r ? wrap(in, flat ? context(in).run1(tf::op("Reshape"), {r, tf::int_constant(in, v->shape.dims())}) : r) : Value();
     }},
    {"get_static_value", "tensor, partial=False", [](Interp& in, Bound& a) -> Value {
       tf::TensorObject* t = tf::as_tensor_object(a[0]);
       if (!t || !t->operand.value) return Value::none();
       return tf::to_numpy(in, t->operand.value);
     }},
    {"dynamic_partition", "data, partitions, num_partitions, name=None", [](Interp& in, Bound& a) -> Value {
       auto n = integer(in, a["num_partitions"]);
       if (!n) return {};
       const Operands out = call_op(in, "DynamicPartition", {a["data"], a["partitions"]}, {{"num_partitions", *n}}, name_of(in, a));
       return out.empty() ? Value() : list_of(in, out);
     }},
};

}  // namespace

void bind_basic(Interp& in) { bind(in, kRows); }

}  // namespace misfit::modules::tf_api
