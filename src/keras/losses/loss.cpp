// Calling a loss: name scope, conversion, masks, the function, and the reduction, each as its Keras does it.
#include "keras/loss.h"

#include "keras/losses/losses.h"
#include "keras/nest.h"
#include "ops/ops.h"
#include "tensorflow/function.h"

namespace misfit::keras {

namespace {

constexpr FaultSpec kStructure{.code = "loss_c1", .type = "ValueError", .eager = "Expected an instance of {expected}, got {found}."};

py::Value value(py::Interp& in, const Operand& x) { return x ? tf::tensor_value(in, x) : py::Value(); }

// Keras 3 maps over y_true's structure, and y_pred has to follow it; optree looks from the end. `deeper`: it goes on where y_true has a leaf.
bool follows(py::Interp& in, const py::Value& t, const py::Value& p, bool& deeper) {
  if (!nest::is_nested(t)) {
    deeper = deeper || nest::is_nested(p);
    return true;
  }
  const std::string kind = in.type_of(t)->name;
  const std::optional<std::string> shown = in.repr(p);
  if (!shown) return false;
  if (in.type_of(t) != in.type_of(p)) return tf::raise_fault(in, Fault{&kStructure, {{"expected", kind}, {"found", *shown}}}, Dialect::kEager), false;
  if (!in.is_sequence(t)) return true;
  const auto expected = in.items(t), found = in.items(p);
  if (expected.size() != found.size()) {
    in.raise("ValueError", kind + " arity mismatch; expected: " + std::to_string(expected.size()) + ", got: " + std::to_string(found.size()) + "; " + kind + ": " + *shown + ".");
    return false;
  }
  for (size_t i = expected.size(); i-- > 0;)
    if (!follows(in, expected[i], found[i], deeper)) return false;
  return true;
}

py::Value mask_of(const py::Value& v) {
  tf::TensorObject* t = tf::as_tensor_object(v);
  return t && t->keras_mask && !t->keras_mask.is_none() ? t->keras_mask : py::Value();
}

// The mean over valid places counts only those: the mask is scaled by total / valid.
Operand scaled_mask(Math& m, const py::Value& mask, DType dtype, bool averaged) {
  const std::optional<Operand> given = tf::convert(m.interp(), mask);
  if (!given) return {};
  const Operand flags = m.cast(*given, dtype);
  if (!averaged) return flags;
  const Operand total = m.cast(m.size_of(flags), dtype), valid = m.sum(flags);
  return m.interp().keras3() ? m.where(m.cast(*given, DType::kBool), m.div_no_nan(total, valid), m.like(0, flags))
                             : m.mul(flags, m.div(total, valid));
}

// Weights and values to one rank: a trailing axis of 1 is dropped or added.
bool match_weights(Math& m, Operand& values, Operand& weights) {
  if (m.interp().keras3()) return match_ranks(m, values, weights);
  if (!values.shape.known_rank() || !weights.shape.known_rank() || weights.shape.rank() == 0) return true;
  if (weights.shape.rank() == values.shape.rank() + 1) weights = m.squeeze(weights, -1);
  else if (values.shape.rank() == weights.shape.rank() + 1) weights = m.expand_dims(weights, -1);
  return bool(weights);
}

Operand reduce2(Math& m, const Operand& weighted, std::string_view reduction) {
  if (!weighted || reduction == "none") return weighted;
  const Operand total = m.sum(weighted);
  if (reduction == "sum") return total;
  const Operand count = m.cast(m.size_of(weighted), weighted.dtype);
  return m.div_no_nan(total, count, "value");
}

Operand reduce3(Math& m, const Operand& weighted, const Operand& weights, std::string_view reduction) {
  if (!weighted || reduction == "none" || (weighted.shape.known_rank() && weighted.shape.rank() == 0) || weighted.shape == Shape{0}) return weighted;
  const Operand total = m.sum(weighted);
  if (reduction == "sum") return total;
  const Operand divisor = reduction == "mean_with_sample_weight" && weights ? m.cast(m.sum(weights), total.dtype)
                                                                            : m.cast(m.prod(m.shape_of(weighted), {{0}}), total.dtype);
  return m.div_no_nan(total, divisor);
}

std::string reduction_of(py::Interp& in, const Loss& loss) {
  const auto text = in.as_str(loss.reduction);
  return text ? std::string(*text) : "none";
}

// The class's own call() if the program wrote one.
py::Value own_call(const Loss& loss) {
  const py::Value call = loss.type->lookup("call");
  return call && !py::cast<py::Builtin>(call) ? call : py::Value();
}

std::string scope_name(py::Interp& in, const Loss& loss) {
  if (in.keras3()) return loss.name;
  std::string text = loss.given_name.is_none() || !loss.given_name ? loss.type->name : loss.name;
  if (text == "<lambda>") return "lambda";
  while (!text.empty() && text.front() == '_') text.erase(0, 1);
  while (!text.empty() && text.back() == '_') text.pop_back();
  return text;
}

}  // namespace

bool match_ranks(Math& m, Operand& a, Operand& b, bool expand_rank_1) {
  if (!a || !b) return false;
  if (!a.shape.known_rank() || !b.shape.known_rank()) {
    constexpr static FaultSpec kUnknown{.code = "loss_c2", .type = "ValueError", .eager = "Cannot take the length of shape with unknown rank."};
    if (m.interp().keras3()) tf::raise_fault(m.interp(), Fault{&kUnknown, {}}, Dialect::kEager);
    return !m.interp().keras3();
  }
  auto shrink = [&](Operand& longer, Operand& shorter) {
    if (longer.shape.at(-1) != 1) return;
    if (shorter.shape.rank() == 1 && expand_rank_1) shorter = m.expand_dims(shorter, -1);
    else longer = m.squeeze(longer, -1);
  };
  const size_t rank_a = a.shape.rank(), rank_b = b.shape.rank();
  if (rank_a == rank_b + 1) shrink(a, b);
  else if (rank_b == rank_a + 1) shrink(b, a);
  return a && b;
}

py::Value reduce_weighted(py::Interp& in, const Operand& given, const py::Value& sample_weight, const py::Value& mask, std::string_view reduction) {
  Math m(in);
  if (!given) return {};
  Operand values = given, weights;
  const bool averaged = reduction == "sum_over_batch_size" || reduction == "mean" || reduction == "auto";
  if (mask) {
    weights = scaled_mask(m, mask, is_floating(values.dtype) ? values.dtype : DType::kFloat32, averaged);
    if (!weights) return {};
  }
  if (sample_weight && !sample_weight.is_none()) {
    const std::optional<Operand> w = tf::convert(in, sample_weight);
    if (!w) return {};
    Operand own = m.cast(*w, is_floating(values.dtype) ? values.dtype : DType::kFloat32);
    if (weights) {
      if (!match_weights(m, weights, own)) return {};
      own = m.mul(own, weights);
    }
    weights = own;
  }
  if (in.keras3()) {
    values = m.cast(values, is_floating(values.dtype) ? values.dtype : DType::kFloat32);
    if (weights) {
      if (!match_ranks(m, values, weights)) return {};
      values = m.mul(values, weights);
    }
    return value(in, reduce3(m, values, weights, reduction));
  }
  tf::NameScope scope(m.context(), "weighted_loss");
  const DType original = values.dtype;
  if (!is_floating(original)) values = m.cast(values, DType::kFloat32);
  if (!weights) weights = m.like(1, values);
  if (!match_weights(m, values, weights)) return {};
  return value(in, m.cast(reduce2(m, m.mul(values, weights, "Mul"), reduction), original));
}

py::Value call_loss_function(py::Interp& in, Loss& loss, const py::Value& y_true, const py::Value& y_pred) {
  if (const py::Value own = own_call(loss)) return in.call(own, {py::Value(&loss), y_true, y_pred});
  Math m(in);
  std::optional<Operand> p = tf::convert(in, y_pred);
  if (!p) return {};
  std::optional<Operand> t = tf::convert(in, y_true, std::nullopt, p->dtype);
  if (!t) return {};
  LossCall c{y_true, y_pred, *t, *p, loss.params};
  if (in.keras3()) {
    if (!match_ranks(m, c.y_true, c.y_pred)) return {};
  } else if (tf::as_tensor_object(y_true) && tf::as_tensor_object(y_pred) && c.y_pred.shape.known_rank() && c.y_true.shape.known_rank()) {
    // Keras 2 drops a trailing axis of 1 where one side has it and the other has not.
    const auto pr = c.y_pred.shape.rank(), tr = c.y_true.shape.rank();
    if (pr != tr + 1 || (pr > 0 && c.y_pred.shape.at(-1) == 1)) {
      if (pr == tr + 1 && c.y_pred.shape.at(-1) == 1) c.y_pred = m.op(kSqueeze, {c.y_pred}, {{"squeeze_dims", std::vector<int64_t>{-1}}}, "remove_squeezable_dimensions/Squeeze");
      else if (tr == pr + 1 && (c.y_true.shape.at(-1) == 1 || c.y_true.shape.at(-1) < 0))
        c.y_true = m.op(kSqueeze, {c.y_true}, {{"squeeze_dims", std::vector<int64_t>{-1}}}, "remove_squeezable_dimensions/Squeeze");
      if (!c.y_true || !c.y_pred) return {};
    }
  }
  if (loss.def) {
    const py::Value out = value(in, loss.def->compute(m, c));
    if (out && c.mask) tf::as_tensor_object(out)->keras_mask = c.mask;
    return out;
  }
  const py::Value a = value(in, c.y_true), b = c.y_pred.node == p->node && c.y_pred.output == p->output && tf::as_tensor_object(y_pred) ? y_pred : value(in, c.y_pred);
  std::vector<py::Keyword> keywords;
  if (loss.params.dict())
    for (const auto& e : loss.params.dict()->entries)
      if (e.key) keywords.push_back({*in.as_str(e.key), e.value});
  const py::Value positional[] = {a, b};
  const py::Value result = in.call(loss.function, py::Args{positional, keywords});
  if (!result && !in.keras3() && !in.state<tf::Context>().eager()) tf::name_as_converted(in, loss.function);
  return result;
}

py::Value call_loss(py::Interp& in, Loss& loss, const py::Value& y_true, const py::Value& y_pred, const py::Value& sample_weight) {
  Math m(in);
  tf::NameScope scope(m.context(), scope_name(in, loss));
  py::Value target = y_true, output = y_pred;
  const py::Value in_mask = mask_of(y_pred);
  if (in.keras3()) {
    auto to_dtype = [&](const py::Value& v) -> py::Value {
      const std::optional<Operand> x = tf::convert(in, v);
      if (!x) return {};
      if (x->dtype == loss.dtype && tf::as_tensor_object(v)) return v;
      return value(in, m.cast(*x, loss.dtype));
    };
    if (nest::is_nested(y_true) || nest::is_nested(y_pred)) {
      const py::Value p = nest::map(in, y_pred, to_dtype), true_leaves = p ? nest::map(in, y_true, to_dtype) : py::Value();
      bool deeper = false;
      if (!true_leaves || !follows(in, true_leaves, p, deeper)) return {};
      if (deeper) return in.raise("ValueError", "Structures don't have the same nested structure.");
    }
    output = to_dtype(y_pred);
    if (!output) return {};
    target = to_dtype(y_true);
    if (!target) return {};
  }
  const py::Value losses = call_loss_function(in, loss, target, output);
  if (!losses) return {};
  py::Value mask = in_mask;
  if (const py::Value own = mask_of(losses)) mask = mask ? in.binary(py::BinaryOp::kAnd, mask, own) : own;
  const std::optional<Operand> values = tf::convert(in, losses);
  if (!values) return {};
  return reduce_weighted(in, *values, sample_weight, mask, reduction_of(in, loss));
}

}  // namespace misfit::keras
