// LossesContainer of Keras 2: losses conformed to the outputs, each on targets matched in dtype and rank.
#include <algorithm>
#include <map>

#include "keras/fit/conform_keras2.h"
#include "keras/fit/structures.h"
#include "keras/fit/trainer.h"
#include "keras/keras_tensor.h"
#include "keras/math.h"
#include "keras/nest.h"

namespace misfit::keras {
namespace {

py::Value copy_of(py::Interp&, const py::Value& v) { return v; }

}  // namespace

py::Value conform_to_outputs(py::Interp& in, const py::Value& outputs, const std::vector<std::string>& names, const py::Value& given) {
  py::Value structure = given;
  bool single = !nest::is_nested(outputs), flat_list = !single && in.is_sequence(outputs);
  if (flat_list)
    for (const py::Value& o : in.items(outputs)) flat_list = flat_list && !nest::is_nested(o);
  auto* d = py::cast<py::Dict>(structure);
  if ((single || flat_list) && d) {
    std::vector<std::string> known = names.empty() ? pseudo_names(in, outputs, "output_") : names;
    py::Ref<py::Dict> rest = in.dict();
    for (const py::Dict::Entry& e : d->entries)
      if (e.key) rest->insert(in, e.key, e.value);
    std::vector<py::Value> list;
    for (const std::string& n : known) {
      py::Value v = rest->get(n);
      list.push_back(v ? v : py::Value::none());
      rest->erase(n);
    }
    if (rest->size() > 0) {
      std::vector<py::Value> keys, name_values;
      for (const py::Dict::Entry& e : rest->entries)
        if (e.key) keys.push_back(e.key);
      for (const std::string& n : known) name_values.push_back(in.str_value(n));
      std::optional<std::string> k = in.repr(in.list(keys)), n = in.repr(in.list(name_values)), s = in.repr(rest);
      if (k && n && s)
        in.raise("ValueError", "Found unexpected losses or metrics that do not correspond to any Model output: dict_keys(" + *k + "). Valid mode output names: " + *n +
                                   ". Received struct is: " + *s + ".");
      return {};
    }
    structure = list.size() == 1 ? list[0] : in.list(list);
  }
  auto* outputs_dict = py::cast<py::Dict>(outputs);
  auto* structure_dict = py::cast<py::Dict>(structure);
  if (outputs_dict && structure_dict) {
    py::Ref<py::Dict> filled = in.dict();
    for (const py::Dict::Entry& e : structure_dict->entries)
      if (e.key) filled->insert(in, e.key, e.value);
    for (const py::Dict::Entry& e : outputs_dict->entries)
      if (e.key && !filled->find(in, e.key)) filled->insert(in, e.key, py::Value::none());
    structure = filled;
  }
  if (!nest::is_nested(structure) && !single) return nest::map(in, outputs, [&](const py::Value&) { return copy_of(in, structure); });
  return structure;
}

bool match_dtype_and_rank(py::Interp& in, py::Value& t, py::Value& p, py::Value& w) {
  Math m(in);
  std::optional<Operand> y_t = tf::convert(in, t);
  if (y_t && p.is_none())
    return in.raise("AttributeError", std::string("'NoneType' object has no attribute '") + (y_t->shape.known_rank() && y_t->shape.rank() == 1 ? "shape'" : "dtype'")), false;
  std::optional<Operand> y_p = y_t ? tf::convert(in, p) : std::nullopt;
  if (!y_p) return false;
  auto rank_is = [](const Operand& x, size_t n) { return x.shape.known_rank() && x.shape.rank() == n; };
  Operand target = *y_t;
  if (rank_is(target, 1) && rank_is(*y_p, 2)) target = m.expand_dims(target, -1);
  bool weighted = w && !w.is_none();
  Operand weight;
  if (weighted) {
    std::optional<Operand> x = tf::convert(in, w);
    if (!x) return false;
    weight = *x;
    if (rank_is(weight, 1) && rank_is(*y_p, 2)) weight = m.expand_dims(weight, -1);
  }
  if ((is_floating(target.dtype) && is_floating(y_p->dtype)) || (is_integer(target.dtype) && is_integer(y_p->dtype))) target = m.cast(target, y_p->dtype);
  if (!target) return false;
  if (weighted && !(weight = m.cast(weight, y_p->dtype))) return false;
  auto keep = [&](py::Value& v, const Operand& x) {
    tf::TensorObject* old = tf::as_tensor_object(v);
    py::Value made = tf::tensor_value(in, x, old ? old->step : 0);
    if (old) tf::as_tensor_object(made)->keras_mask = old->keras_mask;
    v = made;
  };
  if (!(target.node == y_t->node && target.output == y_t->output && target.node) || !tf::as_tensor_object(t)) keep(t, target);
  if (weighted) keep(w, weight);
  return true;
}

py::Value mask_of_output(const py::Value& v) {
  tf::TensorObject* t = tf::as_tensor_object(v);
  return t && t->keras_mask && !t->keras_mask.is_none() ? t->keras_mask : py::Value();
}

bool apply_mask(py::Interp& in, const py::Value& prediction, py::Value& weight, const py::Value& mask) {
  if (!mask) return true;
  Math m(in);
  std::optional<Operand> p = tf::convert(in, prediction), k = p ? tf::convert(in, mask) : std::nullopt;
  if (!k) return false;
  Operand cast = m.cast(*k, p->dtype);
  if (!cast) return false;
  if (weight && !weight.is_none()) {
    std::optional<Operand> w = tf::convert(in, weight);
    if (!w || !match_ranks(m, cast, *w, false)) return false;
    cast = m.mul(*w, cast);
    if (!cast) return false;
  }
  weight = tf::tensor_value(in, cast);
  return true;
}

py::Value call_losses_keras2(py::Interp& in, CompiledLoss& c, Metric& total_mean, const py::Value& truth, const py::Value& y_pred, const py::Value& given_weight,
                             const std::vector<py::Value>& regularization) {
  Math m(in);
  py::Value none = py::Value::none();
  py::Value y_true = conform_to_outputs(in, y_pred, c.output_names, truth ? truth : none);
  py::Value sample_weight = y_true ? conform_to_outputs(in, y_pred, c.output_names, given_weight ? given_weight : none) : py::Value();
  if (!sample_weight) return {};
  if (!c.built) {
    if (c.output_names.empty()) c.output_names = pseudo_names(in, y_pred, "output_");
    auto spread = [&](const py::Value& user) -> std::optional<std::vector<py::Value>> {
      py::Value s = user ? user : none;
      if (!nest::is_nested(s)) s = nest::map(in, y_pred, [&](const py::Value&) { return s; });
      s = conform_to_outputs(in, y_pred, c.output_names, s);
      if (!s) return std::nullopt;
      return nest::flatten(in, s);
    };
    std::optional<std::vector<py::Value>> losses = spread(c.user_loss);
    if (!losses) return {};
    std::vector<PlacedLoss> placed;
    for (const py::Value& l : *losses) {
      PlacedLoss one;
      if (!l.is_none()) {
        one.loss = resolve_loss(in, l, none, none);
        if (!one.loss) return {};
      }
      placed.push_back(one);
    }
    std::optional<std::vector<py::Value>> weights = spread(c.user_weights);
    if (!weights) return {};
    for (size_t i = 0; i < placed.size() && i < weights->size(); ++i)
      if (!(*weights)[i].is_none()) placed[i].weight = (*weights)[i];
    for (size_t i = 0; i < placed.size(); ++i) {
      py::Ref<Metric> mean;
      if (c.output_names.size() > 1 && placed[i].loss && i < c.output_names.size() && !(mean = make_mean(in, c.output_names[i] + "_loss"))) return {};
      c.metrics.push_back(mean);
    }
    c.losses = std::move(placed);
    c.built = true;
  }
  std::vector<py::Value> preds = nest::flatten(in, y_pred), truths = nest::flatten(in, y_true), weights = nest::flatten(in, sample_weight);
  std::vector<Operand> values, mean_values;
  Operand batch;
  size_t n = std::min({preds.size(), truths.size(), weights.size(), c.losses.size()});
  for (size_t i = 0; i < n; ++i) {
    PlacedLoss& l = c.losses[i];
    if (truths[i].is_none() || !l.loss) continue;
    py::Value t = truths[i], p = preds[i], w = weights[i];
    if (!match_dtype_and_rank(in, t, p, w) || !apply_mask(in, p, w, mask_of_output(p))) return {};
    py::Value value = call_loss(in, *l.loss, t, p, w.is_none() ? py::Value() : w);
    std::optional<Operand> x = value ? tf::convert(in, value) : std::nullopt;
    std::optional<Operand> target = x ? tf::convert(in, t) : std::nullopt;
    if (!target) return {};
    if (!batch && !(batch = m.row(m.shape_of(*target), 0))) return {};
    if (c.metrics[i] && !update_mean(in, *c.metrics[i], tf::tensor_value(in, *x), tf::tensor_value(in, batch))) return {};
    Operand v = *x;
    if (l.weight) {
      std::optional<Operand> factor = tf::convert(in, l.weight, v.dtype);
      if (!factor || !(v = m.mul(v, *factor))) return {};
    }
    values.push_back(v);
    mean_values.push_back(v);
  }
  auto add_n = [&](const std::vector<Operand>& list) -> Operand {
    DType dtype = list[0].dtype;
    Operand sum;
    for (const Operand& x : list) {
      Operand y = is_floating(x.dtype) ? m.cast(x, dtype) : x;
      if (y.shape.known_rank() && y.shape.rank() > 0) y = m.sum(y);
      sum = sum ? m.add(sum, y, "AddN") : y;
    }
    return sum;
  };
  if (!regularization.empty()) {
    std::vector<Operand> extra;
    for (const py::Value& r : regularization) {
      std::optional<Operand> x = tf::convert(in, r);
      if (!x) return {};
      extra.push_back(*x);
    }
    Operand sum = add_n(extra);
    if (!sum) return {};
    values.push_back(sum);
    mean_values.push_back(sum);
  }
  if (values.empty()) return none;
  Operand total = add_n(mean_values);
  if (!total || !update_mean(in, total_mean, tf::tensor_value(in, total), batch ? tf::tensor_value(in, batch) : py::Value())) return {};
  return tf::tensor_value(in, total);
}

}  // namespace misfit::keras
