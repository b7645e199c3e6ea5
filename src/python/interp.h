// The running interpreter, as native code sees it.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "core/profile.h"
#include "python/objects.h"
#include "trace/trace.h"

namespace misfit::py {

// What bounds a run, and who listens to it.
struct Limits {
  uint64_t steps = 200'000'000;         // bytecode instructions
  int depth = 1000;                     // Python frames, as CPython's recursion limit
  size_t memory = size_t{2} << 30;      // bytes of live buffers and objects
  size_t output = 4 << 20;              // bytes of stdout
  double seconds = 0;                   // 0: none
};

struct Host {
  virtual ~Host() = default;
  virtual void on_stdout(std::string_view) {}
  virtual bool should_stop() { return false; }                 // polled often; true ends the run
};

// Why a run ended that no exception of the language ended.
enum class Stop { kNone, kAsked, kSteps, kMemory, kOutput, kTime, kTraining /* a verdict needs no numbers */ };

// State that a layer above the language keeps for one run (NumPy's generator, TensorFlow's context, Keras' name counters).
struct RunState { virtual ~RunState() = default; };

class Interp {
 public:
  Interp(Profile, Limits, Host*);
  ~Interp();
  const Profile profile;
  bool keras3() const { return profile == Profile::kKeras3; }
  Limits limits;

  // Exceptions. raise() makes one pending and answers a null Value, so rules read `return in.raise(...)`.
  Value raise(Type* type, std::string message, std::shared_ptr<const Fault> fault = nullptr);
  Value raise(std::string_view builtin_type, std::string message);          // "ValueError"
  Value raise_object(Ref<Exception>);
  bool pending() const { return bool(pending_); }
  Ref<Exception> take();                                                     // takes the pending exception
  std::string message_of(Exception&);                                        // str(e)
  void warn(std::string_view category, std::string message);                 // a Python warning: each (text, line) once, as the default filter
  void log(std::string_view text);                                           // an absl/tensorflow log record: "WARNING:tensorflow:..."
  Value stop(Stop why, std::string detail = {});                             // ends the run; no except clause catches it
  bool stopped() const { return stop_ != Stop::kNone; }
  Stop stop_reason() const { return stop_; }

  // The protocols. Null, nullopt or false: pending.
  Value call(const Value& f, const Args&);
  Value call(const Value& f, std::initializer_list<Value> positional);
  Value get_attr(const Value&, std::string_view name);
  Value find_attr(const Value&, std::string_view name);                      // null and nothing pending: absent
  bool set_attr(const Value&, std::string_view name, const Value&);         // a null value deletes
  std::optional<bool> contains(const Value& container, const Value& item);
  Value get_item(const Value&, const Value& key);
  bool set_item(const Value&, const Value& key, const Value&);              // a null value deletes
  Value binary(BinaryOp, const Value&, const Value&);
  Value inplace(BinaryOp, const Value&, const Value&);                       // a += b: the new value of a
  Value unary(UnaryOp, const Value&);
  Value compare(CompareOp, const Value&, const Value&);
  std::optional<bool> equal(const Value&, const Value&);
  std::optional<bool> truth(const Value&);
  std::optional<int64_t> length(const Value&);
  std::optional<int64_t> hash(const Value&);
  std::optional<std::string> repr(const Value&);
  std::optional<std::string> str(const Value&);
  std::optional<std::string> format(const Value&, std::string_view spec);
  Value iter(const Value&);
  Value next(const Value& iterator);                                         // null and not pending: exhausted
  bool for_each(const Value& iterable, const Callable<bool(const Value&)>& f);  // f false: stop (pending or not)
  std::optional<std::vector<Value>> list_of(const Value& iterable);
  bool is_instance(const Value&, const Type*) const;
  Type* type_of(const Value&) const;
  bool callable(const Value&) const;

  // Plain C++ from values. nullopt and nothing pending: another kind of value (as_int takes bool, int and __index__).
  std::optional<int64_t> as_int(const Value&);
  std::optional<double> as_double(const Value&);                             // bool, int, float
  std::optional<std::string_view> as_str(const Value&);                      // str only
  bool is_sequence(const Value&) const;                                      // list or tuple
  std::span<const Value> items(const Value& list_or_tuple) const;

  // Making values.
  Value str_value(std::string s);
  Value tuple(std::vector<Value> v);
  Value list(std::vector<Value> v);
  Ref<Dict> dict();
  Value slice(Value a, Value b, Value c);
  Value bytes(std::string s);
  Value iterator(NativeIterator::Step step, std::string_view type_name = "iterator");  // type_name: "enumerate", "zip" ... as type() shows it
  Value ellipsis() const;
  Value not_implemented() const;
  Value builtin(std::string name, std::string_view signature, NativeFunction f, std::string module = "builtins", std::string qualname = {});

  // Making classes and modules.
  Type* new_type(std::string module, std::string name, std::vector<Type*> bases, const Kind& instance);
  Type* new_exception(std::string module, std::string name, std::vector<Type*> bases);
  void method(Type*, std::string_view name, std::string_view signature /* with self */, NativeFunction f);
  void static_method(Type*, std::string_view name, std::string_view signature, NativeFunction f);
  void class_method(Type*, std::string_view name, std::string_view signature /* with cls */, NativeFunction f);
  void property(Type*, std::string_view name, NativeFunction getter, NativeFunction setter = {});
  Type* type_named(std::string_view builtin) const;                          // "ValueError", "int", "object"
  Ref<Module> module(std::string name);                                      // makes it, or finds it in sys.modules
  // Who builds a module when it is first imported. A builder fills the module's dict; submodules register on their own.
  using ModuleBuilder = Callable<bool(Interp&, Module&)>;
  void register_module(std::string name, ModuleBuilder);
  Value import(std::string_view dotted_name);                                // the module of that full name
  void set(Module&, std::string_view name, Value);

  // The program.
  Span here() const;                                                         // innermost place in the program's own text
  std::string function_here() const;                                         // name of the innermost Python function, or "<module>"
  void write(std::string_view text);                                         // stdout
  bool room_for(uint64_t bytes);                                             // false: over the memory budget, the run is stopped

  Trace trace;                                                               // written by the layers above the language

  // Called on each `name = value` at module level or in a function, for inlays and blame.
  std::function<void(std::string_view name, const Value&, Span)> on_store;
  // Called when a truth test or a `for` meets a value whose type wants to take over (autograph); see code.h.

  template <class T> T& state() {                                            // T has `static constexpr Kind kind` and T(Interp&)
    std::unique_ptr<RunState>& p = states_[&T::kind];
    if (!p) p = std::make_unique<T>(*this);
    return static_cast<T&>(*p);
  }

  // Internals of the language, for its own folder.
  struct Machine;
  Machine& machine() { return *machine_; }

 private:
  friend struct Machine;
  friend struct Object;
  std::unique_ptr<Machine> machine_;
  std::map<const Kind*, std::unique_ptr<RunState>> states_;
  Value pending_;
  Stop stop_ = Stop::kNone;
};

// What a run of a program text leaves, as the language sees it.
struct Outcome {
  std::string stdout_text;
  std::vector<std::string> warnings;
  Ref<Exception> exception;                                                  // uncaught; null: none
  std::optional<Span> exception_at;                                          // last place in the program
  struct Unsupported { std::string construct; uint32_t line, column; };
  std::optional<Unsupported> unsupported;
  Stop stop = Stop::kNone;
  std::string stop_detail;
};

// Compiles and runs `text` as __main__. `file_name` is what tracebacks and SyntaxErrors call it ("program.py").
Outcome run_program(Interp&, std::string_view text, std::string_view file_name);

}  // namespace misfit::py
