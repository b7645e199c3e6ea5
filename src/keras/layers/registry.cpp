// The list of built-in layers.
#include "keras/layers/layers.h"

namespace misfit::keras {

void register_layers() {
  register_dense();
  register_conv();
  register_conv_transpose();
  register_conv_depthwise();
  register_pooling();
  register_global_pooling();
  register_reshaping();
  register_activation_layers();
  register_regularization();
  register_normalization();
  register_scaling();
  register_embedding();
  register_recurrent();
  register_wrappers();
  register_merging();
  register_core();
}

}  // namespace misfit::keras
