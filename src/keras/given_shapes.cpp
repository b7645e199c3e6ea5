// Shapes as programs write them: a tuple, None, or a list or dict of shapes.
#include "keras/keras_tensor.h"
#include "keras/layer_members.h"
#include "keras/nest.h"

namespace misfit::keras {

std::vector<Shape> shapes_from(py::Interp& in, const py::Value& v) {
  if (v.is_none()) return {};
  if (std::optional<Shape> s = shape_from(in, v)) return {*s};
  if (in.pending()) return {};
  std::vector<Shape> out;
  if (auto* d = py::cast<py::Dict>(v)) {
    for (const py::Value& key : nest::sorted_keys(in, *d))
      for (Shape& s : shapes_from(in, d->find(in, key))) out.push_back(std::move(s));
  } else if (in.is_sequence(v)) {
    for (const py::Value& item : in.items(v))
      for (Shape& s : shapes_from(in, item)) out.push_back(std::move(s));
  }
  return out;
}

}  // namespace misfit::keras
