// The part of tensorflow that is Python text: functions made of other functions, as TensorFlow's own Python makes them.
#pragma once
#include <span>

#include "modules/tensorflow_table.h"

namespace misfit::modules::tf_api {

// `names`: what a module of Python defines and where it is found below tensorflow: "linalg.pinv ragged.constant=ragged_constant ...".
// The text runs when one of its names is first asked for.
struct Text { const char* module; const char* names; };
std::span<const Text> texts();         // tensorflow_text_names.cpp

void bind_texts(Interp&);
Value text_value(Interp&, std::string_view dotted_name);   // null and nothing pending: no text defines it

// What errors about arguments call the function of this place below tensorflow.
std::string argument_name(std::string_view dotted_name);

// Functions called with an instance of the class, itself or in a list, go to handler(name, function, arguments) first.
void dispatch_to(Interp&, py::Type* type, const Value& handler);
// What the handler makes of the call; null and nothing pending: the function is called as ever.
Value dispatched(Interp&, std::string_view name, Value (*call)(Interp&, Bound&), Bound&);

}  // namespace misfit::modules::tf_api
