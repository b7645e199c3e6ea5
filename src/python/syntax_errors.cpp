// What CPython says first about a text it cannot parse: its tokenizer's complaints come before its grammar's.
#include "python/grammar.h"

namespace misfit::py {

std::optional<SyntaxFault> syntax_fault(std::string_view text) {
  Tokens tokens = tokenize(text);
  if (tokens.fault && !tokens.late) return tokens.fault;
  Grammar grammar(text, tokens);
  std::optional<SyntaxFault> fault = grammar.check();
  if (tokens.fault && (!fault || grammar.reached_end())) return tokens.fault;
  return fault;
}

}  // namespace misfit::py
