// Functions that walk over iterables.
#include "python/machine.h"
#include "python/types/types.h"

namespace misfit::py {
namespace {

Value stop_iteration(Interp& in) {
  Value v = std::move(in.machine().stop_value);
  in.machine().stop_value = {};
  return raise_empty(in, "StopIteration", v && !v.is_none() ? v : Value());
}

Value next(Interp& in, Bound& b) {
  Value it = b["iterator"];
  if (!in.type_of(it)->slots.next) return in.raise("TypeError", "'" + type_name(in, it) + "' object is not an iterator");
  in.machine().stop_value = {};
  Value v = in.next(it);
  if (v || in.pending()) return v;
  return b["default"] ? b["default"] : stop_iteration(in);
}

Value iter(Interp& in, Bound& b) {
  if (!b["sentinel"]) return in.iter(b["obj"]);
  Value f = b["obj"], sentinel = b["sentinel"];
  if (!in.callable(f)) return in.raise("TypeError", "iter(v, w): v must be callable");
  auto over = std::make_shared<bool>(false);
  return in.iterator([f, sentinel, over](Interp& i) {
    if (*over) return Value();
    Value v = i.call(f, {});
    if (!v) return v;
    std::optional<bool> end = i.equal(v, sentinel);
    if (!end) return Value();
    *over = *end;
    return *end ? Value() : v;
  }, "callable_iterator");
}

Value enumerate(Interp& in, Bound& b) {
  if (!b["iterable"]) return in.raise("TypeError", "enumerate() missing required argument 'iterable'");
  Value it = in.iter(b["iterable"]);
  if (!it) return {};
  std::optional<int64_t> start = in.as_int(b["start"]);
  if (!start) return in.pending() ? Value() : in.raise("TypeError", "'" + type_name(in, b["start"]) + "' object cannot be interpreted as an integer");
  auto count = std::make_shared<int64_t>(*start);
  return in.iterator([it, count](Interp& i) {
    Value v = i.next(it);
    return v ? i.tuple({Value::integer((*count)++), v}) : Value();
  }, "enumerate");
}

Value zip(Interp& in, Bound& b) {
  std::vector<Value> its;
  std::span<const Value> args = in.items(b["iterables"]);
  for (size_t k = 0; k < args.size(); ++k) {
    Type* t = in.type_of(args[k]);
    if (!t->slots.iter && !t->slots.getitem) return in.raise("TypeError", "'" + t->name + "' object is not iterable");
    Value it = in.iter(args[k]);
    if (!it) return {};
    its.push_back(it);
  }
  bool strict = in.truth(b["strict"]).value_or(false);
  return in.iterator([its, strict](Interp& i) {
    std::vector<Value> row;
    for (size_t k = 0; k < its.size(); ++k) {
      Value v = i.next(its[k]);
      if (!v) {
        if (i.pending() || !strict) return Value();
        if (k) return i.raise("ValueError", "zip() argument " + std::to_string(k + 1) + " is shorter than argument" + (k == 1 ? " 1" : "s 1-" + std::to_string(k)));
        for (size_t j = 1; j < its.size(); ++j)
          if (i.next(its[j])) return i.raise("ValueError", "zip() argument " + std::to_string(j + 1) + " is longer than argument" + (j == 1 ? " 1" : "s 1-" + std::to_string(j)));
        return Value();
      }
      row.push_back(v);
    }
    return row.empty() ? Value() : i.tuple(std::move(row));
  }, "zip");
}

Value map(Interp& in, Bound& b) {
  std::span<const Value> args = in.items(b["args"]);
  if (args.size() < 2) return in.raise("TypeError", "map() must have at least two arguments.");
  Value f = args[0];
  std::vector<Value> its;
  for (const Value& a : args.subspan(1)) {
    Value it = in.iter(a);
    if (!it) return {};
    its.push_back(it);
  }
  return in.iterator([f, its](Interp& i) {
    std::vector<Value> row;
    for (const Value& it : its) {
      Value v = i.next(it);
      if (!v) return Value();
      row.push_back(v);
    }
    return i.call(f, Args{row, {}});
  }, "map");
}

Value filter(Interp& in, Bound& b) {
  Value f = b["function"], it = in.iter(b["iterable"]);
  if (!it) return {};
  return in.iterator([f, it](Interp& i) {
    for (;;) {
      Value v = i.next(it);
      if (!v) return Value();
      Value r = f.is_none() ? v : i.call(f, {v});
      std::optional<bool> keep = r ? i.truth(r) : std::nullopt;
      if (!keep) return Value();
      if (*keep) return v;
    }
  }, "filter");
}

Value reversed(Interp& in, Bound& b) {
  Value v = b["sequence"];
  if (Value f = find_special(in, v, "__reversed__")) {
    if (f.is_none()) return in.raise("TypeError", "'" + type_name(in, v) + "' object is not reversible");
    return in.call(f, {});
  }
  if (in.pending()) return {};
  Type* t = in.type_of(v);
  if (!t->slots.getitem || !t->slots.length || cast<Dict>(v)) return in.raise("TypeError", "'" + t->name + "' object is not reversible");
  std::optional<int64_t> n = in.length(v);
  if (!n) return {};
  auto at = std::make_shared<int64_t>(*n);
  return in.iterator([v, at](Interp& i) {
    if (*at <= 0) return Value();
    return i.get_item(v, Value::integer(--*at));
  }, "reversed");
}

// A list of it, sorted by list.sort, which also judges the keywords.
Value sorted(Interp& in, Bound& b) {
  std::optional<std::vector<Value>> v = in.list_of(b["iterable"]);
  if (!v) return {};
  Value list = in.list(std::move(*v));
  std::vector<Keyword> keywords;
  for (const Dict::Entry& e : cast<Dict>(b["kwargs"])->entries)
    if (e.key) keywords.push_back({cast<Str>(e.key)->text, e.value});
  Value sort = in.get_attr(list, "sort");
  return sort && in.call(sort, Args{{}, keywords}) ? list : Value();
}

Value sum(Interp& in, Bound& b) {
  Value total = b["start"];
  if (in.as_str(total)) return in.raise("TypeError", "sum() can't sum strings [use ''.join(seq) instead]");
  if (cast<Bytes>(total)) return in.raise("TypeError", "sum() can't sum bytes [use b''.join(seq) instead]");
  bool ok = in.for_each(b["iterable"], [&](const Value& v) {
    total = in.binary(BinaryOp::kAdd, total, v);
    return bool(total);
  });
  return ok ? total : Value();
}

Value extreme(Interp& in, Bound& b, const char* name, CompareOp better) {
  std::span<const Value> args = in.items(b["args"]);
  Value key = b["key"];
  if (args.empty()) return in.raise("TypeError", std::string(name) + " expected at least 1 argument, got 0");
  if (args.size() > 1 && b["default"]) return in.raise("TypeError", std::string("Cannot specify a default for ") + name + "() with multiple positional arguments");
  Value best, best_key;
  auto consider = [&](const Value& v) {
    Value k = key.is_none() ? v : in.call(key, {v});
    if (!k) return false;
    if (best) {
      Value r = in.compare(better, k, best_key);
      std::optional<bool> wins = r ? in.truth(r) : std::nullopt;
      if (!wins) return false;
      if (!*wins) return true;
    }
    best = v;
    best_key = k;
    return true;
  };
  if (args.size() > 1) {
    for (const Value& v : std::vector<Value>(args.begin(), args.end()))
      if (!consider(v)) return {};
  } else if (!in.for_each(args[0], consider)) {
    return {};
  }
  if (best) return best;
  return b["default"] ? b["default"] : in.raise("ValueError", std::string(name) + "() arg is an empty sequence");
}

Value any_all(Interp& in, Bound& b, bool any) {
  bool result = !any;
  bool ok = in.for_each(b["iterable"], [&](const Value& v) {
    std::optional<bool> t = in.truth(v);
    if (!t) return false;
    if (*t == any) result = any;
    return *t != any;
  });
  if (!ok && in.pending()) return {};
  return Value::boolean(result);
}

}  // namespace

void define_iteration_builtins(Interp& in) {
  define(in, "len", "!obj, /", [](Interp& i, Bound& b) {
    std::optional<int64_t> n = i.length(b["obj"]);
    return n ? Value::integer(*n) : Value();
  });
  define(in, "next", "~iterator, default=..., /", next);
  define(in, "iter", "~obj, sentinel=..., /", iter);
  define(in, "enumerate", "^iterable=..., start=0", enumerate);
  define(in, "zip", "^*iterables, strict=False", zip);
  define(in, "map", "^*args", map);
  define(in, "filter", "~function, iterable, /", filter);
  define(in, "reversed", "~sequence, /", reversed);
  define(in, "sorted", "~iterable, /, **kwargs", sorted);
  define(in, "sum", "^iterable, /, start=0", sum);
  define(in, "min", "^*args, key=None, default=...", [](Interp& i, Bound& b) { return extreme(i, b, "min", CompareOp::kLt); });
  define(in, "max", "^*args, key=None, default=...", [](Interp& i, Bound& b) { return extreme(i, b, "max", CompareOp::kGt); });
  define(in, "any", "!iterable, /", [](Interp& i, Bound& b) { return any_all(i, b, true); });
  define(in, "all", "!iterable, /", [](Interp& i, Bound& b) { return any_all(i, b, false); });
}

}  // namespace misfit::py
