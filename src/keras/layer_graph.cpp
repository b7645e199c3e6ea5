// Sorting the layers between symbolic inputs and outputs, and running real tensors through them.
#include <algorithm>
#include <map>
#include <set>

#include "keras/model.h"
#include "keras/nest.h"

namespace misfit::keras {
namespace {

LayerNode* node_of(const KerasTensor& t) {
  if (!t.operation || static_cast<size_t>(t.node_index) >= t.operation->inbound.size()) return nullptr;
  return t.operation->inbound[static_cast<size_t>(t.node_index)].get();
}

struct Walk {
  py::Interp& in;
  std::set<const KerasTensor*> boundary;           // the model's inputs
  std::set<LayerNode*> finished, busy;
  std::vector<LayerNode*> order;                   // inputs first
  std::map<Layer*, int> met;                       // in which order layers were met
  bool visit(KerasTensor& t) {
    LayerNode* node = node_of(t);
    if (!node || finished.count(node)) return true;
    if (!node->is_input && boundary.count(&t)) {
      finished.insert(node);
      return true;
    }
    if (busy.count(node)) {
      in.raise("ValueError", "Tensor from operation '" + node->layer->name + "' is part of a cycle.");
      return false;
    }
    met.emplace(node->layer.get(), static_cast<int>(met.size()));
    busy.insert(node);
    if (!node->is_input)
      for (const auto& input : node->inputs)
        if (!visit(*input)) return false;
    finished.insert(node);
    busy.erase(node);
    order.push_back(node);
    return true;
  }
};

std::vector<LayerNode*> parents(const LayerNode& node) {
  std::vector<LayerNode*> list;
  for (const auto& input : node.inputs)
    if (LayerNode* p = node_of(*input)) list.push_back(p);
  return list;
}

bool check_connected(py::Interp& in, const LayerGraph& g) {
  std::set<const KerasTensor*> computable;
  for (const auto& x : g.inputs) computable.insert(x.get());
  std::vector<py::Value> done;
  for (const auto& depth : g.nodes)
    for (LayerNode* node : depth) {
      if (node->is_input && !in.keras3()) continue;
      for (const auto& x : node->inputs) {
        if (!computable.count(x.get())) {
          std::optional<std::string> tensor = in.str(py::Value(x)), list = in.str(in.list(done)), op = in.str(py::Value(node->layer));
          if (!tensor || !list || !op) return false;
          if (in.keras3())
            in.raise("ValueError", "Graph disconnected: cannot find parent for tensor " + *tensor + " at operation '" + *op +
                                       "'. The following previous operations were accessed without issue: " + *list);
          else
            in.raise("ValueError", "Graph disconnected: cannot obtain value for tensor " + *tensor + " at layer \"" + node->layer->name +
                                       "\". The following previous layers were accessed without issue: " + *list);
          return false;
        }
        if (in.keras3()) done.push_back(in.str_value(node->layer->name));
      }
      if (in.keras3() && node->is_input) {
        // An Input that is none of the model's inputs is no source.
        if (!py::cast<InputLayer>(py::Value(node->layer))) continue;
      }
      for (const auto& x : node->outputs) computable.insert(x.get());
      if (!in.keras3()) done.push_back(in.str_value(node->layer->name));
    }
  return true;
}

bool check_names(py::Interp& in, const LayerGraph& g) {
  for (const auto& layer : g.operations) {
    auto count = std::count_if(g.operations.begin(), g.operations.end(), [&](const auto& l) { return l->name == layer->name; });
    if (count == 1) continue;
    in.raise("ValueError", "The name \"" + layer->name + "\" is used " + std::to_string(count) + " times in the model. All " +
                               (in.keras3() ? "operation" : "layer") + " names should be unique.");
    return false;
  }
  return true;
}

void name_outputs(LayerGraph& g, bool keras3) {
  for (const auto& x : g.inputs) g.input_names.push_back(x->operation ? x->operation->name : x->name);
  std::map<std::string, int> prefix;
  for (const auto& x : g.outputs) {
    std::string name = x->operation->name, proposal = name;
    while (!keras3 && std::find(g.output_names.begin(), g.output_names.end(), proposal) != g.output_names.end()) {
      int n = prefix.emplace(name, 1).first->second++;
      proposal = name + "_" + std::to_string(n);
    }
    g.output_names.push_back(proposal);
  }
}

}  // namespace

bool LayerGraph::contains(const LayerNode* n) const {
  for (const auto& depth : nodes)
    for (const LayerNode* m : depth)
      if (m == n) return true;
  return false;
}

void LayerGraph::clear() {
  inputs_struct = outputs_struct = {};
  inputs.clear();
  outputs.clear();
  nodes.clear();
  operations.clear();
}

namespace {

py::Value not_connected(py::Interp& in, const LayerGraph& g, size_t output) {
  return in.raise("ValueError", "Output with path `" + nest::paths(in, g.outputs_struct)[output] + "` is not connected to `inputs`");
}

// Keras 3 walks once through the finished graph: every output must follow from the inputs that were named.
bool outputs_follow(py::Interp& in, const LayerGraph& g) {
  std::set<const KerasTensor*> known;
  for (const auto& x : g.inputs) known.insert(x.get());
  for (const auto& depth : g.nodes)
    for (const LayerNode* node : depth)
      if (!node->is_input && std::all_of(node->inputs.begin(), node->inputs.end(), [&](const auto& x) { return known.count(x.get()) != 0; }))
        for (const auto& x : node->outputs) known.insert(x.get());
  for (size_t i = 0; i < g.outputs.size(); ++i)
    if (!known.count(g.outputs[i].get())) return not_connected(in, g, i), false;
  return true;
}

}  // namespace

bool map_graph(py::Interp& in, const py::Value& inputs, const py::Value& outputs, LayerGraph& g) {
  g.inputs_struct = inputs;
  g.outputs_struct = outputs;
  Walk walk{in, {}, {}, {}, {}, {}};
  for (const py::Value& v : nest::flatten(in, inputs)) {
    auto* k = py::cast<KerasTensor>(v);
    g.inputs.emplace_back(k);
    walk.boundary.insert(k);
  }
  for (const py::Value& v : nest::flatten(in, outputs)) g.outputs.emplace_back(py::cast<KerasTensor>(v));
  for (const auto& x : g.outputs)
    if (!walk.visit(*x)) return false;

  std::map<LayerNode*, int> node_depth;
  std::map<Layer*, int> layer_depth;
  std::vector<LayerNode*> seen_nodes;               // in the order they got a depth
  std::vector<Layer*> seen_layers;
  std::set<LayerNode*> inside(walk.order.begin(), walk.order.end());
  auto set_node = [&](LayerNode* n, int depth) {
    if (!node_depth.count(n)) seen_nodes.push_back(n);
    node_depth[n] = depth;
  };
  for (size_t i = walk.order.size(); i-- > 0;) {
    LayerNode* node = walk.order[i];
    Layer* layer = node->layer.get();
    int depth = node_depth.count(node) ? node_depth[node] : 0;
    if (layer_depth.count(layer)) depth = std::max(depth, layer_depth[layer]);
    else seen_layers.push_back(layer);
    layer_depth[layer] = depth;
    set_node(node, depth);
    for (LayerNode* parent : parents(*node)) {
      if (!inside.count(parent)) continue;
      int previous = node_depth.count(parent) ? node_depth[parent] : 0;
      set_node(parent, std::max(depth + 1, previous));
    }
  }
  for (const auto& x : g.inputs) {                  // inputs that lead nowhere
    Layer* layer = x->operation.get();
    LayerNode* node = node_of(*x);
    if (!layer || layer_depth.count(layer) || !node || !node->is_input) continue;
    layer_depth[layer] = 0;
    seen_layers.push_back(layer);
    walk.met[layer] = -1;
    set_node(node, 0);
  }
  std::map<int, std::vector<LayerNode*>, std::greater<int>> by_depth;
  for (LayerNode* n : seen_nodes) by_depth[node_depth[n]].push_back(n);
  for (auto& [depth, list] : by_depth) g.nodes.push_back(list);
  std::map<int, std::vector<Layer*>, std::greater<int>> layers_by_depth;
  for (Layer* l : seen_layers) layers_by_depth[layer_depth[l]].push_back(l);
  for (auto& [depth, list] : layers_by_depth) {
    std::stable_sort(list.begin(), list.end(), [&](Layer* a, Layer* b) { return walk.met[a] < walk.met[b]; });
    for (Layer* l : list) g.operations.emplace_back(l);
  }
  if (!check_connected(in, g) || !check_names(in, g) || (in.keras3() && !outputs_follow(in, g))) return false;
  name_outputs(g, in.keras3());
  return true;
}

py::Value run_graph(py::Interp& in, LayerGraph& g, const std::vector<py::Value>& inputs, std::optional<bool> training,
                    const std::function<py::Value(Layer&)>& stand_in) {
  std::map<const KerasTensor*, py::Value> values;
  for (size_t i = 0; i < g.inputs.size() && i < inputs.size(); ++i) values[g.inputs[i].get()] = inputs[i];
  auto fill = [&](const py::Value& structure) {
    return nest::map(in, structure, [&](const py::Value& v) -> py::Value {
      auto* k = py::cast<KerasTensor>(v);
      if (!k) return v;
      auto found = values.find(k);
      return found == values.end() ? v : found->second;
    });
  };
  for (const auto& depth : g.nodes)
    for (LayerNode* node : depth) {
      if (node->is_input) continue;
      bool computable = true, known = false;
      for (const auto& x : node->inputs) computable = computable && values.count(x.get());
      for (const auto& x : node->outputs) known = known || values.count(x.get());
      if (!computable || known) continue;
      py::Value args = fill(node->args), kwargs = fill(py::Value(node->kwargs));
      if (!args || !kwargs) return {};
      std::vector<py::Keyword> keywords;
      bool told = false;
      for (const py::Dict::Entry& e : py::cast<py::Dict>(kwargs)->entries)
        if (e.key) {
          std::string_view name = in.as_str(e.key).value_or("");
          told = told || name == "training";
          keywords.push_back({name, e.value});
        }
      bool operation = py::cast<OpLayer>(py::Value(node->layer)) != nullptr;
      if (in.keras3() && training && !operation) {
        if (!told) keywords.push_back({"training", py::Value::boolean(*training)});
        else
          for (py::Keyword& k : keywords)
            if (k.name == "training") k.value = py::Value::boolean(*training);
      }
      py::Value layer = stand_in ? stand_in(*node->layer) : py::Value(node->layer);
      py::Value out = layer ? in.call(layer, py::Args{in.items(args), keywords}) : py::Value();
      if (!out) return {};
      std::vector<py::Value> flat = nest::flatten(in, out);
      for (size_t i = 0; i < node->outputs.size() && i < flat.size(); ++i) values[node->outputs[i].get()] = flat[i];
    }
  std::vector<py::Value> outputs;
  for (size_t i = 0; i < g.outputs.size(); ++i) {
    auto found = values.find(g.outputs[i].get());
    if (found == values.end()) return not_connected(in, g, i);
    outputs.push_back(found->second);
  }
  return nest::pack(in, g.outputs_struct, outputs);
}

}  // namespace misfit::keras
