// Expressions.
#include <algorithm>

#include "python/grammar.h"
#include "python/literals.h"

namespace misfit::py {

bool Grammar::starts_expression() const {
  if (over()) return false;
  const Token& t = tokens_[at_];
  switch (t.kind) {
    case Token::Kind::kNumber:
    case Token::Kind::kString: return true;
    case Token::Kind::kName:
      if (identifier()) return true;
      for (std::string_view k : {"None", "True", "False", "lambda", "not", "await"})
        if (t.text == k) return true;
      return false;
    case Token::Kind::kOp:
      for (std::string_view k : {"(", "[", "{", "-", "+", "~", "..."})
        if (t.text == k) return true;
      return false;
    default: return false;
  }
}

bool Grammar::expression(Ex& e) {
  if (++depth_ > 700) {
    --depth_;
    return fail("too many nested parentheses", at_, at_);
  }
  struct Leave { int& d; ~Leave() { --d; } } leave{depth_};
  if (is("lambda")) return lambda(e);
  size_t begin = at_;
  // print "x", exec "x": statements of another Python.
  if (identifier() && (now().text == "print" || now().text == "exec") && at_ + 1 < tokens_.size() && !next_is("(")) {
    std::string word(now().text);
    size_t stop = at_++, end = 0;
    if (starts_expression() && !is("-") && !is("+") && !is("[") && attempt([&] {
          Ex b;
          bool ok = star_expressions(b);
          end = b.end;
          return ok;
        }))
      return fail("Missing parentheses in call to '" + word + "'. Did you mean " + word + "(...)?", stop, end - 1);
    at_ = stop;
  }
  if (!disjunction(e)) return false;
  last_disjunction_begin_ = begin;
  last_disjunction_end_ = at_;
  if (!is("if")) return true;
  size_t word = at_++;
  Ex condition, other;
  size_t asked = at_;
  if (!disjunction(condition)) {
    // As far as it could be read it was an expression, and no `else` came.
    bool readable = asked < tokens_.size() && (tokens_[asked].kind == Token::Kind::kNumber || tokens_[asked].kind == Token::Kind::kString || tokens_[asked].kind == Token::Kind::kName);
    if (fault_ && fault_->message == "invalid syntax" && readable && furthest_ > asked && !over() && tokens_[asked].text != "not" && tokens_[asked].text != "lambda") {
      fault_.reset();
      return fail("expected 'else' after 'if' expression", begin, asked);
    }
    return false;
  }
  if (!is("else")) {
    if (is(":")) {  // a comprehension's or a statement's `if`
      at_ = word;
      return true;
    }
    if (over()) return fail();
    return fail("expected 'else' after 'if' expression", begin, at_ - 1);
  }
  ++at_;
  if (!expression(other)) return false;
  e = {Is::kConditional, begin, at_};
  return true;
}

bool Grammar::disjunction(Ex& e) {
  size_t begin = at_;
  if (!conjunction(e)) return false;
  while (take("or")) {
    Ex other;
    if (!conjunction(other)) return false;
    e = {Is::kExpression, begin, at_};
  }
  return true;
}

bool Grammar::conjunction(Ex& e) {
  size_t begin = at_;
  if (!inversion(e)) return false;
  while (take("and")) {
    Ex other;
    if (!inversion(other)) return false;
    e = {Is::kExpression, begin, at_};
  }
  return true;
}

bool Grammar::inversion(Ex& e) {
  size_t begin = at_;
  if (!take("not")) return comparison(e);
  Ex inner;
  if (!inversion(inner)) return false;
  e = {Is::kExpression, begin, at_};
  return true;
}

bool Grammar::comparison(Ex& e) {
  size_t begin = at_;
  if (!binary(e, 0)) return false;
  for (;;) {
    bool op = false;
    for (std::string_view o : {"<", ">", "==", "!=", "<=", ">=", "in"}) op = op || is(o);
    if (is("is")) {
      ++at_;
      take("not");
    } else if (is("not") && next_is("in")) {
      at_ += 2;
    } else if (op) {
      ++at_;
    } else {
      return true;
    }
    Ex other;
    if (!binary(other, 0)) return false;
    e = {Is::kCompare, begin, at_};
  }
}

bool Grammar::binary(Ex& e, int level) {
  static constexpr std::string_view kOps[6][5] = {{"|"}, {"^"}, {"&"}, {"<<", ">>"}, {"+", "-"}, {"*", "/", "//", "%", "@"}};
  if (level == 6) return factor(e);
  size_t begin = at_;
  if (!binary(e, level + 1)) return false;
  for (;;) {
    bool op = false;
    for (std::string_view o : kOps[level]) op = op || (!o.empty() && is(o));
    if (!op) return true;
    ++at_;
    Ex other;
    if (!binary(other, level + 1)) return false;
    e = {Is::kExpression, begin, at_};
  }
}

bool Grammar::factor(Ex& e) {
  size_t begin = at_;
  if (!is("+") && !is("-") && !is("~")) return power(e);
  while (is("+") || is("-") || is("~")) ++at_;
  Ex inner;
  if (!power(inner)) return false;
  e = {Is::kExpression, begin, at_};
  return true;
}

bool Grammar::power(Ex& e) {
  size_t begin = at_;
  if (take("await")) {
    if (!primary(e)) return false;
    e = {Is::kAwait, begin, at_};
  } else if (!primary(e)) {
    return false;
  }
  if (!take("**")) return true;
  Ex exponent;
  if (!factor(exponent)) return false;
  e = {Is::kExpression, begin, at_};
  return true;
}

bool Grammar::primary(Ex& e) {
  size_t begin = at_;
  if (!atom(e)) return false;
  for (;;) {
    if (take(".")) {
      if (!identifier()) return fail();
      ++at_;
      e = {Is::kAttribute, begin, at_};
    } else if (is("(")) {
      if (!arguments(begin)) return false;
      e = {Is::kCall, begin, at_};
    } else if (is("[") && next_is("]")) {
      return true;  // a list beside it
    } else if (take("[")) {
      if (!slices()) return false;
      e = {Is::kSubscript, begin, at_};
    } else {
      return true;
    }
  }
}

bool Grammar::atom(Ex& e) {
  size_t begin = at_;
  if (over()) return fail();
  auto one = [&](Is k) {
    ++at_;
    e = {k, begin, at_};
    return true;
  };
  if (kind(Token::Kind::kNumber)) return one(Is::kLiteral);
  if (kind(Token::Kind::kString)) return strings(e);
  if (identifier()) return one(Is::kName);
  if (is("True")) return one(Is::kTrue);
  if (is("False")) return one(Is::kFalse);
  if (is("None")) return one(Is::kNone);
  if (is("...")) return one(Is::kEllipsis);
  if (is("(")) return group(e);
  if (is("[")) return list(e);
  if (is("{")) return braces(e);
  return fail();
}

bool Grammar::strings(Ex& e) {
  size_t begin = at_;
  bool formatted = false, bytes = false, text = false;
  std::optional<std::string> wrong;                                // CPython reads the literals when it has seen what follows them
  for (; kind(Token::Kind::kString); ++at_) {
    std::string_view s = now().text;
    bool b = false;
    for (char c : s) {
      if (c == '"' || c == '\'') break;
      b = b || c == 'b' || c == 'B';
    }
    (b ? bytes : text) = true;
    if (b && std::any_of(s.begin(), s.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; })) return fail("bytes can only contain ASCII literal characters", at_, at_);
    if (!wrong) wrong = wrong_escape(s);
    if (!wrong && bytes && text) wrong = "cannot mix bytes and nonbytes literals";
    if (!fstring(now(), &formatted)) return false;
  }
  e = {formatted ? Is::kFString : Is::kLiteral, begin, at_};
  return !wrong || fail_before(std::move(*wrong));
}

// The braces of an f-string.
bool Grammar::fstring(const Token& t, bool* formatted) {
  std::string_view s = t.text;
  size_t prefix = s.find_first_of("\"'");
  bool f = false;
  for (char c : s.substr(0, prefix)) f = f || c == 'f' || c == 'F';
  if (!f) return true;
  *formatted = true;
  size_t quotes = s.size() >= prefix + 6 && s[prefix + 1] == s[prefix] && s[prefix + 2] == s[prefix] ? 3 : 1;
  std::string_view body = s.substr(prefix + quotes, s.size() - prefix - 2 * quotes);
  auto bad = [&](std::string what) { return fail("f-string: " + what, at_, at_); };
  // Reads one {...}; `i` stands behind the brace. Nested in a format spec at most once.
  auto field = [&](auto&& self, size_t& i, int level) -> bool {
    if (level > 2) return bad("expressions nested too deeply");
    std::string brackets;
    char quote = 0;
    size_t begin = i;
    for (; i < body.size(); ++i) {
      char c = body[i];
      if (c == '\\') return fail("f-string expression part cannot include a backslash", at_, at_);
      if (quote) {
        if (c == quote) quote = 0;
        continue;
      }
      if (c == '"' || c == '\'') {
        quote = c;
        continue;
      }
      if (c == '#') return fail("f-string expression part cannot include '#'", at_, at_);
      if (c == '(' || c == '[' || c == '{') {
        brackets += c;
        continue;
      }
      if (brackets.empty() && (c == '!' || c == ':' || c == '}' || c == '=' || c == '<' || c == '>')) {
        if (i + 1 < body.size() && body[i + 1] == '=' && (c == '!' || c == '=' || c == '<' || c == '>')) {
          ++i;
          continue;
        }
        if (c == '<' || c == '>') continue;
        break;
      }
      if (c == ')' || c == ']' || c == '}') {
        if (brackets.empty()) return bad(std::string("unmatched '") + c + "'");
        char o = brackets.back();
        brackets.pop_back();
        if (!((o == '(' && c == ')') || (o == '[' && c == ']') || (o == '{' && c == '}')))
          return bad(std::string("closing parenthesis '") + c + "' does not match opening parenthesis '" + o + "'");
      }
    }
    if (quote) return bad("unterminated string");
    if (!brackets.empty()) return bad(std::string("unmatched '") + brackets.back() + "'");
    if (i >= body.size()) return bad("expecting '}'");
    std::string inner(body.substr(begin, i - begin));
    if (inner.find_first_not_of(" \t\n\r\f") == std::string::npos) return bad("empty expression not allowed");
    std::string wrapped = "(" + inner + ")";
    Tokens tokens = tokenize(wrapped);
    if (tokens.fault) return bad(tokens.fault->message);
    Grammar part(wrapped, tokens);
    Ex ignored;
    bool ok = part.group(ignored) && (part.kind(Token::Kind::kNewline) || part.kind(Token::Kind::kEnd));
    if (!ok) {
      if (!part.fault_) part.fail();
      return bad(part.fault_->message);
    }
    if (body[i] == '=') {
      ++i;
      while (i < body.size() && body[i] == ' ') ++i;
    }
    if (i < body.size() && body[i] == '!') {
      ++i;
      if (i >= body.size()) return bad("expecting '}'");
      if (std::string_view("sra").find(body[i]) == std::string_view::npos) return bad("invalid conversion character: expected 's', 'r', or 'a'");
      ++i;
    }
    if (i < body.size() && body[i] == ':') {
      for (++i; i < body.size() && body[i] != '}'; ++i)
        if (body[i] == '{') {
          ++i;
          if (!self(self, i, level + 1)) return false;
        }
    }
    if (i >= body.size() || body[i] != '}') return bad("expecting '}'");
    return true;
  };
  for (size_t i = 0; i < body.size(); ++i) {
    if (body[i] == '\\' && s.substr(0, prefix).find_first_of("rR") == std::string_view::npos) {
      if (i + 2 < body.size() && body[i + 1] == 'N' && body[i + 2] == '{') i = body.find('}', i);
      else ++i;
      if (i == std::string_view::npos) return true;
      continue;
    }
    if (body[i] == '{') {
      if (i + 1 < body.size() && body[i + 1] == '{') {
        ++i;
        continue;
      }
      ++i;
      if (!field(field, i, 1)) return false;
    } else if (body[i] == '}') {
      if (i + 1 < body.size() && body[i + 1] == '}') ++i;
      else return bad("single '}' is not allowed");
    }
  }
  return true;
}

// A named_expression, with what CPython says of `=` where `==` is meant.
bool Grammar::named(Ex& e) {
  size_t begin = at_;
  if (identifier() && next_is(":=")) {
    at_ += 2;
    Ex value;
    if (!expression(value)) return false;
    e = {Is::kNamed, begin, at_};
    return true;
  }
  if (!expression(e)) return false;
  if (is(":=")) return fail(std::string("cannot use assignment expressions with ") + kind_name(e), e);
  if (is("=")) {
    size_t stop = at_;
    bool rest = attempt([&] {
      ++at_;
      Ex value;
      return binary(value, 0) && !is("=") && !is(":=");
    });
    size_t end = at_;
    if (at_ > furthest_) furthest_ = at_;
    at_ = stop;
    if (!rest) return fail();
    if (e.is == Is::kName && e.end == e.begin + 1) return fail("invalid syntax. Maybe you meant '==' or ':=' instead of '='?", e.begin, end - 1);
    bool plain = e.is != Is::kList && e.is != Is::kTuple && e.is != Is::kGenerator && e.is != Is::kTrue && e.is != Is::kNone && e.is != Is::kFalse && e.is != Is::kCompare &&
                 e.is != Is::kConditional && e.is != Is::kLambda && tokens_[e.begin].text != "[";
    if (plain) return fail(std::string("cannot assign to ") + kind_name(e) + " here. Maybe you meant '==' instead of '='?", e);
    return fail();
  }
  return true;
}

bool Grammar::star_named(Ex& e) {
  size_t begin = at_;
  if (!take("*")) return named(e);
  Ex inner;
  if (!binary(inner, 0)) return false;
  e = {Is::kStarred, begin, at_, {inner}};
  return true;
}

bool Grammar::star_expressions(Ex& e, bool) {
  size_t begin = at_;
  auto one = [&](Ex& x) {
    size_t first = at_;
    if (!take("*")) return expression(x);
    Ex inner;
    if (!binary(inner, 0)) return false;
    x = {Is::kStarred, first, at_, {inner}};
    return true;
  };
  if (!one(e)) return false;
  if (!is(",")) return true;
  Ex tuple{Is::kTuple, begin, at_, {e}};
  while (take(",")) {
    if (!starts_expression() && !is("*") && !is("print")) break;
    Ex x;
    if (!one(x)) return false;
    tuple.items.push_back(x);
  }
  tuple.end = at_;
  e = std::move(tuple);
  return true;
}

bool Grammar::yield(Ex& e) {
  size_t begin = at_++;
  if (take("from")) {
    Ex x;
    if (!expression(x)) return false;
  } else if (starts_expression() || is("*")) {
    Ex x;
    if (!star_expressions(x)) return false;
  }
  e = {Is::kYield, begin, at_};
  return true;
}

bool Grammar::comprehension() {
  while (is("for") || (is("async") && next_is("for"))) {
    take("async");
    ++at_;
    Ex t;
    size_t begin = at_;
    // Targets end before `in`, which a comparison would swallow.
    for (bool first = true; first || take(","); first = false) {
      if (!first && is("in")) break;
      bool star = take("*");
      Ex one;
      if (!binary(one, 0)) return false;
      if (star) one = {Is::kStarred, one.begin, at_, {one}};
      t.items.push_back(one);
    }
    if (t.items.size() == 1) {
      Ex only = t.items[0];
      t = only;
    } else {
      t.is = Is::kTuple;
      t.begin = begin;
      t.end = at_;
    }
    if (!target(t, "assign to")) return false;
    if (!expect("in")) return false;
    Ex source;
    if (!disjunction(source)) return false;
    while (take("if")) {
      Ex condition;
      if (!disjunction(condition)) return false;
    }
  }
  return true;
}

bool Grammar::group(Ex& e) {
  size_t begin = at_;
  if (!take("(")) return fail();
  if (take(")")) {
    e = {Is::kTuple, begin, at_};
    return true;
  }
  Ex first;
  if (is("yield")) {
    if (!yield(first)) return false;
    if (!expect(")")) return false;
    e = first;
    e.group = true;
    return true;
  }
  if (is("**")) return fail();
  if (!star_named(first)) return false;
  if (is("for") || is("async")) {
    if (first.is == Is::kStarred) return fail("iterable unpacking cannot be used in comprehension", first);
    if (!comprehension() || !expect(")")) return false;
    e = {Is::kGenerator, begin, at_};
    return true;
  }
  if (is(",")) {
    Ex tuple{Is::kTuple, begin, at_, {first}};
    while (take(",")) {
      if (is(")")) break;
      Ex x;
      if (!star_named(x)) return false;
      tuple.items.push_back(x);
    }
    if (!expect(")")) return false;
    tuple.end = at_;
    e = std::move(tuple);
    return true;
  }
  if (!expect(")")) return false;
  if (first.is == Is::kStarred) return fail("cannot use starred expression here", first);
  e = first;
  e.group = true;
  e.begin = begin;
  e.end = at_;
  return true;
}

bool Grammar::list(Ex& e) {
  size_t begin = at_++;
  Ex made{Is::kList, begin, at_};
  if (!is("]")) {
    for (;;) {
      Ex x;
      if (!star_named(x)) return false;
      made.items.push_back(x);
      if (is("for") || is("async")) {
        if (x.is == Is::kStarred) return fail("iterable unpacking cannot be used in comprehension", x);
        if (made.items.size() > 1) return fail("did you forget parentheses around the comprehension target?", made.items[0].begin, x.end - 1);
        if (!comprehension()) return false;
        made.is = Is::kListComp;
        break;
      }
      if (!take(",") || is("]")) break;
    }
  }
  if (!expect("]")) return false;
  made.end = at_;
  e = std::move(made);
  return true;
}

bool Grammar::braces(Ex& e) {
  size_t begin = at_++;
  bool dict = is("}"), first = true, comprehended = false;
  while (!is("}")) {
    Ex key;
    if (is("**")) {
      size_t stars = at_++;
      Ex x;
      if (!binary(x, 0)) return false;
      if (is("for")) return fail("dict unpacking cannot be used in dict comprehension", stars, stars);
      dict = true;
    } else {
      size_t begin_key = at_;
      if (dict && !first) {
        // A key that lacks its colon is named before anything that may be wrong within it.
        bool fine = attempt([&] { return star_named(key); });
        if (!fine || !is(":")) {
          if (!fine && (over() || !starts_expression())) {
            return star_named(key) && fail();
          }
          size_t last = fine ? at_ - 1 : begin_key;
          if (fine && over()) return fail();
          return fail("':' expected after dictionary key", last, last);
        }
      } else if (!star_named(key)) {
        return false;
      }
      if (is(":") && (first || dict)) {
        dict = true;
        ++at_;
        if (is("*")) return fail("cannot use a starred expression in a dictionary value", at_, at_);
        if (is("}") || is(",")) return fail("expression expected after dictionary key and ':'", at_ - 1, at_ - 1);
        Ex value;
        if (!expression(value)) return false;
      }
      if (is("for") || is("async")) {
        if (!comprehension()) return false;
        comprehended = true;
        break;
      }
    }
    first = false;
    if (!take(",")) break;
  }
  if (!is("}")) return fail();
  ++at_;
  e = {dict ? comprehended ? Is::kDictComp : Is::kDict : comprehended ? Is::kSetComp : Is::kSet, begin, at_};
  return true;
}

bool Grammar::slices() {
  if (is("]")) return fail();
  do {
    if (is("]")) break;
    if (!slice()) return false;
  } while (take(","));
  return expect("]");
}

bool Grammar::slice() {
  Ex e;
  if (is("*")) return star_named(e);
  if (!is(":")) {
    if (!named(e)) return false;
    if (!is(":")) return true;
  }
  for (int colons = 0; colons < 2 && take(":"); ++colons)
    if (!is(":") && !is("]") && !is(",")) {
      Ex part;
      if (!expression(part)) return false;
    }
  return true;
}

bool Grammar::arguments(size_t) {
  size_t open = at_++;
  bool keyword = false, unpacked = false;
  size_t count = 0;
  for (; !is(")"); ++count) {
    size_t begin = at_;
    Ex e;
    if (take("**")) {
      if (!expression(e)) return false;
      unpacked = true;
    } else if (take("*")) {
      if (!expression(e)) return false;
      if (unpacked) return fail("iterable argument unpacking follows keyword argument unpacking", open - 1, at_ - 1);
    } else if (kind(Token::Kind::kName) && next_is("=") && !identifier() && (is("True") || is("False") || is("None"))) {
      return fail("cannot assign to " + std::string(now().text), at_, at_ + 1);
    } else if (identifier() && next_is("=")) {
      at_ += 2;
      if (is(",") || is(")")) return fail("invalid syntax", at_, at_);
      if (!expression(e)) return false;
      keyword = true;
      if (is("for")) return fail("invalid syntax. Maybe you meant '==' or ':=' instead of '='?", begin, begin + 1);
    } else {
      if (identifier() && next_is(":=")) {
        if (!named(e)) return false;
      } else if (!expression(e)) {
        return false;
      }
      if (is("=")) return fail("expression cannot contain assignment, perhaps you meant \"==\"?", begin, at_);
      if (is("for") || is("async")) {
        if (!comprehension()) return false;
        if (count > 0 || is(",")) {
          if (count == 0 && next_is(")")) {
            ++at_;
            break;
          }
          return fail("Generator expression must be parenthesized", begin, at_ - 1);
        }
        break;
      }
      if (keyword || unpacked) {
        // It is said where the argument list ends.
        if (over() || lost_comma()) return fail();
        while (is(",") && !next_is(")")) {
          bool more = attempt([&] {
            ++at_;
            if (identifier() && next_is("=")) at_ += 2;
            take("*") || take("**");
            Ex x;
            return expression(x);
          });
          if (!more) break;
        }
        return fail(unpacked ? "positional argument follows keyword argument unpacking" : "positional argument follows keyword argument", at_, at_);
      }
    }
    if (!take(",")) break;
  }
  return expect(")");
}

bool Grammar::lambda(Ex& e) {
  size_t begin = at_++;
  if (!parameters(":", false)) return false;
  if (!expect(":")) return false;
  Ex body;
  if (!expression(body)) return false;
  e = {Is::kLambda, begin, at_};
  return true;
}

bool Grammar::parameters(std::string_view close, bool annotated) {
  bool defaults = false, star = false;
  while (!is(close)) {
    if (take("**")) {
      if (!identifier()) return fail();
      ++at_;
      if (annotated && take(":")) {
        Ex a;
        if (!expression(a)) return false;
      }
      if (is("=")) return fail("var-keyword argument cannot have default value", at_, at_);
      if (take(",") && !is(close)) return fail("arguments cannot follow var-keyword argument", at_, at_);
      break;
    }
    if (take("/")) {
      if (!take(",")) break;
      continue;
    }
    if (is("*")) {
      if (star) return fail("* argument may appear only once", at_, at_);
      ++at_;
      star = true;
      if (is(",") || is(close)) {
        if (is(close) || (is(",") && (next_is(close) || next_is("**")))) return fail("named arguments must follow bare *", at_ - 1, at_ - 1);
      } else {
        if (!identifier()) return fail();
        ++at_;
        if (annotated && take(":")) {
          Ex a;
          if (!star_named(a)) return false;
        }
        if (is("=")) return fail("var-positional argument cannot have default value", at_, at_);
      }
      if (!take(",")) break;
      continue;
    }
    if (is("(")) {
      size_t open = at_;
      bool names = attempt([&] {
        ++at_;
        while (identifier()) {
          ++at_;
          if (!take(",")) break;
        }
        return at_ > open + 1 && take(")");
      });
      if (names) return fail(annotated ? "Function parameters cannot be parenthesized" : "Lambda expression parameters cannot be parenthesized", open, at_ - 1);
    }
    if (!identifier()) return fail();
    size_t name = at_++;
    if (annotated && take(":")) {
      Ex a;
      if (!expression(a)) return false;
    }
    if (take("=")) {
      if (is(close) || is(",")) return fail("expected default value expression", at_ - 1, at_ - 1);
      Ex value;
      if (!expression(value)) return false;
      defaults = true;
    } else if (defaults && !star) {
      if (!is(",") && !is(close)) return fail();
      return fail("non-default argument follows default argument", name, name);
    }
    if (!take(",")) break;
  }
  return true;
}

}  // namespace misfit::py
