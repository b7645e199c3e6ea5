// Found in the text by the exception's place.
#include "study/failed_expression.h"

#include <cctype>
#include <cstdlib>

#include "explain/program.h"

namespace misfit {
namespace {

using py::Syn;
using py::Syntax;

std::string name_of(const Syntax* s) {
  if (!s) return {};
  if (s->kind == Syn::kKeyword || s->kind == Syn::kStarred) return name_of(s->a);
  return std::string(root_name(s));
}

// Plain whole numbers in a call's arguments or in the tuple it is given.
void lengths(const Program& p, const Syntax* call, std::vector<int64_t>& out) {
  auto take = [&](const Syntax* s) {
    const std::string text(p.of(s));
    char* end = nullptr;
    const long long n = std::strtoll(text.c_str(), &end, 10);
    if (!text.empty() && !*end) out.push_back(n);
  };
  for (const Syntax* item : call->items) {
    if (item->kind == Syn::kTuple || item->kind == Syn::kList) for (const Syntax* part : item->items) take(part);
    else take(item);
  }
}

}  // namespace

std::optional<FailedExpression> failed_expression(const Run& run) {
  if (!run.exception || run.text.size() > 200'000 || run.exception->span.end <= run.exception->span.begin) return std::nullopt;
  const std::shared_ptr<const Program> kept = program_of(run.text);
  const Program& p = *kept;
  const Syntax* e = p.expression_at(run.exception->span);
  if (!e) return std::nullopt;
  FailedExpression f;
  f.line = e->span.line;
  if (e->kind == Syn::kCall) {
    f.operation = std::string(callee(e));
    // A method's own array comes first: x.reshape(…).
    if (e->a && e->a->kind == Syn::kAttribute && e->a->a && e->a->a->kind == Syn::kName) {
      const std::string owner = e->a->a->text;
      if (owner != "tf" && owner != "np" && owner != "keras" && owner != "numpy" && owner != "tensorflow") f.operands.push_back(owner), f.places.push_back(e->a->a->span);
    }
    for (const Syntax* item : e->items) f.operands.push_back(name_of(item)), f.places.push_back(item ? item->span : Span{});
    if (f.operation == "reshape") lengths(p, e, f.lengths);
  } else {
    f.operation = e->text;
    f.operands = {name_of(e->a), name_of(e->b)};
    f.places = {e->a ? e->a->span : Span{}, e->b ? e->b->span : Span{}};
  }
  return f;
}

}  // namespace misfit
