// What compile() made, as the program's own train_step reaches for it: model.metrics, model.compiled_metrics and model.compiled_loss.
#include "keras/fit/trainer.h"
#include "keras/library.h"
#include "keras/metrics/metrics.h"
#include "keras/nest.h"
#include "keras/warn.h"

namespace misfit::keras {
namespace {

constexpr std::string_view kMetricsAreGone =
    "`model.compiled_metrics()` is deprecated. Instead, use e.g.:\n```\nfor metric in self.metrics:\n    metric.update_state(y, y_pred)\n```\n";

Model& held(const py::Value& self) { return *py::cast<Model>(py::cast<py::Instance>(self)->dict->get("_of_model")); }
py::Value absent(const py::Value& v) { return v && !v.is_none() ? v : py::Value(); }

// Keras 3 shows all metrics of compile() as one, whose result is a dict.
struct CompileMetrics : Metric {
  static constexpr py::Kind kind{"keras.CompileMetrics", &Metric::kind};
  explicit CompileMetrics(py::Type* t) : Metric(kind, t) {}
  CompiledMetrics& all() { return *held(py::Value(this)).trainer->metrics; }
  bool update(py::Interp& in, const py::Value& y_true, const py::Value& y_pred, const py::Value& sample_weight) override {
    return update_metrics_keras3(in, all(), y_true, y_pred, absent(sample_weight));
  }
  py::Value result(py::Interp& in) override {
    py::Ref<py::Dict> out = in.dict();
    return results_keras3(in, all(), *out) ? py::Value(out) : py::Value();
  }
  bool reset(py::Interp& in) override {
    for (const auto& m : all().in_order())
      if (!metric_reset(in, *m)) return false;
    return true;
  }
};

// An object of `type` that knows its model; made anew when it is asked for, so that no model holds itself.
py::Value of_model(py::Interp& in, py::Instance* object, const py::Value& model) {
  py::Value out(object);
  if (!object->dict) object->dict = in.dict();
  object->dict->set(in, "_of_model", model);
  return out;
}

py::Type* compile_metrics_type(py::Interp& in) {
  Library& library = in.state<Library>();
  if (auto* made = py::cast<py::Type>(library.find("metrics", "_CompileMetrics"))) return made;
  py::Type* type = in.new_type("keras.src.trainers.compile_utils", "CompileMetrics", {py::cast<py::Type>(library.find("metrics", "Metric"))}, CompileMetrics::kind);
  library.put("metrics", "_CompileMetrics", type);
  return type;
}

py::Value update_compiled(py::Interp& in, py::Bound& a) {
  Model& model = held(a[0]);
  const py::Value weight = absent(a["sample_weight"]);
  if (!model.trainer || !model.trainer->metrics) return py::Value::none();
  if (!in.keras3()) return update_metrics_keras2(in, *model.trainer->metrics, a[1], a[2], weight) ? py::Value::none() : py::Value();
  if (!warn_once(in, std::string(kMetricsAreGone))) return {};
  for (const auto& m : metrics_of(in, model)) {
    auto* mean = py::cast<MeanMetric>(py::Value(m));
    if (mean && !mean->def && !mean->function && !metric_update(in, *m, a[2], {}, weight)) return {};
  }
  return update_metrics_keras3(in, *model.trainer->metrics, a[1], a[2], weight) ? py::Value::none() : py::Value();
}

}  // namespace

std::vector<py::Value> metrics_shown(py::Interp& in, const py::Value& model_value) {
  Model& model = *py::cast<Model>(model_value);
  const bool compiled = in.keras3() && model.trainer && model.trainer->metrics;
  const auto apart = compiled ? model.trainer->metrics->in_order() : std::vector<py::Ref<Metric>>{};
  std::vector<py::Value> list;
  for (const auto& m : metrics_of(in, model)) {
    bool inside = false;
    for (const auto& one : apart) inside = inside || one.get() == m.get();
    if (!inside) list.push_back(m);
    if (!compiled || list.size() != 1 || m.get() != model.trainer->loss_tracker.get()) continue;
    auto* all = new CompileMetrics(compile_metrics_type(in));
    all->name = "compile_metrics";
    list.push_back(of_model(in, all, model_value));
  }
  return list;
}

void define_compiled_objects(py::Interp& in, py::Type* model) {
  py::Type* container = in.new_type(in.keras3() ? "keras.src.backend.tensorflow.trainer" : "keras.src.engine.compile_utils", in.keras3() ? "DeprecatedCompiledMetric" : "MetricsContainer",
                                    {in.type_named("object")}, py::Instance::kind);
  in.method(container, "update_state", in.keras3() ? "_, y, y_pred, sample_weight=None" : "self, y_true, y_pred, sample_weight=None", update_compiled);
  in.method(container, "reset_state", "self", [](py::Interp& i, py::Bound& a) -> py::Value {
    Trainer* t = held(a[0]).trainer.get();
    for (const auto& m : t && t->metrics ? t->metrics->in_order() : std::vector<py::Ref<Metric>>{})
      if (!metric_reset(i, *m)) return {};
    return py::Value::none();
  });
  in.property(container, "metrics", [](py::Interp& i, py::Bound& a) -> py::Value {
    Trainer* t = held(a[0]).trainer.get();
    std::vector<py::Value> list;
    if (t && t->metrics && t->metrics->built)
      for (const auto& m : t->metrics->in_order()) list.push_back(m);
    return i.list(std::move(list));
  });
  in.property(model, "compiled_metrics", [container](py::Interp& i, py::Bound& a) -> py::Value { return of_model(i, new py::Instance(container), a[0]); });
  in.method(model, "compiled_loss", in.keras3() ? "self, y, y_pred, sample_weight=None, regularization_losses=None" : "self, y_true, y_pred, sample_weight=None, regularization_losses=None", [](py::Interp& i, py::Bound& a) -> py::Value {
    Model& m = *py::cast<Model>(a[0]);
    if (i.keras3() && !warn_once(i, "`model.compiled_loss()` is deprecated. Instead, use `model.compute_loss(x, y, y_pred, sample_weight, training)`.")) return {};
    if (!m.trainer || !m.trainer->loss) return i.raise("ValueError", "No loss to compute. Provide a `loss` argument in `compile()`.");
    if (i.keras3()) return compute_compiled_loss(i, m, *m.trainer, a[1], a[2], a["sample_weight"]);
    std::vector<py::Value> extra;
    if (const py::Value given = absent(a["regularization_losses"])) extra = nest::flatten(i, given);
    return call_losses_keras2(i, *m.trainer->loss, *m.trainer->loss_tracker, a[1], a[2], absent(a["sample_weight"]), extra);
  });
}

}  // namespace misfit::keras
