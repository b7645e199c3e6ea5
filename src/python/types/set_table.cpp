// The table of sets: CPython's probing, growth and order.
#include "python/interp.h"

namespace misfit::py {

namespace {

constexpr size_t kSmallest = 8, kLinearProbes = 9;
constexpr int kPerturbShift = 5;

// Visits slots in probing order until f answers true.
template <class F> void probe(size_t mask, int64_t hash, F f) {
  uint64_t wide = static_cast<uint64_t>(hash);
  size_t i = static_cast<size_t>(wide) & mask;
  for (;;) {
    const size_t run = i + kLinearProbes <= mask ? kLinearProbes : 0;
    for (size_t k = 0; k <= run; ++k)
      if (f(i + k)) return;
    wide >>= kPerturbShift;
    i = static_cast<size_t>((i * 5 + 1 + wide) & mask);
  }
}

}  // namespace

Set::Set(Type* t) : Object(kind, t), table(kSmallest) {}

std::vector<Value> Set::values() const {
  std::vector<Value> out;
  out.reserve(used);
  for (const Slot& s : table)
    if (s.key) out.push_back(s.key);
  return out;
}

std::optional<size_t> Set::find(Interp& in, const Value& key, int64_t hash) {
  size_t found = table.size();
  bool failed = false;
  probe(table.size() - 1, hash, [&](size_t i) {
    Slot& s = table[i];
    if (!s.key && !s.dummy) return true;
    if (!s.key || s.hash != hash) return false;
    if (s.key.same(key)) { found = i; return true; }
    const std::optional<bool> equal = in.equal(Value(s.key), key);
    if (!equal) { failed = true; return true; }
    if (*equal) found = i;
    return *equal;
  });
  if (failed) return std::nullopt;
  return found;
}

void Set::insert_clean(Value key, int64_t hash) {
  probe(table.size() - 1, hash, [&](size_t i) {
    if (table[i].key) return false;
    table[i] = {std::move(key), hash, false};
    return true;
  });
}

void Set::resize(size_t at_least) {
  size_t size = kSmallest;
  while (size <= at_least) size <<= 1;
  std::vector<Slot> old(size);
  old.swap(table);
  fill = used;
  for (Slot& s : old)
    if (s.key) insert_clean(std::move(s.key), s.hash);
}

bool Set::insert(Interp& in, const Value& key, int64_t hash) {
  const std::optional<size_t> at = find(in, key, hash);
  if (!at) return false;
  if (*at != table.size()) return true;
  size_t slot = 0;
  probe(table.size() - 1, hash, [&](size_t i) {
    slot = i;
    return !table[i].key && !table[i].dummy;
  });
  table[slot] = {key, hash, false};
  ++fill;
  ++used;
  if (fill * 5 >= (table.size() - 1) * 3) resize(used > 50000 ? used * 2 : used * 4);
  return true;
}

bool Set::add(Interp& in, const Value& key) {
  const std::optional<int64_t> h = in.hash(key);
  return h && insert(in, key, *h);
}

std::optional<bool> Set::has(Interp& in, const Value& key) {
  const std::optional<int64_t> h = in.hash(key);
  if (!h) return std::nullopt;
  const std::optional<size_t> at = find(in, key, *h);
  if (!at) return std::nullopt;
  return *at != table.size();
}

std::optional<bool> Set::discard(Interp& in, const Value& key) {
  const std::optional<int64_t> h = in.hash(key);
  if (!h) return std::nullopt;
  const std::optional<size_t> at = find(in, key, *h);
  if (!at) return std::nullopt;
  if (*at == table.size()) return false;
  const Value gone = table[*at].key;
  table[*at] = {Value(), -1, true};
  --used;
  return true;
}

bool Set::merge(Interp& in, const Set& other) {
  if (&other == this || other.used == 0) return true;
  if ((fill + other.used) * 5 >= (table.size() - 1) * 3) resize((used + other.used) * 2);
  if (fill == 0 && table.size() == other.table.size() && other.fill == other.used) {
    table = other.table;
    fill = used = other.used;
    return true;
  }
  if (fill == 0) {
    fill = used = other.used;
    for (const Slot& s : other.table)
      if (s.key) insert_clean(s.key, s.hash);
    return true;
  }
  const std::vector<Slot> slots = other.table;
  for (const Slot& s : slots)
    if (s.key && !insert(in, s.key, s.hash)) return false;
  return true;
}

bool Set::update(Interp& in, const Value& iterable) {
  if (const Set* s = cast<Set>(iterable)) return merge(in, *s);
  if (const Dict* d = cast<Dict>(iterable); d && iterable.object()->type == in.type_named("dict")) {
    if ((fill + d->size()) * 5 >= (table.size() - 1) * 3) resize((used + d->size()) * 2);
    const std::vector<Dict::Entry> entries = d->entries;
    for (const Dict::Entry& e : entries)
      if (e.key && !insert(in, e.key, e.hash)) return false;
    return true;
  }
  return in.for_each(iterable, [&](const Value& v) { return add(in, v); }) && !in.pending();
}

Value Set::pop() {
  if (used == 0) return {};
  size_t i = finger & (table.size() - 1);
  while (!table[i].key) i = (i + 1) & (table.size() - 1);
  Value key = std::move(table[i].key);
  table[i] = {Value(), -1, true};
  --used;
  finger = i + 1;
  return key;
}

void Set::clear() {
  std::vector<Slot> old(kSmallest);
  old.swap(table);
  fill = used = 0;
}

}  // namespace misfit::py
