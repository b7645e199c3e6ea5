// A lesson's own fixes, to be tried beside those the tutor thinks of.
#pragma once
#include "explain/explanation.h"
#include "lesson/lesson.h"

namespace misfit {

// Those of the lesson whose broken program (or challenge) `text` is; empty if it is no lesson's. Where a lesson has several
// broken programs, a fix belongs to the one that it is most like.
std::vector<Candidate> fixes_for(const std::vector<Lesson>&, const std::string& text);

}  // namespace misfit
