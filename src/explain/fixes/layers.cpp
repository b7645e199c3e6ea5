// A layer inside the model does not get what it needs from the layer before.
#include <algorithm>

#include "explain/fixes/fixes.h"

namespace misfit {
namespace {

bool recurrent(std::string_view name) { return name == "LSTM" || name == "GRU" || name == "SimpleRNN"; }

// The calls that stand in one list with `call`, in order: the layers of a Sequential.
const py::Syntax* list_around(const Facts& f, const py::Syntax* call) {
  for (const py::Syntax& s : f.program.nodes())
    if (s.kind == py::Syn::kList && std::find(s.items.begin(), s.items.end(), call) != s.items.end()) return &s;
  return nullptr;
}

std::string without_item(const Facts& f, const py::Syntax* list, size_t i) {
  Span cut = list->items[i]->span;
  if (i + 1 < list->items.size()) cut.end = list->items[i + 1]->span.begin;
  else if (i > 0) cut.begin = list->items[i - 1]->span.end;
  return f.program.with(cut, "");
}

std::string with_item_before(const Facts& f, const py::Syntax* list, size_t i, std::string_view layer) {
  const py::Syntax* next = list->items[i];
  std::string made(f.program.of(next->a));
  size_t dot = made.rfind('.');
  std::string call = (dot == std::string::npos ? "" : made.substr(0, dot + 1)) + std::string(layer);
  std::string glue = i > 0 && list->items[i - 1]->span.line != next->span.line ? ",\n" + indentation(f, next) : ", ";
  Span at = next->span;
  at.end = at.begin;
  return f.program.with(at, call + glue);
}

}  // namespace

void propose_layers(Proposals& p, const Explanation&) {
  const Facts& f = p.f;
  if (!f.reading) return;
  const Trouble t = f.reading->trouble;
  if (t != Trouble::kRank && t != Trouble::kShrunk && t != Trouble::kLossShapes && t != Trouble::kAxisLength) return;
  const py::Syntax* call = nullptr;
  if (const LayerInfo* l = f.layer((*f.reading)["layer"])) call = f.call_of(*l);
  if (!call)
    if (const Step* s = f.failed())
      for (const py::Syntax* c : f.program.calls(s->what))
        if (c->span.begin <= s->span.begin && s->span.end <= c->span.end) call = c;
  if (!call && t != Trouble::kLossShapes) return;
  if (t == Trouble::kLossShapes) {
    // Answers with more axes than labels: something in front of the last layer must fold them.
    if (!f.model || f.model->layers.empty() || !f.model->layers.back().output.known_rank() || f.model->layers.back().output.rank() < 3) return;
    call = f.call_of(f.model->layers.back());
  }
  const py::Syntax* list = call ? list_around(f, call) : nullptr;
  if (!list) return;
  const size_t i = static_cast<size_t>(std::find(list->items.begin(), list->items.end(), call) - list->items.begin());
  const py::Syntax* before = i > 0 ? list->items[i - 1] : nullptr;
  std::string_view mine = callee(call), previous = callee(before);
  if (before && recurrent(previous) && (recurrent(mine) || mine == "Bidirectional" || mine == "Conv1D" || mine == "TimeDistributed") && !argument(before, "return_sequences")) {
    Span end = before->span;
    end.begin = --end.end;
    ++end.end;
    p.right("Let " + std::string(previous) + " return its whole sequence", f.program.with(end, before->items.empty() ? "return_sequences=True)" : ", return_sequences=True)"));
  }
  if (t == Trouble::kLossShapes) {
    p.right("Flatten before the last layer", with_item_before(f, list, i, "Flatten()"));
    return;
  }
  if (before && previous == "Flatten") p.right("Leave out Flatten in front of " + std::string(mine), without_item(f, list, i - 1));
  if (t == Trouble::kShrunk) {
    for (size_t k = i + 1; k-- > 0;)
      if (std::string_view name = callee(list->items[k]); name.starts_with("Conv") || name.find("Pooling") != std::string_view::npos) {
        if (name.starts_with("Conv") && !argument(list->items[k], "padding")) {
          Span end = list->items[k]->span;
          end.begin = end.end - 1;
          p.right("Pad the borders of " + std::string(name), f.program.with(end, ", padding='same')"));
        }
        if (name.find("Pooling") != std::string_view::npos) p.right("Leave out one " + std::string(name), without_item(f, list, k));
      }
  }
  if (mine.find("Pooling") != std::string_view::npos && t == Trouble::kRank) p.right("Leave out " + std::string(mine), without_item(f, list, i));
}

}  // namespace misfit
