// Precision, Recall, AUC and the four counts they are made of.
#include <algorithm>
#include <cctype>

#include "keras/library.h"
#include "keras/metrics/metrics.h"
#include "ops/ops.h"

namespace misfit::keras {

namespace {

using What = ConfusionMetric::What;

constexpr double kFarBelow = -1e10;               // what is not among the top k

std::string lower_case(std::string s) {
  for (char& c : s) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return s;
}

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

// AUC's rectangles under the ROC curve, or under precision over recall; that one's interpolation has a formula of its own.
Operand area(Math& m, const Operand& tp, const Operand& fp, const Operand& tn, const Operand& fn, bool pr, std::string_view summation) {
  const int64_t n = tp.shape[0];
  auto head = [&](const Operand& x) { return m.columns(x, 0, n - 1); };
  auto tail = [&](const Operand& x) { return m.columns(x, 1, n); };
  if (!pr || summation != "interpolation") {
    const Operand recall = m.div_no_nan(tp, m.add(tp, fn)), other = pr ? m.div_no_nan(tp, m.add(tp, fp)) : m.div_no_nan(fp, m.add(fp, tn));
    const Operand &x = pr ? recall : other, &y = pr ? other : recall;
    const Operand heights = summation == "minoring" ? m.minimum(head(y), tail(y)) : summation == "majoring" ? m.maximum(head(y), tail(y))
                                                                                  : m.div(m.add(head(y), tail(y)), m.like(2, tp));
    return m.sum(m.mul(m.sub(head(x), tail(x)), heights));
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
    std::vector<double> inner;
    if (const py::Value own = a["thresholds"]; in.is_sequence(own)) {
      for (const py::Value& t : in.items(own)) inner.push_back(in.as_double(t).value_or(0));
      std::sort(inner.begin(), inner.end());
    } else {
      const int64_t n = in.as_int(a["num_thresholds"]).value_or(200);
      if (n <= 1) {
        in.raise("ValueError", "Argument `num_thresholds` must be an integer > 1. Received: num_thresholds=" + std::to_string(n));
        return false;
      }
      for (int64_t i = 0; i < n - 2; ++i) inner.push_back(static_cast<double>(i + 1) / static_cast<double>(n - 1));
    }
    metric.thresholds.push_back(0.0 - 1e-7);
    metric.thresholds.insert(metric.thresholds.end(), inner.begin(), inner.end());
    metric.thresholds.push_back(1.0 + 1e-7);
    const std::string curve = in.str(a["curve"]).value_or(""), summation = in.str(a["summation_method"]).value_or("");
    metric.pr_curve = curve == "PR" || curve == "pr";
    if (!metric.pr_curve && curve != "ROC" && curve != "roc")
      return in.raise("ValueError", "Invalid AUC curve value: \"" + curve + "\". Expected values are [\"PR\", \"ROC\"" + (in.keras3() ? ", \"PRGAIN\"" : "") + "]"), false;
    metric.summation.clear();
    for (const char* known : {"interpolation", "majoring", "minoring"})
      if (lower_case(summation) == known && (summation == known || summation.substr(1) == std::string(known).substr(1))) metric.summation = known;
    if (metric.summation.empty())
      return in.raise("ValueError", "Invalid AUC summation method value: \"" + summation + "\". Expected values are [\"interpolation\", \"majoring\", \"minoring\"]"), false;
    metric.from_logits = a["from_logits"].is_bool() && a["from_logits"].boolean();
  } else {
    const bool ranked = (what == What::kPrecision || what == What::kRecall) && !a["top_k"].is_none();
    const py::Value given = a["thresholds"];
    std::vector<py::Value> out_of_range;
    if (given.is_none()) metric.thresholds = {ranked ? kFarBelow : 0.5};
    for (const py::Value& t : given.is_none() ? std::vector<py::Value>{} : py::cast<py::List>(given) ? std::vector<py::Value>(in.items(given).begin(), in.items(given).end()) : std::vector<py::Value>{given}) {
      metric.thresholds.push_back(in.as_double(t).value_or(0.5));
      if (metric.thresholds.back() < 0 || metric.thresholds.back() > 1) out_of_range.push_back(t);
    }
    if (!out_of_range.empty()) {
      in.raise("ValueError", "Threshold values must be in [0, 1]. Received: " + in.repr(in.list(out_of_range)).value_or(""));
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
  // Keras 3 asks for nothing here: what does not fit is refused where the two meet.
  if (!in.keras3() && !compatible(label.shape, prediction.shape)) {
    in.raise("ValueError", "Shapes " + python_text(prediction.shape) + " and " + python_text(label.shape) + " are incompatible");
    return false;
  }
  if (top_k && !top_k.is_none()) {
    const Operand inputs[] = {prediction, m.context().constant(Tensor::scalar(static_cast<int32_t>(in.as_int(top_k).value_or(1))))};
    const Operands best = m.context().run(kTopKV2, inputs, {{"sorted", true}});
    if (best.size() < 2) return false;
    const Operand mask = m.sum(m.one_hot(best[1], prediction.shape.at(-1), DType::kFloat32), {{-2}});
    prediction = mask ? m.add(m.mul(prediction, mask), m.mul(m.like(kFarBelow, prediction), m.sub(m.like(1, prediction), mask))) : mask;
    if (!prediction) return false;
  }
  if (class_id && !class_id.is_none()) {
    if (in.keras3() && prediction.shape.rank() == 1)
      return in.raise("ValueError", "When class_id is provided, y_pred must be a 2D array with shape (num_samples, num_classes), found shape: " + python_text(prediction.shape)), false;
    const int64_t id = in.as_int(class_id).value_or(0);
    prediction = m.columns(prediction, id, id + 1);
    label = m.columns(label, id, id + 1);
  }
  const auto n = static_cast<int64_t>(thresholds.size());
  std::vector<float> limits(thresholds.begin(), thresholds.end());
  Operand limit = m.context().constant(Tensor::of<float>(Shape{n, 1}, std::span<const float>(limits))), weights;
  if (sample_weight && !sample_weight.is_none()) {
    const std::optional<Operand> w = tf::convert(in, sample_weight);
    if (!w) return false;
    weights = m.cast(*w, DType::kFloat32);
    // One weight a row counts for all of its columns.
    if (weights && weights.shape.known_rank() && prediction.shape.known_rank() && weights.shape.rank() + 1 == prediction.shape.rank()) weights = m.expand_dims(weights, -1);
    if (weights && prediction.shape.known_rank() && prediction.shape.rank() > 1) weights = m.mul(weights, m.ones_like(prediction));
    weights = weights ? m.reshape(weights, {1, -1}) : weights;
    if (!weights) return false;
  }
  // Every prediction and label meets every threshold. AUC, which has many, does without the copies.
  const bool copies = what != What::kAuc;
  const int64_t count = prediction.shape.known_rank() ? prediction.shape.elements() : Shape::kUnknown;
  if (copies && count >= 0) limit = m.tile(limit, {1, count});
  prediction = m.reshape(prediction, {1, -1});
  const Operand positive = m.greater(copies ? m.tile(prediction, {n, 1}) : prediction, limit);
  label = m.cast(m.reshape(label, {1, -1}), DType::kBool);
  if (copies) label = m.tile(label, {n, 1});
  if (!positive || !label) return false;
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
  if (what == What::kAuc) out = area(m, out, m.read(*variables[1]), m.read(*variables[2]), m.read(*variables[3]), pr_curve, summation);
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
