// The whole numbers of a program that can be dragged: where each stands, its value, and which axis of which call it may be.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/shape.h"
#include "core/span.h"

namespace misfit {

struct Literal {
  Span span;                      // the digits, with a sign if one belongs to it
  int64_t value = 0;
  uint32_t list_begin = 0;        // byte of the bracket the number stands in directly
  int place = 0;                  // which element of that bracket, from 0
  int places = 0;                 // how many elements the bracket has
  bool tuple = false;             // the bracket is a tuple or list, not the arguments of a call
  std::string keyword;            // `shape` in shape=(…)  or  size=8: the keyword the number or its bracket was passed by
  std::string callee;             // last name of the innermost call: "rand", "Input", "reshape"
  bool shape = false;             // it is the length of an axis
};

std::vector<Literal> literals(const std::string& text);

// The literal inside `span` that gave axis `axis` of a value of this shape its length; nothing if none can be named.
std::optional<size_t> literal_of_axis(const std::vector<Literal>&, const Span& span, const Shape&, size_t axis);

std::string with_literal(const std::string& text, const Literal&, int64_t value);

// What is still missing in half-typed text: "line 4: a closing )". Empty: brackets and strings are closed.
std::string unfinished(const std::string& text);

}  // namespace misfit
