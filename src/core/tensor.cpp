#include "core/tensor.h"

#include <limits>
#include <utility>

namespace misfit {

Tensor::Tensor(DType dtype, Shape shape, std::shared_ptr<Buffer> buffer, size_t offset_bytes)
    : dtype_(dtype), shape_(std::move(shape)), buffer_(std::move(buffer)), offset_(offset_bytes) {
  ENSURE(shape_.fully_known());
  ENSURE(buffer_ && offset_ + bytes() <= buffer_->bytes());
}

Tensor Tensor::zeros(DType dtype, Shape shape) {
  const size_t count = static_cast<size_t>(shape.elements());
  auto buffer = dtype == DType::kString ? Buffer::strings(count) : Buffer::zeros(count * size_of(dtype));
  return Tensor(dtype, std::move(shape), std::move(buffer));
}

Tensor Tensor::uninitialized(DType dtype, Shape shape) {
  if (dtype == DType::kString) return zeros(dtype, std::move(shape));
  const size_t bytes = static_cast<size_t>(shape.elements()) * size_of(dtype);
  return Tensor(dtype, std::move(shape), Buffer::uninitialized(bytes));
}

Tensor Tensor::lazy(DType dtype, Shape shape, Buffer::Fill fill, std::vector<Tensor> reads) {
  ENSURE(dtype != DType::kString);
  const size_t bytes = static_cast<size_t>(shape.elements()) * size_of(dtype);
  std::vector<std::shared_ptr<Buffer>> buffers;
  for (const Tensor& t : reads) buffers.push_back(t.buffer());
  return Tensor(dtype, std::move(shape), Buffer::lazy(bytes, std::move(fill), std::move(buffers)));
}

Tensor Tensor::text(std::string value) {
  Tensor t = zeros(DType::kString, Shape{});
  t.buffer_->texts()[0] = std::move(value);
  return t;
}

const std::byte* Tensor::raw() const { return buffer_->data() + offset_; }
std::byte* Tensor::mutable_raw() { return buffer_->data() + offset_; }

// A program may hand an empty tensor, or a text, to who reads one number: there it is zero, as in what is no tensor yet.
double Tensor::at(int64_t flat_index) const {
  if (!buffer_ || flat_index < 0 || flat_index >= elements() || dtype_ == DType::kString || is_complex(dtype_)) return 0;
  const size_t i = static_cast<size_t>(flat_index);
  return visit_real(dtype_, [&](auto zero) { return static_cast<double>(data<decltype(zero)>()[i]); });
}

int64_t Tensor::int_at(int64_t flat_index) const {
  if (!buffer_ || flat_index < 0 || flat_index >= elements() || dtype_ == DType::kString || is_complex(dtype_)) return 0;
  const size_t i = static_cast<size_t>(flat_index);
  return visit_real(dtype_, [&](auto zero) { return static_cast<int64_t>(data<decltype(zero)>()[i]); });
}

const std::string& Tensor::text_at(int64_t flat_index) const {
  static const std::string kNone;
  if (!buffer_ || dtype_ != DType::kString || flat_index < 0 || flat_index >= elements()) return kNone;
  return data<std::string>()[static_cast<size_t>(flat_index)];
}

Tensor Tensor::reshaped(Shape shape) const {
  ENSURE(shape.elements() == elements());
  Tensor t = *this;
  t.shape_ = std::move(shape);
  return t;
}

Tensor Tensor::rows(int64_t first, int64_t last) const {
  ENSURE(shape_.rank() > 0 && first >= 0 && first <= last && last <= shape_[0]);
  Tensor t = *this;
  const int64_t row = shape_.slice(1, shape_.rank()).elements();
  t.shape_[0] = last - first;
  t.offset_ += static_cast<size_t>(first * row) * size_of(dtype_);
  return t;
}

namespace {

// x86's conversions, which both libraries were built for: out of range and NaN give the lowest value, narrow types wrap.
template <class To> To from_double(double x) {
  if constexpr (sizeof(To) < 4) {
    const int32_t wide = x > -2147483649.0 && x < 2147483648.0 ? static_cast<int32_t>(x) : std::numeric_limits<int32_t>::min();
    return static_cast<To>(wide);
  } else if constexpr (std::is_same_v<To, uint64_t>) {
    if (x >= 9223372036854775808.0 && x < 18446744073709551616.0) return static_cast<uint64_t>(x - 9223372036854775808.0) + (uint64_t{1} << 63);
    return x > -9223372036854775809.0 && x < 9223372036854775808.0 ? static_cast<uint64_t>(static_cast<int64_t>(x)) : uint64_t{1} << 63;
  } else if constexpr (std::is_same_v<To, uint32_t>) {
    return x > -9223372036854775809.0 && x < 9223372036854775808.0 ? static_cast<uint32_t>(static_cast<int64_t>(x)) : 0u;
  } else {
    const double low = static_cast<double>(std::numeric_limits<To>::min());
    return x >= low && x < -low ? static_cast<To>(x) : std::numeric_limits<To>::min();
  }
}

template <class To, class From> To convert(From x) {
  if constexpr (kIsComplex<From>) {
    if constexpr (kIsComplex<To>) return To(static_cast<typename To::value_type>(x.real()), static_cast<typename To::value_type>(x.imag()));
    else if constexpr (std::is_same_v<To, bool>) return x != From{};
    else return convert<To>(x.real());
  } else if constexpr (kIsComplex<To>) {
    return To(static_cast<typename To::value_type>(x));
  } else if constexpr (std::is_same_v<To, bool>) {
    return static_cast<Compute<From>>(x) != Compute<From>{};
  } else if constexpr (kIsFloating<To>) {
    if constexpr (kIsSmallFloat<To>) return To(static_cast<float>(x));
    else return static_cast<To>(static_cast<Compute<From>>(x));
  } else if constexpr (kIsFloating<From>) {
    return from_double<To>(static_cast<double>(static_cast<Compute<From>>(x)));
  } else {
    return static_cast<To>(x);
  }
}

}  // namespace

Tensor cast(const Tensor& from, DType to) {
  if (from.dtype() == to) return from;
  if (from.dtype() == DType::kInvalid || to == DType::kInvalid) return Tensor();
  if (from.dtype() == DType::kString || to == DType::kString) return Tensor::zeros(to, from.shape());   // refused before, by who knows the words
  const auto fill = [from, to](std::byte* out) {
    visit(from.dtype(), [&](auto source) {
      visit(to, [&](auto target) {
        using From = decltype(source);
        using To = decltype(target);
        const auto elements = from.data<From>();
        To* result = reinterpret_cast<To*>(out);
        for (size_t i = 0; i < elements.size(); ++i) result[i] = convert<To>(elements[i]);
      });
    });
  };
  if (!from.materialized()) return Tensor::lazy(to, from.shape(), fill, {from});
  Tensor result = Tensor::uninitialized(to, from.shape());
  fill(result.mutable_raw());
  return result;
}

}  // namespace misfit
