// Windows of an image, each laid out along the last axis.
#include "ops/array/copy.h"
#include "ops/formula.h"
#include "ops/library_ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

struct Patches {
  int64_t rows, cols, height, width, stride_y, stride_x, rate_y, rate_x, top = 0, left = 0;
};

Patches patches(const Shape& s, const Attrs& attrs) {
  const auto list = [&](std::string_view name) { return attrs.get<std::vector<int64_t>>(name, std::vector<int64_t>{1, 1, 1, 1}); };
  const auto k = list("ksizes"), step = list("strides"), rate = list("rates");
  Patches p{k[1], k[2], 0, 0, step[1], step[2], rate[1], rate[2]};
  const bool same = attrs.get<std::string>("padding") == "SAME";
  const auto side = [&](int64_t length, int64_t window, int64_t by, int64_t every, int64_t* out, int64_t* before) {
    const int64_t effective = (window - 1) * every + 1;
    if (length < 0) { *out = -1; return; }
    *out = same ? (length + by - 1) / by : (length - effective + by) / by;
    if (same) *before = std::max<int64_t>((*out - 1) * by + effective - length, 0) / 2;
  };
  side(s[1], p.rows, p.stride_y, p.rate_y, &p.height, &p.top);
  side(s[2], p.cols, p.stride_x, p.rate_x, &p.width, &p.left);
  return p;
}

Result<Specs, Fault> infer(const Inference& x) {
  const Shape& s = x.in[0].shape;
  if (auto fault = want_rank(s, 4)) return *fault;
  if (!s.known_rank()) return infer_unknown(x);
  const Patches p = patches(s, x.attrs);
  return Specs{{x.in[0].dtype, Shape{s[0], p.height, p.width, s[3] < 0 ? s[3] : s[3] * p.rows * p.cols}}};
}

std::optional<Fault> compute(Kernel& k) {
  const Tensor& in = k.in(0);
  const Shape& s = in.shape();
  const Patches p = patches(s, k.attrs());
  Tensor& out = k.out(0, in.dtype(), Shape{s[0], std::max<int64_t>(p.height, 0), std::max<int64_t>(p.width, 0), s[3] * p.rows * p.cols});
  fill_zero(out);
  int64_t at = 0;
  for (int64_t n = 0; n < s[0]; ++n)
    for (int64_t y = 0; y < p.height; ++y)
      for (int64_t x = 0; x < p.width; ++x)
        for (int64_t r = 0; r < p.rows; ++r)
          for (int64_t c = 0; c < p.cols; ++c, at += s[3]) {
            const int64_t i = y * p.stride_y - p.top + r * p.rate_y, j = x * p.stride_x - p.left + c * p.rate_x;
            if (i >= 0 && i < s[1] && j >= 0 && j < s[2]) copy_elements(in, ((n * s[1] + i) * s[2] + j) * s[3], out, at, s[3]);
          }
  return std::nullopt;
}

}  // namespace

constexpr OpDef kExtractImagePatches{.name = "ExtractImagePatches", .infer = infer, .compute = compute};

}  // namespace misfit
