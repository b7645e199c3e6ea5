// The program's text as explanations read and edit it: its calls, arguments, statements; and new texts with one place changed.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "python/syntax.h"

namespace misfit {

class Program {
 public:
  explicit Program(std::string text);
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  const std::string& text() const { return text_; }
  std::string line(uint32_t number) const;                                   // without indentation and comment
  std::string_view of(const Span& s) const { return std::string_view(text_).substr(s.begin, s.end - s.begin); }
  std::string_view of(const py::Syntax* s) const { return s ? of(s->span) : std::string_view(); }

  std::vector<const py::Syntax*> calls(std::string_view name) const;         // f(...), m.f(...), in the order of the text
  const py::Syntax* call_at(const Span&) const;                              // the innermost call that covers it; null: none
  const py::Syntax* expression_at(const Span&) const;                        // a call or an arithmetic expression with just this span
  const py::Syntax* statement_at(uint32_t at) const;                         // of the module, around a byte
  const std::vector<py::Syntax*>& body() const;                              // statements of the module
  const std::deque<py::Syntax>& nodes() const;
  bool mentions(const py::Syntax* inside, std::string_view name) const;
  // The value last given to `name` by a plain assignment before the byte `before`.
  const py::Syntax* value_of(std::string_view name, uint32_t before) const;
  // The last statement of the module before `before` that gives `name` a value or changes it in place.
  const py::Syntax* last_change(std::string_view name, uint32_t before) const;

  std::string with(const Span&, std::string_view replacement) const;
  std::string with_after(const py::Syntax* statement, std::string_view new_lines) const;   // on lines of their own
  std::string with_before(const py::Syntax* statement, std::string_view new_lines) const;
  std::string without_argument(const py::Syntax* call, const py::Syntax* argument) const;

 private:
  std::string text_;
  py::SyntaxTree tree_;
};

// The program of a text; the last one is kept, for explanations read the same text again and again.
std::shared_ptr<const Program> program_of(const std::string& text);

std::string_view callee(const py::Syntax* call);                             // "fit" of model.fit(...); "" if it is no name
const py::Syntax* argument(const py::Syntax* call, std::string_view keyword, size_t position = ~size_t{0});
std::string_view root_name(const py::Syntax*);                               // "images" of images[:120].astype(x); "" if there is none
std::string unquoted(std::string_view literal);                              // a string literal's text; "" if it is none

}  // namespace misfit
