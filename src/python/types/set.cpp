// set and frozenset: operators and methods, each in the order of steps that gives CPython's order of elements.
#include "python/machine.h"
#include "python/types/sequence.h"
#include "python/types/text.h"

namespace misfit::py::types {

namespace {

Set& set_of(const Value& v) { return *cast<Set>(v); }

Value new_set(Interp& in, bool frozen) {
  Set* s = new Set(frozen ? in.machine().t.frozenset : in.machine().t.set);
  s->frozen = frozen;
  return s;
}

Value copied(Interp& in, const Value& source, bool frozen) {
  const Value out = new_set(in, frozen);
  return set_of(out).update(in, source) ? out : Value();
}

// Any iterable as a set; a set as it is.
Value as_set(Interp& in, const Value& v) { return cast<Set>(v) ? v : copied(in, v, false); }

Value intersection(Interp& in, const Value& self, const Value& other) {
  const Value out = new_set(in, set_of(self).frozen);
  if (cast<Set>(other)) {
    const bool swap = set_of(other).size() > set_of(self).size();
    for (const Value& v : set_of(swap ? self : other).values()) {
      const std::optional<bool> has = set_of(swap ? other : self).has(in, v);
      if (!has || (*has && !set_of(out).add(in, v))) return {};
    }
    return out;
  }
  const bool ok = in.for_each(other, [&](const Value& v) {
    const std::optional<bool> has = set_of(self).has(in, v);
    return has && (!*has || set_of(out).add(in, v));
  });
  return ok && !in.pending() ? out : Value();
}

bool subtract(Interp& in, const Value& self, const Value& other) {
  if (self.same(other)) { set_of(self).clear(); return true; }
  if (cast<Set>(other)) {
    for (const Value& v : set_of(other).values())
      if (!set_of(self).discard(in, v)) return false;
  } else if (!in.for_each(other, [&](const Value& v) { return set_of(self).discard(in, v).has_value(); }) || in.pending()) {
    return false;
  }
  Set& s = set_of(self);
  if (s.fill - s.used > (s.table.size() - 1) / 4) s.resize(s.used > 50000 ? s.used * 2 : s.used * 4);
  return true;
}

Value difference(Interp& in, const Value& self, const Value& other) {
  const Set* o = cast<Set>(other);
  const Dict* d = cast<Dict>(other);
  if ((!o && !d) || (set_of(self).size() >> 2) > (o ? o->size() : d->size())) {
    const Value out = copied(in, self, set_of(self).frozen);
    return out && subtract(in, out, other) ? out : Value();
  }
  const Value out = new_set(in, set_of(self).frozen);
  for (const Value& v : set_of(self).values()) {
    const std::optional<bool> has = in.contains(other, v);
    if (!has || (!*has && !set_of(out).add(in, v))) return {};
  }
  return out;
}

bool symmetric_update(Interp& in, const Value& self, const Value& other) {
  if (self.same(other)) { set_of(self).clear(); return true; }
  const Value others = as_set(in, other);
  if (!others) return false;
  for (const Value& v : set_of(others).values()) {
    const std::optional<bool> gone = set_of(self).discard(in, v);
    if (!gone || (!*gone && !set_of(self).add(in, v))) return false;
  }
  return true;
}

Value symmetric_difference(Interp& in, const Value& self, const Value& other) {
  const Value out = copied(in, other, set_of(self).frozen);
  return out && symmetric_update(in, out, self) ? out : Value();
}

Value union_of(Interp& in, const Value& self, const Value& other) {
  const Value out = copied(in, self, set_of(self).frozen);
  return out && set_of(out).update(in, other) ? out : Value();
}

// A frozenset has what the left operand of an operator is; `self` may be the right one.
Value set_binary(Interp& in, BinaryOp op, const Value& self, const Value& other, bool reflected) {
  if (!cast<Set>(other)) return in.not_implemented();
  const Value &a = reflected ? other : self, &b = reflected ? self : other;
  switch (op) {
    case BinaryOp::kOr: return union_of(in, a, b);
    case BinaryOp::kAnd: return intersection(in, a, b);
    case BinaryOp::kSub: return difference(in, a, b);
    case BinaryOp::kXor: return symmetric_difference(in, a, b);
    default: return in.not_implemented();
  }
}

bool take_over(const Value& self, const Value& from) {
  if (!from) return false;
  std::swap(set_of(self).table, set_of(from).table);
  set_of(self).fill = set_of(from).fill;
  set_of(self).used = set_of(from).used;
  return true;
}

Value set_inplace(Interp& in, BinaryOp op, const Value& self, const Value& other) {
  if (!cast<Set>(other) || set_of(self).frozen) return in.not_implemented();
  bool ok = false;
  switch (op) {
    case BinaryOp::kOr: ok = set_of(self).update(in, other); break;
    case BinaryOp::kAnd: ok = take_over(self, intersection(in, self, other)); break;
    case BinaryOp::kSub: ok = subtract(in, self, other); break;
    case BinaryOp::kXor: ok = symmetric_update(in, self, other); break;
    default: return in.not_implemented();
  }
  return ok ? self : Value();
}

std::optional<bool> subset(Interp& in, const Value& a, const Value& b) {
  if (set_of(a).size() > set_of(b).size()) return false;
  for (const Value& v : set_of(a).values()) {
    const std::optional<bool> has = set_of(b).has(in, v);
    if (!has || !*has) return has;
  }
  return true;
}

Value set_compare(Interp& in, CompareOp op, const Value& a, const Value& b) {
  if (!cast<Set>(b)) return in.not_implemented();
  const size_t x = set_of(a).size(), y = set_of(b).size();
  std::optional<bool> r;
  switch (op) {
    case CompareOp::kEq: r = x == y ? subset(in, a, b) : std::optional(false); break;
    case CompareOp::kNe: r = x == y ? subset(in, a, b) : std::optional(false); if (r) r = !*r; break;
    case CompareOp::kLe: r = subset(in, a, b); break;
    case CompareOp::kLt: r = x < y ? subset(in, a, b) : std::optional(false); break;
    case CompareOp::kGe: r = subset(in, b, a); break;
    default: r = y < x ? subset(in, b, a) : std::optional(false); break;
  }
  return r ? Value::boolean(*r) : Value();
}

std::optional<std::string> set_repr(Interp& in, const Value& self) {
  const Type* t = self.object()->type;
  const bool plain = t == in.machine().t.set;
  const ReprGuard guard(in, self.object());
  if (guard.active) return t->name + "(...)";
  const std::vector<Value> values = set_of(self).values();
  if (values.empty()) return t->name + "()";
  std::string out;
  for (const Value& v : values) {
    const std::optional<std::string> text = in.repr(v);
    if (!text) return std::nullopt;
    out += (out.empty() ? "" : ", ") + *text;
  }
  return plain ? "{" + out + "}" : t->name + "({" + out + "})";
}

std::optional<int64_t> frozen_hash(Interp&, const Value& self) {
  const Set& s = set_of(self);
  const auto shuffled = [](uint64_t h) { return ((h ^ 89869747u) ^ (h << 16)) * 3644798167u; };
  uint64_t hash = 0;
  for (const Set::Slot& slot : s.table)
    if (slot.key) hash ^= shuffled(static_cast<uint64_t>(slot.hash));
  hash ^= (static_cast<uint64_t>(s.used) + 1) * 1927868237u;
  hash ^= (hash >> 11) ^ (hash >> 25);
  hash = hash * 69069u + 907133923u;
  return hash == UINT64_MAX ? 590923713 : static_cast<int64_t>(hash);
}

Value set_iter(Interp& in, const Value& self) {
  struct Place { size_t at = 0, size; };
  auto place = std::make_shared<Place>(Place{0, set_of(self).size()});
  return in.iterator([self, place](Interp& i) -> Value {
    const Set& s = set_of(self);
    if (s.size() != place->size) return i.raise("RuntimeError", "Set changed size during iteration");
    while (place->at < s.table.size())
      if (const Value v = s.table[place->at++].key) return v;
    return {};
  }, "set_iterator");
}

bool set_init(Interp& in, const Value& self, const Args& args) {
  if (!args.keywords.empty()) { in.raise("TypeError", "set() takes no keyword arguments"); return false; }
  if (args.positional.size() > 1) { in.raise("TypeError", "set expected at most 1 argument, got " + std::to_string(args.positional.size())); return false; }
  set_of(self).clear();
  return args.positional.empty() || set_of(self).update(in, args.positional[0]);
}

Value frozenset_create(Interp& in, Type* type, const Args& args) {
  if (!args.keywords.empty() && type == in.machine().t.frozenset) return in.raise("TypeError", "frozenset() takes no keyword arguments");
  if (args.positional.size() > 1 && type == in.machine().t.frozenset) return in.raise("TypeError", "frozenset expected at most 1 argument, got " + std::to_string(args.positional.size()));
  if (type == in.machine().t.frozenset && !args.positional.empty() && args.positional[0].is_object() && args.positional[0].object()->type == type) return args.positional[0];
  Set* s = new Set(type);
  s->frozen = true;
  const Value out = s;
  return args.positional.empty() || s->update(in, args.positional[0]) ? out : Value();
}

// a.union(b, c ...): a copy that takes in one after the other. The others go from result to result.
Value union_all(Interp& in, Bound& b) {
  const Value out = copied(in, b[0], set_of(b[0]).frozen);
  if (!out) return {};
  for (const Value& other : in.items(b["others"]))
    if (!set_of(out).update(in, other)) return {};
  return out;
}

Value intersection_all(Interp& in, Bound& b) {
  if (in.items(b["others"]).empty()) return copied(in, b[0], set_of(b[0]).frozen);
  Value out = b[0];
  for (const Value& other : in.items(b["others"]))
    if (out) out = intersection(in, out, other);
  return out;
}

Value difference_all(Interp& in, Bound& b) {
  const std::span<const Value> others = in.items(b["others"]);
  if (others.empty()) return copied(in, b[0], set_of(b[0]).frozen);
  const Value out = difference(in, b[0], others[0]);
  for (size_t i = 1; out && i < others.size(); ++i)
    if (!subtract(in, out, others[i])) return {};
  return out;
}

void define_shared(Interp& in, Type* t) {
  t->slots.repr = set_repr;
  t->slots.truth = [](Interp&, const Value& v) -> std::optional<bool> { return set_of(v).size() != 0; };
  t->slots.length = [](Interp&, const Value& v) -> std::optional<int64_t> { return static_cast<int64_t>(set_of(v).size()); };
  t->slots.contains = [](Interp& i, const Value& self, const Value& v) {
    // A set is looked for as a frozenset.
    return set_of(self).has(i, cast<Set>(v) && !set_of(v).frozen ? copied(i, v, true) : v);
  };
  t->slots.iter = set_iter;
  t->slots.binary = set_binary;
  t->slots.compare = set_compare;
  in.method(t, "union", "self, *others", union_all);
  in.method(t, "intersection", "self, *others", intersection_all);
  in.method(t, "difference", "self, *others", difference_all);
  in.method(t, "symmetric_difference", "!self, other, /", [](Interp& i, Bound& b) { return symmetric_difference(i, b[0], b[1]); });
  in.method(t, "copy", "!self, /", [](Interp& i, Bound& b) { return copied(i, b[0], set_of(b[0]).frozen); });
  in.method(t, "issubset", "!self, other, /", [](Interp& i, Bound& b) {
    const Value other = as_set(i, b[1]);
    const std::optional<bool> r = other ? subset(i, b[0], other) : std::nullopt;
    return r ? Value::boolean(*r) : Value();
  });
  in.method(t, "issuperset", "!self, other, /", [](Interp& i, Bound& b) {
    const Value other = as_set(i, b[1]);
    const std::optional<bool> r = other ? subset(i, other, b[0]) : std::nullopt;
    return r ? Value::boolean(*r) : Value();
  });
  in.method(t, "isdisjoint", "!self, other, /", [](Interp& i, Bound& b) {
    const Value common = intersection(i, b[0], b[1]);
    return common ? Value::boolean(set_of(common).size() == 0) : Value();
  });
}

NativeFunction updating(bool (*step)(Interp&, const Value&, const Value&)) {
  return [step](Interp& in, Bound& b) {
    for (const Value& other : in.items(b["others"]))
      if (!step(in, b[0], other)) return Value();
    return Value::none();
  };
}

}  // namespace

void define_set(Interp& in) {
  Type *t = in.machine().t.set, *f = in.machine().t.frozenset;
  define_shared(in, t);
  define_shared(in, f);
  mark_unhashable(in, t);
  f->slots.create = frozenset_create;
  f->slots.hash = frozen_hash;
  t->slots.create = [](Interp&, Type* type, const Args&) -> Value { return new Set(type); };
  t->slots.init = set_init;
  t->slots.inplace = set_inplace;
  in.method(t, "add", "!self, object, /", [](Interp& i, Bound& b) { return set_of(b[0]).add(i, b[1]) ? Value::none() : Value(); });
  in.method(t, "discard", "!self, object, /", [](Interp& i, Bound& b) { return set_of(b[0]).discard(i, b[1]) ? Value::none() : Value(); });
  in.method(t, "remove", "!self, object, /", [](Interp& i, Bound& b) {
    const std::optional<bool> gone = set_of(b[0]).discard(i, b[1]);
    if (gone && !*gone) raise_key_error(i, b[1]);
    return gone && *gone ? Value::none() : Value();
  });
  in.method(t, "pop", "!self, /", [](Interp& i, Bound& b) {
    const Value v = set_of(b[0]).pop();
    if (!v) raise_key_error(i, i.str_value("pop from an empty set"));
    return v;
  });
  in.method(t, "clear", "!self, /", [](Interp&, Bound& b) { set_of(b[0]).clear(); return Value::none(); });
  in.method(t, "update", "self, *others", updating([](Interp& i, const Value& self, const Value& other) { return set_of(self).update(i, other); }));
  in.method(t, "difference_update", "self, *others", updating(subtract));
  in.method(t, "symmetric_difference_update", "!self, other, /", [](Interp& i, Bound& b) { return symmetric_update(i, b[0], b[1]) ? Value::none() : Value(); });
  in.method(t, "intersection_update", "self, *others", updating([](Interp& i, const Value& self, const Value& other) { return take_over(self, intersection(i, self, other)); }));
}

}  // namespace misfit::py::types
