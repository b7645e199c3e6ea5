// Edits of the program that may repair it, by the kind of trouble; and the usual ones that only silence it.
#pragma once
#include "explain/facts.h"

namespace misfit {

struct Proposals {
  const Facts& f;
  std::vector<Candidate> list;
  void right(std::string title, std::string program) { add(std::move(title), std::move(program), false); }
  void wrong(std::string title, std::string program) { add(std::move(title), std::move(program), true); }

 private:
  void add(std::string title, std::string program, bool ruins);
};

// One file a kind of trouble.
void propose_shapes(Proposals&, const Explanation&);
void propose_layers(Proposals&, const Explanation&);
void propose_labels(Proposals&, const Explanation&);
void propose_values(Proposals&, const Explanation&);
void propose_types(Proposals&, const Explanation&);
void propose_training(Proposals&, const Explanation&);

// `name = value` on a line of its own behind the last change of `name` before data is handed to the model, or behind what made it.
std::string with_assignment(const Facts&, const std::string& name, const std::string& value);
std::string tuple_text(const Shape&);       // (16, 16, 1), (144,): -1 stays -1
std::string indentation(const Facts&, const py::Syntax* of);
std::string quoted_source(const Facts&, const py::Syntax*);   // `images[:120]`

}  // namespace misfit
