// a[...] and a[...] = v.
#pragma once
#include "numpy/array.h"

namespace misfit::np {

Value get_item(Interp&, const Arr&, const Value& key);
bool set_item(Interp&, const Arr&, const Value& key, const Value& value);
Arr take_rows(Interp&, const Arr&, const Ints& rows, size_t axis = 0);  // a.take(rows, axis); rows are in range
Ints true_offsets(NdArray& mask);                                       // flat indices of what is not zero, C order
Arr index_with(Interp&, const Arr&, const std::vector<Arr>& per_axis);  // a[i0, i1, ...]; null: pending

}  // namespace misfit::np
