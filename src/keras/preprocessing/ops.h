// What the preprocessing layers compute that no other op does: looking words up, and cutting texts into words.
#pragma once
#include "ops/op.h"

namespace misfit::keras {

extern const OpDef kTableFind;   // x, keys, values, otherwise -> the value of each element's key
extern const OpDef kTokenize;    // texts (n) -> words (n, longest), "" where a text has fewer; attributes lower, strip, split, ngrams, length

}  // namespace misfit::keras
