// SyntaxWarnings: mistakes that CPython sees in the text, before anything runs.
#include "python/compiler.h"

namespace misfit::py {

// The type that an expression is sure to have; empty: not known.
static std::string sure_type(Interp& in, const Syntax* e) {
  switch (e->kind) {
    case Syn::kConstant: return in.type_of(e->constant)->name;
    case Syn::kUnary: return e->text == "-" && e->a->kind == Syn::kConstant ? sure_type(in, e->a) : "";
    case Syn::kTuple: return "tuple";
    case Syn::kList:
    case Syn::kListComp: return "list";
    case Syn::kDict:
    case Syn::kDictComp: return "dict";
    case Syn::kSet:
    case Syn::kSetComp: return "set";
    case Syn::kGenerator: return "generator";
    case Syn::kLambda: return "function";
    case Syn::kFString: return "str";
    default: return "";
  }
}

static bool one_of(const std::string& word, std::initializer_list<const char*> words) {
  for (const char* w : words)
    if (word == w) return true;
  return false;
}

// Each place is told of, however often the words were said before.
void Compiler::caution(const char* text, const std::string& kind, const std::string& second) {
  if (!in_program_) return;
  std::string message;
  for (const char* c = text; *c; ++c) message += *c == '$' ? kind : *c == '#' ? second : std::string(1, *c);
  Interp::Machine& m = in_.machine();
  const auto before = std::exchange(m.warned, {});
  in_.warn("SyntaxWarning", message);
  m.warned = before;
}

void Compiler::check_call(const Syntax* called) {
  const std::string type = sure_type(in_, called);
  if (!type.empty() && called->kind != Syn::kLambda) caution("'$' object is not callable; perhaps you missed a comma?", type);
}

void Compiler::check_subscript(const Syntax* value, const Syntax* key) {
  const std::string type = sure_type(in_, value);
  if (one_of(type, {"NoneType", "ellipsis", "int", "bool", "float", "complex", "set", "generator", "function"})) {
    caution("'$' object is not subscriptable; perhaps you missed a comma?", type);
    return;
  }
  if (!one_of(type, {"str", "bytes", "tuple", "list"}) || key->kind == Syn::kSlice) return;
  const std::string index = sure_type(in_, key);
  if (!index.empty() && index != "int" && index != "bool") caution("$ indices must be integers or slices, not #; perhaps you missed a comma?", type, index);
}

void Compiler::check_identity(const Syntax* compare) {
  const auto literal = [&](const Syntax* e) {
    const bool number = e->kind == Syn::kConstant || (e->kind == Syn::kUnary && e->a->kind == Syn::kConstant);
    return number && !one_of(sure_type(in_, e), {"NoneType", "ellipsis", "bool"});
  };
  for (size_t i = 0; i < compare->names.size(); ++i) {
    const std::string& op = compare->names[i];
    if ((op == "is" || op == "is not") && (literal(compare->items[i]) || literal(compare->items[i + 1]))) {
      caution("\"$\" with a literal. Did you mean \"#\"?", op, op == "is" ? "==" : "!=");
      return;
    }
  }
}

void Compiler::check_assertion(const Syntax* test) {
  if (test->kind == Syn::kTuple && !test->items.empty()) caution("assertion is always true, perhaps remove parentheses?", {});
}

}  // namespace misfit::py
