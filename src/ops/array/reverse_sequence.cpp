// The first so many steps of each row turned round.
#include "ops/array/copy.h"
#include "ops/formula.h"
#include "ops/library_ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

constexpr FaultSpec kFaults[] = {{"reverse_sequence_c1", "InvalidArgumentError", "seq_lens({at}) > input.dims({axis})"},
                                 {"reverse_sequence_c2", "InvalidArgumentError", "Length of seq_lengths != input.dims({axis}), ({given} vs. {wanted})"},
                                 {"reverse_sequence_c3", "InvalidArgumentError", "batch_dim == seq_dim == {axis}"}};

Result<Specs, Fault> infer(const Inference& x) {
  if (auto fault = want_rank(x.in[1].shape, 1)) return *fault;
  const int64_t seq = x.attrs.get<int64_t>("seq_dim"), batch = x.attrs.get<int64_t>("batch_dim");
  if (seq == batch) return Fault{&kFaults[2], {{"axis", text(seq)}}};
  if (auto fault = want_rank_at_least(x.in[0].shape, static_cast<size_t>(std::max(seq, batch) + 1))) return *fault;
  return infer_same(x);
}

std::optional<Fault> compute(Kernel& k) {
  const Tensor& in = k.in(0);
  const Shape& s = in.shape();
  const std::vector<int64_t> lengths = integers(k.in(1));
  const size_t seq = static_cast<size_t>(k.attrs().get<int64_t>("seq_dim")), batch = static_cast<size_t>(k.attrs().get<int64_t>("batch_dim"));
  if (static_cast<int64_t>(lengths.size()) != s[batch]) return Fault{&kFaults[1], {{"axis", std::to_string(batch)}, {"given", std::to_string(lengths.size())}, {"wanted", text(s[batch])}}};
  for (size_t i = 0; i < lengths.size(); ++i)
    if (lengths[i] > s[seq]) return Fault{&kFaults[0], {{"at", std::to_string(i)}, {"axis", std::to_string(seq)}}};
  Tensor& out = k.out(0, in.dtype(), s);
  const std::vector<int64_t> strides = strides_of(s);
  for (int64_t at = 0; at < in.elements(); ++at) {
    const int64_t step = at / strides[seq] % s[seq], n = lengths[static_cast<size_t>(at / strides[batch] % s[batch])];
    copy_elements(in, step < n ? at + (n - 1 - 2 * step) * strides[seq] : at, out, at, 1);
  }
  return std::nullopt;
}

Operands gradient(const Gradient& g) {
  return {Formula{g.emit}.run(kReverseSequence, {g.dy[0], g.in[1]}, {{"seq_dim", g.attrs.get<int64_t>("seq_dim")}, {"batch_dim", g.attrs.get<int64_t>("batch_dim")}}), {}};
}

}  // namespace

constexpr OpDef kReverseSequence{.name = "ReverseSequence", .faults = kFaults, .infer = infer, .compute = compute, .gradient = gradient, .axes = axes_same};

}  // namespace misfit
