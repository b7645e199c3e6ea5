// The Fourier transform over the last three axes.
#include "ops/library_ops.h"
#include "ops/signal/fourier.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) { return transform(k, 3, false); }

Operands gradient(const Gradient& g) { return fourier_gradient(g, 3, false, kIFFT3D); }

}  // namespace

constexpr OpDef kFFT3D{.name = "FFT3D", .infer = [](const Inference& x) { return infer_fourier(x, 3); }, .compute = compute, .gradient = gradient};

}  // namespace misfit
