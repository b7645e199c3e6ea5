// The longer instructions of the machine, as functions. False or null: pending.
#pragma once
#include "python/machine.h"

namespace misfit::py::vm {

inline Str& name_at(const Frame& f, uint32_t i) { return *static_cast<Str*>(f.code->names[i].object()); }

void unbound_local(Interp&, const Frame&, uint32_t slot);
void undefined_name(Interp&, const std::string& name);
void stored(Interp&, const Frame&, const std::string& name, const Value&);
void repend(Interp&, const Ref<Exception>&);                          // pending again, as it was
Value item(Interp&, const Value&, const Value& key);
bool unpack(Interp&, std::vector<Value>& stack, size_t count);
bool unpack_star(Interp&, std::vector<Value>& stack, size_t before, size_t after);
std::vector<Value> pop_many(std::vector<Value>& stack, size_t count);
bool build(Interp&, Frame&, Instruction);
bool format_value(Interp&, std::vector<Value>& stack, uint32_t how);  // bits 0-1: conversion (none, s, r, a); bit 2: a spec is on the stack
enum class Called { kEntered, kDone, kFailed };
Called begin_call(Interp::Machine&, Frame&, Instruction, Value* result);
Value make_function(Interp::Machine&, Frame&, const MakeFunction&);
bool build_class(Interp::Machine&, Frame&);
bool raise_statement(Interp&, Frame&, uint32_t operands);             // true: a bare `raise`
bool enter_with(Interp&, Frame&, uint32_t handler);
bool import_step(Interp&, Frame&, Instruction);
bool match_step(Interp&, Frame&, Instruction);
ControlFlowHook::Did ask_hook(Interp::Machine&, Frame&, Instruction, Value* outcome);

}  // namespace misfit::py::vm
