// Numbers as cells: a picture with a value under the pointer, and labels against their classes.
#pragma once
#include "study/inside.h"
#include "ui/screen.h"

namespace misfit {

void heat_map(const Ui&, const Inside&, int64_t sample, int64_t channel, Rect);
void label_grid(const Ui&, const Inside&, Rect);

}  // namespace misfit
