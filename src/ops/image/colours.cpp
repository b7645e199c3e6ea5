#include "ops/image/colours.h"

namespace misfit {

constexpr FaultSpec kChannels{"colours_c1", "InvalidArgumentError", "input must have 3 channels but instead has {channels} channels.", "Dimension must be 3 but is {channels}", {}, {}, "ValueError"};

Result<Specs, Fault> infer_colours(const Inference& x) {
  const Shape& s = x.in[0].shape;
  if (auto fault = want_rank_at_least(s, 1)) return *fault;
  if (s.known_rank() && s.at(-1) >= 0 && s.at(-1) != 3) return Fault{&kChannels, {{"channels", text(s.at(-1))}}};
  return infer_same(x);
}

}  // namespace misfit
