// Rows of several tensors put where their indices say; later ones win.
#include "ops/array/copy.h"
#include "ops/formula.h"
#include "ops/library_ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

constexpr FaultSpec kFaults[] = {{"stitch_c1", "InvalidArgumentError", "indices[{at}] is out of range"},
                                 {"stitch_c2", "InvalidArgumentError", "data[{at}].shape = {data} does not start with indices[{at}].shape = {rows}"}};

Result<Specs, Fault> infer(const Inference& x) {
  const size_t n = x.in.size() / 2;
  Shape out = Shape::unknown_rank();
  bool known = true;
  int64_t most = -1;
  for (size_t i = 0; i < n; ++i) {
    const auto ids = known_integers(x.in[i]);
    if (!ids) known = false;
    else for (int64_t id : *ids) most = std::max(most, id);
    const Shape &rows = x.in[i].shape, &data = x.in[n + i].shape;
    if (!rows.known_rank() || !data.known_rank()) continue;
    if (data.rank() < rows.rank() || !merge(data.slice(0, rows.rank()), rows).ok())
      return Fault{&kFaults[1], {{"at", std::to_string(i)}, {"data", bracket_text(data)}, {"rows", bracket_text(rows)}}};
    Shape row{Shape::kUnknown};
    for (size_t d = rows.rank(); d < data.rank(); ++d) row.push_back(data[d]);
    auto both = merge(out, row);
    if (!both.ok()) return both.error();
    out = *both;
  }
  if (known && out.known_rank()) out[0] = most + 1;
  return Specs{{x.in[n].dtype, out}};
}

std::optional<Fault> compute(Kernel& k) {
  const size_t n = k.inputs() / 2;
  int64_t most = -1;
  for (size_t i = 0; i < n; ++i)
    for (int64_t id : integers(k.in(i))) most = std::max(most, id);
  const Shape rest = k.in(n).shape().slice(k.in(0).shape().rank(), k.in(n).shape().rank());
  Shape shape{most + 1};
  for (int64_t d : rest) shape.push_back(d);
  Tensor& out = k.out(0, k.in(n).dtype(), shape);
  fill_zero(out);
  const int64_t row = rest.elements();
  for (size_t i = 0; i < n; ++i) {
    const std::vector<int64_t> ids = integers(k.in(i));
    for (size_t j = 0; j < ids.size(); ++j) {
      if (ids[j] < 0) return Fault{&kFaults[0], {{"at", std::to_string(j)}}};
      copy_elements(k.in(n + i), static_cast<int64_t>(j) * row, out, ids[j] * row, row);
    }
  }
  return std::nullopt;
}

Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  const size_t n = g.in.size() / 2;
  Operands out(g.in.size());
  for (size_t i = 0; i < n; ++i) out[n + i] = f.run(kGatherV2, {g.dy[0], g.in[i], f.integer(0)});
  return out;
}

}  // namespace

constexpr OpDef kDynamicStitch{.name = "DynamicStitch", .faults = kFaults, .infer = infer, .compute = compute, .gradient = gradient};

}  // namespace misfit
