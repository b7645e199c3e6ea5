// Calls, functions and classes as the machine makes them: a call of Python code enters a frame, everything else runs at once.
#include "python/vm_ops.h"

namespace misfit::py::vm {
namespace {

// Calls `callee`; frames are entered for Python functions, methods and classes with a Python __init__.
Called call(Interp::Machine& m, const Value& callee, const Args& args, Value* result) {
  Interp& in = m.in;
  Object* o = callee.object();
  const Value* self = nullptr;
  Function* fn = nullptr;
  Value constructed;
  if (o) {
    if (o->native == &Function::kind) {
      fn = static_cast<Function*>(o);
    } else if (o->native == &Method::kind) {
      Method* method = static_cast<Method*>(o);
      fn = cast<Function>(method->function);
      self = &method->self;
    } else if (Type* t = cast<Type>(callee); t && t->heap && t->type == m.t.type && t->slots.init) {
      Value f = t->lookup("__init__");
      if (Function* init = cast<Function>(f)) {
        constructed = t->slots.create(in, t, args);
        if (!constructed) return Called::kFailed;
        if (in.type_of(constructed) != t) {
          *result = constructed;
          if (!in.type_of(constructed)->is_subclass(t)) return Called::kDone;
          auto slot = in.type_of(constructed)->slots.init;
          return !slot || slot(in, constructed, args) ? Called::kDone : Called::kFailed;
        }
        fn = init;
        self = &constructed;
      }
    }
  }
  if (fn && !(constructed && fn->code->generator)) {
    Ref<Frame> f = m.frame_for(*fn, args, self);
    if (!f) return Called::kFailed;
    if (fn->code->generator) {
      *result = make_generator(in, std::move(f));
      return Called::kDone;
    }
    f->constructed = constructed;
    return m.enter(std::move(f)) ? Called::kEntered : Called::kFailed;
  }
  *result = in.call(callee, args);
  return *result ? Called::kDone : Called::kFailed;
}

Called call_or_hook(Interp::Machine& m, Frame& f, const Value& callee, const Args& args, Value* result) {
  if (f.staged && m.hook) {
    switch (m.hook->call(f, callee, args, result)) {
      case ControlFlowHook::Did::kNotMine: break;
      case ControlFlowHook::Did::kRaised: return Called::kFailed;
      default: return Called::kDone;
    }
  }
  return call(m, callee, args, result);
}

}  // namespace

Called begin_call(Interp::Machine& m, Frame& f, Instruction i, Value* result) {
  std::vector<Value>& s = f.stack;
  if (i.op == Op::kCall) {
    const size_t first = s.size() - i.arg;
    Value callee = std::move(s[first - 1]);
    Called c = call_or_hook(m, f, callee, Args{{s.data() + first, i.arg}, {}}, result);
    s.resize(first - 1);
    return c;
  }
  if (i.op == Op::kCallKeywords) {
    auto [positional, constant] = f.code->calls[i.arg];
    const std::vector<Value>& names = cast<Tuple>(f.code->constants[constant])->items;
    const size_t first = s.size() - names.size() - positional;
    std::vector<Keyword> keywords;
    keywords.reserve(names.size());
    for (size_t k = 0; k < names.size(); ++k) keywords.push_back({static_cast<Str*>(names[k].object())->text, s[first + positional + k]});
    Value callee = s[first - 1];
    Called c = call_or_hook(m, f, callee, Args{{s.data() + first, positional}, keywords}, result);
    s.resize(first - 1);
    return c;
  }
  // callee, list of positional, dict of keywords
  Value dict = std::move(s.back());
  s.pop_back();
  Value list = std::move(s.back());
  s.pop_back();
  Value callee = std::move(s.back());
  s.pop_back();
  std::vector<Keyword> keywords;
  for (const Dict::Entry& e : cast<Dict>(dict)->entries)
    if (e.key) {
      Str* name = cast<Str>(e.key);
      if (!name) {
        m.in.raise("TypeError", "keywords must be strings");
        return Called::kFailed;
      }
      keywords.push_back({name->text, e.value});
    }
  return call_or_hook(m, f, callee, Args{m.in.items(list), keywords}, result);
}

Value make_function(Interp::Machine& m, Frame& f, const MakeFunction& make) {
  Function* fn = new Function(m.t.function);
  Value held(fn);
  fn->code = Ref<Code>(cast<Code>(f.code->constants[make.code]));
  fn->globals = f.globals;
  fn->name = fn->code->name;
  fn->qualname = fn->code->qualname;
  Value module = f.globals->get("__name__");
  fn->module = std::string(m.in.as_str(module).value_or("__main__"));
  fn->doc = fn->code->has_doc ? m.in.str_value(fn->code->doc) : Value::none();
  if (make.annotations) {
    fn->annotations = std::move(f.stack.back());
    f.stack.pop_back();
  }
  fn->defaults.resize(fn->code->signature->parameters.size());
  for (size_t i = make.defaults.size(); i-- > 0;) {
    fn->defaults[make.defaults[i]] = std::move(f.stack.back());
    f.stack.pop_back();
  }
  for (uint32_t slot : make.closure) fn->closure.push_back(f.slots[slot]);
  return held;
}

// body name bases keywords -> class
bool build_class(Interp::Machine& m, Frame& f) {
  Interp& in = m.in;
  std::vector<Value>& s = f.stack;
  Value keywords = std::move(s.back());
  s.pop_back();
  Value base_list = std::move(s.back());
  s.pop_back();
  Value name = std::move(s.back());
  s.pop_back();
  Value body = std::move(s.back());
  s.pop_back();

  std::vector<Value> bases;
  bool replaced = false;
  std::vector<Value> original(in.items(base_list).begin(), in.items(base_list).end());
  for (const Value& b : original) {
    if (!cast<Type>(b)) {
      if (Value entries = in.find_attr(b, "__mro_entries__")) {
        Value r = in.call(entries, {in.tuple(original)});
        if (!r) return false;
        for (const Value& v : in.items(r)) bases.push_back(v);
        replaced = true;
        continue;
      } else if (in.pending()) {
        return false;
      }
    }
    bases.push_back(b);
  }
  Value meta(m.t.type);
  std::vector<Keyword> rest;
  for (const Dict::Entry& e : cast<Dict>(keywords)->entries) {
    if (!e.key) continue;
    if (cast<Str>(e.key)->text == "metaclass") meta = e.value;
    else rest.push_back({cast<Str>(e.key)->text, e.value});
  }
  // A base that is not a class: its type is asked to make one, and refuses.
  for (const Value& b : bases)
    if (!cast<Type>(b)) {
      Object* o = b.object();
      if (Function* fn = cast<Function>(b)) (void)fn, in.raise("TypeError", "function() argument 'code' must be code, not str");
      else if (Module* module = cast<Module>(b)) (void)module, in.raise("TypeError", "module() takes at most 2 arguments (3 given)");
      else if (o && cast<Builtin>(b)) in.raise("TypeError", "cannot create 'builtin_function_or_method' instances");
      else in.call(Value(in.type_of(b)), {name, in.tuple(bases), Value(in.dict())});
      if (!in.pending()) in.raise("TypeError", "bases must be types");
      return false;
    }
  if (Type* t = cast<Type>(meta)) {
    Type* best = most_derived_meta(in, t, bases);
    if (!best) return false;
    meta = Value(best);
  }
  Value space = Value(in.dict());
  if (Type* t = cast<Type>(meta); !t || t != m.t.type)
    if (Value prepare = in.find_attr(meta, "__prepare__")) {
      space = in.call(prepare, Args{std::vector<Value>{name, in.tuple(bases)}, rest});
      if (!space) return false;
    }
  Dict* dict = cast<Dict>(space);
  if (!dict) {
    in.raise("TypeError", type_name(in, meta) + ".__prepare__() must return a mapping, not " + type_name(in, space));
    return false;
  }
  Function* fn = cast<Function>(body);
  dict->set(in, "__module__", in.str_value(fn->module));
  dict->set(in, "__qualname__", in.str_value(fn->qualname));
  Ref<Frame> frame = m.frame_for(*fn, Args{}, nullptr);
  frame->names = Ref<Dict>(dict);
  size_t base = m.frames.size();
  ++m.native_depth;
  Value cell = m.enter(std::move(frame)) ? m.run(base) : Value();
  --m.native_depth;
  if (!cell) return false;
  if (cast<Cell>(cell)) dict->set(in, "__classcell__", cell);
  if (replaced) dict->set(in, "__orig_bases__", in.tuple(original));
  std::vector<Value> args{name, in.tuple(bases), space};
  Value cls = in.call(meta, Args{args, rest});
  if (!cls) return false;
  if (Cell* c = cast<Cell>(cell); c && !c->value) c->value = cls;
  s.push_back(std::move(cls));
  return true;
}

}  // namespace misfit::py::vm
