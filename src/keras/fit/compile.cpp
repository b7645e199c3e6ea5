// model.compile(): what is checked at once, and what only when the first batch comes.
#include <algorithm>

#include "keras/fit/trainer.h"
#include "keras/nest.h"

namespace misfit::keras {
namespace {

py::Value given(const py::Value& v) { return v && !v.is_none() ? v : py::Value(); }

bool container(const py::Value& v) { return py::cast<py::List>(v) || py::cast<py::Tuple>(v) || py::cast<py::Dict>(v); }

bool wrong_type(py::Interp& in, const std::string& argument, const std::string& expected, const py::Value& v, bool of_type) {
  std::optional<std::string> shown = in.str(v), type = in.str(py::Value(in.type_of(v)));
  if (shown && type) in.raise("ValueError", "Expected `" + argument + "` argument to be " + expected + " Received instead: " + argument + "=" + *shown + (of_type ? " of type " + *type : ""));
  return false;
}

bool check_keras3(py::Interp& in, py::Bound& a) {
  for (const char* name : {"metrics", "weighted_metrics"}) {
    py::Value v = given(a[name]);
    if (!v || container(v)) continue;
    std::optional<bool> any = in.truth(v);
    if (!any) return false;
    if (*any) return wrong_type(in, name, "a list, tuple, or dict.", v, true);
  }
  py::Value weights = given(a["loss_weights"]);
  if (weights && !container(weights) && !weights.is_float()) {
    std::optional<bool> any = in.truth(weights);
    if (!any) return false;
    if (*any) return wrong_type(in, "loss_weights", "a float (single output case) or a list, tuple, or dict (multiple output case).", weights, true);
  }
  return true;
}

bool check_keras2(py::Interp& in, py::Bound& a) {
  auto* rest = py::cast<py::Dict>(a["kwargs"]);
  static constexpr std::string_view kKnown[] = {"cloning", "experimental_run_tf_function", "distribute", "target_tensors", "sample_weight_mode", "from_serialized",
                                                "experimental_steps_per_execution"};
  std::string unknown;
  for (const py::Dict::Entry& e : rest->entries) {
    if (!e.key) continue;
    std::string_view name = in.as_str(e.key).value_or("");
    if (std::find(std::begin(kKnown), std::end(kKnown), name) == std::end(kKnown)) unknown += (unknown.empty() ? "'" : ", '") + std::string(name) + "'";
  }
  if (!unknown.empty()) {
    in.raise("TypeError", "Invalid keyword argument(s) in `compile()`: ({" + unknown +
                              "},). Valid keyword arguments include \"cloning\", \"experimental_run_tf_function\", \"distribute\", \"target_tensors\", or \"sample_weight_mode\".");
    return false;
  }
  for (const char* name : {"metrics", "weighted_metrics"})   // a class has a property where an object has its variables
    for (const py::Value& v : nest::flatten(in, a[name]))
      if (auto* type = py::cast<py::Type>(v); type && py::cast<py::Property>(type->lookup("variables"))) return in.raise("TypeError", "'property' object is not iterable"), false;
  std::vector<py::Value> seen, duplicated;
  for (const char* name : {"metrics", "weighted_metrics"})
    for (const py::Value& v : nest::flatten(in, a[name])) {
      if (!py::cast<Metric>(v)) continue;
      for (const py::Value& s : seen)
        if (s.same(v)) duplicated.push_back(v);
      seen.push_back(v);
    }
  if (duplicated.empty()) return true;
  std::optional<std::string> shown = in.repr(in.list(duplicated));
  if (shown)
    in.raise("ValueError", "Found duplicated metrics object in the user provided metrics and weighted metrics. This will cause the same metric object to be updated multiple times, "
                           "and report wrong results. \nDuplicated items: " + *shown);
  return false;
}

}  // namespace

py::Value compile(py::Interp& in, Model& model, py::Bound& a) {
  in.trace.reach(Stage::kCompile, in.here());
  if (!in.keras3() && !check_keras2(in, a)) return {};
  auto trainer = std::make_unique<Trainer>();
  py::Value optimizer = given(a["optimizer"]);
  if (optimizer || !in.keras3()) {
    trainer->optimizer_value = optimizer ? get_optimizer(in, optimizer) : get_optimizer(in, py::Value::none());
    if (!trainer->optimizer_value) return {};
    if (auto* o = py::cast<Optimizer>(trainer->optimizer_value)) trainer->optimizer = py::Ref<Optimizer>(o);
  }
  if (in.keras3() && !check_keras3(in, a)) return {};
  std::vector<std::string> names;
  auto* sequential = py::cast<Sequential>(py::Value(&model));
  if (model.graph && !(in.keras3() && sequential)) names = model.graph->output_names;
  py::Value loss = given(a["loss"]);
  if (loss || !in.keras3()) {
    trainer->loss = std::make_unique<CompiledLoss>();
    trainer->loss->user_loss = loss ? loss : py::Value::none();
    trainer->loss->user_weights = given(a["loss_weights"]);
    trainer->loss->output_names = names;
  }
  trainer->user_loss = loss ? loss : py::Value::none();
  py::Value metrics = given(a["metrics"]), weighted = given(a["weighted_metrics"]);
  if (metrics || weighted || !in.keras3()) {
    trainer->metrics = std::make_unique<CompiledMetrics>();
    trainer->metrics->user_metrics = metrics;
    trainer->metrics->user_weighted = weighted;
    trainer->metrics->output_names = names;
  } else if (model.trainer && model.trainer->metrics) {
    trainer->metrics = std::move(model.trainer->metrics);   // Keras 3 keeps the metrics of an earlier compile()
  }
  if (in.keras3() && !loss && model.trainer && model.trainer->loss) {
    trainer->loss = std::move(model.trainer->loss);
    trainer->user_loss = model.trainer->user_loss;
  }
  trainer->loss_tracker = make_mean(in, "loss");
  if (!trainer->loss_tracker) return {};
  if (a["run_eagerly"] && !a["run_eagerly"].is_none()) {
    std::optional<bool> eager = in.truth(a["run_eagerly"]);
    if (!eager) return {};
    trainer->run_eagerly = *eager;
  }
  if (a["steps_per_execution"].is_int()) trainer->steps_per_execution = a["steps_per_execution"].integer();
  if (!in.keras3())
    for (const auto& l : all_layers(in, model)) trainer->trainable.emplace_back(l, l->trainable);
  model.trainer = std::move(trainer);
  model.predict_step.reset();
  return py::Value::none();
}

}  // namespace misfit::keras
