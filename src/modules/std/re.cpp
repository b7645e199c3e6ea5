// re: patterns and matches in Python over the engine in regex.cpp.
#include "modules/std/regex.h"
#include "modules/std/std.h"
#include "python/machine.h"
#include "python/types/utf8.h"

namespace misfit::modules::standard {

using namespace py;

namespace {

struct Program : Object {
  static constexpr Kind kind{"regex"};
  Program(Type* t, Regex r) : Object(kind, t), regex(std::move(r)) {}
  Regex regex;
  std::string last_text;           // the text matched last, decoded: findall asks again and again
  std::u32string last_points;
};

Value compile_regex(Interp& in, Type* type, const std::string& pattern, int flags) {
  RegexError error;
  std::optional<Regex> r = Regex::parse(decode_utf8(pattern), flags, &error);
  if (!r) return in.tuple({in.str_value(error.message), Value::integer(static_cast<int64_t>(error.position))});
  return new Program(type, std::move(*r));
}

bool build_engine(Interp& in, Module& m) {
  Type* t = in.new_type("_re", "Program", {in.type_named("object")}, Program::kind);
  define(in, m, "compile", "pattern, flags, /", [t](Interp& i, Bound& b) { return compile_regex(i, t, cast<Str>(b[0])->text, static_cast<int>(i.as_int(b[1]).value_or(0))); });
  in.property(t, "groups", [](Interp&, Bound& b) { return Value::integer(cast<Program>(b[0])->regex.groups); });
  in.property(t, "flags", [](Interp&, Bound& b) { return Value::integer(cast<Program>(b[0])->regex.flags); });
  in.property(t, "names", [](Interp& i, Bound& b) {
    Ref<Dict> names = i.dict();
    for (const auto& [name, group] : cast<Program>(b[0])->regex.names) names->set(i, name, Value::integer(group));
    return Value(names);
  });
  // where: 0 search, 1 match, 2 fullmatch. A flat tuple of begins and ends, or None.
  in.method(t, "run", "self, text, begin, end, where, advance=False", [](Interp& i, Bound& b) {
    Program& p = *cast<Program>(b[0]);
    const std::string& text = cast<Str>(b[1])->text;
    if (p.last_points.empty() || p.last_text != text) {
      p.last_text = text;
      p.last_points = decode_utf8(text);
    }
    const int64_t length = static_cast<int64_t>(p.last_points.size());
    const int64_t begin = std::min(std::max<int64_t>(i.as_int(b[2]).value_or(0), 0), length + 1), end = std::min(std::max<int64_t>(i.as_int(b[3]).value_or(length), 0), length);
    bool exhausted = false;
    const std::vector<Regex::Span> spans = begin > end ? std::vector<Regex::Span>() :
        p.regex.match(p.last_points, static_cast<size_t>(begin), static_cast<size_t>(end), static_cast<Regex::Where>(i.as_int(b[4]).value_or(0)), b[5].boolean(), &exhausted);
    if (exhausted) return i.stop(Stop::kSteps, "a regular expression that backtracks for ever");
    if (spans.empty()) return Value::none();
    std::vector<Value> flat;
    for (const Regex::Span& s : spans) {
      flat.push_back(Value::integer(s.begin));
      flat.push_back(Value::integer(s.end));
    }
    return i.tuple(std::move(flat));
  });
  in.set(m, "Program", t);
  return true;
}

}  // namespace

void register_regular_expressions(Interp& in) {
  in.register_module("_re", build_engine);
}

}  // namespace misfit::modules::standard
