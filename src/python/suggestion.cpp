// "Did you mean": CPython's rule for names and attributes that are nearly right.
#include <algorithm>

#include "python/machine.h"

namespace misfit::py {
namespace {

constexpr size_t kMove = 2, kCase = 1, kMany = 750;

size_t substitution(char a, char b) {
  if (a == b) return 0;
  auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return lower(a) == lower(b) ? kCase : kMove;
}

size_t distance(const std::string& a, const std::string& b) {
  std::vector<size_t> row(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) row[j] = j * kMove;
  for (size_t i = 1; i <= a.size(); ++i) {
    size_t diagonal = row[0];
    row[0] = i * kMove;
    for (size_t j = 1; j <= b.size(); ++j) {
      size_t next = std::min({row[j] + kMove, row[j - 1] + kMove, diagonal + substitution(a[i - 1], b[j - 1])});
      diagonal = row[j];
      row[j] = next;
    }
  }
  return row[b.size()];
}

std::optional<std::string> nearest(const std::string& name, const std::vector<std::string>& candidates) {
  if (candidates.size() >= kMany) return std::nullopt;
  std::optional<std::string> best;
  size_t least = SIZE_MAX;
  for (const std::string& c : candidates) {
    if (c == name) continue;
    size_t d = distance(name, c);
    if (d > (name.size() + c.size() + 3) * kMove / 6) continue;
    if (d < least) {
      least = d;
      best = c;
    }
  }
  return best;
}

std::vector<std::string> keys(const Dict& d) {
  std::vector<std::string> v;
  for (const Dict::Entry& e : d.entries)
    if (Str* s = cast<Str>(e.key); s && s->text[0] != '.') v.push_back(s->text);
  return v;
}

}  // namespace

std::optional<std::string> suggestion(Interp& in, Exception& e) {
  Value name = e.dict ? e.dict->get("name") : Value();
  if (!name || !in.as_str(name)) return std::nullopt;
  std::string wrong(*in.as_str(name));
  if (e.type->is_subclass(in.type_named("AttributeError"))) {
    Value object = e.dict->get("obj");
    if (!object) return std::nullopt;
    auto slot = in.type_of(object)->slots.dir;
    std::optional<std::vector<std::string>> names = slot ? slot(in, object) : dir_of(in, object);
    if (!names) {
      in.take();
      return std::nullopt;
    }
    std::sort(names->begin(), names->end());
    return nearest(wrong, *names);
  }
  if (e.type == in.type_named("NameError") || e.type == in.type_named("UnboundLocalError")) {
    if (auto found = nearest(wrong, in.machine().local_names[&e])) return found;
    if (Module* main = cast<Module>(in.machine().modules->get("__main__")))
      if (auto found = nearest(wrong, keys(*main->dict))) return found;
    return nearest(wrong, keys(*in.machine().builtins));
  }
  return std::nullopt;
}

}  // namespace misfit::py
