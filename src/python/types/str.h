// What the files of str and bytes share.
#pragma once
#include "python/interp.h"

namespace misfit::py::types {

void define_str_methods(Interp&);
void define_str_tests(Interp&);   // isalpha(), upper() ...
std::optional<std::string> decode_bytes(Interp&, std::string_view bytes, const Value& encoding, const Value& errors);
std::optional<std::string> encode_text(Interp&, std::string_view text, const Value& encoding, const Value& errors);
std::optional<int64_t> repeat_count(Interp&, const Value&);  // of sequence * n

}  // namespace misfit::py::types
