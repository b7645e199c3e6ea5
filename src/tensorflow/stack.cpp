// The program's frames, as graph nodes remember them.
#include "python/machine.h"
#include "tensorflow/tensor.h"

namespace misfit::tf {

std::shared_ptr<const std::vector<std::pair<uint32_t, std::string>>> program_stack(py::Interp& in) {
  auto out = std::make_shared<std::vector<std::pair<uint32_t, std::string>>>();
  for (const py::Ref<py::Frame>& f : in.machine().frames) {
    if (!f->code || !f->code->in_program) continue;
    out->emplace_back(f->span().line, f->code->is_module ? std::string("<module>") : f->code->name);
  }
  return out;
}

std::string program_frame(py::Interp& in, const Span& at, std::string_view function) {
  const std::string_view program = in.machine().program;
  size_t begin = 0;
  for (uint32_t i = 1; i < at.line && begin != std::string_view::npos; ++i) {
    begin = program.find('\n', begin);
    if (begin != std::string_view::npos) ++begin;
  }
  if (begin == std::string_view::npos) return {};
  std::string_view line = program.substr(begin, std::min(program.find('\n', begin), program.size()) - begin);
  while (!line.empty() && (line.front() == ' ' || line.front() == '\t')) line.remove_prefix(1);
  return "  File \"" + in.machine().file_name + "\", line " + std::to_string(at.line) + ", in " + std::string(function) + "\n    " + std::string(line) + "\n\n";
}

}  // namespace misfit::tf
