#pragma once

#include <span>
#include <string_view>

namespace misfit {

// A file that travels inside the program. Its path is the one it has in the repository
// ("lessons/<folder>/lesson.md", "shaders/<name>"), or "fonts/<name>" for the subset fonts,
// which only the desktop program carries: the page loads them as files of the same names.
struct EmbeddedFile {
  std::string_view path;
  std::string_view data;
};

// All of them, sorted by path.
std::span<const EmbeddedFile> embedded_files();

// The content of one, or nothing at all (data() == nullptr) if there is no such file.
std::string_view embedded_file(std::string_view path);

}  // namespace misfit
