// Axis maps where a step has one; where it has none, an only input of the same rank is taken to keep its axes.
#include "explain/birth.h"

#include <algorithm>

namespace misfit {
namespace {

struct Source { const Step* step = nullptr; size_t axis = 0; };

Source source_of(const Trace& trace, const Step& s, size_t axis) {
  if (axis < s.axes.size()) {
    const AxisSource& a = s.axes[axis];
    if (a.input < 0 || static_cast<size_t>(a.input) >= s.inputs.size()) return {};
    return {trace.find(s.inputs[static_cast<size_t>(a.input)]), static_cast<size_t>(a.axis)};
  }
  if (!s.axes.empty() || s.inputs.size() != 1) return {};
  const Step* in = trace.find(s.inputs[0]);
  if (!in || !in->shape.known_rank() || !s.shape.known_rank() || in->shape.rank() < s.shape.rank()) return {};
  return {in, axis + in->shape.rank() - s.shape.rank()};
}

template <class Next> Trail walk(const Step* from, Next next) {
  Trail trail;
  for (const Step* s = from; s && trail.size() < 200; s = next(*s)) trail.push_back(s);
  std::reverse(trail.begin(), trail.end());
  return trail;
}

// The input that goes on in the result: the first that has been recorded.
const Step* main_input(const Trace& trace, const Step& s) {
  for (StepId id : s.inputs)
    if (const Step* in = trace.find(id)) return in;
  return nullptr;
}

}  // namespace

Trail birth_of_axis(const Trace& trace, const Step* from, size_t axis) {
  return walk(from, [&](const Step& s) -> const Step* {
    Source in = source_of(trace, s, axis);
    if (!in.step || !in.step->shape.known_rank() || in.axis >= in.step->shape.rank() || !s.shape.known_rank() || axis >= s.shape.rank()) return nullptr;
    int64_t here = s.shape[axis], there = in.step->shape[in.axis];
    if (here != there && here >= 0 && there >= 0) return nullptr;
    axis = in.axis;
    return in.step;
  });
}

Trail birth_of_rank(const Trace& trace, const Step* from) {
  return walk(from, [&](const Step& s) -> const Step* {
    const Step* in = main_input(trace, s);
    return in && in->shape.known_rank() && s.shape.known_rank() && in->shape.rank() == s.shape.rank() ? in : nullptr;
  });
}

Trail birth_of_shape(const Trace& trace, const Step* from) {
  return walk(from, [&](const Step& s) -> const Step* {
    const Step* in = main_input(trace, s);
    return in && in->shape.known_rank() && s.shape.known_rank() && in->shape == s.shape ? in : nullptr;
  });
}

Trail birth_of_dtype(const Trace& trace, const Step* from) {
  return walk(from, [&](const Step& s) -> const Step* {
    const Step* in = main_input(trace, s);
    return in && in->dtype == s.dtype ? in : nullptr;
  });
}

Trail birth_of_values(const Trace& trace, const Step* from) {
  return walk(from, [&](const Step& s) -> const Step* {
    bool passes = s.kind == StepKind::kInput || s.what == "[...]" || s.what == "copy" || s.what == "astype" || s.what == "reshape" || s.what == "np.asarray" ||
                  s.what == "np.array" || s.what == "Cast" || s.what == "Reshape" || s.what == "Identity" || s.what == "Const" ||
                  s.what == "StridedSlice" || s.what == "np.expand_dims" || s.what == "ExpandDims";
    return passes && s.inputs.size() >= 1 ? main_input(trace, s) : nullptr;
  });
}

std::string name_of(const Trace& trace, const Trail& trail) {
  for (auto s = trail.rbegin(); s != trail.rend(); ++s)
    for (auto b = trace.bindings.rbegin(); b != trace.bindings.rend(); ++b)
      if (b->step && b->step == (*s)->id && b->shape == (*s)->shape) return b->name;   // a row of it that a loop named is not it
  return {};
}

const Binding* binding_of(const Trace& trace, std::string_view name, uint32_t before) {
  const Binding* best = nullptr;
  for (const Binding& b : trace.bindings)
    if (b.name == name && (b.span.begin < before || !before)) best = &b;
  return best;
}

}  // namespace misfit
