// Layer.__call__ of Keras 3.15: convert, bind, input spec, build, training and mask, call; symbolically by output shape or in a scratch graph.
#include "keras/warn.h"
#include "keras/scratch.h"
#include "keras/calls.h"

#include "keras/functional.h"
#include "keras/input_spec.h"
#include "keras/keras_tensor.h"
#include "keras/layers/layers.h"
#include "keras/layers/merging.h"
#include "keras/layer_members.h"
#include "keras/math.h"
#include "keras/model.h"
#include "keras/nest.h"
#include "numpy/ndarray.h"

namespace misfit::keras {
namespace {

bool is_tensor(const py::Value& v) { return tf::as_tensor_object(v) || py::cast<tf::Variable>(v); }
bool is_tensor_or_symbolic(const py::Value& v) { return is_tensor(v) || py::cast<KerasTensor>(v); }

py::Value mask_of(const py::Value& v) {
  py::Value m;
  if (tf::TensorObject* t = tf::as_tensor_object(v)) m = t->keras_mask;
  if (auto* k = py::cast<KerasTensor>(v)) m = k->mask;
  return m ? m : py::Value::none();
}

py::Value masks_of(py::Interp& in, const py::Value& structure) {
  return nest::map(in, structure, [](const py::Value& v) { return mask_of(v); });
}

bool any_mask(py::Interp& in, const py::Value& masks) {
  for (const py::Value& m : nest::flatten(in, masks))
    if (!m.is_none()) return true;
  return false;
}

DType input_dtype(Layer& layer) {
  if (auto* s = py::cast<Sequential>(py::Value(&layer)))
    if (!s->stack.empty())
      if (auto* input = py::cast<InputLayer>(py::Value(s->stack[0]))) return input->compute_dtype;
  return layer.compute_dtype;
}

// One leaf: arrays become tensors, floats of another width are cast.
py::Value convert_leaf(py::Interp& in, Layer& layer, const py::Value& x) {
  if (auto* k = py::cast<KerasTensor>(x)) {
    (void)k;
    return x;
  }
  bool array = py::cast<np::NdArray>(x) || py::cast<np::Scalar>(x);
  if (!array && !is_tensor(x)) return x;
  DType wanted = input_dtype(layer);
  StepId step = np::step_of(x);
  std::optional<Operand> t = tf::convert(in, x);
  if (!t) return {};
  bool cast = layer.autocast && is_floating(t->dtype) && t->dtype != wanted;
  if (!array && !cast) return x;
  py::Value mask = mask_of(x);
  if (cast) {
    Math m(in);
    if (tf::TensorObject* object = tf::as_tensor_object(x)) step = object->step;
    t = m.cast(*t, wanted);
    if (!*t) return {};
  }
  py::Value out = tf::tensor_value(in, *t, step);
  if (!mask.is_none()) tf::as_tensor_object(out)->keras_mask = mask;
  return out;
}

bool convert_arguments(py::Interp& in, Layer& layer, CallArguments& args) {
  if (!layer.convert_inputs) return true;
  auto leaf = [&](const py::Value& v) { return convert_leaf(in, layer, v); };
  for (py::Value& v : args.positional)
    if (!(v = nest::map(in, v, leaf))) return false;
  for (auto& [name, v] : args.keywords)
    if (!(v = nest::map(in, v, leaf))) return false;
  return true;
}

bool only_tensors(py::Interp& in, Layer& layer, const CallArguments& args) {
  if (layer.non_tensors_allowed) return true;
  for (const py::Value& arg : args.positional)
    for (const py::Value& v : nest::flatten(in, arg)) {
      if (v.is_none() || is_tensor_or_symbolic(v)) continue;
      std::optional<std::string> shown = in.str(v), type = in.str(py::Value(in.type_of(v)));
      if (shown && type)
        in.raise("ValueError", "Only input tensors may be passed as positional arguments. The following argument value should be passed as a "
                               "keyword argument: " + *shown + " (of type " + *type + ")");
      return false;
    }
  return true;
}

// Arguments by name after binding, those of tensors apart.
struct Spec {
  CallParameters parameters;
  std::vector<std::pair<std::string, py::Value>> arguments;   // with defaults
  std::vector<std::pair<std::string, py::Value>> tensors;
  std::vector<std::string> given;
  py::Value first;
  bool eager = true;
  const py::Value* find(std::string_view name) const {
    for (const auto& [key, v] : arguments)
      if (key == name) return &v;
    return nullptr;
  }
  bool was_given(std::string_view name) const {
    for (const std::string& g : given)
      if (g == name) return true;
    return false;
  }
};

bool sort_argument(py::Interp& in, Spec& spec, const std::string& name, const py::Value& value, bool mixing = false) {
  spec.arguments.emplace_back(name, value);
  if (is_tensor_or_symbolic(value)) {
    spec.tensors.emplace_back(name, value);
    return true;
  }
  if (!nest::is_nested(value)) return true;
  std::vector<py::Value> flat = nest::flatten(in, value);
  bool any = false, all = !flat.empty();
  for (const py::Value& v : flat) {
    any = any || is_tensor_or_symbolic(v);
    all = all && (v.is_none() || is_tensor_or_symbolic(v));
  }
  if (all) {
    spec.tensors.emplace_back(name, value);
  } else if (any && mixing) {
    spec.tensors.emplace_back(name, value);
  } else if (any) {
    std::optional<std::string> shown = in.str(value);
    if (shown)
      in.raise("ValueError", "In a nested call() argument, you cannot mix tensors and non-tensors. Received invalid mixed argument: " + name + "=" + *shown);
    return false;
  }
  return true;
}

// `mixing`: an operation takes tensors and other things in one argument; a layer does not.
std::optional<Spec> bind(py::Interp& in, CallParameters parameters, CallArguments& args, std::optional<py::Value>* training_not_taken, bool mixing) {
  Spec spec;
  spec.parameters = std::move(parameters);
  if (py::Value* t = args.find("training"); t && !spec.parameters.has("training")) {
    *training_not_taken = *t;
    args.erase("training");
  }
  std::string why;
  std::optional<BoundArguments> bound = bind_call(spec.parameters, args, &why);
  if (!bound) {
    in.raise("TypeError", why);
    return std::nullopt;
  }
  for (size_t i = 0; i < spec.parameters.list.size(); ++i) {
    const auto& p = spec.parameters.list[i];
    if (bound->values[i]) spec.given.push_back(p.name);
    if (!sort_argument(in, spec, p.name, bound->values[i] ? *bound->values[i] : p.default_value, mixing)) return std::nullopt;
  }
  if (!spec.parameters.star.empty() && !sort_argument(in, spec, spec.parameters.star, in.tuple(bound->extra), mixing)) return std::nullopt;
  if (!spec.parameters.double_star.empty()) {
    py::Ref<py::Dict> rest = in.dict();
    for (const auto& [name, v] : bound->extra_keywords) rest->set(in, name, v);
    if (!sort_argument(in, spec, spec.parameters.double_star, rest, mixing)) return std::nullopt;
  }
  spec.first = spec.arguments.empty() ? py::Value::none() : spec.arguments[0].second;
  for (const auto& [name, v] : spec.tensors)
    if (!is_tensor(v)) spec.eager = false;
  return spec;
}

// "inputs_shape": (None, 4) for each tensor argument.
std::vector<std::pair<std::string, py::Value>> shapes_by_name(py::Interp& in, const Spec& spec) {
  std::vector<std::pair<std::string, py::Value>> out;
  for (const auto& [name, v] : spec.tensors) {
    if (name == "mask" || name == "kwargs" || name == "args") continue;
    py::Value shapes = nest::map(in, v, [&](const py::Value& x) -> py::Value {
      std::optional<Shape> s = x.is_none() ? std::nullopt : shape_of(in, x);
      if (s && !s->known_rank()) return in.raise("ValueError", "as_list() is not defined on an unknown TensorShape.");
      return s ? shape_tuple(in, *s) : py::Value::none();
    });
    if (!shapes) return {};
    out.emplace_back(name + "_shape", shapes);
  }
  return out;
}

// The keywords with which build() or compute_output_shape() of the program is called.
std::optional<CallArguments> arguments_for(py::Interp& in, Layer& layer, const py::Value& method, std::string_view method_name, const Spec& spec,
                                           const std::vector<std::pair<std::string, py::Value>>& shapes) {
  CallParameters parameters = parameters_of_function(in, method, false);
  CallArguments out;
  if (parameters.list.size() == 1) {
    out.set(parameters.list[0].name, shapes.empty() ? py::Value::none() : shapes[0].second);
    return out;
  }
  std::string m(method_name);
  std::string preamble = "For a `" + m + "()` method with more than one argument, all arguments should have a `_shape` suffix and match an argument from `call()`. E.g. `" +
                         m + "(self, foo_shape, bar_shape)`  For layer '" + std::string(layer.class_name()) + "', ";
  for (const auto& p : parameters.list) {
    bool suffix = p.name.size() > 6 && p.name.compare(p.name.size() - 6, 6, "_shape") == 0;
    if (!suffix) {
      in.raise("ValueError", preamble + "Received `" + m + "()` argument `" + p.name + "`, which does not end in `_shape`.");
      return std::nullopt;
    }
    std::string argument = p.name.substr(0, p.name.size() - 6);
    if (!spec.find(argument)) {
      in.raise("ValueError", preamble + "received `" + m + "()` argument `" + p.name + "`, but `call()` does not have argument `" + argument + "`.");
      return std::nullopt;
    }
    for (const auto& [name, v] : shapes)
      if (name == p.name) out.set(name, v);
  }
  return out;
}

bool has_unbuilt_state(py::Interp& in, Layer& layer) {
  for (const auto& sub : sublayers_of(in, layer))
    if (!sub->built) return true;
  return false;
}

// Runs `f` in a graph of its own, as backend.compute_output_spec does; tensors of the outcome become KerasTensors.
py::Value in_scratch_graph(py::Interp& in, CallArguments args, const std::function<py::Value(CallArguments&)>& f) {
  Graph scratch("scratch_graph");
  GraphScope inside(in, &scratch);
  bool ok = true;
  for (py::Value& v : args.positional) ok = ok && bool(v = to_placeholders(in, v));
  for (auto& [name, v] : args.keywords) ok = ok && bool(v = to_placeholders(in, v));
  py::Value out = ok ? f(args) : py::Value();
  if (out) out = from_graph(in, out);
  return out;
}

// The program's class has no build(): its sublayers are built by running call() on symbols.
bool build_by_call(py::Interp& in, Layer& layer, const Spec& spec) {
  if (!has_unbuilt_state(in, layer)) return true;
  CallArguments args;
  for (const auto& [name, v] : spec.arguments) {
    if (name == spec.parameters.star) {
      for (const py::Value& item : in.items(v)) args.positional.push_back(item);
    } else if (name == spec.parameters.double_star) {
      for (const py::Dict::Entry& e : py::cast<py::Dict>(v)->entries)
        if (e.key) args.set(in.as_str(e.key).value_or(""), e.value);
    } else {
      args.set(name, v);
    }
  }
  if (in_scratch_graph(in, args, [&](CallArguments& a) { return run_call(in, layer, spec.parameters, a); })) return true;
  if (in.stopped()) return false;
  py::Ref<py::Exception> e = in.take();
  if (!e->type->is_subclass(in.type_named("Exception"))) return in.raise_object(e), false;
  if (spec.eager) return true;   // the real call builds it
  warn_once(in, "Layer '" + layer.name + "' looks like it has unbuilt state, but Keras is not able to trace the layer `call()` in order to build it "
          "automatically. Possible causes:\n1. The `call()` method of your layer may be crashing. Try to `__call__()` the layer eagerly on "
          "some test input first to see if it works. E.g. `x = np.random.random((3, 4)); y = layer(x)`\n2. If the `call()` method is correct, "
          "then you may need to implement the `def build(self, input_shape)` method on your layer. It should create all variables used by "
          "the layer (e.g. by calling `layer.build()` on all its children layers).\nException encountered: ''" + in.message_of(*e) + "''");
  return !in.pending();
}

bool default_build(py::Interp& in, Layer& layer) {
  const LayerDef* def = in.state<State>().def_of(layer.type);
  return def && (def->name == "Layer" || def->name == "Model");
}

bool maybe_build(py::Interp& in, Layer& layer, const Spec& spec) {
  if (layer.built) return true;
  std::vector<std::pair<std::string, py::Value>> shapes = shapes_by_name(in, spec);
  if (in.pending()) return false;
  if (py::Value own = overridden(in, layer, "build")) {
    std::optional<CallArguments> args = arguments_for(in, layer, own, "build", spec, shapes);
    if (!args || !run_build(in, layer, args->view())) return false;
    return check_input(in, layer, input_spec_of(in, layer), spec.first);
  }
  if (in.pending()) return false;
  if (!default_build(in, layer)) {
    if (!takes_inputs(in, layer, spec.first)) return false;
    std::vector<Shape> flat;
    for (const py::Value& v : nest::flatten(in, spec.tensors.empty() ? py::Value::none() : spec.tensors[0].second)) {
      std::optional<Shape> s = shape_of(in, v);
      if (s) flat.push_back(*s);
    }
    // A layer of several tensors (attention) is built for all of them.
    for (size_t i = 1; i < spec.tensors.size(); ++i)
      if (spec.tensors[i].first != "mask" && spec.tensors[i].first != "training")
        for (const py::Value& v : nest::flatten(in, spec.tensors[i].second))
          if (std::optional<Shape> s = shape_of(in, v)) flat.push_back(*s);
    return layer_build(in, layer, flat) && check_input(in, layer, input_spec_of(in, layer), spec.first);
  }
  if (!build_by_call(in, layer, spec)) return false;
  if (spec.eager && has_unbuilt_state(in, layer)) return true;
  py::Value first = shapes.empty() ? py::Value::none() : shapes[0].second;
  return run_build(in, layer, py::Args{std::span<const py::Value>(&first, 1)});
}

// Training: as passed, else of the outermost call, else call()'s default; and that is what following layers see.
void resolve_training(py::Interp& in, const Spec& spec, const std::optional<py::Value>& not_taken, CallArguments& args) {
  State& state = in.state<State>();
  State::CallContext& context = state.calls.front();
  py::Value value = py::Value::none();
  if (not_taken)
    value = *not_taken;
  else if (spec.was_given("training"))
    value = *spec.find("training");
  else if (context.training)
    value = py::Value::boolean(*context.training);
  else if (const py::Value* fallback = spec.find("training"); fallback && *fallback)
    value = *fallback;
  std::optional<bool> on = value.is_none() ? std::nullopt : in.truth(value);
  context.training = on;
  bool positional = false;
  for (size_t i = 0; i < spec.parameters.list.size() && i < args.positional.size(); ++i) positional = positional || spec.parameters.list[i].name == "training";
  if (spec.parameters.has("training") && !value.is_none() && !positional) args.set("training", value);
}

void take_masks(py::Interp& in, const Spec& spec, CallArguments& args) {
  if (spec.tensors.size() == 1) {
    const py::Value* mask = spec.find("mask");
    if (spec.parameters.has("mask") && mask && mask->is_none()) args.set("mask", masks_of(in, spec.tensors[0].second));
    return;
  }
  for (const auto& [name, v] : spec.tensors) {
    const py::Value* mask = spec.find(name + "_mask");
    if (mask && mask->is_none()) args.set(name + "_mask", masks_of(in, v));
  }
}

// Keras prefixes what it could not infer; the class of the exception stays.
py::Value could_not_infer(py::Interp& in, Layer& layer) {
  if (in.stopped()) return {};
  py::Ref<py::Exception> e = in.take();
  if (!e->type->is_subclass(in.type_named("Exception"))) return in.raise_object(e);
  std::string c(layer.class_name());
  std::string text = "Could not automatically infer the output shape / dtype of '" + layer.name + "' (of type " + c + "). Either the `" + c +
                     ".call()` method is incorrect, or you need to implement the `" + c +
                     ".compute_output_spec() / compute_output_shape()` method. Error encountered:\n\n" + in.message_of(*e);
  auto traceback = e->traceback;
  in.raise(e->type, text, e->fault);
  py::Ref<py::Exception> told = in.take();
  told->traceback = std::move(traceback);
  return in.raise_object(told);
}

py::Value spec_from_shape(py::Interp& in, Layer& layer, const py::Value& shapes) {
  auto one = [&](const py::Value& v) -> py::Value {
    std::optional<Shape> s = shape_from(in, v);
    if (!s) {
      if (!in.pending()) {
        std::optional<std::string> shown = in.str(v);
        if (shown)
          in.raise("ValueError", "Method `compute_output_shape()` of layer " + std::string(layer.class_name()) +
                                     " is returning a type that cannot be interpreted as a shape. It should return a shape tuple. Received: " + *shown);
      }
      return {};
    }
    return make_keras_tensor(in, layer.compute_dtype, *s);
  };
  auto is_shape = [&](const py::Value& v) {
    if (!in.is_sequence(v)) return !nest::is_nested(v);
    auto items = in.items(v);
    return items.empty() || items[0].is_none() || items[0].is_int();
  };
  if (is_shape(shapes)) return one(shapes);
  if (auto* d = py::cast<py::Dict>(shapes)) {
    py::Ref<py::Dict> out = in.dict();
    for (const py::Dict::Entry& e : std::vector<py::Dict::Entry>(d->entries)) {
      if (!e.key) continue;
      py::Value t = one(e.value);
      if (!t) return {};
      out->insert(in, e.key, t);
    }
    return out;
  }
  std::vector<py::Value> list;
  for (const py::Value& v : in.items(shapes)) {
    py::Value t = one(v);
    if (!t) return {};
    list.push_back(t);
  }
  return py::cast<py::List>(shapes) ? in.list(list) : in.tuple(list);
}

py::Value compute_output_spec(py::Interp& in, Layer& layer, const Spec& spec, CallArguments& args) {
  if (py::Value own = overridden(in, layer, "compute_output_spec")) return in.call(own, args.view());
  if (in.pending()) return {};
  if (py::Value own = overridden(in, layer, "compute_output_shape")) {
    std::vector<std::pair<std::string, py::Value>> shapes = shapes_by_name(in, spec);
    if (in.pending()) return {};
    std::optional<CallArguments> shape_args = arguments_for(in, layer, own, "compute_output_shape", spec, shapes);
    py::Value out = shape_args ? in.call(own, shape_args->view()) : py::Value();
    return out ? spec_from_shape(in, layer, out) : py::Value();
  }
  if (in.pending()) return {};
  if (!spec.parameters.function) {
    std::vector<Shape> shapes;
    std::vector<DType> dtypes;
    for (const auto& [name, v] : spec.tensors) {
      if (name == "mask") continue;
      for (const py::Value& x : nest::flatten(in, v))
        if (auto* k = py::cast<KerasTensor>(x)) shapes.push_back(k->shape), dtypes.push_back(is_floating(k->dtype) && layer.autocast ? layer.compute_dtype : k->dtype);
    }
    bool handled = true;
    std::optional<Shape> out = layer.output_shape(in, shapes, &handled);
    if (in.pending()) return {};
    if (handled && out) return make_keras_tensor(in, layer.output_dtype(dtypes), *out);
  }
  // The functional model inside a Sequential checks under its own name.
  if (auto* sequential = py::cast<Sequential>(py::Value(&layer)); sequential && sequential->graph && !spec.parameters.function) {
    const std::string own = std::exchange(layer.name, sequential->graph->name);
    const bool fits = check_input(in, layer, spec_of_graph(in, *sequential->graph), spec.first);
    layer.name = own;
    if (!fits) return {};
  }
  // Lambda works its shape out from a symbol of its own, which takes two numbers of the names.
  if (!spec.parameters.function && layer.class_name() == "Lambda")
    for (int i = 0; i < 2; ++i) in.state<State>().unique_name("KerasTensor");
  py::Value out = in_scratch_graph(in, args, [&](CallArguments& a) { return run_call(in, layer, spec.parameters, a); });
  if (auto* k = out ? py::cast<KerasTensor>(out) : nullptr; k && layer.class_name() == "Lambda" && !spec.parameters.function) k->dtype = layer.compute_dtype;
  if (out) return out;
  bool is_model = py::cast<Model>(py::Value(&layer)) && !spec.parameters.function;
  return is_model ? py::Value() : could_not_infer(in, layer);
}

py::Value run(py::Interp& in, Layer& layer, const Spec& spec, CallArguments& args, bool symbolic) {
  py::Value outputs = symbolic ? compute_output_spec(in, layer, spec, args) : run_call(in, layer, spec.parameters, args);
  if (outputs || in.stopped()) return outputs;
  std::string why;
  py::Ref<py::Exception> held = in.take();
  ShownArguments shown;
  if (symbolic) {
    shown = show_symbolic_arguments(in, args);
  } else {
    std::optional<BoundArguments> bound = bind_call(spec.parameters, args, &why);
    if (!bound) return in.raise_object(held);
    shown = show_arguments(in, spec.parameters, *bound);
  }
  in.raise_object(held);
  return wrap_call_error(in, std::string(layer.class_name()) + ".call()", shown);
}

bool regularize_activity(py::Interp& in, Layer& layer, const py::Value& outputs) {
  if (!layer.activity_regularizer) return true;
  Math m(in);
  for (const py::Value& output : nest::flatten(in, outputs)) {
    if (!is_tensor(output)) continue;
    py::Value loss = in.call(layer.activity_regularizer, {output});
    std::optional<Operand> x = loss ? tf::convert(in, loss) : std::nullopt;
    std::optional<Operand> y = x ? tf::convert(in, output) : std::nullopt;
    if (!y) return false;
    Operand total = *x;
    if (!y->shape.known_rank() || y->shape.rank() > 0) total = m.div_no_nan(total, m.cast(m.row(m.shape_of(*y), 0), total.dtype));
    if (!total || !add_loss(in, layer, tf::tensor_value(in, total))) return false;
  }
  return true;
}

py::Value compute_masks(py::Interp& in, Layer& layer, const py::Value& inputs, const py::Value& previous) {
  CallArguments args;
  args.positional = {inputs, previous};
  if (!any_keras_tensor(in, args.view())) return call_compute_mask(in, layer, inputs, previous);
  return in_scratch_graph(in, args, [&](CallArguments& a) { return call_compute_mask(in, layer, a.positional[0], a.positional[1]); });
}

bool hang_masks(py::Interp& in, Layer& layer, const py::Value& inputs, const py::Value& outputs, const py::Value& previous) {
  std::vector<py::Value> flat = nest::flatten(in, outputs);
  bool done = true;
  for (const py::Value& x : flat) done = done && !mask_of(x).is_none();
  if (done) return true;
  py::Value masks = compute_masks(in, layer, inputs, previous);
  if (!masks) return false;
  if (masks.is_none()) return true;
  std::vector<py::Value> flat_masks = nest::flatten(in, masks);
  for (size_t i = 0; i < flat.size() && i < flat_masks.size(); ++i) {
    if (!mask_of(flat[i]).is_none() || flat_masks[i].is_none()) continue;
    if (tf::TensorObject* t = tf::as_tensor_object(flat[i])) t->keras_mask = flat_masks[i];
    if (auto* k = py::cast<KerasTensor>(flat[i])) k->mask = flat_masks[i];
  }
  return true;
}

}  // namespace

py::Value call_keras3(py::Interp& in, Layer& layer, const py::Args& given) {
  if (!layer.initialized)
    return in.raise("RuntimeError", "In layer '" + std::string(layer.class_name()) +
                                        "', you forgot to call `super().__init__()` as the first statement in the `__init__()` method. Go add it!");
  State& state = in.state<State>();
  CallArguments original(given), args(given);
  if (!convert_arguments(in, layer, args) || !only_tensors(in, layer, args)) return {};
  std::optional<py::Value> training_not_taken;
  std::optional<Spec> spec = bind(in, call_parameters(in, layer), args, &training_not_taken, py::cast<OpLayer>(py::Value(&layer)) != nullptr);
  if (!spec || !check_input(in, layer, input_spec_of(in, layer), spec->first)) return {};
  {
    LayerScope scope(in, layer);
    if (!maybe_build(in, layer, *spec)) return {};
  }
  bool outermost = state.calls.empty();
  if (outermost) {
    state.calls.push_back({&layer, std::nullopt});
    clear_losses(in, layer);
  }
  py::Value outputs;
  bool symbolic = any_keras_tensor(in, args.view());
  resolve_training(in, *spec, training_not_taken, args);
  take_masks(in, *spec, args);
  py::Value* passed_mask = args.find("mask");
  py::Value previous = passed_mask && !passed_mask->is_none() ? *passed_mask : masks_of(in, spec->first);
  if (!in.pending() && previous) {
    LayerScope scope(in, layer);
    outputs = run(in, layer, *spec, args, symbolic);
    if (outputs) {
      layer.built = true;
      if (!regularize_activity(in, layer, outputs)) outputs = {};
    }
  }
  if (outputs) {
    if (layer.supports_masking) {
      if (!hang_masks(in, layer, spec->first, outputs, previous)) outputs = {};
    } else if (any_mask(in, previous)) {
      warn_once(in, "Layer '" + layer.name + "' (of type " + std::string(layer.class_name()) +
                                 ") was passed an input with a mask attached to it. However, this layer does not support masking and will "
                                 "therefore destroy the mask information. Downstream layers will not see the mask.");
      if (in.pending()) outputs = {};
    }
  }
  if (outermost) state.calls.pop_back();
  if (!outputs) return {};
  if (symbolic) {
    layer.losses.clear();
    py::Ref<py::Dict> kwargs = in.dict();
    for (const auto& [name, v] : original.keywords) kwargs->set(in, name, v);
    if (!connect(in, layer, in.tuple(original.positional), kwargs, outputs)) return {};
  }
  return outputs;
}

}  // namespace misfit::keras
