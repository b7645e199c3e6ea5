// Classes: names, bases, attributes, and the slots through which operators reach native code.
#pragma once
#include <optional>
#include <span>
#include <vector>

#include "python/value.h"

namespace misfit::py {

enum class BinaryOp { kAdd, kSub, kMul, kMatMul, kTrueDiv, kFloorDiv, kMod, kPow, kLShift, kRShift, kAnd, kOr, kXor };
enum class UnaryOp { kNeg, kPos, kInvert };
enum class CompareOp { kLt, kLe, kEq, kNe, kGt, kGe };

struct Keyword { std::string_view name; Value value; };

// The arguments of one call.
struct Args {
  std::span<const Value> positional;
  std::span<const Keyword> keywords = {};
};

// Null slots are inherited from the base. A slot answers a null Value (or nullopt) with an exception pending.
// binary and compare answer interp.not_implemented() to decline; `next` answers null with nothing pending at the end.
// A class written in Python gets trampolines to its dunder methods, so native code sees one protocol.
struct Slots {
  Value (*create)(Interp&, Type*, const Args&) = nullptr;                       // __new__
  bool (*init)(Interp&, const Value& self, const Args&) = nullptr;              // __init__
  Value (*call)(Interp&, const Value& self, const Args&) = nullptr;
  std::optional<std::string> (*repr)(Interp&, const Value& self) = nullptr;
  std::optional<std::string> (*str)(Interp&, const Value& self) = nullptr;
  std::optional<std::string> (*format)(Interp&, const Value& self, std::string_view spec) = nullptr;
  std::optional<int64_t> (*hash)(Interp&, const Value& self) = nullptr;
  std::optional<bool> (*truth)(Interp&, const Value& self) = nullptr;
  std::optional<int64_t> (*length)(Interp&, const Value& self) = nullptr;
  // getattr is asked first and may answer null with nothing pending: then the type's dict, the instance's dict, __getattr__.
  Value (*getattr)(Interp&, const Value& self, std::string_view name) = nullptr;
  // setattr answers nullopt: pending; false: not mine, store in the instance's dict. A null value deletes.
  std::optional<bool> (*setattr)(Interp&, const Value& self, std::string_view name, const Value& value) = nullptr;
  Value (*getitem)(Interp&, const Value& self, const Value& key) = nullptr;
  bool (*setitem)(Interp&, const Value& self, const Value& key, const Value& value) = nullptr;  // null value deletes
  std::optional<bool> (*contains)(Interp&, const Value& self, const Value& item) = nullptr;
  Value (*iter)(Interp&, const Value& self) = nullptr;
  Value (*next)(Interp&, const Value& self) = nullptr;
  // `self` is the operand whose type's slot this is; reflected: it is the right one.
  Value (*binary)(Interp&, BinaryOp, const Value& self, const Value& other, bool reflected) = nullptr;
  Value (*inplace)(Interp&, BinaryOp, const Value& self, const Value& other) = nullptr;
  Value (*unary)(Interp&, UnaryOp, const Value& self) = nullptr;
  Value (*compare)(Interp&, CompareOp, const Value& self, const Value& other) = nullptr;
  std::optional<int64_t> (*index)(Interp&, const Value& self) = nullptr;        // __index__
  Value (*to_int)(Interp&, const Value& self) = nullptr;                        // __int__
  Value (*to_float)(Interp&, const Value& self) = nullptr;                      // __float__
  std::optional<std::vector<std::string>> (*dir)(Interp&, const Value& self) = nullptr;
  double binary_priority = 0;                                                   // like __array_priority__: the higher is asked first
};

class Type : public Object {
 public:
  static constexpr Kind kind{"type"};
  Type(Interp&, std::string module, std::string name, std::vector<Type*> bases, const Kind* instance);
  std::string module, name, qualname;
  std::string shown;                         // what CPython's messages call it, if not `name`: static types of extensions say "numpy.ndarray"
  std::vector<Type*> bases, mro;             // mro[0] is this
  const Kind* instance;                      // struct behind its instances
  Slots slots;                               // with the inherited ones filled in
  bool has_dict = true;                      // instances take new attributes
  bool heap = false;                         // made by a class statement
  bool sequence = false;                     // + and * are asked of the other operand first (list, tuple, str, bytes)
  bool staged = false;                       // values decide nothing while tracing: if, while and for ask the ControlFlowHook (code.h)
  bool final_ = false;                       // cannot be subclassed (bool, NoneType, function)
  std::vector<Type*> subclasses;
  bool slots_only = false;                   // __slots__: no other attributes than these and the inherited ones
  std::vector<std::string> slot_names;
  Value dict;                                // a Dict: class attributes by name
  std::string doc;
  Value lookup(std::string_view name) const; // through the mro; null (nothing pending) if absent
  bool is_subclass(const Type* base) const;
  void clear() override;
};

}  // namespace misfit::py
