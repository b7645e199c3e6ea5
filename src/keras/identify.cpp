// From what programs write to objects, for each namespace; see identify.h.
#include "keras/identify.h"

#include <algorithm>

#include "keras/layer.h"
#include "keras/library.h"
#include "keras/loss.h"
#include "keras/metric.h"
#include "keras/names.h"
#include "keras/optimizer.h"
#include "keras/parts/parts.h"

namespace misfit::keras {

namespace {

constexpr std::string_view kScopeAdvice =
    ". Please ensure you are using a `keras.utils.custom_object_scope` and that this object is included in the scope. See "
    "https://www.tensorflow.org/guide/keras/save_and_serialize#registering_the_custom_object for details.";

// "metric", "loss" ...: how each Keras calls a thing it cannot interpret.
py::Value cannot_interpret(py::Interp& in, std::string_view what2, std::string_view what3, const py::Value& identifier) {
  const auto shown = in.str(identifier);
  if (!shown) return {};
  return in.raise("ValueError", "Could not interpret " + std::string(in.keras3() ? what3 : what2) + " identifier: " + *shown);
}

std::string lower(std::string_view text) {
  std::string out;
  for (char c : text) out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

// The classes of a namespace, those of its Python parts too.
std::vector<std::string> class_names(py::Interp& in, const std::string& space) {
  std::vector<std::string> names = names_in_parts(in, space);
  const auto& spaces = in.state<Library>().spaces;
  if (const auto it = spaces.find(space); it != spaces.end())
    for (const auto& [known, value] : it->second)
      if (py::cast<py::Type>(value)) names.push_back(known);
  return names;
}

// Keras 3 makes an object of a class it finds by name; functions stay functions.
py::Value instance_or_function(py::Interp& in, const py::Value& found) {
  return py::cast<py::Type>(found) ? in.call(found, {}) : found;
}

}  // namespace

py::Value unknown_object(py::Interp& in, std::string_view what, std::string_view name) {
  if (in.keras3()) return in.raise("ValueError", "Could not interpret " + std::string(what) + " identifier: " + std::string(name));
  return in.raise("ValueError", "Unknown " + std::string(what) + ": '" + std::string(name) + "'" + std::string(kScopeAdvice));
}

py::Value from_config(py::Interp& in, std::string_view space, std::string_view what, const py::Value& config) {
  py::Dict* dict = py::cast<py::Dict>(config);
  const py::Value class_name = dict->get("class_name");
  const auto name = class_name ? in.as_str(class_name) : std::nullopt;
  const py::Value type = name ? in.state<Library>().find(space, *name) : py::Value();
  if (!type) {
    if (in.keras3() || !name) return cannot_interpret(in, what, what, config);
    return unknown_object(in, what, *name);
  }
  std::vector<py::Keyword> keywords;
  if (py::Dict* arguments = py::cast<py::Dict>(dict->get("config")))
    for (const auto& e : arguments->entries)
      if (e.key) keywords.push_back({*in.as_str(e.key), e.value});
  return in.call(type, py::Args{{}, keywords});
}

py::Value get_regularizer(py::Interp& in, const py::Value& identifier) {
  if (!identifier || identifier.is_none()) return py::Value::none();
  if (const auto name = in.as_str(identifier)) {
    // Keras 3 knows the snake case of the classes' names, which is not the functions'.
    const std::string_view known = in.keras3() && *name == "l1l2" ? "L1L2" : *name;
    if (const py::Value type = in.state<Library>().find("regularizers", known); type && !(in.keras3() && *name == "l1_l2")) return in.call(type, {});
    // Keras 2 answers an unknown name as it is, and fails when the weight is made.
    return in.keras3() ? unknown_object(in, "regularizer", *name) : identifier;
  }
  if (py::cast<py::Dict>(identifier)) return from_config(in, "regularizers", "regularizer", identifier);
  if (py::cast<py::Type>(identifier)) return in.call(identifier, {});
  if (in.callable(identifier)) return identifier;
  return cannot_interpret(in, "regularizer", "regularizer", identifier);
}

py::Value get_constraint(py::Interp& in, const py::Value& identifier) {
  if (!identifier || identifier.is_none()) return py::Value::none();
  if (const auto name = in.as_str(identifier)) {
    if (const py::Value type = in.state<Library>().find("constraints", *name)) return in.call(type, {});
    return unknown_object(in, "constraint", *name);
  }
  if (py::cast<py::Dict>(identifier)) return from_config(in, "constraints", "constraint", identifier);
  if (py::cast<py::Type>(identifier)) return in.call(identifier, {});
  if (in.callable(identifier)) return identifier;
  return cannot_interpret(in, "constraint function", "constraint", identifier);
}

py::Value get_loss(py::Interp& in, const py::Value& identifier) {
  if (!identifier || identifier.is_none()) return py::Value::none();
  if (const auto name = in.as_str(identifier)) {
    if (const py::Value found = in.state<Library>().find("losses", *name)) return in.keras3() ? instance_or_function(in, found) : found;
    return unknown_object(in, in.keras3() ? "loss" : "loss function", *name);
  }
  if (py::cast<py::Dict>(identifier)) return from_config(in, "losses", "loss", identifier);
  if (in.callable(identifier)) return in.keras3() ? instance_or_function(in, identifier) : identifier;
  return cannot_interpret(in, "loss function", "loss", identifier);
}

py::Value get_metric(py::Interp& in, const py::Value& identifier) {
  if (!identifier || (identifier.is_none() && in.keras3())) return py::Value::none();
  if (const auto name = in.as_str(identifier)) {
    if (const py::Value found = in.state<Library>().find("metrics", *name)) return instance_or_function(in, found);
    if (in.keras3())                              // "mean_io_u": the class's name in snake case
      for (const std::string& known : class_names(in, "metrics"))
        if (snake_case(known, true) == *name) return instance_or_function(in, find_in_parts(in, "metrics", known));
    return in.keras3() ? unknown_object(in, "metric", *name) : identifier;
  }
  if (py::cast<py::Dict>(identifier)) return from_config(in, "metrics", in.keras3() ? "metric" : "metric function", identifier);
  if (in.callable(identifier) || py::cast<Metric>(identifier)) return in.keras3() ? instance_or_function(in, identifier) : identifier;
  return cannot_interpret(in, "metric", "metric", identifier);
}

py::Value get_optimizer(py::Interp& in, const py::Value& identifier) {
  if (identifier && py::cast<Optimizer>(identifier)) return identifier;
  if (identifier && identifier.is_none() && in.keras3()) return identifier;
  if (const auto name = in.as_str(identifier)) {
    // Keras 2 knows by name only what it had of old.
    static constexpr std::string_view kNewer[] = {"AdamW", "Lion", "Adafactor"};
    for (const OptimizerDef* def : optimizer_defs())
      if (lower(def->class_name) == lower(*name) && (in.keras3() ? !def->keras3.empty() : !def->keras2.empty() && std::find(std::begin(kNewer), std::end(kNewer), def->class_name) == std::end(kNewer)))
        return in.call(in.state<Library>().find("optimizers", def->class_name), {});
    return unknown_object(in, "optimizer", *name);
  }
  if (py::cast<py::Dict>(identifier)) return from_config(in, "optimizers", "optimizer", identifier);
  return cannot_interpret(in, "optimizer", "optimizer", identifier);
}

void Library::put(std::string_view space, std::string_view name, py::Value value) {
  auto& list = spaces[std::string(space)];
  for (auto& [known, old] : list)
    if (known == name) {
      old = std::move(value);
      return;
    }
  list.emplace_back(std::string(name), std::move(value));
}

py::Value Library::find(std::string_view space, std::string_view name) const {
  const auto it = spaces.find(space);
  if (it != spaces.end())
    for (const auto& [known, value] : it->second)
      if (known == name) return value;
  return {};
}

}  // namespace misfit::keras
