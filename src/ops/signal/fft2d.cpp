// The Fourier transform over the last two axes.
#include "ops/library_ops.h"
#include "ops/signal/fourier.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) { return transform(k, 2, false); }

Operands gradient(const Gradient& g) { return fourier_gradient(g, 2, false, kIFFT2D); }

}  // namespace

constexpr OpDef kFFT2D{.name = "FFT2D", .infer = [](const Inference& x) { return infer_fourier(x, 2); }, .compute = compute, .gradient = gradient};

}  // namespace misfit
