#include "ops/nn/pool.h"

#include "ops/rules.h"

namespace misfit {
namespace {
constexpr FaultSpec kPoolRank{"pool_c1", "InvalidArgumentError", "tensor_in_shape must have {spatial} spatial dimensions. {rank} 0", "Shape must be rank {wanted} but is rank {rank}", {}, {}, "ValueError"};
}

Result<PoolSizes, Fault> pool_sizes(const Inference& x, const Shape& in) {
  const auto ksize = x.attrs.get<std::vector<int64_t>>("ksize");
  if (in.known_rank() && in.rank() != ksize.size())        // the window has one length per axis
    return Fault{&kPoolRank, {{"wanted", std::to_string(ksize.size())}, {"spatial", std::to_string(ksize.size() - 2)}, {"rank", std::to_string(in.rank())}}};
  const bool first = channels_first(x.attrs);
  auto window = slide(x, in, spatial(x.attrs, "ksize", first, ksize.size() - 2));
  if (!window.ok()) return window.error();
  if (!in.known_rank()) return PoolSizes{window.value(), -1, -1};
  return PoolSizes{window.value(), in[0], in[first ? 1 : in.rank() - 1]};
}

Result<Specs, Fault> infer_pool(const Inference& x) {
  auto sizes = pool_sizes(x, x.in[0].shape);
  if (!sizes.ok()) return sizes.error();
  return Specs{{x.in[0].dtype, image_shape(sizes->window, sizes->batch, sizes->channels)}};
}

AxisMap axes_pool(const Inference& x, size_t output) {
  const auto specs = infer_pool(x);
  if (!specs.ok()) return {};
  const Spec out[] = {specs.value()[0]};
  return axes_same({out, x.attrs}, output);
}

}  // namespace misfit
