// Embedding: a row of a table for each integer.
#include "keras/layers/arguments.h"
#include "keras/layers/layers.h"
#include "ops/ops.h"

namespace misfit::keras {

namespace {

struct Embedding : Layer {
  static constexpr py::Kind kind{"keras.Embedding", &Layer::kind};
  explicit Embedding(py::Type* t) : Layer(kind, t) {}
  int64_t rows = 0, width = 0;
  bool mask_zero = false;
  WeightArguments table_arguments;
  py::Ref<tf::Variable> table;
  void clear() override { table_arguments = {}; table = {}; Layer::clear(); }

  bool build(py::Interp& in, const std::vector<Shape>&) override {
    table = add_weight(in, *this, "embeddings", Shape{rows, width}, table_arguments.initializer, true, table_arguments.regularizer, table_arguments.constraint);
    if (table) dict->set(in, "embeddings", table);
    return table && (built = true);
  }
  std::optional<Shape> output_shape(py::Interp&, const std::vector<Shape>& inputs, bool* handled) override {
    *handled = true;
    Shape out = inputs[0];
    out.push_back(width);
    return out;
  }
  py::Value compute_mask(py::Interp& in, const py::Value& inputs, const py::Value&) override {
    if (!mask_zero) return py::Value::none();
    const auto x = one_operand(in, inputs);
    if (!x) return {};
    Math m(in);
    return result(in, m.not_equal(*x, m.like(0, *x)));
  }
  Operand gathered(Math& m, const Operand& ids, const Operand& axis, const std::string& node) {
    const Operand weights = m.read(*table);
    if (!weights || !axis) return {};
    const Operand inputs[] = {weights, ids, axis};
    const bool eager = m.context().eager();
    static const OpDef of_variable = [] { OpDef op = kGatherV2; op.name = "ResourceGather"; return op; }();
    const Operands out = m.context().run(eager && !m.interp().keras3() ? of_variable : kGatherV2, inputs, {{"batch_dims", int64_t{0}}}, {eager ? std::string_view{} : std::string_view(node), eager && m.interp().keras3()});
    return out.empty() ? Operand{} : out[0];
  }

  py::Value call(py::Interp& in, const py::Value& inputs, const Call&) override {
    const auto x = one_operand(in, inputs);
    if (!x) return {};
    Math m(in);
    const bool index = x->dtype == DType::kInt32 || x->dtype == DType::kInt64;
    Operand ids = index ? *x : m.cast(*x, DType::kInt32);
    if (!ids) return {};
    // Keras 3 counts negative ids from the end.
    if (in.keras3()) {
      const auto whole = [&](int64_t n) { return m.context().constant(cast(Tensor::scalar(n), ids.dtype)); };
      ids = m.where(m.op(kLess, {ids, whole(0)}), m.add(ids, whole(rows)), ids);
      if (!ids) return {};
    }
    // Keras 2 gathers from the variable itself, whose node has another name.
    const std::string node = in.keras3() ? "GatherV2" : "embedding_lookup";
    const Operand axis = m.context().constant(Tensor::scalar(int32_t{0}), node + "/axis");
    return result(in, m.cast(gathered(m, ids, axis, node), compute_dtype));
  }
};

bool positive(py::Interp& in, const py::Value& v) { return v.is_int() && v.integer() > 0 && !in.pending(); }

bool init(py::Interp& in, Layer& base, py::Bound& a) {
  Embedding& layer = static_cast<Embedding&>(base);
  const py::Value rows = a["input_dim"], width = a["output_dim"];
  if (in.keras3()) {
    for (auto [name, v] : {std::pair<std::string_view, const py::Value&>{"input_dim", rows}, {"output_dim", width}})
      if (!positive(in, v))
        return in.raise("ValueError", "`" + std::string(name) + "` must be a positive integer. Received: " + std::string(name) + "=" + in.str(v).value_or("") + " (of type " + in.type_of(v)->name + ")."), false;
  }
  layer.rows = in.as_int(rows).value_or(0);
  layer.width = in.as_int(width).value_or(0);
  if (layer.rows <= 0 || layer.width <= 0)
    return in.raise("ValueError", "Both `input_dim` and `output_dim` should be positive, Received input_dim = " + in.str(rows).value_or("") + " and output_dim = " + in.str(width).value_or("")), false;
  layer.mask_zero = in.truth(a["mask_zero"]).value_or(false);
  layer.supports_masking = layer.mask_zero;
  layer.autocast = false;
  if (const py::Value length = a["input_length"]; length && !length.is_none()) {
    if (in.keras3()) in.warn("UserWarning", "Argument `input_length` is deprecated. Just remove it.");
    else if (const auto n = in.as_int(length); n && !layer.batch_input_shape) layer.batch_input_shape = Shape{Shape::kUnknown, *n};
    if (in.pending()) return false;
  } else if (!in.keras3() && !layer.batch_input_shape) {
    layer.batch_input_shape = Shape{Shape::kUnknown, Shape::kUnknown};
  }
  layer.dict->set(in, "input_dim", rows);
  layer.dict->set(in, "output_dim", width);
  layer.dict->set(in, "mask_zero", a["mask_zero"]);
  if (!layer.table_arguments.read(in, a, "embeddings")) return false;
  if (!in.keras3() || a["weights"].is_none()) return true;
  // A table of the program's own: Keras 3 builds the layer at once.
  const py::Value given = a["weights"], one = py::cast<py::List>(given) && in.items(given).size() == 1 ? given : in.list({given});
  const py::Value set = layer_build(in, layer, {Shape{Shape::kUnknown}}) ? in.get_attr(py::Value(&layer), "set_weights") : py::Value();
  return set && in.call(set, {one});
}

Layer* make(py::Interp&, py::Type* t) { return new Embedding(t); }

}  // namespace

void register_embedding() {
  define_layer({"Embedding", "Layer",
                "input_dim, output_dim, embeddings_initializer='uniform', embeddings_regularizer=None, activity_regularizer=None, embeddings_constraint=None, "
                "mask_zero=False, input_length=None, sparse=False, **kwargs",
                "input_dim, output_dim, embeddings_initializer='uniform', embeddings_regularizer=None, embeddings_constraint=None, mask_zero=False, weights=None, "
                "lora_rank=None, lora_alpha=None, quantization_config=None, input_length=None, **kwargs",
                make, init, Embedding::kind});
}

}  // namespace misfit::keras
