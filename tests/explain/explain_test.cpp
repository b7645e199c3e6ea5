// Programs run for real: where the mistake was born, the numbers of the message, what nobody raised, and which fixes are right.
#include <algorithm>

#include <doctest/doctest.h>

#include "explain/explanation.h"
#include "explain/reading.h"

using namespace misfit;

namespace {

std::shared_ptr<const Run> run(const std::string& text, Profile profile = Profile::kKeras3) {
  RunOptions options;
  options.profile = profile;
  return run_program(text, options);
}

const std::string kPhotos =
    "import numpy as np\n"
    "import tensorflow as tf\n"
    "tf.keras.utils.set_random_seed(7)\n"
    "y = np.random.randint(0, 2, 80)\n"
    "x = np.random.rand(80, 8, 8, 1) * 0.4\n"
    "for image, label in zip(x, y):\n"
    "    place = np.random.randint(1, 7)\n"
    "    if label == 0:\n"
    "        image[place, :, :] = 1.0\n"
    "    else:\n"
    "        image[:, place, :] = 1.0\n"
    "model = tf.keras.Sequential([\n"
    "    tf.keras.layers.Input(shape=(8, 8, 3)),\n"
    "    tf.keras.layers.Conv2D(8, 3, activation='relu'),\n"
    "    tf.keras.layers.GlobalMaxPooling2D(),\n"
    "    tf.keras.layers.Dense(2, activation='softmax'),\n"
    "])\n"
    "model.compile(optimizer=tf.keras.optimizers.Adam(0.03), loss='sparse_categorical_crossentropy', metrics=['accuracy'])\n"
    "model.fit(x[:60], y[:60], epochs=8, verbose=0)\n"
    "print('accuracy %.2f' % model.evaluate(x[60:], y[60:], verbose=0)[1])\n";

bool has_line(const Explanation& e, uint32_t line) {
  return std::any_of(e.blame.begin(), e.blame.end(), [&](const Blame& b) { return b.line == line; });
}

}  // namespace

TEST_CASE("input_spec_c6: the axis was born where the array was made, the promise is the Input's") {
  for (Profile p : {Profile::kKeras2, Profile::kKeras3}) {
    auto r = run(kPhotos, p);
    REQUIRE(r->exception);
    Explanation e = explain(*r);
    CHECK(e.fault_code == "input_spec_c6");
    CHECK(e.stage == "trace");
    CHECK(e.line == 19);
    CHECK(e.numbers == std::vector<std::pair<std::string, std::string>>{{"3", "1"}});
    REQUIRE(e.blame.size() >= 3);
    CHECK(e.blame.front().line == 5);
    CHECK(has_line(e, 13));
    CHECK(has_line(e, 19));
    CHECK(e.happened.find("`x`") != std::string::npos);
  }
}

TEST_CASE("fixes were run: the truth is right, np.resize is wrong") {
  auto r = run(kPhotos);
  Explanation e = explain(*r);
  try_fixes(*r, e);
  REQUIRE(e.fixes.size() >= 2);
  CHECK(e.fixes.front().right);
  CHECK(e.fixes.front().program.find("Input(shape=(8, 8, 1))") != std::string::npos);
  CHECK(e.fixes.front().evidence.find("accuracy on new data") != std::string::npos);
  CHECK(e.fixes.back().program.find("np.resize") != std::string::npos);
  CHECK_FALSE(e.fixes.back().right);
  for (const Fix& f : e.fixes) CHECK(run(f.program)->end == Run::End::kFinished);

  // The same fix with a line more that prints is no other fix.
  const std::vector<Candidate> more{{"known", e.fixes.front().program + "print('done')\n"}};
  Explanation again = explain(*r);
  try_fixes(*r, again, {}, more);
  CHECK(again.fixes.size() == e.fixes.size());
}

TEST_CASE("a tensor keeps its type: the integers are to be cast") {
  auto r = run("import tensorflow as tf\na = tf.constant([[5, 1]])\nb = tf.constant([[0.5], [0.5]])\nprint(tf.matmul(a, b))\n");
  REQUIRE(r->exception);
  Explanation e = explain(*r);
  CHECK(e.fault_code == "types_c2");
  CHECK(e.stage == "program");
  CHECK(has_line(e, 2));
  try_fixes(*r, e);
  REQUIRE_FALSE(e.fixes.empty());
  CHECK(e.fixes.front().program.find("tf.cast(a, tf.float32)") != std::string::npos);
}

TEST_CASE("rows of zeros in a one-hot table are found, and the depth is to blame") {
  Explanation e = explain(*run("import numpy as np\nimport tensorflow as tf\nlabels = np.array([0, 1, 2, 3, 4])\nclasses = 3\nt = tf.one_hot(labels, depth=classes)\n"));
  REQUIRE_FALSE(e.silent.empty());
  CHECK(e.silent.front().code == "one_hot_zero_rows");
  CHECK(e.silent.front().line == 5);
  CHECK(e.silent.front().evidence.find("2 of 5") != std::string::npos);
  CHECK(has_line(e, 4));
}

TEST_CASE("a clean program is called clean") {
  Explanation e = explain(*run("import numpy as np\nx = np.arange(6).reshape(2, 3)\nprint(x.sum())\n"));
  CHECK(e.fault_code.empty());
  CHECK(e.silent.empty());
  CHECK(explain_json(e).starts_with("{\"fault\": null"));
}

TEST_CASE("patterns take the holes of one line") {
  auto holes = match("expected shape={expected}, found shape={shape}", "x\nInput 0: expected shape=(None, 3), found shape=(None, 4)\nmore");
  REQUIRE(holes);
  CHECK((*holes)[0].second == "(None, 3)");
  CHECK((*holes)[1].second == "(None, 4)");
  CHECK_FALSE(match("a {x} b", "a 1\n b"));
  CHECK(*shape_in("(None, 28, 1)") == Shape{-1, 28, 1});
  CHECK(*shape_in("[2,3]") == Shape{2, 3});
  CHECK_FALSE(shape_in("None"));
}
