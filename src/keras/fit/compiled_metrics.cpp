// Compiled metrics of both Keras: resolved when the first outputs are known, updated a batch at a time.
#include <algorithm>
#include <map>

#include "keras/fit/conform_keras2.h"
#include "keras/fit/structures.h"
#include "keras/fit/trainer.h"
#include "keras/keras_tensor.h"
#include "keras/nest.h"

namespace misfit::keras {
namespace {

using MetricList = std::vector<py::Ref<Metric>>;

Shape known_shape(py::Interp& in, const py::Value& v) {
  std::optional<Shape> s = shape_of(in, v);
  return s ? *s : Shape::unknown_rank();
}

std::optional<MetricList> resolve_list(py::Interp& in, const py::Value& metrics, const py::Value& y_true, const py::Value& y_pred) {
  MetricList list;
  std::vector<py::Value> flat = in.is_sequence(metrics) || nest::is_nested(metrics) ? nest::flatten(in, metrics) : std::vector<py::Value>{metrics};
  for (const py::Value& id : flat) {
    if (id.is_none()) {
      if (!in.keras3()) continue;
      in.raise("ValueError", "Expected metric, received `None`");
      return std::nullopt;
    }
    py::Ref<Metric> m = resolve_metric(in, id, known_shape(in, y_true), known_shape(in, y_pred));
    if (!m) return std::nullopt;
    list.push_back(m);
  }
  return list;
}

// ---- Keras 3 ----

bool build_set(py::Interp& in, CompiledMetrics& c, const py::Value& user, std::string_view argument, const std::vector<py::Value>& truths,
               const std::vector<py::Value>& preds, std::vector<MetricList>& out) {
  out.assign(preds.size(), {});
  std::optional<bool> any = user ? in.truth(user) : std::optional<bool>(false);
  if (!any) return false;
  if (!*any) return true;
  if (preds.size() == 1) {
    std::optional<MetricList> list = resolve_list(in, in.list(nest::flatten(in, user)), truths[0], preds[0]);
    if (!list) return false;
    out[0] = *list;
    return true;
  }
  std::vector<py::Value> each;
  if (in.is_sequence(user) && in.items(user).size() == preds.size()) {
    each.assign(in.items(user).begin(), in.items(user).end());
  } else if (auto* d = py::cast<py::Dict>(user); d && !c.output_names.empty()) {
    for (const std::string& n : c.output_names) {
      py::Value v = d->get(n);
      each.push_back(v ? v : py::Value::none());
    }
  }
  if (each.size() != preds.size()) {
    std::vector<py::Value> names, crosses(preds.size(), in.str_value("X"));
    for (const std::string& n : c.output_names) names.push_back(in.str_value(n));
    std::string a(argument), shown = in.str(user).value_or(""), outputs = in.str(in.list(names)).value_or(""), structure = in.str(in.list(crosses)).value_or("");
    in.raise("ValueError", "\nInvalid `" + a + "`. `" + a + "` should contain metrics objects and either be a dict or a list matching the output names of the functional model " +
                               outputs + " or match the output structure of the model: " + structure + ".\nReceived: " + a + "=" + shown);
    return false;
  }
  for (size_t i = 0; i < preds.size(); ++i) {
    if (each[i].is_none()) continue;
    std::optional<MetricList> list = resolve_list(in, each[i], i < truths.size() ? truths[i] : py::Value::none(), preds[i]);
    if (!list) return false;
    out[i] = *list;
  }
  return true;
}

// Flat targets in the order of the outputs.
std::vector<py::Value> flat_of(py::Interp& in, const CompiledMetrics& c, const py::Value& y) {
  auto* d = py::cast<py::Dict>(y);
  if (!d || c.output_names.empty()) return nest::flatten(in, y);
  std::vector<py::Value> list;
  for (const std::string& n : c.output_names) {
    py::Value v = d->get(n);
    if (!v) return nest::flatten(in, y);
    list.push_back(v);
  }
  return list;
}

// ---- Keras 2 ----

bool is_flat_list(py::Interp& in, const py::Value& v) {
  if (!in.is_sequence(v)) return false;
  for (const py::Value& x : in.items(v))
    if (nest::is_nested(x)) return false;
  return true;
}

bool build_keras2(py::Interp& in, CompiledMetrics& c, const py::Value& y_true, const py::Value& y_pred) {
  if (c.output_names.empty()) c.output_names = pseudo_names(in, y_pred, "output_");
  std::vector<py::Value> preds = nest::flatten(in, y_pred), truths = nest::flatten(in, y_true);
  auto resolve = [&](const py::Value& user, std::vector<MetricList>& out) -> bool {
    py::Value s = user ? user : py::Value::none();
    if (!nest::is_nested(s) || is_flat_list(in, s)) {
      py::Value each = s;
      s = nest::is_nested(y_pred) ? nest::map(in, y_pred, [&](const py::Value&) { return each; }) : each;
      out.assign(preds.size(), {});
      for (size_t i = 0; i < preds.size(); ++i) {
        std::optional<MetricList> list = resolve_list(in, each, i < truths.size() ? truths[i] : py::Value::none(), preds[i]);
        if (!list) return false;
        out[i] = *list;
      }
      return true;
    }
    s = conform_to_outputs(in, y_pred, c.output_names, s);
    if (!s) return false;
    out.assign(preds.size(), {});
    std::vector<py::Value> each;
    if (!nest::is_nested(y_pred)) each = {s};
    else if (auto* d = py::cast<py::Dict>(s))
      for (const py::Value& key : nest::sorted_keys(in, *d)) each.push_back(d->find(in, key));
    else if (in.is_sequence(s)) each.assign(in.items(s).begin(), in.items(s).end());
    for (size_t i = 0; i < preds.size() && i < each.size(); ++i) {
      std::optional<MetricList> list = resolve_list(in, each[i], i < truths.size() ? truths[i] : py::Value::none(), preds[i]);
      if (!list) return false;
      out[i] = *list;
    }
    return true;
  };
  if (!resolve(c.user_metrics, c.metrics) || !resolve(c.user_weighted, c.weighted)) return false;
  std::vector<std::string> taken;
  auto used = [&](const std::string& n) { return std::find(taken.begin(), taken.end(), n) != taken.end(); };
  bool several = c.output_names.size() > 1;
  for (size_t i = 0; i < c.output_names.size() && i < c.metrics.size(); ++i) {
    for (const auto& m : c.metrics[i]) {
      if (several) m->name = c.output_names[i] + "_" + m->name;
      if (used(m->name)) {
        in.raise("ValueError", "Found two metrics with the same name: " + m->name + ". All the metrics added to the model need to have unique names.");
        return false;
      }
      taken.push_back(m->name);
    }
    for (const auto& m : c.weighted[i]) {
      if (several) m->name = used(c.output_names[i] + "_" + m->name) ? c.output_names[i] + "_weighted_" + m->name : c.output_names[i] + "_" + m->name;
      else if (used(m->name)) m->name = "weighted_" + m->name;
      if (used(m->name)) {
        in.raise("ValueError", "Found two weighted metrics with the same name: " + m->name + ".All the metrics added to the model need to have unique names.");
        return false;
      }
      taken.push_back(m->name);
    }
  }
  c.built = true;
  return true;
}

}  // namespace

std::vector<py::Ref<Metric>> CompiledMetrics::in_order() const {
  MetricList all;
  if (prefixes.empty()) {   // Keras 2: an output's metrics, then its weighted ones
    for (size_t i = 0; i < metrics.size(); ++i) {
      for (const auto& m : metrics[i]) all.push_back(m);
      if (i < weighted.size())
        for (const auto& m : weighted[i]) all.push_back(m);
    }
    return all;
  }
  for (const auto& list : metrics)
    for (const auto& m : list) all.push_back(m);
  for (const auto& list : weighted)
    for (const auto& m : list) all.push_back(m);
  return all;
}

bool update_metrics_keras3(py::Interp& in, CompiledMetrics& c, const py::Value& y_true, const py::Value& y_pred, const py::Value& sample_weight) {
  std::vector<py::Value> preds = flat_of(in, c, y_pred), truths = flat_of(in, c, y_true);
  if (!c.built) {
    if (!build_set(in, c, c.user_metrics, "metrics", truths, preds, c.metrics)) return false;
    if (!build_set(in, c, c.user_weighted, "weighted_metrics", truths, preds, c.weighted)) return false;
    c.prefixes.assign(preds.size(), "");
    for (size_t i = 0; preds.size() > 1 && i < preds.size() && i < c.output_names.size(); ++i) c.prefixes[i] = c.output_names[i];
    c.built = true;
  }
  std::vector<py::Value> weights;
  bool weighted = sample_weight && !sample_weight.is_none();
  if (weighted) weights = flat_of(in, c, sample_weight);
  for (size_t i = 0; i < c.metrics.size() && i < truths.size() && i < preds.size(); ++i)
    for (const auto& m : c.metrics[i])
      if (!metric_update(in, *m, truths[i], preds[i], {})) return false;
  for (size_t i = 0; i < c.weighted.size() && i < truths.size() && i < preds.size(); ++i)
    for (const auto& m : c.weighted[i])
      if (!metric_update(in, *m, truths[i], preds[i], weighted ? weights[weights.size() == truths.size() ? i : 0] : py::Value())) return false;
  return true;
}

bool results_keras3(py::Interp& in, CompiledMetrics& c, py::Dict& into) {
  if (!c.built) {
    in.raise("ValueError", "Cannot get result() since the metric has not yet been built.");
    return false;
  }
  std::map<std::string, int> counts;
  auto put = [&](std::string name, const py::Ref<Metric>& m) {
    py::Value r = metric_result(in, *m);
    if (!r) return false;
    into.set(in, name, r);
    return true;
  };
  for (size_t i = 0; i < c.metrics.size(); ++i)
    for (const auto& m : c.metrics[i]) {
      std::string name = (c.prefixes[i].empty() ? "" : c.prefixes[i] + "_") + m->name;
      int seen = counts[name]++;
      if (!put(seen == 0 ? name : name + "_" + std::to_string(seen), m)) return false;
    }
  for (size_t i = 0; i < c.weighted.size(); ++i)
    for (const auto& m : c.weighted[i]) {
      std::string prefix = c.prefixes[i].empty() ? "" : c.prefixes[i] + "_", name = prefix + m->name;
      if (counts.count(name)) name = prefix + "weighted_" + m->name;
      int seen = counts[name]++;
      if (!put(seen == 0 ? name : name + "_" + std::to_string(seen), m)) return false;
    }
  return true;
}

bool update_metrics_keras2(py::Interp& in, CompiledMetrics& c, const py::Value& truth, const py::Value& y_pred, const py::Value& given_weight) {
  py::Value none = py::Value::none();
  py::Value y_true = conform_to_outputs(in, y_pred, c.output_names, truth ? truth : none);
  py::Value sample_weight = y_true ? conform_to_outputs(in, y_pred, c.output_names, given_weight ? given_weight : none) : py::Value();
  if (!sample_weight) return false;
  if (!c.built && !build_keras2(in, c, y_true, y_pred)) return false;
  std::vector<py::Value> preds = nest::flatten(in, y_pred), truths = nest::flatten(in, y_true), weights = nest::flatten(in, sample_weight);
  for (size_t i = 0; i < preds.size() && i < truths.size() && i < c.metrics.size(); ++i) {
    if (truths[i].is_none() || (c.metrics[i].empty() && c.weighted[i].empty())) continue;
    py::Value t = truths[i], p = preds[i], w = i < weights.size() ? weights[i] : none;
    if (!match_dtype_and_rank(in, t, p, w)) return false;
    py::Value mask = mask_of_output(p);
    if (!apply_mask(in, p, w, mask)) return false;
    for (const auto& m : c.metrics[i])
      if (!metric_update(in, *m, t, p, mask)) return false;
    for (const auto& m : c.weighted[i])
      if (!metric_update(in, *m, t, p, w.is_none() ? py::Value() : w)) return false;
  }
  return true;
}

}  // namespace misfit::keras
