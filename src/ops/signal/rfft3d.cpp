// The Fourier transform of real numbers over the last three axes: the half that says all.
#include "ops/library_ops.h"
#include "ops/signal/fourier.h"

namespace misfit {
namespace {

Result<Specs, Fault> infer(const Inference& x) { return infer_real_fourier(x, 3, true); }
std::optional<Fault> compute(Kernel& k) { return transform_real(k, 3); }

}  // namespace

constexpr OpDef kRFFT3D{.name = "RFFT3D", .infer = infer, .compute = compute, .reads_values = "fft_length"};

}  // namespace misfit
