#include "ops/elementwise/integer_division.h"

namespace misfit {

constexpr FaultSpec kDivisionByZero{"division_c1", "InvalidArgumentError", "Integer division by zero"};

std::optional<Fault> zero_divisor(const Kernel& k) {
  const Tensor& y = k.in(1);
  if (!is_integer(y.dtype())) return std::nullopt;
  if (k.in(0).elements() == 0) return std::nullopt;
  for (int64_t i = 0; i < y.elements(); ++i)
    if (y.int_at(i) == 0) return Fault{&kDivisionByZero, {}};
  return std::nullopt;
}

}  // namespace misfit
