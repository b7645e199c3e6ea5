// print, repr and their like.
#include "python/literals.h"
#include "python/machine.h"
#include "python/types/types.h"

namespace misfit::py {
namespace {

bool separator(Interp& in, const Value& v, const char* name, const char* otherwise, std::string* text) {
  if (v.is_none()) {
    *text = otherwise;
    return true;
  }
  auto s = in.as_str(v);
  if (!s) {
    in.raise("TypeError", std::string(name) + " must be None or a string, not " + type_name(in, v));
    return false;
  }
  *text = std::string(*s);
  return true;
}

Value print(Interp& in, Bound& b) {
  std::string sep, end, text;
  if (!separator(in, b["sep"], "sep", " ", &sep) || !separator(in, b["end"], "end", "\n", &end)) return {};
  Value file = b["file"];
  std::vector<Value> items = cast<Tuple>(b["args"])->items;
  for (size_t i = 0; i < items.size(); ++i) {
    std::optional<std::string> s = in.str(items[i]);
    if (!s) return {};
    if (i) text += sep;
    text += *s;
  }
  text += end;
  if (file.is_none())
    if (Module* sys = cast<Module>(in.machine().modules->get("sys"))) {
      Value out = sys->dict->get("stdout"), original = sys->dict->get("__stdout__");
      if (out && original && !out.same(original)) file = out;
    }
  if (file.is_none()) {
    in.write(text);
    return in.stopped() ? Value() : Value::none();
  }
  Value write = in.get_attr(file, "write");
  if (!write || !in.call(write, {in.str_value(text)})) return {};
  return Value::none();
}

uint32_t decode(std::string_view s, size_t* length) {
  unsigned char c = static_cast<unsigned char>(s[0]);
  *length = c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
  if (*length > s.size()) *length = s.size();
  uint32_t v = *length == 1 ? c : c & (0xff >> (*length + 1));
  for (size_t i = 1; i < *length; ++i) v = (v << 6) | (static_cast<unsigned char>(s[i]) & 63);
  return v;
}

std::string ascii(std::string_view s) {
  std::string out;
  while (!s.empty()) {
    size_t n;
    uint32_t c = decode(s, &n);
    char hex[16];
    if (c < 128) out += static_cast<char>(c);
    else {
      std::snprintf(hex, sizeof hex, c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x", c);
      out += hex;
    }
    s.remove_prefix(n);
  }
  return out;
}

Value text_or_pending(Interp& in, std::optional<std::string> s) { return s ? in.str_value(std::move(*s)) : Value(); }

NativeFunction in_base(const char* prefix, char format) {
  return [prefix, format](Interp& in, Bound& b) {
    Value v = b[size_t{0}];
    if (!v.is_int() && !v.is_bool() && !cast<BigInt>(v)) {
      auto slot = in.type_of(v)->slots.index;
      if (!slot) return in.raise("TypeError", "'" + type_name(in, v) + "' object cannot be interpreted as an integer");
      std::optional<int64_t> i = slot(in, v);
      if (!i) return Value();
      v = Value::integer(*i);
    }
    std::optional<std::string> s = in.format(v.is_bool() ? Value::integer(v.boolean()) : v, std::string(1, format));
    if (!s) return Value();
    bool negative = (*s)[0] == '-';
    return in.str_value((negative ? "-" : "") + std::string(prefix) + s->substr(negative));
  };
}

}  // namespace

void define_text_builtins(Interp& in) {
  define(in, "print", "^*args, sep=' ', end=None, file=None, flush=False", print);
  define(in, "repr", "!obj, /", [](Interp& i, Bound& b) { return text_or_pending(i, i.repr(b["obj"])); });
  define(in, "ascii", "!obj, /", [](Interp& i, Bound& b) {
    std::optional<std::string> s = i.repr(b["obj"]);
    return s ? i.str_value(ascii(*s)) : Value();
  });
  define(in, "format", "~value, format_spec='', /", [](Interp& i, Bound& b) {
    auto spec = i.as_str(b["format_spec"]);
    if (!spec) return i.raise("TypeError", "format() argument 2 must be str, not " + type_name(i, b["format_spec"]));
    return text_or_pending(i, i.format(b["value"], *spec));
  });
  define(in, "input", "~prompt='', /", [](Interp& i, Bound& b) {
    std::optional<std::string> s = i.str(b["prompt"]);
    if (!s) return Value();
    i.write(*s);
    return i.raise("EOFError", "EOF when reading a line");
  });
  define(in, "chr", "!i, /", [](Interp& i, Bound& b) {
    std::optional<int64_t> c = i.as_int(b["i"]);
    if (!c) return i.pending() ? Value() : i.raise("TypeError", "'" + type_name(i, b["i"]) + "' object cannot be interpreted as an integer");
    if (*c < 0 || *c > 0x10ffff) return i.raise("ValueError", "chr() arg not in range(0x110000)");
    std::string s;
    append_utf8(s, static_cast<uint32_t>(*c));
    return i.str_value(std::move(s));
  });
  define(in, "ord", "!c, /", [](Interp& i, Bound& b) {
    Bytes* bytes = cast<Bytes>(b["c"]);
    auto s = i.as_str(b["c"]);
    if (!s && !bytes) return i.raise("TypeError", "ord() expected string of length 1, but " + type_name(i, b["c"]) + " found");
    if (bytes && bytes->text.size() == 1) return Value::integer(static_cast<unsigned char>(bytes->text[0]));
    size_t n = 0, count = 0;
    uint32_t first = 0;
    for (std::string_view rest = bytes ? std::string_view() : *s; !rest.empty(); rest.remove_prefix(n), ++count) {
      uint32_t c = decode(rest, &n);
      if (count == 0) first = c;
    }
    if (bytes) count = bytes->text.size();
    if (count != 1) return i.raise("TypeError", "ord() expected a character, but string of length " + std::to_string(count) + " found");
    return Value::integer(first);
  });
  define(in, "hex", "!number, /", in_base("0x", 'x'));
  define(in, "oct", "!number, /", in_base("0o", 'o'));
  define(in, "bin", "!number, /", in_base("0b", 'b'));
}

}  // namespace misfit::py
