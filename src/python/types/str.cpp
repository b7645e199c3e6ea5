// str: its slots. The methods are in str_methods.cpp.
#include "python/bigint.h"
#include "python/machine.h"
#include "python/types/str.h"
#include "python/types/text.h"
#include "python/types/utf8.h"

namespace misfit::py::types {

namespace {

const std::string& text_of(const Value& v) { return cast<Str>(v)->text; }

Value str_create(Interp& in, Type* type, const Args& args) {
  std::string text;
  const size_t count = args.positional.size() + args.keywords.size();
  Value object, encoding, errors;
  if (count > 3 && type == in.machine().t.str) return in.raise("TypeError", "str() takes at most 3 arguments (" + std::to_string(count) + " given)");
  if (!args.positional.empty()) object = args.positional[0];
  if (args.positional.size() > 1) encoding = args.positional[1];
  if (args.positional.size() > 2) errors = args.positional[2];
  for (const Keyword& k : args.keywords) {
    if (k.name == "object") object = k.value;
    else if (k.name == "encoding") encoding = k.value;
    else if (k.name == "errors") errors = k.value;
    else return in.raise("TypeError", "'" + std::string(k.name) + "' is an invalid keyword argument for str()");
  }
  if (object && (encoding || errors)) {
    const Bytes* b = cast<Bytes>(object);
    if (!b) return in.raise("TypeError", cast<Str>(object) ? "decoding str is not supported" : "decoding to str: need a bytes-like object, " + type_name(in, object) + " found");
    const std::optional<std::string> decoded = decode_bytes(in, b->text, encoding, errors);
    if (!decoded) return {};
    text = *decoded;
  } else if (object) {
    if (type == in.machine().t.str && cast<Str>(object) && object.object()->type == type) return object;
    const std::optional<std::string> shown = in.str(object);
    if (!shown) return {};
    text = *shown;
  }
  if (type == in.machine().t.str) return in.str_value(std::move(text));
  return new Str(type, std::move(text));
}

Value str_getitem(Interp& in, const Value& self, const Value& key) {
  const std::string& text = text_of(self);
  const bool ascii = is_ascii(text);
  const int64_t length = static_cast<int64_t>(ascii ? text.size() : length_utf8(text));
  if (const Slice* s = cast<Slice>(key)) {
    const std::optional<SliceRange> r = slice_range(in, *s, length);
    if (!r) return {};
    if (r->step == 1) {
      const size_t first = ascii ? static_cast<size_t>(r->start) : offset_utf8(text, static_cast<size_t>(r->start));
      const size_t count = ascii ? static_cast<size_t>(r->count) : offset_utf8(std::string_view(text).substr(first), static_cast<size_t>(r->count));
      return in.str_value(r->count ? text.substr(first, count) : std::string());
    }
    const std::u32string points = decode_utf8(text);
    std::string out;
    for (int64_t i = 0, at = r->start; i < r->count; ++i, at += r->step) append_utf8(&out, points[static_cast<size_t>(at)]);
    return in.str_value(std::move(out));
  }
  const std::optional<int64_t> at = sequence_index(in, key, length, "string", "string index out of range");
  if (!at) return {};
  if (ascii) return in.str_value(text.substr(static_cast<size_t>(*at), 1));
  const size_t first = offset_utf8(text, static_cast<size_t>(*at));
  return in.str_value(text.substr(first, offset_utf8(std::string_view(text).substr(first), 1)));
}

std::optional<bool> str_contains(Interp& in, const Value& self, const Value& item) {
  const Str* s = cast<Str>(item);
  if (!s) {
    in.raise("TypeError", "'in <string>' requires string as left operand, not " + type_name(in, item));
    return std::nullopt;
  }
  return text_of(self).find(s->text) != std::string::npos;
}

Value str_iter(Interp& in, const Value& self) {
  auto at = std::make_shared<size_t>(0);
  return in.iterator([self, at](Interp& i) -> Value {
    const std::string& text = text_of(self);
    if (*at >= text.size()) return {};
    const size_t first = *at;
    do ++*at;
    while (*at < text.size() && (static_cast<unsigned char>(text[*at]) & 0xc0) == 0x80);
    return i.str_value(text.substr(first, *at - first));
  }, is_ascii(text_of(self)) ? "str_ascii_iterator" : "str_iterator");
}

Value str_binary(Interp& in, BinaryOp op, const Value& self, const Value& other, bool reflected) {
  const std::string& text = text_of(self);
  if (op == BinaryOp::kAdd && !reflected) {
    const Str* s = cast<Str>(other);
    if (!s) return in.raise("TypeError", "can only concatenate str (not \"" + type_name(in, other) + "\") to str");
    if (!in.room_for(text.size() + s->text.size())) return {};
    return in.str_value(text + s->text);
  }
  if (op == BinaryOp::kMul) {
    const std::optional<int64_t> times = repeat_count(in, other);
    if (!times) return {};
    if (*times > 0 && !in.room_for(text.size() * static_cast<uint64_t>(*times))) return {};
    std::string out;
    for (int64_t i = 0; i < *times && !text.empty(); ++i) out += text;
    return in.str_value(std::move(out));
  }
  if (op == BinaryOp::kMod && !reflected) {
    const std::optional<std::string> out = percent_format(in, text, other);
    return out ? in.str_value(*out) : Value();
  }
  return in.not_implemented();
}

Value str_compare(Interp& in, CompareOp op, const Value& self, const Value& other) {
  const Str* s = cast<Str>(other);
  if (!s) return in.not_implemented();
  const int c = text_of(self).compare(s->text);
  switch (op) {
    case CompareOp::kLt: return Value::boolean(c < 0);
    case CompareOp::kLe: return Value::boolean(c <= 0);
    case CompareOp::kEq: return Value::boolean(c == 0);
    case CompareOp::kNe: return Value::boolean(c != 0);
    case CompareOp::kGt: return Value::boolean(c > 0);
    default: return Value::boolean(c >= 0);
  }
}

}  // namespace

std::optional<int64_t> repeat_count(Interp& in, const Value& v) {
  if (cast<BigInt>(v) && !integer_of(v)->small()) {
    in.raise("OverflowError", "cannot fit 'int' into an index-sized integer");
    return std::nullopt;
  }
  const std::optional<int64_t> n = in.as_int(v);
  if (!n && !in.pending()) in.raise("TypeError", "can't multiply sequence by non-int of type '" + type_name(in, v) + "'");
  return n;
}

void define_str(Interp& in) {
  Type* t = in.machine().t.str;
  t->slots.create = str_create;
  t->slots.repr = [](Interp&, const Value& v) -> std::optional<std::string> { return str_repr(text_of(v)); };
  t->slots.str = [](Interp&, const Value& v) -> std::optional<std::string> { return text_of(v); };
  t->slots.format = [](Interp& i, const Value& v, std::string_view spec) -> std::optional<std::string> {
    return spec.empty() ? i.str(v) : format_str(i, text_of(v), spec, type_name(i, v));
  };
  t->slots.hash = [](Interp&, const Value& v) -> std::optional<int64_t> { return str_hash(text_of(v)); };
  t->slots.truth = [](Interp&, const Value& v) -> std::optional<bool> { return !text_of(v).empty(); };
  t->slots.length = [](Interp&, const Value& v) -> std::optional<int64_t> { return static_cast<int64_t>(length_utf8(text_of(v))); };
  t->slots.getitem = str_getitem;
  t->slots.contains = str_contains;
  t->slots.iter = str_iter;
  t->slots.binary = str_binary;
  t->slots.compare = str_compare;
  t->sequence = true;
  define_str_methods(in);
  define_str_tests(in);
}

}  // namespace misfit::py::types
