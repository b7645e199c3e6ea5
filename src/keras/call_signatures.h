// What call() of each built-in layer takes: envelopes list these arguments by name.
#pragma once
#include <string_view>

namespace misfit::keras {

std::string_view call_signature(std::string_view class_name, bool keras3);   // "inputs, training=None"

}  // namespace misfit::keras
