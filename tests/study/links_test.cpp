// Numbers that are said twice are one thing.
#include <doctest/doctest.h>
#include "study/made_run.h"
#include "study/study.h"

using namespace misfit;

namespace {
Study failed_study() {
  Study s;
  s.history.reset(test::kText);
  s.literals = literals(test::kText);
  s.verdict = test::grayscale_run();
  s.explanation = test::explained();
  return s;
}
}  // namespace

TEST_CASE("links: the message's two numbers are found, each once") {
  Study s = failed_study();
  std::vector<MessageNumber> numbers = message_numbers(s);
  REQUIRE(numbers.size() == 2);
  const std::string& m = s.verdict->exception->message;
  CHECK(numbers[0].link.kind == Link::kExpected);
  CHECK(m.substr(numbers[0].begin, numbers[0].end - numbers[0].begin) == "3");
  CHECK(m.substr(numbers[0].begin - 6, 6) == "value ");
  CHECK(numbers[1].link.kind == Link::kFound);
  CHECK(numbers[1].end == m.size() - 1);                    // the 1 before the last bracket, not that of 16
}

TEST_CASE("links: hovering the number in the program lights it in the message") {
  Study s = failed_study();
  Link expected = canonical(s, {Link::kExpected, 0});
  REQUIRE(expected.kind == Link::kLiteral);
  CHECK(s.literals[static_cast<size_t>(expected.index)].span.line == 6);
  s.hover = expected;
  CHECK(lit(s, {Link::kExpected, 0}));
  CHECK_FALSE(lit(s, {Link::kFound, 0}));
}

TEST_CASE("moments: the track says where it died") {
  Study s = failed_study();
  std::vector<Moment> track = moments(s);
  REQUIRE(track.size() == 8);
  CHECK(track[0].name == "build");
  CHECK(track[1].state == Moment::kPassed);
  CHECK(track[2].name == "trace");
  CHECK(track[2].state == Moment::kFailed);
  CHECK(track[3].state == Moment::kAhead);
  CHECK(current_moment(s) == 2);
  CHECK(stage_words(s) == "while tracing the first step");
}
