// Arrays, row by row: the order of each epoch, and batches that share memory when rows are in order.
#include <cstring>
#include <numeric>

#include "core/random/philox.h"
#include "keras/data/source.h"
#include "keras/fit/session.h"
#include "keras/nest.h"
#include "tensorflow/tensor.h"

namespace misfit::keras {
namespace {

Tensor take_rows(const Tensor& t, std::span<const int64_t> rows) {
  std::vector<int64_t> dims(t.shape().begin(), t.shape().end());
  dims[0] = static_cast<int64_t>(rows.size());
  Tensor out = Tensor::uninitialized(t.dtype(), Shape(dims));
  size_t row = t.shape()[0] ? t.bytes() / static_cast<size_t>(t.shape()[0]) : 0;
  if (t.dtype() == DType::kString) {
    size_t n = row / size_of(DType::kString);
    auto texts = out.buffer()->texts();
    for (size_t i = 0; i < rows.size(); ++i)
      for (size_t k = 0; k < n; ++k) texts[i * n + k] = t.text_at(rows[i] * static_cast<int64_t>(n) + static_cast<int64_t>(k));
    return out;
  }
  const std::byte* from = t.raw();
  std::byte* to = out.mutable_raw();
  for (size_t i = 0; i < rows.size(); ++i) std::memcpy(to + i * row, from + static_cast<size_t>(rows[i]) * row, row);
  return out;
}

struct ArraySource : DataSource {
  std::vector<Tensor> tensors;
  int64_t rows = 0, batch = 32;
  bool shuffle = false;
  int64_t passes = 0;                              // how many orders were made
  int64_t repeats = 1;                             // Keras 2: passes in one iterator
  std::pair<int64_t, int64_t> seeds{87654321, 0};

  std::vector<int64_t> order(bool keras3) {
    std::vector<int64_t> index(static_cast<size_t>(rows));
    std::iota(index.begin(), index.end(), int64_t{0});
    if (!shuffle) return index;
    // tf.random.shuffle in a map function: Keras 2's goes on from epoch to epoch, Keras 3's starts anew.
    uint64_t blocks = rows > 1 ? static_cast<uint64_t>(rows - 1 + 3) / 4 : 0;
    Philox generator = Philox::stateful(seeds.first, seeds.second).at(keras3 ? 0 : static_cast<uint64_t>(passes) * blocks);
    ++passes;
    Philox::Words words{};
    for (int64_t i = 0; i + 1 < rows; ++i) {
      if (i % 4 == 0) words = generator.next();
      int64_t j = i + static_cast<int64_t>(words[static_cast<size_t>(i % 4)] % static_cast<uint32_t>(rows - i));
      std::swap(index[static_cast<size_t>(i)], index[static_cast<size_t>(j)]);
    }
    return index;
  }

  struct Pass : tf::DataIterator {
    ArraySource& source;
    std::vector<int64_t> index;
    int64_t at = 0, left;
    Pass(ArraySource& s, std::vector<int64_t> i) : source(s), index(std::move(i)), left(s.repeats - 1) {}
    std::optional<tf::Element> next(py::Interp& in) override {
      if (at >= source.rows) {
        // Keras 2 repeats the arrays for all epochs in one iterator.
        if (in.keras3()) return std::nullopt;
        if (source.rows == 0 || left-- <= 0) return std::nullopt;
        index = source.order(false);
        at = 0;
      }
      int64_t end = std::min(at + source.batch, source.rows);
      tf::Element out;
      for (const Tensor& t : source.tensors) {
        if (source.shuffle) out.push_back(take_rows(t, std::span<const int64_t>(index).subspan(static_cast<size_t>(at), static_cast<size_t>(end - at))));
        else out.push_back(t.rows(at, end));
      }
      at = end;
      return out;
    }
  };

  std::vector<Tensor> first_rows(int64_t n) const override {
    std::vector<Tensor> first;
    for (const Tensor& t : tensors) {
      if (!t.materialized() && t.bytes() > size_t{8} << 20) return {};   // a look is not worth making them all
      first.push_back(t.rows(0, std::min(n, rows)));
    }
    return first;
  }

  std::unique_ptr<tf::DataIterator> open(py::Interp& in) override { return std::make_unique<Pass>(*this, order(in.keras3())); }
};

}  // namespace

std::unique_ptr<DataSource> array_source(py::Interp& in, const py::Value& structure, std::vector<Tensor> tensors, std::vector<StepId> steps, int64_t batch_size,
                                         bool shuffle, int64_t repeats) {
  auto source = std::make_unique<ArraySource>();
  source->structure = structure;
  source->made_by = "Placeholder";
  source->rows = tensors.empty() ? 0 : tensors[0].shape()[0];
  source->batch = batch_size;
  source->shuffle = shuffle;
  source->repeats = repeats;
  source->batches = (source->rows + batch_size - 1) / batch_size;
  source->steps = std::move(steps);
  // The length of the first axis is known while tracing only if no batch is smaller than the others.
  bool even = source->rows % batch_size == 0 && source->rows > 0;
  for (const Tensor& t : tensors) source->specs.push_back({t.dtype(), t.shape().with(0, even ? batch_size : Shape::kUnknown)});
  source->tensors = std::move(tensors);
  tf::Context& context = in.state<tf::Context>();
  int64_t global = context.global_seed ? *context.global_seed % 2147483647 : 0;
  source->seeds = context.global_seed ? std::pair<int64_t, int64_t>{global, 0} : std::pair<int64_t, int64_t>{87654321, 12345};
  if (context.global_seed && global == 0) source->seeds = {0, 2147483647};
  return source;
}

}  // namespace misfit::keras
