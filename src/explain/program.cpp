// Syntax found by place and by name; edits by byte.
#include "explain/program.h"

#include <algorithm>

namespace misfit {

using py::Syn;
using py::Syntax;

// Only places and names are read: the values of literals go with the interpreter that the parser needs.
Program::Program(std::string text) : text_(std::move(text)) {
  // Of what is larger than any program only the error itself is told: recovering from each mistake in a megabyte of
  // noise takes seconds.
  if (text_.size() > size_t{1} << 18) return;
  py::Interp in(Profile::kKeras3, py::Limits{}, nullptr);
  tree_ = py::parse(in, text_);
  for (Syntax& s : tree_.nodes) s.constant = {};
}

const std::vector<Syntax*>& Program::body() const { return tree_.body; }
const std::deque<Syntax>& Program::nodes() const { return tree_.nodes; }

std::string Program::line(uint32_t number) const {
  size_t at = 0;
  for (uint32_t n = 1; n < number && at != std::string::npos; ++n) at = text_.find('\n', at) == std::string::npos ? std::string::npos : text_.find('\n', at) + 1;
  if (number == 0 || at == std::string::npos) return {};
  std::string out = text_.substr(at, text_.find('\n', at) - at);
  size_t first = out.find_first_not_of(" \t");
  if (first == std::string::npos) return {};
  size_t last = out.find_last_not_of(" \t\r");
  return out.substr(first, last - first + 1);
}

std::vector<const Syntax*> Program::calls(std::string_view name) const {
  std::vector<const Syntax*> found;
  for (const Syntax& s : tree_.nodes)
    if (s.kind == Syn::kCall && callee(&s) == name) found.push_back(&s);
  std::sort(found.begin(), found.end(), [](const Syntax* a, const Syntax* b) { return a->span.begin < b->span.begin; });
  return found;
}

const Syntax* Program::call_at(const Span& at) const {
  const Syntax* best = nullptr;
  for (const Syntax& s : tree_.nodes)
    if (s.kind == Syn::kCall && s.span.begin <= at.begin && s.span.end >= at.end && (!best || s.span.end - s.span.begin < best->span.end - best->span.begin)) best = &s;
  return best;
}

const Syntax* Program::expression_at(const Span& at) const {
  const Syntax* best = nullptr;
  for (const Syntax& s : tree_.nodes)
    if ((s.kind == Syn::kCall || s.kind == Syn::kBinary || s.kind == Syn::kAugmented) && s.span.begin <= at.begin && s.span.end >= at.end &&
        (!best || s.span.end - s.span.begin < best->span.end - best->span.begin))
      best = &s;
  return best;
}

const Syntax* Program::statement_at(uint32_t at) const {
  for (const Syntax* s : tree_.body)
    if (s->span.begin <= at && at < s->span.end) return s;
  return nullptr;
}

bool Program::mentions(const Syntax* inside, std::string_view name) const {
  return std::any_of(tree_.nodes.begin(), tree_.nodes.end(), [&](const Syntax& s) {
    return s.kind == Syn::kName && s.text == name && s.span.begin >= inside->span.begin && s.span.end <= inside->span.end;
  });
}

const Syntax* Program::value_of(std::string_view name, uint32_t before) const {
  const Syntax* best = nullptr;
  for (const Syntax& s : tree_.nodes)
    if (s.kind == Syn::kAssign && s.b && s.span.end <= before && (!best || s.span.begin > best->span.begin))
      for (const Syntax* t : s.items)
        if (t->kind == Syn::kName && t->text == name) best = &s;
  return best ? best->b : nullptr;
}

namespace {

bool stores(const Syntax* target, std::string_view name) {
  if (!target) return false;
  if (target->kind == Syn::kTuple || target->kind == Syn::kList || target->kind == Syn::kStarred)
    return std::any_of(target->items.begin(), target->items.end(), [&](const Syntax* t) { return stores(t, name); }) || stores(target->a, name);
  return root_name(target) == name;
}

bool iterates(const Syntax* over, std::string_view name) {
  if (over && over->kind == Syn::kCall)
    return std::any_of(over->items.begin(), over->items.end(), [&](const Syntax* x) { return root_name(x) == name; });
  return root_name(over) == name;
}

}  // namespace

const Syntax* Program::last_change(std::string_view name, uint32_t before) const {
  const Syntax* best = nullptr;
  for (const Syntax& s : tree_.nodes) {
    bool changes = s.kind == Syn::kAssign ? std::any_of(s.items.begin(), s.items.end(), [&](const Syntax* t) { return stores(t, name); })
                   : s.kind == Syn::kAugmented ? stores(s.a, name)
                   : s.kind == Syn::kFor ? iterates(s.b, name)
                                         : false;
    if (!changes || s.span.end > before) continue;
    const Syntax* top = statement_at(s.span.begin);
    if (top && top->span.end <= before && (!best || top->span.begin > best->span.begin)) best = top;
  }
  return best;
}

std::string Program::with(const Span& s, std::string_view replacement) const {
  std::string out = text_;
  return out.replace(s.begin, s.end - s.begin, replacement);
}

std::string Program::with_after(const Syntax* statement, std::string_view new_lines) const {
  size_t at = statement ? text_.find('\n', statement->span.end) : std::string::npos;
  std::string out = text_;
  if (at == std::string::npos) return out + (out.ends_with('\n') ? "" : "\n") + std::string(new_lines) + "\n";
  return out.insert(at + 1, std::string(new_lines) + "\n");
}

std::string Program::with_before(const Syntax* statement, std::string_view new_lines) const {
  size_t at = statement ? statement->span.begin - statement->span.column : 0;
  std::string out = text_;
  return out.insert(at, std::string(new_lines) + "\n");
}

std::string Program::without_argument(const Syntax* call, const Syntax* removed) const {
  Span cut = removed->span;
  for (size_t i = 0; i < call->items.size(); ++i) {
    if (call->items[i] != removed) continue;
    if (i > 0) cut.begin = call->items[i - 1]->span.end;
    else if (i + 1 < call->items.size()) cut.end = call->items[i + 1]->span.begin;
  }
  return with(cut, "");
}

std::string_view callee(const Syntax* call) {
  if (!call || call->kind != Syn::kCall || !call->a) return {};
  return call->a->kind == Syn::kName || call->a->kind == Syn::kAttribute ? std::string_view(call->a->text) : std::string_view();
}

const Syntax* argument(const Syntax* call, std::string_view keyword, size_t position) {
  if (!call) return nullptr;
  size_t place = 0;
  for (const Syntax* a : call->items) {
    if (a->kind == Syn::kKeyword) {
      if (!keyword.empty() && a->text == keyword) return a->a;
    } else if (a->kind == Syn::kStarred) {
      place = call->items.size();
    } else if (place++ == position) {
      return a;
    }
  }
  return nullptr;
}

std::shared_ptr<const Program> program_of(const std::string& text) {
  thread_local std::shared_ptr<const Program> last;
  if (!last || last->text() != text) last = std::make_shared<const Program>(text);
  return last;
}

std::string_view root_name(const Syntax* s) {
  while (s) {
    if (s->kind == Syn::kName) return s->text;
    if (s->kind == Syn::kSubscript || s->kind == Syn::kStarred) s = s->a;
    else if (s->kind == Syn::kCall && s->a && s->a->kind == Syn::kAttribute) s = s->a->a;
    else return {};
  }
  return {};
}

std::string unquoted(std::string_view literal) {
  if (literal.size() < 2 || (literal.front() != '\'' && literal.front() != '"') || literal.back() != literal.front()) return {};
  return std::string(literal.substr(1, literal.size() - 2));
}

}  // namespace misfit
