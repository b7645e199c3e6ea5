// sys, os, io, time, platform and gc: what a program may ask of its surroundings. There is no machine behind it.
#include <chrono>
#include <cmath>

#include "modules/std/std.h"
#include "python/files.h"
#include "python/machine.h"

namespace misfit::modules::standard {

using namespace py;

namespace {

Files& files(Interp& in) { return in.state<Files>(); }
std::string path_of(Interp& in, const Value& v) { return Files::normal(in.as_str(v).value_or("")); }

// What io and os are written on: files by name, without errors of their own.
bool build_files(Interp& in, Module& m) {
  define(in, m, "read", "path, /", [](Interp& i, Bound& b) {
    const auto found = files(i).contents.find(path_of(i, b[0]));
    return found == files(i).contents.end() ? Value::none() : i.bytes(found->second);
  });
  define(in, m, "write", "path, data, /", [](Interp& i, Bound& b) {
    files(i).contents[path_of(i, b[0])] = cast<Bytes>(b[1])->text;
    return i.room_for(cast<Bytes>(b[1])->text.size()) ? Value::none() : Value();
  });
  define(in, m, "remove", "path, /", [](Interp& i, Bound& b) {
    files(i).contents.erase(path_of(i, b[0]));
    files(i).folders.erase(path_of(i, b[0]));
    return Value::none();
  });
  define(in, m, "is_file", "path, /", [](Interp& i, Bound& b) { return Value::boolean(files(i).is_file(path_of(i, b[0]))); });
  define(in, m, "is_folder", "path, /", [](Interp& i, Bound& b) { return Value::boolean(files(i).is_folder(path_of(i, b[0]))); });
  define(in, m, "make_folder", "path, /", [](Interp& i, Bound& b) {
    files(i).folders.insert(path_of(i, b[0]));
    return Value::none();
  });
  define(in, m, "normal", "path, /", [](Interp& i, Bound& b) { return i.str_value(path_of(i, b[0])); });
  define(in, m, "parent", "path, /", [](Interp& i, Bound& b) { return i.str_value(Files::parent(path_of(i, b[0]))); });
  define(in, m, "names", "path, /", [](Interp& i, Bound& b) {
    const std::string folder = path_of(i, b[0]);
    std::set<std::string> found;
    const auto see = [&](const std::string& p) {
      if (Files::parent(p) == folder) found.insert(p.substr(folder.empty() ? 0 : folder.size() + 1));
    };
    for (const auto& entry : files(i).contents) see(entry.first);
    for (const std::string& p : files(i).folders) see(p);
    std::vector<Value> names;
    for (const std::string& name : found) names.push_back(i.str_value(name));
    return i.list(std::move(names));
  });
  return true;
}

// A shallow size, as CPython 3.11 on a 64-bit machine reckons it.
int64_t size_of(Interp& in, const Value& v) {
  if (v.is_int()) return v.integer() == 0 ? 24 : 28 + (std::llabs(v.integer()) >> 30 ? 4 : 0) + (std::llabs(v.integer()) >> 60 ? 4 : 0);
  if (v.is_bool()) return v.boolean() ? 28 : 24;
  if (v.is_float()) return 24;
  if (v.is_none()) return 16;
  if (const Str* s = cast<Str>(v)) return 49 + static_cast<int64_t>(s->text.size());
  if (const Bytes* b = cast<Bytes>(v)) return 33 + static_cast<int64_t>(b->text.size());
  if (const List* l = cast<List>(v)) return 56 + 8 * static_cast<int64_t>(l->items.size());
  if (const Tuple* t = cast<Tuple>(v)) return 40 + 8 * static_cast<int64_t>(t->items.size());
  if (const Dict* d = cast<Dict>(v)) {
    if (d->size() == 0) return 64;
    int64_t slots = 8;
    while (slots * 2 / 3 < static_cast<int64_t>(d->size())) slots *= 2;
    return 64 + 56 + slots * (slots > 256 ? 2 : 1) + slots * 2 / 3 * 24 - (slots == 8 ? 0 : 0);
  }
  if (const Set* s = cast<Set>(v)) return 216 + (s->table.size() > 8 ? static_cast<int64_t>(s->table.size()) * 16 : 0);
  (void)in;
  return 48;
}

bool build_sys(Interp& in, Module& m) {
  Interp::Machine& machine = in.machine();
  in.set(m, "modules", machine.modules);
  in.set(m, "argv", in.list({in.str_value(machine.file_name)}));
  in.set(m, "maxsize", Value::integer(INT64_MAX));
  define(in, m, "write", "text, /", [](Interp& i, Bound& b) {
    i.write(i.as_str(b[0]).value_or(""));
    return i.pending() ? Value() : Value::none();
  });
  define(in, m, "getsizeof", "object, default=0", [](Interp& i, Bound& b) { return Value::integer(size_of(i, b[0])); });
  define(in, m, "getrefcount", "object, /", [](Interp&, Bound& b) { return Value::integer(b[0].is_object() ? static_cast<int64_t>(b[0].object()->refs) : 1000); });
  define(in, m, "getrecursionlimit", "", [](Interp& i, Bound&) { return Value::integer(i.limits.depth); });
  define(in, m, "setrecursionlimit", "limit, /", [](Interp& i, Bound& b) {
    const std::optional<int64_t> n = i.as_int(b[0]);
    if (!n) return i.pending() ? Value() : i.raise("TypeError", "'" + type_name(i, b[0]) + "' object cannot be interpreted as an integer");
    if (*n < 1) return i.raise("ValueError", "recursion limit must be greater or equal than 1");
    i.limits.depth = static_cast<int>(std::min<int64_t>(*n, 20000));
    return Value::none();
  });
  define(in, m, "exc_info", "", [](Interp& i, Bound&) {
    const std::vector<Ref<Frame>>& frames = i.machine().frames;
    for (size_t k = frames.size(); k-- > 0;)
      if (!frames[k]->handled.empty()) {
        const Value e = frames[k]->handled.back();
        const Value trace = i.find_attr(e, "__traceback__");
        return i.tuple({Value(i.type_of(e)), e, trace ? trace : Value::none()});
      }
    return i.tuple({Value::none(), Value::none(), Value::none()});
  });
  return true;
}

double now() { return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count(); }
double steady() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

bool build_time(Interp& in, Module& m) {
  for (const char* name : {"perf_counter", "monotonic", "process_time", "thread_time"}) define(in, m, name, "!", [](Interp&, Bound&) { return Value::number(steady()); });
  for (const char* name : {"perf_counter_ns", "monotonic_ns", "process_time_ns"}) define(in, m, name, "!", [](Interp&, Bound&) { return Value::integer(static_cast<int64_t>(steady() * 1e9)); });
  define(in, m, "time", "!", [](Interp&, Bound&) { return Value::number(now()); });
  define(in, m, "time_ns", "!", [](Interp&, Bound&) { return Value::integer(static_cast<int64_t>(now() * 1e9)); });
  define(in, m, "sleep", "!secs, /", [](Interp& i, Bound& b) {  // nobody waits for a lesson
    const std::optional<double> s = i.as_double(b[0]);
    if (!s) return i.raise("TypeError", "'" + type_name(i, b[0]) + "' object cannot be interpreted as an integer");
    return *s < 0 ? i.raise("ValueError", "sleep length must be non-negative") : Value::none();
  });
  in.set(m, "timezone", Value::integer(0));
  return true;
}

}  // namespace

void register_system(Interp& in) {
  in.register_module("_files", build_files);
  in.register_module("_sys", build_sys);
  in.register_module("_time", build_time);
  // open() is there without an import; io, which it is written in, comes with the first call.
  const Value open = in.builtin("open", "*args, **kwargs", [](Interp& i, Bound& b) {
    const Value io = i.import("io");
    const Value f = io ? i.get_attr(io, "open") : Value();
    if (!f) return Value();
    std::vector<Keyword> keywords;
    for (const Dict::Entry& e : cast<Dict>(b["kwargs"])->entries)
      if (e.key) keywords.push_back({cast<Str>(e.key)->text, e.value});
    return i.call(f, Args{i.items(b["args"]), keywords});
  }, "io");
  in.machine().builtins->set(in, "open", open);
}

}  // namespace misfit::modules::standard
