// A part runs in a module of its own when a program first asks for one of its names.
#include "keras/parts/parts.h"

#include <algorithm>
#include <functional>
#include <map>

#include "generated/embedded.h"
#include "keras/class_modules.h"
#include "keras/keras_tensor.h"
#include "keras/library.h"
#include "keras/parts/natives.h"
#include "python/machine.h"

namespace misfit::keras {
namespace {

struct Entry { std::string space, name; };

std::vector<Entry> entries_of(const Part& part, bool keras3) {
  std::vector<Entry> out;
  const std::string_view all = part.names;
  for (size_t begin = 0; begin < all.size();) {
    const size_t end = std::min(all.find(' ', begin), all.size());
    std::string word(all.substr(begin, end - begin));
    begin = end + 1;
    const size_t slash = word.find('/');
    if (slash != std::string::npos) {
      if ((word[slash + 1] == '3') != keras3) continue;
      word.resize(slash);
    }
    const size_t dot = word.rfind('.');
    out.push_back({dot == std::string::npos ? "" : word.substr(0, dot), word.substr(dot == std::string::npos ? 0 : dot + 1)});
  }
  return out;
}

void give(py::Interp& in, py::Module& m, const char* name, const char* signature, py::NativeFunction f) {
  in.set(m, name, in.builtin(name, signature, std::move(f)));
}

// What every text finds beside Python's own names.
void furnish(py::Interp& in, py::Module& m) {
  State& state = in.state<State>();
  in.set(m, "KERAS3", py::Value::boolean(in.keras3()));
  in.set(m, "Layer", py::Value(state.layer));
  in.set(m, "Callback", in.state<Library>().find("callbacks", "Callback"));
  in.set(m, "Metric", in.state<Library>().find("metrics", "Metric"));
  in.set(m, "Loss", in.state<Library>().find("losses", "Loss"));
  give(in, m, "_log", "text", [](py::Interp& i, py::Bound& a) -> py::Value {
    i.log("WARNING:tensorflow: " + std::string(i.as_str(a[0]).value_or("")));
    return py::Value::none();
  });
  give(in, m, "_warn", "text", [](py::Interp& i, py::Bound& a) -> py::Value {
    i.warn("UserWarning", std::string(i.as_str(a[0]).value_or("")));
    return i.pending() ? py::Value() : py::Value::none();
  });
  furnish_with_natives(in, m);
  give(in, m, "_symbolic", "*args", [](py::Interp& i, py::Bound& a) -> py::Value {
    return py::Value::boolean(any_keras_tensor(i, py::Args{i.items(a["args"])}));
  });
}

// keras.ops and its kin take symbolic tensors too: the call becomes an operation of the model.
py::Value operation(py::Interp& in, const std::string& name, const py::Value& function) {
  std::string class_name;
  bool up = true;
  for (char c : name) {
    if (c == '_') up = true;
    else class_name += up ? static_cast<char>(std::toupper(static_cast<unsigned char>(c))) : c, up = false;
  }
  return in.builtin(name, "*args, **kwargs", [function, class_name](py::Interp& i, py::Bound& a) -> py::Value {
    std::vector<py::Keyword> keywords;
    for (const py::Dict::Entry& e : py::cast<py::Dict>(a["kwargs"])->entries)
      if (e.key) keywords.push_back({i.as_str(e.key).value_or(""), e.value});
    const py::Args args{i.items(a["args"]), keywords};
    if (!any_keras_tensor(i, args)) return i.call(function, args);
    return call_operation(i, "", class_name, [function](py::Interp& j, const py::Args& inner) { return j.call(function, inner); }, args);
  }, "keras");
}

std::string_view text_of(std::string_view name) {
  const std::string_view text = embedded_in(keras_parts(), name);
  ENSURE(text.data());
  return text;
}

bool run(py::Interp& in, const Part& part, const std::vector<Entry>& entries) {
  Library& library = in.state<Library>();
  const std::string module_name = "keras.src." + entries[0].space + "." + entries[0].name;
  py::Ref<py::Module> module = in.module(module_name);
  furnish(in, *module);
  std::string text(text_of(part.text));
  if (part.more) text += text_of(part.more);
  const py::Ref<py::Code> code = py::compile(in, text, std::make_shared<const std::string>(module_name + ".py"), false);
  if (!code || !in.machine().run_code(code, module->dict, module->dict)) return false;
  for (const Entry& e : entries) {
    const py::Value value = module->dict->get(e.name);
    ENSURE(value);
    if (auto* type = py::cast<py::Type>(value)) {
      if (type->is_subclass(in.state<State>().layer)) type->module = class_module(e.name, in.keras3());
      else if (e.space.rfind("callbacks", 0) == 0 && !in.keras3()) type->module = "keras.src.callbacks";
      else type->module = "keras.src." + e.space;
    }
    const bool symbolic = e.space.rfind("ops", 0) == 0 && !py::cast<py::Type>(value);
    library.put(e.space, e.name, symbolic ? operation(in, e.name, value) : value);
  }
  return true;
}

}  // namespace

py::Value find_in_parts(py::Interp& in, std::string_view space, std::string_view name) {
  if (const py::Value known = in.state<Library>().find(space, name)) return known;
  for (const Part& part : parts()) {
    if (std::string_view(part.names).find(name) == std::string_view::npos) continue;
    const std::vector<Entry> entries = entries_of(part, in.keras3());
    for (const Entry& e : entries)
      if (e.space == space && e.name == name) return run(in, part, entries) ? in.state<Library>().find(space, name) : py::Value();
  }
  return {};
}

const std::vector<std::string>& names_in_parts(py::Interp& in, std::string_view space) {
  using Names = std::map<std::string, std::vector<std::string>, std::less<>>;
  auto all = [](bool keras3) {
    Names names;
    for (const Part& part : parts())
      for (const Entry& e : entries_of(part, keras3)) names[e.space].push_back(e.name);
    return names;
  };
  static const Names keras2 = all(false), keras3 = all(true);      // every run asks for all of them
  static const std::vector<std::string> none;
  const Names& names = in.keras3() ? keras3 : keras2;
  const auto found = names.find(space);
  return found == names.end() ? none : found->second;
}

}  // namespace misfit::keras
