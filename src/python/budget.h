// What native work costs a run: a loop of the library counts as one of the program, so that each comes to an end.
#pragma once
#include <cstdint>

namespace misfit::py {

class Interp;

bool spend(Interp&, uint64_t instructions);    // false: the run is over (pending)
void charge(Interp&, uint64_t instructions);   // where nothing can be refused: the machine sees it at its next poll

}  // namespace misfit::py
