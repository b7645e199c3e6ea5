// SyntaxErrors of a text that parses: CPython finds them while it makes its symbol table, then while it compiles.
#include <algorithm>
#include <map>
#include <set>

#include "python/tokens.h"

namespace misfit::py {
namespace {

class Checker {
 public:
  explicit Checker(std::string_view text) : text_(text) {}

  std::optional<SyntaxFault> run(const std::vector<Syntax*>& body) {
    Names module{{}, nullptr};
    names(body, module);
    if (!fault_) flow(body, {});
    return fault_;
  }

 private:
  // What a scope knows when a declaration comes.
  struct Names {
    std::map<std::string, int> seen;  // 1 used, 2 assigned, 4 parameter, 8 global, 16 nonlocal
    Names* parent;
    bool function = false;
    std::set<std::string> all_bound = {};
  };
  struct Place { bool function = false, loop = false; };

  void fail(std::string message, const Span& at) {
    if (!fault_) fault_ = SyntaxFault{"SyntaxError", std::move(message), at, line_text(text_, at.line)};
  }

  // ---- names ----

  void declare(const Syntax* s, Names& n) {
    const bool global = s->kind == Syn::kGlobal;
    for (const std::string& name : s->names) {
      int seen = n.seen[name];
      const std::string word = global ? "global" : "nonlocal";
      if (!global && !n.function && !n.parent) return fail("nonlocal declaration not allowed at module level", s->span);
      if (seen & 4) return fail("name '" + name + "' is parameter and " + word, s->span);
      if (seen & 2) return fail("name '" + name + "' is assigned to before " + word + " declaration", s->span);
      if (seen & 1) return fail("name '" + name + "' is used prior to " + word + " declaration", s->span);
      if (!global) {
        bool bound = false;
        for (Names* p = n.parent; p; p = p->parent) bound = bound || (p->function && p->all_bound.count(name));
        if (!bound) return fail("no binding for nonlocal '" + name + "' found", s->span);
      }
      n.seen[name] |= global ? 8 : 16;
    }
  }

  void bound_names(const std::vector<Syntax*>& body, std::set<std::string>& out) {
    for (const Syntax* s : body) {
      if (!s) continue;
      if (s->kind == Syn::kFunction || s->kind == Syn::kClass) {
        out.insert(s->text);
        continue;
      }
      targets(s->kind == Syn::kAssign ? s->items : std::vector<Syntax*>{}, out);
      if (s->kind == Syn::kAugmented || s->kind == Syn::kAnnotated || s->kind == Syn::kFor) targets({s->a}, out);
      if (s->kind == Syn::kWith)
        for (const Syntax* i : s->items) targets({i->b}, out);
      if (s->kind == Syn::kImport || s->kind == Syn::kImportFrom)
        for (const Syntax* a : s->items) out.insert(a->names.empty() ? a->text : a->names[0]);
      for (const auto* list : {&s->body, &s->other, &s->final}) bound_names(*list, out);
      if (s->kind == Syn::kTry || s->kind == Syn::kMatch)
        for (const Syntax* h : s->items) bound_names(h->body, out);
    }
  }
  void targets(const std::vector<Syntax*>& list, std::set<std::string>& out) {
    for (const Syntax* t : list) {
      if (!t) continue;
      if (t->kind == Syn::kName) out.insert(t->text);
      if (t->kind == Syn::kTuple || t->kind == Syn::kList) targets(t->items, out);
      if (t->kind == Syn::kStarred) targets({t->a}, out);
    }
  }

  void function_names(const Syntax* s, const std::vector<Syntax*>& body, const Syntax* expression, Names& outer) {
    for (const Parameter& p : s->parameters) {
      if (p.otherwise) name(p.otherwise, outer);
      if (p.annotation) name(p.annotation, outer);
    }
    Names inner{{}, &outer, true};
    for (const Parameter& p : s->parameters) {
      if (inner.seen[p.name]) return fail("duplicate argument '" + p.name + "' in function definition", p.span);
      inner.seen[p.name] = 4;
      inner.all_bound.insert(p.name);
    }
    bound_names(body, inner.all_bound);
    names(body, inner);
    if (expression) name(expression, inner);
  }

  void names(const std::vector<Syntax*>& body, Names& n) {
    for (const Syntax* s : body) name(s, n);
  }

  void store(const Syntax* t, Names& n) {
    if (!t || fault_) return;
    if (t->kind == Syn::kName) n.seen[t->text] |= 2;
    else if (t->kind == Syn::kTuple || t->kind == Syn::kList)
      for (const Syntax* i : t->items) store(i, n);
    else if (t->kind == Syn::kStarred) store(t->a, n);
    else name(t, n);
  }

  void name(const Syntax* s, Names& n) {
    if (!s || fault_) return;
    switch (s->kind) {
      case Syn::kName: n.seen[s->text] |= 1; return;
      case Syn::kGlobal:
      case Syn::kNonlocal: declare(s, n); return;
      case Syn::kFunction:
        for (const Syntax* d : s->decorators) name(d, n);
        n.seen[s->text] |= 2;
        function_names(s, s->body, nullptr, n);
        return;
      case Syn::kLambda: function_names(s, {}, s->a, n); return;
      case Syn::kClass: {
        for (const Syntax* d : s->decorators) name(d, n);
        for (const Syntax* a : s->items) name(a, n);
        n.seen[s->text] |= 2;
        Names inner{{}, &n};
        names(s->body, inner);
        return;
      }
      case Syn::kListComp: case Syn::kSetComp: case Syn::kDictComp: case Syn::kGenerator: {
        Names inner{{}, &n, true};
        for (size_t i = 0; i < s->items.size(); ++i) {
          name(i == 0 ? s->items[i]->b : nullptr, n);
          if (s->items[i]->kind == Syn::kForClause) store(s->items[i]->a, inner);
          else name(s->items[i]->a, inner);
        }
        name(s->a, inner);
        name(s->b, inner);
        return;
      }
      case Syn::kAssign:
        name(s->b, n);
        for (const Syntax* t : s->items) store(t, n);
        return;
      case Syn::kAugmented:
        name(s->b, n);
        store(s->a, n);
        return;
      case Syn::kAnnotated:
        if (s->a->kind == Syn::kName && (n.seen[s->a->text] & 8)) return fail("annotated name '" + s->a->text + "' can't be global", s->span);
        store(s->a, n);
        name(s->c, n);
        return;
      case Syn::kNamed:
        name(s->b, n);
        store(s->a, n);
        return;
      case Syn::kFor:
        name(s->b, n);
        store(s->a, n);
        names(s->body, n);
        names(s->other, n);
        return;
      case Syn::kWithItem:
        name(s->a, n);
        store(s->b, n);
        return;
      case Syn::kImport:
        for (const Syntax* a : s->items) n.seen[a->names.empty() ? a->text.substr(0, a->text.find('.')) : a->names[0]] |= 2;
        return;
      case Syn::kImportFrom:
        for (const Syntax* a : s->items) {
          if (a->text == "*" && (n.function || n.parent)) return fail("import * only allowed at module level", s->span);
          n.seen[a->names.empty() ? a->text : a->names[0]] |= 2;
        }
        return;
      case Syn::kHandler:
        name(s->a, n);
        if (!s->text.empty()) n.seen[s->text] |= 2;
        names(s->body, n);
        return;
      default:
        for (const Syntax* k : {s->a, s->b, s->c}) name(k, n);
        for (const auto* list : {&s->items, &s->body, &s->other, &s->final}) names(*list, n);
    }
  }

  // ---- flow ----

  void flow(const std::vector<Syntax*>& body, Place p) {
    for (const Syntax* s : body) {
      if (fault_) return;
      statement(s, p);
    }
  }

  void assigned(const Syntax* t, bool nested) {
    if (!t || fault_) return;
    if (t->kind == Syn::kStarred && !nested) return fail("starred assignment target must be in a list or tuple", t->span);
    if (t->kind != Syn::kTuple && t->kind != Syn::kList) return;
    int stars = 0;
    for (const Syntax* i : t->items) {
      stars += i->kind == Syn::kStarred;
      assigned(i, true);
    }
    if (stars > 1) fail("multiple starred expressions in assignment", t->span);
  }

  void statement(const Syntax* s, Place p) {
    switch (s->kind) {
      case Syn::kReturn:
        if (!p.function) return fail("'return' outside function", s->span);
        break;
      case Syn::kBreak:
        if (!p.loop) return fail("'break' outside loop", s->span);
        break;
      case Syn::kContinue:
        if (!p.loop) return fail("'continue' not properly in loop", s->span);
        break;
      case Syn::kFunction:
        for (const Syntax* d : s->decorators) value(d, p);
        for (const Parameter& q : s->parameters) value(q.otherwise, p);
        flow(s->body, {true, false});
        return;
      case Syn::kClass:
        for (const Syntax* d : s->decorators) value(d, p);
        for (const Syntax* a : s->items) value(a, p);
        flow(s->body, {false, false});
        return;
      case Syn::kFor:
      case Syn::kWhile:
        value(s->a, p);
        value(s->b, p);
        flow(s->body, {p.function, true});
        flow(s->other, p);
        return;
      case Syn::kAssign:
        value(s->b, p);
        for (const Syntax* t : s->items) assigned(t, false);
        return;
      case Syn::kExpression:
        if (s->a->kind == Syn::kStarred) return fail("can't use starred expression here", s->a->span);
        break;
      case Syn::kTry:
        for (size_t i = 0; i + 1 < s->items.size(); ++i)
          if (!s->items[i]->a) return fail("default 'except:' must be last", s->items[i]->span);
        break;
      default: break;
    }
    for (const Syntax* k : {s->a, s->b, s->c}) value(k, p);
    for (const Syntax* i : s->items) {
      if (i->kind == Syn::kHandler || i->kind == Syn::kCase) {
        value(i->a, p);
        flow(i->body, p);
      } else {
        value(i, p);
      }
    }
    flow(s->body, p);
    flow(s->other, p);
    flow(s->final, p);
  }

  void value(const Syntax* e, Place p) {
    if (!e || fault_) return;
    switch (e->kind) {
      case Syn::kYield:
      case Syn::kYieldFrom:
        if (!p.function) return fail("'yield' outside function", e->span);
        break;
      case Syn::kLambda: value(e->a, {true, false}); return;
      case Syn::kCall: {
        std::set<std::string> given;
        for (const Syntax* i : e->items)
          if (i->kind == Syn::kKeyword && !i->text.empty() && !given.insert(i->text).second) return fail("keyword argument repeated: " + i->text, i->span);
        break;
      }
      default: break;
    }
    for (const Syntax* k : {e->a, e->b, e->c}) value(k, p);
    for (const Syntax* i : e->items) value(i, p);
  }

  std::string_view text_;
  std::optional<SyntaxFault> fault_;
};

}  // namespace

std::optional<SyntaxFault> tree_fault(const SyntaxTree& tree, std::string_view text) { return Checker(text).run(tree.body); }

}  // namespace misfit::py
