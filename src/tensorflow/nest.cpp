// tf.nest: structures of tuples, lists and dicts, and their leaves.
#include <algorithm>

#include "tensorflow/composites.h"

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

py::Value rebuild(py::Interp& in, const py::Value& s, std::span<const py::Value>& leaves, bool composites) {
  if (composites && is_composite(s)) {
    const py::Value parts = components(in, s);
    if (!parts) return {};
    const size_t n = std::min(in.items(parts).size(), leaves.size());
    const py::Value mine = in.list({leaves.begin(), leaves.begin() + static_cast<std::ptrdiff_t>(n)});
    leaves = leaves.subspan(n);
    return in.call(in.get_attr(s, "_tf_from_components"), {mine});
  }
  if (in.is_sequence(s)) {
    std::vector<py::Value> out;
    for (const py::Value& item : in.items(s)) {
      out.push_back(rebuild(in, item, leaves, composites));
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
      py::Value v = rebuild(in, item, leaves, composites);
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

bool is_composite(const py::Value& v) {
  py::Object* o = v.object();
  return o && o->type->heap && o->type->lookup("_tf_components");
}

py::Value components(py::Interp& in, const py::Value& v) { return in.call(in.get_attr(v, "_tf_components"), {}); }

namespace {

bool walk(py::Interp& in, const py::Value& s, std::vector<py::Value>& leaves, bool composites) {
  if (composites && is_composite(s)) {
    const py::Value parts = components(in, s);
    if (!parts) return false;
    for (const py::Value& x : in.items(parts)) leaves.push_back(x);
    return true;
  }
  if (in.is_sequence(s)) {
    for (const py::Value& item : in.items(s))
      if (!walk(in, item, leaves, composites)) return false;
    return true;
  }
  if (py::Dict* d = py::cast<py::Dict>(s)) {
    for (const py::Value& k : sorted_keys(*d))
      if (!walk(in, d->find(in, k), leaves, composites)) return false;
    return true;
  }
  leaves.push_back(s);
  return true;
}

}  // namespace

bool flatten(py::Interp& in, const py::Value& s, std::vector<py::Value>& leaves) { return walk(in, s, leaves, true); }
bool flatten_whole(py::Interp& in, const py::Value& s, std::vector<py::Value>& leaves) { return walk(in, s, leaves, false); }
py::Value pack_like(py::Interp& in, const py::Value& s, std::span<const py::Value> leaves) { return rebuild(in, s, leaves, true); }
py::Value pack_whole(py::Interp& in, const py::Value& s, std::span<const py::Value> leaves) { return rebuild(in, s, leaves, false); }

namespace {

struct CompositeSpecs : py::RunState {
  static constexpr py::Kind kind{"tf.CompositeSpecs"};
  explicit CompositeSpecs(py::Interp&) {}
  std::vector<py::Value> all;
};

}  // namespace

Nest composite_nest(py::Interp& in, const py::Value& spec, size_t components) {
  auto& all = in.state<CompositeSpecs>().all;
  all.push_back(spec);
  Nest n;
  n.kind = Nest::Kind::kTuple;
  n.type_name = "@" + std::to_string(all.size() - 1);
  n.children.resize(components);
  return n;
}

py::Value composite_spec(py::Interp& in, const Nest& n) {
  if (n.type_name.empty() || n.type_name[0] != '@') return {};
  return in.state<CompositeSpecs>().all[static_cast<size_t>(std::strtoull(n.type_name.c_str() + 1, nullptr, 10))];
}

}  // namespace misfit::tf
