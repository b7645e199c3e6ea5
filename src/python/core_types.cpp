// The types the language itself owns: object, type, None, functions, methods, modules, properties, iterators.
#include <algorithm>
#include <set>

#include "python/machine.h"
#include "python/types/types.h"

namespace misfit::py {
namespace {

std::string address(const Object* o) {
  char s[32];
  std::snprintf(s, sizeof s, "0x7f%010llx", static_cast<unsigned long long>(reinterpret_cast<uintptr_t>(o) & 0xffffffffffULL));
  return s;
}

Value object_create(Interp& in, Type* t, const Args& args) {
  if (Value abstract = t->heap ? cast<Dict>(t->dict)->get("__abstractmethods__") : Value()) {
    std::vector<std::string> names;
    in.for_each(abstract, [&](const Value& v) {
      names.emplace_back(in.as_str(v).value_or(""));
      return true;
    });
    std::sort(names.begin(), names.end());
    if (!names.empty()) {
      std::string list;
      for (const std::string& n : names) list += (list.empty() ? "" : ", ") + n;
      return in.raise("TypeError", "Can't instantiate abstract class " + t->name + " with abstract method" + (names.size() > 1 ? "s " : " ") + list);
    }
  }
  bool excess = !args.positional.empty() || !args.keywords.empty();
  if (excess && !t->slots.init) {
    if (t->lookup("__new__") && !(t->lookup("__init__"))) return in.raise("TypeError", "object.__new__() takes exactly one argument (the type to instantiate)");
    return in.raise("TypeError", (t == in.machine().t.object ? "object" : t->name) + "() takes no arguments");
  }
  if (t->instance != &Instance::kind)
    return in.raise("TypeError", "object.__new__(" + t->name + ") is not safe, use " + t->instance->name + ".__new__()");
  return new Instance(t);
}

std::optional<int64_t> identity_hash(Interp&, const Value& v) { return static_cast<int64_t>(reinterpret_cast<uintptr_t>(v.object()) >> 4); }

// Without the mark of functions that stand behind a dispatcher (signature.cpp).
std::string undispatched(const std::string& qualname) { return qualname.empty() || qualname[0] != '@' ? qualname : qualname.substr(1); }

std::string place(const Type* t) { return t->module == "builtins" ? t->qualname : t->module + "." + t->qualname; }

std::optional<std::string> type_repr(Interp& in, const Value& v) {
  if (Type* meta = in.type_of(v); meta->heap)
    if (Value f = meta->lookup("__repr__"); cast<Function>(f)) return in.str(in.call(f, {v}));
  return "<class '" + place(cast<Type>(v)) + "'>";
}

Value type_create(Interp& in, Type* meta, const Args& args) {
  if (args.positional.size() != 3) return in.raise("TypeError", "type() takes 1 or 3 arguments");
  auto name = in.as_str(args.positional[0]);
  if (!name) return in.raise("TypeError", "type.__new__() argument 1 must be str, not " + type_name(in, args.positional[0]));
  Tuple* bases = cast<Tuple>(args.positional[1]);
  if (!bases) return in.raise("TypeError", "type.__new__() argument 2 must be tuple, not " + type_name(in, args.positional[1]));
  Dict* space = cast<Dict>(args.positional[2]);
  if (!space) return in.raise("TypeError", "type.__new__() argument 3 must be dict, not " + type_name(in, args.positional[2]));
  Type* best = most_derived_meta(in, meta, bases->items);
  if (!best) return {};
  return make_class(in, best, std::string(*name), bases->items, Ref<Dict>(space), args.keywords);
}
bool type_init(Interp&, const Value&, const Args&) { return true; }

// int | None
Value type_union(Interp& in, BinaryOp op, const Value& a, const Value& b, bool reflected) {
  auto fits = [&](const Value& v) { return v.is_none() || cast<Type>(v) || type_name(in, v) == "UnionType" || type_name(in, v) == "GenericAlias"; };
  if (op != BinaryOp::kOr || !fits(a) || !fits(b) || (a.is_none() && b.is_none())) return in.not_implemented();
  Type*& t = in.machine().named["UnionType"];
  if (!t) {
    t = in.new_type("types", "UnionType", {}, Instance::kind);
    t->slots.binary = type_union;
    t->slots.repr = [](Interp& i, const Value& v) -> std::optional<std::string> {
      std::string s;
      for (const Value& m : i.items(cast<Instance>(v)->dict->get("__args__"))) {
        Type* c = cast<Type>(m);
        s += (s.empty() ? "" : " | ") + (c ? (c == i.machine().t.none ? std::string("None") : place(c)) : i.repr(m).value_or(""));
      }
      return s;
    };
  }
  Instance* u = new Instance(t);
  Value held(u);
  u->dict = in.dict();
  std::vector<Value> members;
  for (const Value& v : {reflected ? b : a, reflected ? a : b}) {
    if (type_name(in, v) == "UnionType") {
      for (const Value& m : in.items(cast<Instance>(v)->dict->get("__args__"))) members.push_back(m);
    } else {
      members.push_back(v.is_none() ? Value(in.machine().t.none) : v);
    }
  }
  u->dict->set(in, "__args__", in.tuple(std::move(members)));
  return held;
}

std::string function_place(Interp& in, const Value& f) {
  if (Function* p = cast<Function>(f)) return undispatched(p->qualname);
  if (Builtin* b = cast<Builtin>(f)) return undispatched(b->signature.qualname());
  return in.repr(f).value_or("");
}

std::optional<std::string> function_repr(Interp&, const Value& v) { return "<function " + undispatched(cast<Function>(v)->qualname) + " at " + address(v.object()) + ">"; }
std::optional<std::string> builtin_repr(Interp& in, const Value& v) {
  Builtin* b = cast<Builtin>(v);
  const std::string place = undispatched(b->signature.qualname());
  const std::string owner = place.substr(0, place.find('.'));
  if (b->type == in.machine().t.wrapper) return "<slot wrapper '" + b->name + "' of '" + owner + "' objects>";
  if (b->type == in.machine().t.method_descriptor) return "<method '" + b->name + "' of '" + owner + "' objects>";
  if (b->type == in.machine().t.builtin) return "<built-in function " + b->name + ">";
  return "<function " + place + " at " + address(b) + ">";
}
std::optional<std::string> method_repr(Interp& in, const Value& v) {
  Method* m = cast<Method>(v);
  if (Builtin* b = cast<Builtin>(m->function); b && b->module == "builtins")
    return "<built-in method " + b->name + " of " + type_name(in, m->self) + " object at " + address(m->self.object()) + ">";
  std::optional<std::string> self = in.repr(m->self);
  if (!self) return self;
  return "<bound method " + function_place(in, m->function) + " of " + *self + ">";
}
Value method_compare(Interp& in, CompareOp op, const Value& a, const Value& b) {
  Method *x = cast<Method>(a), *y = cast<Method>(b);
  if (!x || !y || (op != CompareOp::kEq && op != CompareOp::kNe)) return in.not_implemented();
  return Value::boolean((x->function.same(y->function) && x->self.same(y->self)) == (op == CompareOp::kEq));
}
std::optional<int64_t> method_hash(Interp&, const Value& v) {
  Method* m = cast<Method>(v);
  return static_cast<int64_t>(reinterpret_cast<uintptr_t>(m->function.object()) ^ reinterpret_cast<uintptr_t>(m->self.object()));
}

Value function_getattr(Interp& in, const Value& v, std::string_view name) {
  Function* f = cast<Function>(v);
  if (name == "__name__") return in.str_value(f->name);
  if (name == "__qualname__") return in.str_value(undispatched(f->qualname));
  if (name == "__module__") return in.str_value(f->module);
  if (name == "__doc__") return f->doc ? f->doc : Value::none();
  if (name == "__annotations__") return f->annotations ? f->annotations : f->annotations = in.dict();
  if (name == "__code__") return f->code;
  if (name == "__globals__") return f->globals;
  if (name == "__dict__") return attributes_of(in, v, true);
  if (name == "__closure__") return f->closure.empty() ? Value::none() : in.tuple(f->closure);
  if (name == "__defaults__" || name == "__kwdefaults__") {
    std::vector<Value> positional;
    Ref<Dict> keywords = in.dict();
    const auto& p = f->code->signature->parameters;
    for (size_t i = 0; i < p.size(); ++i) {
      if (!f->defaults[i]) continue;
      if (p[i].keyword_only) keywords->set(in, p[i].name, f->defaults[i]);
      else positional.push_back(f->defaults[i]);
    }
    if (name == "__kwdefaults__") return keywords->size() ? Value(keywords) : Value::none();
    return positional.empty() ? Value::none() : in.tuple(std::move(positional));
  }
  return {};
}
std::optional<bool> function_setattr(Interp& in, const Value& v, std::string_view name, const Value& value) {
  Function* f = cast<Function>(v);
  if (name == "__name__" && value) f->name = std::string(in.as_str(value).value_or(""));
  else if (name == "__qualname__" && value) f->qualname = std::string(in.as_str(value).value_or(""));
  else if (name == "__module__" && value) f->module = std::string(in.as_str(value).value_or(""));
  else if (name == "__doc__") f->doc = value;
  else if (name == "__annotations__") f->annotations = value;
  else return false;
  return true;
}
Value code_getattr(Interp& in, const Value& v, std::string_view name) {
  Code* c = cast<Code>(v);
  auto names = [&](size_t first, size_t count) {
    std::vector<Value> n;
    for (size_t i = first; i < first + count; ++i) n.push_back(in.str_value(c->slots[i]));
    return in.tuple(std::move(n));
  };
  size_t positional = 0, keyword_only = 0;
  for (size_t i = 0; i < c->signature->parameters.size(); ++i) {
    if (static_cast<int>(i) == c->signature->star || static_cast<int>(i) == c->signature->double_star) continue;
    ++(c->signature->parameters[i].keyword_only ? keyword_only : positional);
  }
  if (name == "co_name") return in.str_value(c->name);
  if (name == "co_qualname") return in.str_value(c->qualname);
  if (name == "co_varnames") return names(0, c->locals);
  if (name == "co_freevars") return names(c->locals + c->cells, c->free);
  if (name == "co_cellvars") return names(c->locals, c->cells);
  if (name == "co_argcount") return Value::integer(static_cast<int64_t>(positional));
  if (name == "co_kwonlyargcount") return Value::integer(static_cast<int64_t>(keyword_only));
  if (name == "co_firstlineno") return Value::integer(c->span.line);
  if (name == "co_filename") return in.str_value(*c->file);
  if (name == "co_consts") return in.tuple(c->constants);
  return {};
}
Value builtin_getattr(Interp& in, const Value& v, std::string_view name) {
  Builtin* b = cast<Builtin>(v);
  if (name == "__name__") return in.str_value(b->name);
  if (name == "__qualname__") return in.str_value(b->signature.qualname());
  if (name == "__module__") return in.str_value(b->module);
  if (name == "__self__") return b->module.empty() ? Value::none() : Value();
  return {};
}
Value method_getattr(Interp& in, const Value& v, std::string_view name) {
  Method* m = cast<Method>(v);
  if (name == "__self__") return m->self;
  if (name == "__func__") return m->function;
  if (name == "__class__") return Value(m->type);
  return in.find_attr(m->function, name);
}

std::optional<std::string> module_repr(Interp&, const Value& v) {
  Module* m = cast<Module>(v);
  if (m->name == "__main__") return "<module '__main__' from 'program.py'>";
  if (m->name == "sys" || m->name == "builtins" || m->name == "time" || m->name == "itertools") return "<module '" + m->name + "' (built-in)>";
  std::string path = m->name;
  std::replace(path.begin(), path.end(), '.', '/');
  return "<module '" + m->name + "' from '" + path + (m->name.find('.') == std::string::npos ? ".py'>" : "/__init__.py'>");
}

Value cell_getattr(Interp& in, const Value& v, std::string_view name) {
  if (name != "cell_contents") return {};
  Cell* c = cast<Cell>(v);
  return c->value ? c->value : in.raise("ValueError", "Cell is empty");
}

}  // namespace


std::optional<std::string> object_repr(Interp& in, const Value& v) {
  Type* t = in.type_of(v);
  return "<" + place(t) + " object at " + address(v.object()) + ">";
}

Value raise_empty(Interp& in, std::string_view type, const Value& argument) {
  Type* t = in.type_named(type);
  std::vector<Value> args;
  if (argument) args.push_back(argument);
  Value made = t->slots.create(in, t, Args{args, {}});
  return in.raise_object(Ref<Exception>(cast<Exception>(made)));
}

std::optional<std::vector<std::string>> dir_of(Interp& in, const Value& v) {
  std::set<std::string> names;
  auto add = [&](const Dict* d) {
    if (!d) return;
    for (const Dict::Entry& e : d->entries)
      if (Str* s = cast<Str>(e.key)) names.insert(s->text);
  };
  if (Module* m = cast<Module>(v)) {
    add(m->dict.get());
    for (const char* n : {"__name__", "__doc__", "__package__", "__loader__", "__spec__"}) names.insert(n);
  } else {
    Type* t = cast<Type>(v);
    if (!t) {
      t = in.type_of(v);
      if (Ref<Dict> d = attributes_of(in, v, false)) add(d.get());
      for (Type* c : t->mro)
        for (const std::string& s : c->slot_names) names.insert(s);
    }
    for (Type* c : t->mro) add(cast<Dict>(c->dict));
    for (const char* n : {"__class__", "__delattr__", "__dir__", "__doc__", "__eq__", "__format__", "__ge__", "__getattribute__", "__getstate__", "__gt__", "__hash__",
                          "__init__", "__init_subclass__", "__le__", "__lt__", "__ne__", "__new__", "__reduce__", "__reduce_ex__", "__repr__", "__setattr__",
                          "__sizeof__", "__str__", "__subclasshook__"})
      names.insert(n);
    if (t->heap && !t->slots_only) names.insert({"__dict__", "__module__", "__weakref__"});
    for (const char* n : {"__len__", "__getitem__", "__setitem__", "__delitem__", "__contains__", "__iter__", "__next__", "__call__", "__add__", "__mul__", "__rmul__", "__iadd__", "__imul__", "__bool__", "__int__", "__float__", "__index__"})
      if (!t->heap && find_special(in, v, n)) names.insert(n);
  }
  return std::vector<std::string>(names.begin(), names.end());
}

void define_core_types(Interp& in) {
  Interp::Machine& m = in.machine();
  Interp::Machine::Types& t = m.t;
  auto make = [&](const char* name, Type* base, const Kind& kind, const char* module = "builtins") {
    Type* made = in.new_type(module, name, base ? std::vector<Type*>{base} : std::vector<Type*>{}, kind);
    m.named[name] = made;
    return made;
  };
  t.object = make("object", nullptr, Instance::kind);
  t.type = make("type", t.object, Type::kind);
  t.object->type = t.type->type = t.type;
  t.dict = make("dict", t.object, Dict::kind);
  for (Type* early : {t.object, t.type, t.dict}) early->dict = in.dict();
  auto plain = [&](Type*& slot, const char* name, const Kind& kind, bool final_ = false, const char* module = "builtins") {
    slot = make(name, t.object, kind, module);
    slot->has_dict = false;
    slot->final_ = final_;
  };
  t.dict->has_dict = t.object->has_dict = false;
  plain(t.str, "str", Str::kind);
  plain(t.none, "NoneType", Instance::kind, true);
  plain(t.integer, "int", BigInt::kind);
  t.boolean = make("bool", t.integer, BigInt::kind);
  t.boolean->final_ = true;
  plain(t.floating, "float", Float::kind);
  plain(t.complex, "complex", Complex::kind);
  plain(t.bytes, "bytes", Bytes::kind);
  plain(t.bytearray, "bytearray", Bytes::kind);
  plain(t.list, "list", List::kind);
  plain(t.tuple, "tuple", Tuple::kind);
  plain(t.set, "set", Set::kind);
  plain(t.frozenset, "frozenset", Set::kind);
  plain(t.range, "range", Range::kind, true);
  plain(t.slice, "slice", Slice::kind, true);
  plain(t.function, "function", Function::kind, true);
  t.function->has_dict = true;
  plain(t.builtin, "builtin_function_or_method", Builtin::kind, true);
  t.builtin->has_dict = true;
  // What is C++ here and Python there: a library's function. Its type goes by the name of Python's own functions.
  Type* library = in.new_type("builtins", "function", {t.object}, Builtin::kind);
  library->final_ = true;
  m.named["library function"] = library;
  plain(t.wrapper, "wrapper_descriptor", Builtin::kind, true);
  plain(t.method_descriptor, "method_descriptor", Builtin::kind, true);
  plain(t.method, "method", Method::kind, true);
  plain(t.module, "module", Module::kind);
  t.module->has_dict = true;
  plain(t.property, "property", Property::kind);
  plain(t.static_method, "staticmethod", StaticMethod::kind);
  plain(t.class_method, "classmethod", ClassMethod::kind);
  plain(t.generator, "generator", Generator::kind, true);
  plain(t.cell, "cell", Cell::kind, true);
  plain(t.code, "code", Code::kind, true);
  plain(t.frame, "frame", Frame::kind, true);
  plain(t.iterator, "iterator", NativeIterator::kind, true);
  plain(t.ellipsis, "ellipsis", Instance::kind, true);
  plain(t.not_implemented, "NotImplementedType", Instance::kind, true);
  for (Type* s : {t.str, t.bytes, t.bytearray, t.list, t.tuple}) s->sequence = true;

  t.object->slots.create = object_create;
  t.object->slots.hash = identity_hash;
  for (auto& [name, type] : m.named)
    if (type != t.object) type->slots.hash = type->slots.hash ? type->slots.hash : identity_hash;
  for (Type* s : {t.list, t.dict, t.set, t.bytearray}) s->slots.hash = nullptr;
  t.type->slots.create = type_create;
  t.type->slots.init = type_init;
  t.type->slots.repr = type_repr;
  t.type->slots.binary = type_union;
  t.function->slots.repr = function_repr;
  t.function->slots.getattr = function_getattr;
  t.function->slots.setattr = function_setattr;
  t.code->slots.getattr = code_getattr;
  for (Type* b : {t.builtin, library, t.wrapper, t.method_descriptor}) {
    b->slots.repr = builtin_repr;
    b->slots.getattr = builtin_getattr;
  }
  t.method->slots.repr = method_repr;
  t.method->slots.getattr = method_getattr;
  t.method->slots.compare = method_compare;
  t.method->slots.hash = method_hash;
  t.module->slots.repr = module_repr;
  t.cell->slots.getattr = cell_getattr;
  t.none->slots.truth = [](Interp&, const Value&) { return std::optional<bool>(false); };
  t.none->slots.repr = [](Interp&, const Value&) { return std::optional<std::string>("None"); };
  t.none->slots.create = [](Interp&, Type*, const Args&) { return Value::none(); };
  t.none->slots.binary = type_union;
  t.iterator->slots.iter = [](Interp&, const Value& v) { return v; };
  t.iterator->slots.next = [](Interp& i, const Value& v) {
    NativeIterator* n = cast<NativeIterator>(v);
    return n->step ? n->step(i) : Value();
  };
  t.static_method->slots.call = [](Interp& i, const Value& f, const Args& args) { return i.call(cast<StaticMethod>(f)->function, args); };
  t.static_method->slots.getattr = [](Interp& i, const Value& f, std::string_view name) {
    if (name == "__func__" || name == "__wrapped__") return cast<StaticMethod>(f)->function;
    return i.find_attr(cast<StaticMethod>(f)->function, name);
  };
  t.class_method->slots.getattr = [](Interp& i, const Value& f, std::string_view name) {
    if (name == "__func__" || name == "__wrapped__") return cast<ClassMethod>(f)->function;
    return i.find_attr(cast<ClassMethod>(f)->function, name);
  };

  auto singleton = [&](Type* type, const char* text) {
    type->doc = text;
    type->slots.repr = [](Interp& i, const Value& v) { return std::optional<std::string>(i.type_of(v)->doc); };
    return Value(new Instance(type));
  };
  m.ellipsis = singleton(t.ellipsis, "Ellipsis");
  m.not_implemented = singleton(t.not_implemented, "NotImplemented");

  t.static_method->slots.create = [](Interp& i, Type* type, const Args& a) -> Value {
    if (a.positional.size() != 1) return i.raise("TypeError", "staticmethod expected 1 argument, got " + std::to_string(a.positional.size()));
    return new StaticMethod(type, a.positional[0]);
  };
  t.class_method->slots.create = [](Interp& i, Type* type, const Args& a) -> Value {
    if (a.positional.size() != 1) return i.raise("TypeError", "classmethod expected 1 argument, got " + std::to_string(a.positional.size()));
    return new ClassMethod(type, a.positional[0]);
  };
  t.module->slots.create = [](Interp& i, Type* type, const Args& a) -> Value {
    Module* made = new Module(type, std::string(a.positional.empty() ? "" : i.as_str(a.positional[0]).value_or("")));
    made->dict = i.dict();
    return made;
  };
  in.class_method(t.type, "__prepare__", "metacls, *args, **kwargs", [](Interp& i, Bound&) { return Value(i.dict()); });
  in.method(t.type, "mro", "cls", [](Interp& i, Bound& b) { return i.get_attr(b["cls"], "__mro__"); });
  in.method(t.type, "__subclasses__", "cls", [](Interp& i, Bound& b) {
    std::vector<Value> v;
    for (Type* s : cast<Type>(b["cls"])->subclasses) v.push_back(Value(s));
    return i.list(std::move(v));
  });
  define_property(in);
  define_super(in);
  define_generator(in);
}

}  // namespace misfit::py
