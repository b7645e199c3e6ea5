// bytes and bytearray: slots and the methods that programs use on them.
#include <algorithm>

#include "python/bigint.h"
#include "python/hash.h"
#include "python/machine.h"
#include "python/types/sequence.h"
#include "python/types/str.h"
#include "python/types/text.h"
#include "python/types/utf8.h"

namespace misfit::py::types {

namespace {

std::string& text_of(const Value& v) { return cast<Bytes>(v)->text; }
bool is_array(Interp& in, const Value& v) { return in.type_of(v)->is_subclass(in.machine().t.bytearray); }

Value made(Interp& in, const Value& like, std::string text) {
  return new Bytes(is_array(in, like) ? in.machine().t.bytearray : in.machine().t.bytes, std::move(text));
}

std::optional<std::string> contents(Interp& in, const Args& args, const char* name) {
  Value source, encoding, errors;
  if (args.positional.size() > 3) {
    in.raise("TypeError", std::string(name) + "() takes at most 3 arguments (" + std::to_string(args.positional.size()) + " given)");
    return std::nullopt;
  }
  Value* const slots[] = {&source, &encoding, &errors};
  for (size_t i = 0; i < args.positional.size(); ++i) *slots[i] = args.positional[i];
  for (const Keyword& k : args.keywords) (k.name == "encoding" ? encoding : k.name == "errors" ? errors : source) = k.value;
  if (!source) return std::string();
  if (const Str* s = cast<Str>(source)) {
    if (!encoding) { in.raise("TypeError", "string argument without an encoding"); return std::nullopt; }
    return encode_text(in, s->text, encoding, errors);
  }
  if (const Bytes* b = cast<Bytes>(source)) return b->text;
  if (const Value f = find_special(in, source, "__bytes__")) {
    const Value b = in.call(f, {});
    if (!b) return std::nullopt;
    if (cast<Bytes>(b)) return text_of(b);
  }
  if (source.is_int() || source.is_bool()) {
    const int64_t n = *in.as_int(source);
    if (n < 0) { in.raise("ValueError", "negative count"); return std::nullopt; }
    if (!in.room_for(static_cast<size_t>(n))) return std::nullopt;
    return std::string(static_cast<size_t>(n), '\0');
  }
  if (!in.type_of(source)->slots.iter) {
    in.raise("TypeError", "cannot convert '" + type_name(in, source) + "' object to bytes");
    return std::nullopt;
  }
  std::string out;
  const bool ok = in.for_each(source, [&](const Value& v) {
    const std::optional<int64_t> i = in.as_int(v);
    if (!i) { if (!in.pending()) in.raise("TypeError", "'" + type_name(in, v) + "' object cannot be interpreted as an integer"); return false; }
    if (*i < 0 || *i > 255) { in.raise("ValueError", std::string(name) == "bytes" ? "bytes must be in range(0, 256)" : "byte must be in range(0, 256)"); return false; }
    out.push_back(static_cast<char>(*i));
    return true;
  });
  return ok && !in.pending() ? std::optional(out) : std::nullopt;
}

Value getitem(Interp& in, const Value& self, const Value& key) {
  const std::string& text = text_of(self);
  const bool array = is_array(in, self);
  if (const Slice* s = cast<Slice>(key)) {
    const std::optional<SliceRange> r = slice_range(in, *s, static_cast<int64_t>(text.size()));
    if (!r) return {};
    std::string out;
    for (int64_t i = 0, at = r->start; i < r->count; ++i, at += r->step) out.push_back(text[static_cast<size_t>(at)]);
    return made(in, self, std::move(out));
  }
  const std::optional<int64_t> at = sequence_index(in, key, static_cast<int64_t>(text.size()), array ? "bytearray" : "byte", array ? "bytearray index out of range" : "index out of range");
  return at ? Value::integer(static_cast<unsigned char>(text[static_cast<size_t>(*at)])) : Value();
}

bool setitem(Interp& in, const Value& self, const Value& key, const Value& value) {
  std::string& text = text_of(self);
  if (const Slice* s = cast<Slice>(key)) {
    const std::optional<SliceRange> r = slice_range(in, *s, static_cast<int64_t>(text.size()));
    if (!r) return false;
    const Value one[] = {value};
    const std::optional<std::string> with = value ? contents(in, Args{one}, "bytearray") : std::string();
    if (!with) return false;
    text.replace(static_cast<size_t>(r->start), static_cast<size_t>(std::max<int64_t>(r->stop - r->start, 0)), *with);
    return true;
  }
  const std::optional<int64_t> at = sequence_index(in, key, static_cast<int64_t>(text.size()), "bytearray", "bytearray index out of range");
  if (!at) return false;
  if (!value) { text.erase(static_cast<size_t>(*at), 1); return true; }
  const std::optional<int64_t> byte = in.as_int(value);
  if (!byte) { if (!in.pending()) in.raise("TypeError", "'" + type_name(in, value) + "' object cannot be interpreted as an integer"); return false; }
  if (*byte < 0 || *byte > 255) { in.raise("ValueError", "byte must be in range(0, 256)"); return false; }
  text[static_cast<size_t>(*at)] = static_cast<char>(*byte);
  return true;
}

Value binary(Interp& in, BinaryOp op, const Value& self, const Value& other, bool reflected) {
  if (op == BinaryOp::kAdd && !reflected) {
    const Bytes* b = cast<Bytes>(other);
    if (!b) return in.raise("TypeError", "can't concat " + type_name(in, other) + " to " + in.type_of(self)->name);
    if (!in.room_for(text_of(self).size() + b->text.size())) return {};
    return made(in, self, text_of(self) + b->text);
  }
  if (op == BinaryOp::kMul) {
    const std::optional<int64_t> times = repeat_count(in, other);
    if (!times) return {};
    if (*times > 0 && !in.room_for(text_of(self).size() * static_cast<uint64_t>(*times))) return {};
    std::string out;
    for (int64_t i = 0; i < *times; ++i) out += text_of(self);
    return made(in, self, std::move(out));
  }
  if (op == BinaryOp::kMod && !reflected) {
    const std::optional<std::string> out = percent_format(in, text_of(self), other);
    return out ? made(in, self, *out) : Value();
  }
  return in.not_implemented();
}

Value compare(Interp& in, CompareOp op, const Value& self, const Value& other) {
  const Bytes* b = cast<Bytes>(other);
  if (!b) return in.not_implemented();
  const int c = text_of(self).compare(b->text);
  switch (op) {
    case CompareOp::kLt: return Value::boolean(c < 0);
    case CompareOp::kLe: return Value::boolean(c <= 0);
    case CompareOp::kEq: return Value::boolean(c == 0);
    case CompareOp::kNe: return Value::boolean(c != 0);
    case CompareOp::kGt: return Value::boolean(c > 0);
    default: return Value::boolean(c >= 0);
  }
}

std::optional<std::string> needle(Interp& in, const Value& v) {
  if (const Bytes* b = cast<Bytes>(v)) return b->text;
  if (const std::optional<int64_t> i = in.as_int(v)) {
    if (*i >= 0 && *i < 256) return std::string(1, static_cast<char>(*i));
    in.raise("ValueError", "byte must be in range(0, 256)");
    return std::nullopt;
  }
  if (!in.pending()) in.raise("TypeError", "a bytes-like object is required, not '" + type_name(in, v) + "'");
  return std::nullopt;
}

// Latin-1 makes a str of the same length, whose methods do the work; the answer goes back the same way.
Value through_text(Interp& in, const char* name, Bound& b) {
  const auto widened = [&](const Value& v) {
    const Bytes* bytes = cast<Bytes>(v);
    if (!bytes) return v;
    std::string out;
    for (char c : bytes->text) append_utf8(&out, static_cast<unsigned char>(c));
    return in.str_value(std::move(out));
  };
  const auto narrowed = [&](const Value& v) {
    const Str* s = cast<Str>(v);
    if (!s) return v;
    std::string out;
    for (char32_t c : decode_utf8(s->text)) out.push_back(static_cast<char>(c));
    return made(in, b[0], std::move(out));
  };
  const Value f = in.get_attr(widened(b[0]), name);
  if (!f) return {};
  std::vector<Value> args;
  for (const Value& v : in.items(b["args"])) {
    if (cast<Str>(v)) return in.raise("TypeError", "a bytes-like object is required, not 'str'");
    if (const Value list = cast<List>(v); list && std::string_view(name) == "join") {
      std::vector<Value> parts;
      for (const Value& part : in.items(v)) parts.push_back(widened(part));
      args.push_back(in.list(std::move(parts)));
    } else {
      args.push_back(widened(v));
    }
  }
  const Value out = in.call(f, Args{args, {}});
  if (!out) return {};
  if (cast<List>(out) || cast<Tuple>(out)) {
    std::vector<Value> parts;
    for (const Value& part : in.items(out)) parts.push_back(narrowed(part));
    return cast<List>(out) ? in.list(std::move(parts)) : in.tuple(std::move(parts));
  }
  return narrowed(out);
}

Value from_hex(Interp& in, Bound& b) {
  const std::optional<std::string_view> s = in.as_str(b["string"]);
  if (!s) return in.raise("TypeError", "fromhex() argument must be str, not " + type_name(in, b["string"]));
  std::string out;
  int high = -1;
  for (size_t i = 0; i < s->size(); ++i) {
    const char c = (*s)[i];
    if (high < 0 && is_space(static_cast<unsigned char>(c))) continue;
    const int digit = c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
    if (digit < 0) return in.raise("ValueError", "non-hexadecimal number found in fromhex() arg at position " + std::to_string(i));
    if (high < 0) { high = digit; continue; }
    out.push_back(static_cast<char>(high * 16 + digit));
    high = -1;
  }
  if (high >= 0) return in.raise("ValueError", "non-hexadecimal number found in fromhex() arg at position " + std::to_string(s->size()));
  return in.bytes(std::move(out));
}

void define_shared(Interp& in, Type* t) {
  t->sequence = true;
  t->slots.truth = [](Interp&, const Value& v) -> std::optional<bool> { return !text_of(v).empty(); };
  t->slots.length = [](Interp&, const Value& v) -> std::optional<int64_t> { return static_cast<int64_t>(text_of(v).size()); };
  t->slots.getitem = getitem;
  t->slots.contains = [](Interp& i, const Value& self, const Value& v) -> std::optional<bool> {
    const std::optional<std::string> s = needle(i, v);
    return s ? std::optional(text_of(self).find(*s) != std::string::npos) : std::nullopt;
  };
  t->slots.iter = [](Interp& i, const Value& self) {
    auto at = std::make_shared<size_t>(0);
    return i.iterator([self, at](Interp&) -> Value { return *at < text_of(self).size() ? Value::integer(static_cast<unsigned char>(text_of(self)[(*at)++])) : Value(); }, "bytes_iterator");
  };
  t->slots.binary = binary;
  t->slots.compare = compare;
  in.method(t, "decode", "^self, encoding=None, errors=None", [](Interp& i, Bound& b) {
    const std::optional<std::string> s = decode_bytes(i, text_of(b[0]), b["encoding"], b["errors"]);
    return s ? i.str_value(*s) : Value();
  });
  in.method(t, "hex", "self, sep=None, bytes_per_sep=1", [](Interp& i, Bound& b) {
    std::string out;
    for (char c : text_of(b[0])) {
      if (!out.empty() && cast<Str>(b["sep"])) out += cast<Str>(b["sep"])->text;
      out.push_back("0123456789abcdef"[static_cast<unsigned char>(c) >> 4]);
      out.push_back("0123456789abcdef"[c & 15]);
    }
    return i.str_value(std::move(out));
  });
  in.static_method(t, "fromhex", "string, /", from_hex);
  for (const char* name : {"find", "rfind", "index", "rindex", "count", "startswith", "endswith", "strip", "lstrip", "rstrip", "split", "rsplit", "splitlines", "join",
                           "replace", "partition", "rpartition", "ljust", "rjust", "center", "zfill", "upper", "lower", "title", "capitalize", "swapcase", "isalpha", "isdigit",
                           "isalnum", "isspace", "isupper", "islower", "removeprefix", "removesuffix", "expandtabs"})
    in.method(t, name, "self, /, *args", [name](Interp& i, Bound& b) { return through_text(i, name, b); });
}

// Copies the bytes it looks at: nobody writes through one here.
void define_memoryview(Interp& in) {
  Type* t = in.new_type("builtins", "memoryview", {in.machine().t.object}, Bytes::kind);
  t->slots.create = [](Interp& i, Type* type, const Args& args) -> Value {
    const Bytes* b = args.positional.empty() ? nullptr : cast<Bytes>(args.positional[0]);
    if (!b) return i.raise("TypeError", "memoryview: a bytes-like object is required, not '" + (args.positional.empty() ? std::string("NoneType") : type_name(i, args.positional[0])) + "'");
    return new Bytes(type, b->text);
  };
  t->slots.length = [](Interp&, const Value& v) -> std::optional<int64_t> { return static_cast<int64_t>(text_of(v).size()); };
  t->slots.getitem = [](Interp& i, const Value& self, const Value& key) -> Value {
    const Value part = getitem(i, self, key);
    if (!cast<Slice>(key) || !part) return part;
    return new Bytes(i.type_of(self), text_of(part));
  };
  t->slots.compare = compare;
  in.method(t, "tobytes", "self", [](Interp& i, Bound& b) { return i.bytes(text_of(b[0])); });
  in.method(t, "tolist", "!self, /", [](Interp& i, Bound& b) {
    std::vector<Value> items;
    for (char c : text_of(b[0])) items.push_back(Value::integer(static_cast<unsigned char>(c)));
    return i.list(std::move(items));
  });
  in.property(t, "nbytes", [](Interp&, Bound& b) { return Value::integer(static_cast<int64_t>(text_of(b[0]).size())); });
  in.machine().builtins->set(in, "memoryview", t);
}

}  // namespace

void define_bytes(Interp& in) {
  Type *t = in.machine().t.bytes, *a = in.machine().t.bytearray;
  define_shared(in, t);
  define_shared(in, a);
  t->slots.create = [](Interp& i, Type* type, const Args& args) -> Value {
    const std::optional<std::string> text = contents(i, args, "bytes");
    return text ? Value(new Bytes(type, *text)) : Value();
  };
  a->slots.create = [](Interp& i, Type* type, const Args& args) -> Value {
    const std::optional<std::string> text = contents(i, args, "bytearray");
    return text ? Value(new Bytes(type, *text)) : Value();
  };
  t->slots.repr = [](Interp&, const Value& v) -> std::optional<std::string> { return bytes_repr(text_of(v)); };
  a->slots.repr = [](Interp&, const Value& v) -> std::optional<std::string> { return "bytearray(" + bytes_repr(text_of(v)) + ")"; };
  t->slots.hash = [](Interp&, const Value& v) -> std::optional<int64_t> { return hash_bytes(text_of(v)); };
  mark_unhashable(in, a);
  a->slots.setitem = setitem;
  a->slots.inplace = [](Interp& i, BinaryOp op, const Value& self, const Value& other) {
    if (op != BinaryOp::kAdd || !cast<Bytes>(other)) return i.not_implemented();
    if (!i.room_for(text_of(self).size() + text_of(other).size())) return Value();
    text_of(self) += text_of(other);
    return self;
  };
  in.method(a, "append", "!self, item, /", [](Interp& i, Bound& b) {
    const std::optional<std::string> s = needle(i, b[1]);
    if (!s) return Value();
    text_of(b[0]) += *s;
    return Value::none();
  });
  in.method(a, "extend", "!self, items, /", [](Interp& i, Bound& b) {
    const Value one[] = {b[1]};
    const std::optional<std::string> more = contents(i, Args{one}, "bytearray");
    if (!more) return Value();
    text_of(b[0]) += *more;
    return Value::none();
  });
  in.method(a, "pop", "~self, index=-1, /", [](Interp& i, Bound& b) {
    const Value v = text_of(b[0]).empty() ? i.raise("IndexError", "pop from empty bytearray") : getitem(i, b[0], b[1]);
    return v && setitem(i, b[0], b[1], Value()) ? v : Value();
  });
  define_memoryview(in);
  in.method(a, "clear", "!self, /", [](Interp&, Bound& b) { text_of(b[0]).clear(); return Value::none(); });
  in.method(a, "copy", "!self, /", [](Interp& i, Bound& b) { return made(i, b[0], text_of(b[0])); });
}

}  // namespace misfit::py::types
