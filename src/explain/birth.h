// Where something came into the world: back from a step through its inputs, as long as the thing was already there.
#pragma once
#include "explain/explanation.h"

namespace misfit {

// The steps from the birth to `from`, the birth first. Empty: `from` is none.
using Trail = std::vector<const Step*>;
Trail birth_of_axis(const Trace&, const Step* from, size_t axis);   // its length
Trail birth_of_rank(const Trace&, const Step* from);                // the number of axes
Trail birth_of_shape(const Trace&, const Step* from);          // all of its lengths
Trail birth_of_dtype(const Trace&, const Step* from);
Trail birth_of_values(const Trace&, const Step* from);              // slices and copies alone are passed

std::string name_of(const Trace&, const Trail&);                    // the variable nearest to the end of the trail that holds it; "" if none
const Binding* binding_of(const Trace&, std::string_view name, uint32_t before_byte);  // the last one before that place

}  // namespace misfit
