// tuple: slots and methods.
#include <algorithm>

#include "python/hash.h"
#include "python/machine.h"
#include "python/types/sequence.h"
#include "python/types/str.h"
#include "python/types/text.h"

namespace misfit::py::types {

namespace {

const std::vector<Value>& items_of(const Value& v) { return cast<Tuple>(v)->items; }

Value tuple_create(Interp& in, Type* type, const Args& args) {
  const bool exact = type == in.machine().t.tuple;
  if (!args.keywords.empty() && exact) return in.raise("TypeError", "tuple() takes no keyword arguments");
  if (args.positional.size() > 1 && exact) return in.raise("TypeError", "tuple expected at most 1 argument, got " + std::to_string(args.positional.size()));
  if (args.positional.empty()) return exact ? in.tuple({}) : Value(new Tuple(type, {}));
  if (exact && cast<Tuple>(args.positional[0]) && args.positional[0].object()->type == type) return args.positional[0];
  std::optional<std::vector<Value>> items = in.list_of(args.positional[0]);
  if (!items) return {};
  return new Tuple(type, std::move(*items));
}

std::optional<std::string> tuple_repr(Interp& in, const Value& self) {
  const ReprGuard guard(in, self.object());
  if (guard.active) return "(...)";
  std::string out = "(";
  const std::vector<Value>& items = items_of(self);
  for (size_t i = 0; i < items.size(); ++i) {
    const std::optional<std::string> text = in.repr(items[i]);
    if (!text) return std::nullopt;
    if (i) out += ", ";
    out += *text;
  }
  return out + (items.size() == 1 ? ",)" : ")");
}

Value tuple_getitem(Interp& in, const Value& self, const Value& key) {
  const std::vector<Value>& items = items_of(self);
  if (const Slice* s = cast<Slice>(key)) {
    const std::optional<SliceRange> r = slice_range(in, *s, static_cast<int64_t>(items.size()));
    if (!r) return {};
    std::vector<Value> out;
    for (int64_t i = 0, at = r->start; i < r->count; ++i, at += r->step) out.push_back(items[static_cast<size_t>(at)]);
    return in.tuple(std::move(out));
  }
  const std::optional<int64_t> at = sequence_index(in, key, static_cast<int64_t>(items.size()), "tuple", "tuple index out of range");
  return at ? items[static_cast<size_t>(*at)] : Value();
}

Value tuple_binary(Interp& in, BinaryOp op, const Value& self, const Value& other, bool reflected) {
  if (op == BinaryOp::kAdd && !reflected) {
    if (!cast<Tuple>(other)) return in.raise("TypeError", "can only concatenate tuple (not \"" + type_name(in, other) + "\") to tuple");
    if (!in.room_for((items_of(self).size() + items_of(other).size()) * sizeof(Value))) return {};
    std::vector<Value> out = items_of(self);
    out.insert(out.end(), items_of(other).begin(), items_of(other).end());
    return in.tuple(std::move(out));
  }
  if (op == BinaryOp::kMul) {
    const std::optional<int64_t> times = repeat_count(in, other);
    if (!times) return {};
    if (*times > 0 && !in.room_for(items_of(self).size() * sizeof(Value) * static_cast<uint64_t>(*times))) return {};
    std::vector<Value> out;
    for (int64_t i = 0; i < *times; ++i) out.insert(out.end(), items_of(self).begin(), items_of(self).end());
    return in.tuple(std::move(out));
  }
  return in.not_implemented();
}

std::optional<int64_t> tuple_hash(Interp& in, const Value& self) {
  std::vector<int64_t> hashes;
  for (const Value& v : items_of(self)) {
    const std::optional<int64_t> h = in.hash(v);
    if (!h) return std::nullopt;
    hashes.push_back(*h);
  }
  return hash_tuple(hashes);
}

}  // namespace

void define_tuple(Interp& in) {
  Type* t = in.machine().t.tuple;
  t->sequence = true;
  t->slots.create = tuple_create;
  t->slots.repr = tuple_repr;
  t->slots.hash = tuple_hash;
  t->slots.truth = [](Interp&, const Value& v) -> std::optional<bool> { return !items_of(v).empty(); };
  t->slots.length = [](Interp&, const Value& v) -> std::optional<int64_t> { return static_cast<int64_t>(items_of(v).size()); };
  t->slots.getitem = tuple_getitem;
  t->slots.contains = [](Interp& i, const Value& self, const Value& item) -> std::optional<bool> {
    for (const Value& v : items_of(self)) {
      const std::optional<bool> same = i.equal(v, item);
      if (!same || *same) return same;
    }
    return false;
  };
  t->slots.iter = [](Interp& i, const Value& self) {
    auto at = std::make_shared<size_t>(0);
    return i.iterator([self, at](Interp&) -> Value { return *at < items_of(self).size() ? items_of(self)[(*at)++] : Value(); }, "tuple_iterator");
  };
  t->slots.binary = tuple_binary;
  t->slots.compare = [](Interp& i, CompareOp op, const Value& a, const Value& b) {
    return cast<Tuple>(b) ? compare_items(i, op, items_of(a), items_of(b)) : i.not_implemented();
  };
  in.method(t, "index", "~self, value, start=None, stop=None, /", [](Interp& i, Bound& b) {
    const int64_t size = static_cast<int64_t>(items_of(b[0]).size());
    const std::optional<int64_t> start = slice_bound(i, b[2], 0), stop = start ? slice_bound(i, b[3], size) : std::nullopt;
    if (!stop) return Value();
    const auto clip = [&](int64_t k) { return std::clamp<int64_t>(k < 0 ? k + size : k, 0, size); };
    for (int64_t k = clip(*start); k < clip(*stop); ++k) {
      const std::optional<bool> same = i.equal(items_of(b[0])[static_cast<size_t>(k)], b[1]);
      if (!same) return Value();
      if (*same) return Value::integer(k);
    }
    return i.raise("ValueError", "tuple.index(x): x not in tuple");
  });
  in.method(t, "count", "!self, value, /", [](Interp& i, Bound& b) {
    int64_t n = 0;
    for (const Value& v : items_of(b[0])) {
      const std::optional<bool> same = i.equal(v, b[1]);
      if (!same) return Value();
      n += *same;
    }
    return Value::integer(n);
  });
}

}  // namespace misfit::py::types
