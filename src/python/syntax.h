// The syntax tree: what tree-sitter saw, without punctuation, in the shapes of Python's own ast module.
#pragma once
#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "python/interp.h"

namespace misfit::py {

enum class Syn : uint8_t {
  // Expressions. The fields each kind uses are named beside it.
  kName,          // text
  kConstant,      // constant
  kTuple, kList, kSet,   // items
  kDict,          // items: key, value, key, value ...; a null key: **value
  kAttribute,     // a . text
  kSubscript,     // a [b]
  kSlice,         // a : b : c
  kCall,          // a(items); items may be kStarred, kKeyword
  kKeyword,       // text = a; empty text: **a
  kBinary,        // a text b
  kUnary,         // text a
  kNot,           // a
  kBool,          // a text b
  kCompare,       // items[0] names[0] items[1] ...
  kConditional,   // b if a else c
  kLambda,        // parameters, a
  kListComp, kSetComp, kDictComp, kGenerator,  // a (dict: a: b), items: kFor and kIfClause
  kForClause,     // for a in b
  kIfClause,      // a
  kYield, kYieldFrom, kAwait, kStarred,        // a
  kNamed,         // a := b
  kFString,       // items: kConstant, kFormatted
  kFormatted,     // a, number: 1 s, 2 r, 3 a; b: format spec (kFString)
  // Statements.
  kExpression,    // a
  kAssign,        // items = targets, b
  kAugmented,     // a text= b
  kAnnotated,     // a : b = c
  kIf,            // a, body, other
  kWhile,         // a, body, other
  kFor,           // a in b, body, other
  kTry,           // body, items: kHandler, other, final
  kHandler,       // except a as text: body; number 1: except*
  kWith,          // items: kWithItem; body
  kWithItem,      // a as b
  kFunction,      // text, parameters, b (returns), body, decorators; number 1: async
  kClass,         // text, items (arguments), body, decorators
  kReturn, kRaise /* a from b */, kAssert /* a, b */, kDelete /* items */,
  kGlobal, kNonlocal,    // names
  kImport,        // items: kAlias
  kImportFrom,    // text, items: kAlias; text "*" of an alias: all; number: dots
  kAlias,         // text as names[0]
  kPass, kBreak, kContinue,
  kMatch,         // a, items: kCase
  kCase,          // a (pattern) if b: body
  // Patterns.
  kPatternValue,    // a
  kPatternCapture,  // text; "_": anything
  kPatternSequence, // items
  kPatternStar,     // text
  kPatternMapping,  // items: key, pattern ...; text: **rest
  kPatternClass,    // a(items, names = items behind them)
  kPatternOr,       // items
  kPatternAs,       // a as text
  kUnsupported,     // text: the construct
};

struct Syntax;
struct Parameter {
  enum class Kind : uint8_t { kPositionalOnly, kNormal, kStar, kKeywordOnly, kDoubleStar } kind;
  std::string name;
  Syntax *annotation, *otherwise;
  Span span;
};

struct Syntax {
  Syn kind;
  Span span;
  std::string text;
  Value constant;
  Syntax *a = nullptr, *b = nullptr, *c = nullptr;
  std::vector<Syntax*> items, body, other, final, decorators;
  std::vector<std::string> names;
  std::vector<Parameter> parameters;
  int number = 0;
};

struct SyntaxTree {
  std::deque<Syntax> nodes;
  std::vector<Syntax*> body;
  bool damaged = false;                      // the text has errors: only SyntaxErrors may come of it
  std::optional<Outcome::Unsupported> unsupported;
};

SyntaxTree parse(Interp&, std::string_view text);

// What CPython says first about a text it cannot compile: a SyntaxError, IndentationError or TabError. Nothing: it is well formed.
struct SyntaxFault { std::string type, message; Span span; std::string line_text; };
std::optional<SyntaxFault> syntax_fault(std::string_view text);
// And about a tree that parses: names declared too late, `return` and `break` where they have no meaning.
std::optional<SyntaxFault> tree_fault(const SyntaxTree&, std::string_view text);

}  // namespace misfit::py
