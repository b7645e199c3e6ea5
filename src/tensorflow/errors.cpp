// tf.errors: the classes, and faults as exceptions.
#include "tensorflow/types.h"

namespace misfit::tf {
namespace {

struct Code { std::string_view name; int code; };
constexpr Code kErrors[] = {
    {"CancelledError", 1},      {"UnknownError", 2},           {"InvalidArgumentError", 3}, {"DeadlineExceededError", 4},
    {"NotFoundError", 5},       {"AlreadyExistsError", 6},     {"PermissionDeniedError", 7}, {"ResourceExhaustedError", 8},
    {"FailedPreconditionError", 9}, {"AbortedError", 10},      {"OutOfRangeError", 11},     {"UnimplementedError", 12},
    {"InternalError", 13},      {"UnavailableError", 14},      {"DataLossError", 15},       {"UnauthenticatedError", 16},
};

// OpError(node_def, op, message, *args): str() is the message.
bool init_error(py::Interp& in, const py::Value& self, const py::Args& args) {
  py::Exception* e = py::cast<py::Exception>(self);
  std::vector<py::Value> all(args.positional.begin(), args.positional.end());
  if (all.size() < 3) {
    in.raise("TypeError", std::string(e->type->name) + ".__init__() missing " + (all.size() == 2 ? "1 required positional argument: 'message'" : "required positional arguments"));
    return false;
  }
  e->args = in.tuple({all[2]});
  e->dict->set(in, "message", all[2]);
  e->dict->set(in, "node_def", all[0]);
  e->dict->set(in, "op", all[1]);
  return true;
}

}  // namespace

void define_errors(py::Interp& in, Types& t) {
  py::Type* base = in.new_exception("tensorflow.python.framework.errors_impl", "OpError", {in.type_named("Exception")});
  base->slots.init = init_error;
  in.property(base, "message", [](py::Interp& i, py::Bound& a) { return i.str_value(i.message_of(*py::cast<py::Exception>(a[0]))); });
  in.property(base, "node_def", [](py::Interp&, py::Bound&) { return py::Value::none(); });
  in.property(base, "op", [](py::Interp&, py::Bound&) { return py::Value::none(); });
  t.errors["OpError"] = base;
  for (const Code& c : kErrors) {
    py::Type* type = in.new_exception("tensorflow.python.framework.errors_impl", std::string(c.name), {base});
    type->slots.init = init_error;
    const int code = c.code;
    in.property(type, "error_code", [code](py::Interp&, py::Bound&) { return py::Value::integer(code); });
    t.errors[std::string(c.name)] = type;
  }
  t.errors["OperatorNotAllowedInGraphError"] =
      in.new_exception("tensorflow.python.framework.errors_impl", "OperatorNotAllowedInGraphError", {in.type_named("TypeError")});
  t.errors["StagingError"] = in.new_exception("tensorflow.python.autograph.impl.api", "StagingError", {in.type_named("Exception")});
  t.errors["InaccessibleTensorError"] = in.new_exception("tensorflow.python.framework.errors_impl", "InaccessibleTensorError", {in.type_named("ValueError")});
}

py::Type* error_type(py::Interp& in, std::string_view name) {
  Types& t = types(in);
  auto found = t.errors.find(name);
  return found != t.errors.end() ? found->second : in.type_named(name);
}

py::Value raise_error(py::Interp& in, std::string_view name, std::string message, std::shared_ptr<const Fault> fault) {
  return in.raise(error_type(in, name), std::move(message), std::move(fault));
}

py::Value raise_fault(py::Interp& in, const Fault& fault, Dialect dialect, std::string_view prefix, std::string_view suffix) {
  const std::string_view type = dialect != Dialect::kEager && !fault.spec->graph_type.empty() ? fault.spec->graph_type : fault.spec->type;
  std::string text(prefix);
  text += say(fault, dialect);
  text += suffix;
  return raise_error(in, type, std::move(text), std::make_shared<Fault>(fault));
}

}  // namespace misfit::tf
