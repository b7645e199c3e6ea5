// How Keras spells names.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace misfit::keras {

std::string snake_case(std::string_view class_name, bool keras3);     // "Conv2D" -> "conv2d", "LSTM" -> "lstm"
std::vector<std::string> parameter_names(std::string_view signature); // "a=1, b=None" -> a, b

}  // namespace misfit::keras
