// The methods of str that search, cut, join and pad.
#include <algorithm>

#include "python/machine.h"
#include "python/types/str.h"
#include "python/types/text.h"
#include "python/types/utf8.h"

namespace misfit::py::types {

namespace {

const std::string& self_text(const Bound& b) { return cast<Str>(b[0])->text; }

const std::string* text_argument(Interp& in, const Value& v, const std::string& message) {
  if (const Str* s = cast<Str>(v)) return &s->text;
  in.raise("TypeError", message + type_name(in, v));
  return nullptr;
}

// Optional start and end of a search, as byte offsets; nullopt: pending.
std::optional<std::pair<size_t, size_t>> window(Interp& in, const std::string& text, const Value& start, const Value& end) {
  if (start.is_none() && end.is_none()) return std::pair(size_t{0}, text.size());
  const int64_t length = static_cast<int64_t>(length_utf8(text));
  const std::optional<int64_t> a = slice_bound(in, start, 0);
  const std::optional<int64_t> z = a ? slice_bound(in, end, length) : std::nullopt;
  if (!z) return std::nullopt;
  const auto clip = [&](int64_t i) { return i < 0 ? std::max<int64_t>(i + length, 0) : i; };
  const int64_t first = clip(*a), last = std::min(clip(*z), length);
  if (first > last || first > length) return std::pair(size_t{1}, size_t{0});  // nothing, not even ""
  return std::pair(offset_utf8(text, static_cast<size_t>(first)), offset_utf8(text, static_cast<size_t>(last)));
}

Value find(Interp& in, Bound& b, bool backwards, bool must) {
  const std::string& text = self_text(b);
  const std::string* sub = text_argument(in, b[1], "must be str, not ");
  if (!sub) return {};
  const auto w = window(in, text, b[2], b[3]);
  if (!w) return {};
  size_t at = std::string::npos;
  if (w->first <= w->second) {
    const std::string_view part = std::string_view(text).substr(w->first, w->second - w->first);
    at = backwards ? part.rfind(*sub) : part.find(*sub);
  }
  if (at == std::string::npos) return must ? in.raise("ValueError", "substring not found") : Value::integer(-1);
  return Value::integer(static_cast<int64_t>(length_utf8(std::string_view(text).substr(0, w->first + at))));
}

Value count(Interp& in, Bound& b) {
  const std::string& text = self_text(b);
  const std::string* sub = text_argument(in, b[1], "must be str, not ");
  if (!sub) return {};
  const auto w = window(in, text, b[2], b[3]);
  if (!w) return {};
  if (w->first > w->second) return Value::integer(0);
  const std::string_view part = std::string_view(text).substr(w->first, w->second - w->first);
  if (sub->empty()) return Value::integer(static_cast<int64_t>(length_utf8(part)) + 1);
  int64_t n = 0;
  for (size_t at = part.find(*sub); at != part.npos; at = part.find(*sub, at + sub->size())) ++n;
  return Value::integer(n);
}

Value starts_ends(Interp& in, Bound& b, bool ends) {
  const std::string& text = self_text(b);
  const auto w = window(in, text, b[2], b[3]);
  if (!w) return {};
  const auto fits = [&](const std::string& s) {
    if (w->first > w->second) return false;
    const std::string_view part = std::string_view(text).substr(w->first, w->second - w->first);
    return part.size() >= s.size() && (ends ? part.substr(part.size() - s.size()) : part.substr(0, s.size())) == s;
  };
  const char* name = ends ? "endswith" : "startswith";
  if (const Tuple* t = cast<Tuple>(b[1])) {
    for (const Value& v : t->items) {
      const Str* s = cast<Str>(v);
      if (!s) return in.raise("TypeError", std::string("tuple for ") + name + " must only contain str, not " + type_name(in, v));
      if (fits(s->text)) return Value::boolean(true);
    }
    return Value::boolean(false);
  }
  const Str* s = cast<Str>(b[1]);
  if (!s) return in.raise("TypeError", std::string(name) + " first arg must be str or a tuple of str, not " + type_name(in, b[1]));
  return Value::boolean(fits(s->text));
}

Value strip(Interp& in, Bound& b, bool left, bool right, const char* name) {
  std::u32string s = decode_utf8(self_text(b));
  const Str* set = cast<Str>(b[1]);
  if (!set && !b[1].is_none()) return in.raise("TypeError", std::string(name) + " arg must be None or str");
  const std::u32string chars = set ? decode_utf8(set->text) : std::u32string();
  const auto goes = [&](char32_t c) { return set ? chars.find(c) != chars.npos : is_space(c); };
  size_t first = 0, last = s.size();
  while (left && first < last && goes(s[first])) ++first;
  while (right && last > first && goes(s[last - 1])) --last;
  return in.str_value(encode_utf8(std::u32string_view(s).substr(first, last - first)));
}

Value split(Interp& in, Bound& b, bool backwards) {
  const std::string& text = self_text(b);
  const std::optional<int64_t> given = in.as_int(b["maxsplit"]);
  if (!given) return in.pending() ? Value() : in.raise("TypeError", "'" + type_name(in, b["maxsplit"]) + "' object cannot be interpreted as an integer");
  int64_t left = *given < 0 ? INT64_MAX : *given;
  std::vector<Value> parts;
  if (b["sep"].is_none()) {
    const std::u32string s = decode_utf8(text);
    const auto piece = [&](size_t from, size_t to) { parts.push_back(in.str_value(encode_utf8(std::u32string_view(s).substr(from, to - from)))); };
    if (backwards) {
      size_t end = s.size();
      for (;;) {
        while (end > 0 && is_space(s[end - 1])) --end;
        if (end == 0) break;
        size_t start = end;
        if (left-- == 0) start = 0;
        else while (start > 0 && !is_space(s[start - 1])) --start;
        piece(start, end);
        end = start;
      }
      std::reverse(parts.begin(), parts.end());
    } else {
      size_t start = 0;
      for (;;) {
        while (start < s.size() && is_space(s[start])) ++start;
        if (start >= s.size()) break;
        size_t end = start;
        if (left-- == 0) {
          piece(start, s.size());
          break;
        }
        while (end < s.size() && !is_space(s[end])) ++end;
        piece(start, end);
        start = end;
      }
    }
    return in.list(std::move(parts));
  }
  const std::string* sep = text_argument(in, b["sep"], "must be str or None, not ");
  if (!sep) return {};
  if (sep->empty()) return in.raise("ValueError", "empty separator");
  if (backwards) {
    size_t end = text.size();
    while (left-- > 0 && end >= sep->size()) {
      const size_t at = text.rfind(*sep, end - sep->size());
      if (at == std::string::npos) break;
      parts.push_back(in.str_value(text.substr(at + sep->size(), end - at - sep->size())));
      end = at;
    }
    parts.push_back(in.str_value(text.substr(0, end)));
    std::reverse(parts.begin(), parts.end());
    return in.list(std::move(parts));
  }
  size_t start = 0;
  while (left-- > 0) {
    const size_t at = text.find(*sep, start);
    if (at == std::string::npos) break;
    parts.push_back(in.str_value(text.substr(start, at - start)));
    start = at + sep->size();
  }
  parts.push_back(in.str_value(text.substr(start)));
  return in.list(std::move(parts));
}

Value split_lines(Interp& in, Bound& b) {
  const std::u32string s = decode_utf8(self_text(b));
  const std::optional<bool> keep = in.truth(b["keepends"]);
  if (!keep) return {};
  std::vector<Value> lines;
  for (size_t start = 0; start < s.size();) {
    size_t end = start;
    const auto breaks = [](char32_t c) { return (c >= 10 && c <= 13) || (c >= 0x1c && c <= 0x1e) || c == 0x85 || c == 0x2028 || c == 0x2029; };
    while (end < s.size() && !breaks(s[end])) ++end;
    size_t next = end;
    if (end < s.size()) next = s[end] == '\r' && end + 1 < s.size() && s[end + 1] == '\n' ? end + 2 : end + 1;
    lines.push_back(in.str_value(encode_utf8(std::u32string_view(s).substr(start, (*keep ? next : end) - start))));
    start = next;
  }
  return in.list(std::move(lines));
}

Value join(Interp& in, Bound& b) {
  const std::string& separator = self_text(b);
  if (!in.type_of(b[1])->slots.iter && !in.type_of(b[1])->slots.getitem) return in.raise("TypeError", "can only join an iterable");
  const std::optional<std::vector<Value>> items = in.list_of(b[1]);
  if (!items) return {};
  std::string out;
  for (size_t i = 0; i < items->size(); ++i) {
    const Str* s = cast<Str>((*items)[i]);
    if (!s) return in.raise("TypeError", "sequence item " + std::to_string(i) + ": expected str instance, " + type_name(in, (*items)[i]) + " found");
    if (i) out += separator;
    out += s->text;
  }
  if (!in.room_for(out.size())) return {};
  return in.str_value(std::move(out));
}

Value replace(Interp& in, Bound& b) {
  const std::string& text = self_text(b);
  const std::string* old = text_argument(in, b[1], "replace() argument 1 must be str, not ");
  const std::string* with = old ? text_argument(in, b[2], "replace() argument 2 must be str, not ") : nullptr;
  if (!with) return {};
  const std::optional<int64_t> given = in.as_int(b[3]);
  if (!given) return in.pending() ? Value() : in.raise("TypeError", "'" + type_name(in, b[3]) + "' object cannot be interpreted as an integer");
  int64_t left = *given < 0 ? INT64_MAX : *given;
  std::string out;
  if (old->empty()) {
    for (size_t i = 0; i <= text.size(); ++i) {
      const bool boundary = i == text.size() || (static_cast<unsigned char>(text[i]) & 0xc0) != 0x80;
      if (boundary && left-- > 0) out += *with;
      if (i < text.size()) out.push_back(text[i]);
    }
    return in.str_value(std::move(out));
  }
  size_t start = 0;
  while (left-- > 0) {
    const size_t at = text.find(*old, start);
    if (at == std::string::npos) break;
    out.append(text, start, at - start);
    out += *with;
    start = at + old->size();
    if (!(out.size() & 0xffff) && !in.room_for(out.size())) return {};
  }
  out.append(text, start, std::string::npos);
  return in.str_value(std::move(out));
}

Value partition(Interp& in, Bound& b, bool backwards) {
  const std::string& text = self_text(b);
  const std::string* sep = text_argument(in, b[1], "must be str, not ");
  if (!sep) return {};
  if (sep->empty()) return in.raise("ValueError", "empty separator");
  const size_t at = backwards ? text.rfind(*sep) : text.find(*sep);
  const Value whole = in.str_value(text), nothing = in.str_value("");
  if (at == std::string::npos) return backwards ? in.tuple({nothing, nothing, whole}) : in.tuple({whole, nothing, nothing});
  return in.tuple({in.str_value(text.substr(0, at)), in.str_value(*sep), in.str_value(text.substr(at + sep->size()))});
}

Value justify(Interp& in, Bound& b, char align) {
  const std::optional<int64_t> width = in.as_int(b[1]);
  if (!width) return in.pending() ? Value() : in.raise("TypeError", "'" + type_name(in, b[1]) + "' object cannot be interpreted as an integer");
  const Str* fill = cast<Str>(b[2]);
  if (!fill) return in.raise("TypeError", "The fill character must be a unicode character, not " + type_name(in, b[2]));
  const std::u32string points = decode_utf8(fill->text);
  if (points.size() != 1) return in.raise("TypeError", "The fill character must be exactly one character long");
  const std::string& text = self_text(b);
  const int64_t length = static_cast<int64_t>(length_utf8(text)), room = std::max<int64_t>(*width - length, 0);
  if (!in.room_for(static_cast<size_t>(room))) return {};
  // center() puts the odd one to the left only if the width is odd.
  const int64_t left = align == '<' ? 0 : align == '>' ? room : room / 2 + (room & *width & 1);
  std::string out;
  for (int64_t i = 0; i < left; ++i) out += fill->text;
  out += text;
  for (int64_t i = left; i < room; ++i) out += fill->text;
  return in.str_value(std::move(out));
}

Value zero_fill(Interp& in, Bound& b) {
  const std::optional<int64_t> width = in.as_int(b[1]);
  if (!width) return in.pending() ? Value() : in.raise("TypeError", "'" + type_name(in, b[1]) + "' object cannot be interpreted as an integer");
  std::string text = self_text(b);
  const int64_t room = std::max<int64_t>(*width - static_cast<int64_t>(length_utf8(text)), 0);
  text.insert(!text.empty() && (text[0] == '+' || text[0] == '-') ? 1 : 0, static_cast<size_t>(room), '0');
  return in.str_value(std::move(text));
}

Value expand_tabs(Interp& in, Bound& b) {
  const std::optional<int64_t> given = in.as_int(b[1]);
  if (!given) return in.raise("TypeError", "'" + type_name(in, b[1]) + "' object cannot be interpreted as an integer");
  const int64_t size = *given;
  std::string out;
  int64_t column = 0;
  for (char32_t c : decode_utf8(self_text(b))) {
    if (c == '\t') {
      if (size > 0)
        do out.push_back(' ');
        while (++column % size);
      continue;
    }
    append_utf8(&out, c);
    column = c == '\n' || c == '\r' ? 0 : column + 1;
  }
  return in.str_value(std::move(out));
}

Value format(Interp& in, Bound& b) {
  const Tuple* positional = cast<Tuple>(b["args"]);
  const Value keywords = b["kwargs"];
  const std::optional<std::string> out = brace_format(in, self_text(b), positional->items, [&](std::string_view name) {
    const Value key = in.str_value(std::string(name));
    if (const Value v = cast<Dict>(keywords)->find(in, key)) return v;
    const Value e = in.call(in.type_named("KeyError"), {key});
    return e ? in.raise_object(Ref<Exception>(cast<Exception>(e))) : Value();
  });
  return out ? in.str_value(*out) : Value();
}

Value format_map(Interp& in, Bound& b) {
  const Value mapping = b[1];
  const std::optional<std::string> out = brace_format(in, self_text(b), {}, [&](std::string_view name) { return in.get_item(mapping, in.str_value(std::string(name))); });
  return out ? in.str_value(*out) : Value();
}

Value make_translation(Interp& in, Bound& b) {
  Ref<Dict> table = in.dict();
  const auto point = [](char32_t c) { return Value::integer(static_cast<int64_t>(c)); };
  if (!b[1]) {
    const Dict* d = cast<Dict>(b[0]);
    if (!d) return in.raise("TypeError", "if you give only one argument to maketrans it must be a dict");
    for (const Dict::Entry& e : d->entries) {
      if (!e.key) continue;
      Value key = e.key;
      if (const Str* s = cast<Str>(key)) {
        const std::u32string c = decode_utf8(s->text);
        if (c.size() != 1) return in.raise("ValueError", "string keys in translate table must be of length 1");
        key = point(c[0]);
      }
      table->insert(in, key, e.value);
    }
    return table;
  }
  const std::string* from = text_argument(in, b[0], "maketrans() argument 1 must be str, not ");
  const std::string* to = from ? text_argument(in, b[1], "maketrans() argument 2 must be str, not ") : nullptr;
  if (!to) return {};
  const std::u32string x = decode_utf8(*from), y = decode_utf8(*to);
  if (x.size() != y.size()) return in.raise("ValueError", "the first two maketrans arguments must have equal length");
  for (size_t i = 0; i < x.size(); ++i) table->insert(in, point(x[i]), point(y[i]));
  if (b[2])
    if (const Str* gone = cast<Str>(b[2]))
      for (char32_t c : decode_utf8(gone->text)) table->insert(in, point(c), Value::none());
  return table;
}

Value translate(Interp& in, Bound& b) {
  std::string out;
  Dict* table = cast<Dict>(b[1]);
  for (char32_t c : decode_utf8(self_text(b))) {
    Value v;
    if (table) {
      v = table->find(in, Value::integer(static_cast<int64_t>(c)));
    } else {
      v = in.get_item(b[1], Value::integer(static_cast<int64_t>(c)));
      if (!v && !in.stopped() && in.pending()) {
        const Ref<Exception> e = in.take();
        if (!in.is_instance(e, in.type_named("LookupError"))) return in.raise_object(e);
      }
    }
    if (!v) append_utf8(&out, c);
    else if (v.is_int()) append_utf8(&out, static_cast<char32_t>(v.integer()));
    else if (const Str* s = cast<Str>(v)) out += s->text;
  }
  return in.str_value(std::move(out));
}

Value remove_affix(Interp& in, Bound& b, bool suffix) {
  const std::string& text = self_text(b);
  const std::string* s = text_argument(in, b[1], suffix ? "removesuffix() argument must be str, not " : "removeprefix() argument must be str, not ");
  if (!s) return {};
  const bool there = text.size() >= s->size() && (suffix ? text.compare(text.size() - s->size(), s->size(), *s) : text.compare(0, s->size(), *s)) == 0;
  if (!there) return in.str_value(text);
  return in.str_value(suffix ? text.substr(0, text.size() - s->size()) : text.substr(s->size()));
}

}  // namespace

void define_str_methods(Interp& in) {
  Type* t = in.machine().t.str;
  const auto search = [&](const char* name, auto f) {
    in.method(t, name, "^self, sub=..., start=None, end=None, /", [name, f](Interp& i, Bound& b) {
      return b[1] ? f(i, b) : i.raise("TypeError", std::string(name) + "() takes at least 1 argument (0 given)");
    });
  };
  search("find", [](Interp& i, Bound& b) { return find(i, b, false, false); });
  search("rfind", [](Interp& i, Bound& b) { return find(i, b, true, false); });
  search("index", [](Interp& i, Bound& b) { return find(i, b, false, true); });
  search("rindex", [](Interp& i, Bound& b) { return find(i, b, true, true); });
  search("count", count);
  search("startswith", [](Interp& i, Bound& b) { return starts_ends(i, b, false); });
  search("endswith", [](Interp& i, Bound& b) { return starts_ends(i, b, true); });
  in.method(t, "strip", "~self, chars=None, /", [](Interp& i, Bound& b) { return strip(i, b, true, true, "strip"); });
  in.method(t, "lstrip", "~self, chars=None, /", [](Interp& i, Bound& b) { return strip(i, b, true, false, "lstrip"); });
  in.method(t, "rstrip", "~self, chars=None, /", [](Interp& i, Bound& b) { return strip(i, b, false, true, "rstrip"); });
  in.method(t, "split", "^self, sep=None, maxsplit=-1", [](Interp& i, Bound& b) { return split(i, b, false); });
  in.method(t, "rsplit", "^self, sep=None, maxsplit=-1", [](Interp& i, Bound& b) { return split(i, b, true); });
  in.method(t, "splitlines", "^self, keepends=False", split_lines);
  in.method(t, "join", "!self, iterable, /", join);
  in.method(t, "replace", "~self, old, new, count=-1, /", replace);
  in.method(t, "partition", "!self, sep, /", [](Interp& i, Bound& b) { return partition(i, b, false); });
  in.method(t, "rpartition", "!self, sep, /", [](Interp& i, Bound& b) { return partition(i, b, true); });
  in.method(t, "ljust", "~self, width, fillchar=' ', /", [](Interp& i, Bound& b) { return justify(i, b, '<'); });
  in.method(t, "rjust", "~self, width, fillchar=' ', /", [](Interp& i, Bound& b) { return justify(i, b, '>'); });
  in.method(t, "center", "~self, width, fillchar=' ', /", [](Interp& i, Bound& b) { return justify(i, b, '^'); });
  in.method(t, "zfill", "!self, width, /", zero_fill);
  in.method(t, "expandtabs", "^self, tabsize=8", expand_tabs);
  in.method(t, "format", "self, /, *args, **kwargs", format);
  in.method(t, "format_map", "!self, mapping, /", format_map);
  in.method(t, "translate", "!self, table, /", translate);
  in.static_method(t, "maketrans", "~x, y=..., z=..., /", make_translation);
  in.method(t, "removeprefix", "!self, prefix, /", [](Interp& i, Bound& b) { return remove_affix(i, b, false); });
  in.method(t, "removesuffix", "!self, suffix, /", [](Interp& i, Bound& b) { return remove_affix(i, b, true); });
  in.method(t, "encode", "^self, encoding=None, errors=None", [](Interp& i, Bound& b) {
    const std::optional<std::string> out = encode_text(i, self_text(b), b["encoding"], b["errors"]);
    return out ? i.bytes(*out) : Value();
  });
}

}  // namespace misfit::py::types
