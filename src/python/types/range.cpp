// range and slice.
#include "python/bigint.h"
#include "python/hash.h"
#include "python/machine.h"
#include "python/types/sequence.h"
#include "python/types/text.h"

namespace misfit::py::types {

namespace {

const Range& range_of(const Value& v) { return *cast<Range>(v); }

std::optional<int64_t> whole(Interp& in, const Value& v) {
  const std::optional<int64_t> i = in.as_int(v);
  if (!i && !in.pending()) in.raise("TypeError", "'" + type_name(in, v) + "' object cannot be interpreted as an integer");
  return i;
}

Value range_create(Interp& in, Type* type, const Args& args) {
  if (!args.keywords.empty()) return in.raise("TypeError", "range() takes no keyword arguments");
  const size_t n = args.positional.size();
  if (n == 0 || n > 3) return in.raise("TypeError", n == 0 ? "range expected at least 1 argument, got 0" : "range expected at most 3 arguments, got " + std::to_string(n));
  int64_t v[3] = {0, 0, 1};
  for (size_t i = 0; i < n; ++i) {
    const std::optional<int64_t> given = whole(in, args.positional[i]);
    if (!given) return {};
    v[n == 1 ? 1 : i] = *given;
  }
  if (v[2] == 0) return in.raise("ValueError", "range() arg 3 must not be zero");
  return new Range(type, v[0], v[1], v[2]);
}

std::optional<std::string> range_repr(Interp&, const Value& self) {
  const Range& r = range_of(self);
  return "range(" + std::to_string(r.start) + ", " + std::to_string(r.stop) + (r.step != 1 ? ", " + std::to_string(r.step) : "") + ")";
}

Value range_getitem(Interp& in, const Value& self, const Value& key) {
  const Range& r = range_of(self);
  if (const Slice* s = cast<Slice>(key)) {
    const std::optional<SliceRange> part = slice_range(in, *s, r.length());
    if (!part) return {};
    return new Range(in.machine().t.range, r.start + part->start * r.step, r.start + part->stop * r.step, r.step * part->step);
  }
  const std::optional<int64_t> at = sequence_index(in, key, r.length(), "range", "range object index out of range");
  return at ? Value::integer(r.start + *at * r.step) : Value();
}

// The position of an int in a range; -1: not there.
int64_t position(const Range& r, int64_t i) {
  const bool inside = r.step > 0 ? i >= r.start && i < r.stop : i <= r.start && i > r.stop;
  return inside && (i - r.start) % r.step == 0 ? (i - r.start) / r.step : -1;
}

std::optional<int64_t> find(Interp& in, const Value& self, const Value& wanted) {
  if (wanted.is_int() || wanted.is_bool()) return position(range_of(self), wanted.is_int() ? wanted.integer() : wanted.boolean());
  const Range& r = range_of(self);
  for (int64_t k = 0; k < r.length(); ++k) {
    const std::optional<bool> same = in.equal(Value::integer(r.start + k * r.step), wanted);
    if (!same) return std::nullopt;
    if (*same) return k;
  }
  return -1;
}

Value iterate(Interp& in, int64_t start, int64_t step, int64_t count) {
  struct Place { int64_t next, left; };
  auto place = std::make_shared<Place>(Place{start, count});
  return in.iterator([place, step](Interp&) -> Value {
    if (place->left == 0) return {};
    const int64_t i = place->next;
    if (--place->left) place->next += step;
    return Value::integer(i);
  }, "range_iterator");
}

Value range_compare(Interp& in, CompareOp op, const Value& a, const Value& b) {
  if (!cast<Range>(b) || (op != CompareOp::kEq && op != CompareOp::kNe)) return in.not_implemented();
  const Range &x = range_of(a), &y = range_of(b);
  const int64_t n = x.length();
  const bool same = n == y.length() && (n == 0 || (x.start == y.start && (n == 1 || x.step == y.step)));
  return Value::boolean(same == (op == CompareOp::kEq));
}

Value slice_create(Interp& in, Type* type, const Args& args) {
  if (!args.keywords.empty()) return in.raise("TypeError", "slice() takes no keyword arguments");
  const size_t n = args.positional.size();
  if (n == 0 || n > 3) return in.raise("TypeError", n == 0 ? "slice expected at least 1 argument, got 0" : "slice expected at most 3 arguments, got " + std::to_string(n));
  const Value none = Value::none();
  if (n == 1) return new Slice(type, none, args.positional[0], none);
  return new Slice(type, args.positional[0], args.positional[1], n == 3 ? args.positional[2] : none);
}

}  // namespace

void define_range(Interp& in) {
  Type* t = in.machine().t.range;
  t->slots.create = range_create;
  t->slots.repr = range_repr;
  t->slots.truth = [](Interp&, const Value& v) -> std::optional<bool> { return range_of(v).length() != 0; };
  t->slots.length = [](Interp&, const Value& v) -> std::optional<int64_t> { return range_of(v).length(); };
  t->slots.getitem = range_getitem;
  t->slots.contains = [](Interp& i, const Value& self, const Value& v) -> std::optional<bool> {
    const std::optional<int64_t> at = find(i, self, v);
    return at ? std::optional(*at >= 0) : std::nullopt;
  };
  t->slots.iter = [](Interp& i, const Value& v) { return iterate(i, range_of(v).start, range_of(v).step, range_of(v).length()); };
  t->slots.compare = range_compare;
  t->slots.hash = [](Interp&, const Value& v) -> std::optional<int64_t> {
    const Range& r = range_of(v);
    const int64_t n = r.length(), parts[3] = {hash_int(n), n ? hash_int(r.start) : 0, n > 1 ? hash_int(r.step) : 0};
    return hash_tuple(parts);
  };
  in.method(t, "__reversed__", "!self, /", [](Interp& i, Bound& b) {
    const Range& r = range_of(b[0]);
    return iterate(i, r.start + (r.length() - 1) * r.step, -r.step, r.length());
  });
  in.method(t, "index", "!self, value, /", [](Interp& i, Bound& b) {
    const std::optional<int64_t> at = find(i, b[0], b[1]);
    if (!at) return Value();
    if (*at >= 0) return Value::integer(*at);
    const std::optional<std::string> shown = i.repr(b[1]);
    return shown ? i.raise("ValueError", *shown + " is not in range") : Value();
  });
  in.method(t, "count", "!self, value, /", [](Interp& i, Bound& b) {
    const std::optional<int64_t> at = find(i, b[0], b[1]);
    return at ? Value::integer(*at >= 0) : Value();
  });
  in.property(t, "start", [](Interp&, Bound& b) { return Value::integer(range_of(b[0]).start); });
  in.property(t, "stop", [](Interp&, Bound& b) { return Value::integer(range_of(b[0]).stop); });
  in.property(t, "step", [](Interp&, Bound& b) { return Value::integer(range_of(b[0]).step); });
}

void define_slice(Interp& in) {
  Type* t = in.machine().t.slice;
  t->slots.create = slice_create;
  mark_unhashable(in, t);
  t->slots.repr = [](Interp& i, const Value& v) -> std::optional<std::string> {
    const Slice* s = cast<Slice>(v);
    const std::optional<std::string> a = i.repr(s->start), b = a ? i.repr(s->stop) : a, c = b ? i.repr(s->step) : b;
    return c ? std::optional("slice(" + *a + ", " + *b + ", " + *c + ")") : std::nullopt;
  };
  t->slots.compare = [](Interp& i, CompareOp op, const Value& a, const Value& b) {
    if (!cast<Slice>(b)) return i.not_implemented();
    const Slice *x = cast<Slice>(a), *y = cast<Slice>(b);
    return i.compare(op, i.tuple({x->start, x->stop, x->step}), i.tuple({y->start, y->stop, y->step}));
  };
  in.property(t, "start", [](Interp&, Bound& b) { return cast<Slice>(b[0])->start; });
  in.property(t, "stop", [](Interp&, Bound& b) { return cast<Slice>(b[0])->stop; });
  in.property(t, "step", [](Interp&, Bound& b) { return cast<Slice>(b[0])->step; });
  in.method(t, "indices", "!self, length, /", [](Interp& i, Bound& b) {
    const std::optional<int64_t> length = whole(i, b[1]);
    if (!length) return Value();
    if (*length < 0) return i.raise("ValueError", "length should not be negative");
    const std::optional<SliceRange> r = slice_range(i, *cast<Slice>(b[0]), *length);
    return r ? i.tuple({Value::integer(r->start), Value::integer(r->stop), Value::integer(r->step)}) : Value();
  });
}

}  // namespace misfit::py::types
