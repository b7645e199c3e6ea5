// Import: sys.modules, and builders for what has not been imported yet.
#include "python/machine.h"

namespace misfit::py {

Ref<Module> Interp::module(std::string name) {
  Machine& m = machine();
  if (Module* known = cast<Module>(m.modules->get(name))) return Ref<Module>(known);
  Ref<Module> made(new Module(m.t.module, name));
  made->dict = dict();
  made->dict->set(*this, "__name__", str_value(name));
  m.modules->set(*this, name, made);
  return made;
}

void Interp::register_module(std::string name, ModuleBuilder builder) { machine().builders[std::move(name)] = std::move(builder); }

void Interp::set(Module& m, std::string_view name, Value v) { m.dict->set(*this, name, std::move(v)); }

static Value not_found(Interp& in, const std::string& name, const std::string& extra = {}) {
  in.raise("ModuleNotFoundError", "No module named '" + name + "'" + extra);
  Ref<Exception> e = in.take();
  if (!e) return {};
  e->dict->set(in, "name", in.str_value(name));
  return in.raise_object(e);
}

Value Interp::import(std::string_view dotted) {
  Machine& m = machine();
  Value current;
  std::string parent;
  for (size_t end = 0; end != std::string_view::npos;) {
    end = dotted.find('.', end ? end + 1 : 0);
    std::string name(dotted.substr(0, end));
    std::string leaf = name.substr(parent.empty() ? 0 : parent.size() + 1);
    Value found = m.modules->get(name);
    if (!found) {
      auto it = m.builders.find(name);
      if (it == m.builders.end()) {
        if (parent.empty()) return not_found(*this, name);
        auto child = m.builders.lower_bound(parent + ".");
        bool package = child != m.builders.end() && child->first.rfind(parent + ".", 0) == 0;
        // A submodule may stand as an attribute of its package only.
        if (Module* p = cast<Module>(current); p && p->dict->get("__path__")) package = true;
        if (Module* p = cast<Module>(current))
          if (Value attribute = p->dict->get(leaf); cast<Module>(attribute)) found = attribute;
        if (!found) return not_found(*this, name, package ? "" : "; '" + parent + "' is not a package");
      } else {
        ModuleBuilder builder = it->second;
        Ref<Module> made = module(name);
        found = made;
        if (!builder(*this, *made)) {
          m.modules->erase(name);
          return {};
        }
        if (Value replaced = m.modules->get(name)) found = replaced;
        if (Module* p = cast<Module>(current); p && !p->dict->get(leaf)) p->dict->set(*this, leaf, found);
      }
    }
    current = found;
    parent = std::move(name);
  }
  return current;
}

}  // namespace misfit::py
