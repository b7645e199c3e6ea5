// Functions in C++ that the Python parts call: tables, words, seeds, arguments.
#include "keras/parts/natives.h"

#include "keras/fit/trainer.h"
#include "keras/initializers/initializer.h"
#include "keras/keras_tensor.h"
#include "keras/layers/arguments.h"
#include "keras/model.h"
#include "keras/preprocessing/ops.h"
#include "ops/ops.h"

namespace misfit::keras {
namespace {

std::optional<Operands> operands(py::Interp& in, std::initializer_list<py::Value> values) {
  Operands out;
  for (const py::Value& v : values) {
    const auto x = tf::convert(in, v);
    if (!x) return std::nullopt;
    out.push_back(*x);
  }
  return out;
}

py::Value table_find(py::Interp& in, py::Bound& a) {
  const auto x = operands(in, {a["x"], a["keys"], a["values"], a["otherwise"]});
  if (!x) return {};
  const Operands out = in.state<tf::Context>().run(kTableFind, *x);
  return out.empty() ? py::Value() : tf::tensor_value(in, out[0]);
}

py::Value tokenize(py::Interp& in, py::Bound& a) {
  const auto x = operands(in, {a["x"]});
  if (!x) return {};
  std::vector<int64_t> ngrams;
  if (in.is_sequence(a["ngrams"]))
    for (const py::Value& n : in.items(a["ngrams"])) ngrams.push_back(in.as_int(n).value_or(1));
  const Operands out = in.state<tf::Context>().run(kTokenize, *x,
                                                   {{"lower", in.truth(a["lower"]).value_or(false)}, {"strip", in.truth(a["strip"]).value_or(false)},
                                                    {"split", std::string(in.as_str(a["split"]).value_or("none"))}, {"ngrams", ngrams},
                                                    {"length", in.as_int(a["length"]).value_or(-1)}});
  return out.empty() ? py::Value() : tf::tensor_value(in, out[0]);
}

// Uniform numbers of a stateless generator, also inside a graph.
py::Value stateless_uniform(py::Interp& in, py::Bound& a) {
  const auto shape = tf::convert(in, a["shape"], DType::kInt32);
  const auto seed = shape ? tf::convert(in, a["seed"]) : std::nullopt;
  const auto low = seed ? tf::convert(in, a["minval"], DType::kFloat32) : std::nullopt;
  const auto high = low ? tf::convert(in, a["maxval"], DType::kFloat32) : std::nullopt;
  if (!high) return {};
  Math m(in);
  const Operand u = m.op(kStatelessRandomUniform, {*shape, *seed}, {{"dtype", DType::kFloat32}});
  return result(in, m.add(m.mul(u, m.sub(*high, *low)), *low));
}

py::Value int_tuple_of(py::Interp& in, py::Bound& a) {
  const auto v = int_tuple(in, a["value"], static_cast<int>(in.as_int(a["rank"]).value_or(1)), in.as_str(a["name"]).value_or(""), in.truth(a["allow_zero"]).value_or(false));
  if (!v) return {};
  std::vector<py::Value> items;
  for (int64_t n : *v) items.push_back(py::Value::integer(n));
  return in.tuple(items);
}

}  // namespace

void furnish_with_natives(py::Interp& in, py::Module& m) {
  const auto give = [&](const char* name, const char* signature, py::NativeFunction f) { in.set(m, name, in.builtin(name, signature, std::move(f))); };
  give("_table_find", "x, keys, values, otherwise", table_find);
  give("_tokenize", "x, lower, strip, split, ngrams, length", tokenize);
  give("_stateless_uniform", "shape, seed, minval=0.0, maxval=1.0", stateless_uniform);
  give("_int_tuple", "value, rank, name, allow_zero=False", int_tuple_of);
  give("_default_seed", "", [](py::Interp& i, py::Bound&) { return py::Value::integer(default_seed(i)); });
  give("_eager", "", [](py::Interp& i, py::Bound&) { return py::Value::boolean(i.state<tf::Context>().eager()); });
  give("_allow_anything", "layer", [](py::Interp&, py::Bound& a) -> py::Value {   // arguments that are no tensors, unconverted
    Layer& layer = *py::cast<Layer>(a["layer"]);
    layer.convert_inputs = false;
    layer.non_tensors_allowed = true;
    layer.autocast = false;
    return py::Value::none();
  });
  give("_set_dtype", "layer, dtype", [](py::Interp& i, py::Bound& a) -> py::Value {   // what output_dtype and the policy say
    const auto dtype = tf::as_dtype(i, a["dtype"]);
    if (!dtype) return {};
    Layer& layer = *py::cast<Layer>(a["layer"]);
    layer.compute_dtype = layer.variable_dtype = *dtype;
    layer.policy = std::string(tf_name(*dtype));
    return py::Value::none();
  });
  // What a model's description is written from.
  give("_is_keras_tensor", "x", [](py::Interp&, py::Bound& a) { return py::Value::boolean(py::cast<KerasTensor>(a[0])); });
  give("_keras_history", "tensor", [](py::Interp& i, py::Bound& a) -> py::Value {
    KerasTensor* t = py::cast<KerasTensor>(a[0]);
    return i.tuple({py::Value(t->operation), py::Value::integer(t->node_index), py::Value::integer(t->tensor_index)});
  });
  give("_calls", "layer", [](py::Interp& i, py::Bound& a) -> py::Value {
    std::vector<py::Value> out;
    for (const auto& node : py::cast<Layer>(a[0])->inbound) out.push_back(i.tuple({node->args, py::Value(node->kwargs)}));
    return i.list(out);
  });
  give("_build_shape", "layer", [](py::Interp& i, py::Bound& a) -> py::Value {
    Layer& layer = *py::cast<Layer>(a[0]);
    if (layer.build_shapes.empty()) return py::Value::none();
    if (layer.build_shapes.size() == 1) return shape_tuple(i, layer.build_shapes[0]);
    std::vector<py::Value> shapes;
    for (const Shape& s : layer.build_shapes) shapes.push_back(shape_tuple(i, s));
    return i.list(shapes);
  });
  give("_compiled", "model", [](py::Interp& i, py::Bound& a) -> py::Value {   // what compile() was told
    const Trainer* t = py::cast<Model>(a[0])->trainer.get();
    if (!t || !t->optimizer) return py::Value::none();
    const py::Ref<py::Dict> out = i.dict();
    const auto set = [&](const char* name, const py::Value& v) { if (v && !v.is_none()) out->set(i, name, v); };
    set("optimizer", t->optimizer_value);
    if (t->loss) set("loss", t->loss->user_loss), set("loss_weights", t->loss->user_weights);
    if (t->metrics) set("metrics", t->metrics->user_metrics), set("weighted_metrics", t->metrics->user_weighted);
    return out;
  });
  give("_log_absl", "text", [](py::Interp& i, py::Bound& a) -> py::Value {
    i.log("WARNING:absl: " + std::string(i.as_str(a[0]).value_or("")));
    return py::Value::none();
  });
  give("_is_model", "layer", [](py::Interp&, py::Bound& a) { return py::Value::boolean(py::cast<Model>(a[0])); });
  give("_all_layers", "model", [](py::Interp& i, py::Bound& a) -> py::Value {   // input layers too
    std::vector<py::Value> out;
    auto* sequential = py::cast<Sequential>(a[0]);
    for (const auto& layer : sequential ? sequential->stack : py::cast<Model>(a[0])->layers(i)) out.push_back(py::Value(layer));
    return i.list(out);
  });
}

}  // namespace misfit::keras
