// Wraps the functions of the tensorflow modules once a run; their TensorFlow names become names of layers.
#include "keras/dispatch.h"

#include <map>
#include <set>

#include "keras/keras_tensor.h"
#include "keras/nest.h"

namespace misfit::keras {
namespace {

struct Dispatched : py::RunState {
  static constexpr py::Kind kind{"keras.Dispatched"};
  explicit Dispatched(py::Interp&) {}
  bool done = false;
  std::map<std::string, py::LateSignature, std::less<>> signatures;   // by TensorFlow's name
};

using Names = std::map<py::Builtin*, std::vector<std::string>>;

void collect(const py::Module& m, const std::string& prefix, std::set<const py::Module*>& seen, Names& names) {
  if (!seen.insert(&m).second) return;
  for (const py::Dict::Entry& e : m.dict->entries) {
    auto* key = e.key ? py::cast<py::Str>(e.key) : nullptr;
    if (!key) continue;
    std::string name = prefix + key->text;
    if (auto* f = py::cast<py::Builtin>(e.value)) names[f].push_back(name);
    auto* sub = py::cast<py::Module>(e.value);
    if (sub && sub->name.rfind("tensorflow", 0) == 0 && key->text != "compat") collect(*sub, name + ".", seen, names);
  }
}

// TensorFlow's own first name: tf.reduce_sum is "math.reduce_sum", tf.reshape is "reshape".
std::string canonical(const std::vector<std::string>& names) {
  for (const char* space : {"math.", "linalg.", "nn.", "image.", "strings.", "signal."})
    for (const std::string& n : names)
      if (n.rfind(space, 0) == 0) return n;
  return names[0];
}

bool any_symbol(py::Interp& in, py::Bound& a) {
  for (const py::Value& v : a.values()) {
    if (!v) continue;
    if (py::cast<KerasTensor>(v)) return true;
    if (!nest::is_nested(v)) continue;
    for (const py::Value& leaf : nest::flatten(in, v))
      if (py::cast<KerasTensor>(leaf)) return true;
  }
  return false;
}

}  // namespace

const py::Signature* dispatched_signature(py::Interp& in, std::string_view layer_name) {
  if (layer_name.substr(0, 3) != "tf.") return nullptr;
  const auto& signatures = in.state<Dispatched>().signatures;
  std::string_view symbol = layer_name.substr(3);
  auto it = signatures.find(symbol);
  if (it == signatures.end()) it = signatures.find(symbol.substr(0, symbol.find_last_not_of("0123456789")));
  return it == signatures.end() ? nullptr : &*it->second;
}

void dispatch_tensorflow(py::Interp& in) {
  Dispatched& state = in.state<Dispatched>();
  if (state.done || in.keras3()) return;
  state.done = true;
  auto* module = py::cast<py::Module>(in.import("tensorflow"));
  if (!module) {
    in.take();
    return;
  }
  std::set<const py::Module*> seen;
  Names names;
  collect(*module, "", seen, names);
  for (auto& [f, all] : names) {
    if (f->name == "__getattr__" || f->name == "constant" || f->name == "convert_to_tensor") continue;
    std::string name = canonical(all);
    auto signature = f->signature;
    py::NativeFunction original = f->function;
    state.signatures.emplace(name, signature);
    f->function = [original, signature, name](py::Interp& i, py::Bound& a) -> py::Value {
      if (!any_symbol(i, a)) return original(i, a);
      // What was given, the first argument by position and the others by name.
      std::vector<py::Value> positional;
      std::vector<py::Keyword> keywords;
      for (size_t k = 0; k < signature->parameters.size(); ++k) {
        const auto& p = signature->parameters[k];
        if (!a[k] || (k > 0 && !a.given(p.name))) continue;
        if (k == 0) positional.push_back(a[k]);
        else if (static_cast<int>(k) != signature->star && static_cast<int>(k) != signature->double_star) keywords.push_back({p.name, a[k]});
      }
      auto run = [original, signature](py::Interp& j, const py::Args& args) -> py::Value {
        std::optional<py::Bound> bound = signature->bind(j, args);
        return bound ? original(j, *bound) : py::Value();
      };
      return call_operation(i, name, "", run, py::Args{positional, keywords});
    };
  }
}

}  // namespace misfit::keras
