// Numbers and texts as Python writes them.
#include <doctest/doctest.h>

#include "python/run.h"
#include "python/types/text.h"

using namespace misfit::py;
using namespace misfit::py::types;

TEST_CASE("repr of a float is the shortest decimal that reads back") {
  CHECK(float_repr(0.1) == "0.1");
  CHECK(float_repr(0.1 + 0.2) == "0.30000000000000004");
  CHECK(float_repr(1e16) == "1e+16");
  CHECK(float_repr(123456789012345680.0) == "1.2345678901234568e+17");
  CHECK(float_repr(1e15) == "1000000000000000.0");
  CHECK(float_repr(0.0001) == "0.0001");
  CHECK(float_repr(0.00001) == "1e-05");
  CHECK(float_repr(5e-324) == "5e-324");
  CHECK(float_repr(-0.0) == "-0.0");
  CHECK(float_repr(5.386379163185535e+213) == "5.386379163185535e+213");  // a power of two
}

TEST_CASE("repr of a text chooses its quotes and escapes") {
  CHECK(str_repr("it's") == "\"it's\"");
  CHECK(str_repr("it's \"so\"") == "'it\\'s \"so\"'");
  CHECK(str_repr("a\n\t\x01\u00e9\u200b") == "'a\\n\\t\\x01\u00e9\\u200b'");
  CHECK(bytes_repr(std::string("\0'\xff", 3)) == "b\"\\x00'\\xff\"");
}

TEST_CASE("format specs") {
  Interp in(misfit::Profile::kKeras3, {}, nullptr);
  CHECK(*format_float(in, 1234567.891, ",.2f") == "1,234,567.89");
  CHECK(*format_float(in, 0.25, "08.1%") == "00025.0%");
  CHECK(*format_float(in, 1e5, ".3") == "1e+05");
  CHECK(*format_float(in, 100.0, ".3") == "1e+02");
  CHECK(*format_int(in, misfit::py::Value::integer(-1234567), "012,d") == "-001,234,567");
  CHECK(*format_int(in, misfit::py::Value::integer(255), "#010x") == "0x000000ff");
  CHECK(*format_str(in, "\u00e9", "*^5") == "**\u00e9**");
  CHECK_FALSE(format_str(in, "a", "d"));
  CHECK(in.pending());
  in.take();
}
