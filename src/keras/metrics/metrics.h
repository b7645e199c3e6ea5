// The built-in metrics.
#pragma once
#include "keras/metric.h"

namespace misfit::keras {

using MetricDef = LossDef;  // a function of (y_true, y_pred) that answers one value a sample, and its class

extern const MetricDef kAccuracy, kBinaryAccuracy, kCategoricalAccuracy, kSparseCategoricalAccuracy, kTopKCategoricalAccuracy,
    kSparseTopKCategoricalAccuracy;

// The running mean of values: total and count. Mean itself, and every metric that is the mean of a function.
struct MeanMetric : Metric {
  static constexpr py::Kind kind{"keras.Mean", &Metric::kind};
  explicit MeanMetric(py::Type* t) : Metric(kind, t) {}
  enum class Over { kMean, kSum, kRoot } over = Over::kMean;
  const MetricDef* def = nullptr;                 // null: Mean and Sum, which take values
  py::Value function;
  Params params;
  bool update(py::Interp&, const py::Value& y_true, const py::Value& y_pred, const py::Value& sample_weight) override;
  py::Value result(py::Interp&) override;
  void clear() override { function = {}; params = {}; Metric::clear(); }
};

// Counts of true and false positives and negatives at one or many thresholds.
struct ConfusionMetric : Metric {
  static constexpr py::Kind kind{"keras.Confusion", &Metric::kind};
  explicit ConfusionMetric(py::Type* t) : Metric(kind, t) {}
  enum class What { kPrecision, kRecall, kTruePositives, kTrueNegatives, kFalsePositives, kFalseNegatives, kAuc } what = What::kPrecision;
  std::vector<double> thresholds;
  py::Value class_id, top_k;
  bool from_logits = false;
  bool pr_curve = false;                          // AUC(curve='PR')
  std::string summation = "interpolation";        // of AUC; or "minoring", "majoring"
  bool update(py::Interp&, const py::Value& y_true, const py::Value& y_pred, const py::Value& sample_weight) override;
  py::Value result(py::Interp&) override;
  void clear() override { class_id = {}; top_k = {}; Metric::clear(); }
};

bool init_metric(py::Interp&, Metric&, const py::Value& name, const py::Value& dtype);
bool update_with_values(py::Interp&, MeanMetric&, const Operand& values, const py::Value& sample_weight);
py::Ref<Metric> new_metric(py::Interp&, std::string_view class_name);     // an instance of a class of keras.metrics, not initialised
void define_confusion_metrics(py::Interp&, py::Type* base);

}  // namespace misfit::keras
