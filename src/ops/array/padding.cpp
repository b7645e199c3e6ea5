#include "ops/array/padding.h"

#include "ops/formula.h"
#include "ops/ops.h"
#include "ops/arguments.h"
#include "ops/rules.h"

namespace misfit {
namespace {

constexpr FaultSpec kFaults[] = {
    {"pad_c1", "InvalidArgumentError", "The first dimension of paddings must be the rank of inputs{paddings} {shape}",
     "Shape must be rank {wanted} but is rank {rank}", {}, {}, "ValueError"},
    {"pad_c2", "InvalidArgumentError", "Paddings must be non-negative: {before} {after}", {}, {}, {}, "ValueError"},
    {"pad_c3", "InvalidArgumentError", "paddings must be a matrix with 2 columns: {paddings}", "Dimension must be 2 but is {columns}", {}, {}, "ValueError"},
};

constexpr FaultSpec kPaddingsRank = exact_rank("pad_c4", "paddings must be a matrix with 2 columns: {shape}"), kValueRank = exact_rank("pad_c5", "constant_values must be a scalar. Found: {shape}");
}  // namespace

const std::span<const FaultSpec> kPaddingFaults = kFaults;

Result<Specs, Fault> infer_pad(const Inference& x) {
  const Shape &in = x.in[0].shape, &p = x.in[1].shape;
  if (auto fault = rank_is(x, 1, 2, kPaddingsRank)) return *fault;
  if (x.in.size() > 2)
    if (auto fault = is_scalar(x, 2, kValueRank)) return *fault;
  if (p.known_rank() && p[1] >= 0 && p[1] != 2)          // two numbers an axis
    return Fault{&kFaults[2], {{"paddings", bracket_text(p)}, {"columns", text(p[1])}}};
  if (!in.known_rank()) return infer_unknown(x);
  if (p.known_rank() && p[0] >= 0 && p[0] != static_cast<int64_t>(in.rank()))  // one row an axis
    return Fault{&kFaults[0], {{"paddings", bracket_text(p)}, {"shape", bracket_text(in)}, {"wanted", text(p[0])}, {"rank", std::to_string(in.rank())}}};
  const auto values = known_integers(x.in[1]);
  if (!values) return Specs{{x.in[0].dtype, Shape(std::vector<int64_t>(in.rank(), Shape::kUnknown))}};
  Shape out = in;
  for (size_t i = 0; i < in.rank(); ++i) {
    const int64_t before = (*values)[2 * i], after = (*values)[2 * i + 1];
    if (before < 0 || after < 0) return Fault{&kFaults[1], {{"before", text(before)}, {"after", text(after)}}};
    if (in[i] >= 0) out[i] = in[i] + before + after;
  }
  return Specs{{x.in[0].dtype, out}};
}

AxisMap axes_pad(const Inference& x, size_t output) { return axes_same(x, output); }

std::vector<int64_t> paddings(const Kernel& k) { return integers(k.in(1)); }

Shape padded(const Shape& in, const std::vector<int64_t>& p) {
  Shape out = in;
  for (size_t i = 0; i < in.rank(); ++i) out[i] += p[2 * i] + p[2 * i + 1];
  return out;
}

Operands pad_gradient(const Gradient& g) {
  const Formula f{g.emit};
  const Operand rank = f.integer(static_cast<int64_t>(g.in[0].shape.rank()));
  const Operand column = f.run(kSlice, {f.cast(g.in[1], DType::kInt32), f.integers({0, 0}), f.run(kPack, {rank, f.integer(1)})});
  Operands grads(g.in.size());
  grads[0] = f.run(kSlice, {g.dy[0], f.reshape(column, f.integers({-1})), f.shape(g.in[0])});
  return grads;
}

}  // namespace misfit
