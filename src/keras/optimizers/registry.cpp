// The classes of keras.optimizers.
#include <algorithm>

#include "keras/layer.h"
#include "keras/library.h"
#include "keras/names.h"
#include "keras/optimizers/rules.h"
#include "keras/parts/parts.h"

namespace misfit::keras {

namespace {

const OptimizerDef* const kOptimizers[] = {&kSGD, &kRMSprop, &kAdam, &kAdamW, &kAdamax, &kNadam, &kAdagrad, &kAdadelta, &kFtrl, &kLion,
                                           &kAdafactor, &kLamb};

// What every constructor takes after its own arguments; AdamW has weight_decay among its own.
std::string signature(const OptimizerDef& def, bool keras3) {
  const std::string_view own = keras3 ? def.keras3 : def.keras2;
  std::string text = "self, " + std::string(own);
  if (own.find("weight_decay") == std::string_view::npos) text += ", weight_decay=None";
  text += ", clipnorm=None, clipvalue=None, global_clipnorm=None, use_ema=False, ema_momentum=0.99, ema_overwrite_frequency=None";
  if (keras3) return text + ", loss_scale_factor=None, gradient_accumulation_steps=None, name='" + std::string(def.config_name) + "', **kwargs";
  return text + ", jit_compile=True, name='" + std::string(def.class_name) + "', **kwargs";
}

py::Ref<tf::Variable> variable(py::Interp& in, Optimizer& o, const Tensor& value, std::string_view name) {
  tf::Context& context = in.state<tf::Context>();
  context.push_graph(nullptr);
  py::Ref<tf::Variable> v = tf::make_variable(in, value, in.keras3() ? o.name + "/" + std::string(name) : std::string(name) + ":0", false);
  context.pop_graph();
  if (v) v->type = in.state<State>().variable;
  return v;
}

bool is_schedule(py::Interp& in, const py::Value& v) {
  py::Type* base = py::cast<py::Type>(in.state<Library>().find("optimizers.schedules", "LearningRateSchedule"));
  return base && in.is_instance(v, base);
}

// Keras 2 shows what its schedule said last: a variable that each update writes.
bool show_scheduled(py::Interp& in, Optimizer& o, const py::Value& schedule) {
  tf::Context& context = in.state<tf::Context>();
  context.push_graph(nullptr);
  const py::Value rate = in.call(schedule, {py::Value(o.iterations)});
  const std::optional<Operand> x = rate ? tf::convert(in, rate, std::nullopt, DType::kFloat32) : std::nullopt;
  context.pop_graph();
  const py::Ref<tf::Variable> v = x ? variable(in, o, x->value, "learning_rate") : py::Ref<tf::Variable>();
  if (!v) return false;
  o.dict->set(in, "_current_learning_rate", v);
  return true;
}

bool set_learning_rate(py::Interp& in, Optimizer& o, const py::Value& rate) {
  if (!in.keras3() && is_schedule(in, rate) && !show_scheduled(in, o, rate)) return false;
  if (is_schedule(in, rate) || (in.callable(rate) && !rate.is_float() && !rate.is_int())) {
    o.learning_rate = rate;
    return true;
  }
  if (in.keras3() && !rate.is_float() && !in.is_instance(rate, in.type_named("float"))) {
    const auto shown = in.str(rate);
    in.raise("ValueError", "Argument `learning_rate` should be float, or an instance of LearningRateSchedule, or a callable (that takes in the current "
                           "iteration value and returns the corresponding learning rate value). Received instead: learning_rate=" + shown.value_or(""));
    return false;
  }
  const std::optional<Operand> x = tf::convert(in, rate, DType::kFloat32);
  if (!x) return false;
  py::Ref<tf::Variable> v = variable(in, o, x->value, "learning_rate");
  if (!v) return false;
  if (in.keras3()) o.variables.push_back(v);
  o.learning_rate = v;
  return true;
}

// Keras 2's optimizers of old take a few arguments by name alone.
bool take_legacy(py::Interp& in, Optimizer& o, py::Dict& kwargs) {
  static constexpr std::string_view kAllowed[] = {"clipnorm", "clipvalue", "lr", "decay", "global_clipnorm"};
  for (const auto& e : kwargs.entries) {
    if (!e.key) continue;
    const std::string key(*in.as_str(e.key));
    if (std::find(std::begin(kAllowed), std::end(kAllowed), key) == std::end(kAllowed))
      return in.raise("TypeError", "Unexpected keyword argument passed to optimizer: " + key + ". Allowed kwargs are {'clipnorm', 'clipvalue', 'lr', 'decay', 'global_clipnorm'}."), false;
    const auto number = in.as_double(e.value);
    if (number && *number < 0) return in.raise("ValueError", "Expected " + key + " >= 0, received: " + in.str(e.value).value_or("")), false;
    if (key == "lr") in.warn("UserWarning", "The `lr` argument is deprecated, use `learning_rate` instead.");
    if (number) o.numbers[key] = *number;
    o.dict->set(in, key, e.value);
  }
  return !in.pending();
}

bool check_kwargs(py::Interp& in, Optimizer& o, py::Dict& kwargs) {
  bool found;
  if (o.flag("legacy")) return take_legacy(in, o, kwargs);
  if (!in.keras3()) {
    kwargs.remove(in, in.str_value("is_legacy_optimizer"), &found);
    if (const py::Value lr = kwargs.get("lr"); lr) {
      kwargs.erase("lr");
      if (in.truth(lr).value_or(false))
        in.log("WARNING:absl: `lr` is deprecated in Keras optimizer, please use `learning_rate` or use the legacy optimizer, e.g.,tf.keras.optimizers.legacy." + o.type->name + ".");
    }
    for (const auto& e : kwargs.entries) {
      if (!e.key) continue;
      const std::string key(*in.as_str(e.key));
      if (key == "decay" || key == "gradient_aggregator" || key == "gradient_transformers")
        in.raise("ValueError", key + " is deprecated in the new Keras optimizer, please check the docstring for valid arguments, or use the legacy optimizer, e.g., "
                                     "tf.keras.optimizers.legacy." + o.type->name + ".");
      else
        in.raise("TypeError", key + " is not a valid argument, kwargs should be empty  for `optimizer_experimental.Optimizer`.");
      return false;
    }
    return true;
  }
  if (const py::Value decay = kwargs.get("decay"); decay) {
    kwargs.erase("decay");
    if (!decay.is_none()) in.warn("UserWarning", "Argument `decay` is no longer supported and will be ignored.");
  }
  if (kwargs.size() == 0) return !in.pending();
  const auto shown = in.repr(py::Value(&kwargs));
  in.raise("ValueError", "Argument(s) not recognized: " + shown.value_or(""));
  return false;
}

bool check_clipping(py::Interp& in, const Optimizer& o, const py::Bound& a) {
  if (o.flag("legacy")) return true;
  auto given = [&](std::string_view name) { return o.numbers.count(std::string(name)) > 0; };
  auto text = [&](std::string_view name) { return in.repr(a[name]).value_or("None"); };
  if (in.keras3() && given("clipnorm") + given("clipvalue") + given("global_clipnorm") > 1)
    return in.raise("ValueError", "Only one of `clipnorm`, `clipvalue` and `global_clipnorm` can be set. Received: clipnorm=" + text("clipnorm") +
                                      ", clipvalue=" + text("clipvalue") + ", global_clipnorm=" + text("global_clipnorm")), false;
  if (!in.keras3() && given("clipnorm") && given("global_clipnorm"))
    return in.raise("ValueError", "At most one of `clipnorm` and `global_clipnorm` can be set. Received: clipnorm=" + text("clipnorm") +
                                      ", global_clipnorm=" + text("global_clipnorm") + "."), false;
  return true;
}

py::Value init(py::Interp& in, py::Bound& a, const OptimizerDef* def, bool legacy = false) {
  Optimizer& o = *py::cast<Optimizer>(a[0]);
  o.def = def;
  o.flags["keras3"] = in.keras3();
  o.flags["legacy"] = legacy;
  const auto name = in.as_str(a["name"]);
  o.name = name ? std::string(*name) : in.keras3() ? in.state<State>().unique_name(o.type->name) : o.type->name;
  if (in.keras3() && def && o.name == def->config_name) o.name = in.state<State>().unique_name(o.type->name);
  if (!check_kwargs(in, o, *py::cast<py::Dict>(a["kwargs"]))) return {};
  for (size_t i = 1; i < a.values().size(); ++i) {
    const std::string& key = a.signature().parameters[i].name;
    const py::Value& v = a[i];
    if (key == "learning_rate" || key == "kwargs" || key == "name" || !v) continue;
    if (v.is_bool()) o.flags[key] = v.boolean();
    else if (const auto number = in.as_double(v)) o.numbers[key] = *number;
    o.dict->set(in, key, v);
  }
  if (!check_clipping(in, o, a)) return {};
  o.iterations = variable(in, o, Tensor::scalar(int64_t{0}), in.keras3() ? "iteration" : "iteration");
  if (!o.iterations) return {};
  o.variables.push_back(o.iterations);
  const py::Value old_rate = legacy ? o.dict->get("lr") : py::Value();
  if (!set_learning_rate(in, o, old_rate ? old_rate : a["learning_rate"])) return {};
  if (def && def->check && !def->check(in, a)) return {};
  return py::Value::none();
}

Optimizer& self(py::Bound& a) { return *py::cast<Optimizer>(a[0]); }

// A list; that of Keras 2 may be called too, as optimizers before it had a method of the name.
py::Value variable_list(py::Interp& in, const std::vector<py::Ref<tf::Variable>>& variables) {
  std::vector<py::Value> list;
  for (const auto& v : variables) list.push_back(v);
  if (in.keras3()) return in.list(std::move(list));
  Library& library = in.state<Library>();
  auto* type = py::cast<py::Type>(library.find("optimizers", "_CallableList"));
  if (!type) {
    type = in.new_type("keras.src.optimizers.optimizer", "CallableList", {in.type_named("list")}, py::List::kind);
    type->slots.call = [](py::Interp&, const py::Value& self, const py::Args&) { return self; };
    library.put("optimizers", "_CallableList", type);
  }
  return new py::List(type, std::move(list));
}

// Lists of (gradient, variable), or of gradients and of variables.
bool take_variables(py::Interp& in, const py::Value& list, std::vector<py::Ref<tf::Variable>>& out) {
  const auto items = in.list_of(list);
  if (!items) return false;
  for (const py::Value& item : *items) {
    tf::Variable* v = py::cast<tf::Variable>(item);
    if (!v) return in.raise("ValueError", "Expected a variable, received " + in.repr(item).value_or("")), false;
    out.push_back(py::Ref<tf::Variable>(v));
  }
  return true;
}

bool take_gradient(py::Interp& in, const py::Value& v, std::vector<Operand>& out) {
  if (v.is_none()) return out.push_back({}), true;
  const auto x = tf::convert(in, v);
  if (x) out.push_back(*x);
  return bool(x);
}

py::Value apply_pairs(py::Interp& in, py::Bound& a) {
  const auto pairs = in.list_of(a["grads_and_vars"]);
  if (!pairs) return {};
  if (!in.keras3() && !pairs->empty() && !a["name"].is_none() && !in.as_str(a["name"])) return in.raise("ValueError", "name for name_scope must be a string.");
  std::vector<Operand> gradients;
  std::vector<py::Ref<tf::Variable>> variables;
  for (const py::Value& pair : *pairs) {
    const auto two = in.list_of(pair);
    if (!two) return {};
    if (two->size() != 2) return in.raise("ValueError", "not enough values to unpack (expected 2, got " + std::to_string(two->size()) + ")");
    tf::Variable* v = py::cast<tf::Variable>((*two)[1]);
    if (!v || !take_gradient(in, (*two)[0], gradients)) return v ? py::Value() : in.raise("AttributeError", "'" + in.type_of((*two)[1])->name + "' object has no attribute 'name'");
    variables.push_back(py::Ref<tf::Variable>(v));
  }
  if (in.keras3() && pairs->empty()) return in.raise("ValueError", "not enough values to unpack (expected 2, got 0)");
  return apply_gradients(in, self(a), gradients, variables) ? py::Value(self(a).iterations) : py::Value();
}

void define_methods(py::Interp& in, py::Type* base) {
  in.method(base, "apply_gradients", in.keras3() ? "self, grads_and_vars" : "self, grads_and_vars, name=None, skip_gradients_aggregation=False, **kwargs", apply_pairs);
  if (in.keras3()) py::cast<py::Builtin>(base->lookup("apply_gradients"))->signature.rename("BaseOptimizer.apply_gradients");
  if (!in.keras3())
    in.method(base, "minimize", "self, loss, var_list, tape=None", [](py::Interp& i, py::Bound& a) -> py::Value {
      const py::Value run = find_in_parts(i, "backend", "_minimize");
      return run ? i.call(run, {a[0], a["loss"], a["var_list"], a["tape"]}) : py::Value();
    });
  if (in.keras3())
    in.method(base, "apply", "self, grads, trainable_variables=None", [](py::Interp& i, py::Bound& a) -> py::Value {
      std::vector<Operand> gradients;
      std::vector<py::Ref<tf::Variable>> variables;
      const auto list = i.list_of(a["grads"]);
      if (!list) return {};
      for (const py::Value& g : *list)
        if (!take_gradient(i, g, gradients)) return {};
      if (a["trainable_variables"].is_none()) return i.raise("ValueError", "When passing `grads` without `variables`, the optimizer must already be built on a list of variables. Call `optimizer.build(trainable_variables)` first. ");
      if (!take_variables(i, a["trainable_variables"], variables)) return {};
      return apply_gradients(i, self(a), gradients, variables) ? py::Value::none() : py::Value();
    });
  in.method(base, "build", in.keras3() ? "self, variables" : "self, var_list", [](py::Interp& i, py::Bound& a) -> py::Value {
    std::vector<py::Ref<tf::Variable>> variables;
    if (!take_variables(i, a[1], variables)) return {};
    return build_optimizer(i, self(a), variables) ? py::Value::none() : py::Value();
  });
  auto get_rate = [](py::Interp& i, py::Bound& a) -> py::Value {
    if (!is_schedule(i, self(a).learning_rate)) return self(a).learning_rate;
    if (i.keras3()) return i.call(self(a).learning_rate, {py::Value(self(a).iterations)});
    return self(a).dict->get("_current_learning_rate");
  };
  auto set_rate = [](py::Interp& i, py::Bound& a) -> py::Value {
    Optimizer& o = self(a);
    tf::Variable* v = py::cast<tf::Variable>(o.learning_rate);
    if (is_schedule(i, a[1]) || !v) {
      if (!v && !is_schedule(i, a[1]))
        return i.raise("TypeError", "This optimizer was created with a `LearningRateSchedule` object as its `learning_rate` constructor argument, hence its learning "
                                    "rate is not settable. If you need the learning rate to be settable, you should instantiate the optimizer with a float "
                                    "`learning_rate` argument.");
      return set_learning_rate(i, o, a[1]) ? py::Value::none() : py::Value();
    }
    const auto x = tf::convert(i, a[1], DType::kFloat32);
    return x && i.state<tf::Context>().assign(*v, *x) ? py::Value::none() : py::Value();
  };
  in.property(base, "learning_rate", get_rate, set_rate);
  if (!in.keras3()) in.property(base, "lr", get_rate, set_rate);
  in.property(base, "iterations", [](py::Interp&, py::Bound& a) -> py::Value { return self(a).iterations; });
  in.property(base, "variables", [](py::Interp& i, py::Bound& a) -> py::Value { return variable_list(i, self(a).variables); });
  in.property(base, "built", [](py::Interp&, py::Bound& a) -> py::Value { return py::Value::boolean(self(a).built); });
  in.property(base, "name", [](py::Interp& i, py::Bound& a) -> py::Value { return i.str_value(self(a).name); });
  in.method(base, "get_config", "self", [](py::Interp& i, py::Bound& a) -> py::Value {
    Optimizer& o = self(a);
    py::Ref<py::Dict> config = i.dict();
    auto copy = [&](std::string_view key) {
      const py::Value v = o.dict->get(key);
      config->set(i, key, v ? v : py::Value::none());
    };
    auto rate = [&]() -> py::Value {
      tf::Variable* v = py::cast<tf::Variable>(o.learning_rate);
      return v ? py::Value::number(v->cell->value.at(0)) : o.learning_rate;
    };
    config->set(i, "name", i.str_value(o.name));
    if (i.keras3()) config->set(i, "learning_rate", rate());
    if (o.flag("legacy")) {
      for (const char* key : {"clipnorm", "clipvalue", "global_clipnorm"})
        if (o.numbers.count(key)) copy(key);
      config->set(i, "learning_rate", rate());
      config->set(i, "decay", py::Value::number(o.number("decay")));
      for (const std::string& key : parameter_names(o.def->keras2))
        if (key != "learning_rate") copy(key);
      return config;
    }
    for (const char* key : {"weight_decay", "clipnorm", "global_clipnorm", "clipvalue", "use_ema", "ema_momentum", "ema_overwrite_frequency"}) copy(key);
    if (i.keras3()) copy("loss_scale_factor"), copy("gradient_accumulation_steps");
    else {
      config->set(i, "jit_compile", py::Value::boolean(false));
      config->set(i, "is_legacy_optimizer", py::Value::boolean(false));
      config->set(i, "learning_rate", rate());
    }
    if (o.def)
      for (const std::string& key : parameter_names(i.keras3() ? o.def->keras3 : o.def->keras2))
        if (key != "learning_rate") copy(key);
    return config;
  });
  in.class_method(base, "from_config", "cls, config", [](py::Interp& i, py::Bound& a) -> py::Value {
    std::vector<py::Keyword> keywords;
    for (const auto& e : py::cast<py::Dict>(a["config"])->entries)
      if (e.key && *i.as_str(e.key) != "is_legacy_optimizer") keywords.push_back({*i.as_str(e.key), e.value});
    return i.call(a[0], py::Args{{}, keywords});
  });
}

// keras.optimizers.legacy: the rules of before in Keras 2, names that only tell so in Keras 3.
void register_legacy(py::Interp& in, py::Type* base) {
  Library& library = in.state<Library>();
  if (in.keras3()) {
    py::Type* gone = in.new_type("keras.src.optimizers", "LegacyOptimizerWarning", {}, py::Instance::kind);
    in.method(gone, "__init__", "self, *args, **kwargs", [](py::Interp& i, py::Bound&) {
      return i.raise("ImportError", "`keras.optimizers.legacy` is not supported in Keras 3. When using `tf.keras`, to continue using a `tf.keras.optimizers.legacy` optimizer, you can "
                                    "install the `tf_keras` package (Keras 2) and set the environment variable `TF_USE_LEGACY_KERAS=True` to configure TensorFlow to use `tf_keras` "
                                    "when accessing `tf.keras`.");
    });
    for (const char* name : {"Adagrad", "Adam", "Ftrl", "RMSprop", "SGD", "Optimizer"}) library.put("optimizers.legacy", name, gone);
    return;
  }
  library.put("optimizers.legacy", "Optimizer", base);
  for (const OptimizerDef* def : {&kSGD, &kRMSprop, &kAdam, &kAdamax, &kNadam, &kAdagrad, &kAdadelta, &kFtrl}) {
    const std::string module = def == &kSGD ? "gradient_descent" : std::string(def->config_name);
    py::Type* type = in.new_type("keras.src.optimizers.legacy." + module, std::string(def->class_name), {base}, Optimizer::kind);
    in.method(type, "__init__", "self, " + std::string(def->keras2) + ", name='" + std::string(def->class_name) + "', **kwargs", [def](py::Interp& i, py::Bound& a) { return init(i, a, def, true); });
    library.put("optimizers.legacy", def->class_name, type);
  }
}

}  // namespace

std::span<const OptimizerDef* const> optimizer_defs() { return kOptimizers; }

void register_optimizers(py::Interp& in) {
  Library& library = in.state<Library>();
  py::Type* base = in.new_type(in.keras3() ? "keras.src.backend.tensorflow.optimizer" : "keras.src.optimizers.optimizer", "Optimizer", {}, Optimizer::kind);
  base->slots.create = [](py::Interp&, py::Type* t, const py::Args&) -> py::Value { return new Optimizer(t); };
  in.method(base, "__init__", in.keras3() ? "self, learning_rate=0.001, weight_decay=None, clipnorm=None, clipvalue=None, global_clipnorm=None, use_ema=False, ema_momentum=0.99, ema_overwrite_frequency=None, loss_scale_factor=None, gradient_accumulation_steps=None, name=None, **kwargs"
                                          : "self, name, weight_decay=0, clipnorm=None, clipvalue=None, global_clipnorm=None, use_ema=False, ema_momentum=0.99, ema_overwrite_frequency=None, jit_compile=True, learning_rate=0.001, **kwargs",
            [](py::Interp& i, py::Bound& a) -> py::Value { return init(i, a, nullptr); });
  define_methods(in, base);
  library.put("optimizers", "Optimizer", base);
  register_legacy(in, base);
  for (const OptimizerDef* def : kOptimizers) {
    if ((in.keras3() ? def->keras3 : def->keras2).empty()) continue;
    std::string module(def->config_name);
    py::Type* type = in.new_type("keras.src.optimizers." + module, std::string(def->class_name), {base}, Optimizer::kind);
    in.method(type, "__init__", signature(*def, in.keras3()), [def](py::Interp& i, py::Bound& a) -> py::Value { return init(i, a, def); });
    library.put("optimizers", def->class_name, type);
  }
}

}  // namespace misfit::keras
