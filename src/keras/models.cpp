// keras.Model, Functional and Sequential as classes of the language.
#include "keras/warn.h"
#include "keras/scratch.h"
#include "keras/call_spec.h"
#include "keras/fit/trainer.h"
#include "keras/layer_members.h"
#include "keras/model.h"
#include "keras/layers/layers.h"
#include "keras/nest.h"
#include "keras/parts/parts.h"

namespace misfit::keras {
namespace {

Model& self_of(py::Bound& a) { return *py::cast<Model>(a[0]); }

bool refuse(py::Interp& in, std::string_view type, std::string text) {
  in.raise(type, std::move(text));
  return false;
}

bool check_tensors(py::Interp& in, const py::Value& structure, bool outputs) {
  for (const py::Value& v : nest::flatten(in, structure)) {
    if (py::cast<KerasTensor>(v)) continue;
    // An f-string shows a tensor as an array.
    std::optional<std::string> shown = in.format(v, ""), all = in.format(structure, ""), type = in.str(py::Value(in.type_of(v)));
    if (!shown || !all || !type) return false;
    std::string which = outputs ? "outputs" : "inputs";
    if (in.keras3())
      return refuse(in, "ValueError", "All `" + which + "` values must be KerasTensors. Received: " + which + "=" + *all + " including invalid value " + *shown + " of type " + *type);
    if (outputs)
      return refuse(in, "ValueError", "Output tensors of a Functional model must be the output of a TensorFlow `Layer` (thus holding past layer metadata). Found: " + *shown);
    return refuse(in, "ValueError", "Found unexpected instance while processing input tensors for keras functional model. Expecting KerasTensor which is from tf.keras.Input() or "
                                    "output from keras layer call(). Got: " + *shown);
  }
  return true;
}

bool make_functional(py::Interp& in, Model& model, py::Value inputs, py::Value outputs) {
  if (auto* d = py::cast<py::Dict>(inputs); d && in.keras3())
    for (const py::Dict::Entry& e : d->entries) {
      auto* k = e.key ? py::cast<KerasTensor>(e.value) : nullptr;
      std::string key = e.key ? in.str(e.key).value_or("") : "";
      if (!k || k->name == key) continue;
      warn_once(in, "When providing `inputs` as a dict, all keys in the dict must match the names of the corresponding tensors. Received key '" + key + "' mapping to value " +
                                 in.str(e.value).value_or("") + " which has name '" + k->name + "'. Change the tensor name to '" + key + "' (via `Input(..., name='" + key + "')`)");
    }
  if (!check_tensors(in, inputs, false) || !check_tensors(in, outputs, true)) return false;
  if (in.keras3()) {
    for (const auto& [which, v] : {std::pair{"inputs", inputs}, std::pair{"outputs", outputs}})
      if (nest::flatten(in, v).empty()) {
        std::optional<std::string> i = in.str(inputs), o = in.str(outputs);
        return refuse(in, "ValueError", std::string("`") + which + "` argument cannot be empty. Received:\ninputs=" + i.value_or("") + "\noutputs=" + o.value_or(""));
      }
  } else {
    std::vector<py::Value> flat = nest::flatten(in, inputs);
    for (size_t i = 0; i < flat.size(); ++i)
      for (size_t k = i + 1; k < flat.size(); ++k)
        if (flat[i].same(flat[k])) {
          std::optional<std::string> shown = in.str(in.list(flat));
          return refuse(in, "ValueError", "The list of inputs passed to the model contains the same input multiple times. All inputs should only appear once.Received inputs=" + shown.value_or(""));
        }
    if (py::cast<py::List>(inputs) && flat.size() == 1) inputs = flat[0];
    std::vector<py::Value> flat_out = nest::flatten(in, outputs);
    if (py::cast<py::List>(outputs) && flat_out.size() == 1) outputs = flat_out[0];
  }
  auto graph = std::make_unique<LayerGraph>();
  if (!map_graph(in, inputs, outputs, *graph)) return false;
  model.graph = std::move(graph);
  model.built = true;
  model.autocast = in.keras3();
  model.compute_masks_jointly = true;
  model.supports_masking = !in.keras3();
  model.convert_inputs = false;
  model.non_tensors_allowed = true;
  note_model(in, model);
  return true;
}

struct ModelArguments { py::Value inputs, outputs; py::Ref<py::Dict> rest; };

bool is_functional(const py::Args& args) {
  bool inputs = false, outputs = false;
  for (const py::Keyword& k : args.keywords) inputs = inputs || k.name == "inputs", outputs = outputs || k.name == "outputs";
  return args.positional.size() == 2 || (args.positional.size() == 1 && outputs) || (inputs && outputs);
}

bool init_model(py::Interp& in, Layer& layer, py::Bound& a) {
  auto& model = static_cast<Model&>(layer);
  auto* kwargs = py::cast<py::Dict>(a["kwargs"]);
  auto positional = in.items(a["args"]);
  py::Value inputs = kwargs->get("inputs"), outputs = kwargs->get("outputs");
  bool functional = positional.size() == 2 || (positional.size() == 1 && outputs) || (inputs && outputs);
  if (functional) {
    if (positional.size() > 0) inputs = positional[0];
    if (positional.size() > 1) outputs = positional[1];
    kwargs->erase("inputs");
    kwargs->erase("outputs");
  } else if (!positional.empty() && in.keras3()) {   // Keras 2 passes over them
    return refuse(in, "TypeError", "Layer.__init__() takes 1 positional argument but " + std::to_string(positional.size() + 1) + " were given");
  }
  if (!in.keras3() && !functional) {
    kwargs->erase("inputs");
    kwargs->erase("outputs");
  }
  // A functional model of Keras 2 is called "model".
  bool unnamed = !kwargs->get("name") || kwargs->get("name").is_none();
  if (!in.keras3() && functional && unnamed && (layer.type == in.state<State>().functional || layer.type == in.state<State>().model))
    kwargs->set(in, "name", in.str_value(in.state<State>().unique_name("Model")));
  if (!layer_init(in, layer, *kwargs)) return false;
  if (functional && !make_functional(in, model, inputs, outputs)) return false;
  if (functional && !layer.trainable) set_trainable(in, layer, false);
  return true;
}

bool init_sequential(py::Interp& in, Layer& layer, py::Bound& a) {
  auto& model = static_cast<Sequential&>(layer);
  model.autocast = in.keras3();
  model.supports_masking = true;
  model.compute_masks_jointly = true;
  py::Value layers = a["layers"];
  std::optional<bool> any = layers.is_none() ? std::optional<bool>(false) : in.truth(layers);
  if (!any) return false;
  if (!*any) return true;
  if (!in.keras3() && !in.is_sequence(layers)) layers = in.list({layers});
  std::optional<std::vector<py::Value>> list = in.list_of(layers);
  if (!list) return false;
  for (const py::Value& l : *list)
    if (!model.add(in, l, false)) return false;
  if (!model.rebuild(in)) return false;
  note_model(in, model);
  return true;
}

const LayerDef kModel{"Model", "Layer", "*args, **kwargs", "*args, **kwargs", [](py::Interp&, py::Type* t) -> Layer* { return new Model(t); }, init_model, Model::kind};
const LayerDef kFunctional{"Functional", "Model", "*args, **kwargs", "*args, **kwargs", [](py::Interp&, py::Type* t) -> Layer* { return new Model(t); }, init_model, Model::kind};
const LayerDef kSequential2{"Sequential", "Model", "layers=None, name=None", "layers=None, trainable=True, name=None",
                            [](py::Interp&, py::Type* t) -> Layer* { return new Sequential(t); }, init_sequential, Sequential::kind};

py::Value list_of(py::Interp& in, const std::vector<py::Ref<Layer>>& layers) {
  std::vector<py::Value> list;
  for (const auto& l : layers) list.push_back(l);
  return in.list(std::move(list));
}

py::Value tensors(py::Interp& in, const std::vector<py::Ref<KerasTensor>>& list) {
  std::vector<py::Value> out;
  for (const auto& t : list) out.push_back(t);
  return in.list(std::move(out));
}

py::Value no_attribute(py::Interp& in, Model& m, const std::string& name) {
  if (in.keras3() && py::cast<Sequential>(py::Value(&m))) {
    std::string what = name == "input_shape" ? "input shape" : name == "output_shape" ? "output shape" : name;
    return in.raise("AttributeError", "Sequential model '" + m.name + "' has no defined " + what + " yet.");
  }
  if (!in.keras3() && (name == "inputs" || name == "outputs")) return py::Value::none();
  if (!in.keras3() && py::cast<Sequential>(py::Value(&m)))
    return in.raise("AttributeError", "'" + std::string(m.class_name()) + "' object has no attribute '_nested_" + (name.rfind("input", 0) == 0 ? "inputs'" : "outputs'"));
  if (!in.keras3() && name.size() > 6)
    return in.raise("AttributeError", "The layer \"" + m.name + "\" has never been called and thus has no defined " + (name == "input_shape" ? "input" : "output") + " shape." +
                                          (name == "input_shape" ? " Note that the `input_shape` property is only available for Functional and Sequential models." : ""));
  if (!in.keras3()) return in.raise("AttributeError", "Layer " + m.name + (name == "input" ? " is not connected, no input to return." : " has no inbound nodes."));
  return in.raise("AttributeError", "'" + std::string(m.class_name()) + "' object has no attribute '" + name + "'");
}

py::Value shapes_of(py::Interp& in, const py::Value& structure) {
  py::Value s = nest::map(in, structure, [&](const py::Value& v) { return shape_tuple(in, py::cast<KerasTensor>(v)->shape); });
  if (py::cast<py::List>(s) && in.items(s).size() == 1) return py::Value(in.items(s)[0]);
  return s;
}

py::Value get_layer(py::Interp& in, py::Bound& a) {
  Model& m = self_of(a);
  std::vector<py::Ref<Layer>> layers = m.layers(in);
  std::optional<std::string> name = in.str(a["name"]), index = in.str(a["index"]);
  if (!name || !index) return {};
  if (!a["index"].is_none() && !a["name"].is_none())
    return in.raise("ValueError", "Provide only a layer name or a layer index. Received: index=" + *index + ", name=" + *name + ".");
  if (std::optional<int64_t> i = a["index"].is_none() ? std::nullopt : in.as_int(a["index"])) {
    if (static_cast<int64_t>(layers.size()) <= *i)
      return in.raise("ValueError", "Was asked to retrieve layer at index " + *index + " but model only has " + std::to_string(layers.size()) + " layers.");
    return layers[static_cast<size_t>(*i < 0 ? *i + static_cast<int64_t>(layers.size()) : *i)];
  }
  if (a["name"].is_none()) return in.raise("ValueError", "Provide either a layer name or layer index at `get_layer`.");
  std::string known;
  for (const auto& l : layers) {
    if (l->name == *name) return l;
    known += (known.empty() ? "'" : ", '") + l->name + "'";
  }
  return in.raise("ValueError", "No such layer: " + *name + ". Existing layers are: [" + known + "].");
}

py::Value summary(py::Interp& in, py::Bound& a) {
  Model& m = self_of(a);
  if (!in.keras3() && !m.built)
    return in.raise("ValueError", "This model has not yet been built. Build the model first by calling `build()` or by calling the model on a batch of data.");
  std::optional<int64_t> width = a["line_length"].is_none() ? std::nullopt : in.as_int(a["line_length"]);
  std::string text = summary_text(in, m, width.value_or(0), a["expand_nested"].is_bool() && a["expand_nested"].boolean(), a["show_trainable"].is_bool() && a["show_trainable"].boolean());
  if (a["print_fn"].is_none()) {
    in.write(text);
    return py::Value::none();
  }
  if (in.keras3()) return in.call(a["print_fn"], {in.str_value(text)}) ? py::Value::none() : py::Value();
  for (size_t from = 0; from < text.size();) {
    size_t end = text.find('\n', from);
    if (!in.call(a["print_fn"], {in.str_value(text.substr(from, end - from))})) return {};
    from = end + 1;
  }
  return py::Value::none();
}

py::Value build_model(py::Interp& in, py::Bound& a) {
  Model& m = self_of(a);
  auto* sequential = py::cast<Sequential>(a[0]);
  if (in.keras3() || sequential || m.graph) {
    std::vector<Shape> shapes = shapes_from(in, a["input_shape"]);
    if (in.pending()) return {};
    if (sequential && in.keras3() && shapes.empty() && !a["input_shape"].is_none()) return py::Value::none();
    if (sequential || m.graph) {
      if (!in.keras3()) return m.build(in, shapes) ? py::Value::none() : py::Value();
      return layer_build(in, m, shapes) ? py::Value::none() : py::Value();
    }
    std::vector<py::Value> inputs;
    for (const Shape& s : shapes) inputs.push_back(make_keras_tensor(in, DType::kFloat32, s));
    // A class of the program without build(): its layers are built by running call() on symbols.
    Graph scratch("scratch_graph");
    CallParameters parameters = call_parameters(in, m);
    auto inside = std::make_unique<GraphScope>(in, &scratch);
    py::Value x = to_placeholders(in, inputs.size() == 1 ? inputs[0] : in.list(inputs));
    CallArguments args;
    args.positional.push_back(x);
    bool ok = bool(run_call(in, m, parameters, args));
    inside.reset();
    if (!ok && !in.stopped()) {
      in.take();
      warn_once(in, "`build()` was called on layer '" + m.name +
                                 "', however the layer does not have a `build()` method implemented and it looks like it has unbuilt state. This will cause the layer to be "
                                 "marked as built, despite not being actually built, which may cause failures down the line. Make sure to implement a proper `build()` method.");
    }
    m.built = true;
    return in.pending() ? py::Value() : py::Value::none();
  }
  if (a["input_shape"].is_none()) return in.raise("ValueError", "Input shape must be defined when calling `build()` on a `Model` subclass.");
  std::vector<Shape> shapes = shapes_from(in, a["input_shape"]);
  if (shapes.empty()) {
    if (in.pending()) return {};
    std::optional<std::string> type = in.str(py::Value(in.type_of(a["input_shape"])));
    return in.raise("ValueError", "Specified input shape is not one of the valid types. Please specify a batch input shape of type tuple or list of input shapes. User provided input type: " +
                                      type.value_or("") + ".");
  }
  Graph graph("build_graph");
  auto inside = std::make_unique<GraphScope>(in, &graph);
  std::vector<py::Value> inputs;
  for (const Shape& s : shapes) inputs.push_back(tf::tensor_value(in, graph.placeholder(in.state<State>().floatx, s, "Placeholder")));
  CallParameters parameters = call_parameters(in, m);
  CallArguments args;
  args.positional.push_back(inputs.size() == 1 ? inputs[0] : in.list(inputs));
  if (parameters.has("training") && !parameters.find("training")->default_value) args.set("training", py::Value::boolean(false));
  py::Value out = run_call(in, m, parameters, args);
  inside.reset();
  if (!out) {
    if (in.stopped()) return {};
    py::Ref<py::Exception> e = in.take();
    bool wrapped = e->type->name == "InvalidArgumentError" || e->type->is_subclass(in.type_named("TypeError"));
    if (!wrapped) return in.raise_object(e);
    return in.raise("ValueError", "You cannot build your model by calling `build` if your layers do not support float type inputs. Instead, in order to instantiate and build your model, "
                                  "call your model on real tensor data (of the correct dtype).\n\nThe actual error from `call` is: " + in.message_of(*e) + ".");
  }
  m.built = true;
  return py::Value::none();
}

constexpr std::string_view kFit2 =
    "self, x=None, y=None, batch_size=None, epochs=1, verbose='auto', callbacks=None, validation_split=0.0, validation_data=None, shuffle=True, class_weight=None, "
    "sample_weight=None, initial_epoch=0, steps_per_epoch=None, validation_steps=None, validation_batch_size=None, validation_freq=1, max_queue_size=10, workers=1, "
    "use_multiprocessing=False";
constexpr std::string_view kFit3 =
    "self, x=None, y=None, batch_size=None, epochs=1, verbose='auto', callbacks=None, validation_split=0.0, validation_data=None, shuffle=True, class_weight=None, "
    "sample_weight=None, initial_epoch=0, steps_per_epoch=None, validation_steps=None, validation_batch_size=None, validation_freq=1";
constexpr std::string_view kEvaluate2 =
    "self, x=None, y=None, batch_size=None, verbose='auto', sample_weight=None, steps=None, callbacks=None, max_queue_size=10, workers=1, use_multiprocessing=False, "
    "return_dict=False, **kwargs";
constexpr std::string_view kEvaluate3 = "self, x=None, y=None, batch_size=None, verbose='auto', sample_weight=None, steps=None, callbacks=None, return_dict=False, **kwargs";
constexpr std::string_view kPredict2 = "self, x, batch_size=None, verbose='auto', steps=None, callbacks=None, max_queue_size=10, workers=1, use_multiprocessing=False";
constexpr std::string_view kPredict3 = "self, x, batch_size=None, verbose='auto', steps=None, callbacks=None";
constexpr std::string_view kCompile2 =
    "self, optimizer='rmsprop', loss=None, metrics=None, loss_weights=None, weighted_metrics=None, run_eagerly=None, steps_per_execution=None, jit_compile=None, "
    "pss_evaluation_shards=0, **kwargs";
constexpr std::string_view kCompile3 =
    "self, optimizer='rmsprop', loss=None, loss_weights=None, metrics=None, weighted_metrics=None, run_eagerly=False, steps_per_execution=1, jit_compile='auto', auto_scale_loss=True";

// fit_generator() and its kin of Keras 2: fit() under an old name.
void define_old_generator_methods(py::Interp& in, py::Type* t) {
  constexpr const char* kTail = "callbacks=None, max_queue_size=10, workers=1, use_multiprocessing=False, verbose=0";
  const auto old = [&](const char* name, const std::string& signature) {
    const std::string now = std::string(name).substr(0, std::string_view(name).find('_'));
    in.method(t, std::string(now) + "_generator", signature, [now](py::Interp& i, py::Bound& a) -> py::Value {
      i.warn("UserWarning", "`Model." + now + "_generator` is deprecated and will be removed in a future version. Please use `Model." + now + "`, which supports generators.");
      if (i.pending()) return {};
      const py::Value method = i.get_attr(a[0], now);
      std::vector<py::Keyword> keywords;
      const auto& parameters = a.signature().parameters;
      for (size_t k = 2; k < parameters.size(); ++k) keywords.push_back({parameters[k].name, a[k]});
      const py::Value positional[] = {a["generator"]};
      return method ? i.call(method, py::Args{positional, keywords}) : py::Value();
    });
  };
  old("fit_generator", "self, generator, steps_per_epoch=None, epochs=1, verbose=1, callbacks=None, validation_data=None, validation_steps=None, validation_freq=1, "
                       "class_weight=None, max_queue_size=10, workers=1, use_multiprocessing=False, shuffle=True, initial_epoch=0");
  old("evaluate_generator", "self, generator, steps=None, " + std::string(kTail));
  old("predict_generator", "self, generator, steps=None, " + std::string(kTail));
}

void define_training(py::Interp& in, py::Type* t) {
  bool k3 = in.keras3();
  using Method = py::Value (*)(py::Interp&, Model&, py::Bound&);
  auto method = [&](const char* name, std::string_view signature, Method f) {
    in.method(t, name, signature, [f](py::Interp& i, py::Bound& a) { return f(i, self_of(a), a); });
  };
  method("compile", k3 ? kCompile3 : kCompile2, compile);
  method("fit", k3 ? kFit3 : kFit2, fit);
  method("evaluate", k3 ? kEvaluate3 : kEvaluate2, evaluate);
  method("predict", k3 ? kPredict3 : kPredict2, predict);
  method("train_on_batch", k3 ? "self, x, y=None, sample_weight=None, class_weight=None, return_dict=False"
                              : "self, x, y=None, sample_weight=None, class_weight=None, reset_metrics=True, return_dict=False", train_on_batch);
  method("test_on_batch", k3 ? "self, x, y=None, sample_weight=None, return_dict=False" : "self, x, y=None, sample_weight=None, reset_metrics=True, return_dict=False", test_on_batch);
  method("predict_on_batch", "self, x", predict_on_batch);
  if (k3) {                                        // refused calls name the class that has the method
    for (const auto& [name, owner] : {std::pair{"compile", "Trainer"}, {"fit", "TensorFlowTrainer"}, {"evaluate", "TensorFlowTrainer"}, {"predict", "TensorFlowTrainer"},
                                      {"train_on_batch", "TensorFlowTrainer"}, {"test_on_batch", "TensorFlowTrainer"}, {"predict_on_batch", "TensorFlowTrainer"}})
      py::cast<py::Builtin>(t->lookup(name))->signature.rename(std::string(owner) + "." + name);
  } else {
    define_old_generator_methods(in, t);
  }
  in.method(t, "train_step", "self, data", [](py::Interp& i, py::Bound& a) { return train_step(i, self_of(a), a["data"]); });
  in.method(t, "test_step", "self, data", [](py::Interp& i, py::Bound& a) { return test_step(i, self_of(a), a["data"]); });
  in.method(t, "predict_step", "self, data", [](py::Interp& i, py::Bound& a) { return predict_step(i, self_of(a), a["data"]); });
  in.method(t, "reset_metrics", "self", [](py::Interp& i, py::Bound& a) { return reset_metrics(i, self_of(a)) ? py::Value::none() : py::Value(); });
  in.method(t, "get_metrics_result", "self", [](py::Interp& i, py::Bound& a) { return metrics_result(i, self_of(a)); });
  in.method(t, "compute_loss", k3 ? "self, x=None, y=None, y_pred=None, sample_weight=None, training=True" : "self, x=None, y=None, y_pred=None, sample_weight=None",
            [](py::Interp& i, py::Bound& a) -> py::Value {
              Model& m = self_of(a);
              if (!assert_compiled(i, m)) return {};
              return compute_compiled_loss(i, m, *m.trainer, a["y"], a["y_pred"], a["sample_weight"]);
            });
  in.method(t, "compute_metrics", "self, x, y, y_pred, sample_weight=None", [](py::Interp& i, py::Bound& a) -> py::Value {
    Model& m = self_of(a);
    if (!assert_compiled(i, m)) return {};
    py::Value w = a["sample_weight"].is_none() ? py::Value() : a["sample_weight"];
    bool ok = !m.trainer->metrics || (i.keras3() ? update_metrics_keras3(i, *m.trainer->metrics, a["y"], a["y_pred"], w) : update_metrics_keras2(i, *m.trainer->metrics, a["y"], a["y_pred"], w));
    return ok ? metrics_result(i, m) : py::Value();
  });
  in.property(t, "optimizer",
              [](py::Interp&, py::Bound& a) {
                Model& m = self_of(a);
                return m.trainer && m.trainer->optimizer_value ? m.trainer->optimizer_value : py::Value::none();
              },
              [](py::Interp&, py::Bound& a) -> py::Value {
                Model& m = self_of(a);
                if (!m.trainer) m.trainer = std::make_unique<Trainer>();
                m.trainer->optimizer_value = a[1];
                if (auto* o = py::cast<Optimizer>(a[1])) m.trainer->optimizer = py::Ref<Optimizer>(o);
                return py::Value::none();
              });
  in.property(t, "loss", [](py::Interp& i, py::Bound& a) -> py::Value {
    Model& m = self_of(a);
    if (!m.trainer) return i.keras3() ? py::Value::none() : i.raise("AttributeError", "'" + std::string(m.class_name()) + "' object has no attribute 'loss'");
    return m.trainer->user_loss;
  });
  in.property(t, "compiled", [](py::Interp&, py::Bound& a) { return py::Value::boolean(self_of(a).trainer != nullptr); });
  in.property(t, "_is_compiled", [](py::Interp&, py::Bound& a) { return py::Value::boolean(self_of(a).trainer != nullptr); });
  in.property(t, "run_eagerly", [](py::Interp&, py::Bound& a) { return py::Value::boolean(self_of(a).trainer && self_of(a).trainer->run_eagerly); },
              [](py::Interp& i, py::Bound& a) -> py::Value {
                if (self_of(a).trainer) self_of(a).trainer->run_eagerly = i.truth(a[1]).value_or(false);
                return py::Value::none();
              });
  in.property(t, "stop_training", [](py::Interp&, py::Bound& a) { return py::Value::boolean(self_of(a).stop_training); },
              [](py::Interp& i, py::Bound& a) -> py::Value {
                self_of(a).stop_training = i.truth(a[1]).value_or(false);
                return py::Value::none();
              });
  in.property(t, "history", [](py::Interp&, py::Bound& a) { return self_of(a).history ? self_of(a).history : py::Value::none(); },
              [](py::Interp&, py::Bound& a) -> py::Value {
                self_of(a).history = a[1];
                return py::Value::none();
              });
  in.property(t, "metrics", [](py::Interp& i, py::Bound& a) -> py::Value {
    return i.list(metrics_shown(i, a[0]));
  });
  in.property(t, "metrics_names", [](py::Interp& i, py::Bound& a) -> py::Value {
    Model& m = self_of(a);
    std::vector<py::Value> list;
    bool placed = false;
    for (const auto& metric : metrics_of(i, m)) {
      bool compiled = false;
      if (i.keras3() && m.trainer && m.trainer->metrics)
        for (const auto& c : m.trainer->metrics->in_order()) compiled = compiled || c.get() == metric.get();
      if (!compiled) list.push_back(i.str_value(metric->name));
      else if (!placed) list.push_back(i.str_value("compile_metrics")), placed = true;
    }
    if (i.keras3() && m.trainer && m.trainer->metrics && !placed && !list.empty()) list.insert(list.begin() + 1, i.str_value("compile_metrics"));
    return i.list(std::move(list));
  });
}

void define_structure(py::Interp& in, py::Type* t) {
  in.property(t, "layers", [](py::Interp& i, py::Bound& a) { return list_of(i, self_of(a).layers(i)); },
              [](py::Interp& i, py::Bound& a) -> py::Value {
                bool sequential = py::cast<Sequential>(a[0]);
                if (!i.keras3()) return i.raise("AttributeError", "Can't set the attribute \"layers\", likely because it conflicts with an existing read-only @property of the object. Please choose a different name.");
                return i.raise("AttributeError", sequential ? "`Sequential.layers` attribute is reserved and should not be used. Use `add()` and `pop()` to change the layers in this model."
                                                            : "`Model.layers` attribute is reserved and should not be used. Please use another name.");
              });
  using Read = py::Value (*)(py::Interp&, LayerGraph&);
  auto property = [&](const char* name, Read read) {
    in.property(t, name, [name, read](py::Interp& i, py::Bound& a) -> py::Value {
      Model& m = self_of(a);
      const std::string_view what = name;
      // A Sequential of Keras 3 is a layer here: what it was called on, if it was.
      if (i.keras3() && py::cast<Sequential>(a[0]) && (what == "input" || what == "output")) return tensors_of(i, m, what == "output");
      return m.graph ? read(i, *m.graph) : no_attribute(i, m, name);
    });
  };
  property("inputs", [](py::Interp& i, LayerGraph& g) { return tensors(i, g.inputs); });
  property("outputs", [](py::Interp& i, LayerGraph& g) { return tensors(i, g.outputs); });
  property("input", [](py::Interp&, LayerGraph& g) { return g.inputs_struct; });
  property("output", [](py::Interp&, LayerGraph& g) { return g.outputs_struct; });
  property("input_shape", [](py::Interp& i, LayerGraph& g) { return shapes_of(i, g.inputs_struct); });
  property("output_shape", [](py::Interp& i, LayerGraph& g) { return shapes_of(i, g.outputs_struct); });
  auto names = [](py::Interp& i, const std::vector<std::string>& list) {
    std::vector<py::Value> out;
    for (const std::string& n : list) out.push_back(i.str_value(n));
    return i.list(std::move(out));
  };
  in.property(t, "output_names", [names](py::Interp& i, py::Bound& a) -> py::Value {
    Model& m = self_of(a);
    return m.graph ? names(i, m.graph->output_names) : no_attribute(i, m, "output_names");
  });
  in.property(t, "input_names", [names](py::Interp& i, py::Bound& a) -> py::Value {
    Model& m = self_of(a);
    return m.graph && !i.keras3() ? names(i, m.graph->input_names) : no_attribute(i, m, "input_names");
  });
  in.method(t, "get_layer", "self, name=None, index=None", get_layer);
  in.method(t, "summary", "self, line_length=None, positions=None, print_fn=None, expand_nested=False, show_trainable=False, layer_range=None", summary);
  in.method(t, "build", "self, input_shape=None", build_model);
  in.method(t, "to_json", "self, **kwargs", [](py::Interp& i, py::Bound& a) -> py::Value {
    const py::Value write = find_in_parts(i, "backend", "_to_json");
    return write ? i.call(write, {a[0], a["kwargs"]}) : py::Value();
  });
  struct Saver { const char *name, *part, *signature; };
  for (const Saver& s : {Saver{"save", "_save_model", "self, filepath, overwrite=True, **kwargs"}, Saver{"save_weights", "_save_weights", "self, filepath, overwrite=True, **kwargs"},
                         Saver{"load_weights", "_load_weights", "self, filepath, skip_mismatch=False, **kwargs"}})
    in.method(t, s.name, s.signature, [part = s.part](py::Interp& i, py::Bound& a) -> py::Value {
      const py::Value run = find_in_parts(i, "backend", part);
      std::vector<py::Keyword> keywords;
      for (const py::Dict::Entry& e : py::cast<py::Dict>(a[3])->entries)
        if (e.key) keywords.push_back({i.as_str(e.key).value_or(""), e.value});
      const py::Value positional[] = {a[0], a[1], a[2]};
      return run ? i.call(run, py::Args{positional, keywords}) : py::Value();
    });
  if (!in.keras3())
    in.property(t, "stateful", [](py::Interp& i, py::Bound& a) -> py::Value {
      bool any = false;
      for (const auto& layer : all_layers(i, self_of(a), false)) any = any || layer->stateful;
      return py::Value::boolean(any);
    });
  if (!in.keras3()) in.method(t, "reset_states", "self", [](py::Interp& i, py::Bound& a) -> py::Value {
    for (const auto& layer : all_layers(i, *py::cast<Layer>(a[0])))
      if (layer->stateful && !reset_states(i, *layer)) return {};
    return py::Value::none();
  });
}

py::Value create_model(py::Interp& in, py::Type* type, const py::Args& args) {
  State& state = in.state<State>();
  py::Type* made = type == state.model && is_functional(args) ? state.functional : type;
  auto* model = new Model(made);
  model->span = in.here();
  return model;
}

}  // namespace

void register_models(py::Interp&) {
  define_layer(kModel);
  define_layer(kFunctional);
  define_layer(kSequential2);
}

void finish_models(py::Interp& in) {
  State& state = in.state<State>();
  state.model = layer_type(in, "Model");
  state.functional = layer_type(in, "Functional");
  state.sequential = layer_type(in, "Sequential");
  state.model->slots.create = create_model;
  state.functional->slots.create = create_model;
  define_training(in, state.model);
  define_compiled_objects(in, state.model);
  define_structure(in, state.model);
  in.method(state.sequential, "add", in.keras3() ? "self, layer, rebuild=True" : "self, layer",
            [](py::Interp& i, py::Bound& a) -> py::Value {
              auto* s = py::cast<Sequential>(a[0]);
              if (!s->initialized) return i.raise("RuntimeError", "You must call `super().__init__()` in the layer constructor.");
              if (!s->add(i, a["layer"])) return {};
              note_model(i, *s);
              return py::Value::none();
            });
  in.method(state.sequential, "pop", in.keras3() ? "self, rebuild=True" : "self", [](py::Interp& i, py::Bound& a) -> py::Value {
    auto* s = py::cast<Sequential>(a[0]);
    py::Value last = s->stack.empty() ? py::Value::none() : py::Value(s->stack.back());
    if (!s->pop(i)) return {};
    return i.keras3() ? last : py::Value::none();
  });
}

}  // namespace misfit::keras
