// Shape rules, and faults, that several operations share.
#pragma once
#include "ops/op.h"

namespace misfit {

extern const FaultSpec kIncompatibleShapes;   // broadcast_c1: equal lengths, or 1
extern const FaultSpec kWrongRank;            // rank_c1: rank is {wanted}
extern const FaultSpec kRankTooLow;           // rank_c2: rank is at least {wanted}
extern const FaultSpec kRankTooHigh;          // rank_c3: rank is at most {wanted}
extern const FaultSpec kUnequalLengths;       // merge_c1: two lengths agree
extern const FaultSpec kUnequalShapes;        // merge_c2: two shapes agree in axis {axis}
extern const FaultSpec kUnequalRanks;         // merge_c3: two ranks agree

// What shape functions ask with WithRank, WithRankAtLeast, WithRankAtMost and Merge; nothing: granted.
std::optional<Fault> want_rank(const Shape&, size_t rank);
std::optional<Fault> want_rank_at_least(const Shape&, size_t rank);
std::optional<Fault> want_rank_at_most(const Shape&, size_t rank);
Result<int64_t, Fault> merge(int64_t a, int64_t b);
Result<Shape, Fault> merge(const Shape& a, const Shape& b);

Result<Shape, Fault> broadcast_or_fault(const Shape& a, const Shape& b);

// Rules of whole families.
Result<Specs, Fault> infer_same(const Inference&);        // the first input's type and shape
Result<Specs, Fault> infer_same_bool(const Inference&);   // its shape, bool
Result<Specs, Fault> infer_broadcast(const Inference&);   // both inputs broadcast, the first one's type
Result<Specs, Fault> infer_broadcast_bool(const Inference&);
Result<Specs, Fault> infer_unknown(const Inference&);     // the first input's type, nothing known of the shape

AxisMap axes_same(const Inference&, size_t output);       // axis i comes from axis i of input 0
AxisMap axes_broadcast(const Inference&, size_t output);  // from whichever input is not stretched there

// A tensor of integers as numbers.
std::vector<int64_t> integers(const Tensor&);
std::optional<std::vector<int64_t>> known_integers(const Spec&);      // only if the value itself is known
// An integer vector read as a shape, -1 where unknown: the value, or as much of it as is known.
Shape shape_from(const Spec&);

std::string text(int64_t);

}  // namespace misfit
