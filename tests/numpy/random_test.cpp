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
