#include "tensorflow/lazy.h"

#include <cstring>

#include "ops/run.h"

namespace misfit::tf {
namespace {

constexpr std::string_view kCannotFail[] = {
    "Abs", "AddV2", "Sub", "Mul", "RealDiv", "DivNoNan", "Maximum", "Minimum", "SquaredDifference", "Neg", "Square", "Sqrt", "Rsqrt", "Exp", "Log", "Log1p",
    "Sin", "Cos", "Tanh", "Sigmoid", "Relu", "Relu6", "Elu", "Selu", "Softplus", "Softmax", "LogSoftmax", "LeakyRelu", "Floor", "Ceil", "Round", "Sign",
    "Transpose", "Fill", "ZerosLike", "OnesLike", "MatMul", "BatchMatMulV2", "Conv2D", "MaxPool", "AvgPool", "BiasAdd", "ConcatV2", "Pack", "Tile", "Pad",
    "Greater", "GreaterEqual", "Less", "LessEqual", "Equal", "NotEqual", "LogicalAnd", "LogicalOr", "LogicalNot", "SelectV2", "ResizeBilinear",
    "ResizeNearestNeighbor", "OneHot", "BroadcastTo", "Sum", "Mean", "Max", "Min", "ReverseV2", "Cast", "StridedSlice", "Range"};

struct Streams : py::RunState {
  static constexpr py::Kind kind{"tf.Streams"};
  explicit Streams(py::Interp&) {}
  RandomStates states;
};

}  // namespace

RandomStates& random_streams(py::Interp& in) { return in.state<Streams>().states; }
void forget_random_streams(py::Interp& in) { random_streams(in).clear(); }

bool may_wait(const OpDef& op, std::span<const Spec> in, std::span<const Spec> out) {
  if (out.size() != 1 || !out[0].shape.fully_known() || out[0].shape.elements() < 4096 || out[0].dtype == DType::kString || op.stateful) return false;
  for (const Spec& x : in)
    if (x.dtype == DType::kString) return false;
  for (std::string_view name : kCannotFail)
    if (name == op.name) return static_cast<double>(out[0].shape.elements()) * static_cast<double>(size_of(out[0].dtype)) < 6e10;
  return false;
}

Tensor later(const OpDef& op, std::vector<Tensor> in, Attrs attrs, const Spec& out) {
  const OpDef* rule = &op;
  std::vector<Tensor> reads = in;
  const size_t bytes = static_cast<size_t>(out.shape.elements()) * size_of(out.dtype);
  return Tensor::lazy(out.dtype, out.shape, [rule, in = std::move(in), attrs = std::move(attrs), bytes](std::byte* to) {
    auto result = run_kernel(*rule, in, attrs);
    ENSURE(result.ok());
    std::memcpy(to, (*result)[0].raw(), bytes);
  }, std::move(reads));
}

}  // namespace misfit::tf
