// The last binding of a name at a place counts; a loop would otherwise fill the trace.
#include "engine/bindings.h"

#include "keras/model.h"
#include "numpy/ndarray.h"
#include "tensorflow/tensor.h"

namespace misfit {
namespace {

bool describe(const py::Value& value, Binding& b) {
  if (auto* a = py::cast<np::NdArray>(value)) {
    b.kind = "array", b.dtype = a->dtype, b.shape = a->shape, b.step = a->step;
  } else if (tf::TensorObject* t = tf::as_tensor_object(value)) {
    b.kind = "tensor", b.dtype = t->operand.dtype, b.shape = t->operand.shape, b.step = t->step;
  } else if (auto* v = py::cast<tf::Variable>(value)) {
    b.kind = "variable", b.dtype = v->cell->dtype, b.shape = v->cell->shape;
  } else if (auto* k = py::cast<keras::KerasTensor>(value)) {
    b.kind = "symbolic", b.dtype = k->dtype, b.shape = k->shape;
  } else if (auto* m = py::cast<keras::Model>(value)) {
    std::optional<Shape> shape = m->known_output_shape();
    b.kind = "model", b.dtype = DType::kFloat32, b.shape = shape ? *shape : Shape::unknown_rank();
  } else {
    return false;
  }
  return true;
}

}  // namespace

void record_bindings(py::Interp& in) {
  in.on_store = [&in](std::string_view name, const py::Value& value, Span span) {
    Binding b;
    if (!describe(value, b)) return;
    b.name = std::string(name);
    b.span = span;
    auto& all = in.trace.bindings;
    for (size_t i = all.size(), seen = 0; i-- > 0 && seen < 32; ++seen) {
      if (all[i].span == span && all[i].name == b.name) {
        all[i] = std::move(b);
        return;
      }
    }
    if (all.size() < 20000) all.push_back(std::move(b));
  };
}

}  // namespace misfit
