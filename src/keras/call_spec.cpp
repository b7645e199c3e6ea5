// Binds arguments as inspect.signature does, and shows them as the envelopes of both Keras do.
#include "keras/call_spec.h"
#include "keras/dispatch.h"

#include "keras/call_signatures.h"
#include "keras/keras_tensor.h"
#include "keras/nest.h"
#include "python/code.h"

namespace misfit::keras {

CallArguments::CallArguments(const py::Args& args) : positional(args.positional.begin(), args.positional.end()) {
  for (const py::Keyword& k : args.keywords) keywords.emplace_back(std::string(k.name), k.value);
}

py::Value* CallArguments::find(std::string_view name) {
  for (auto& [key, value] : keywords)
    if (key == name) return &value;
  return nullptr;
}

void CallArguments::set(std::string_view name, py::Value value) {
  if (py::Value* known = find(name))
    *known = std::move(value);
  else
    keywords.emplace_back(std::string(name), std::move(value));
}

void CallArguments::erase(std::string_view name) {
  for (size_t i = 0; i < keywords.size(); ++i)
    if (keywords[i].first == name) {
      keywords.erase(keywords.begin() + static_cast<ptrdiff_t>(i));
      return;
    }
}

py::Args CallArguments::view() {
  shown_.clear();
  for (const auto& [key, value] : keywords) shown_.push_back({key, value});
  return py::Args{positional, shown_};
}

const CallParameters::Parameter* CallParameters::find(std::string_view name) const {
  for (const Parameter& p : list)
    if (p.name == name) return &p;
  return nullptr;
}

namespace {

void take_signature(CallParameters& out, const py::Signature& s, const std::vector<py::Value>* defaults, size_t skip) {
  for (size_t i = skip; i < s.parameters.size(); ++i) {
    const py::Signature::Parameter& p = s.parameters[i];
    if (static_cast<int>(i) == s.star) {
      out.star = p.name;
      out.star_at = out.list.size();
    } else if (static_cast<int>(i) == s.double_star) {
      out.double_star = p.name;
    } else {
      py::Value fallback = defaults ? (i < defaults->size() ? (*defaults)[i] : py::Value()) : p.required ? py::Value() : p.default_value;
      out.list.push_back({p.name, fallback, p.keyword_only});
    }
  }
}

CallParameters built_in(py::Interp& in, std::string_view class_name) {
  CallParameters out;
  auto signature = py::Signature::parse(in, std::string(class_name) + ".call", call_signature(class_name, in.keras3()));
  take_signature(out, *signature, nullptr, 0);
  return out;
}

}  // namespace

CallParameters parameters_of_function(py::Interp& in, const py::Value& function, bool bound) {
  CallParameters out;
  out.function = function;
  py::Value f = function;
  size_t skip = bound ? 1 : 0;
  if (auto* m = py::cast<py::Method>(f)) f = m->function, skip = 1;
  if (auto* plain = py::cast<py::Function>(f)) {
    take_signature(out, *plain->code->signature, &plain->defaults, skip);
  } else if (auto* native = py::cast<py::Builtin>(f)) {
    take_signature(out, *native->signature, nullptr, skip);
  } else {
    out.star = "args";
    out.double_star = "kwargs";
  }
  (void)in;
  return out;
}

CallParameters call_parameters(py::Interp& in, Layer& layer) {
  py::Value own = layer.type->lookup("call");
  if (own && !py::cast<py::Builtin>(own)) {
    py::Value method = in.get_attr(py::Value(&layer), "call");
    if (!method) in.take();
    return parameters_of_function(in, method ? method : own, false);
  }
  if (auto* op = py::cast<OpLayer>(py::Value(&layer))) {
    CallParameters out;
    static constexpr std::string_view kBinary[] = {"tf.__operators__.add", "tf.math.add",      "tf.math.subtract", "tf.math.multiply", "tf.math.truediv", "tf.math.divide",
                                                   "tf.math.pow",          "tf.math.floordiv", "tf.math.maximum",  "tf.math.minimum",  "tf.math.greater", "tf.math.less"};
    for (std::string_view binary : kBinary)
      if (!in.keras3() && (op->name == binary || op->name.rfind(std::string(binary) + "_", 0) == 0)) {
        const auto signature = py::Signature::parse(in, "call", "x, y, name=None");
        take_signature(out, *signature, nullptr, 0);
        return out;
      }
    if (const py::Signature* signature = in.keras3() ? nullptr : dispatched_signature(in, op->name)) {
      take_signature(out, *signature, nullptr, 0);
      std::erase_if(out.list, [](const auto& p) { return p.name == "grad_a" || p.name == "grad_b"; });   // later releases have them
      return out;
    }
    out.star = "args";
    out.double_star = "kwargs";
    return out;
  }
  const LayerDef* def = in.state<State>().def_of(layer.type);
  return built_in(in, def ? def->name : layer.class_name());
}

std::optional<BoundArguments> bind_call(const CallParameters& parameters, const CallArguments& args, std::string* why) {
  BoundArguments bound;
  bound.values.resize(parameters.list.size());
  size_t before_star = parameters.star.empty() ? parameters.list.size() : parameters.star_at;
  size_t i = 0;
  for (; i < args.positional.size() && i < before_star; ++i) {
    if (parameters.list[i].keyword_only) break;
    bound.values[i] = args.positional[i];
  }
  if (i < args.positional.size()) {
    if (parameters.star.empty()) {
      *why = "too many positional arguments";
      return std::nullopt;
    }
    bound.extra.assign(args.positional.begin() + static_cast<ptrdiff_t>(i), args.positional.end());
  }
  std::optional<std::string> unknown;
  for (const auto& [name, value] : args.keywords) {
    size_t at = 0;
    while (at < parameters.list.size() && parameters.list[at].name != name) ++at;
    if (at < parameters.list.size()) {
      if (bound.values[at]) {
        *why = "multiple values for argument '" + name + "'";
        return std::nullopt;
      }
      bound.values[at] = value;
    } else if (!parameters.double_star.empty()) {
      bound.extra_keywords.emplace_back(name, value);
    } else if (!unknown) {
      unknown = name;
    }
  }
  for (size_t k = 0; k < parameters.list.size(); ++k)
    if (!bound.values[k] && !parameters.list[k].default_value) {
      *why = "missing a required argument: '" + parameters.list[k].name + "'";
      return std::nullopt;
    }
  if (unknown) {
    *why = "got an unexpected keyword argument '" + *unknown + "'";
    return std::nullopt;
  }
  return bound;
}

std::string show_argument(py::Interp& in, const py::Value& value) {
  auto leaf = [&](const py::Value& v) -> std::string {
    tf::TensorObject* t = tf::as_tensor_object(v);
    auto* variable = in.keras3() ? py::cast<tf::Variable>(v) : nullptr;
    if (t || variable) {
      const Shape& shape = t ? t->operand.shape : variable->cell->shape;
      DType dtype = t ? t->operand.dtype : variable->cell->dtype;
      return "tf.Tensor(shape=" + (shape.known_rank() ? python_text(shape) : "<unknown>") + ", dtype=" + std::string(tf_name(dtype)) + ")";
    }
    std::optional<std::string> text = in.repr(v);
    if (!text) in.take();
    return text.value_or("?");
  };
  if (!nest::is_nested(value)) return leaf(value);
  py::Value shown = nest::map(in, value, [&](const py::Value& v) { return in.str_value(leaf(v)); });
  std::optional<std::string> text = shown ? in.str(shown) : std::nullopt;
  if (!text) in.take();
  return text.value_or("?");
}

namespace {

std::string show_default(py::Interp& in, const py::Value& v) {
  if (!v) return "<class 'inspect._empty'>";
  std::optional<std::string> text = in.str(v);
  return text.value_or("?");
}

py::Value dict_of(py::Interp& in, const std::vector<std::pair<std::string, py::Value>>& items) {
  py::Ref<py::Dict> d = in.dict();
  for (const auto& [k, v] : items) d->set(in, k, v);
  return d;
}

}  // namespace

ShownArguments show_arguments(py::Interp& in, const CallParameters& parameters, const BoundArguments& bound) {
  ShownArguments out;
  auto star = [&] {
    if (!parameters.star.empty())
      out.emplace_back(parameters.star, bound.extra.empty() ? show_default(in, {}) : show_argument(in, in.tuple(bound.extra)));
  };
  for (size_t i = 0; i < parameters.list.size(); ++i) {
    if (!parameters.star.empty() && i == parameters.star_at) star();
    const auto& p = parameters.list[i];
    out.emplace_back(p.name, bound.values[i] ? show_argument(in, *bound.values[i]) : show_default(in, p.default_value));
  }
  if (parameters.star_at >= parameters.list.size()) star();
  if (!parameters.double_star.empty())
    out.emplace_back(parameters.double_star,
                     bound.extra_keywords.empty() ? show_default(in, {}) : show_argument(in, dict_of(in, bound.extra_keywords)));
  return out;
}

ShownArguments show_symbolic_arguments(py::Interp& in, const CallArguments& args) {
  ShownArguments out;
  out.emplace_back("args", args.positional.empty() ? show_default(in, {}) : show_argument(in, in.tuple(args.positional)));
  out.emplace_back("kwargs", args.keywords.empty() ? show_default(in, {}) : show_argument(in, dict_of(in, args.keywords)));
  return out;
}

py::Value run_call(py::Interp& in, Layer& layer, const CallParameters& parameters, CallArguments& args) {
  if (parameters.function) return in.call(parameters.function, args.view());
  if (auto* op = py::cast<OpLayer>(py::Value(&layer))) return op->function(in, args.view());
  std::string why;
  std::optional<BoundArguments> bound = bind_call(parameters, args, &why);
  if (!bound) {   // CPython's words for a call that does not fit
    const LayerDef* def = in.state<State>().def_of(layer.type);
    std::string class_name(def ? def->name : layer.class_name());
    std::string text = "self";
    for (const auto& p : parameters.list) text += ", " + p.name + (p.default_value ? "=None" : "");
    auto signature = py::Signature::parse(in, class_name + ".call", text);
    py::Value self(&layer);
    if (!signature->bind(in, args.view(), &self)) return {};
    return in.raise("TypeError", why);
  }
  Layer::Call call;
  py::Value inputs;
  CallArguments rest;
  for (size_t i = 0; i < parameters.list.size(); ++i) {
    if (!bound->values[i]) continue;
    const py::Value& v = *bound->values[i];
    const std::string& name = parameters.list[i].name;
    if (i == 0) {
      inputs = v;
    } else if (name == "training") {
      if (v.is_none()) continue;
      std::optional<bool> on = in.truth(v);
      if (!on) return {};
      call.training = *on;
    } else if (name == "mask") {
      if (!v.is_none()) call.mask = v;
    } else if (i < args.positional.size()) {
      rest.positional.push_back(v);
    } else {
      rest.set(name, v);
    }
  }
  for (const py::Value& v : bound->extra) {
    if (!inputs) inputs = v;
    else rest.positional.push_back(v);
  }
  for (const auto& [name, v] : bound->extra_keywords) {
    if (name == "training" && !v.is_none()) call.training = v.is_bool() ? v.boolean() : true;
    else if (name == "mask" && !v.is_none()) call.mask = v;
    else if (name != "training" && name != "mask") rest.set(name, v);
  }
  if (!inputs) inputs = py::Value::none();
  call.rest = rest.view();
  return layer.call(in, inputs, call);
}

}  // namespace misfit::keras
