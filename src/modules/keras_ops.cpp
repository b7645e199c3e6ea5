// keras.ops of Keras 3: TensorFlow's functions under NumPy's names, on real tensors and on symbolic ones.
#include "keras/operators.h"
#include "modules/keras_table.h"

#include "keras/nest.h"

namespace misfit::modules::keras_api {
namespace {

// signature: Keras' own. `to`: TensorFlow's function; its parameters in the order of ours, those named "-" dropped.
struct Row { const char *name, *class_name, *signature, *tensorflow, *parameters; };

constexpr Row kRows[] = {
    {"mean", "Mean", "x, axis=None, keepdims=False", "reduce_mean", "input_tensor axis keepdims"},
    {"sum", "Sum", "x, axis=None, keepdims=False", "reduce_sum", "input_tensor axis keepdims"},
    {"max", "Max", "x, axis=None, keepdims=False", "reduce_max", "input_tensor axis keepdims"},
    {"min", "Min", "x, axis=None, keepdims=False", "reduce_min", "input_tensor axis keepdims"},
    {"prod", "Prod", "x, axis=None, keepdims=False", "reduce_prod", "input_tensor axis keepdims"},
    {"any", "Any", "x, axis=None, keepdims=False", "reduce_any", "input_tensor axis keepdims"},
    {"all", "All", "x, axis=None, keepdims=False", "reduce_all", "input_tensor axis keepdims"},
    {"std", "Std", "x, axis=None, keepdims=False", "math.reduce_std", "input_tensor axis keepdims"},
    {"var", "Var", "x, axis=None, keepdims=False", "math.reduce_variance", "input_tensor axis keepdims"},
    {"logsumexp", "Logsumexp", "x, axis=None, keepdims=False", "reduce_logsumexp", "input_tensor axis keepdims"},
    {"square", "Square", "x", "square", "x"}, {"sqrt", "Sqrt", "x", "sqrt", "x"}, {"abs", "Absolute", "x", "abs", "x"}, {"absolute", "Absolute", "x", "abs", "x"},
    {"exp", "Exp", "x", "exp", "x"}, {"log", "Log", "x", "math.log", "x"}, {"log1p", "Log1p", "x", "math.log1p", "x"}, {"sign", "Sign", "x", "sign", "x"},
    {"negative", "Negative", "x", "negative", "x"}, {"floor", "Floor", "x", "floor", "x"}, {"ceil", "Ceil", "x", "math.ceil", "x"}, {"round", "Round", "x", "round", "x"},
    {"cos", "Cos", "x", "cos", "x"}, {"tanh", "Tanh", "x", "tanh", "x"}, {"rsqrt", "Rsqrt", "x", "math.rsqrt", "x"},
    {"isnan", "Isnan", "x", "math.is_nan", "x"}, {"isinf", "Isinf", "x", "math.is_inf", "x"}, {"erf", "Erf", "x", "math.erf", "x"},
    {"relu", "Relu", "x", "nn.relu", "features"}, {"sigmoid", "Sigmoid", "x", "sigmoid", "x"}, {"softplus", "Softplus", "x", "nn.softplus", "features"},
    {"softmax", "Softmax", "x, axis=-1", "nn.softmax", "logits axis"}, {"log_softmax", "LogSoftmax", "x, axis=-1", "nn.log_softmax", "logits axis"},
    {"gelu", "Gelu", "x, approximate=True", "nn.gelu", "features approximate"}, {"elu", "Elu", "x, alpha=1.0", "nn.elu", "features -"}, {"silu", "Silu", "x", "nn.silu", "features"},
    {"leaky_relu", "LeakyRelu", "x, negative_slope=0.2", "nn.leaky_relu", "features alpha"},
    {"add", "Add", "x1, x2", "add", "x y"}, {"subtract", "Subtract", "x1, x2", "subtract", "x y"}, {"multiply", "Multiply", "x1, x2", "multiply", "x y"},
    {"divide", "Divide", "x1, x2", "divide", "x y"}, {"true_divide", "TrueDivide", "x1, x2", "truediv", "x y"}, {"power", "Power", "x1, x2", "pow", "x y"},
    {"mod", "Mod", "x1, x2", "math.floormod", "x y"}, {"floor_divide", "FloorDivide", "x1, x2", "math.floordiv", "x y"},
    {"maximum", "Maximum", "x1, x2", "maximum", "x y"}, {"minimum", "Minimum", "x1, x2", "minimum", "x y"}, {"matmul", "Matmul", "x1, x2", "matmul", "a b"},
    {"tensordot", "Tensordot", "x1, x2, axes=2", "tensordot", "a b axes"},
    {"equal", "Equal", "x1, x2", "equal", "x y"}, {"not_equal", "NotEqual", "x1, x2", "not_equal", "x y"}, {"greater", "Greater", "x1, x2", "greater", "x y"},
    {"greater_equal", "GreaterEqual", "x1, x2", "greater_equal", "x y"}, {"less", "Less", "x1, x2", "less", "x y"}, {"less_equal", "LessEqual", "x1, x2", "less_equal", "x y"},
    {"logical_and", "LogicalAnd", "x1, x2", "logical_and", "x y"}, {"logical_or", "LogicalOr", "x1, x2", "logical_or", "x y"}, {"logical_not", "LogicalNot", "x", "logical_not", "x"},
    {"where", "Where", "condition, x1=None, x2=None", "where", "condition x y"}, {"clip", "Clip", "x, x_min, x_max", "clip_by_value", "t clip_value_min clip_value_max"},
    {"cast", "Cast", "x, dtype", "cast", "x dtype"}, {"reshape", "Reshape", "x, newshape", "reshape", "tensor shape"},
    {"expand_dims", "ExpandDims", "x, axis", "expand_dims", "input axis"}, {"squeeze", "Squeeze", "x, axis=None", "squeeze", "input axis"},
    {"transpose", "Transpose", "x, axes=None", "transpose", "a perm"}, {"concatenate", "Concatenate", "xs, axis=0", "concat", "values axis"},
    {"stack", "Stack", "x, axis=0", "stack", "values axis"}, {"tile", "Tile", "x, repeats", "tile", "input multiples"}, {"repeat", "Repeat", "x, repeats, axis=None", "repeat", "input repeats axis"},
    {"take", "Take", "x, indices, axis=None", "gather", "params indices axis"}, {"argmax", "Argmax", "x, axis=None", "argmax", "input axis"},
    {"argmin", "Argmin", "x, axis=None", "argmin", "input axis"}, {"one_hot", "OneHot", "x, num_classes", "one_hot", "indices depth"},
    {"cumsum", "Cumsum", "x, axis=0", "cumsum", "x axis"}, {"zeros_like", "ZerosLike", "x, dtype=None", "zeros_like", "input dtype"},
    {"ones_like", "OnesLike", "x, dtype=None", "ones_like", "input dtype"}, {"einsum", "Einsum", "subscripts, *operands", "einsum", ""},
    {"broadcast_to", "BroadcastTo", "x, shape", "broadcast_to", "input shape"}, {"flip", "Flip", "x, axis=None", "reverse", "tensor axis"}, {"sort", "Sort", "x, axis=-1", "sort", "values axis"},
    {"top_k", "TopK", "x, k, sorted=True", "math.top_k", "input k sorted"}, {"stop_gradient", "StopGradient", "variable", "stop_gradient", "input"},
    {"norm", "Norm", "x, ord=None, axis=None, keepdims=False", "norm", "tensor - axis keepdims"},
};

py::Value dotted(py::Interp& in, const std::string& path) {
  py::Value at = in.import("tensorflow");
  for (size_t begin = 0; at && begin < path.size();) {
    size_t end = path.find('.', begin);
    if (end == std::string::npos) end = path.size();
    at = in.get_attr(at, path.substr(begin, end - begin));
    begin = end + 1;
  }
  return at;
}

std::vector<std::string> words(const std::string& text) {
  std::vector<std::string> out;
  for (size_t begin = 0; begin < text.size();) {
    size_t end = text.find(' ', begin);
    if (end == std::string::npos) end = text.size();
    out.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return out;
}

// Numbers and arrays become tensors of the partner's dtype, as Keras promotes them.
py::Value call_tensorflow(py::Interp& in, const Row& row, const py::Args& args) {
  py::Value f = dotted(in, row.tensorflow);
  if (!f) return {};
  if (!*row.parameters) return in.call(f, args);
  std::vector<std::string> names = words(row.parameters);
  std::vector<py::Value> positional(args.positional.begin(), args.positional.end());
  auto promote = [&](size_t i, size_t other) {
    if (i >= positional.size() || other >= positional.size()) return true;
    tf::TensorObject* t = tf::as_tensor_object(positional[other]);
    auto* v = py::cast<tf::Variable>(positional[other]);
    py::Value& x = positional[i];
    if ((!t && !v) || !(x.is_int() || x.is_float() || x.is_bool())) return true;
    DType dtype = t ? t->operand.dtype : v->cell->dtype;
    if (x.is_float() && !is_floating(dtype)) dtype = DType::kFloat32;
    std::optional<Operand> made = tf::convert(in, x, dtype);
    if (!made) return false;
    x = tf::tensor_value(in, *made);
    return true;
  };
  if (names.size() == 2 && names[1] == "y" && (!promote(0, 1) || !promote(1, 0))) return {};
  std::vector<py::Keyword> keywords;
  std::vector<py::Value> first;
  for (size_t i = 0; i < positional.size() && i < names.size(); ++i) {
    if (names[i] == "-" || (i > 0 && positional[i].is_none())) continue;
    if (i == 0) first.push_back(positional[i]);
    else keywords.push_back({names[i], positional[i]});
  }
  return in.call(f, py::Args{first, keywords});
}

}  // namespace

void bind_ops(py::Interp& in) {
  for (const Row& row : kRows)
    function(in, "ops", row.name, row.signature, [&row](py::Interp& i, py::Bound& a) -> py::Value {
      std::vector<py::Value> args;
      for (const py::Value& v : a.values()) {
        if (auto* star = py::cast<py::Tuple>(v); star && std::string_view(row.signature).find('*') != std::string_view::npos)
          args.insert(args.end(), star->items.begin(), star->items.end());
        else args.push_back(v);
      }
      py::Args given{args};
      if (!keras::any_keras_tensor(i, given)) return call_tensorflow(i, row, given);
      if (!keras::check_operation_shapes(i, row.class_name, args)) return {};
      return keras::call_operation(i, "", row.class_name, [&row](py::Interp& j, const py::Args& inner) { return call_tensorflow(j, row, inner); }, given);
    });
  function(in, "ops", "shape", "x", [](py::Interp& i, py::Bound& a) -> py::Value {
    std::optional<Shape> s = keras::shape_of(i, a[0]);
    if (!s) return i.pending() ? py::Value() : py::Value::none();
    if (s->fully_known() || py::cast<keras::KerasTensor>(a[0])) return keras::shape_tuple(i, *s);
    py::Value dynamic = dotted(i, "shape"), all = dynamic ? i.call(dynamic, {a[0]}) : py::Value();
    if (!all) return {};
    std::vector<py::Value> dims;
    for (size_t k = 0; k < s->rank(); ++k) dims.push_back((*s)[k] >= 0 ? py::Value::integer((*s)[k]) : i.get_item(all, py::Value::integer(static_cast<int64_t>(k))));
    return i.tuple(std::move(dims));
  });
  function(in, "ops", "convert_to_tensor", "x, dtype=None, sparse=None", [](py::Interp& i, py::Bound& a) -> py::Value {
    std::optional<DType> dtype;
    if (!a["dtype"].is_none() && !(dtype = tf::as_dtype(i, a["dtype"]))) return {};
    std::optional<Operand> x = tf::convert(i, a[0], dtype);
    return x ? tf::tensor_value(i, *x) : py::Value();
  });
  function(in, "ops", "convert_to_numpy", "x", [](py::Interp& i, py::Bound& a) -> py::Value {
    py::Value f = i.get_attr(a[0], "numpy");
    return f ? i.call(f, {}) : py::Value();
  });
  for (const char* name : {"zeros", "ones"}) {
    std::string to = name;
    function(in, "ops", name, "shape, dtype=None", [to](py::Interp& i, py::Bound& a) -> py::Value {
      py::Value f = dotted(i, to);
      return f ? (a["dtype"].is_none() ? i.call(f, {a["shape"]}) : i.call(f, {a["shape"], a["dtype"]})) : py::Value();
    });
  }
  function(in, "ops", "arange", "start, stop=None, step=None, dtype=None", [](py::Interp& i, py::Bound& a) -> py::Value {
    py::Value f = dotted(i, "range");
    if (!f) return {};
    if (a["stop"].is_none()) return i.call(f, {a["start"]});
    return a["step"].is_none() ? i.call(f, {a["start"], a["stop"]}) : i.call(f, {a["start"], a["stop"], a["step"]});
  });
}

}  // namespace misfit::modules::keras_api
