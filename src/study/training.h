// Curves of training: which programs are trained against each other, and what arrives from them.
#pragma once
#include "study/engine_port.h"
#include "study/study.h"

namespace misfit {

Curve your_curve(Study&);
std::vector<Curve> curves_to_prove(Study&);          // the program, then the broken one, a wrong fix and a right one
bool take_training_answer(Study&, const Answer&);    // true: the learner's own program has trained to its end
Curve* curve_to_start(Study&);                       // the next that waits, if none runs

// The lesson's own fixes, to be tried beside the found ones; none for a challenge, which is the learner's to solve.
std::vector<Candidate> lesson_fixes(const Study&);

}  // namespace misfit
