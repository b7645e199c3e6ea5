// clone_model(): the same layers in the same places, with weights of their own.
#include <map>

#include "keras/model.h"
#include "keras/nest.h"

namespace misfit::keras {
namespace {

struct Cloner {
  py::Interp& in;
  py::Value function;                              // the program's clone_function; null: none
  std::map<Layer*, py::Value> done;

  py::Value from_config(Layer& layer) {
    py::Value get = in.get_attr(py::Value(&layer), "get_config");
    py::Value config = get ? in.call(get, {}) : py::Value();
    py::Value make = config ? in.get_attr(py::Value(layer.type), "from_config") : py::Value();
    return make ? in.call(make, {config}) : py::Value();
  }

  py::Value clone(Layer& layer) {
    auto found = done.find(&layer);
    if (found != done.end()) return found->second;
    py::Value self(&layer), made;
    auto* model = py::cast<Model>(self);
    if (py::cast<OpLayer>(self)) made = self;
    else if (model && (py::cast<Sequential>(self) || model->graph)) made = clone_model(*model, {});
    else made = function ? in.call(function, {self}) : from_config(layer);
    if (made && !py::cast<Layer>(made)) {
      std::optional<std::string> shown = in.str(made), type = in.str(py::Value(in.type_of(made)));
      if (!shown || !type) return {};
      return in.raise("ValueError", "The `clone_function` argument must return a layer instance. Received: " + *shown + " of type " + *type);
    }
    if (made) done.emplace(&layer, made);
    return made;
  }

  py::Value clone_model(Model& model, const py::Value& given_inputs) {
    State& state = in.state<State>();
    auto finish = [&](const py::Value& type, std::vector<py::Value> positional) {
      std::vector<py::Keyword> keywords{{"name", in.str_value(model.name)}};
      py::Value made = in.call(type, py::Args{positional, keywords});
      if (made) py::cast<Layer>(made)->trainable = model.trainable;
      return made;
    };
    if (auto* sequential = py::cast<Sequential>(py::Value(&model))) {
      std::vector<py::Value> layers;
      bool declared = !sequential->stack.empty() && py::cast<InputLayer>(py::Value(sequential->stack[0]));
      if (declared) {
        LayerNode& node = *sequential->stack[0]->inbound[0];
        py::Ref<KerasTensor> old = node.outputs[0];
        py::Ref<KerasTensor> input = make_input(in, old->shape, old->dtype, sequential->stack[0]->name);
        layers.push_back(py::Value(input->operation));
      }
      for (const auto& layer : sequential->layers(in)) {
        py::Value made = clone(*layer);
        if (!made) return {};
        layers.push_back(made);
      }
      return finish(py::Value(state.sequential), {in.list(layers)});
    }
    if (!model.graph) {
      if (function || given_inputs)
        return in.raise("ValueError", "Arguments `clone_function` and `input_tensors` are only supported for Sequential models or Functional models. Received model of type '" +
                                          model.type->name + "', with clone_function=" + in.str(function ? function : py::Value::none()).value_or("") +
                                          " and input_tensors=" + in.str(given_inputs ? given_inputs : py::Value::none()).value_or(""));
      return from_config(model);
    }
    std::vector<py::Value> inputs;
    std::map<const KerasTensor*, py::Value> fresh;
    if (given_inputs) inputs = nest::flatten(in, given_inputs);
    for (size_t i = 0; i < model.graph->inputs.size(); ++i) {
      const auto& old = model.graph->inputs[i];
      if (inputs.size() <= i) inputs.push_back(make_input(in, old->shape, old->dtype, old->operation ? old->operation->name : old->name));
      fresh[old.get()] = inputs[i];
    }
    py::Value outputs = run_graph(in, *model.graph, inputs, std::nullopt, [&](Layer& layer) { return clone(layer); });
    py::Value structure = outputs ? nest::map(in, model.graph->inputs_struct, [&](const py::Value& v) { return fresh[py::cast<KerasTensor>(v)]; }) : py::Value();
    return structure ? finish(py::Value(state.model), {structure, outputs}) : py::Value();
  }
};

}  // namespace

py::Value clone_model_function(py::Interp& in) {
  return in.builtin("clone_model", in.keras3() ? "model, input_tensors=None, clone_function=None, call_function=None, recursive=False" : "model, input_tensors=None, clone_function=None",
                    [](py::Interp& i, py::Bound& a) -> py::Value {
                      auto* model = py::cast<Model>(a["model"]);
                      if (!model) {
                        std::optional<std::string> shown = i.str(a["model"]), type = i.str(py::Value(i.type_of(a["model"])));
                        if (!shown || !type) return {};
                        return i.raise("ValueError", i.keras3() ? "Expected `model` argument to be a `Model` instance. Received: model=" + *shown
                                                                : "Expected `model` argument to be a `Model` instance, got " + *shown);
                      }
                      auto given = [](const py::Value& v) { return v && !v.is_none() ? v : py::Value(); };
                      Cloner cloner{i, given(a["clone_function"]), {}};
                      return cloner.clone_model(*model, given(a["input_tensors"]));
                    },
                    "keras.models", "clone_model");
}

}  // namespace misfit::keras
