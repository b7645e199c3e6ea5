// How well a run learned, as far as its rows of training and its output tell.
#pragma once
#include <optional>

#include "engine/engine.h"

namespace misfit {

struct Measure {
  std::vector<double> losses;                 // one an epoch of the first fit
  std::optional<double> held_out;             // accuracy on data not trained on: evaluated, validated, or printed as such
  std::optional<double> chance;               // what the most frequent label would get; nothing if it is not known
  uint32_t held_out_line = 0;
  bool printed = false;                       // held_out was read from the output
  bool broken() const;                        // NaN or infinite
};

Measure measure(const Run&);
std::string evidence_of(const Measure&);      // "ran; loss 0.66 -> 0.06; accuracy on new data 1.00"
std::string two_places(double);

}  // namespace misfit
