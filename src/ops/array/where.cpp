// The places of all non-zero elements, one row each.
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

Result<Specs, Fault> infer(const Inference& x) {
  const Shape& in = x.in[0].shape;
  return Specs{{DType::kInt64, Shape{Shape::kUnknown, in.known_rank() ? static_cast<int64_t>(in.rank()) : Shape::kUnknown}}};
}

std::optional<Fault> compute(Kernel& k) {
  const Tensor in = cast(k.in(0), DType::kBool);
  const Shape& shape = in.shape();
  std::vector<int64_t> found;
  const auto values = in.data<bool>();
  for (size_t i = 0; i < values.size(); ++i)
    if (values[i]) found.push_back(static_cast<int64_t>(i));
  const int64_t rank = static_cast<int64_t>(shape.rank());
  Tensor& out = k.out(0, DType::kInt64, Shape{static_cast<int64_t>(found.size()), rank});
  int64_t* to = out.mutable_data<int64_t>().data();
  for (int64_t at : found) {
    for (int64_t a = rank; a-- > 0; at /= shape[static_cast<size_t>(a)]) to[a] = at % shape[static_cast<size_t>(a)];
    to += rank;
  }
  return std::nullopt;
}

}  // namespace

constexpr OpDef kWhere{.name = "Where", .infer = infer, .compute = compute};

}  // namespace misfit
