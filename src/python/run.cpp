// Compiling a text and running it as the program.
#include "python/compiler.h"

namespace misfit::py {

static void raise_syntax(Interp& in, const SyntaxFault& fault, const std::string& file) {
  in.raise(fault.type, fault.message);
  Ref<Exception> e = in.take();
  if (!e) return;
  e->dict->set(in, "msg", in.str_value(fault.message));
  e->dict->set(in, "filename", in.str_value(file));
  e->dict->set(in, "lineno", Value::integer(fault.span.line));
  e->dict->set(in, "offset", Value::integer(fault.span.column + 1));
  e->dict->set(in, "end_lineno", Value::integer(fault.span.end_line));
  e->dict->set(in, "end_offset", Value::integer(fault.span.end_column + 1));
  e->dict->set(in, "text", in.str_value(fault.line_text));
  in.raise_object(e);
}

Ref<Code> compile_text(Interp& in, std::string_view text, std::shared_ptr<const std::string> file, bool in_program, bool names, bool expression) {
  if (std::optional<SyntaxFault> fault = syntax_fault(text)) {
    raise_syntax(in, *fault, *file);
    return {};
  }
  SyntaxTree tree = parse(in, text);
  if (tree.unsupported) {
    in.machine().unsupported = tree.unsupported;
    in.stop(Stop::kAsked, "unsupported: " + tree.unsupported->construct);
    return {};
  }
  bool wrong = tree.damaged || (expression && (tree.body.size() != 1 || tree.body[0]->kind != Syn::kExpression));
  if (wrong) {
    SyntaxFault fault{"SyntaxError", "invalid syntax", {0, 0, 1, 0, 1, 0}, std::string(text.substr(0, text.find('\n')))};
    raise_syntax(in, fault, *file);
    return {};
  }
  if (std::optional<SyntaxFault> fault = tree_fault(tree, text)) {
    raise_syntax(in, *fault, *file);
    return {};
  }
  std::unique_ptr<Scope> scopes = scopes_of(tree.body);
  return Compiler(in, std::move(file), in_program).module(tree.body, *scopes, names, expression);
}

Ref<Code> compile(Interp& in, std::string_view text, std::shared_ptr<const std::string> file, bool in_program) {
  return compile_text(in, text, std::move(file), in_program, false, false);
}

Outcome run_program(Interp& in, std::string_view text, std::string_view file_name) {
  Interp::Machine& m = in.machine();
  m.program = std::string(text);
  m.file_name = std::string(file_name);
  m.started = std::chrono::steady_clock::now();
  auto file = std::make_shared<const std::string>(file_name);
  Ref<Module> main = in.module("__main__");
  main->dict->set(in, "__file__", in.str_value(*file));
  main->dict->set(in, "__doc__", Value::none());
  main->dict->set(in, "__package__", Value::none());
  main->dict->set(in, "__builtins__", in.machine().builtins);
  if (Ref<Code> code = compile(in, text, file, true)) m.run_code(code, main->dict, {});

  Outcome out;
  if (in.stopped()) {
    in.take();
  } else if (in.pending()) {
    Ref<Exception> e = in.take();
    if (e->type->is_subclass(in.type_named("SystemExit"))) {
      m.exit_code = in.get_attr(e, "code");
      if (!m.exit_code) in.take();
    }
    out.exception = e;
    if (!e->traceback.empty()) out.exception_at = e->traceback.back().first;
    else if (Value line = e->dict->get("lineno"); line && line.is_int()) {
      uint32_t at = static_cast<uint32_t>(line.integer());
      Value offset = e->dict->get("offset");
      uint32_t column = offset && offset.is_int() && offset.integer() > 0 ? static_cast<uint32_t>(offset.integer() - 1) : 0;
      out.exception_at = Span{0, 0, at, column, at, column};
    }
  }
  out.stdout_text = m.stdout_text;
  out.warnings = m.warnings;
  out.unsupported = m.unsupported;
  out.stop = in.stop_reason();
  out.stop_detail = m.stop_detail;
  return out;
}

}  // namespace misfit::py
