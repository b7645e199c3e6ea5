// An error text from elsewhere: which message it is, where it is explained, and a smallest program that fails in just that way.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "study/study.h"

namespace misfit {

struct Pasted {
  Recognised error;
  std::string program;                     // with the learner's own numbers; the text as comments where none is known
};
// Nothing: the text is no error text.
std::optional<Pasted> pasted_error(const std::string& text, const std::vector<Lesson>*);

}  // namespace misfit
