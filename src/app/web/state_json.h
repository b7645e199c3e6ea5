// The study as the DOM twin shows it.
#pragma once
#include <string>

#include "study/study.h"
#include "ui/screen.h"

namespace misfit {

std::string state_json(const Study&, const std::string& scene_sentence);
std::string controls_json(const Screen&);

}  // namespace misfit
