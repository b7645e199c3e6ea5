// The diagonals of each matrix, padded to one length.
#include "ops/array/copy.h"
#include "ops/arguments.h"
#include "ops/linalg/diagonals.h"
#include "ops/library_ops.h"

namespace misfit {
namespace {

constexpr FaultSpec kRank = least_rank("matrix_diag_part_c1", "input must be at least 2-dim, received shape: {shape}");
constexpr FaultSpec kBound{"matrix_diag_part_c2", "InvalidArgumentError", "{which}_diag_index is out of bound: {index}. It must be between {low} and {high}", {}, {}, {}, "ValueError"};

Shape shape_of(const Shape& in, const Diagonals& d) {
  Shape out = in.slice(0, in.rank() - 2);
  if (d.lower != d.upper) out.push_back(d.count());
  out.push_back(in.at(-1) < 0 || in.at(-2) < 0 ? Shape::kUnknown : std::max<int64_t>(d.longest(in.at(-2), in.at(-1)), 0));
  return out;
}

Result<Specs, Fault> infer(const Inference& x) {
  const auto k = known_integers(x.in[1]);
  const Shape& in = x.in[0].shape;
  if (auto fault = rank_at_least(x, 0, 2, kRank)) return *fault;
  if (!k || !in.known_rank()) return infer_unknown(x);
  const Diagonals asked = diagonals(*k, x.attrs);
  const int64_t rows = in.at(-2), cols = in.at(-1);
  for (const auto& [which, index] : {std::pair{"lower", asked.lower}, std::pair{"upper", asked.upper}})
    if (rows >= 0 && cols >= 0 && index != 0 && (index <= -rows || index >= cols)) return Fault{&kBound, {{"which", which}, {"index", text(index)}, {"low", text(-rows)}, {"high", text(cols)}}};
  return Specs{{x.in[0].dtype, shape_of(in, diagonals(*k, x.attrs))}};
}

std::optional<Fault> compute(Kernel& k) {
  const Tensor& in = k.in(0);
  const Diagonals d = diagonals(integers(k.in(1)), k.attrs());
  const Shape shape = shape_of(in.shape(), d);
  Tensor& out = k.out(0, in.dtype(), shape);
  const int64_t rows = in.shape().at(-2), cols = in.shape().at(-1), packed = shape.at(-1), count = d.count();
  for (int64_t at = 0; at < out.elements(); ++at) copy_elements(k.in(2), 0, out, at, 1);
  for (int64_t m = 0; packed > 0 && m < stack_size(in.shape()); ++m)
    for (int64_t diagonal = d.lower; diagonal <= d.upper; ++diagonal)
      for (int64_t i = std::max<int64_t>(-diagonal, 0); i < rows && i + diagonal < cols; ++i)
        copy_elements(in, (m * rows + i) * cols + i + diagonal, out, (m * count + d.upper - diagonal) * packed + d.place(diagonal, i, rows, cols), 1);
  return std::nullopt;
}

Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  return {f.run(kMatrixSetDiagV3, {f.zeros_like(g.in[0]), g.dy[0], g.in[1]}, {{"align", g.attrs.get<std::string>("align", "RIGHT_LEFT")}}), {}, {}};
}

}  // namespace

constexpr OpDef kMatrixDiagPartV3{.name = "MatrixDiagPartV3", .infer = infer, .compute = compute, .gradient = gradient, .reads_values = "k"};

}  // namespace misfit
