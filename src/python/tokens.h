// CPython's tokenizer, for what it has to say about a text.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "python/syntax.h"

namespace misfit::py {

struct Token {
  enum class Kind : uint8_t { kName, kNumber, kString, kOp, kNewline, kIndent, kDedent, kEnd } kind;
  std::string_view text;
  Span span;
  int level;                                 // of open brackets, after this token
};

struct Tokens {
  std::vector<Token> list;                   // ends with kEnd, or where the fault is
  std::optional<SyntaxFault> fault;
  bool late = false;                         // the fault counts only if the grammar gets that far
  struct Open { char bracket; Span at; };
  std::vector<Open> open;                    // brackets that were never closed
};

Tokens tokenize(std::string_view text);
std::string line_text(std::string_view text, uint32_t line);

}  // namespace misfit::py
