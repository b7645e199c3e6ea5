// From the syntax tree to bytecode.
#pragma once
#include "python/machine.h"
#include "python/scope.h"

namespace misfit::py {

class Compiler {
 public:
  Compiler(Interp& in, std::shared_ptr<const std::string> file, bool in_program) : in_(in), file_(std::move(file)), in_program_(in_program) {}
  Ref<Code> module(const std::vector<Syntax*>& body, Scope& scope, bool names, bool expression);

 private:
  // What a jump out of a place has to undo.
  struct Unwinding {
    enum class Kind { kWhile, kFor, kTry, kFinally, kWith, kHandler, kNamedHandler, kFinallyHandler } kind;
    const std::vector<Syntax*>* final = nullptr;   // kFinally
    std::string name = {};                         // kNamedHandler
    Span span = {};
    uint32_t head = 0;                             // loops: where continue goes
    std::vector<uint32_t>* breaks = nullptr;
  };
  // The code being made.
  struct Unit {
    Ref<Code> code;
    Scope* scope;
    Unit* outer;
    std::vector<Unwinding> blocks = {};
    std::map<std::string, uint32_t> name_index = {}, slot_index = {};
    int hidden = 0;
    bool by_name = false;                          // exec: names are looked up in a dict
  };

  // compile.cpp: units, names, jumps
  Ref<Code> unit(Scope& scope, std::string name, std::string qualname, Span span, const std::vector<Parameter>* parameters, const std::function<void()>& body);
  std::string qualname_of(const std::string& name) const;
  uint32_t emit(Op op, uint32_t arg, Span at);
  uint32_t here() const { return static_cast<uint32_t>(u_->code->instructions.size()); }
  void patch(uint32_t jump) { u_->code->instructions[jump].arg = here(); }
  uint32_t constant(Value v);
  void load_constant(Value v, Span at) { emit(Op::kConst, constant(std::move(v)), at); }
  uint32_t name(const std::string& n);
  uint32_t slot(const std::string& n);
  bool in_function() const { return u_->scope->kind == Scope::Kind::kFunction || u_->scope->kind == Scope::Kind::kComprehension; }
  enum class Access { kLoad, kStore, kDelete };
  void access(const std::string& n, Access how, Span at);
  std::string hidden_name();
  uint32_t region();
  std::vector<uint32_t> stored_slots(const std::vector<const Syntax*>& statements);
  bool stages() const { return u_->scope->kind == Scope::Kind::kFunction || u_->scope->kind == Scope::Kind::kComprehension; }

  // compile_warnings.cpp: what CPython's compiler warns of
  void caution(const char* text, const std::string& kind, const std::string& second = {});
  void check_call(const Syntax* called);
  void check_subscript(const Syntax* value, const Syntax* key);
  void check_identity(const Syntax* compare);
  void check_assertion(const Syntax* test);

  // compile_expression.cpp
  void expression(Syntax* e);
  void call(Syntax* e);
  void call_arguments(const std::vector<Syntax*>& items, Span at);   // *args and **kwargs: a list and a dict
  void compare(Syntax* e);
  void boolean(Syntax* e);
  void conditional(Syntax* e);
  void display(Syntax* e, Op make, Op add, Op extend);
  bool constant_set(Syntax* e);
  void dictionary(Syntax* e);
  void fstring(Syntax* e);
  void comprehension(Syntax* e);
  void comprehension_clauses(Syntax* e, size_t clause, uint32_t depth);
  void lambda(Syntax* e);
  void make_function(Ref<Code> code, const std::vector<Parameter>& parameters, Syntax* returns, bool annotate, Span at);
  void key(Syntax* e);
  Span attribute_span(const Syntax* e) const;

  // compile_statement.cpp
  void statements(const std::vector<Syntax*>& body);
  void statement(Syntax* s);
  void store(Syntax* target);
  void remove(Syntax* target);
  void augmented(Syntax* s);
  void annotated(Syntax* s);
  void if_(Syntax* s);
  void while_(Syntax* s);
  void for_(Syntax* s);
  void try_(Syntax* s);
  void try_except(Syntax* s);
  void except_groups(Syntax* s);
  void with(Syntax* s, size_t item);
  void function(Syntax* s);
  void class_(Syntax* s);
  void import(Syntax* s);
  void match(Syntax* s);
  void leave(const Unwinding& b, bool keep_top);
  void return_(Syntax* s);
  void loop_jump(Syntax* s, bool again);

  // compile_match.cpp
  using Fails = std::vector<uint32_t>;
  void pattern(Syntax* p, const std::string& subject, Fails& fails);
  void sequence_pattern(Syntax* p, const std::string& subject, Fails& fails);
  void mapping_pattern(Syntax* p, const std::string& subject, Fails& fails);
  void class_pattern(Syntax* p, const std::string& subject, Fails& fails);
  void sub_patterns(const std::vector<Syntax*>& items, const std::vector<std::string>& subjects, Fails& fails);

  Interp& in_;
  std::shared_ptr<const std::string> file_;
  bool in_program_;
  Unit* u_ = nullptr;
};

}  // namespace misfit::py
