// What all metrics share, and the way to a class of the program that overrides it.
#include "keras/metric.h"

#include "keras/layer.h"
#include "keras/library.h"
#include "keras/losses/losses.h"
#include "keras/metrics/metrics.h"
#include "keras/names.h"

namespace misfit::keras {

namespace {

// The method of `name` if the program's class wrote it.
py::Value own(const Metric& metric, std::string_view name) {
  const py::Value method = metric.type->lookup(name);
  return method && !py::cast<py::Builtin>(method) ? method : py::Value();
}

}  // namespace

bool init_metric(py::Interp& in, Metric& metric, const py::Value& name, const py::Value& dtype) {
  if (const auto text = in.as_str(name)) metric.name = *text;
  else metric.name = in.state<State>().unique_name(metric.type->name);
  if (dtype && !dtype.is_none()) {
    const auto d = tf::as_dtype(in, dtype);
    if (!d) return false;
    metric.dtype = *d;
  }
  return true;
}

bool Metric::update(py::Interp& in, const py::Value&, const py::Value&, const py::Value&) {
  in.raise("NotImplementedError", in.keras3() ? "" : "Must be implemented in subclasses.");
  return false;
}
py::Value Metric::result(py::Interp& in) { return in.raise("NotImplementedError", in.keras3() ? "" : "Must be implemented in subclasses."); }
bool Metric::reset(py::Interp& in) {
  Math m(in);
  for (const auto& v : variables) {
    const Tensor zero = Tensor::zeros(v->cell->dtype, v->cell->shape);
    if (m.context().eager()) v->cell->value = zero;
    else if (!m.assign(*v, m.context().constant(zero))) return false;
  }
  return true;
}

bool metric_update(py::Interp& in, Metric& metric, const py::Value& y_true, const py::Value& y_pred, const py::Value& sample_weight) {
  const py::Value method = own(metric, "update_state");
  const auto* mean = py::cast<MeanMetric>(py::Value(&metric));
  if (!method && !in.keras3() && mean && !mean->def && !mean->function && y_pred)   // Mean and Sum take values alone
    return in.raise("TypeError", "Reduce.update_state() got multiple values for argument 'sample_weight'"), false;
  if (!method) return metric.update(in, y_true, y_pred, sample_weight);
  const py::Value positional[] = {py::Value(&metric), y_true, y_pred};
  const py::Keyword keywords[] = {{"sample_weight", sample_weight ? sample_weight : py::Value::none()}};
  return bool(in.call(method, py::Args{positional, keywords}));
}

py::Value metric_result(py::Interp& in, Metric& metric) {
  const py::Value method = own(metric, "result");
  if (!method) return metric.result(in);
  const py::Value given = in.call(method, {py::Value(&metric)});
  tf::Variable* variable = given ? py::cast<tf::Variable>(given) : nullptr;
  if (!variable) return given;
  const Operand now = in.state<tf::Context>().read(*variable);
  return now ? tf::tensor_value(in, now) : py::Value();
}

bool metric_reset(py::Interp& in, Metric& metric) {
  py::Value method = own(metric, "reset_state");
  if (!method && !in.keras3()) method = own(metric, "reset_states");
  return method ? bool(in.call(method, {py::Value(&metric)})) : metric.reset(in);
}

py::Ref<tf::Variable> metric_weight(py::Interp& in, Metric& metric, std::string_view name, const Shape& shape, DType dtype, const Tensor& initial) {
  const Tensor value = initial ? initial : Tensor::zeros(dtype, shape);
  // Outside of any graph that is being traced, as init_scope lifts it.
  tf::Context& context = in.state<tf::Context>();
  context.push_graph(nullptr);
  py::Ref<tf::Variable> v = tf::make_variable(in, value, in.keras3() ? metric.name + "/" + std::string(name) : std::string(name) + ":0", false);
  context.pop_graph();
  if (!v) return v;
  v->type = in.state<State>().variable;
  metric.variables.push_back(v);
  return v;
}

}  // namespace misfit::keras
