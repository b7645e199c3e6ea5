#include "tensorflow/autograph.h"

#include "python/code.h"
#include "python/machine.h"
#include "tensorflow/call.h"
#include "tensorflow/composites.h"
#include "tensorflow/types.h"

namespace misfit::tf {
namespace {

using Did = py::ControlFlowHook::Did;
using How = py::RegionOutcome::How;

// Python numbers, texts and arrays become tensors where branches meet.
bool is_plain(const py::Value& v) { return v.is_bool() || v.is_int() || v.is_float() || py::cast<py::Str>(v); }

std::optional<DType> dtype_of(py::Interp& in, const py::Value& v) {
  if (TensorObject* t = as_tensor_object(v)) return t->operand.dtype;
  if (py::cast<Variable>(v)) return py::cast<Variable>(v)->cell->dtype;
  if (!is_plain(v)) return std::nullopt;
  auto x = convert(in, v);
  if (!x) in.take();
  return x ? std::optional<DType>(x->dtype) : std::nullopt;
}

class Autograph : public py::ControlFlowHook, public py::RunState {
 public:
  static constexpr py::Kind kind{"tf.Autograph"};
  explicit Autograph(py::Interp& in) : in_(in), context_(in.state<Context>()) {}

  Did if_statement(py::Frame& f, const py::Region& r, const py::Value& condition, py::Value* value) override {
    if (context_.eager()) return Did::kNotMine;
    auto test = predicate(condition, "if statement");
    if (!test) return Did::kRaised;
    const std::vector<py::Value> before = values(f);
    std::vector<py::Value> after[2];
    py::RegionOutcome outcome[2];
    std::optional<Branch> branch[2];
    Loop* loop = loops_.empty() || loops_.back().frame != &f ? nullptr : &loops_.back();
    // Traces a branch; `last` not 0: and what follows the statement, up to there.
    const auto trace = [&](int i, uint32_t last) {
      restore(f, before);
      branch[i].emplace(i ? "cond_false" : "cond_true", in_.profile);
      InBranch inside(context_, *branch[i]);
      const uint32_t first = i ? r.else_begin : r.begin, end = i ? r.else_end : r.end;
      outcome[i] = first < end ? py::run_region(in_, f, r, first, end) : py::RegionOutcome{};
      if (last && outcome[i].how == How::kFellThrough) outcome[i] = py::run_region(in_, f, r, r.after, last);
      after[i] = values(f);
      return outcome[i].how != How::kRaised;
    };
    for (int i = 0; i < 2; ++i)
      if (!trace(i, 0)) {
        restore(f, before);
        return Did::kRaised;
      }
    const auto leaves_body = [&](int i) { return outcome[i].how == How::kContinued || outcome[i].how == How::kBroke || (outcome[i].how == How::kReturned && is_done(outcome[i].value)); };
    if (loop && (leaves_body(0) || leaves_body(1))) {
      // `continue` or `break` on one side: the rest of the body belongs to the other.
      py::Value broke[2];
      for (int i = 0; i < 2; ++i) {
        loop->broke = py::Value();
        if (!trace(i, loop->region->end)) {
          restore(f, before);
          return Did::kRaised;
        }
        broke[i] = outcome[i].how == How::kBroke ? py::Value::boolean(true) : loop->broke ? loop->broke : py::Value::boolean(false);
      }
      restore(f, before);
      if (!meet(f, r, loop->region->stored, *test, branch, after, true, &broke[0], &broke[1])) return Did::kRaised;
      loop->broke = broke[0];
      *value = done_;
      return Did::kReturned;
    }
    // A branch that returns while the other goes on: what follows the statement belongs to the other.
    if ((outcome[0].how == How::kReturned) != (outcome[1].how == How::kReturned))
      if (!trace(outcome[0].how == How::kReturned ? 1 : 0, static_cast<uint32_t>(f.code->instructions.size()))) {
        restore(f, before);
        return Did::kRaised;
      }
    restore(f, before);
    if (outcome[0].how == How::kReturned && outcome[1].how == How::kReturned) {
      if (!check("retval_", outcome[0].value, outcome[1].value)) return Did::kRaised;
      *value = join(in_, *test, *branch[0], outcome[0].value, *branch[1], outcome[1].value);
      return *value ? Did::kReturned : Did::kRaised;
    }
    return meet(f, r, r.stored, *test, branch, after, false, nullptr, nullptr) ? Did::kDone : Did::kRaised;
  }

  Did while_statement(py::Frame& f, const py::Region& r, const py::Value& first, py::Value* value) override {
    (void)value;
    if (context_.eager()) return Did::kNotMine;
    if (!predicate(first, "while loop")) return Did::kRaised;
    return loop(f, r, {}, [&]() -> std::optional<Operand> {
      const py::RegionOutcome o = py::run_region(in_, f, r, r.test_begin, r.test_end);
      if (o.how == How::kRaised || !o.value) return std::nullopt;
      return predicate(o.value, "while loop");
    });
  }

  Did for_statement(py::Frame& f, const py::Region& r, const py::Value& iterable, py::Value* value) override {
    (void)value;
    if (context_.eager()) return Did::kNotMine;
    auto x = convert(in_, iterable);
    if (!x) return Did::kRaised;
    if (x->shape.known_rank() && x->shape.rank() == 0) {
      in_.raise("TypeError", "Cannot iterate over a scalar tensor.");
      return Did::kRaised;
    }
    return loop(f, r, *x, {});
  }

  Did and_or(py::Frame& f, const py::Region& r, bool is_and, const py::Value& left, py::Value* value) override {
    if (context_.eager()) return Did::kNotMine;
    auto a = convert(in_, left);
    if (!a) return Did::kRaised;
    const py::RegionOutcome o = py::run_region(in_, f, r, r.begin, r.end);
    if (o.how == How::kRaised || !o.value) return Did::kRaised;
    auto b = convert(in_, o.value);
    if (!b) return Did::kRaised;
    const Operand y = context_.run1(op(is_and ? "LogicalAnd" : "LogicalOr"), {*a, *b});
    if (!y) return Did::kRaised;
    *value = tensor_value(in_, y);
    return Did::kDone;
  }

  Did select(py::Frame& f, const py::Region& r, const py::Value& condition, py::Value* value) override {
    if (context_.eager()) return Did::kNotMine;
    auto test = predicate(condition, "conditional expression");
    if (!test) return Did::kRaised;
    const auto side = [&](uint32_t first, uint32_t last) { return [this, &f, &r, first, last] { return py::run_region(in_, f, r, first, last).value; }; };
    *value = cond(in_, *test, side(r.begin, r.end), side(r.else_begin, r.else_end));
    return *value ? Did::kDone : Did::kRaised;
  }

  Did logical_not(py::Frame&, const py::Value& operand, py::Value* value) override {
    if (context_.eager()) return Did::kNotMine;
    *value = op_value(in_, "LogicalNot", {operand});
    return *value ? Did::kDone : Did::kRaised;
  }

 private:
  struct Loop { const py::Frame* frame; const py::Region* region; py::Value broke; };

  // The values in the frame's slots, looked up through cells; and back.
  static std::vector<py::Value> values(const py::Frame& f) {
    std::vector<py::Value> out;
    for (uint32_t s = 0; s < f.slots.size(); ++s) out.push_back(f.get(s));
    return out;
  }
  static void restore(py::Frame& f, const std::vector<py::Value>& v) {
    for (uint32_t s = 0; s < v.size(); ++s)
      if (!f.get(s).same(v[s])) f.set(s, v[s]);
  }
  bool is_done(const py::Value& v) const { return v.same(done_); }

  // Where branches meet: each name that one of them has bound takes the value of the If node.
  bool meet(py::Frame& f, const py::Region& r, const std::vector<uint32_t>& stored, const Operand& test, std::optional<Branch> (&branch)[2], const std::vector<py::Value> (&after)[2],
            bool all, py::Value* broke0, py::Value* broke1) {
    std::vector<uint32_t> slots;
    std::vector<py::Value> left, right;
    for (uint32_t s : stored) {
      const py::Value &a = after[0][s], &b = after[1][s];
      if ((a && b && a.same(b)) || (!a && !b)) {
        if (a) f.set(s, a);
        continue;
      }
      const std::string& name = f.code->slots[s];
      if (!a || !b) {
        if (all || !used_after(f, r, s)) continue;
        in_.raise("ValueError", "'" + name + "' must also be initialized in the " + (a ? "else" : "main") + " branch");
        return false;
      }
      if (!check(name, a, b)) return false;
      slots.push_back(s);
      left.push_back(a);
      right.push_back(b);
    }
    if (broke0) {
      left.push_back(*broke0);
      right.push_back(*broke1);
    }
    const py::Value merged = join(in_, test, *branch[0], in_.tuple(left), *branch[1], in_.tuple(right));
    if (!merged) return false;
    const auto items = in_.items(merged);
    for (size_t i = 0; i < slots.size(); ++i) f.set(slots[i], items[i]);
    if (broke0) *broke0 = items.back();
    return true;
  }

  std::optional<Operand> predicate(const py::Value& v, std::string_view what) {
    auto x = convert(in_, v);
    if (!x) return std::nullopt;
    if (x->dtype != DType::kBool) {
      auto text = in_.str(v);
      if (text) in_.raise("ValueError", "condition of " + std::string(what) + " expected to be `tf.bool` scalar, got " + *text + "; to use as boolean Tensor, use `tf.cast`; to check for None, use `is not None`");
      return std::nullopt;
    }
    if (x->shape.known_rank() && x->shape.rank() > 0) {
      int64_t known = 1;
      for (int64_t d : x->shape) known *= d < 0 ? 1 : d;
      if (known > 1) {
        auto text = in_.str(v);
        if (text) in_.raise("ValueError", "condition of " + std::string(what) + " expected to be `tf.bool` scalar, got " + *text + "; to check for None, use `is not None`");
        return std::nullopt;
      }
      const Operand flat = context_.run1(op("Reshape"), {*x, context_.constant(Tensor::zeros(DType::kInt32, Shape{0}))});
      if (!flat) return std::nullopt;
      return flat;
    }
    return *x;
  }

  // Whether anything behind the statement reads the slot (or, inside a loop, anything before it).
  static bool used_after(const py::Frame& f, const py::Region& r, uint32_t s) {
    const auto& code = f.code->instructions;
    const auto reads = [&](size_t first, size_t last) {
      for (size_t i = first; i < last && i < code.size(); ++i)
        if ((code[i].op == py::Op::kLoadLocal && code[i].arg == s) || (code[i].op == py::Op::kLoadCell && code[i].arg == s) || code[i].op == py::Op::kLoadClosure) return true;
      return false;
    };
    if (reads(r.after, code.size())) return true;
    for (size_t i = r.after; i < code.size(); ++i)
      if (code[i].op == py::Op::kJump && code[i].arg < r.begin) return reads(code[i].arg, r.begin);
    return false;
  }

  bool check(const std::string& name, const py::Value& a, const py::Value& b) {
    if (a.is_none() != b.is_none()) {
      in_.raise("ValueError", "'" + name + "' is None at the end of the " + (a.is_none() ? "main" : "else") + " branch.");
      return false;
    }
    const auto x = dtype_of(in_, a), y = dtype_of(in_, b);
    if (x && y && *x != *y) {
      in_.raise("TypeError", "'" + name + "' has dtype " + std::string(tf_name(*x)) + " in the main branch, but dtype " + std::string(tf_name(*y)) + " in the else branch");
      return false;
    }
    return true;
  }

  // A loop whose state is what its body binds. `over`: a for's tensor; `test`: a while's condition.
  Did loop(py::Frame& f, const py::Region& r, std::optional<Operand> over, const std::function<std::optional<Operand>()>& test) {
    const std::vector<py::Value> before = values(f);
    struct Kept { uint32_t slot; size_t first, count; py::Value structure; };   // tuples and composites are several tensors
    std::vector<Kept> kept;
    Operands state;
    std::vector<Shape> invariants;
    const auto constant = [&](Tensor t) { return context_.constant(t); };
    state.push_back(constant(Tensor::scalar<int32_t>(0)));
    state.push_back(constant(Tensor::scalar(false)));
    invariants = {Shape{}, Shape{}};
    for (uint32_t s : r.stored) {
      const py::Value& v = before[s];
      if (!v || v.is_none()) continue;
      std::vector<py::Value> parts;
      const bool structured = is_composite(v) || (py::cast<py::Tuple>(v) && !in_.items(v).empty());
      if (structured) {
        if (!flatten(in_, v, parts)) return Did::kRaised;
        bool tensors = false, all = true;
        for (const py::Value& p : parts) {
          tensors = tensors || as_tensor_object(p);
          all = all && (as_tensor_object(p) || is_plain(p));
        }
        if (!tensors || !all) continue;
      } else {
        if (!as_tensor_object(v) && !is_plain(v)) continue;     // variables, lists: objects stay objects
        parts.push_back(v);
      }
      kept.push_back({s, state.size(), parts.size(), structured ? v : py::Value()});
      std::vector<py::Value> shapes;
      if (is_composite(v)) {
        const py::Value given = in_.call(in_.get_attr(v, "_tf_invariants"), {});
        if (!given) return Did::kRaised;
        for (const py::Value& g : in_.items(given)) shapes.push_back(g);
      }
      for (size_t i = 0; i < parts.size(); ++i) {
        auto x = convert(in_, parts[i]);
        if (!x) return Did::kRaised;
        state.push_back(*x);
        auto shape = i < shapes.size() ? as_shape(in_, shapes[i]) : std::optional<Shape>(x->shape);
        if (!shape) return Did::kRaised;
        invariants.push_back(*shape);
      }
    }
    const auto bind = [&](std::span<const Operand> now) {
      for (const Kept& k : kept) {
        if (!k.structure) { f.set(k.slot, tensor_value(in_, now[k.first], now[k.first].step)); continue; }
        std::vector<py::Value> parts;
        for (size_t i = 0; i < k.count; ++i) parts.push_back(tensor_value(in_, now[k.first + i], now[k.first + i].step));
        f.set(k.slot, pack_like(in_, k.structure, parts));
      }
    };
    std::optional<Operand> limit;
    if (over) {
      const Operand length = over->shape.known_rank() && over->shape[0] >= 0 ? constant(Tensor::scalar(static_cast<int32_t>(over->shape[0]))) : Operand{};
      if (length) {
        limit = length;
      } else {
        const py::Value size = op_value(in_, "Shape", {Argument(*over)});
        const py::Value first = size ? tensor_item(in_, size, py::Value::integer(0)) : size;
        if (!first) return Did::kRaised;
        limit = as_tensor_object(first)->operand;
      }
    }
    auto out = while_loop(in_, state, invariants, [&](std::span<const Operand> now) -> std::optional<Operand> {
      bind(now);
      std::optional<Operand> go;
      if (over) {
        const Operand less = context_.run1(op("Less"), {now[0], *limit});
        if (!less) return std::nullopt;
        go = less;
      } else {
        go = test();
        if (!go) return std::nullopt;
      }
      const Operand not_broken = context_.run1(op("LogicalNot"), {now[1]});
      const Operand both = not_broken ? context_.run1(op("LogicalAnd"), {*go, not_broken}) : not_broken;
      return both ? std::optional<Operand>(both) : std::nullopt;
    }, [&](std::span<const Operand> now) -> std::optional<Operands> {
      bind(now);
      loops_.push_back({&f, &r, py::Value()});
      py::Value element;
      if (over) element = tensor_item(in_, tensor_value(in_, *over), tensor_value(in_, now[0]));
      const py::RegionOutcome o = over && !element ? py::RegionOutcome{How::kRaised, {}} : py::run_region(in_, f, r, r.begin, r.end, element);
      const py::Value broke = o.how == How::kBroke ? py::Value::boolean(true) : loops_.back().broke;
      loops_.pop_back();
      if (o.how == How::kRaised) return std::nullopt;
      if (o.how == How::kReturned && !is_done(o.value)) {
        in_.raise("NotImplementedError", "a return statement cannot be placed inside this TensorFlow loop; this may happen if a return statement depends on a static Python condition such as a hyperparameter");
        return std::nullopt;
      }
      Operands next;
      const Operand one = context_.run1(op("AddV2"), {now[0], context_.constant(Tensor::scalar<int32_t>(1))});
      if (!one) return std::nullopt;
      next.push_back(one);
      auto flag = broke ? convert(in_, broke) : std::optional<Operand>(now[1]);
      if (!flag) return std::nullopt;
      next.push_back(*flag);
      for (const Kept& k : kept) {
        std::vector<py::Value> parts;
        if (!k.structure) parts.push_back(f.get(k.slot));
        else if (!flatten(in_, f.get(k.slot), parts)) return std::nullopt;
        const std::string& name = f.code->slots[k.slot];
        if (parts.size() != k.count) {
          in_.raise("ValueError", "'" + name + "' does not have the same nested structure after one iteration.");
          return std::nullopt;
        }
        for (size_t i = 0; i < k.count; ++i) {
          auto x = convert(in_, parts[i]);
          if (!x) return std::nullopt;
          const Operand& was = now[k.first + i];
          if (x->dtype != was.dtype) {
            in_.raise("TypeError", "'" + name + "' has dtype " + std::string(tf_name(was.dtype)) + " before the loop, but dtype " + std::string(tf_name(x->dtype)) + " after one iteration");
            return std::nullopt;
          }
          const Shape &entry = was.shape, &exit = x->shape;
          bool fits = !entry.known_rank() || (exit.known_rank() && exit.rank() == entry.rank());
          for (size_t d = 0; fits && entry.known_rank() && d < entry.rank(); ++d) fits = entry[d] < 0 || entry[d] == exit[d];
          if (!fits) {
            in_.raise("ValueError", "'" + name + "' has shape " + python_text(entry) + " before the loop, but shape " + python_text(exit) +
                      " after one iteration. Use tf.autograph.experimental.set_loop_options to set shape invariants.");
            return std::nullopt;
          }
          next.push_back(*x);
        }
      }
      return next;
    });
    restore(f, before);
    if (!out) return Did::kRaised;
    bind(*out);
    return Did::kDone;
  }

  py::Interp& in_;
  Context& context_;
  std::vector<Loop> loops_;
  py::Value done_ = in_.str_value("<the body is done>");
};

}  // namespace

py::Value call_converted(py::Interp& in, const py::Value& function, const py::Args& args) {
  if (!can_convert(in, function)) return in.call(function, args);
  py::set_control_flow_hook(in, &in.state<Autograph>());
  const bool outer = py::set_staging(in, true);
  const py::Value out = in.call(function, args);
  py::set_staging(in, outer);
  if (!out) {
    name_as_converted(in, function);
    wrap_user_code(in);
  }
  return out;
}

}  // namespace misfit::tf
