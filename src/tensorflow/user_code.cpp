// "in user code:": what autograph makes of an error that leaves traced Python code.
#include "python/machine.h"
#include "tensorflow/function.h"

namespace misfit::tf {
namespace {

std::string_view line_of(std::string_view text, uint32_t line) {
  size_t at = 0;
  for (uint32_t i = 1; i < line && at != std::string_view::npos; ++i) {
    at = text.find('\n', at);
    if (at != std::string_view::npos) ++at;
  }
  if (at == std::string_view::npos) return {};
  const size_t end = text.find('\n', at);
  return text.substr(at, end == std::string_view::npos ? end : end - at);
}

std::string stripped(std::string_view s) {
  const size_t first = s.find_first_not_of(" \t\r"), last = s.find_last_not_of(" \t\r");
  return first == std::string_view::npos ? std::string() : std::string(s.substr(first, last - first + 1));
}

// The source of the lambda around a place: autograph knows no more of the line than that.
std::string lambda_at(std::string_view text, const Span& at) {
  const size_t line_begin = text.rfind('\n', at.begin) == std::string_view::npos ? 0 : text.rfind('\n', at.begin) + 1;
  size_t begin = text.rfind("lambda", at.begin);
  if (begin == std::string_view::npos || begin < line_begin) begin = line_begin;
  int depth = 0;
  size_t end = begin;
  for (bool body = false; end < text.size() && text[end] != '\n'; ++end) {
    const char c = text[end];
    if (c == '(' || c == '[' || c == '{') ++depth;
    else if (c == ')' || c == ']' || c == '}') { if (depth-- == 0) break; }
    else if (c == ':' && depth == 0) body = true;
    else if (c == ',' && depth == 0 && body) break;
  }
  return stripped(text.substr(begin, end - begin));
}

bool keeps_class(py::Interp& in, const py::Type* t) {
  static constexpr std::string_view kKnown[] = {"AssertionError", "AttributeError", "NameError", "NotImplementedError", "RuntimeError", "StopIteration",
                                                "TypeError", "UnboundLocalError", "ValueError"};
  for (std::string_view name : kKnown)
    if (t == in.type_named(name)) return true;
  return t == error_type(in, "OperatorNotAllowedInGraphError") || t == error_type(in, "InaccessibleTensorError") || t->is_subclass(error_type(in, "OpError"));
}

}  // namespace

void wrap_user_code(py::Interp& in) {
  if (!in.pending() || in.stopped()) return;
  py::Ref<py::Exception> error = in.take();
  if (!error) return;
  if (error->dict && (error->dict->get("ag_error_metadata") || error->dict->get("ag_pass_through"))) {
    in.raise_object(error);
    return;
  }
  const std::string_view program = in.machine().program;
  std::string text = "in user code:\n\n";
  for (const auto& [span, function] : error->traceback) {
    if (span.line == 0) continue;
    const bool lambda = function == "<lambda>";
    text += "    File \"" + in.machine().file_name + "\", line " + std::to_string(span.line) + ", in " + (lambda ? "None" : function) + "  *\n        " +
            (lambda ? lambda_at(program, span) : stripped(line_of(program, span.line))) + "\n";
  }
  std::string cause = error->type->name + ": " + in.message_of(*error);
  text += "\n    ";
  for (char c : cause) {
    text += c;
    if (c == '\n') text += "    ";
  }
  text += "\n";
  py::Type* type = error->type;
  if (type == in.type_named("KeyError")) type = in.type_named("KeyError");
  else if (!keeps_class(in, type)) {
    // A class of its own making cannot be built again: user classes with the plain constructor keep it, others become StagingError.
    if (!type->is_subclass(in.type_named("Exception")) || type->slots.init != in.type_named("Exception")->slots.init) type = error_type(in, "StagingError");
  }
  in.raise(type, std::move(text), error->fault);
  py::Ref<py::Exception> wrapped = in.take();
  wrapped->dict->set(in, "ag_error_metadata", py::Value::boolean(true));
  in.raise_object(wrapped);
}

}  // namespace misfit::tf
