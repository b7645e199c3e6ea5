// How much memory the program's objects hold: a run's memory budget is held against it.
#pragma once
#include <cstddef>

namespace misfit {

size_t heap_bytes();                 // from operator new, of all threads

}  // namespace misfit
