// The table behind ops/signature.h.
#pragma once
#include <span>
#include <string_view>

namespace misfit {

struct OpDefText { std::string_view name, text; };
std::span<const OpDefText> op_def_texts();         // TensorFlow 2.21, sorted by name
std::span<const OpDefText> older_op_def_texts();   // those that read otherwise in 2.15

}  // namespace misfit
