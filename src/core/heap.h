// How much memory the program's objects hold, which a run's memory budget is held against, and how much there is.
#pragma once
#include <cstddef>

namespace misfit {

size_t heap_bytes();                 // from operator new, of all threads

// What the simulated machine has: an array or tensor of more fails as TensorFlow's and NumPy's allocators do.
inline constexpr double kMachineBytes = 64.0 * (1 << 30);

}  // namespace misfit
