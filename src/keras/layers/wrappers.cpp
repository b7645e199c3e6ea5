// Bidirectional and TimeDistributed: layers around another layer.
#include "keras/layers/arguments.h"
#include "keras/layers/layers.h"
#include "keras/nest.h"
#include "keras/parts/parts.h"
#include "ops/ops.h"

namespace misfit::keras {

namespace {

py::Ref<Layer> inner_layer(py::Interp& in, const py::Value& v, std::string_view wrapper) {
  if (Layer* layer = py::cast<Layer>(v)) return py::Ref<Layer>(layer);
  in.raise("ValueError", "Please initialize `" + std::string(wrapper) + "` layer with a `" + (in.keras3() ? "keras" : "tf.keras") + ".layers.Layer` instance. Received: " +
                             in.str(v).value_or(""));
  return {};
}

// A fresh layer with the same constructor arguments, as from_config(get_config()) gives.
py::Ref<Layer> copy_of(py::Interp& in, Layer& layer, const std::string& name, bool backwards) {
  std::vector<py::Keyword> keywords;
  if (layer.arguments)
    for (const auto& e : layer.arguments->entries) {
      if (!e.key || !e.value) continue;
      const std::string_view key = *in.as_str(e.key);
      if (key != "go_backwards" || !backwards) keywords.push_back({key, e.value});
    }
  if (backwards) keywords.push_back({"go_backwards", py::Value::boolean(in.keras3() || !in.truth(layer.dict->get("go_backwards")).value_or(false))});
  keywords.push_back({"name", in.str_value(name)});
  return make_layer(in, layer.class_name(), py::Args{{}, keywords});
}

struct Bidirectional : Layer {
  static constexpr py::Kind kind{"keras.Bidirectional", &Layer::kind};
  explicit Bidirectional(py::Type* t) : Layer(kind, t) { supports_masking = true; }
  py::Ref<Layer> forward, backward;
  std::string merge = "concat";                   // "" : None
  bool sequences = false;
  void clear() override { forward = backward = {}; Layer::clear(); }

  bool build(py::Interp& in, const std::vector<Shape>& inputs) override {
    return layer_build(in, *forward, inputs) && layer_build(in, *backward, inputs) && (built = true);
  }
  std::optional<Shape> output_shape(py::Interp& in, const std::vector<Shape>& inputs, bool* handled) override {
    auto shape = forward->output_shape(in, inputs, handled);
    if (merge.empty()) *handled = false;
    if (!*handled || !shape) return std::nullopt;
    if (merge == "concat") (*shape)[shape->rank() - 1] *= 2;
    return shape;
  }
  py::Value compute_mask(py::Interp& in, const py::Value& inputs, const py::Value& mask) override { return forward->compute_mask(in, inputs, mask); }
  py::Value call(py::Interp& in, const py::Value& inputs, const Call& call) override {
    // The first half of the initial states is of the forward layer. In Keras 2 they may come behind the sequence.
    std::vector<py::Value> given = nest::flatten(in, inputs), states;
    if (given.size() > 1) states.assign(given.begin() + 1, given.end());
    for (const py::Keyword& k : call.rest.keywords)
      if (k.name == "initial_state" && !k.value.is_none()) states = nest::flatten(in, k.value);
    if (!call.rest.positional.empty() && !call.rest.positional[0].is_none()) states = nest::flatten(in, call.rest.positional[0]);
    const size_t half = states.size() / 2;
    const std::vector<py::Value> ahead(states.begin(), states.begin() + static_cast<ptrdiff_t>(half)), behind(states.begin() + static_cast<ptrdiff_t>(half), states.end());
    auto run = [&](Layer& layer, const std::vector<py::Value>& own) -> py::Value {
      std::vector<py::Keyword> keywords;
      if (call.training) keywords.push_back({"training", py::Value::boolean(*call.training)});
      if (call.mask && !call.mask.is_none()) keywords.push_back({"mask", call.mask});
      if (!own.empty()) keywords.push_back({"initial_state", in.list(own)});
      const py::Value positional[] = {given.empty() ? inputs : given[0]};
      return layer_call(in, layer, py::Args{positional, keywords});
    };
    const py::Value there = run(*forward, ahead);
    if (!there) return {};
    const py::Value back = run(*backward, behind);
    if (!back) return {};
    std::vector<py::Value> a = nest::flatten(in, there), b = nest::flatten(in, back);
    const auto x = tf::convert(in, a[0]);
    auto y = tf::convert(in, b[0]);
    if (!x || !y) return {};
    Math m(in);
    if (sequences) *y = m.op(kReverseV2, {*y, m.ints({1})});
    std::vector<py::Value> all;
    if (merge.empty()) {
      all = {tf::tensor_value(in, *x), result(in, *y)};
    } else {
      Operand out;
      if (merge == "concat") out = m.concat({*x, *y}, -1);
      else if (merge == "mul") out = m.mul(*x, *y);
      else out = m.add(*x, *y);
      if (merge == "ave") out = m.div(out, m.like(2, out));
      if (!out || a.size() == 1) return result(in, out);
      all = {result(in, out)};
    }
    all.insert(all.end(), a.begin() + 1, a.end());
    all.insert(all.end(), b.begin() + 1, b.end());
    return in.keras3() ? in.tuple(std::move(all)) : in.list(std::move(all));
  }
};

// What a layer's constructor was told; False where it takes no such argument.
bool flag_of(py::Interp& in, Layer& layer, std::string_view name) {
  const py::Value v = layer.dict->get(name);
  return v && in.truth(v).value_or(false);
}

// A layer that cannot run backwards: Keras 2 misses the entry of its config, Keras 3 makes the layer with it. Always null.
py::Ref<Layer> not_recurrent(py::Interp& in, Layer& inner) {
  if (!in.keras3()) return in.raise("KeyError", "go_backwards"), py::Ref<Layer>();
  const py::Value write = find_in_parts(in, "saving", "serialize_keras_object"), read = find_in_parts(in, "saving", "deserialize_keras_object");
  const py::Value config = write && read ? in.call(write, {py::Value(&inner)}) : py::Value();
  auto* own = config ? py::cast<py::Dict>(py::cast<py::Dict>(config)->get("config")) : nullptr;
  if (!own) return {};
  own->set(in, "go_backwards", py::Value::boolean(true));
  own->set(in, "name", in.str_value("backward_" + inner.name));
  in.call(read, {config});
  return {};
}

// Both layers run over one sequence, from either end.
bool fit_together(py::Interp& in, Layer& forward, Layer& backward) {
  const auto word = [](bool b) { return std::string(b ? "True" : "False"); };
  const bool ahead = flag_of(in, forward, "go_backwards");
  if (ahead == flag_of(in, backward, "go_backwards"))
    return in.raise("ValueError", in.keras3() ? "Forward layer and backward layer should have different `go_backwards` value. Received: forward_layer.go_backwards " + word(ahead) +
                                                    ", backward_layer.go_backwards=" + word(ahead)
                                              : "Forward layer and backward layer should have different `go_backwards` value.forward_layer.go_backwards = " + word(ahead) +
                                                    ",backward_layer.go_backwards = " + word(ahead)), false;
  for (const char* name : {"stateful", "return_sequences", "return_state"}) {
    const bool f = flag_of(in, forward, name), b = flag_of(in, backward, name);
    if (f != b)
      return in.raise("ValueError", "Forward layer and backward layer are expected to have the same value for attribute \"" + std::string(name) + "\", got \"" + word(f) +
                                        "\" for forward layer and \"" + word(b) + "\" for backward layer"), false;
  }
  return true;
}

bool init_bidirectional(py::Interp& in, Layer& base, py::Bound& a) {
  Bidirectional& layer = static_cast<Bidirectional&>(base);
  const py::Ref<Layer> inner = inner_layer(in, a["layer"], "Bidirectional");
  if (!inner) return false;
  const py::Value other = a["backward_layer"], mode = a["merge_mode"];
  if (!other.is_none() && !py::cast<Layer>(other))
    return in.raise("ValueError", std::string("`backward_layer` need to be a `") + (in.keras3() ? "keras" : "tf.keras") + ".layers.Layer` instance. Received: " + in.str(other).value_or("")), false;
  const auto text = in.as_str(mode);
  layer.merge = text ? std::string(*text) : "";
  if (!mode.is_none() && layer.merge != "sum" && layer.merge != "mul" && layer.merge != "ave" && layer.merge != "concat")
    return in.raise("ValueError", "Invalid merge mode. Received: " + in.str(mode).value_or("") + ". Merge mode should be one of {\"sum\", \"mul\", \"ave\", \"concat\", None}"), false;
  layer.sequences = flag_of(in, *inner, "return_sequences");
  if (other.is_none() && !inner->dict->get("go_backwards")) return not_recurrent(in, *inner), false;
  // Keras 3 makes both copies anew; Keras 2 keeps the layer it was given as the forward one.
  layer.forward = in.keras3() ? copy_of(in, *inner, "forward_" + inner->name, false) : inner;
  if (!layer.forward) return false;
  if (!in.keras3()) layer.forward->name = "forward_" + inner->name;
  const std::string name = in.keras3() ? inner->name : inner->name.substr(8);
  layer.backward = other.is_none() ? copy_of(in, *inner, "backward_" + name, true) : py::Ref<Layer>(py::cast<Layer>(other));
  if (!layer.backward) return false;
  if (!in.keras3() && !other.is_none()) layer.backward->name = "backward_" + layer.backward->name;
  if (!fit_together(in, *layer.forward, *layer.backward)) return false;
  layer.sublayers = {layer.forward, layer.backward};
  layer.input_spec = layer.forward->input_spec;
  return true;
}

struct TimeDistributed : Layer {
  static constexpr py::Kind kind{"keras.TimeDistributed", &Layer::kind};
  explicit TimeDistributed(py::Type* t) : Layer(kind, t) { supports_masking = true; }
  py::Ref<Layer> inner;
  void clear() override { inner = {}; Layer::clear(); }

  static Shape one_step(const Shape& s) { return s.without(1); }

  bool build(py::Interp& in, const std::vector<Shape>& inputs) override {
    if (inputs[0].rank() < 3)
      return in.raise("ValueError", in.keras3() ? "`TimeDistributed` Layer should be passed an `input_shape` with at least 3 dimensions, received: " + python_text(inputs[0])
                                                : "`TimeDistributed` Layer should be passed an `input_shape ` with at least 3 dimensions, received: " + python_text(inputs[0])), false;
    return layer_build(in, *inner, {one_step(inputs[0])}) && (built = true);
  }
  std::optional<Shape> output_shape(py::Interp& in, const std::vector<Shape>& inputs, bool* handled) override {
    const auto shape = inner->output_shape(in, {one_step(inputs[0])}, handled);
    if (!*handled || !shape) return std::nullopt;
    Shape out{(*shape)[0], inputs[0][1]};
    for (size_t i = 1; i < shape->rank(); ++i) out.push_back((*shape)[i]);
    return out;
  }
  py::Value call(py::Interp& in, const py::Value& inputs, const Call& call) override {
    const auto x = one_operand(in, inputs);
    if (!x) return {};
    Math m(in);
    std::vector<int64_t> folded{-1};
    for (size_t i = 2; i < x->shape.rank(); ++i) folded.push_back(x->shape[i]);
    const Operand flat = m.reshape(*x, folded);
    if (!flat) return {};
    std::vector<py::Keyword> keywords;
    if (call.training) keywords.push_back({"training", py::Value::boolean(*call.training)});
    const py::Value positional[] = {tf::tensor_value(in, flat)};
    const py::Value y = layer_call(in, *inner, py::Args{positional, keywords});
    if (!y) return {};
    const auto out = tf::convert(in, y);
    if (!out) return {};
    std::vector<int64_t> unfolded{x->shape[0], x->shape[1]};
    if (unfolded[1] < 0 && unfolded[0] < 0) {
      const Operand shape = m.shape_of(*x);
      std::vector<Operand> parts{m.expand_dims(m.row(shape, 0), 0), m.expand_dims(m.row(shape, 1), 0)};
      std::vector<int64_t> rest;
      for (size_t i = 1; i < out->shape.rank(); ++i) rest.push_back(out->shape[i]);
      parts.push_back(m.ints(rest));
      return result(in, m.reshape(*out, m.concat(parts, 0)));
    }
    for (size_t i = 1; i < out->shape.rank(); ++i) unfolded.push_back(out->shape[i]);
    return result(in, m.reshape(*out, unfolded));
  }
};

bool init_time(py::Interp& in, Layer& base, py::Bound& a) {
  TimeDistributed& layer = static_cast<TimeDistributed&>(base);
  layer.inner = inner_layer(in, a["layer"], "TimeDistributed");
  if (!layer.inner) return false;
  layer.sublayers = {layer.inner};
  layer.dict->set(in, "layer", a["layer"]);
  return true;
}

template <class T> Layer* make(py::Interp&, py::Type* t) { return new T(t); }

}  // namespace

void register_wrappers() {
  constexpr std::string_view both = "layer, merge_mode='concat', weights=None, backward_layer=None, **kwargs";
  define_layer({"Bidirectional", "Layer", both, both, make<Bidirectional>, init_bidirectional, Bidirectional::kind});
  define_layer({"TimeDistributed", "Layer", "layer, **kwargs", "layer, **kwargs", make<TimeDistributed>, init_time, TimeDistributed::kind});
}

}  // namespace misfit::keras
