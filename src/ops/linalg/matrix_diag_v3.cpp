// Matrices with the given diagonals, and a value everywhere else.
#include "ops/array/copy.h"
#include "ops/arguments.h"
#include "ops/linalg/diagonals.h"
#include "ops/library_ops.h"

namespace misfit {
namespace {

constexpr FaultSpec kFaults[] = {{"matrix_diag_c1", "InvalidArgumentError", "lower_diag_index must not be larger than upper_diag_index: {lower} > {upper}"}};

constexpr FaultSpec kRank = least_rank("matrix_diag_c2", "diagonal must be at least 1-dim, received shape: {shape}"), kBand = least_rank("matrix_diag_c3", "diagonal must be at least 2-dim, received shape: {shape}");
constexpr FaultSpec kRows{"matrix_diag_c4", "InvalidArgumentError", "The number of rows is too small."}, kCols{"matrix_diag_c5", "InvalidArgumentError", "The number of columns is too small."};

Result<Shape, Fault> shape_of(const Shape& in, const Diagonals& d, int64_t rows, int64_t cols) {
  if (d.lower > d.upper) return Fault{&kFaults[0], {{"lower", text(d.lower)}, {"upper", text(d.upper)}}};
  const bool band = d.lower != d.upper;
  if (band && in.rank() < 2) return rank_fault(kBand, in, 2);
  const int64_t longest = in.at(-1);
  const int64_t least_rows = longest - std::min<int64_t>(d.upper, 0), least_cols = longest + std::max<int64_t>(d.lower, 0);
  if (longest >= 0) {
    if (rows < 0 && cols < 0) rows = cols = std::max(least_rows, least_cols);
    else if (rows < 0) rows = least_rows;
    else if (cols < 0) cols = least_cols;
    if (rows < least_rows) return Fault{&kRows, {}};
    if (cols < least_cols) return Fault{&kCols, {}};
  }
  Shape out = in.slice(0, in.rank() - (band ? 2 : 1));
  out.push_back(rows);
  out.push_back(cols);
  return out;
}

Result<Specs, Fault> infer(const Inference& x) {
  const auto k = known_integers(x.in[1]), rows = known_integers(x.in[2]), cols = known_integers(x.in[3]);
  const Shape& in = x.in[0].shape;
  if (auto fault = rank_at_least(x, 0, 1, kRank)) return *fault;
  if (!k || !rows || !cols || !in.known_rank()) return infer_unknown(x);
  auto s = shape_of(in, diagonals(*k, x.attrs), (*rows)[0], (*cols)[0]);
  if (!s.ok()) return s.error();
  return Specs{{x.in[0].dtype, *s}};
}

std::optional<Fault> compute(Kernel& k) {
  const Tensor& in = k.in(0);
  const Diagonals d = diagonals(integers(k.in(1)), k.attrs());
  auto shape = shape_of(in.shape(), d, k.in(2).int_at(0), k.in(3).int_at(0));
  if (!shape.ok()) return shape.error();
  Tensor& out = k.out(0, in.dtype(), *shape);
  const int64_t rows = shape->at(-2), cols = shape->at(-1), packed = in.shape().at(-1), count = d.count();
  for (int64_t at = 0; at < out.elements(); ++at) {
    const int64_t m = at / (rows * cols), i = at / cols % rows, j = at % cols, diagonal = j - i;
    if (diagonal < d.lower || diagonal > d.upper) copy_elements(k.in(4), 0, out, at, 1);
    else copy_elements(in, (m * count + d.upper - diagonal) * packed + d.place(diagonal, i, rows, cols), out, at, 1);
  }
  return std::nullopt;
}

Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  return {f.run(kMatrixDiagPartV3, {g.dy[0], g.in[1], f.scalar(g.dy[0].dtype, 0)}, {{"align", g.attrs.get<std::string>("align", "RIGHT_LEFT")}}), {}, {}, {}, f.sum(f.run(kMatrixSetDiagV3, {g.dy[0], f.zeros_like(g.in[0]), g.in[1]}, {{"align", g.attrs.get<std::string>("align", "RIGHT_LEFT")}}), [&] { std::vector<int64_t> all; for (size_t i = 0; i < g.dy[0].shape.rank(); ++i) all.push_back(static_cast<int64_t>(i)); return all; }(), false)};
}

}  // namespace

constexpr OpDef kMatrixDiagV3{.name = "MatrixDiagV3", .faults = kFaults, .infer = infer, .compute = compute, .gradient = gradient, .reads_values = "k, num_rows, num_cols"};

}  // namespace misfit
