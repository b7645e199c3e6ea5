// How long frames take while a number is scrubbed, and whether any are drawn while nothing happens.
#pragma once
#include "app/desktop/thread_engine.h"
#include "app/desktop/window.h"

namespace misfit {

int measure_frames(Shell&, Window&, ThreadEngine&);

}  // namespace misfit
