// Whose arithmetic the kernels follow: between the two releases Eigen got another tanh, sigmoid and reciprocal.
#pragma once
#include "core/profile.h"

namespace misfit {

inline thread_local Profile kernel_release = Profile::kKeras3;   // of the program that runs on this thread

}  // namespace misfit
