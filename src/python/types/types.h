// The built-in types: the structs behind them, and who gives each its slots and methods.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "python/interp.h"

namespace misfit::py {

// An int that does not fit 64 bits, or an instance of a subclass of int. Little-endian base 2^32, no leading zeros.
struct BigInt : Object {
  static constexpr Kind kind{"int"};
  explicit BigInt(Type* t) : Object(kind, t) {}
  bool negative = false;
  std::vector<uint32_t> digits;
};

// An instance of a subclass of float; plain floats live in the Value.
struct Float : Object {
  static constexpr Kind kind{"float"};
  Float(Type* t, double x) : Object(kind, t), number(x) {}
  double number;
};

struct Complex : Object {
  static constexpr Kind kind{"complex"};
  Complex(Type* t, double re, double im) : Object(kind, t), real(re), imaginary(im) {}
  double real, imaginary;
};

struct Range : Object {
  static constexpr Kind kind{"range"};
  Range(Type* t, int64_t a, int64_t b, int64_t c) : Object(kind, t), start(a), stop(b), step(c) {}
  int64_t start, stop, step;
  int64_t length() const {
    if (step > 0) return stop > start ? (stop - start - 1) / step + 1 : 0;
    return start > stop ? (start - stop - 1) / -step + 1 : 0;
  }
};

// The Type objects exist (in.type_named("list"), in.machine().t.list) when these are called, once a run, in this order. Each fills
// slots and methods; the iterators and views a type needs are made with in.new_type. `object`, `type`, None, functions, methods,
// modules, properties, generators and exceptions belong to the language itself.
// Subclasses inherit the slots; `create` gets the subclass as its type and makes the struct with it.
// A type marked `sequence` (list, tuple, str, bytes) is asked for + and * after the other operand has declined, as CPython does.
namespace types {
void define_int(Interp&);        // int and bool
void define_float(Interp&);
void define_complex(Interp&);
void define_str(Interp&);
void define_bytes(Interp&);      // bytes and bytearray
void define_list(Interp&);
void define_tuple(Interp&);
void define_dict(Interp&);       // and its views
void define_set(Interp&);        // set and frozenset
void define_range(Interp&);
void define_slice(Interp&);

// What the language asks of them.
Value int_from_digits(Interp&, std::string_view digits, int base);   // a literal without underscores and prefix
Value complex_value(Interp&, double real, double imaginary);
std::string float_repr(double);
std::string str_repr(std::string_view utf8);
int64_t str_hash(std::string_view utf8);                             // hash('...') under PYTHONHASHSEED=0
int64_t float_hash(double);
Value power(Interp&, const Value& base, const Value& exponent, const Value& modulus);  // pow(a, b, c) of ints
std::optional<std::string> percent_format(Interp&, std::string_view format, const Value& arguments);
}  // namespace types
}  // namespace misfit::py
