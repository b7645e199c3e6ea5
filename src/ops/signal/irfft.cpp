// Real numbers back from half of their Fourier transform over the last axis.
#include "ops/library_ops.h"
#include "ops/signal/fourier.h"

namespace misfit {
namespace {

Result<Specs, Fault> infer(const Inference& x) { return infer_real_fourier(x, 1, false); }
std::optional<Fault> compute(Kernel& k) { return transform_to_real(k, 1); }

}  // namespace

constexpr OpDef kIRFFT{.name = "IRFFT", .infer = infer, .compute = compute, .reads_values = "fft_length"};

}  // namespace misfit
