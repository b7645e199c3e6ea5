// Where Keras keeps its classes.
#pragma once
#include <string>
#include <string_view>

namespace misfit::keras {

std::string class_module(std::string_view class_name, bool keras3);   // "keras.src.layers.core.dense"

}  // namespace misfit::keras
