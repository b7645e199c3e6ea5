// z = t where the condition holds, else e.
#include <cstring>

#include "ops/elementwise/loops.h"
#include "ops/formula.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

constexpr FaultSpec kFaults[] = {{"select_c1", "InvalidArgumentError", "condition {c}, then {t}, and else {e} must be broadcastable",
                                  "Dimensions must be equal, but are {length_a} and {length_b}", {}, {}, "ValueError"}};

// condition, t and e broadcast together
Result<Specs, Fault> infer(const Inference& x) {
  auto branches = broadcast_or_fault(x.in[1].shape, x.in[2].shape);
  auto all = branches.ok() ? broadcast_or_fault(x.in[0].shape, branches.value()) : branches;
  if (all.ok()) return Specs{{x.in[1].dtype, all.value()}};
  Fault fault{&kFaults[0], all.error().arguments};
  fault.arguments.push_back({"c", bracket_text(x.in[0].shape)});
  fault.arguments.push_back({"t", bracket_text(x.in[1].shape)});
  fault.arguments.push_back({"e", bracket_text(x.in[2].shape)});
  return fault;
}

// Offsets into an input that is stretched to the output.
std::vector<int64_t> offsets(const Shape& in, const Shape& out) {
  std::vector<int64_t> at(static_cast<size_t>(out.elements()));
  std::vector<int64_t> numbers(static_cast<size_t>(in.elements()));
  for (size_t i = 0; i < numbers.size(); ++i) numbers[i] = static_cast<int64_t>(i);
  if (at.empty()) return at;
  const int64_t zero = 0;
  run_broadcast(broadcast_loop(in, Shape{}, out), numbers.data(), &zero, at.data(), [](int64_t i, int64_t) { return i; });
  return at;
}

std::optional<Fault> compute(Kernel& k) {
  const Tensor &c = k.in(0), &t = k.in(1), &e = k.in(2);
  const Shape shape = broadcast_shape(c.shape(), broadcast_shape(t.shape(), e.shape()));
  Tensor& out = k.out(0, t.dtype(), shape);
  const bool* condition = c.data<bool>().data();
  const size_t n = static_cast<size_t>(shape.elements());
  const bool even = c.shape() == shape && (t.shape() == shape || t.elements() == 1) && (e.shape() == shape || e.elements() == 1);
  const auto place = [&](const Tensor& x) { return even ? std::vector<int64_t>{} : offsets(x.shape(), shape); };
  const std::vector<int64_t> at_c = place(c), at_t = place(t), at_e = place(e);
  const auto run = [&](auto* to, const auto* yes, const auto* no) {
    if (even) {
      const size_t step_t = t.elements() == 1 && n != 1 ? 0 : 1, step_e = e.elements() == 1 && n != 1 ? 0 : 1;
      for (size_t i = 0; i < n; ++i) to[i] = condition[i] ? yes[i * step_t] : no[i * step_e];
    } else {
      for (size_t i = 0; i < n; ++i) to[i] = condition[at_c[i]] ? yes[at_t[i]] : no[at_e[i]];
    }
  };
  if (t.dtype() == DType::kString)
    run(out.mutable_data<std::string>().data(), t.data<std::string>().data(), e.data<std::string>().data());
  else if (size_of(t.dtype()) == 16)
    run(out.mutable_data<std::complex<double>>().data(), t.data<std::complex<double>>().data(), e.data<std::complex<double>>().data());
  else {
    const auto as = [&](auto zero) {
      using T = decltype(zero);
      run(reinterpret_cast<T*>(out.mutable_raw()), reinterpret_cast<const T*>(t.raw()), reinterpret_cast<const T*>(e.raw()));
    };
    switch (size_of(t.dtype())) {
      case 1: as(uint8_t{}); break;
      case 2: as(uint16_t{}); break;
      case 4: as(uint32_t{}); break;
      default: as(uint64_t{});
    }
  }
  return std::nullopt;
}

Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  const Operand zero = f.scalar(g.dy[0].dtype, 0);
  return {{}, f.sum_to(f.select(g.in[0], g.dy[0], zero), g.in[1]), f.sum_to(f.select(g.in[0], zero, g.dy[0]), g.in[2])};
}

AxisMap axes(const Inference& x, size_t output) {
  AxisMap map = axes_broadcast({x.in.subspan(1), x.attrs}, output);
  for (AxisSource& s : map) s.input += 1;
  return map;
}

}  // namespace

constexpr OpDef kSelectV2{.name = "SelectV2", .faults = kFaults, .infer = infer, .compute = compute, .gradient = gradient, .axes = axes};

}  // namespace misfit
