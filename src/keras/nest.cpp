// Walks nested lists, tuples and dicts as tf.nest and keras.tree do.
#include "keras/nest.h"

#include <algorithm>

namespace misfit::keras::nest {

bool is_nested(const py::Value& v) { return py::cast<py::List>(v) || py::cast<py::Tuple>(v) || py::cast<py::Dict>(v); }

std::vector<py::Value> sorted_keys(py::Interp& in, py::Dict& d) {
  std::vector<py::Value> keys;
  for (const py::Dict::Entry& e : d.entries)
    if (e.key) keys.push_back(e.key);
  auto less = [&](const py::Value& a, const py::Value& b) {
    auto* x = py::cast<py::Str>(a);
    auto* y = py::cast<py::Str>(b);
    if (x && y) return x->text < y->text;
    auto i = in.as_int(a), j = in.as_int(b);
    return i && j && *i < *j;
  };
  std::stable_sort(keys.begin(), keys.end(), less);
  return keys;
}

namespace {

void collect(py::Interp& in, const py::Value& v, std::vector<py::Value>& out) {
  if (auto* d = py::cast<py::Dict>(v)) {
    for (const py::Value& key : sorted_keys(in, *d)) collect(in, d->find(in, key), out);
  } else if (is_nested(v)) {
    for (const py::Value& item : in.items(v)) collect(in, item, out);
  } else {
    out.push_back(v);
  }
}

void collect_paths(py::Interp& in, const py::Value& v, const std::string& prefix, std::string_view separator, std::vector<std::string>& out) {
  auto below = [&](const std::string& key) { return prefix.empty() ? key : prefix + std::string(separator) + key; };
  if (auto* d = py::cast<py::Dict>(v)) {
    for (const py::Value& key : sorted_keys(in, *d)) collect_paths(in, d->find(in, key), below(in.str(key).value_or("")), separator, out);
  } else if (is_nested(v)) {
    size_t i = 0;
    for (const py::Value& item : in.items(v)) collect_paths(in, item, below(std::to_string(i++)), separator, out);
  } else {
    out.push_back(prefix);
  }
}

// A sequence of the same type as `like`: a namedtuple is made by its class.
py::Value sequence_like(py::Interp& in, const py::Value& like, std::vector<py::Value> items) {
  if (py::cast<py::List>(like)) return in.list(std::move(items));
  py::Value made = in.tuple(std::move(items));
  py::Type* type = like.object()->type;
  if (type == in.type_named("tuple") || !type->lookup("_fields")) return made;
  return in.call(py::Value(type), py::Args{in.items(made)});
}

}  // namespace

std::vector<py::Value> flatten(py::Interp& in, const py::Value& v) {
  std::vector<py::Value> out;
  collect(in, v, out);
  return out;
}

py::Value map(py::Interp& in, const py::Value& v, const std::function<py::Value(const py::Value&)>& f) {
  if (auto* d = py::cast<py::Dict>(v)) {
    py::Ref<py::Dict> out = in.dict();
    for (const py::Dict::Entry& e : std::vector<py::Dict::Entry>(d->entries)) {
      if (!e.key) continue;
      py::Value mapped = map(in, e.value, f);
      if (!mapped || !out->insert(in, e.key, mapped)) return {};
    }
    return out;
  }
  if (!is_nested(v)) return f(v);
  std::vector<py::Value> source(in.items(v).begin(), in.items(v).end()), items;
  for (const py::Value& item : source) {
    py::Value mapped = map(in, item, f);
    if (!mapped) return {};
    items.push_back(std::move(mapped));
  }
  return sequence_like(in, v, std::move(items));
}

py::Value pack(py::Interp& in, const py::Value& structure, const std::vector<py::Value>& leaves) {
  size_t next = 0;
  std::function<py::Value(const py::Value&)> build = [&](const py::Value& v) -> py::Value {
    if (auto* d = py::cast<py::Dict>(v)) {
      py::Ref<py::Dict> sorted = in.dict(), out = in.dict();
      for (const py::Value& key : sorted_keys(in, *d))
        if (!sorted->insert(in, key, build(d->find(in, key)))) return {};
      for (const py::Dict::Entry& e : d->entries)
        if (e.key) out->insert(in, e.key, sorted->find(in, e.key));
      return out;
    }
    if (!is_nested(v)) {
      ENSURE(next < leaves.size());
      return leaves[next++];
    }
    std::vector<py::Value> items;
    for (const py::Value& item : in.items(v)) items.push_back(build(item));
    return sequence_like(in, v, std::move(items));
  };
  return build(structure);
}

bool same_structure(py::Interp& in, const py::Value& a, const py::Value& b, bool lists_are_tuples) {
  auto* d = py::cast<py::Dict>(a);
  auto* e = py::cast<py::Dict>(b);
  if (d || e) {
    if (!d || !e || d->size() != e->size()) return false;
    for (const py::Value& key : sorted_keys(in, *d)) {
      py::Value other = e->find(in, key);
      if (!other || !same_structure(in, d->find(in, key), other, lists_are_tuples)) return false;
    }
    return true;
  }
  if (is_nested(a) != is_nested(b)) return false;
  if (!is_nested(a)) return true;
  if (!lists_are_tuples && bool(py::cast<py::List>(a)) != bool(py::cast<py::List>(b))) return false;
  auto x = in.items(a), y = in.items(b);
  if (x.size() != y.size()) return false;
  for (size_t i = 0; i < x.size(); ++i)
    if (!same_structure(in, x[i], y[i], lists_are_tuples)) return false;
  return true;
}

std::vector<std::string> paths(py::Interp& in, const py::Value& v, std::string_view separator) {
  std::vector<std::string> out;
  collect_paths(in, v, "", separator, out);
  return out;
}

}  // namespace misfit::keras::nest
