// A table from words or numbers to others, as string and integer lookups use it. Inputs: x, keys, values, otherwise.
#include <unordered_map>

#include "keras/preprocessing/ops.h"
#include "ops/array/copy.h"

namespace misfit::keras {
namespace {

Result<Specs, Fault> infer(const Inference& x) { return Specs{{x.in[2].dtype, x.in[0].shape}}; }

std::optional<Fault> compute(Kernel& k) {
  const Tensor &x = k.in(0), &keys = k.in(1), &values = k.in(2), &otherwise = k.in(3);
  Tensor& out = k.out(0, values.dtype(), x.shape());
  const auto find_all = [&](auto key_of) {
    std::unordered_map<decltype(key_of(keys, int64_t{0})), int64_t> at;
    for (int64_t i = 0; i < keys.elements(); ++i) at.emplace(key_of(keys, i), i);
    for (int64_t i = 0; i < x.elements(); ++i) {
      const auto found = at.find(key_of(x, i));
      if (found == at.end()) copy_elements(otherwise, 0, out, i, 1);
      else copy_elements(values, found->second, out, i, 1);
    }
  };
  if (x.dtype() == DType::kString) find_all([](const Tensor& t, int64_t i) { return t.text_at(i); });
  else find_all([](const Tensor& t, int64_t i) { return t.int_at(i); });
  return std::nullopt;
}

}  // namespace

constexpr OpDef kTableFind{.name = "LookupTableFind", .infer = infer, .compute = compute};

}  // namespace misfit::keras
