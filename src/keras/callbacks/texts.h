// The Python texts of the built-in callbacks and learning rate schedules.
#pragma once

namespace misfit::keras {

extern const char* const kCallbacksText;
extern const char* const kSchedulesText;

}  // namespace misfit::keras
