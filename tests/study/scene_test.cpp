// The stage of a run: what fits, what does not, and which number would change it.
#include <algorithm>

#include <doctest/doctest.h>
#include "study/action.h"
#include "study/made_run.h"
#include "study/solids.h"

using namespace misfit;

namespace {
Study study_of(int64_t found, int64_t promised) {
  Study s;
  s.start_page = false;
  s.history.reset(test::kText);
  s.literals = literals(test::kText);
  s.verdict = test::grayscale_run(found, promised);
  s.verdict_text = test::kText;
  if (found != promised) s.explanation = test::explained(found, promised);
  return s;
}
const Label* chip(const Scene& scene, const std::string& text) {
  for (const Label& l : scene.labels) if (l.style == Label::kChip && l.text == text) return &l;
  return nullptr;
}
}  // namespace

TEST_CASE("scene: where shapes disagree the gap is there, and both numbers are lit") {
  Scene scene = layout(study_of(1, 3));
  CHECK(scene.sentence == "two channel planes are missing");
  REQUIRE(scene.sockets.size() == 4);                       // three layers and the loss
  CHECK(scene.sockets[0].failed);
  CHECK(scene.sockets[1].ghost);
  size_t missing = static_cast<size_t>(std::count_if(scene.sockets[0].blocks.begin(), scene.sockets[0].blocks.end(), [](const Block& b) { return b.finish == Finish::kMissing; }));
  CHECK(missing == 2);
  REQUIRE(chip(scene, "1"));
  REQUIRE(chip(scene, "3"));
  CHECK(chip(scene, "3")->link == 1);
  CHECK(chip(scene, "1")->link == 2);
  CHECK(scene.marks.size() == 1);
}

TEST_CASE("scene: each edge of the data knows the number in the program") {
  Study s = study_of(1, 3);
  Scene scene = layout(s);
  REQUIRE(!scene.solids.empty());
  for (const Edge& e : scene.solids[0].edges) {
    REQUIRE(e.literal >= 0);
    CHECK(s.literals[static_cast<size_t>(e.literal)].value == e.length);
    CHECK(s.literals[static_cast<size_t>(e.literal)].span.line == 3);
  }
  REQUIRE(scene.sockets[0].edges.size() == 1);
  CHECK(s.literals[static_cast<size_t>(scene.sockets[0].edges[0].literal)].span.line == 6);
}

TEST_CASE("scene: when everything fits nothing is lit and nothing is ghostly") {
  Scene scene = layout(study_of(3, 3));
  CHECK(scene.sentence == "everything fits");
  CHECK(scene.marks.empty());
  for (const Socket& s : scene.sockets) CHECK_FALSE(s.failed);
  for (const Solid& s : scene.solids) CHECK_FALSE(s.ghost);
}

TEST_CASE("scene: too much sticks out") {
  Scene scene = layout(study_of(4, 3));
  CHECK(scene.sentence == "one channel plane is too many");
  CHECK(scene.sockets[0].blocks.at(0).finish == Finish::kExcess);
}

TEST_CASE("scene: before the prediction the verdict is not given away") {
  Study s = study_of(1, 3);
  std::vector<Lesson> lessons(1);
  lessons[0].predict.options = {"a", "b"};
  s.lessons = &lessons;
  s.lesson = 0;
  s.step = LessonStep::kPredict;
  Scene scene = layout(s);
  CHECK(scene.marks.empty());
  CHECK_FALSE(chip(scene, "3"));
}

TEST_CASE("scene: extents grow with lengths and can be read back") {
  for (Axis a : {Axis::kHeight, Axis::kChannel, Axis::kFeature, Axis::kClass})
    for (int64_t n : {1, 2, 3, 4, 5, 10, 28, 100, 784}) {
      CAPTURE(n);
      CHECK(extent_of(a, n) < extent_of(a, n + 1));
      CHECK(length_of(a, extent_of(a, n)) == n);
    }
}

TEST_CASE("scene: a difference of one in a thousand is still seen") {
  Gap gap = gap_between({-1, 784}, {Axis::kBatch, Axis::kFeature}, {-1, 783}, {Axis::kBatch, Axis::kFeature}, {});
  REQUIRE(gap.blocks.size() == 1);
  CHECK(gap.blocks[0].finish == Finish::kExcess);
  CHECK(gap.blocks[0].half.y >= 0.1f);
}

TEST_CASE("axes: identities are kept from the data to the loss") {
  using enum Axis;
  CHECK(axes_for(4, "Conv2D") == Axes{kBatch, kHeight, kWidth, kChannel});
  CHECK(axes_for(3, "Conv2D") == Axes{kBatch, kHeight, kWidth});
  CHECK(axes_for(3, "LSTM") == Axes{kBatch, kTime, kFeature});
  CHECK(axes_after("Conv2D", {kBatch, kHeight, kWidth, kChannel}, 4, false) == Axes{kBatch, kHeight, kWidth, kChannel});
  CHECK(axes_after("Flatten", {kBatch, kHeight, kWidth, kChannel}, 2, false) == Axes{kBatch, kFeature});
  CHECK(axes_after("Dense", {kBatch, kFeature}, 2, true) == Axes{kBatch, kClass});
  CHECK(axes_after("LSTM", {kBatch, kTime, kFeature}, 2, false) == Axes{kBatch, kFeature});
}
