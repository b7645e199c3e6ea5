// The files a run has written: a file system of its own, gone when the run ends. Nothing of the machine's disk is seen.
#pragma once
#include <map>
#include <set>

#include "python/interp.h"

namespace misfit::py {

struct Files : RunState {
  static constexpr Kind kind{"files"};
  explicit Files(Interp&) {}
  std::map<std::string, std::string> contents;  // by normalised path
  std::set<std::string> folders;

  // "./a//b/../c" is "a/c"; the current folder is "".
  static std::string normal(std::string_view path) {
    std::vector<std::string_view> parts;
    const bool absolute = !path.empty() && path[0] == '/';
    for (size_t i = 0; i <= path.size();) {
      const size_t end = std::min(path.find('/', i), path.size());
      const std::string_view part = path.substr(i, end - i);
      if (part == ".." && !parts.empty() && parts.back() != "..") parts.pop_back();
      else if (!part.empty() && part != "." && !(part == ".." && absolute)) parts.push_back(part);
      i = end + 1;
    }
    std::string out = absolute ? "/" : "";
    for (size_t i = 0; i < parts.size(); ++i) out += (i ? "/" : "") + std::string(parts[i]);
    return out;
  }
  bool is_file(std::string_view path) const { return contents.count(normal(path)) != 0; }
  bool is_folder(std::string_view path) const {
    const std::string p = normal(path);
    return p.empty() || p == "/" || p == "/tmp" || folders.count(p) != 0;
  }
  static std::string parent(const std::string& normal_path) {
    const size_t slash = normal_path.rfind('/');
    return slash == std::string::npos ? "" : slash == 0 ? "/" : normal_path.substr(0, slash);
  }
};

}  // namespace misfit::py
