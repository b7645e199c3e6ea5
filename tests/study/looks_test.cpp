// Looks at a model while it trains: they leave no mark on the run, and the track and the stage read them.
#include <cmath>

#include <doctest/doctest.h>
#include "engine/engine.h"
#include "engine/wire.h"
#include "study/flow.h"
#include "study/inside.h"

using namespace misfit;

namespace {

const std::string kProgram =
    "import numpy as np\n"
    "import tensorflow as tf\n"
    "tf.keras.utils.set_random_seed(3)\n"
    "x = np.random.rand(48, 6, 6, 1)\n"
    "y = np.random.randint(0, 2, 48)\n"
    "model = tf.keras.Sequential([\n"
    "    tf.keras.layers.Input(shape=(6, 6, 1)),\n"
    "    tf.keras.layers.Conv2D(4, 3, activation='relu'),\n"
    "    tf.keras.layers.Flatten(),\n"
    "    tf.keras.layers.Dropout(0.5),\n"
    "    tf.keras.layers.Dense(2, activation='softmax'),\n"
    "])\n"
    "model.compile(optimizer='adam', loss='sparse_categorical_crossentropy')\n"
    "history = model.fit(x[:32], y[:32], epochs=2, batch_size=8, verbose=0)\n"
    "print(history.history['loss'], model.evaluate(x[32:], y[32:], verbose=0), np.random.rand(), tf.random.uniform([2]))\n";

std::shared_ptr<const Run> run(Profile profile, bool look, bool verdict = false) {
  RunOptions options;
  options.profile = profile;
  options.look = look;
  options.verdict_only = verdict;
  return run_program(kProgram, options);
}

}  // namespace

TEST_CASE("looks: the run is the same with and without them") {
  for (Profile profile : {Profile::kKeras2, Profile::kKeras3}) {
    auto with = run(profile, true), without = run(profile, false);
    REQUIRE(with->end == Run::End::kFinished);
    CHECK(with->stdout_text == without->stdout_text);
    CHECK(with->warnings == without->warnings);
    CHECK(with->trace.steps().size() == without->trace.steps().size());
    CHECK(without->looks.empty());
    // Before training, after four batches, at two epoch ends, and on the data of evaluate().
    REQUIRE(with->looks.size() == 8);
    const Look &first = with->looks.front(), &second = with->looks[1], &last = with->looks.back();
    CHECK(first.batch == 0);
    CHECK(last.held_out);
    REQUIRE(first.layers.size() == 4);
    CHECK(first.layers[0].output.shape() == Shape{8, 4, 4, 4});
    CHECK(first.layers[0].gradient == -1);
    CHECK(second.layers[0].gradient > 0);
    int64_t changed = 0;                       // those that relu keeps at 0 stay there
    for (int64_t i = 0; i < first.layers[0].output.elements(); ++i) changed += second.layers[0].output.at(i) != first.layers[0].output.at(i);
    CHECK(changed > 100);
    double sum = first.layers[3].output.at(0) + first.layers[3].output.at(1);
    CHECK(sum == doctest::Approx(1));
    std::shared_ptr<Run> copy = decode_run(encode(*with));
    REQUIRE(copy);
    REQUIRE(copy->looks.size() == 8);
    CHECK(copy->looks[3].layers[3].output.at(1) == with->looks[3].layers[3].output.at(1));
  }
}

TEST_CASE("looks: a verdict has one, and the moments of a training each have theirs") {
  Study s;
  s.history.reset(kProgram);
  s.verdict = run(Profile::kKeras3, true, true);
  REQUIRE(s.verdict->looks.size() == 1);
  REQUIRE(look_now(s) == &s.verdict->looks[0]);
  Curve c;
  c.program = kProgram;
  c.run = run(Profile::kKeras3, true);
  s.curves = {c};
  std::vector<Moment> track = moments(s);
  REQUIRE(track.size() == 9);                      // build, compile, trace, four batches, two epochs
  CHECK(track[3].name == "batch 1");
  CHECK(track[8].said == "at the end of epoch 2");
  s.moment = 0;
  CHECK_FALSE(look_now(s));
  CHECK_FALSE(flow_of(s).layers[0].reached);
  s.moment = 4;
  REQUIRE(look_now(s));
  CHECK(look_now(s)->batch == 2);
  CHECK(flow_of(s).layers[1].in.value.at(7) == look_now(s)->layers[0].output.at(7));
  CHECK(first_nan(s) == -1);
}

TEST_CASE("looks: the sum behind a cell of a convolution is what the layer computed") {
  Study s;
  s.history.reset(kProgram);
  s.verdict = run(Profile::kKeras3, true, true);
  s.inside_layer = 1;
  Inside in = inside_of(s);
  REQUIRE(in.of_layer);
  std::optional<Patch> patch = patch_of(in, 2, 1);
  REQUIRE(patch);
  CHECK(patch->top == 2);
  CHECK(patch->height == 3);
  std::string words = arithmetic(in, s, 0, 2, 1, 3);
  double made = in.output.at(((0 * 4 + 2) * 4 + 1) * 4 + 3);
  CHECK(words.find(figure(made)) != std::string::npos);
}
