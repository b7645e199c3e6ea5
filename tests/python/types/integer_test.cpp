// Integers of any size: known products and quotients, and the laws that tie the operations together.
#include <doctest/doctest.h>

#include "python/bigint.h"

using namespace misfit::py;

namespace {

Integer of(std::string_view text) {
  const bool negative = text[0] == '-';
  const Integer i = *Integer::parse(negative ? text.substr(1) : text, 10);
  return negative ? -i : i;
}

}  // namespace

TEST_CASE("text, power and double") {
  CHECK(Integer::power(Integer(2), 100).text() == "1267650600228229401496703205376");
  CHECK(Integer::power(Integer(-3), 41).text() == "-36472996377170786403");
  CHECK(of("123456789012345678901234567890").text(16) == "18ee90ff6c373e0ee4e3f0ad2");
  CHECK(Integer(INT64_MIN).text() == "-9223372036854775808");
  CHECK(*of("100000000000000000000000").to_double() == 1e23);
  CHECK(*of("9007199254740993").to_double() == 9007199254740992.0);
  CHECK_FALSE(Integer::power(Integer(10), 400).to_double());
  CHECK(*Integer::from_double(-1e20) == of("-100000000000000000000"));
}

TEST_CASE("division floors, and quotient times divisor plus remainder is the dividend") {
  const char* numbers[] = {"1", "-7", "4294967296", "-18446744073709551615", "340282366920938463463374607431768211455", "-123456789012345678901234567890123456789"};
  for (const char* a : numbers)
    for (const char* b : numbers) {
      CAPTURE(a);
      CAPTURE(b);
      Integer q, r;
      Integer::divide(of(a), of(b), &q, &r);
      CHECK(q * of(b) + r == of(a));
      CHECK((r.zero() || r.negative() == of(b).negative()));
    }
}

TEST_CASE("bits are those of two's complement") {
  const Integer a = of("-1237940039285380274899124224"), b = of("1180591620717411303424");  // -2^90, 2^70
  CHECK((a & b).zero());
  CHECK((a | b).text() == "-1237938858693759557487820800");
  CHECK((a ^ b) == (a | b));
  CHECK((Integer(-1) >> 100) == Integer(-1));
  CHECK((a >> 80) == Integer(-1024));
  CHECK((Integer(5) << 70).bit_length() == 73);
}

TEST_CASE("hashes agree with CPython's") {
  CHECK(Integer::power(Integer(2), 61).hash() == 1);
  CHECK(of("-1").hash() == -2);
  CHECK(of("1000000000000000000000000000000").hash() == 465258685558744706);
}
