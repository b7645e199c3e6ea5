// Operations on texts: one text in, one value out.
#pragma once
#include <functional>

#include "ops/library_ops.h"
#include "ops/rules.h"

namespace misfit {

template <class F> std::optional<Fault> each_text(Kernel& k, F f) {
  const Tensor& in = k.in(0);
  Tensor& out = k.out(0, DType::kString, in.shape());
  for (int64_t i = 0; i < in.elements(); ++i) out.mutable_data<std::string>()[static_cast<size_t>(i)] = f(in.text_at(i));
  return std::nullopt;
}

size_t text_length(const std::string&, bool utf8);
std::vector<size_t> character_starts(const std::string&);        // and the end of the text
std::string encoded(char32_t);                                   // in UTF-8
std::vector<std::pair<char32_t, size_t>> decoded(const std::string&);   // characters and where they begin; U+FFFD for what is none
uint64_t fingerprint64(const std::string&);                      // FarmHash's
uint64_t hash64(const std::string&);                             // what StringToHashBucket uses

// Each text's number among num_buckets.
Result<Specs, Fault> infer_hash_bucket(const Inference&);
std::optional<Fault> compute_hash_bucket(Kernel&, uint64_t (*hash)(const std::string&));

}  // namespace misfit
