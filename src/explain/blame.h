// Who is to blame: the way from the line where the wrong axis, type or label was born to the line that died.
#pragma once
#include "explain/facts.h"

namespace misfit {

void blame(const Facts&, Explanation&);                                          // fills `blame` and `born`, and `expected` where the promise has a line
std::vector<std::pair<std::string, std::string>> numbers_of(const Reading&);    // expected and found, as they stand in the message
std::string quoted(std::string_view line);                                       // `code`, shortened to fit into a sentence

}  // namespace misfit
