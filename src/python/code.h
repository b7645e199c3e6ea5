// What the compiler makes of a program and the machine runs: code, functions, frames, generators.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "python/interp.h"

namespace misfit::py {

enum class Op : uint8_t {
  kNop, kPop, kDup, kDup2, kSwap, kRotate3, kRotate4,
  kConst, kLoadLocal, kStoreLocal, kDeleteLocal, kLoadGlobal, kStoreGlobal, kDeleteGlobal,
  kLoadName, kStoreName, kDeleteName,                    // class bodies and exec
  kLoadCell, kStoreCell, kDeleteCell, kLoadClosure, kLoadClassCell,
  kLoadAttr, kStoreAttr, kDeleteAttr, kLoadItem, kStoreItem, kDeleteItem,
  kBinary, kInplace, kUnary, kNot, kCompare, kIs, kIsNot, kIn, kNotIn,
  kJump, kJumpIfFalse, kJumpIfTrue, kJumpIfFalseOrPop, kJumpIfTrueOrPop,
  kTestIf, kTestWhile, kTestFor, kTestAnd, kTestOr, kTestSelect, kTestNot,  // stand before their jumps where staging is possible; arg: region
  kIter, kForNext, kUnpack, kUnpackStar,
  kTuple, kList, kSet, kDict, kSlice, kListAppend, kListExtend, kSetAdd, kSetUpdate, kDictSet, kDictAdd, kDictUpdate, kDictMerge, kListToTuple,
  kFormat, kJoin,
  kCall, kCallKeywords, kCallSpread, kFunction, kBuildClass,
  kReturn, kYield, kYieldFrom, kGeneratorStart,
  kRaise, kReraise, kSetupExcept, kSetupFinally, kPopBlock, kPushHandled, kPopHandled, kMatchException, kSetupWith, kWithExit, kWithExcept,
  kImport, kImportRoot, kImportFrom, kImportStar, kPrintExpression,
  kMatchSequence, kMatchMapping, kMatchClass, kMatchKeys, kMatchRest,
};

struct Instruction { Op op; uint32_t arg; };

// A stretch of code that staging may run by itself (autograph): see ControlFlowHook.
struct Region {
  uint32_t begin = 0, end = 0;               // if, for, while: the body; and/or: the right operand; select: the value if true
  uint32_t else_begin = 0, else_end = 0;     // else
  uint32_t test_begin = 0, test_end = 0;     // while: the condition, which leaves its value on the stack
  uint32_t after = 0;                        // where the statement is over
  std::vector<uint32_t> stored;              // slots of the frame that the statement may bind, in order of first appearance
};

// How kFunction makes a function: defaults for these parameters are on the stack, then annotations if there are any.
struct MakeFunction {
  uint32_t code = 0;                         // constant
  std::vector<uint32_t> defaults;            // parameters
  bool annotations = false;
  std::vector<uint32_t> closure;             // slots of the making frame that hold the cells
};

// A stretch of bytecode with what it needs. Slots of its frames: locals (parameters first), then cells, then free variables.
struct Code : Object {
  static constexpr Kind kind{"code"};
  explicit Code(Type* t) : Object(kind, t) {}
  std::string name, qualname;
  std::shared_ptr<const std::string> file;
  bool in_program = true;                    // its spans are places in the program's text
  std::shared_ptr<Signature> signature;      // defaults live in the Function
  std::vector<Instruction> instructions;
  std::vector<Span> spans;                   // one for each instruction
  std::vector<Value> constants, names;       // names: Str
  std::vector<std::string> slots;            // names of locals, cells, free variables
  uint32_t locals = 0, cells = 0, free = 0;  // how many of each
  std::vector<int> cell_parameters;          // cell i takes its first value from this parameter; -1: none
  std::vector<std::pair<uint32_t, uint32_t>> calls;  // of kCallKeywords: {positional, constant with the names}
  std::vector<MakeFunction> functions;
  std::vector<Region> regions;
  bool generator = false, is_class = false, is_module = false;
  std::string doc;
  bool has_doc = false;
  Span span;                                 // of the def
  void clear() override { constants.clear(); names.clear(); }
};

struct Cell : Object {
  static constexpr Kind kind{"cell"};
  explicit Cell(Type* t) : Object(kind, t) {}
  Value value;                               // null: not bound
  void clear() override { value = {}; }
};

// A function written in Python.
struct Function : Instance {
  static constexpr Kind kind{"function", &Instance::kind};
  explicit Function(Type* t) : Instance(kind, t) {}
  Ref<Code> code;
  Ref<Dict> globals;
  std::vector<Value> defaults;               // one a parameter; null: required
  std::vector<Value> closure;                // Cells
  std::string name, qualname, module;
  Value doc, annotations;
  void clear() override;
};

struct Block { enum class Kind : uint8_t { kExcept, kFinally, kHandler } kind; uint32_t handler; uint32_t height; };

struct Frame : Object {
  static constexpr Kind kind{"frame"};
  explicit Frame(Type* t) : Object(kind, t) {}
  Ref<Code> code;
  Ref<Function> function;                    // null: module or class body
  Ref<Dict> globals, names;                  // names: class body
  std::vector<Value> slots;                  // locals; cells and free variables as Cells
  std::vector<Value> stack;
  std::vector<Block> blocks;
  std::vector<Value> handled;                // exceptions being handled, innermost last
  uint32_t pc = 0;                           // of the next instruction
  Value constructed;                         // running __init__ for a call of a class: the call's value
  bool staged = false;                       // control flow on staged values goes to the hook
  void clear() override;
  Span span() const { return code && !code->spans.empty() ? code->spans[pc ? pc - 1 : 0] : Span{}; }
  Value get(uint32_t slot) const;            // through its Cell; null: not bound
  void set(uint32_t slot, Value);
};

struct Generator : Object {
  static constexpr Kind kind{"generator"};
  explicit Generator(Type* t) : Object(kind, t) {}
  Ref<Frame> frame;                          // null: finished
  std::string name, qualname;
  bool running = false, started = false;
  Value result;                              // of its return
  void clear() override { frame = {}; result = {}; }
};

// Asked when a staged frame meets a value whose type is `staged` where Python would ask for its truth or iterate it.
// `frame` stands just after the test. Each call answers what the statement did.
struct ControlFlowHook {
  virtual ~ControlFlowHook() = default;
  enum class Did {
    kNotMine,      // go on as Python does (bool(x), iter(x))
    kDone,         // slots hold the outcome: go on after the statement (expressions: `value` is the outcome)
    kReturned,     // the function returns `value`
    kRaised,       // pending
  };
  virtual Did if_statement(Frame&, const Region&, const Value& condition, Value* value) = 0;
  virtual Did while_statement(Frame&, const Region&, const Value& first_condition, Value* value) = 0;
  virtual Did for_statement(Frame&, const Region&, const Value& iterable, Value* value) = 0;
  virtual Did and_or(Frame&, const Region&, bool is_and, const Value& left, Value* value) = 0;
  virtual Did select(Frame&, const Region&, const Value& condition, Value* value) = 0;   // a if c else b
  virtual Did logical_not(Frame&, const Value& operand, Value* value) = 0;
  // Any call made in a staged frame; answers kNotMine to let it happen.
  virtual Did call(Frame&, const Value&, const Args&, Value*) { return Did::kNotMine; }
};

// Runs [begin, end) of a frame that is otherwise paused (from inside a hook). `pushed`, if not null, is on the stack when it
// begins (a for's element). Anything it leaves on the stack beyond that is `value` (expressions).
struct RegionOutcome { enum class How { kFellThrough, kReturned, kBroke, kContinued, kRaised } how = How::kFellThrough; Value value; };
RegionOutcome run_region(Interp&, Frame&, const Region&, uint32_t begin, uint32_t end, const Value& pushed = {});

// Hooks and staging belong to the run: while `staging` is set, frames that are entered are staged.
void set_control_flow_hook(Interp&, ControlFlowHook*);
ControlFlowHook* control_flow_hook(Interp&);
bool set_staging(Interp&, bool on);          // answers what it was

// Compiles a text; null: a SyntaxError is pending, or the text needs what is not supported (then the run is stopped for that).
Ref<Code> compile(Interp&, std::string_view text, std::shared_ptr<const std::string> file, bool in_program);

}  // namespace misfit::py
