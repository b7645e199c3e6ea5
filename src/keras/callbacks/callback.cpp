// Telling callbacks, and the built-in ones: they are Python, as what they do is call methods of the model.
#include "keras/callback.h"

#include "keras/callbacks/texts.h"
#include "keras/library.h"
#include "python/machine.h"

namespace misfit::keras {

bool tell(py::Interp& in, const std::vector<py::Value>& list, std::string_view event, std::optional<int64_t> index, const py::Value& logs) {
  for (const py::Value& callback : list) {
    const py::Value method = in.get_attr(callback, event);
    if (!method) return false;
    const py::Value done = index ? in.call(method, {py::Value::integer(*index), logs}) : in.call(method, {logs});
    if (!done) return false;
  }
  return true;
}

bool attach(py::Interp& in, const std::vector<py::Value>& list, const py::Value& params, const py::Value& model) {
  for (auto [name, value] : {std::pair<std::string_view, const py::Value&>{"set_params", params}, {"set_model", model}})
    for (const py::Value& callback : list) {
      const py::Value method = in.get_attr(callback, name);
      if (!method || !in.call(method, {value})) return false;
    }
  return true;
}

namespace {

// Runs a text in a module of its own and puts the public classes it makes into a namespace of the library.
bool run_into(py::Interp& in, const char* module_name, const char* text, std::string_view space) {
  py::Ref<py::Module> module = in.module(module_name);
  in.set(*module, "KERAS3", py::Value::boolean(in.keras3()));
  in.set(*module, "_log", in.builtin("_log", "text", [](py::Interp& i, py::Bound& a) -> py::Value {
    i.log("WARNING:tensorflow:" + std::string(i.as_str(a[0]).value_or("")));
    return py::Value::none();
  }));
  in.set(*module, "_warn", in.builtin("_warn", "text", [](py::Interp& i, py::Bound& a) -> py::Value {
    i.warn("UserWarning", std::string(i.as_str(a[0]).value_or("")));
    return i.pending() ? py::Value() : py::Value::none();
  }));
  const py::Ref<py::Code> code = py::compile(in, text, std::make_shared<const std::string>(std::string(module_name) + ".py"), false);
  if (!code || !in.machine().run_code(code, module->dict, module->dict)) return false;
  for (const auto& e : module->dict->entries)
    if (e.key && py::cast<py::Type>(e.value))
      if (const auto name = in.as_str(e.key); name && (*name)[0] != '_') in.state<Library>().put(space, *name, e.value);
  return true;
}

}  // namespace

bool register_callbacks(py::Interp& in) {
  return run_into(in, in.keras3() ? "keras.src.callbacks" : "keras.src.callbacks", kCallbacksText, "callbacks") &&
         run_into(in, "keras.src.optimizers.schedules.learning_rate_schedule", kSchedulesText, "optimizers.schedules");
}

}  // namespace misfit::keras
