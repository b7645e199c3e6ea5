// Registration of the built-in layers, a function a file.
#pragma once
#include "keras/layer.h"

namespace misfit::keras {

void register_dense();
void register_conv();
void register_conv_transpose();
void register_conv_depthwise();
void register_pooling();
void register_global_pooling();
void register_reshaping();
void register_activation_layers();
void register_regularization();
void register_normalization();
void register_scaling();
void register_embedding();
void register_recurrent();
void register_wrappers();
void register_merging();
void register_core();
void register_preprocessing();
void register_attention();

// Keras 2 refuses initial states of another size before the layer is called. False: pending.
bool check_initial_state(py::Interp&, Layer&, const py::Args&);
bool reset_states(py::Interp&, Layer&);           // of a stateful recurrent layer; others have none
void define_reset_states(py::Interp&);            // LSTM.reset_states ...
void define_adapt(py::Interp&);                   // Normalization.adapt
void register_layers();                           // all of them, once a program start

// The result of an activation, remembering what it was computed from where losses look for logits.
py::Value activated(py::Interp&, const py::Value& activation, const Operand& x, const Operand& y);

}  // namespace misfit::keras
