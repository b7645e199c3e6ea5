// c = a b, for matrices; either may be transposed first.
#include "ops/formula.h"
#include "ops/linalg/products.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

constexpr FaultSpec kFaults[] = {
    {"matmul_c1", "InvalidArgumentError", "In[0] and In[1] has different ndims: {a} vs. {b}", "Shape must be rank 2 but is rank {rank}", {}, {}, "ValueError"},
    {"matmul_c2", "InvalidArgumentError", "Matrix size-incompatible: In[0]: {a}, In[1]: {b}", "Dimensions must be equal, but are {k_a} and {k_b}", {}, {}, "ValueError"},
    {"matmul_c3", "InvalidArgumentError", "In[0] and In[1] ndims must be == 2: {rank}", "Shape must be rank 2 but is rank {rank}", {}, {}, "ValueError"},
};

Result<Specs, Fault> infer(const Inference& x) {
  const Shape &a = x.in[0].shape, &b = x.in[1].shape;
  const bool ta = x.attrs.get<bool>("transpose_a"), tb = x.attrs.get<bool>("transpose_b");
  const auto rank_fault = [&](const FaultSpec& spec, const Shape& s) {
    return Fault{&spec, {{"a", bracket_text(a)}, {"b", bracket_text(b)}, {"rank", std::to_string(s.rank())}}};
  };
  if (x.eager && a.rank() != b.rank()) return rank_fault(kFaults[0], a);
  for (const Shape* s : {&a, &b})                          // rank(a) = rank(b) = 2
    if (s->known_rank() && s->rank() != 2) return rank_fault(kFaults[2], *s);
  const auto length = [](const Shape& s, size_t axis) { return s.known_rank() ? s[axis] : Shape::kUnknown; };
  const int64_t k_a = length(a, ta ? 0 : 1), k_b = length(b, tb ? 1 : 0);
  if (k_a >= 0 && k_b >= 0 && k_a != k_b)                  // dim(a, 1) = dim(b, 0)
    return Fault{&kFaults[1], {{"a", bracket_text(a)}, {"b", bracket_text(b)}, {"k_a", text(k_a)}, {"k_b", text(k_b)}}};
  return Specs{{x.in[0].dtype, Shape{length(a, ta ? 1 : 0), length(b, tb ? 0 : 1)}}};
}

std::optional<Fault> compute(Kernel& k) {
  const bool ta = k.attrs().get<bool>("transpose_a"), tb = k.attrs().get<bool>("transpose_b");
  const Shape &sa = k.in(0).shape(), &sb = k.in(1).shape();
  const MatrixSizes sizes{sa[ta ? 1 : 0], sb[tb ? 0 : 1], sa[ta ? 0 : 1], ta, tb};
  const DType t = k.in(0).dtype(), w = product_type(t);
  Tensor& out = k.out(0, t, Shape{sizes.m, sizes.n});
  const Tensor a = cast(k.in(0), w), b = cast(k.in(1), w);
  Tensor wide = w == t ? out : Tensor::uninitialized(w, out.shape());
  visit_product(w, [&](auto zero) {
    using T = decltype(zero);
    const T *from_a = a.data<T>().data(), *from_b = b.data<T>().data();
    if (k.attrs().get<bool>(kFusedProduct)) gemm(sizes, from_a, from_b, wide.mutable_data<T>().data());
    else unfused_product(sizes, from_a, from_b, wide.mutable_data<T>().data());
  });
  if (w != t) std::copy_n(cast(wide, t).raw(), out.bytes(), out.mutable_raw());
  return std::nullopt;
}

Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  const Operand &a = g.in[0], &b = g.in[1], &dy = g.dy[0];
  const bool ta = g.attrs.get<bool>("transpose_a"), tb = g.attrs.get<bool>("transpose_b");
  if (!ta && !tb) return {f.matmul(dy, b, false, true), f.matmul(a, dy, true, false)};
  if (!ta && tb) return {f.matmul(dy, b, false, false), f.matmul(dy, a, true, false)};
  if (ta && !tb) return {f.matmul(b, dy, false, true), f.matmul(a, dy, false, false)};
  return {f.matmul(b, dy, true, true), f.matmul(dy, a, true, true)};
}

AxisMap axes(const Inference& x, size_t) {
  return {{0, x.attrs.get<bool>("transpose_a") ? 1 : 0}, {1, x.attrs.get<bool>("transpose_b") ? 0 : 1}};
}

}  // namespace

constexpr OpDef kMatMul{.name = "MatMul", .faults = kFaults, .infer = infer, .compute = compute, .gradient = gradient, .axes = axes};

}  // namespace misfit
