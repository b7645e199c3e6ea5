#include "ops/complex/parts.h"

namespace misfit {

Result<Specs, Fault> infer_part(const Inference& x) { return Specs{{x.attrs.get<DType>("Tout", real_type(x.in[0].dtype)), x.in[0].shape}}; }

std::vector<std::complex<double>> complex_numbers(const Tensor& t) {
  std::vector<std::complex<double>> out(static_cast<size_t>(t.elements()));
  for (size_t i = 0; i < out.size(); ++i) {
    if (t.dtype() == DType::kComplex64) out[i] = t.data<std::complex<float>>()[i];
    else if (t.dtype() == DType::kComplex128) out[i] = t.data<std::complex<double>>()[i];
    else out[i] = t.at(static_cast<int64_t>(i));
  }
  return out;
}

Tensor complex_tensor(const std::vector<std::complex<double>>& v, DType t, const Shape& s) {
  Tensor out = Tensor::uninitialized(t, s);
  for (size_t i = 0; i < v.size(); ++i) {
    if (t == DType::kComplex64) out.mutable_data<std::complex<float>>()[i] = std::complex<float>(static_cast<float>(v[i].real()), static_cast<float>(v[i].imag()));
    else if (t == DType::kComplex128) out.mutable_data<std::complex<double>>()[i] = v[i];
    else if (t == DType::kFloat32) out.mutable_data<float>()[i] = static_cast<float>(v[i].real());
    else out.mutable_data<double>()[i] = v[i].real();
  }
  return out;
}

}  // namespace misfit
