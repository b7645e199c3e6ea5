// Numbers as cells: a picture with a value under the pointer, and labels against their classes.
#pragma once
#include <optional>
#include <utility>

#include "study/inside.h"
#include "ui/screen.h"

namespace misfit {

// Answers the cell under the pointer.
std::optional<std::pair<int64_t, int64_t>> heat_map(const Ui&, const Inside&, int64_t sample, int64_t channel, Rect);
void input_map(const Ui&, const Inside&, int64_t sample, std::optional<std::pair<int64_t, int64_t>> cell, Rect);   // what a layer was given
void label_grid(const Ui&, const Inside&, Rect);

}  // namespace misfit
