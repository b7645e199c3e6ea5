// TensorFlow's functions as C++ calls; see math.h.
#include "keras/math.h"

#include "ops/ops.h"

namespace misfit::keras {

Math::Math(py::Interp& in) : in_(in), context_(in.state<tf::Context>()) {}

Operand Math::op(const OpDef& def, std::initializer_list<Operand> inputs, Attrs attrs, std::string_view name) {
  for (const Operand& x : inputs)
    if (!x) return {};
  tf::Context::Call call;
  // Python's operators name nothing when they run at once; concat, stack and split do.
  if (!context_.eager() || name == "concat" || name == "stack" || name == "split" || name == "unstack" || name == "strided_slice/") call.name = name;
  Operands out = context_.run(def, {inputs.begin(), inputs.size()}, std::move(attrs), call);
  return out.empty() ? Operand{} : out[0];
}

// A run may be stopped at any operation; what follows gets nothing, of no type, and passes it on.
Operand Math::number(double value, DType dtype) {
  if (dtype == DType::kInvalid) return {};
  return context_.constant(dtype == DType::kString ? Tensor::text("") : misfit::cast(Tensor::scalar(value), dtype));
}

Operand Math::ints(const std::vector<int64_t>& values, std::string_view name) {
  std::vector<int32_t> narrow(values.begin(), values.end());
  return context_.constant(Tensor::of<int32_t>(Shape{static_cast<int64_t>(narrow.size())}, std::span<const int32_t>(narrow)), name);
}
Operand Math::ints(std::initializer_list<int64_t> values, std::string_view name) {
  return ints(std::vector<int64_t>(values), name);
}

Operand Math::cast(const Operand& x, DType dtype) {
  if (!x || x.dtype == dtype) return x;
  return op(kCast, {x}, {{"SrcT", x.dtype}, {"DstT", dtype}, {"Truncate", false}}, "Cast");
}

Operand Math::add(const Operand& a, const Operand& b, std::string_view name) { return op(kAddV2, {a, b}, {}, name); }
Operand Math::sub(const Operand& a, const Operand& b, std::string_view name) { return op(kSub, {a, b}, {}, name); }
Operand Math::mul(const Operand& a, const Operand& b, std::string_view name) { return op(kMul, {a, b}, {}, name); }
Operand Math::div(const Operand& a, const Operand& b, std::string_view name) { return op(kRealDiv, {a, b}, {}, name); }
Operand Math::div_no_nan(const Operand& a, const Operand& b, std::string_view name) { return op(kDivNoNan, {a, b}, {}, name); }
Operand Math::neg(const Operand& x) { return op(kNeg, {x}); }
Operand Math::abs(const Operand& x) { return op(kAbs, {x}); }
Operand Math::square(const Operand& x) { return op(kSquare, {x}); }
Operand Math::sqrt(const Operand& x) { return op(kSqrt, {x}); }
Operand Math::log(const Operand& x) { return op(kLog, {x}); }
Operand Math::exp(const Operand& x) { return op(kExp, {x}); }
Operand Math::pow(const Operand& a, const Operand& b) { return op(kPow, {a, b}); }
Operand Math::maximum(const Operand& a, const Operand& b, std::string_view name) { return op(kMaximum, {a, b}, {}, name); }
Operand Math::minimum(const Operand& a, const Operand& b, std::string_view name) { return op(kMinimum, {a, b}, {}, name); }
Operand Math::clip(const Operand& x, double low, double high) {
  if (!x) return {};
  return maximum(minimum(x, like(high, x), "clip_by_value/Minimum"), like(low, x), "clip_by_value");
}
Operand Math::equal(const Operand& a, const Operand& b) { return op(kEqual, {a, b}); }
Operand Math::not_equal(const Operand& a, const Operand& b) { return op(kNotEqual, {a, b}); }
Operand Math::greater(const Operand& a, const Operand& b, std::string_view name) { return op(kGreater, {a, b}, {}, name); }
Operand Math::less_equal(const Operand& a, const Operand& b, std::string_view name) { return op(kLessEqual, {a, b}, {}, name); }
Operand Math::logical_and(const Operand& a, const Operand& b) { return op(kLogicalAnd, {a, b}); }
Operand Math::logical_or(const Operand& a, const Operand& b) { return op(kLogicalOr, {a, b}); }
Operand Math::logical_not(const Operand& x) { return op(kLogicalNot, {x}); }
Operand Math::where(const Operand& condition, const Operand& a, const Operand& b) { return op(kSelectV2, {condition, a, b}); }

Operand Math::matmul(const Operand& a, const Operand& b, bool transpose_a, bool transpose_b) {
  if (!a || !b) return {};
  if (a.shape.known_rank() && b.shape.known_rank() && (a.shape.rank() > 2 || b.shape.rank() > 2))
    return op(kBatchMatMulV2, {a, b}, {{"adj_x", transpose_a}, {"adj_y", transpose_b}}, "MatMul");
  return op(kMatMul, {a, b}, {{"transpose_a", transpose_a}, {"transpose_b", transpose_b}}, "MatMul");
}

Operand Math::reduce(const OpDef& def, const Operand& x, const Axes& axes, bool keepdims, std::string_view name) {
  if (!x) return {};
  if (!axes && !x.shape.known_rank()) {
    const auto i32 = [this](int32_t v, const char* n) { return context_.constant(Tensor::scalar(v), n); };
    const Operand rank = op(kRank, {x}, {}, "Rank");
    const Operand every = rank ? op(kRange, {i32(0, "range/start"), rank, i32(1, "range/delta")}, {}, "range") : Operand{};
    return every ? op(def, {x, every}, {{"keep_dims", keepdims}}, name) : Operand{};
  }
  std::vector<int64_t> which;
  if (axes) which = *axes;
  else
    for (size_t i = 0; i < x.shape.rank(); ++i) which.push_back(static_cast<int64_t>(i));
  // TensorFlow passes one axis as a scalar and several as a vector.
  Operand indices = axes && axes->size() == 1
                        ? context_.constant(Tensor::scalar(static_cast<int32_t>(which[0])), std::string(name) + "/reduction_indices")
                        : ints(which, axes ? std::string(name) + "/reduction_indices" : std::string("Const"));
  return op(def, {x, indices}, {{"keep_dims", keepdims}}, name);
}
Operand Math::sum(const Operand& x, Axes axes, bool keepdims) { return reduce(kSum, x, axes, keepdims, "Sum"); }
Operand Math::mean(const Operand& x, Axes axes, bool keepdims) { return reduce(kMean, x, axes, keepdims, "Mean"); }
Operand Math::max(const Operand& x, Axes axes, bool keepdims) { return reduce(kMax, x, axes, keepdims, "Max"); }
Operand Math::min(const Operand& x, Axes axes, bool keepdims) { return reduce(kMin, x, axes, keepdims, "Min"); }
Operand Math::prod(const Operand& x, Axes axes, bool keepdims) { return reduce(kProd, x, axes, keepdims, "Prod"); }
Operand Math::all(const Operand& x, Axes axes, bool keepdims) { return reduce(kAll, x, axes, keepdims, "All"); }
Operand Math::any(const Operand& x, Axes axes, bool keepdims) { return reduce(kAny, x, axes, keepdims, "Any"); }
Operand Math::argmax(const Operand& x, int64_t axis, DType dtype) {
  if (!x) return {};
  return op(kArgMax, {x, context_.constant(Tensor::scalar(static_cast<int32_t>(axis)), "ArgMax/dimension")}, {{"output_type", dtype}});
}

Operand Math::reshape(const Operand& x, const std::vector<int64_t>& shape) { return reshape(x, ints(shape, "Reshape/shape")); }
Operand Math::reshape(const Operand& x, const Operand& shape) { return op(kReshape, {x, shape}); }
Operand Math::shape_of(const Operand& x, DType dtype) { return op(kShape, {x}, {{"out_type", dtype}}); }
Operand Math::size_of(const Operand& x) { return op(kSize, {x}, {{"out_type", DType::kInt32}}); }
Operand Math::squeeze(const Operand& x, int64_t axis) {
  return op(kSqueeze, {x}, {{"squeeze_dims", std::vector<int64_t>{axis}}});
}
Operand Math::expand_dims(const Operand& x, int64_t axis) {
  return op(kExpandDims, {x, context_.constant(Tensor::scalar(static_cast<int32_t>(axis)), "ExpandDims/dim")});
}
Operand Math::transpose(const Operand& x, const std::vector<int64_t>& perm) {
  return op(kTranspose, {x, ints(perm, "transpose/perm")}, {}, "transpose");
}
Operand Math::concat(const std::vector<Operand>& parts, int64_t axis) {
  Operands inputs;
  for (const Operand& part : parts) {
    if (!part) return {};
    inputs.push_back(part);
  }
  inputs.push_back(context_.constant(Tensor::scalar(static_cast<int32_t>(axis)), "concat/axis"));
  tf::Context::Call call;
  call.name = "concat";
  Operands out = context_.run(kConcatV2, inputs, {{"N", static_cast<int64_t>(parts.size())}}, call);
  return out.empty() ? Operand{} : out[0];
}
Operand Math::gather(const Operand& params, const Operand& indices, int64_t axis) {
  if (!params || !indices) return {};
  return op(kGatherV2, {params, indices, context_.constant(Tensor::scalar(static_cast<int32_t>(axis)), "GatherV2/axis")}, {{"batch_dims", int64_t{0}}});
}
Operand Math::one_hot(const Operand& indices, int64_t depth, DType dtype) {
  if (!indices) return {};
  return op(kOneHot,
            {indices, context_.constant(Tensor::scalar(static_cast<int32_t>(depth)), "one_hot/depth"), number(1, dtype), number(0, dtype)},
            {{"axis", int64_t{-1}}}, "one_hot");
}

namespace {
// x[..., with one axis sliced]: the masks say which ends are open and which axis is dropped.
Operand slice(Math& m, const Operand& x, std::vector<int64_t> begin, std::vector<int64_t> end, int64_t begin_mask, int64_t end_mask,
              int64_t shrink_mask) {
  if (!x) return {};
  std::vector<int64_t> strides(begin.size(), 1);
  return m.op(kStridedSlice, {x, m.ints(begin, "strided_slice/stack"), m.ints(end, "strided_slice/stack_1"), m.ints(strides, "strided_slice/stack_2")},
              {{"begin_mask", begin_mask}, {"end_mask", end_mask}, {"ellipsis_mask", int64_t{0}}, {"new_axis_mask", int64_t{0}}, {"shrink_axis_mask", shrink_mask}},
              "strided_slice");
}
}  // namespace

Operand Math::row(const Operand& x, int64_t index) { return slice(*this, x, {index}, {index == -1 ? 0 : index + 1}, 0, index == -1 ? 1 : 0, 1); }
Operand Math::time_step(const Operand& x, int64_t t) { return slice(*this, x, {0, t}, {0, t == -1 ? 0 : t + 1}, 1, t == -1 ? 3 : 1, 2); }
Operand Math::columns(const Operand& x, int64_t first, int64_t last) {
  if (!x) return {};
  const size_t rank = x.shape.rank();
  std::vector<int64_t> begin(rank, 0), end(rank, 0);
  begin[rank - 1] = first;
  end[rank - 1] = last;
  const int64_t open = (int64_t{1} << (rank - 1)) - 1;
  return slice(*this, x, begin, end, open, open, 0);
}
Operand Math::tile(const Operand& x, const std::vector<int64_t>& multiples) { return op(kTile, {x, ints(multiples, "Tile/multiples")}); }
Operand Math::zeros_like(const Operand& x) { return op(kZerosLike, {x}, {}, "zeros_like"); }
Operand Math::ones_like(const Operand& x) { return op(kOnesLike, {x}, {}, "ones_like"); }
Operand Math::fill(const Operand& dims, const Operand& value) { return op(kFill, {dims, value}); }
Operand Math::pad(const Operand& x, const std::vector<std::pair<int64_t, int64_t>>& widths) {
  if (!x) return {};
  std::vector<int32_t> flat;
  for (auto [before, after] : widths) {
    flat.push_back(static_cast<int32_t>(before));
    flat.push_back(static_cast<int32_t>(after));
  }
  Tensor paddings = Tensor::of<int32_t>(Shape{static_cast<int64_t>(widths.size()), 2}, std::span<const int32_t>(flat));
  return op(kPad, {x, context_.constant(paddings, "Pad/paddings")});
}

bool Math::assign_add(const tf::Variable& v, const Operand& delta) {
  if (!delta) return false;
  return context_.assign_op(v, "AssignAddVariableOp", delta);
}
bool Math::assign_sub(const tf::Variable& v, const Operand& delta) {
  if (!delta) return false;
  return context_.assign_op(v, "AssignSubVariableOp", delta);
}

}  // namespace misfit::keras
