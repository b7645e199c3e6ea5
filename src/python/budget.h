// What native work costs a run: a loop of the library counts as one of the program, so that each comes to an end.
#pragma once
#include <cstdint>

namespace misfit::py {

class Interp;

// Calls of C++ and Python in turn. A browser has an eighth of the stack of a program.
constexpr int kMostNative = sizeof(void*) == 4 ? 300 : 1800;

bool spend(Interp&, uint64_t instructions);    // false: the run is over (pending)
void charge(Interp&, uint64_t instructions);   // where nothing can be refused: the machine sees it at its next poll

}  // namespace misfit::py
