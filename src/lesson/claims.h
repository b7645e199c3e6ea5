// What a lesson's words claim about its programs.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace misfit {

struct Claim {
  enum Kind : uint8_t {
    kProgram,      // `fix-2.py`: there is such a file
    kNumber,       // 0.66: the program prints it
    kLine,         // line 23: where it died, or a line that is to blame
    kType,         // `ValueError`, in a list item about a program: what it raises
    kNotType,      // not an `InvalidArgumentError`: what it does not raise
    kText,         // `expected axis -1 …`, in a list item about a program: in its message, output or text
  } kind;
  std::string program;        // the file it is about
  int keras = 0;              // 2 or 3; 0: both
  std::string value;
  uint32_t line = 0;          // of lesson.md
};

// A list item is about the program it names first, or about broken.py (challenge.py in Challenge) under the Keras it names first;
// a paragraph is about the program it named last. "0.64 in Keras 2" narrows a number to one profile. Numbers of Predict and Fix
// are claims only in paragraphs that name a program.
std::vector<Claim> claims_of(std::string_view lesson_markdown);

}  // namespace misfit
