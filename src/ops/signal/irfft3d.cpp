// Real numbers back from half of their Fourier transform over the last three axes.
#include "ops/library_ops.h"
#include "ops/signal/fourier.h"

namespace misfit {
namespace {

Result<Specs, Fault> infer(const Inference& x) { return infer_real_fourier(x, 3, false); }
std::optional<Fault> compute(Kernel& k) { return transform_to_real(k, 3); }

}  // namespace

constexpr OpDef kIRFFT3D{.name = "IRFFT3D", .infer = infer, .compute = compute, .reads_values = "fft_length"};

}  // namespace misfit
