// One text of tensorflow's: see tensorflow_text.h.
#pragma once

namespace misfit::modules::tf_api {

// `names`: what the text defines and where it is found below tensorflow: "linalg.pinv ragged.constant=ragged_constant ...".
// The text runs when one of its names is first asked for.
struct Text { const char* module; const char* names; const char* text; };

}  // namespace misfit::modules::tf_api
