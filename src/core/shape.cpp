#include "core/shape.h"

#include <algorithm>
#include <utility>

namespace misfit {
namespace {

std::string join(const Shape& s, std::string_view between, std::string_view unknown) {
  std::string text;
  for (size_t i = 0; i < s.rank(); ++i) {
    if (i) text += between;
    text += s[i] < 0 ? std::string(unknown) : std::to_string(s[i]);
  }
  return text;
}

thread_local bool asked_for_missing = false;

}  // namespace

bool Shape::fully_known() const {
  return known_rank_ && std::none_of(dims_.begin(), dims_.end(), [](int64_t d) { return d < 0; });
}

int64_t Shape::at(int64_t axis) const {
  const int64_t n = static_cast<int64_t>(rank());
  if (axis < 0) axis += n;
  return axis >= 0 && axis < n ? dims_[static_cast<size_t>(axis)] : missing();
}

bool Shape::take_missing() { return std::exchange(asked_for_missing, false); }

int64_t& Shape::missing() {
  static thread_local int64_t length;
  asked_for_missing = true;
  return length = kUnknown;
}

int64_t Shape::elements() const {
  if (!fully_known()) return kUnknown;
  int64_t product = 1;
  for (int64_t d : dims_) product *= d;
  return product;
}

Shape Shape::with(size_t axis, int64_t length) const {
  Shape s = *this;
  s[axis] = length;
  return s;
}

Shape Shape::without(size_t axis) const {
  Shape s = *this;
  if (axis >= rank()) missing();
  else s.dims_.erase(s.dims_.begin() + static_cast<std::ptrdiff_t>(axis));
  return s;
}

Shape Shape::slice(size_t first, size_t last) const {
  if (first > last || last > rank()) missing();
  last = std::min(last, rank());
  first = std::min(first, last);
  return Shape(dims_.begin() + static_cast<std::ptrdiff_t>(first), dims_.begin() + static_cast<std::ptrdiff_t>(last));
}

bool compatible(const Shape& a, const Shape& b) {
  if (!a.known_rank() || !b.known_rank()) return true;
  if (a.rank() != b.rank()) return false;
  for (size_t i = 0; i < a.rank(); ++i)
    if (a[i] >= 0 && b[i] >= 0 && a[i] != b[i]) return false;
  return true;
}

std::string python_text(const Shape& s) {
  if (!s.known_rank()) return "<unknown>";
  return "(" + join(s, ", ", "None") + (s.rank() == 1 ? ",)" : ")");
}

std::string bracket_text(const Shape& s) {
  if (!s.known_rank()) return "<unknown>";
  return "[" + join(s, ",", "?") + "]";
}

std::string list_text(const Shape& s) {
  if (!s.known_rank()) return "<unknown>";
  return "[" + join(s, ", ", "None") + "]";
}

Result<Shape, BroadcastFailure> broadcast(const Shape& a, const Shape& b) {
  if (!a.known_rank() || !b.known_rank()) return Shape::unknown_rank();
  const size_t rank = std::max(a.rank(), b.rank());
  std::vector<int64_t> dims(rank);
  for (size_t back = 1; back <= rank; ++back) {
    const int64_t x = back <= a.rank() ? a[a.rank() - back] : 1;
    const int64_t y = back <= b.rank() ? b[b.rank() - back] : 1;
    int64_t& d = dims[rank - back];
    if (x == y) d = x;
    else if (x == 1) d = y;
    else if (y == 1) d = x;
    else if (x < 0) d = y;                      // an unknown length beside one above 1 must be that one, or 1
    else if (y < 0) d = x;
    else return BroadcastFailure{back - 1, x, y};
  }
  return Shape(std::move(dims));
}

}  // namespace misfit
