// SyntaxErrors: CPython 3.11's words and lines.
#include <doctest/doctest.h>

#include "run.h"

using namespace misfit::py;

static std::string error_of(const char* text) {
  Ran r = run(text);
  return r.error;
}

TEST_CASE("the tokenizer's complaints") {
  CHECK(error_of("x = 'abc\n") == "SyntaxError: unterminated string literal (detected at line 1) (program.py, line 1)");
  CHECK(error_of("x = '''abc\n\n") == "SyntaxError: unterminated triple-quoted string literal (detected at line 2) (program.py, line 1)");
  CHECK(error_of("x = (1, 2\ny = 3\n") == "SyntaxError: '(' was never closed (program.py, line 1)");
  CHECK(error_of("x = 1)\n") == "SyntaxError: unmatched ')' (program.py, line 1)");
  CHECK(error_of("x = (1]\n") == "SyntaxError: closing parenthesis ']' does not match opening parenthesis '(' (program.py, line 1)");
  CHECK(error_of("x = 012\n") == "SyntaxError: leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers (program.py, line 1)");
  CHECK(error_of("x = 1st\n") == "SyntaxError: invalid decimal literal (program.py, line 1)");
  CHECK(error_of("if x:\n        y\n    z\n") == "IndentationError: unindent does not match any outer indentation level (program.py, line 3)");
}

TEST_CASE("the grammar's complaints") {
  CHECK(error_of("f(1 2)\n") == "SyntaxError: invalid syntax. Perhaps you forgot a comma? (program.py, line 1)");
  CHECK(error_of("if x = 3:\n    pass\n") == "SyntaxError: invalid syntax. Maybe you meant '==' or ':=' instead of '='? (program.py, line 1)");
  CHECK(error_of("f(x) = 5\n") == "SyntaxError: cannot assign to function call here. Maybe you meant '==' instead of '='? (program.py, line 1)");
  CHECK(error_of("None = 5\n") == "SyntaxError: cannot assign to None (program.py, line 1)");
  CHECK(error_of("def f()\n    pass\n") == "SyntaxError: expected ':' (program.py, line 1)");
  CHECK(error_of("for i in x:\nprint(i)\n") == "IndentationError: expected an indented block after 'for' statement on line 1 (program.py, line 2)");
  CHECK(error_of("print 'a'\n") == "SyntaxError: Missing parentheses in call to 'print'. Did you mean print(...)? (program.py, line 1)");
  CHECK(error_of("f(a=1, b)\n") == "SyntaxError: positional argument follows keyword argument (program.py, line 1)");
  CHECK(error_of("{'a': 1, 'b' 2}\n") == "SyntaxError: ':' expected after dictionary key (program.py, line 1)");
  CHECK(error_of("x = f'{a'\n") == "SyntaxError: f-string: expecting '}' (program.py, line 1)");
  CHECK(error_of("x = 1\n  y = 2\n") == "IndentationError: unexpected indent (program.py, line 2)");
}

TEST_CASE("what is found in a tree that parses") {
  CHECK(error_of("return 1\n") == "SyntaxError: 'return' outside function (program.py, line 1)");
  CHECK(error_of("if 1:\n    break\n") == "SyntaxError: 'break' outside loop (program.py, line 2)");
  CHECK(error_of("def f():\n    print(n)\n    global n\n") == "SyntaxError: name 'n' is used prior to global declaration (program.py, line 3)");
  CHECK(error_of("def f(a, a): pass\n") == "SyntaxError: duplicate argument 'a' in function definition (program.py, line 1)");
}
