// Which scope every name belongs to.
#pragma once
#include <map>
#include <memory>
#include <set>

#include "python/syntax.h"

namespace misfit::py {

struct Scope {
  enum class Kind { kModule, kClass, kFunction, kComprehension } kind;
  Scope* parent = nullptr;
  std::vector<std::string> bound;            // in order of first binding; parameters first
  std::set<std::string> bound_set, used, globals, nonlocals;
  std::vector<std::string> cells, free;      // resolved: kept for inner scopes; taken from outer ones
  bool generator = false;
  int hidden = 0;                            // names that match statements need (.m0, .m1 ...)
  std::map<const Syntax*, std::unique_ptr<Scope>> inner;

  bool is_cell(const std::string& n) const;
  bool is_free(const std::string& n) const;
  void bind(const std::string& n);
};

// The scope of a module (or of an eval'd expression) and of everything within.
std::unique_ptr<Scope> scopes_of(const std::vector<Syntax*>& body);

}  // namespace misfit::py
