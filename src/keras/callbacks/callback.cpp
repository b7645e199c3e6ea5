// Telling callbacks, and the built-in ones: they are Python, as what they do is call methods of the model.
#include "keras/callback.h"

#include "keras/library.h"

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
  for (auto [name, value] : {std::pair<std::string_view, const py::Value&>{"set_model", model}, {"set_params", params}})
    for (const py::Value& callback : list) {
      const py::Value method = in.get_attr(callback, name);
      if (!method || !in.call(method, {value})) return false;
    }
  return true;
}

namespace {

// Where a callback keeps its model; in Keras 3 behind a property.
const char* in_model_name(py::Interp& in) { return in.keras3() ? "_model" : "model"; }

constexpr std::string_view kEvents[] = {
    "on_train_begin", "on_train_end", "on_test_begin", "on_test_end", "on_predict_begin", "on_predict_end"};
constexpr std::string_view kIndexedEvents[] = {
    "on_epoch_begin", "on_epoch_end", "on_batch_begin", "on_batch_end", "on_test_batch_begin", "on_test_batch_end", "on_predict_batch_begin", "on_predict_batch_end"};

py::Type* define_callback(py::Interp& in) {
  py::Type* type = in.new_type(in.keras3() ? "keras.src.callbacks.callback" : "keras.src.callbacks", "Callback", {}, py::Instance::kind);
  auto nothing = [](py::Interp&, py::Bound&) -> py::Value { return py::Value::none(); };
  in.method(type, "__init__", "self", [](py::Interp& i, py::Bound& a) -> py::Value {
    py::Dict& dict = *py::cast<py::Instance>(a[0])->dict;
    for (const char* name : {"validation_data", in_model_name(i)}) dict.set(i, name, py::Value::none());
    if (i.keras3()) dict.set(i, "params", py::Value::none());
    return py::Value::none();
  });
  for (std::string_view event : kEvents) in.method(type, event, "self, logs=None", nothing);
  for (std::string_view event : kIndexedEvents) in.method(type, event, event.find("epoch") != std::string_view::npos ? "self, epoch, logs=None" : "self, batch, logs=None", nothing);
  for (std::string_view end : {"begin", "end"}) {
    const std::string batch = "on_batch_" + std::string(end);
    in.method(type, "on_train_batch_" + std::string(end), "self, batch, logs=None", [batch](py::Interp& i, py::Bound& a) -> py::Value {
      const py::Value method = i.get_attr(a[0], batch);
      const py::Value positional[] = {a["batch"]};
      const py::Keyword keywords[] = {{"logs", a["logs"]}};
      return method ? i.call(method, py::Args{positional, keywords}) : py::Value();
    });
  }
  in.method(type, "set_params", "self, params", [](py::Interp& i, py::Bound& a) -> py::Value {
    return i.set_attr(a[0], "params", a["params"]) ? py::Value::none() : py::Value();
  });
  in.method(type, "set_model", "self, model", [](py::Interp& i, py::Bound& a) -> py::Value {
    return i.set_attr(a[0], in_model_name(i), a["model"]) ? py::Value::none() : py::Value();
  });
  if (in.keras3())
    in.property(type, "model", [](py::Interp&, py::Bound& a) -> py::Value {
      const py::Value model = py::cast<py::Instance>(a[0])->dict->get("_model");
      return model ? model : py::Value::none();
    });
  in.state<Library>().put("callbacks", "Callback", type);
  return type;
}

// What fit() answers: a list of numbers a name.
void define_history(py::Interp& in, py::Type* base) {
  py::Type* type = in.new_type(in.keras3() ? "keras.src.callbacks.history" : "keras.src.callbacks", "History", {base}, py::Instance::kind);
  in.method(type, "__init__", "self", [](py::Interp& i, py::Bound& a) -> py::Value {
    py::Dict& dict = *py::cast<py::Instance>(a[0])->dict;
    for (const char* name : {"validation_data", in_model_name(i), "params"}) dict.set(i, name, py::Value::none());
    dict.set(i, "history", i.dict());
    return py::Value::none();
  });
  in.method(type, "on_train_begin", "self, logs=None", [](py::Interp& i, py::Bound& a) -> py::Value {
    py::cast<py::Instance>(a[0])->dict->set(i, "epoch", i.list({}));
    return py::Value::none();
  });
  in.method(type, "on_epoch_end", "self, epoch, logs=None", [](py::Interp& i, py::Bound& a) -> py::Value {
    py::Dict& dict = *py::cast<py::Instance>(a[0])->dict;
    py::cast<py::List>(dict.get("epoch"))->items.push_back(a["epoch"]);
    py::Dict* history = py::cast<py::Dict>(dict.get("history"));
    if (py::Dict* logs = py::cast<py::Dict>(a["logs"]))
      for (const auto& e : logs->entries) {
        if (!e.key) continue;
        const std::string_view name = *i.as_str(e.key);
        if (!history->get(name)) history->set(i, name, i.list({}));
        py::cast<py::List>(history->get(name))->items.push_back(e.value);
      }
    return py::Value::none();
  });
  in.state<Library>().put("callbacks", "History", type);
}

}  // namespace

void register_callbacks(py::Interp& in) {
  define_history(in, define_callback(in));
}

}  // namespace misfit::keras
