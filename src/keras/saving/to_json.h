// model.to_json(), and what a model's configuration is made of.
#pragma once
#include "keras/model.h"

namespace misfit::keras {

std::optional<std::string> to_json(py::Interp&, Model&);   // nullopt: pending

}  // namespace misfit::keras
