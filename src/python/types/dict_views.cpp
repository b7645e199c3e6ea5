// keys(), values() and items() of a dict.
#include "python/machine.h"
#include "python/types/sequence.h"
#include "python/types/text.h"

namespace misfit::py::types {

namespace {

struct DictView : Object {
  static constexpr Kind kind{"dict view"};
  DictView(Type* t, Value d, char w) : Object(kind, t), dict(std::move(d)), which(w) {}
  Value dict;
  char which;
  void clear() override { dict = {}; }
};

struct ViewTypes : RunState {
  static constexpr Kind kind{"dict views"};
  explicit ViewTypes(Interp&) {}
  Type *keys = nullptr, *values = nullptr, *items = nullptr;
};

const DictView& view_of(const Value& v) { return *cast<DictView>(v); }
Dict& dict_of(const Value& view) { return *cast<Dict>(view_of(view).dict); }

Value element(Interp& in, const Dict::Entry& e, char which) { return which == 'k' ? e.key : which == 'v' ? e.value : in.tuple({e.key, e.value}); }

Value iterate(Interp& in, const Value& self, bool backwards) {
  struct Place { size_t at, size; bool done; };
  auto place = std::make_shared<Place>(Place{backwards ? dict_of(self).entries.size() : 0, dict_of(self).size(), false});
  const char which = view_of(self).which;
  const std::string name = std::string("dict_") + (backwards ? "reverse" : "") + (which == 'k' ? "key" : which == 'v' ? "value" : "item") + "iterator";
  return in.iterator([self, place, which, backwards](Interp& i) -> Value {
    if (place->done) return {};
    Dict& d = dict_of(self);
    if (d.size() != place->size) {
      place->done = true;
      return i.raise("RuntimeError", "dictionary changed size during iteration");
    }
    while (backwards ? place->at > 0 : place->at < d.entries.size()) {
      const Dict::Entry& e = d.entries[backwards ? --place->at : place->at++];
      if (e.key) return element(i, e, which);
    }
    place->done = true;
    return {};
  }, name);
}

std::optional<std::vector<Value>> elements(Interp& in, const Value& self) { return in.list_of(self); }

std::optional<std::string> repr(Interp& in, const Value& self) {
  const ReprGuard guard(in, self.object());
  if (guard.active) return "...";
  const std::optional<std::vector<Value>> all = elements(in, self);
  if (!all) return std::nullopt;
  const std::optional<std::string> list = in.repr(in.list(*all));
  if (!list) return std::nullopt;
  return self.object()->type->name + "(" + *list + ")";
}

std::optional<bool> contains(Interp& in, const Value& self, const Value& item) {
  const char which = view_of(self).which;
  if (which == 'v') {
    const std::optional<std::vector<Value>> all = elements(in, self);
    if (!all) return std::nullopt;
    for (const Value& v : *all) {
      const std::optional<bool> same = in.equal(v, item);
      if (!same || *same) return same;
    }
    return false;
  }
  const Tuple* pair = cast<Tuple>(item);
  if (which == 'i' && (!pair || pair->items.size() != 2)) return false;
  const Value v = dict_of(self).find(in, which == 'i' ? pair->items[0] : item);
  if (in.pending()) return std::nullopt;
  if (!v || which == 'k') return bool(v);
  return in.equal(v, pair->items[1]);
}

Value as_set(Interp& in, const Value& iterable) {
  Set* s = new Set(in.machine().t.set);
  const Value out = s;
  return s->update(in, iterable) ? out : Value();
}

Value binary(Interp& in, BinaryOp op, const Value& self, const Value& other, bool reflected) {
  if (op != BinaryOp::kAnd && op != BinaryOp::kOr && op != BinaryOp::kSub && op != BinaryOp::kXor) return in.not_implemented();
  if (!in.type_of(other)->slots.iter) return in.not_implemented();
  const Value a = as_set(in, reflected ? other : self), b = a ? as_set(in, reflected ? self : other) : Value();
  return b ? in.binary(op, a, b) : Value();
}

Value compare(Interp& in, CompareOp op, const Value& self, const Value& other) {
  if (!cast<Set>(other) && !(cast<DictView>(other) && view_of(other).which != 'v')) return in.not_implemented();
  const Value a = as_set(in, self), b = a ? as_set(in, other) : Value();
  return b ? in.compare(op, a, b) : Value();
}

}  // namespace

Value dict_view(Interp& in, const Value& dict, char which) {
  const ViewTypes& t = in.state<ViewTypes>();
  return new DictView(which == 'k' ? t.keys : which == 'v' ? t.values : t.items, dict, which);
}

void define_dict_views(Interp& in) {
  ViewTypes& types = in.state<ViewTypes>();
  for (const char* name : {"dict_keys", "dict_values", "dict_items"}) {
    Type* t = in.new_type("builtins", name, {in.machine().t.object}, DictView::kind);
    t->has_dict = false;
    t->slots.repr = repr;
    t->slots.length = [](Interp&, const Value& v) -> std::optional<int64_t> { return static_cast<int64_t>(dict_of(v).size()); };
    t->slots.iter = [](Interp& i, const Value& v) { return iterate(i, v, false); };
    t->slots.contains = contains;
    in.method(t, "__reversed__", "!self, /", [](Interp& i, Bound& b) { return iterate(i, b[0], true); });
    if (std::string_view(name) == "dict_values") {
      types.values = t;
      continue;
    }
    (std::string_view(name) == "dict_keys" ? types.keys : types.items) = t;
    t->slots.binary = binary;
    t->slots.compare = compare;
    t->slots.hash = nullptr;
    in.method(t, "isdisjoint", "!self, other, /", [](Interp& i, Bound& b) {
      const Value a = as_set(i, b[0]);
      const Value f = a ? i.get_attr(a, "isdisjoint") : Value();
      return f ? i.call(f, {b[1]}) : Value();
    });
  }
}

}  // namespace misfit::py::types
