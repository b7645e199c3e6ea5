// SimpleRNN, LSTM and GRU: a cell applied step by step. Steps are unrolled into the graph; if their number is not known
// while tracing they are the turns of a loop.
#include <algorithm>
#include <map>

#include "keras/layers/layers.h"
#include "keras/layers/noise.h"
#include "keras/keras_tensor.h"
#include "keras/nest.h"
#include "ops/library_ops.h"
#include "ops/ops.h"
#include "tensorflow/autograph.h"

namespace misfit::keras {

namespace {

enum class Flavor { kSimple, kLstm, kGru };
int64_t gates(Flavor f) { return f == Flavor::kSimple ? 1 : f == Flavor::kLstm ? 4 : 3; }

// The weights and the arithmetic of one step.
struct Cell : Layer {
  static constexpr py::Kind kind{"keras.Cell", &Layer::kind};
  Cell(py::Type* t, Flavor f) : Layer(kind, t), flavor(f) {}
  Flavor flavor;
  int64_t units = 0;
  bool use_bias = true, unit_forget_bias = true, reset_after = true;
  double dropout = 0, recurrent_dropout = 0;
  py::Value activation, recurrent_activation;
  WeightArguments kernel_arguments, recurrent_arguments, bias_arguments;
  py::Ref<tf::Variable> kernel, recurrent, bias;
  Noise noise;
  std::map<const tf::Variable*, Operand> held;   // weights that were read outside of the loop whose turns are being traced

  Operand read(Math& m, const py::Ref<tf::Variable>& v) {
    const auto found = held.find(v.get());
    return found == held.end() ? m.read(*v) : found->second;
  }

  void clear() override {
    activation = recurrent_activation = {};
    kernel_arguments = recurrent_arguments = bias_arguments = {};
    kernel = recurrent = bias = {};
    noise.clear();
    held.clear();
    Layer::clear();
  }

  bool build(py::Interp& in, const std::vector<Shape>& inputs) override {
    const int64_t features = inputs[0].at(-1), width = gates(flavor) * units;
    kernel = add_weight(in, *this, "kernel", Shape{features, width}, kernel_arguments.initializer, true, kernel_arguments.regularizer, kernel_arguments.constraint);
    if (!kernel) return false;
    recurrent = add_weight(in, *this, "recurrent_kernel", Shape{units, width}, recurrent_arguments.initializer, true, recurrent_arguments.regularizer, recurrent_arguments.constraint);
    if (!recurrent) return false;
    if (!use_bias) return built = true;
    const Shape shape = flavor == Flavor::kGru && reset_after ? Shape{2, width} : Shape{width};
    bias = add_weight(in, *this, "bias", shape, bias_arguments.initializer, true, bias_arguments.regularizer, bias_arguments.constraint);
    if (!bias) return false;
    if (flavor == Flavor::kLstm && unit_forget_bias) {  // the forget gate starts open
      const Tensor start = cast(bias->cell->value, DType::kFloat32);
      Tensor open = Tensor::uninitialized(DType::kFloat32, shape);
      for (int64_t i = 0; i < width; ++i)
        open.mutable_data<float>()[static_cast<size_t>(i)] = i >= units && i < 2 * units ? 1.0f : static_cast<float>(start.at(i));
      bias->cell->value = cast(open, bias->cell->dtype);
    }
    return built = true;
  }

  // x . kernel + bias, for one step or for all at once.
  Operand project(Math& m, const Operand& x) {
    Operand y = dense_product(m, x, read(m, kernel));
    if (!use_bias || !y) return y;
    Operand b = read(m, bias);
    if (flavor == Flavor::kGru && reset_after) b = m.row(b, 0);
    return m.add(y, b);
  }

  Operand activate(Math& m, const py::Value& f, const Operand& x) {
    const auto y = apply_activation(m.interp(), f, x);
    return y ? *y : Operand{};
  }

  // One step: `z` is project(x_t); states are {h} or {h, c}. Answers the new states, output first.
  std::vector<Operand> step(Math& m, const Operand& z, const std::vector<Operand>& states) {
    const Operand& h = states[0];
    auto gate = [&](const Operand& x, int64_t i) { return m.columns(x, i * units, (i + 1) * units); };
    if (flavor == Flavor::kSimple) return {activate(m, activation, m.add(z, m.matmul(h, read(m, recurrent))))};
    if (flavor == Flavor::kLstm) {
      const Operand all = m.add(z, m.matmul(h, read(m, recurrent)), m.interp().keras3() ? "Add" : "add");
      const Operand i = activate(m, recurrent_activation, gate(all, 0)), f = activate(m, recurrent_activation, gate(all, 1));
      const Operand c = m.add(m.mul(f, states[1]), m.mul(i, activate(m, activation, gate(all, 2))));
      return {m.mul(activate(m, recurrent_activation, gate(all, 3)), activate(m, activation, c)), c};
    }
    const Operand one = m.like(1, h);
    if (reset_after) {
      Operand inner = m.matmul(h, read(m, recurrent));
      if (use_bias) inner = m.add(inner, m.row(read(m, bias), 1));
      const Operand u = activate(m, recurrent_activation, m.add(gate(z, 0), gate(inner, 0)));
      const Operand r = activate(m, recurrent_activation, m.add(gate(z, 1), gate(inner, 1)));
      const Operand hh = activate(m, activation, m.add(gate(z, 2), m.mul(r, gate(inner, 2))));
      return {m.add(m.mul(u, h), m.mul(m.sub(one, u), hh))};
    }
    const Operand w = read(m, recurrent);
    const Operand inner = m.matmul(h, m.columns(w, 0, 2 * units));
    const Operand u = activate(m, recurrent_activation, m.add(gate(z, 0), gate(inner, 0)));
    const Operand r = activate(m, recurrent_activation, m.add(gate(z, 1), gate(inner, 1)));
    const Operand hh = activate(m, activation, m.add(gate(z, 2), m.matmul(m.mul(r, h), gate(w, 2))));
    return {m.add(m.mul(u, h), m.mul(m.sub(one, u), hh))};
  }

  py::Value call(py::Interp& in, const py::Value& inputs, const Call& call) override {
    const auto x = one_operand(in, inputs);
    if (!x) return {};
    Math m(in);
    std::vector<Operand> states;
    if (!call.rest.positional.empty())
      for (const py::Value& v : nest::flatten(in, call.rest.positional[0])) {
        const auto s = tf::convert(in, v);
        if (!s) return {};
        states.push_back(*s);
      }
    const std::vector<Operand> out = step(m, project(m, *x), states);
    std::vector<py::Value> values;
    for (const Operand& o : out) {
      if (!o) return {};
      values.push_back(tf::tensor_value(in, o));
    }
    return in.tuple({values[0], in.list(values)});
  }
};

struct Recurrent : Layer {
  static constexpr py::Kind kind{"keras.RNN", &Layer::kind};
  Recurrent(py::Type* t, Flavor f) : Layer(kind, t), flavor(f) { supports_masking = true; }
  Flavor flavor;
  py::Ref<Layer> cell_layer;
  bool return_sequences = false, return_state = false, go_backwards = false, keeps_states = false;
  std::vector<py::Ref<tf::Variable>> states_kept;  // of a stateful layer, from batch to batch
  void clear() override { cell_layer = {}; states_kept.clear(); Layer::clear(); }
  Cell& cell() const { return static_cast<Cell&>(*cell_layer); }
  size_t state_count() const { return flavor == Flavor::kLstm ? 2 : 1; }

  bool build(py::Interp& in, const std::vector<Shape>& inputs) override {
    if (!layer_build(in, *cell_layer, {Shape{inputs[0][0], inputs[0].at(-1)}})) return false;
    InputSpec spec;
    spec.ndim = 3;
    if (!in.keras3()) {
      spec.ndim.reset();
      spec.shape = Shape{keeps_states ? inputs[0][0] : Shape::kUnknown, Shape::kUnknown, inputs[0].at(-1)};
    }
    input_spec = {spec};
    return (!keeps_states || make_states(in, inputs[0])) && (built = true);
  }

  bool make_states(py::Interp& in, const Shape& input) {
    if (input[0] < 0) {
      if (in.keras3())
        return in.raise("ValueError", "When using `stateful=True` in a RNN, the batch size must be static. Found dynamic batch size: sequence.shape=" + python_text(input)), false;
      return in.raise("ValueError", "If a RNN is stateful, it needs to know its batch size. Specify the batch size of your input tensors: \n"
                                    "- If using a Sequential model, specify the batch size by passing a `batch_input_shape` argument to your first layer.\n"
                                    "- If using the functional API, specify the batch size by passing a `batch_shape` argument to your Input layer."), false;
    }
    for (size_t i = 0; i < state_count(); ++i) {
      // Keras 2 keeps them outside of the layer's weights.
      const Tensor zeros = cast(Tensor::zeros(DType::kFloat32, Shape{input[0], cell().units}), compute_dtype);
      tf::Context& context = in.state<tf::Context>();
      context.push_graph(nullptr);
      py::Ref<tf::Variable> v = in.keras3() ? add_weight(in, *this, "rnn_state", zeros.shape(), in.str_value("zeros"), false)
                                            : tf::make_variable(in, zeros, "Variable:0", false);
      context.pop_graph();
      if (!v) return false;
      states_kept.push_back(v);
    }
    return true;
  }

  Shape sequence_shape(const Shape& in) const { return return_sequences ? Shape{in[0], in[1], cell().units} : Shape{in[0], cell().units}; }

  std::optional<Shape> output_shape(py::Interp&, const std::vector<Shape>& inputs, bool* handled) override {
    *handled = !return_state;
    return *handled ? std::optional(sequence_shape(inputs[0])) : std::nullopt;
  }

  py::Value compute_mask(py::Interp& in, const py::Value&, const py::Value& mask) override {
    return return_sequences && mask ? mask : in.keras3() || !mask ? py::Value::none() : py::Value::none();
  }

  std::vector<Operand> start(Math& m, const Operand& z, const Call& call) {
    std::vector<Operand> states;
    if (!call.rest.positional.empty() && !call.rest.positional[0].is_none()) take_states(m.interp(), call.rest.positional[0], states);
    for (const py::Keyword& k : call.rest.keywords)
      if (k.name == "initial_state" && !k.value.is_none()) take_states(m.interp(), k.value, states);
    if (!states.empty()) return states;
    for (const auto& v : states_kept) states.push_back(m.read(*v));
    if (!states.empty()) return states;
    const Operand zero = m.zeros_like(m.columns(z, 0, cell().units));
    states.assign(state_count(), zero);
    return states;
  }

  bool enough_states(py::Interp& in, const std::vector<Operand>& states) {
    const size_t wanted = state_count();
    if (states.size() == wanted || (in.keras3() && states.size() > wanted)) return true;
    if (in.keras3()) return in.raise("IndexError", "list index out of range"), false;
    std::vector<py::Value> shown;
    for (const Operand& s : states) shown.push_back(tf::tensor_value(in, s));
    return in.raise("ValueError", "Layer has " + std::to_string(wanted) + " states but was passed " + std::to_string(states.size()) + " initial states. Received: initial_state=" +
                                      in.repr(in.list(shown)).value_or("")), false;
  }

  void take_states(py::Interp& in, const py::Value& v, std::vector<Operand>& states) {
    for (const py::Value& item : nest::flatten(in, v))
      if (const auto s = tf::convert(in, item)) states.push_back(*s);
  }

  py::Value call(py::Interp& in, const py::Value& inputs, const Call& call) override {
    std::vector<py::Value> flat = nest::flatten(in, inputs);  // [sequence, states...] is allowed
    const auto given = flat.empty() ? std::nullopt : tf::convert(in, flat[0]);
    if (!given) return {};
    Math m(in);
    const Operand x = in.keras3() ? m.cast(*given, compute_dtype) : *given;
    if (!x) return {};
    if (!x.shape.known_rank()) return in.keras3() ? in.raise("ValueError", "Cannot take the length of shape with unknown rank.") : in.raise("TypeError", "'NoneType' object is not subscriptable");
    if (x.shape.known_rank() && x.shape.rank() == 3 && x.shape[1] < 0) return loop(m, x, flat, call);
    const int64_t steps = x.shape[1];
    if (in.keras3() && keeps_states && x.shape[0] >= 0 && x.shape[0] != states_kept[0]->cell->shape[0])
      return in.raise("ValueError", "If an RNN is stateful, the batch size of the input sequences must be the same as the batch size of the initial state. \n- Expected batch size: " +
                                        std::to_string(states_kept[0]->cell->shape[0]) + "\n- Received batch size: " + std::to_string(x.shape[0]));
    const Operand z = cell().project(m, dropped(m, x, call));
    if (!z) return through_the_cell(m, x, {}, call);
    std::vector<Operand> states = flat.size() > 1 ? std::vector<Operand>{} : start(m, m.time_step(z, 0), call);
    for (size_t i = 1; i < flat.size(); ++i)
      if (const auto s = tf::convert(in, flat[i])) states.push_back(*s);
    if (states.empty() || in.pending() || !enough_states(in, states)) return {};
    const std::vector<Operand> first_states = states;
    Operand mask;
    if (call.mask && !call.mask.is_none()) {
      const auto given_mask = tf::convert(in, call.mask);
      if (!given_mask) return {};
      mask = *given_mask;
    }
    std::vector<Operand> outputs;
    Operand last_output = m.zeros_like(states[0]);
    for (int64_t k = 0; k < steps; ++k) {
      const int64_t t = go_backwards ? steps - 1 - k : k;
      std::vector<Operand> after;
      {
        // In Keras 3 the steps are the turns of a loop.
        std::unique_ptr<tf::NameScope> loop, inner;
        if (in.keras3()) loop = std::make_unique<tf::NameScope>(m.context(), "while"), inner = std::make_unique<tf::NameScope>(m.context(), scope_of_cell(m));
        after = cell().step(m, m.time_step(z, t), states);
      }
      Operand output = after[0];
      if (!output) return through_the_cell(m, x, first_states, call);
      if (mask) {  // a step that does not count leaves everything as it was
        const Operand counts = m.expand_dims(m.time_step(mask, t), -1);
        for (size_t i = 0; i < after.size(); ++i) after[i] = m.where(counts, after[i], states[i]);
        output = m.where(counts, output, last_output);
      }
      if (!output) return {};
      states = std::move(after);
      last_output = output;
      if (return_sequences) outputs.push_back(m.expand_dims(output, 1));
    }
    const Operand y = return_sequences ? m.concat(outputs, 1) : last_output;
    for (size_t i = 0; i < states_kept.size(); ++i)
      if (!m.assign(*states_kept[i], states[i])) return {};
    if (in.keras3() && return_state && m.context().graph())
      for (size_t i = 0; i < states.size(); ++i) states[i] = of_the_loop(m, states[i], 4 + i);
    return answer(in, y, states);
  }

  // The cell's scope below the layer's: "lstm_cell", numbered as the layer's own.
  std::string scope_of_cell(Math& m) {
    Graph* graph = m.context().graph();
    if (!graph) return cell_layer->name;
    const std::string& scope = graph->scope();
    return scope.rfind("_1/while/") != std::string::npos || scope.find("_1/") != std::string::npos ? cell_layer->name + "_1" : cell_layer->name;
  }

  // What the loop leaves is one of its outputs: "lstm/while:4".
  Operand of_the_loop(Math& m, const Operand& x, size_t output) {
    Operand y = m.op(kIdentity, {x});
    if (y.node) y.node->name = m.context().graph()->scope() + "while:" + std::to_string(output);
    return y;
  }

  // What does not fit is refused by the cell, of the first step. The refusal that is pending gives way to the cell's own.
  py::Value through_the_cell(Math& m, const Operand& x, std::vector<Operand> states, const Call& call) {
    py::Interp& in = m.interp();
    // Keras 2's LSTM and GRU do without their cells.
    if ((!in.keras3() && class_name() != "SimpleRNN") || in.stopped() || !in.pending()) return {};
    const py::Ref<py::Exception> held = in.take();
    const Operand first = m.time_step(x, go_backwards ? x.shape[1] - 1 : 0);
    if (states.empty() && first) {
      const Operand zero = first.shape[0] >= 0 ? m.context().constant(misfit::cast(Tensor::zeros(DType::kFloat32, Shape{first.shape[0], cell().units}), x.dtype))
                                              : m.zeros_like(m.tile(m.columns(first, 0, 1), {1, cell().units}));
      states.assign(state_count(), zero);
    }
    std::vector<py::Value> values;
    for (const Operand& s : states)
      if (s) values.push_back(tf::tensor_value(in, s));
    if (first && values.size() == state_count()) {
      const py::Value positional[] = {tf::tensor_value(in, first), in.tuple(values)};
      const py::Keyword keywords[] = {{"training", py::Value::boolean(call.training.value_or(false))}};
      if (!layer_call(in, *cell_layer, py::Args{positional, keywords})) return {};
    }
    return in.pending() ? py::Value() : in.raise_object(held);
  }

  Operand dropped(Math& m, const Operand& x, const Call& call) {
    if (cell().dropout == 0 || !call.training.value_or(false)) return x;
    const Operand kept = m.op(kGreaterEqual, {cell().noise.uniform(m, m.shape_of(m.time_step(x, 0)), x.dtype), m.like(cell().dropout, x)});
    const Operand scale = m.where(kept, m.like(1 / (1 - cell().dropout), x), m.like(0, x));
    return m.mul(x, m.expand_dims(scale, 1));
  }

  py::Value answer(py::Interp& in, const Operand& y, const std::vector<Operand>& states) {
    if (!y) return {};
    if (!return_state) return tf::tensor_value(in, y);
    std::vector<py::Value> all{tf::tensor_value(in, y)};
    for (const Operand& s : states) all.push_back(tf::tensor_value(in, s));
    return in.keras3() ? in.tuple(all) : in.list(all);
  }

  // Steps whose number only the run knows: a loop.
  py::Value loop(Math& m, const Operand& x, const std::vector<py::Value>& flat, const Call& call) {
    py::Interp& in = m.interp();
    const Operand steps_first = m.transpose(dropped(m, x, call), {1, 0, 2});
    const Operand length = m.row(m.shape_of(steps_first), 0);
    if (!length) return {};
    std::vector<Operand> states;
    for (size_t i = 1; i < flat.size(); ++i)
      if (const auto s = tf::convert(in, flat[i])) states.push_back(*s);
    const Shape shape{x.shape[0], cell().units};
    if (states.empty()) {
      Operand zero = m.op(kStridedSlice, {m.shape_of(x), m.ints({0}), m.ints({1}), m.ints({1})}, {{"begin_mask", int64_t{1}}, {"end_mask", int64_t{0}}, {"ellipsis_mask", int64_t{0}}, {"new_axis_mask", int64_t{0}}, {"shrink_axis_mask", int64_t{0}}});
      zero = m.fill(m.concat({zero, m.ints({cell().units})}, 0), m.like(0, x));
      if (!zero) return {};
      zero.shape = shape;
      states = start(m, zero, call);
    }
    if (in.pending() || !enough_states(in, states)) return {};
    states.resize(state_count());
    Operand counted;
    if (call.mask && !call.mask.is_none()) {
      const auto given = tf::convert(in, call.mask);
      if (!given) return {};
      counted = m.transpose(*given, {1, 0});
      if (!counted) return {};
    }
    // The turn, the last output, the states, and all outputs if they are asked for.
    Operands state{m.context().constant(Tensor::scalar(int32_t{0})), m.zeros_like(states[0])};
    std::vector<Shape> invariants{Shape{}, shape};
    for (const Operand& s : states) state.push_back(s), invariants.push_back(shape);
    if (return_sequences) {
      state.push_back(m.fill(m.concat({m.ints({0}), m.shape_of(states[0])}, 0), m.like(0, x)));
      invariants.push_back(Shape{Shape::kUnknown, x.shape[0], cell().units});
    }
    for (const Operand& s : state)
      if (!s) return {};
    for (const py::Ref<tf::Variable>& v : {cell().kernel, cell().recurrent, cell().bias})
      if (v) cell().held[v.get()] = m.read(*v);
    const auto turn = [&](std::span<const Operand> now) -> std::optional<Operands> {
      const Operand one = m.context().constant(Tensor::scalar(int32_t{1}));
      const Operand at = go_backwards ? m.sub(m.sub(length, one), now[0]) : now[0];
      const std::vector<Operand> before(now.begin() + 2, now.begin() + 2 + static_cast<std::ptrdiff_t>(state_count()));
      std::vector<Operand> after = cell().step(m, cell().project(m, m.gather(steps_first, at)), before);
      Operand output = after[0];
      if (!output) return std::nullopt;
      if (counted) {
        const Operand counts = m.expand_dims(m.gather(counted, at), -1);
        for (size_t i = 0; i < after.size(); ++i) after[i] = m.where(counts, after[i], before[i]);
        output = m.where(counts, output, now[1]);
      }
      Operands after_it{m.add(now[0], one), output};
      after_it.insert(after_it.end(), after.begin(), after.end());
      if (return_sequences) after_it.push_back(m.op(kTensorArrayPut, {now[2 + state_count()], now[0], output}, {{"fixed", false}}));
      for (const Operand& o : after_it)
        if (!o) return std::nullopt;
      return after_it;
    };
    auto out = tf::while_loop(in, std::move(state), invariants, [&](std::span<const Operand> now) -> std::optional<Operand> { return m.op(kLess, {now[0], length}); }, turn);
    cell().held.clear();
    if (!out) return {};
    states.assign(out->begin() + 2, out->begin() + 2 + static_cast<std::ptrdiff_t>(state_count()));
    for (size_t i = 0; i < states_kept.size(); ++i)
      if (!m.assign(*states_kept[i], states[i])) return {};
    Operand y = (*out)[1];
    if (return_sequences) {
      y = m.transpose(out->back(), {1, 0, 2});
      if (y) y.shape = Shape{x.shape[0], Shape::kUnknown, cell().units};
    }
    if (in.keras3() && return_state)
      for (size_t i = 0; i < states.size(); ++i) states[i] = of_the_loop(m, states[i], 4 + i);
    return answer(in, y, states);
  }
};

bool init_cell(py::Interp& in, Layer& base, py::Bound& a) {
  Cell& cell = static_cast<Cell&>(base);
  const py::Value units = a["units"];
  const auto n = in.as_int(units);
  if (!n) return in.raise("TypeError", "'<=' not supported between instances of '" + in.type_of(units)->name + "' and 'int'"), false;
  if (*n <= 0) return in.raise("ValueError", "Received an invalid value for argument `units`, expected a positive integer, got " + std::to_string(*n) + "."), false;
  cell.units = *n;
  auto start_noise = [&] { return cell.noise.start(in, a["seed"], true); };
  if (cell.flavor == Flavor::kSimple && in.keras3() && !start_noise()) return false;
  cell.activation = get_activation(in, a["activation"]);
  if (!cell.activation) return false;
  if (cell.flavor != Flavor::kSimple) {
    cell.recurrent_activation = get_activation(in, a["recurrent_activation"]);
    if (!cell.recurrent_activation) return false;
  }
  cell.use_bias = in.truth(a["use_bias"]).value_or(true);
  if (cell.flavor == Flavor::kLstm) cell.unit_forget_bias = in.truth(a["unit_forget_bias"]).value_or(true);
  if (cell.flavor == Flavor::kGru) cell.reset_after = in.truth(a["reset_after"]).value_or(true);
  if (!cell.kernel_arguments.read(in, a, "kernel") || !cell.recurrent_arguments.read(in, a, "recurrent") || !cell.bias_arguments.read(in, a, "bias")) return false;
  cell.dropout = in.as_double(a["dropout"]).value_or(0);
  cell.recurrent_dropout = in.as_double(a["recurrent_dropout"]).value_or(0);
  if (cell.flavor != Flavor::kSimple && in.keras3() && !start_noise()) return false;
  const py::Value size = py::Value::integer(cell.units);
  cell.dict->set(in, "units", size);
  cell.dict->set(in, "state_size", cell.flavor == Flavor::kLstm ? in.list({size, size}) : size);
  cell.dict->set(in, "output_size", size);
  return true;
}

constexpr std::string_view kCellNames[] = {"SimpleRNNCell", "LSTMCell", "GRUCell"};
// The arguments a layer hands on to its cell, by flavor.
std::vector<std::string_view> cell_arguments(Flavor f) {
  std::vector<std::string_view> names{"units", "activation", "use_bias", "kernel_initializer", "recurrent_initializer", "bias_initializer", "kernel_regularizer",
                                      "recurrent_regularizer", "bias_regularizer", "kernel_constraint", "recurrent_constraint", "bias_constraint", "dropout", "recurrent_dropout"};
  if (f != Flavor::kSimple) names.push_back("recurrent_activation");
  if (f == Flavor::kLstm) names.push_back("unit_forget_bias");
  if (f == Flavor::kGru) names.push_back("reset_after");
  return names;
}

bool init_recurrent(py::Interp& in, Layer& base, py::Bound& a) {
  Recurrent& layer = static_cast<Recurrent&>(base);
  std::vector<py::Keyword> keywords;
  for (std::string_view name : cell_arguments(layer.flavor)) keywords.push_back({name, a[name]});
  if (in.keras3()) keywords.push_back({"seed", a["seed"]});
  layer.cell_layer = make_layer(in, kCellNames[static_cast<size_t>(layer.flavor)], py::Args{{}, keywords});
  if (!layer.cell_layer || !read_activity_regularizer(in, layer, a)) return false;
  layer.sublayers = {layer.cell_layer};
  layer.dict->set(in, "units", a["units"]);
  auto flag = [&](std::string_view name, bool& into) {
    into = in.truth(a[name]).value_or(false);
    layer.dict->set(in, name, a[name]);
  };
  flag("return_sequences", layer.return_sequences);
  flag("return_state", layer.return_state);
  flag("go_backwards", layer.go_backwards);
  flag("stateful", layer.keeps_states);
  layer.stateful = layer.keeps_states;
  InputSpec spec;
  spec.ndim = 3;
  layer.input_spec = {spec};
  return true;
}

template <Flavor kFlavor> Layer* make(py::Interp&, py::Type* t) { return new Recurrent(t, kFlavor); }
template <Flavor kFlavor> Layer* make_cell(py::Interp&, py::Type* t) { return new Cell(t, kFlavor); }

const std::string kShared =
    "use_bias=True, kernel_initializer='glorot_uniform', recurrent_initializer='orthogonal', bias_initializer='zeros', ";
const std::string kHeld =
    "kernel_regularizer=None, recurrent_regularizer=None, bias_regularizer=None, activity_regularizer=None, kernel_constraint=None, "
    "recurrent_constraint=None, bias_constraint=None, dropout=0.0, recurrent_dropout=0.0, ";
const std::string kHeldCell =
    "kernel_regularizer=None, recurrent_regularizer=None, bias_regularizer=None, kernel_constraint=None, recurrent_constraint=None, "
    "bias_constraint=None, dropout=0.0, recurrent_dropout=0.0, ";
const std::string kTail2 = "return_sequences=False, return_state=False, go_backwards=False, stateful=False, ";

template <Flavor kFlavor> void define(std::string_view name, const std::string& head, const std::string& extra2, const std::string& extra3) {
  static const std::string keras2 = head + kHeld + kTail2 + extra2 + "unroll=False, **kwargs";
  static const std::string keras3 = head + kHeld + "seed=None, return_sequences=False, return_state=False, go_backwards=False, stateful=False, unroll=False, " + extra3 + "**kwargs";
  static const std::string cell2 = head + kHeldCell + extra3 + "seed=None, **kwargs", cell3 = cell2;
  define_layer({name, "Layer", keras2, keras3, make<kFlavor>, init_recurrent, Recurrent::kind});
  define_layer({kCellNames[static_cast<size_t>(kFlavor)], "Layer", cell2, cell3, make_cell<kFlavor>, init_cell, Cell::kind});
}

Recurrent* recurrent(const py::Value& v) {
  Layer* layer = py::cast<Layer>(v);
  return layer && layer->native->is(Recurrent::kind) ? static_cast<Recurrent*>(layer) : nullptr;
}

}  // namespace

bool check_initial_state(py::Interp& in, Layer& layer, const py::Args& args) {
  Recurrent* rnn = recurrent(py::Value(&layer));
  if (!rnn || layer.built) return true;
  py::Value given;
  for (const py::Keyword& k : args.keywords)
    if (k.name == "initial_state") given = k.value;
  if (!given || given.is_none()) return true;
  bool fits = true;
  size_t count = 0;
  std::string specs;
  for (const py::Value& v : nest::flatten(in, given)) {
    const std::optional<Shape> shape = shape_of(in, v);
    if (!shape) return !in.pending();
    fits = fits && shape->at(-1) == rnn->cell().units;
    specs += (count++ ? ", " : "") + ("InputSpec(shape=" + python_text(*shape)) + ", ndim=" + std::to_string(shape->rank()) + ")";
  }
  if (fits && count == rnn->state_count()) return true;
  std::string sizes;
  for (size_t i = 0; i < rnn->state_count(); ++i) sizes += (i ? ", " : "") + std::to_string(rnn->cell().units);
  return in.raise("ValueError", "An `initial_state` was passed that is not compatible with `cell.state_size`. Received `state_spec`=ListWrapper([" + specs +
                                    "]); however `cell.state_size` is [" + sizes + "]"), false;
}

bool reset_states(py::Interp& in, Layer& layer) {
  Recurrent* rnn = recurrent(py::Value(&layer));
  if (!rnn) return true;
  if (!rnn->keeps_states && !in.keras3()) return in.raise("AttributeError", "Layer must be stateful."), false;
  for (const auto& v : rnn->states_kept) v->cell->value = cast(Tensor::zeros(DType::kFloat32, v->cell->shape), v->cell->dtype);
  return true;
}

void define_reset_states(py::Interp& in) {
  for (std::string_view name : {"SimpleRNN", "LSTM", "GRU"})
    for (std::string_view method : {"reset_states", "reset_state"})
      in.method(layer_type(in, name), method, "self, states=None",
                [](py::Interp& i, py::Bound& a) { return reset_states(i, *py::cast<Layer>(a[0])) ? py::Value::none() : py::Value(); });
  for (std::string_view name : kCellNames)
    in.method(layer_type(in, name), "get_initial_state", in.keras3() ? "self, batch_size=None" : "self, inputs=None, batch_size=None, dtype=None", [](py::Interp& i, py::Bound& a) -> py::Value {
      const Cell& cell = static_cast<Cell&>(*py::cast<Layer>(a[0]));
      const py::Value module = i.import("tensorflow"), zeros = module ? i.get_attr(module, "zeros") : py::Value();
      const py::Value zero = zeros ? i.call(zeros, {i.list({a["batch_size"], py::Value::integer(cell.units)})}) : py::Value();
      if (!zero || (cell.flavor != Flavor::kLstm && !i.keras3())) return zero;
      return cell.flavor == Flavor::kLstm ? i.list({zero, zero}) : i.list({zero});
    });
}

void register_recurrent() {
  define<Flavor::kSimple>("SimpleRNN", "units, activation='tanh', " + kShared, "", "");
  define<Flavor::kLstm>("LSTM", "units, activation='tanh', recurrent_activation='sigmoid', " + kShared + "unit_forget_bias=True, ", "time_major=False, ", "");
  define<Flavor::kGru>("GRU", "units, activation='tanh', recurrent_activation='sigmoid', " + kShared, "time_major=False, reset_after=True, ", "reset_after=True, ");
}

}  // namespace misfit::keras
