// PNG with stored blocks: no compression library is needed to keep a test picture.
#include "app/desktop/png.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace misfit {
namespace {

void big(std::string& s, uint32_t v) { for (int shift = 24; shift >= 0; shift -= 8) s.push_back(static_cast<char>(v >> shift)); }

uint32_t crc(const std::string& s) {
  uint32_t c = 0xFFFFFFFFu;
  for (char byte : s) {
    c ^= static_cast<uint8_t>(byte);
    for (int k = 0; k < 8; ++k) c = c & 1 ? 0xEDB88320u ^ c >> 1 : c >> 1;
  }
  return ~c;
}

void chunk(std::string& out, const char* type, const std::string& data) {
  big(out, static_cast<uint32_t>(data.size()));
  std::string body = type + data;
  out += body;
  big(out, crc(body));
}

}  // namespace

bool write_png(const std::string& path, const Picture& p) {
  std::string rows;
  for (int y = 0; y < p.height; ++y) {
    rows.push_back(0);
    rows.append(reinterpret_cast<const char*>(p.rgb.data()) + static_cast<size_t>(y) * static_cast<size_t>(p.width) * 3, static_cast<size_t>(p.width) * 3);
  }
  std::string packed("\x78\x01", 2);
  uint32_t a = 1, b = 0;
  for (char c : rows) { a = (a + static_cast<uint8_t>(c)) % 65521; b = (b + a) % 65521; }
  for (size_t at = 0; at < rows.size(); at += 65535) {
    size_t n = std::min<size_t>(65535, rows.size() - at);
    packed.push_back(at + n == rows.size() ? 1 : 0);
    for (size_t v : {n, ~n}) { packed.push_back(static_cast<char>(v & 255)); packed.push_back(static_cast<char>(v >> 8 & 255)); }
    packed.append(rows, at, n);
  }
  big(packed, b << 16 | a);
  std::string out("\x89PNG\r\n\x1a\n", 8), head;
  big(head, static_cast<uint32_t>(p.width));
  big(head, static_cast<uint32_t>(p.height));
  head += std::string("\x08\x02\x00\x00\x00", 5);
  chunk(out, "IHDR", head);
  chunk(out, "IDAT", packed);
  chunk(out, "IEND", {});
  FILE* f = std::fopen(path.c_str(), "wb");
  if (!f) return false;
  bool ok = std::fwrite(out.data(), 1, out.size(), f) == out.size();
  return std::fclose(f) == 0 && ok;
}

}  // namespace misfit
