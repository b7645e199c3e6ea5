// The arguments of layer(...) against the parameters of its call().
#pragma once
#include "keras/layer.h"

namespace misfit::keras {

// Arguments that are added to and taken from on their way to call().
struct CallArguments {
  std::vector<py::Value> positional;
  std::vector<std::pair<std::string, py::Value>> keywords;
  explicit CallArguments(const py::Args&);
  CallArguments() = default;
  py::Value* find(std::string_view name);
  void set(std::string_view name, py::Value);
  void erase(std::string_view name);
  // Views for py::Args; they live as long as this object is not changed.
  py::Args view();

 private:
  std::vector<py::Keyword> shown_;
};

// Parameters of call() without self.
struct CallParameters {
  struct Parameter { std::string name; py::Value default_value; bool keyword_only = false; };   // null default: required
  std::vector<Parameter> list;
  std::string star, double_star;                        // names of *args and **kwargs; "": none
  size_t star_at = 0;                                   // how many parameters stand before *args
  py::Value function;                                   // the program's own call(), bound; null: the built-in one
  const Parameter* find(std::string_view name) const;
  bool has(std::string_view name) const { return find(name) != nullptr; }
  bool accepts(std::string_view name) const { return has(name) || !double_star.empty(); }
};
CallParameters call_parameters(py::Interp&, Layer&);
CallParameters parameters_of_function(py::Interp&, const py::Value& function, bool bound);

// inspect.signature(call).bind(*args, **kwargs): what each parameter gets, in order, nothing for those left out.
struct BoundArguments {
  std::vector<std::optional<py::Value>> values;         // one a parameter
  std::vector<py::Value> extra;                         // *args
  std::vector<std::pair<std::string, py::Value>> extra_keywords;
};
// nullopt with `why` filled: it does not bind. Nothing is pending.
std::optional<BoundArguments> bind_call(const CallParameters&, const CallArguments&, std::string* why);

// The envelope's list of arguments: each parameter with what it got, or its default.
ShownArguments show_arguments(py::Interp&, const CallParameters&, const BoundArguments&);
ShownArguments show_symbolic_arguments(py::Interp&, const CallArguments&);     // K3's symbolic_call(*args, **kwargs)
std::string show_argument(py::Interp&, const py::Value&);

// Runs call(): the program's, or the built-in one with `training` and `mask` picked out by name.
py::Value run_call(py::Interp&, Layer&, const CallParameters&, CallArguments&);

}  // namespace misfit::keras
