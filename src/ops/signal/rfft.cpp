// The Fourier transform of real numbers over the last axis: the half that says all.
#include "ops/library_ops.h"
#include "ops/signal/fourier.h"

namespace misfit {
namespace {

Result<Specs, Fault> infer(const Inference& x) { return infer_real_fourier(x, 1, true); }
std::optional<Fault> compute(Kernel& k) { return transform_real(k, 1); }

}  // namespace

constexpr OpDef kRFFT{.name = "RFFT", .infer = infer, .compute = compute, .reads_values = "fft_length"};

}  // namespace misfit
