// Every operation gives what TensorFlow gave, and so do its gradient and its shape rule.
#include <doctest/doctest.h>

#include <set>

#include "ops/check_op.h"
#include "ops/ops.h"
#include "ops/run.h"
#include "ops/signature.h"

using namespace misfit;

namespace {

std::string describe(const KnownCase& c) {
  std::string text = c.op;
  for (const Tensor& t : c.in) text += " " + std::string(tf_name(t.dtype())) + python_text(t.shape());
  return text;
}

}  // namespace

TEST_CASE("kernels give TensorFlow's numbers") {
  for (const KnownCase& c : known_cases()) {
    const std::string name = describe(c);
    CAPTURE(name);
    const OpDef* op = find_op(c.op);
    REQUIRE(op);
    const std::vector<Tensor> out = run_op(*op, c.in, c.attrs);
    REQUIRE(out.size() >= c.out.size() - (c.op == "FusedBatchNormV3" ? 1 : 0));
    for (size_t i = 0; i < c.out.size() && !(c.op == "FusedBatchNormV3" && i > 2); ++i) CHECK(difference(out[i], c.out[i]) == "");
  }
}

TEST_CASE("gradients give TensorFlow's numbers") {
  for (const KnownCase& c : known_cases()) {
    if (!c.dy) continue;
    const std::string name = describe(c);
    CAPTURE(name);
    const OpDef* op = find_op(c.op);
    REQUIRE(op);
    const bool differentiable = op->gradient != nullptr;
    CHECK(differentiable);
    if (!differentiable) continue;
    Specs specs;
    for (const Tensor& t : c.in) specs.push_back({t.dtype(), t.shape(), t, {}});
    auto attrs = check_types(*op, specs, c.attrs, Profile::kKeras3, true);
    REQUIRE(attrs.ok());
    EagerEmitter emit(Profile::kKeras3);
    Operands in, out, dy;
    for (const Tensor& t : c.in) in.push_back(emit.constant(t));
    for (const Tensor& t : run_op(*op, c.in, c.attrs)) out.push_back(emit.constant(t));
    dy.resize(out.size());
    dy[0] = emit.constant(c.dy);
    if (out.size() > 1 && (c.op == "Unpack" || c.op == "Split" || c.op == "SplitV"))
      for (size_t i = 1; i < out.size(); ++i) dy[i] = {};
    const Operands gradients = op->gradient({emit, in, out, dy, attrs.value()});
    for (const auto& gradient : c.gradients) {
      const auto i = gradient.first;
      const auto& wanted = gradient.second;
      CAPTURE(i);
      REQUIRE(i < gradients.size());
      CHECK(difference(gradients[i].value, wanted, 2e-4) == "");
    }
  }
}

TEST_CASE("shape rules give the kernels' shapes, known or partly known") {
  for (const KnownCase& c : known_cases()) {
    const std::string name = describe(c);
    CAPTURE(name);
    const OpDef* op = find_op(c.op);
    REQUIRE(op);
    Specs known, open;
    for (const Tensor& t : c.in) {
      known.push_back({t.dtype(), t.shape(), t, {}});
      open.push_back(known.back());
      if (is_floating(t.dtype()) && t.shape().rank() && t.elements()) {
        open.back().shape[0] = Shape::kUnknown;
        open.back().constant = {};
      }
    }
    auto attrs = check_types(*op, known, c.attrs, Profile::kKeras3, false);
    REQUIRE(attrs.ok());
    for (const Specs& in : {known, open}) {
      auto out = op->infer({in, attrs.value(), false});
      REQUIRE(out.ok());
      for (size_t i = 0; i < c.out.size() && i < out.value().size(); ++i) {
        if (c.op == "FusedBatchNormV3" && i > 2) continue;
        CHECK(out.value()[i].dtype == c.out[i].dtype());
        CHECK(compatible(out.value()[i].shape, c.out[i].shape()));
      }
    }
  }
}

TEST_CASE("each operation has one name and TensorFlow's signature, or is one of our own") {
  const std::set<std::string_view> own{"SumTo", "ExpandTo", "ConcatGrad", "GatherGrad", "SliceGrad", "TensorArrayPut", "TensorArrayForget"};
  std::set<std::string_view> names;
  for (const OpDef* op : all_ops()) {
    CAPTURE(std::string(op->name));
    CHECK(names.insert(op->name).second);
    CHECK((signature(op->name, Profile::kKeras3) != nullptr) == !own.count(op->name));
  }
}
