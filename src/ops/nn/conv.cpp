#include "ops/nn/conv.h"

#include <algorithm>
#include <cstring>

#include "ops/linalg/gemm.h"
#include "ops/rules.h"

namespace misfit {
namespace {

constexpr FaultSpec kFaults[] = {
    {"conv2d_c1", "InvalidArgumentError", "convolution {which} must be 4-dimensional: {shape}", "Shape must be rank 4 but is rank {rank}", {}, {}, "ValueError"},
    {"conv2d_c2", "InvalidArgumentError", "input depth must be evenly divisible by filter depth: {in} vs {filter}",
     "Depth of input ({in}) is not a multiple of input depth of filter ({filter})", {}, {}, "ValueError"},
    {"conv2d_c3", "InvalidArgumentError", "output depth must be evenly divisible by number of groups: {out} vs {groups}",
     "Depth of output ({out}) is not a multiple of the number of groups ({groups})", {}, {}, "ValueError"},
};

constexpr int64_t kPatchBudget = 1 << 16;                 // elements of unrolled patches held at once

// Rows [first, last) of the output, counted over batch and height, as a matrix: a row an output pixel, a column an element of its window.
template <class T> void unroll(const Conv2DSizes& s, const T* in, int64_t first, int64_t last, int64_t group, T* to) {
  const WindowAxis &h = s.window.axes[0], &w = s.window.axes[1];
  const int64_t depth = s.channels / s.groups, offset = group * depth;
  for (int64_t row = first; row < last; ++row) {
    const int64_t image = row / h.out, y0 = row % h.out * h.stride - h.before;
    for (int64_t ox = 0; ox < w.out; ++ox) {
      const int64_t x0 = ox * w.stride - w.before;
      for (int64_t ky = 0; ky < h.size; ++ky) {
        const int64_t y = y0 + ky * h.dilation;
        if (y < 0 || y >= h.in) {
          std::fill_n(to, w.size * depth, T(0));
          to += w.size * depth;
          continue;
        }
        const T* line = in + (image * h.in + y) * w.in * s.channels + offset;
        if (x0 >= 0 && x0 + w.effective() <= w.in && w.dilation == 1 && s.groups == 1) {
          std::copy_n(line + x0 * s.channels, w.size * depth, to);
          to += w.size * depth;
          continue;
        }
        for (int64_t kx = 0; kx < w.size; ++kx, to += depth) {
          const int64_t x = x0 + kx * w.dilation;
          if (x < 0 || x >= w.in) std::fill_n(to, depth, T(0));
          else std::copy_n(line + x * s.channels, depth, to);
        }
      }
    }
  }
}

// The reverse: patches added back into the input's place.
template <class T> void roll(const Conv2DSizes& s, const T* from, int64_t first, int64_t last, int64_t group, T* in) {
  const WindowAxis &h = s.window.axes[0], &w = s.window.axes[1];
  const int64_t depth = s.channels / s.groups, offset = group * depth;
  for (int64_t row = first; row < last; ++row) {
    const int64_t image = row / h.out, y0 = row % h.out * h.stride - h.before;
    for (int64_t ox = 0; ox < w.out; ++ox) {
      const int64_t x0 = ox * w.stride - w.before;
      for (int64_t ky = 0; ky < h.size; ++ky) {
        const int64_t y = y0 + ky * h.dilation;
        if (y < 0 || y >= h.in) {
          from += w.size * depth;
          continue;
        }
        T* line = in + (image * h.in + y) * w.in * s.channels + offset;
        for (int64_t kx = 0; kx < w.size; ++kx, from += depth) {
          const int64_t x = x0 + kx * w.dilation;
          if (x < 0 || x >= w.in) continue;
          T* pixel = line + x * s.channels;
          for (int64_t c = 0; c < depth; ++c) pixel[c] += from[c];
        }
      }
    }
  }
}

// A group's filters side by side with the others': columns of the output and of the filter matrix.
template <class T> void take_columns(const T* from, int64_t rows, int64_t width, int64_t first, int64_t count, T* to) {
  for (int64_t r = 0; r < rows; ++r) std::copy_n(from + r * width + first, count, to + r * count);
}
template <class T> void put_columns(const T* from, int64_t rows, int64_t width, int64_t first, int64_t count, T* to) {
  for (int64_t r = 0; r < rows; ++r) std::copy_n(from + r * count, count, to + r * width + first);
}

struct Layout {
  int64_t rows, row_pixels, patch, filters, chunk;        // of output rows; filters and patch elements a group
  explicit Layout(const Conv2DSizes& s)
      : rows(s.batch * s.window.axes[0].out), row_pixels(s.window.axes[1].out),
        patch(s.window.axes[0].size * s.window.axes[1].size * (s.channels / s.groups)), filters(s.filters / s.groups),
        chunk(std::max<int64_t>(1, kPatchBudget / std::max<int64_t>(1, patch * row_pixels))) {}
};

template <class T> std::vector<T>& scratch(size_t which, int64_t size) {
  static thread_local std::vector<T> buffers[3];
  if (buffers[which].size() < static_cast<size_t>(size)) buffers[which].resize(static_cast<size_t>(size));
  return buffers[which];
}

// A window of one pixel at stride 1 needs no unrolling.
bool is_pointwise(const Conv2DSizes& s) {
  for (const WindowAxis& a : s.window.axes)
    if (a.size != 1 || a.stride != 1 || a.before || a.after) return false;
  return s.groups == 1;
}

template <class T> void forward(const Conv2DSizes& s, const T* in, const T* filter, T* out) {
  const Layout l(s);
  if (is_pointwise(s)) return gemm({l.rows * l.row_pixels, s.filters, s.channels}, in, filter, out);
  std::vector<T>& patches = scratch<T>(0, l.chunk * l.row_pixels * l.patch);
  for (int64_t group = 0; group < s.groups; ++group)
    for (int64_t row = 0; row < l.rows; row += l.chunk) {
      const int64_t last = std::min(row + l.chunk, l.rows), pixels = (last - row) * l.row_pixels;
      unroll(s, in, row, last, group, patches.data());
      T* to = out + row * l.row_pixels * s.filters;
      if (s.groups == 1) {
        gemm({pixels, s.filters, l.patch}, patches.data(), filter, to);
      } else {
        std::vector<T> &own = scratch<T>(1, l.patch * l.filters), &result = scratch<T>(2, pixels * l.filters);
        take_columns(filter, l.patch, s.filters, group * l.filters, l.filters, own.data());
        gemm({pixels, l.filters, l.patch}, patches.data(), own.data(), result.data());
        put_columns(result.data(), pixels, s.filters, group * l.filters, l.filters, to);
      }
    }
}

template <class T> void input_gradient(const Conv2DSizes& s, const T* filter, const T* dy, T* dx) {
  const Layout l(s);
  if (is_pointwise(s)) return gemm({l.rows * l.row_pixels, s.channels, s.filters, false, true}, dy, filter, dx);
  std::fill_n(dx, s.batch * s.window.axes[0].in * s.window.axes[1].in * s.channels, T(0));
  std::vector<T>& patches = scratch<T>(0, l.chunk * l.row_pixels * l.patch);
  for (int64_t group = 0; group < s.groups; ++group)
    for (int64_t row = 0; row < l.rows; row += l.chunk) {
      const int64_t last = std::min(row + l.chunk, l.rows), pixels = (last - row) * l.row_pixels;
      const T *from = dy + row * l.row_pixels * s.filters, *weights = filter;
      if (s.groups > 1) {
        std::vector<T> &own = scratch<T>(1, l.patch * l.filters), &part = scratch<T>(2, pixels * l.filters);
        take_columns(filter, l.patch, s.filters, group * l.filters, l.filters, own.data());
        take_columns(from, pixels, s.filters, group * l.filters, l.filters, part.data());
        from = part.data();
        weights = own.data();
      }
      gemm({pixels, l.patch, l.filters, false, true}, from, weights, patches.data());
      roll(s, patches.data(), row, last, group, dx);
    }
}

template <class T> void filter_gradient(const Conv2DSizes& s, const T* in, const T* dy, T* dw) {
  const Layout l(s);
  if (is_pointwise(s)) return gemm({s.channels, s.filters, l.rows * l.row_pixels, true, false}, in, dy, dw);
  std::fill_n(dw, l.patch * s.filters, T(0));
  std::vector<T>& patches = scratch<T>(0, l.chunk * l.row_pixels * l.patch);
  for (int64_t group = 0; group < s.groups; ++group) {
    std::vector<T>& own = scratch<T>(1, l.patch * l.filters);
    std::fill_n(own.data(), l.patch * l.filters, T(0));
    for (int64_t row = 0; row < l.rows; row += l.chunk) {
      const int64_t last = std::min(row + l.chunk, l.rows), pixels = (last - row) * l.row_pixels;
      unroll(s, in, row, last, group, patches.data());
      const T* from = dy + row * l.row_pixels * s.filters;
      if (s.groups > 1) {
        std::vector<T>& part = scratch<T>(2, pixels * l.filters);
        take_columns(from, pixels, s.filters, group * l.filters, l.filters, part.data());
        from = part.data();
      }
      gemm({l.patch, l.filters, pixels, true, false}, patches.data(), from, own.data(), true);
    }
    put_columns(own.data(), l.patch, s.filters, group * l.filters, l.filters, dw);
  }
}

}  // namespace

const std::span<const FaultSpec> kConv2DFaults = kFaults;

Result<Conv2DSizes, Fault> conv2d_sizes(const Inference& x, const Shape& in, const Shape& filter) {
  for (const auto& [which, shape] : {std::pair{"input", &in}, std::pair{"filter", &filter}})
    if (shape->known_rank() && shape->rank() != 4)         // rank 4
      return Fault{&kFaults[0], {{"which", which}, {"shape", bracket_text(*shape)}, {"rank", std::to_string(shape->rank())}}};
  const bool first = channels_first(x.attrs);
  if (x.eager && first) return Fault{&kChannelsFirst, {{"op", "Conv2D"}}};
  const auto length = [](const Shape& s, size_t axis) { return s.known_rank() ? s[axis] : Shape::kUnknown; };
  Conv2DSizes s{{}, length(in, 0), length(in, first ? 1 : 3), length(filter, 3), 1};
  const int64_t depth = length(filter, 2);
  if (s.channels >= 0 && depth > 0) {
    if (s.channels % depth)                                // the filter's depth divides the input's
      return Fault{&kFaults[1], {{"in", text(s.channels)}, {"filter", text(depth)}}};
    s.groups = s.channels / depth;
    if (s.groups > 0 && s.filters >= 0 && s.filters % s.groups)
      return Fault{&kFaults[2], {{"out", text(s.filters)}, {"groups", text(s.groups)}}};
  }
  auto window = slide(x, in, {length(filter, 0), length(filter, 1)});
  if (!window.ok()) return window.error();
  s.window = window.value();
  return s;
}

void conv2d(const Conv2DSizes& s, const float* in, const float* filter, float* out) { forward(s, in, filter, out); }
void conv2d(const Conv2DSizes& s, const double* in, const double* filter, double* out) { forward(s, in, filter, out); }
void conv2d_input_gradient(const Conv2DSizes& s, const float* filter, const float* dy, float* dx) { input_gradient(s, filter, dy, dx); }
void conv2d_input_gradient(const Conv2DSizes& s, const double* filter, const double* dy, double* dx) { input_gradient(s, filter, dy, dx); }
void conv2d_filter_gradient(const Conv2DSizes& s, const float* in, const float* dy, float* dw) { filter_gradient(s, in, dy, dw); }
void conv2d_filter_gradient(const Conv2DSizes& s, const double* in, const double* dy, double* dw) { filter_gradient(s, in, dy, dw); }

}  // namespace misfit
