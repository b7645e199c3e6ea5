// "in user code:": what autograph makes of an error that leaves traced Python code.
#include <algorithm>
#include <set>

#include "python/machine.h"
#include "tensorflow/autograph.h"
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

struct Unconverted : py::RunState {
  static constexpr py::Kind kind{"tf.autograph.Unconverted"};
  explicit Unconverted(py::Interp&) {}
  std::set<const void*> told;
};

}  // namespace

void name_as_converted(py::Interp& in, const py::Value& function) {
  if (!in.pending() || in.stopped()) return;
  const py::Value inner = py::cast<py::Method>(function) ? py::cast<py::Method>(function)->function : function;
  const auto* f = py::cast<py::Function>(inner);
  py::Ref<py::Exception> error = in.take();
  const std::string message = in.message_of(*error);
  bool inside = false;
  for (const auto& [span, name] : error->traceback) inside = inside || span.line != 0;
  if (!f || !f->code->in_program || inside || error->type != in.type_named("TypeError") || message.rfind(f->code->qualname + "() ", 0) != 0) {
    in.raise_object(error);
    return;
  }
  const std::string name = f->code->name == "<lambda>" ? f->code->name : "tf__" + f->code->name;
  in.raise("TypeError", "outer_factory.<locals>.inner_factory.<locals>." + name + message.substr(f->code->qualname.size()));
}

// Lambdas with the same arguments on one line cannot be told apart: autograph says so, once for each, and leaves them as they are.
bool can_convert(py::Interp& in, const py::Value& function) {
  if (in.find_attr(function, "ag_dnc_wrapper__")) return false;            // tf.autograph.experimental.do_not_convert
  const auto* f = py::cast<py::Function>(function);
  if (!f || f->code->name != "<lambda>" || !f->code->in_program || f->code->span.line == 0) return true;
  const std::string_view program = in.machine().program;
  std::string_view line = line_of(program, f->code->span.line);
  const size_t line_begin = static_cast<size_t>(line.data() - program.data());
  const auto arguments = [&](size_t at) { return stripped(line.substr(at + 6, line.find(':', at) == std::string_view::npos ? 0 : line.find(':', at) - at - 6)); };
  std::vector<size_t> all;
  for (size_t at = line.find("lambda"); at != std::string_view::npos; at = line.find("lambda", at + 6))
    if (at + 6 < line.size() && (line[at + 6] == ' ' || line[at + 6] == ':')) all.push_back(at);
  const size_t own = line.rfind("lambda", f->code->span.begin >= line_begin ? f->code->span.begin - line_begin : 0);
  if (all.size() < 2 || own == std::string_view::npos) return true;
  std::string matches;
  int count = 0;
  // In a chain of calls the last is the outermost, and met first.
  for (size_t i = 0; i + 1 < all.size(); ++i) {
    Span span = f->code->span;
    span.begin = static_cast<uint32_t>(line_begin + all[i]);
    const size_t end = all[i] + lambda_at(program, span).size();
    if (line.substr(std::min(end, line.size()), 2) == ").") std::swap(all[i], all[i + 1]);
  }
  for (size_t at : all)
    if (arguments(at) == arguments(own)) {
      Span span = f->code->span;
      span.begin = static_cast<uint32_t>(line_begin + at);
      matches += "Match " + std::to_string(count++) + ":\n" + lambda_at(program, span) + "\n\n";
    }
  if (count < 2) return true;
  if (in.state<Unconverted>().told.insert(f->code.get()).second) {
    const std::string shown = in.repr(function).value_or("");
    in.log("WARNING:tensorflow: AutoGraph could not transform " + shown + " and will run it as-is.\nCause: could not parse the source code of " + shown +
           ": found multiple definitions with identical signatures at the location. This error may be avoided by defining each lambda on a single line and with unique argument names. The matching "
           "definitions were:\n" + matches + "To silence this warning, decorate the function with @tf.autograph.experimental.do_not_convert");
  }
  return false;
}

void wrap_user_code(py::Interp& in, bool converted) {
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
    text += "    File \"" + in.machine().file_name + "\", line " + std::to_string(span.line) + ", in " + (lambda && converted ? "None" : function) + (converted ? "  *\n        " : "\n        ") +
            (lambda && converted ? lambda_at(program, span) : stripped(line_of(program, span.line))) + "\n";
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
    const auto built_in = std::find_if(type->mro.begin(), type->mro.end(), [](const py::Type* t) { return t->module == "builtins"; });
    const bool plain = built_in != type->mro.end() && *built_in == in.type_named("Exception") && type->slots.init == (*built_in)->slots.init;
    if (!plain) type = error_type(in, "StagingError");
  }
  in.raise(type, std::move(text), error->fault);
  py::Ref<py::Exception> wrapped = in.take();
  wrapped->dict->set(in, "ag_error_metadata", py::Value::boolean(true));
  // What Python can build again keeps its way through code that was not converted.
  if (!converted && (type == error->type) && type != error_type(in, "OperatorNotAllowedInGraphError") && type != error_type(in, "InaccessibleTensorError") && !type->is_subclass(error_type(in, "OpError")))
    wrapped->traceback = error->traceback;
  in.raise_object(wrapped);
}

}  // namespace misfit::tf
