// A model of which only its description is at hand: what model.to_json() gave, or a .keras file. Its program is written.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "core/profile.h"

namespace misfit {

struct ModelProgram {
  std::string program;                     // builds the model and fits it to numbers of its shapes
  std::string error;                       // why there is none
};
// Nothing: these bytes describe no model.
std::optional<ModelProgram> program_of_model(std::string_view bytes, Profile);

}  // namespace misfit
