// A data set that fails in the middle of training, and joining what predict() computed.
#include "keras/fit/data_error.h"

#include <cstring>

#include "python/machine.h"

namespace misfit::keras {
namespace {

// The eager envelope of IteratorGetNext, if it is there, is no part of the message.
std::string bare(std::string text) {
  if (text.rfind("{{function_node ", 0) == 0) {
    size_t end = text.find("}} ");
    if (end != std::string::npos) text = text.substr(end + 3);
  }
  size_t op = text.rfind(" [Op:IteratorGetNext]");
  return op == std::string::npos ? text : text.substr(0, op);
}

std::string program_frames(py::Interp& in) {
  std::string out;
  const auto stack = tf::program_stack(in);
  for (const auto& [line, function] : *stack)
    out += "  File \"" + in.machine().file_name + "\", line " + std::to_string(line) + ", in " + function + "\n\n";
  return out;
}

}  // namespace

void wrap_data_error(py::Interp& in, const std::string& function) {
  if (in.stopped() || !in.pending()) return;
  py::Ref<py::Exception> e = in.take();
  if (!e->type->is_subclass(tf::error_type(in, "OpError"))) {
    in.raise_object(e);
    return;
  }
  std::string text = bare(in.message_of(*e)), name = e->type->name;
  if (function.empty()) {
    in.raise(e->type, "{{function_node __wrapped__IteratorGetNext_output_types_1_device_/job:localhost/replica:0/task:0/device:CPU:0}} " + text + " [Op:IteratorGetNext] name: ", e->fault);
    return;
  }
  std::string tag = " [Op:__inference_" + function + "_1]";
  size_t open = text.rfind("[[{{node ");
  std::string message;
  if (open != std::string::npos) {
    size_t from = open + 9, to = text.find("}}", from);
    message = "Graph execution error:\n\nDetected at node " + text.substr(from, to - from) + " defined at (most recent call last):\n<stack traces unavailable>\n" + text +
              "\n\t [[IteratorGetNext]]" + tag;
  } else {
    message = "Graph execution error:\n\nDetected at node IteratorGetNext defined at (most recent call last):\n" + program_frames(in) + text + "\n\t [[{{node IteratorGetNext}}]]" + tag;
  }
  in.raise(e->type, message, e->fault);
}

bool is_end_of_data(py::Interp& in) {
  py::Ref<py::Exception> e = in.take();
  bool end = e->type->name == "OutOfRangeError" || e->type->name == "StopIteration";
  if (!end) in.raise_object(e);
  return end;
}

std::unique_ptr<TracedStep>& predict_step_of(Model& model) {
  // A model predicts without having been compiled.
  return model.predict_step;
}

Tensor join_rows(const std::vector<Tensor>& parts) {
  if (parts.size() == 1) return parts[0];
  int64_t rows = 0;
  for (const Tensor& t : parts) rows += t.shape().rank() ? t.shape()[0] : 1;
  Shape shape = parts[0].shape().rank() ? parts[0].shape().with(0, rows) : Shape{rows};
  Tensor out = Tensor::uninitialized(parts[0].dtype(), shape);
  std::byte* to = out.mutable_raw();
  for (const Tensor& t : parts) {
    std::memcpy(to, t.raw(), t.bytes());
    to += t.bytes();
  }
  return out;
}

}  // namespace misfit::keras
