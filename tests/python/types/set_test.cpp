// Sets come in CPython's order, which follows from its hashes (PYTHONHASHSEED=0) and its table.
#include <doctest/doctest.h>

#include "python/hash.h"
#include "python/types/types.h"
#include "python/run.h"

using namespace misfit::py;

TEST_CASE("hashes of texts depend on their widest character") {
  CHECK(types::str_hash("") == 0);
  CHECK(types::str_hash("abc") == -4594863902769663758);
  CHECK(types::str_hash("\u00e9") == 6047309291227476195);
  CHECK(types::str_hash("\u65e5\u672c") == 6243316497235261705);
  CHECK(types::str_hash("\U0001f600") == -3536540696076613844);
  CHECK(hash_bytes("abc") == -4594863902769663758);
  CHECK(types::float_hash(0.1) == 230584300921369408);
  CHECK(types::float_hash(3.0) == 3);
}

TEST_CASE("order after insertion, growth and removal") {
  CHECK(run("s = set()\nfor w in ('apple', 'banana', 'cherry', 'date', 'elder', 'fig'): s.add(w)\nprint(s)").out == "{'banana', 'apple', 'cherry', 'fig', 'date', 'elder'}\n");
  CHECK(run("s = set(range(20))\nfor i in range(0, 20, 3): s.discard(i)\ns.add(100); s.add(64)\nprint(s)").out == "{1, 2, 4, 5, 7, 8, 10, 11, 13, 14, 16, 17, 19, 64, 100}\n");
}

TEST_CASE("a display of constants is a frozenset first") {
  CHECK(run("print({'apple', 'banana', 'cherry', 'date', 'elder', 'fig', 'grape'})").out == "{'banana', 'fig', 'cherry', 'apple', 'elder', 'grape', 'date'}\n");
}
