// Data sets whose elements Python makes, and the methods of data sets that are written in Python.
#include "core/random/philox.h"
#include "modules/tensorflow_texts.h"
#include "tensorflow/composites.h"
#include "tensorflow/dataset_ops.h"

namespace misfit::modules::tf_api {
namespace {

using tf::Dataset;
using tf::Element;
using tf::Nest;

struct Generated : tf::DataIterator {
  explicit Generated(std::function<std::optional<Element>(Interp&)> f) : step(std::move(f)) {}
  std::optional<Element> next(Interp& in) override { return step(in); }
  std::function<std::optional<Element>(Interp&)> step;
};

// TensorSpecs in a structure, and specs of composites, which know those of their components.
bool read_spec(Interp& in, const Value& v, Nest& n, Specs& specs) {
  if (tf::SpecObject* s = py::cast<tf::SpecObject>(v)) {
    specs.push_back({s->dtype, s->shape, {}, {}});
    return true;
  }
  if (py::Tuple* t = py::cast<py::Tuple>(v)) {
    n.kind = Nest::Kind::kTuple;
    for (const Value& item : t->items) {
      n.children.emplace_back();
      if (!read_spec(in, item, n.children.back(), specs)) return false;
    }
    return true;
  }
  if (py::Dict* d = py::cast<py::Dict>(v)) {
    n.kind = Nest::Kind::kDict;
    std::map<std::string, Value> sorted;
    for (const auto& e : d->entries)
      if (e.key) sorted[in.str(e.key).value_or("")] = e.value;
    for (const auto& [key, item] : sorted) {
      n.keys.push_back(key);
      n.children.emplace_back();
      if (!read_spec(in, item, n.children.back(), specs)) return false;
    }
    return true;
  }
  const Value parts = in.call(in.get_attr(v, "_tf_component_specs"), {});
  if (!parts) return false;
  n = tf::composite_nest(in, v, in.items(parts).size());
  Nest ignored;
  for (const Value& p : in.items(parts))
    if (!read_spec(in, p, ignored, specs)) return false;
  return true;
}

// dataset(op, inputs, elements, spec, cardinality)
Value generated(Interp& in, Bound& a) {
  auto inputs = in.list_of(a["inputs"]);
  auto cardinality = inputs ? integer(in, a["cardinality"]) : std::nullopt;
  if (!cardinality) return {};
  std::vector<py::Ref<Dataset>> from;
  for (const Value& v : *inputs)
    if (Dataset* d = py::cast<Dataset>(v)) from.emplace_back(d);
  py::Ref<Dataset> d = tf::make_dataset(in, std::string(in.as_str(a["op"]).value_or("")), from);
  d->nest = {};
  d->specs.clear();
  d->cardinality = *cardinality;
  if (!read_spec(in, a["spec"], d->nest, d->specs)) return {};
  d->open = [elements = a["elements"]](Interp& i, Dataset& self) -> std::unique_ptr<tf::DataIterator> {
    const Value it = i.iter(i.call(elements, {}));
    py::Ref<Dataset> held(&self);
    return std::make_unique<Generated>([it, held](Interp& i2) -> std::optional<Element> {
      if (!it) return std::nullopt;
      context(i2).push_graph(nullptr);
      std::optional<Element> out;
      const Value v = i2.next(it);
      Nest ignored;
      std::vector<Value> leaves;
      if (v && tf::take_apart(i2, v, ignored, leaves)) {
        Element e;
        for (size_t k = 0; k < leaves.size(); ++k) {
          auto x = convert(i2, leaves[k], tf::as_tensor_object(leaves[k]) || k >= held->specs.size() ? std::nullopt : std::optional<DType>(held->specs[k].dtype));
          if (!x) break;
          e.push_back(x->value);
        }
        if (e.size() == leaves.size()) out = std::move(e);
      }
      context(i2).pop_graph();
      return out;
    });
  };
  return Value(d);
}

Value random_numbers(Interp& in, Bound& a) {
  std::optional<int64_t> given;
  if (!a[0].is_none() && !(given = integer(in, a[0]))) return {};
  const auto seeds = context(in).op_seeds(given);
  py::Ref<Dataset> d = tf::make_dataset(in, "RandomDataset", {});
  d->specs = {{DType::kInt64, Shape{}, {}, {}}};
  d->cardinality = tf::kInfinite;
  d->open = [seeds](Interp&, Dataset&) -> std::unique_ptr<tf::DataIterator> {
    auto words = std::make_shared<PhiloxWords>(Philox::stateful(seeds.first, seeds.second));
    return std::make_unique<Generated>([words](Interp&) -> std::optional<Element> { return Element{Tensor::scalar(static_cast<int64_t>(words->next()))}; });
  };
  return Value(d);
}

}  // namespace

void bind_dataset_texts(Interp& in, py::Module& ops) {
  ops.dict->set(in, "dataset", in.builtin("dataset", "op, inputs, elements, spec, cardinality", generated));
  ops.dict->set(in, "random_dataset", in.builtin("random_dataset", "seed", random_numbers));
}

void bind_dataset_methods(Interp& in) {
  py::Type* t = in.state<tf::DatasetTypes>().base;
  const auto forward = [](const char* name) {
    return [name](Interp& i, Bound& a) -> Value {
      const Value module = i.import("tensorflow._data");
      const Value f = module ? i.get_attr(module, name) : Value();
      if (!f) return {};
      std::vector<Value> args;
      size_t at = 0;
      if (a.signature().parameters[0].name == "self") args.push_back(a[at++]);
      for (const Value& v : i.items(a["args"])) args.push_back(v);
      std::vector<py::Keyword> keywords;
      std::vector<std::string> names;
      const py::Dict& given = *py::cast<py::Dict>(a["kwargs"]);
      names.reserve(given.entries.size());
      for (const auto& e : given.entries)
        if (e.key) {
          names.emplace_back(i.as_str(e.key).value_or(""));
          keywords.push_back({names.back(), e.value});
        }
      return i.call(f, py::Args{args, keywords});
    };
  };
  for (const char* name : {"group_by_window", "bucket_by_sequence_length", "unique", "scan", "ragged_batch", "sparse_batch", "ignore_errors", "snapshot", "rejection_resample", "fingerprint"})
    in.method(t, name, "self, *args, **kwargs", forward(name));
  for (const char* name : {"random", "counter", "choose_from_datasets", "sample_from_datasets", "list_files"}) in.static_method(t, name, "*args, **kwargs", forward(name));
  in.method(t, "save", "self, *args, **kwargs", forward("save_dataset"));
  in.static_method(t, "load", "*args, **kwargs", forward("load_dataset"));
}

}  // namespace misfit::modules::tf_api
