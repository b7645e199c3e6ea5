// What data sets do with elements: batch, map, filter, shuffle, repeat and their like.
#include <cstring>

#include "core/random/philox.h"
#include "python/budget.h"
#include "tensorflow/call.h"
#include "tensorflow/dataset_ops.h"

namespace misfit::tf {
namespace {

template <class F> struct FunctionIterator : DataIterator {
  explicit FunctionIterator(F f) : f_(std::move(f)) {}
  std::optional<Element> next(py::Interp& in) override { return f_(in); }
  F f_;
};
template <class F> std::unique_ptr<DataIterator> iterator_of(F f) { return std::make_unique<FunctionIterator<F>>(std::move(f)); }
using Source = std::shared_ptr<DataIterator>;
Source source(py::Interp& in, Dataset& d, size_t i = 0) { return iterate(in, *d.inputs[i]); }

// Rows of one shape as one tensor.
Tensor stacked(const std::vector<const Tensor*>& rows) {
  std::vector<int64_t> dims{static_cast<int64_t>(rows.size())};
  dims.insert(dims.end(), rows[0]->shape().begin(), rows[0]->shape().end());
  const Shape shape(dims);
  if (rows[0]->dtype() == DType::kString) {
    Tensor out = Tensor::uninitialized(DType::kString, shape);
    size_t at = 0;
    for (const Tensor* r : rows)
      for (int64_t i = 0; i < r->elements(); ++i) out.mutable_data<std::string>()[at++] = r->text_at(i);
    return out;
  }
  // Neighbouring rows of one buffer are a view of it.
  bool neighbours = true;
  const size_t bytes = rows[0]->bytes();
  for (size_t i = 1; neighbours && i < rows.size(); ++i) neighbours = rows[i]->buffer() == rows[0]->buffer() && rows[i]->offset_bytes() == rows[0]->offset_bytes() + i * bytes;
  if (neighbours && bytes) return Tensor(rows[0]->dtype(), shape, rows[0]->buffer(), rows[0]->offset_bytes());
  Tensor out = Tensor::uninitialized(rows[0]->dtype(), shape);
  for (size_t i = 0; i < rows.size(); ++i) std::memcpy(out.mutable_raw() + i * bytes, rows[i]->raw(), bytes);
  return out;
}

int64_t divided(int64_t n, int64_t size, bool drop) { return n < 0 ? n : drop ? n / size : (n + size - 1) / size; }

std::optional<std::vector<Element>> rows_of_batch(py::Interp& in, DataIterator& from, int64_t size) {
  std::vector<Element> rows;
  while (static_cast<int64_t>(rows.size()) < size) {
    auto e = from.next(in);
    if (!e) {
      if (in.pending()) return std::nullopt;
      break;
    }
    rows.push_back(std::move(*e));
  }
  return rows;
}

// The failure of a traced function as an element's error.
void raise_map_failure(py::Interp& in, const Plan::Failure& f, const Dataset& d) {
  std::string text = say(f.fault, Dialect::kEager) + "\n\t [[{{node " + (f.node ? f.node->name : "") + "}}]]";
  const bool python = f.node && f.node->op && f.node->op->name.ends_with("PyFunc");   // keeps its order: not in parallel
  if (in.keras3() && python) text = "Error in user-defined function passed to MapDataset:" + std::to_string(d.number) + " transformation with iterator: Iterator::Root::Prefetch::Map: " + text;
  else if (in.keras3()) text = "Error in user-defined function passed to " + d.op_name + ":" + std::to_string(d.number) + " transformation with iterator: Iterator::Root::ParallelMapV2: " + text;
  raise_error(in, f.fault.spec->type, text, std::make_shared<Fault>(f.fault));
}

}  // namespace

std::optional<ElementFunction> trace_element_function(py::Interp& in, const py::Value& function, const Dataset& of) {
  ElementFunction out;
  if (!in.callable(function)) {
    in.raise("ValueError", "Argument `func` must be a callable. Received func=" + in.str(function).value_or("") + " (of type " + in.repr(py::Value(in.type_of(function))).value_or("") + ")");
    return std::nullopt;
  }
  Context& context = in.state<Context>();
  out.graph = std::make_shared<FuncGraph>(in, "Dataset_map_lambda");
  Operands fetches;
  const bool ok = out.graph->trace([&] {
    Graph& g = out.graph->graph;
    std::vector<py::Value> leaves;
    for (size_t i = 0; i < of.specs.size(); ++i) {
      Operand x = g.placeholder(of.specs[i].dtype, of.specs[i].shape, "args_" + std::to_string(i));
      x.id = context.next_id();
      x.step = i == 0 ? of.step : 0;
      g.inputs.push_back(x);
      leaves.push_back(tensor_value(in, x, x.step));
    }
    const py::Value element = pack_nest(in, of.nest, [&](size_t i) { return leaves[i]; });
    std::vector<py::Value> args{element};
    if (of.nest.kind == Nest::Kind::kTuple) { auto items = in.items(element); args.assign(items.begin(), items.end()); }
    const py::Value result = call_converted(in, function, py::Args{args, {}});
    if (!result) return false;
    if (Dataset* d = py::cast<Dataset>(result)) {
      out.dataset = py::Ref<Dataset>(d);
      return true;
    }
    py::Value structure = result;
    std::vector<py::Value> results;
    if (!take_apart(in, structure, out.nest, results)) return false;
    for (const py::Value& v : results) {
      auto x = convert(in, v);
      if (!x) {
        py::Ref<py::Exception> e = in.take();
        const std::string type = in.type_of(v)->name;
        in.raise("TypeError", "Unsupported return value from function passed to Dataset.map(): " + in.repr(result).value_or("") + ". " + in.message_of(*e));
        return false;
      }
      auto own = context.own(*x);
      if (!own) return false;
      out.specs.push_back({own->dtype, own->shape, {}, {}});
      fetches.push_back(*own);
    }
    return true;
  });
  if (!ok) return std::nullopt;
  if (!out.dataset) out.graph->finish(std::move(fetches));
  return out;
}

py::Ref<Dataset> batch_dataset(py::Interp& in, py::Ref<Dataset> from, int64_t size, bool drop) {
  if (size <= 0) {
    raise_error(in, "InvalidArgumentError", "{{function_node __wrapped__BatchDatasetV2_device_/job:localhost/replica:0/task:0/device:CPU:0}} Batch size must be greater than zero. [Op:BatchDatasetV2] name: ");
    return {};
  }
  py::Ref<Dataset> d = make_dataset(in, "BatchDataset", {from});
  d->cardinality = divided(from->cardinality, size, drop);
  for (Spec& s : d->specs) {
    if (!s.shape.known_rank()) continue;
    std::vector<int64_t> dims{drop ? size : Shape::kUnknown};
    dims.insert(dims.end(), s.shape.begin(), s.shape.end());
    s.shape = Shape(dims);
  }
  d->open = [size, drop](py::Interp& i, Dataset& self) {
    return iterator_of([s = source(i, self), size, drop](py::Interp& i2) -> std::optional<Element> {
      auto rows = rows_of_batch(i2, *s, size);
      if (!rows || rows->empty() || (drop && static_cast<int64_t>(rows->size()) < size)) return std::nullopt;
      Element out;
      for (size_t k = 0; k < (*rows)[0].size(); ++k) {
        std::vector<const Tensor*> column;
        for (size_t r = 0; r < rows->size(); ++r) {
          const Tensor &first = (*rows)[0][k], &t = (*rows)[r][k];
          if (t.shape() != first.shape()) {
            raise_error(i2, "InvalidArgumentError", "Cannot batch tensors with different shapes in component " + std::to_string(k) + ". First element had shape " + bracket_text(first.shape()) + " and element " + std::to_string(r) +
                        " had shape " + bracket_text(t.shape()) + ".");
            return std::nullopt;
          }
          column.push_back(&t);
        }
        out.push_back(stacked(column));
      }
      return out;
    });
  };
  return d;
}

py::Ref<Dataset> padded_batch_dataset(py::Interp& in, py::Ref<Dataset> from, int64_t size, bool drop, const std::vector<Shape>& shapes, const std::vector<Tensor>& fill) {
  py::Ref<Dataset> d = make_dataset(in, "PaddedBatchDataset", {from});
  d->cardinality = divided(from->cardinality, size, drop);
  for (size_t k = 0; k < d->specs.size(); ++k) {
    std::vector<int64_t> dims{drop ? size : Shape::kUnknown};
    dims.insert(dims.end(), shapes[k].begin(), shapes[k].end());
    d->specs[k].shape = Shape(dims);
  }
  d->open = [size, drop, shapes, fill](py::Interp& i, Dataset& self) {
    return iterator_of([s = source(i, self), size, drop, shapes, fill](py::Interp& i2) -> std::optional<Element> {
      auto rows = rows_of_batch(i2, *s, size);
      if (!rows || rows->empty() || (drop && static_cast<int64_t>(rows->size()) < size)) return std::nullopt;
      Element out;
      for (size_t k = 0; k < (*rows)[0].size(); ++k) {
        Shape longest = shapes[k];
        for (size_t a = 0; a < longest.rank(); ++a) {
          int64_t top = 0;
          for (const Element& e : *rows) top = std::max(top, e[k].shape()[a]);
          if (longest[a] < 0) longest[a] = top;
          else if (top > longest[a]) {
            raise_error(i2, "DataLossError", "Attempted to pad to a smaller size than the input element.");
            return std::nullopt;
          }
        }
        std::vector<int64_t> dims{static_cast<int64_t>(rows->size())};
        dims.insert(dims.end(), longest.begin(), longest.end());
        Tensor all = Tensor::uninitialized((*rows)[0][k].dtype(), Shape(dims));
        const bool text = all.dtype() == DType::kString;
        const size_t width = size_of(all.dtype());
        for (int64_t at = 0; at < all.elements(); ++at) {
          if (text) all.mutable_data<std::string>()[static_cast<size_t>(at)] = fill[k].dtype() == DType::kString ? fill[k].text_at(0) : "";
          else std::memcpy(all.mutable_raw() + static_cast<size_t>(at) * width, fill[k].raw(), width);
        }
        const int64_t each = longest.elements();
        for (size_t r = 0; r < rows->size(); ++r) {
          const Tensor& t = (*rows)[r][k];
          for (int64_t from_at = 0; from_at < t.elements(); ++from_at) {
            int64_t rest = from_at, to = 0, stride = 1;
            for (size_t a = t.shape().rank(); a-- > 0;) {
              to += rest % t.shape()[a] * stride;
              rest /= t.shape()[a];
              stride *= longest[a];
            }
            to += static_cast<int64_t>(r) * each;
            if (text) all.mutable_data<std::string>()[static_cast<size_t>(to)] = t.text_at(from_at);
            else std::memcpy(all.mutable_raw() + static_cast<size_t>(to) * width, t.raw() + static_cast<size_t>(from_at) * width, width);
          }
        }
        out.push_back(all);
      }
      return out;
    });
  };
  return d;
}

py::Ref<Dataset> unbatch_dataset(py::Interp& in, py::Ref<Dataset> from) {
  py::Ref<Dataset> d = make_dataset(in, "UnbatchDataset", {from});
  d->cardinality = kUnknownCardinality;
  if (from->cardinality >= 0 && !from->specs.empty() && from->specs[0].shape.known_rank() && from->specs[0].shape.rank() && from->specs[0].shape[0] >= 0) d->cardinality = from->cardinality * from->specs[0].shape[0];
  for (Spec& s : d->specs) {
    if (s.shape.known_rank() && s.shape.rank() == 0) { in.raise("ValueError", "Cannot unbatch an input with scalar components."); return {}; }
    if (s.shape.known_rank()) s.shape = s.shape.without(0);
  }
  d->open = [](py::Interp& i, Dataset& self) {
    return iterator_of([s = source(i, self), batch = Element(), at = int64_t{0}](py::Interp& i2) mutable -> std::optional<Element> {
      while (batch.empty() || at >= batch[0].shape()[0]) {
        auto e = s->next(i2);
        if (!e) return std::nullopt;
        batch = std::move(*e);
        at = 0;
      }
      Element out;
      for (const Tensor& t : batch) out.push_back(t.rows(at, at + 1).reshaped(t.shape().without(0)));
      ++at;
      return out;
    });
  };
  return d;
}

py::Ref<Dataset> map_dataset(py::Interp& in, py::Ref<Dataset> from, const py::Value& function, bool parallel) {
  auto f = trace_element_function(in, function, *from);
  if (!f) return {};
  py::Ref<Dataset> d = make_dataset(in, parallel ? "ParallelMapDataset" : "MapDataset", {from});
  if (f->dataset) { in.raise("NotImplementedError", "Dataset.map with a function that answers data sets is not supported."); return {}; }
  d->nest = f->nest;
  d->specs = f->specs;
  const auto graph = f->graph;
  d->open = [graph](py::Interp& i, Dataset& self) {
    const py::Ref<Dataset> keep(&self);
    return iterator_of([s = source(i, self), graph, keep](py::Interp& i2) -> std::optional<Element> {
      auto e = s->next(i2);
      if (!e) return std::nullopt;
      std::optional<Plan::Failure> failure;
      auto out = graph->run(*e, &failure);
      if (!out) raise_map_failure(i2, *failure, *keep);
      return out;
    });
  };
  return d;
}

py::Ref<Dataset> filter_dataset(py::Interp& in, py::Ref<Dataset> from, const py::Value& function, bool stop_at_first) {
  auto f = trace_element_function(in, function, *from);
  if (!f) return {};
  if (f->specs.size() != 1 || f->specs[0].dtype != DType::kBool || (f->specs[0].shape.known_rank() && f->specs[0].shape.rank() != 0)) {
    in.raise("ValueError", "Invalid `predicate`. `predicate` must return a `tf.bool` scalar tensor" + std::string(stop_at_first ? " but its return type is" : ", but its return type is ") + in.repr(spec_structure(in, f->nest, f->specs)).value_or("") + ".");
    return {};
  }
  py::Ref<Dataset> d = make_dataset(in, stop_at_first ? "TakeWhileDataset" : "FilterDataset", {from});
  d->cardinality = kUnknownCardinality;
  const auto graph = f->graph;
  d->open = [graph, stop_at_first](py::Interp& i, Dataset& self) {
    const py::Ref<Dataset> keep(&self);
    return iterator_of([s = source(i, self), graph, stop_at_first, keep](py::Interp& i2) -> std::optional<Element> {
      for (;;) {
        auto e = py::spend(i2, 100) ? s->next(i2) : std::nullopt;
        if (!e) return std::nullopt;
        std::optional<Plan::Failure> failure;
        auto out = graph->run(*e, &failure);
        if (!out) { raise_map_failure(i2, *failure, *keep); return std::nullopt; }
        if ((*out)[0].int_at(0)) return e;
        if (stop_at_first) return std::nullopt;
      }
    });
  };
  return d;
}

py::Ref<Dataset> shuffle_dataset(py::Interp& in, py::Ref<Dataset> from, int64_t buffer, std::pair<int64_t, int64_t> seeds, bool reshuffle) {
  py::Ref<Dataset> d = make_dataset(in, "ShuffleDataset", {from});
  auto state = std::make_shared<PhiloxWords>(Philox::stateful(seeds.first, seeds.second));
  d->state = state;
  d->open = [buffer, seeds, reshuffle, state](py::Interp& i, Dataset& self) {
    std::pair<int64_t, int64_t> own = seeds;
    if (reshuffle) { own.first = state->next(); own.second = state->next(); }
    const py::Ref<Dataset> keep(&self);
    return iterator_of([s = source(i, self), keep, buffer, words = PhiloxWords(Philox::stateful(own.first, own.second)), held = std::vector<Element>(), more = true](py::Interp& i2) mutable -> std::optional<Element> {
      while (more && (buffer < 0 || static_cast<int64_t>(held.size()) < buffer)) {
        auto e = py::spend(i2, 10) ? s->next(i2) : std::nullopt;
        if (!e) {
          if (i2.pending()) return std::nullopt;
          more = false;
        } else {
          held.push_back(std::move(*e));
        }
      }
      if (held.empty()) return std::nullopt;
      const size_t k = words.next() % held.size();
      Element out = std::move(held[k]);
      held[k] = std::move(held[0]);
      held.erase(held.begin());
      return out;
    });
  };
  return d;
}

py::Ref<Dataset> repeat_dataset(py::Interp& in, py::Ref<Dataset> from, int64_t count) {
  py::Ref<Dataset> d = make_dataset(in, "RepeatDataset", {from});
  d->cardinality = count < 0 ? (from->cardinality == 0 ? 0 : kInfinite) : count == 0 ? 0 : from->cardinality < 0 ? from->cardinality : from->cardinality * count;
  d->open = [count](py::Interp&, Dataset& self) {
    const py::Ref<Dataset> keep(&self);
    return iterator_of([keep, count, pass = int64_t{0}, s = Source(), any = false](py::Interp& i2) mutable -> std::optional<Element> {
      for (;;) {
        if (!s) {
          if (count >= 0 && pass >= count) return std::nullopt;
          s = source(i2, *keep);
          ++pass;
          any = false;
        }
        auto e = s->next(i2);
        if (e) { any = true; return e; }
        if (i2.pending()) return std::nullopt;
        s = nullptr;
        if (!any && count < 0) return std::nullopt;              // nothing to repeat
      }
    });
  };
  return d;
}

py::Ref<Dataset> slice_dataset(py::Interp& in, py::Ref<Dataset> from, const std::string& op_name, int64_t first, int64_t count, int64_t step) {
  py::Ref<Dataset> d = make_dataset(in, op_name, {from});
  const int64_t n = from->cardinality;
  if (op_name == "TakeDataset") d->cardinality = count < 0 ? n : n == kInfinite ? count : n < 0 ? n : std::min(n, count);
  else if (op_name == "SkipDataset") d->cardinality = first < 0 ? 0 : n < 0 ? n : std::max<int64_t>(0, n - first);
  else d->cardinality = n < 0 ? n : std::max<int64_t>(0, (n - first + step - 1) / step);
  d->open = [first, count, step](py::Interp& i, Dataset& self) {
    return iterator_of([s = source(i, self), first, count, step, at = int64_t{0}, given = int64_t{0}](py::Interp& i2) mutable -> std::optional<Element> {
      if ((count >= 0 && given >= count) || first < 0) return std::nullopt;
      for (;;) {
        auto e = s->next(i2);
        if (!e) return std::nullopt;
        const int64_t here = at++;
        if (here < first || (here - first) % step) continue;
        ++given;
        return e;
      }
    });
  };
  return d;
}

py::Ref<Dataset> concatenate_dataset(py::Interp& in, py::Ref<Dataset> a, py::Ref<Dataset> b) {
  py::Ref<Dataset> d = make_dataset(in, "ConcatenateDataset", {a, b});
  const auto incompatible = [&] {
    return "Incompatible dataset elements:\n  " + in.str(spec_structure(in, a->nest, a->specs)).value_or("") + " vs.   " + in.str(spec_structure(in, b->nest, b->specs)).value_or("");
  };
  if (!(a->nest == b->nest) || a->specs.size() != b->specs.size()) {
    in.raise("TypeError", incompatible());
    return {};
  }
  for (size_t k = 0; k < d->specs.size(); ++k) {
    if (a->specs[k].dtype != b->specs[k].dtype) {
      in.raise("TypeError", incompatible());
      return {};
    }
    Shape& s = d->specs[k].shape;
    const Shape& r = b->specs[k].shape;
    if (!s.known_rank() || !r.known_rank() || s.rank() != r.rank()) s = Shape::unknown_rank();
    else for (size_t i = 0; i < s.rank(); ++i) if (s[i] != r[i]) s[i] = Shape::kUnknown;
  }
  const int64_t m = a->cardinality, n = b->cardinality;
  d->cardinality = m == kInfinite || n == kInfinite ? kInfinite : m < 0 || n < 0 ? kUnknownCardinality : m + n;
  d->open = [](py::Interp& i, Dataset& self) {
    const py::Ref<Dataset> keep(&self);
    return iterator_of([keep, s = source(i, self), second = false](py::Interp& i2) mutable -> std::optional<Element> {
      for (;;) {
        auto e = s->next(i2);
        if (e || i2.pending() || second) return e;
        s = source(i2, *keep, 1);
        second = true;
      }
    });
  };
  return d;
}

py::Ref<Dataset> zip_dataset(py::Interp& in, const py::Value& structure) {
  Nest outer;
  std::vector<py::Value> leaves;
  if (!take_apart(in, structure, outer, leaves)) return {};
  std::vector<py::Ref<Dataset>> inputs;
  for (const py::Value& v : leaves) {
    Dataset* x = py::cast<Dataset>(v);
    if (!x) {
      in.raise("TypeError", "Invalid input to `zip`. Inputs are expected to be (nested) structures of `tf.data.Dataset` objects" +
                                (py::cast<py::List>(v) ? std::string(". Python `list` is not supported and you should use `tuple` instead.") : " but encountered object of type " + in.repr(py::Value(in.type_of(v))).value_or("") + "."));
      return {};
    }
    inputs.push_back(py::Ref<Dataset>(x));
  }
  py::Ref<Dataset> d = make_dataset(in, "ZipDataset", inputs);
  d->specs.clear();
  size_t at = 0;
  const std::function<Nest(const Nest&)> fill_in = [&](const Nest& n) -> Nest {
    if (n.kind == Nest::Kind::kLeaf) {
      const Dataset& x = *inputs[at++];
      d->specs.insert(d->specs.end(), x.specs.begin(), x.specs.end());
      return x.nest;
    }
    Nest out = n;
    for (Nest& c : out.children) c = fill_in(c);
    return out;
  };
  d->nest = fill_in(outer);
  d->cardinality = kInfinite;
  for (const auto& x : inputs) {
    if (x->cardinality == kUnknownCardinality) { d->cardinality = kUnknownCardinality; break; }
    if (x->cardinality >= 0) d->cardinality = d->cardinality == kInfinite ? x->cardinality : std::min(d->cardinality, x->cardinality);
  }
  d->open = [](py::Interp& i, Dataset& self) {
    std::vector<Source> all;
    for (size_t k = 0; k < self.inputs.size(); ++k) all.push_back(source(i, self, k));
    return iterator_of([all](py::Interp& i2) -> std::optional<Element> {
      Element out;
      for (const Source& s : all) {
        auto e = s->next(i2);
        if (!e) return std::nullopt;
        out.insert(out.end(), e->begin(), e->end());
      }
      return out;
    });
  };
  return d;
}

py::Ref<Dataset> enumerate_dataset(py::Interp& in, py::Ref<Dataset> from, int64_t start) {
  const py::Ref<Dataset> numbers = range_dataset(in, start, int64_t{1} << 62, 1, DType::kInt64);
  numbers->cardinality = kInfinite;
  return zip_dataset(in, in.tuple({numbers, from}));
}

py::Ref<Dataset> same_dataset(py::Interp& in, py::Ref<Dataset> from, const std::string& op_name) {
  py::Ref<Dataset> d = make_dataset(in, op_name, {from});
  if (op_name == "CacheDataset") {
    // The first full pass is kept.
    auto kept = std::make_shared<std::pair<bool, std::vector<Element>>>();
    d->open = [kept](py::Interp& i, Dataset& self) {
      if (kept->first)
        return iterator_of(std::function<std::optional<Element>(py::Interp&)>([kept, at = size_t{0}](py::Interp&) mutable -> std::optional<Element> {
          return at < kept->second.size() ? std::optional<Element>(kept->second[at++]) : std::nullopt;
        }));
      return iterator_of(std::function<std::optional<Element>(py::Interp&)>([kept, s = source(i, self), all = std::vector<Element>()](py::Interp& i2) mutable -> std::optional<Element> {
        auto e = s->next(i2);
        if (e) all.push_back(*e);
        else if (!i2.pending()) { kept->first = true; kept->second = all; }
        return e;
      }));
    };
    return d;
  }
  d->open = [](py::Interp& i, Dataset& self) { return iterate(i, *self.inputs[0]); };
  return d;
}

// Data sets of so many elements each; an element holds their rows, and becomes data sets when it is handed out.
py::Ref<Dataset> window_dataset(py::Interp& in, py::Ref<Dataset> from, int64_t size, int64_t shift, int64_t stride, bool drop) {
  py::Ref<Dataset> d = make_dataset(in, "WindowDataset", {from});
  const std::function<void(Nest&)> mark = [&](Nest& n) {
    if (n.kind == Nest::Kind::kLeaf) n.type_name = "Dataset";
    for (Nest& c : n.children) mark(c);
  };
  mark(d->nest);
  const int64_t reach = (size - 1) * stride + 1, n = from->cardinality;
  d->cardinality = n < 0 ? n : drop ? (n < reach ? 0 : (n - reach) / shift + 1) : (n + shift - 1) / shift;
  d->open = [size, shift, stride, drop, reach](py::Interp& i, Dataset& self) {
    return iterator_of([s = source(i, self), size, shift, stride, drop, reach, rows = std::vector<Element>(), skip = int64_t{0}, more = true](py::Interp& i2) mutable -> std::optional<Element> {
      while (more && static_cast<int64_t>(rows.size()) < reach) {
        auto e = s->next(i2);
        if (!e) {
          if (i2.pending()) return std::nullopt;
          more = false;
        } else if (skip > 0) {
          --skip;
        } else {
          rows.push_back(std::move(*e));
        }
      }
      if (rows.empty() || (drop && static_cast<int64_t>(rows.size()) < reach)) return std::nullopt;
      Element out;
      for (size_t k = 0; k < rows[0].size(); ++k) {
        std::vector<const Tensor*> column;
        for (int64_t j = 0; j < size && j * stride < static_cast<int64_t>(rows.size()); ++j) {
          const Tensor& t = rows[static_cast<size_t>(j * stride)][k];
          if (t.shape() != rows[0][k].shape()) {
            i2.raise("NotImplementedError", "Dataset.window over elements of different shapes is not supported.");
            return std::nullopt;
          }
          column.push_back(&t);
        }
        out.push_back(stacked(column));
      }
      const int64_t gone = std::min<int64_t>(shift, static_cast<int64_t>(rows.size()));
      rows.erase(rows.begin(), rows.begin() + gone);
      skip = shift - gone;
      return out;
    });
  };
  return d;
}

py::Ref<Dataset> flat_map_dataset(py::Interp& in, py::Ref<Dataset> from, const py::Value& function, const std::string& op_name, int64_t cycle, int64_t block) {
  // The function is called for each element; a first call tells the structure.
  py::Ref<Dataset> d = make_dataset(in, op_name, {from});
  auto probe = iterate(in, *from);
  auto first = probe->next(in);
  if (!first && in.pending()) return {};
  const auto call = [function, op_name](py::Interp& i, const Dataset& of, const Element& e) -> py::Ref<Dataset> {
    const py::Value element = element_value(i, of.nest, e);
    std::vector<py::Value> args{element};
    if (of.nest.kind == Nest::Kind::kTuple) { auto items = i.items(element); args.assign(items.begin(), items.end()); }
    const py::Value result = i.call(function, py::Args{args, {}});
    if (!result) { wrap_user_code(i); return {}; }
    Dataset* x = py::cast<Dataset>(result);
    if (!x && op_name == "InterleaveDataset") i.raise("AttributeError", "'Tensor' object has no attribute '_name'");   // what its message does to a tensor
    else if (!x) i.raise("TypeError", "The `map_func` argument must return a `Dataset` object. Got " + i.repr(py::Value(i.type_of(result))).value_or("") + ".");
    return x ? py::Ref<Dataset>(x) : py::Ref<Dataset>();
  };
  if (first) {
    py::Ref<Dataset> inner = call(in, *from, *first);
    if (!inner) return {};
    d->nest = inner->nest;
    d->specs = inner->specs;
  }
  d->cardinality = kUnknownCardinality;
  d->open = [call, cycle, block](py::Interp& i, Dataset& self) {
    const py::Ref<Dataset> keep(&self);
    struct Open { py::Ref<Dataset> d; Source s; };
    return iterator_of([keep, call, cycle, block, s = source(i, self), open = std::vector<Open>(), at = size_t{0}, run = int64_t{0}, more = true](py::Interp& i2) mutable -> std::optional<Element> {
      for (;;) {
        while (more && static_cast<int64_t>(open.size()) < cycle) {
          auto e = s->next(i2);
          if (!e) {
            if (i2.pending()) return std::nullopt;
            more = false;
            break;
          }
          py::Ref<Dataset> inner = call(i2, *keep->inputs[0], *e);
          if (!inner) return std::nullopt;
          open.push_back({inner, iterate(i2, *inner)});
        }
        if (open.empty()) return std::nullopt;
        if (at >= open.size()) at = 0;
        auto e = open[at].s->next(i2);
        if (e) {
          if (++run >= block) { run = 0; ++at; }
          return e;
        }
        if (i2.pending()) return std::nullopt;
        open.erase(open.begin() + static_cast<std::ptrdiff_t>(at));
        run = 0;
        if (more) {
          auto next = s->next(i2);
          if (next) {
            py::Ref<Dataset> inner = call(i2, *keep->inputs[0], *next);
            if (!inner) return std::nullopt;
            open.insert(open.begin() + static_cast<std::ptrdiff_t>(at), {inner, iterate(i2, *inner)});
          } else {
            if (i2.pending()) return std::nullopt;
            more = false;
          }
        }
      }
    });
  };
  return d;
}

}  // namespace misfit::tf
