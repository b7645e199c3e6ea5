// Precision, Recall, AUC and the four counts they are made of.
#include <algorithm>
#include <cctype>

#include "keras/library.h"
#include "keras/metrics/metrics.h"
#include "ops/ops.h"

namespace misfit::keras {

namespace {

using What = ConfusionMetric::What;

// The counts a metric keeps, in the order of its variables.
std::vector<std::string_view> counts_of(What what) {
  switch (what) {
    case What::kPrecision: return {"true_positives", "false_positives"};
    case What::kRecall: return {"true_positives", "false_negatives"};
    case What::kAuc: return {"true_positives", "false_positives", "true_negatives", "false_negatives"};
    default: return {"accumulator"};
  }
}

// The cell of the confusion matrix a variable counts, as (label, prediction).
std::pair<bool, bool> cell(What what, std::string_view count) {
  if (count == "true_positives" || what == What::kTruePositives) return {true, true};
  if (count == "false_positives" || what == What::kFalsePositives) return {false, true};
  if (count == "true_negatives" || what == What::kTrueNegatives) return {false, false};
  return {true, false};
}

// AUC's interpolation by trapezoids of the ROC curve, or of precision over recall.
Operand area(Math& m, const Operand& tp, const Operand& fp, const Operand& tn, const Operand& fn, bool pr) {
  const int64_t n = tp.shape[0];
  auto head = [&](const Operand& x) { return m.columns(x, 0, n - 1); };
  auto tail = [&](const Operand& x) { return m.columns(x, 1, n); };
  if (!pr) {
    const Operand recall = m.div_no_nan(tp, m.add(tp, fn)), fallout = m.div_no_nan(fp, m.add(fp, tn));
    const Operand heights = m.div(m.add(head(recall), tail(recall)), m.like(2, tp));
    return m.sum(m.mul(m.sub(head(fallout), tail(fallout)), heights));
  }
  const Operand dtp = m.sub(head(tp), tail(tp)), p = m.add(tp, fp), dp = m.sub(head(p), tail(p)), zero = m.like(0, tp);
  const Operand slope = m.div_no_nan(dtp, m.maximum(dp, zero));
  const Operand intercept = m.sub(tail(tp), m.mul(slope, tail(p)));
  const Operand both = m.logical_and(m.greater(head(p), zero), m.greater(tail(p), zero));
  const Operand ratio = m.where(both, m.div_no_nan(head(p), m.maximum(tail(p), zero)), m.ones_like(tail(p)));
  const Operand part = m.mul(slope, m.add(dtp, m.mul(intercept, m.log(ratio))));
  return m.sum(m.div_no_nan(part, m.maximum(m.add(tail(tp), tail(fn)), zero)));
}

bool init_confusion(py::Interp& in, ConfusionMetric& metric, py::Bound& a, What what) {
  if (!init_metric(in, metric, a["name"], a["dtype"])) return false;
  metric.what = what;
  if (what == What::kAuc) {
    const int64_t n = in.as_int(a["num_thresholds"]).value_or(200);
    if (n <= 1) {
      in.raise("ValueError", "Argument `num_thresholds` must be an integer > 1. Received: num_thresholds=" + std::to_string(n));
      return false;
    }
    metric.thresholds.push_back(0.0 - 1e-7);
    for (int64_t i = 0; i < n - 2; ++i) metric.thresholds.push_back(static_cast<double>(i + 1) / static_cast<double>(n - 1));
    metric.thresholds.push_back(1.0 + 1e-7);
    const auto curve = in.as_str(a["curve"]);
    metric.pr_curve = curve && *curve == "PR";
    metric.from_logits = a["from_logits"].is_bool() && a["from_logits"].boolean();
  } else {
    const py::Value given = a["thresholds"];
    if (given.is_none()) metric.thresholds = {0.5};
    else if (in.is_sequence(given))
      for (const py::Value& t : in.items(given)) metric.thresholds.push_back(in.as_double(t).value_or(0.5));
    else metric.thresholds = {in.as_double(given).value_or(0.5)};
    for (double t : metric.thresholds)
      if (t < 0 || t > 1) {
        in.raise("ValueError", "Threshold values must be in [0, 1]. Received: " + in.repr(given).value_or(""));
        return false;
      }
    if (what == What::kPrecision || what == What::kRecall) {
      metric.class_id = a["class_id"];
      metric.top_k = a["top_k"];
    }
  }
  for (std::string_view count : counts_of(what))
    if (!metric_weight(in, metric, count, Shape{static_cast<int64_t>(metric.thresholds.size())}, DType::kFloat32)) return false;
  return true;
}

}  // namespace

bool ConfusionMetric::update(py::Interp& in, const py::Value& y_true, const py::Value& y_pred, const py::Value& sample_weight) {
  Math m(in);
  const std::optional<Operand> p = tf::convert(in, y_pred);
  if (!p) return false;
  const std::optional<Operand> t = tf::convert(in, y_true);
  if (!t) return false;
  Operand prediction = m.cast(*p, DType::kFloat32), label = m.cast(*t, DType::kFloat32);
  if (!label || !prediction) return false;
  if (from_logits) prediction = m.op(kSigmoid, {prediction});
  if (label.shape.known_rank() && prediction.shape.known_rank()) {
    if (prediction.shape.rank() == label.shape.rank() + 1 && prediction.shape.at(-1) == 1) prediction = m.squeeze(prediction, -1);
    else if (label.shape.rank() == prediction.shape.rank() + 1 && label.shape.at(-1) == 1) label = m.squeeze(label, -1);
  }
  if (!label || !prediction) return false;
  if (!compatible(label.shape, prediction.shape)) {
    in.raise("ValueError", "Shapes " + python_text(prediction.shape) + " and " + python_text(label.shape) + " are incompatible");
    return false;
  }
  if (class_id && !class_id.is_none()) {
    const int64_t id = in.as_int(class_id).value_or(0);
    prediction = m.columns(prediction, id, id + 1);
    label = m.columns(label, id, id + 1);
  }
  const auto n = static_cast<int64_t>(thresholds.size());
  std::vector<float> limits(thresholds.begin(), thresholds.end());
  const Operand limit = m.context().constant(Tensor::of<float>(Shape{n, 1}, std::span<const float>(limits)));
  prediction = m.reshape(prediction, {1, -1});
  label = m.cast(m.reshape(label, {1, -1}), DType::kBool);
  const Operand positive = m.greater(prediction, limit);
  Operand weights;
  if (sample_weight && !sample_weight.is_none()) {
    const std::optional<Operand> w = tf::convert(in, sample_weight);
    if (!w) return false;
    weights = m.reshape(m.cast(*w, DType::kFloat32), {1, -1});
  }
  const auto counts = counts_of(what);
  for (size_t i = 0; i < counts.size(); ++i) {
    const auto [want_label, want_positive] = cell(what, counts[i]);
    Operand hits = m.logical_and(want_label ? label : m.logical_not(label), want_positive ? positive : m.logical_not(positive));
    hits = m.cast(hits, DType::kFloat32);
    if (weights) hits = m.mul(hits, weights);
    if (!m.assign_add(*variables[i], m.sum(hits, {{1}}))) return false;
  }
  return true;
}

py::Value ConfusionMetric::result(py::Interp& in) {
  Math m(in);
  Operand out = m.read(*variables[0]);
  if (what == What::kAuc) out = area(m, out, m.read(*variables[1]), m.read(*variables[2]), m.read(*variables[3]), pr_curve);
  else {
    if (what == What::kPrecision || what == What::kRecall) out = m.div_no_nan(out, m.add(out, m.read(*variables[1])));
    if (thresholds.size() == 1) out = m.row(out, 0);
  }
  return out ? tf::tensor_value(in, out) : py::Value();
}

void define_confusion_metrics(py::Interp& in, py::Type* base) {
  struct Row { std::string_view name; What what; std::string_view signature; };
  constexpr std::string_view kFull = "self, thresholds=None, top_k=None, class_id=None, name=None, dtype=None";
  constexpr std::string_view kCount = "self, thresholds=None, name=None, dtype=None";
  const Row rows[] = {
      {"Precision", What::kPrecision, kFull}, {"Recall", What::kRecall, kFull}, {"TruePositives", What::kTruePositives, kCount},
      {"TrueNegatives", What::kTrueNegatives, kCount}, {"FalsePositives", What::kFalsePositives, kCount},
      {"FalseNegatives", What::kFalseNegatives, kCount},
      {"AUC", What::kAuc, "self, num_thresholds=200, curve='ROC', summation_method='interpolation', name=None, dtype=None, thresholds=None, "
                          "multi_label=False, num_labels=None, label_weights=None, from_logits=False"}};
  for (const Row& row : rows) {
    py::Type* type = in.new_type("keras.src.metrics.confusion_metrics", std::string(row.name), {base}, ConfusionMetric::kind);
    type->slots.create = [](py::Interp&, py::Type* t, const py::Args&) -> py::Value { return new ConfusionMetric(t); };
    in.method(type, "__init__", row.signature, [what = row.what](py::Interp& i, py::Bound& a) -> py::Value {
      return init_confusion(i, *py::cast<ConfusionMetric>(a[0]), a, what) ? py::Value::none() : py::Value();
    });
    in.state<Library>().put("metrics", row.name, type);
  }
}

}  // namespace misfit::keras
