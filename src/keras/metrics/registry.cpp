// The classes and functions of keras.metrics.
#include "keras/layer.h"
#include "keras/library.h"
#include "keras/losses/losses.h"
#include "keras/metrics/metrics.h"
#include "keras/names.h"

namespace misfit::keras {

namespace {

const MetricDef* const kAccuracies[] = {&kAccuracy, &kBinaryAccuracy, &kCategoricalAccuracy, &kSparseCategoricalAccuracy, &kTopKCategoricalAccuracy,
                                        &kSparseTopKCategoricalAccuracy};

// Metrics that are the mean of a loss function: the class's name and the loss it averages.
struct LossMetric { std::string_view class_name; const LossDef* loss; std::string_view name; std::string_view params; };
const LossMetric kLossMetrics[] = {
    {"MeanSquaredError", &kMeanSquaredError, "mean_squared_error", ""},
    {"MeanAbsoluteError", &kMeanAbsoluteError, "mean_absolute_error", ""},
    {"MeanAbsolutePercentageError", &kMeanAbsolutePercentageError, "mean_absolute_percentage_error", ""},
    {"MeanSquaredLogarithmicError", &kMeanSquaredLogarithmicError, "mean_squared_logarithmic_error", ""},
    {"Hinge", &kHinge, "hinge", ""},
    {"SquaredHinge", &kSquaredHinge, "squared_hinge", ""},
    {"CategoricalHinge", &kCategoricalHinge, "categorical_hinge", ""},
    {"KLDivergence", &kKLDivergence, "kl_divergence", ""},
    {"Poisson", &kPoisson, "poisson", ""},
    {"LogCoshError", &kLogCosh, "logcosh", ""},
    {"CosineSimilarity", &kCosineSimilarityMetric, "cosine_similarity", "axis=-1"},
    {"BinaryCrossentropy", &kBinaryCrossentropy, "binary_crossentropy", "from_logits=False, label_smoothing=0"},
    {"CategoricalCrossentropy", &kCategoricalCrossentropy, "categorical_crossentropy", "from_logits=False, label_smoothing=0, axis=-1"},
    {"SparseCategoricalCrossentropy", &kSparseCategoricalCrossentropy, "sparse_categorical_crossentropy", "from_logits=False, axis=-1"},
};

bool add_totals(py::Interp& in, MeanMetric& metric) {
  if (!metric_weight(in, metric, "total", Shape{}, metric.dtype)) return false;
  return metric.over == MeanMetric::Over::kSum || metric_weight(in, metric, "count", Shape{}, metric.dtype);
}

bool init_mean(py::Interp& in, MeanMetric& metric, const py::Bound& a, const MetricDef* def, MeanMetric::Over over, const std::vector<std::string>& params) {
  if (!init_metric(in, metric, a["name"], a["dtype"])) return false;
  metric.def = def;
  metric.over = over;
  py::Ref<py::Dict> own = in.dict();
  for (const std::string& name : params) own->set(in, name, a[name]);
  metric.params = Params(own);
  return add_totals(in, metric);
}

py::Value none_or_pending(bool ok) { return ok ? py::Value::none() : py::Value(); }
py::Value absent(const py::Value& v) { return v.is_none() ? py::Value() : v; }

py::Type* define_base(py::Interp& in) {
  py::Type* base = in.new_type(in.keras3() ? "keras.src.metrics.metric" : "keras.src.metrics.base_metric", "Metric", {}, Metric::kind);
  base->slots.create = [](py::Interp&, py::Type* t, const py::Args&) -> py::Value { return new Metric(t); };
  in.method(base, "__init__", in.keras3() ? "self, dtype=None, name=None" : "self, name=None, dtype=None, **kwargs",
            [](py::Interp& i, py::Bound& a) -> py::Value { return none_or_pending(init_metric(i, *py::cast<Metric>(a[0]), a["name"], a["dtype"])); });
  in.method(base, "update_state", "self, y_true, y_pred=None, sample_weight=None", [](py::Interp& i, py::Bound& a) -> py::Value {
    return none_or_pending(py::cast<Metric>(a[0])->update(i, a["y_true"], a["y_pred"], absent(a["sample_weight"])));
  });
  in.method(base, "result", "self", [](py::Interp& i, py::Bound& a) -> py::Value { return py::cast<Metric>(a[0])->result(i); });
  auto reset = [](py::Interp& i, py::Bound& a) -> py::Value { return none_or_pending(py::cast<Metric>(a[0])->reset(i)); };
  in.method(base, "reset_state", "self", reset);
  if (!in.keras3()) in.method(base, "reset_states", "self", reset);
  in.method(base, "__call__", "self, *args, **kwargs", [](py::Interp& i, py::Bound& a) -> py::Value {
    const py::Value update = i.get_attr(a[0], "update_state");
    if (!update) return {};
    std::vector<py::Keyword> keywords;
    for (const auto& e : py::cast<py::Dict>(a["kwargs"])->entries)
      if (e.key) keywords.push_back({*i.as_str(e.key), e.value});
    if (!i.call(update, py::Args{i.items(a["args"]), keywords})) return {};
    const py::Value result = i.get_attr(a[0], "result");
    return result ? i.call(result, {}) : py::Value();
  });
  in.method(base, "add_weight", in.keras3() ? "self, shape=(), initializer=None, dtype=None, name=None" : "self, name, shape=(), aggregation=None, synchronization=None, initializer=None, dtype=None",
            [](py::Interp& i, py::Bound& a) -> py::Value {
              Metric* metric = py::cast<Metric>(a[0]);
              const auto shape = tf::as_shape(i, a["shape"]);
              if (!shape) return {};
              DType dtype = metric->dtype;
              if (!a["dtype"].is_none()) {
                const auto d = tf::as_dtype(i, a["dtype"]);
                if (!d) return {};
                dtype = *d;
              }
              Tensor initial;
              if (!a["initializer"].is_none()) {
                const py::Value initializer = get_initializer(i, a["initializer"]);
                if (!initializer) return {};
                const auto value = initial_value(i, initializer, *shape, dtype);
                if (!value) return {};
                initial = *value;
              }
              const auto name = i.as_str(a["name"]);
              return metric_weight(i, *metric, name ? *name : "variable", *shape, dtype, initial);
            });
  if (in.keras3()) py::cast<py::Dict>(base->dict)->set(in, "add_variable", base->lookup("add_weight"));
  in.method(base, "get_config", "self", [](py::Interp& i, py::Bound& a) -> py::Value {
    Metric* metric = py::cast<Metric>(a[0]);
    py::Ref<py::Dict> config = i.dict();
    config->set(i, "name", i.str_value(metric->name));
    config->set(i, "dtype", i.str_value(std::string(tf_name(metric->dtype))));
    if (auto* mean = py::cast<MeanMetric>(a[0]); mean && mean->params.dict())
      for (const auto& e : mean->params.dict()->entries)
        if (e.key) config->insert(i, e.key, e.value);
    return config;
  });
  in.property(base, "name", [](py::Interp& i, py::Bound& a) -> py::Value { return i.str_value(py::cast<Metric>(a[0])->name); },
              [](py::Interp& i, py::Bound& a) -> py::Value {
                if (const auto name = i.as_str(a[1])) py::cast<Metric>(a[0])->name = *name;
                return py::Value::none();
              });
  in.property(base, "dtype", [](py::Interp& i, py::Bound& a) -> py::Value { return i.str_value(std::string(tf_name(py::cast<Metric>(a[0])->dtype))); });
  auto variables = [](py::Interp& i, py::Bound& a) -> py::Value {
    std::vector<py::Value> list;
    for (const auto& v : py::cast<Metric>(a[0])->variables) list.push_back(v);
    return i.list(std::move(list));
  };
  in.property(base, "variables", variables);
  in.property(base, "weights", variables);
  base->slots.repr = [](py::Interp& i, const py::Value& self) -> std::optional<std::string> {
    Metric* metric = py::cast<Metric>(self);
    if (i.keras3()) return "<" + metric->type->name + " name=" + metric->name + ">";
    return metric->type->name + "(name=" + metric->name + ",dtype=" + std::string(tf_name(metric->dtype)) + ")";
  };
  return base;
}

py::Type* define_mean_class(py::Interp& in, std::string_view name, py::Type* base, std::string signature, const MetricDef* def, MeanMetric::Over over,
                            std::vector<std::string> params) {
  py::Type* type = in.new_type("keras.src.metrics.reduction_metrics", std::string(name), {base}, MeanMetric::kind);
  type->slots.create = [](py::Interp&, py::Type* t, const py::Args&) -> py::Value { return new MeanMetric(t); };
  in.method(type, "__init__", "self, " + signature, [def, over, params](py::Interp& i, py::Bound& a) -> py::Value {
    return none_or_pending(init_mean(i, *py::cast<MeanMetric>(a[0]), a, def, over, params));
  });
  in.state<Library>().put("metrics", name, type);
  return type;
}

void define_values_metric(py::Interp& in, std::string_view name, py::Type* base, std::string_view default_name, MeanMetric::Over over) {
  py::Type* type = define_mean_class(in, name, base, "name='" + std::string(default_name) + "', dtype=None", nullptr, over, {});
  in.method(type, "update_state", "self, values, sample_weight=None", [](py::Interp& i, py::Bound& a) -> py::Value {
    return none_or_pending(py::cast<MeanMetric>(a[0])->update(i, a["values"], {}, absent(a["sample_weight"])));
  });
}

void define_wrapper(py::Interp& in, py::Type* base) {
  py::Type* type = in.new_type("keras.src.metrics.reduction_metrics", "MeanMetricWrapper", {base}, MeanMetric::kind);
  type->slots.create = [](py::Interp&, py::Type* t, const py::Args&) -> py::Value { return new MeanMetric(t); };
  in.method(type, "__init__", "self, fn, name=None, dtype=None, **kwargs", [](py::Interp& i, py::Bound& a) -> py::Value {
    MeanMetric* metric = py::cast<MeanMetric>(a[0]);
    if (!init_metric(i, *metric, a["name"], a["dtype"])) return {};
    metric->function = a["fn"];
    metric->params = Params(py::Ref<py::Dict>(py::cast<py::Dict>(a["kwargs"])));
    return none_or_pending(add_totals(i, *metric));
  });
  in.state<Library>().put("metrics", "MeanMetricWrapper", type);
}

void define_function(py::Interp& in, const MetricDef& def) {
  const std::vector<std::string> params = parameter_names(def.params);
  const std::string signature = "y_true, y_pred" + (def.params.empty() ? std::string() : ", " + std::string(def.params));
  in.state<Library>().put("metrics", def.function_name,
                          in.builtin(std::string(def.function_name), signature,
                                     [&def, params](py::Interp& i, py::Bound& a) -> py::Value {
                                       Math m(i);
                                       const std::optional<Operand> p = tf::convert(i, a["y_pred"]);
                                       if (!p) return {};
                                       const std::optional<Operand> t = tf::convert(i, a["y_true"]);
                                       if (!t) return {};
                                       py::Ref<py::Dict> own = i.dict();
                                       for (const std::string& name : params) own->set(i, name, a[name]);
                                       const Params values(own);
                                       LossCall c{a["y_true"], a["y_pred"], *t, *p, values};
                                       const Operand out = def.compute(m, c);
                                       return out ? tf::tensor_value(i, out) : py::Value();
                                     },
                                     "keras.src.metrics.accuracy_metrics"));
}

}  // namespace

void register_metrics(py::Interp& in) {
  Library& library = in.state<Library>();
  py::Type* base = define_base(in);
  library.put("metrics", "Metric", base);
  define_values_metric(in, "Mean", base, "mean", MeanMetric::Over::kMean);
  define_values_metric(in, "Sum", base, "sum", MeanMetric::Over::kSum);
  define_wrapper(in, base);
  for (const MetricDef* def : kAccuracies) {
    define_mean_class(in, def->class_name, base, std::string(in.keras3() ? def->class3 : def->class2), def, MeanMetric::Over::kMean, parameter_names(def->params));
    define_function(in, *def);
  }
  for (const LossMetric& row : kLossMetrics) {
    const std::string own = row.params.empty() ? "" : ", " + std::string(row.params);
    define_mean_class(in, row.class_name, base, "name='" + (in.keras3() || row.name != "kl_divergence" ? std::string(row.name) : "kullback_leibler_divergence") + "', dtype=None" + own, row.loss, MeanMetric::Over::kMean, parameter_names(row.params));
    // The loss functions are reachable here too, under all their names.
    const py::Value function = library.find("losses", row.loss->function_name);
    if (!function) continue;
    library.put("metrics", row.loss->function_name, function);
    for (std::string_view alias : in.keras3() ? row.loss->aliases3 : row.loss->aliases2) library.put("metrics", alias, function);
  }
  define_mean_class(in, "RootMeanSquaredError", base, "name='root_mean_squared_error', dtype=None", &kMeanSquaredError, MeanMetric::Over::kRoot, {});
  define_confusion_metrics(in, base);
}

py::Ref<Metric> new_metric(py::Interp& in, std::string_view class_name) {
  py::Type* type = py::cast<py::Type>(in.state<Library>().find("metrics", class_name));
  ENSURE(type);
  return py::Ref<Metric>(new MeanMetric(type));
}

py::Ref<Metric> make_mean(py::Interp& in, std::string name) {
  py::Ref<Metric> metric = new_metric(in, "Mean");
  metric->name = std::move(name);
  add_totals(in, *py::cast<MeanMetric>(metric));
  return metric;
}

bool update_mean(py::Interp& in, Metric& mean, const py::Value& value, const py::Value& sample_weight) { return mean.update(in, value, {}, sample_weight); }

py::Ref<Metric> wrap_metric(py::Interp& in, const py::Value& function, std::string name) {
  py::Ref<Metric> metric = new_metric(in, "MeanMetricWrapper");
  metric->name = std::move(name);
  MeanMetric& mean = *py::cast<MeanMetric>(metric);
  mean.function = function;
  if (auto* builtin = py::cast<py::Builtin>(function)) {
    auto known = [&](const LossDef* def) {
      if (builtin->name != def->function_name) return;
      py::Ref<py::Dict> defaults = in.dict();
      for (const auto& p : builtin->signature->parameters)
        if (!p.required) defaults->set(in, p.name, p.default_value);
      mean.def = def;
      mean.params = Params(defaults);
    };
    for (const MetricDef* def : kAccuracies) known(def);
    for (const LossDef* def : loss_defs()) known(def);
  }
  if (!add_totals(in, mean)) return {};
  return metric;
}

py::Ref<Metric> resolve_metric(py::Interp& in, const py::Value& identifier, const Shape& y_true, const Shape& y_pred) {
  const auto text = in.as_str(identifier);
  std::string lowered;
  if (text)
    for (char c : *text) lowered += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  const bool accuracy = text && (in.keras3() ? lowered == "accuracy" || lowered == "acc" : *text == "accuracy" || *text == "acc");
  const bool entropy = text && !in.keras3() && (*text == "crossentropy" || *text == "ce");
  if (accuracy || entropy) {
    // Both Keras look at the shapes: one output is binary; labels of lower rank, or with a last axis of 1, are sparse.
    if (!y_true.known_rank() || !y_pred.known_rank()) {
      if (in.keras3()) return in.raise("ValueError", "Cannot take the length of shape with unknown rank."), py::Ref<Metric>();
    }
    const bool binary = y_pred.known_rank() && y_pred.rank() > 0 && y_pred.at(-1) == 1;
    const bool sparse = y_true.known_rank() && y_pred.known_rank() &&
                        (y_true.rank() < y_pred.rank() || (y_true.rank() > 0 && y_true.at(-1) == 1 && y_pred.at(-1) != 1));
    const std::string_view function = accuracy ? (binary ? "binary_accuracy" : sparse ? "sparse_categorical_accuracy" : "categorical_accuracy")
                                               : (binary ? "binary_crossentropy" : sparse ? "sparse_categorical_crossentropy" : "categorical_crossentropy");
    return wrap_metric(in, in.state<Library>().find("metrics", function), std::string(*text));
  }
  py::Value metric = get_metric(in, identifier);
  if (!metric) return {};
  if (Metric* object = py::cast<Metric>(metric)) {
    if (text && in.keras3()) object->name = *text;
    return py::Ref<Metric>(object);
  }
  std::string name;
  if (text) name = *text;
  else {
    const py::Value own = in.find_attr(metric, in.find_attr(metric, "__name__") ? "__name__" : "name");
    if (in.pending()) return {};
    if (const auto n = own ? in.as_str(own) : std::nullopt) name = *n;
    else name = metric.object() ? snake_case(in.type_of(metric)->name, in.keras3()) : "metric";
  }
  return wrap_metric(in, metric, name);
}

}  // namespace misfit::keras
