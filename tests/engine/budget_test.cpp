// Programs without end: each is stopped by a budget, says by which, and leaves its text.
#include <algorithm>

#include <doctest/doctest.h>

#include "engine/engine.h"

using namespace misfit;

namespace {

struct Endless { const char* text; const char* budget; };

constexpr Endless kEndless[] = {
    {"while True: pass", "steps"},
    {"for i in iter(int, 1): pass", "steps"},
    {"sum(range(10**12))", "steps"},
    {"import itertools\nlist(itertools.count())", "steps"},
    {"import itertools\nnext(x for x in itertools.count() if x < 0)", "steps"},
    {"import re\nre.match('(a+)+$', 'a' * 40 + 'b')", "regular expression"},
    {"x = 3\nwhile True: x = x * x", "steps"},
    {"while True: print('x' * 1000)", "output"},
    {"x = 10 ** 10 ** 10", "memory"},
    {"x = 'a' * 10**12", "memory"},
    {"x = [0]\nwhile True: x = x + x", "memory"},
    {"x = [0]\nwhile True: x += x", "memory"},
    {"x = (0,)\nwhile True: x = x + x", "memory"},
    {"x = []\nwhile True: x.append([0] * 10**7)", "memory"},
    {"import numpy as np\nx = np.random.rand(20000, 20000)", "memory"},
    {"import numpy as np\nx = np.ones((3, 3))\nwhile True: x = x + 1", "steps"},
    {"import tensorflow as tf\nx = tf.ones((3, 3))\nwhile True: x = x @ x", "steps"},
    {"import tensorflow as tf\nfor x in tf.data.Dataset.range(3).repeat(): pass", "steps"},
    {"import tensorflow as tf\nfor x in tf.data.Dataset.range(10**12).filter(lambda x: x < 0): pass", "steps"},
    {"import tensorflow as tf\n@tf.function\ndef f(x):\n  while tf.reduce_sum(x) > 0: x = x + 1\n  return x\nf(tf.constant(1.0))", "steps"},
};

}  // namespace

TEST_CASE("a program without end is stopped by a budget") {
  for (const Endless& e : kEndless) {
    CAPTURE(e.text);
    auto run = run_program(e.text, {});
    CHECK(run->end == Run::End::kBudget);
    CHECK(run->end_detail.find(e.budget) != std::string::npos);
    CHECK(run->text == e.text);
    CHECK(!run->exception);
  }
}

TEST_CASE("recursion and impossible arrays are exceptions of the language") {
  auto deep = run_program("def f(n):\n  return f(n + 1)\nf(0)", {});
  REQUIRE(deep->exception);
  CHECK(deep->exception->type == "RecursionError");
  auto large = run_program("import numpy as np\nnp.zeros((10**6, 10**6))", {});
  REQUIRE(large->exception);
  CHECK(large->exception->message == "Unable to allocate 7.28 TiB for an array with shape (1000000, 1000000) and data type float64");
}

TEST_CASE("what a run held is given back") {
  for (int i = 0; i < 20; ++i) CHECK(run_program("x = [0] * (10 * 1000 * 1000)", {})->end == Run::End::kFinished);  // 160 MB each
}

TEST_CASE("a run may be stopped anywhere: while it builds, traces, trains") {
  const std::string text =
      "import numpy as np\nimport tensorflow as tf\nm = tf.keras.Sequential([tf.keras.layers.Input((4,)), tf.keras.layers.Dense(8, activation='relu'), tf.keras.layers.Dense(1)])\n"
      "m.compile(optimizer='adam', loss='mse')\nm.fit(np.random.rand(64, 4), np.random.rand(64), epochs=2, verbose=0)";
  int asked = 0;
  RunOptions options;
  options.should_stop = [&] { return ++asked, false; };
  REQUIRE(run_program(text, options)->end == Run::End::kFinished);
  const int all = asked;
  REQUIRE(all > 20);
  for (int at = 1; at < all; at += std::max(1, all / 150)) {
    asked = 0;
    options.should_stop = [&] { return ++asked >= at; };
    CAPTURE(at);
    CHECK(run_program(text, options)->end == Run::End::kStopped);
  }
}
