// Operations on texts that need regular expressions, which the standard library holds.
#pragma once
#include "ops/op.h"

namespace misfit::modules::tf_api {

extern const OpDef kStaticRegexFullMatch;
extern const OpDef kStaticRegexReplace;

}  // namespace misfit::modules::tf_api
