// The update rules of keras.optimizers.
#pragma once
#include "keras/optimizer.h"

namespace misfit::keras {

extern const OptimizerDef kSGD, kRMSprop, kAdam, kAdamW, kAdamax, kNadam, kAdagrad, kAdadelta, kFtrl, kLion, kAdafactor, kLamb;

// iterations + n in the variable's dtype.
Operand step_number(Math&, const Optimizer&, DType, int64_t ahead = 1);

// Whether g is rows that were looked up, which TensorFlow hands on as IndexedSlices.
bool is_gathered(const Operand& g);
// g²; of rows looked up more than once Keras 3 squares each before they are summed.
Operand squared(Math&, const Operand& g);

}  // namespace misfit::keras
