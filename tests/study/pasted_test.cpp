// Error texts from elsewhere: recognised, explained, and turned into programs that fail alike.
#include "study/pasted.h"

#include <doctest/doctest.h>

using namespace misfit;

namespace {

std::optional<Run::Exception> failure(const std::string& program, Profile profile) {
  RunOptions options;
  options.profile = profile;
  options.verdict_only = true;
  return run_program(program, options)->exception;
}

}  // namespace

TEST_CASE("pasted: the program fails with the learner's own numbers") {
  const struct { Profile profile; const char *type, *message; } kTexts[] = {
      {Profile::kKeras2, "ValueError", "Input 0 of layer \"conv2d\" is incompatible with the layer: expected axis -1 of input shape to have value 3, but received input with shape (None, 28, 28, 1)"},
      {Profile::kKeras3, "ValueError", "Arguments `target` and `output` must have the same shape. Received: target.shape=(None, 10), output.shape=(None, 7)"},
      {Profile::kKeras3, "InvalidArgumentError", "Matrix size-incompatible: In[0]: [2,3], In[1]: [4,5]"},
      {Profile::kKeras3, "ValueError", "cannot reshape array of size 784 into shape (28,27)"},
      {Profile::kKeras3, "ValueError", "operands could not be broadcast together with shapes (4,3) (4,) "},
  };
  for (const auto& t : kTexts) {
    CAPTURE(t.message);
    std::optional<Pasted> p = pasted_error(std::string("Traceback (most recent call last):\n  File \"a.py\", line 3, in <module>\n") + t.type + ": " + t.message + "\n", nullptr);
    REQUIRE(p);
    REQUIRE(p->error.program);
    std::optional<Run::Exception> e = failure(p->program, t.profile);
    REQUIRE(e);
    CHECK(e->type == t.type);
    const std::string message = t.message, words = message.substr(0, message.find(" [Op"));
    CHECK_MESSAGE(e->message.find(words) != std::string::npos, e->message);
  }
}

TEST_CASE("pasted: programs are programs, and unknown errors keep their text") {
  CHECK_FALSE(pasted_error("import numpy as np\ntry:\n    f()\nexcept ValueError:\n    pass\n", nullptr));
  std::optional<Pasted> p = pasted_error("Traceback (most recent call last):\n  File \"a.py\", line 1, in <module>\nKeyError: 'loss'\n", nullptr);
  REQUIRE(p);
  CHECK_FALSE(p->error.program);
  CHECK(p->program.find("# KeyError: 'loss'") != std::string::npos);
}
