// The match statement: patterns test a subject that is held under a hidden name, and bind as they go.
#include "python/compiler.h"

namespace misfit::py {

void Compiler::match(Syntax* s) {
  std::string subject = hidden_name();
  expression(s->a);
  access(subject, Access::kStore, s->a->span);
  std::vector<uint32_t> overs;
  for (Syntax* c : s->items) {
    Fails fails;
    pattern(c->a, subject, fails);
    if (c->b) {
      expression(c->b);
      fails.push_back(emit(Op::kJumpIfFalse, 0, c->b->span));
    }
    statements(c->body);
    overs.push_back(emit(Op::kJump, 0, c->span));
    for (uint32_t f : fails) patch(f);
  }
  for (uint32_t o : overs) patch(o);
}

void Compiler::pattern(Syntax* p, const std::string& subject, Fails& fails) {
  Span at = p->span;
  switch (p->kind) {
    case Syn::kPatternCapture:
      if (p->text == "_") return;
      access(subject, Access::kLoad, at);
      access(p->text, Access::kStore, at);
      return;
    case Syn::kPatternValue: {
      access(subject, Access::kLoad, at);
      expression(p->a);
      bool identity = p->a->kind == Syn::kConstant && (p->a->constant.is_none() || p->a->constant.is_bool());
      emit(identity ? Op::kIs : Op::kCompare, identity ? 0 : static_cast<uint32_t>(CompareOp::kEq), at);
      fails.push_back(emit(Op::kJumpIfFalse, 0, at));
      return;
    }
    case Syn::kPatternAs:
      pattern(p->a, subject, fails);
      access(subject, Access::kLoad, at);
      access(p->text, Access::kStore, at);
      return;
    case Syn::kPatternOr: {
      std::vector<uint32_t> found;
      for (size_t i = 0; i < p->items.size(); ++i) {
        if (i + 1 == p->items.size()) {
          pattern(p->items[i], subject, fails);
          break;
        }
        Fails next;
        pattern(p->items[i], subject, next);
        found.push_back(emit(Op::kJump, 0, at));
        for (uint32_t f : next) patch(f);
      }
      for (uint32_t f : found) patch(f);
      return;
    }
    case Syn::kPatternSequence: sequence_pattern(p, subject, fails); return;
    case Syn::kPatternMapping: mapping_pattern(p, subject, fails); return;
    case Syn::kPatternClass: class_pattern(p, subject, fails); return;
    default: return;
  }
}

void Compiler::sub_patterns(const std::vector<Syntax*>& items, const std::vector<std::string>& subjects, Fails& fails) {
  for (size_t i = 0; i < items.size(); ++i) {
    if (items[i]->kind == Syn::kPatternStar) {
      if (items[i]->text == "_") continue;
      access(subjects[i], Access::kLoad, items[i]->span);
      access(items[i]->text, Access::kStore, items[i]->span);
    } else {
      pattern(items[i], subjects[i], fails);
    }
  }
}

void Compiler::sequence_pattern(Syntax* p, const std::string& subject, Fails& fails) {
  Span at = p->span;
  const size_t n = p->items.size();
  size_t star = n;
  for (size_t i = 0; i < n; ++i)
    if (p->items[i]->kind == Syn::kPatternStar) star = i;
  access(subject, Access::kLoad, at);
  emit(Op::kMatchSequence, 0, at);
  emit(Op::kSwap, 0, at);
  emit(Op::kPop, 0, at);
  fails.push_back(emit(Op::kJumpIfFalse, 0, at));
  load_constant(in_.machine().builtins->get("len"), at);
  access(subject, Access::kLoad, at);
  emit(Op::kCall, 1, at);
  load_constant(Value::integer(static_cast<int64_t>(star < n ? n - 1 : n)), at);
  emit(Op::kCompare, static_cast<uint32_t>(star < n ? CompareOp::kGe : CompareOp::kEq), at);
  fails.push_back(emit(Op::kJumpIfFalse, 0, at));
  if (n == 0) return;
  access(subject, Access::kLoad, at);
  if (star < n) emit(Op::kUnpackStar, static_cast<uint32_t>(star | ((n - star - 1) << 8)), at);
  else emit(Op::kUnpack, static_cast<uint32_t>(n), at);
  std::vector<std::string> subjects;
  for (size_t i = 0; i < n; ++i) {
    subjects.push_back(hidden_name());
    access(subjects.back(), Access::kStore, at);
  }
  sub_patterns(p->items, subjects, fails);
}

void Compiler::mapping_pattern(Syntax* p, const std::string& subject, Fails& fails) {
  Span at = p->span;
  access(subject, Access::kLoad, at);
  emit(Op::kMatchMapping, 0, at);
  emit(Op::kSwap, 0, at);
  emit(Op::kPop, 0, at);
  fails.push_back(emit(Op::kJumpIfFalse, 0, at));
  access(subject, Access::kLoad, at);
  std::vector<Syntax*> values;
  uint32_t keys = 0;
  for (size_t i = 0; i + 1 < p->items.size(); i += 2, ++keys) {
    expression(p->items[i]);
    values.push_back(p->items[i + 1]);
  }
  emit(Op::kTuple, keys, at);
  emit(Op::kMatchKeys, 0, at);
  std::string found = hidden_name();
  access(found, Access::kStore, at);
  if (p->text.empty()) {
    emit(Op::kPop, 0, at);
    emit(Op::kPop, 0, at);
  } else {
    std::string rest = hidden_name();
    emit(Op::kTuple, 2, at);
    access(rest, Access::kStore, at);
    access(found, Access::kLoad, at);
    load_constant(Value::none(), at);
    emit(Op::kIs, 0, at);
    fails.push_back(emit(Op::kJumpIfTrue, 0, at));
    access(rest, Access::kLoad, at);
    emit(Op::kUnpack, 2, at);
    emit(Op::kSwap, 0, at);
    emit(Op::kMatchRest, 0, at);
    access(p->text, Access::kStore, at);
  }
  access(found, Access::kLoad, at);
  load_constant(Value::none(), at);
  emit(Op::kIs, 0, at);
  fails.push_back(emit(Op::kJumpIfTrue, 0, at));
  if (values.empty()) return;
  access(found, Access::kLoad, at);
  emit(Op::kUnpack, static_cast<uint32_t>(values.size()), at);
  std::vector<std::string> subjects;
  for (size_t i = 0; i < values.size(); ++i) {
    subjects.push_back(hidden_name());
    access(subjects.back(), Access::kStore, at);
  }
  sub_patterns(values, subjects, fails);
}

void Compiler::class_pattern(Syntax* p, const std::string& subject, Fails& fails) {
  Span at = p->span;
  access(subject, Access::kLoad, at);
  expression(p->a);
  std::vector<Value> names;
  for (const std::string& n : p->names) names.push_back(in_.str_value(n));
  int64_t positional = static_cast<int64_t>(p->items.size() - p->names.size());
  emit(Op::kMatchClass, constant(in_.tuple({Value::integer(positional), in_.tuple(std::move(names))})), at);
  std::string found = hidden_name();
  access(found, Access::kStore, at);
  emit(Op::kPop, 0, at);
  access(found, Access::kLoad, at);
  load_constant(Value::none(), at);
  emit(Op::kIs, 0, at);
  fails.push_back(emit(Op::kJumpIfTrue, 0, at));
  if (p->items.empty()) return;
  access(found, Access::kLoad, at);
  emit(Op::kUnpack, static_cast<uint32_t>(p->items.size()), at);
  std::vector<std::string> subjects;
  for (size_t i = 0; i < p->items.size(); ++i) {
    subjects.push_back(hidden_name());
    access(subjects.back(), Access::kStore, at);
  }
  sub_patterns(p->items, subjects, fails);
}

}  // namespace misfit::py
