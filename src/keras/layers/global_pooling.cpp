// GlobalMaxPooling and GlobalAveragePooling: one number a channel.
#include "keras/layers/convolution.h"
#include "keras/layers/layers.h"

namespace misfit::keras {

namespace {

struct GlobalPooling : Layer {
  static constexpr py::Kind kind{"keras.GlobalPooling", &Layer::kind};
  GlobalPooling(py::Type* t, int r, bool m) : Layer(kind, t), rank(r), max(m) { supports_masking = r == 1 && !m; }
  int rank;
  bool max, keepdims = false, first = false;

  std::vector<int64_t> axes() const {
    std::vector<int64_t> list;
    for (int i = 0; i < rank; ++i) list.push_back((first ? 2 : 1) + i);
    return list;
  }

  bool build(py::Interp& in, const std::vector<Shape>& inputs) override {
    if (!in.keras3() && rank == 2)
      for (int64_t axis : axes())
        if (inputs[0].at(axis) == 0) {
          in.raise("ValueError", "Incorrect input shape " + list_text(inputs[0]) + " with dimension 0 at reduction axis " + std::to_string(axis) + ".");
          return false;
        }
    return built = true;
  }

  std::optional<Shape> output_shape(py::Interp& in, const std::vector<Shape>& inputs, bool* handled) override {
    *handled = true;
    const Shape& s = inputs[0];
    Shape out{s[0]};
    if (first) out.push_back(s[1]);
    if (keepdims) for (int i = 0; i < rank; ++i) out.push_back(1);
    if (!first) out.push_back(in.keras3() ? s.at(-1) : s[static_cast<size_t>(rank) + 1]);
    return out;
  }

  py::Value compute_mask(py::Interp& in, const py::Value& inputs, const py::Value& mask) override {
    return supports_masking ? py::Value::none() : Layer::compute_mask(in, inputs, mask);
  }

  py::Value call(py::Interp& in, const py::Value& inputs, const Call& call) override {
    const auto x = one_operand(in, inputs);
    if (!x) return {};
    Math m(in);
    if (rank == 1 && !max && call.mask && !call.mask.is_none()) {  // the mean over the steps that count
      const auto mask = tf::convert(in, call.mask);
      if (!mask) return {};
      const Operand weights = m.expand_dims(m.cast(*mask, x->dtype), first ? 1 : 2);
      return result(in, m.div(m.sum(m.mul(*x, weights), axes(), keepdims), m.sum(weights, axes(), keepdims)));
    }
    if (!max && in.keras3() && !is_floating(x->dtype)) return result(in, m.mean(m.cast(*x, DType::kFloat32), axes(), keepdims));
    return result(in, max ? m.max(*x, axes(), keepdims) : m.mean(*x, axes(), keepdims));
  }
};

bool init(py::Interp& in, Layer& base, py::Bound& a) {
  GlobalPooling& layer = static_cast<GlobalPooling&>(base);
  const auto first = channels_first(in, a["data_format"]);
  if (!first) return false;
  layer.first = *first;
  layer.keepdims = in.truth(a["keepdims"]).value_or(false);
  InputSpec spec;
  spec.ndim = layer.rank + 2;
  layer.input_spec = {spec};
  return true;
}

template <int kRank, bool kMax> Layer* make(py::Interp&, py::Type* t) { return new GlobalPooling(t, kRank, kMax); }

template <int kRank, bool kMax> void define(std::string_view name) {
  constexpr std::string_view kSignature = kRank == 1 ? "data_format='channels_last', keepdims=False, **kwargs" : "data_format=None, keepdims=False, **kwargs";
  define_layer({name, "Layer", kSignature, "data_format=None, keepdims=False, **kwargs", make<kRank, kMax>, init, GlobalPooling::kind});
}

}  // namespace

void register_global_pooling() {
  define<1, true>("GlobalMaxPooling1D");
  define<2, true>("GlobalMaxPooling2D");
  define<3, true>("GlobalMaxPooling3D");
  define<1, false>("GlobalAveragePooling1D");
  define<2, false>("GlobalAveragePooling2D");
  define<3, false>("GlobalAveragePooling3D");
}

}  // namespace misfit::keras
