// datetime64 and timedelta64: days and seconds counted from 1970.
#pragma once
#include "numpy/array.h"

namespace misfit::np {

std::optional<int64_t> date_of(Interp&, const Value&, const Dt& to);   // nullopt: pending
int64_t discover_unit(Interp&, const Value&, const Dt&);               // of the texts in a value
std::string date_text(int64_t, const Dt&);                             // 2024-01-31, NaT, 3 days
int64_t convert_unit(int64_t value, int64_t from, int64_t to, bool date);

}  // namespace misfit::np
