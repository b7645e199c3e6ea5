// x[...] on tensors and variables: one StridedSlice, as array_ops._slice_helper builds it.
#include "numpy/array.h"
#include "tensorflow/call.h"
#include "tensorflow/composite.h"
#include "tensorflow/types.h"

namespace misfit::tf {
namespace {

constexpr std::string_view kWrongIndex =
    "Only integers, slices (`:`), ellipsis (`...`), tf.newaxis (`None`) and scalar tf.int32/tf.int64 tensors are valid indices";

// A bound that is a number, or a tensor.
struct Bound { std::optional<int64_t> number; Operand tensor; };

struct Slicing {
  std::vector<Bound> begin, end, strides;
  int64_t begin_mask = 0, end_mask = 0, ellipsis_mask = 0, new_axis_mask = 0, shrink_axis_mask = 0;
};

std::optional<Bound> bound(py::Interp& in, const py::Value& v) {
  const auto wrong = [&]() -> std::optional<Bound> {
    auto text = in.repr(v);
    if (text) in.raise("TypeError", std::string(kWrongIndex) + ", got " + *text);
    return std::nullopt;
  };
  if (v.is_bool()) return Bound{v.boolean() ? 1 : 0, {}};
  if (v.is_int()) return Bound{v.integer(), {}};
  if (np::Scalar* s = py::cast<np::Scalar>(v)) {
    if (is_integer(s->value.dtype())) return Bound{s->value.int_at(0), {}};
    return wrong();
  }
  std::optional<Operand> x;
  if (TensorObject* t = as_tensor_object(v)) x = t->operand;
  else if (py::cast<Variable>(v)) x = convert(in, v);
  else if (np::NdArray* a = py::cast<np::NdArray>(v); a && a->shape.rank() == 0 && is_integer(a->dtype)) x = convert(in, v);
  if (!x) return in.pending() ? std::nullopt : wrong();
  if ((x->dtype != DType::kInt32 && x->dtype != DType::kInt64 && x->dtype != DType::kInt16 && x->dtype != DType::kUInt8 && x->dtype != DType::kInt8) ||
      (x->shape.known_rank() && x->shape.rank() == 1))
    return wrong();
  return Bound{std::nullopt, *x};
}

std::optional<Slicing> slicing(py::Interp& in, const py::Value& key) {
  Slicing s;
  std::vector<py::Value> parts;
  if (in.is_sequence(key)) { auto all = in.items(key); parts.assign(all.begin(), all.end()); }
  else parts.push_back(key);
  const Bound zero{0, {}}, one{1, {}};
  int64_t bit = 1;
  for (const py::Value& p : parts) {
    if (py::Slice* x = py::cast<py::Slice>(p)) {
      const auto part = [&](const py::Value& v, std::vector<Bound>& to, int64_t* mask, const Bound& otherwise) {
        if (!v || v.is_none()) {
          to.push_back(otherwise);
          if (mask) *mask |= bit;
          return true;
        }
        auto b = bound(in, v);
        if (!b) return false;
        to.push_back(*b);
        return true;
      };
      if (!part(x->start, s.begin, &s.begin_mask, zero) || !part(x->stop, s.end, &s.end_mask, zero) || !part(x->step, s.strides, nullptr, one)) return std::nullopt;
    } else if (p.same(in.ellipsis())) {
      s.begin.push_back(zero); s.end.push_back(zero); s.strides.push_back(one);
      s.ellipsis_mask |= bit;
    } else if (p.is_none()) {
      s.begin.push_back(zero); s.end.push_back(zero); s.strides.push_back(one);
      s.new_axis_mask |= bit;
    } else {
      auto b = bound(in, p);
      if (!b) return std::nullopt;
      s.begin.push_back(*b);
      if (b->number) {
        s.end.push_back({*b->number + 1, {}});
      } else {
        const Operand next = in.state<Context>().run1(op("AddV2"), {b->tensor, in.state<Context>().constant(cast(Tensor::scalar<int32_t>(1), b->tensor.dtype), "add/y")}, {}, {"add", false});
        if (!next) return std::nullopt;
        s.end.push_back({std::nullopt, next});
      }
      s.strides.push_back(one);
      s.shrink_axis_mask |= bit;
    }
    bit <<= 1;
  }
  return s;
}

// stack([...]) of bounds: a constant where all are numbers.
Operand stacked(py::Interp& in, const std::vector<Bound>& bounds, DType dtype) {
  Context& context = in.state<Context>();
  bool numbers = true;
  for (const Bound& b : bounds) numbers = numbers && b.number;
  const auto constant = [&](std::span<const Bound> list, Shape shape) {
    Tensor t = Tensor::uninitialized(DType::kInt64, std::move(shape));
    for (size_t i = 0; i < list.size(); ++i) t.mutable_data<int64_t>()[i] = *list[i].number;
    return context.constant(cast(t, dtype), "stack");
  };
  if (numbers) return constant(bounds, Shape{static_cast<int64_t>(bounds.size())});
  Operands parts;
  for (const Bound& b : bounds) {
    if (b.number) parts.push_back(constant({&b, 1}, Shape{}));
    else if (b.tensor.dtype == dtype) parts.push_back(b.tensor);
    else parts.push_back(context.run1(op("Cast"), {b.tensor}, {{"DstT", dtype}}));
    if (!parts.back()) return {};
  }
  const Operands out = context.run(op("Pack"), parts, {{"axis", int64_t{0}}}, {"stack", false});
  return out.empty() ? Operand{} : out[0];
}

bool is_mask(const py::Value& key) {
  if (TensorObject* t = as_tensor_object(key)) return t->operand.dtype == DType::kBool;
  if (np::NdArray* a = py::cast<np::NdArray>(key)) return a->dtype == DType::kBool;
  return false;
}

struct Ready { Operand begin, end, strides; Attrs attrs; std::string leaf; };

std::optional<Ready> ready(py::Interp& in, const py::Value& key) {
  auto s = slicing(in, key);
  if (!s) return std::nullopt;
  Context& context = in.state<Context>();
  DType dtype = DType::kInt32;
  for (const auto* list : {&s->begin, &s->end, &s->strides})
    for (const Bound& b : *list)
      if (!b.number && b.tensor.dtype == DType::kInt64) dtype = DType::kInt64;
  Ready r;
  std::optional<NameScope> scope;
  if (!context.eager()) scope.emplace(context, "strided_slice");
  r.begin = stacked(in, s->begin, dtype);
  r.end = r.begin ? stacked(in, s->end, dtype) : r.begin;
  r.strides = r.end ? stacked(in, s->strides, dtype) : r.end;
  if (!r.strides) return std::nullopt;
  r.leaf = scope ? scope->full : "strided_slice/";
  r.attrs = {{"begin_mask", s->begin_mask}, {"ellipsis_mask", s->ellipsis_mask}, {"end_mask", s->end_mask}, {"new_axis_mask", s->new_axis_mask}, {"shrink_axis_mask", s->shrink_axis_mask}};
  return r;
}

// `whole` with the part that the slicing names replaced: the slicing of the elements' places tells where they go.
Operand written(py::Interp& in, const Operand& whole, const Operand& part, const Ready& r) {
  Context& c = in.state<Context>();
  const int64_t n = whole.shape.elements();
  const Operand places = c.run1(op("Reshape"), {c.run1(op("Range"), {int_scalar(in, 0), int_scalar(in, n), int_scalar(in, 1)}), int_constant(in, whole.shape.dims())});
  const Operand chosen = places ? c.run1(op("StridedSlice"), {places, r.begin, r.end, r.strides}, r.attrs, {r.leaf, false}) : places;
  const Operand spread = chosen ? c.run1(op("BroadcastTo"), {part, int_constant(in, chosen.shape.dims())}) : chosen;
  const Operand flat = spread ? c.run1(op("Reshape"), {whole, int_constant(in, {-1})}) : spread;
  if (!flat) return {};
  const Operand updated = c.run1(op("TensorScatterUpdate"), {flat, c.run1(op("Reshape"), {chosen, int_constant(in, {-1, 1})}), c.run1(op("Reshape"), {spread, int_constant(in, {-1})})});
  return updated ? c.run1(op("Reshape"), {updated, int_constant(in, whole.shape.dims())}) : updated;
}

}  // namespace

py::Value tensor_item(py::Interp& in, const py::Value& self, const py::Value& key, const py::Value& variable) {
  if (is_mask(key) || key.is_bool()) {
    const Operand out = boolean_mask(in, self, key, 0);
    return out ? tensor_value(in, out) : py::Value();
  }
  auto r = ready(in, key);
  if (!r) return {};
  auto x = convert(in, self);
  if (!x) return {};
  const Operand out = in.state<Context>().run1(op("StridedSlice"), {*x, r->begin, r->end, r->strides}, r->attrs, {r->leaf, false});
  if (!out) return {};
  const py::Value value = tensor_value(in, out);
  if (variable) {
    // v[0, 1].assign(...) writes the part back.
    TensorObject* t = as_tensor_object(value);
    t->dict = in.dict();
    for (const char* name : {"assign", "assign_add", "assign_sub"}) {
      const std::string which(name);
      t->dict->set(in, name, in.builtin(which, "value, name=None, read_value=True", [variable, key, which](py::Interp& i, py::Bound& a) {
        return assign_slice(i, *py::cast<Variable>(variable), key, a[0], which);
      }));
    }
  }
  return value;
}

py::Value assign_slice(py::Interp& in, Variable& v, const py::Value& key, const py::Value& value, std::string_view which) {
  auto r = ready(in, key);
  if (!r) return {};
  Context& context = in.state<Context>();
  auto x = convert(in, value, v.cell->dtype);
  if (!x) return {};
  const Operand whole = context.read(v);
  Operand part = *x;
  if (which != "assign") {
    const Operand old = context.run1(op("StridedSlice"), {whole, r->begin, r->end, r->strides}, r->attrs, {r->leaf, false});
    part = old ? context.run1(op(which == "assign_add" ? "AddV2" : "Sub"), {old, *x}) : old;
  }
  const Operand next = part ? written(in, whole, part, *r) : part;
  if (!next || !context.assign(v, next)) return {};
  return py::Value(&v);
}

}  // namespace misfit::tf
