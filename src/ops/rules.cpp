#include "ops/rules.h"

#include <algorithm>

namespace misfit {

constexpr FaultSpec kIncompatibleShapes{"broadcast_c1", "InvalidArgumentError", "Incompatible shapes: {a} vs. {b}",
                                        "Dimensions must be equal, but are {length_a} and {length_b}", {}, {}, "ValueError"};
constexpr FaultSpec kWrongRank{"rank_c1", "InvalidArgumentError", "Shape must be rank {wanted} but is rank {found}", {}, {}, {}, "ValueError"};
constexpr FaultSpec kRankTooLow{"rank_c2", "InvalidArgumentError", "Shape must be at least rank {wanted} but is rank {found}", {}, {}, {}, "ValueError"};
constexpr FaultSpec kRankTooHigh{"rank_c3", "InvalidArgumentError", "Shape must be at most rank {wanted} but is rank {found}", {}, {}, {}, "ValueError"};
constexpr FaultSpec kUnequalLengths{"merge_c1", "InvalidArgumentError", "Dimensions must be equal, but are {a} and {b}", {}, {}, {}, "ValueError"};
constexpr FaultSpec kUnequalShapes{"merge_c2", "InvalidArgumentError",
                                   "Dimension {axis} in both shapes must be equal, but are {length_a} and {length_b}. Shapes are {a} and {b}.",
                                   {}, {}, {}, "ValueError"};
constexpr FaultSpec kUnequalRanks{"merge_c3", "InvalidArgumentError", "Shapes must be equal rank, but are {a} and {b}", {}, {}, {}, "ValueError"};

std::string text(int64_t n) { return std::to_string(n); }

namespace {
Fault rank_fault(const FaultSpec& spec, const Shape& s, size_t wanted) {
  return {&spec, {{"wanted", std::to_string(wanted)}, {"found", std::to_string(s.rank())}}};
}
}  // namespace

std::optional<Fault> want_rank(const Shape& s, size_t rank) {
  if (s.known_rank() && s.rank() != rank) return rank_fault(kWrongRank, s, rank);
  return std::nullopt;
}
std::optional<Fault> want_rank_at_least(const Shape& s, size_t rank) {
  if (s.known_rank() && s.rank() < rank) return rank_fault(kRankTooLow, s, rank);
  return std::nullopt;
}
std::optional<Fault> want_rank_at_most(const Shape& s, size_t rank) {
  if (s.known_rank() && s.rank() > rank) return rank_fault(kRankTooHigh, s, rank);
  return std::nullopt;
}

Result<int64_t, Fault> merge(int64_t a, int64_t b) {
  if (a < 0) return b;
  if (b >= 0 && a != b) return Fault{&kUnequalLengths, {{"a", text(a)}, {"b", text(b)}}};
  return a;
}

Result<Shape, Fault> merge(const Shape& a, const Shape& b) {
  if (!a.known_rank()) return b;
  if (!b.known_rank()) return a;
  if (a.rank() != b.rank()) return Fault{&kUnequalRanks, {{"a", std::to_string(a.rank())}, {"b", std::to_string(b.rank())}}};
  Shape out = a;
  for (size_t i = 0; i < a.rank(); ++i) {
    if (a[i] >= 0 && b[i] >= 0 && a[i] != b[i])
      return Fault{&kUnequalShapes, {{"axis", std::to_string(i)}, {"length_a", text(a[i])}, {"length_b", text(b[i])},
                                     {"a", bracket_text(a)}, {"b", bracket_text(b)}}};
    if (out[i] < 0) out[i] = b[i];
  }
  return out;
}

Result<Shape, Fault> broadcast_or_fault(const Shape& a, const Shape& b) {
  auto both = broadcast(a, b);
  if (both.ok()) return both.value();
  // Shape functions go from the front and name the first axis that does not fit.
  const size_t rank = std::max(a.rank(), b.rank());
  for (size_t i = 0; i < rank; ++i) {
    const int64_t x = i + a.rank() < rank ? 1 : a[i + a.rank() - rank];
    const int64_t y = i + b.rank() < rank ? 1 : b[i + b.rank() - rank];
    if (x > 1 && y > 1 && x != y)
      return Fault{&kIncompatibleShapes, {{"a", bracket_text(a)}, {"b", bracket_text(b)}, {"length_a", text(x)}, {"length_b", text(y)}}};
  }
  const auto& e = both.error();                             // a length of zero against one above 1
  return Fault{&kIncompatibleShapes, {{"a", bracket_text(a)}, {"b", bracket_text(b)}, {"length_a", text(e.a)}, {"length_b", text(e.b)}}};
}

Result<Specs, Fault> infer_same(const Inference& x) { return Specs{{x.in[0].dtype, x.in[0].shape}}; }
Result<Specs, Fault> infer_same_bool(const Inference& x) { return Specs{{DType::kBool, x.in[0].shape}}; }
Result<Specs, Fault> infer_unknown(const Inference& x) { return Specs{{x.in[0].dtype, Shape::unknown_rank()}}; }

Result<Specs, Fault> infer_broadcast(const Inference& x) {
  auto shape = broadcast_or_fault(x.in[0].shape, x.in[1].shape);
  if (!shape.ok()) return shape.error();
  return Specs{{x.in[0].dtype, shape.value()}};
}

Result<Specs, Fault> infer_broadcast_bool(const Inference& x) {
  auto shape = broadcast_or_fault(x.in[0].shape, x.in[1].shape);
  if (!shape.ok()) return shape.error();
  return Specs{{DType::kBool, shape.value()}};
}

AxisMap axes_same(const Inference& x, size_t) {
  if (!x.in[0].shape.known_rank()) return {};
  AxisMap map(x.in[0].shape.rank());
  for (size_t i = 0; i < map.size(); ++i) map[i] = {0, static_cast<int>(i)};
  return map;
}

AxisMap axes_broadcast(const Inference& x, size_t) {
  size_t rank = 0;
  for (const Spec& s : x.in) {
    if (!s.shape.known_rank()) return {};
    rank = std::max(rank, s.shape.rank());
  }
  AxisMap map(rank);
  for (size_t input = x.in.size(); input-- > 0;) {          // the first input wins where several have the length
    const Shape& s = x.in[input].shape;
    for (size_t i = 0; i < s.rank(); ++i) {
      AxisSource& source = map[rank - s.rank() + i];
      if (s[i] != 1 || source.input < 0) source = {static_cast<int>(input), static_cast<int>(i)};
    }
  }
  return map;
}

std::vector<int64_t> integers(const Tensor& t) {
  std::vector<int64_t> list(static_cast<size_t>(t.elements()));
  for (size_t i = 0; i < list.size(); ++i) list[i] = t.int_at(static_cast<int64_t>(i));
  return list;
}

std::optional<std::vector<int64_t>> known_integers(const Spec& s) {
  if (!s.constant) return std::nullopt;
  return integers(s.constant);
}

Shape shape_from(const Spec& s) {
  if (s.constant) {
    std::vector<int64_t> list = integers(s.constant);
    for (int64_t& d : list) if (d < 0) d = Shape::kUnknown;
    return Shape(std::move(list));
  }
  if (s.partial) return *s.partial;
  if (s.shape.known_rank() && s.shape.rank() == 1 && s.shape[0] >= 0)
    return Shape(std::vector<int64_t>(static_cast<size_t>(s.shape[0]), Shape::kUnknown));
  return Shape::unknown_rank();
}

}  // namespace misfit
