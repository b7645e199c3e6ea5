#include "tensorflow/call.h"

#include <map>

#include "numpy/ndarray.h"
#include "tensorflow/types.h"

namespace misfit::tf {
namespace {

bool is_tensor(const py::Value& v) { return as_tensor_object(v) != nullptr; }
bool has_dtype(const py::Value& v) { return is_tensor(v) || py::cast<Variable>(v); }

// What the fast path of eager execution cannot take: the slow one leaves " name: " out of its errors.
bool slow_value(py::Interp& in, const py::Value& v) {
  if (in.is_sequence(v) || in.as_str(v) || py::cast<py::Bytes>(v)) return true;
  if (np::Scalar* s = py::cast<np::Scalar>(v)) return s->value.dtype() != DType::kFloat64;
  return false;
}

std::optional<DType> dtype_of(const Argument& a) {
  const auto one = [](const py::Value& v) -> std::optional<DType> {
    if (TensorObject* t = as_tensor_object(v)) return t->operand.dtype;
    if (Variable* x = py::cast<Variable>(v)) return x->cell->dtype;
    return std::nullopt;
  };
  if (a.operand) return a.operand.dtype;
  if (!a.operands.empty()) return a.operands[0].dtype;
  if (!a.is_list) return one(a.value);
  for (const py::Value& v : a.list)
    if (auto d = one(v)) return d;
  return std::nullopt;
}

class Caller {
 public:
  Caller(py::Interp& in, const Signature& s, std::string_view op, Attrs& attrs) : in_(in), context_(in.state<Context>()), s_(s), op_(op), attrs_(attrs) {}
  bool slow = false;

  bool eager(const std::vector<Argument>& args, Operands& out) {
    // Types tied by an attribute follow the first tensor among its arguments, else the first value.
    std::map<std::string, DType> known;
    std::map<std::string, bool> all_tensors;
    for (size_t i = 0; i < args.size(); ++i) {
      const Signature::Argument& a = s_.inputs[i];
      if (a.type_attr.empty() || a.is_list) continue;
      if (!all_tensors.count(a.type_attr)) all_tensors[a.type_attr] = true;
      if (args[i].operand || !args[i].operands.empty()) continue;
      if (args[i].is_list) {
        for (const py::Value& v : args[i].list) all_tensors[a.type_attr] = all_tensors[a.type_attr] && has_dtype(v);
      } else if (!has_dtype(args[i].value)) {
        all_tensors[a.type_attr] = false;
      }
    }
    for (size_t i = 0; i < args.size(); ++i) {
      const Signature::Argument& a = s_.inputs[i];
      if (a.type_attr.empty() || a.is_list || known.count(a.type_attr)) continue;
      if (const AttrValue* given = attrs_.find(a.type_attr))
        if (const DType* d = std::get_if<DType>(given)) { known[a.type_attr] = *d; continue; }
      if (auto d = dtype_of(args[i])) known[a.type_attr] = *d;
    }
    for (size_t i = 0; i < args.size(); ++i) {
      const Signature::Argument& a = s_.inputs[i];
      if (args[i].operand) { out.push_back(args[i].operand); continue; }
      if (!args[i].operands.empty()) { out.insert(out.end(), args[i].operands.begin(), args[i].operands.end()); continue; }
      const std::vector<py::Value> one{args[i].value};
      for (const py::Value& v : args[i].is_list ? args[i].list : one) {
        slow = slow || slow_value(in_, v);
        std::optional<DType> wanted, hint;
        if (a.is_list) {
        } else if (a.type_attr.empty()) {
          if (!is_tensor(v)) wanted = a.dtype;
        } else if (all_tensors[a.type_attr]) {
          // Tensors go as they are: the op itself says what does not fit.
        } else if (known.count(a.type_attr)) {
          wanted = known[a.type_attr];
        } else {
          hint = default_of(a.type_attr);
        }
        auto x = convert(in_, v, wanted, hint);
        if (x && hint && !wanted && x->dtype != *hint && is_floating(x->dtype) && !allowed(a.type_attr, x->dtype) && v.is_float()) {
          const auto shown = in_.repr(v);                  // numbers of Python's are made to fit the attribute's default
          if (shown) in_.raise("TypeError", "Cannot convert " + *shown + " to EagerTensor of dtype " + std::string(kernel_name(*hint)));
          return false;
        }
        if (!x) return false;
        if (!a.type_attr.empty() && !a.is_list && !known.count(a.type_attr)) known[a.type_attr] = x->dtype;
        out.push_back(*x);
      }
    }
    return true;
  }

  bool graph(const std::vector<Argument>& args, Operands& out) {
    std::map<std::string, DType> known;
    std::map<std::string, std::string> from;
    for (const auto& attr : s_.attrs)
      if (const AttrValue* given = attrs_.find(attr.name))
        if (const DType* d = std::get_if<DType>(given)) known[attr.name] = *d;
    for (size_t i = 0; i < args.size(); ++i) {
      const Signature::Argument& a = s_.inputs[i];
      if (args[i].operand) {
        out.push_back(args[i].operand);
        learn(a, args[i].operand.dtype, known, from);
        continue;
      }
      if (!args[i].operands.empty()) {
        out.insert(out.end(), args[i].operands.begin(), args[i].operands.end());
        learn(a, args[i].operands[0].dtype, known, from);
        continue;
      }
      std::optional<DType> wanted, hint;
      if (a.is_list) {
      } else if (a.type_attr.empty()) {
        wanted = a.dtype;
      } else if (known.count(a.type_attr)) {
        wanted = known[a.type_attr];
      } else {
        hint = default_of(a.type_attr);
        if (args[i].is_list)
          if (auto d = dtype_of(args[i])) wanted = d;
      }
      const std::vector<py::Value> one{args[i].value};
      const std::vector<py::Value>& values = args[i].is_list ? args[i].list : one;
      size_t index = 0;
      Operands parts;
      for (const py::Value& v : values) {
        const std::string name = args[i].is_list ? a.name + "_" + std::to_string(index) : a.name;
        if (TensorObject* t = as_tensor_object(v); t && wanted && t->operand.dtype != *wanted && !args[i].is_list) return mismatch(a, t->operand.dtype, known, from);
        if (Variable* x = py::cast<Variable>(v); x && wanted && x->cell->dtype != *wanted && !args[i].is_list) return mismatch(a, x->cell->dtype, known, from);
        std::optional<DType> each = wanted;
        if (args[i].is_list && has_dtype(v)) each = std::nullopt;         // check_types names the whole list
        auto x = convert(in_, v, each, hint, name);
        if (!x) return refuse(a, v, wanted);
        if (!x->node) x = context_.own(*x, name);
        if (!x) return false;
        if (args[i].is_list && !wanted) wanted = x->dtype;
        parts.push_back(*x);
        ++index;
      }
      if (!parts.empty()) learn(a, parts[0].dtype, known, from);
      out.insert(out.end(), parts.begin(), parts.end());
    }
    return true;
  }

 private:
  std::optional<DType> default_of(const std::string& attr) const {
    for (const auto& a : s_.attrs)
      if (a.name == attr && a.otherwise)
        if (const DType* d = std::get_if<DType>(&*a.otherwise)) return *d;
    return std::nullopt;
  }

  bool allowed(const std::string& attr, DType d) const {
    for (const auto& a : s_.attrs)
      if (a.name == attr && !a.allowed.empty()) {
        for (const std::string& name : a.allowed)
          if (name == enum_name(d)) return true;
        return false;
      }
    return true;
  }

  static void learn(const Signature::Argument& a, DType d, std::map<std::string, DType>& known, std::map<std::string, std::string>& from) {
    if (a.type_attr.empty() || a.is_list) return;
    known.emplace(a.type_attr, d);
    from.emplace(a.type_attr, a.name);
  }

  bool mismatch(const Signature::Argument& a, DType got, std::map<std::string, DType>& known, std::map<std::string, std::string>& from) {
    const std::string prefix = "Input '" + a.name + "' of '" + std::string(op_) + "' Op has type " + std::string(tf_name(got)) + " that does not match";
    if (a.type_attr.empty()) in_.raise("TypeError", prefix + " expected type of " + std::string(tf_name(a.dtype)) + ".");
    else in_.raise("TypeError", prefix + " type " + std::string(tf_name(known[a.type_attr])) + " of argument '" + from[a.type_attr] + "'.");
    return false;
  }

  // op_def_library's words around what the conversion said.
  bool refuse(const Signature::Argument& a, const py::Value& v, std::optional<DType> wanted) {
    py::Ref<py::Exception> error = in_.take();
    const std::string text = in_.message_of(*error);
    if (error->type->is_subclass(in_.type_named("TypeError"))) {
      if (!wanted) { in_.raise_object(error); return false; }
      auto shown = in_.repr(v);
      if (shown)
        in_.raise("TypeError", "Expected " + std::string(tf_name(*wanted)) + " passed to parameter '" + a.name + "' of op '" + std::string(op_) + "', got " + *shown + " of type '" +
                  in_.type_of(v)->name + "' instead. Error: " + text);
      return false;
    }
    if (error->type->is_subclass(in_.type_named("ValueError"))) {
      in_.raise("ValueError", "Tried to convert '" + a.name + "' to a tensor and failed. Error: " + text);
      return false;
    }
    in_.raise_object(error);
    return false;
  }

  py::Interp& in_;
  Context& context_;
  const Signature& s_;
  std::string_view op_;
  Attrs& attrs_;
};

}  // namespace

Argument::Argument(Operands v) : operands(std::move(v)), is_list(true) {}

const OpDef& op(std::string_view name) {
  static constexpr OpDef kMissing{.name = ""};           // Context::run says that it is not there
  const OpDef* found = find_op(name);
  return found ? *found : kMissing;
}

bool has_op(std::string_view name) { return find_op(name) != nullptr; }

Operands call_op(py::Interp& in, std::string_view name, std::vector<Argument> args, Attrs attrs, std::string_view leaf) {
  Context& context = in.state<Context>();
  const OpDef* found = find_op(name);
  if (!found) {
    in.raise("NotImplementedError", "The operation " + std::string(name) + " is not supported.");
    return {};
  }
  Operands inputs;
  const Signature* s = signature(name, in.profile);
  if (!s) {                                              // an op of our own
    for (const Argument& a : args) {
      if (a.operand) { inputs.push_back(a.operand); continue; }
      if (!a.operands.empty()) { inputs.insert(inputs.end(), a.operands.begin(), a.operands.end()); continue; }
      const std::vector<py::Value> one{a.value};
      for (const py::Value& v : a.is_list ? a.list : one) {
        auto x = convert(in, v);
        if (!x) return {};
        inputs.push_back(*x);
      }
    }
    return context.run(*found, inputs, std::move(attrs), {leaf, false});
  }
  ENSURE(args.size() <= s->inputs.size());
  Caller caller(in, *s, name, attrs);
  caller.slow = !context.initialized;                    // the conversions below set TensorFlow up
  if (context.eager()) {
    if (!caller.eager(args, inputs)) return {};
    return context.run(*found, inputs, std::move(attrs), {leaf, caller.slow});
  }
  const auto in_graph = [](const py::Value& v) {
    const TensorObject* t = as_tensor_object(v);
    return t && t->operand.node;
  };
  bool constants = false;
  for (const Argument& a : args) constants = constants || (!a.operand && a.operands.empty() && (a.is_list || !in_graph(a.value)));
  if (!constants) {
    if (!caller.graph(args, inputs)) return {};
    return context.run(*found, inputs, std::move(attrs), {leaf, false});
  }
  // Constants live in the op's own scope: "add/y".
  std::string full;
  {
    NameScope scope(context, leaf.empty() ? name : leaf);
    full = scope.full;
    if (!caller.graph(args, inputs)) return {};
  }
  return context.run(*found, inputs, std::move(attrs), {full, false});
}

Operand call_op1(py::Interp& in, std::string_view name, std::vector<Argument> args, Attrs attrs, std::string_view leaf) {
  Operands out = call_op(in, name, std::move(args), std::move(attrs), leaf);
  return out.empty() ? Operand{} : out[0];
}

py::Value op_value(py::Interp& in, std::string_view name, std::vector<Argument> args, Attrs attrs, std::string_view leaf) {
  const Operand out = call_op1(in, name, std::move(args), std::move(attrs), leaf);
  return out ? tensor_value(in, out) : py::Value();
}

}  // namespace misfit::tf
