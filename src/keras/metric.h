// Metrics: variables that are updated batch by batch and a result computed from them.
#pragma once
#include "keras/loss.h"

namespace misfit::keras {

struct Metric : py::Instance {
  static constexpr py::Kind kind{"keras.Metric", &py::Instance::kind};
  explicit Metric(py::Type* t) : Instance(kind, t) {}
  Metric(const py::Kind& k, py::Type* t) : Instance(k, t) {}
  std::string name;
  DType dtype = DType::kFloat32;
  std::vector<py::Ref<tf::Variable>> variables;
  // False or null: pending. Null sample_weight: none. Built-in metrics override these.
  virtual bool update(py::Interp&, const py::Value& y_true, const py::Value& y_pred, const py::Value& sample_weight);
  virtual py::Value result(py::Interp&);
  virtual bool reset(py::Interp&);                // zeros
  void clear() override { variables.clear(); Instance::clear(); }
};

// The same through Python where the program's class overrides update_state, result or reset_state.
bool metric_update(py::Interp&, Metric&, const py::Value& y_true, const py::Value& y_pred, const py::Value& sample_weight);
py::Value metric_result(py::Interp&, Metric&);
bool metric_reset(py::Interp&, Metric&);
py::Ref<tf::Variable> metric_weight(py::Interp&, Metric&, std::string_view name, const Shape&, DType, const Tensor& initial = {});

// The mean of values (loss trackers): Mean(name).
py::Ref<Metric> make_mean(py::Interp&, std::string name);
bool update_mean(py::Interp&, Metric& mean, const py::Value& value, const py::Value& sample_weight);
// A function of (y_true, y_pred), of the program or built in, as a metric.
py::Ref<Metric> wrap_metric(py::Interp&, const py::Value& function, std::string name);
// "accuracy"/"acc" and "crossentropy"/"ce" by the shapes of target and output, under `name`; else get_metric. Null: pending.
py::Ref<Metric> resolve_metric(py::Interp&, const py::Value& identifier, const Shape& y_true, const Shape& y_pred);

}  // namespace misfit::keras
