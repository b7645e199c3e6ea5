#include "tensorflow/tape.h"

#include <map>

namespace misfit::tf {
namespace {

bool trainable(DType t) { return is_floating(t) || is_complex(t); }

}  // namespace

Operands ContextEmitter::emit_all(const OpDef& op, std::span<const Operand> in, Attrs attrs) {
  if (!failed) {
    Operands out = context_.run(op, in, std::move(attrs));
    if (!out.empty()) return out;
    failed = true;
  }
  return Operands(8);
}

Operand ContextEmitter::constant(const Tensor& t) { return context_.constant(t); }

bool Tape::wants(std::span<const Operand> in) const {
  if (tracked_.empty()) return false;
  for (const Operand& x : in)
    if (trainable(x.dtype) && tracked_.count(key(x))) return true;
  return false;
}

void Tape::record(const OpDef& op, std::span<const Operand> in, std::span<const Operand> out, const Attrs& attrs) {
  if (!op.gradient || !wants(in)) return;
  records_.push_back({&op, {in.begin(), in.end()}, {out.begin(), out.end()}, attrs, {}, {}, nullptr});
  for (const Operand& y : out)
    if (trainable(y.dtype)) tracked_.insert(key(y));
}

void Tape::record_read(const std::shared_ptr<VariableCell>& v, const Operand& out) {
  if (!trainable(v->dtype) || !watches(key(*v))) return;
  records_.push_back({nullptr, {}, {out}, {}, key(*v), {}, v});
  tracked_.insert(key(out));
}

void Tape::record_backward(std::span<const Operand> in, std::span<const Operand> out, Backward backward) {
  if (!wants(in)) return;
  records_.push_back({nullptr, {in.begin(), in.end()}, {out.begin(), out.end()}, {}, {}, std::move(backward), nullptr});
  for (const Operand& y : out)
    if (trainable(y.dtype)) tracked_.insert(key(y));
}

std::optional<Operands> Tape::gradient(std::span<const Operand> ys, std::span<const Operand> dys, std::span<const Key> xs) {
  ContextEmitter emit(context_);
  std::map<Key, Operands> pieces;
  const auto total = [&](const Key& k) -> Operand {
    auto found = pieces.find(k);
    if (found == pieces.end() || found->second.empty()) return {};
    Operands& all = found->second;
    while (all.size() > 1) {
      const Operand sum = emit.emit(*find_op("AddV2"), {all[0], all[1]});
      all.erase(all.begin());
      all[0] = sum;
    }
    return all[0];
  };
  for (size_t i = 0; i < ys.size(); ++i) {
    const Operand& y = ys[i];
    Operand dy = i < dys.size() ? dys[i] : Operand{};
    if (!dy) dy = emit.emit(*find_op("OnesLike"), {y});
    if (trainable(y.dtype)) pieces[key(y)].push_back(dy);
  }
  // Records made while going back (by this very tape, if it is persistent and active) are not part of the way.
  const size_t count = records_.size();
  for (size_t r = count; r-- > 0;) {
    const Record record = records_[r];
    bool reached = false;
    Operands dy;
    for (const Operand& y : record.out) {
      dy.push_back(pieces.count(key(y)) ? total(key(y)) : Operand{});
      reached = reached || dy.back();
    }
    if (!reached) continue;
    Operands dx;
    if (record.backward) {
      if (!record.backward(dy, dx)) return std::nullopt;
    } else if (!record.op) {
      pieces[record.source].push_back(dy[0]);
    } else {
      // Nodes of a gradient go under the name of the node it is of.
      Graph* graph = context_.graph();
      const Node* of = record.out.empty() ? nullptr : record.out[0].node;
      if (graph && of) graph->enter_scope("gradient_tape/" + of->name + "/");
      dx = record.op->gradient(Gradient{emit, record.in, record.out, dy, record.attrs});
      if (graph && of) graph->leave_scope();
    }
    if (emit.failed) return std::nullopt;
    // What has been handed on is not handed on again: an op may be met once.
    for (const Operand& y : record.out) {
      bool asked = false;
      for (const Key& x : xs) asked = asked || x == key(y);
      if (!asked) pieces.erase(key(y));
    }
    for (size_t i = 0; i < dx.size() && i < record.in.size(); ++i)
      if (dx[i] && trainable(record.in[i].dtype) && watches(key(record.in[i]))) pieces[key(record.in[i])].push_back(dx[i]);
  }
  Operands out;
  for (const Key& x : xs) {
    out.push_back(total(x));
    if (emit.failed) return std::nullopt;
  }
  return out;
}

}  // namespace misfit::tf
