// The Python texts of the library's parts; parts/registry.cpp says what each makes.
#pragma once

namespace misfit::keras {

extern const char* const kCallbacksText;
extern const char* const kSchedulesText;
extern const char* const kEinsumText;
extern const char* const kAttentionText;
extern const char* const kLookupText;
extern const char* const kImageText;
extern const char* const kMetricsText;
extern const char* const kBackendText;
extern const char* const kOpsText;
extern const char* const kOpsMoreText;
extern const char* const kRecurrentText;
extern const char* const kNormText;
extern const char* const kSequencesText;

}  // namespace misfit::keras
