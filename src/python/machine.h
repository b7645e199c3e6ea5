// The interpreter's own state: objects alive, built-in types, modules, frames.
#pragma once
#include <chrono>
#include <set>
#include <unordered_map>

#include "core/interrupt.h"
#include "python/code.h"

namespace misfit::py {

extern thread_local Interp* current_interp;         // whom new objects belong to

// Kept by calls that nest in C++: counts with the frames against the recursion limit. `where` as CPython says it:
// "", " in comparison", " while calling a Python object", " while getting the repr of an object".
class Nesting {
 public:
  Nesting(Interp&, const char* where);
  ~Nesting();
  bool ok() const { return ok_; }
 private:
  Interp& in_;
  bool ok_, counted_;
};

struct Interp::Machine {
  explicit Machine(Interp& interp, Host* h) : in(interp), host(h) {}
  Interp& in;
  Host* host;

  struct Types {
    Type *object, *type, *none, *boolean, *integer, *floating, *complex, *str, *bytes, *bytearray, *list, *tuple, *dict, *set, *frozenset,
        *range, *slice, *function, *builtin, *wrapper, *method_descriptor, *method, *module, *property, *static_method, *class_method, *super, *generator, *cell, *code,
        *frame, *iterator, *ellipsis, *not_implemented, *base_exception, *exception;
  } t{};
  Object* objects = nullptr;                         // all that live, newest first
  std::unordered_map<std::string, Type*> named;      // the types of builtins
  std::vector<Ref<Object>> kept;                     // types and singletons
  Ref<Dict> builtins, modules;                       // modules: sys.modules
  std::map<std::string, ModuleBuilder, std::less<>> builders;
  Value ellipsis, not_implemented;
  std::unordered_map<const Object*, Ref<Dict>> side_dicts;
  std::unordered_map<std::string, Type*> iterator_types;
  std::map<std::pair<const Type*, std::string>, Value> slot_wrappers;

  std::vector<Ref<Frame>> frames;                    // innermost last
  std::vector<Ref<Frame>> spare_frames;
  int depth = 0;                                     // frames and nestings
  int native_depth = 0;                              // C++ recursion, whatever the recursion limit says
  uint64_t steps = 0, spent = 0;                     // spent: by native work since the last poll
  Interrupt interrupt_before;                               // of who made this interpreter
  size_t heap_before = 0;                            // of what else lives in the process
  std::chrono::steady_clock::time_point started;
  bool staging = false;
  ControlFlowHook* hook = nullptr;

  std::string stdout_text;
  std::string stop_detail;
  std::vector<std::string> warnings;
  std::set<std::pair<std::string, uint32_t>> warned;
  struct WarningFilter { std::string action, message; Type* category; };
  std::vector<WarningFilter> filters;                // the first that fits decides
  Value recorder;                                    // a list that catches warnings (warnings.catch_warnings(record=True))
  std::string program, file_name;
  std::optional<Outcome::Unsupported> unsupported;
  std::unordered_map<const Exception*, std::vector<std::string>> local_names;  // of the functions that NameErrors came from
  Value exit_code;                                   // of SystemExit

  // Calls in the machine (vm.cpp).
  Value call_function(Function&, const Args&, const Value* self);
  Ref<Frame> new_frame(const Ref<Code>&);
  Ref<Frame> frame_for(Function&, const Args&, const Value* self);  // arguments bound; null: pending
  bool enter(Ref<Frame>);                            // false: pending (recursion)
  void drop_frame();
  struct Bounds { const Region* region; uint32_t begin, end; size_t blocks, height; RegionOutcome outcome; };
  Value run(size_t base, Bounds* bounds = nullptr, bool failed = false);  // until frames.size() == base
  bool yielded = false;                              // run() came back from a yield
  Value stop_value;                                  // of the StopIteration that ended an iterator last
  uint32_t slice = 1024;                             // instructions until the next poll
  Value run_code(const Ref<Code>&, const Ref<Dict>& globals, const Ref<Dict>& names);
  Value resume(Generator&, Value sent, Value thrown);
  bool poll();                                       // false: the run is over
  bool spend(uint64_t instructions) {                // native work; budget.h
    steps += instructions;
    if ((spent += instructions) < 1024) return true;
    spent = 0;
    return poll();
  }
  size_t memory() const;                             // bytes in use since the run began
  void add_traceback(Exception&, const Frame&);
  bool is_stopping() const;
};

// Shared within the language's folder.
std::string type_name(Interp&, const Value&);                                  // type(v).__name__
Ref<Dict> attributes_of(Interp&, const Value&, bool make);                     // the dict of an object; null: it has none
Value bind_attribute(Interp&, const Value& attribute, const Value& self, Type* owner);   // descriptor protocol
Value type_attribute(Interp&, Type*, std::string_view name);                   // Cls.name, bound; null and not pending: absent
Value object_attribute(Interp&, const Value&, std::string_view name);          // object.__getattribute__ without __getattr__
bool object_set_attribute(Interp&, const Value&, std::string_view name, const Value&);
Value find_special(Interp&, const Value&, std::string_view dunder);            // type(v).__x__, bound to v; null and not pending: absent
Value slot_wrapper(Interp&, Type*, std::string_view dunder);                   // object.__repr__ as a callable; null: no such slot
Value construct(Interp&, Type*, const Args&);                                  // cls(...)
Value make_class(Interp&, Type* meta, std::string name, std::vector<Value> bases, const Ref<Dict>& space, std::span<const Keyword> keywords);
Type* most_derived_meta(Interp&, Type* meta, const std::vector<Value>& bases);
bool linearize(Interp&, Type&);                                                // C3; false: pending
void inherit_slots(Type&);
void dunder_defined(Type&, std::string_view dunder);                           // a native type got the method: give it the trampoline
void update_slots(Interp&, Type&);                                             // trampolines for the dunders of a class written in Python
std::optional<std::string> object_repr(Interp&, const Value&);
std::string join_names(const std::vector<std::string>&);                       // 'a', 'b', and 'c'
bool bind_arguments(Interp&, const Signature&, const Value* defaults, const Args&, const Value* self, Value* out, uint64_t* given);
Value traceback_value(Interp&, Exception&);                                    // e.__traceback__
std::string format_traceback(Interp&, Exception&, bool chain = true);          // as Python prints it on stderr
std::vector<std::string> format_exception_only(Interp&, Exception&);
std::optional<std::string> suggestion(Interp&, Exception&);                    // of "Did you mean"
std::optional<std::vector<std::string>> dir_of(Interp&, const Value&);
Value make_generator(Interp&, Ref<Frame>);
Value send_to(Interp&, const Value& iterator, const Value& sent);              // next(iterator), or its send(); null at the end
std::string_view dunder_of(BinaryOp, bool reflected);
std::string_view dunder_of(CompareOp);
std::string_view symbol_of(BinaryOp);
std::string_view symbol_of(CompareOp);
Value raise_empty(Interp&, std::string_view type, const Value& argument = {});  // StopIteration(argument), or without arguments
bool matches_exception(Interp&, const Value& exception, const Value& wanted, bool* ok);

void define_core_types(Interp&);       // object, type, None, functions, methods, modules, properties, generators
void define_exceptions(Interp&);
void define_builtin_functions(Interp&);
void define_group_split(Interp&);
void define(Interp&, const char* name, const char* signature, NativeFunction);           // a builtin function
void define_generator(Interp&);
void define_super(Interp&);
void define_property(Interp&);
void define_text_builtins(Interp&);    // print, repr, format, chr, input ...
void define_object_builtins(Interp&);  // isinstance, getattr, dir, vars, globals ...
void define_iteration_builtins(Interp&);
void define_number_builtins(Interp&);
void define_traceback_module(Interp&);
void define_warnings_module(Interp&);
void define_execution_builtins(Interp&);  // exec, eval, compile, __import__, open
Ref<Code> compile_text(Interp&, std::string_view text, std::shared_ptr<const std::string> file, bool in_program, bool names, bool expression);
bool warn_at(Interp&, Type* category, const std::string& message, const Value& object);   // false: it became an exception

}  // namespace misfit::py
