#include "ops/image/colours.h"

namespace misfit {

constexpr FaultSpec kChannels{"colours_c1", "FailedPreconditionError", "input must have 3 channels but input only has {channels} channels.", "Dimension must be 3 but is {channels}", {}, {}, "ValueError"};

constexpr FaultSpec kAdjusted{"colours_c2", "InvalidArgumentError", "input must have 3 channels but instead has {channels} channels.", "Dimension must be 3 but is {channels}", {}, {}, "ValueError"};

static Result<Specs, Fault> three_channels(const Inference& x, const FaultSpec& otherwise) {
  const Shape& s = x.in[0].shape;
  if (auto fault = want_rank_at_least(s, 1)) return *fault;
  if (s.known_rank() && s.at(-1) >= 0 && s.at(-1) != 3) return Fault{&otherwise, {{"channels", text(s.at(-1))}}};
  return infer_same(x);
}

Result<Specs, Fault> infer_colours(const Inference& x) { return three_channels(x, kChannels); }
Result<Specs, Fault> infer_adjusted(const Inference& x) { return three_channels(x, kAdjusted); }

}  // namespace misfit
