// Functions of tensorflow called with ragged or sparse tensors, which are classes of the texts: these are asked first.
#include "modules/tensorflow_text.h"

namespace misfit::modules::tf_api {
namespace {

struct Dispatch : py::RunState {
  static constexpr py::Kind kind{"tf.Dispatch"};
  explicit Dispatch(Interp&) {}
  std::vector<std::pair<py::Ref<py::Type>, Value>> handlers;
};

const Value* handler_of(const Dispatch& d, const Value& v) {
  py::Object* o = v.object();
  if (!o) return nullptr;
  for (const auto& [type, handler] : d.handlers)
    if (o->type == type.get()) return &handler;
  return nullptr;
}

}  // namespace

void dispatch_to(Interp& in, py::Type* type, const Value& handler) { in.state<Dispatch>().handlers.emplace_back(py::Ref<py::Type>(type), handler); }

Value dispatched(Interp& in, std::string_view name, Value (*call)(Interp&, Bound&), Bound& a) {
  const Dispatch& d = in.state<Dispatch>();
  if (d.handlers.empty()) return {};
  const Value* handler = nullptr;
  for (const Value& v : a.values()) {
    handler = handler_of(d, v);
    if (!handler && in.is_sequence(v))
      for (const Value& item : in.items(v))
        if (!handler) handler = handler_of(d, item);
    if (handler) break;
  }
  if (!handler) return {};
  py::Ref<py::Dict> bound = in.dict();
  for (size_t i = 0; i < a.values().size(); ++i)
    if (a.values()[i]) bound->set(in, a.signature().parameters[i].name, a.values()[i]);
  const py::Signature* signature = &a.signature();
  const Value plain = in.builtin(std::string(name), "**kwargs", [call, signature](Interp& i, Bound& b) -> Value {
    std::vector<Value> values;
    const py::Dict& given = *py::cast<py::Dict>(b[0]);
    for (const auto& p : signature->parameters) {
      const Value v = given.get(p.name);
      values.push_back(v ? v : p.default_value);
    }
    Bound again(*signature, std::move(values));
    return call(i, again);
  });
  const Value handle = *handler;
  const Value out = in.call(handle, {in.str_value(std::string(name)), plain, bound});
  return out && out.same(in.not_implemented()) ? Value() : out;
}

}  // namespace misfit::modules::tf_api
