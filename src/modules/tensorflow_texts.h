// What tensorflow's Python texts rest on.
#pragma once
#include "modules/tensorflow_text.h"

namespace misfit::modules::tf_api {

void bind_ops(Interp&);                // tensorflow.raw_ops, and _ops for the texts
void bind_dataset_texts(Interp&, py::Module& ops);
void bind_dataset_methods(Interp&);

}  // namespace misfit::modules::tf_api
