// The functions of keras.activations, and how layers find theirs.
#include "keras/activations/activations.h"

#include <cctype>
#include "keras/keras_tensor.h"
#include "keras/library.h"
#include "keras/names.h"

namespace misfit::keras {

namespace {

// Wraps a result and lets it remember what it was computed from.
py::Value result(py::Interp& in, const ActivationDef& def, const Operand& y, const py::Value& x) {
  if (!y) return {};
  py::Value out = tf::tensor_value(in, y);
  if (def.keeps_logits && tf::as_tensor_object(x)) tf::as_tensor_object(out)->keras_logits = x;
  return out;
}

// What a symbolic call of it is named: K2 "tf.nn.relu", K3 "Relu".
std::string symbol_of(const ActivationDef& def) {
  return def.name == "tanh" || def.name == "sigmoid" ? "math." + std::string(def.name) : "nn." + std::string(def.name);
}
std::string class3_of(const ActivationDef& def) {
  std::string text;
  bool capital = true;
  for (char c : def.name) {
    if (c != '_') text += capital ? static_cast<char>(std::toupper(static_cast<unsigned char>(c))) : c;
    capital = c == '_';
  }
  return text;
}

const ActivationDef* def_of(py::Interp& in, const py::Value& function) {
  auto* builtin = py::cast<py::Builtin>(function);
  if (!builtin) return nullptr;
  for (const ActivationDef& def : activation_defs())
    if (builtin->name == def.name && in.state<Library>().find("activations", def.name).same(function)) return &def;
  return nullptr;
}

}  // namespace

void register_activations(py::Interp& in) {
  Library& library = in.state<Library>();
  for (const ActivationDef& def : activation_defs()) {
    if (in.keras3() ? !def.in3 : !def.in2) continue;
    const std::string_view params = in.keras3() ? def.params3 : def.params2;
    const std::vector<std::string> names = parameter_names(params);
    const std::string signature = "x" + (params.empty() ? std::string() : ", " + std::string(params));
    library.put("activations", def.name,
                in.builtin(std::string(def.name), signature,
                           [&def, names](py::Interp& i, py::Bound& a) -> py::Value {
                             py::Ref<py::Dict> own = i.dict();
                             for (const std::string& name : names) own->set(i, name, a[name]);
                             auto compute = [&def, own](py::Interp& j, const py::Args& args) -> py::Value {
                               const std::optional<Operand> x = tf::convert(j, args.positional[0]);
                               if (!x) return {};
                               Math m(j);
                               return result(j, def, def.compute(m, *x, Params(own)), args.positional[0]);
                             };
                             const py::Value x[] = {a["x"]};
                             if (any_keras_tensor(i, py::Args{x})) return call_operation(i, symbol_of(def), class3_of(def), compute, py::Args{x});
                             return compute(i, py::Args{x});
                           },
                           in.keras3() ? "keras.src.activations.activations" : "keras.src.activations"));
  }
  if (in.keras3()) {
    library.put("activations", "swish", library.find("activations", "silu"));
    library.put("activations", "hard_swish", library.find("activations", "hard_silu"));
  }
}

py::Value get_activation(py::Interp& in, const py::Value& identifier) {
  const Library& library = in.state<Library>();
  if (!identifier || identifier.is_none()) return library.find("activations", "linear");
  if (const auto name = in.as_str(identifier)) {
    if (const py::Value found = library.find("activations", *name)) return found;
    if (in.keras3()) return in.raise("ValueError", "Could not interpret activation function identifier: " + std::string(*name));
    // Keras 2 also looks among the layers: activation='LeakyReLU' is the class, called.
    if (const py::Value type = library.find("layers", *name)) return in.call(type, {});
    return in.raise("ValueError", "Unknown activation function '" + std::string(*name) + "' cannot be deserialized.");
  }
  if (in.callable(identifier)) return identifier;
  const auto shown = in.str(identifier);
  if (!shown) return {};
  return in.raise(in.keras3() ? "ValueError" : "TypeError", "Could not interpret activation function identifier: " + *shown);
}

std::optional<Operand> apply_activation(py::Interp& in, const py::Value& activation, const Operand& x) {
  if (!x) return std::nullopt;
  if (!activation || activation.is_none()) return x;
  if (const ActivationDef* def = def_of(in, activation)) {
    Math m(in);
    py::Ref<py::Dict> defaults = in.dict();
    for (const auto& p : py::cast<py::Builtin>(activation)->signature->parameters)
      if (!p.required) defaults->set(in, p.name, p.default_value);
    const Operand y = def->compute(m, x, Params(defaults));
    if (!y) return std::nullopt;
    return y;
  }
  const py::Value out = in.call(activation, {tf::tensor_value(in, x)});
  if (!out) return std::nullopt;
  return tf::convert(in, out);
}

}  // namespace misfit::keras
