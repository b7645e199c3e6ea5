// Units of code: their names, constants and slots.
#include <algorithm>

#include "python/compiler.h"

namespace misfit::py {

Ref<Code> Compiler::unit(Scope& scope, std::string code_name, std::string qualname, Span span, const std::vector<Parameter>* parameters,
                         const std::function<void()>& body) {
  Unit unit{Ref<Code>(new Code(in_.machine().t.code)), &scope, u_};
  Code& code = *unit.code;
  code.name = std::move(code_name);
  code.qualname = std::move(qualname);
  code.file = file_;
  code.in_program = in_program_;
  code.span = span;
  code.is_class = scope.kind == Scope::Kind::kClass;
  code.is_module = scope.kind == Scope::Kind::kModule;
  code.generator = scope.generator && !code.is_module;
  auto signature = std::make_shared<Signature>();
  signature->qualname = code.qualname;
  if (parameters)
    for (const Parameter& p : *parameters) {
      int index = static_cast<int>(signature->parameters.size());
      if (p.kind == Parameter::Kind::kStar) signature->star = index;
      if (p.kind == Parameter::Kind::kDoubleStar) signature->double_star = index;
      bool star = p.kind == Parameter::Kind::kStar || p.kind == Parameter::Kind::kDoubleStar;
      signature->parameters.push_back({p.name, {}, !star && !p.otherwise, p.kind == Parameter::Kind::kKeywordOnly, p.kind == Parameter::Kind::kPositionalOnly});
    }
  else if (scope.kind == Scope::Kind::kComprehension)
    signature->parameters.push_back({".0", {}, true, false, true});
  code.signature = signature;

  auto add_slot = [&](const std::string& n, bool index) {
    if (index) unit.slot_index[n] = static_cast<uint32_t>(code.slots.size());
    code.slots.push_back(n);
  };
  if (scope.kind == Scope::Kind::kFunction || scope.kind == Scope::Kind::kComprehension) {
    for (const auto& p : signature->parameters) add_slot(p.name, !scope.is_cell(p.name));
    for (const std::string& n : scope.bound)
      if (!unit.slot_index.count(n) && !scope.is_cell(n)) add_slot(n, true);
  }
  code.locals = static_cast<uint32_t>(code.slots.size());
  for (const std::string& n : scope.cells) {
    add_slot(n, true);
    int parameter = -1;
    for (size_t i = 0; i < signature->parameters.size(); ++i)
      if (signature->parameters[i].name == n) parameter = static_cast<int>(i);
    code.cell_parameters.push_back(parameter);
  }
  code.cells = static_cast<uint32_t>(scope.cells.size());
  for (const std::string& n : scope.free) add_slot(n, true);
  code.free = static_cast<uint32_t>(scope.free.size());

  u_ = &unit;
  body();
  u_ = unit.outer;
  return unit.code;
}

std::string Compiler::qualname_of(const std::string& n) const {
  if (!u_ || u_->code->is_module) return n;
  if (u_->scope->globals.count(n)) return n;
  return u_->code->qualname + (u_->code->is_class ? "." : ".<locals>.") + n;
}

uint32_t Compiler::emit(Op op, uint32_t arg, Span at) {
  u_->code->instructions.push_back({op, arg});
  u_->code->spans.push_back(at);
  return here() - 1;
}

uint32_t Compiler::constant(Value v) {
  auto& c = u_->code->constants;
  if (!v.is_object() && !v.is_float())
    for (size_t i = 0; i < c.size(); ++i)
      if (c[i].same(v)) return static_cast<uint32_t>(i);
  c.push_back(std::move(v));
  return static_cast<uint32_t>(c.size() - 1);
}

uint32_t Compiler::name(const std::string& n) {
  auto it = u_->name_index.find(n);
  if (it != u_->name_index.end()) return it->second;
  uint32_t i = static_cast<uint32_t>(u_->code->names.size());
  u_->code->names.push_back(in_.str_value(n));
  return u_->name_index[n] = i;
}

uint32_t Compiler::slot(const std::string& n) {
  auto it = u_->slot_index.find(n);
  ENSURE(it != u_->slot_index.end());
  return it->second;
}

void Compiler::access(const std::string& n, Access how, Span at) {
  auto pick = [&](Op load, Op save, Op remove) { return how == Access::kLoad ? load : how == Access::kStore ? save : remove; };
  Scope& s = *u_->scope;
  const bool cell = s.is_cell(n) || s.is_free(n);
  if (s.kind == Scope::Kind::kModule) {
    if (u_->by_name) emit(pick(Op::kLoadName, Op::kStoreName, Op::kDeleteName), name(n), at);
    else emit(pick(Op::kLoadGlobal, Op::kStoreGlobal, Op::kDeleteGlobal), name(n), at);
  } else if (s.globals.count(n)) {
    emit(pick(Op::kLoadGlobal, Op::kStoreGlobal, Op::kDeleteGlobal), name(n), at);
  } else if (s.kind == Scope::Kind::kClass) {
    if (s.is_free(n) && how == Access::kLoad) emit(Op::kLoadClassCell, slot(n), at);
    else if (s.is_free(n) && s.nonlocals.count(n)) emit(pick(Op::kLoadCell, Op::kStoreCell, Op::kDeleteCell), slot(n), at);
    else emit(pick(Op::kLoadName, Op::kStoreName, Op::kDeleteName), name(n), at);
  } else if (cell) {
    emit(pick(Op::kLoadCell, Op::kStoreCell, Op::kDeleteCell), slot(n), at);
  } else if (s.bound_set.count(n)) {
    emit(pick(Op::kLoadLocal, Op::kStoreLocal, Op::kDeleteLocal), slot(n), at);
  } else {
    emit(pick(Op::kLoadGlobal, Op::kStoreGlobal, Op::kDeleteGlobal), name(n), at);
  }
}

// A name the program cannot write, for what a match statement holds; scopes_of() has bound enough of them.
std::string Compiler::hidden_name() { return ".m" + std::to_string(u_->hidden++); }

uint32_t Compiler::region() {
  u_->code->regions.push_back({});
  return static_cast<uint32_t>(u_->code->regions.size() - 1);
}

namespace {
void collect(const Syntax* n, std::vector<std::string>& names) {
  if (!n) return;
  auto targets = [&](auto&& self, const Syntax* t) -> void {
    if (!t) return;
    if (t->kind == Syn::kName) names.push_back(t->text);
    if (t->kind == Syn::kTuple || t->kind == Syn::kList)
      for (const Syntax* i : t->items) self(self, i);
    if (t->kind == Syn::kStarred) self(self, t->a);
  };
  switch (n->kind) {
    case Syn::kLambda: case Syn::kListComp: case Syn::kSetComp: case Syn::kDictComp: case Syn::kGenerator: return;
    case Syn::kFunction: case Syn::kClass: names.push_back(n->text); return;
    case Syn::kAssign: for (const Syntax* t : n->items) targets(targets, t); break;
    case Syn::kAugmented: case Syn::kAnnotated: case Syn::kFor: case Syn::kNamed: targets(targets, n->a); break;
    case Syn::kWithItem: targets(targets, n->b); break;
    case Syn::kHandler: if (!n->text.empty()) names.push_back(n->text); break;
    case Syn::kPatternCapture: case Syn::kPatternStar: case Syn::kPatternAs: names.push_back(n->text); break;
    case Syn::kImport: case Syn::kImportFrom:
      for (const Syntax* a : n->items) names.push_back(a->names.empty() ? a->text.substr(0, a->text.find('.')) : a->names[0]);
      return;
    default: break;
  }
  for (const Syntax* k : {n->a, n->b, n->c}) collect(k, names);
  for (const auto* list : {&n->items, &n->body, &n->other, &n->final})
    for (const Syntax* k : *list) collect(k, names);
}
}  // namespace

std::vector<uint32_t> Compiler::stored_slots(const std::vector<const Syntax*>& nodes) {
  std::vector<std::string> names;
  for (const Syntax* n : nodes) collect(n, names);
  std::vector<uint32_t> slots;
  for (const std::string& n : names) {
    auto it = u_->slot_index.find(n);
    if (it != u_->slot_index.end() && std::find(slots.begin(), slots.end(), it->second) == slots.end()) slots.push_back(it->second);
  }
  return slots;
}

static bool has_annotations(const std::vector<Syntax*>& body) {
  for (const Syntax* s : body) {
    if (s->kind == Syn::kAnnotated) return true;
    if (s->kind == Syn::kFunction || s->kind == Syn::kClass) continue;
    if (has_annotations(s->body) || has_annotations(s->other)) return true;
  }
  return false;
}

Ref<Code> Compiler::module(const std::vector<Syntax*>& body, Scope& scope, bool names, bool is_expression) {
  return unit(scope, "<module>", "<module>", {0, 0, 1, 0, 1, 0}, nullptr, [&] {
    u_->by_name = names;
    if (is_expression) {
      expression(body[0]->a);
    } else {
      if (has_annotations(body)) {
        emit(Op::kDict, 0, {});
        access("__annotations__", Access::kStore, {});
      }
      if (!body.empty() && body[0]->kind == Syn::kExpression && body[0]->a->kind == Syn::kConstant && in_.as_str(body[0]->a->constant)) {
        load_constant(body[0]->a->constant, body[0]->span);
        access("__doc__", Access::kStore, body[0]->span);
      }
      statements(body);
      load_constant(Value::none(), body.empty() ? Span{} : body.back()->span);
    }
    emit(Op::kReturn, 0, body.empty() ? Span{} : body.back()->span);
  });
}

}  // namespace misfit::py
