// Dict: entries in order of insertion, found by open addressing.
#include "python/machine.h"

namespace misfit::py {
namespace {

constexpr int32_t kFree = -1;

uint64_t mix(uint64_t h) {
  h ^= h >> 33;
  h *= 0xff51afd7ed558ccdULL;
  h ^= h >> 33;
  return h;
}

// Strings have a hash of their own here: quicker than Python's, and never asked of the program.
uint64_t text_key(std::string_view s) {
  uint64_t h = 0xcbf29ce484222325ULL;
  for (unsigned char c : s) h = (h ^ c) * 0x100000001b3ULL;
  h = mix(h);
  return h ? h : 1;
}

uint64_t key_of(Str& s) {
  if (!s.key) s.key = text_key(s.text);
  return s.key;
}

Str* plain_str(const Value& v) { return cast<Str>(v); }

// The place of a key among `table`, or where it would go. `same` says whether an entry is the key.
template <class Same> size_t probe(const Dict& d, uint64_t hash, Same same, bool* found) {
  size_t mask = d.table.size() - 1, i = mix(hash) & mask;
  for (;; i = (i + 1) & mask) {
    int32_t e = d.table[i];
    if (e == kFree) break;
    const Dict::Entry& entry = d.entries[static_cast<size_t>(e)];
    if (entry.key && static_cast<uint64_t>(entry.hash) == hash && same(entry.key)) {
      *found = true;
      return i;
    }
  }
  *found = false;
  return i;
}

void rebuild(Dict& d) {
  size_t kept = 0;
  for (size_t i = 0; i < d.entries.size(); ++i)
    if (d.entries[i].key) {
      if (kept != i) d.entries[kept] = std::move(d.entries[i]);
      ++kept;
    }
  d.entries.resize(kept);
  size_t size = 8;
  while (size < kept * 3 + 4) size *= 2;
  d.table.assign(size, kFree);
  for (size_t e = 0; e < kept; ++e) {
    size_t i = mix(static_cast<uint64_t>(d.entries[e].hash)) & (size - 1);
    while (d.table[i] != kFree) i = (i + 1) & (size - 1);
    d.table[i] = static_cast<int32_t>(e);
  }
}

void append(Dict& d, Value key, Value value, uint64_t hash) {
  if ((d.entries.size() + 1) * 3 > d.table.size() * 2) rebuild(d);
  size_t mask = d.table.size() - 1, i = mix(hash) & mask;
  while (d.table[i] != kFree) i = (i + 1) & mask;
  d.table[i] = static_cast<int32_t>(d.entries.size());
  d.entries.push_back({std::move(key), std::move(value), static_cast<int64_t>(hash)});
  ++d.live;
}

int32_t find_text(const Dict& d, std::string_view key, uint64_t hash, const Str* self) {
  if (d.table.empty()) return kFree;
  bool found = false;
  size_t i = probe(d, hash, [&](const Value& k) {
    if (self && k.object() == self) return true;
    const Str* s = plain_str(k);
    return s && s->text == key;
  }, &found);
  return found ? d.table[i] : kFree;
}

void erase_entry(Dict& d, int32_t e) {
  Dict::Entry& entry = d.entries[static_cast<size_t>(e)];
  Value key = std::move(entry.key), value = std::move(entry.value);
  entry.key = {};
  entry.value = {};
  --d.live;
  if (d.live == 0) {  // its table may hold dead entries only
    d.entries.clear();
    d.table.clear();
  }
}

// The entry of any key; -2: pending. Comparing may run Python code that changes the dict: then the search starts again.
int32_t find_any(Interp& in, const Dict& d, const Value& key, uint64_t* hash) {
  if (Str* s = plain_str(key)) {
    *hash = key_of(*s);
    return find_text(d, s->text, *hash, s);
  }
  std::optional<int64_t> h = in.hash(key);
  if (!h) return -2;
  *hash = static_cast<uint64_t>(*h);
  if (d.table.empty()) return kFree;
  bool failed = false, found = false;
  size_t i = probe(d, *hash, [&](const Value& k) {
    if (failed) return true;
    if (k.same(key)) return true;
    if (plain_str(k)) return false;
    Value held = k;
    std::optional<bool> equal = in.equal(held, key);
    if (!equal) failed = true;
    return failed || *equal;
  }, &found);
  if (failed) return -2;
  return found ? d.table[i] : kFree;
}

}  // namespace

Dict::Dict(Type* t) : Object(kind, t) {}
Dict::~Dict() = default;

Value Dict::get(std::string_view key) const {
  if (!live) return {};
  int32_t e = find_text(*this, key, text_key(key), nullptr);
  return e < 0 ? Value() : entries[static_cast<size_t>(e)].value;
}

Value Dict::get(Str& key) const {
  if (!live) return {};
  int32_t e = find_text(*this, key.text, key_of(key), &key);
  return e < 0 ? Value() : entries[static_cast<size_t>(e)].value;
}

void Dict::set(Interp& in, std::string_view key, Value value) {
  uint64_t hash = text_key(key);
  int32_t e = find_text(*this, key, hash, nullptr);
  if (e >= 0) entries[static_cast<size_t>(e)].value = std::move(value);
  else append(*this, in.str_value(std::string(key)), std::move(value), hash);
}

bool Dict::erase(std::string_view key) {
  int32_t e = find_text(*this, key, text_key(key), nullptr);
  if (e < 0) return false;
  erase_entry(*this, e);
  return true;
}

Value Dict::find(Interp& in, const Value& key) {
  uint64_t hash;
  int32_t e = find_any(in, *this, key, &hash);
  return e < 0 ? Value() : entries[static_cast<size_t>(e)].value;
}

bool Dict::insert(Interp& in, const Value& key, Value value) {
  uint64_t hash;
  int32_t e = find_any(in, *this, key, &hash);
  if (e == -2) return false;
  if (e >= 0) entries[static_cast<size_t>(e)].value = std::move(value);
  else append(*this, key, std::move(value), hash);
  return true;
}

bool Dict::remove(Interp& in, const Value& key, bool* found) {
  uint64_t hash;
  int32_t e = find_any(in, *this, key, &hash);
  if (found) *found = e >= 0;
  if (e >= 0) erase_entry(*this, e);
  return e != -2;
}

void Dict::clear() {
  std::vector<Entry> gone = std::move(entries);
  entries.clear();
  table.clear();
  live = 0;
}

}  // namespace misfit::py
