// assert_input_compatibility: the same checks in the same order, in the words of each Keras.
#include "keras/input_spec.h"

#include "keras/class_modules.h"
#include "keras/keras_tensor.h"
#include "keras/model.h"
#include "keras/nest.h"

namespace misfit::keras {
namespace {

const FaultSpec kFaults[] = {
    {.code = "input_spec_c1", .type = "ValueError",
     .keras2 = "Layer \"{layer}\" expects {expected} input(s), but it received {found} input tensors. Inputs received: {inputs}",
     .keras3 = "Layer \"{layer}\" expects {expected} input(s), but it received {found} input tensors. Inputs received: {inputs}"},
    {.code = "input_spec_c2", .type = "ValueError",
     .keras2 = "Input {index} of layer \"{layer}\" is incompatible with the layer: expected ndim={expected}, found ndim={found}. Full shape received: {shape}",
     .keras3 = "Input {index} with name '{input}' of layer '{layer}' is incompatible with the layer: expected ndim={expected}, found ndim={found}. Full shape received: {shape}"},
    {.code = "input_spec_c3", .type = "ValueError",
     .keras2 = "Input {index} of layer \"{layer}\" is incompatible with the layer: expected max_ndim={expected}, found ndim={found}",
     .keras3 = "Input {index} with name '{input}' of layer '{layer}' is incompatible with the layer: expected max_ndim={expected}, found ndim={found}"},
    {.code = "input_spec_c4", .type = "ValueError",
     .keras2 = "Input {index} of layer \"{layer}\" is incompatible with the layer: expected min_ndim={expected}, found ndim={found}. Full shape received: {shape}",
     .keras3 = "Input {index} with name '{input}' of layer '{layer}' is incompatible with the layer: expected min_ndim={expected}, found ndim={found}. Full shape received: {shape}"},
    {.code = "input_spec_c5", .type = "ValueError",
     .keras2 = "Input {index} of layer \"{layer}\" is incompatible with the layer: expected dtype={expected}, found dtype={found}",
     .keras3 = "Input {index} with name '{input}' of layer '{layer}' is incompatible with the layer: expected dtype={expected}, found dtype={found}"},
    {.code = "input_spec_c6", .type = "ValueError",
     .keras2 = "Input {index} of layer \"{layer}\" is incompatible with the layer: expected axis {axis} of input shape to have value {expected}, but received input with shape {shape}",
     .keras3 = "Input {index} with name '{input}' of layer '{layer}' is incompatible with the layer: expected axis {axis} of input shape to have value {expected}, but received input with shape {shape}"},
    {.code = "input_spec_c7", .type = "ValueError",
     .keras2 = "Input {index} of layer \"{layer}\" is incompatible with the layer: expected shape={expected}, found shape={shape}",
     .keras3 = "Input {index} with name '{input}' of layer '{layer}' is incompatible with the layer: expected shape={expected}, found shape={shape}"},
    {.code = "input_spec_c8", .type = "ValueError",
     .keras2 = "Missing data for input \"{input}\". You passed a data dictionary with keys {keys}. Expected the following keys: {expected}",
     .keras3 = "Missing data for input \"{input}\". You passed a data dictionary with keys {keys}. Expected the following keys: {expected}"},
    {.code = "input_spec_c9", .type = "ValueError",
     .keras3 = "Layer \"{layer}\" expects {expected} named input(s) with keys {keys}, but it received {found} input tensors. Pass inputs as a dict, e.g. `layer({{hint}})`."},
};

using Arguments = std::vector<std::pair<std::string_view, std::string>>;

bool refuse(py::Interp& in, size_t constraint, Arguments arguments) {
  Dialect dialect = in.keras3() ? Dialect::kKeras3 : Dialect::kKeras2;
  tf::raise_fault(in, Fault{&kFaults[constraint - 1], std::move(arguments)}, dialect);
  return false;
}

std::string names_text(const std::vector<InputSpec>& specs) {
  std::string out = "[";
  for (const InputSpec& s : specs) out += (out.size() > 1 ? ", " : "") + ("'" + s.name + "'");
  return out + "]";
}

bool all_named(const std::vector<InputSpec>& specs) {
  for (const InputSpec& s : specs)
    if (s.name.empty()) return false;
  return true;
}

bool wrong_count(py::Interp& in, Layer& layer, const std::vector<InputSpec>& specs, const std::vector<py::Value>& inputs) {
  std::string expected = std::to_string(specs.size()), found = std::to_string(inputs.size());
  if (in.keras3() && all_named(specs)) {
    std::string hint;
    for (const InputSpec& s : specs) hint += (hint.empty() ? "" : ", ") + ("'" + s.name + "': ...");
    in.raise(in.type_named("ValueError"),
             "Layer \"" + layer.name + "\" expects " + expected + " named input(s) with keys " + names_text(specs) + ", but it received " + found +
                 " input tensors. Pass inputs as a dict, e.g. `layer({" + hint + "})`.",
             std::make_shared<Fault>(Fault{&kFaults[8], {{"layer", layer.name}, {"expected", expected}, {"found", found}}}));
    return false;
  }
  std::optional<std::string> shown = in.repr(in.list(inputs));
  return shown && refuse(in, 1, {{"layer", layer.name}, {"expected", expected}, {"found", found}, {"inputs", *shown}});
}

bool not_a_tensor(py::Interp& in, Layer& layer, const py::Value& x) {
  std::optional<std::string> shown = in.str(x), type = in.str(py::Value(in.type_of(x)));
  if (!shown || !type) return false;
  in.raise(in.keras3() ? "ValueError" : "TypeError",
           "Inputs to a layer should be tensors. Got '" + *shown + "' (of type " + *type + ") as input for layer '" + layer.name + "'.");
  return false;
}

Shape without_last_one(const Shape& s) { return s.rank() > 0 && s[s.rank() - 1] == 1 ? s.slice(0, s.rank() - 1) : s; }

bool check_one(py::Interp& in, Layer& layer, const InputSpec& spec, size_t index, const py::Value& x, const Shape& shape) {
  int ndim = static_cast<int>(shape.rank());
  std::string i = std::to_string(index), full = python_text(shape), found = std::to_string(ndim);
  std::string input = spec.name.empty() ? "None" : spec.name;
  Arguments base{{"index", i}, {"input", input}, {"layer", layer.name}, {"shape", full}, {"found", found}};
  auto with = [&](std::initializer_list<std::pair<std::string_view, std::string>> more) {
    Arguments all = base;
    for (const auto& a : more) {
      bool replaced = false;
      for (auto& b : all)
        if (b.first == a.first) b.second = a.second, replaced = true;
      if (!replaced) all.push_back(a);
    }
    return all;
  };
  if (spec.ndim && !spec.allow_last_axis_squeeze && ndim != *spec.ndim) return refuse(in, 2, with({{"expected", std::to_string(*spec.ndim)}}));
  if (spec.max_ndim && ndim > *spec.max_ndim) return refuse(in, 3, with({{"expected", std::to_string(*spec.max_ndim)}}));
  if (spec.min_ndim && ndim < *spec.min_ndim) return refuse(in, 4, with({{"expected", std::to_string(*spec.min_ndim)}}));
  if (spec.dtype) {
    std::optional<DType> dtype = dtype_of(in, x);
    if (dtype && *dtype != *spec.dtype) {
      std::string got = in.keras3() ? std::string(tf_name(*dtype)) : "<dtype: '" + std::string(tf_name(*dtype)) + "'>";
      return refuse(in, 5, with({{"expected", std::string(tf_name(*spec.dtype))}, {"found", got}}));
    }
  }
  for (const auto& [axis, length] : spec.axes) {
    int64_t at = axis < 0 ? ndim + axis : axis;
    if (at < 0 || at >= ndim) {
      in.raise("IndexError", in.keras3() ? "tuple index out of range" : "list index out of range");
      return false;
    }
    int64_t d = shape[static_cast<size_t>(at)];
    if (length >= 0 && d >= 0 && d != length)
      return refuse(in, 6, with({{"axis", std::to_string(axis)}, {"expected", std::to_string(length)}, {"found", std::to_string(d)}}));
  }
  if (spec.shape && spec.shape->known_rank()) {
    Shape want = *spec.shape, got = shape;
    if (spec.allow_last_axis_squeeze) want = without_last_one(want), got = without_last_one(got);
    for (size_t k = 0; k < want.rank() && k < got.rank(); ++k) {
      if (want[k] < 0 || got[k] < 0 || want[k] == got[k]) continue;
      // Keras 3 prints the shape it compared, Keras 2 the one it was given.
      return refuse(in, 7, with({{"expected", python_text(*spec.shape)}, {"shape", python_text(in.keras3() ? got : shape)}}));
    }
  }
  return true;
}

}  // namespace

bool check_input(py::Interp& in, Layer& layer, const std::vector<InputSpec>& specs, const py::Value& given) {
  if (specs.empty()) return true;
  std::vector<py::Value> inputs;
  auto* dict = py::cast<py::Dict>(given);
  if (dict && all_named(specs)) {
    for (const InputSpec& s : specs) {
      py::Value x = dict->get(s.name);
      if (!x) {
        std::vector<py::Value> keys;
        for (const py::Dict::Entry& e : dict->entries)
          if (e.key) keys.push_back(e.key);
        std::optional<std::string> shown = in.repr(in.list(keys));
        return shown && refuse(in, 8, {{"input", s.name}, {"keys", *shown}, {"expected", names_text(specs)}});
      }
      for (const py::Value& leaf : nest::flatten(in, x)) inputs.push_back(leaf);
    }
  } else {
    inputs = nest::flatten(in, given);
  }
  std::vector<std::optional<Shape>> shapes;
  for (const py::Value& x : inputs) {
    shapes.push_back(shape_of(in, x));
    if (in.pending()) return false;
    if (!shapes.back() && !in.keras3()) return not_a_tensor(in, layer, x);
  }
  if (inputs.size() != specs.size()) return wrong_count(in, layer, specs, inputs);
  for (size_t i = 0; i < specs.size(); ++i) {
    if (inputs[i].is_none() && specs[i].optional) continue;
    if (!shapes[i]) return not_a_tensor(in, layer, inputs[i]);
    if (!shapes[i]->known_rank()) {
      if (!in.keras3()) return true;
      in.raise("ValueError", "as_list() is not defined on an unknown TensorShape.");
      return false;
    }
    if (!check_one(in, layer, specs[i], i, inputs[i], *shapes[i])) return false;
  }
  return true;
}

Shape expected_shape(const InputSpec& spec, size_t rank) {
  if (spec.shape) return *spec.shape;
  size_t n = spec.ndim ? static_cast<size_t>(*spec.ndim) : spec.min_ndim ? std::max(rank, static_cast<size_t>(*spec.min_ndim)) : rank;
  if (!spec.ndim && !spec.min_ndim && spec.axes.empty()) return Shape::unknown_rank();
  Shape s(std::vector<int64_t>(n, Shape::kUnknown));
  for (const auto& [axis, length] : spec.axes) {
    int64_t at = axis < 0 ? static_cast<int64_t>(n) + axis : axis;
    if (at >= 0 && at < static_cast<int64_t>(n)) s[static_cast<size_t>(at)] = length;
  }
  return s;
}

}  // namespace misfit::keras
