// One batch of training, testing or predicting, as the built-in train_step and its kin do it.
#include "keras/warn.h"
#include "keras/call_spec.h"
#include "keras/fit/session.h"
#include "keras/fit/trainer.h"
#include "keras/layer_members.h"
#include "keras/math.h"
#include "keras/nest.h"
#include "tensorflow/tape.h"

namespace misfit::keras {
namespace {

py::Value call_model(py::Interp& in, Model& model, const py::Value& x, bool training) {
  CallParameters parameters = call_parameters(in, model);
  std::vector<py::Keyword> keywords;
  if (!in.keras3() || parameters.has("training")) keywords.push_back({"training", py::Value::boolean(training)});
  return layer_call(in, model, py::Args{std::span<const py::Value>(&x, 1), keywords});
}

py::Value rows_of(py::Interp& in, const py::Value& x) {
  Math m(in);
  for (const py::Value& leaf : nest::flatten(in, x)) {
    if (leaf.is_none()) continue;
    std::optional<Operand> t = tf::convert(in, leaf);
    Operand n = t ? m.row(m.shape_of(*t), 0) : Operand{};
    return n ? tf::tensor_value(in, n) : py::Value();
  }
  return py::Value::none();
}

py::Value compute_loss(py::Interp& in, Model& model, const BatchParts& b, const py::Value& y_pred, bool training) {
  if (py::Value own = overridden(in, model, "compute_loss")) {
    CallParameters parameters = parameters_of_function(in, own, false);
    std::vector<py::Value> args{b.x, b.y, y_pred, b.sample_weight};
    std::vector<py::Keyword> keywords;
    if (in.keras3() && parameters.has("training")) keywords.push_back({"training", py::Value::boolean(training)});
    return in.call(own, py::Args{args, keywords});
  }
  if (in.pending()) return {};
  return compute_compiled_loss(in, model, *model.trainer, b.y, y_pred, b.sample_weight);
}

py::Value compute_metrics(py::Interp& in, Model& model, const BatchParts& b, const py::Value& y_pred) {
  if (py::Value own = overridden(in, model, "compute_metrics")) {
    std::vector<py::Value> args{b.x, b.y, y_pred};
    std::vector<py::Keyword> keywords;
    if (in.keras3()) keywords.push_back({"sample_weight", b.sample_weight});
    else args.push_back(b.sample_weight);
    return in.call(own, py::Args{args, keywords});
  }
  if (in.pending()) return {};
  Trainer& t = *model.trainer;
  py::Value w = b.sample_weight.is_none() ? py::Value() : b.sample_weight;
  if (in.keras3()) {
    if (t.metrics && !update_metrics_keras3(in, *t.metrics, b.y, y_pred, w)) return {};
  } else if (!update_metrics_keras2(in, *t.metrics, b.y, y_pred, w)) {
    return {};
  }
  return metrics_result(in, model);
}

bool track_loss(py::Interp& in, Model& model, const py::Value& loss, const py::Value& x) {
  py::Value rows = rows_of(in, x);
  return rows && update_mean(in, *model.trainer->loss_tracker, loss, rows);
}

// Keras 2 looks at what was given only after the loss was computed.
bool check_target_and_loss(py::Interp& in, Model& model, const py::Value& y, const py::Value& loss) {
  const py::Value& user = model.trainer->user_loss;
  std::optional<bool> has_loss = user && !user.is_none() ? in.truth(user) : std::optional<bool>(false);
  if (!has_loss) return false;
  if (*has_loss && y.is_none()) {
    std::optional<std::string> shown = in.str(user);
    if (shown)
      in.raise("ValueError", "Target data is missing. Your model was compiled with loss=" + *shown + ", and therefore expects target data to be provided in `fit()`.");
    return false;
  }
  if (loss.is_none()) {
    in.raise("ValueError", "No loss found. You may have forgotten to provide a `loss` argument in the `compile()` method.");
    return false;
  }
  return true;
}

bool apply(py::Interp& in, Model& model, tf::Tape& tape, const py::Value& loss) {
  Trainer& t = *model.trainer;
  std::vector<py::Ref<tf::Variable>> weights = trainable_weights_of(in, model);
  if (weights.empty() && in.keras3()) {
    warn_once(in, "The model does not have any trainable weights.");
    return !in.pending();
  }
  if (!t.optimizer) {
    in.raise("AttributeError", "'NoneType' object has no attribute 'apply'");
    return false;
  }
  std::optional<Operand> y = tf::convert(in, loss);
  if (!y) return false;
  std::vector<tf::Tape::Key> keys;
  for (const auto& w : weights) keys.push_back(tf::Tape::key(*w->cell));
  std::vector<Operand> ys{*y};
  std::optional<Operands> gradients = tape.gradient(ys, {}, keys);
  Session& session = in.state<Session>();
  for (size_t i = 0; session.look && gradients && i < gradients->size() && i < weights.size(); ++i)
    if ((*gradients)[i]) session.traced_gradients.emplace_back(weights[i], (*gradients)[i]);
  return gradients && apply_gradients(in, *t.optimizer, *gradients, weights);
}

}  // namespace

std::optional<BatchParts> unpack(py::Interp& in, const py::Value& data) {
  py::Value none = py::Value::none();
  if (!in.is_sequence(data)) return BatchParts{data, none, none};
  auto items = in.items(data);
  if (items.size() >= 1 && items.size() <= 3)
    return BatchParts{items[0], items.size() > 1 ? items[1] : none, items.size() > 2 ? items[2] : none};
  std::optional<std::string> shown = in.str(data);
  if (shown) in.raise("ValueError", "Data is expected to be in format `x`, `(x,)`, `(x, y)`, or `(x, y, sample_weight)`, found: " + *shown);
  return std::nullopt;
}

py::Value compute_compiled_loss(py::Interp& in, Model& model, Trainer& t, const py::Value& y_true, const py::Value& y_pred, const py::Value& weight) {
  py::Value sample_weight = weight && !weight.is_none() ? weight : py::Value();
  if (!in.keras3()) {
    std::optional<std::vector<py::Value>> extra = losses_of(in, model);
    if (!extra) return {};
    return call_losses_keras2(in, *t.loss, *t.loss_tracker, y_true, y_pred, sample_weight, *extra);
  }
  Math m(in);
  std::vector<Operand> losses;
  if (t.loss) {
    if (y_true.is_none() && !nest::is_nested(y_pred)) return in.raise("ValueError", "None values not supported.");
    py::Value v = call_losses_keras3(in, *t.loss, y_true, y_pred, sample_weight);
    if (!v) return {};
    if (!v.is_none()) {
      std::optional<Operand> x = tf::convert(in, v);
      if (!x) return {};
      losses.push_back(*x);
    }
  }
  std::optional<std::vector<py::Value>> extra = losses_of(in, model);
  if (!extra) return {};
  for (const py::Value& v : *extra) {
    std::optional<Operand> x = tf::convert(in, v);
    if (!x) return {};
    Operand sum = m.sum(is_floating(x->dtype) ? *x : m.cast(*x, DType::kFloat32));
    if (!sum) return {};
    losses.push_back(sum);
  }
  if (losses.empty()) return in.raise("ValueError", "No loss to compute. Provide a `loss` argument in `compile()`.");
  if (losses.size() == 1) return tf::tensor_value(in, losses[0]);
  Operand total = losses[0];
  for (size_t i = 1; i < losses.size(); ++i) total = m.add(total, losses[i]);
  return total ? tf::tensor_value(in, total) : py::Value();
}

py::Value train_step(py::Interp& in, Model& model, const py::Value& data) {
  std::optional<BatchParts> b = unpack(in, data);
  if (!b) return {};
  tf::Context& context = in.state<tf::Context>();
  tf::Tape tape(context);
  context.tapes.push_back(&tape);
  py::Value y_pred = call_model(in, model, b->x, true);
  py::Value loss = y_pred ? compute_loss(in, model, *b, y_pred, true) : py::Value();
  if (loss && in.keras3() && !track_loss(in, model, loss, b->x)) loss = {};
  context.tapes.pop_back();
  if (!loss) return {};
  if (!in.keras3() && !check_target_and_loss(in, model, b->y, loss)) return {};
  if (!apply(in, model, tape, loss)) return {};
  return compute_metrics(in, model, *b, y_pred);
}

py::Value test_step(py::Interp& in, Model& model, const py::Value& data) {
  std::optional<BatchParts> b = unpack(in, data);
  py::Value y_pred = b ? call_model(in, model, b->x, false) : py::Value();
  py::Value loss = y_pred ? compute_loss(in, model, *b, y_pred, false) : py::Value();
  if (!loss || (in.keras3() && !track_loss(in, model, loss, b->x))) return {};
  return compute_metrics(in, model, *b, y_pred);
}

py::Value predict_step(py::Interp& in, Model& model, const py::Value& data) {
  std::optional<BatchParts> b = unpack(in, data);
  return b ? call_model(in, model, b->x, false) : py::Value();
}

py::Value run_step(py::Interp& in, Model& model, StepKindOf kind, const py::Value& data) {
  const char* name = kind == StepKindOf::kTrain ? "train_step" : kind == StepKindOf::kTest ? "test_step" : "predict_step";
  if (py::Value own = overridden(in, model, name)) {
    std::vector<py::Value> args{data};
    bool graph = !in.state<tf::Context>().eager();
    py::Value out = in.call(own, py::Args{args});
    // Keras 2 calls it from code of its own, which autograph does not go through.
    if (!out && !in.keras3() && graph) tf::wrap_user_code(in, false);
    if (!in.keras3() && graph && out.is_none()) return in.raise("TypeError", "Can not convert a NoneType into a Tensor or Operation.");
    return out;
  }
  if (in.pending()) return {};
  switch (kind) {
    case StepKindOf::kTrain: return train_step(in, model, data);
    case StepKindOf::kTest: return test_step(in, model, data);
    case StepKindOf::kPredict: return predict_step(in, model, data);
  }
  return {};
}

std::vector<py::Ref<Metric>> metrics_of(py::Interp& in, Model& model) {
  std::vector<py::Ref<Metric>> list;
  auto add = [&](const py::Value& v) {
    if (auto* m = py::cast<Metric>(v)) list.emplace_back(m);
  };
  if (py::Value own = model.type->lookup("metrics"); own && !in.is_instance(own, in.type_named("function"))) {
    // A property of the program's class says which metrics there are.
    auto* property = py::cast<py::Property>(own);
    if (property && property->getter && !py::cast<py::Builtin>(property->getter)) {
      py::Value metrics = in.get_attr(py::Value(&model), "metrics");
      if (!metrics) return list;
      for (const py::Value& v : nest::flatten(in, metrics)) add(v);
      return list;
    }
  }
  if (Trainer* t = model.trainer.get()) {
    if (in.keras3() || (t->loss && t->loss->built)) list.push_back(t->loss_tracker);
    if (!in.keras3() && t->loss)
      for (const auto& m : t->loss->metrics)
        if (m) list.push_back(m);
    if (t->metrics && t->metrics->built)
      for (const auto& m : t->metrics->in_order()) list.push_back(m);
    if (in.keras3() && t->loss)
      for (const auto& m : t->loss->metrics)
        if (m) list.push_back(m);
  }
  for (const auto& layer : all_layers(in, model)) {
    if (in.keras3() && layer.get() != &model && py::cast<Model>(py::Value(layer))) continue;
    for (const py::Value& v : metrics_in(in, *layer)) add(v);
  }
  return list;
}

py::Value metrics_result(py::Interp& in, Model& model) {
  py::Ref<py::Dict> out = in.dict();
  Trainer* t = model.trainer.get();
  std::vector<py::Ref<Metric>> compiled = t && t->metrics && t->metrics->built ? t->metrics->in_order() : std::vector<py::Ref<Metric>>{};
  bool placed = false;
  std::vector<py::Ref<Metric>> list = metrics_of(in, model);
  if (in.pending()) return {};
  for (const auto& m : list) {
    bool of_compiled = false;
    for (const auto& c : compiled) of_compiled = of_compiled || c.get() == m.get();
    if (in.keras3() && of_compiled) {   // they name themselves apart
      if (!placed && !results_keras3(in, *t->metrics, *out)) return {};
      placed = true;
      continue;
    }
    py::Value r = metric_result(in, *m);
    if (!r) return {};
    if (auto* d = py::cast<py::Dict>(r)) {
      for (const py::Dict::Entry& e : d->entries)
        if (e.key) out->insert(in, e.key, e.value);
    } else {
      out->set(in, m->name, r);
    }
  }
  return out;
}

bool reset_metrics(py::Interp& in, Model& model) {
  std::vector<py::Ref<Metric>> list = metrics_of(in, model);
  if (in.pending()) return false;
  for (const auto& m : list)
    if (!metric_reset(in, *m)) return false;
  // Keras 2 also resets metric objects that compile() was given before they are built in.
  if (!in.keras3() && model.trainer && model.trainer->metrics && !model.trainer->metrics->built)
    for (const py::Value& user : {model.trainer->metrics->user_metrics, model.trainer->metrics->user_weighted})
      if (user)
        for (const py::Value& v : nest::flatten(in, user))
          if (auto* m = py::cast<Metric>(v); m && !metric_reset(in, *m)) return false;
  return true;
}

}  // namespace misfit::keras
