#include "modules/tensorflow_text.h"

#include <map>

#include "modules/tensorflow_texts.h"
#include "python/code.h"

namespace misfit::modules::tf_api {
namespace {

// Where each name that has not been asked for yet is defined: {module, name in it}, by its place below tensorflow.
struct Texts : py::RunState {
  static constexpr py::Kind kind{"tf.Texts"};
  explicit Texts(Interp&) {}
  std::map<std::string, std::pair<std::string, std::string>, std::less<>> where;
};

// The __getattr__ of a submodule: `prefix` is "linalg.", or "" for tensorflow itself.
Value missing(Interp& in, const std::string& prefix, const std::string& module, const std::string& name) {
  if (Value v = text_value(in, prefix + name)) return v;
  if (in.pending()) return {};
  return in.raise("AttributeError", "module '" + module + "' has no attribute '" + name + "'");
}

}  // namespace

Value text_value(Interp& in, std::string_view dotted) {
  auto& where = in.state<Texts>().where;
  const auto at = where.find(dotted);
  if (at == where.end()) return {};
  const Value module = in.import(at->second.first);
  const Value v = module ? in.get_attr(module, at->second.second) : Value();
  if (py::Function* f = py::cast<py::Function>(v)) f->qualname = argument_name(dotted);
  if (v) set(in, dotted, v);
  return v;
}

static void bind_text(Interp& in, const Text& t) {
  auto& where = in.state<Texts>().where;
  for (std::string_view names = t.names; !names.empty();) {
    const size_t end = std::min(names.find_first_of(" \n"), names.size());
    const std::string_view row = names.substr(0, end);
    names.remove_prefix(std::min(end + 1, names.size()));
    if (row.empty()) continue;
    const size_t equals = row.find('=');
    const std::string dotted(row.substr(0, equals));
    const size_t dot = dotted.rfind('.');
    const std::string leaf = dot == std::string::npos ? dotted : dotted.substr(dot + 1);
    where[dotted] = {t.module, equals == std::string_view::npos ? leaf : std::string(row.substr(equals + 1))};
    if (dot == std::string::npos) continue;
    const std::string parent = dotted.substr(0, dot);
    py::Module* m = py::cast<py::Module>(submodule(in, parent));
    if (m->dict->get("__getattr__")) continue;
    m->dict->set(in, "__getattr__", in.builtin("__getattr__", "name", [prefix = parent + ".", module = m->name](Interp& i, Bound& a) {
      return missing(i, prefix, module, std::string(i.as_str(a[0]).value_or("")));
    }));
  }
}

void bind_texts(Interp& in) {
  bind_ops(in);
  bind_dataset_methods(in);
  for (const Text& t : texts()) bind_text(in, t);
}

}  // namespace misfit::modules::tf_api
