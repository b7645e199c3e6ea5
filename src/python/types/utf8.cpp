// Code points of UTF-8 texts. Letters beyond ASCII: Latin, Greek, Cyrillic and the large caseless scripts.
#include "python/types/utf8.h"

namespace misfit::py {

bool is_ascii(std::string_view s) {
  for (char c : s)
    if (static_cast<unsigned char>(c) >= 0x80) return false;
  return true;
}

std::u32string decode_utf8(std::string_view s) {
  std::u32string out;
  out.reserve(s.size());
  for (size_t i = 0; i < s.size();) {
    const unsigned char c = static_cast<unsigned char>(s[i]);
    const size_t n = c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
    char32_t point = n == 1 ? c : c & (0xff >> (n + 1));
    for (size_t k = 1; k < n && i + k < s.size(); ++k) point = (point << 6) | (static_cast<unsigned char>(s[i + k]) & 0x3f);
    out.push_back(point);
    i += n;
  }
  return out;
}

void append_utf8(std::string* out, char32_t c) {
  if (c < 0x80) {
    out->push_back(static_cast<char>(c));
  } else if (c < 0x800) {
    out->push_back(static_cast<char>(0xc0 | (c >> 6)));
    out->push_back(static_cast<char>(0x80 | (c & 0x3f)));
  } else if (c < 0x10000) {
    out->push_back(static_cast<char>(0xe0 | (c >> 12)));
    out->push_back(static_cast<char>(0x80 | ((c >> 6) & 0x3f)));
    out->push_back(static_cast<char>(0x80 | (c & 0x3f)));
  } else {
    out->push_back(static_cast<char>(0xf0 | (c >> 18)));
    out->push_back(static_cast<char>(0x80 | ((c >> 12) & 0x3f)));
    out->push_back(static_cast<char>(0x80 | ((c >> 6) & 0x3f)));
    out->push_back(static_cast<char>(0x80 | (c & 0x3f)));
  }
}

std::string encode_utf8(std::u32string_view s) {
  std::string out;
  out.reserve(s.size());
  for (char32_t c : s) append_utf8(&out, c);
  return out;
}

size_t length_utf8(std::string_view s) {
  size_t n = 0;
  for (char c : s) n += (static_cast<unsigned char>(c) & 0xc0) != 0x80;
  return n;
}

size_t offset_utf8(std::string_view s, size_t code_point) {
  size_t i = 0;
  while (i < s.size()) {
    if ((static_cast<unsigned char>(s[i]) & 0xc0) != 0x80 && code_point-- == 0) break;
    ++i;
  }
  return i;
}

namespace {

// Blocks in which upper and lower case alternate, the even code point being upper (or the odd one).
bool even_upper(char32_t c) {
  return (c >= 0x100 && c <= 0x137) || (c >= 0x14a && c <= 0x177) || (c >= 0x1de && c <= 0x1ef) || (c >= 0x1f8 && c <= 0x21f) ||
         (c >= 0x222 && c <= 0x233) || (c >= 0x3d8 && c <= 0x3ef) || (c >= 0x460 && c <= 0x481) || (c >= 0x48a && c <= 0x4bf) ||
         (c >= 0x4d0 && c <= 0x52f) || (c >= 0x1e00 && c <= 0x1e95) || (c >= 0x1ea0 && c <= 0x1eff);
}
bool odd_upper(char32_t c) { return (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17e) || (c >= 0x1cd && c <= 0x1dc) || (c >= 0x4c1 && c <= 0x4ce); }

}  // namespace

char32_t to_lower(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 32 : c;
  if (c >= 0xc0 && c <= 0xde && c != 0xd7) return c + 32;
  if (c == 0x178) return 0xff;
  if (c == 0x130) return 'i';
  if (even_upper(c)) return c | 1;
  if (odd_upper(c)) return c + (c & 1);
  if (c == 0x386) return 0x3ac;
  if (c >= 0x388 && c <= 0x38a) return c + 37;
  if (c == 0x38c) return 0x3cc;
  if (c == 0x38e || c == 0x38f) return c + 63;
  if (c >= 0x391 && c <= 0x3ab && c != 0x3a2) return c + 32;
  if (c >= 0x400 && c <= 0x40f) return c + 80;
  if (c >= 0x410 && c <= 0x42f) return c + 32;
  if (c >= 0x531 && c <= 0x556) return c + 48;
  if (c >= 0x10a0 && c <= 0x10c5) return c + 7264;
  if (c >= 0xff21 && c <= 0xff3a) return c + 32;
  return c;
}

char32_t to_upper(char32_t c) {
  if (c < 0x80) return c >= 'a' && c <= 'z' ? c - 32 : c;
  if (c == 0xb5) return 0x39c;
  if (c == 0xff) return 0x178;
  if (c == 0x131) return 'I';
  if (c == 0x3c2) return 0x3a3;
  if (c >= 0xe0 && c <= 0xfe && c != 0xf7) return c - 32;
  if (even_upper(c)) return c & ~char32_t{1};
  if (odd_upper(c)) return c - !(c & 1);
  if (c == 0x3ac) return 0x386;
  if (c >= 0x3ad && c <= 0x3af) return c - 37;
  if (c == 0x3cc) return 0x38c;
  if (c == 0x3cd || c == 0x3ce) return c - 63;
  if (c >= 0x3b1 && c <= 0x3cb) return c - 32;
  if (c >= 0x450 && c <= 0x45f) return c - 80;
  if (c >= 0x430 && c <= 0x44f) return c - 32;
  if (c >= 0x561 && c <= 0x586) return c - 48;
  if (c >= 0xff41 && c <= 0xff5a) return c - 32;
  return c;
}

bool is_upper(char32_t c) { return to_lower(c) != c; }
bool is_lower(char32_t c) { return c < 0x80 ? c >= 'a' && c <= 'z' : to_upper(c) != c || c == 0xdf || c == 0xaa || c == 0xba || c == 0x138 || c == 0x390 || c == 0x3b0; }

bool is_alpha(char32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  if (c < 0xc0) return c == 0xaa || c == 0xb5 || c == 0xba;
  if (c <= 0x2c1) return c != 0xd7 && c != 0xf7;
  return (c >= 0x370 && c <= 0x373) || (c >= 0x376 && c <= 0x37d && c > 0x379) || c == 0x37f || c == 0x386 || (c >= 0x388 && c <= 0x481) ||
         (c >= 0x48a && c <= 0x556) || (c >= 0x561 && c <= 0x587) || (c >= 0x5d0 && c <= 0x5ea) || (c >= 0x620 && c <= 0x64a) ||
         (c >= 0x671 && c <= 0x6d3) || (c >= 0x904 && c <= 0x939) || (c >= 0xe01 && c <= 0xe30) || (c >= 0x10a0 && c <= 0x10ff) ||
         (c >= 0x1100 && c <= 0x11ff) || (c >= 0x1e00 && c <= 0x1fbc) || c == 0x2126 || c == 0x2113 || c == 0x211d || c == 0x2115 || c == 0x2124 ||
         (c >= 0x3005 && c <= 0x3006) || (c >= 0x3041 && c <= 0x3096) || (c >= 0x30a1 && c <= 0x30fa) || (c >= 0x3105 && c <= 0x312f) ||
         (c >= 0x3400 && c <= 0x4dbf) || (c >= 0x4e00 && c <= 0x9fff) || (c >= 0xac00 && c <= 0xd7a3) || (c >= 0xf900 && c <= 0xfaff) ||
         (c >= 0xff21 && c <= 0xff3a) || (c >= 0xff41 && c <= 0xff5a) || (c >= 0xff66 && c <= 0xffdc) || (c >= 0x1d400 && c <= 0x1d7cb) || (c >= 0x20000 && c <= 0x2fa1f);
}

bool is_digit(char32_t c) {
  return (c >= '0' && c <= '9') || (c >= 0x660 && c <= 0x669) || (c >= 0x6f0 && c <= 0x6f9) || (c >= 0x966 && c <= 0x96f) || (c >= 0xff10 && c <= 0xff19);
}

bool is_space(char32_t c) {
  return (c >= 9 && c <= 13) || (c >= 0x1c && c <= 0x20) || c == 0x85 || c == 0xa0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200a) || c == 0x2028 ||
         c == 0x2029 || c == 0x202f || c == 0x205f || c == 0x3000;
}

bool is_printable(char32_t c) {
  if (c < 0x7f) return c >= 0x20;
  return !(c <= 0xa0 || c == 0xad || (c >= 0x600 && c <= 0x605) || c == 0x1680 || (c >= 0x2000 && c <= 0x200f) || (c >= 0x2028 && c <= 0x202f) ||
           (c >= 0x205f && c <= 0x206f) || c == 0x3000 || (c >= 0xd800 && c <= 0xf8ff) || c == 0xfeff || (c >= 0xfff0 && c <= 0xfffb) ||
           (c >= 0xe0000 && c <= 0xe00ff) || c >= 0xf0000 || (c & 0xfffe) == 0xfffe || (c >= 0x378 && c <= 0x379));
}

int width_of(char32_t c) { return c < 0x100 ? 2 : c < 0x10000 ? 4 : 8; }

}  // namespace misfit::py
