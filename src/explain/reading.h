// An exception as facts: which constraint was broken, and the numbers, shapes and names its message holds.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/engine.h"

namespace misfit {

enum class Trouble : uint8_t {
  kOther,
  kAxisLength,     // a layer asked for another length of one axis
  kInputShape,     // the model asked for another shape
  kRank,           // ... for another number of axes
  kLossShapes,     // labels and outputs do not go together
  kLabelRange,     // a label no class belongs to
  kProduct,        // the inner axes of a product
  kBroadcast,
  kDType,
  kIndex,
  kReshape,
  kShrunk,         // a window larger than what is left
  kRagged,
  kObjects,        // an array of objects or of text
  kCasting,        // NumPy will not write fractions into integers
  kUncompiled,
  kRecompile,
  kCardinality,
};

struct Reading {
  std::string code;                                                // the rule's code, or the catalogue's own for messages of libraries
  Trouble trouble = Trouble::kOther;
  std::vector<std::pair<std::string, std::string>> arguments;
  std::string_view happened, expected, myth, longer;              // templates over the arguments; "" if the catalogue has no words
  const std::string& operator[](std::string_view name) const;     // "" if there is none
};

Reading read(const Run::Exception&);
std::optional<Shape> shape_in(std::string_view text);              // (None, 28) or [2,3]; nothing if it is no shape

// The text of {holes} in the first place where `pattern` is found in `message`; nothing if it is not.
std::optional<std::vector<std::pair<std::string, std::string>>> match(std::string_view pattern, std::string_view message);

}  // namespace misfit
