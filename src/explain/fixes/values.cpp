// The shapes agree and the numbers do not: their range, their scale, the weights they meet.
#include <algorithm>

#include "explain/fixes/fixes.h"
#include "explain/silent/silent.h"

namespace misfit {
namespace {

const Silent* silent(const Explanation& e, std::string_view code) {
  for (const Silent& s : e.silent)
    if (s.code == code) return &s;
  return nullptr;
}

// `layer` as a new line behind the Input of a Sequential's list.
std::string with_layer_behind_input(const Facts& f, std::string_view layer) {
  if (!f.input || (callee(f.input) != "Input" && callee(f.input) != "InputLayer")) return f.run.text;
  for (const py::Syntax& s : f.program.nodes()) {
    if (s.kind != py::Syn::kList || s.items.size() < 2 || s.items[0] != f.input) continue;
    std::string made(f.program.of(s.items[1]->a));
    size_t dot = made.rfind('.');
    Span at = s.items[1]->span;
    at.end = at.begin;
    std::string glue = s.items[0]->span.line != s.items[1]->span.line ? ",\n" + indentation(f, s.items[1]) : ", ";
    return f.program.with(at, (dot == std::string::npos ? "" : made.substr(0, dot + 1)) + std::string(layer) + glue);
  }
  return f.run.text;
}

// The program without an argument of every layer that has it, or with another value for it.
std::string each_layer(const Facts& f, std::string_view keyword, const std::string* value) {
  std::string text = f.run.text;
  for (size_t guard = 0; guard < 20; ++guard) {
    Program now(text);
    bool changed = false;
    for (const py::Syntax& s : now.nodes()) {
      if (s.kind != py::Syn::kCall) continue;
      for (const py::Syntax* a : s.items) {
        if (a->kind != py::Syn::kKeyword || a->text != keyword || changed) continue;
        if (value && now.of(a->a) == *value) continue;
        text = value ? now.with(a->a->span, *value) : now.without_argument(&s, a);
        changed = true;
      }
      if (changed) break;
    }
    if (!changed) break;
  }
  return text;
}

std::string with_learning_rate(const Facts& f, double factor) {
  const py::Syntax* optimizer = argument(f.compile, "optimizer", 0);
  if (!optimizer) return f.run.text;
  const py::Syntax* rate = argument(optimizer->kind == py::Syn::kCall ? optimizer : nullptr, "learning_rate", 0);
  if (rate) {
    double v = std::strtod(std::string(f.program.of(rate)).c_str(), nullptr);
    return v > 0 ? f.program.with(rate->span, short_number(v * factor)) : f.run.text;
  }
  return unquoted(f.program.of(optimizer)) == "adam" ? f.program.with(optimizer->span, "tf.keras.optimizers.Adam(" + short_number(0.001 * factor) + ")") : f.run.text;
}

}  // namespace

void propose_values(Proposals& p, const Explanation& e) {
  const Facts& f = p.f;
  const std::string& x = f.x_name;
  if ((silent(e, "unscaled_inputs") || silent(e, "nan_loss")) && !x.empty()) {
    const Step* values = values_of(f);
    std::optional<Spread> s = values ? spread_of(values->value) : std::nullopt;
    const bool pixels = s && s->low >= 0 && s->high <= 255 && s->high > 16;
    const bool table = f.x_shape.known_rank() && f.x_shape.rank() == 2;
    if (pixels) {
      p.right("Rescaling(1 / 255) as the first layer", with_layer_behind_input(f, "Rescaling(1 / 255)"));
      p.right("Divide by 255", with_assignment(f, x, x + " / 255"));
    }
    if (table && s) {
      p.right("Standardise each column", with_assignment(f, x, "(" + x + " - " + x + ".mean(axis=0)) / " + x + ".std(axis=0)"));
      p.wrong("Standardise each row", with_assignment(f, x, "(" + x + " - " + x + ".mean(axis=1, keepdims=True)) / " + x + ".std(axis=1, keepdims=True)"));
      p.wrong("Divide all by the largest value", with_assignment(f, x, x + " / " + x + ".max()"));
    }
    p.right("BatchNormalization as the first layer", with_layer_behind_input(f, "BatchNormalization()"));
    p.wrong("A tiny learning rate", with_learning_rate(f, 0.001));
    p.wrong("astype('float32')", with_assignment(f, x, x + ".astype('float32')"));
    if (pixels) p.wrong("(x / 256).astype('uint8')", with_assignment(f, x, "(" + x + " / 256).astype('uint8')"));
  }
  if (const Silent* s = silent(e, "scaled_twice"))
    for (const py::Syntax* c : f.program.calls("Rescaling"))
      if (c->span.line == s->line)
        for (const py::Syntax& l : f.program.nodes())
          if (l.kind == py::Syn::kList)
            if (auto at = std::find(l.items.begin(), l.items.end(), c); at != l.items.end() && at + 1 != l.items.end()) {
              Span cut = c->span;
              cut.end = (*(at + 1))->span.begin;
              p.right("Leave out the second scaling", f.program.with(cut, ""));
            }
  const bool weights = silent(e, "saturated_units") || silent(e, "equal_units") || silent(e, "dead_units") || silent(e, "nan_loss");
  if (!weights) return;
  const std::string lecun = "'lecun_normal'", zeros = "'zeros'";
  for (std::string_view keyword : {"kernel_initializer", "bias_initializer"}) {
    const bool kernel = keyword[0] == 'k';
    p.right(kernel ? "The default initializer" : "The default bias", each_layer(f, keyword, nullptr));
    if (kernel) p.right("lecun_normal", each_layer(f, keyword, &lecun));
    if (kernel) p.wrong("Start with zeros", each_layer(f, keyword, &zeros));
  }
  p.wrong("A tiny learning rate", with_learning_rate(f, 0.002));
  if (silent(e, "dead_units")) p.wrong("A larger learning rate", with_learning_rate(f, 10));
  if (const py::Syntax* epochs = argument(f.fit, "epochs")) {
    long long n = std::atoll(std::string(f.program.of(epochs)).c_str());
    if (n > 0 && n <= 50) p.wrong("Three times as many epochs", f.program.with(epochs->span, std::to_string(n * 3)));
  }
}

}  // namespace misfit
