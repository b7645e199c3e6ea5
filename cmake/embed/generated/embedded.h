#pragma once

#include <algorithm>
#include <span>
#include <string_view>

namespace misfit {

struct EmbeddedFile {
  std::string_view path;
  std::string_view data;         // a zero follows it
};

// The files that travel inside the program, sorted by path. Their path is the one they have in the repository
// ("lessons/<folder>/lesson.md", "shaders/<name>"), or "fonts/<name>" for the subset fonts,
// which only the desktop program carries: the page loads them as files of the same names.
std::span<const EmbeddedFile> embedded_files();

// Python texts: modules by the name they are imported under, and parts of keras.
std::span<const EmbeddedFile> python_modules();
std::span<const EmbeddedFile> keras_parts();

// The content of one, or nothing at all (data() == nullptr) if there is no such file.
inline std::string_view embedded_in(std::span<const EmbeddedFile> files, std::string_view path) {
  const auto found = std::lower_bound(files.begin(), files.end(), path,
                                      [](const EmbeddedFile& file, std::string_view wanted) { return file.path < wanted; });
  return found != files.end() && found->path == path ? found->data : std::string_view();
}
inline std::string_view embedded_file(std::string_view path) { return embedded_in(embedded_files(), path); }

}  // namespace misfit
