// What the files of the container types share.
#pragma once
#include "python/interp.h"

namespace misfit::py::types {

Value compare_items(Interp&, CompareOp, std::span<const Value> a, std::span<const Value> b);  // lists and tuples, item by item
bool raise_key_error(Interp&, const Value& key);                                              // KeyError(key); false
bool update_dict(Interp&, Dict&, const Value& mapping_or_pairs);                              // dict.update(x); false: pending
void mark_unhashable(Interp&, Type*);                                                         // __hash__ = None
void define_generic_alias(Interp&);                                                           // list[int]
void define_dict_views(Interp&);
Value dict_view(Interp&, const Value& dict, char which);                                      // 'k', 'v', 'i'

}  // namespace misfit::py::types
