// What actions do: the text is the only truth, and stale answers change nothing.
#include <doctest/doctest.h>
#include "study/action.h"
#include "study/made_run.h"
#include "study/training.h"

using namespace misfit;

namespace {
std::vector<Lesson> one_lesson() {
  Lesson l;
  l.name = "grayscale-vs-rgb";
  l.title = "Grayscale vs RGB";
  l.predict = {"Does it adapt?", {"yes", "no"}, 1, ""};
  l.files = {{"broken.py", test::kText}, {"fix-1.py", "fixed = 1\n"}, {"wrong-fix-1.py", "wrong = 1\n"}, {"challenge.py", "challenge = 1\n"}};
  return {l};
}
int literal_with(const Study& s, int64_t value) {
  for (size_t i = 0; i < s.literals.size(); ++i) if (s.literals[i].value == value && s.literals[i].shape) return static_cast<int>(i);
  return -1;
}
}  // namespace

TEST_CASE("update: a lesson opens with its question, and the verdict stays hidden until it is answered") {
  std::vector<Lesson> lessons = one_lesson();
  Study s;
  s.lessons = &lessons;
  update(s, act::OpenLesson{0});
  CHECK(s.step == LessonStep::kPredict);
  CHECK(s.text() == test::kText);
  CHECK(s.wants_verdict);
  CHECK(s.verdict_hidden());
  update(s, act::Choose{1});
  CHECK_FALSE(s.verdict_hidden());
  CHECK(s.done["grayscale-vs-rgb"].count(0) == 1);
}

TEST_CASE("update: a scrub edits the text live and is one step back") {
  Study s;
  update(s, act::OpenProgram{test::kText});
  int three = literal_with(s, 3);
  REQUIRE(three >= 0);
  for (int64_t v : {4, 5, 6}) {
    s.wants_verdict = false;
    update(s, act::SetLiteral{three, v, true});
    CHECK(s.wants_verdict);
  }
  update(s, act::EndGesture{});
  CHECK(s.text().find("shape=(16, 16, 6)") != std::string::npos);
  update(s, act::Undo{});
  CHECK(s.text() == test::kText);
  update(s, act::Redo{});
  CHECK(s.text().find("shape=(16, 16, 6)") != std::string::npos);
}

TEST_CASE("update: two scrubs of the same number are two steps") {
  Study s;
  update(s, act::OpenProgram{test::kText});
  int three = literal_with(s, 3);
  update(s, act::SetLiteral{three, 4, true});
  update(s, act::EndGesture{});
  update(s, act::SetLiteral{three, 5, true});
  update(s, act::EndGesture{});
  update(s, act::Undo{});
  CHECK(s.text().find("shape=(16, 16, 4)") != std::string::npos);
}

TEST_CASE("update: half-typed text keeps the last picture and says what is missing") {
  Study s;
  update(s, act::OpenProgram{test::kText});
  update(s, act::VerdictArrived{test::grayscale_run()});
  s.wants_verdict = false;
  update(s, act::EditText{test::kText + "x = (1,", true});
  CHECK_FALSE(s.wants_verdict);
  CHECK(s.verdict != nullptr);
  CHECK(s.unfinished == "line 13: the closing )");
  update(s, act::EditText{test::kText + "x = (1,)", true});
  CHECK(s.wants_verdict);
}

TEST_CASE("update: applying a fix is an edit like any other") {
  Study s;
  update(s, act::OpenProgram{test::kText});
  update(s, act::VerdictArrived{test::grayscale_run()});
  s.explanation = test::explained();
  s.explanation->fixes = {{"Promise one channel", true, "fixed = 1\n", "loss falls"}};
  update(s, act::ApplyFix{0});
  CHECK(s.text() == "fixed = 1\n");
  CHECK(s.wants_verdict);
  update(s, act::Undo{});
  CHECK(s.text() == test::kText);
}

TEST_CASE("update: answers of jobs that no longer matter change nothing") {
  Study s;
  update(s, act::OpenProgram{test::kText});
  update(s, act::VerdictArrived{test::grayscale_run()});
  s.explanation = test::explained();
  s.fixes_running = true;
  s.fixes_job = 5;
  update(s, act::EditText{test::kText + "\n"});
  CHECK(s.wants_stop == std::vector<uint32_t>{5});
  Explanation late;
  late.fixes = {{"late", true, "", ""}};
  update(s, act::EngineAnswered{FixesAnswer{5, late}});
  CHECK_FALSE(s.fixes_ready);
}

TEST_CASE("update: training fills the curves; stopping stops what runs and what waits") {
  std::vector<Lesson> lessons = one_lesson();
  Study s;
  s.lessons = &lessons;
  update(s, act::OpenLesson{0});
  update(s, act::EditText{"mine = 1\n"});
  update(s, act::Prove{});
  REQUIRE(s.curves.size() == 4);
  CHECK(s.curves[0].kind == CurveKind::kYours);
  Curve* first = curve_to_start(s);
  REQUIRE(first == &s.curves[0]);
  first->state = Curve::State::kRunning;
  CHECK(curve_to_start(s) == nullptr);
  Progress p;
  p.epochs = 2;
  p.batches = 2;
  p.logs = {{"loss", 0.5}};
  update(s, act::EngineAnswered{ProgressAnswer{first->job, p}});
  p.batch = 1;
  p.logs = {{"loss", 0.4}};
  update(s, act::EngineAnswered{ProgressAnswer{first->job, p}});
  CHECK(first->loss == std::vector<double>{0.5, 0.4});
  CHECK(first->epochs == std::vector<double>{0.5, 1.0});
  Progress evaluation{.epochs = 1, .batches = 4, .logs = {{"loss", 9.0}}, .stage = Stage::kEvaluate};
  update(s, act::EngineAnswered{ProgressAnswer{first->job, evaluation}});
  CHECK(first->of == 2);
  CHECK(first->loss.size() == 2);
  auto run = std::make_shared<Run>();
  run->stdout_text = "loss 0.66 -> 0.06\naccuracy on new photos 0.97\n";
  update(s, act::EngineAnswered{TrainedAnswer{first->job, run}});
  CHECK(s.curves[0].state == Curve::State::kDone);
  CHECK(s.curves[0].held_out == doctest::Approx(0.97));
  CHECK(s.done["grayscale-vs-rgb"].count(static_cast<int>(LessonStep::kProve)) == 1);
  uint32_t second = s.curves[1].job;
  curve_to_start(s)->state = Curve::State::kRunning;
  update(s, act::StopTraining{});
  CHECK(s.wants_stop == std::vector<uint32_t>{second});
  CHECK_FALSE(s.training());
}

TEST_CASE("update: the profile is part of what runs") {
  Study s;
  update(s, act::OpenProgram{test::kText});
  s.wants_verdict = false;
  update(s, act::SetProfile{Profile::kKeras2});
  CHECK(s.wants_verdict);
  s.wants_verdict = false;
  update(s, act::SetProfile{Profile::kKeras2});
  CHECK_FALSE(s.wants_verdict);
}

namespace {
// The only lesson at a step, with a verdict that leaves the numbers to training.
Study untrained(const std::vector<Lesson>& lessons, LessonStep step, const std::string& text = "") {
  Study s;
  s.lessons = &lessons;
  update(s, act::OpenLesson{0});
  update(s, act::GoToStep{step});
  if (!text.empty()) update(s, act::EditText{text});
  std::shared_ptr<Run> run = test::grayscale_run(3);
  run->text = s.text();
  update(s, act::VerdictArrived{run});
  return s;
}
bool done(const Study& s, LessonStep step) {
  const auto steps = s.done.find("grayscale-vs-rgb");
  return steps != s.done.end() && steps->second.count(static_cast<int>(step)) > 0;
}
void run_whole(Study& s, const char* error = "") {
  auto run = std::make_shared<Run>();
  run->text = s.text();
  if (*error) { run->end = Run::End::kException; run->exception.emplace().type = error; }
  update(s, act::EngineAnswered{VerdictAnswer{run}});
}
}  // namespace

TEST_CASE("update: a program is mended once its whole run has shown nothing wrong") {
  const std::vector<Lesson> lessons = one_lesson();
  for (LessonStep step : {LessonStep::kFix, LessonStep::kChallenge}) {
    Study s = untrained(lessons, step, "mine = 1\n");
    CHECK_FALSE(done(s, step));
    run_whole(s);
    CHECK(done(s, step));
    CHECK_FALSE(s.nothing_to_mend());
    s = untrained(lessons, step, "mine = 1\n");
    run_whole(s, "ValueError");
    CHECK(s.failed());
    CHECK_FALSE(done(s, step));
  }
}

TEST_CASE("update: where nothing is wrong nothing needs to be mended; a challenge does") {
  const std::vector<Lesson> lessons = one_lesson();
  for (LessonStep step : {LessonStep::kFix, LessonStep::kChallenge}) {
    Study s = untrained(lessons, step);
    CHECK_FALSE(s.nothing_to_mend());
    run_whole(s);
    CHECK(done(s, step) == (step == LessonStep::kFix));
    CHECK(s.nothing_to_mend() == (step == LessonStep::kFix));
  }
}

TEST_CASE("update: what only training shows is shown once the program has been trained, and has fixes") {
  std::vector<Lesson> lessons = one_lesson();
  lessons[0].files["broken.py"] =
      "import numpy as np\nimport tensorflow as tf\ntf.keras.utils.set_random_seed(1)\nx = np.random.rand(64, 2)\ny = np.random.randint(0, 2, 64)\n"
      "model = tf.keras.Sequential([tf.keras.layers.Input(shape=(2,)),\n"
      "    tf.keras.layers.Dense(16, activation='tanh', kernel_initializer=tf.keras.initializers.RandomNormal(mean=20, seed=1)),\n"
      "    tf.keras.layers.Dense(1, activation='sigmoid')])\n"
      "model.compile('sgd', 'binary_crossentropy')\nmodel.fit(x, y, epochs=3, verbose=0)\n";
  Study s = untrained(lessons, LessonStep::kFix);
  RunOptions options;
  options.look = true;
  update(s, act::EngineAnswered{VerdictAnswer{run_program(s.text(), options)}});
  REQUIRE(s.explanation);
  REQUIRE_FALSE(s.explanation->silent.empty());
  CHECK(s.explanation->silent[0].code == "saturated_units");
  CHECK(s.wants_fixes);
  CHECK_FALSE(done(s, LessonStep::kFix));
}
