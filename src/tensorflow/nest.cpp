// tf.nest: structures of tuples, lists and dicts, and their leaves.
#include <algorithm>

#include "tensorflow/function.h"

namespace misfit::tf {
namespace {

// The keys of a dict in the order nest walks them.
std::vector<py::Value> sorted_keys(const py::Dict& d) {
  std::vector<py::Value> keys;
  for (const auto& e : d.entries)
    if (e.key) keys.push_back(e.key);
  std::stable_sort(keys.begin(), keys.end(), [](const py::Value& a, const py::Value& b) {
    py::Str *x = py::cast<py::Str>(a), *y = py::cast<py::Str>(b);
    if (x && y) return x->text < y->text;
    if (a.is_int() && b.is_int()) return a.integer() < b.integer();
    return false;
  });
  return keys;
}

py::Value rebuild(py::Interp& in, const py::Value& s, std::span<const py::Value>& leaves) {
  if (in.is_sequence(s)) {
    std::vector<py::Value> out;
    for (const py::Value& item : in.items(s)) {
      out.push_back(rebuild(in, item, leaves));
      if (!out.back()) return {};
    }
    if (py::cast<py::List>(s)) return in.list(std::move(out));
    py::Type* type = in.type_of(s);
    if (type != in.type_named("tuple")) return in.call(py::Value(type), py::Args{out, {}});
    return in.tuple(std::move(out));
  }
  if (py::Dict* d = py::cast<py::Dict>(s)) {
    py::Ref<py::Dict> out = in.dict();
    std::vector<std::pair<py::Value, py::Value>> made;
    for (const py::Value& k : sorted_keys(*d)) {
      const py::Value item = d->find(in, k);
      py::Value v = rebuild(in, item, leaves);
      if (!v) return {};
      made.emplace_back(k, v);
    }
    for (const auto& e : d->entries)                     // the order of the original
      if (e.key)
        for (const auto& [k, v] : made)
          if (k.same(e.key)) out->insert(in, k, v);
    return out;
  }
  if (leaves.empty()) return in.raise("ValueError", "Structure had more leaves than flat_sequence has elements.");
  const py::Value v = leaves[0];
  leaves = leaves.subspan(1);
  return v;
}

}  // namespace

bool flatten(py::Interp& in, const py::Value& s, std::vector<py::Value>& leaves) {
  if (in.is_sequence(s)) {
    for (const py::Value& item : in.items(s))
      if (!flatten(in, item, leaves)) return false;
    return true;
  }
  if (py::Dict* d = py::cast<py::Dict>(s)) {
    for (const py::Value& k : sorted_keys(*d))
      if (!flatten(in, d->find(in, k), leaves)) return false;
    return true;
  }
  leaves.push_back(s);
  return true;
}

py::Value pack_like(py::Interp& in, const py::Value& s, std::span<const py::Value> leaves) { return rebuild(in, s, leaves); }

}  // namespace misfit::tf
