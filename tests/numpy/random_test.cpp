// Seeded streams give NumPy's own numbers (NumPy 2.4.6; 1.26.4 answers the same).
#include <doctest/doctest.h>

#include "numpy/random.h"

using namespace misfit;
using namespace misfit::np;

TEST_CASE("RandomState(42)") {
  Stream s(true);
  s.mt.init_genrand(42);
  CHECK(s.uniform() == 0.3745401188473625);
  CHECK(s.uniform() == 0.9507143064099162);
  s.mt.init_genrand(42);
  for (const uint64_t want : {6u, 3u, 7u, 4u, 6u}) CHECK(s.bounded(9) == want);
  s.mt.init_genrand(42);
  CHECK(s.normal() == doctest::Approx(0.4967141530112327).epsilon(1e-15));
  CHECK(s.normal() == doctest::Approx(-0.13826430117118466).epsilon(1e-15));
}

TEST_CASE("RandomState(3): counts") {
  Stream s(true);
  s.mt.init_genrand(3);
  for (const int64_t want : {13, 10, 8}) CHECK(s.poisson(12.5) == want);
  s.mt.init_genrand(3);
  for (const int64_t want : {42, 41, 38}) CHECK(s.binomial(100, 0.4) == want);
}

TEST_CASE("default_rng") {
  Stream s(false);
  const uint32_t seed42[] = {42}, seed5[] = {5};
  s.bits = BitGenerator(seed42);
  CHECK(s.uniform() == 0.7739560485559633);
  for (const uint64_t want : {6u, 4u, 4u}) CHECK(s.bounded(9) == want);
  s.bits = BitGenerator(seed5);
  CHECK(s.exponential() == doctest::Approx(1.98666998));
  CHECK(s.exponential() == doctest::Approx(0.75019143));
}

TEST_CASE("the other bit generators") {
  constexpr struct { Bits bits; double first, second; } kKnown[] = {
      {Bits::kPcg64, 0.77395605, 0.43887844}, {Bits::kPcg64Dxsm, 0.66840078, 0.00680501}, {Bits::kMt19937, 0.54199389, 0.61966721},
      {Bits::kPhilox, 0.08607763, 0.14155732}, {Bits::kSfc64, 0.52993605, 0.37824903}};
  const uint32_t seed42[] = {42}, seed0[] = {0};
  for (const auto& k : kKnown) {
    BitGenerator g(seed42, k.bits);
    CHECK(g.random() == doctest::Approx(k.first).epsilon(1e-7));
    CHECK(g.random() == doctest::Approx(k.second).epsilon(1e-6));
  }
  BitGenerator g(seed0);
  for (int i = 0; i < 6; ++i) g.standard_normal();
  for (const float want : {0.76982784f, -0.870227f, 1.0997635f}) CHECK(g.standard_normal_float() == doctest::Approx(want).epsilon(1e-6));
}

TEST_CASE("a draw that nobody looks at still moves the stream") {
  auto s = std::make_shared<Stream>(true);
  s->mt.init_genrand(42);
  auto skipped = std::make_shared<Stream::Draw>();
  skipped->bytes = 8;
  skipped->make = [](Stream& g, std::byte*) { g.uniform(); };
  s->pending.push_back(skipped);
  s->settle();
  CHECK(s->uniform() == 0.9507143064099162);
}
