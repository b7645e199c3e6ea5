// Numbers to colours.
#include <cmath>

#include <doctest/doctest.h>
#include "render/motion.h"
#include "render/texels.h"

using namespace misfit;

namespace {
StageColours colours() {
  StageColours c;
  c.tone[static_cast<size_t>(Tone::kInk)] = 0x000000;
  c.tone[static_cast<size_t>(Tone::kMisfit)] = 0xC2410C;
  c.face = 0xFFFFFF;
  c.axis.fill(0x0000FF);
  return c;
}
}  // namespace

TEST_CASE("texels: a picture in [0, 1] goes from paper to ink") {
  Pixels p = texels({Tensor::of<float>(Shape{1, 1, 2, 1}, {0.0f, 1.0f}), 0}, colours());
  REQUIRE(p.rgba.size() == 2);
  CHECK(p.width == 2);
  CHECK(p.rgba[0] == 0xFFFFFFFFu);
  CHECK((p.rgba[1] & 0xFF) < 0x20);
}

TEST_CASE("texels: three channels are a colour picture, in 0 … 255 or in 0 … 1") {
  Pixels bytes = texels({Tensor::of<uint8_t>(Shape{1, 1, 1, 3}, {255, 0, 128}), 0}, colours());
  REQUIRE(bytes.rgba.size() == 1);
  CHECK(bytes.rgba[0] == 0xFF8000FFu);
  Pixels unit = texels({Tensor::of<float>(Shape{1, 1, 1, 3}, {1.0f, 0.0f, 0.5f}), 0}, colours());
  CHECK(unit.rgba[0] == 0xFF8000FFu);
}

TEST_CASE("texels: signed numbers diverge from zero; NaN has its own colour") {
  Range r = range_of(Tensor::of<float>(Shape{3}, {-2.0f, 0.0f, 1.0f}));
  CHECK(r.ramp == Ramp::kDiverging);
  CHECK(r.low == -2);
  CHECK(r.high == 2);
  CHECK(colour_of(0, r, colours()) == 0xFFFFFF);
  CHECK(colour_of(NAN, r, colours()) == 0xC2410C);
}

TEST_CASE("texels: a sample beyond the last begins again") {
  Tensor t = Tensor::of<float>(Shape{2, 1, 1, 1}, {0.0f, 1.0f});
  CHECK(texels({t, 2}, colours()).rgba == texels({t, 0}, colours()).rgba);
}

TEST_CASE("motion: it glides for 200 ms, jumps when motion is reduced, and rests when nothing changes") {
  Scene a, b;
  Solid s;
  s.key = 1;
  s.half = {1, 1, 1};
  a.solids = {s};
  s.at = {2, 0, 0};
  b.solids = {s};
  Motion m;
  m.step(a, 0, false);
  CHECK_FALSE(m.moving());
  Scene halfway = m.step(b, 1.0, false);
  CHECK(m.moving());
  CHECK(halfway.solids[0].at.x == doctest::Approx(0));
  halfway = m.step(b, 1.1, false);
  CHECK(halfway.solids[0].at.x > 0);
  CHECK(halfway.solids[0].at.x < 2);
  CHECK(m.step(b, 1.3, false).solids[0].at.x == doctest::Approx(2));
  CHECK_FALSE(m.moving());
  CHECK(m.step(a, 2.0, true).solids[0].at.x == doctest::Approx(0));
  CHECK_FALSE(m.moving());
}
