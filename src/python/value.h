// A Python value: None, a bool, a small int or a float in place; everything else a counted reference to an Object.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "core/result.h"

namespace misfit::py {

class Type;
class Interp;

// Names the C++ struct behind an object; `base` chains to the struct it extends. One static Kind per struct:
//   struct List : Object { static constexpr Kind kind{"list"}; ... };
// A subclass written in Python keeps the Kind of the native struct it extends and has another Type.
struct Kind {
  const char* name;
  const Kind* base = nullptr;
  bool is(const Kind& other) const {
    for (const Kind* k = this; k; k = k->base)
      if (k == &other) return true;
    return false;
  }
};

struct Object {
  explicit Object(const Kind& k, Type* t);   // registers with the running Interp, which frees what cycles keep alive
  virtual ~Object();
  virtual void clear() {}                    // drop references, to break cycles when the run ends
  Object(const Object&) = delete;
  Object& operator=(const Object&) = delete;

  const Kind* native;
  Type* type;                                // types live as long as the Interp
  uint32_t refs = 0;
  bool side_dict = false;                    // its attributes are kept beside it (instance of a Python subclass of list, dict, int ...)
  Object *previous = nullptr, *next = nullptr;
};

class Value {
 public:
  enum class Tag : uint8_t { kNull, kNone, kBool, kInt, kFloat, kObject };

  Value() : tag_(Tag::kNull), int_(0) {}     // no value; returned from a call: an exception is pending in the Interp
  static Value none() { Value v; v.tag_ = Tag::kNone; return v; }
  static Value boolean(bool b) { Value v; v.tag_ = Tag::kBool; v.int_ = b; return v; }
  static Value integer(int64_t i) { Value v; v.tag_ = Tag::kInt; v.int_ = i; return v; }
  static Value number(double d) { Value v; v.tag_ = Tag::kFloat; v.float_ = d; return v; }
  Value(Object* o) : tag_(o ? Tag::kObject : Tag::kNull), int_(0) {  // all eight bytes: a pointer of wasm32 fills half of them
    object_ = o;
    if (o) ++o->refs;
  }
  Value(const Value& v) : tag_(v.tag_), int_(v.int_) { if (tag_ == Tag::kObject) ++object_->refs; }
  Value(Value&& v) noexcept : tag_(v.tag_), int_(v.int_) { v.tag_ = Tag::kNull; }
  Value& operator=(Value v) noexcept { std::swap(tag_, v.tag_); std::swap(int_, v.int_); return *this; }
  ~Value() { if (tag_ == Tag::kObject && --object_->refs == 0) release(object_); }

  explicit operator bool() const { return tag_ != Tag::kNull; }
  Tag tag() const { return tag_; }
  bool is_none() const { return tag_ == Tag::kNone; }
  bool is_bool() const { return tag_ == Tag::kBool; }
  bool is_int() const { return tag_ == Tag::kInt; }       // a small one; see also BigInt (builtins.h)
  bool is_float() const { return tag_ == Tag::kFloat; }
  bool is_object() const { return tag_ == Tag::kObject; }
  bool boolean() const { return int_ != 0; }
  int64_t integer() const { return int_; }
  double number() const { return float_; }
  Object* object() const { return tag_ == Tag::kObject ? object_ : nullptr; }
  bool same(const Value& v) const { return tag_ == v.tag_ && int_ == v.int_; }  // `is`

 private:
  static void release(Object*);
  Tag tag_;
  union { int64_t int_; double float_; Object* object_; };
};

// The struct behind a value if it is (or extends) a T, else null.
template <class T> T* cast(const Value& v) {
  Object* o = v.object();
  return o && o->native->is(T::kind) ? static_cast<T*>(o) : nullptr;
}

// A counted pointer to a known struct.
template <class T> class Ref {
 public:
  Ref() = default;
  explicit Ref(T* p) : value_(p) {}
  T* get() const { return static_cast<T*>(value_.object()); }
  T* operator->() const { return get(); }
  T& operator*() const { return *get(); }
  explicit operator bool() const { return bool(value_); }
  operator Value() const { return value_; }

 private:
  Value value_;
};

}  // namespace misfit::py
