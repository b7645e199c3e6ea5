// Each kind of trouble has its way back.
#include "explain/blame.h"

#include <algorithm>
#include <cstdlib>

namespace misfit {
namespace {

void add(const Facts& f, Explanation& e, const Span& at, std::string why) {
  if (!at.line) return;
  for (const Blame& b : e.blame)
    if (b.line == at.line) return;
  e.blame.push_back({at.line, f.program.line(at.line), std::move(why), at});
}

std::string axis_words(int64_t axis, size_t rank) {
  int64_t from_end = axis - static_cast<int64_t>(rank);
  if (axis == 0) return "first axis";
  return from_end == -1 ? "last axis" : from_end == -2 ? "second last axis" : "axis " + std::to_string(axis);
}

// The trail of what came in, written as blame: birth first.
void add_trail(const Facts& f, Explanation& e, const Trail& trail, const std::string& born_why) {
  for (size_t i = 0; i < trail.size(); ++i) {
    const Step& s = *trail[i];
    if (i == 0) add(f, e, s.span, born_why);
    else if (s.kind != StepKind::kInput && s.what != "[...]") add(f, e, s.span, "`" + s.what + "` keeps it");
  }
}

std::string line_of(const Facts& f, const Span& at) { return "Line " + std::to_string(at.line) + ": " + quoted(f.program.line(at.line)); }

// Who promised the length: the Input, or the layer before.
struct Promise { Span span; std::string words; };
Promise promise_of(const Facts& f, const std::string& layer) {
  const LayerInfo* l = f.layer(layer);
  if (f.input && f.input_shape && (!l || f.model == nullptr || &f.model->layers.front() == l || layer == f.model->name ||
                                   (f.model->layers.front().class_name == "InputLayer" && f.model->layers.size() > 1 && &f.model->layers[1] == l)))
    return {f.input->span, "`" + std::string(callee(f.input)) + "` promised " + std::string(f.program.of(f.input_shape))};
  if (l && l->span.line) return {l->span, "`" + l->name + "` was made for " + python_text(l->input)};
  return {};
}

const Step* what_came_in(const Facts& f) { return f.data ? f.data : f.failed(); }

void blame_axis(const Facts& f, Explanation& e) {
  const Reading& r = *f.reading;
  std::optional<Shape> shape = shape_in(r["shape"]);
  if (!shape) return;
  int64_t axis = std::atoll(r["axis"].c_str()), rank = static_cast<int64_t>(shape->rank());
  if (axis < 0) axis += rank;
  if (axis < 0 || axis >= rank) return;
  const std::string which = axis_words(axis, shape->rank());
  e.happened += " Its " + which + " has length " + std::to_string((*shape)[static_cast<size_t>(axis)]) + ".";
  Promise p = promise_of(f, r["layer"]);
  e.expected = "`" + r["layer"] + "` was built for " + r["expected"] + " there" + (p.span.line ? ": in line " + std::to_string(p.span.line) + " " + p.words + "." : ".");
  const Step* from = what_came_in(f);
  Trail trail = from && from->shape.known_rank() && static_cast<size_t>(axis) < from->shape.rank() ? birth_of_axis(f.run.trace, from, static_cast<size_t>(axis)) : Trail{};
  if (!trail.empty() && trail.front()->span.line && trail.front()->kind != StepKind::kInput) {
    std::string name = name_of(f.run.trace, trail);
    e.born = line_of(f, trail.front()->span) + " gives the " + which + " its length.";
    add_trail(f, e, trail, "here the " + which + " of " + f.said(name.empty() ? f.x_name : name) + " gets its length");
  }
  if (p.span.line) add(f, e, p.span, p.words);
  if (const LayerInfo* l = f.layer(r["layer"])) add(f, e, l->span, "`" + l->name + "` needs " + r["expected"] + " in that axis");
}

void blame_shape(const Facts& f, Explanation& e) {
  const Reading& r = *f.reading;
  std::optional<Shape> wanted = shape_in(r["expected"]), found = shape_in(r["shape"]);
  const Step* from = what_came_in(f);
  Promise p = promise_of(f, r["layer"]);
  if (!p.span.line && f.input) p = {f.input->span, "`" + std::string(callee(f.input)) + "` promised " + std::string(f.program.of(f.input_shape))};
  if (p.span.line) e.expected += " In line " + std::to_string(p.span.line) + " " + p.words + ".";
  if (wanted && found) {
    Shape a = wanted->rank() ? wanted->without(0) : *wanted, b = found->rank() ? found->without(0) : *found;
    if (a.elements() > 0 && a.elements() == b.elements()) e.expected += " The count of numbers is right, the axes are not.";
  }
  Trail trail;
  if (from && wanted && found && from->shape.known_rank()) {
    if (wanted->rank() != found->rank()) {
      trail = birth_of_rank(f.run.trace, from);
    } else {
      for (size_t i = wanted->rank(); i-- > 0;)
        if ((*wanted)[i] != (*found)[i] && (*wanted)[i] >= 0 && i < from->shape.rank()) trail = birth_of_axis(f.run.trace, from, i);
    }
  }
  if (!trail.empty() && trail.front()->span.line && trail.front()->kind != StepKind::kInput) {
    e.born = line_of(f, trail.front()->span) + " gave " + f.said(f.x_name) + " these axes.";
    add_trail(f, e, trail, "here " + f.said(f.x_name) + " gets the axes it comes with");
  }
  if (p.span.line) add(f, e, p.span, p.words);
}

void blame_rank(const Facts& f, Explanation& e) {
  const Reading& r = *f.reading;
  const LayerInfo* l = f.layer(r["layer"]);
  const Step* failed = f.failed();
  const Span at = l && l->span.line ? l->span : failed ? failed->span : Span{};
  // While a model is built or inside it, the layer before gave the axes; at its front, the data.
  const LayerInfo* before = nullptr;
  if (l && f.model)
    for (int i : l->inbound)
      if (static_cast<size_t>(i) < f.model->layers.size()) before = &f.model->layers[static_cast<size_t>(i)];
  const Step* from = before && before->class_name != "InputLayer" ? nullptr : what_came_in(f);
  if (!l && failed && !failed->inputs.empty()) from = f.run.trace.find(failed->inputs[0]);
  if (from == failed && from && !from->inputs.empty()) from = f.run.trace.find(from->inputs[0]);
  if (from) {
    Trail trail = birth_of_rank(f.run.trace, from);
    if (!trail.empty() && trail.front()->span.line) {
      e.born = line_of(f, trail.front()->span) + " made " + (trail.front()->shape.known_rank() ? plural(static_cast<int64_t>(trail.front()->shape.rank()), "axis") : "its axes") + ".";
      add_trail(f, e, trail, "here it gets its axes: " + python_text(trail.front()->shape));
    }
  } else if (before && before->span.line) {
    e.born = line_of(f, before->span) + " hands on " + python_text(before->output) + ".";
    add(f, e, before->span, "`" + before->name + "` hands on " + python_text(before->output));
  }
  if (at.line) add(f, e, at, "`" + r["layer"] + "` needs " + r["expected"] + " axes");
}

void blame_labels(const Facts& f, Explanation& e) {
  if (const Binding* b = binding_of(f.run.trace, f.y_name, f.fit ? f.fit->span.begin : f.end)) {
    const Step* step = f.run.trace.find(b->step);
    Trail trail = step ? (step->shape.rank() ? birth_of_rank(f.run.trace, step) : Trail{step}) : Trail{};
    Span born = !trail.empty() && trail.front()->span.line ? trail.front()->span : b->span;
    e.born = line_of(f, born) + " made the labels " + python_text(b->shape) + ".";
    add(f, e, born, "the labels " + f.said(f.y_name) + " get shape " + python_text(b->shape) + " here");
  }
  if (f.model && !f.model->layers.empty()) {
    const LayerInfo& last = f.model->layers.back();
    add(f, e, last.span, "the model's answers get shape " + python_text(last.output) + " here");
  }
  if (f.loss) add(f, e, f.loss->span, "the loss that holds them against each other" + (f.loss_name.empty() ? std::string() : ": `" + f.loss_name + "`"));
}

void blame_range(const Facts& f, Explanation& e) {
  const Binding* b = binding_of(f.run.trace, f.y_name, f.fit ? f.fit->span.begin : f.end);
  const Step* step = b ? f.run.trace.find(b->step) : nullptr;
  Trail trail = birth_of_values(f.run.trace, step);
  if (!trail.empty() && trail.front()->span.line) {
    e.born = line_of(f, trail.front()->span) + " makes the labels.";
    add_trail(f, e, trail, "the labels come from here");
  }
  if (f.model && !f.model->layers.empty()) add(f, e, f.model->layers.back().span, "this layer has one output for each class: " + f.reading->operator[]("expected"));
}

// Operands of the expression that died, each back to where its shape or type was born.
void blame_operands(const Facts& f, Explanation& e) {
  const py::Syntax* at = f.program.expression_at(f.run.exception->span);
  if (!at) return;
  std::vector<const py::Syntax*> operands;
  if (at->kind == py::Syn::kCall) {
    for (const py::Syntax* a : at->items) operands.push_back(a->kind == py::Syn::kKeyword ? a->a : a);
  } else {
    operands = {at->a, at->b};
  }
  for (const py::Syntax* o : operands) {
    std::string name(root_name(o));
    const Binding* b = name.empty() ? nullptr : binding_of(f.run.trace, name, at->span.begin);
    if (!b || !b->shape.known_rank()) continue;
    bool types = f.reading->trouble == Trouble::kDType || f.reading->trouble == Trouble::kCasting || f.reading->trouble == Trouble::kObjects;
    std::string what = types ? "has dtype " + std::string(numpy_name(b->dtype)) : "has shape " + python_text(b->shape);
    const Step* step = f.run.trace.find(b->step);
    Trail trail = types ? birth_of_dtype(f.run.trace, step) : birth_of_shape(f.run.trace, step);
    Span born = !trail.empty() && trail.front()->span.line ? trail.front()->span : b->span;
    if (e.born.empty()) e.born = line_of(f, born) + ": `" + name + "` " + what + " from there.";
    add(f, e, born, "`" + name + "` " + what);
  }
}

}  // namespace

std::string quoted(std::string_view line) {
  std::string s(line);
  size_t comment = s.find("  #");
  if (comment != std::string::npos) s.resize(comment);
  if (s.ends_with(",")) s.pop_back();
  if (s.size() > 72) s = s.substr(0, 69) + "…";
  return "`" + s + "`";
}

std::vector<std::pair<std::string, std::string>> numbers_of(const Reading& r) {
  std::optional<Shape> wanted = shape_in(r["expected"]), found = shape_in(r["shape"]);
  auto number = [](const Shape& s, size_t axis) { return s[axis] < 0 ? std::string("None") : std::to_string(s[axis]); };
  if (r.trouble == Trouble::kAxisLength && found && found->rank()) {
    int64_t axis = std::atoll(r["axis"].c_str());
    if (axis < 0) axis += static_cast<int64_t>(found->rank());
    if (axis >= 0 && axis < static_cast<int64_t>(found->rank())) return {{r["expected"], number(*found, static_cast<size_t>(axis))}};
  }
  if (!found && r.trouble == Trouble::kLossShapes) wanted = shape_in(r["target"]), found = shape_in(r["output"]);
  if (!found && (r.trouble == Trouble::kProduct || r.trouble == Trouble::kBroadcast)) {
    wanted = shape_in(r["a"]), found = shape_in(r["b"]);
    if (wanted && found && r.trouble == Trouble::kProduct && wanted->rank() >= 1 && found->rank() >= 2)
      return {{number(*wanted, wanted->rank() - 1), number(*found, found->rank() - 2)}};
  }
  if (wanted && found) {
    size_t n = std::min(wanted->rank(), found->rank());
    for (size_t i = 0; i < n; ++i)
      if ((*wanted)[i] != (*found)[i] && ((*wanted)[i] >= 0 || (*found)[i] < 0)) return {{number(*wanted, i), number(*found, i)}};
    if (wanted->rank() != found->rank()) return {{r.trouble == Trouble::kLossShapes ? r["target"] : r["expected"], r.trouble == Trouble::kLossShapes ? r["output"] : r["shape"]}};
  }
  if (!r["expected"].empty() && !r["found"].empty()) return {{r["expected"], r["found"]}};
  return {};
}

void blame(const Facts& f, Explanation& e) {
  switch (f.reading->trouble) {
    case Trouble::kAxisLength: blame_axis(f, e); break;
    case Trouble::kInputShape: blame_shape(f, e); break;
    case Trouble::kRank: blame_rank(f, e); break;
    case Trouble::kLossShapes: blame_labels(f, e); break;
    case Trouble::kLabelRange: blame_range(f, e); break;
    case Trouble::kProduct:
    case Trouble::kBroadcast:
    case Trouble::kDType:
    case Trouble::kCasting:
    case Trouble::kIndex:
    case Trouble::kReshape:
    case Trouble::kObjects: blame_operands(f, e); break;
    default: break;
  }
  add(f, e, f.run.exception->span, f.run.exception->type + " is raised here");
  if (e.born.empty()) e.born = "Line " + std::to_string(f.run.exception->line) + ": " + quoted(f.program.line(f.run.exception->line)) + ".";
}

}  // namespace misfit
