// misfit check: every rule for lessons, file:line: message.
#include <cstdio>
#include <filesystem>
#include <system_error>

#include "app/cli/commands.h"
#include "lesson/check.h"

namespace misfit::cli {
namespace {

namespace fs = std::filesystem;

// The lessons a path names: a lesson's folder, its lesson.md, or a folder of lessons.
std::vector<fs::path> lessons_at(const fs::path& path) {
  std::error_code none;
  if (path.filename() == "lesson.md") return {path.parent_path().empty() ? fs::path(".") : path.parent_path()};
  if (fs::exists(path / "lesson.md", none)) return {path};
  std::vector<fs::path> found;
  for (fs::directory_iterator it(path, none), end; !none && it != end; it.increment(none))
    if (it->is_directory(none) && it->path().filename().string()[0] != '.') found.push_back(it->path());
  std::sort(found.begin(), found.end());
  return found;
}

std::map<std::string, std::string> files_of(const fs::path& folder) {
  std::map<std::string, std::string> files;
  std::error_code none;
  for (fs::directory_iterator it(folder, none), end; !none && it != end; it.increment(none)) {
    std::string name = it->path().filename().string();
    if (!it->is_regular_file(none) || name[0] == '.') continue;
    if (std::optional<std::string> text = read_file(it->path().string())) files[name] = std::move(*text);
  }
  return files;
}

void print(const std::string& folder, const Complaint& c) {
  if (c.line) std::printf("%s/%s:%u: %s\n", folder.c_str(), c.file.c_str(), c.line, c.what.c_str());
  else std::printf("%s/%s: %s\n", folder.c_str(), c.file.c_str(), c.what.c_str());
  std::fflush(stdout);
}

}  // namespace

int check(const Command& c) {
  bool clean = true;
  for (const std::string& argument : c.files) {
    std::vector<fs::path> folders = lessons_at(argument);
    if (folders.empty()) {
      std::fprintf(stderr, "misfit: no lesson at %s\n", argument.c_str());
      return 2;
    }
    std::vector<Lesson> lessons;
    for (const fs::path& folder : folders) {
      std::map<std::string, std::string> files = files_of(folder);
      std::string name = fs::absolute(folder).lexically_normal().filename().string();
      if (name.empty()) name = fs::absolute(folder).lexically_normal().parent_path().filename().string();
      for (const Complaint& complaint : check_lesson(name, files)) {
        print(folder.string(), complaint);
        clean = false;
      }
      if (files.count("lesson.md"))
        if (std::optional<Lesson> lesson = parse_lesson(name, files["lesson.md"], {})) lessons.push_back(std::move(*lesson));
    }
    for (const Complaint& complaint : check_together(lessons)) {
      print(argument, complaint);
      clean = false;
    }
  }
  return clean ? 0 : 1;
}

}  // namespace misfit::cli
