// Matrices with their diagonals replaced.
#include "ops/array/copy.h"
#include "ops/linalg/diagonals.h"
#include "ops/library_ops.h"

namespace misfit {
namespace {

Result<Specs, Fault> infer(const Inference& x) {
  if (auto fault = want_rank_at_least(x.in[0].shape, 2)) return *fault;
  if (auto fault = want_rank_at_least(x.in[1].shape, 1)) return *fault;
  return infer_same(x);
}

constexpr FaultSpec kFaults[] = {{"set_diag_c1", "InvalidArgumentError", "Either first dimensions of diagonal don't match input.shape[:-2], or diagonal.shape[:-1] is not equal to the longests diagonal in range [lower_diag_index:upper_diag_index].\nInput shape: {input}\nDiagonal shape: {diagonal}\nExpected diagonal shape: {wanted}"}};

std::optional<Fault> compute(Kernel& k) {
  const Tensor &in = k.in(0), &diag = k.in(1);
  const Diagonals d = diagonals(integers(k.in(2)), k.attrs());
  Tensor& out = k.out(0, in.dtype(), in.shape());
  const int64_t rows = in.shape().at(-2), cols = in.shape().at(-1), packed = diag.shape().at(-1), count = d.count();
  Shape wanted = in.shape().slice(0, in.shape().rank() - 2);
  if (d.lower != d.upper) wanted.push_back(count);
  wanted.push_back(std::max<int64_t>(d.longest(rows, cols), 0));
  if (diag.shape() != wanted) return Fault{&kFaults[0], {{"input", bracket_text(in.shape())}, {"diagonal", bracket_text(diag.shape())}, {"wanted", bracket_text(wanted)}}};
  copy_elements(in, 0, out, 0, in.elements());
  for (int64_t m = 0; packed > 0 && m < stack_size(in.shape()); ++m)
    for (int64_t diagonal = d.lower; diagonal <= d.upper; ++diagonal)
      for (int64_t i = std::max<int64_t>(-diagonal, 0); i < rows && i + diagonal < cols; ++i)
        copy_elements(diag, (m * count + d.upper - diagonal) * packed + d.place(diagonal, i, rows, cols), out, (m * rows + i) * cols + i + diagonal, 1);
  return std::nullopt;
}

Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  const Attrs align{{"align", g.attrs.get<std::string>("align", "RIGHT_LEFT")}};
  return {f.run(kMatrixSetDiagV3, {g.dy[0], f.zeros_like(g.in[1]), g.in[2]}, align), f.run(kMatrixDiagPartV3, {g.dy[0], g.in[2], f.scalar(g.dy[0].dtype, 0)}, align), {}};
}

}  // namespace

constexpr OpDef kMatrixSetDiagV3{.name = "MatrixSetDiagV3", .faults = kFaults, .infer = infer, .compute = compute, .gradient = gradient, .reads_values = "k"};

}  // namespace misfit
