// One step of any optimizer: gradients are filtered and clipped, weights decayed, updated and constrained, the iteration counted.
#include "keras/optimizer.h"

#include <algorithm>

#include "graph/graph.h"
#include "keras/layer.h"
#include "keras/library.h"
#include "keras/optimizers/rules.h"
#include "ops/ops.h"

namespace misfit::keras {

namespace {

// A variable of the optimizer's own, made outside of the graph being traced.
py::Ref<tf::Variable> own_variable(py::Interp& in, Optimizer& o, const Tensor& initial, std::string name) {
  tf::Context& context = in.state<tf::Context>();
  context.push_graph(nullptr);
  py::Ref<tf::Variable> v = tf::make_variable(in, initial, std::move(name), false);
  context.pop_graph();
  if (!v) return v;
  v->type = in.state<State>().variable;
  o.variables.push_back(v);
  return v;
}

std::string stem(const std::string& name) { return name.substr(0, name.find(':')); }

std::string slot_variable_name(py::Interp& in, const Optimizer& o, std::string_view slot, const tf::Variable& w) {
  if (!in.keras3()) return std::string(slot) + "/" + stem(w.name) + ":0";
  std::string path = w.name;
  std::replace_if(path.begin(), path.end(), [](char c) { return c == '/' || c == ':'; }, '_');
  return o.name + "/" + path + "_" + std::string(slot);
}

Tensor slot_start(const Optimizer& o, std::string_view slot, const tf::Variable& w) {
  if (slot == "r" || slot == "c") {               // means over the last axis, and over the one before
    std::vector<int64_t> dims(w.cell->shape.begin(), w.cell->shape.end());
    dims.erase(dims.end() - (slot == "r" ? 1 : 2));
    return Tensor::zeros(w.cell->dtype, Shape(dims));
  }
  const Tensor zero = Tensor::zeros(w.cell->dtype, w.cell->shape);
  if (slot != "accumulator") return zero;
  Tensor filled = Tensor::uninitialized(DType::kFloat32, w.cell->shape);
  for (float& x : filled.mutable_data<float>()) x = static_cast<float>(o.number("initial_accumulator_value", 0.1));
  return cast(filled, w.cell->dtype);
}

// tf.clip_by_norm and Keras 3's own: g * c / max(|g|, c), safe at zero.
Operand clip_by_norm(Math& m, const Operand& g, double limit) {
  const Operand squares = m.sum(m.square(g), std::nullopt, true);
  const Operand positive = m.greater(squares, m.like(0, g));
  const Operand norm = m.where(positive, m.sqrt(m.where(positive, squares, m.ones_like(squares))), squares);
  return m.div(m.mul(g, m.like(limit, g)), m.maximum(norm, m.like(limit, g)));
}

void clip_together(Math& m, std::vector<Operand>& gradients, double limit) {
  Operand total;
  for (const Operand& g : gradients) {
    const Operand squares = m.sum(m.square(g));
    total = total ? m.add(total, squares) : squares;
  }
  const Operand norm = m.sqrt(total);
  const Operand scale = m.mul(m.like(limit, norm), m.minimum(m.div(m.like(1, norm), norm), m.like(1 / limit, norm)));
  const Operand safe = m.add(scale, m.sub(norm, norm));  // NaN where the norm is not finite
  for (Operand& g : gradients) g = m.mul(g, safe);
}

void clip(Math& m, const Optimizer& o, std::vector<Operand>& gradients) {
  if (const double c = o.number("clipnorm"); c > 0) {
    for (Operand& g : gradients) g = clip_by_norm(m, g, c);
  } else if (const double all = o.number("global_clipnorm"); all > 0) {
    clip_together(m, gradients, all);
  } else if (const double v = o.number("clipvalue"); v > 0) {
    for (Operand& g : gradients) g = m.clip(g, -v, v);
  }
}

std::string quoted_list(const std::vector<std::string>& names) {
  std::string text = "[";
  for (size_t i = 0; i < names.size(); ++i) text += (i ? ", '" : "'") + names[i] + "'";
  return text + "]";
}

// Drops weights without a gradient. Both Keras refuse when none is left, and speak up when some are missing.
bool filter(py::Interp& in, std::vector<Operand>& gradients, std::vector<py::Ref<tf::Variable>>& variables) {
  std::vector<std::string> missing, all;
  std::vector<Operand> kept;
  std::vector<py::Ref<tf::Variable>> kept_variables;
  for (size_t i = 0; i < gradients.size(); ++i) {
    all.push_back(variables[i]->name);
    if (!gradients[i]) {
      missing.push_back(variables[i]->name);
      continue;
    }
    kept.push_back(gradients[i]);
    kept_variables.push_back(variables[i]);
  }
  if (kept.empty()) {
    if (in.keras3()) return in.raise("ValueError", "No gradients provided for any variable."), false;
    std::string pairs;
    for (const auto& v : variables) {
      const auto shown = in.repr(v);
      if (!shown) return false;
      pairs += (pairs.empty() ? "" : ", ") + std::string("(None, ") + *shown + ")";
    }
    if (variables.size() == 1) pairs += ",";
    in.raise("ValueError", "No gradients provided for any variable: (" + quoted_list(all) + ",). Provided `grads_and_vars` is (" + pairs + ").");
    return false;
  }
  if (!missing.empty()) {
    if (in.keras3())
      in.warn("UserWarning", "Gradients do not exist for variables " + quoted_list(missing) +
                                 " when minimizing the loss. If using `model.compile()`, did you forget to provide a `loss` argument?");
    else
      for (int times = 0; times < 2; ++times)       // the sums over replicas are filtered too
        in.log("WARNING:tensorflow: Gradients do not exist for variables " + quoted_list(missing) +
               " when minimizing the loss. If you're using `model.compile()`, did you forget to provide a `loss` argument?");
  }
  gradients = std::move(kept);
  variables = std::move(kept_variables);
  return !in.pending();
}

// The running average of every weight; each `ema_overwrite_frequency` steps the weights take its values.
bool update_averages(Math& m, Optimizer& o, const std::vector<py::Ref<tf::Variable>>& variables) {
  const bool keras3 = m.interp().keras3();
  const Operand iterations = m.read(*o.iterations);
  for (const auto& w : variables) {
    tf::Variable& average = o.slot(*w, "average");
    const Operand value = m.read(*w);
    Operand momentum = m.like(o.number("ema_momentum", 0.99), value);
    if (keras3) momentum = m.mul(m.cast(m.not_equal(iterations, m.context().constant(Tensor::scalar(int64_t{0}))), value.dtype), momentum);
    if (!m.assign(average, m.add(m.mul(momentum, m.read(average)), m.mul(m.sub(m.like(1, value), momentum), value)))) return false;
  }
  const auto every = static_cast<int64_t>(o.number("ema_overwrite_frequency"));
  if (every <= 0) return true;
  const Operand next = m.add(iterations, m.context().constant(Tensor::scalar(int64_t{1})));
  const Operand due = m.equal(m.op(kFloorMod, {next, m.context().constant(Tensor::scalar(every))}), m.context().constant(Tensor::scalar(int64_t{0})));
  for (const auto& w : variables)
    if (!m.assign(*w, m.where(due, m.read(o.slot(*w, "average")), m.read(*w)))) return false;
  return true;
}

}  // namespace

bool is_gathered(const Operand& g) { return g.node && g.node->op == &kGatherGrad; }

Operand squared(Math& m, const Operand& g) {
  if (!is_gathered(g) || !m.interp().keras3()) return m.square(g);
  const Operands& of = g.node->inputs;
  return m.op(kGatherGrad, {m.square(of[0]), of[1], of[2], of[3]}, g.node->attrs);
}

double Optimizer::number(std::string_view key, double otherwise) const {
  const auto it = numbers.find(std::string(key));
  return it == numbers.end() ? otherwise : it->second;
}
bool Optimizer::flag(std::string_view key) const {
  const auto it = flags.find(std::string(key));
  return it != flags.end() && it->second;
}
tf::Variable& Optimizer::slot(const tf::Variable& of, std::string_view slot_name) {
  const auto it = slots.find({of.cell.get(), std::string(slot_name)});
  ENSURE(it != slots.end());
  return *it->second;
}

bool build_optimizer(py::Interp& in, Optimizer& o, const std::vector<py::Ref<tf::Variable>>& variables) {
  if (o.built) return true;
  std::vector<std::string_view> names;
  if (o.def) names = o.def->slots(o);
  if (o.flag("use_ema")) names.insert(names.begin(), "average");
  // Keras 2 makes one slot for all weights and then the next; so does Keras 3, but for slots asked for together.
  const bool together = in.keras3() && names.size() > 1;
  auto make = [&](std::string_view slot, const py::Ref<tf::Variable>& w) {
    if ((slot == "r" || slot == "c") && w->cell->shape.rank() < 2) return true;
    const Tensor start = slot == "average" && !in.keras3() ? w->cell->value : slot_start(o, slot, *w);
    py::Ref<tf::Variable> v = own_variable(in, o, start, slot_variable_name(in, o, slot, *w));
    if (v) o.slots[{w->cell.get(), std::string(slot)}] = v;
    return bool(v);
  };
  if (together) {
    for (const auto& w : variables)
      for (std::string_view slot : names)
        if (!make(slot, w)) return false;
  } else {
    for (std::string_view slot : names)
      for (const auto& w : variables)
        if (!make(slot, w)) return false;
  }
  if (o.def == &kNadam && !in.keras3()) {         // one for all weights
    py::Ref<tf::Variable> product = own_variable(in, o, Tensor::scalar(1.0f), "Variable:0");
    if (!product) return false;
    o.variables.pop_back();
    o.slots[{nullptr, "u_product"}] = product;
    o.numbers["u_product_counter"] = 1;
  }
  for (const auto& w : variables) o.known.push_back(w->cell.get());
  o.built = true;
  return true;
}

std::optional<Operand> current_learning_rate(py::Interp& in, Optimizer& o) {
  if (tf::Variable* v = py::cast<tf::Variable>(o.learning_rate)) {
    const Operand rate = in.state<tf::Context>().read(*v);
    if (!o.flag("legacy") || o.number("decay") == 0) return rate;
    Math m(in);
    return m.div(rate, m.add(m.like(1, rate), m.mul(m.like(o.number("decay"), rate), m.cast(m.read(*o.iterations), rate.dtype))));
  }
  const bool schedule = bool(in.find_attr(o.learning_rate, "get_config"));
  const py::Value rate = schedule ? in.call(o.learning_rate, {py::Value(o.iterations)}) : in.callable(o.learning_rate) ? in.call(o.learning_rate, {}) : o.learning_rate;
  if (!rate) return std::nullopt;
  const std::optional<Operand> x = tf::convert(in, rate, std::nullopt, DType::kFloat32);
  const auto* shown = x && schedule ? py::cast<tf::Variable>(o.dict->get("_current_learning_rate")) : nullptr;
  if (shown && !in.state<tf::Context>().assign(*shown, *x)) return std::nullopt;
  return x;
}

bool apply_gradients(py::Interp& in, Optimizer& o, std::vector<Operand> gradients, const std::vector<py::Ref<tf::Variable>>& given) {
  if (given.empty()) return true;
  Math m(in);
  std::vector<py::Ref<tf::Variable>> variables = given;
  std::optional<tf::NameScope> scope(std::in_place, m.context(), o.name);
  if (!build_optimizer(in, o, variables)) return false;
  for (const auto& v : variables)
    if (!o.flag("legacy") && std::find(o.known.begin(), o.known.end(), v->cell.get()) == o.known.end()) {
      const auto shown = in.repr(v);
      if (in.keras3())
        in.raise("ValueError", "Unknown variable: " + shown.value_or("") +
                                   ". This optimizer can only be called for the variables it was originally built with. When working with a new set of "
                                   "variables, you should recreate a new optimizer instance.");
      else
        in.raise("KeyError", "The optimizer cannot recognize variable " + v->name +
                                 ". This usually means you are trying to call the optimizer to update different parts of the model separately. Please call "
                                 "`optimizer.build(variables)` with the full list of trainable variables before the training loop or use legacy optimizer "
                                 "`tf.keras.optimizers.legacy." + o.type->name + "`.");
      return false;
    }
  if (!filter(in, gradients, variables)) return false;
  clip(m, o, gradients);
  const std::optional<Operand> rate = current_learning_rate(in, o);
  if (!rate) return false;
  const double decay = o.number("weight_decay");
  if (o.numbers.count("weight_decay"))
    for (const auto& w : variables) {
      const Operand lr = m.cast(*rate, w->cell->dtype), value = m.read(*w);
      if (!m.assign_sub(*w, m.mul(m.mul(value, m.like(decay, value)), lr))) return false;
    }
  for (size_t i = 0; i < variables.size(); ++i) {
    tf::Variable& w = *variables[i];
    const Operand g = m.cast(gradients[i], w.cell->dtype), lr = m.cast(*rate, w.cell->dtype);
    if (o.def) {
      if (!g || !o.def->update(m, o, g, w, lr)) return false;
    } else {
      const py::Value update = in.get_attr(py::Value(&o), "update_step");
      const std::vector<py::Value> args = in.keras3() ? std::vector<py::Value>{tf::tensor_value(in, g), variables[i], tf::tensor_value(in, lr)}
                                                      : std::vector<py::Value>{tf::tensor_value(in, g), variables[i]};
      if (!update || !in.call(update, py::Args{args})) return false;
    }
  }
  if (o.flag("use_ema") && !update_averages(m, o, variables)) return false;
  for (const auto& w : variables) {
    const py::Value own = w->dict ? w->dict->get("constraint") : py::Value();
    const py::Value& constraint = own ? own : w->constraint;
    if (!constraint || constraint.is_none()) continue;
    const py::Value value = in.call(constraint, {py::Value(w)});
    if (!value) return false;
    const std::optional<Operand> x = tf::convert(in, value);
    if (!x || !m.assign(*w, *x)) return false;
  }
  scope.reset();
  // Keras 3 adds a Python number, which is converted beside the optimizer's scope.
  const Operand one = in.keras3() ? m.cast(m.context().constant(Tensor::scalar(int32_t{1})), DType::kInt64) : m.context().constant(Tensor::scalar(int64_t{1}));
  return m.assign_add(*o.iterations, one);
}

bool finalize_variables(py::Interp& in, Optimizer& o, const std::vector<py::Ref<tf::Variable>>& variables) {
  if (!o.flag("use_ema") || !o.built) return true;
  Math m(in);
  for (const auto& w : variables)
    if (!m.assign(*w, m.read(o.slot(*w, "average")))) return false;
  return true;
}

}  // namespace misfit::keras
