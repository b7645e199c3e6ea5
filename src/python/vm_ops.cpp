// The longer instructions of the machine: names that are missing, unpacking, displays, f-strings, raise, with, import.
#include "python/vm_ops.h"

#include "python/types/types.h"

namespace misfit::py::vm {

static void raise_name(Interp& in, std::string_view type, std::string text, const std::string& name) {
  in.raise(type, std::move(text));
  Ref<Exception> e = in.take();
  if (!e) return;
  e->dict->set(in, "name", in.str_value(name));
  const Code& code = *in.machine().frames.back()->code;
  in.machine().local_names[e.get()].assign(code.slots.begin(), code.slots.begin() + code.locals);
  in.raise_object(e);
}

void unbound_local(Interp& in, const Frame& f, uint32_t slot) {
  const std::string& name = f.code->slots[slot];
  if (slot >= f.code->locals + f.code->cells)
    raise_name(in, "NameError", "cannot access free variable '" + name + "' where it is not associated with a value in enclosing scope", name);
  else
    raise_name(in, "UnboundLocalError", "cannot access local variable '" + name + "' where it is not associated with a value", name);
}

void undefined_name(Interp& in, const std::string& name) { raise_name(in, "NameError", "name '" + name + "' is not defined", name); }

void stored(Interp& in, const Frame& f, const std::string& name, const Value& v) {
  if (!f.code->in_program || !v.is_object() || name[0] == '.') return;
  const Kind* k = v.object()->native;
  if (k == &Function::kind || k == &Builtin::kind || k == &Module::kind || k == &Type::kind || k == &Str::kind) return;
  in.on_store(name, v, f.span());
}

void repend(Interp& in, const Ref<Exception>& e) {
  Value context = e->context;
  auto& frames = in.machine().frames;
  (void)frames;
  in.raise_object(e);
  e->context = context;
}

Value item(Interp& in, const Value& v, const Value& key) {
  if (key.is_int() && v.is_object() && !v.object()->type->heap) {
    const std::vector<Value>* items = nullptr;
    if (List* l = cast<List>(v)) items = &l->items;
    else if (Tuple* t = cast<Tuple>(v); t && t->type == in.machine().t.tuple) items = &t->items;
    if (items) {
      int64_t i = key.integer(), n = static_cast<int64_t>(items->size());
      if (i < 0) i += n;
      if (i >= 0 && i < n) return (*items)[static_cast<size_t>(i)];
    }
  }
  return in.get_item(v, key);
}

static std::string many(size_t n) { return std::to_string(n); }

bool unpack(Interp& in, std::vector<Value>& s, size_t count) {
  Value v = std::move(s.back());
  s.pop_back();
  std::vector<Value> items;
  if (cast<Tuple>(v) || cast<List>(v)) {
    std::span<const Value> all = in.items(v);
    items.assign(all.begin(), all.end());
  } else {
    Type* t = in.type_of(v);
    if (!t->slots.iter && !t->slots.getitem) {
      in.raise("TypeError", "cannot unpack non-iterable " + t->name + " object");
      return false;
    }
    Value it = in.iter(v);
    if (!it) return false;
    while (items.size() <= count) {
      Value next = in.next(it);
      if (!next) {
        if (in.pending()) return false;
        break;
      }
      items.push_back(std::move(next));
    }
  }
  if (items.size() < count) {
    in.raise("ValueError", "not enough values to unpack (expected " + many(count) + ", got " + many(items.size()) + ")");
    return false;
  }
  if (items.size() > count) {
    in.raise("ValueError", "too many values to unpack (expected " + many(count) + ")");
    return false;
  }
  for (size_t i = count; i-- > 0;) s.push_back(std::move(items[i]));
  return true;
}

bool unpack_star(Interp& in, std::vector<Value>& s, size_t before, size_t after) {
  Value v = std::move(s.back());
  s.pop_back();
  Type* t = in.type_of(v);
  if (!t->slots.iter && !t->slots.getitem) {
    in.raise("TypeError", "cannot unpack non-iterable " + t->name + " object");
    return false;
  }
  std::optional<std::vector<Value>> items = in.list_of(v);
  if (!items) return false;
  if (items->size() < before + after) {
    in.raise("ValueError", "not enough values to unpack (expected at least " + many(before + after) + ", got " + many(items->size()) + ")");
    return false;
  }
  for (size_t i = 0; i < after; ++i) s.push_back((*items)[items->size() - 1 - i]);
  s.push_back(in.list(std::vector<Value>(items->begin() + static_cast<long>(before), items->end() - static_cast<long>(after))));
  for (size_t i = before; i-- > 0;) s.push_back((*items)[i]);
  return true;
}

std::vector<Value> pop_many(std::vector<Value>& s, size_t count) {
  std::vector<Value> v(std::make_move_iterator(s.end() - static_cast<long>(count)), std::make_move_iterator(s.end()));
  s.resize(s.size() - count);
  return v;
}

// What a call's `*x` or `**x` complains about.
static std::string callee_text(Interp& in, const Value& callee) {
  if (Function* f = cast<Function>(callee)) return f->module + "." + f->qualname + "()";
  if (Method* m = cast<Method>(callee)) return callee_text(in, m->function);
  if (Builtin* b = cast<Builtin>(callee)) return (b->module == "builtins" ? "" : b->module + ".") + b->signature.qualname() + "()";
  if (Type* t = cast<Type>(callee)) return (t->module == "builtins" ? "" : t->module + ".") + t->qualname + "()";
  return in.str(callee).value_or("") + "()";
}

static bool update_dict(Interp& in, Dict& into, const Value& from, const Value* callee) {
  auto add = [&](const Value& key, const Value& value) {
    if (callee) {
      if (Str* name = cast<Str>(key)) {
        if (into.get(*name)) {
          in.raise("TypeError", callee_text(in, *callee) + " got multiple values for keyword argument '" + name->text + "'");
          return false;
        }
      } else {
        in.raise("TypeError", "keywords must be strings");
        return false;
      }
    }
    return into.insert(in, key, value);
  };
  if (Dict* d = cast<Dict>(from)) {
    std::vector<Dict::Entry> entries = d->entries;
    for (const Dict::Entry& e : entries)
      if (e.key && !add(e.key, e.value)) return false;
    return true;
  }
  Value keys = in.find_attr(from, "keys");
  if (!keys) {
    if (!in.pending()) {
      if (callee) in.raise("TypeError", callee_text(in, *callee) + " argument after ** must be a mapping, not " + type_name(in, from));
      else in.raise("TypeError", "'" + type_name(in, from) + "' object is not a mapping");
    }
    return false;
  }
  Value list = in.call(keys, {});
  return list && in.for_each(list, [&](const Value& k) {
    Value v = in.get_item(from, k);
    return v && add(k, v);
  });
}

bool build(Interp& in, Frame& f, Instruction i) {
  std::vector<Value>& s = f.stack;
  auto pop = [&] {
    Value v = std::move(s.back());
    s.pop_back();
    return v;
  };
  switch (i.op) {
    case Op::kSet: {
      Set* set = new Set(in.machine().t.set);
      Value held(set);
      std::vector<Value> items = pop_many(s, i.arg);
      for (Value& v : items)
        if (!set->add(in, v)) return false;
      s.push_back(held);
      return true;
    }
    case Op::kDict: {
      Ref<Dict> d = in.dict();
      std::vector<Value> items = pop_many(s, i.arg * 2);
      for (size_t k = 0; k < items.size(); k += 2)
        if (!d->insert(in, items[k], items[k + 1])) return false;
      s.push_back(d);
      return true;
    }
    case Op::kSlice: {
      Value step = i.arg == 3 ? pop() : Value::none();
      Value stop = pop(), start = pop();
      s.push_back(in.slice(start, stop, step));
      return true;
    }
    case Op::kListAppend: {
      Value v = pop();
      List* l = cast<List>(s[s.size() - i.arg]);
      l->items.push_back(std::move(v));
      return (l->items.size() & 0xffff) || in.room_for(l->items.size() * sizeof(Value));
    }
    case Op::kListExtend: {
      Value v = pop();
      List* l = cast<List>(s.back());
      Type* t = in.type_of(v);
      if (!t->slots.iter && !t->slots.getitem) {
        if (i.arg) in.raise("TypeError", callee_text(in, s[s.size() - 2]) + " argument after * must be an iterable, not " + t->name);
        else in.raise("TypeError", "Value after * must be an iterable, not " + t->name);
        return false;
      }
      std::optional<std::vector<Value>> items = in.list_of(v);
      if (!items) return false;
      l->items.insert(l->items.end(), items->begin(), items->end());
      return true;
    }
    case Op::kSetAdd: {
      Value v = pop();
      return cast<Set>(s[s.size() - i.arg])->add(in, v);
    }
    case Op::kSetUpdate: {
      Value v = pop();
      Set* set = cast<Set>(s.back());
      return set->update(in, v);
    }
    case Op::kDictSet: {  // dict key value -> dict
      Value v = pop(), k = pop();
      return cast<Dict>(s.back())->insert(in, k, v);
    }
    case Op::kDictAdd: {  // of a comprehension: the dict lies `arg` below
      Value v = pop(), k = pop();
      return cast<Dict>(s[s.size() - i.arg])->insert(in, k, v);
    }
    case Op::kDictUpdate: {
      Value v = pop();
      return update_dict(in, *cast<Dict>(s.back()), v, nullptr);
    }
    case Op::kDictMerge: {  // callee list dict mapping -> callee list dict
      Value v = pop();
      Value callee = s[s.size() - 3];
      return update_dict(in, *cast<Dict>(s.back()), v, &callee);
    }
    default: {  // kListToTuple
      List* l = cast<List>(s.back());
      s.back() = in.tuple(l->items);
      return true;
    }
  }
}

bool format_value(Interp& in, std::vector<Value>& s, uint32_t how) {
  std::string spec;
  if (how & 4) {
    spec = cast<Str>(s.back())->text;
    s.pop_back();
  }
  Value v = s.back();
  std::optional<std::string> text;
  switch (how & 3) {
    case 1: text = in.str(v); break;
    case 2: text = in.repr(v); break;
    case 3: {
      Value f = in.machine().builtins->get("ascii");
      Value r = in.call(f, {v});
      if (r) text = cast<Str>(r)->text;
      break;
    }
    default: break;
  }
  if (how & 3) {
    if (!text) return false;
    if (!spec.empty()) text = in.format(in.str_value(*text), spec);
  } else {
    text = in.format(v, spec);
  }
  if (!text) return false;
  s.back() = in.str_value(std::move(*text));
  return true;
}

// Makes what `raise x` names: an instance, or a class to call.
static Ref<Exception> exception_from(Interp& in, const Value& v, const char* otherwise) {
  if (Exception* e = cast<Exception>(v)) return Ref<Exception>(e);
  if (Type* t = cast<Type>(v); t && t->is_subclass(in.machine().t.base_exception)) {
    Value made = in.call(v, {});
    if (!made) return {};
    if (Exception* e = cast<Exception>(made)) return Ref<Exception>(e);
    in.raise("TypeError", "calling " + in.repr(v).value_or("") + " should have returned an instance of BaseException, not " + in.repr(Value(in.type_of(made))).value_or(""));
    return {};
  }
  in.raise("TypeError", otherwise);
  return {};
}

bool raise_statement(Interp& in, Frame& f, uint32_t operands) {
  std::vector<Value>& s = f.stack;
  if (operands == 0) {
    auto& frames = in.machine().frames;
    for (size_t k = frames.size(); k-- > 0;)
      if (!frames[k]->handled.empty()) {
        Value e = frames[k]->handled.back();
        in.raise_object(Ref<Exception>(cast<Exception>(e)));
        return true;
      }
    in.raise("RuntimeError", "No active exception to reraise");
    return false;
  }
  Value cause;
  if (operands == 2) {
    cause = std::move(s.back());
    s.pop_back();
  }
  Value v = std::move(s.back());
  s.pop_back();
  Ref<Exception> e = exception_from(in, v, "exceptions must derive from BaseException");
  if (!e) return false;
  if (operands == 2) {
    if (cause.is_none()) {
      e->cause = {};
    } else {
      Ref<Exception> c = exception_from(in, cause, "exception causes must derive from BaseException");
      if (!c) return false;
      e->cause = c;
    }
    e->suppress_context = true;
  }
  in.raise_object(e);
  return false;
}

bool enter_with(Interp& in, Frame& f, uint32_t handler) {
  std::vector<Value>& s = f.stack;
  Value manager = std::move(s.back());
  s.pop_back();
  Value enter = find_special(in, manager, "__enter__");
  if (!enter && !in.pending()) {
    in.raise("TypeError", "'" + type_name(in, manager) + "' object does not support the context manager protocol");
    return false;
  }
  Value exit = find_special(in, manager, "__exit__");
  if (!exit && !in.pending())
    in.raise("TypeError", "'" + type_name(in, manager) + "' object does not support the context manager protocol (missed __exit__ method)");
  if (!enter || !exit) return false;
  Value entered = in.call(enter, {});
  if (!entered) return false;
  s.push_back(std::move(exit));
  f.blocks.push_back({Block::Kind::kExcept, handler, static_cast<uint32_t>(s.size())});
  s.push_back(std::move(entered));
  return true;
}

// `as`: what the statement calls the module, which may go by several names.
static Value import_from(Interp& in, const Value& module, const std::string& as, const std::string& name) {
  Value v = in.find_attr(module, name);
  if (v || in.pending()) return v;
  Module* m = cast<Module>(module);
  std::string full = m ? m->name : "";
  if (m && in.machine().builders.count(full + "." + name)) return in.import(full + "." + name);
  bool built_in = full == "sys" || full == "builtins" || full == "math" || full == "time" || full == "itertools" || full == "gc";
  if (m && in.machine().modules->get(as).same(module)) full = as;
  auto* files = m ? cast<Dict>(m->dict->get("__files__")) : nullptr;
  Value file = files ? files->get(full) : m ? m->dict->get("__file__") : Value();
  std::string where = file && in.as_str(file) ? std::string(*in.as_str(file)) : "";
  in.raise("ImportError", "cannot import name '" + name + "' from '" + full + "' (" + (built_in || where.empty() ? "unknown location" : where) + ")");
  Ref<Exception> e = in.take();
  if (!e) return {};
  e->dict->set(in, "name", in.str_value(full));
  return in.raise_object(e);
}

// The names of a module's `__on_demand__` list that occur in the program.
static std::vector<std::string> names_on_demand(Interp& in, Module& m) {
  std::vector<std::string> out;
  const Value all = m.dict->get("__on_demand__");
  if (!all) return out;
  for (const Value& v : in.items(all))
    if (const auto name = in.as_str(v); name && in.machine().program.find(*name) != std::string::npos) out.emplace_back(*name);
  return out;
}

bool import_step(Interp& in, Frame& f, Instruction i) {
  std::vector<Value>& s = f.stack;
  if (i.op == Op::kImportStar) {
    Value module = std::move(s.back());
    s.pop_back();
    Module* m = cast<Module>(module);
    if (!m) return true;
    Ref<Dict> into = f.names ? f.names : f.globals;
    if (Value all = m->dict->get("__all__"))
      return in.for_each(all, [&](const Value& name) {
        Value v = in.get_attr(module, in.as_str(name).value_or(""));
        return v && into->insert(in, name, v);
      });
    // What a module makes on demand is made for the names that the code mentions.
    if (m->dict->get("__getattr__"))
      for (const std::string& name : names_on_demand(in, *m))
        if (!in.get_attr(module, name)) return false;
    std::vector<Dict::Entry> entries = m->dict->entries;
    for (const Dict::Entry& e : entries)
      if (Str* name = cast<Str>(e.key); name && name->text[0] != '_' && !into->insert(in, e.key, e.value)) return false;
    return true;
  }
  const std::string& name = name_at(f, i.arg).text;
  if (i.op == Op::kImportFrom) {
    uint32_t from = f.pc - 1;
    while (from > 0 && f.code->instructions[from].op != Op::kImport) --from;
    Value v = import_from(in, s.back(), name_at(f, f.code->instructions[from].arg).text, name);
    if (v) s.push_back(std::move(v));
    return bool(s.back()) && !in.pending();
  }
  Value module = in.import(name);
  if (!module) return false;
  if (i.op == Op::kImportRoot) module = in.import(std::string_view(name).substr(0, name.find('.')));
  if (!module) return false;
  s.push_back(std::move(module));
  return true;
}

// Sequence patterns take lists, tuples, ranges and the like, but no strings.
static bool is_pattern_sequence(Interp& in, const Value& v) {
  if (cast<List>(v) || cast<Tuple>(v) || cast<Range>(v)) return true;
  return v.is_object() && in.type_of(v)->lookup("__match_sequence__");
}

static bool match_class(Interp& in, std::vector<Value>& s, const Tuple& how) {
  Value cls = std::move(s.back());
  s.pop_back();
  Type* t = cast<Type>(cls);
  if (!t) {
    in.raise("TypeError", "called match pattern must be a class");
    return false;
  }
  Value subject = s.back();
  if (!in.is_instance(subject, t)) {
    s.push_back(Value::none());
    return true;
  }
  const int64_t positional = how.items[0].integer();
  std::vector<Value> found;
  if (positional) {
    Value names = t->lookup("__match_args__");
    const Interp::Machine::Types& k = in.machine().t;
    bool whole = false;
    if (!names)
      for (Type* own : {k.boolean, k.bytes, k.dict, k.floating, k.frozenset, k.integer, k.list, k.set, k.str, k.tuple, k.bytearray}) whole = whole || t->is_subclass(own);
    const int64_t allowed = whole ? 1 : static_cast<int64_t>(in.items(names).size());
    if (positional > allowed) {
      in.raise("TypeError", t->name + "() accepts " + std::to_string(allowed) + " positional sub-pattern" + (allowed == 1 ? "" : "s") + " (" + std::to_string(positional) + " given)");
      return false;
    }
    for (int64_t i = 0; i < positional; ++i) {
      Value v = whole ? subject : in.find_attr(subject, in.as_str(in.items(names)[static_cast<size_t>(i)]).value_or(""));
      if (!v) {
        if (in.pending()) return false;
        s.push_back(Value::none());
        return true;
      }
      found.push_back(v);
    }
  }
  for (const Value& name : in.items(how.items[1])) {
    Value v = in.find_attr(subject, *in.as_str(name));
    if (!v) {
      if (in.pending()) return false;
      s.push_back(Value::none());
      return true;
    }
    found.push_back(v);
  }
  s.push_back(in.tuple(std::move(found)));
  return true;
}

bool match_step(Interp& in, Frame& f, Instruction i) {
  std::vector<Value>& s = f.stack;
  switch (i.op) {
    case Op::kMatchSequence: s.push_back(Value::boolean(is_pattern_sequence(in, s.back()))); return true;
    case Op::kMatchMapping: s.push_back(Value::boolean(cast<Dict>(s.back()) != nullptr)); return true;
    case Op::kMatchClass: return match_class(in, s, *cast<Tuple>(f.code->constants[i.arg]));
    case Op::kMatchKeys: {  // subject keys -> subject keys values|None
      Dict* d = cast<Dict>(s[s.size() - 2]);
      std::vector<Value> values;
      for (const Value& k : in.items(s.back())) {
        Value v = d->find(in, k);
        if (!v) {
          if (in.pending()) return false;
          s.push_back(Value::none());
          return true;
        }
        values.push_back(v);
      }
      s.push_back(in.tuple(std::move(values)));
      return true;
    }
    default: {  // kMatchRest: subject keys -> rest
      Value keys = std::move(s.back());
      s.pop_back();
      Ref<Dict> rest = in.dict();
      for (const Dict::Entry& e : cast<Dict>(s.back())->entries)
        if (e.key && !rest->insert(in, e.key, e.value)) return false;
      for (const Value& k : in.items(keys))
        if (!rest->remove(in, k, nullptr)) return false;
      s.back() = rest;
      return true;
    }
  }
}

ControlFlowHook::Did ask_hook(Interp::Machine& m, Frame& f, Instruction i, Value* outcome) {
  Value v = f.stack.back();
  if (i.op == Op::kTestNot) return m.hook->logical_not(f, v, outcome);
  const Region& r = f.code->regions[i.arg];
  switch (i.op) {
    case Op::kTestIf: return m.hook->if_statement(f, r, v, outcome);
    case Op::kTestWhile: return m.hook->while_statement(f, r, v, outcome);
    case Op::kTestFor: return m.hook->for_statement(f, r, v, outcome);
    case Op::kTestAnd: return m.hook->and_or(f, r, true, v, outcome);
    case Op::kTestOr: return m.hook->and_or(f, r, false, v, outcome);
    default: return m.hook->select(f, r, v, outcome);
  }
}

}  // namespace misfit::py::vm
