// Names are collected scope by scope, then those that are not bound where they are used are looked for outwards.
#include "python/scope.h"

#include <algorithm>

namespace misfit::py {

bool Scope::is_cell(const std::string& n) const { return std::find(cells.begin(), cells.end(), n) != cells.end(); }
bool Scope::is_free(const std::string& n) const { return std::find(free.begin(), free.end(), n) != free.end(); }
void Scope::bind(const std::string& n) {
  if (globals.count(n) || nonlocals.count(n)) return;
  if (bound_set.insert(n).second) bound.push_back(n);
}

namespace {

class Collector {
 public:
  void statements(const std::vector<Syntax*>& body, Scope& s) {
    for (Syntax* x : body) visit(x, s);
  }

 private:
  Scope& enter(const Syntax* node, Scope::Kind kind, Scope& parent) {
    auto& p = parent.inner[node];
    p = std::make_unique<Scope>();
    p->kind = kind;
    p->parent = &parent;
    return *p;
  }

  void parameters(const std::vector<Parameter>& list, Scope& outer, Scope& inner) {
    for (const Parameter& p : list) {
      if (p.otherwise) visit(p.otherwise, outer);
      if (p.annotation) visit(p.annotation, outer);
    }
    for (const Parameter& p : list) inner.bind(p.name);
  }

  void target(Syntax* t, Scope& s) {
    switch (t->kind) {
      case Syn::kName: store(t->text, s); break;
      case Syn::kTuple:
      case Syn::kList:
        for (Syntax* i : t->items) target(i, s);
        break;
      case Syn::kStarred: target(t->a, s); break;
      default: visit(t, s);
    }
  }
  void store(const std::string& name, Scope& s) { s.bind(name); }

  // `global` and `nonlocal` count for the whole scope, wherever they stand.
  void declarations(const std::vector<Syntax*>& body, Scope& s) {
    for (Syntax* x : body) {
      if (x->kind == Syn::kGlobal) s.globals.insert(x->names.begin(), x->names.end());
      if (x->kind == Syn::kNonlocal) s.nonlocals.insert(x->names.begin(), x->names.end());
      if (x->kind == Syn::kFunction || x->kind == Syn::kClass) continue;
      declarations(x->body, s);
      declarations(x->other, s);
      declarations(x->final, s);
      if (x->kind == Syn::kTry || x->kind == Syn::kMatch)
        for (Syntax* h : x->items) declarations(h->body, s);
    }
  }

  void function(Syntax* n, Scope& s, const std::vector<Syntax*>& body, Syntax* expression) {
    Scope& f = enter(n, Scope::Kind::kFunction, s);
    parameters(n->parameters, s, f);
    declarations(body, f);
    statements(body, f);
    if (expression) visit(expression, f);
  }

  void comprehension(Syntax* n, Scope& s) {
    Scope& c = enter(n, Scope::Kind::kComprehension, s);
    c.bind(".0");
    if (n->kind == Syn::kGenerator) c.generator = true;
    bool first = true;
    for (Syntax* clause : n->items) {
      if (clause->kind == Syn::kForClause) {
        visit(clause->b, first ? s : c);
        target(clause->a, c);
        first = false;
      } else {
        visit(clause->a, c);
      }
    }
    visit(n->a, c);
    if (n->b) visit(n->b, c);
  }

  // What a match statement holds while it tests.
  void hold(size_t count, Scope& s) {
    while (count--) s.bind(".m" + std::to_string(s.hidden++));
  }

  void pattern(Syntax* p, Scope& s) {
    hold(p->items.size() + 2, s);
    switch (p->kind) {
      case Syn::kPatternCapture:
      case Syn::kPatternStar:
        if (p->text != "_") store(p->text, s);
        break;
      case Syn::kPatternAs:
        pattern(p->a, s);
        store(p->text, s);
        break;
      case Syn::kPatternValue: visit(p->a, s); break;
      case Syn::kPatternMapping:
        for (size_t i = 0; i + 1 < p->items.size(); i += 2) {
          visit(p->items[i], s);
          pattern(p->items[i + 1], s);
        }
        if (!p->text.empty()) store(p->text, s);
        break;
      case Syn::kPatternClass:
        visit(p->a, s);
        [[fallthrough]];
      default:
        for (Syntax* i : p->items) pattern(i, s);
    }
  }

  void visit(Syntax* n, Scope& s) {
    if (!n) return;
    switch (n->kind) {
      case Syn::kName:
        s.used.insert(n->text);
        if (n->text == "super" && s.kind != Scope::Kind::kModule && s.kind != Scope::Kind::kClass) s.used.insert("__class__");
        return;
      case Syn::kLambda: function(n, s, {}, n->a); return;
      case Syn::kFunction:
        for (Syntax* d : n->decorators) visit(d, s);
        if (n->b) visit(n->b, s);
        store(n->text, s);
        function(n, s, n->body, nullptr);
        return;
      case Syn::kClass: {
        for (Syntax* d : n->decorators) visit(d, s);
        for (Syntax* a : n->items) visit(a, s);
        store(n->text, s);
        Scope& c = enter(n, Scope::Kind::kClass, s);
        declarations(n->body, c);
        statements(n->body, c);
        return;
      }
      case Syn::kListComp:
      case Syn::kSetComp:
      case Syn::kDictComp:
      case Syn::kGenerator: comprehension(n, s); return;
      case Syn::kNamed: {
        visit(n->b, s);
        Scope* owner = &s;
        while (owner->kind == Scope::Kind::kComprehension) {
          owner->used.insert(n->a->text);
          owner = owner->parent;
        }
        if (owner != &s && owner->kind == Scope::Kind::kModule)
          for (Scope* c = &s; c != owner; c = c->parent) c->globals.insert(n->a->text);
        store(n->a->text, *owner);
        return;
      }
      case Syn::kYield:
      case Syn::kYieldFrom:
        s.generator = true;
        visit(n->a, s);
        return;
      case Syn::kAssign:
        visit(n->b, s);
        for (Syntax* t : n->items) target(t, s);
        return;
      case Syn::kAugmented:
        visit(n->b, s);
        visit(n->a, s);
        target(n->a, s);
        return;
      case Syn::kAnnotated:
        if (s.kind != Scope::Kind::kFunction) visit(n->b, s);
        if (n->c) visit(n->c, s);
        target(n->a, s);
        return;
      case Syn::kFor:
        visit(n->b, s);
        target(n->a, s);
        statements(n->body, s);
        statements(n->other, s);
        return;
      case Syn::kWithItem:
        visit(n->a, s);
        if (n->b) target(n->b, s);
        return;
      case Syn::kHandler:
        if (n->number) hold(2, s);
        visit(n->a, s);
        if (!n->text.empty()) store(n->text, s);
        statements(n->body, s);
        return;
      case Syn::kDelete:
        for (Syntax* t : n->items) target(t, s);
        return;
      case Syn::kImport:
        for (Syntax* a : n->items) store(a->names.empty() ? a->text.substr(0, a->text.find('.')) : a->names[0], s);
        return;
      case Syn::kImportFrom:
        for (Syntax* a : n->items)
          if (a->text != "*") store(a->names.empty() ? a->text : a->names[0], s);
        return;
      case Syn::kMatch:
        hold(1, s);
        visit(n->a, s);
        for (Syntax* c : n->items) visit(c, s);
        return;
      case Syn::kCase:
        pattern(n->a, s);
        visit(n->b, s);
        statements(n->body, s);
        return;
      default:
        visit(n->a, s);
        visit(n->b, s);
        visit(n->c, s);
        for (Syntax* i : n->items) visit(i, s);
        statements(n->body, s);
        statements(n->other, s);
        statements(n->final, s);
    }
  }
};

void add(std::vector<std::string>& list, const std::string& name) {
  if (std::find(list.begin(), list.end(), name) == list.end()) list.push_back(name);
}

// A name that `s` does not bind: the function around it that does, or nothing (global).
void resolve_name(Scope& s, const std::string& name) {
  std::vector<Scope*> between;
  for (Scope* p = &s; p; p = p->parent) {
    bool own = p == &s;
    bool provides = !own && ((p->kind != Scope::Kind::kClass && p->kind != Scope::Kind::kModule && p->bound_set.count(name)) ||
                             (p->kind == Scope::Kind::kClass && name == "__class__"));
    if (provides) {
      add(p->cells, name);
      for (Scope* b : between) add(b->free, name);
      return;
    }
    if (p->kind == Scope::Kind::kModule || (!own && p->globals.count(name))) return;
    between.push_back(p);
  }
}

void resolve(Scope& s) {
  if (s.kind != Scope::Kind::kModule) {
    for (const std::string& n : s.nonlocals) resolve_name(s, n);
    for (const std::string& n : s.used)
      if (!s.globals.count(n) && !(s.bound_set.count(n) && s.kind != Scope::Kind::kClass)) resolve_name(s, n);
  }
  for (auto& [node, inner] : s.inner) resolve(*inner);
}

}  // namespace

std::unique_ptr<Scope> scopes_of(const std::vector<Syntax*>& body) {
  auto module = std::make_unique<Scope>();
  module->kind = Scope::Kind::kModule;
  Collector().statements(body, *module);
  resolve(*module);
  return module;
}

}  // namespace misfit::py
