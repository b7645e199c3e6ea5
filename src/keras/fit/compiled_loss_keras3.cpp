// CompileLoss of Keras 3: places each loss among the outputs, then adds them up.
#include "keras/fit/structures.h"
#include "keras/fit/trainer.h"
#include "keras/keras_tensor.h"
#include "keras/math.h"
#include "keras/nest.h"

namespace misfit::keras {
namespace {

bool value_error(py::Interp& in, std::string text, std::string_view type = "ValueError") {
  in.raise(type, std::move(text));
  return false;
}

struct Leaf { py::Value loss, weight; };

struct Builder {
  py::Interp& in;
  CompiledLoss& c;
  std::vector<Leaf> leaves;

  std::string path_text(const std::vector<py::Value>& path) {
    py::Value t = in.tuple(path);
    return in.str(t).value_or("");
  }

  bool place(const py::Value& y_true, const py::Value& y_pred, const py::Value& leaf, const py::Value& names, const std::vector<py::Value>& path) {
    if (leaf.is_none()) return true;
    const Leaf& l = leaves[static_cast<size_t>(leaf.integer())];
    py::Ref<Loss> resolved = resolve_loss(in, l.loss, y_true, y_pred);
    if (!resolved) return false;
    std::string name;
    std::vector<std::string> parts;
    for (const py::Value& p : path) parts.push_back(in.str(p).value_or(""));
    if (!nest::is_nested(names)) {
      std::string output = names.is_none() ? resolved->name : std::string(in.as_str(names).value_or(""));
      if (parts.empty()) parts.push_back(output);
      else if (path.back().is_int()) parts.back() = output;
    }
    for (const std::string& p : parts) name += (name.empty() ? "" : "/") + p;
    c.losses.push_back({path, resolved, l.weight, name});
    return true;
  }

  bool build(const py::Value& y_true, const py::Value& y_pred, py::Value loss, const py::Value& names, const std::vector<py::Value>& path) {
    if (!nest::is_nested(loss)) return place(y_true, y_pred, loss, names, path);
    std::vector<py::Value> flat_pred = nest::flatten(in, y_pred);
    bool sequence = in.is_sequence(loss), flat = sequence;
    if (sequence)
      for (const py::Value& l : in.items(loss)) flat = flat && !nest::is_nested(l);
    if (flat && in.items(loss).size() == flat_pred.size()) {
      std::vector<py::Value> items(in.items(loss).begin(), in.items(loss).end());
      loss = nest::pack(in, y_pred, items);
    } else if (sequence && in.type_of(loss) != in.type_of(y_pred)) {
      for (const py::Value& l : std::vector<py::Value>(in.items(loss).begin(), in.items(loss).end()))
        if (!build(y_true, y_pred, l, names, path)) return false;
      return true;
    }
    if (!nest::is_nested(loss)) return build(y_true, y_pred, loss, names, path);
    if (in.type_of(loss) != in.type_of(y_pred))
      return value_error(in, "The path: " + path_text(path) + " in the `loss` argument, can't be found in the model's output (`y_pred`).", "KeyError");
    auto step = [&](const py::Value& key, const py::Value& l) -> bool {
      if (l.is_none()) return true;
      std::vector<py::Value> deeper = path;
      deeper.push_back(key);
      py::Value t = child(in, y_true, key), p = child(in, y_pred, key), n = child(in, names, key);
      if (!t || !p)
        return value_error(in, "The path: " + path_text(deeper) + " in the `loss` argument, can't be found in either the model's output (`y_pred`) or in the labels (`y_true`).",
                           "KeyError");
      return build(t, p, l, n ? n : py::Value::none(), deeper);
    };
    if (auto* d = py::cast<py::Dict>(loss)) {
      for (const py::Dict::Entry& e : std::vector<py::Dict::Entry>(d->entries))
        if (e.key && !step(e.key, e.value)) return false;
      return true;
    }
    std::vector<py::Value> items(in.items(loss).begin(), in.items(loss).end());
    for (size_t i = 0; i < items.size(); ++i)
      if (!step(py::Value::integer(static_cast<int64_t>(i)), items[i])) return false;
    return true;
  }
};

py::Value strings(py::Interp& in, const std::vector<std::string>& names) {
  std::vector<py::Value> list;
  for (const std::string& n : names) list.push_back(in.str_value(n));
  return in.list(std::move(list));
}

bool same_keys(py::Dict& d, const std::vector<std::string>& names) {
  if (d.size() != names.size()) return false;
  for (const std::string& n : names)
    if (!d.get(n)) return false;
  return true;
}

bool build(py::Interp& in, CompiledLoss& c, py::Value y_true, py::Value y_pred) {
  py::Value loss = c.user_loss, weights = c.user_weights;
  const std::vector<std::string>& names = c.output_names;
  if (auto* d = py::cast<py::Dict>(loss); d && !names.empty() && !py::cast<py::Dict>(y_pred)) {
    if (!same_keys(*d, names)) {
      std::vector<py::Value> keys;
      for (const py::Dict::Entry& e : d->entries)
        if (e.key) keys.push_back(e.key);
      return value_error(in, "Expected keys " + in.str(strings(in, names)).value_or("") + " in loss dict, but found loss.keys()=" + in.str(in.list(keys)).value_or(""));
    }
    std::vector<py::Value> list, weight_list;
    for (const std::string& n : names) list.push_back(d->get(n));
    loss = in.list(list);
    if (auto* w = py::cast<py::Dict>(weights)) {
      for (const std::string& n : names) weight_list.push_back(w->get(n) ? w->get(n) : py::Value::none());
      weights = in.list(weight_list);
    }
  }
  Builder builder{in, c, {}};
  std::vector<py::Value> flat_loss = nest::flatten(in, loss), flat_weights;
  if (weights && !weights.is_none()) {
    flat_weights = nest::flatten(in, weights);
    if (flat_weights.size() != flat_loss.size())
      return value_error(in, "`loss_weights` must match the number of losses, got " + std::to_string(flat_loss.size()) + " losses and " +
                                 std::to_string(flat_weights.size()) + " weights.");
  }
  std::vector<py::Value> indices;
  for (size_t i = 0; i < flat_loss.size(); ++i) {
    indices.push_back(flat_loss[i].is_none() ? py::Value::none() : py::Value::integer(static_cast<int64_t>(i)));
    py::Value w = i < flat_weights.size() && !flat_weights[i].is_none() ? flat_weights[i] : py::Value();
    builder.leaves.push_back({flat_loss[i], w});
  }
  py::Value structure = nest::pack(in, loss, indices);
  if (auto* d = py::cast<py::Dict>(structure); d && !names.empty() && same_keys(*d, names) && !py::cast<py::Dict>(y_pred)) {
    py::Ref<py::Dict> pred = in.dict(), truth = in.dict();
    std::vector<py::Value> p = nest::is_nested(y_pred) ? std::vector<py::Value>(in.items(y_pred).begin(), in.items(y_pred).end()) : std::vector<py::Value>{y_pred};
    std::vector<py::Value> t = nest::is_nested(y_true) && in.is_sequence(y_true) ? std::vector<py::Value>(in.items(y_true).begin(), in.items(y_true).end())
                                                                                : std::vector<py::Value>{y_true};
    for (size_t i = 0; i < names.size() && i < p.size() && i < t.size(); ++i) pred->set(in, names[i], p[i]), truth->set(in, names[i], t[i]);
    y_pred = pred;
    y_true = truth;
  }
  std::vector<py::Value> flat_pred = nest::flatten(in, y_pred), name_values;
  for (size_t i = 0; i < flat_pred.size(); ++i)
    name_values.push_back(names.size() == flat_pred.size() ? in.str_value(names[i]) : py::Value::none());
  py::Value name_structure = nest::pack(in, y_pred, name_values);
  if (!nest::is_nested(structure)) structure = nest::map(in, y_pred, [&](const py::Value&) { return structure; });
  if (!builder.build(y_true, y_pred, structure, name_structure, {})) return false;
  if (c.losses.size() > 1)
    for (const PlacedLoss& l : c.losses) {
      py::Ref<Metric> mean = make_mean(in, l.name + "_loss");
      if (!mean) return false;
      c.metrics.push_back(mean);
    }
  c.y_pred_structure = y_pred;
  c.y_true_structure = y_true;
  c.built = true;
  return true;
}

py::Value at_path(py::Interp& in, const py::Value& structure, const std::vector<py::Value>& path) {
  py::Value v = structure;
  for (const py::Value& key : path) {
    v = in.get_item(v, key);
    if (!v) return {};
  }
  return v;
}

std::string stars(py::Interp& in, const py::Value& v) {
  py::Value s = nest::map(in, v, [&](const py::Value&) { return in.str_value("*"); });
  return s ? in.str(s).value_or("") : "";
}

// y_true in the containers of y_pred; null and nothing pending: they do not fit.
py::Value fit_targets(py::Interp& in, CompiledLoss& c, py::Value y_true, const py::Value& y_pred) {
  if (nest::same_structure(in, y_pred, y_true)) return y_true;
  std::vector<py::Value> flat_pred = nest::flatten(in, y_pred);
  if (!nest::is_nested(y_true) && nest::is_nested(y_pred) && flat_pred.size() == 1) {
    y_true = in.list({y_true});
  } else if (auto* d = py::cast<py::Dict>(y_true); d && in.is_sequence(y_pred) && same_keys(*d, c.output_names)) {
    std::vector<py::Value> list;
    for (const std::string& n : c.output_names) list.push_back(d->get(n));
    y_true = in.list(list);
  }
  std::vector<py::Value> flat_true = nest::flatten(in, y_true);
  if (!nest::is_nested(y_pred) && in.is_sequence(y_true) && flat_true.size() == 1 && in.items(y_true).size() == 1) return flat_true[0];
  bool dict_true = py::cast<py::Dict>(y_true), dict_pred = py::cast<py::Dict>(y_pred);
  if (flat_true.size() == flat_pred.size() && nest::is_nested(y_true) == nest::is_nested(y_pred) && dict_true == dict_pred) return nest::pack(in, y_pred, flat_true);
  std::vector<py::Value> flat_loss = nest::flatten(in, c.user_loss);
  size_t real = 0;
  for (const py::Value& l : flat_loss) real += !l.is_none();
  if (flat_true.size() == real && flat_loss.size() == flat_pred.size() && nest::is_nested(c.user_loss)) {
    std::vector<py::Value> spread;
    size_t next = 0;
    for (const py::Value& l : flat_loss) spread.push_back(l.is_none() ? py::Value::none() : flat_true[next++]);
    return nest::pack(in, c.user_loss, spread);
  }
  in.raise("ValueError", "y_true and y_pred have different structures.\ny_true: " + stars(in, y_true) + "\ny_pred: " + stars(in, y_pred) + "\n");
  return {};
}

}  // namespace

py::Value call_losses_keras3(py::Interp& in, CompiledLoss& c, const py::Value& truth, const py::Value& prediction, const py::Value& sample_weight) {
  tf::NameScope scope(in.state<tf::Context>(), "compile_loss");
  Math m(in);
  py::Value y_true = truth, y_pred = prediction;
  bool single = !nest::is_nested(y_true) && !nest::is_nested(y_pred);
  if (!single) {
    y_true = fit_targets(in, c, y_true, y_pred);
    if (!y_true) return {};
  }
  if (!c.built && !build(in, c, y_true, y_pred)) return {};
  if (!single) {
    if (!nest::same_structure(in, c.y_pred_structure, y_pred)) y_pred = nest::pack(in, c.y_pred_structure, nest::flatten(in, y_pred));
    if (!nest::same_structure(in, c.y_true_structure, y_true)) y_true = nest::pack(in, c.y_true_structure, nest::flatten(in, y_true));
  }
  Operand total;
  for (size_t i = 0; i < c.losses.size(); ++i) {
    PlacedLoss& l = c.losses[i];
    py::Value t = at_path(in, y_true, l.path), p = t ? at_path(in, y_pred, l.path) : py::Value();
    if (!p) return {};
    py::Value w = sample_weight;
    if (w && nest::is_nested(w) && !(w = at_path(in, w, l.path))) return {};
    py::Value value = call_loss(in, *l.loss, t, p, w);
    std::optional<Operand> x = value ? tf::convert(in, value) : std::nullopt;
    if (!x) return {};
    Operand v = m.cast(*x, DType::kFloat32);
    if (!v) return {};
    if (!single && i < c.metrics.size() && c.metrics[i]) {
      std::vector<py::Value> first = nest::flatten(in, p);
      std::optional<Shape> shape = shape_of(in, first[0]);
      py::Value rows = shape && shape->known_rank() && shape->rank() > 0 && (*shape)[0] >= 0 ? py::Value::integer((*shape)[0]) : py::Value();
      if (!update_mean(in, *c.metrics[i], tf::tensor_value(in, v), rows)) return {};
    }
    if (l.weight) {
      std::optional<Operand> weight = tf::convert(in, l.weight, v.dtype);
      if (!weight) return {};
      v = m.mul(v, *weight, "Mul");
      if (!v) return {};
    }
    if (single) return tf::tensor_value(in, v);
    total = total ? m.add(total, v) : m.add(m.number(0, v.dtype), v);
    if (!total) return {};
  }
  return total ? tf::tensor_value(in, total) : py::Value::none();
}

}  // namespace misfit::keras
