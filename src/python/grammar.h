// Python's grammar as CPython's parser walks it, kept only for what it says when it stops.
#pragma once
#include "python/tokens.h"

namespace misfit::py {

class Grammar {
 public:
  Grammar(std::string_view text, const Tokens& tokens) : text_(text), tokens_(tokens.list), open_(tokens.open) {}
  std::optional<SyntaxFault> check();
  bool reached_end() const { return furthest_ >= tokens_.size(); }

 private:
  // An expression, as far as messages tell kinds apart.
  enum class Is { kName, kAttribute, kSubscript, kCall, kLiteral, kTrue, kFalse, kNone, kEllipsis, kTuple, kList, kSet, kDict, kListComp, kSetComp, kDictComp, kGenerator,
                  kExpression, kCompare, kConditional, kLambda, kFString, kYield, kAwait, kStarred, kNamed };
  struct Ex { Is is = Is::kName; size_t begin = 0, end = 0; std::vector<Ex> items = {}; bool group = false; };
  static const char* kind_name(const Ex&);

  // grammar.cpp: tokens and faults
  const Token& now() const { return tokens_[at_ < tokens_.size() ? at_ : tokens_.size() - 1]; }
  bool over() const { return at_ >= tokens_.size(); }
  bool kind(Token::Kind k) const { return !over() && tokens_[at_].kind == k; }
  bool is(std::string_view t) const { return !over() && tokens_[at_].text == t && (tokens_[at_].kind == Token::Kind::kOp || tokens_[at_].kind == Token::Kind::kName); }
  bool next_is(std::string_view t, size_t ahead = 1) const { return at_ + ahead < tokens_.size() && tokens_[at_ + ahead].text == t; }
  bool take(std::string_view t) { return is(t) ? (++at_, true) : false; }
  bool identifier() const;
  bool fail();                                                     // invalid syntax here
  bool fail(std::string message, size_t first, size_t last, const char* type = "SyntaxError");
  bool fail_before(std::string message);                           // at the place where this token begins
  bool fail(std::string message, const Ex& e) { return fail(std::move(message), e.begin, e.end ? e.end - 1 : e.begin); }
  bool expect(std::string_view t) { return take(t) || fail(); }
  bool colon(bool forced);
  template <class F> bool attempt(F f);                            // f, undone with its faults when it fails
  void never_closed();
  bool lost_comma();

  // grammar_expression.cpp
  bool expression(Ex&);
  bool disjunction(Ex&);
  bool conjunction(Ex&);
  bool inversion(Ex&);
  bool comparison(Ex&);
  bool binary(Ex&, int level);
  bool factor(Ex&);
  bool power(Ex&);
  bool primary(Ex&);
  bool atom(Ex&);
  bool group(Ex&);
  bool list(Ex&);
  bool braces(Ex&);
  bool arguments(size_t callee);
  bool slices();
  bool slice();
  bool comprehension();                                            // its for and if clauses
  bool lambda(Ex&);
  bool parameters(std::string_view close, bool annotated);
  bool named(Ex&);
  bool star_named(Ex&);
  bool star_expressions(Ex&, bool allow_star = true);
  bool yield(Ex&);
  bool strings(Ex&);
  bool fstring(const Token&, bool* formatted);
  bool starts_expression() const;

  // grammar_statement.cpp
  bool statement();
  bool simple_line();
  bool simple();
  bool expression_statement();
  bool block(const char* after, uint32_t line);
  bool if_statement(const char* word);
  bool for_statement();
  bool while_statement();
  bool try_statement();
  bool with_statement();
  bool function();
  bool class_();
  bool match_statement();
  bool case_block();
  bool pattern();
  bool import_statement();
  bool target(const Ex&, const char* verb);                        // may it be bound or deleted?
  const Ex* wrong_target(const Ex&, bool deleting) const;

  std::string_view text_;
  const std::vector<Token>& tokens_;
  const std::vector<Tokens::Open>& open_;
  size_t at_ = 0;
  size_t furthest_ = 0;
  int depth_ = 0;
  std::optional<SyntaxFault> fault_;
  size_t last_disjunction_begin_ = SIZE_MAX, last_disjunction_end_ = SIZE_MAX;  // of the expression that ended last
};

template <class F> bool Grammar::attempt(F f) {
  size_t at = at_, begin = last_disjunction_begin_, end = last_disjunction_end_;
  std::optional<SyntaxFault> fault = std::move(fault_);
  fault_.reset();
  bool ok = f();
  if (!ok) {
    at_ = at;
    last_disjunction_begin_ = begin;
    last_disjunction_end_ = end;
  }
  fault_ = std::move(fault);
  return ok;
}

}  // namespace misfit::py
