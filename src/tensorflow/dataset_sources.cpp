// Where elements come from: tensors, ranges, Python generators.
#include "numpy/ndarray.h"
#include "tensorflow/dataset_ops.h"

namespace misfit::tf {
namespace {

template <class F> struct FunctionIterator : DataIterator {
  explicit FunctionIterator(F f) : f_(std::move(f)) {}
  std::optional<Element> next(py::Interp& in) override { return f_(in); }
  F f_;
};
template <class F> std::unique_ptr<DataIterator> iterator_of(F f) { return std::make_unique<FunctionIterator<F>>(std::move(f)); }

}  // namespace

py::Ref<Dataset> from_tensor_slices(py::Interp& in, const py::Value& tensors) {
  Nest nest;
  std::vector<py::Value> leaves;
  if (!take_apart(in, tensors, nest, leaves)) return {};
  Element all;
  StepId step = 0;
  py::Ref<Dataset> d = make_dataset(in, "TensorSliceDataset", {});
  Context& context = in.state<Context>();
  context.push_graph(nullptr);
  for (const py::Value& v : leaves) {
    auto x = convert(in, v);
    if (!x) { context.pop_graph(); return {}; }
    if (!step) step = x->step;
    all.push_back(x->value);
  }
  context.pop_graph();
  if (all.empty()) { in.raise("ValueError", "Invalid `tensors`. `tensors` must not be empty."); return {}; }
  for (const Tensor& t : all) {
    if (t.shape().rank() == 0) { in.raise("ValueError", "Unbatching a tensor is only supported for rank >= 1"); return {}; }
  }
  for (const Tensor& t : all)
    if (t.shape()[0] != all[0].shape()[0]) {
      in.raise("ValueError", "Dimensions " + std::to_string(all[0].shape()[0]) + " and " + std::to_string(t.shape()[0]) + " are not compatible");
      return {};
    }
  d->nest = nest;
  for (const Tensor& t : all) d->specs.push_back({t.dtype(), t.shape().without(0), {}, {}});
  d->cardinality = all[0].shape()[0];
  d->step = step;
  d->open = [all](py::Interp&, Dataset&) {
    return iterator_of([all, i = int64_t{0}](py::Interp&) mutable -> std::optional<Element> {
      if (i >= all[0].shape()[0]) return std::nullopt;
      Element e;
      for (const Tensor& t : all) e.push_back(t.rows(i, i + 1).reshaped(t.shape().without(0)));
      ++i;
      return e;
    });
  };
  return d;
}

py::Ref<Dataset> from_tensors(py::Interp& in, const py::Value& tensors) {
  Nest nest;
  std::vector<py::Value> leaves;
  if (!take_apart(in, tensors, nest, leaves)) return {};
  Element all;
  py::Ref<Dataset> d = make_dataset(in, "TensorDataset", {});
  for (const py::Value& v : leaves) {
    auto x = convert(in, v);
    if (!x) return {};
    if (!d->step) d->step = x->step;
    all.push_back(x->value);
    d->specs.push_back({x->dtype, x->shape, {}, {}});
  }
  d->nest = nest;
  d->cardinality = 1;
  d->open = [all](py::Interp&, Dataset&) {
    return iterator_of([all, done = false](py::Interp&) mutable -> std::optional<Element> {
      if (done) return std::nullopt;
      done = true;
      return all;
    });
  };
  return d;
}

py::Ref<Dataset> range_dataset(py::Interp& in, int64_t start, int64_t stop, int64_t step, DType t) {
  py::Ref<Dataset> d = make_dataset(in, "RangeDataset", {});
  d->specs = {{t, Shape{}, {}, {}}};
  d->cardinality = step > 0 ? std::max<int64_t>(0, (stop - start + step - 1) / step) : step < 0 ? std::max<int64_t>(0, (start - stop - step - 1) / -step) : 0;
  d->open = [=](py::Interp&, Dataset&) {
    return iterator_of([=, at = start](py::Interp&) mutable -> std::optional<Element> {
      if (step > 0 ? at >= stop : at <= stop) return std::nullopt;
      Tensor x = cast(Tensor::scalar(at), t);
      at += step;
      return Element{std::move(x)};
    });
  };
  return d;
}

py::Ref<Dataset> from_generator(py::Interp& in, const py::Value& generator, const py::Value& args, Nest nest, Specs specs) {
  py::Ref<Dataset> d = make_dataset(in, "FlatMapDataset", {});
  d->nest = nest;
  d->specs = specs;
  d->cardinality = kUnknownCardinality;
  d->open = [generator, args](py::Interp&, Dataset& self) {
    Dataset* of = &self;
    const py::Ref<Dataset> keep(of);
    return iterator_of([generator, args, keep, started = false, source = py::Value()](py::Interp& i) mutable -> std::optional<Element> {
      // An error in Python reaches the iterator as the PyFunc's.
      const auto fail = [&](const std::string& cause = "") -> std::optional<Element> {
        py::Ref<py::Exception> e = i.take();
        if (!e) return std::nullopt;
        const std::string name = e->type->name, text = i.message_of(*e);
        std::string type = "UnknownError";
        if (name == "TypeError" || name == "ValueError") type = "InvalidArgumentError";
        else if (name == "StopIteration") type = "OutOfRangeError";
        else if (name == "NotImplementedError") type = "UnimplementedError";
        else if (name == "MemoryError") type = "ResourceExhaustedError";
        const std::string before = cause.empty() ? "" : cause + "\n\nThe above exception was the direct cause of the following exception:\n\nTraceback (most recent call last):\n\n";
        raise_error(i, type, name + ": " + text + "\nTraceback (most recent call last):\n\n" + before + generator_frames(i, *e) + name + ": " + text + "\n\n\n\t [[{{node PyFunc}}]]", e->fault);
        return std::nullopt;
      };
      const Dataset& d2 = *keep;
      if (!started) {
        started = true;
        const auto items = i.items(args);
        const py::Value made = i.call(generator, py::Args{items, {}});
        source = made ? i.iter(made) : made;
        if (!source) return fail();
      }
      const py::Value v = i.next(source);
      if (!v) return i.pending() ? fail() : std::nullopt;
      Nest given;
      std::vector<py::Value> leaves;
      // Lists are tensors unless structure is asked for.
      py::Value shaped = v;
      if (d2.nest.kind == Nest::Kind::kTuple && py::cast<py::List>(v)) {
        auto list = i.items(v);
        shaped = i.tuple(std::vector<py::Value>(list.begin(), list.end()));
      }
      if (d2.nest.kind == Nest::Kind::kLeaf) leaves.push_back(v);
      else if (!take_apart(i, shaped, given, leaves)) return fail();
      Element e;
      if (leaves.size() != d2.specs.size()) {
        auto shown = i.str(v);
        const bool sequence = i.is_sequence(v);
        const std::string cause = sequence ? "ValueError: The two structures don't have the same sequence length. Input structure has length " + std::to_string(i.items(v).size()) + ", while shallow structure has length " +
                                                 std::to_string(d2.nest.children.size()) + "."
                                           : "TypeError: If shallow structure is a sequence, input must also be a sequence. Input has type: '" + i.type_of(v)->name + "'.";
        i.raise("TypeError", "`generator` yielded an element that did not match the expected structure. The expected structure was " + i.repr(pack_nest(i, d2.nest, [&](size_t k) { return dtype_value(i, d2.specs[k].dtype); })).value_or("") +
                ", but the yielded element was " + shown.value_or("") + ".");
        return fail(d2.nest.kind == Nest::Kind::kTuple ? cause : "");
      }
      for (size_t k = 0; k < leaves.size(); ++k) {
        const Spec& want = d2.specs[k];
        i.state<Context>().push_graph(nullptr);
        std::optional<Operand> x;
        if (as_tensor_object(leaves[k]) || want.dtype == DType::kString) x = convert(i, leaves[k], as_tensor_object(leaves[k]) ? std::nullopt : std::optional<DType>(want.dtype));
        else if (const auto t = np::as_tensor(i, leaves[k], want.dtype)) x = convert(i, np::array_value(i, *t));   // numpy.asarray(value, dtype)
        i.state<Context>().pop_graph();
        if (!x) {
          const py::Ref<py::Exception> error = i.take();
          const std::string cause = error && want.dtype != DType::kString ? error->type->name + ": " + i.message_of(*error) : "";
          auto shown = i.str(v);
          i.raise("TypeError", "`generator` yielded an element that could not be converted to the expected type. The expected type was " + std::string(tf_name(want.dtype)) + ", but the yielded element was " + shown.value_or("") + ".");
          return fail(cause);
        }
        if (x->dtype != want.dtype) {
          i.raise("TypeError", "`generator` yielded an element of type <dtype: '" + std::string(tf_name(x->dtype)) + "'> where an element of type <dtype: '" + std::string(tf_name(want.dtype)) + "'> was expected.");
          return fail();
        }
        if (!compatible(want.shape, x->shape)) {
          i.raise("TypeError", "`generator` yielded an element of shape " + python_text(x->shape) + " where an element of shape " + python_text(want.shape) + " was expected.");
          return fail();
        }
        e.push_back(x->value);
      }
      return e;
    });
  };
  return d;
}

}  // namespace misfit::tf
