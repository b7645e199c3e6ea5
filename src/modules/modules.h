// What `import` finds. Each function registers the builders of one library's modules with the interpreter; nothing is built before it is imported.
#pragma once
#include "python/interp.h"

namespace misfit::modules {

void register_standard(py::Interp&);     // modules/std/ and python/: math, random, os, time, collections ...
void register_numpy(py::Interp&);        // modules/numpy*.cpp
void register_tensorflow(py::Interp&);   // modules/tensorflow*.cpp
void register_keras(py::Interp&);        // modules/keras*.cpp: keras and tensorflow.keras

}  // namespace misfit::modules
