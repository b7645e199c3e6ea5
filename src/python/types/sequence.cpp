// What lists, tuples, texts, bytes and ranges share: indices, slices, sorting, and repr of what contains itself.
#include <algorithm>

#include "python/bigint.h"
#include "python/machine.h"
#include "python/types/sequence.h"
#include "python/types/text.h"

namespace misfit::py::types {

static bool is_large(const Value& v) { return cast<BigInt>(v) && !integer_of(v)->small(); }

std::optional<int64_t> sequence_index(Interp& in, const Value& key, int64_t length, const char* what, const char* out_of_range) {
  if (is_large(key)) {
    in.raise("IndexError", "cannot fit 'int' into an index-sized integer");
    return std::nullopt;
  }
  const std::optional<int64_t> i = in.as_int(key);
  if (!i) {
    if (in.pending()) return std::nullopt;
    const std::string kind = type_name(in, key);
    if (std::string_view(what) == "string") in.raise("TypeError", "string indices must be integers, not '" + kind + "'");
    else in.raise("TypeError", std::string(what) + " indices must be integers or slices, not " + kind);
    return std::nullopt;
  }
  const int64_t at = *i < 0 ? *i + length : *i;
  if (at < 0 || at >= length) {
    in.raise("IndexError", out_of_range);
    return std::nullopt;
  }
  return at;
}

std::optional<int64_t> slice_bound(Interp& in, const Value& v, int64_t missing) {
  if (v.is_none()) return missing;
  if (v.is_int()) return v.integer();
  if (is_large(v)) return integer_of(v)->negative() ? INT64_MIN : INT64_MAX;
  const std::optional<int64_t> i = in.as_int(v);
  if (i || in.pending()) return i;
  in.raise("TypeError", "slice indices must be integers or None or have an __index__ method");
  return std::nullopt;
}

std::optional<SliceRange> slice_range(Interp& in, const Slice& s, int64_t length) {
  const std::optional<int64_t> step = slice_bound(in, s.step, 1);
  if (!step) return std::nullopt;
  if (*step == 0) {
    in.raise("ValueError", "slice step cannot be zero");
    return std::nullopt;
  }
  const bool down = *step < 0;
  const int64_t low = down ? -1 : 0, high = down ? length - 1 : length;
  const auto bound = [&](const Value& v, int64_t missing) -> std::optional<int64_t> {
    if (v.is_none()) return missing;
    const std::optional<int64_t> i = slice_bound(in, v, missing);
    if (!i) return std::nullopt;
    const int64_t at = *i < 0 ? (*i < -length ? low : *i + length) : *i;
    return std::clamp(at, low, std::max(low, high));
  };
  const std::optional<int64_t> start = bound(s.start, down ? high : low);
  if (!start) return std::nullopt;
  const std::optional<int64_t> stop = bound(s.stop, down ? low : high);
  if (!stop) return std::nullopt;
  const int64_t distance = down ? *start - *stop : *stop - *start, stride = down ? -std::max(*step, -INT64_MAX) : *step;
  return SliceRange{*start, *stop, *step, distance <= 0 ? 0 : (distance - 1) / stride + 1};
}

namespace {

struct Sorter {
  Interp& in;
  struct Item { Value key, value; };

  // a < b; nullopt: pending.
  std::optional<bool> less(const Item& a, const Item& b) {
    const Value &x = a.key, &y = b.key;
    if (x.is_int() && y.is_int()) return x.integer() < y.integer();
    if (x.is_float() && y.is_float()) return x.number() < y.number();
    const Value r = in.compare(CompareOp::kLt, x, y);
    if (!r) return std::nullopt;
    return in.truth(r);
  }

  // Sorts [first, last), of which [first, sorted) is sorted already.
  bool insert(std::vector<Item>& v, size_t first, size_t sorted, size_t last) {
    for (size_t i = sorted; i < last; ++i) {
      size_t low = first, high = i;
      while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const std::optional<bool> before = less(v[i], v[middle]);
        if (!before) return false;
        if (*before) high = middle;
        else low = middle + 1;
      }
      std::rotate(v.begin() + static_cast<std::ptrdiff_t>(low), v.begin() + static_cast<std::ptrdiff_t>(i), v.begin() + static_cast<std::ptrdiff_t>(i) + 1);
    }
    return true;
  }

  // The end of the run that begins at `first`; a strictly falling one is turned around.
  std::optional<size_t> run(std::vector<Item>& v, size_t first) {
    size_t last = first + 1;
    if (last >= v.size()) return v.size();
    const std::optional<bool> falling = less(v[last], v[last - 1]);
    if (!falling) return std::nullopt;
    for (++last; last < v.size(); ++last) {
      const std::optional<bool> less_here = less(v[last], v[last - 1]);
      if (!less_here) return std::nullopt;
      if (*less_here != *falling) break;
    }
    if (*falling) std::reverse(v.begin() + static_cast<std::ptrdiff_t>(first), v.begin() + static_cast<std::ptrdiff_t>(last));
    return last;
  }

  bool merge(std::vector<Item>& v, size_t first, size_t middle, size_t last) {
    std::vector<Item> left(std::make_move_iterator(v.begin() + static_cast<std::ptrdiff_t>(first)), std::make_move_iterator(v.begin() + static_cast<std::ptrdiff_t>(middle)));
    size_t a = 0, b = middle, out = first;
    bool ok = true;
    while (a < left.size() && b < last) {
      const std::optional<bool> right_first = less(v[b], left[a]);
      if (!right_first) { ok = false; break; }
      if (*right_first) v[out++] = std::move(v[b++]);
      else v[out++] = std::move(left[a++]);
    }
    while (a < left.size()) v[out++] = std::move(left[a++]);
    return ok;
  }

  // Merge sort over natural runs, short ones filled up by insertion: for fewer than 64 values CPython's very comparisons.
  bool sort(std::vector<Item>& v) {
    size_t shortest = v.size(), odd = 0;
    while (shortest >= 64) { odd |= shortest & 1; shortest >>= 1; }
    shortest += odd;
    std::vector<size_t> ends{0};
    while (ends.back() < v.size()) {
      const size_t first = ends.back();
      const std::optional<size_t> last = run(v, first);
      if (!last) return false;
      size_t end = *last;
      if (end - first < shortest) {
        const size_t filled = std::min(v.size(), first + shortest);
        if (!insert(v, first, end, filled)) return false;
        end = filled;
      }
      ends.push_back(end);
    }
    while (ends.size() > 2) {
      std::vector<size_t> merged{0};
      for (size_t i = 0; i + 2 < ends.size(); i += 2) {
        if (!merge(v, ends[i], ends[i + 1], ends[i + 2])) return false;
        merged.push_back(ends[i + 2]);
      }
      if (merged.back() != v.size()) merged.push_back(v.size());
      ends = std::move(merged);
    }
    return true;
  }
};

struct ReprState : RunState {
  static constexpr Kind kind{"repr in progress"};
  explicit ReprState(Interp&) {}
  std::vector<const Object*> shown;
};

}  // namespace

bool sort_values(Interp& in, std::vector<Value>& values, const Value& key, bool reverse) {
  Sorter sorter{in};
  std::vector<Sorter::Item> items;
  items.reserve(values.size());
  for (const Value& v : values) {
    Value k = v;
    if (key && !key.is_none()) {
      k = in.call(key, {v});
      if (!k) return false;
    }
    items.push_back({std::move(k), v});
  }
  if (reverse) std::reverse(items.begin(), items.end());
  const bool ok = sorter.sort(items);
  if (reverse) std::reverse(items.begin(), items.end());
  if (!ok) return false;
  for (size_t i = 0; i < values.size(); ++i) values[i] = std::move(items[i].value);
  return true;
}

void mark_unhashable(Interp& in, Type* t) {
  t->slots.hash = nullptr;
  cast<Dict>(t->dict)->set(in, "__hash__", Value::none());
}

ReprGuard::ReprGuard(Interp& interp, const Object* o) : in_(interp) {
  std::vector<const Object*>& shown = in_.state<ReprState>().shown;
  active = std::find(shown.begin(), shown.end(), o) != shown.end();
  shown.push_back(o);
}

ReprGuard::~ReprGuard() { in_.state<ReprState>().shown.pop_back(); }

}  // namespace misfit::py::types
