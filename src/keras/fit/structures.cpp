// Resolving losses by name and shape, and naming what has no name.
#include "keras/fit/structures.h"

#include <algorithm>

#include "keras/keras_tensor.h"
#include "keras/names.h"
#include "keras/nest.h"

namespace misfit::keras {

py::Value child(py::Interp& in, const py::Value& structure, const py::Value& key) {
  if (auto* d = py::cast<py::Dict>(structure)) return d->find(in, key);
  if (!in.is_sequence(structure) || !key.is_int()) return {};
  auto items = in.items(structure);
  int64_t i = key.integer();
  return i >= 0 && i < static_cast<int64_t>(items.size()) ? items[static_cast<size_t>(i)] : py::Value();
}

std::string object_name(py::Interp& in, const py::Value& v) {
  for (const char* attribute : {"name", "__name__"}) {
    py::Value name = in.find_attr(v, attribute);
    if (!name) {
      if (in.pending()) in.take();
      continue;
    }
    if (auto text = in.as_str(name)) {
      bool function = std::string_view(attribute) == "__name__";
      return in.keras3() && function ? snake_case(*text, true) : std::string(*text);
    }
  }
  return snake_case(in.type_of(v)->name, in.keras3());
}

namespace {

// Which crossentropy two shapes call for.
std::string_view crossentropy_for(const Shape& t, const Shape& p) {
  if (!t.known_rank() || !p.known_rank() || p.rank() == 0) return "categorical_crossentropy";
  int64_t last = p[p.rank() - 1], t_last = t.rank() ? t[t.rank() - 1] : -1;
  if (last == 1) return "binary_crossentropy";
  return t.rank() < p.rank() || (t_last == 1 && last > 1) ? "sparse_categorical_crossentropy" : "categorical_crossentropy";
}

}  // namespace

py::Ref<Loss> resolve_loss(py::Interp& in, const py::Value& identifier, const py::Value& y_true, const py::Value& y_pred) {
  py::Value wanted = identifier;
  std::optional<std::string_view> text = in.as_str(identifier);
  std::string name = text ? std::string(*text) : "";
  if (in.keras3() && text) {
    std::string lower = name;
    std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char ch) { return static_cast<char>(std::tolower(ch)); });
    if (lower == "crossentropy" || lower == "ce") {
      std::optional<Shape> t = shape_of(in, y_true), p = shape_of(in, y_pred);
      wanted = in.str_value(std::string(crossentropy_for(t ? *t : Shape::unknown_rank(), p ? *p : Shape::unknown_rank())));
    }
  }
  py::Value got = get_loss(in, wanted);
  if (!got) return {};
  if (auto* loss = py::cast<Loss>(got)) return py::Ref<Loss>(loss);
  return wrap_loss(in, got, in.keras3() && text ? name : object_name(in, got));
}

std::vector<std::string> pseudo_names(py::Interp& in, const py::Value& structure, std::string_view prefix) {
  if (!nest::is_nested(structure)) return {std::string(prefix) + "1"};
  std::vector<std::string> names;
  if (auto* d = py::cast<py::Dict>(structure)) {
    for (const py::Value& key : nest::sorted_keys(in, *d)) {
      std::string k = in.str(key).value_or("");
      py::Value v = d->find(in, key);
      if (!nest::is_nested(v)) names.push_back(k);
      else
        for (const std::string& rest : pseudo_names(in, v, "")) names.push_back(k + "_" + rest);
    }
    return names;
  }
  size_t i = 1;
  for (const py::Value& v : in.items(structure)) {
    std::string k = std::string(prefix) + std::to_string(i++);
    if (!nest::is_nested(v)) names.push_back(k);
    else
      for (const std::string& rest : pseudo_names(in, v, "")) names.push_back(k + "_" + rest);
  }
  return names;
}

}  // namespace misfit::keras
