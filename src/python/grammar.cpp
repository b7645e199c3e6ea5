// Faults: where the grammar stopped, and what CPython makes of it.
#include "python/grammar.h"

namespace misfit::py {

static constexpr std::string_view kKeywords[] = {"False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif", "else", "except", "finally", "for",
                                                 "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield"};

bool Grammar::identifier() const {
  if (!kind(Token::Kind::kName)) return false;
  for (std::string_view k : kKeywords)
    if (tokens_[at_].text == k) return false;
  return true;
}

const char* Grammar::kind_name(const Ex& e) {
  switch (e.is) {
    case Is::kName: return "name";
    case Is::kAttribute: return "attribute";
    case Is::kSubscript: return "subscript";
    case Is::kCall: return "function call";
    case Is::kLiteral: return "literal";
    case Is::kTrue: return "True";
    case Is::kFalse: return "False";
    case Is::kNone: return "None";
    case Is::kEllipsis: return "ellipsis";
    case Is::kTuple: return "tuple";
    case Is::kList: return "list";
    case Is::kSet: return "set display";
    case Is::kDict: return "dict literal";
    case Is::kListComp: return "list comprehension";
    case Is::kSetComp: return "set comprehension";
    case Is::kDictComp: return "dict comprehension";
    case Is::kGenerator: return "generator expression";
    case Is::kExpression: return "expression";
    case Is::kCompare: return "comparison";
    case Is::kConditional: return "conditional expression";
    case Is::kLambda: return "lambda";
    case Is::kFString: return "f-string expression";
    case Is::kYield: return "yield expression";
    case Is::kAwait: return "await expression";
    case Is::kStarred: return "starred";
    case Is::kNamed: return "named expression";
  }
  return "expression";
}

bool Grammar::fail(std::string message, size_t first, size_t last, const char* type) {
  if (fault_) return false;
  if (first >= tokens_.size()) first = tokens_.size() - 1;
  if (last >= tokens_.size()) last = tokens_.size() - 1;
  if (last < first) last = first;
  Span s = tokens_[first].span;
  s.end = tokens_[last].span.end;
  s.end_line = tokens_[last].span.end_line;
  s.end_column = tokens_[last].span.end_column;
  if (tokens_[last].kind == Token::Kind::kNewline) s.end = s.begin, s.end_column = s.column;
  fault_ = SyntaxFault{type, std::move(message), s, line_text(text_, s.line)};
  if (at_ > furthest_) furthest_ = at_;
  return false;
}

bool Grammar::fail_before(std::string message) {
  fail(std::move(message), at_, at_);
  Span& s = fault_->span;
  s.end = s.begin, s.end_line = s.line, s.end_column = s.column;
  return false;
}

// `a b` inside brackets, where `a` is a whole expression and `b` begins another.
bool Grammar::lost_comma() {
  if (last_disjunction_end_ != at_ || over()) return false;
  size_t begin = last_disjunction_begin_;
  const Token& first = tokens_[begin];
  if (first.kind == Token::Kind::kName && begin + 1 < tokens_.size() && tokens_[begin + 1].kind == Token::Kind::kString) return false;
  if (first.text == "match" || first.text == "case" || first.text == "_") return false;
  if (begin + 1 == at_ && (first.text == "print" || first.text == "exec")) return false;
  if (!starts_expression()) return false;
  size_t stop = at_, end = 0;
  bool second = attempt([&] {
    Ex e;
    bool ok = expression(e);
    end = e.end;
    return ok;
  });
  if (at_ > furthest_) furthest_ = at_;  // the token behind it was looked at
  at_ = stop;
  if (!second || end == 0 || tokens_[end - 1].level == 0) return false;
  fail("invalid syntax. Perhaps you forgot a comma?", begin, end - 1);
  return true;
}

bool Grammar::fail() {
  if (fault_) return false;
  if (at_ > furthest_) furthest_ = at_;
  if (over()) {
    never_closed();
    if (!fault_) fail("invalid syntax", tokens_.size() - 1, tokens_.size() - 1);
    return false;
  }
  if (kind(Token::Kind::kIndent)) return fail("unexpected indent", at_, at_, "IndentationError");
  if (lost_comma()) return false;
  if (kind(Token::Kind::kDedent)) return fail("unexpected unindent", at_, at_, "IndentationError");
  return fail("invalid syntax", at_, at_);
}

void Grammar::never_closed() {
  if (open_.empty()) return;
  const Tokens::Open& o = open_.back();
  fault_ = SyntaxFault{"SyntaxError", std::string("'") + o.bracket + "' was never closed", o.at, line_text(text_, o.at.line)};
}

// `if x` at a line's end lacks a colon; anything else there is only wrong. Some statements ask for it whatever stands there.
bool Grammar::colon(bool forced) {
  if (take(":")) return true;
  if (fault_) return false;
  if (over()) return fail();
  if (forced || kind(Token::Kind::kNewline)) return fail("expected ':'", at_, at_);
  return fail();
}

std::optional<SyntaxFault> Grammar::check() {
  if (tokens_.empty()) {
    never_closed();
    return fault_;
  }
  while (!fault_ && !kind(Token::Kind::kEnd)) {
    if (over()) {
      never_closed();
      break;
    }
    if (kind(Token::Kind::kNewline) || kind(Token::Kind::kDedent)) {
      ++at_;
      continue;
    }
    if (!statement() && !fault_) fail();
  }
  // A bracket that was opened on an earlier line and never closed explains the rest.
  if (fault_ && !open_.empty()) {
    if (furthest_ >= tokens_.size() || tokens_[furthest_].span.line > open_.back().at.line) never_closed();
  }
  return fault_;
}

}  // namespace misfit::py
