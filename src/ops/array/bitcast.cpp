// The same bytes read as another type; the last axis changes where the widths differ.
#include "ops/array/copy.h"
#include "ops/formula.h"
#include "ops/library_ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

constexpr FaultSpec kFaults[] = {{"bitcast_c1", "InvalidArgumentError", "Cannot bitcast from {from} to {to}", "Cannot bitcast from {from} to {to} due to shape. {last} does not match {ratio}", {}, {}, "ValueError"}};

// A type's number in TensorFlow's enumeration.
std::string enum_number(DType t) {
  constexpr std::string_view kNames[] = {"", "DT_FLOAT", "DT_DOUBLE", "DT_INT32", "DT_UINT8", "DT_INT16", "DT_INT8", "DT_STRING", "DT_COMPLEX64", "DT_INT64", "DT_BOOL", "", "", "",
                                         "DT_BFLOAT16", "", "", "DT_UINT16", "DT_COMPLEX128", "DT_HALF", "DT_RESOURCE", "DT_VARIANT", "DT_UINT32", "DT_UINT64"};
  for (size_t i = 1; i < std::size(kNames); ++i)
    if (kNames[i] == enum_name(t)) return std::to_string(i);
  return "0";
}

Result<Specs, Fault> infer(const Inference& x) {
  const DType from = x.in[0].dtype, to = x.attrs.get<DType>("type", from);
  const size_t a = size_of(from), b = size_of(to);
  Shape s = x.in[0].shape;
  if (!s.known_rank()) return Specs{{to, s}};
  if (a > b) {
    s.push_back(static_cast<int64_t>(a / b));
  } else if (a < b) {
    if (s.rank() == 0 && !x.eager) return *want_rank_at_least(s, 1);
    if (s.rank() == 0 || (s.at(-1) >= 0 && s.at(-1) != static_cast<int64_t>(b / a)))
      return Fault{&kFaults[0], {{"from", enum_number(from)}, {"to", enum_number(to)}, {"last", s.rank() ? text(s.at(-1)) : "0"}, {"ratio", std::to_string(b / a)}}};
    s = s.slice(0, s.rank() - 1);
  }
  return Specs{{to, s}};
}

std::optional<Fault> compute(Kernel& k) {
  const Tensor& in = k.in(0);
  const Spec spec{in.dtype(), in.shape()};
  auto out = infer({{&spec, 1}, k.attrs(), true});
  if (!out.ok()) return out.error();
  Tensor& y = k.out(0, out.value()[0].dtype, out.value()[0].shape);
  std::copy_n(in.raw(), in.bytes(), y.mutable_raw());
  return std::nullopt;
}

}  // namespace

constexpr OpDef kBitcast{.name = "Bitcast", .faults = kFaults, .infer = infer, .compute = compute};

}  // namespace misfit
