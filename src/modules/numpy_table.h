// The names of the numpy modules and their signatures.
#pragma once
#include <span>

#include "numpy/function.h"

namespace misfit::modules {

std::span<const np::Entry> numpy_functions();
std::span<const np::Entry> numpy_linalg_functions();
std::span<const np::Entry> numpy_char_functions();
std::span<const np::Entry> numpy_fft_functions();
const np::Entry* entry_named(std::span<const np::Entry>, std::string_view name);

}  // namespace misfit::modules
