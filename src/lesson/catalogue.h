// All lessons there are, in order.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "lesson/lesson.h"

namespace misfit {

std::vector<Lesson> embedded_lessons();                                   // those that travel inside the program
std::vector<Lesson> lessons_of(const std::map<std::string, std::string>& files);   // "<lesson>/<file>" -> text

}  // namespace misfit
