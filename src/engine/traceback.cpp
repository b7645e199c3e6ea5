// Frames outermost first; a caret line marks the failing expression unless it is the whole line, as CPython 3.11 does.
#include "engine/traceback.h"

namespace misfit {
namespace {

std::string line_of(const std::string& text, uint32_t line) {
  size_t begin = 0;
  for (uint32_t n = 1; n < line; ++n) {
    begin = text.find('\n', begin);
    if (begin == std::string::npos) return {};
    ++begin;
  }
  return text.substr(begin, text.find('\n', begin) - begin);
}

std::string frame_text(const std::string& program, const std::string& file, const Span& at, const std::string& function) {
  std::string out = "  File \"" + file + "\", line " + std::to_string(at.line) + ", in " + function + "\n";
  std::string line = line_of(program, at.line);
  size_t first = line.find_first_not_of(" \t");
  if (first == std::string::npos) return out;
  std::string stripped = line.substr(first, line.find_last_not_of(" \t\r") + 1 - first);
  out += "    " + stripped + "\n";
  size_t from = at.column > first ? at.column - first : 0;
  size_t to = at.end_line == at.line && at.end_column > first ? at.end_column - first : stripped.size();
  if (to > stripped.size()) to = stripped.size();
  if (to > from && !(from == 0 && to == stripped.size())) out += "    " + std::string(from, ' ') + std::string(to - from, '^') + "\n";
  return out;
}

}  // namespace

std::string traceback_text(py::Interp& in, py::Exception& e, const std::string& program, const std::string& file_name) {
  std::string out = "Traceback (most recent call last):\n";
  for (const auto& [span, function] : e.traceback) out += frame_text(program, file_name, span, function);
  const std::string& module = e.type->module;
  std::string name = module == "builtins" || module == "__main__" ? e.type->qualname : module + "." + e.type->qualname;
  std::string message = in.message_of(e);
  return out + name + (message.empty() ? "" : ": " + message) + "\n";
}

}  // namespace misfit
