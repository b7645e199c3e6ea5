// Types that do not meet: cast the one that loses nothing.
#include "explain/fixes/fixes.h"

namespace misfit {
namespace {

struct Side { const py::Syntax* at; DType dtype; bool tensor; };

std::vector<Side> operands_of(const Facts& f, const py::Syntax* expression) {
  std::vector<const py::Syntax*> parts;
  if (expression->kind == py::Syn::kCall)
    for (const py::Syntax* a : expression->items) parts.push_back(a->kind == py::Syn::kKeyword ? a->a : a);
  else
    parts = {expression->a, expression->b};
  std::vector<Side> found;
  for (const py::Syntax* s : parts) {
    std::string name(root_name(s));
    const Binding* b = name.empty() ? nullptr : binding_of(f.run.trace, name, expression->span.begin);
    if (b) found.push_back({s, b->dtype, b->kind != "array"});
  }
  return found;
}

std::string cast(const Facts& f, const py::Syntax* s, std::string_view type) { return f.program.with(s->span, "tf.cast(" + std::string(f.program.of(s)) + ", tf." + std::string(type) + ")"); }

}  // namespace

void propose_types(Proposals& p, const Explanation& e) {
  const Facts& f = p.f;
  for (const Silent& s : e.silent) {
    if (s.code == "integer_mean")
      for (const py::Syntax* c : f.program.calls("reduce_mean"))
        if (c->span.line == s.line && !c->items.empty()) p.right("Cast to float32 before the mean", cast(f, c->items[0], "float32"));
    if (s.code == "unsigned_wraps")
      for (const py::Syntax& n : f.program.nodes())
        if (n.kind == py::Syn::kBinary && n.text == "-" && n.span.line == s.line)
          p.right("Subtract as float32", f.program.with(n.span, std::string(f.program.of(n.a)) + ".astype('float32') - " + std::string(f.program.of(n.b)) + ".astype('float32')"));
  }
  if (!f.reading) return;
  if (f.reading->trouble == Trouble::kCasting) {
    for (const py::Syntax& n : f.program.nodes())
      if (n.kind == py::Syn::kAugmented && n.span.line == f.run.exception->line) {
        std::string target(f.program.of(n.a)), value(f.program.of(n.b)), op = n.text;
        if (op.ends_with("=")) op.pop_back();
        p.right("Make a new array: " + target + " = " + target + " " + op + " " + value, f.program.with(n.span, target + " = " + target + " " + op + " " + value));
        if (op == "/") p.wrong("Divide in whole numbers: //=", f.program.with(n.span, target + " //= " + value));
      }
  }
  if (f.reading->trouble == Trouble::kObjects && !f.x_name.empty() && f.fit) p.right("Convert to float32", with_assignment(f, f.x_name, f.x_name + ".astype('float32')"));
  if (f.reading->trouble != Trouble::kDType) return;
  const py::Syntax* at = f.program.expression_at(f.run.exception->span);
  if (!at) return;
  std::vector<Side> operands = operands_of(f, at);
  for (const Side& o : operands) {
    for (const Side& other : operands) {
      if (&o == &other || o.dtype == other.dtype) continue;
      const bool to_integer = is_integer(other.dtype) || other.dtype == DType::kBool;
      std::string title = "Cast " + quoted_source(f, o.at) + " to " + std::string(tf_name(other.dtype));
      std::string program = cast(f, o.at, tf_name(other.dtype));
      const bool ruins = is_floating(o.dtype) && to_integer;
      if (ruins) p.wrong(std::move(title), std::move(program));
      else p.right(std::move(title), std::move(program));
    }
  }
}

std::string quoted_source(const Facts& f, const py::Syntax* s) { return "`" + std::string(f.program.of(s)) + "`"; }

}  // namespace misfit
