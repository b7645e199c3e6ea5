// The traceback module.
#include "python/machine.h"

namespace misfit::py {
namespace {

// The exception meant by (type, value, tb), (value) or nothing: the one being handled.
Exception* meant(Interp& in, const Value& a, const Value& b) {
  if (Exception* e = cast<Exception>(b)) return e;
  if (Exception* e = cast<Exception>(a)) return e;
  auto& frames = in.machine().frames;
  for (size_t i = frames.size(); i-- > 0;)
    if (!frames[i]->handled.empty()) return cast<Exception>(frames[i]->handled.back());
  return nullptr;
}

std::string text_of(Interp& in, Exception* e) { return e ? format_traceback(in, *e) : "NoneType: None\n"; }

std::vector<Value> lines(Interp& in, const std::string& text) {
  std::vector<Value> v;
  for (size_t at = 0; at < text.size();) {
    size_t end = text.find('\n', at);
    end = end == std::string::npos ? text.size() : end + 1;
    v.push_back(in.str_value(text.substr(at, end - at)));
    at = end;
  }
  return v;
}

Value print_to(Interp& in, const Value& file, const std::string& text) {
  if (file && !file.is_none()) {
    Value write = in.get_attr(file, "write");
    return write && in.call(write, {in.str_value(text)}) ? Value::none() : Value();
  }
  if (Module* sys = cast<Module>(in.machine().modules->get("sys")))
    if (Value err = sys->dict->get("stderr"); err && !err.is_none()) {
      Value write = in.get_attr(err, "write");
      return write && in.call(write, {in.str_value(text)}) ? Value::none() : Value();
    }
  return Value::none();
}

}  // namespace

void define_traceback_module(Interp& in) {
  in.register_module("traceback", [](Interp& i, Module& m) {
    auto add = [&](const char* name, const char* signature, NativeFunction f) { i.set(m, name, i.builtin(name, signature, std::move(f), "traceback")); };
    add("format_exc", "limit=None, chain=True", [](Interp& n, Bound&) { return n.str_value(text_of(n, meant(n, {}, {}))); });
    add("print_exc", "limit=None, file=None, chain=True", [](Interp& n, Bound& b) { return print_to(n, b["file"], text_of(n, meant(n, {}, {}))); });
    add("format_exception", "exc, /, value=None, tb=None, limit=None, chain=True",
        [](Interp& n, Bound& b) { return n.list(lines(n, text_of(n, meant(n, b["exc"], b["value"])))); });
    add("print_exception", "exc, /, value=None, tb=None, limit=None, file=None, chain=True",
        [](Interp& n, Bound& b) { return print_to(n, b["file"], text_of(n, meant(n, b["exc"], b["value"]))); });
    add("format_exception_only", "exc, /, value=None", [](Interp& n, Bound& b) {
      std::vector<Value> v;
      if (Exception* e = meant(n, b["exc"], b["value"]))
        for (std::string& l : format_exception_only(n, *e)) v.push_back(n.str_value(std::move(l)));
      return n.list(std::move(v));
    });
    add("format_tb", "tb, limit=None", [](Interp& n, Bound& b) {
      std::vector<Value> v;
      for (Value tb = b["tb"]; tb && !tb.is_none(); tb = n.get_attr(tb, "tb_next")) {
        Value code = n.get_attr(n.get_attr(tb, "tb_frame"), "f_code"), line = n.get_attr(tb, "tb_lineno");
        v.push_back(n.str_value("  File \"" + n.machine().file_name + "\", line " + n.str(line).value_or("") + ", in " + n.str(n.get_attr(code, "co_name")).value_or("") + "\n"));
      }
      return n.list(std::move(v));
    });
    add("extract_tb", "tb, limit=None", [](Interp& n, Bound& b) {
      Type*& t = n.machine().named["FrameSummary"];
      if (!t) t = n.new_type("traceback", "FrameSummary", {}, Instance::kind);
      std::vector<Value> v;
      for (Value tb = b["tb"]; tb && !tb.is_none(); tb = n.get_attr(tb, "tb_next")) {
        Ref<Instance> s(new Instance(t));
        s->dict = n.dict();
        s->dict->set(n, "lineno", n.get_attr(tb, "tb_lineno"));
        s->dict->set(n, "filename", n.str_value(n.machine().file_name));
        s->dict->set(n, "name", n.get_attr(n.get_attr(n.get_attr(tb, "tb_frame"), "f_code"), "co_name"));
        v.push_back(s);
      }
      return n.list(std::move(v));
    });
    add("print_stack", "f=None, limit=None, file=None", [](Interp&, Bound&) { return Value::none(); });
    return true;
  });
}

}  // namespace misfit::py
