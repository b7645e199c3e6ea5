// Makes everything the library holds, in the order its parts refer to each other.
#include "keras/library.h"

#include "keras/callback.h"
#include "keras/layers/layers.h"
#include "keras/utils/data.h"

namespace misfit::keras {

void register_activations(py::Interp&);
void register_initializers(py::Interp&);
void register_regularizers(py::Interp&);
void register_losses(py::Interp&);
void register_metrics(py::Interp&);
void register_optimizers(py::Interp&);

void register_library(py::Interp& in) {
  register_activations(in);
  register_initializers(in);
  register_regularizers(in);
  register_losses(in);
  register_metrics(in);
  register_optimizers(in);
  register_utils(in);
  define_adapt(in);
  define_reset_states(in);
  register_callbacks(in);
}

}  // namespace misfit::keras
