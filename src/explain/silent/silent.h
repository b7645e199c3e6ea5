// Mistakes that TensorFlow accepts without a word, found by looking at the numbers of a run.
#pragma once
#include "explain/facts.h"

namespace misfit {

std::vector<Silent> silent_mistakes(const Facts&);          // causes before symptoms
void explain_silent(const Facts&, Explanation&);            // the three sentences for the first of e.silent

// One rule a function; each adds what it finds.
void find_input_range(const Facts&, std::vector<Silent>&);
void find_saturation(const Facts&, std::vector<Silent>&);
void find_zero_rows(const Facts&, std::vector<Silent>&);
void find_arithmetic(const Facts&, std::vector<Silent>&);   // integer means, wrapped differences, accidental outer products
void find_training(const Facts&, std::vector<Silent>&);     // NaN, a loss that stands still, accuracy at chance

// The spread of the finite numbers in a tensor, from at most some thousands of them; nothing where looking would cost too much.
struct Spread { double low = 0, high = 0; bool nan = false; int64_t elements = 0; };
std::optional<Spread> spread_of(const Tensor&);
const Step* values_of(const Facts&);                        // the step whose values went into fit

std::string short_number(double);                           // 255, 0.5, 1.7e+09

}  // namespace misfit
