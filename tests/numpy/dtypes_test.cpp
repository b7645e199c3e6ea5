// Promotion and casting, as np.promote_types and np.can_cast answer.
#include <doctest/doctest.h>

#include "numpy/dtypes.h"

using namespace misfit;
using namespace misfit::np;

TEST_CASE("two numbers meet in the smallest type that holds both") {
  CHECK(promote(DType::kUInt8, DType::kInt8) == DType::kInt16);
  CHECK(promote(DType::kUInt64, DType::kInt64) == DType::kFloat64);
  CHECK(promote(DType::kInt8, DType::kFloat16) == DType::kFloat16);
  CHECK(promote(DType::kInt16, DType::kFloat16) == DType::kFloat32);
  CHECK(promote(DType::kInt32, DType::kFloat32) == DType::kFloat64);
  CHECK(promote(DType::kFloat32, DType::kComplex64) == DType::kComplex64);
  CHECK(promote(DType::kFloat64, DType::kComplex64) == DType::kComplex128);
}

TEST_CASE("numbers beside texts become texts wide enough") {
  CHECK(promote(Dt(DType::kInt64), Dt(DType::kString, 1))->width == 21);
  CHECK(promote(Dt(DType::kFloat64), Dt(DType::kString, 1))->width == 32);
  CHECK(promote(Dt(DType::kBool), Dt(DType::kString, 1))->width == 5);
}

TEST_CASE("casting rules") {
  CHECK(can_cast(Dt(DType::kInt32), Dt(DType::kFloat64), "safe"));
  CHECK_FALSE(can_cast(Dt(DType::kInt64), Dt(DType::kFloat32), "safe"));
  CHECK(can_cast(Dt(DType::kInt64), Dt(DType::kFloat32), "same_kind"));
  CHECK_FALSE(can_cast(Dt(DType::kFloat64), Dt(DType::kInt64), "same_kind"));
}

TEST_CASE("names") {
  CHECK(dtype_repr(Dt(DType::kString, 3)) == "dtype('<U3')");
  CHECK(dtype_repr(Dt(DType::kVariant)) == "dtype('O')");
  CHECK(parse_dtype("<f4")->type == DType::kFloat32);
  CHECK(parse_dtype("M8[D]")->flavor == Flavor::kDatetime);
  CHECK_FALSE(parse_dtype("flaot32"));
}
