// The structs behind Python's own kinds of object that native code works with.
#pragma once
#include <memory>
#include <unordered_map>

#include "core/callable.h"
#include "core/fault.h"
#include "core/span.h"
#include "python/type.h"

namespace misfit::py {

struct Str : Object { static constexpr Kind kind{"str"}; Str(Type* t, std::string s); std::string text; uint64_t key = 0; /* Dict's hash of text, 0: not yet */ };  // UTF-8
struct Bytes : Object { static constexpr Kind kind{"bytes"}; Bytes(Type* t, std::string s); std::string text; };
struct Tuple : Object { static constexpr Kind kind{"tuple"}; Tuple(Type* t, std::vector<Value> v); std::vector<Value> items; void clear() override { items.clear(); } };
struct List : Object { static constexpr Kind kind{"list"}; List(Type* t, std::vector<Value> v); std::vector<Value> items; void clear() override { items.clear(); } };

// Insertion-ordered, hashed and compared by Python's rules.
struct Dict : Object {
  static constexpr Kind kind{"dict"};
  explicit Dict(Type* t);
  ~Dict() override;
  struct Entry { Value key, value; int64_t hash; };            // key null: deleted
  std::vector<Entry> entries;
  size_t size() const { return live; }
  Value get(std::string_view key) const;                       // null: absent. For string keys, never fails
  Value get(Str& key) const;                                   // the same, with the hash kept in the key
  void set(Interp&, std::string_view key, Value value);
  bool erase(std::string_view key);
  Value find(Interp&, const Value& key);                       // null and pending: unhashable; null and not pending: absent
  bool insert(Interp&, const Value& key, Value value);         // false: unhashable, pending
  bool remove(Interp&, const Value& key, bool* found);
  void clear() override;
  size_t live = 0;
  std::vector<int32_t> table;                                  // open addressing into entries
};

// set and frozenset: CPython's own table, so that iteration comes in CPython's order (types/set_table.cpp).
struct Set : Object {
  static constexpr Kind kind{"set"};
  explicit Set(Type* t);
  struct Slot { Value key; int64_t hash = 0; bool dummy = false; };  // key null: free, or once used (dummy)
  size_t size() const { return used; }
  std::vector<Value> values() const;                           // in order
  bool add(Interp&, const Value& key);                         // false: unhashable, pending
  std::optional<bool> has(Interp&, const Value& key);
  std::optional<bool> discard(Interp&, const Value& key);      // true: was there
  bool merge(Interp&, const Set& other);
  bool update(Interp&, const Value& iterable);
  Value pop();                                                 // null: empty
  void resize(size_t at_least);
  void clear() override;
  bool frozen = false;
  std::vector<Slot> table;                                     // a power of two
  size_t fill = 0, used = 0, finger = 0;

 private:
  bool insert(Interp&, const Value& key, int64_t hash);
  std::optional<size_t> find(Interp&, const Value& key, int64_t hash);  // table.size(): absent; nullopt: pending
  void insert_clean(Value key, int64_t hash);
};
struct Slice : Object { static constexpr Kind kind{"slice"}; Slice(Type* t, Value a, Value b, Value c); Value start, stop, step; void clear() override; };
struct Module : Object { static constexpr Kind kind{"module"}; Module(Type* t, std::string name); std::string name; Ref<Dict> dict; void clear() override { dict = {}; } };

// An object with a dict of attributes: instances of classes written in Python, and the base of native structs that take attributes.
struct Instance : Object {
  static constexpr Kind kind{"instance"};
  explicit Instance(Type* t);
  Instance(const Kind& k, Type* t);
  Ref<Dict> dict;
  void clear() override { dict = {}; }
};

// A raised exception. `fault` is set when a rule raised it.
struct Exception : Instance {
  static constexpr Kind kind{"exception", &Instance::kind};
  explicit Exception(Type* t);
  Value args;                                                  // a Tuple
  Value cause, context;
  bool suppress_context = false;
  std::vector<std::pair<Span, std::string>> traceback;         // outermost first: place and function name
  std::shared_ptr<const Fault> fault;
  void clear() override;
};

// The arguments of a native call after binding to its signature: one value per parameter, by name or position.
class Bound {
 public:
  Bound(const struct Signature& s, std::vector<Value> v) : signature_(&s), values_(std::move(v)) {}
  const Value& operator[](size_t parameter) const { return values_[parameter]; }
  const Value& operator[](std::string_view name) const;        // ENSUREs that there is such a parameter
  bool given(std::string_view name) const;                     // passed by the caller, not defaulted
  Value& set(std::string_view name);
  const std::vector<Value>& values() const { return values_; }
  const Signature& signature() const { return *signature_; }

 private:
  friend struct Signature;
  const Signature* signature_;
  std::vector<Value> values_;
  uint64_t given_ = 0;
};

using NativeFunction = Callable<Value(Interp&, Bound&)>;

// Parameters in Python's own notation: "units, activation=None, *, name='x', rate=1e-3, shape=(1, 1), **kwargs".
// Defaults are literals. `*args` binds a Tuple, `**kwargs` a Dict, and a parameter without default that may be left out is
// written `x=...` (binds a null Value). Binding a call raises CPython's TypeErrors under `qualname`.
struct Signature {
  struct Parameter { std::string name; Value default_value; bool required; bool keyword_only; bool positional_only; };
  std::string qualname;
  std::vector<Parameter> parameters;
  int star = -1, double_star = -1;                             // indices into parameters
  // How CPython words a wrong count: as for a function written in Python; or as its C functions do.
  enum class Style { kPython, kExactly /* "!": len() takes exactly one argument (2 given) */, kExpected /* "~": isinstance expected 2 arguments, got 1 */, kAtLeast /* "^": f() missing required argument 'x' (pos 1) */ };
  Style style = Style::kPython;                                // the first character of the text
  static std::shared_ptr<const Signature> parse(Interp&, std::string qualname, std::string_view text);
  std::optional<Bound> bind(Interp&, const Args&, const Value* self = nullptr) const;
};

// A signature that is read when it is first asked for: most functions of a library are never called.
class LateSignature {
 public:
  LateSignature(Interp& in, std::string qualname, std::string text) : in_(in), qualname_(std::move(qualname)), text_(std::move(text)) {}
  const Signature& operator*() const {
    if (!read_) read_ = Signature::parse(in_, qualname_, text_);
    return *read_;
  }
  const Signature* operator->() const { return &**this; }
  const std::string& qualname() const { return qualname_; }
  void rename(std::string qualname) {
    qualname_ = std::move(qualname);
    read_.reset();
  }

 private:
  Interp& in_;
  std::string qualname_, text_;
  mutable std::shared_ptr<const Signature> read_;
};

// A function written in C++. As a class attribute it binds to instances like a Python function ("self" first).
struct Builtin : Instance {
  static constexpr Kind kind{"builtin", &Instance::kind};
  Builtin(Type* t, std::string name, std::string module, LateSignature s, NativeFunction f);
  std::string name, module;
  LateSignature signature;
  NativeFunction function;
};

// A bound method of either kind of function.
struct Method : Object { static constexpr Kind kind{"method"}; Method(Type* t, Value f, Value self); Value function, self; void clear() override; };

// property() with native or Python accessors.
struct Property : Object { static constexpr Kind kind{"property"}; explicit Property(Type* t); Value getter, setter, deleter; void clear() override; };

struct StaticMethod : Object { static constexpr Kind kind{"staticmethod"}; StaticMethod(Type* t, Value f); Value function; void clear() override { function = {}; } };
struct ClassMethod : Object { static constexpr Kind kind{"classmethod"}; ClassMethod(Type* t, Value f); Value function; void clear() override { function = {}; } };

// An iterator written in C++: `step` answers the next value, or null at the end (nothing pending) or on an error (pending).
struct NativeIterator : Object {
  static constexpr Kind kind{"iterator"};
  using Step = Callable<Value(Interp&)>;
  NativeIterator(Type* t, Step s);
  Step step;
  void clear() override { step = {}; }
};

// Python code: see code.h for Function, Generator and Frame.

}  // namespace misfit::py
