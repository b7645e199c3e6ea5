// A place in the program text.
#pragma once
#include <cstdint>

namespace misfit {

// Bytes [begin, end) of the program; `line` is 1-based, `column` is a 0-based byte column, both of `begin`. line 0: nowhere.
struct Span {
  uint32_t begin = 0, end = 0;
  uint32_t line = 0, column = 0;
  uint32_t end_line = 0, end_column = 0;
  bool operator==(const Span&) const = default;
};

}  // namespace misfit
