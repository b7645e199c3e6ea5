// The inverse Fourier transform over the last axis.
#include "ops/library_ops.h"
#include "ops/signal/fourier.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) { return transform(k, 1, true); }

Operands gradient(const Gradient& g) { return fourier_gradient(g, 1, true, kFFT); }

}  // namespace

constexpr OpDef kIFFT{.name = "IFFT", .infer = [](const Inference& x) { return infer_fourier(x, 1); }, .compute = compute, .gradient = gradient};

}  // namespace misfit
