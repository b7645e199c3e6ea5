// The update rules of keras.optimizers.
#pragma once
#include "keras/optimizer.h"

namespace misfit::keras {

extern const OptimizerDef kSGD, kRMSprop, kAdam, kAdamW, kAdamax, kNadam, kAdagrad, kAdadelta, kFtrl, kLion;

// iterations + n in the variable's dtype.
Operand step_number(Math&, const Optimizer&, DType, int64_t ahead = 1);

}  // namespace misfit::keras
