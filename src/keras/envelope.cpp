// "Exception encountered when calling ...": put once around the innermost failing call, with the arguments it received.
#include "keras/layer.h"

namespace misfit::keras {

py::Value wrap_call_error(py::Interp& in, std::string_view display_name, const ShownArguments& arguments) {
  if (!in.pending() || in.stopped()) return {};
  py::Ref<py::Exception> e = in.take();
  py::Value injected = e->dict ? e->dict->get("_keras_call_info_injected") : py::Value();
  if (injected) return in.raise_object(e);
  py::Type* exception = in.type_named("Exception");
  if (!e->type->is_subclass(exception)) return in.raise_object(e);
  // An error of TensorFlow carries its message; of others it is the first argument, whatever that is.
  std::string message;
  if (e->dict && e->dict->get("message")) {
    message = in.str(e->dict->get("message")).value_or("");
  } else if (auto args = in.items(e->args); !args.empty()) {
    message = in.str(args[0]).value_or("");
  }
  std::string name(display_name);
  std::string text = "Exception encountered when calling " + name + ".\n\n";
  text += in.keras3() ? "\x1b[1m" + message + "\x1b[0m" : message;
  text += in.keras3() ? "\n\nArguments received by " : "\n\nCall arguments received by ";
  text += name + ":\n";
  for (size_t i = 0; i < arguments.size(); ++i) text += (i ? "\n  • " : "  • ") + arguments[i].first + "=" + arguments[i].second;
  auto traceback = e->traceback;
  in.raise(e->type, text, e->fault);
  py::Ref<py::Exception> wrapped = in.take();
  wrapped->traceback = std::move(traceback);
  if (!wrapped->dict) wrapped->dict = in.dict();
  wrapped->dict->set(in, "_keras_call_info_injected", py::Value::boolean(true));
  return in.raise_object(wrapped);
}

}  // namespace misfit::keras
