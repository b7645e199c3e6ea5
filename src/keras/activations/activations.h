// The built-in activations.
#pragma once
#include "keras/loss.h"
#include "keras/math.h"

namespace misfit::keras {

struct ActivationDef {
  std::string_view name;
  std::string_view params2, params3;              // after x
  bool in2, in3;
  Operand (*compute)(Math&, const Operand& x, const Params&);
  bool keeps_logits = false;                      // the result remembers x: losses use it
};
std::span<const ActivationDef> activation_defs();

Operand softmax(Math&, const Operand& x, int64_t axis);

}  // namespace misfit::keras
