// Real numbers back from half of their Fourier transform over the last two axes.
#include "ops/library_ops.h"
#include "ops/signal/fourier.h"

namespace misfit {
namespace {

Result<Specs, Fault> infer(const Inference& x) { return infer_real_fourier(x, 2, false); }
std::optional<Fault> compute(Kernel& k) { return transform_to_real(k, 2); }

}  // namespace

constexpr OpDef kIRFFT2D{.name = "IRFFT2D", .infer = infer, .compute = compute, .reads_values = "fft_length"};

}  // namespace misfit
