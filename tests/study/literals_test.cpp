// Which numbers of a program are lengths of axes.
#include "study/literals.h"

#include <doctest/doctest.h>
#include "study/made_run.h"

using namespace misfit;

namespace {
std::vector<int64_t> shape_values(const std::string& text) {
  std::vector<int64_t> values;
  for (const Literal& l : literals(text)) if (l.shape) values.push_back(l.value);
  return values;
}
}  // namespace

TEST_CASE("literals: lengths are found, other numbers are left alone") {
  CHECK(shape_values("x = np.random.rand(100, 28, 28)") == std::vector<int64_t>{100, 28, 28});
  CHECK(shape_values("x = np.zeros((5, 4), dtype='int32')") == std::vector<int64_t>{5, 4});
  CHECK(shape_values("x.reshape(-1, 28, 28, 1)[0, 3]") == std::vector<int64_t>{28, 28, 1});
  CHECK(shape_values("Dense(10, activation='relu')") == std::vector<int64_t>{10});
  CHECK(shape_values("tf.keras.layers.Input(shape=(28, 28, 1))") == std::vector<int64_t>{28, 28, 1});
  CHECK(shape_values("Adam(0.02)").empty());
  CHECK(shape_values("image[2, :, :] = 1.0").empty());
  CHECK(shape_values("n = 12 * k").empty());
  CHECK(shape_values("n_classes = 12") == std::vector<int64_t>{12});
  CHECK(shape_values("'rand(3, 4)'  # zeros(5)").empty());
}

TEST_CASE("literals: an axis finds the number that gave it its length") {
  std::string text = "x = np.random.rand(160, 16, 16, 1)";
  std::vector<Literal> all = literals(text);
  Span span = test::span_of(text, "np.random.rand(160, 16, 16, 1)");
  auto h = literal_of_axis(all, span, {160, 16, 16, 1}, 1), w = literal_of_axis(all, span, {160, 16, 16, 1}, 2);
  REQUIRE(h);
  REQUIRE(w);
  CHECK(*h == 1);
  CHECK(*w == 2);
  CHECK(with_literal(text, all[*w], 20) == "x = np.random.rand(160, 16, 20, 1)");
  std::string input = "Input(shape=(16, 16, 3))";
  auto c = literal_of_axis(literals(input), test::span_of(input, input), {-1, 16, 16, 3}, 3);
  REQUIRE(c);
  CHECK(literals(input)[*c].value == 3);
  CHECK_FALSE(literal_of_axis(all, span, {160, 99, 16, 1}, 1));
}

TEST_CASE("literals: half-typed text says what it waits for") {
  CHECK(unfinished("x = (1, 2)\n").empty());
  CHECK(unfinished("x = np.zeros((1,\n") == "line 1: the closing )");
  CHECK(unfinished("a = 1\nx = 'abc\n") == "line 2: the closing '");
  CHECK(unfinished("x = 1)\n").empty());        // is an error, and waits for nothing
  CHECK(unfinished("x = f(1]\ny = (\n").empty());
  CHECK(unfinished("x = [\n    f(1,\n]\n") == "line 2: the closing )");
}
