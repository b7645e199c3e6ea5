// Initializers: first values of weights, drawn from TensorFlow's stateless generator.
#pragma once
#include "keras/layer.h"

namespace misfit::keras {

struct Initializer : py::Instance {
  static constexpr py::Kind kind{"keras.Initializer", &py::Instance::kind};
  explicit Initializer(py::Type* t) : Instance(kind, t) {}
  enum class What { kNone, kZeros, kOnes, kConstant, kUniform, kNormal, kTruncated, kVariance, kOrthogonal, kIdentity } what = What::kNone;
  double a = 0, b = 0;                            // uniform: low, high; normal: mean, stddev; variance: scale; orthogonal, identity: gain
  enum class Fan { kIn, kOut, kAverage } fan = Fan::kIn;
  enum class Draw { kTruncated, kNormal, kUniform } draw = Draw::kTruncated;
  py::Value value;                                // of Constant
  std::optional<int64_t> seed;                    // Keras 3 draws one at once, Keras 2 when first used
  bool seeded = false;                            // the program gave a seed
  bool used = false;
  std::vector<std::string> own;                   // its arguments, for get_config
  void clear() override { value = {}; Instance::clear(); }
};

// The next default seed: from Python's random module, or Keras 2's own generator after set_random_seed.
int64_t default_seed(py::Interp&);
// Its values. nullopt: pending. Computed when first looked at.
std::optional<Tensor> initialize(py::Interp&, Initializer&, const Shape&, DType);

}  // namespace misfit::keras
