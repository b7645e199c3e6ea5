// TensorFlow's functions as C++ calls, for everything Keras computes: eager they run, while tracing they add nodes.
// A call whose operand is empty answers an empty Operand, so a formula is written straight and checked once at its end.
#pragma once
#include <initializer_list>
#include <optional>
#include <string_view>
#include <vector>

#include "tensorflow/tensor.h"

namespace misfit::keras {

class Math {
 public:
  explicit Math(py::Interp& in);
  py::Interp& interp() { return in_; }
  tf::Context& context() { return context_; }

  Operand op(const OpDef&, std::initializer_list<Operand>, Attrs = {}, std::string_view name = {});
  Operand number(double value, DType);                          // a constant of shape ()
  Operand like(double value, const Operand& x) { return number(value, x.dtype); }
  Operand ints(std::initializer_list<int64_t>, std::string_view name = "Const");   // int32 vector
  Operand ints(const std::vector<int64_t>&, std::string_view name = "Const");
  Operand cast(const Operand& x, DType);                        // x itself if it has the dtype

  // Node names: those of Python's operators on tensors ("add", "mul", "truediv" ...), as `a + b` makes them.
  Operand add(const Operand& a, const Operand& b, std::string_view name = "add");
  Operand sub(const Operand& a, const Operand& b, std::string_view name = "sub");
  Operand mul(const Operand& a, const Operand& b, std::string_view name = "mul");
  Operand div(const Operand& a, const Operand& b, std::string_view name = "truediv");
  Operand div_no_nan(const Operand& a, const Operand& b, std::string_view name = "div_no_nan");
  Operand neg(const Operand&);
  Operand abs(const Operand&);
  Operand square(const Operand&);
  Operand sqrt(const Operand&);
  Operand log(const Operand&);
  Operand exp(const Operand&);
  Operand pow(const Operand&, const Operand&);
  Operand maximum(const Operand&, const Operand&, std::string_view name = "Maximum");
  Operand minimum(const Operand&, const Operand&, std::string_view name = "Minimum");
  Operand clip(const Operand&, double low, double high);        // tf.clip_by_value
  Operand equal(const Operand&, const Operand&);
  Operand not_equal(const Operand&, const Operand&);
  Operand greater(const Operand&, const Operand&, std::string_view name = "Greater");
  Operand less_equal(const Operand&, const Operand&, std::string_view name = "LessEqual");
  Operand logical_and(const Operand&, const Operand&);
  Operand logical_or(const Operand&, const Operand&);
  Operand logical_not(const Operand&);
  Operand where(const Operand& condition, const Operand& a, const Operand& b);
  Operand matmul(const Operand&, const Operand&, bool transpose_a = false, bool transpose_b = false);

  // `axes` nothing: all of them. Negative axes count from the end.
  using Axes = std::optional<std::vector<int64_t>>;
  Operand sum(const Operand&, Axes = std::nullopt, bool keepdims = false);
  Operand mean(const Operand&, Axes = std::nullopt, bool keepdims = false);
  Operand max(const Operand&, Axes = std::nullopt, bool keepdims = false);
  Operand min(const Operand&, Axes = std::nullopt, bool keepdims = false);
  Operand prod(const Operand&, Axes = std::nullopt, bool keepdims = false);
  Operand all(const Operand&, Axes = std::nullopt, bool keepdims = false);
  Operand any(const Operand&, Axes = std::nullopt, bool keepdims = false);
  Operand argmax(const Operand&, int64_t axis, DType = DType::kInt64);

  Operand reshape(const Operand&, const std::vector<int64_t>& shape);
  Operand reshape(const Operand&, const Operand& shape);
  Operand shape_of(const Operand&, DType = DType::kInt32);      // tf.shape
  Operand size_of(const Operand&);                              // tf.size
  Operand squeeze(const Operand&, int64_t axis);
  Operand expand_dims(const Operand&, int64_t axis);
  Operand transpose(const Operand&, const std::vector<int64_t>& perm);
  Operand concat(const std::vector<Operand>&, int64_t axis);
  Operand gather(const Operand& params, const Operand& indices, int64_t axis = 0);
  Operand one_hot(const Operand& indices, int64_t depth, DType);
  Operand row(const Operand& x, int64_t index);                 // x[index]
  Operand columns(const Operand& x, int64_t first, int64_t last);  // x[..., first:last]
  Operand time_step(const Operand& x, int64_t t);               // x[:, t]
  Operand tile(const Operand& x, const std::vector<int64_t>& multiples);
  Operand zeros_like(const Operand&);
  Operand ones_like(const Operand&);
  Operand fill(const Operand& dims, const Operand& value);
  Operand pad(const Operand&, const std::vector<std::pair<int64_t, int64_t>>&);

  Operand read(const tf::Variable& v) { return context_.read(v); }
  bool assign(const tf::Variable& v, const Operand& value) { return value && context_.assign(v, value); }
  bool assign_add(const tf::Variable&, const Operand&);
  bool assign_sub(const tf::Variable&, const Operand&);

 private:
  Operand reduce(const OpDef&, const Operand&, const Axes&, bool keepdims, std::string_view name);
  py::Interp& in_;
  tf::Context& context_;
};

}  // namespace misfit::keras
