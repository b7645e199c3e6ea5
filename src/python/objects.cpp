// Constructors and clearing of the language's own kinds of object.
#include "python/objects.h"

#include "python/machine.h"

namespace misfit::py {

Str::Str(Type* t, std::string s) : Object(kind, t), text(std::move(s)) {}
Bytes::Bytes(Type* t, std::string s) : Object(kind, t), text(std::move(s)) {}
Tuple::Tuple(Type* t, std::vector<Value> v) : Object(kind, t), items(std::move(v)) {}
List::List(Type* t, std::vector<Value> v) : Object(kind, t), items(std::move(v)) {}
Slice::Slice(Type* t, Value a, Value b, Value c) : Object(kind, t), start(std::move(a)), stop(std::move(b)), step(std::move(c)) {}
void Slice::clear() { start = stop = step = {}; }
Module::Module(Type* t, std::string n) : Object(kind, t), name(std::move(n)) {}
Instance::Instance(Type* t) : Instance(kind, t) {}
// Functions and exceptions are made by the hundred and seldom given attributes: theirs comes with the first one.
Instance::Instance(const Kind& k, Type* t) : Object(k, t) {
  if (t && t->has_dict && !k.is(Builtin::kind) && !k.is(Function::kind) && !k.is(Exception::kind)) dict = current_interp->dict();
}
Exception::Exception(Type* t) : Instance(kind, t) {}
void Exception::clear() {
  args = cause = context = {};
  Instance::clear();
}
Builtin::Builtin(Type* t, std::string n, std::string m, LateSignature s, NativeFunction f)
    : Instance(kind, t), name(std::move(n)), module(std::move(m)), signature(std::move(s)), function(std::move(f)) {}
Method::Method(Type* t, Value f, Value s) : Object(kind, t), function(std::move(f)), self(std::move(s)) {}
void Method::clear() { function = self = {}; }
Property::Property(Type* t) : Object(kind, t) {}
void Property::clear() { getter = setter = deleter = {}; }
StaticMethod::StaticMethod(Type* t, Value f) : Object(kind, t), function(std::move(f)) {}
ClassMethod::ClassMethod(Type* t, Value f) : Object(kind, t), function(std::move(f)) {}
NativeIterator::NativeIterator(Type* t, Step s) : Object(kind, t), step(std::move(s)) {}

void Function::clear() {
  code = {};
  globals = {};
  defaults.clear();
  closure.clear();
  doc = annotations = {};
  Instance::clear();
}

void Frame::clear() {
  code = {};
  function = {};
  globals = names = {};
  slots.clear();
  stack.clear();
  handled.clear();
  constructed = {};
}

Value Frame::get(uint32_t slot) const {
  const Value& v = slots[slot];
  if (slot < code->locals) return v;
  Cell* cell = cast<Cell>(v);
  return cell ? cell->value : Value();
}

void Frame::set(uint32_t slot, Value value) {
  if (slot < code->locals) slots[slot] = std::move(value);
  else if (Cell* cell = cast<Cell>(slots[slot])) cell->value = std::move(value);
}

}  // namespace misfit::py
