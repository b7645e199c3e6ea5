#include "tensorflow/composite.h"

#include "tensorflow/call.h"
#include "tensorflow/types.h"

namespace misfit::tf {

Operand int_constant(py::Interp& in, std::span<const int64_t> list, std::string_view name) {
  Tensor t = Tensor::uninitialized(DType::kInt32, Shape{static_cast<int64_t>(list.size())});
  for (size_t i = 0; i < list.size(); ++i) t.mutable_data<int32_t>()[i] = static_cast<int32_t>(list[i]);
  return in.state<Context>().constant(t, name);
}

Operand int_scalar(py::Interp& in, int64_t value, std::string_view name) { return in.state<Context>().constant(Tensor::scalar(static_cast<int32_t>(value)), name); }

// The elements of `tensor` where `mask` holds: gather(reshape(tensor), where(reshape(mask))).
Operand boolean_mask(py::Interp& in, const py::Value& tensor, const py::Value& mask, int64_t axis) {
  Context& context = in.state<Context>();
  NameScope scope(context, "boolean_mask");
  auto x = convert(in, tensor, std::nullopt, std::nullopt, "tensor");
  auto m = x ? convert(in, mask, std::nullopt, std::nullopt, "mask") : std::nullopt;
  if (!m) return {};
  if (!m->shape.known_rank()) {
    in.raise("ValueError", "Number of mask dimensions must be specified, even if some dimensions are None.  E.g. shape=[None] is ok, but shape=None is not.");
    return {};
  }
  const size_t rank = m->shape.rank();
  if (rank == 0) {
    in.raise("ValueError", "mask cannot be scalar.");
    return {};
  }
  const Shape& s = x->shape;
  if (axis < 0 && s.known_rank()) axis += static_cast<int64_t>(s.rank());
  if (s.known_rank()) {
    const size_t first = static_cast<size_t>(axis), last = std::min(s.rank(), first + rank);
    const Shape part = s.slice(first, last);
    if (!compatible(part, m->shape)) {
      in.raise("ValueError", "Shapes " + python_text(part) + " and " + python_text(m->shape) + " are incompatible");
      return {};
    }
    if (rank > 1) {
      std::vector<int64_t> flat;
      for (size_t i = 0; i < first; ++i) flat.push_back(s[i]);
      flat.push_back(part.elements());
      for (size_t i = last; i < s.rank(); ++i) flat.push_back(s[i]);
      int unknown = 0;
      for (int64_t d : flat) unknown += d < 0;
      if (unknown > 1) {
        in.raise("NotImplementedError", "boolean_mask over several unknown dimensions is not supported.");
        return {};
      }
      const Operand r = context.run1(op("Reshape"), {*x, int_constant(in, flat)});
      if (!r) return {};
      x = r;
    }
  }
  const Operand flat_mask = context.run1(op("Reshape"), {*m, int_constant(in, {-1})}, {}, {"Reshape_1", false});
  const Operand where = context.run1(op("Where"), {flat_mask});
  const Operand indices = context.run1(op("Squeeze"), {where}, {{"squeeze_dims", std::vector<int64_t>{1}}});
  if (!indices) return {};
  return context.run1(op("GatherV2"), {*x, indices, int_scalar(in, axis)});
}

}  // namespace misfit::tf
