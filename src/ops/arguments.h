// What kernels say of an argument whose rank is wrong; while tracing shape functions say it in words of their own.
#pragma once
#include "ops/rules.h"

namespace misfit {

constexpr FaultSpec exact_rank(std::string_view code, std::string_view eager, std::string_view type = "InvalidArgumentError") {
  return {code, type, eager, "Shape must be rank {wanted} but is rank {rank}", {}, {}, "ValueError"};
}
constexpr FaultSpec least_rank(std::string_view code, std::string_view eager, std::string_view type = "InvalidArgumentError") {
  return {code, type, eager, "Shape must be at least rank {wanted} but is rank {rank}", {}, {}, "ValueError"};
}

inline Fault rank_fault(const FaultSpec& words, const Shape& s, size_t wanted) {
  return {&words, {{"shape", bracket_text(s)}, {"rank", std::to_string(s.rank())}, {"wanted", std::to_string(wanted)}}};
}
inline std::optional<Fault> rank_is(const Inference& x, size_t input, size_t rank, const FaultSpec& words) {
  const Shape& s = x.in[input].shape;
  return s.known_rank() && s.rank() != rank ? std::optional(rank_fault(words, s, rank)) : std::nullopt;
}
inline std::optional<Fault> rank_at_least(const Inference& x, size_t input, size_t rank, const FaultSpec& words) {
  const Shape& s = x.in[input].shape;
  return s.known_rank() && s.rank() < rank ? std::optional(rank_fault(words, s, rank)) : std::nullopt;
}
// One element; that a vector of one is none the less refused by some is left aside.
inline std::optional<Fault> is_scalar(const Inference& x, size_t input, const FaultSpec& words) {
  const Shape& s = x.in[input].shape;
  return s.fully_known() && s.elements() != 1 ? std::optional(rank_fault(words, s, 0)) : std::nullopt;
}

}  // namespace misfit
