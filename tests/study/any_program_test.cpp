// The stage for programs that are no lessons: what refuses is shown with what it was given, wherever that came from.
#include <doctest/doctest.h>
#include "engine/engine.h"
#include "study/action.h"
#include "study/flow.h"
#include "study/scene.h"

using namespace misfit;

namespace {

Study seen(const std::string& text, bool verdict = true) {
  Study s;
  s.start_page = false;
  s.history.reset(text);
  s.literals = literals(text);
  RunOptions options;
  options.verdict_only = verdict;
  options.look = true;
  update(s, act::VerdictArrived{run_program(text, options)});
  return s;
}

const std::string kHead = "import numpy as np\nimport tensorflow as tf\n";

}  // namespace

TEST_CASE("any program: an operand made on the spot is shown as one with a name is") {
  for (const char* operation : {"e + tf.ones((3, 8))", "np.ones((4, 8)) @ np.ones((3, 8))", "tf.matmul(e, tf.ones((3, 8)))"}) {
    CAPTURE(operation);
    Study s = seen(kHead + "e = tf.ones((4, 8))\nprint(" + operation + ")\n");
    REQUIRE(s.failed());
    Flow flow = flow_of(s);
    REQUIRE(flow.operands.size() == 2);
    CHECK(flow.operands[1].shape == Shape{3, 8});
    CHECK(layout(s).sentence.find("does not meet 3") != std::string::npos);
    CHECK(moments(s).back().state == Moment::kFailed);
  }
}

TEST_CASE("any program: a model that refuses while it is built shows its layers, and the gap at the one that refused") {
  const struct { const char *text, *sentence; size_t layers; } kPrograms[] = {
      {"model = tf.keras.Sequential([\n    tf.keras.layers.Input(shape=(20, 3)),\n    tf.keras.layers.LSTM(16),\n    tf.keras.layers.LSTM(8),\n])\n", "one axis is missing", 2},
      {"i = tf.keras.Input(shape=(32, 32, 3))\nx = tf.keras.layers.Conv2D(16, 3)(i)\nx = tf.keras.layers.Flatten()(x)\nx = tf.keras.layers.Conv2D(32, 3)(x)\n", "two axes are missing", 3},
  };
  for (const auto& p : kPrograms) {
    CAPTURE(p.text);
    Study s = seen(kHead + p.text);
    REQUIRE(s.failed());
    Flow flow = flow_of(s);
    REQUIRE(flow.layers.size() == p.layers);
    CHECK(flow.layers.back().failed);
    CHECK(layout(s).sentence == p.sentence);
  }
}

TEST_CASE("any program: of two inputs the one that does not fit is shown and blamed") {
  Study s = seen(kHead +
                 "images = np.random.rand(64, 12, 12, 1)\nages = np.random.rand(64, 3)\ntarget = np.random.rand(64, 1)\n"
                 "picture = tf.keras.Input(shape=(12, 12, 1))\nperson = tf.keras.Input(shape=(2,))\n"
                 "a = tf.keras.layers.Flatten()(picture)\nboth = tf.keras.layers.Concatenate()([a, person])\n"
                 "model = tf.keras.Model([picture, person], tf.keras.layers.Dense(1)(both))\n"
                 "model.compile('adam', 'mse')\nmodel.fit([images, ages], target, epochs=2)\n");
  REQUIRE(s.failed());
  CHECK(s.explanation->happened.find("ges` comes in") != std::string::npos);
  CHECK(s.explanation->born.find("Line 4") != std::string::npos);
  CHECK(s.explanation->expected.find("line 7") != std::string::npos);
}

TEST_CASE("any program: a chip of Input drags Input's number, not the layer's") {
  Study s = seen(kHead +
                 "x = np.random.rand(64, 16, 16, 1)\nmodel = tf.keras.Sequential([\n    tf.keras.layers.Input(shape=(16, 16, 3)),\n    tf.keras.layers.Conv2D(8, 3),\n])\n"
                 "model.compile('adam', 'mse')\nmodel.fit(x, x)\n");
  REQUIRE(s.failed());
  int lit = 0;
  for (const Socket& socket : layout(s).sockets)
    for (const Edge& e : socket.edges)
      if (e.lit) {
        ++lit;
        REQUIRE(e.literal >= 0);
        CHECK(s.literals[static_cast<size_t>(e.literal)].span.line == 5);
      }
  CHECK(lit == 1);
}

TEST_CASE("any program: one that fails after its training is not repaired by what only trains") {
  Lesson lesson;
  lesson.name = "late";
  lesson.files = {{"broken.py", "x = 1\n"}, {"challenge.py", kHead + "model.fit(a)\nb = 1\n"}};
  std::vector<Lesson> lessons{lesson};
  Study s;
  s.lessons = &lessons;
  update(s, act::OpenLesson{0});
  update(s, act::GoToStep{LessonStep::kChallenge});
  auto answer = [&](Run::End end, bool raises, bool whole) {
    auto run = std::make_shared<Run>();
    run->text = s.text();
    run->profile = s.profile;
    run->end = end;
    if (raises) run->exception.emplace();
    if (whole) update(s, act::EngineAnswered{VerdictAnswer{run}});
    else update(s, act::VerdictArrived{run});
  };
  answer(Run::End::kNeedsTraining, false, false);
  answer(Run::End::kException, true, true);
  CHECK(s.failed());
  update(s, act::EditText{s.text() + "c = 2\n"});
  answer(Run::End::kNeedsTraining, false, false);
  CHECK_FALSE(s.done["late"].count(static_cast<int>(LessonStep::kChallenge)));
  answer(Run::End::kFinished, false, true);
  CHECK(s.done["late"].count(static_cast<int>(LessonStep::kChallenge)));
}

TEST_CASE("any program: what dies after its training dies after it on the track too") {
  Study s = seen(kHead +
                     "x = np.random.rand(64, 4)\nmodel = tf.keras.Sequential([tf.keras.layers.Input(shape=(4,)), tf.keras.layers.Dense(1)])\n"
                     "model.compile('sgd', 'mse')\nmodel.fit(x, x[:, :1], epochs=2, verbose=0)\nprint(model.predict(np.ones((2, 3)), verbose=0))\n",
                 false);
  REQUIRE(s.failed());
  CHECK(stage_words(s) == "after the training");
  const std::vector<Moment> track = moments(s);
  CHECK(track.back().name == "predict");
  CHECK(track.back().state == Moment::kFailed);
  CHECK(track[track.size() - 2].state == Moment::kPassed);
}

TEST_CASE("any program: a shape is born where it was made, not where its rank was") {
  Study s = seen(kHead + "a = tf.ones((4, 6))\nd = tf.reshape(a, (3, 8))\ne = tf.concat([d, d], axis=0)\nw = tf.ones((3, 8))\nprint(e + w)\n");
  REQUIRE(s.failed());
  CHECK(s.explanation->born.starts_with("Line 5:"));
}
