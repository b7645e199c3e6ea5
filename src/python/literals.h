// Literals as they stand in the text.
#pragma once
#include "python/interp.h"

namespace misfit::py {

Value number_literal(Interp&, std::string text);
std::string unescape(std::string_view, bool bytes, bool fstring, bool raw);
void append_utf8(std::string& out, uint32_t code_point);
uint32_t named_character(std::string_view name);

}  // namespace misfit::py
