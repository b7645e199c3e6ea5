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

}  // namespace misfit::tf
