// Lambda and Masking.
#include "keras/layers/arguments.h"
#include "keras/layers/layers.h"

namespace misfit::keras {

namespace {

struct Lambda : Layer {
  static constexpr py::Kind kind{"keras.Lambda", &Layer::kind};
  explicit Lambda(py::Type* t) : Layer(kind, t) { supports_masking = true; }
  py::Value function, arguments_given, mask;
  void clear() override { function = arguments_given = mask = {}; Layer::clear(); }
  py::Value call(py::Interp& in, const py::Value& inputs, const Call&) override {
    std::vector<py::Keyword> keywords;
    if (auto* d = py::cast<py::Dict>(arguments_given))
      for (const auto& e : d->entries)
        if (e.key) keywords.push_back({*in.as_str(e.key), e.value});
    const py::Value positional[] = {inputs};
    return in.call(function, py::Args{positional, keywords});
  }
};

bool init_lambda(py::Interp& in, Layer& base, py::Bound& a) {
  Lambda& layer = static_cast<Lambda&>(base);
  layer.function = a["function"];
  if (!in.callable(layer.function)) return in.raise("TypeError", "unsupported callable"), false;
  layer.arguments_given = a["arguments"];
  layer.mask = a["mask"];
  layer.dict->set(in, "function", layer.function);
  return true;
}

struct Masking : Layer {
  static constexpr py::Kind kind{"keras.Masking", &Layer::kind};
  explicit Masking(py::Type* t) : Layer(kind, t) { supports_masking = true; }
  double value = 0;
  Operand kept(Math& m, const Operand& x, bool keepdims) { return m.any(m.not_equal(x, m.like(value, x)), {{-1}}, keepdims); }
  std::optional<Shape> output_shape(py::Interp&, const std::vector<Shape>& inputs, bool* handled) override {
    *handled = true;
    return inputs[0];
  }
  py::Value compute_mask(py::Interp& in, const py::Value& inputs, const py::Value&) override {
    const auto x = one_operand(in, inputs);
    Math m(in);
    return x ? result(in, kept(m, *x, false)) : py::Value();
  }
  py::Value call(py::Interp& in, const py::Value& inputs, const Call&) override {
    const auto x = one_operand(in, inputs);
    if (!x) return {};
    Math m(in);
    if (!in.keras3() && is_integer(x->dtype)) {   // compared with a float
      const std::string dtype(tf_name(x->dtype)), shown = in.repr(py::Value::number(value)).value_or("");
      return in.raise("TypeError", m.context().eager() ? "Cannot convert " + shown + " to EagerTensor of dtype " + dtype
                                                       : "Expected " + dtype + " passed to parameter 'y' of op 'NotEqual', got " + shown + " of type 'float' instead. Error: Expected " +
                                                             dtype + ", but got " + shown + " of type 'float'.");
    }
    const py::Value out = result(in, m.mul(*x, m.cast(kept(m, *x, true), x->dtype)));
    if (out) tf::as_tensor_object(out)->keras_mask = result(in, kept(m, *x, false));
    return out;
  }
};

bool init_masking(py::Interp& in, Layer& base, py::Bound& a) {
  static_cast<Masking&>(base).value = in.as_double(a["mask_value"]).value_or(0);
  return true;
}

template <class T> Layer* make(py::Interp&, py::Type* t) { return new T(t); }

}  // namespace

void register_core() {
  constexpr std::string_view lambda = "function, output_shape=None, mask=None, arguments=None, **kwargs";
  define_layer({"Lambda", "Layer", lambda, lambda, make<Lambda>, init_lambda, Lambda::kind});
  define_layer({"Masking", "Layer", "mask_value=0.0, **kwargs", "mask_value=0.0, **kwargs", make<Masking>, init_masking, Masking::kind});
}

}  // namespace misfit::keras
