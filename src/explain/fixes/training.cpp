// Compile, compile again, and as many labels as rows.
#include "explain/fixes/fixes.h"

namespace misfit {
namespace {

// The loss that goes with the last layer and the labels.
std::string fitting_loss(const Facts& f) {
  if (!f.model || f.model->layers.empty()) return "mse";
  const LayerInfo& last = f.model->layers.back();
  std::string activation = f.activation_of(last);
  if (activation == "softmax") return f.y_shape.known_rank() && f.y_shape.rank() == 1 ? "sparse_categorical_crossentropy" : "categorical_crossentropy";
  return activation == "sigmoid" ? "binary_crossentropy" : "mse";
}

}  // namespace

void propose_training(Proposals& p, const Explanation&) {
  const Facts& f = p.f;
  if (!f.reading || !f.fit || !f.fit->a || f.fit->a->kind != py::Syn::kAttribute) return;
  const std::string model(f.program.of(f.fit->a->a));
  const py::Syntax* here = nullptr;
  for (const py::Syntax& s : f.program.nodes())
    if ((s.kind == py::Syn::kExpression || s.kind == py::Syn::kAssign) && s.span.begin <= f.fit->span.begin && f.fit->span.end <= s.span.end && (!here || s.span.begin >= here->span.begin)) here = &s;
  if (!here) return;
  const std::string indent = indentation(f, here);
  if (f.reading->trouble == Trouble::kUncompiled)
    p.right("Compile the model first", f.program.with_before(here, indent + model + ".compile(optimizer='adam', loss='" + fitting_loss(f) + "', metrics=['accuracy'])"));
  if (f.reading->trouble == Trouble::kRecompile && f.compile)
    p.right("Compile again before the second fit", f.program.with_before(here, indent + std::string(f.program.of(f.compile))));
  if (f.reading->trouble == Trouble::kCardinality && f.x && f.y) {
    std::string x(f.program.of(f.x)), y(f.program.of(f.y));
    const Binding *a = binding_of(f.run.trace, f.x_name, f.fit->span.begin), *b = binding_of(f.run.trace, f.y_name, f.fit->span.begin);
    if (!a || !b || !a->shape.known_rank() || !b->shape.known_rank() || !a->shape.rank() || !b->shape.rank()) return;
    if (a->shape[0] > b->shape[0]) p.right("Use the rows that have a label", f.program.with(f.x->span, x + "[:len(" + y + ")]"));
    else if (a->shape[0] < b->shape[0]) p.right("Use the labels that have a row", f.program.with(f.y->span, y + "[:len(" + x + ")]"));
    else if (x == f.x_name && y != f.y_name && y.starts_with(f.y_name + "[")) p.right("Slice both alike", f.program.with(f.x->span, x + y.substr(f.y_name.size())));
    else if (y == f.y_name && x != f.x_name && x.starts_with(f.x_name + "[")) p.right("Slice both alike", f.program.with(f.y->span, y + x.substr(f.x_name.size())));
  }
}

}  // namespace misfit
