#include "ops/reduce/scan.h"

#include "ops/arguments.h"
#include "ops/rules.h"

namespace misfit {
namespace {
constexpr FaultSpec kScanAxis{"scan_c1", "InvalidArgumentError", "ScanOp: Expected scan axis in the range [{low}, {rank}), but got {axis}",
                              "Shape must be at least rank {wanted} but is rank {rank}", {}, {}, "ValueError"};
constexpr FaultSpec kScanAxisShape = exact_rank("scan_c2", "ScanOp: axis must be a scalar, not {shape}");
}

Result<Specs, Fault> infer_scan(const Inference& x) {
  if (auto fault = is_scalar(x, 1, kScanAxisShape)) return *fault;
  const auto axis = known_integers(x.in[1]);
  if (axis && x.in[0].shape.known_rank() && !place((*axis)[0], x.in[0].shape.rank())) {
    const int64_t rank = static_cast<int64_t>(x.in[0].shape.rank()), a = (*axis)[0];
    return Fault{&kScanAxis, {{"low", text(-rank)}, {"rank", text(rank)}, {"axis", text(a < 0 ? a + rank : a)}, {"wanted", text(a < 0 ? -a : a + 1)}}};
  }
  return infer_same(x);
}

}  // namespace misfit
