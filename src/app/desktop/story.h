// A story: a script of what a learner does, played through the same input as a hand, for tests.
#pragma once
#include <string>

#include "app/desktop/thread_engine.h"
#include "app/desktop/window.h"

namespace misfit {

// Answers 0 if everything expected came true, 1 otherwise (and says which line).
int play_story(const std::string& path, Shell&, Window&, ThreadEngine&);

}  // namespace misfit
