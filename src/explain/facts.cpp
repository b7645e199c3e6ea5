// The call that trains is found in the text; what it was given, in the trace.
#include "explain/facts.h"

#include <algorithm>
#include <cctype>

namespace misfit {

using py::Syn;
using py::Syntax;

namespace {

bool takes_data(std::string_view name) { return name == "fit" || name == "evaluate" || name == "predict" || name == "train_on_batch" || name == "predict_on_batch"; }

const Syntax* training_call(const Program& p, const Run& run) {
  if (run.exception && run.exception->line) {
    const Syntax* at = nullptr;
    for (const Syntax& s : p.nodes())
      if (s.kind == Syn::kCall && takes_data(callee(&s)) && s.span.begin < run.exception->span.end && s.span.end > run.exception->span.begin) at = &s;
    if (at) return at;
  }
  std::vector<const Syntax*> fits = p.calls("fit");
  return fits.empty() ? nullptr : fits.front();
}

// Of several inputs the one that the message is about: that of the shape it found, else the one it numbers.
const Syntax* one_of(const Facts& f, const Syntax* several, uint32_t before) {
  if (!several || (several->kind != Syn::kList && several->kind != Syn::kTuple) || several->items.size() < 2) return several;
  const std::optional<Shape> found = f.reading ? shape_in((*f.reading)["shape"]) : std::nullopt;
  for (const Syntax* item : several->items) {
    const Binding* b = found ? binding_of(f.run.trace, std::string(root_name(item)), before) : nullptr;
    bool same = b && b->shape.known_rank() && b->shape.rank() == found->rank() && found->rank() > 0;
    for (size_t k = 1; same && k < found->rank(); ++k) same = (*found)[k] < 0 || b->shape[k] == (*found)[k];
    if (same) return item;
  }
  size_t number = 0;
  if (f.run.exception)
    if (size_t at = f.run.exception->message.find("Input "); at != std::string::npos) number = static_cast<size_t>(std::atoi(f.run.exception->message.c_str() + at + 6));
  return several->items[std::min(number, several->items.size() - 1)];
}

// Input(shape=...), or input_shape= or input_dim= of a first layer; the last one that was there when it died.
void find_input(Facts& f) {
  for (std::string_view name : {"Input", "InputLayer"})
    for (const Syntax* c : f.program.calls(name))
      if (c->span.begin < f.end)
        if (const Syntax* shape = argument(c, "shape", 0)) {
          f.input = c;
          f.input_shape = shape;
          // Of several the one that promised what was expected.
          const std::optional<Shape> promised = shape_in(f.program.of(shape)), wanted = f.reading ? shape_in((*f.reading)["expected"]) : std::nullopt;
          if (promised && wanted && wanted->rank() > 0 && wanted->without(0) == *promised) return;
        }
  if (f.input) return;
  for (const Syntax& s : f.program.nodes())
    if (s.kind == Syn::kCall && s.span.begin < f.end)
      for (std::string_view word : {"input_shape", "input_dim"})
        if (const Syntax* shape = argument(&s, word)) f.input = &s, f.input_shape = shape;
}

std::string snake(std::string_view name) {
  std::string out;
  for (size_t i = 0; i < name.size(); ++i) {
    bool upper = std::isupper(static_cast<unsigned char>(name[i])) != 0;
    if (upper && i > 0 && !std::isupper(static_cast<unsigned char>(name[i - 1]))) out += '_';
    out += static_cast<char>(std::tolower(static_cast<unsigned char>(name[i])));
  }
  return out;
}

void find_loss(Facts& f) {
  for (const Syntax* c : f.program.calls("compile"))
    if (c->span.begin < f.end) f.compile = c;
  f.loss = argument(f.compile, "loss", 1);
  if (!f.loss) return;
  const Syntax* shown = f.loss;
  if (shown->kind == Syn::kName)
    if (const Syntax* value = f.program.value_of(shown->text, f.compile->span.begin)) shown = value;
  f.loss_name = unquoted(f.program.of(shown));
  if (shown->kind == Syn::kCall) f.loss_name = snake(callee(shown));
  if (f.loss_name == "mse") f.loss_name = "mean_squared_error";
}

}  // namespace

Facts::Facts(const Run& r) : run(r), kept(program_of(r.text)), program(*kept) {
  end = run.exception && run.exception->line ? run.exception->span.end : static_cast<uint32_t>(run.text.size());
  if (run.exception) reading = read(*run.exception);
  fit = training_call(program, run);
  x = argument(fit, "x", 0);
  y = argument(fit, "y", 1);
  if (fit && callee(fit).starts_with("predict")) y = nullptr;
  const Syntax* several = x;
  x = one_of(*this, x, fit ? fit->span.begin : end);
  x_name = std::string(root_name(x));
  y_name = std::string(root_name(y));
  for (const Step& s : run.trace.steps())
    if (s.kind == StepKind::kInput && s.what == "data" && fit && (!data || run.exception) && s.span.begin < fit->span.end && s.span.end > fit->span.begin) data = &s;
  uint32_t before = fit ? fit->span.begin : end;
  if (x != several)
    if (const Binding* b = binding_of(run.trace, x_name, before)) if (const Step* made = run.trace.find(b->step)) data = made;
  if (const Binding* b = binding_of(run.trace, x_name, before)) x_shape = b->shape;
  if (const Binding* b = binding_of(run.trace, y_name, before)) y_shape = b->shape, y_dtype = b->dtype;
  if (!run.trace.models.empty()) model = &run.trace.models.back();
  find_input(*this);
  find_loss(*this);
}

const LayerInfo* Facts::layer(std::string_view name) const {
  for (const ModelInfo& m : run.trace.models)
    for (const LayerInfo& l : m.layers)
      if (l.name == name) return &l;
  return nullptr;
}

const Syntax* Facts::call_of(const LayerInfo& l) const {
  if (!l.span.line) return nullptr;
  for (const Syntax* c : program.calls(l.class_name))
    if (c->span.begin <= l.span.begin && l.span.end <= c->span.end) return c;
  return nullptr;
}

std::string Facts::activation_of(const LayerInfo& l) const {
  const Syntax* call = call_of(l);
  const Syntax* a = argument(call, "activation", l.class_name == "Dense" ? 1 : ~size_t{0});
  if (!a && (l.class_name == "Activation")) a = argument(call, "activation", 0);
  if (!a) return {};
  std::string name = unquoted(program.of(a));
  return !name.empty() ? name : a->kind == Syn::kAttribute ? a->text : std::string();
}

const Step* Facts::failed() const {
  const auto& steps = run.trace.steps();
  for (auto s = steps.rbegin(); s != steps.rend(); ++s)
    if (s->failed) return &*s;
  return nullptr;
}

std::string Facts::said(std::string_view variable) const { return variable.empty() ? "the data" : "`" + std::string(variable) + "`"; }

std::string article(std::string_view word) { return !word.empty() && std::string_view("aeiou").find(word.front()) != std::string_view::npos ? "an" : "a"; }

std::string plural(int64_t n, std::string_view word) {
  std::string out = std::to_string(n) + " " + std::string(word);
  if (n == 1) return out;
  if (word == "axis") return std::to_string(n) + " axes";
  return out + (word == "class" ? "es" : "s");
}

std::string place(uint32_t line) { return "line " + std::to_string(line); }

}  // namespace misfit
