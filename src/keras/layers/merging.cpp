// Layers that join tensors: Add, Subtract, Multiply, Average, Maximum, Minimum, Concatenate, Dot.
#include <algorithm>

#include "keras/keras_tensor.h"
#include "keras/layers/arguments.h"
#include "keras/layers/layers.h"
#include "keras/layers/merging.h"
#include "keras/nest.h"
#include "ops/ops.h"

namespace misfit::keras {

namespace {

enum class How { kAdd, kSubtract, kMultiply, kAverage, kMaximum, kMinimum };

std::string shapes_text(const std::vector<Shape>& shapes) {
  std::string text = "[";
  for (size_t i = 0; i < shapes.size(); ++i) text += (i ? ", " : "") + python_text(shapes[i]);
  return text + "]";
}

std::vector<Operand> operands(py::Interp& in, const py::Value& inputs, bool* ok) {
  std::vector<Operand> out;
  *ok = true;
  for (const py::Value& v : nest::flatten(in, inputs)) {
    const auto x = tf::convert(in, v);
    if (!x) return *ok = false, out;
    out.push_back(*x);
  }
  return out;
}

struct Merge : Layer {
  static constexpr py::Kind kind{"keras.Merge", &Layer::kind};
  Merge(py::Type* t, How h) : Layer(kind, t), how(h) { supports_masking = true; }
  How how;

  bool refuse(py::Interp& in, std::string text) { return in.raise("ValueError", std::move(text)), false; }

  // The shape two inputs combine to, axis by axis from the end; unknown lengths win over 1.
  std::optional<Shape> combine(py::Interp& in, const Shape& a, const Shape& b) {
    const Shape &longer = a.rank() >= b.rank() ? a : b, &shorter = a.rank() >= b.rank() ? b : a;
    Shape out = longer;
    for (size_t i = 0; i < shorter.rank(); ++i) {
      int64_t& x = out[longer.rank() - 1 - i];
      const int64_t y = shorter[shorter.rank() - 1 - i];
      if (x < 0 || y < 0) x = (x == 1 || y == 1) ? std::max(x, y) == 1 ? -1 : std::max(x, y) : -1;
      else if (x == 1) x = y;
      else if (y != 1 && x != y) {
        return refuse(in, "Inputs have incompatible shapes. Received shapes " + python_text(longer) + " and " + python_text(shorter)), std::nullopt;
      }
    }
    return out;
  }

  bool build(py::Interp& in, const std::vector<Shape>& inputs) override {
    if (inputs.size() < (how == How::kSubtract ? 2u : 1u) || (how == How::kSubtract && inputs.size() != 2)) {
      if (how == How::kSubtract)
        return refuse(in, in.keras3() ? "A `Subtract` layer should be called on exactly 2 inputs. Received: input_shape=" + shapes_text(inputs)
                                      : "A `Subtract` layer should be called on exactly 2 inputs. Received: input_shape=" + shapes_text(inputs));
      return refuse(in, "A merge layer should be called on a list of at least 1 input. Received: input_shape=" + shapes_text(inputs));
    }
    std::vector<int64_t> batches;
    for (const Shape& s : inputs)
      if (s.known_rank() && s.rank() > 0 && s[0] >= 0 && std::find(batches.begin(), batches.end(), s[0]) == batches.end()) batches.push_back(s[0]);
    if (batches.size() > 1)
      return refuse(in, "Cannot merge tensors with different batch sizes. Received tensors with shapes " + shapes_text(inputs));
    Shape out = inputs[0].slice(1, inputs[0].rank());
    for (size_t i = 1; i < inputs.size(); ++i) {
      const auto joined = combine(in, out, inputs[i].slice(1, inputs[i].rank()));
      if (!joined) return false;
      out = *joined;
    }
    return built = true;
  }

  std::optional<Shape> output_shape(py::Interp& in, const std::vector<Shape>& inputs, bool* handled) override {
    *handled = true;
    Shape out = inputs[0].slice(1, inputs[0].rank());
    int64_t batch = inputs[0][0];
    for (size_t i = 1; i < inputs.size(); ++i) {
      const auto joined = combine(in, out, inputs[i].slice(1, inputs[i].rank()));
      if (!joined) return std::nullopt;
      out = *joined;
      if (inputs[i][0] >= 0) batch = inputs[i][0];
    }
    Shape whole{batch};
    for (int64_t d : out) whole.push_back(d);
    return whole;
  }

  py::Value call(py::Interp& in, const py::Value& inputs, const Call&) override {
    bool ok;
    std::vector<Operand> xs = operands(in, inputs, &ok);
    if (!ok) return {};
    Math m(in);
    // Fewer axes than the others: axes of length 1 behind the batch.
    size_t rank = 0;
    for (const Operand& x : xs) rank = std::max(rank, x.shape.known_rank() ? x.shape.rank() : 0);
    for (Operand& x : xs)
      while (x && x.shape.known_rank() && x.shape.rank() < rank) x = m.expand_dims(x, 1);
    Operand y = xs[0];
    for (size_t i = 1; i < xs.size(); ++i) switch (how) {
        case How::kAdd:
        case How::kAverage: y = m.add(y, xs[i]); break;
        case How::kSubtract: y = m.sub(y, xs[i]); break;
        case How::kMultiply: y = m.mul(y, xs[i]); break;
        case How::kMaximum: y = m.maximum(y, xs[i]); break;
        case How::kMinimum: y = m.minimum(y, xs[i]); break;
      }
    if (how == How::kAverage && y) y = m.div(y, m.like(static_cast<double>(xs.size()), y));
    return result(in, y);
  }
};

struct Concatenate : Layer {
  static constexpr py::Kind kind{"keras.Concatenate", &Layer::kind};
  explicit Concatenate(py::Type* t) : Layer(kind, t) { supports_masking = true; }
  int64_t axis = -1;

  bool build(py::Interp& in, const std::vector<Shape>& inputs) override {
    if (inputs.empty() || inputs[0].rank() == 0) return in.raise("ValueError", "A `Concatenate` layer should be called on a list of at least 1 input. Received: input_shape=" + shapes_text(inputs)), false;
    // All lengths but the joined one must agree.
    std::vector<Shape> rest;
    for (const Shape& s : inputs) {
      const int64_t at = axis < 0 ? axis + static_cast<int64_t>(s.rank()) : axis;
      Shape other = at >= 0 && at < static_cast<int64_t>(s.rank()) ? s.without(static_cast<size_t>(at)) : s;
      if (std::find(rest.begin(), rest.end(), other) == rest.end()) rest.push_back(other);
    }
    bool fits = true;
    for (const Shape& s : rest)
      if (s.rank() != rest[0].rank() || !compatible(s, rest[0])) fits = false;
    if (fits) return built = true;
    return in.raise("ValueError", "A `Concatenate` layer requires inputs with matching shapes except for the concatenation axis. Received: input_shape=" + shapes_text(inputs)), false;
  }
  std::optional<Shape> output_shape(py::Interp&, const std::vector<Shape>& inputs, bool* handled) override {
    *handled = true;
    Shape out = inputs[0];
    const auto at = static_cast<size_t>(axis < 0 ? axis + static_cast<int64_t>(out.rank()) : axis);
    if (at >= out.rank()) return out;
    for (size_t i = 1; i < inputs.size(); ++i) {
      out[at] = out[at] < 0 || inputs[i][at] < 0 ? -1 : out[at] + inputs[i][at];
      for (size_t k = 0; k < out.rank(); ++k)
        if (k != at && out[k] < 0) out[k] = inputs[i][k];
    }
    return out;
  }
  py::Value call(py::Interp& in, const py::Value& inputs, const Call&) override {
    bool ok;
    const std::vector<Operand> xs = operands(in, inputs, &ok);
    Math m(in);
    if (!ok) return {};
    if (xs.size() == 1) return result(in, xs[0]);
    return result(in, m.concat(xs, axis));
  }
};

bool init_concatenate(py::Interp& in, Layer& base, py::Bound& a) {
  static_cast<Concatenate&>(base).axis = in.as_int(a["axis"]).value_or(-1);
  base.dict->set(in, "axis", a["axis"]);
  return true;
}

template <How kHow> Layer* make_merge(py::Interp&, py::Type* t) { return new Merge(t, kHow); }
template <class T> Layer* make(py::Interp&, py::Type* t) { return new T(t); }
bool init_merge(py::Interp&, Layer&, py::Bound&) { return true; }

template <How kHow> void define(std::string_view name) { define_layer({name, "Layer", "**kwargs", "**kwargs", make_merge<kHow>, init_merge, Merge::kind}); }

}  // namespace

bool takes_inputs(py::Interp& in, Layer& layer, const py::Value& inputs) {
  const bool merge = py::cast<Merge>(py::Value(&layer)), join = py::cast<Concatenate>(py::Value(&layer));
  if ((!merge && !join) || in.is_sequence(inputs) || py::cast<py::Dict>(inputs)) return true;
  const std::optional<Shape> s = shape_of(in, inputs);
  if (in.pending() || !s) return !in.pending();
  const std::string shape = python_text(*s);
  in.raise("ValueError", join ? "A `Concatenate` layer should be called on a list of at least 1 input. Received: input_shape=" + shape
                              : "A merge layer should be called on a list of inputs. Received: input_shape=" + shape + " (not a list of shapes)");
  return false;
}

void register_merging() {
  define<How::kAdd>("Add");
  define<How::kSubtract>("Subtract");
  define<How::kMultiply>("Multiply");
  define<How::kAverage>("Average");
  define<How::kMaximum>("Maximum");
  define<How::kMinimum>("Minimum");
  define_layer({"Concatenate", "Layer", "axis=-1, **kwargs", "axis=-1, **kwargs", make<Concatenate>, init_concatenate, Concatenate::kind});
}

}  // namespace misfit::keras
