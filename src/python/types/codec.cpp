// Texts to bytes and back: utf-8, ascii, latin-1 and utf-16/32.
#include "python/machine.h"
#include "python/types/str.h"
#include "python/types/utf8.h"

namespace misfit::py::types {

namespace {

enum class Codec { kUtf8, kAscii, kLatin1, kUtf16, kUnknown };

Codec codec_named(std::string_view name) {
  std::string plain;
  for (char c : name) plain.push_back(c == '_' || c == ' ' ? '-' : static_cast<char>(to_lower(static_cast<unsigned char>(c))));
  if (plain == "utf-8" || plain == "utf8" || plain == "u8" || plain == "utf-8-sig") return Codec::kUtf8;
  if (plain == "ascii" || plain == "us-ascii") return Codec::kAscii;
  if (plain == "latin-1" || plain == "latin1" || plain == "iso-8859-1" || plain == "l1" || plain == "cp1252") return Codec::kLatin1;
  if (plain == "utf-16" || plain == "utf16" || plain == "utf-16-le") return Codec::kUtf16;
  return Codec::kUnknown;
}

// The class's own str() is made of these five arguments; here the text is ready.
std::nullopt_t refuse(Interp& in, const char* type, std::string message) {
  in.raise(type, std::move(message));
  return std::nullopt;
}

struct Choice { Codec codec; std::string name, errors; };

std::optional<Choice> choose(Interp& in, const Value& encoding, const Value& errors) {
  Choice c{Codec::kUtf8, "utf-8", "strict"};
  if (encoding && !encoding.is_none()) {
    const std::optional<std::string_view> name = in.as_str(encoding);
    if (!name) return refuse(in, "TypeError", "encode() argument 'encoding' must be str, not " + type_name(in, encoding));
    c.codec = codec_named(*name);
    c.name = *name;
    if (c.codec == Codec::kUnknown) return refuse(in, "LookupError", "unknown encoding: " + c.name);
  }
  if (errors && !errors.is_none())
    if (const std::optional<std::string_view> e = in.as_str(errors)) c.errors = *e;
  return c;
}

std::string escape(char32_t c) {
  char text[16];
  std::snprintf(text, sizeof text, c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x", static_cast<unsigned>(c));
  return text;
}

}  // namespace

std::optional<std::string> encode_text(Interp& in, std::string_view text, const Value& encoding, const Value& errors) {
  const std::optional<Choice> c = choose(in, encoding, errors);
  if (!c) return std::nullopt;
  if (c->codec == Codec::kUtf8) return std::string(text);
  std::string out;
  const std::u32string points = decode_utf8(text);
  if (c->codec == Codec::kUtf16) {
    if (c->name.find("le") == std::string::npos) out = "\xff\xfe";
    for (char32_t p : points) {
      const auto unit = [&](char32_t u) { out.push_back(static_cast<char>(u)); out.push_back(static_cast<char>(u >> 8)); };
      if (p < 0x10000) { unit(p); continue; }
      unit(0xd800 + ((p - 0x10000) >> 10));
      unit(0xdc00 + ((p - 0x10000) & 0x3ff));
    }
    return out;
  }
  const char32_t limit = c->codec == Codec::kAscii ? 0x80 : 0x100;
  for (size_t i = 0; i < points.size(); ++i) {
    if (points[i] < limit) { out.push_back(static_cast<char>(points[i])); continue; }
    if (c->errors == "ignore") continue;
    if (c->errors == "replace") { out.push_back('?'); continue; }
    if (c->errors == "backslashreplace") { out += escape(points[i]); continue; }
    if (c->errors == "xmlcharrefreplace") { out += "&#" + std::to_string(static_cast<uint32_t>(points[i])) + ";"; continue; }
    size_t last = i;
    while (last + 1 < points.size() && points[last + 1] >= limit) ++last;
    const std::string codec = c->codec == Codec::kAscii ? "ascii" : "latin-1", range = "ordinal not in range(" + std::to_string(static_cast<uint32_t>(limit)) + ")";
    return refuse(in, "UnicodeEncodeError", "'" + codec + "' codec can't encode character" + (last > i ? "s in position " + std::to_string(i) + "-" + std::to_string(last) : " '" + escape(points[i]) + "' in position " + std::to_string(i)) + ": " + range);
  }
  return out;
}

std::optional<std::string> decode_bytes(Interp& in, std::string_view bytes, const Value& encoding, const Value& errors) {
  const std::optional<Choice> c = choose(in, encoding, errors);
  if (!c) return std::nullopt;
  std::string out;
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(bytes[i]); };
  if (c->codec == Codec::kUtf16) {
    size_t i = bytes.size() > 1 && byte(0) == 0xff && byte(1) == 0xfe ? 2 : 0;
    for (; i + 1 < bytes.size(); i += 2) {
      char32_t u = static_cast<char32_t>(byte(i) | byte(i + 1) << 8);
      if (u >= 0xd800 && u < 0xdc00 && i + 3 < bytes.size()) {
        u = 0x10000 + ((u - 0xd800) << 10) + (static_cast<char32_t>(byte(i + 2) | byte(i + 3) << 8) - 0xdc00);
        i += 2;
      }
      append_utf8(&out, u);
    }
    return out;
  }
  const auto bad = [&](size_t i, const std::string& codec, const std::string& why) -> bool {
    if (c->errors == "ignore") return true;
    if (c->errors == "replace") { append_utf8(&out, 0xfffd); return true; }
    if (c->errors == "backslashreplace") { out += escape(byte(i)); return true; }
    char hex[8];
    std::snprintf(hex, sizeof hex, "%02x", byte(i));
    in.raise("UnicodeDecodeError", "'" + codec + "' codec can't decode byte 0x" + hex + " in position " + std::to_string(i) + ": " + why);
    return false;
  };
  size_t i = c->name == "utf-8-sig" && bytes.substr(0, 3) == "\xef\xbb\xbf" ? 3 : 0;
  while (i < bytes.size()) {
    if (byte(i) < 0x80) { out.push_back(bytes[i++]); continue; }
    if (c->codec == Codec::kLatin1) { append_utf8(&out, byte(i++)); continue; }
    if (c->codec == Codec::kAscii) {
      if (!bad(i++, "ascii", "ordinal not in range(128)")) return std::nullopt;
      continue;
    }
    const size_t n = byte(i) < 0xc2 || byte(i) > 0xf4 ? 0 : byte(i) < 0xe0 ? 2 : byte(i) < 0xf0 ? 3 : 4;
    size_t good = 1;
    while (n && good < n && i + good < bytes.size() && (byte(i + good) & 0xc0) == 0x80) ++good;
    if (n && good == n) { out += bytes.substr(i, n); i += n; continue; }
    if (!bad(i, "utf-8", n == 0 ? "invalid start byte" : i + good >= bytes.size() ? "unexpected end of data" : "invalid continuation byte")) return std::nullopt;
    i += n ? good : 1;
  }
  return out;
}

}  // namespace misfit::py::types
