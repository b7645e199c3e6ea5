// Every state a learner can come to, as pictures: for somebody to look at, and to compare with earlier ones.
#pragma once
#include <string>

#include "app/desktop/thread_engine.h"
#include "app/desktop/window.h"

namespace misfit {

// Writes STATE-SIZE-THEME.png into `folder` for the states whose name holds `only`. Answers 0, or 2 if a file cannot be written.
int take_pictures(const std::string& folder, const std::string& only, Shell&, Window&, ThreadEngine&);

// The main states as coarse grids of mean colours, a line each: what the picture tests compare.
int take_grids(const std::string& path, Shell&, Window&, ThreadEngine&);

// Until the engine has answered everything, or two minutes are over.
void settle(Shell&, Window&, ThreadEngine&);

}  // namespace misfit
