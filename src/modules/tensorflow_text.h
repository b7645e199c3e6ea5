// The part of tensorflow that is Python text: functions made of other functions, as TensorFlow's own Python makes them.
#pragma once
#include "modules/tensorflow_table.h"
#include "modules/tensorflow_text_type.h"

namespace misfit::modules::tf_api {

void bind_text(Interp&, const Text&);
void bind_texts(Interp&);              // all of them
Value text_value(Interp&, std::string_view dotted_name);   // null and nothing pending: no text defines it

// What errors about arguments call the function of this place below tensorflow.
std::string argument_name(std::string_view dotted_name);

// Functions called with an instance of the class, itself or in a list, go to handler(name, function, arguments) first.
void dispatch_to(Interp&, py::Type* type, const Value& handler);
// What the handler makes of the call; null and nothing pending: the function is called as ever.
Value dispatched(Interp&, std::string_view name, Value (*call)(Interp&, Bound&), Bound&);

}  // namespace misfit::modules::tf_api
