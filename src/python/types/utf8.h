// Code points of UTF-8 texts: what Python counts, slices and classifies.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace misfit::py {

bool is_ascii(std::string_view);
std::u32string decode_utf8(std::string_view);            // lone surrogates pass (three bytes)
std::string encode_utf8(std::u32string_view);
void append_utf8(std::string* out, char32_t);
size_t length_utf8(std::string_view);
size_t offset_utf8(std::string_view, size_t code_point); // byte offset of a code point

char32_t to_upper(char32_t);
char32_t to_lower(char32_t);
bool is_alpha(char32_t);
bool is_digit(char32_t);                                 // a decimal digit
bool is_space(char32_t);
bool is_upper(char32_t);
bool is_lower(char32_t);
bool is_printable(char32_t);
int width_of(char32_t);                                  // hexadecimal digits of \x, \u, \U in a repr

}  // namespace misfit::py
