// Runs as bytes; see wire.h.
#include "engine/wire.h"

#include <algorithm>

namespace misfit {

namespace {

constexpr uint32_t kMagic = 0x5446534d;           // "MSFT"

void put(WireWriter& w, const Span& s) { w.plain(s); }
void put(WireWriter& w, const Shape& s) {
  w.plain<uint8_t>(s.known_rank());
  w.plain(static_cast<uint32_t>(s.known_rank() ? s.rank() : 0));
  if (s.known_rank())
    for (int64_t d : s) w.plain(d);
}

Shape get_shape(WireReader& r) {
  const bool known = r.plain<uint8_t>() != 0;
  const size_t rank = r.count();
  Shape s;
  for (size_t i = 0; i < rank; ++i) s.push_back(r.plain<int64_t>());
  return known ? s : Shape::unknown_rank();
}

// A tensor keeps as many leading rows as its share of the budget allows; 0: only that there is none.
void put(WireWriter& w, const Tensor& t, size_t share) {
  if (!t || t.dtype() == DType::kString || t.dtype() == DType::kVariant || t.dtype() == DType::kResource || !t.materialized()) return w.plain<uint8_t>(0);
  Tensor kept = t;
  if (t.bytes() > share) {
    if (t.shape().rank() == 0 || t.shape()[0] == 0) return w.plain<uint8_t>(0);
    const size_t row = std::max<size_t>(1, t.bytes() / static_cast<size_t>(t.shape()[0]));
    if (row > share) return w.plain<uint8_t>(0);
    kept = t.rows(0, static_cast<int64_t>(share / row));
  }
  w.plain<uint8_t>(1);
  w.plain(kept.dtype());
  put(w, kept.shape());
  w.plain(static_cast<uint32_t>(kept.bytes()));
  w.raw(kept.raw(), kept.bytes());
}

Tensor get_tensor(WireReader& r) {
  if (r.plain<uint8_t>() == 0) return {};
  const DType dtype = r.plain<DType>();
  const Shape shape = get_shape(r);
  const size_t bytes = r.plain<uint32_t>();
  const std::string_view data = r.raw(bytes);
  if (!r.ok() || dtype >= DType::kString || !shape.fully_known() || static_cast<size_t>(shape.elements()) * size_of(dtype) != bytes) return {};
  Tensor t = Tensor::uninitialized(dtype, shape);
  std::copy(data.begin(), data.end(), reinterpret_cast<char*>(t.mutable_raw()));
  return t;
}

void put(WireWriter& w, const Step& s, size_t share) {
  w.plain(s.id);
  w.plain(s.kind);
  w.plain(s.stage);
  w.text(s.what);
  w.text(s.label);
  w.plain(static_cast<uint32_t>(s.inputs.size()));
  for (StepId id : s.inputs) w.plain(id);
  w.plain(static_cast<uint32_t>(s.given.size()));
  for (const Shape& shape : s.given) put(w, shape);
  w.plain(s.dtype);
  put(w, s.shape);
  w.plain(static_cast<uint32_t>(s.axes.size()));
  for (const AxisSource& a : s.axes) w.plain(a);
  put(w, s.value, share);
  put(w, s.span);
  w.plain<uint8_t>(s.failed);
  put(w, s.expected);
}

Step get_step(WireReader& r) {
  Step s;
  s.id = r.plain<StepId>();
  s.kind = r.plain<StepKind>();
  s.stage = r.plain<Stage>();
  s.what = r.text();
  s.label = r.text();
  for (size_t i = r.count(); i > 0; --i) s.inputs.push_back(r.plain<StepId>());
  for (size_t i = r.count(); i > 0; --i) s.given.push_back(get_shape(r));
  s.dtype = r.plain<DType>();
  s.shape = get_shape(r);
  for (size_t i = r.count(); i > 0; --i) s.axes.push_back(r.plain<AxisSource>());
  s.value = get_tensor(r);
  s.span = r.plain<Span>();
  s.failed = r.plain<uint8_t>() != 0;
  s.expected = get_shape(r);
  return s;
}

void put(WireWriter& w, const Trace& trace, size_t budget) {
  size_t tensors = 1;
  for (const Step& s : trace.steps()) tensors += bool(s.value);
  for (const ModelInfo& m : trace.models)
    for (const LayerInfo& l : m.layers) tensors += l.weights.size();
  // An equal share each, but never so little that a small array loses rows.
  const size_t share = std::max<size_t>(budget / tensors, 16 << 10);
  w.plain(static_cast<uint32_t>(trace.steps().size()));
  for (const Step& s : trace.steps()) put(w, s, share);
  w.plain(static_cast<uint32_t>(trace.bindings.size()));
  for (const Binding& b : trace.bindings) {
    w.text(b.name);
    w.plain(b.step);
    w.plain(b.dtype);
    put(w, b.shape);
    put(w, b.span);
    w.text(b.kind);
  }
  w.plain(static_cast<uint32_t>(trace.progress.size()));
  for (const Progress& p : trace.progress) {
    for (int n : {p.fit, p.epoch, p.epochs, p.batch, p.batches}) w.plain(n);
    w.plain(static_cast<uint32_t>(p.logs.size()));
    for (const auto& [name, value] : p.logs) {
      w.text(name);
      w.plain(value);
    }
    w.plain<uint8_t>(p.epoch_end);
    w.plain(p.stage);
  }
  w.plain(static_cast<uint32_t>(trace.models.size()));
  for (const ModelInfo& m : trace.models) {
    w.text(m.name);
    w.text(m.class_name);
    put(w, m.span);
    w.plain(static_cast<uint32_t>(m.layers.size()));
    for (const LayerInfo& l : m.layers) {
      w.text(l.name);
      w.text(l.class_name);
      put(w, l.input);
      put(w, l.output);
      w.plain(static_cast<uint32_t>(l.weights.size()));
      for (const auto& [name, value] : l.weights) {
        w.text(name);
        put(w, value, share);
      }
      w.plain(static_cast<uint32_t>(l.inbound.size()));
      for (int i : l.inbound) w.plain(i);
      put(w, l.span);
      w.plain(l.parameters);
    }
  }
  w.plain(static_cast<uint32_t>(trace.stages.size()));
  for (const auto& [stage, span] : trace.stages) {
    w.plain(stage);
    put(w, span);
  }
}

void get_models(WireReader& r, Trace& trace) {
  for (size_t i = r.count(); i > 0; --i) {
    ModelInfo m;
    m.name = r.text();
    m.class_name = r.text();
    m.span = r.plain<Span>();
    for (size_t k = r.count(); k > 0; --k) {
      LayerInfo l;
      l.name = r.text();
      l.class_name = r.text();
      l.input = get_shape(r);
      l.output = get_shape(r);
      for (size_t j = r.count(); j > 0; --j) {
        std::string name = r.text();
        l.weights.emplace_back(std::move(name), get_tensor(r));
      }
      for (size_t j = r.count(); j > 0; --j) l.inbound.push_back(r.plain<int>());
      l.span = r.plain<Span>();
      l.parameters = r.plain<int64_t>();
      m.layers.push_back(std::move(l));
    }
    trace.models.push_back(std::move(m));
  }
}

void get_trace(WireReader& r, Trace& trace) {
  for (size_t i = r.count(); i > 0 && r.ok(); --i) {
    Step step = get_step(r);
    const StepId id = step.id;
    const Stage stage = step.stage;
    trace.add(std::move(step));
    trace.last()->id = id;                        // as the run numbered it: steps may have been thinned out
    trace.last()->stage = stage;
  }
  for (size_t i = r.count(); i > 0 && r.ok(); --i) {
    Binding b;
    b.name = r.text();
    b.step = r.plain<StepId>();
    b.dtype = r.plain<DType>();
    b.shape = get_shape(r);
    b.span = r.plain<Span>();
    b.kind = r.text();
    trace.bindings.push_back(std::move(b));
  }
  for (size_t i = r.count(); i > 0 && r.ok(); --i) {
    Progress p;
    for (int* n : {&p.fit, &p.epoch, &p.epochs, &p.batch, &p.batches}) *n = r.plain<int>();
    for (size_t k = r.count(); k > 0; --k) {
      std::string name = r.text();
      p.logs.emplace_back(std::move(name), r.plain<double>());
    }
    p.epoch_end = r.plain<uint8_t>() != 0;
    p.stage = r.plain<Stage>();
    trace.progress.push_back(std::move(p));
  }
  get_models(r, trace);
  for (size_t i = r.count(); i > 0 && r.ok(); --i) {
    const Stage stage = r.plain<Stage>();
    trace.stages.emplace_back(stage, r.plain<Span>());
  }
}

// Looks of one fit share their samples; they travel once.
void put(WireWriter& w, const std::vector<Look>& looks, size_t budget) {
  size_t tensors = 1;
  for (const Look& l : looks) tensors += l.layers.size();
  const size_t share = std::max<size_t>(budget / tensors, 4 << 10);
  w.plain(static_cast<uint32_t>(looks.size()));
  const Look* before = nullptr;
  for (const Look& l : looks) {
    for (int n : {l.fit, l.epoch, l.batch}) w.plain(n);
    w.plain<uint8_t>(l.epoch_end);
    w.plain<uint8_t>(l.held_out);
    auto same = [](const std::vector<Tensor>& a, const std::vector<Tensor>& b) {
      return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Tensor& p, const Tensor& q) { return p.buffer() == q.buffer() && p.offset_bytes() == q.offset_bytes(); });
    };
    const bool again = before && same(before->x, l.x) && same(before->y, l.y);
    w.plain<uint8_t>(again);
    for (const auto* side : {&l.x, &l.y}) {
      if (again) break;
      w.plain(static_cast<uint32_t>(side->size()));
      for (const Tensor& t : *side) put(w, t, size_t{256} << 10);
    }
    w.plain(static_cast<uint32_t>(l.layers.size()));
    for (const Look::Layer& layer : l.layers) {
      w.text(layer.name);
      put(w, layer.output, share);
      for (double v : {layer.weight, layer.largest, layer.gradient}) w.plain(v);
      w.plain<uint8_t>(layer.finite);
    }
    before = &l;
  }
}

std::vector<Look> get_looks(WireReader& r) {
  std::vector<Look> looks;
  for (size_t i = r.count(); i > 0 && r.ok(); --i) {
    Look l;
    for (int* n : {&l.fit, &l.epoch, &l.batch}) *n = r.plain<int>();
    l.epoch_end = r.plain<uint8_t>() != 0;
    l.held_out = r.plain<uint8_t>() != 0;
    if (r.plain<uint8_t>() != 0) {
      if (!looks.empty()) l.x = looks.back().x, l.y = looks.back().y;
    } else {
      for (auto* side : {&l.x, &l.y})
        for (size_t k = r.count(); k > 0; --k) side->push_back(get_tensor(r));
    }
    for (size_t k = r.count(); k > 0 && r.ok(); --k) {
      Look::Layer layer;
      layer.name = r.text();
      layer.output = get_tensor(r);
      for (double* v : {&layer.weight, &layer.largest, &layer.gradient}) *v = r.plain<double>();
      layer.finite = r.plain<uint8_t>() != 0;
      l.layers.push_back(std::move(layer));
    }
    looks.push_back(std::move(l));
  }
  return looks;
}

}  // namespace

std::string encode(const Run& run, size_t most_bytes) {
  WireWriter w;
  w.plain(kMagic);
  w.text(run.text);
  w.plain(run.profile);
  w.text(run.stdout_text);
  w.plain(static_cast<uint32_t>(run.warnings.size()));
  for (const std::string& s : run.warnings) w.text(s);
  w.plain<uint8_t>(run.exception.has_value());
  if (const auto& e = run.exception) {
    w.text(e->type);
    w.text(e->module);
    w.text(e->message);
    w.plain(e->line);
    put(w, e->span);
    w.text(e->fault_code);
    w.plain(static_cast<uint32_t>(e->fault_arguments.size()));
    for (const auto& [name, value] : e->fault_arguments) {
      w.text(name);
      w.text(value);
    }
    w.text(e->traceback);
  }
  w.plain<uint8_t>(run.unsupported.has_value());
  if (const auto& u = run.unsupported) {
    w.text(u->construct);
    w.plain(u->line);
    w.plain(u->column);
  }
  w.plain(run.end);
  w.text(run.end_detail);
  w.plain(run.seconds);
  put(w, run.trace, most_bytes);
  put(w, run.looks, most_bytes / 2);
  return w.take();
}

std::shared_ptr<Run> decode_run(std::string_view bytes) {
  WireReader r(bytes);
  if (r.plain<uint32_t>() != kMagic) return nullptr;
  auto run = std::make_shared<Run>();
  run->text = r.text();
  run->profile = r.plain<Profile>();
  run->stdout_text = r.text();
  for (size_t i = r.count(); i > 0; --i) run->warnings.push_back(r.text());
  if (r.plain<uint8_t>()) {
    Run::Exception e;
    e.type = r.text();
    e.module = r.text();
    e.message = r.text();
    e.line = r.plain<uint32_t>();
    e.span = r.plain<Span>();
    e.fault_code = r.text();
    for (size_t i = r.count(); i > 0; --i) {
      std::string name = r.text();
      e.fault_arguments.emplace_back(std::move(name), r.text());
    }
    e.traceback = r.text();
    run->exception = std::move(e);
  }
  if (r.plain<uint8_t>()) {
    Run::Unsupported u;
    u.construct = r.text();
    u.line = r.plain<uint32_t>();
    u.column = r.plain<uint32_t>();
    run->unsupported = std::move(u);
  }
  run->end = r.plain<Run::End>();
  run->end_detail = r.text();
  run->seconds = r.plain<double>();
  get_trace(r, run->trace);
  run->looks = get_looks(r);
  return r.ok() ? run : nullptr;
}

}  // namespace misfit
