// Statements: each leaves the stack as it found it.
#include "python/compiler.h"

namespace misfit::py {

void Compiler::statements(const std::vector<Syntax*>& body) {
  for (Syntax* s : body) statement(s);
}

void Compiler::statement(Syntax* s) {
  switch (s->kind) {
    case Syn::kExpression:
      expression(s->a);
      emit(Op::kPop, 0, s->span);
      return;
    case Syn::kAssign:
      expression(s->b);
      for (size_t i = 0; i < s->items.size(); ++i) {
        if (i + 1 < s->items.size()) emit(Op::kDup, 0, s->span);
        store(s->items[i]);
      }
      return;
    case Syn::kAugmented: augmented(s); return;
    case Syn::kAnnotated: annotated(s); return;
    case Syn::kIf: if_(s); return;
    case Syn::kWhile: while_(s); return;
    case Syn::kFor: for_(s); return;
    case Syn::kTry: try_(s); return;
    case Syn::kWith: with(s, 0); return;
    case Syn::kFunction: function(s); return;
    case Syn::kClass: class_(s); return;
    case Syn::kReturn: return_(s); return;
    case Syn::kRaise:
      if (s->a) expression(s->a);
      if (s->b) expression(s->b);
      emit(Op::kRaise, s->a ? s->b ? 2 : 1 : 0, s->span);
      return;
    case Syn::kAssert: {
      check_assertion(s->a);
      expression(s->a);
      uint32_t fine = emit(Op::kJumpIfTrue, 0, s->span);
      load_constant(Value(in_.type_named("AssertionError")), s->a->span);
      if (s->b) {
        expression(s->b);
        emit(Op::kCall, 1, s->a->span);
      }
      emit(Op::kRaise, 1, s->a->span);
      patch(fine);
      return;
    }
    case Syn::kDelete:
      for (Syntax* t : s->items) remove(t);
      return;
    case Syn::kImport:
    case Syn::kImportFrom: import(s); return;
    case Syn::kBreak: loop_jump(s, false); return;
    case Syn::kContinue: loop_jump(s, true); return;
    case Syn::kMatch: match(s); return;
    case Syn::kPass: emit(Op::kNop, 0, s->span); return;
    default: return;
  }
}

void Compiler::store(Syntax* t) {
  switch (t->kind) {
    case Syn::kName: access(t->text, Access::kStore, t->span); return;
    case Syn::kAttribute:
      expression(t->a);
      emit(Op::kStoreAttr, name(t->text), attribute_span(t));
      return;
    case Syn::kSubscript:
      expression(t->a);
      key(t->b);
      emit(Op::kStoreItem, 0, t->span);
      return;
    case Syn::kTuple:
    case Syn::kList: {
      size_t star = t->items.size();
      for (size_t i = 0; i < t->items.size(); ++i)
        if (t->items[i]->kind == Syn::kStarred) star = i;
      if (star < t->items.size()) emit(Op::kUnpackStar, static_cast<uint32_t>(star | ((t->items.size() - star - 1) << 8)), t->span);
      else emit(Op::kUnpack, static_cast<uint32_t>(t->items.size()), t->span);
      for (Syntax* i : t->items) store(i->kind == Syn::kStarred ? i->a : i);
      return;
    }
    case Syn::kStarred: store(t->a); return;
    default: emit(Op::kPop, 0, t->span); return;
  }
}

void Compiler::remove(Syntax* t) {
  switch (t->kind) {
    case Syn::kName: access(t->text, Access::kDelete, t->span); return;
    case Syn::kAttribute:
      expression(t->a);
      emit(Op::kDeleteAttr, name(t->text), t->span);
      return;
    case Syn::kSubscript:
      expression(t->a);
      key(t->b);
      emit(Op::kDeleteItem, 0, t->span);
      return;
    default:
      for (Syntax* i : t->items) remove(i);
  }
}

void Compiler::augmented(Syntax* s) {
  constexpr std::string_view kSymbols[] = {"+", "-", "*", "@", "/", "//", "%", "**", "<<", ">>", "&", "|", "^"};
  uint32_t op = 0;
  while (op < 12 && kSymbols[op] != s->text) ++op;
  Syntax* t = s->a;
  if (t->kind == Syn::kAttribute) {
    expression(t->a);
    emit(Op::kDup, 0, t->span);
    emit(Op::kLoadAttr, name(t->text), t->span);
    expression(s->b);
    emit(Op::kInplace, op, s->span);
    emit(Op::kSwap, 0, s->span);
    emit(Op::kStoreAttr, name(t->text), t->span);
  } else if (t->kind == Syn::kSubscript) {
    expression(t->a);
    key(t->b);
    emit(Op::kDup2, 0, t->span);
    emit(Op::kLoadItem, 0, t->span);
    expression(s->b);
    emit(Op::kInplace, op, s->span);
    emit(Op::kRotate3, 0, s->span);  // object key value -> value object key
    emit(Op::kStoreItem, 0, t->span);
  } else {
    expression(t);
    expression(s->b);
    emit(Op::kInplace, op, s->span);
    store(t);
  }
}

void Compiler::annotated(Syntax* s) {
  if (s->c) {
    expression(s->c);
    store(s->a);
  }
  if (in_function() || s->a->kind != Syn::kName) return;
  expression(s->b);
  access("__annotations__", Access::kLoad, s->span);
  load_constant(in_.str_value(s->a->text), s->span);
  emit(Op::kStoreItem, 0, s->span);
}

void Compiler::if_(Syntax* s) {
  expression(s->a);
  uint32_t r = 0;
  if (stages()) emit(Op::kTestIf, r = region(), s->a->span);
  uint32_t otherwise = emit(Op::kJumpIfFalse, 0, s->a->span);
  uint32_t begin = here();
  statements(s->body);
  uint32_t over = emit(Op::kJump, 0, s->span);
  patch(otherwise);
  uint32_t second = here();
  statements(s->other);
  patch(over);
  if (stages()) {
    std::vector<const Syntax*> parts(s->body.begin(), s->body.end());
    parts.insert(parts.end(), s->other.begin(), s->other.end());
    Region& g = u_->code->regions[r];
    g.begin = begin;
    g.end = over;
    g.else_begin = second;
    g.else_end = g.after = here();
    g.stored = stored_slots(parts);
  }
}

void Compiler::while_(Syntax* s) {
  uint32_t head = here();
  expression(s->a);
  uint32_t tested = here(), r = 0;
  if (stages()) emit(Op::kTestWhile, r = region(), s->a->span);
  uint32_t out = emit(Op::kJumpIfFalse, 0, s->a->span);
  uint32_t begin = here();
  std::vector<uint32_t> breaks;
  u_->blocks.push_back({.kind = Unwinding::Kind::kWhile, .head = head, .breaks = &breaks});
  statements(s->body);
  u_->blocks.pop_back();
  uint32_t end = emit(Op::kJump, head, s->span);
  patch(out);
  statements(s->other);
  for (uint32_t b : breaks) patch(b);
  if (stages()) {
    Region& g = u_->code->regions[r];
    g.test_begin = head;
    g.test_end = tested;
    g.begin = begin;
    g.end = end;
    g.after = here();
    g.stored = stored_slots({s->body.begin(), s->body.end()});
  }
}

void Compiler::for_(Syntax* s) {
  expression(s->b);
  uint32_t r = 0;
  if (stages()) emit(Op::kTestFor, r = region(), s->b->span);
  emit(Op::kIter, 0, s->span);
  uint32_t head = emit(Op::kForNext, 0, s->span);
  uint32_t begin = here();
  store(s->a);
  std::vector<uint32_t> breaks;
  u_->blocks.push_back({.kind = Unwinding::Kind::kFor, .head = head, .breaks = &breaks});
  statements(s->body);
  u_->blocks.pop_back();
  uint32_t end = emit(Op::kJump, head, s->span);
  patch(head);
  statements(s->other);
  for (uint32_t b : breaks) patch(b);
  if (stages()) {
    std::vector<const Syntax*> parts{s};
    Region& g = u_->code->regions[r];
    g.begin = begin;
    g.end = end;
    g.after = here();
    g.stored = stored_slots(parts);
  }
}

// Undoes one block on the way out; `keep_top`: a return value lies on the stack.
void Compiler::leave(const Unwinding& b, bool keep_top) {
  auto drop = [&] {
    if (keep_top) emit(Op::kSwap, 0, b.span);
    emit(Op::kPop, 0, b.span);
  };
  switch (b.kind) {
    case Unwinding::Kind::kWhile: return;
    case Unwinding::Kind::kFor: drop(); return;
    case Unwinding::Kind::kTry: emit(Op::kPopBlock, 0, b.span); return;
    case Unwinding::Kind::kFinally: {
      emit(Op::kPopBlock, 0, b.span);
      statements(*b.final);
      return;
    }
    case Unwinding::Kind::kWith:
      emit(Op::kPopBlock, 0, b.span);
      if (keep_top) emit(Op::kSwap, 0, b.span);
      emit(Op::kWithExit, 0, b.span);
      return;
    case Unwinding::Kind::kHandler: emit(Op::kPopHandled, 0, b.span); return;
    case Unwinding::Kind::kNamedHandler:
      emit(Op::kPopBlock, 0, b.span);
      emit(Op::kPopHandled, 0, b.span);
      load_constant(Value::none(), b.span);
      access(b.name, Access::kStore, b.span);
      access(b.name, Access::kDelete, b.span);
      return;
    case Unwinding::Kind::kFinallyHandler:
      drop();
      emit(Op::kPopHandled, 0, b.span);
      return;
  }
}

void Compiler::return_(Syntax* s) {
  if (s->a) expression(s->a);
  else load_constant(Value::none(), s->span);
  // Each block is left outside itself: a `return` in a finally's body must not run that body again.
  std::vector<Unwinding> all = u_->blocks;
  while (!u_->blocks.empty()) {
    Unwinding b = u_->blocks.back();
    u_->blocks.pop_back();
    // An iterator stays where it is: the frame dies with it. But it may lie above what must be called.
    leave(b, true);
  }
  u_->blocks = std::move(all);
  emit(Op::kReturn, 0, s->span);
}

void Compiler::loop_jump(Syntax* s, bool again) {
  std::vector<Unwinding> all = u_->blocks;
  while (!u_->blocks.empty()) {
    Unwinding b = u_->blocks.back();
    if (b.kind == Unwinding::Kind::kWhile || b.kind == Unwinding::Kind::kFor) {
      if (again) {
        emit(Op::kJump, b.head, s->span);
      } else {
        if (b.kind == Unwinding::Kind::kFor) emit(Op::kPop, 0, s->span);
        b.breaks->push_back(emit(Op::kJump, 0, s->span));
      }
      break;
    }
    u_->blocks.pop_back();
    leave(b, false);
  }
  u_->blocks = std::move(all);
}

void Compiler::try_(Syntax* s) {
  if (s->final.empty()) {
    try_except(s);
    return;
  }
  uint32_t setup = emit(Op::kSetupFinally, 0, s->span);
  u_->blocks.push_back({.kind = Unwinding::Kind::kFinally, .final = &s->final, .span = s->span});
  if (s->items.empty()) statements(s->body);
  else try_except(s);
  u_->blocks.pop_back();
  emit(Op::kPopBlock, 0, s->span);
  statements(s->final);
  uint32_t over = emit(Op::kJump, 0, s->span);
  patch(setup);
  u_->blocks.push_back({.kind = Unwinding::Kind::kFinallyHandler, .span = s->span});
  statements(s->final);
  u_->blocks.pop_back();
  emit(Op::kReraise, 0, s->span);
  patch(over);
}

void Compiler::try_except(Syntax* s) {
  uint32_t setup = emit(Op::kSetupExcept, 0, s->span);
  u_->blocks.push_back({.kind = Unwinding::Kind::kTry, .span = s->span});
  statements(s->body);
  u_->blocks.pop_back();
  emit(Op::kPopBlock, 0, s->span);
  statements(s->other);
  std::vector<uint32_t> overs{emit(Op::kJump, 0, s->span)};
  patch(setup);
  if (!s->items.empty() && s->items[0]->number) {
    except_groups(s);
    for (uint32_t o : overs) patch(o);
    return;
  }
  for (Syntax* h : s->items) {
    uint32_t next = 0;
    if (h->a) {
      expression(h->a);
      emit(Op::kMatchException, 0, h->span);
      next = emit(Op::kJumpIfFalse, 0, h->span);
    }
    if (h->text.empty()) {
      emit(Op::kPop, 0, h->span);
      u_->blocks.push_back({.kind = Unwinding::Kind::kHandler, .span = h->span});
      statements(h->body);
      u_->blocks.pop_back();
      emit(Op::kPopHandled, 0, h->span);
    } else {
      access(h->text, Access::kStore, h->span);
      uint32_t cleanup = emit(Op::kSetupFinally, 0, h->span);
      u_->blocks.push_back({.kind = Unwinding::Kind::kNamedHandler, .name = h->text, .span = h->span});
      statements(h->body);
      u_->blocks.pop_back();
      emit(Op::kPopBlock, 0, h->span);
      emit(Op::kPopHandled, 0, h->span);
      load_constant(Value::none(), h->span);
      access(h->text, Access::kStore, h->span);
      access(h->text, Access::kDelete, h->span);
      overs.push_back(emit(Op::kJump, 0, h->span));
      patch(cleanup);
      load_constant(Value::none(), h->span);
      access(h->text, Access::kStore, h->span);
      access(h->text, Access::kDelete, h->span);
      emit(Op::kReraise, 0, h->span);
    }
    overs.push_back(emit(Op::kJump, 0, h->span));
    if (h->a) patch(next);
  }
  emit(Op::kReraise, 0, s->span);
  for (uint32_t o : overs) patch(o);
}

// except*: each clause takes its part out of the group; what is left goes on.
void Compiler::except_groups(Syntax* s) {
  std::string rest = hidden_name(), part = hidden_name();
  auto none = [&](const std::string& n) {
    access(n, Access::kLoad, s->span);
    load_constant(Value::none(), s->span);
    emit(Op::kIs, 0, s->span);
    return emit(Op::kJumpIfTrue, 0, s->span);
  };
  access(rest, Access::kStore, s->span);
  for (Syntax* h : s->items) {
    uint32_t nothing = none(rest);
    load_constant(in_.machine().builtins->get("__split_group__"), h->span);
    access(rest, Access::kLoad, h->span);
    expression(h->a);
    emit(Op::kCall, 2, h->span);
    emit(Op::kUnpack, 2, h->span);
    access(part, Access::kStore, h->span);
    access(rest, Access::kStore, h->span);
    uint32_t other = none(part);
    if (!h->text.empty()) {
      access(part, Access::kLoad, h->span);
      access(h->text, Access::kStore, h->span);
    }
    u_->blocks.push_back({.kind = Unwinding::Kind::kHandler, .span = h->span});
    statements(h->body);
    u_->blocks.pop_back();
    if (!h->text.empty()) access(h->text, Access::kDelete, h->span);
    patch(nothing);
    patch(other);
  }
  uint32_t done = none(rest);
  access(rest, Access::kLoad, s->span);
  emit(Op::kReraise, 0, s->span);
  patch(done);
  emit(Op::kPopHandled, 0, s->span);
}

void Compiler::with(Syntax* s, size_t i) {
  if (i == s->items.size()) {
    statements(s->body);
    return;
  }
  Syntax* item = s->items[i];
  Span at = item->a->span;
  expression(item->a);
  uint32_t setup = emit(Op::kSetupWith, 0, at);
  u_->blocks.push_back({.kind = Unwinding::Kind::kWith, .span = at});
  if (item->b) store(item->b);
  else emit(Op::kPop, 0, at);
  with(s, i + 1);
  u_->blocks.pop_back();
  emit(Op::kPopBlock, 0, at);
  emit(Op::kWithExit, 0, at);
  uint32_t over = emit(Op::kJump, 0, at);
  patch(setup);
  emit(Op::kWithExcept, 0, at);
  uint32_t quiet = emit(Op::kJumpIfTrue, 0, at);
  emit(Op::kReraise, 0, at);
  patch(quiet);
  emit(Op::kPop, 0, at);
  emit(Op::kPopHandled, 0, at);
  emit(Op::kPop, 0, at);
  patch(over);
}

static const Syntax* docstring(Interp& in, const std::vector<Syntax*>& body) {
  if (body.empty() || body[0]->kind != Syn::kExpression || body[0]->a->kind != Syn::kConstant) return nullptr;
  return in.as_str(body[0]->a->constant) ? body[0]->a : nullptr;
}

void Compiler::function(Syntax* s) {
  for (Syntax* d : s->decorators) expression(d);
  Span at = s->span;
  at.end_line = at.line;
  Ref<Code> code = unit(*u_->scope->inner.at(s), s->text, qualname_of(s->text), s->span, &s->parameters, [&] {
    if (const Syntax* doc = docstring(in_, s->body)) {
      u_->code->has_doc = true;
      u_->code->doc = std::string(*in_.as_str(doc->constant));
    }
    statements(s->body);
    load_constant(Value::none(), s->body.empty() ? s->span : s->body.back()->span);
    emit(Op::kReturn, 0, s->body.empty() ? s->span : s->body.back()->span);
  });
  make_function(code, s->parameters, s->b, true, at);
  for (size_t i = s->decorators.size(); i-- > 0;) emit(Op::kCall, 1, s->decorators[i]->span);
  access(s->text, Access::kStore, at);
}

static bool annotates(const std::vector<Syntax*>& body) {
  for (const Syntax* s : body) {
    if (s->kind == Syn::kAnnotated) return true;
    if (s->kind != Syn::kFunction && s->kind != Syn::kClass && (annotates(s->body) || annotates(s->other))) return true;
  }
  return false;
}

void Compiler::class_(Syntax* s) {
  for (Syntax* d : s->decorators) expression(d);
  Span at = s->span;
  Ref<Code> code = unit(*u_->scope->inner.at(s), s->text, qualname_of(s->text), s->span, nullptr, [&] {
    if (annotates(s->body)) {
      emit(Op::kDict, 0, at);
      access("__annotations__", Access::kStore, at);
    }
    if (const Syntax* doc = docstring(in_, s->body)) {
      load_constant(doc->constant, doc->span);
      access("__doc__", Access::kStore, doc->span);
    }
    statements(s->body);
    if (u_->scope->is_cell("__class__")) emit(Op::kLoadClosure, slot("__class__"), at);
    else load_constant(Value::none(), at);
    emit(Op::kReturn, 0, at);
  });
  make_function(code, {}, nullptr, false, at);
  load_constant(in_.str_value(s->text), at);
  call_arguments(s->items, at);
  emit(Op::kBuildClass, 0, at);
  for (size_t i = s->decorators.size(); i-- > 0;) emit(Op::kCall, 1, s->decorators[i]->span);
  access(s->text, Access::kStore, at);
}

void Compiler::import(Syntax* s) {
  if (s->kind == Syn::kImport) {
    for (Syntax* a : s->items) {
      bool root = a->names.empty() && a->text.find('.') != std::string::npos;
      emit(root ? Op::kImportRoot : Op::kImport, name(a->text), s->span);
      access(a->names.empty() ? a->text.substr(0, a->text.find('.')) : a->names[0], Access::kStore, s->span);
    }
    return;
  }
  if (s->number) {  // relative: a program is no package
    load_constant(Value(in_.type_named("ImportError")), s->span);
    load_constant(in_.str_value("attempted relative import with no known parent package"), s->span);
    emit(Op::kCall, 1, s->span);
    emit(Op::kRaise, 1, s->span);
    return;
  }
  emit(Op::kImport, name(s->text), s->span);
  for (Syntax* a : s->items) {
    if (a->text == "*") {
      emit(Op::kImportStar, 0, s->span);
      return;
    }
    emit(Op::kImportFrom, name(a->text), s->span);
    access(a->names.empty() ? a->text : a->names[0], Access::kStore, s->span);
  }
  emit(Op::kPop, 0, s->span);
}

}  // namespace misfit::py
