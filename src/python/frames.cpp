// Frames: made from calls, kept for the next one, and what a traceback remembers of them.
#include "core/buffer.h"
#include "core/heap.h"
#include "python/budget.h"
#include "python/machine.h"

namespace misfit::py {

Ref<Frame> Interp::Machine::new_frame(const Ref<Code>& code) {
  Ref<Frame> f;
  if (!spare_frames.empty()) {
    f = std::move(spare_frames.back());
    spare_frames.pop_back();
  } else {
    f = Ref<Frame>(new Frame(t.frame));
  }
  f->code = code;
  f->pc = 0;
  f->staged = staging && code->in_program;   // a library's own ifs and loops stay Python
  f->slots.resize(code->slots.size());
  return f;
}

// Parameters that inner functions use live in cells.
static void make_cells(Interp::Machine& m, Frame& f) {
  const Code& code = *f.code;
  for (uint32_t c = 0; c < code.cells; ++c) {
    Cell* cell = new Cell(m.t.cell);
    Value held(cell);
    if (int p = code.cell_parameters[c]; p >= 0) cell->value = std::move(f.slots[static_cast<size_t>(p)]);
    f.slots[code.locals + c] = std::move(held);
  }
}

Ref<Frame> Interp::Machine::frame_for(Function& fn, const Args& args, const Value* self) {
  const Signature& s = *fn.code->signature;
  Ref<Frame> f = new_frame(fn.code);
  size_t n = args.positional.size() + (self ? 1 : 0);
  if (args.keywords.empty() && s.star < 0 && s.double_star < 0 && n == s.parameters.size() && (n == 0 || !s.parameters[n - 1].keyword_only)) {
    size_t i = 0;
    if (self) f->slots[i++] = *self;
    for (const Value& v : args.positional) f->slots[i++] = v;
  } else {
    uint64_t given = 0;
    // The words use the function's own qualified name, which decorators may have changed.
    bool ok;
    if (fn.qualname == s.qualname) {
      ok = bind_arguments(in, s, fn.defaults.data(), args, self, f->slots.data(), &given);
    } else {
      Signature renamed = s;
      renamed.qualname = fn.qualname;
      ok = bind_arguments(in, renamed, fn.defaults.data(), args, self, f->slots.data(), &given);
    }
    if (!ok) return {};
  }
  f->function = Ref<Function>(&fn);
  f->globals = fn.globals;
  if (fn.code->cells) make_cells(*this, *f);
  for (size_t i = 0; i < fn.closure.size(); ++i) f->slots[fn.code->locals + fn.code->cells + i] = fn.closure[i];
  return f;
}

// The library's own frames do not count: what they stand for is C in CPython.
bool Interp::Machine::enter(Ref<Frame> f) {
  const int own = f->code->in_program;
  depth += own;
  if (depth > in.limits.depth || frames.size() > 6 * static_cast<size_t>(in.limits.depth)) {
    depth -= own;
    in.raise("RecursionError", "maximum recursion depth exceeded");
    return false;
  }
  frames.push_back(std::move(f));
  return true;
}

void Interp::Machine::drop_frame() {
  Ref<Frame> f = std::move(frames.back());
  frames.pop_back();
  depth -= f->code->in_program;
  if (f->refs > 1 || spare_frames.size() > 64) return;
  f->clear();
  f->blocks.clear();
  spare_frames.push_back(std::move(f));
}

Value Interp::Machine::call_function(Function& fn, const Args& args, const Value* self) {
  Value held(&fn);
  Ref<Frame> f = frame_for(fn, args, self);
  if (!f) return {};
  if (fn.code->generator) return make_generator(in, std::move(f));
  ++native_depth;
  Value result;
  if (native_depth > kMostNative) in.raise("RecursionError", "maximum recursion depth exceeded while calling a Python object");
  else if (size_t base = frames.size(); enter(std::move(f))) result = run(base);
  --native_depth;
  return result;
}

Value Interp::Machine::run_code(const Ref<Code>& code, const Ref<Dict>& globals, const Ref<Dict>& names) {
  Ref<Frame> f = new_frame(code);
  f->globals = globals;
  f->names = names;
  if (code->cells) make_cells(*this, *f);
  size_t base = frames.size();
  return enter(std::move(f)) ? run(base) : Value();
}

void Interp::Machine::add_traceback(Exception& e, const Frame& f) {
  if (f.code->in_program) e.traceback.insert(e.traceback.begin(), {f.span(), f.code->name});
}

bool spend(Interp& in, uint64_t instructions) { return in.machine().spend(instructions); }

void charge(Interp& in, uint64_t instructions) { in.machine().steps += instructions; }

size_t Interp::Machine::memory() const {
  const size_t heap = heap_bytes();
  return lazy_buffer_bytes() + (heap > heap_before ? heap - heap_before : 0);
}

// Asked every thousand instructions, and by native loops.
bool Interp::Machine::poll() {
  if (in.stopped()) {
    in.stop(Stop::kAsked);
    return false;
  }
  if (steps > in.limits.steps) in.stop(Stop::kSteps, "more than " + std::to_string(in.limits.steps) + " steps");
  else if (host && host->should_stop()) in.stop(Stop::kAsked);
  else if (memory() > in.limits.memory) in.stop(Stop::kMemory, "more than " + std::to_string(in.limits.memory >> 20) + " MB of memory");
  else if (in.limits.seconds > 0 && std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count() > in.limits.seconds) {
    char text[48];
    std::snprintf(text, sizeof text, "more than %g seconds", in.limits.seconds);
    in.stop(Stop::kTime, text);
  }
  return !in.stopped();
}

void set_control_flow_hook(Interp& in, ControlFlowHook* hook) { in.machine().hook = hook; }
ControlFlowHook* control_flow_hook(Interp& in) { return in.machine().hook; }
bool set_staging(Interp& in, bool on) { return std::exchange(in.machine().staging, on); }

RegionOutcome run_region(Interp& in, Frame& f, const Region& region, uint32_t begin, uint32_t end, const Value& pushed) {
  Interp::Machine& m = in.machine();
  ENSURE(!m.frames.empty() && m.frames.back().get() == &f);
  const uint32_t pc = f.pc;
  const size_t height = f.stack.size(), blocks = f.blocks.size();
  if (pushed) {
    f.stack.push_back(Value::none());  // stands for the iterator that `break` drops
    f.stack.push_back(pushed);
  }
  f.pc = begin;
  Interp::Machine::Bounds bounds{&region, begin, end, blocks, f.stack.size() - (pushed ? 1 : 0), {}};
  ++m.native_depth;
  m.run(m.frames.size() - 1, &bounds);
  --m.native_depth;
  if (bounds.outcome.how == RegionOutcome::How::kFellThrough && f.stack.size() > height + (pushed ? 1 : 0)) bounds.outcome.value = f.stack.back();
  f.stack.resize(height);
  f.blocks.resize(blocks);
  if (bounds.outcome.how != RegionOutcome::How::kRaised) f.pc = pc;
  return bounds.outcome;
}

}  // namespace misfit::py
