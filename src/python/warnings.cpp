// Warnings: filters, the default rule (each text once a line), and log records.
#include "python/machine.h"

namespace misfit::py {

static bool starts_like(const std::string& message, const std::string& pattern) {
  if (pattern.empty() || pattern == ".*") return true;
  std::string plain;
  for (char c : pattern)
    if (c != '.' && c != '*' && c != '^' && c != '\\') plain += c;
  return pattern.find(".*") == 0 ? message.find(plain) != std::string::npos : message.rfind(plain, 0) == 0;
}

bool warn_at(Interp& in, Type* category, const std::string& message, const Value& object) {
  Interp::Machine& m = in.machine();
  std::string action = "default";
  for (const char* quiet : {"PendingDeprecationWarning", "ImportWarning", "ResourceWarning"})
    if (category->is_subclass(in.type_named(quiet))) action = "ignore";
  for (const Interp::Machine::WarningFilter& f : m.filters)
    if (category->is_subclass(f.category) && starts_like(message, f.message)) {
      action = f.action;
      break;
    }
  if (action == "ignore") return true;
  if (action == "error") {
    Value e = object ? object : in.call(Value(category), {in.str_value(message)});
    if (Exception* x = cast<Exception>(e)) in.raise_object(Ref<Exception>(x));
    return false;
  }
  uint32_t line = action == "once" ? 0 : in.here().line;
  if (action != "always" && !m.warned.insert({category->name + ": " + message, line}).second) return true;
  if (List* into = cast<List>(m.recorder)) {
    Type*& t = m.named["WarningMessage"];
    if (!t) {
      t = in.new_type("warnings", "WarningMessage", {}, Instance::kind);
    }
    Instance* w = new Instance(t);
    Value held(w);
    w->dict = in.dict();
    Value instance = object ? object : in.call(Value(category), {in.str_value(message)});
    w->dict->set(in, "message", instance ? instance : Value::none());
    w->dict->set(in, "category", Value(category));
    w->dict->set(in, "filename", in.str_value(m.file_name));
    w->dict->set(in, "lineno", Value::integer(in.here().line));
    w->dict->set(in, "line", Value::none());
    into->items.push_back(held);
    return true;
  }
  m.warnings.push_back(category->name + ": " + message);
  return true;
}

void Interp::warn(std::string_view category, std::string message) {
  Type* t = type_named(category);
  if (!t) t = new_exception("numpy.exceptions", std::string(category), {type_named("UserWarning")});   // ComplexWarning, RankWarning
  warn_at(*this, t, message, {});
}

void Interp::log(std::string_view text) { machine().warnings.emplace_back(text); }

}  // namespace misfit::py
