// Explanations as bytes, from the worker to the page.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "explain/explanation.h"

namespace misfit {

std::string encode(const Explanation&);
std::optional<Explanation> decode_explanation(std::string_view bytes);

}  // namespace misfit
