#include "core/interrupt.h"

#include <utility>

namespace misfit {
namespace {
thread_local Interrupt current;
}

Interrupt set_interrupt(Interrupt f) { return std::exchange(current, std::move(f)); }

bool interrupted(uint64_t work) { return current && current(work); }

}  // namespace misfit
