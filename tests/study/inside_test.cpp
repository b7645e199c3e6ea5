// What is seen inside a tensor.
#include <cmath>

#include <doctest/doctest.h>
#include "study/inside.h"
#include "study/made_run.h"

using namespace misfit;

TEST_CASE("inside: NaN and Inf are counted and said") {
  Tensor t = Tensor::of<float>(Shape{4}, {1.0f, NAN, INFINITY, 0.5f});
  Distribution d = distribution_of(t);
  CHECK(d.nans == 1);
  CHECK(d.infinities == 1);
  CHECK(d.high == doctest::Approx(1));
  judge(d, {});
  CHECK(d.bad);
}

TEST_CASE("inside: unscaled pixels are named") {
  Tensor t = Tensor::of<float>(Shape{1, 1, 2, 1}, {0.0f, 240.0f});
  Distribution d = distribution_of(t);
  Inside in;
  in.kind = Inside::kPictures;
  judge(d, in);
  CHECK(d.bad);
  CHECK(d.remark.starts_with("Pixels up to 240"));
}

TEST_CASE("inside: labels outside the classes are outside") {
  Tensor t = Tensor::of<int64_t>(Shape{5}, {0, 1, 1, 3, 9});
  std::vector<LabelCount> counts = label_counts(t, 3);
  REQUIRE(counts.size() == 5);                              // 0 1 2 and the two outside
  CHECK(counts[2].value == 2);
  CHECK(counts[2].count == 0);
  CHECK_FALSE(counts[2].outside);
  CHECK(counts[3].outside);
  CHECK(counts[4].value == 9);
}

TEST_CASE("inside: the sum behind a cell, in numbers") {
  LayerInfo dense;
  dense.weights = {{"kernel", Tensor::of<float>(Shape{2, 1}, {0.5f, 2.0f})}, {"bias", Tensor::of<float>(Shape{1}, {0.25f})}};
  Inside in;
  in.layer = &dense;
  in.kind = Inside::kMatrix;
  in.tensor.value = Tensor::of<float>(Shape{1, 2}, {3.0f, 4.0f});
  CHECK(arithmetic(in, Study(), 0, 0, 0, 0) == "output[0, 0] = 3·0.50 + 4·2 + 0.25 = 9.75");
}

TEST_CASE("inside: figures are short") {
  CHECK(figure(0.123456) == "0.12");
  CHECK(figure(160) == "160");
  CHECK(figure(-0.5) == "−0.50");
  CHECK(figure(NAN) == "NaN");
}
