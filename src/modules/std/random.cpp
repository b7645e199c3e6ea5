// random: the Mersenne Twister in C++, what is drawn from it in Python, with CPython's own steps so that seeds give the same numbers.
#include <cmath>

#include "modules/std/std.h"
#include "python/bigint.h"
#include "python/machine.h"
#include "python/random_state.h"

namespace misfit::modules::standard {

using namespace py;

namespace {

struct RandomObject : Instance {
  static constexpr Kind kind{"Random", &Instance::kind};
  explicit RandomObject(Type* t) : Instance(kind, t) {}
  bool global = false;
  RandomGenerator own;
  RandomGenerator& generator(Interp& in) { return global ? in.state<GlobalRandom>().generator : own; }
};

RandomGenerator& generator(Interp& in, Bound& b) { return cast<RandomObject>(b[0])->generator(in); }

Value bits(Interp& in, Bound& b) {
  const std::optional<int64_t> k = in.as_int(b[1]);
  if (!k) return in.pending() ? Value() : in.raise("TypeError", "'" + type_name(in, b[1]) + "' object cannot be interpreted as an integer");
  if (*k < 0) return in.raise("ValueError", "number of bits must be non-negative");
  std::vector<uint32_t> words;
  for (int64_t left = *k; left > 0; left -= 32) {
    const uint32_t word = generator(in, b).twister.next();
    words.push_back(left < 32 ? word >> (32 - left) : word);
  }
  return int_value(in, Integer::from_digits(std::move(words), false));
}

Value below(Interp& in, Bound& b) {
  const Integer n = *integer_of(b[1]);
  if (const std::optional<int64_t> small = n.small()) return Value::integer(*small ? static_cast<int64_t>(generator(in, b).below(static_cast<uint64_t>(*small))) : 0);
  for (;;) {
    std::vector<uint32_t> words;
    for (int64_t left = static_cast<int64_t>(n.bit_length()); left > 0; left -= 32) {
      const uint32_t word = generator(in, b).twister.next();
      words.push_back(left < 32 ? word >> (32 - left) : word);
    }
    const Integer r = Integer::from_digits(std::move(words), false);
    if (compare(r, n) < 0) return int_value(in, r);
  }
}

Value seed(Interp& in, Bound& b) {
  std::optional<Integer> n = integer_of(b[1]);
  if (b[1].is_none()) {
    n = Integer(0);
  } else if (!n) {
    const std::optional<int64_t> h = in.hash(b[1]);
    if (!h) return {};
    n = Integer::from_unsigned(static_cast<uint64_t>(*h));
  }
  std::vector<uint32_t> words = n->digits();
  if (words.empty()) words.push_back(0);
  generator(in, b).seed(std::span<const uint32_t>(words));
  return Value::none();
}

Value get_state(Interp& in, Bound& b) {
  std::vector<Value> words;
  for (uint32_t w : generator(in, b).twister.words()) words.push_back(Value::integer(w));
  words.push_back(Value::integer(generator(in, b).twister.position()));
  return in.tuple(std::move(words));
}

Value set_state(Interp& in, Bound& b) {
  const std::span<const Value> words = in.items(b[1]);
  if (words.size() != 625) return in.raise("ValueError", "state vector is the wrong size");
  for (size_t i = 0; i < 624; ++i) generator(in, b).twister.words()[i] = static_cast<uint32_t>(in.as_int(words[i]).value_or(0));
  generator(in, b).twister.position() = static_cast<uint32_t>(in.as_int(words[624]).value_or(624));
  return Value::none();
}

bool build_core(Interp& in, Module& m) {
  Type* t = in.new_type("_random", "Random", {in.type_named("object")}, RandomObject::kind);
  t->slots.create = [](Interp&, Type* type, const Args&) -> Value { return new RandomObject(type); };
  t->slots.init = [](Interp&, const Value&, const Args&) { return true; };
  in.method(t, "_be_global", "self", [](Interp&, Bound& b) {
    cast<RandomObject>(b[0])->global = true;
    return Value::none();
  });
  in.method(t, "random", "!self, /", [](Interp& i, Bound& b) { return Value::number(generator(i, b).random()); });
  in.method(t, "getrandbits", "!self, k, /", bits);
  in.method(t, "_randbelow", "self, n", below);
  in.method(t, "_seed", "self, n", seed);
  in.method(t, "_words", "self", get_state);
  in.method(t, "_set_words", "self, words", set_state);
  in.set(m, "Random", t);
  return true;
}

}  // namespace

void register_random(Interp& in) {
  in.register_module("_random", build_core);
}

}  // namespace misfit::modules::standard
