// Layer.__call__ of Keras 2.15: convert, mask, training, input spec, build, cast, call; symbolically in a scratch graph.
#include "keras/scratch.h"
#include "keras/calls.h"

#include "keras/input_spec.h"
#include "keras/keras_tensor.h"
#include "keras/layer_members.h"
#include "keras/layers/layers.h"
#include "keras/layers/merging.h"
#include "keras/math.h"
#include "keras/model.h"
#include "keras/nest.h"
#include "numpy/ndarray.h"
#include "python/code.h"
#include "tensorflow/function.h"

namespace misfit::keras {
namespace {

bool is_convertible(const py::Value& v) {   // tf.Tensor, np.ndarray, float, int
  if (v.is_int() || v.is_bool() || v.is_float()) return true;
  if (tf::as_tensor_object(v) || py::cast<np::NdArray>(v)) return true;
  auto* scalar = py::cast<np::Scalar>(v);
  return scalar && scalar->value.dtype() == DType::kFloat64;
}

py::Value convert_leaves(py::Interp& in, const py::Value& inputs) {
  bool any = false;
  for (const py::Value& x : nest::flatten(in, inputs)) any = any || is_convertible(x);
  if (!any) return inputs;
  return nest::map(in, inputs, [&](const py::Value& x) -> py::Value {
    if (tf::as_tensor_object(x) || !is_convertible(x)) return x;
    std::optional<Operand> t = tf::convert(in, x);
    if (!t) return {};
    StepId step = np::step_of(x);
    return tf::tensor_value(in, *t, step);
  });
}

py::Value mask_of(const py::Value& v) {
  if (tf::TensorObject* t = tf::as_tensor_object(v)) return t->keras_mask;
  if (auto* k = py::cast<KerasTensor>(v)) return k->mask;
  return {};
}

// The masks that hang on the inputs, in their structure; null: none.
py::Value implicit_masks(py::Interp& in, const py::Value& inputs) {
  bool any = false;
  py::Value masks = nest::map(in, inputs, [&](const py::Value& x) -> py::Value {
    py::Value m = mask_of(x);
    if (!m || m.is_none()) return py::Value::none();
    any = true;
    return m;
  });
  return any ? masks : py::Value();
}

struct Prepared {
  CallParameters parameters;
  CallArguments args;              // inputs first
  py::Value masks;                 // null: none
  bool mask_by_keras = false, training_by_keras = false;
  std::optional<bool> training;    // of the call, for inner layers
};

bool expects(const CallParameters& p, std::string_view name) { return p.has(name) || !p.double_star.empty(); }

// What the parameter got by position or keyword; null: nothing.
py::Value given(const Prepared& p, std::string_view name) {
  for (const auto& [key, value] : p.args.keywords)
    if (key == name) return value;
  for (size_t i = 0; i < p.parameters.list.size() && i < p.args.positional.size(); ++i)
    if (p.parameters.list[i].name == name) return p.args.positional[i];
  return {};
}

void give(Prepared& p, std::string_view name, py::Value v) {
  for (size_t i = 0; i < p.parameters.list.size() && i < p.args.positional.size(); ++i)
    if (p.parameters.list[i].name == name) {
      p.args.positional[i] = std::move(v);
      return;
    }
  p.args.set(name, std::move(v));
}

bool take_masks(py::Interp& in, Layer& layer, Prepared& p) {
  bool expected = expects(p.parameters, "mask");
  if (!layer.supports_masking && !expected) return true;
  if (py::Value m = given(p, "mask")) {
    p.masks = m;
    return true;
  }
  p.masks = implicit_masks(in, p.args.positional[0]);
  if (in.pending()) return false;
  if (p.masks && expected) {
    p.args.set("mask", p.masks);
    p.mask_by_keras = true;
  }
  return true;
}

bool take_training(py::Interp& in, Prepared& p) {
  State& state = in.state<State>();
  std::optional<bool> outer = state.calls.empty() ? std::nullopt : state.calls.back().training;
  py::Value passed = given(p, "training");
  bool expected = expects(p.parameters, "training");
  auto flag = [&](const py::Value& v) -> std::optional<bool> {
    if (!v || v.is_none()) return std::nullopt;
    if (v.is_bool()) return v.boolean();
    std::optional<bool> on = in.truth(v);
    return on;
  };
  if (!expected) {
    p.training = passed ? flag(passed) : outer;
    p.args.erase("training");
    return !in.pending();
  }
  p.training = flag(passed);
  if (in.pending()) return false;
  if (!p.training) {
    const auto* parameter = p.parameters.find("training");
    p.training = outer ? outer : parameter && parameter->default_value ? flag(parameter->default_value) : std::nullopt;
    // Keras passes what it resolved, None too.
    if (parameter || p.training) give(p, "training", p.training ? py::Value::boolean(*p.training) : py::Value::none());
    p.training_by_keras = true;
  }
  return !in.pending();
}

bool build_if_needed(py::Interp& in, Layer& layer, const py::Value& inputs) {
  if (!layer.built) {
    if (!check_input(in, layer, input_spec_of(in, layer), inputs) || !takes_inputs(in, layer, inputs)) return false;
    std::vector<Shape> shapes;
    for (const py::Value& x : nest::flatten(in, inputs)) {
      std::optional<Shape> s = shape_of(in, x);
      if (in.pending()) return false;
      shapes.push_back(s ? *s : Shape::unknown_rank());
    }
    py::Value structure = nest::map(in, inputs, [&](const py::Value& x) {
      std::optional<Shape> s = shape_of(in, x);
      return tf::shape_value(in, s ? *s : Shape::unknown_rank());
    });
    layer.build_shapes = shapes;
    if (py::Value own = overridden(in, layer, "build")) {
      GraphScope outside(in, nullptr);
      py::Value done = in.call(own, {structure});
      if (!done) return false;
    } else if (in.pending()) {
      return false;
    } else if (py::cast<Sequential>(py::Value(&layer))) {
      // Its build() is for the program: a call makes the graph, with the dtype it gets.
    } else if (!layer.build(in, shapes)) {
      return false;
    }
    layer.built = true;
  }
  if (layer.initial_weights) {
    py::Value weights = layer.initial_weights;
    layer.initial_weights = {};
    py::Value set = in.get_attr(py::Value(&layer), "set_weights");
    if (!set || !in.call(set, {weights})) return false;
  }
  return true;
}

py::Value cast_inputs(py::Interp& in, Layer& layer, const py::Value& inputs) {
  if (!layer.autocast || !is_floating(layer.compute_dtype)) return inputs;
  auto wrong = [&](const py::Value& x) {
    tf::TensorObject* t = tf::as_tensor_object(x);
    return t && is_floating(t->operand.dtype) && t->operand.dtype != layer.compute_dtype;
  };
  bool any = false;
  for (const py::Value& x : nest::flatten(in, inputs)) any = any || wrong(x);
  if (!any) return inputs;
  Math m(in);
  return nest::map(in, inputs, [&](const py::Value& x) -> py::Value {
    if (!wrong(x)) return x;
    tf::TensorObject* t = tf::as_tensor_object(x);
    Operand y = m.cast(t->operand, layer.compute_dtype);
    return y ? tf::tensor_value(in, y, t->step) : py::Value();
  });
}

bool regularize_activity(py::Interp& in, Layer& layer, const py::Value& outputs) {
  if (!layer.activity_regularizer) return true;
  Math m(in);
  tf::NameScope scope(in.state<tf::Context>(), "ActivityRegularizer");
  for (const py::Value& output : nest::flatten(in, outputs)) {
    py::Value loss = in.call(layer.activity_regularizer, {output});
    std::optional<Operand> x = loss ? tf::convert(in, loss) : std::nullopt;
    std::optional<Operand> y = x ? tf::convert(in, output) : std::nullopt;
    if (!y) return false;
    Operand mean = m.div_no_nan(*x, m.cast(m.row(m.shape_of(*y), 0), x->dtype), "truediv");
    if (!mean || !add_loss(in, layer, tf::tensor_value(in, mean))) return false;
  }
  return true;
}

bool hang_masks(py::Interp& in, Layer& layer, const py::Value& inputs, const py::Value& outputs, const py::Value& masks) {
  if (!layer.supports_masking) return true;
  std::vector<py::Value> flat = nest::flatten(in, outputs);
  bool done = true;
  for (const py::Value& x : flat) done = done && mask_of(x) && !mask_of(x).is_none();
  if (layer.compute_masks_jointly || done) return true;
  py::Value computed = call_compute_mask(in, layer, inputs, masks);
  if (!computed) return false;
  if (computed.is_none()) return true;
  std::vector<py::Value> flat_masks = nest::flatten(in, computed);
  for (size_t i = 0; i < flat.size() && i < flat_masks.size(); ++i)
    if (tf::TensorObject* t = tf::as_tensor_object(flat[i])) t->keras_mask = flat_masks[i];
  return true;
}

std::string display(const Layer& layer, char quote) {
  return std::string("layer ") + quote + layer.name + quote + " (type " + std::string(layer.class_name()) + ")";
}

py::Value call_in_envelope(py::Interp& in, Layer& layer, Prepared& p, char quote, bool converted) {
  py::Value outputs = converted && p.parameters.function ? tf::call_converted(in, p.parameters.function, p.args.view())
                                                         : run_call(in, layer, p.parameters, p.args);
  if (outputs || in.stopped()) return outputs;
  std::string why;
  std::optional<BoundArguments> bound = bind_call(p.parameters, p.args, &why);
  if (!bound) return {};
  py::Ref<py::Exception> held = in.take();
  ShownArguments shown = show_arguments(in, p.parameters, *bound);
  in.raise_object(held);
  return wrap_call_error(in, display(layer, quote), shown);
}

py::Value symbolic_call(py::Interp& in, Layer& layer, Prepared& p) {
  Graph scratch(layer.name + "_scratch_graph");
  py::Value outputs;
  {
    GraphScope inside(in, &scratch);
    Prepared inner = p;
    bool ok = true;
    for (py::Value& v : inner.args.positional) ok = ok && bool(v = to_placeholders(in, v));
    for (auto& [name, v] : inner.args.keywords) ok = ok && bool(v = to_placeholders(in, v));
    if (ok && inner.masks) ok = bool(inner.masks = to_placeholders(in, inner.masks));
    if (ok) {
      LayerScope scope(in, layer);
      if (build_if_needed(in, layer, inner.args.positional[0])) {
        inner.args.positional[0] = cast_inputs(in, layer, inner.args.positional[0]);
        if (inner.args.positional[0]) outputs = call_in_envelope(in, layer, inner, '"', is_subclassed(in, layer));
        if (outputs && !regularize_activity(in, layer, outputs)) outputs = {};
      }
    }
    if (outputs && !hang_masks(in, layer, inner.args.positional[0], outputs, inner.masks)) outputs = {};
    if (outputs) outputs = from_graph(in, outputs);
  }
  layer.losses.clear();
  return outputs;
}

py::Value construct(py::Interp& in, Layer& layer, Prepared& p) {
  State& state = in.state<State>();
  p.args.positional[0] = convert_leaves(in, p.args.positional[0]);
  if (!p.args.positional[0] || !take_masks(in, layer, p) || !take_training(in, p)) return {};
  state.calls.push_back({&layer, p.training});
  py::Value outputs = symbolic_call(in, layer, p);
  state.calls.pop_back();
  if (!outputs) return {};
  if (outputs.is_none())
    return in.raise("ValueError", "A layer's `call` method should return a Tensor or a list of Tensors, not None (layer: " + layer.name + ").");
  if (p.training_by_keras) p.args.erase("training");
  if (p.mask_by_keras) p.args.erase("mask");
  // An output that is one of the inputs gets a name of its own.
  std::vector<py::Value> given = nest::flatten(in, in.tuple(p.args.positional));
  outputs = nest::map(in, outputs, [&](const py::Value& x) -> py::Value {
    auto* k = py::cast<KerasTensor>(x);
    for (const py::Value& g : given)
      if (k && g.same(x)) {
        py::Ref<KerasTensor> copy = make_keras_tensor(in, k->dtype, k->shape);
        copy->mask = k->mask;
        return copy;
      }
    return x;
  });
  py::Ref<py::Dict> kwargs = in.dict();
  for (const auto& [name, v] : p.args.keywords) kwargs->set(in, name, v);
  if (!outputs || !connect(in, layer, in.tuple(p.args.positional), kwargs, outputs)) return {};
  return outputs;
}

}  // namespace

bool is_subclassed(py::Interp& in, Layer& layer) {
  const py::Value own = layer.type->lookup("call");
  if (auto* function = py::cast<py::Function>(own)) return function->code->in_program;   // not of a part of the library
  (void)in;
  return own && !py::cast<py::Builtin>(own);
}

py::Value call_keras2(py::Interp& in, Layer& layer, const py::Args& args) {
  if (!layer.initialized) return in.raise("RuntimeError", "You must call `super().__init__()` in the layer constructor.");
  State& state = in.state<State>();
  Prepared p;
  p.parameters = call_parameters(in, layer);
  p.args = CallArguments(args);
  if (p.args.positional.empty()) {
    std::string first = p.parameters.list.empty() ? "inputs" : p.parameters.list[0].name;
    py::Value* v = p.args.find(first);
    if (!v) return in.raise("ValueError", "The first argument to `Layer.call` must always be passed.");
    p.args.positional.push_back(*v);
    p.args.erase(first);
  }
  if (!check_initial_state(in, layer, args)) return {};
  if (any_keras_tensor(in, p.args.view())) return construct(in, layer, p);

  py::Value original = p.args.positional[0];
  py::Value inputs = convert_leaves(in, original);
  if (!inputs) return {};
  p.args.positional[0] = inputs;
  if (!take_masks(in, layer, p) || !take_training(in, p)) return {};
  if (state.calls.empty()) clear_losses(in, layer);
  state.calls.push_back({&layer, p.training});
  py::Value outputs;
  if (check_input(in, layer, input_spec_of(in, layer), inputs)) {
    LayerScope scope(in, layer);
    bool graph = !in.state<tf::Context>().eager();
    if (build_if_needed(in, layer, inputs)) {
      p.args.positional[0] = cast_inputs(in, layer, inputs);
      if (p.args.positional[0]) outputs = call_in_envelope(in, layer, p, '\'', graph && is_subclassed(in, layer));
      if (outputs && !regularize_activity(in, layer, outputs)) outputs = {};
      if (outputs && !hang_masks(in, layer, p.args.positional[0], outputs, p.masks)) outputs = {};
    }
  }
  state.calls.pop_back();
  return outputs;
}

}  // namespace misfit::keras
