// Rows handed out to partitions by number.
#include "ops/array/copy.h"
#include "ops/formula.h"
#include "ops/library_ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

constexpr FaultSpec kFaults[] = {{"partition_c1", "InvalidArgumentError", "partitions[{at}] = {number} is not in [0, {count})"},
                                 {"partition_c2", "InvalidArgumentError", "data.shape must start with partitions.shape, got data.shape = {data}, partitions.shape = {partitions}"}};

Result<Specs, Fault> infer(const Inference& x) {
  const Shape &data = x.in[0].shape, &by = x.in[1].shape;
  Shape row = Shape::unknown_rank();
  if (data.known_rank() && by.known_rank()) {
    auto prefix = data.rank() < by.rank() ? merge(data, by) : merge(data.slice(0, by.rank()), by);
    for (size_t i = 0; !x.eager && !prefix.ok() && i < by.rank() && i < data.rank(); ++i)
      if (auto length = merge(data[i], by[i]); !length.ok()) return length.error();      // axis by axis
    if (!prefix.ok()) return x.eager ? Fault{&kFaults[1], {{"data", bracket_text(data)}, {"partitions", bracket_text(by)}}} : prefix.error();
    row = Shape{Shape::kUnknown};
    for (size_t i = by.rank(); i < data.rank(); ++i) row.push_back(data[i]);
  }
  return Specs(static_cast<size_t>(std::max<int64_t>(x.attrs.get<int64_t>("num_partitions"), 0)), Spec{x.in[0].dtype, row});
}

std::optional<Fault> compute(Kernel& k) {
  const Tensor& data = k.in(0);
  const std::vector<int64_t> by = integers(k.in(1));
  const int64_t count = k.attrs().get<int64_t>("num_partitions");
  if (data.shape().rank() < k.in(1).shape().rank() || data.shape().slice(0, k.in(1).shape().rank()) != k.in(1).shape())
    return Fault{&kFaults[1], {{"data", bracket_text(data.shape())}, {"partitions", bracket_text(k.in(1).shape())}}};
  std::vector<std::vector<int64_t>> rows(static_cast<size_t>(count));
  for (size_t i = 0; i < by.size(); ++i) {
    if (by[i] < 0 || by[i] >= count) return Fault{&kFaults[0], {{"at", std::to_string(i)}, {"number", text(by[i])}, {"count", text(count)}}};
    rows[static_cast<size_t>(by[i])].push_back(static_cast<int64_t>(i));
  }
  const Shape rest = data.shape().slice(k.in(1).shape().rank(), data.shape().rank());
  const int64_t n = rest.elements();
  for (size_t p = 0; p < rows.size(); ++p) {
    Shape shape{static_cast<int64_t>(rows[p].size())};
    for (int64_t d : rest) shape.push_back(d);
    Tensor out = Tensor::uninitialized(data.dtype(), shape);
    for (size_t i = 0; i < rows[p].size(); ++i) copy_elements(data, rows[p][i] * n, out, static_cast<int64_t>(i) * n, n);
    k.forward(p, out);
  }
  return std::nullopt;
}

// The pieces of dy put back where their rows came from.
Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  const Operand order = f.reshape_like(f.run(kRange, {f.integer(0), f.run(kSize, {g.in[1]}), f.integer(1)}), g.in[1]);
  const int64_t count = g.attrs.get<int64_t>("num_partitions");
  const Operand in[] = {order, g.in[1]};
  Operands stitched = g.emit.emit_all(kDynamicPartition, in, {{"num_partitions", count}});
  for (size_t i = 0; i < g.out.size(); ++i) stitched.push_back(g.dy[i] ? g.dy[i] : f.zeros_like(g.out[i]));
  const Operand whole = g.emit.emit_all(kDynamicStitch, stitched, {{"N", count}})[0];
  return {f.reshape_like(whole, g.in[0]), {}};
}

}  // namespace

constexpr OpDef kDynamicPartition{.name = "DynamicPartition", .faults = kFaults, .infer = infer, .compute = compute, .gradient = gradient};

}  // namespace misfit
