// The behaviour of the builtin types: each function fills in the slots and methods of a Type that exists already.
#pragma once
#include "python/interp.h"

namespace misfit::py::types {

void define_int(Interp&);
void define_float(Interp&);
void define_complex(Interp&);
void define_bool(Interp&);
void define_str(Interp&);
void define_bytes(Interp&);   // and bytearray
void define_list(Interp&);
void define_tuple(Interp&);
void define_dict(Interp&);    // and its views
void define_set(Interp&);     // and frozenset
void define_range(Interp&);
void define_slice(Interp&);

}  // namespace misfit::py::types
