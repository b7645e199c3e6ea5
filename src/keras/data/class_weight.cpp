// class_weight={0: 1.0, 1: 5.0} as a weight for each sample.
#include <algorithm>
#include <cmath>
#include <map>

#include "keras/data/generator.h"
#include "keras/keras_tensor.h"
#include "keras/nest.h"
#include "numpy/ndarray.h"

namespace misfit::keras {
namespace {

// The class of each row of y: rounded, or the largest of a one-hot row.
std::vector<int64_t> classes_of(const Tensor& y) {
  int64_t rows = y.shape().rank() ? y.shape()[0] : 0;
  int64_t width = rows ? y.elements() / rows : 0;
  bool one_hot = y.shape().rank() > 1 && y.shape()[y.shape().rank() - 1] != 1;
  std::vector<int64_t> out;
  for (int64_t i = 0; i < rows; ++i) {
    if (!one_hot) {
      out.push_back(static_cast<int64_t>(std::nearbyint(y.at(i * width))));
      continue;
    }
    int64_t best = 0;
    for (int64_t k = 1; k < width; ++k)
      if (y.at(i * width + k) > y.at(i * width + best)) best = k;
    out.push_back(best);
  }
  return out;
}

std::optional<std::map<int64_t, double>> weights_of_classes(py::Interp& in, const py::Value& class_weight) {
  auto* d = py::cast<py::Dict>(class_weight);
  if (!d) {
    in.raise("AttributeError", "'" + in.type_of(class_weight)->name + (in.keras3() ? "' object has no attribute 'get'" : "' object has no attribute 'keys'"));
    return std::nullopt;
  }
  std::map<int64_t, double> out;
  for (const py::Dict::Entry& e : d->entries) {
    if (!e.key) continue;
    std::optional<int64_t> key = in.as_int(e.key);
    if (!key && !in.keras3()) {
      in.raise("ValueError", "Expected `class_weight` to be a dict with keys from 0 to one less than the number of classes, found " + in.str(class_weight).value_or(""));
      return std::nullopt;
    }
    py::Value number = e.value;
    std::optional<double> w = in.as_double(number);
    if (!w) {
      std::optional<Tensor> t = np::as_tensor(in, number);
      if (!t) return std::nullopt;
      w = t->at(0);
    }
    if (key) out[*key] = *w;
  }
  return out;
}

Tensor weights_tensor(const std::vector<int64_t>& classes, const std::map<int64_t, double>& weights) {
  std::vector<float> values;
  for (int64_t c : classes) {
    auto found = weights.find(c);
    values.push_back(found == weights.end() ? 1.0f : static_cast<float>(found->second));
  }
  return Tensor::of<float>(Shape{static_cast<int64_t>(values.size())}, std::span<const float>(values));
}

// Batches of another source with weights by class as their third part.
struct WeightedSource : DataSource {
  std::unique_ptr<DataSource> inner;
  std::map<int64_t, double> weights;
  size_t target = 0;                               // which tensor is y
  std::optional<size_t> given;                     // which is sample_weight
  bool strict = false;                             // Keras 2: a class without a weight is a fault

  struct Pass : tf::DataIterator {
    WeightedSource& s;
    std::unique_ptr<tf::DataIterator> inner;
    Pass(WeightedSource& source, std::unique_ptr<tf::DataIterator> i) : s(source), inner(std::move(i)) {}
    std::optional<tf::Element> next(py::Interp& in) override {
      std::optional<tf::Element> e = inner->next(in);
      if (!e) return e;
      std::vector<int64_t> classes = classes_of((*e)[s.target]);
      if (s.strict)
        for (size_t i = 0; i < classes.size(); ++i)
          if (classes[i] < 0 || classes[i] >= static_cast<int64_t>(s.weights.size())) {
            tf::raise_error(in, "InvalidArgumentError", "indices[" + std::to_string(i) + "] = " + std::to_string(classes[i]) + " is not in [0, " +
                                                            std::to_string(s.weights.size()) + ")\n\t [[{{node GatherV2}}]]");
            return std::nullopt;
          }
      Tensor w = weights_tensor(classes, s.weights);
      if (s.given) {
        std::vector<float> product;
        for (int64_t i = 0; i < w.elements(); ++i) product.push_back(static_cast<float>(w.at(i) * (*e)[*s.given].at(i)));
        (*e)[*s.given] = Tensor::of<float>(w.shape(), std::span<const float>(product));
      } else {
        e->push_back(w);
      }
      return e;
    }
  };
  std::unique_ptr<tf::DataIterator> open(py::Interp& in) override { return std::make_unique<Pass>(*this, inner->open(in)); }
  bool on_epoch_begin(py::Interp& in) override { return inner->on_epoch_begin(in); }
  bool on_epoch_end(py::Interp& in) override { return inner->on_epoch_end(in); }
};

}  // namespace

py::Value class_weights_keras3(py::Interp& in, const py::Value& y, const py::Value& class_weight) {
  std::optional<Tensor> t = np::as_tensor(in, y);
  std::optional<std::map<int64_t, double>> weights = t ? weights_of_classes(in, class_weight) : std::nullopt;
  if (!weights) return {};
  return np::array_value(in, weights_tensor(classes_of(*t), *weights));
}

std::unique_ptr<DataSource> weighted_source(py::Interp& in, std::unique_ptr<DataSource> inner, const py::Value& class_weight) {
  std::optional<std::map<int64_t, double>> weights = weights_of_classes(in, class_weight);
  if (!weights) return nullptr;
  int64_t next = 0;
  for (const auto& [id, w] : *weights)
    if (id != next++) {
      std::optional<std::string> shown = in.str(class_weight);
      in.raise("ValueError", "Expected `class_weight` to be a dict with keys from 0 to one less than the number of classes, found " + shown.value_or(""));
      return nullptr;
    }
  auto items = in.is_sequence(inner->structure) ? in.items(inner->structure) : std::span<const py::Value>{};
  if (items.size() < 2 || !items[1].is_int()) {
    in.raise("ValueError", "`class_weight` is only supported for Models with a single output.");
    return nullptr;
  }
  auto out = std::make_unique<WeightedSource>();
  out->weights = *weights;
  out->strict = !in.keras3();
  out->target = static_cast<size_t>(items[1].integer());
  out->specs = inner->specs;
  out->batches = inner->batches;
  out->recreate = inner->recreate;
  out->steps = inner->steps;
  if (items.size() == 3 && items[2].is_int()) {
    out->given = static_cast<size_t>(items[2].integer());
    const Shape& w = inner->specs[*out->given].shape;
    if (!in.keras3() && w.known_rank() && w.rank() > 0 && w[0] < 0) {
      in.raise("ValueError", "Tried to convert 'shape' to a tensor and failed. Error: Cannot convert a partially known TensorShape (None,) to a Tensor.");
      return nullptr;
    }
    out->structure = inner->structure;
  } else {
    out->structure = in.tuple({items[0], items[1], py::Value::integer(static_cast<int64_t>(out->specs.size()))});
    const Shape& y = out->specs[out->target].shape;
    out->specs.push_back({DType::kFloat32, Shape{y.known_rank() && y.rank() ? y[0] : Shape::kUnknown}});
    out->steps.push_back(0);
  }
  out->inner = std::move(inner);
  return out;
}

}  // namespace misfit::keras
