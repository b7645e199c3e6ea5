// list[int], dict[str, int]: inert names of types, callable as their origin.
#include "python/machine.h"
#include "python/types/sequence.h"

namespace misfit::py::types {

namespace {

struct GenericAlias : Object {
  static constexpr Kind kind{"GenericAlias"};
  GenericAlias(Type* t, Value o, Value a) : Object(kind, t), origin(std::move(o)), arguments(std::move(a)) {}
  Value origin, arguments;  // arguments: a Tuple
  void clear() override { origin = arguments = {}; }
};

const GenericAlias& alias(const Value& v) { return *cast<GenericAlias>(v); }

std::optional<std::string> shown(Interp& in, const Value& v) {
  if (v.same(in.ellipsis())) return "...";
  if (const Type* t = cast<Type>(v)) return t->module == "builtins" ? t->qualname : t->module + "." + t->qualname;
  if (const List* l = cast<List>(v)) {
    std::string out;
    for (const Value& item : l->items) {
      const std::optional<std::string> text = shown(in, item);
      if (!text) return std::nullopt;
      out += (out.empty() ? "" : ", ") + *text;
    }
    return "[" + out + "]";
  }
  return in.repr(v);
}

std::optional<std::string> repr(Interp& in, const Value& self) {
  const std::optional<std::string> origin = shown(in, alias(self).origin);
  std::string arguments;
  for (const Value& v : in.items(alias(self).arguments)) {
    const std::optional<std::string> text = shown(in, v);
    if (!text) return std::nullopt;
    arguments += (arguments.empty() ? "" : ", ") + *text;
  }
  return origin ? std::optional(*origin + "[" + (arguments.empty() ? "()" : arguments) + "]") : std::nullopt;
}

}  // namespace

void define_generic_alias(Interp& in) {
  Interp::Machine& m = in.machine();
  Type* t = in.new_type("types", "GenericAlias", {m.t.object}, GenericAlias::kind);
  t->slots.repr = repr;
  t->slots.call = [](Interp& i, const Value& self, const Args& args) { return i.call(alias(self).origin, args); };
  t->slots.getattr = [](Interp& i, const Value& self, std::string_view name) -> Value {
    if (name == "__origin__") return alias(self).origin;
    if (name == "__args__") return alias(self).arguments;
    if (name == "__parameters__") return i.tuple({});
    if (name.substr(0, 2) == "__") return {};
    return i.find_attr(alias(self).origin, name);
  };
  t->slots.hash = [](Interp& i, const Value& self) { return i.hash(i.tuple({alias(self).origin, alias(self).arguments})); };
  t->slots.compare = [](Interp& i, CompareOp op, const Value& a, const Value& b) {
    if (!cast<GenericAlias>(b) || (op != CompareOp::kEq && op != CompareOp::kNe)) return i.not_implemented();
    return i.compare(op, i.tuple({alias(a).origin, alias(a).arguments}), i.tuple({alias(b).origin, alias(b).arguments}));
  };
  in.method(t, "__mro_entries__", "self, bases, /", [](Interp& i, Bound& b) { return i.tuple({alias(b[0]).origin}); });
  t->slots.binary = m.t.type->slots.binary;  // list[int] | None
  for (Type* generic : {m.t.list, m.t.tuple, m.t.dict, m.t.set, m.t.frozenset})
    in.class_method(generic, "__class_getitem__", "cls, item, /", [t](Interp& i, Bound& b) -> Value { return new GenericAlias(t, b[0], cast<Tuple>(b[1]) ? b[1] : i.tuple({b[1]})); });
}

}  // namespace misfit::py::types
