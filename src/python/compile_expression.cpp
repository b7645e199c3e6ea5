// Expressions: each leaves its value on the stack.
#include "python/compiler.h"

namespace misfit::py {

static std::optional<BinaryOp> binary_op(const std::string& s) {
  constexpr std::string_view kSymbols[] = {"+", "-", "*", "@", "/", "//", "%", "**", "<<", ">>", "&", "|", "^"};
  for (int i = 0; i < 13; ++i)
    if (kSymbols[i] == s) return static_cast<BinaryOp>(i);
  return std::nullopt;
}

// Where CPython says an attribute is: on the line of its name.
Span Compiler::attribute_span(const Syntax* e) const {
  Span s = e->span;
  if (s.line == s.end_line) return s;
  uint32_t length = static_cast<uint32_t>(e->text.size());
  s.line = s.end_line;
  s.column = s.end_column > length ? s.end_column - length : 0;
  s.begin = s.end > length ? s.end - length : 0;
  return s;
}

void Compiler::expression(Syntax* e) {
  switch (e->kind) {
    case Syn::kName: access(e->text, Access::kLoad, e->span); return;
    case Syn::kConstant: load_constant(e->constant, e->span); return;
    case Syn::kTuple: display(e, Op::kTuple, Op::kListAppend, Op::kListExtend); return;
    case Syn::kList: display(e, Op::kList, Op::kListAppend, Op::kListExtend); return;
    case Syn::kSet: display(e, Op::kSet, Op::kSetAdd, Op::kSetUpdate); return;
    case Syn::kDict: dictionary(e); return;
    case Syn::kAttribute:
      expression(e->a);
      emit(Op::kLoadAttr, name(e->text), attribute_span(e));
      return;
    case Syn::kSubscript:
      check_subscript(e->a, e->b);
      expression(e->a);
      key(e->b);
      emit(Op::kLoadItem, 0, e->span);
      return;
    case Syn::kSlice: key(e); return;
    case Syn::kCall: call(e); return;
    case Syn::kBinary:
      expression(e->a);
      expression(e->b);
      emit(Op::kBinary, static_cast<uint32_t>(*binary_op(e->text)), e->span);
      return;
    case Syn::kUnary:
      if (e->text == "-" && e->a->kind == Syn::kConstant) {
        const Value& v = e->a->constant;
        if (v.is_int() || v.is_float()) {
          load_constant(in_.unary(UnaryOp::kNeg, v), e->span);
          return;
        }
      }
      expression(e->a);
      emit(Op::kUnary, static_cast<uint32_t>(e->text == "-" ? UnaryOp::kNeg : e->text == "+" ? UnaryOp::kPos : UnaryOp::kInvert), e->span);
      return;
    case Syn::kNot:
      expression(e->a);
      if (stages()) emit(Op::kTestNot, 0, e->span);
      emit(Op::kNot, 0, e->span);
      return;
    case Syn::kBool: boolean(e); return;
    case Syn::kCompare: compare(e); return;
    case Syn::kConditional: conditional(e); return;
    case Syn::kLambda: lambda(e); return;
    case Syn::kListComp:
    case Syn::kSetComp:
    case Syn::kDictComp:
    case Syn::kGenerator: comprehension(e); return;
    case Syn::kYield:
      if (e->a) expression(e->a);
      else load_constant(Value::none(), e->span);
      emit(Op::kYield, 0, e->span);
      return;
    case Syn::kYieldFrom:
      expression(e->a);
      emit(Op::kIter, 0, e->span);
      load_constant(Value::none(), e->span);
      emit(Op::kYieldFrom, 0, e->span);
      return;
    case Syn::kNamed: {
      expression(e->b);
      emit(Op::kDup, 0, e->span);
      access(e->a->text, Access::kStore, e->a->span);
      return;
    }
    case Syn::kFString: fstring(e); return;
    default: load_constant(Value::none(), e->span); return;
  }
}

void Compiler::key(Syntax* e) {
  if (e->kind != Syn::kSlice) {
    expression(e);
    return;
  }
  for (Syntax* part : {e->a, e->b}) {
    if (part) expression(part);
    else load_constant(Value::none(), e->span);
  }
  if (e->c) expression(e->c);
  emit(Op::kSlice, e->c ? 3 : 2, e->span);
}

// What CPython folds to a constant before it compiles a display; null: not a constant.
static Value folded(Interp& in, const Syntax* e) {
  if (e->kind == Syn::kConstant) return e->constant;
  if (e->kind == Syn::kUnary && e->a->kind == Syn::kConstant) return e->text == "-" ? in.unary(UnaryOp::kNeg, e->a->constant) : Value();
  if (e->kind != Syn::kTuple) return {};
  std::vector<Value> items;
  for (const Syntax* i : e->items) {
    items.push_back(folded(in, i));
    if (!items.back()) return {};
  }
  return in.tuple(std::move(items));
}

// A set of three constants or more is a frozenset that fills an empty set: that shows in the order of its elements.
bool Compiler::constant_set(Syntax* e) {
  if (e->items.size() < 3) return false;
  Set* s = new Set(in_.machine().t.frozenset);
  s->frozen = true;
  const Value held = s;
  for (const Syntax* i : e->items) {
    const Value v = folded(in_, i);
    if (!v || !s->add(in_, v)) {
      if (in_.pending()) in_.take();
      return false;
    }
  }
  // Merging equal constants builds it anew from its own order.
  Set* merged = new Set(in_.machine().t.frozenset);
  merged->frozen = true;
  const Value kept = merged;
  for (const Value& v : s->values()) merged->add(in_, v);
  emit(Op::kSet, 0, e->span);
  load_constant(kept, e->span);
  emit(Op::kSetUpdate, 0, e->span);
  return true;
}

void Compiler::display(Syntax* e, Op make, Op add, Op extend) {
  if (make == Op::kSet && constant_set(e)) return;
  bool starred = false;
  for (Syntax* i : e->items) starred = starred || i->kind == Syn::kStarred;
  if (!starred) {
    for (Syntax* i : e->items) key(i);
    emit(make, static_cast<uint32_t>(e->items.size()), e->span);
    return;
  }
  emit(make == Op::kSet ? Op::kSet : Op::kList, 0, e->span);
  for (Syntax* i : e->items) {
    if (i->kind == Syn::kStarred) {
      expression(i->a);
      emit(extend, 0, e->span);
    } else {
      key(i);
      emit(add, 1, e->span);
    }
  }
  if (make == Op::kTuple) emit(Op::kListToTuple, 0, e->span);
}

void Compiler::dictionary(Syntax* e) {
  emit(Op::kDict, 0, e->span);
  for (size_t i = 0; i + 1 < e->items.size(); i += 2) {
    if (e->items[i]) {
      expression(e->items[i]);
      expression(e->items[i + 1]);
      emit(Op::kDictSet, 0, e->span);
    } else {
      expression(e->items[i + 1]);
      emit(Op::kDictUpdate, 0, e->span);
    }
  }
}

void Compiler::call_arguments(const std::vector<Syntax*>& items, Span at) {
  emit(Op::kList, 0, at);
  for (Syntax* i : items) {
    if (i->kind == Syn::kKeyword) continue;
    expression(i->kind == Syn::kStarred ? i->a : i);
    emit(i->kind == Syn::kStarred ? Op::kListExtend : Op::kListAppend, 1, at);
  }
  emit(Op::kDict, 0, at);
  for (Syntax* i : items) {
    if (i->kind != Syn::kKeyword) continue;
    if (!i->text.empty()) load_constant(in_.str_value(i->text), i->span);
    expression(i->a);
    if (!i->text.empty()) emit(Op::kDict, 1, at);
    emit(Op::kDictMerge, 0, at);
  }
}

void Compiler::call(Syntax* e) {
  check_call(e->a);
  expression(e->a);
  bool spread = false;
  uint32_t positional = 0;
  std::vector<Value> keywords;
  for (Syntax* i : e->items) {
    if (i->kind == Syn::kStarred || (i->kind == Syn::kKeyword && i->text.empty())) spread = true;
    if (i->kind == Syn::kKeyword) keywords.push_back(in_.str_value(i->text));
    else ++positional;
  }
  // A method called on a line below its object's: the call is where the method's name stands.
  Span at = e->span;
  if (e->a->kind == Syn::kAttribute && !spread) {
    Span method = attribute_span(e->a);
    at.line = method.line;
    at.column = method.column;
    at.begin = method.begin;
  }
  if (spread) {
    call_arguments(e->items, e->span);
    emit(Op::kCallSpread, 0, at);
    return;
  }
  for (Syntax* i : e->items)
    if (i->kind != Syn::kKeyword) expression(i);
  if (keywords.empty()) {
    emit(Op::kCall, positional, at);
    return;
  }
  for (Syntax* i : e->items)
    if (i->kind == Syn::kKeyword) expression(i->a);
  u_->code->calls.push_back({positional, constant(in_.tuple(std::move(keywords)))});
  emit(Op::kCallKeywords, static_cast<uint32_t>(u_->code->calls.size() - 1), at);
}

void Compiler::compare(Syntax* e) {
  auto one = [&](const std::string& op) {
    constexpr std::string_view kSymbols[] = {"<", "<=", "==", "!=", ">", ">="};
    for (uint32_t i = 0; i < 6; ++i)
      if (kSymbols[i] == op) {
        emit(Op::kCompare, i, e->span);
        return;
      }
    emit(op == "is" ? Op::kIs : op == "is not" ? Op::kIsNot : op == "in" ? Op::kIn : Op::kNotIn, 0, e->span);
  };
  check_identity(e);
  expression(e->items[0]);
  std::vector<uint32_t> ends;
  for (size_t i = 0; i < e->names.size(); ++i) {
    expression(e->items[i + 1]);
    if (i + 1 == e->names.size()) {
      one(e->names[i]);
      break;
    }
    emit(Op::kDup, 0, e->span);
    emit(Op::kRotate3, 0, e->span);
    one(e->names[i]);
    ends.push_back(emit(Op::kJumpIfFalseOrPop, 0, e->span));
  }
  if (ends.empty()) return;
  uint32_t over = emit(Op::kJump, 0, e->span);
  for (uint32_t j : ends) patch(j);
  emit(Op::kSwap, 0, e->span);
  emit(Op::kPop, 0, e->span);
  patch(over);
}

void Compiler::boolean(Syntax* e) {
  expression(e->a);
  const bool is_and = e->text == "and";
  uint32_t r = 0;
  if (stages()) emit(is_and ? Op::kTestAnd : Op::kTestOr, r = region(), e->span);
  uint32_t jump = emit(is_and ? Op::kJumpIfFalseOrPop : Op::kJumpIfTrueOrPop, 0, e->a->span);
  uint32_t begin = here();
  expression(e->b);
  patch(jump);
  if (stages()) {
    Region& region = u_->code->regions[r];
    region.begin = begin;
    region.end = region.after = here();
  }
}

void Compiler::conditional(Syntax* e) {
  expression(e->a);
  uint32_t r = 0;
  if (stages()) emit(Op::kTestSelect, r = region(), e->span);
  uint32_t otherwise = emit(Op::kJumpIfFalse, 0, e->a->span);
  uint32_t begin = here();
  expression(e->b);
  uint32_t over = emit(Op::kJump, 0, e->span);
  patch(otherwise);
  uint32_t second = here();
  expression(e->c);
  patch(over);
  if (stages()) {
    Region& region = u_->code->regions[r];
    region.begin = begin;
    region.end = over;
    region.else_begin = second;
    region.else_end = region.after = here();
  }
}

void Compiler::fstring(Syntax* e) {
  for (Syntax* part : e->items) {
    if (part->kind == Syn::kConstant) {
      load_constant(part->constant, part->span);
      continue;
    }
    expression(part->a);
    uint32_t how = static_cast<uint32_t>(part->number);
    if (part->b) {
      fstring(part->b);
      how |= 4;
    }
    emit(Op::kFormat, how, part->span.line == e->span.line ? e->span : e->span);
  }
  emit(Op::kJoin, static_cast<uint32_t>(e->items.size()), e->span);
}

void Compiler::make_function(Ref<Code> code, const std::vector<Parameter>& parameters, Syntax* returns, bool annotate, Span at) {
  MakeFunction make;
  for (size_t i = 0; i < parameters.size(); ++i)
    if (parameters[i].otherwise) {
      expression(parameters[i].otherwise);
      make.defaults.push_back(static_cast<uint32_t>(i));
    }
  if (annotate) {
    bool any = returns != nullptr;
    for (const Parameter& p : parameters) any = any || p.annotation;
    if (any) {
      emit(Op::kDict, 0, at);
      for (const Parameter& p : parameters) {
        if (!p.annotation) continue;
        load_constant(in_.str_value(p.name), at);
        expression(p.annotation);
        emit(Op::kDictSet, 0, at);
      }
      if (returns) {
        load_constant(in_.str_value("return"), at);
        expression(returns);
        emit(Op::kDictSet, 0, at);
      }
      make.annotations = true;
    }
  }
  for (uint32_t i = 0; i < code->free; ++i) make.closure.push_back(slot(code->slots[code->locals + code->cells + i]));
  make.code = constant(code);
  u_->code->functions.push_back(std::move(make));
  emit(Op::kFunction, static_cast<uint32_t>(u_->code->functions.size() - 1), at);
}

void Compiler::lambda(Syntax* e) {
  Ref<Code> code = unit(*u_->scope->inner.at(e), "<lambda>", qualname_of("<lambda>"), e->span, &e->parameters, [&] {
    expression(e->a);
    emit(Op::kReturn, 0, e->a->span);
  });
  make_function(code, e->parameters, nullptr, false, e->span);
}

void Compiler::comprehension(Syntax* e) {
  const char* n = e->kind == Syn::kListComp ? "<listcomp>" : e->kind == Syn::kSetComp ? "<setcomp>" : e->kind == Syn::kDictComp ? "<dictcomp>" : "<genexpr>";
  Ref<Code> code = unit(*u_->scope->inner.at(e), n, qualname_of(n), e->span, nullptr, [&] {
    if (e->kind == Syn::kListComp) emit(Op::kList, 0, e->span);
    if (e->kind == Syn::kSetComp) emit(Op::kSet, 0, e->span);
    if (e->kind == Syn::kDictComp) emit(Op::kDict, 0, e->span);
    comprehension_clauses(e, 0, 0);
    if (e->kind == Syn::kGenerator) load_constant(Value::none(), e->span);
    emit(Op::kReturn, 0, e->span);
  });
  make_function(code, {}, nullptr, false, e->span);
  Syntax* first = e->items[0]->b;
  expression(first);
  emit(Op::kIter, 0, first->span);
  emit(Op::kCall, 1, e->span);
}

void Compiler::comprehension_clauses(Syntax* e, size_t clause, uint32_t depth) {
  if (clause == e->items.size()) {
    expression(e->a);
    if (e->kind == Syn::kDictComp) expression(e->b);
    switch (e->kind) {
      case Syn::kListComp: emit(Op::kListAppend, depth + 1, e->a->span); break;
      case Syn::kSetComp: emit(Op::kSetAdd, depth + 1, e->a->span); break;
      case Syn::kDictComp: emit(Op::kDictAdd, depth + 1, e->span); break;
      default:
        emit(Op::kYield, 0, e->a->span);
        emit(Op::kPop, 0, e->a->span);
    }
    return;
  }
  Syntax* c = e->items[clause];
  if (c->kind == Syn::kIfClause) {
    expression(c->a);
    uint32_t skip = emit(Op::kJumpIfFalse, 0, c->a->span);
    comprehension_clauses(e, clause + 1, depth);
    patch(skip);
    return;
  }
  if (clause == 0) {
    emit(Op::kLoadLocal, slot(".0"), c->b->span);
  } else {
    expression(c->b);
    emit(Op::kIter, 0, c->b->span);
  }
  uint32_t head = emit(Op::kForNext, 0, e->span);
  store(c->a);
  comprehension_clauses(e, clause + 1, depth + 1);
  emit(Op::kJump, head, e->span);
  patch(head);
}

}  // namespace misfit::py
