// The inverse Fourier transform over the last three axes.
#include "ops/library_ops.h"
#include "ops/signal/fourier.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) { return transform(k, 3, true); }

Operands gradient(const Gradient& g) { return fourier_gradient(g, 3, true, kFFT3D); }

}  // namespace

constexpr OpDef kIFFT3D{.name = "IFFT3D", .infer = [](const Inference& x) { return infer_fourier(x, 3); }, .compute = compute, .gradient = gradient};

}  // namespace misfit
