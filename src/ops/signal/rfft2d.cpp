// The Fourier transform of real numbers over the last two axes: the half that says all.
#include "ops/library_ops.h"
#include "ops/signal/fourier.h"

namespace misfit {
namespace {

Result<Specs, Fault> infer(const Inference& x) { return infer_real_fourier(x, 2, true); }
std::optional<Fault> compute(Kernel& k) { return transform_real(k, 2); }

}  // namespace

constexpr OpDef kRFFT2D{.name = "RFFT2D", .infer = infer, .compute = compute, .reads_values = "fft_length"};

}  // namespace misfit
