// list: slots and methods.
#include <algorithm>

#include "python/machine.h"
#include "python/types/sequence.h"
#include "python/types/str.h"
#include "python/types/text.h"

namespace misfit::py::types {

namespace {

std::vector<Value>& items_of(const Value& v) { return cast<List>(v)->items; }

bool list_init(Interp& in, const Value& self, const Args& args) {
  if (!args.keywords.empty()) { in.raise("TypeError", "list() takes no keyword arguments"); return false; }
  if (args.positional.size() > 1) { in.raise("TypeError", "list expected at most 1 argument, got " + std::to_string(args.positional.size())); return false; }
  std::vector<Value> items;
  if (!args.positional.empty()) {
    std::optional<std::vector<Value>> given = in.list_of(args.positional[0]);
    if (!given) return false;
    items = std::move(*given);
  }
  items_of(self) = std::move(items);
  return true;
}

std::optional<std::string> list_repr(Interp& in, const Value& self) {
  const ReprGuard guard(in, self.object());
  if (guard.active) return "[...]";
  std::string out = "[";
  for (size_t i = 0; i < items_of(self).size(); ++i) {
    const Value item = items_of(self)[i];
    const std::optional<std::string> text = in.repr(item);
    if (!text) return std::nullopt;
    if (i) out += ", ";
    out += *text;
  }
  return out + "]";
}

Value list_getitem(Interp& in, const Value& self, const Value& key) {
  const std::vector<Value>& items = items_of(self);
  if (key.is_int()) {
    const int64_t size = static_cast<int64_t>(items.size()), at = key.integer() < 0 ? key.integer() + size : key.integer();
    if (at >= 0 && at < size) return items[static_cast<size_t>(at)];
  }
  if (const Slice* s = cast<Slice>(key)) {
    const std::optional<SliceRange> r = slice_range(in, *s, static_cast<int64_t>(items.size()));
    if (!r) return {};
    std::vector<Value> out;
    out.reserve(static_cast<size_t>(r->count));
    for (int64_t i = 0, at = r->start; i < r->count; ++i, at += r->step) out.push_back(items[static_cast<size_t>(at)]);
    return in.list(std::move(out));
  }
  const std::optional<int64_t> at = sequence_index(in, key, static_cast<int64_t>(items.size()), "list", "list index out of range");
  return at ? items[static_cast<size_t>(*at)] : Value();
}

bool set_slice(Interp& in, std::vector<Value>& items, const Slice& slice, const Value& value) {
  std::vector<Value> given;
  if (value) {
    if (!in.type_of(value)->slots.iter && !in.type_of(value)->slots.getitem) {
      in.raise("TypeError", !slice.step.is_none() ? "must assign iterable to extended slice" : "can only assign an iterable");
      return false;
    }
    std::optional<std::vector<Value>> all = in.list_of(value);
    if (!all) return false;
    given = std::move(*all);
  }
  const std::optional<SliceRange> r = slice_range(in, slice, static_cast<int64_t>(items.size()));
  if (!r) return false;
  if (r->step == 1) {
    const auto first = items.begin() + static_cast<std::ptrdiff_t>(r->start), last = items.begin() + static_cast<std::ptrdiff_t>(std::max(r->start, r->stop));
    const std::vector<Value> gone(first, last);  // freed after the list is whole again
    const auto at = items.erase(first, last);
    items.insert(at, given.begin(), given.end());
    return true;
  }
  if (value) {
    if (static_cast<int64_t>(given.size()) != r->count) {
      in.raise("ValueError", "attempt to assign sequence of size " + std::to_string(given.size()) + " to extended slice of size " + std::to_string(r->count));
      return false;
    }
    for (int64_t i = 0, at = r->start; i < r->count; ++i, at += r->step) items[static_cast<size_t>(at)] = given[static_cast<size_t>(i)];
    return true;
  }
  std::vector<bool> gone(items.size());
  for (int64_t i = 0, at = r->start; i < r->count; ++i, at += r->step) gone[static_cast<size_t>(at)] = true;
  std::vector<Value> kept;
  for (size_t i = 0; i < items.size(); ++i)
    if (!gone[i]) kept.push_back(items[i]);
  items.swap(kept);
  return true;
}

bool list_setitem(Interp& in, const Value& self, const Value& key, const Value& value) {
  std::vector<Value>& items = items_of(self);
  if (const Slice* s = cast<Slice>(key)) return set_slice(in, items, *s, value);
  const std::optional<int64_t> at = sequence_index(in, key, static_cast<int64_t>(items.size()), "list", "list assignment index out of range");
  if (!at) return false;
  if (value) {
    Value old = value;
    std::swap(old, items[static_cast<size_t>(*at)]);
  } else {
    const Value gone = items[static_cast<size_t>(*at)];
    items.erase(items.begin() + static_cast<std::ptrdiff_t>(*at));
  }
  return true;
}

// The position of a value in [first, last); -1: not there, -2: pending.
int64_t position(Interp& in, const Value& list, const Value& wanted, size_t first = 0, size_t last = SIZE_MAX) {
  for (size_t i = first; i < std::min(last, items_of(list).size()); ++i) {
    const Value item = items_of(list)[i];
    const std::optional<bool> same = in.equal(item, wanted);
    if (!same) return -2;
    if (*same) return static_cast<int64_t>(i);
  }
  return -1;
}

Value list_iter(Interp& in, const Value& self) {
  auto at = std::make_shared<size_t>(0);
  Value source = self;
  return in.iterator([source, at](Interp&) mutable -> Value {
    if (!source || *at >= items_of(source).size()) {
      source = Value();  // once at its end, an iterator stays there
      return {};
    }
    return items_of(source)[(*at)++];
  }, "list_iterator");
}

Value list_binary(Interp& in, BinaryOp op, const Value& self, const Value& other, bool reflected) {
  if (op == BinaryOp::kAdd && !reflected) {
    if (!cast<List>(other)) return in.raise("TypeError", "can only concatenate list (not \"" + type_name(in, other) + "\") to list");
    if (!in.room_for((items_of(self).size() + items_of(other).size()) * sizeof(Value))) return {};
    std::vector<Value> out = items_of(self);
    out.insert(out.end(), items_of(other).begin(), items_of(other).end());
    return in.list(std::move(out));
  }
  if (op == BinaryOp::kMul) {
    const std::optional<int64_t> times = repeat_count(in, other);
    if (!times) return {};
    const std::vector<Value>& items = items_of(self);
    if (*times > 0 && !in.room_for(items.size() * sizeof(Value) * static_cast<uint64_t>(*times))) return {};
    std::vector<Value> out;
    out.reserve(items.size() * static_cast<size_t>(std::max<int64_t>(*times, 0)));
    for (int64_t i = 0; i < *times; ++i) out.insert(out.end(), items.begin(), items.end());
    return in.list(std::move(out));
  }
  return in.not_implemented();
}

bool extend(Interp& in, const Value& self, const Value& iterable) {
  const std::optional<std::vector<Value>> more = in.list_of(iterable);
  if (!more || !in.room_for((items_of(self).size() + more->size()) * sizeof(Value))) return false;
  items_of(self).insert(items_of(self).end(), more->begin(), more->end());
  return true;
}

Value list_inplace(Interp& in, BinaryOp op, const Value& self, const Value& other) {
  if (op == BinaryOp::kAdd) {
    if (const auto slot = in.type_of(other)->slots.binary; slot && !cast<List>(other) && !cast<Tuple>(other) && in.type_of(other)->slots.binary_priority > 0) return in.not_implemented();
    return extend(in, self, other) ? self : Value();
  }
  if (op == BinaryOp::kMul) {
    const Value product = list_binary(in, op, self, other, false);
    if (!product) return {};
    items_of(self) = items_of(product);
    return self;
  }
  return in.not_implemented();
}

Value pop(Interp& in, Bound& b) {
  std::vector<Value>& items = items_of(b[0]);
  const std::optional<int64_t> i = in.as_int(b[1]);
  if (!i) return in.pending() ? Value() : in.raise("TypeError", "'" + type_name(in, b[1]) + "' object cannot be interpreted as an integer");
  if (items.empty()) return in.raise("IndexError", "pop from empty list");
  const int64_t size = static_cast<int64_t>(items.size()), at = *i < 0 ? *i + size : *i;
  if (at < 0 || at >= size) return in.raise("IndexError", "pop index out of range");
  Value out = std::move(items[static_cast<size_t>(at)]);
  items.erase(items.begin() + static_cast<std::ptrdiff_t>(at));
  return out;
}

Value insert(Interp& in, Bound& b) {
  std::vector<Value>& items = items_of(b[0]);
  const std::optional<int64_t> i = in.as_int(b[1]);
  if (!i) return in.pending() ? Value() : in.raise("TypeError", "'" + type_name(in, b[1]) + "' object cannot be interpreted as an integer");
  const int64_t size = static_cast<int64_t>(items.size()), at = std::clamp<int64_t>(*i < 0 ? *i + size : *i, 0, size);
  items.insert(items.begin() + static_cast<std::ptrdiff_t>(at), b[2]);
  return Value::none();
}

Value index(Interp& in, Bound& b) {
  const int64_t size = static_cast<int64_t>(items_of(b[0]).size());
  const std::optional<int64_t> start = slice_bound(in, b[2], 0), stop = start ? slice_bound(in, b[3], size) : std::nullopt;
  if (!stop) return {};
  const auto clip = [&](int64_t i) { return static_cast<size_t>(std::clamp<int64_t>(i < 0 ? i + size : i, 0, size)); };
  const int64_t at = position(in, b[0], b[1], clip(*start), clip(*stop));
  if (at >= 0) return Value::integer(at);
  if (at == -2) return {};
  const std::optional<std::string> shown = in.repr(b[1]);
  return shown ? in.raise("ValueError", *shown + " is not in list") : Value();
}

Value sort(Interp& in, Bound& b) {
  const std::optional<bool> reverse = in.truth(b["reverse"]);
  if (!reverse) return {};
  std::vector<Value> values = std::move(items_of(b[0]));
  items_of(b[0]).clear();
  const bool ok = sort_values(in, values, b["key"], *reverse);
  const bool modified = !items_of(b[0]).empty();
  items_of(b[0]) = std::move(values);
  if (ok && modified) return in.raise("ValueError", "list modified during sort");
  return ok ? Value::none() : Value();
}

}  // namespace

Value compare_items(Interp& in, CompareOp op, std::span<const Value> a, std::span<const Value> b) {
  if (a.size() != b.size() && (op == CompareOp::kEq || op == CompareOp::kNe)) return Value::boolean(op == CompareOp::kNe);
  for (size_t i = 0; i < a.size() && i < b.size(); ++i) {
    const Value x = a[i], y = b[i];
    const std::optional<bool> same = in.equal(x, y);
    if (!same) return {};
    if (*same) continue;
    if (op == CompareOp::kEq || op == CompareOp::kNe) return Value::boolean(op == CompareOp::kNe);
    return in.compare(op, x, y);
  }
  switch (op) {
    case CompareOp::kLt: return Value::boolean(a.size() < b.size());
    case CompareOp::kLe: return Value::boolean(a.size() <= b.size());
    case CompareOp::kEq: return Value::boolean(true);
    case CompareOp::kNe: return Value::boolean(false);
    case CompareOp::kGt: return Value::boolean(a.size() > b.size());
    default: return Value::boolean(a.size() >= b.size());
  }
}

void define_list(Interp& in) {
  Type* t = in.machine().t.list;
  mark_unhashable(in, t);
  t->sequence = true;
  t->slots.create = [](Interp&, Type* type, const Args&) -> Value { return new List(type, {}); };
  t->slots.init = list_init;
  t->slots.repr = list_repr;
  t->slots.truth = [](Interp&, const Value& v) -> std::optional<bool> { return !items_of(v).empty(); };
  t->slots.length = [](Interp&, const Value& v) -> std::optional<int64_t> { return static_cast<int64_t>(items_of(v).size()); };
  t->slots.getitem = list_getitem;
  t->slots.setitem = list_setitem;
  t->slots.contains = [](Interp& i, const Value& self, const Value& item) -> std::optional<bool> {
    const int64_t at = position(i, self, item);
    return at == -2 ? std::nullopt : std::optional(at >= 0);
  };
  t->slots.iter = list_iter;
  t->slots.binary = list_binary;
  t->slots.inplace = list_inplace;
  t->slots.compare = [](Interp& i, CompareOp op, const Value& a, const Value& b) {
    return cast<List>(b) ? compare_items(i, op, std::vector<Value>(items_of(a)), std::vector<Value>(items_of(b))) : i.not_implemented();
  };
  in.method(t, "append", "!self, object, /", [](Interp&, Bound& b) { items_of(b[0]).push_back(b[1]); return Value::none(); });
  in.method(t, "extend", "!self, iterable, /", [](Interp& i, Bound& b) { return extend(i, b[0], b[1]) ? Value::none() : Value(); });
  in.method(t, "insert", "~self, index, object, /", insert);
  in.method(t, "pop", "~self, index=-1, /", pop);
  in.method(t, "remove", "!self, value, /", [](Interp& i, Bound& b) {
    const int64_t at = position(i, b[0], b[1]);
    if (at == -2) return Value();
    if (at < 0) return i.raise("ValueError", "list.remove(x): x not in list");
    items_of(b[0]).erase(items_of(b[0]).begin() + static_cast<std::ptrdiff_t>(at));
    return Value::none();
  });
  in.method(t, "clear", "!self, /", [](Interp&, Bound& b) { std::vector<Value>().swap(items_of(b[0])); return Value::none(); });
  in.method(t, "copy", "!self, /", [](Interp& i, Bound& b) { return i.list(items_of(b[0])); });
  in.method(t, "index", "~self, value, start=None, stop=None, /", index);
  in.method(t, "count", "!self, value, /", [](Interp& i, Bound& b) {
    int64_t n = 0;
    for (size_t k = 0; k < items_of(b[0]).size(); ++k) {
      const std::optional<bool> same = i.equal(Value(items_of(b[0])[k]), b[1]);
      if (!same) return Value();
      n += *same;
    }
    return Value::integer(n);
  });
  in.method(t, "reverse", "!self, /", [](Interp&, Bound& b) { std::reverse(items_of(b[0]).begin(), items_of(b[0]).end()); return Value::none(); });
  in.method(t, "sort", "~self, *, key=None, reverse=False", sort);
  in.method(t, "__reversed__", "!self, /", [](Interp& i, Bound& b) {
    const Value source = b[0];
    auto at = std::make_shared<size_t>(items_of(source).size());
    return i.iterator([source, at](Interp&) -> Value { return *at == 0 || *at > items_of(source).size() ? Value() : items_of(source)[--*at]; }, "list_reverseiterator");
  });
}

}  // namespace misfit::py::types
