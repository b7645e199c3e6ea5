// The machine: runs the instructions of the innermost frame until the frames above `base` are gone.
#include "python/machine.h"
#include "python/vm_ops.h"

namespace misfit::py {

using namespace vm;

Value Interp::Machine::run(size_t base, Bounds* bounds, bool failed) {
  bool again = false;  // a re-raise: this frame is in the traceback already
  Frame* f = frames.back().get();
  const size_t home = frames.size();
  if (failed) goto unwind;

  for (;;) {
    if (bounds && frames.size() == home && (f->pc < bounds->begin || f->pc >= bounds->end)) {
      using How = RegionOutcome::How;
      bounds->outcome.how = f->pc == bounds->end ? How::kFellThrough : f->pc <= bounds->begin ? How::kContinued : How::kBroke;
      return Value::none();
    }
    if (--slice == 0) {
      slice = 1024;
      steps += 1024;
      if (!poll()) goto unwind;
    }
    {
      const Instruction i = f->code->instructions[f->pc++];
      std::vector<Value>& s = f->stack;
      switch (i.op) {
        case Op::kNop: break;
        case Op::kPop: s.pop_back(); break;
        case Op::kDup: s.push_back(Value(s.back())); break;
        case Op::kDup2:
          s.push_back(Value(s[s.size() - 2]));
          s.push_back(Value(s[s.size() - 2]));
          break;
        case Op::kSwap: std::swap(s.back(), s[s.size() - 2]); break;
        case Op::kRotate3: {  // a b c -> c a b
          Value top = std::move(s.back());
          s.pop_back();
          s.insert(s.end() - 2, std::move(top));
          break;
        }
        case Op::kRotate4: {
          Value top = std::move(s.back());
          s.pop_back();
          s.insert(s.end() - 3, std::move(top));
          break;
        }
        case Op::kConst: s.push_back(f->code->constants[i.arg]); break;

        case Op::kLoadLocal: {
          const Value& v = f->slots[i.arg];
          if (!v) {
            unbound_local(in, *f, i.arg);
            goto unwind;
          }
          s.push_back(v);
          break;
        }
        case Op::kStoreLocal:
          if (in.on_store) stored(in, *f, f->code->slots[i.arg], s.back());
          f->slots[i.arg] = std::move(s.back());
          s.pop_back();
          break;
        case Op::kDeleteLocal:
          if (!f->slots[i.arg]) {
            unbound_local(in, *f, i.arg);
            goto unwind;
          }
          f->slots[i.arg] = {};
          break;
        case Op::kLoadCell: {
          Value v = f->get(i.arg);
          if (!v) {
            unbound_local(in, *f, i.arg);
            goto unwind;
          }
          s.push_back(std::move(v));
          break;
        }
        case Op::kStoreCell:
          if (in.on_store) stored(in, *f, f->code->slots[i.arg], s.back());
          f->set(i.arg, std::move(s.back()));
          s.pop_back();
          break;
        case Op::kDeleteCell:
          if (!f->get(i.arg)) {
            unbound_local(in, *f, i.arg);
            goto unwind;
          }
          f->set(i.arg, {});
          break;
        case Op::kLoadClosure: s.push_back(f->slots[i.arg]); break;
        case Op::kLoadClassCell: {
          Value v = f->names ? f->names->get(f->code->slots[i.arg]) : Value();
          if (!v) v = f->get(i.arg);
          if (!v) {
            unbound_local(in, *f, i.arg);
            goto unwind;
          }
          s.push_back(std::move(v));
          break;
        }
        case Op::kLoadGlobal: {
          Str& name = name_at(*f, i.arg);
          Value v = f->globals->get(name);
          if (!v) v = builtins->get(name);
          if (!v) {
            undefined_name(in, name.text);
            goto unwind;
          }
          s.push_back(std::move(v));
          break;
        }
        case Op::kStoreGlobal: {
          Str& name = name_at(*f, i.arg);
          if (in.on_store) stored(in, *f, name.text, s.back());
          f->globals->insert(in, f->code->names[i.arg], std::move(s.back()));
          s.pop_back();
          break;
        }
        case Op::kDeleteGlobal:
          if (!f->globals->erase(name_at(*f, i.arg).text)) {
            undefined_name(in, name_at(*f, i.arg).text);
            goto unwind;
          }
          break;
        case Op::kLoadName: {
          Str& name = name_at(*f, i.arg);
          Value v = f->names ? f->names->get(name) : Value();
          if (!v) v = f->globals->get(name);
          if (!v) v = builtins->get(name);
          if (!v) {
            undefined_name(in, name.text);
            goto unwind;
          }
          s.push_back(std::move(v));
          break;
        }
        case Op::kStoreName:
          if (in.on_store && !f->code->is_class) stored(in, *f, name_at(*f, i.arg).text, s.back());
          if (f->names && f->names->type->heap) {  // a class body whose __prepare__ answered a dict with a mind of its own
            const Value space = f->names, value = std::move(s.back());
            s.pop_back();
            if (!in.set_item(space, f->code->names[i.arg], value)) goto unwind;
            break;
          }
          (f->names ? f->names : f->globals)->insert(in, f->code->names[i.arg], std::move(s.back()));
          s.pop_back();
          break;
        case Op::kDeleteName:
          if (!(f->names ? f->names : f->globals)->erase(name_at(*f, i.arg).text)) {
            undefined_name(in, name_at(*f, i.arg).text);
            goto unwind;
          }
          break;

        case Op::kLoadAttr: {
          Value v = in.get_attr(s.back(), name_at(*f, i.arg).text);
          if (!v) goto unwind;
          s.back() = std::move(v);
          break;
        }
        case Op::kStoreAttr: {  // value object
          bool ok = in.set_attr(s.back(), name_at(*f, i.arg).text, s[s.size() - 2]);
          s.resize(s.size() - 2);
          if (!ok) goto unwind;
          break;
        }
        case Op::kDeleteAttr: {
          bool ok = in.set_attr(s.back(), name_at(*f, i.arg).text, {});
          s.pop_back();
          if (!ok) goto unwind;
          break;
        }
        case Op::kLoadItem: {
          Value v = item(in, s[s.size() - 2], s.back());
          if (!v) goto unwind;
          s.pop_back();
          s.back() = std::move(v);
          break;
        }
        case Op::kStoreItem: {  // value object key
          bool ok = in.set_item(s[s.size() - 2], s.back(), s[s.size() - 3]);
          s.resize(s.size() - 3);
          if (!ok) goto unwind;
          break;
        }
        case Op::kDeleteItem: {
          bool ok = in.set_item(s[s.size() - 2], s.back(), {});
          s.resize(s.size() - 2);
          if (!ok) goto unwind;
          break;
        }

        case Op::kBinary: {
          Value v = in.binary(static_cast<BinaryOp>(i.arg), s[s.size() - 2], s.back());
          if (!v) goto unwind;
          s.pop_back();
          s.back() = std::move(v);
          break;
        }
        case Op::kInplace: {
          Value v = in.inplace(static_cast<BinaryOp>(i.arg), s[s.size() - 2], s.back());
          if (!v) goto unwind;
          s.pop_back();
          s.back() = std::move(v);
          break;
        }
        case Op::kUnary: {
          Value v = in.unary(static_cast<UnaryOp>(i.arg), s.back());
          if (!v) goto unwind;
          s.back() = std::move(v);
          break;
        }
        case Op::kNot: {
          std::optional<bool> b = in.truth(s.back());
          if (!b) goto unwind;
          s.back() = Value::boolean(!*b);
          break;
        }
        case Op::kCompare: {
          Value v = in.compare(static_cast<CompareOp>(i.arg), s[s.size() - 2], s.back());
          if (!v) goto unwind;
          s.pop_back();
          s.back() = std::move(v);
          break;
        }
        case Op::kIs:
        case Op::kIsNot: {
          bool same = s.back().same(s[s.size() - 2]);
          s.pop_back();
          s.back() = Value::boolean(same == (i.op == Op::kIs));
          break;
        }
        case Op::kIn:
        case Op::kNotIn: {
          std::optional<bool> found = in.contains(s.back(), s[s.size() - 2]);
          if (!found) goto unwind;
          s.pop_back();
          s.back() = Value::boolean(*found == (i.op == Op::kIn));
          break;
        }

        case Op::kJump: f->pc = i.arg; break;
        case Op::kJumpIfFalse:
        case Op::kJumpIfTrue: {
          std::optional<bool> b = in.truth(s.back());
          if (!b) goto unwind;
          s.pop_back();
          if (*b == (i.op == Op::kJumpIfTrue)) f->pc = i.arg;
          break;
        }
        case Op::kJumpIfFalseOrPop:
        case Op::kJumpIfTrueOrPop: {
          std::optional<bool> b = in.truth(s.back());
          if (!b) goto unwind;
          if (*b == (i.op == Op::kJumpIfTrueOrPop)) f->pc = i.arg;
          else s.pop_back();
          break;
        }

        case Op::kTestIf: case Op::kTestWhile: case Op::kTestFor: case Op::kTestAnd: case Op::kTestOr: case Op::kTestSelect: case Op::kTestNot:
          if (f->staged && hook && in.type_of(s.back())->staged) {
            Value outcome;
            switch (ask_hook(*this, *f, i, &outcome)) {
              case ControlFlowHook::Did::kNotMine: break;
              case ControlFlowHook::Did::kDone:
                s.pop_back();
                if (outcome) s.push_back(std::move(outcome));
                if (i.op != Op::kTestNot) f->pc = f->code->regions[i.arg].after;
                else ++f->pc;
                break;
              case ControlFlowHook::Did::kReturned:
                s.push_back(std::move(outcome));
                goto returned;
              case ControlFlowHook::Did::kRaised: goto unwind;
            }
          }
          break;

        case Op::kIter: {
          Value it = in.iter(s.back());
          if (!it) goto unwind;
          s.back() = std::move(it);
          break;
        }
        case Op::kForNext: {
          Value v = in.next(s.back());
          if (v) {
            s.push_back(std::move(v));
          } else {
            if (in.pending()) goto unwind;
            s.pop_back();
            f->pc = i.arg;
          }
          break;
        }
        case Op::kUnpack:
          if (!unpack(in, s, i.arg)) goto unwind;
          break;
        case Op::kUnpackStar:
          if (!unpack_star(in, s, i.arg & 0xff, i.arg >> 8)) goto unwind;
          break;

        case Op::kTuple: s.push_back(in.tuple(pop_many(s, i.arg))); break;
        case Op::kList: s.push_back(in.list(pop_many(s, i.arg))); break;
        case Op::kSet:
        case Op::kDict:
        case Op::kSlice:
        case Op::kListAppend:
        case Op::kListExtend:
        case Op::kSetAdd:
        case Op::kSetUpdate:
        case Op::kDictSet:
        case Op::kDictAdd:
        case Op::kDictUpdate:
        case Op::kDictMerge:
        case Op::kListToTuple:
          if (!build(in, *f, i)) goto unwind;
          break;
        case Op::kFormat:
          if (!format_value(in, s, i.arg)) goto unwind;
          break;
        case Op::kJoin: {
          std::string text;
          for (size_t k = s.size() - i.arg; k < s.size(); ++k) text += cast<Str>(s[k])->text;
          s.resize(s.size() - i.arg);
          s.push_back(in.str_value(std::move(text)));
          break;
        }

        case Op::kCall:
        case Op::kCallKeywords:
        case Op::kCallSpread: {
          Value result;
          switch (begin_call(*this, *f, i, &result)) {
            case Called::kEntered:
              f = frames.back().get();
              break;
            case Called::kDone: s.push_back(std::move(result)); break;
            case Called::kFailed: goto unwind;
          }
          break;
        }
        case Op::kFunction: s.push_back(make_function(*this, *f, f->code->functions[i.arg])); break;
        case Op::kBuildClass:
          if (!build_class(*this, *f)) goto unwind;
          break;

        case Op::kReturn:
        returned: {
          Value result = std::move(f->stack.back());
          f->stack.pop_back();
          if (bounds && frames.size() == home) {
            bounds->outcome = {RegionOutcome::How::kReturned, result};
            return result;
          }
          if (f->constructed) {
            if (!result.is_none()) {
              in.raise("TypeError", "__init__() should return None, not '" + type_name(in, result) + "'");
              drop_frame();
              if (frames.size() == base) return {};
              f = frames.back().get();
              goto unwind;
            }
            result = std::move(f->constructed);
          }
          drop_frame();
          if (frames.size() == base) return result;
          f = frames.back().get();
          f->stack.push_back(std::move(result));
          break;
        }
        case Op::kGeneratorStart: break;
        case Op::kYield: {
          Value v = std::move(s.back());
          s.pop_back();
          depth -= f->code->in_program;
          frames.pop_back();
          yielded = true;
          return v;
        }
        case Op::kYieldFrom: {
          Value sent = std::move(s.back());
          s.pop_back();
          Value v = send_to(in, s.back(), sent);
          if (v) {
            --f->pc;
            depth -= f->code->in_program;
            frames.pop_back();
            yielded = true;
            return v;
          }
          if (in.pending()) goto unwind;
          s.back() = stop_value ? std::move(stop_value) : Value::none();
          stop_value = {};
          break;
        }

        case Op::kRaise:
          again = raise_statement(in, *f, i.arg);
          goto unwind;
        case Op::kReraise: {
          Value e = std::move(s.back());
          s.pop_back();
          again = true;
          in.raise_object(Ref<Exception>(cast<Exception>(e)));
          goto unwind;
        }
        case Op::kSetupExcept: f->blocks.push_back({Block::Kind::kExcept, i.arg, static_cast<uint32_t>(s.size())}); break;
        case Op::kSetupFinally: f->blocks.push_back({Block::Kind::kFinally, i.arg, static_cast<uint32_t>(s.size())}); break;
        case Op::kPopBlock: f->blocks.pop_back(); break;
        case Op::kPushHandled: break;
        case Op::kPopHandled:
          f->blocks.pop_back();
          f->handled.pop_back();
          break;
        case Op::kMatchException: {  // exception wanted -> exception bool
          bool ok = true, match = matches_exception(in, s[s.size() - 2], s.back(), &ok);
          if (!ok) goto unwind;
          s.back() = Value::boolean(match);
          break;
        }
        case Op::kSetupWith:
          if (!enter_with(in, *f, i.arg)) goto unwind;
          break;
        case Op::kWithExit: {
          Value exit = std::move(s.back());
          s.pop_back();
          if (!in.call(exit, {Value::none(), Value::none(), Value::none()})) goto unwind;
          break;
        }
        case Op::kWithExcept: {  // exit exception -> exit exception bool
          Value e = s.back();
          Value r = in.call(s[s.size() - 2], {Value(in.type_of(e)), e, in.get_attr(e, "__traceback__")});
          std::optional<bool> quiet = r ? in.truth(r) : std::nullopt;
          if (!quiet) goto unwind;
          s.push_back(Value::boolean(*quiet));
          break;
        }

        case Op::kImport:
        case Op::kImportRoot:
        case Op::kImportFrom:
        case Op::kImportStar:
          if (!import_step(in, *f, i)) goto unwind;
          break;
        case Op::kPrintExpression: s.pop_back(); break;
        case Op::kMatchSequence:
        case Op::kMatchMapping:
        case Op::kMatchClass:
        case Op::kMatchKeys:
        case Op::kMatchRest:
          if (!match_step(in, *f, i)) goto unwind;
          break;
      }
      continue;
    }

  unwind:
    // An exception is pending: find who handles it, leaving frames on the way.
    for (;;) {
      if (in.stopped()) {
        in.stop(Stop::kAsked);
        if (bounds) {
          bounds->outcome.how = RegionOutcome::How::kRaised;
          while (frames.size() > home) drop_frame();
          return {};
        }
        while (frames.size() > base) drop_frame();
        return {};
      }
      Ref<Exception> e = in.take();
      if (!e) {  // a native function answered nothing and said nothing
        std::fprintf(stderr, "no exception pending at line %u in %s\n", f->span().line, f->code->name.c_str());
        in.raise("SystemError", "error return without exception set");
        continue;
      }
      if (!again) add_traceback(*e, *f);
      again = false;
      const size_t floor = bounds && frames.size() == home ? bounds->blocks : 0;
      bool handled = false;
      while (f->blocks.size() > floor) {
        Block b = f->blocks.back();
        f->blocks.pop_back();
        if (b.kind == Block::Kind::kHandler) {
          f->handled.pop_back();
          continue;
        }
        f->stack.resize(b.height);
        f->blocks.push_back({Block::Kind::kHandler, 0, b.height});
        f->handled.push_back(e);
        f->stack.push_back(e);
        f->pc = b.handler;
        handled = true;
        break;
      }
      if (handled) break;
      if (bounds && frames.size() == home) {
        bounds->outcome.how = RegionOutcome::How::kRaised;
        repend(in, e);
        return {};
      }
      drop_frame();
      repend(in, e);
      if (frames.size() == base) return {};
      f = frames.back().get();
    }
  }
}

}  // namespace misfit::py
