// What all data sets share: structure, iteration from Python, errors.
#include "python/budget.h"
#include "tensorflow/composites.h"
#include "tensorflow/dataset_ops.h"

namespace misfit::tf {

size_t Nest::leaves() const {
  if (kind == Kind::kLeaf) return 1;
  size_t n = 0;
  for (const Nest& c : children) n += c.leaves();
  return n;
}

bool Nest::operator==(const Nest& o) const {
  return kind == o.kind && keys == o.keys && children == o.children;
}

DatasetTypes::DatasetTypes(py::Interp& in) {
  base = in.new_type("tensorflow.python.data.ops.dataset_ops", "DatasetV2", {in.type_named("object")}, Dataset::kind);
  iterator = in.new_type("tensorflow.python.data.ops.iterator_ops", "OwnedIterator", {in.type_named("object")}, IteratorObject::kind);
}

py::Type* DatasetTypes::of(py::Interp& in, const std::string& op) {
  auto found = classes.find(op);
  if (found != classes.end()) return found->second;
  const std::string name = op == "CacheDataset" || op == "DatasetV1Adapter" ? op : "_" + op;
  // _MapDataset is in map_op, _PaddedBatchDataset in padded_batch_op.
  static constexpr std::pair<std::string_view, std::string_view> kModules[] = {
      {"ParallelMapDataset", "map_op"}, {"ParallelBatchDataset", "batch_op"}, {"TensorSliceDataset", "from_tensor_slices_op"}, {"TensorDataset", "from_tensors_op"}, {"FlatMapDataset", "flat_map_op"},
      {"PaddedBatchDataset", "padded_batch_op"}, {"ParallelInterleaveDataset", "interleave_op"}, {"TakeWhileDataset", "take_while_op"}, {"VariantDataset", "dataset_ops"}, {"OptionsDataset", "dataset_ops"},
      {"DatasetV1Adapter", "dataset_ops"}};
  std::string module;
  for (const auto& [known, in_module] : kModules)
    if (known == op) module = in_module;
  if (module.empty()) {
    module = op.substr(0, op.find("Dataset")) + "_op";
    std::transform(module.begin(), module.end(), module.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  }
  py::Type* type = in.new_type("tensorflow.python.data.ops." + module, name, {base}, Dataset::kind);
  return classes[op] = type;
}

py::Type* dataset_type(py::Interp& in) { return in.state<DatasetTypes>().base; }
bool is_dataset(const py::Value& v) { return py::cast<Dataset>(v) != nullptr; }

py::Ref<Dataset> make_dataset(py::Interp& in, const std::string& op, std::vector<py::Ref<Dataset>> inputs) {
  py::Ref<Dataset> d(new Dataset(in.state<DatasetTypes>().of(in, op), op));
  if (!inputs.empty()) {
    d->nest = inputs[0]->nest;
    d->specs = inputs[0]->specs;
    d->cardinality = inputs[0]->cardinality;
    d->step = inputs[0]->step;
  }
  int64_t& made = in.state<DatasetTypes>().made;
  if (op == "FlatMapDataset" && inputs.empty()) ++made;      // from_generator begins with a data set of one number
  d->number = made++;
  d->inputs = std::move(inputs);
  return d;
}

std::unique_ptr<DataIterator> iterate(py::Interp& in, Dataset& d) { return d.open(in, d); }

namespace {

py::Value packed(py::Interp& in, const Nest& n, const std::function<py::Value(size_t)>& leaf, size_t& at, bool specs) {
  switch (n.kind) {
    case Nest::Kind::kLeaf: {
      const py::Value v = leaf(at++);
      if (n.type_name != "Dataset" || specs) return v;
      TensorObject* t = as_tensor_object(v);
      if (t && !t->eager()) {                                // in a function that is traced: a data set that is never opened
        py::Ref<Dataset> shown = make_dataset(in, "VariantDataset", {});
        shown->specs = {{t->operand.dtype, t->operand.shape, {}, {}}};
        return shown;
      }
      py::Ref<Dataset> rows = from_tensor_slices(in, v);   // what window() hands out
      return rows ? py::Value(same_dataset(in, rows, "VariantDataset")) : py::Value();
    }
    case Nest::Kind::kNone: return py::Value::none();
    case Nest::Kind::kTuple: {
      std::vector<py::Value> items;
      if (const py::Value spec = composite_spec(in, n)) {
        for (size_t i = 0; i < n.children.size(); ++i) items.push_back(leaf(at++));
        return specs ? spec : in.call(in.get_attr(spec, "_tf_from_components"), {in.list(std::move(items))});
      }
      for (const Nest& c : n.children) items.push_back(packed(in, c, leaf, at, specs));
      return in.tuple(std::move(items));
    }
    case Nest::Kind::kDict: {
      py::Ref<py::Dict> d = in.dict();
      for (size_t i = 0; i < n.keys.size(); ++i) d->set(in, n.keys[i], packed(in, n.children[i], leaf, at, specs));
      return d;
    }
  }
  return {};
}

}  // namespace

py::Value pack_nest(py::Interp& in, const Nest& n, const std::function<py::Value(size_t)>& leaf) {
  size_t at = 0;
  return packed(in, n, leaf, at, false);
}

py::Value element_value(py::Interp& in, const Nest& n, const Element& e) {
  return pack_nest(in, n, [&](size_t i) { return eager_value(in, e[i]); });
}

py::Value spec_structure(py::Interp& in, const Nest& n, const Specs& s) {
  size_t at = 0;
  return packed(in, n, [&](size_t i) { return spec_value(in, s[i].shape, s[i].dtype); }, at, true);
}

// A value the program hands in, taken apart: tuples and dicts are structure, lists are tensors.
bool take_apart(py::Interp& in, const py::Value& v, Nest& n, std::vector<py::Value>& leaves) {
  if (py::Tuple* t = py::cast<py::Tuple>(v)) {
    n.kind = Nest::Kind::kTuple;
    for (const py::Value& item : t->items) {
      n.children.emplace_back();
      if (!take_apart(in, item, n.children.back(), leaves)) return false;
    }
    return true;
  }
  if (py::Dict* d = py::cast<py::Dict>(v)) {
    n.kind = Nest::Kind::kDict;
    std::vector<std::pair<std::string, py::Value>> sorted;
    for (const auto& e : d->entries)
      if (e.key) sorted.emplace_back(in.str(e.key).value_or(""), e.value);
    std::sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (const auto& [key, value] : sorted) {
      n.keys.push_back(key);
      n.children.emplace_back();
      if (!take_apart(in, value, n.children.back(), leaves)) return false;
    }
    return true;
  }
  if (v.is_none()) {
    n.kind = Nest::Kind::kNone;
    return true;
  }
  if (is_composite(v)) {
    const py::Value spec = in.get_attr(v, "_type_spec"), parts = spec ? components(in, v) : spec;
    if (!parts) return false;
    n = composite_nest(in, spec, in.items(parts).size());
    for (const py::Value& part : in.items(parts)) leaves.push_back(part);
    return true;
  }
  leaves.push_back(v);
  return true;
}

void wrap_iterator_error(py::Interp& in, size_t components) {
  if (!in.pending() || in.stopped()) return;
  py::Ref<py::Exception> e = in.take();
  if (!e->type->is_subclass(error_type(in, "OpError"))) {
    in.raise_object(e);
    return;
  }
  in.raise(e->type, "{{function_node __wrapped__IteratorGetNext_output_types_" + std::to_string(components) + "_device_/job:localhost/replica:0/task:0/device:CPU:0}} " + in.message_of(*e) + " [Op:IteratorGetNext] name: ", e->fault);
}

std::string generator_frames(py::Interp& in, const py::Exception& e) {
  std::string text;
  for (const auto& [span, function] : e.traceback)
    if (span.line) text += program_frame(in, span, function);
  return text;
}

py::Value next_element(py::Interp& in, Dataset& d, DataIterator& it) {
  if (!py::spend(in, 60)) return {};
  auto e = it.next(in);
  if (e) return element_value(in, d.nest, *e);
  wrap_iterator_error(in, std::max<size_t>(1, d.nest.leaves()));
  return {};
}

}  // namespace misfit::tf
