// What CPython says first about a text it cannot parse: its tokenizer's complaints come before its grammar's.
#include "python/grammar.h"

namespace misfit::py {

std::optional<SyntaxFault> syntax_fault(std::string_view text) {
  Tokens tokens = tokenize(text);
  if (tokens.fault) return tokens.fault;
  return Grammar(text, tokens).check();
}

}  // namespace misfit::py
