// abs, round, divmod, pow.
#include "python/machine.h"
#include "python/types/types.h"

namespace misfit::py {

void define_number_builtins(Interp& in) {
  define(in, "abs", "!x, /", [](Interp& i, Bound& b) {
    const Value& v = b["x"];
    if (v.is_int()) return v.integer() < 0 ? i.unary(UnaryOp::kNeg, v) : v;
    if (v.is_float()) return Value::number(v.number() < 0 || (v.number() == 0) ? -v.number() + 0.0 : v.number());
    Value f = find_special(i, v, "__abs__");
    if (f) return i.call(f, {});
    return i.pending() ? Value() : i.raise("TypeError", "bad operand type for abs(): '" + type_name(i, v) + "'");
  });
  define(in, "round", "^number, ndigits=None", [](Interp& i, Bound& b) {
    Value f = find_special(i, b["number"], "__round__");
    if (!f) return i.pending() ? Value() : i.raise("TypeError", "type " + type_name(i, b["number"]) + " doesn't define __round__ method");
    return b["ndigits"].is_none() ? i.call(f, {}) : i.call(f, {b["ndigits"]});
  });
  define(in, "divmod", "~x, y, /", [](Interp& i, Bound& b) {
    const Value &x = b["x"], &y = b["y"];
    for (bool reflected : {false, true}) {
      Value f = find_special(i, reflected ? y : x, reflected ? "__rdivmod__" : "__divmod__");
      Value r = f ? i.call(f, {reflected ? x : y}) : Value();
      if (i.pending()) return Value();
      if (r && !r.same(i.not_implemented())) return r;
    }
    bool plain = (x.is_int() || x.is_bool() || cast<BigInt>(x)) && (y.is_int() || y.is_bool() || cast<BigInt>(y));
    if (!plain && !(i.as_double(x) && i.as_double(y)) && !i.type_of(x)->slots.binary)
      return i.raise("TypeError", "unsupported operand type(s) for divmod(): '" + type_name(i, x) + "' and '" + type_name(i, y) + "'");
    Value q = i.binary(BinaryOp::kFloorDiv, x, y);
    if (!q) {
      if (i.stopped()) return Value();
      Ref<Exception> e = i.take();
      if (e->type == i.type_named("TypeError"))
        return i.raise("TypeError", "unsupported operand type(s) for divmod(): '" + type_name(i, x) + "' and '" + type_name(i, y) + "'");
      return i.raise_object(e);
    }
    Value r = i.binary(BinaryOp::kMod, x, y);
    return r ? i.tuple({q, r}) : Value();
  });
  define(in, "pow", "^base, exp, mod=None", [](Interp& i, Bound& b) {
    if (b["mod"].is_none()) return i.binary(BinaryOp::kPow, b["base"], b["exp"]);
    return types::power(i, b["base"], b["exp"], b["mod"]);
  });
}

}  // namespace misfit::py
