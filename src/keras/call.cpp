// layer(...): the call of the profile, and what it leaves in the trace.
#include "keras/calls.h"
#include "keras/input_spec.h"
#include "keras/keras_tensor.h"
#include "keras/layer_members.h"
#include "keras/model.h"
#include "keras/nest.h"
#include "numpy/ndarray.h"

namespace misfit::keras {
namespace {

StepId step_of(const py::Value& v) {
  if (tf::TensorObject* t = tf::as_tensor_object(v)) return t->step;
  if (auto* k = py::cast<KerasTensor>(v)) return k->step;
  return np::step_of(v);
}

void set_step(const py::Value& v, StepId step) {
  if (tf::TensorObject* t = tf::as_tensor_object(v)) t->step = step;
  if (auto* k = py::cast<KerasTensor>(v)) k->step = step;
}

// Which input axis each output axis comes from, by length: batch and equal leading axes stay, a changed last axis is new.
AxisMap axes_of(const std::vector<Shape>& inputs, const Shape& out) {
  AxisMap map;
  if (!out.known_rank()) return map;
  map.resize(out.rank());
  if (inputs.empty() || !inputs[0].known_rank()) return map;
  const Shape& in = inputs[0];
  for (size_t i = 0; i < out.rank() && i < in.rank(); ++i) {
    bool same = out[i] == in[i], last = i + 1 == out.rank();
    if (i == 0 || same || (in.rank() == out.rank() && !last)) map[i] = {0, static_cast<int>(i)};
  }
  return map;
}

struct Before { std::vector<StepId> steps; std::vector<Shape> shapes; size_t errors; };

// One step a call of a layer of the program; models are seen through their layers.
void note(py::Interp& in, Layer& layer, const Before& before, const py::Value& outputs) {
  if (py::cast<Model>(py::Value(&layer)) && outputs) return;
  if (in.trace.steps().size() > 20000) return;
  Step step;
  step.kind = StepKind::kLayer;
  step.stage = in.trace.stage() == Stage::kProgram && (!outputs || py::cast<KerasTensor>(nest::flatten(in, outputs)[0])) ? Stage::kBuild : in.trace.stage();
  step.what = std::string(layer.class_name());
  step.label = layer.name;
  step.inputs = before.steps;
  step.given = before.shapes;
  step.span = layer.span;
  step.failed = !outputs;
  std::vector<InputSpec> specs = input_spec_of(in, layer);
  step.expected = specs.empty() || before.shapes.empty() || !before.shapes[0].known_rank() ? Shape::unknown_rank()
                                                                                          : expected_shape(specs[0], before.shapes[0].rank());
  step.shape = Shape::unknown_rank();
  if (outputs) {
    std::vector<py::Value> flat = nest::flatten(in, outputs);
    py::Value first = flat.empty() ? py::Value() : flat[0];
    if (first) {
      std::optional<Shape> s = shape_of(in, first);
      if (s) step.shape = *s;
      step.dtype = dtype_of(in, first).value_or(DType::kFloat32);
      if (tf::TensorObject* t = tf::as_tensor_object(first); t && t->eager()) step.value = t->operand.value;
    }
    step.axes = axes_of(before.shapes, step.shape);
    StepId id = in.trace.add(std::move(step));
    layer.step = id;
    for (const py::Value& v : flat) set_step(v, id);
  } else {
    layer.step = in.trace.add(std::move(step));
  }
}

Before look(py::Interp& in, const py::Args& args) {
  Before before{};
  auto leaf = [&](const py::Value& v) {
    for (const py::Value& x : nest::flatten(in, v)) {
      if (!tf::as_tensor_object(x) && !py::cast<KerasTensor>(x) && !py::cast<np::NdArray>(x)) continue;
      before.steps.push_back(step_of(x));
      std::optional<Shape> s = shape_of(in, x);
      before.shapes.push_back(s ? *s : Shape::unknown_rank());
    }
  };
  for (const py::Value& v : args.positional) leaf(v);
  for (const py::Keyword& k : args.keywords) leaf(k.value);
  return before;
}

bool already_noted(py::Interp& in) {
  const auto& steps = in.trace.steps();
  return !steps.empty() && steps.back().failed;
}

}  // namespace

py::Value layer_call(py::Interp& in, Layer& layer, const py::Args& args) {
  Before before = look(in, args);
  py::Value outputs = in.keras3() ? call_keras3(in, layer, args) : call_keras2(in, layer, args);
  // The innermost layer that refuses is the step at which the run died.
  if (outputs ? true : !in.stopped() && !already_noted(in)) {
    py::Ref<py::Exception> held;
    if (!outputs) held = in.take();
    note(in, layer, before, outputs);
    if (held) in.raise_object(held);
  }
  return outputs;
}

py::Value layer_call(py::Interp& in, Layer& layer, const py::Value& inputs) {
  return layer_call(in, layer, py::Args{std::span<const py::Value>(&inputs, 1)});
}

py::Value call_compute_mask(py::Interp& in, Layer& layer, const py::Value& inputs, const py::Value& masks) {
  py::Value given = masks ? masks : py::Value::none();
  if (py::Value own = overridden(in, layer, "compute_mask")) return in.call(own, {inputs, given});
  if (in.pending()) return {};
  py::Value computed = layer.compute_mask(in, inputs, given);
  return computed || in.pending() ? computed : py::Value::none();
}

}  // namespace misfit::keras
