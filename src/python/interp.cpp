// The interpreter's birth and death, its pending exception, and the making of plain values.
#include "python/budget.h"
#include "python/interp.h"

#include "core/heap.h"
#include "core/interrupt.h"
#include "python/machine.h"
#include "python/types/types.h"

namespace misfit::py {

static void define_builtin_types(Interp& in) {
  types::define_int(in);
  types::define_float(in);
  types::define_complex(in);
  types::define_str(in);
  types::define_bytes(in);
  types::define_list(in);
  types::define_tuple(in);
  types::define_dict(in);
  types::define_set(in);
  types::define_range(in);
  types::define_slice(in);
}

Interp::Interp(Profile p, Limits l, Host* host) : profile(p), limits(l), machine_(std::make_unique<Machine>(*this, host)) {
  current_interp = this;
  machine_->started = std::chrono::steady_clock::now();
  machine_->heap_before = heap_bytes();
  machine_->interrupt_before = set_interrupt([this](uint64_t work) { return !machine().spend(work); });
  define_core_types(*this);
  define_exceptions(*this);
  machine_->builtins = dict();
  machine_->modules = dict();
  define_builtin_types(*this);
  define_builtin_functions(*this);
}

// Everything alive is pinned, emptied, destroyed, and only then freed: destructors may still look at each other.
Interp::~Interp() {
  set_interrupt(std::move(machine_->interrupt_before));
  current_interp = this;
  states_.clear();
  pending_ = {};
  on_store = nullptr;
  Machine& m = *machine_;
  m.frames.clear();
  m.spare_frames.clear();
  m.builders.clear();
  m.hook = nullptr;
  for (Object* o = m.objects; o; o = o->next) ++o->refs;
  for (Object* o = m.objects; o; o = o->next) o->clear();
  m.kept.clear();
  m.side_dicts.clear();
  m.slot_wrappers.clear();
  m.builtins = {};
  m.modules = {};
  m.ellipsis = m.not_implemented = m.exit_code = m.stop_value = m.recorder = {};
  std::vector<Object*> all;
  for (Object* o = m.objects; o; o = o->next) all.push_back(o);
  current_interp = nullptr;
  for (Object* o : all) o->~Object();
  for (Object* o : all) ::operator delete(o);
}

Value Interp::raise_object(Ref<Exception> e) {
  if (stopped()) return {};
  Machine& m = machine();
  if (!e->context)
    for (size_t i = m.frames.size(); i-- > 0;)
      if (!m.frames[i]->handled.empty()) {
        Value handled = m.frames[i]->handled.back();
        if (handled.object() != e.get()) {
          // An exception may not stand in its own chain of contexts.
          for (Exception* c = cast<Exception>(handled); c; c = cast<Exception>(c->context))
            if (c->context.object() == e.get()) {
              c->context = {};
              break;
            }
          e->context = handled;
        }
        break;
      }
  pending_ = e;
  return {};
}

Value Interp::raise(Type* type, std::string message, std::shared_ptr<const Fault> fault) {
  if (stopped()) return {};
  Value made = type->slots.create(*this, type, Args{});
  Exception* e = cast<Exception>(made);
  ENSURE(e);
  Value text = str_value(std::move(message));
  e->args = tuple({text});
  e->fault = std::move(fault);
  return raise_object(Ref<Exception>(e));
}

Value Interp::raise(std::string_view builtin_type, std::string message) {
  Type* t = type_named(builtin_type);
  ENSURE(t);
  return raise(t, std::move(message));
}

Ref<Exception> Interp::take() {
  Value e = std::move(pending_);
  pending_ = {};
  Ref<Exception> r(cast<Exception>(e));
  return r;
}

// Ends the run with an exception that no except clause catches: null values unwind as for any other.
Value Interp::stop(Stop why, std::string detail) {
  if (stop_ == Stop::kNone) {
    stop_ = why;
    machine().stop_detail = std::move(detail);
  }
  if (!pending_) {
    Type* base = machine().t.base_exception;
    pending_ = base->slots.create(*this, base, Args{});
  }
  return {};
}

std::string Interp::message_of(Exception& e) {
  Ref<Exception> outer;
  if (pending()) outer = take();
  std::optional<std::string> s = str(Value(&e));
  if (!s) take();
  if (outer) pending_ = outer;
  return s.value_or("");
}

void Interp::write(std::string_view text) {
  Machine& m = machine();
  if (m.stdout_text.size() + text.size() > limits.output) {
    text = text.substr(0, limits.output - m.stdout_text.size());
    stop(Stop::kOutput, "more than " + std::to_string(limits.output >> 20) + " MB of output");
  }
  m.stdout_text += text;
  if (m.host) m.host->on_stdout(text);
}

bool Interp::room_for(uint64_t bytes) {
  if (bytes <= limits.memory && machine().memory() + bytes <= limits.memory) return true;
  stop(Stop::kMemory, "more than " + std::to_string(limits.memory >> 20) + " MB of memory");
  return false;
}

Value Interp::str_value(std::string s) { return new Str(machine().t.str, std::move(s)); }
Value Interp::bytes(std::string s) { return new Bytes(machine().t.bytes, std::move(s)); }
Value Interp::tuple(std::vector<Value> v) { return new Tuple(machine().t.tuple, std::move(v)); }
Value Interp::list(std::vector<Value> v) { return new List(machine().t.list, std::move(v)); }
Ref<Dict> Interp::dict() { return Ref<Dict>(new Dict(machine().t.dict)); }
Value Interp::slice(Value a, Value b, Value c) { return new Slice(machine().t.slice, std::move(a), std::move(b), std::move(c)); }
Value Interp::ellipsis() const { return machine_->ellipsis; }
Value Interp::not_implemented() const { return machine_->not_implemented; }

Value Interp::iterator(NativeIterator::Step step, std::string_view type_name) {
  Machine& m = machine();
  Type* t = m.t.iterator;
  if (type_name != "iterator") {
    Type*& made = m.iterator_types[std::string(type_name)];
    if (!made) {
      made = new_type("builtins", std::string(type_name), {m.t.iterator}, NativeIterator::kind);
      made->has_dict = false;
    }
    t = made;
  }
  return new NativeIterator(t, std::move(step));
}

Value Interp::builtin(std::string name, std::string_view signature, NativeFunction f, std::string module, std::string qualname) {
  LateSignature late(*this, qualname.empty() ? name : std::move(qualname), std::string(signature));
  const bool c = module == "builtins" || module == "math" || module == "time" || module == "sys" || module == "itertools" || module == "_operator";
  return new Builtin(c ? machine().t.builtin : type_named("library function"), std::move(name), std::move(module), std::move(late), std::move(f));
}

Type* Interp::type_named(std::string_view name) const {
  auto it = machine_->named.find(std::string(name));
  return it == machine_->named.end() ? nullptr : it->second;
}

// The innermost frame that runs the program's own text.
Span Interp::here() const {
  const auto& frames = machine_->frames;
  for (size_t i = frames.size(); i-- > 0;)
    if (frames[i]->code->in_program) return frames[i]->span();
  return {};
}

std::string Interp::function_here() const {
  const auto& frames = machine_->frames;
  return frames.empty() ? "<module>" : frames.back()->code->name;
}

Nesting::Nesting(Interp& in, const char* where) : in_(in), ok_(true) {
  Interp::Machine& m = in.machine();
  counted_ = m.frames.empty() || m.frames.back()->code->in_program;  // as enter() does
  m.depth += counted_;
  ++m.native_depth;
  if (m.depth > in.limits.depth + (in.pending() ? 50 : 0) || m.native_depth > kMostNative) {
    ok_ = false;
    in.raise("RecursionError", std::string("maximum recursion depth exceeded") + where);
  }
}
Nesting::~Nesting() {
  in_.machine().depth -= counted_;
  --in_.machine().native_depth;
}

}  // namespace misfit::py
