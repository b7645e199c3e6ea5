// Batches from generators and sequences of the program, and weights of classes as weights of samples.
#pragma once
#include "keras/data/source.h"

namespace misfit::keras {

std::unique_ptr<DataSource> generator_source_keras3(py::Interp&, const py::Value& generator);
std::unique_ptr<DataSource> sequence_source_keras3(py::Interp&, const DataRequest&);
std::unique_ptr<DataSource> generator_source_keras2(py::Interp&, const DataRequest&, const std::function<bool(const py::Value& x)>& model_build);
std::unique_ptr<DataSource> sequence_source_keras2(py::Interp&, const DataRequest&, const std::function<bool(const py::Value& x)>& model_build);

py::Value class_weights_keras3(py::Interp&, const py::Value& y, const py::Value& class_weight);       // an array; null: pending
// A source with each batch's samples weighted by class. Null: pending.
std::unique_ptr<DataSource> weighted_source(py::Interp&, std::unique_ptr<DataSource>, const py::Value& class_weight);

// What an error in the program's iterator becomes once tf.data runs it: UnknownError ... {{node PyFunc}}.
void wrap_generator_error(py::Interp&);

}  // namespace misfit::keras
