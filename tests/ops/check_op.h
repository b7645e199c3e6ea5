// Helpers for tests of operations: recorded answers, faults, finite differences.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "ops/op.h"

namespace misfit {

struct KnownCase {                          // what TensorFlow gave: tools/record_ops.py
  std::string op;
  std::vector<Tensor> in, out;
  Attrs attrs;
  Tensor dy;                                // for output 0
  std::map<size_t, Tensor> gradients;       // by input
};
std::vector<KnownCase> known_cases();

// The first element in which the two differ by more than `tolerance`, told in words; empty: none does.
std::string difference(const Tensor& found, const Tensor& wanted, double tolerance = 2e-5);

// Runs an op eagerly; a fault fails the test.
std::vector<Tensor> run_op(const OpDef&, std::vector<Tensor> in, Attrs = {});
// The eager words of the fault that an op ends in; "no fault" if it does not.
std::string eager_fault(const OpDef&, std::vector<Tensor> in, Attrs = {});
// The words while tracing, from placeholders of these specs, with class.
std::string graph_fault(const OpDef&, Specs in, Attrs = {});

// Compares an op's gradient with finite differences of Σ w·y in double precision; empty: they agree.
std::string gradient_difference(const OpDef&, std::vector<Tensor> in, Attrs = {});

Tensor floats(Shape, std::initializer_list<float>);
Tensor ints(Shape, std::initializer_list<int32_t>);

}  // namespace misfit
