// Parameters in Python's notation, and the binding of a call to them with CPython's words for every misfit.
#include <cstdlib>

#include "python/machine.h"

namespace misfit::py {
namespace {

// A literal of a default: None, True, numbers, strings, (), [], tuples of literals, -1. Names are kept as strings' absence: `...`.
class DefaultReader {
 public:
  DefaultReader(Interp& in, std::string_view text) : in_(in), text_(text) {}

  Value read() {
    skip();
    if (at_ >= text_.size()) return {};
    char c = text_[at_];
    if (c == '(' || c == '[') return sequence(c == '(' ? ')' : ']');
    if (c == '{') {
      at_ = text_.find('}', at_) + 1;
      return in_.dict();
    }
    if (c == '\'' || c == '"') {
      size_t end = text_.find(c, at_ + 1);
      std::string s(text_.substr(at_ + 1, end - at_ - 1));
      at_ = end + 1;
      return in_.str_value(std::move(s));
    }
    size_t begin = at_;
    while (at_ < text_.size() && !strchr_(",)] ", text_[at_])) ++at_;
    std::string word(text_.substr(begin, at_ - begin));
    if (word == "None") return Value::none();
    if (word == "True") return Value::boolean(true);
    if (word == "False") return Value::boolean(false);
    if (word == "...") return {};
    if (word == "Ellipsis") return in_.ellipsis();
    if (word == "inf" || word == "-inf" || word == "nan") return Value::number(std::strtod(word.c_str(), nullptr));
    char* end = nullptr;
    if (word.find_first_of(".eE") == std::string::npos) {
      long long i = std::strtoll(word.c_str(), &end, 10);
      if (end && !*end) return Value::integer(i);
    }
    double d = std::strtod(word.c_str(), &end);
    if (end && !*end) return Value::number(d);
    std::fprintf(stderr, "signature default: %s\n", word.c_str());
    ENSURE(false);
    return {};
  }

 private:
  static bool strchr_(std::string_view set, char c) { return set.find(c) != std::string_view::npos; }
  void skip() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
  }
  Value sequence(char close) {
    ++at_;
    std::vector<Value> items;
    for (skip(); at_ < text_.size() && text_[at_] != close; skip()) {
      items.push_back(read());
      skip();
      if (at_ < text_.size() && text_[at_] == ',') ++at_;
    }
    ++at_;
    return close == ')' ? in_.tuple(std::move(items)) : in_.list(std::move(items));
  }
  Interp& in_;
  std::string_view text_;
  size_t at_ = 0;
};

std::vector<std::string> split_parameters(std::string_view text) {
  std::vector<std::string> parts;
  std::string part;
  int depth = 0;
  char quote = 0;
  for (char c : text) {
    if (quote) {
      if (c == quote) quote = 0;
    } else if (c == '\'' || c == '"') {
      quote = c;
    } else if (c == '(' || c == '[' || c == '{') {
      ++depth;
    } else if (c == ')' || c == ']' || c == '}') {
      --depth;
    } else if (c == ',' && depth == 0) {
      parts.push_back(part);
      part.clear();
      continue;
    }
    if (part.empty() && (c == ' ' || c == '\n')) continue;
    part += c;
  }
  while (!part.empty() && part.back() == ' ') part.pop_back();
  if (!part.empty()) parts.push_back(part);
  return parts;
}

std::string plural(size_t n, const char* word) { return std::to_string(n) + " " + word + (n == 1 ? "" : "s"); }

}  // namespace

std::string join_names(const std::vector<std::string>& names) {
  std::string s;
  for (size_t i = 0; i < names.size(); ++i) {
    if (i) s += names.size() == 2 ? " and " : i + 1 == names.size() ? ", and " : ", ";
    s += "'" + names[i] + "'";
  }
  return s;
}

std::shared_ptr<const Signature> Signature::parse(Interp& in, std::string qualname, std::string_view text) {
  auto s = std::make_shared<Signature>();
  s->qualname = std::move(qualname);
  if (!text.empty() && (text[0] == '!' || text[0] == '~' || text[0] == '^')) {
    s->style = text[0] == '!' ? Style::kExactly : text[0] == '~' ? Style::kExpected : Style::kAtLeast;
    text.remove_prefix(1);
  }
  bool keyword_only = false;
  for (const std::string& part : split_parameters(text)) {
    if (part == "/") {
      for (Parameter& p : s->parameters) p.positional_only = true;
      continue;
    }
    if (part == "*") {
      keyword_only = true;
      continue;
    }
    Parameter p{part, {}, true, keyword_only, false};
    if (part.rfind("**", 0) == 0) {
      p.name = part.substr(2);
      p.required = false;
      s->double_star = static_cast<int>(s->parameters.size());
    } else if (part[0] == '*') {
      p.name = part.substr(1);
      p.required = false;
      s->star = static_cast<int>(s->parameters.size());
      keyword_only = true;
    } else if (size_t eq = part.find('='); eq != std::string::npos) {
      p.name = part.substr(0, eq);
      while (!p.name.empty() && p.name.back() == ' ') p.name.pop_back();
      p.required = false;
      p.default_value = DefaultReader(in, std::string_view(part).substr(eq + 1)).read();
    }
    s->parameters.push_back(std::move(p));
  }
  return s;
}

// One value a parameter into `out`; `given` gets a bit for each one the caller passed. `defaults` null: the signature's own.
static bool bind_plainly(Interp& in, const Signature& s, const Value* defaults, const Args& args, const Value* self, Value* out, uint64_t* given) {
  const size_t n = s.parameters.size();
  const size_t passed = args.positional.size() + (self ? 1 : 0);
  auto argument = [&](size_t i) -> const Value& { return self ? (i == 0 ? *self : args.positional[i - 1]) : args.positional[i]; };
  auto is_star = [&](size_t i) { return static_cast<int>(i) == s.star || static_cast<int>(i) == s.double_star; };
  auto has_default = [&](size_t i) { return defaults ? bool(defaults[i]) : !s.parameters[i].required; };
  const std::string& name = s.qualname;

  size_t slots = 0;  // positional parameters
  while (slots < n && !s.parameters[slots].keyword_only && !is_star(slots)) ++slots;
  size_t taken = passed < slots ? passed : slots;
  for (size_t i = 0; i < taken; ++i) {
    out[i] = argument(i);
    if (i < 64) *given |= uint64_t{1} << i;
  }
  if (s.style == Signature::Style::kExactly && !args.keywords.empty()) {
    in.raise("TypeError", name + "() takes no keyword arguments");
    return false;
  }
  if (s.star >= 0) {
    std::vector<Value> rest;
    for (size_t i = taken; i < passed; ++i) rest.push_back(argument(i));
    out[s.star] = in.tuple(std::move(rest));
  }

  Ref<Dict> extra;
  if (s.double_star >= 0) {
    extra = in.dict();
    out[s.double_star] = extra;
  }
  for (const Keyword& k : args.keywords) {
    size_t i = 0;
    while (i < n && (is_star(i) || s.parameters[i].positional_only || s.parameters[i].name != k.name)) ++i;
    if (i == n) {
      if (extra) {
        extra->set(in, k.name, k.value);
        continue;
      }
      std::vector<std::string> wrong;
      for (const Keyword& q : args.keywords)
        for (const Signature::Parameter& p : s.parameters)
          if (p.positional_only && p.name == q.name) wrong.push_back(p.name);
      bool takes_keywords = false;
      for (const Signature::Parameter& p : s.parameters) takes_keywords = takes_keywords || !p.positional_only;
      const std::string short_name = name.substr(name.rfind('.') + 1);
      if (s.style != Signature::Style::kPython && !takes_keywords) {
        in.raise("TypeError", name + "() takes no keyword arguments");
      } else if (s.style != Signature::Style::kPython) {
        in.raise("TypeError", "'" + std::string(k.name) + "' is an invalid keyword argument for " + short_name + "()");
      } else if (!wrong.empty()) {
        std::string list;
        for (const std::string& w : wrong) list += (list.empty() ? "" : ", ") + w;
        in.raise("TypeError", name + "() got some positional-only arguments passed as keyword arguments: '" + list + "'");
      } else {
        in.raise("TypeError", name + "() got an unexpected keyword argument '" + std::string(k.name) + "'");
      }
      return false;
    }
    if (out[i]) {
      in.raise("TypeError", name + "() got multiple values for argument '" + std::string(k.name) + "'");
      return false;
    }
    out[i] = k.value;
    if (i < 64) *given |= uint64_t{1} << i;
  }

  auto count_required = [&] {
    size_t c = 0;
    for (size_t i = 0; i < slots; ++i) c += !has_default(i);
    return c;
  };
  if (passed > slots && s.star < 0) {
    const size_t required = count_required();
    const std::string short_name = name.substr(name.rfind('.') + 1);
    if (s.style == Signature::Style::kExactly) {
      size_t hidden = self ? 1 : 0;
      std::string what = slots - hidden == 0   ? " takes no arguments ("
                         : slots - hidden == 1 ? " takes exactly one argument ("
                                               : " takes exactly " + std::to_string(slots - hidden) + " arguments (";
      in.raise("TypeError", name + "()" + what + std::to_string(passed - hidden) + " given)");
    } else if (s.style == Signature::Style::kExpected) {
      size_t hidden = self ? 1 : 0;
      in.raise("TypeError", slots == hidden ? short_name + "() takes no positional arguments"
                                            : short_name + " expected " + (required == slots ? "" : "at most ") + plural(slots - hidden, "argument") + ", got " + std::to_string(passed - hidden));
    } else if (s.style == Signature::Style::kAtLeast) {
      size_t hidden = self ? 1 : 0;
      size_t total = passed - hidden + args.keywords.size();
      in.raise("TypeError", short_name + "() takes " + (required == slots ? "exactly " : "at most ") + plural(slots - hidden, "argument") + " (" + std::to_string(total) + " given)");
    } else {
      size_t keyword_only_given = 0;
      for (size_t i = slots; i < n; ++i)
        if (s.parameters[i].keyword_only && !is_star(i) && out[i]) ++keyword_only_given;
      std::string takes = required == slots ? std::to_string(slots) : "from " + std::to_string(required) + " to " + std::to_string(slots);
      bool one = required == slots && slots == 1;
      std::string were = keyword_only_given
                             ? std::to_string(passed) + " positional argument" + (passed == 1 ? "" : "s") + " (and " + std::to_string(keyword_only_given) +
                                   " keyword-only argument" + (keyword_only_given == 1 ? "" : "s") + ") were given"
                             : std::to_string(passed) + (passed == 1 ? " was given" : " were given");
      in.raise("TypeError", name + "() takes " + takes + " positional argument" + (one ? "" : "s") + " but " + were);
    }
    return false;
  }

  std::vector<std::string> missing, missing_keywords;
  for (size_t i = 0; i < n; ++i) {
    if (out[i] || is_star(i)) continue;
    if (has_default(i)) out[i] = defaults ? defaults[i] : s.parameters[i].default_value;
    else (s.parameters[i].keyword_only ? missing_keywords : missing).push_back(s.parameters[i].name);
  }
  if (missing.empty() && missing_keywords.empty()) return true;
  if (s.style != Signature::Style::kPython && !self && passed == 0 && !s.parameters.empty() && s.parameters[0].name == "self") {
    in.raise("TypeError", "unbound method " + name + "() needs an argument");
    return false;
  }
  if (s.style == Signature::Style::kExactly) {
    size_t hidden = self ? 1 : 0;
    in.raise("TypeError", name + "()" + (slots - hidden == 1 ? " takes exactly one argument (" : " takes exactly " + std::to_string(slots - hidden) + " arguments (") +
                              std::to_string(passed - hidden) + " given)");
  } else if (s.style == Signature::Style::kExpected) {
    size_t hidden = self ? 1 : 0, required = count_required() - hidden;
    in.raise("TypeError", name.substr(name.rfind('.') + 1) + " expected " + (required == slots - hidden ? "" : "at least ") + plural(required, "argument") + ", got " +
                              std::to_string(passed - hidden));
  } else if (s.style == Signature::Style::kAtLeast) {
    size_t position = 0;
    for (size_t i = 0; i < n; ++i)
      if (!out[i] && !has_default(i)) { position = i + 1 - (self ? 1 : 0); break; }
    in.raise("TypeError", name.substr(name.rfind('.') + 1) + "() missing required argument '" + missing[0] + "' (pos " + std::to_string(position) + ")");
  } else {
    const bool positional = !missing.empty();
    const std::vector<std::string>& names = positional ? missing : missing_keywords;
    in.raise("TypeError", name + "() missing " + std::to_string(names.size()) + " required " + (positional ? "positional" : "keyword-only") + " argument" +
                              (names.size() == 1 ? "" : "s") + ": " + join_names(names));
  }
  return false;
}

// Functions whose name begins with "@" are called through a dispatcher of TensorFlow's, which has words of its own.
bool bind_arguments(Interp& in, const Signature& s, const Value* defaults, const Args& args, const Value* self, Value* out, uint64_t* given) {
  if (bind_plainly(in, s, defaults, args, self, out, given)) return true;
  if (s.qualname.empty() || s.qualname[0] != '@' || !in.pending()) return false;
  const Ref<Exception> e = in.take();
  const std::string text = in.message_of(*e);
  const auto from = [&](std::string_view part) { return text.find(part); };
  if (from("() missing ") != std::string::npos) {
    in.raise("TypeError", "Missing required positional argument");
  } else if (const size_t at = from("() got "); at != std::string::npos) {
    in.raise("TypeError", "Got " + text.substr(at + 7));
  } else {
    size_t slots = 0;
    while (slots < s.parameters.size() && !s.parameters[slots].keyword_only) ++slots;
    in.raise("TypeError", "Too many arguments were given. Expected " + std::to_string(slots) + " but got " + std::to_string(args.positional.size()) + ".");
  }
  return false;
}

std::optional<Bound> Signature::bind(Interp& in, const Args& args, const Value* self) const {
  std::vector<Value> values(parameters.size());
  uint64_t given = 0;
  if (!bind_arguments(in, *this, nullptr, args, self, values.data(), &given)) return std::nullopt;
  Bound b(*this, std::move(values));
  b.given_ = given;
  return b;
}

namespace {
size_t index_of(const Signature& s, std::string_view name) {
  for (size_t i = 0; i < s.parameters.size(); ++i)
    if (s.parameters[i].name == name) return i;
  std::fprintf(stderr, "%s() has no parameter %.*s\n", s.qualname.c_str(), static_cast<int>(name.size()), name.data());
  ENSURE(false);
  return 0;
}
}  // namespace

const Value& Bound::operator[](std::string_view name) const { return values_[index_of(*signature_, name)]; }
bool Bound::given(std::string_view name) const { return given_ >> index_of(*signature_, name) & 1; }
Value& Bound::set(std::string_view name) { return values_[index_of(*signature_, name)]; }

}  // namespace misfit::py
