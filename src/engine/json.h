// JSON as the command line and the page read it: only strings need care.
#pragma once
#include <string>
#include <string_view>

namespace misfit {

std::string json_string(std::string_view utf8);   // quoted and escaped

}  // namespace misfit
