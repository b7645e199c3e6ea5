// numpy.random: RandomState and Generator over one stream of random bits.
#pragma once
#include <deque>

#include "core/random/bit_generator.h"
#include "numpy/function.h"

namespace misfit::np {

// A generator's state, and the draws that nobody has looked at yet: they happen in order, when forced.
struct Stream : std::enable_shared_from_this<Stream> {
  bool legacy;
  bool seeded = false;
  Mt19937 mt;
  BitGenerator bits;
  bool has_gauss = false;
  double spare = 0;
  uint64_t children = 0;
  std::vector<uint32_t> entropy;                    // what a Generator was seeded with: its children are seeded from it
  struct Draw { std::function<void(Stream&, std::byte*)> make; size_t bytes; std::weak_ptr<Buffer> target; bool active = false; };
  std::deque<std::shared_ptr<Draw>> pending;

  explicit Stream(bool legacy_bits);
  std::string_view name() const { return legacy ? "MT19937" : kBitsNames[static_cast<size_t>(bits.bits())]; }
  void settle(const Draw* until = nullptr);         // makes the pending draws before `until`, or all

  uint32_t u32() { return legacy ? mt.next() : bits.next32(); }
  double uniform() { return legacy ? mt.random() : bits.random(); }
  double normal();
  double exponential();
  double gamma(double shape);
  double beta(double a, double b);
  int64_t poisson(double mean);
  int64_t binomial(int64_t n, double p);
  int64_t geometric(double p);
  uint64_t interval(uint64_t top);                  // [0, top] by masked rejection
  uint64_t bounded(uint64_t top);                   // [0, top] as randint and integers do
};

struct RandomObject : py::Instance {
  static constexpr py::Kind kind{"numpy.random.state", &py::Instance::kind};
  RandomObject(py::Type* t, std::shared_ptr<Stream> s) : Instance(kind, t), stream(std::move(s)) {}
  std::shared_ptr<Stream> stream;
};

struct Random : py::RunState {
  static constexpr py::Kind kind{"numpy.random"};
  explicit Random(Interp&);
  py::Type *random_state, *generator, *seed_sequence, *bit_generator, *bit_generators[5];
  Ref<RandomObject> global;
};

bool seed_stream(Interp&, Stream&, const Value& seed);   // false: pending
Value default_rng(Interp&, const Value& seed);
std::span<const Entry> state_methods();
std::span<const Entry> generator_methods();
Value draw(Interp&, Stream&, DType, const Value& size, std::string_view what, std::function<void(Stream&, std::byte*, int64_t)> fill, bool python_scalar);

}  // namespace misfit::np
