// dict: slots and methods. The table itself is in python/dict.cpp, the views in dict_views.cpp.
#include "python/machine.h"
#include "python/types/sequence.h"
#include "python/types/text.h"

namespace misfit::py::types {

namespace {

Dict& dict_of(const Value& v) { return *cast<Dict>(v); }

bool dict_init(Interp& in, const Value& self, const Args& args) {
  if (args.positional.size() > 1) {
    in.raise("TypeError", "dict expected at most 1 argument, got " + std::to_string(args.positional.size()));
    return false;
  }
  if (!args.positional.empty() && !update_dict(in, dict_of(self), args.positional[0])) return false;
  for (const Keyword& k : args.keywords) dict_of(self).set(in, k.name, k.value);
  return true;
}

std::optional<std::string> dict_repr(Interp& in, const Value& self) {
  const ReprGuard guard(in, self.object());
  if (guard.active) return "{...}";
  std::string out = "{";
  for (size_t i = 0; i < dict_of(self).entries.size(); ++i) {
    const Dict::Entry e = dict_of(self).entries[i];
    if (!e.key) continue;
    const std::optional<std::string> key = in.repr(e.key), value = key ? in.repr(e.value) : std::nullopt;
    if (!value) return std::nullopt;
    if (out.size() > 1) out += ", ";
    out += *key + ": " + *value;
  }
  return out + "}";
}

Value dict_getitem(Interp& in, const Value& self, const Value& key) {
  if (Value v = dict_of(self).find(in, key)) return v;
  if (in.pending()) return {};
  if (self.object()->type->heap)
    if (const Value missing = find_special(in, self, "__missing__")) return in.call(missing, {key});
  if (!in.pending()) raise_key_error(in, key);
  return {};
}

bool dict_setitem(Interp& in, const Value& self, const Value& key, const Value& value) {
  if (value) return dict_of(self).insert(in, key, value);
  bool found = false;
  if (!dict_of(self).remove(in, key, &found)) return false;
  return found || raise_key_error(in, key);
}

Value dict_compare(Interp& in, CompareOp op, const Value& a, const Value& b) {
  if (!cast<Dict>(b) || (op != CompareOp::kEq && op != CompareOp::kNe)) return in.not_implemented();
  bool same = dict_of(a).size() == dict_of(b).size();
  for (size_t i = 0; same && i < dict_of(a).entries.size(); ++i) {
    const Dict::Entry e = dict_of(a).entries[i];
    if (!e.key) continue;
    const Value other = dict_of(b).find(in, e.key);
    if (in.pending()) return {};
    const std::optional<bool> equal = other ? in.equal(e.value, other) : std::optional(false);
    if (!equal) return {};
    same = *equal;
  }
  return Value::boolean(same == (op == CompareOp::kEq));
}

Value copied(Interp& in, const Value& self) {
  Ref<Dict> out = in.dict();
  for (const Dict::Entry& e : dict_of(self).entries)
    if (e.key) out->insert(in, e.key, e.value);
  return out;
}

Value dict_binary(Interp& in, BinaryOp op, const Value& self, const Value& other, bool reflected) {
  if (op != BinaryOp::kOr || !cast<Dict>(other)) return in.not_implemented();
  const Value out = copied(in, reflected ? other : self);
  return update_dict(in, dict_of(out), reflected ? self : other) ? out : Value();
}

Value pop(Interp& in, Bound& b) {
  Value v = dict_of(b[0]).find(in, b[1]);
  if (in.pending()) return {};
  if (!v) {
    if (b[2]) return b[2];
    raise_key_error(in, b[1]);
    return {};
  }
  bool found;
  dict_of(b[0]).remove(in, b[1], &found);
  return v;
}

Value pop_item(Interp& in, Bound& b) {
  Dict& d = dict_of(b[0]);
  for (size_t i = d.entries.size(); i-- > 0;) {
    const Dict::Entry e = d.entries[i];
    if (!e.key) continue;
    bool found;
    d.remove(in, e.key, &found);
    return in.tuple({e.key, e.value});
  }
  raise_key_error(in, in.str_value("popitem(): dictionary is empty"));
  return {};
}

Value from_keys(Interp& in, Bound& b) {
  const Value out = in.call(b[0], {});
  if (!out) return {};
  const bool ok = in.for_each(b[1], [&](const Value& key) { return in.set_item(out, key, b[2]); });
  return ok && !in.pending() ? out : Value();
}

}  // namespace

bool raise_key_error(Interp& in, const Value& key) {
  const Value e = in.call(in.type_named("KeyError"), {key});
  if (e) in.raise_object(Ref<Exception>(cast<Exception>(e)));
  return false;
}

bool update_dict(Interp& in, Dict& d, const Value& source) {
  if (const Dict* other = cast<Dict>(source); other && !source.object()->type->heap) {
    const std::vector<Dict::Entry> entries = other->entries;
    for (const Dict::Entry& e : entries)
      if (e.key && !d.insert(in, e.key, e.value)) return false;
    return true;
  }
  const Value keys = in.find_attr(source, "keys");
  if (in.pending()) return false;
  if (keys) {
    const Value all = in.call(keys, {});
    return all && in.for_each(all, [&](const Value& key) {
      const Value value = in.get_item(source, key);
      return value && d.insert(in, key, value);
    }) && !in.pending();
  }
  size_t at = 0;
  return in.for_each(source, [&](const Value& pair) {
    const std::string which = "dictionary update sequence element #" + std::to_string(at++);
    if (!in.type_of(pair)->slots.iter && !in.type_of(pair)->slots.getitem) {
      in.raise("TypeError", "cannot convert " + which + " to a sequence");
      return false;
    }
    const std::optional<std::vector<Value>> items = in.list_of(pair);
    if (!items) return false;
    if (items->size() != 2) {
      in.raise("ValueError", which + " has length " + std::to_string(items->size()) + "; 2 is required");
      return false;
    }
    return d.insert(in, (*items)[0], (*items)[1]);
  }) && !in.pending();
}

void define_dict(Interp& in) {
  Type* t = in.machine().t.dict;
  mark_unhashable(in, t);
  t->slots.create = [](Interp&, Type* type, const Args&) -> Value { return new Dict(type); };
  t->slots.init = dict_init;
  t->slots.repr = dict_repr;
  t->slots.truth = [](Interp&, const Value& v) -> std::optional<bool> { return dict_of(v).size() != 0; };
  t->slots.length = [](Interp&, const Value& v) -> std::optional<int64_t> { return static_cast<int64_t>(dict_of(v).size()); };
  t->slots.getitem = dict_getitem;
  t->slots.setitem = dict_setitem;
  t->slots.contains = [](Interp& i, const Value& self, const Value& key) -> std::optional<bool> {
    const Value v = dict_of(self).find(i, key);
    if (i.pending()) return std::nullopt;
    return bool(v);
  };
  t->slots.iter = [](Interp& i, const Value& self) { return i.iter(dict_view(i, self, 'k')); };
  t->slots.compare = dict_compare;
  t->slots.binary = dict_binary;
  t->slots.inplace = [](Interp& i, BinaryOp op, const Value& self, const Value& other) {
    if (op != BinaryOp::kOr) return i.not_implemented();
    return update_dict(i, dict_of(self), other) ? self : Value();
  };
  in.method(t, "get", "~self, key, default=None, /", [](Interp& i, Bound& b) {
    const Value v = dict_of(b[0]).find(i, b[1]);
    return v || i.pending() ? v : b[2];
  });
  in.method(t, "setdefault", "~self, key, default=None, /", [](Interp& i, Bound& b) {
    const Value v = dict_of(b[0]).find(i, b[1]);
    if (v || i.pending()) return v;
    return dict_of(b[0]).insert(i, b[1], b[2]) ? b[2] : Value();
  });
  in.method(t, "pop", "~self, key, default=..., /", pop);
  in.method(t, "popitem", "!self, /", pop_item);
  in.method(t, "update", "self, iterable=..., /, **kwargs", [](Interp& i, Bound& b) {
    if (b[1] && !update_dict(i, dict_of(b[0]), b[1])) return Value();
    return update_dict(i, dict_of(b[0]), b["kwargs"]) ? Value::none() : Value();
  });
  in.method(t, "clear", "!self, /", [](Interp&, Bound& b) { dict_of(b[0]).clear(); return Value::none(); });
  in.method(t, "copy", "!self, /", [](Interp& i, Bound& b) { return copied(i, b[0]); });
  in.class_method(t, "fromkeys", "~cls, iterable, value=None, /", from_keys);
  in.method(t, "keys", "!self, /", [](Interp& i, Bound& b) { return dict_view(i, b[0], 'k'); });
  in.method(t, "values", "!self, /", [](Interp& i, Bound& b) { return dict_view(i, b[0], 'v'); });
  in.method(t, "items", "!self, /", [](Interp& i, Bound& b) { return dict_view(i, b[0], 'i'); });
  in.method(t, "__reversed__", "!self, /", [](Interp& i, Bound& b) {
    const Value view = dict_view(i, b[0], 'k');
    const Value reversed = i.get_attr(view, "__reversed__");
    return reversed ? i.call(reversed, {}) : Value();
  });
  define_dict_views(in);
  define_generic_alias(in);
}

}  // namespace misfit::py::types
