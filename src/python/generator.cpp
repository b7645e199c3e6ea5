// Generators: frames that pause.
#include "python/budget.h"
#include "python/machine.h"

namespace misfit::py {

Value make_generator(Interp& in, Ref<Frame> f) {
  Generator* g = new Generator(in.machine().t.generator);
  Value held(g);
  g->name = f->function ? f->function->name : f->code->name;
  g->qualname = f->function ? f->function->qualname : f->code->qualname;
  g->frame = std::move(f);
  return held;
}

// The next value; null and nothing pending: it has returned, with stop_value set.
Value Interp::Machine::resume(Generator& g, Value sent, Value thrown) {
  Value held(&g);
  if (g.running) return in.raise("ValueError", "generator already executing");
  if (!g.frame) {
    stop_value = {};
    return thrown ? in.raise_object(Ref<Exception>(cast<Exception>(thrown))) : Value();
  }
  if (!g.started && sent && !sent.is_none()) return in.raise("TypeError", "can't send non-None value to a just-started generator");
  Ref<Frame> f = g.frame;
  // What is thrown into a generator that waits for another goes to that one first.
  if (thrown && g.started && f->pc < f->code->instructions.size() && f->code->instructions[f->pc].op == Op::kYieldFrom)
    if (Generator* inner = cast<Generator>(f->stack.back()); inner && !inner->running) {
      g.running = true;
      Value v = resume(*inner, {}, thrown);
      g.running = false;
      if (v) return v;
      if (in.pending()) {
        thrown = in.take();
      } else {
        f->stack.back() = stop_value ? stop_value : Value::none();
        ++f->pc;
        thrown = {};
        sent = {};
      }
      g.running = true;
      ++native_depth;
      size_t base_inner = frames.size();
      Value r;
      yielded = false;
      if (enter(f)) {
        if (thrown) in.raise_object(Ref<Exception>(cast<Exception>(thrown)));
        r = run(base_inner, nullptr, bool(thrown));
      }
      --native_depth;
      g.running = false;
      if (yielded) {
        yielded = false;
        return r;
      }
      g.frame = {};
      stop_value = r;
      return {};
    }
  if (native_depth > kMostNative) return in.raise("RecursionError", "maximum recursion depth exceeded");
  if (g.started) {
    if (!thrown) f->stack.push_back(sent ? sent : Value::none());
  }
  g.running = true;
  ++native_depth;
  size_t base = frames.size();
  Value result;
  yielded = false;
  if (enter(f)) {
    if (thrown) in.raise_object(Ref<Exception>(cast<Exception>(thrown)));
    g.started = true;
    result = run(base, nullptr, bool(thrown));
  }
  --native_depth;
  g.running = false;
  if (yielded) {
    yielded = false;
    return result;
  }
  g.frame = {};
  if (result) {
    stop_value = result;
    g.result = result;
    return {};
  }
  if (!in.stopped() && in.pending()) {
    Ref<Exception> e = in.take();
    if (e->type->is_subclass(in.type_named("StopIteration"))) {
      in.raise("RuntimeError", "generator raised StopIteration");
      Ref<Exception> outer = in.take();
      outer->cause = e;
      outer->context = e;
      outer->suppress_context = true;
      outer->traceback = e->traceback;
      return in.raise_object(outer);
    }
    Value context = e->context;
    in.raise_object(e);
    e->context = context;
  }
  return {};
}

Value send_to(Interp& in, const Value& iterator, const Value& sent) {
  Interp::Machine& m = in.machine();
  if (Generator* g = cast<Generator>(iterator)) return m.resume(*g, sent, {});
  m.stop_value = {};
  if (!sent || sent.is_none()) return in.next(iterator);
  Value send = in.get_attr(iterator, "send");
  return send ? in.call(send, {sent}) : Value();
}

static Value stop_iteration(Interp& in) {
  Value v = std::move(in.machine().stop_value);
  in.machine().stop_value = {};
  return raise_empty(in, "StopIteration", v && !v.is_none() ? v : Value());
}

static Ref<Exception> thrown_from(Interp& in, Bound& b) {
  Value v = b["type"];
  if (Exception* e = cast<Exception>(v)) return Ref<Exception>(e);
  if (Type* t = cast<Type>(v); t && t->is_subclass(in.machine().t.base_exception)) {
    Value given = b["value"];
    if (Exception* e = cast<Exception>(given)) return Ref<Exception>(e);
    Value made = given.is_none() ? in.call(v, {}) : in.call(v, {given});
    return Ref<Exception>(cast<Exception>(made));
  }
  in.raise("TypeError", "exceptions must be classes or instances deriving from BaseException, not " + type_name(in, v));
  return {};
}

void define_generator(Interp& in) {
  Type* t = in.machine().t.generator;
  t->slots.iter = [](Interp&, const Value& v) { return v; };
  t->slots.next = [](Interp& i, const Value& v) { return i.machine().resume(*cast<Generator>(v), {}, {}); };
  t->slots.repr = [](Interp&, const Value& v) -> std::optional<std::string> {
    char s[32];
    std::snprintf(s, sizeof s, "0x7f%010llx", static_cast<unsigned long long>(reinterpret_cast<uintptr_t>(v.object()) & 0xffffffffffULL));
    return "<generator object " + cast<Generator>(v)->qualname + " at " + s + ">";
  };
  t->slots.getattr = [](Interp& i, const Value& v, std::string_view name) {
    Generator* g = cast<Generator>(v);
    if (name == "__name__") return i.str_value(g->name);
    if (name == "__qualname__") return i.str_value(g->qualname);
    if (name == "gi_running") return Value::boolean(g->running);
    if (name == "gi_frame") return g->frame ? Value(g->frame) : Value::none();
    return Value();
  };
  in.method(t, "send", "self, value, /", [](Interp& i, Bound& b) {
    Value v = i.machine().resume(*cast<Generator>(b["self"]), b["value"], {});
    return v || i.pending() ? v : stop_iteration(i);
  });
  in.method(t, "throw", "self, type, value=None, traceback=None, /", [](Interp& i, Bound& b) {
    Ref<Exception> e = thrown_from(i, b);
    if (!e) return Value();
    Value v = i.machine().resume(*cast<Generator>(b["self"]), {}, e);
    return v || i.pending() ? v : stop_iteration(i);
  });
  in.method(t, "close", "self", [](Interp& i, Bound& b) {
    Generator* g = cast<Generator>(b["self"]);
    if (!g->frame) return Value::none();
    if (!g->started) {
      g->frame = {};
      return Value::none();
    }
    Type* type = i.type_named("GeneratorExit");
    Value v = i.machine().resume(*g, {}, type->slots.create(i, type, Args{}));
    if (v) return i.raise("RuntimeError", "generator ignored GeneratorExit");
    if (!i.pending()) return Value::none();
    if (i.stopped()) return Value();
    Ref<Exception> e = i.take();
    if (e->type->is_subclass(type) || e->type->is_subclass(i.type_named("StopIteration"))) return Value::none();
    return i.raise_object(e);
  });
}

}  // namespace misfit::py
