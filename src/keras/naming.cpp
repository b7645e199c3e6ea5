// Names of layers: "dense", "dense_1", counted over the whole program; and the paths of open scopes.
#include <algorithm>

#include "keras/layer.h"
#include "keras/names.h"

namespace misfit::keras {

std::string State::unique_name(std::string_view name) {
  std::string snake = snake_case(name, in_.keras3());
  if (in_.keras3()) {
    int seen = counts_[snake]++;
    return seen == 0 ? snake : snake + "_" + std::to_string(seen);
  }
  if (!snake.empty() && snake[0] == '_') snake = "private" + snake;
  return unique_object_name(snake);
}

std::string State::unique_object_name(const std::string& name, bool avoid_observed) {
  std::string proposed;
  do {
    int seen = counts_[name]++;
    proposed = seen == 0 ? name : name + "_" + std::to_string(seen);
  } while (avoid_observed && std::find(observed_.begin(), observed_.end(), proposed) != observed_.end());
  return proposed;
}

int State::next_uid(const std::string& prefix) { return ++counts_[prefix]; }

void State::reset_names() {
  counts_.clear();
  observed_.clear();
}

std::string State::current_path() const {
  std::string path;
  for (const Scope& scope : scopes) {
    if (scope.parent) path = *scope.parent;
    path += (path.empty() ? "" : "/") + scope.name;
  }
  return path;
}

const LayerDef* State::def_of(const py::Type* type) const {
  for (const py::Type* t : type->mro)
    for (const auto& [known, def] : types)
      if (known == t) return def;
  return nullptr;
}

LayerScope::LayerScope(py::Interp& in, Layer& layer) : in_(in) {
  State& state = in.state<State>();
  tf::Context& context = in.state<tf::Context>();
  if (in.keras3()) {
    if (!layer.parent_path) layer.parent_path = state.current_path();
    if (!state.scopes.empty() && state.scopes.back().caller == &layer && state.scopes.back().name == layer.name) return;
    state.scopes.push_back({layer.name, &layer, layer.parent_path});
    tf_ = std::make_unique<tf::NameScope>(context, layer.name);
  } else if (context.eager()) {
    std::string outer = state.scopes.empty() ? "" : state.scopes.back().name;
    state.scopes.push_back({outer + layer.name + "/", &layer, std::nullopt});
  } else {
    std::string full = context.graph()->scope() + layer.name + "/";
    state.scopes.push_back({full, &layer, std::nullopt, true});
    tf_ = std::make_unique<tf::NameScope>(context, full);
  }
  pushed_ = true;
}

LayerScope::~LayerScope() {
  if (!pushed_) return;
  tf_.reset();
  in_.state<State>().scopes.pop_back();
}

}  // namespace misfit::keras
