// P A = L U: both triangles in one matrix, and the order of the rows.
#include "ops/linalg/matrices.h"

namespace misfit {
namespace {

Result<Specs, Fault> infer(const Inference& x) {
  if (auto fault = want_square(x.in[0].shape, x.eager)) return *fault;
  const Shape& s = x.in[0].shape;
  const DType t = x.attrs.get<DType>("output_idx_type", DType::kInt32);
  return Specs{{x.in[0].dtype, s}, {t, s.known_rank() ? s.slice(0, s.rank() - 1) : s}};
}

std::optional<Fault> compute(Kernel& k) {
  const Tensor& in = k.in(0);
  return with_precision(in.dtype(), [&](auto zero) -> std::optional<Fault> {
    using T = decltype(zero);
    Tensor both = Tensor::uninitialized(in.dtype(), in.shape());
    std::vector<int64_t> order;
    for (int64_t i = 0; in.elements() > 0 && i < stack_size(in.shape()); ++i) {
      const auto f = dense::lu(matrix_at<T>(in, i));
      if (f.singular) return Fault{&kNotInvertible, {}};
      put_matrix(both, i, f.lu);
      order.insert(order.end(), f.order.begin(), f.order.end());
    }
    k.forward(0, both);
    k.forward(1, cast(Tensor::of<int64_t>(in.shape().slice(0, in.shape().rank() - 1), order), k.attrs().get<DType>("output_idx_type", DType::kInt32)));
    return std::nullopt;
  });
}

}  // namespace

constexpr OpDef kLu{.name = "Lu", .infer = infer, .compute = compute};

}  // namespace misfit
