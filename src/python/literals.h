// Literals as they stand in the text.
#pragma once
#include <optional>
#include "python/interp.h"

namespace misfit::py {

Value number_literal(Interp&, std::string text);
// What is wrong with an escape of a literal as it stands in the text, in CPython's words.
std::optional<std::string> wrong_escape(std::string_view literal);
std::string unescape(std::string_view, bool bytes, bool fstring, bool raw);
void append_utf8(std::string& out, uint32_t code_point);
uint32_t named_character(std::string_view name);

}  // namespace misfit::py
