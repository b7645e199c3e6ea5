// Native loops whose end nobody knows (a While of a graph) ask here whether the run has the time for them.
#pragma once
#include <cstdint>
#include <functional>

namespace misfit {

// Spends so many instructions' worth of the run's budget; true: the run is over.
using Interrupt = std::function<bool(uint64_t work)>;

Interrupt set_interrupt(Interrupt);        // of this thread; answers the one before
bool interrupted(uint64_t work);

}  // namespace misfit
