// The classes and functions of keras.losses.
#include <algorithm>

#include "keras/library.h"
#include "keras/losses/losses.h"
#include "keras/layer.h"
#include "keras/names.h"

namespace misfit::keras {

namespace {

const LossDef* const kLosses[] = {
    &kMeanSquaredError, &kMeanAbsoluteError, &kMeanAbsolutePercentageError, &kMeanSquaredLogarithmicError, &kHuber, &kLogCosh, &kCosineSimilarity,
    &kHinge, &kSquaredHinge, &kCategoricalHinge, &kKLDivergence, &kPoisson, &kBinaryCrossentropy, &kCategoricalCrossentropy,
    &kSparseCategoricalCrossentropy, &kBinaryFocalCrossentropy, &kCategoricalFocalCrossentropy, &kDice, &kTversky, &kCategoricalGeneralizedCrossEntropy};

constexpr std::string_view kReductions2[] = {"auto", "none", "sum", "sum_over_batch_size"};
constexpr std::string_view kReductions3[] = {"sum_over_batch_size", "sum", "none", "mean", "mean_with_sample_weight"};

bool check_reduction(py::Interp& in, const py::Value& reduction) {
  const auto text = in.as_str(reduction);
  if (in.keras3() && reduction.is_none()) return true;
  const auto allowed = in.keras3() ? std::span<const std::string_view>(kReductions3) : std::span<const std::string_view>(kReductions2);
  for (std::string_view name : allowed)
    if (text && *text == name) return true;
  if (const tf::TensorObject* t = tf::as_tensor_object(reduction); t && !in.keras3() && !t->eager()) {
    const std::string dtype(tf_name(t->operand.dtype));
    in.raise("TypeError", "Expected " + dtype + " passed to parameter 'y' of op 'Equal', got 'auto' of type 'str' instead. Error: Expected " + dtype + ", but got auto of type 'str'.");
    return false;
  }
  const auto shown = in.str(reduction);
  if (!shown) return false;
  if (in.keras3())
    in.raise("ValueError", "Invalid value for argument `reduction`. Expected one of {'sum_over_batch_size', 'sum', None, 'none', 'mean', "
                           "'mean_with_sample_weight'}. Received: reduction=" + *shown);
  else
    in.raise("ValueError", "Invalid Reduction Key: " + *shown + ". Expected keys are \"('auto', 'none', 'sum', 'sum_over_batch_size')\"");
  return false;
}

// What every loss's constructor sets: name, reduction, dtype, and its own parameters as attributes.
bool init_loss(py::Interp& in, Loss& loss, const py::Bound& args, bool has_dtype, const std::vector<std::string>& params) {
  loss.reduction = args["reduction"];
  if (!check_reduction(in, loss.reduction)) return false;
  loss.given_name = args["name"];
  if (const auto name = in.as_str(loss.given_name)) loss.name = *name;
  else if (in.keras3()) loss.name = in.state<State>().unique_name(loss.type->name);
  if (has_dtype && !args["dtype"].is_none()) {
    const auto dtype = tf::as_dtype(in, args["dtype"]);
    if (!dtype) return false;
    loss.dtype = *dtype;
  }
  py::Ref<py::Dict> own = in.dict();
  const auto& taken = args.signature().parameters;  // some parameters of the function are not the class's
  for (const std::string& name : params) {
    if (std::none_of(taken.begin(), taken.end(), [&](const auto& p) { return p.name == name; })) continue;
    own->set(in, name, args[name]);
    loss.dict->set(in, name, args[name]);
  }
  loss.params = Params(own);
  loss.dict->set(in, "reduction", loss.reduction);
  loss.dict->set(in, "name", in.keras3() || !loss.given_name.is_none() ? in.str_value(loss.name) : py::Value::none());
  return true;
}

py::Value self_loss(py::Bound& args, Loss** loss) {
  *loss = py::cast<Loss>(args[0]);
  return args[0];
}

py::Type* define_base(py::Interp& in) {
  py::Type* base = in.new_type(in.keras3() ? "keras.src.losses.loss" : "keras.src.losses", "Loss", {}, Loss::kind);
  base->slots.create = [](py::Interp&, py::Type* t, const py::Args&) -> py::Value { return new Loss(t); };
  in.method(base, "__init__", in.keras3() ? "self, name=None, reduction='sum_over_batch_size', dtype=None" : "self, reduction='auto', name=None",
            [](py::Interp& i, py::Bound& a) -> py::Value {
              return init_loss(i, *py::cast<Loss>(a[0]), a, i.keras3(), {}) ? py::Value::none() : py::Value();
            });
  in.method(base, "__call__", "self, y_true, y_pred, sample_weight=None", [](py::Interp& i, py::Bound& a) -> py::Value {
    Loss* loss;
    self_loss(a, &loss);
    return call_loss(i, *loss, a["y_true"], a["y_pred"], a["sample_weight"].is_none() ? py::Value() : a["sample_weight"]);
  });
  in.method(base, "call", "self, y_true, y_pred", [](py::Interp& i, py::Bound& a) -> py::Value {
    Loss* loss;
    self_loss(a, &loss);
    if (!loss->def && !loss->function) return i.raise("NotImplementedError", "Must be implemented in subclasses.");
    return call_loss_function(i, *loss, a["y_true"], a["y_pred"]);
  });
  in.method(base, "get_config", "self", [](py::Interp& i, py::Bound& a) -> py::Value {
    Loss* loss = py::cast<Loss>(a[0]);
    py::Ref<py::Dict> config = i.dict();
    config->set(i, i.keras3() ? "name" : "reduction", i.keras3() ? i.str_value(loss->name) : loss->reduction);
    config->set(i, i.keras3() ? "reduction" : "name", i.keras3() ? loss->reduction : loss->dict->get("name"));
    if (loss->params.dict())
      for (const auto& e : loss->params.dict()->entries)
        if (e.key) config->insert(i, e.key, e.value);
    return config;
  });
  in.class_method(base, "from_config", "cls, config", [](py::Interp& i, py::Bound& a) -> py::Value {
    std::vector<py::Keyword> keywords;
    if (auto* d = py::cast<py::Dict>(a["config"]))
      for (const auto& e : d->entries)
        if (e.key) keywords.push_back({*i.as_str(e.key), e.value});
    return i.call(a[0], py::Args{{}, keywords});
  });
  return base;
}

void define_class(py::Interp& in, const LossDef& def, py::Type* base) {
  const std::string_view signature = in.keras3() ? def.class3 : def.class2;
  if (signature.empty()) return;
  py::Type* type = in.new_type("keras.src.losses" + std::string(in.keras3() ? ".losses" : ""), std::string(def.class_name), {base}, Loss::kind);
  const std::vector<std::string> params = parameter_names(def.params);
  in.method(type, "__init__", "self, " + std::string(signature), [&def, params](py::Interp& i, py::Bound& a) -> py::Value {
    Loss* loss = py::cast<Loss>(a[0]);
    loss->def = &def;
    return init_loss(i, *loss, a, i.keras3(), params) ? py::Value::none() : py::Value();
  });
  in.state<Library>().put("losses", def.class_name, type);
}

void define_function(py::Interp& in, const LossDef& def) {
  if (in.keras3() ? def.class3.empty() : def.class2.empty()) return;
  const std::vector<std::string> params = parameter_names(def.params);
  const std::string signature = "y_true, y_pred" + (def.params.empty() ? std::string() : ", " + std::string(def.params));
  py::Value function = in.builtin(
      std::string(def.function_name), signature,
      [&def, params](py::Interp& i, py::Bound& a) -> py::Value {
        Math m(i);
        const std::optional<Operand> p = tf::convert(i, a["y_pred"]);
        if (!p) return {};
        const std::optional<Operand> t = tf::convert(i, a["y_true"], std::nullopt, p->dtype);
        if (!t) return {};
        py::Ref<py::Dict> own = i.dict();
        for (const std::string& name : params) own->set(i, name, a[name]);
        const Params values(own);
        LossCall c{a["y_true"], a["y_pred"], *t, *p, values};
        const Operand out = def.compute(m, c);
        return out ? tf::tensor_value(i, out) : py::Value();
      },
      in.keras3() ? "keras.src.losses.losses" : "keras.src.losses");
  Library& library = in.state<Library>();
  library.put("losses", def.function_name, function);
  for (std::string_view alias : in.keras3() ? def.aliases3 : def.aliases2) library.put("losses", alias, function);
}

}  // namespace

std::span<const LossDef* const> loss_defs() { return kLosses; }

void register_losses(py::Interp& in) {
  py::Type* base = define_base(in);
  in.state<Library>().put("losses", "Loss", base);
  for (const LossDef* def : kLosses) {
    define_class(in, *def, base);
    define_function(in, *def);
  }
}

py::Ref<Loss> wrap_loss(py::Interp& in, const py::Value& function, std::string name) {
  py::Value base = in.state<Library>().find("losses", "Loss");
  py::Ref<Loss> loss(new Loss(py::cast<py::Type>(base)));
  loss->name = name;
  loss->given_name = in.str_value(std::move(name));
  loss->reduction = in.str_value("sum_over_batch_size");
  loss->function = function;
  // A built-in function is computed without the detour through Python.
  if (auto* builtin = py::cast<py::Builtin>(function))
    for (const LossDef* def : kLosses)
      if (builtin->name == def->function_name && in.state<Library>().find("losses", builtin->name).same(function)) {
        loss->def = def;
        py::Ref<py::Dict> defaults = in.dict();
        for (const auto& p : builtin->signature->parameters)
          if (!p.required) defaults->set(in, p.name, p.default_value);
        loss->params = Params(defaults);
      }
  return loss;
}

}  // namespace misfit::keras
