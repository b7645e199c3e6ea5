// Dataset.reduce: a function of the state and an element, traced once and run for each element.
#include "tensorflow/dataset_ops.h"

namespace misfit::tf {
namespace {

// What runs as one ReduceDataset op says so around its errors.
py::Value wrap_reduce_error(py::Interp& in, size_t states) {
  if (!in.pending() || in.stopped()) return {};
  py::Ref<py::Exception> e = in.take();
  if (!e->type->is_subclass(error_type(in, "OpError"))) return in.raise_object(e);
  const std::string n = std::to_string(states);
  return in.raise(e->type, "{{function_node __wrapped__ReduceDataset_Targuments_0_Tstate_" + n + "_output_types_" + n + "_device_/job:localhost/replica:0/task:0/device:CPU:0}} " + in.message_of(*e) + " [Op:ReduceDataset] name: ", e->fault);
}

py::Value types_of(py::Interp& in, const Nest& nest, const Specs& specs) {
  return pack_nest(in, nest, [&](size_t i) { return dtype_value(in, specs[i].dtype); });
}

}  // namespace

py::Value reduce_dataset(py::Interp& in, Dataset& d, const py::Value& initial_state, const py::Value& function) {
  Nest nest;
  std::vector<py::Value> leaves;
  if (!take_apart(in, initial_state, nest, leaves)) return {};
  Element state;
  Specs specs;
  for (const py::Value& v : leaves) {
    auto x = convert(in, v);
    if (!x) return {};
    state.push_back(x->value);
    specs.push_back({x->dtype, x->shape, {}, {}});
  }
  // Data sets of (state, element) are what the function is called with.
  py::Ref<Dataset> pairs = make_dataset(in, "MapDataset", {});
  pairs->nest.kind = Nest::Kind::kTuple;
  pairs->nest.children = {nest, d.nest};
  std::optional<ElementFunction> f;
  for (bool again = true; again;) {
    pairs->specs = specs;
    pairs->specs.insert(pairs->specs.end(), d.specs.begin(), d.specs.end());
    f = trace_element_function(in, function, *pairs);
    if (!f) return {};
    again = false;
    for (size_t i = 0; i < specs.size() && i < f->specs.size(); ++i) {
      if (f->specs[i].dtype != specs[i].dtype) {
        const auto want = in.str(types_of(in, nest, specs)), got = want ? in.str(types_of(in, f->nest, f->specs)) : std::nullopt;
        return got ? in.raise("TypeError", "The element types for the new state must match the initial state. Expected " + *want + " but got " + *got + ".") : py::Value();
      }
      // A state whose shape changes is traced once more with what stays the same of it.
      const Shape &before = specs[i].shape, &after = f->specs[i].shape;
      Shape both = before.known_rank() && after.known_rank() && before.rank() == after.rank() ? before : Shape::unknown_rank();
      for (size_t k = 0; both.known_rank() && k < both.rank(); ++k)
        if (before[k] != after[k]) both[k] = Shape::kUnknown;
      again = again || both != before;
      specs[i].shape = both;
    }
  }
  const auto refuse = [&] { return wrap_reduce_error(in, specs.size()); };
  if (f->specs.size() != specs.size()) {
    raise_error(in, "InvalidArgumentError", "The number of components of the initial state and the reduce function output does not match. (initial_state=" + std::to_string(specs.size()) + ", output=" + std::to_string(f->specs.size()) + ").");
    return refuse();
  }
  const auto elements = iterate(in, d);
  if (!elements) return {};
  for (;;) {
    auto element = elements->next(in);
    if (!element && in.pending()) return refuse();
    if (!element) return pack_nest(in, nest, [&](size_t i) { return eager_value(in, state[i]); });
    std::vector<Tensor> feeds = state;
    feeds.insert(feeds.end(), element->begin(), element->end());
    std::optional<Plan::Failure> failure;
    auto next = f->graph->run(feeds, &failure);
    if (!next && !failure) return {};
    if (!next) {
      raise_error(in, failure->fault.spec->type, say(failure->fault, Dialect::kEager) + "\n\t [[{{node " + (failure->node ? failure->node->name : "") + "}}]]", std::make_shared<Fault>(failure->fault));
      return refuse();
    }
    state = std::move(*next);
  }
}

}  // namespace misfit::tf
