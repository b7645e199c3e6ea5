// A lesson claims nothing on trust: its structure, and every word that can be held against a run of its programs.
#pragma once
#include <functional>

#include "engine/engine.h"
#include "lesson/lesson.h"

namespace misfit {

struct Complaint { std::string file; uint32_t line = 0; std::string what; };   // line 0: the file as a whole

// Runs a program as a learner would: under a profile, to its end.
using Runner = std::function<std::shared_ptr<const Run>(const std::string& text, const std::string& file_name, Profile)>;

// `files` are the folder's, lesson.md among them.
std::vector<Complaint> check_lesson(const std::string& name, const std::map<std::string, std::string>& files, const Runner& = {});
// What only shows between lessons: two of the same order or title.
std::vector<Complaint> check_together(const std::vector<Lesson>&);

}  // namespace misfit
