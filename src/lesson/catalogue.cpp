// Lessons from files: a folder is a lesson if it has a lesson.md that can be read.
#include "lesson/catalogue.h"

#include <algorithm>

#include "generated/embedded.h"

namespace misfit {

std::vector<Lesson> lessons_of(const std::map<std::string, std::string>& files) {
  std::map<std::string, std::map<std::string, std::string>> folders;
  for (const auto& [path, text] : files)
    if (size_t slash = path.find('/'); slash != std::string::npos) folders[path.substr(0, slash)][path.substr(slash + 1)] = text;
  std::vector<Lesson> lessons;
  for (auto& [name, folder] : folders) {
    auto words = folder.find("lesson.md");
    if (words == folder.end()) continue;
    std::string markdown = words->second;
    folder.erase(words);
    if (auto lesson = parse_lesson(name, markdown, std::move(folder))) lessons.push_back(std::move(*lesson));
  }
  std::stable_sort(lessons.begin(), lessons.end(), [](const Lesson& a, const Lesson& b) { return a.order < b.order; });
  return lessons;
}

std::vector<Lesson> embedded_lessons() {
  std::map<std::string, std::string> files;
  constexpr std::string_view kFolder = "lessons/";
  for (const EmbeddedFile& f : embedded_files())
    if (f.path.starts_with(kFolder)) files[std::string(f.path.substr(kFolder.size()))] = std::string(f.data);
  return lessons_of(files);
}

}  // namespace misfit
