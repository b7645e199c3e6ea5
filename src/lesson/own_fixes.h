// The fixes a lesson brings with it, as candidates to be run.
#pragma once
#include "explain/explanation.h"
#include "lesson/lesson.h"

namespace misfit {

// Right and wrong ones of the lesson's broken program, each named by the line it changes; none if `program` is another.
std::vector<Candidate> own_fixes(const Lesson&, const std::string& program);

}  // namespace misfit
