// tf.nn: activations, convolutions, pooling, losses.
#include "modules/tensorflow_table.h"

namespace misfit::modules::tf_api {
namespace {

Value unary(Interp& in, Bound& a, std::string_view op_name) { return op_value(in, op_name, {a[0]}, {}, name_of(in, a)); }

// Along any axis: the op works on the last one.
Value softmax(Interp& in, Bound& a, std::string_view op_name) {
  Context& c = context(in);
  auto x = convert(in, a["logits"], std::nullopt, std::nullopt, "logits");
  if (!x) return {};
  int64_t axis = -1;
  if (!a["axis"].is_none()) {
    auto n = integer(in, a["axis"]);
    if (!n) return {};
    axis = *n;
  }
  const int64_t rank = x->shape.known_rank() ? static_cast<int64_t>(x->shape.rank()) : -1;
  if (rank < 0 || axis == -1 || axis == rank - 1) return wrap(in, c.run1(tf::op(op_name), {*x}, {}, {c.eager() ? std::string_view() : name_or(in, a, op_name), false}));
  if (axis < -rank || axis >= rank)
    return tf::raise_error(in, "InvalidArgumentError", "`dim` must be in the range [" + std::to_string(-rank) + ", " + std::to_string(rank) + ") where " + std::to_string(rank) +
                                                           " is the number of dimensions in the input. Received: dim=" + std::to_string(axis));
  const int64_t at = axis < 0 ? axis + rank : axis;
  std::vector<int64_t> perm;
  for (int64_t i = 0; i < rank; ++i) perm.push_back(i);
  std::swap(perm[static_cast<size_t>(at)], perm.back());
  const Operand p = tf::int_constant(in, perm);
  const Operand moved = c.run1(tf::op("Transpose"), {*x, p});
  const Operand y = moved ? c.run1(tf::op(op_name), {moved}) : moved;
  return y ? wrap(in, c.run1(tf::op("Transpose"), {y, p})) : Value();
}

Value gelu(Interp& in, Bound& a) {
  Context& c = context(in);
  bool approximate = false;
  if (!flag(in, a["approximate"], &approximate)) return {};
  auto x = convert(in, a["features"], std::nullopt, std::nullopt, "features");
  if (!x) return {};
  const auto k = [&](double v) { return constant(in, v, x->dtype); };
  if (approximate) {
    const Operand cube = c.run1(tf::op("Pow"), {*x, k(3)});
    const Operand inner = c.run1(tf::op("AddV2"), {*x, c.run1(tf::op("Mul"), {k(0.044715), cube})});
    const Operand t = c.run1(tf::op("Tanh"), {c.run1(tf::op("Mul"), {k(0.7978845608028654), inner})});
    return wrap(in, c.run1(tf::op("Mul"), {c.run1(tf::op("Mul"), {k(0.5), *x}), c.run1(tf::op("AddV2"), {k(1), t})}));
  }
  const Operand e = c.run1(tf::op("Erf"), {c.run1(tf::op("RealDiv"), {*x, k(1.4142135623730951)})});
  return wrap(in, c.run1(tf::op("Mul"), {c.run1(tf::op("Mul"), {k(0.5), *x}), c.run1(tf::op("AddV2"), {k(1), e})}));
}

Value silu(Interp& in, Bound& a) {
  Context& c = context(in);
  auto x = convert(in, a["features"], std::nullopt, std::nullopt, "features");
  const Operand s = x ? c.run1(tf::op("Sigmoid"), {*x}) : Operand{};
  return s ? wrap(in, c.run1(tf::op("Mul"), {*x, s})) : Value();
}

// ksize, strides: one number, one for each spatial axis, or all of them.
std::optional<std::vector<int64_t>> window(Interp& in, const Value& v, size_t spatial, std::string_view name, bool channels_first = false) {
  auto list = v.is_none() ? std::optional<std::vector<int64_t>>(std::vector<int64_t>{1}) : int_list(in, v);
  if (!list) return std::nullopt;
  if (list->size() == 1) list->assign(spatial, (*list)[0]);
  if (list->size() == spatial) {
    list->insert(list->begin(), 1);
    if (channels_first) list->insert(list->begin(), 1);
    else list->push_back(1);
  } else if (list->size() != spatial + 2) {
    in.raise("ValueError", std::string(name) + " should be of length 1, " + std::to_string(spatial) + " or " + std::to_string(spatial + 2) + ". Received: " + std::string(name) + "=" + in.str(v).value_or("") + " of length " + std::to_string(list->size()));
    return std::nullopt;
  }
  return list;
}

std::string format_of(Interp& in, const Value& v, const char* otherwise) { return v.is_none() ? otherwise : std::string(in.as_str(v).value_or(otherwise)); }

Value bias_add(Interp& in, Bound& a) {
  Context& c = context(in);
  std::string format = "NHWC";
  if (!a["data_format"].is_none()) {
    const std::string given(in.as_str(a["data_format"]).value_or(""));
    if (given.rfind("NC", 0) == 0) format = "NCHW";
    else if (!(given.rfind("N", 0) == 0 && given.size() > 1 && given.back() == 'C'))
      return in.raise("ValueError", "`data_format` must be of the form `N...C` or `NC...`. Received: data_format=" + given);
  }
  if (c.eager()) return op_value(in, "BiasAdd", {a["value"], a["bias"]}, {{"data_format", format}}, name_of(in, a));
  tf::NameScope scope(c, name_or(in, a, "BiasAdd"));
  auto value = convert(in, a["value"], std::nullopt, std::nullopt, "input");
  if (value && !value->node) value = c.own(*value, "input");
  auto bias = value ? convert(in, a["bias"], value->dtype, std::nullopt, "bias") : std::nullopt;
  if (bias && !bias->node) bias = c.own(*bias, "bias");
  return bias ? wrap(in, c.run1(tf::op("BiasAdd"), {*value, *bias}, {{"data_format", format}}, {scope.full, false})) : Value();
}

Value conv2d(Interp& in, Bound& a) {
  const std::string format = format_of(in, a["data_format"], "NHWC");
  auto strides = window(in, a["strides"], 2, "strides", format == "NCHW");
  auto dilations = strides ? window(in, a["dilations"], 2, "dilations", format == "NCHW") : std::nullopt;
  if (!dilations) return {};
  Attrs attrs{{"strides", *strides}, {"dilations", *dilations}, {"data_format", format}};
  if (auto p = in.as_str(a["padding"])) attrs.set("padding", std::string(*p));
  else {
    std::vector<int64_t> flat;
    auto rows = in.list_of(a["padding"]);
    if (!rows) return {};
    for (const Value& r : *rows) { auto pair = int_list(in, r); if (!pair) return {}; flat.insert(flat.end(), pair->begin(), pair->end()); }
    attrs.set("padding", std::string("EXPLICIT"));
    attrs.set("explicit_paddings", flat);
  }
  return op_value(in, "Conv2D", {a["input"], a["filters"]}, attrs, name_of(in, a));
}

// `scope`: what the function opens while tracing, and its node is called.
Value pool(Interp& in, Bound& a, std::string_view op_name, size_t spatial, std::string_view scope) {
  const std::string format = format_of(in, a["data_format"], spatial == 2 ? "NHWC" : "NDHWC");
  auto size = window(in, a["ksize"], spatial, "ksize", format == "NCHW");
  auto strides = size ? window(in, a["strides"], spatial, "strides", format == "NCHW") : std::nullopt;
  if (!strides) return {};
  return op_value(in, op_name, {a["input"]}, {{"ksize", *size}, {"strides", *strides}, {"padding", std::string(in.as_str(a["padding"]).value_or(""))}, {"data_format", format}},
                  context(in).eager() ? std::string() : name_or(in, a, scope));
}

Value dropout(Interp& in, Bound& a) {
  Context& c = context(in);
  auto x = convert(in, a["x"], std::nullopt, std::nullopt, "x");
  if (!x) return {};
  if (!is_floating(x->dtype)) return in.raise("ValueError", "`x.dtype` must be a floating point tensor as `x` will be scaled. Received: x_dtype=<dtype: '" + std::string(tf_name(x->dtype)) + "'>");
  auto rate = in.as_double(a["rate"]);
  if (rate && (*rate < 0 || *rate >= 1)) return in.raise("ValueError", "`rate` must be a scalar tensor or a float in the range [0, 1). Received: rate=" + in.str(a["rate"]).value_or(""));
  if (!rate) return in.pending() ? Value() : in.raise("ValueError", "`rate` must be a float");
  if (*rate == 0) return tensor_value(in, *x);
  std::optional<int64_t> seed;
  if (!a["seed"].is_none() && !(seed = integer(in, a["seed"]))) return {};
  const auto [s1, s2] = c.op_seeds(seed);
  Operand shape;
  if (a["noise_shape"].is_none()) shape = x->shape.fully_known() ? tf::int_constant(in, x->shape.dims()) : c.run1(tf::op("Shape"), {*x});
  else { auto s = convert(in, a["noise_shape"], DType::kInt32); if (!s) return {}; shape = *s; }
  const Operand scaled = c.run1(tf::op("Mul"), {*x, constant(in, 1 / (1 - *rate), x->dtype)});
  const Operand u = shape ? c.run1(tf::op("RandomUniform"), {shape}, {{"seed", s1}, {"seed2", s2}, {"dtype", x->dtype}}) : shape;
  const Operand keep = u ? c.run1(tf::op("GreaterEqual"), {u, constant(in, *rate, x->dtype)}) : u;
  return keep ? wrap(in, c.run1(tf::op("SelectV2"), {keep, scaled, constant(in, 0, x->dtype)})) : Value();
}

Value sigmoid_cross_entropy(Interp& in, Bound& a) {
  Context& c = context(in);
  auto x = convert(in, a["logits"], std::nullopt, std::nullopt, "logits");
  auto z = x ? convert(in, a["labels"], std::nullopt, std::nullopt, "labels") : std::nullopt;
  if (!z) return {};
  if (!compatible(x->shape, z->shape))
    return in.raise("ValueError", "`logits` and `labels` must have the same shape, received (" + python_text(x->shape) + " vs " + python_text(z->shape) + ").");
  const Operand zeros = c.run1(tf::op("ZerosLike"), {*x});
  const Operand positive = c.run1(tf::op("GreaterEqual"), {*x, zeros});
  const Operand relu = c.run1(tf::op("SelectV2"), {positive, *x, zeros});
  const Operand minus = c.run1(tf::op("SelectV2"), {positive, c.run1(tf::op("Neg"), {*x}), *x});
  const Operand product = minus ? c.run1(tf::op("Mul"), {*x, *z}) : minus;
  const Operand left = product ? c.run1(tf::op("Sub"), {relu, product}) : product;
  const Operand e = left ? c.run1(tf::op("Exp"), {minus}) : left;
  const Operand l = e ? c.run1(tf::op("Log1p"), {e}) : e;
  return l ? wrap(in, c.run1(tf::op("AddV2"), {left, l})) : Value();
}

Value softmax_cross_entropy(Interp& in, Bound& a) {
  Context& c = context(in);
  tf::NameScope scope(c, name_or(in, a, "softmax_cross_entropy_with_logits"));
  auto logits = convert(in, a["logits"], std::nullopt, std::nullopt, "logits");
  auto labels = logits ? convert(in, a["labels"], logits->dtype, std::nullopt, "labels") : std::nullopt;
  if (!labels) return {};
  const size_t rank = logits->shape.rank();
  int64_t axis = -1;
  if (!a["axis"].is_none()) {
    auto n = integer(in, a["axis"]);
    if (!n) return {};
    axis = *n;
  }
  const int64_t last = static_cast<int64_t>(rank) - 1;
  if (axis > last)                                         // range(axis + 1, rank), in which TensorFlow looks for the other axes
    return wrap(in, c.run1(tf::op("Range"), {tf::int_scalar(in, axis + 1), tf::int_scalar(in, last + 1), tf::int_scalar(in, 1)}));
  if (rank == 0) return wrap(in, c.run1(tf::op("Slice"), {tf::int_constant(in, std::vector<int64_t>()), tf::int_constant(in, {-1}), tf::int_constant(in, {1})}));
  if (axis < 0) axis += last + 1;
  if (axis != last) {
    std::vector<int64_t> perm;
    for (int64_t i = 0; i <= last; ++i) if (i != axis) perm.push_back(i);
    perm.push_back(axis);
    const Operand order = tf::int_constant(in, perm);
    const Operand x = c.run1(tf::op("Transpose"), {*logits, order}), y = x ? c.run1(tf::op("Transpose"), {*labels, order}) : x;
    if (!y) return {};
    logits = x, labels = y;
  }
  const auto flat = [&](const Operand& x) { return c.run1(tf::op("Reshape"), {x, tf::int_constant(in, {-1, x.shape.rank() ? x.shape.at(-1) : 1})}); };
  const Operand l = flat(*logits), y = l ? flat(*labels) : l;
  if (!y) return {};
  const Operands out = c.run(tf::op("SoftmaxCrossEntropyWithLogits"), Operands{l, y}, {}, {scope.full, false});
  if (out.empty()) return {};
  return wrap(in, c.run1(tf::op("Reshape"), {out[0], tf::int_constant(in, logits->shape.without(rank - 1).dims())}));
}

Value sparse_softmax_cross_entropy(Interp& in, Bound& a) {
  Context& c = context(in);
  tf::NameScope scope(c, name_or(in, a, "SparseSoftmaxCrossEntropyWithLogits"));
  auto labels = convert(in, a["labels"], std::nullopt, std::nullopt, "labels");
  auto logits = labels ? convert(in, a["logits"], std::nullopt, std::nullopt, "logits") : std::nullopt;
  if (!logits) return {};
  const Shape &s = labels->shape, &r = logits->shape;
  if (r.known_rank() && r.rank() == 0) return in.raise("ValueError", "`logits` cannot be a scalar. Received logits=`" + in.str(a["logits"]).value_or("") + "`");
  if (s.known_rank() && r.known_rank()) {
    if (s.rank() != r.rank() - 1)
      return in.raise("ValueError", "`labels.shape.rank` must equal `logits.shape.rank - 1`. Received: labels.shape=" + python_text(s) + " of rank " + std::to_string(s.rank()) + " and logits.shape=" + python_text(r) + " of rank " + std::to_string(r.rank()));
    if (s.fully_known() && r.fully_known() && s != r.slice(0, r.rank() - 1))
      return in.raise("ValueError", "`labels.shape` must equal `logits.shape` except for the last dimension. Received: labels.shape=" + python_text(s) + " and logits.shape=" + python_text(r));
  }
  const bool plain = r.known_rank() && r.rank() == 2;
  const Operand l = plain ? *logits : c.run1(tf::op("Reshape"), {*logits, tf::int_constant(in, {-1, r.at(-1)})});
  const Operand y = plain ? *labels : c.run1(tf::op("Reshape"), {*labels, tf::int_constant(in, {-1})});
  if (!l || !y) return {};
  const Operands out = c.run(tf::op("SparseSoftmaxCrossEntropyWithLogits"), Operands{l, y});
  if (out.empty()) return {};
  return plain ? tensor_value(in, out[0]) : wrap(in, c.run1(tf::op("Reshape"), {out[0], tf::int_constant(in, s.dims())}));
}

Value batch_normalization(Interp& in, Bound& a) {
  Context& c = context(in);
  auto x = convert(in, a["x"]);
  auto variance = x ? convert(in, a["variance"], x->dtype) : std::nullopt;
  auto mean = variance ? convert(in, a["mean"], x->dtype) : std::nullopt;
  if (!mean) return {};
  Operand inv = c.run1(tf::op("Rsqrt"), {c.run1(tf::op("AddV2"), {*variance, constant(in, in.as_double(a["variance_epsilon"]).value_or(0), x->dtype)})});
  if (!a["scale"].is_none()) { auto s = convert(in, a["scale"], x->dtype); if (!s) return {}; inv = c.run1(tf::op("Mul"), {inv, *s}); }
  Operand shift = c.run1(tf::op("Mul"), {*mean, inv});
  if (!a["offset"].is_none()) { auto o = convert(in, a["offset"], x->dtype); if (!o) return {}; shift = c.run1(tf::op("Sub"), {*o, shift}); }
  else shift = c.run1(tf::op("Neg"), {shift});
  const Operand scaled = shift ? c.run1(tf::op("Mul"), {*x, inv}) : shift;
  return scaled ? wrap(in, c.run1(tf::op("AddV2"), {scaled, shift})) : Value();
}

Value moments(Interp& in, Bound& a) {
  Context& c = context(in);
  tf::NameScope scope(c, name_or(in, a, "moments"));
  bool keep = false;
  auto x = convert(in, a["x"]);
  if (!x || !flag(in, a["keepdims"], &keep)) return {};
  const Operand mean = call_op1(in, "Mean", {*x, a["axes"]}, {{"keep_dims", true}}, "mean");
  const Operand d = mean ? c.run1(tf::op("SquaredDifference"), {*x, c.run1(tf::op("StopGradient"), {mean})}) : mean;
  const Operand v = d ? call_op1(in, "Mean", {d, a["axes"]}, {{"keep_dims", keep}}, "variance") : d;
  auto axes = v ? int_list(in, a["axes"]) : std::nullopt;
  if (!axes) return {};
  const Operand m = keep ? mean : c.run1(tf::op("Squeeze"), {mean}, {{"squeeze_dims", *axes}});
  return m ? in.tuple({tensor_value(in, m), tensor_value(in, v)}) : Value();
}

#define UNARY(NAME) [](Interp& in, Bound& a) { return unary(in, a, NAME); }

constexpr Row kRows[] = {
    {"nn.relu", "features, name=None", UNARY("Relu")},
    {"nn.relu6", "features, name=None", UNARY("Relu6")},
    {"nn.elu", "features, name=None", UNARY("Elu")},
    {"nn.selu", "features, name=None", UNARY("Selu")},
    {"nn.leaky_relu", "features, alpha=0.2, name=None", [](Interp& in, Bound& a) -> Value {
       auto x = convert(in, a["features"], std::nullopt, std::nullopt, "features");
       if (!x) return {};
       Operand y = *x;
       if (is_integer(y.dtype)) y = context(in).run1(tf::op("Cast"), {y}, {{"DstT", DType::kFloat32}});
       return wrap(in, context(in).run1(tf::op("LeakyRelu"), {y}, {{"alpha", in.as_double(a["alpha"]).value_or(0.2)}}, {name_of(in, a), false}));
     }},
    {"nn.gelu", "features, approximate=False, name=None", gelu},
    {"nn.silu nn.swish", "features, beta=1.0", silu},
    {"nn.softmax", "logits, axis=None, name=None", [](Interp& in, Bound& a) { return softmax(in, a, "Softmax"); }},
    {"nn.log_softmax", "logits, axis=None, name=None", [](Interp& in, Bound& a) { return softmax(in, a, "LogSoftmax"); }},
    {"nn.conv2d", "input, filters, strides, padding, data_format='NHWC', dilations=None, name=None", conv2d},
    {"nn.max_pool2d", "input, ksize, strides, padding, data_format='NHWC', name=None", [](Interp& in, Bound& a) { return pool(in, a, "MaxPool", 2, "MaxPool2d"); }},
    {"nn.max_pool", "input, ksize, strides, padding, data_format='NHWC', name=None", [](Interp& in, Bound& a) { return pool(in, a, "MaxPool", 2, "MaxPool"); }},
    {"nn.avg_pool2d", "input, ksize, strides, padding, data_format='NHWC', name=None", [](Interp& in, Bound& a) { return pool(in, a, "AvgPool", 2, "AvgPool2D"); }},
    {"nn.avg_pool", "input, ksize, strides, padding, data_format='NHWC', name=None", [](Interp& in, Bound& a) { return pool(in, a, "AvgPool", 2, "AvgPool"); }},
    {"nn.bias_add", "value, bias, data_format=None, name=None", bias_add},
    {"nn.dropout", "x, rate, noise_shape=None, seed=None, name=None", dropout},
    {"nn.sigmoid_cross_entropy_with_logits", "labels=None, logits=None, name=None", sigmoid_cross_entropy},
    {"nn.softmax_cross_entropy_with_logits", "labels, logits, axis=-1, name=None", softmax_cross_entropy},
    {"nn.sparse_softmax_cross_entropy_with_logits", "labels, logits, name=None", sparse_softmax_cross_entropy},
    {"nn.embedding_lookup", "params, ids, max_norm=None, name=None", [](Interp& in, Bound& a) -> Value {
       std::optional<Operand> p;
       if (in.is_sequence(a["params"]) && !in.items(a["params"]).empty()) {   // parts of one table
         const auto parts = in.items(a["params"]);
         const Value whole = parts.size() == 1 ? parts[0] : op_value(in, "ConcatV2", {std::vector<Value>(parts.begin(), parts.end()), Value::integer(0)});
         if (!whole) return {};
         p = convert(in, whole);
       } else {
         p = convert(in, a["params"]);
       }
       auto i = p ? convert(in, a["ids"]) : std::nullopt;
       return i ? wrap(in, context(in).run1(tf::op("GatherV2"), {*p, *i, tf::int_scalar(in, 0)}, {}, {context(in).eager() ? "" : "embedding_lookup", false})) : Value();
     }},
    {"nn.batch_normalization", "x, mean, variance, offset, scale, variance_epsilon, name=None", batch_normalization},
    {"nn.moments", "x, axes, shift=None, keepdims=False, name=None", moments},
    {"nn.l2_loss", "t, name=None", UNARY("L2Loss")},
    {"nn.zero_fraction", "value, name=None", [](Interp& in, Bound& a) -> Value {
       auto x = convert(in, a["value"]);
       const Operand z = x ? context(in).run1(tf::op("Equal"), {*x, constant(in, 0, x->dtype)}) : Operand{};
       const Operand f = z ? context(in).run1(tf::op("Cast"), {z}, {{"DstT", DType::kFloat32}}) : z;
       if (!f) return {};
       std::vector<int64_t> axes;
       for (size_t i = 0; i < x->shape.rank(); ++i) axes.push_back(static_cast<int64_t>(i));
       return wrap(in, context(in).run1(tf::op("Mean"), {f, tf::int_constant(in, axes)}, {{"keep_dims", false}}));
     }},
    {"nn.space_to_depth", "input, block_size, data_format='NHWC', name=None", [](Interp& in, Bound& a) -> Value { auto n = integer(in, a["block_size"]); return n ? op_value(in, "SpaceToDepth", {a["input"]}, {{"block_size", *n}}) : Value(); }},
    {"nn.depth_to_space", "input, block_size, data_format='NHWC', name=None", [](Interp& in, Bound& a) -> Value { auto n = integer(in, a["block_size"]); return n ? op_value(in, "DepthToSpace", {a["input"]}, {{"block_size", *n}}) : Value(); }},
};

}  // namespace

void bind_nn(Interp& in) { bind(in, kRows); }

}  // namespace misfit::modules::tf_api
