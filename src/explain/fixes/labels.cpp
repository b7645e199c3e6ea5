// Labels, loss and last layer must speak of classes in the same way.
#include <algorithm>

#include "explain/fixes/fixes.h"

namespace misfit {
namespace {

bool has_silent(const Explanation& e, std::string_view code) {
  return std::any_of(e.silent.begin(), e.silent.end(), [&](const Silent& s) { return s.code == code; });
}

std::string with_loss(const Facts& f, const std::string& loss) {
  if (!f.loss) return f.run.text;
  const py::Syntax* at = f.loss;
  if (at->kind == py::Syn::kName)
    if (const py::Syntax* value = f.program.value_of(at->text, f.compile->span.begin)) at = value;
  return f.program.with(at->span, "'" + loss + "'");
}

const py::Syntax* last_units(const Facts& f) {
  if (!f.model || f.model->layers.empty()) return nullptr;
  const LayerInfo& last = f.model->layers.back();
  return last.class_name == "Dense" ? argument(f.call_of(last), "units", 0) : nullptr;
}

// The place that says how many: the number itself, or where the variable that holds it got its value.
const py::Syntax* origin(const Facts& f, const py::Syntax* value) {
  if (value && value->kind == py::Syn::kName)
    if (const py::Syntax* given = f.program.value_of(value->text, value->span.begin)) return given;
  return value;
}

void propose_depth(Proposals& p) {
  const Facts& f = p.f;
  for (std::string_view maker : {"one_hot", "to_categorical"}) {
    for (const py::Syntax* call : f.program.calls(maker)) {
      const py::Syntax* labels = argument(call, maker == "one_hot" ? "indices" : "y", 0);
      const py::Syntax* depth = argument(call, maker == "one_hot" ? "depth" : "num_classes", 1);
      std::string name(f.program.of(labels));
      if (!labels || !depth || root_name(labels).empty()) continue;
      const Binding* b = binding_of(f.run.trace, root_name(labels), call->span.begin);
      const py::Syntax* said = origin(f, depth);
      const std::string count = "int(" + std::string(maker == "one_hot" && b && b->kind == "tensor" ? "tf.reduce_max(" + name + ")" : name + ".max()") + ") + 1";
      p.right("Let the labels say how many classes there are", f.program.with(said->span, count));
      std::string deep(f.program.of(depth));
      p.wrong("Fold the labels into the range: " + name + " % " + deep, f.program.with(labels->span, name + " % " + deep));
      p.wrong("Cut the labels off: np.minimum(" + name + ", " + deep + " - 1)", f.program.with(labels->span, "np.minimum(" + name + ", " + deep + " - 1)"));
      return;
    }
  }
}

}  // namespace

void propose_labels(Proposals& p, const Explanation& e) {
  const Facts& f = p.f;
  if (has_silent(e, "one_hot_zero_rows") || (f.reading && f.reading->trouble == Trouble::kIndex)) propose_depth(p);
  if (!f.reading || f.y_name.empty()) return;
  const std::string &y = f.y_name, sparse = "sparse_categorical_crossentropy", full = "categorical_crossentropy";
  const py::Syntax* units = last_units(f);
  if (f.reading->trouble == Trouble::kLabelRange) {
    if (units) p.right("One output for each class", f.program.with(origin(f, units)->span, "int(" + y + ".max()) + 1"));
    const std::string classes = (*f.reading)["expected"];
    p.wrong("Fold the labels into the range: " + y + " % " + classes, with_assignment(f, y, y + " % " + classes));
    p.wrong("Cut the labels off: np.minimum(" + y + ", …)", with_assignment(f, y, "np.minimum(" + y + ", " + std::to_string(std::atoll(classes.c_str()) - 1) + ")"));
  }
  if (f.reading->trouble != Trouble::kLossShapes) return;
  const bool whole = f.y_shape.known_rank() && (f.y_shape.rank() == 1 || (f.y_shape.rank() == 2 && f.y_shape[1] == 1)) && (is_integer(f.y_dtype) || f.y_dtype == DType::kBool);
  const bool table = f.y_shape.known_rank() && f.y_shape.rank() == 2 && f.y_shape[1] > 1;
  if (whole && f.loss_name != sparse) p.right("The labels are class numbers: use the sparse loss", with_loss(f, sparse));
  if (whole && f.loss_name == full) p.right("Write the labels as one-hot rows", with_assignment(f, y, "tf.keras.utils.to_categorical(" + y + ")"));
  if (table && f.loss_name == sparse) p.right("The labels are one-hot rows: use the full loss", with_loss(f, full));
  if (table && f.loss_name == sparse) p.right("Write the labels as class numbers", with_assignment(f, y, y + ".argmax(axis=1)"));
  if (units && table) p.right("One output for each column of the labels", f.program.with(origin(f, units)->span, std::to_string(f.y_shape[1])));
  if (units && f.y_shape.known_rank() && f.y_shape.rank() == 1 && !whole) p.right("One output for each label", f.program.with(units->span, "1"));
  if (whole && units) {
    p.wrong("One output, and call the class number a quantity", f.program.with(units->span, "1"));
    p.wrong("Compare class numbers as quantities: mse", with_loss(f, "mse"));
  }
}

}  // namespace misfit
