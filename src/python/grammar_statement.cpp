// Statements.
#include "python/grammar.h"

namespace misfit::py {

const Grammar::Ex* Grammar::wrong_target(const Ex& e, bool deleting) const {
  switch (e.is) {
    case Is::kName: case Is::kAttribute: case Is::kSubscript: return nullptr;
    case Is::kStarred: return deleting || e.items.empty() ? &e : wrong_target(e.items[0], deleting);
    case Is::kTuple: case Is::kList:
      for (const Ex& i : e.items)
        if (const Ex* wrong = wrong_target(i, deleting)) return wrong;
      return nullptr;
    default: return &e;
  }
}

bool Grammar::target(const Ex& e, const char* verb) {
  const Ex* wrong = wrong_target(e, verb[0] == 'd');
  return !wrong || fail(std::string("cannot ") + verb + " " + kind_name(*wrong), *wrong);
}

bool Grammar::block(const char* after, uint32_t line) {
  if (!kind(Token::Kind::kNewline)) return simple_line();
  ++at_;
  while (kind(Token::Kind::kNewline)) ++at_;
  if (!kind(Token::Kind::kIndent)) return fail(std::string("expected an indented block after ") + after + " on line " + std::to_string(line), at_, at_, "IndentationError");
  ++at_;
  while (!kind(Token::Kind::kDedent)) {
    if (over() || kind(Token::Kind::kEnd)) return fault_ ? false : true;
    if (kind(Token::Kind::kNewline)) {
      ++at_;
      continue;
    }
    if (!statement()) return false;
  }
  ++at_;
  return true;
}

bool Grammar::statement() {
  if (++depth_ > 600) {
    --depth_;
    return fail("too many statically nested blocks", at_, at_);
  }
  struct Leave { int& d; ~Leave() { --d; } } leave{depth_};
  if (over()) return fail();
  if (is("if")) return if_statement("if");
  if (is("for")) return for_statement();
  if (is("while")) return while_statement();
  if (is("try")) return try_statement();
  if (is("with")) return with_statement();
  if (is("def")) return function();
  if (is("class")) return class_();
  if (is("async")) {
    ++at_;
    if (is("def")) return function();
    if (is("for")) return for_statement();
    if (is("with")) return with_statement();
    return fail();
  }
  if (is("@")) {
    while (take("@")) {
      Ex e;
      if (!named(e)) return false;
      if (!kind(Token::Kind::kNewline)) return fail();
      ++at_;
    }
    if (is("class")) return class_();
    take("async");
    return is("def") ? function() : fail();
  }
  if (is("match") && !next_is("=") && !next_is(".") && !next_is(",") && !next_is(")") && !next_is(":")) {
    bool matched = attempt([&] {
      ++at_;
      Ex e;
      return star_expressions(e) && take(":") && kind(Token::Kind::kNewline) && at_ + 2 < tokens_.size() && tokens_[at_ + 1].kind == Token::Kind::kIndent && tokens_[at_ + 2].text == "case";
    });
    if (matched) return match_statement();
  }
  return simple_line();
}

bool Grammar::simple_line() {
  for (;;) {
    if (!simple()) return false;
    if (!take(";")) break;
    if (kind(Token::Kind::kNewline)) break;
  }
  if (kind(Token::Kind::kNewline)) {
    ++at_;
    return true;
  }
  if (kind(Token::Kind::kEnd)) return true;
  return fail();
}

bool Grammar::simple() {
  if (is("pass") || is("break") || is("continue")) {
    ++at_;
    return true;
  }
  if (take("return")) {
    if (!starts_expression() && !is("*")) return kind(Token::Kind::kNewline) || is(";") || kind(Token::Kind::kEnd) ? true : fail();
    Ex e;
    return star_expressions(e);
  }
  if (take("raise")) {
    if (kind(Token::Kind::kNewline) || is(";")) return true;
    Ex e;
    if (!expression(e)) return false;
    if (!take("from")) return true;
    return expression(e);
  }
  if (take("global") || take("nonlocal")) {
    do {
      if (!identifier()) return fail();
      ++at_;
    } while (take(","));
    return true;
  }
  if (take("del")) {
    Ex e;
    if (!star_expressions(e)) return false;
    if (!kind(Token::Kind::kNewline) && !is(";")) return fail();
    return target(e, "delete");
  }
  if (take("assert")) {
    Ex e;
    if (!expression(e)) return false;
    return !take(",") || expression(e);
  }
  if (is("import") || is("from")) return import_statement();
  return expression_statement();
}

bool Grammar::import_statement() {
  auto dotted = [&] {
    if (!identifier()) return fail();
    ++at_;
    while (take(".")) {
      if (!identifier()) return fail();
      ++at_;
    }
    return true;
  };
  auto alias = [&] {
    if (!take("as")) return true;
    if (!identifier()) return fail();
    ++at_;
    return true;
  };
  if (take("import")) {
    do {
      if (!dotted() || !alias()) return false;
    } while (take(","));
    return true;
  }
  ++at_;
  bool dots = false;
  while (is(".") || is("...")) {
    ++at_;
    dots = true;
  }
  if (!(dots && is("import")) && !dotted()) return false;
  if (!expect("import")) return false;
  if (take("*")) return true;
  bool group = take("(");
  for (;;) {
    if (!identifier()) return fail();
    ++at_;
    if (!alias()) return false;
    if (!take(",")) break;
    if (group && is(")")) break;
    if (!group && kind(Token::Kind::kNewline)) return fail("trailing comma not allowed without surrounding parentheses", at_, at_);
  }
  return !group || expect(")");
}

bool Grammar::expression_statement() {
  Ex e;
  if (is("yield")) {
    if (!yield(e)) return false;
    if (is("=")) return fail("assignment to yield expression not possible", e);
    return true;
  }
  size_t begin = at_;
  if (!star_expressions(e)) return false;
  if (is(":")) {
    bool annotatable = e.is == Is::kName || e.is == Is::kAttribute || e.is == Is::kSubscript;
    if (!annotatable) {
      bool annotation = attempt([&] {
        ++at_;
        Ex a;
        return expression(a);
      });
      if (annotation) {
        if (e.is == Is::kTuple || e.is == Is::kList) return fail(std::string("only single target (not ") + kind_name(e) + ") can be annotated", e);
        return fail("illegal target for annotation", e);
      }
      return fail();
    }
    ++at_;
    Ex a;
    if (!expression(a)) return false;
    if (!take("=")) return true;
    if (is("yield")) return yield(a);
    return star_expressions(a);
  }
  for (std::string_view op : {"+=", "-=", "*=", "/=", "//=", "%=", "**=", "@=", "&=", "|=", "^=", "<<=", ">>="})
    if (is(op)) {
      if (e.is != Is::kName && e.is != Is::kAttribute && e.is != Is::kSubscript)
        return fail(std::string("'") + kind_name(e) + "' is an illegal expression for augmented assignment", e);
      ++at_;
      Ex value;
      return is("yield") ? yield(value) : star_expressions(value);
    }
  if (is(":=")) return fail();
  while (is("=")) {
    if (const Ex* wrong = wrong_target(e, false)) {
      // f(x) = 5 alone is taken for a comparison; with anything more it is a target.
      size_t stop = at_;
      bool comparison = attempt([&] {
        ++at_;
        Ex value;
        return binary(value, 0) && !is("=") && !is(":=");
      });
      at_ = stop;
      bool plain = begin == e.begin && e.is != Is::kTuple && e.is != Is::kList && e.is != Is::kGenerator && e.is != Is::kTrue && e.is != Is::kNone && e.is != Is::kFalse && e.is != Is::kCompare &&
                   e.is != Is::kConditional && e.is != Is::kLambda && e.is != Is::kStarred;
      if (plain && comparison) return fail(std::string("cannot assign to ") + kind_name(e) + " here. Maybe you meant '==' instead of '='?", e);
      return fail(std::string("cannot assign to ") + kind_name(*wrong), *wrong);
    }
    ++at_;
    begin = at_;
    if (is("yield")) return yield(e);
    if (!star_expressions(e)) return false;
  }
  return true;
}

bool Grammar::if_statement(const char* word) {
  uint32_t line = now().span.line;
  ++at_;
  Ex e;
  if (!named(e) || !colon(false)) return false;
  std::string after = std::string("'") + word + "' statement";
  if (!block(after.c_str(), line)) return false;
  if (is("elif")) return if_statement("elif");
  if (!is("else")) return true;
  line = now().span.line;
  ++at_;
  return colon(true) && block("'else' statement", line);
}

bool Grammar::for_statement() {
  uint32_t line = now().span.line;
  ++at_;
  Ex t{Is::kTuple, at_, at_};
  for (bool first = true; first || take(","); first = false) {
    if (!first && is("in")) break;
    bool star = take("*");
    Ex one;
    if (!binary(one, 0)) return false;
    if (star) one = {Is::kStarred, one.begin, at_, {one}};
    t.items.push_back(one);
  }
  t.end = at_;
  if (!target(t, "assign to") || !expect("in")) return false;
  Ex e;
  if (!star_expressions(e) || !colon(false) || !block("'for' statement", line)) return false;
  if (!is("else")) return true;
  line = now().span.line;
  ++at_;
  return colon(true) && block("'else' statement", line);
}

bool Grammar::while_statement() {
  uint32_t line = now().span.line;
  ++at_;
  Ex e;
  if (!named(e) || !colon(false) || !block("'while' statement", line)) return false;
  if (!is("else")) return true;
  line = now().span.line;
  ++at_;
  return colon(true) && block("'else' statement", line);
}

bool Grammar::try_statement() {
  uint32_t line = now().span.line;
  ++at_;
  if (!colon(true) || !block("'try' statement", line)) return false;
  if (!is("except") && !is("finally")) return fail("expected 'except' or 'finally' block", at_, at_);
  bool bare = false;
  while (is("except")) {
    if (bare) return fail("default 'except:' must be last", at_, at_);
    line = now().span.line;
    ++at_;
    bool star = take("*");
    if (is(":") || kind(Token::Kind::kNewline)) {
      if (star) return fail("expected one or more exception types", at_, at_);
      bare = true;
    } else {
      Ex e;
      size_t begin = at_;
      if (!expression(e)) return false;
      if (is(",")) {
        bool more = attempt([&] {
          ++at_;
          Ex x;
          return star_expressions(x) && (is("as") || is(":"));
        });
        if (more) return fail("multiple exception types must be parenthesized", begin, at_ - 1);
        return fail();
      }
      if (take("as")) {
        if (!identifier()) return fail();
        ++at_;
      }
    }
    if (!colon(false) || !block(star ? "'except*' statement" : "'except' statement", line)) return false;
  }
  if (is("else")) {
    line = now().span.line;
    ++at_;
    if (!colon(true) || !block("'else' statement", line)) return false;
  }
  if (!is("finally")) return true;
  line = now().span.line;
  ++at_;
  return colon(true) && block("'finally' statement", line);
}

bool Grammar::with_statement() {
  uint32_t line = now().span.line;
  ++at_;
  auto item = [&] {
    Ex e;
    if (!expression(e)) return false;
    if (!take("as")) return true;
    size_t begin = at_;
    Ex t;
    if (take("*")) {
      if (!binary(t, 0)) return false;
      t = {Is::kStarred, begin, at_, {t}};
    } else if (!binary(t, 0)) {
      return false;
    }
    return target(t, "assign to");
  };
  bool grouped = is("(") && attempt([&] {
    ++at_;
    do {
      if (is(")")) break;
      if (!item()) return false;
    } while (take(","));
    return take(")") && is(":");
  });
  if (!grouped) {
    do {
      if (!item()) return false;
    } while (take(","));
  }
  return colon(false) && block("'with' statement", line);
}

bool Grammar::function() {
  uint32_t line = now().span.line;
  ++at_;
  if (!identifier()) return fail();
  ++at_;
  if (!take("(")) return fail("expected '('", at_, at_);
  if (!parameters(")", true) || !expect(")")) return false;
  if (take("->")) {
    Ex e;
    if (!expression(e)) return false;
  }
  return colon(true) && block("function definition", line);
}

bool Grammar::class_() {
  uint32_t line = now().span.line;
  ++at_;
  if (!identifier()) return fail();
  ++at_;
  if (is("(") && !arguments(at_)) return false;
  if (!is(":")) {
    if (kind(Token::Kind::kNewline)) return fail("expected ':'", at_, at_);
    return fail();
  }
  ++at_;
  return block("class definition", line);
}

bool Grammar::match_statement() {
  // Back at the subject: attempt() left us behind its colon.
  uint32_t line = tokens_[at_ - 1].span.line;
  ++at_;  // the line's end
  if (!kind(Token::Kind::kIndent)) return fail("expected an indented block after 'match' statement on line " + std::to_string(line), at_, at_, "IndentationError");
  ++at_;
  while (is("case"))
    if (!case_block()) return false;
  if (kind(Token::Kind::kDedent)) {
    ++at_;
    return true;
  }
  return fail();
}

bool Grammar::case_block() {
  uint32_t line = now().span.line;
  ++at_;
  do {
    if (is(":") || is("if")) break;
    if (!pattern()) return false;
  } while (take(","));
  if (take("if")) {
    Ex e;
    if (!named(e)) return false;
  }
  return colon(false) && block("'case' statement", line);
}

// Patterns look like expressions: `*name`, `a | b`, `x as y`, mappings and calls are read as such.
bool Grammar::pattern() {
  take("*");
  Ex e;
  if (is("(") || is("[")) {
    // Their parts may be patterns that are no expressions (`x as y`).
    std::string_view close = is("(") ? ")" : "]";
    ++at_;
    while (!is(close)) {
      if (!pattern()) return false;
      if (!take(",")) break;
    }
    if (!expect(close)) return false;
  } else if (is("{")) {
    ++at_;
    while (!is("}")) {
      if (take("**")) {
        if (!identifier()) return fail();
        ++at_;
      } else {
        if (!binary(e, 4) || !expect(":") || !pattern()) return false;
      }
      if (!take(",")) break;
    }
    if (!expect("}")) return false;
  } else if (identifier()) {
    ++at_;
    while (take(".")) {
      if (!identifier()) return fail();
      ++at_;
    }
    if (take("(")) {
      while (!is(")")) {
        if (identifier() && next_is("=")) at_ += 2;
        if (!pattern()) return false;
        if (!take(",")) break;
      }
      if (!expect(")")) return false;
    }
  } else if (!binary(e, 4)) {
    return false;
  }
  if (take("|")) return pattern();
  if (take("as")) {
    if (!identifier()) return fail();
    ++at_;
  }
  return true;
}

}  // namespace misfit::py
