// Takes looks at a model while it trains, and leaves no mark on the run.
#pragma once
#include "keras/data/source.h"
#include "keras/model.h"

namespace misfit::keras {

// Remembers the first rows of what was given. `batch`: rows to take where the source cannot tell (a data set's first batch).
void remember_samples(py::Interp&, Model&, DataSource&, const std::vector<Tensor>* batch = nullptr);
struct When { int fit = 0, epoch = 0, batch = 0; bool epoch_end = false, held_out = false; };
void take_look(py::Interp&, Model&, const When&);

}  // namespace misfit::keras
