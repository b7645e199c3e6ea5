#include "ops/op.h"

#include <algorithm>

namespace misfit {
namespace {
const auto kBefore = [](const auto& entry, std::string_view name) { return entry.first < name; };
}

Attrs::Attrs(std::initializer_list<std::pair<std::string_view, AttrValue>> list) {
  for (const auto& [name, value] : list) set(name, value);
}

void Attrs::set(std::string_view name, AttrValue value) {
  const auto at = std::lower_bound(list_.begin(), list_.end(), name, kBefore);
  if (at != list_.end() && at->first == name) at->second = std::move(value);
  else list_.emplace(at, std::string(name), std::move(value));
}

const AttrValue* Attrs::find(std::string_view name) const {
  const auto at = std::lower_bound(list_.begin(), list_.end(), name, kBefore);
  return at != list_.end() && at->first == name ? &at->second : nullptr;
}

}  // namespace misfit
