// Matrix products over batches that broadcast; either side may be transposed first (adj_x, adj_y).
#include "ops/formula.h"
#include "ops/linalg/products.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

constexpr FaultSpec kFaults[] = {
    {"batch_matmul_c1", "InvalidArgumentError", "In[{index}] ndims must be >= 2: {rank}", "Shape must be at least rank 2 but is rank {rank}", {}, {}, "ValueError"},
    {"batch_matmul_c2", "InvalidArgumentError", "In[0] and In[1] must have compatible batch dimensions: {a} vs. {b}",
     "Dimensions must be equal, but are {length_a} and {length_b}", {}, {}, "ValueError"},
    {"batch_matmul_c3", "InvalidArgumentError", "Matrix size-incompatible: In[0]: {a}, In[1]: {b}", "Dimensions must be equal, but are {k_a} and {k_b}", {}, {}, "ValueError"},
};

Shape batch_of(const Shape& s) { return s.slice(0, s.rank() - 2); }

Result<Specs, Fault> infer(const Inference& x) {
  const Shape &a = x.in[0].shape, &b = x.in[1].shape;
  const bool ta = x.attrs.get<bool>("adj_x"), tb = x.attrs.get<bool>("adj_y");
  for (size_t i = 0; i < 2; ++i)                           // ranks >= 2
    if (x.in[i].shape.known_rank() && x.in[i].shape.rank() < 2)
      return Fault{&kFaults[0], {{"index", std::to_string(i)}, {"rank", std::to_string(x.in[i].shape.rank())}}};
  if (!a.known_rank() || !b.known_rank()) return infer_unknown(x);
  const int64_t k_a = a.at(ta ? -2 : -1), k_b = b.at(tb ? -1 : -2);
  const auto uneven = [&] { return Fault{&kFaults[2], {{"a", bracket_text(a)}, {"b", bracket_text(b)}, {"k_a", text(k_a)}, {"k_b", text(k_b)}}}; };
  const bool inner_fits = k_a < 0 || k_b < 0 || k_a == k_b;
  auto batch = broadcast_or_fault(batch_of(a), batch_of(b));
  if (!batch.ok() && (x.eager || inner_fits)) {            // batches broadcast
    Fault fault{&kFaults[1], batch.error().arguments};
    fault.arguments[0].second = bracket_text(a);
    fault.arguments[1].second = bracket_text(b);
    return fault;
  }
  if (!inner_fits) return uneven();                        // columns of a = rows of b
  Shape out = batch.value();
  out.push_back(a.at(ta ? -1 : -2));
  out.push_back(b.at(tb ? -2 : -1));
  return Specs{{x.in[0].dtype, out}};
}

std::optional<Fault> compute(Kernel& k) {
  const bool ta = k.attrs().get<bool>("adj_x"), tb = k.attrs().get<bool>("adj_y");
  const Shape &sa = k.in(0).shape(), &sb = k.in(1).shape();
  const Shape batch_a = batch_of(sa), batch_b = batch_of(sb), batch = broadcast_shape(batch_a, batch_b);
  const MatrixSizes sizes{sa.at(ta ? -1 : -2), sb.at(tb ? -2 : -1), sa.at(ta ? -2 : -1), ta, tb};
  Shape shape = batch;
  shape.push_back(sizes.m);
  shape.push_back(sizes.n);
  const DType t = k.in(0).dtype(), w = product_type(t);
  Tensor& out = k.out(0, t, shape);
  if (batch.elements() == 0) return std::nullopt;
  const Tensor a = cast(k.in(0), w), b = cast(k.in(1), w);
  Tensor wide = w == t ? out : Tensor::uninitialized(w, shape);
  // Which matrix of each side belongs to each product.
  const auto numbers = [&](const Shape& of) {
    std::vector<int64_t> own(static_cast<size_t>(of.elements())), all(static_cast<size_t>(batch.elements()));
    for (size_t i = 0; i < own.size(); ++i) own[i] = static_cast<int64_t>(i);
    const int64_t zero = 0;
    run_broadcast(broadcast_loop(of, Shape{}, batch), own.data(), &zero, all.data(), [](int64_t i, int64_t) { return i; });
    return all;
  };
  const std::vector<int64_t> from_a = numbers(batch_a), from_b = numbers(batch_b);
  visit_product(w, [&](auto zero) {
    using T = decltype(zero);
    const bool contracted = std::min({sizes.m, sizes.n, sizes.k}) > 1 && (from_a.size() == 1 || sizes.m * sizes.n * sizes.k > 128 * 128);
    for (size_t i = 0; i < from_a.size(); ++i) {
      const T *one = a.data<T>().data() + from_a[i] * sizes.m * sizes.k, *other = b.data<T>().data() + from_b[i] * sizes.k * sizes.n;
      T* to = wide.mutable_data<T>().data() + static_cast<int64_t>(i) * sizes.m * sizes.n;
      if (contracted) gemm(sizes, one, other, to);
      else matrix_product(sizes, one, other, to);
    }
  });
  if (w != t) std::copy_n(cast(wide, t).raw(), out.bytes(), out.mutable_raw());
  return std::nullopt;
}

Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  const Operand &a = g.in[0], &b = g.in[1], &dy = g.dy[0];
  const bool ta = g.attrs.get<bool>("adj_x"), tb = g.attrs.get<bool>("adj_y");
  const auto product = [&](const Operand& x, const Operand& y, bool tx, bool ty) { return f.run(kBatchMatMulV2, {x, y}, {{"adj_x", tx}, {"adj_y", ty}}); };
  Operand da, db;
  if (!ta && !tb) { da = product(dy, b, false, true); db = product(a, dy, true, false); }
  else if (!ta) { da = product(dy, b, false, false); db = product(dy, a, true, false); }
  else if (!tb) { da = product(b, dy, false, true); db = product(a, dy, false, false); }
  else { da = product(b, dy, true, true); db = product(dy, a, true, true); }
  return {f.sum_to(da, a), f.sum_to(db, b)};
}

AxisMap axes(const Inference& x, size_t) {
  const Shape &a = x.in[0].shape, &b = x.in[1].shape;
  if (!a.known_rank() || !b.known_rank()) return {};
  const Spec batches[] = {{DType::kFloat32, batch_of(a)}, {DType::kFloat32, batch_of(b)}};
  AxisMap map = axes_broadcast({batches, x.attrs}, 0);
  const int ra = static_cast<int>(a.rank()), rb = static_cast<int>(b.rank());
  map.push_back({0, x.attrs.get<bool>("adj_x") ? ra - 1 : ra - 2});
  map.push_back({1, x.attrs.get<bool>("adj_y") ? rb - 2 : rb - 1});
  return map;
}

}  // namespace

constexpr OpDef kBatchMatMulV2{.name = "BatchMatMulV2", .faults = kFaults, .infer = infer, .compute = compute, .gradient = gradient, .axes = axes};

}  // namespace misfit
