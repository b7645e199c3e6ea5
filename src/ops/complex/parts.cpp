#include "ops/complex/parts.h"

namespace misfit {

Result<Specs, Fault> infer_part(const Inference& x) { return Specs{{x.attrs.get<DType>("Tout", real_type(x.in[0].dtype)), x.in[0].shape}}; }

}  // namespace misfit
