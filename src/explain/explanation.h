// From a Run to what a learner reads: what happened, what was expected, where it was born, and fixes that were run.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/engine.h"

namespace misfit {

struct Blame { uint32_t line = 0; std::string text, why; Span span; };
struct Silent { std::string code; uint32_t line = 0; std::string evidence; };     // a mistake TensorFlow accepts without a word
struct Fix {
  std::string title;
  bool right = true;                      // a wrong fix silences the error and ruins the data
  std::string program;                    // the whole text after the fix
  std::string evidence;                   // what running it showed
};
struct Explanation {
  std::string fault_code;                 // "" if nothing failed
  std::string stage;                      // "build", "compile", "trace", "first batch", ...
  uint32_t line = 0;
  std::string happened, expected, born;   // one sentence each
  std::string longer;                     // on demand
  std::string myth;                       // what the web repeats and is false; "" if none
  std::string cause() const { return happened + " " + expected + " " + born; }
  std::vector<std::pair<std::string, std::string>> numbers;  // expected and found, as they stand in the message
  std::vector<Blame> blame;
  std::vector<Silent> silent;
  std::vector<Fix> fixes;
};

// Looks at a Run only; the candidates it proposes have not been run.
Explanation explain(const Run&);
struct Candidate {
  std::string title, program;
  bool ruins = false;                     // known to silence the error and spoil the data; training has the last word where it can tell
};
std::vector<Candidate> candidates(const Run&, const Explanation&);
// Runs each candidate and keeps those that ran, right ones first: held-out accuracy, else the loss, tells right from wrong.
// `more`: others to try, such as a lesson's own fixes.
void try_fixes(const Run&, Explanation&, const std::function<bool()>& should_stop = {}, std::vector<Candidate> more = {});

std::string explain_json(const Explanation&);

}  // namespace misfit
