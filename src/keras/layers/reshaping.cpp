// Layers that move values without computing any: Flatten, Reshape, Permute, RepeatVector, ZeroPadding, Cropping, UpSampling.
#include <algorithm>

#include "keras/layers/convolution.h"
#include "keras/layers/layers.h"
#include "ops/ops.h"

namespace misfit::keras {

namespace {

bool refuse(py::Interp& in, std::string text) { return in.raise("ValueError", std::move(text)), false; }

// (batch, ...) reshaped to (batch, rest...): the batch length as a number where known, from tf.shape where not.
Operand reshape_rows(Math& m, const Operand& x, const std::vector<int64_t>& rest) {
  if (!x) return {};
  std::vector<int64_t> dims{x.shape.known_rank() && x.shape.rank() > 0 ? x.shape[0] : Shape::kUnknown};
  dims.insert(dims.end(), rest.begin(), rest.end());
  if (std::count(dims.begin(), dims.end(), int64_t{-1}) <= 1) {
    if (!m.context().eager() && x.shape.known_rank() && x.shape[0] < 0) {  // as TensorFlow packs it: [shape(x)[0], ...]
      std::vector<Operand> parts{m.expand_dims(m.row(m.shape_of(x), 0), 0), m.ints(rest, "Reshape/shape/1")};
      const Operand y = m.op(kReshape, {x, m.concat(parts, 0)});
      if (!y) return {};
      Operand shaped = y;
      shaped.shape = Shape(dims);
      if (y.node) y.node->outputs[static_cast<size_t>(y.output)].shape = shaped.shape;
      return shaped;
    }
    return m.reshape(x, dims);
  }
  return m.reshape(x, m.concat({m.expand_dims(m.row(m.shape_of(x), 0), 0), m.ints(rest)}, 0));
}

int64_t product(const Shape& s, size_t first) {
  int64_t n = 1;
  for (size_t i = first; i < s.rank(); ++i) {
    if (s[i] < 0) return Shape::kUnknown;
    n *= s[i];
  }
  return n;
}

struct Flatten : Layer {
  static constexpr py::Kind kind{"keras.Flatten", &Layer::kind};
  explicit Flatten(py::Type* t) : Layer(kind, t) {}
  bool first = false;
  std::optional<Shape> output_shape(py::Interp&, const std::vector<Shape>& inputs, bool* handled) override {
    *handled = true;
    return Shape{inputs[0][0], product(inputs[0], 1)};
  }
  DType output_dtype(const std::vector<DType>& inputs) const override { return inputs[0]; }
  py::Value call(py::Interp& in, const py::Value& inputs, const Call&) override {
    const auto given = one_operand(in, inputs);
    if (!given) return {};
    Math m(in);
    Operand x = *given;
    if (first && x.shape.known_rank() && x.shape.rank() > 1) x = to_channels_last(m, x);
    if (!x) return {};
    if (in.keras3() && !x.shape.known_rank()) return in.raise("ValueError", "Cannot take the length of shape with unknown rank.");
    if (!x.shape.known_rank()) return result(in, m.reshape(x, m.concat({m.expand_dims(m.row(m.shape_of(x), 0), 0), m.ints({-1})}, 0)));
    if (x.shape.rank() == 1) return result(in, m.expand_dims(x, 1));
    const int64_t rest = product(x.shape, 1);
    if (!in.keras3() && rest >= 0) return result(in, m.op(kReshape, {x, m.ints({m.context().eager() ? x.shape[0] : -1, rest}, "Const")}));
    return result(in, reshape_rows(m, x, {rest}));
  }
};

bool init_flatten(py::Interp& in, Layer& base, py::Bound& a) {
  const auto first = channels_first(in, a["data_format"]);
  if (!first) return false;
  static_cast<Flatten&>(base).first = *first;
  InputSpec spec;
  spec.min_ndim = 1;
  base.input_spec = {spec};
  return true;
}

struct Reshape : Layer {
  static constexpr py::Kind kind{"keras.Reshape", &Layer::kind};
  explicit Reshape(py::Type* t) : Layer(kind, t) {}
  std::vector<int64_t> target;

  // The target with its -1 worked out, where the input is known. nullopt: pending.
  std::optional<std::vector<int64_t>> resolved(py::Interp& in, const Shape& input) {
    const int64_t have = product(input, 1);
    if (have < 0) return target;
    std::vector<int64_t> out = target;
    const auto hole = std::find(out.begin(), out.end(), int64_t{-1});
    int64_t known = 1;
    for (int64_t d : out)
      if (d >= 0) known *= d;
    if (!in.keras3()) {
      if (std::count_if(out.begin(), out.end(), [](int64_t d) { return d < 0; }) > 1)
        return refuse(in, "There must be at most one unknown dimension in output_shape. Received: output_shape=" + list_text(misfit::Shape(out)) + "."), std::nullopt;
      if (hole != out.end() ? known == 0 || have % known != 0 : have != known) {
        std::string want = "[";
        for (size_t i = 0; i < out.size(); ++i) want += (i ? ", " : "") + std::to_string(out[i]);
        return refuse(in, "total size of new array must be unchanged, input_shape = " + list_text(input.slice(1, input.rank())) + ", output_shape = " + want + "]"), std::nullopt;
      }
    } else if (hole != out.end() ? known == 0 || have % known != 0 : have != known) {
      std::string want = "(";
      for (size_t i = 0; i < out.size(); ++i) want += (i ? ", " : "") + std::to_string(out[i]);
      want += out.size() == 1 ? ",)" : ")";
      const std::string from = python_text(input.slice(1, input.rank()));
      if (hole == out.end())
        return refuse(in, "The total size of the tensor must be unchanged. Received: input_shape=" + from + ", target_shape=" + want), std::nullopt;
      return refuse(in, "The total size of the tensor must be unchanged, however, the input size cannot by divided by the specified dimensions in target_shape. Received: input_shape=" +
                            from + ", target_shape=" + want), std::nullopt;
    }
    if (hole != out.end()) *hole = have / known;
    return out;
  }

  std::optional<misfit::Shape> output_shape(py::Interp& in, const std::vector<misfit::Shape>& inputs, bool* handled) override {
    *handled = true;
    const auto dims = resolved(in, inputs[0]);
    if (!dims) return std::nullopt;
    misfit::Shape out{inputs[0][0]};
    for (int64_t d : *dims) out.push_back(d);
    return out;
  }
  DType output_dtype(const std::vector<DType>& inputs) const override { return inputs[0]; }
  py::Value call(py::Interp& in, const py::Value& inputs, const Call&) override {
    const auto x = one_operand(in, inputs);
    if (!x) return {};
    Math m(in);
    // Keras 2 lets the op itself refuse first when it runs eagerly.
    if (!in.keras3()) {
      if (m.context().eager() || x->shape.fully_known()) return result(in, reshape_rows(m, *x, target));
      if (!resolved(in, x->shape)) return {};
    }
    const auto dims = resolved(in, x->shape);
    return dims ? result(in, reshape_rows(m, *x, *dims)) : py::Value();
  }
};

bool init_reshape(py::Interp& in, Layer& base, py::Bound& a) {
  Reshape& layer = static_cast<Reshape&>(base);
  const auto items = in.list_of(a["target_shape"]);
  if (!items) return false;
  for (const py::Value& v : *items) {
    const auto n = in.as_int(v);
    if (!n && v.is_none()) {
      layer.target.push_back(-1);
      continue;
    }
    if (!n) return in.raise("TypeError", "'" + in.type_of(v)->name + "' object cannot be interpreted as an integer"), false;
    layer.target.push_back(*n);
  }
  if (in.keras3()) {
    const auto shown = in.repr(in.tuple(*items));
    for (int64_t d : layer.target)
      if (d < -1) return refuse(in, "Each dimension in `target_shape` must be a non-negative integer, or `-1` for a single unknown dimension. Received: target_shape=" + shown.value_or("") + ".");
    if (std::count(layer.target.begin(), layer.target.end(), int64_t{-1}) > 1)
      return refuse(in, "There must be at most one unknown dimension (-1) in `target_shape`. Received: target_shape=" + shown.value_or("") + ".");
  }
  layer.dict->set(in, "target_shape", in.tuple(*items));
  return true;
}

struct Permute : Layer {
  static constexpr py::Kind kind{"keras.Permute", &Layer::kind};
  explicit Permute(py::Type* t) : Layer(kind, t) {}
  std::vector<int64_t> perm{0};
  std::optional<misfit::Shape> output_shape(py::Interp& in, const std::vector<misfit::Shape>& inputs, bool* handled) override {
    *handled = true;
    misfit::Shape out = inputs[0];
    for (size_t i = 0; i < perm.size(); ++i) {
      const auto rank = static_cast<int64_t>(out.rank());
      if (perm[i] >= rank || static_cast<int64_t>(i) >= rank) return in.raise("IndexError", in.keras3() ? "tuple index out of range" : "list index out of range"), std::nullopt;
      out[i] = inputs[0].at(perm[i]);
    }
    return out;
  }
  DType output_dtype(const std::vector<DType>& inputs) const override { return inputs[0]; }
  py::Value call(py::Interp& in, const py::Value& inputs, const Call&) override {
    const auto x = one_operand(in, inputs);
    Math m(in);
    return x ? result(in, m.transpose(*x, perm)) : py::Value();
  }
};

bool init_permute(py::Interp& in, Layer& base, py::Bound& a) {
  Permute& layer = static_cast<Permute&>(base);
  const auto items = in.list_of(a["dims"]);
  if (!items) return false;
  std::vector<int64_t> sorted;
  for (const py::Value& v : *items) {
    layer.perm.push_back(in.as_int(v).value_or(0));
    sorted.push_back(layer.perm.back());
  }
  std::sort(sorted.begin(), sorted.end());
  for (size_t i = 0; i < sorted.size(); ++i)
    if (sorted[i] != static_cast<int64_t>(i) + 1)
      return refuse(in, "Invalid permutation argument `dims` for Permute Layer. The set of indices in `dims` must be consecutive and start from 1. Received dims=" + in.repr(a["dims"]).value_or(""));
  InputSpec spec;
  spec.ndim = static_cast<int>(layer.perm.size());
  layer.input_spec = {spec};
  return true;
}

struct RepeatVector : Layer {
  static constexpr py::Kind kind{"keras.RepeatVector", &Layer::kind};
  explicit RepeatVector(py::Type* t) : Layer(kind, t) {}
  int64_t n = 1;
  std::optional<misfit::Shape> output_shape(py::Interp&, const std::vector<misfit::Shape>& inputs, bool* handled) override {
    *handled = true;
    return misfit::Shape{inputs[0][0], n, inputs[0][1]};
  }
  DType output_dtype(const std::vector<DType>& inputs) const override { return inputs[0]; }
  py::Value call(py::Interp& in, const py::Value& inputs, const Call&) override {
    const auto x = one_operand(in, inputs);
    Math m(in);
    return x ? result(in, m.tile(m.expand_dims(*x, 1), {1, n, 1})) : py::Value();
  }
};

bool init_repeat(py::Interp& in, Layer& base, py::Bound& a) {
  const py::Value n = a["n"];
  if (!n.is_int() && !n.is_bool()) return in.raise("TypeError", "Expected an integer value for `n`, got " + in.str(py::Value(in.type_of(n))).value_or("") + "."), false;
  if (in.keras3() && n.integer() <= 0) return refuse(in, "Argument `n` should be a positive integer. Received: n=" + std::to_string(n.integer()));
  static_cast<RepeatVector&>(base).n = n.integer();
  InputSpec spec;
  spec.ndim = 2;
  base.input_spec = {spec};
  return true;
}

// Lengths added (or, cropping, taken off) before and after each axis of space.
template <int kRank, bool kCrop> struct Border : Layer {
  static constexpr py::Kind kind{kCrop ? "keras.Cropping" : "keras.ZeroPadding", &Layer::kind};
  explicit Border(py::Type* t) : Layer(kind, t) {}
  std::vector<std::pair<int64_t, int64_t>> widths;
  bool first = false;

  // Nothing would be left of an axis.
  bool leaves_something(py::Interp& in, const misfit::Shape& s, std::string_view shown) {
    if (!kCrop || !s.known_rank() || s.rank() != kRank + 2) return true;
    bool ok = true;
    for (size_t i = 0; i < kRank; ++i) {
      const int64_t d = s[i + (first ? 2 : 1)];
      if (d >= 0 && d <= widths[i].first + widths[i].second) ok = false;
    }
    if (ok) return true;
    std::string cropping;
    for (const auto& [before, after] : widths) cropping += (cropping.empty() ? "" : ", ") + ("(" + std::to_string(before) + ", " + std::to_string(after) + ")");
    if (kRank > 1) cropping = "(" + cropping + ")";
    const std::string received = " Received: " + std::string(shown) + "=" + python_text(s) + ", " + (in.keras3() ? "" : "and ") + "cropping=" + cropping;
    if (in.keras3())
      in.raise("ValueError", (kRank == 1 ? "`cropping` parameter of `Cropping1D` layer must be smaller than the input length."
                                         : "Values in `cropping` argument should be smaller than the corresponding spatial dimension of the input.") + received);
    else if (kRank == 3)
      return true;
    else
      in.raise("ValueError", (kRank == 1 ? "cropping parameter of Cropping layer must be greater than the input shape." : "Argument `cropping` must be greater than the input shape.") + received);
    return false;
  }

  std::optional<misfit::Shape> output_shape(py::Interp& in, const std::vector<misfit::Shape>& inputs, bool* handled) override {
    *handled = true;
    if (!leaves_something(in, inputs[0], "input_shape")) return std::nullopt;
    misfit::Shape out = inputs[0];
    if (out.rank() < kRank + (first ? 2 : 1)) return in.raise("IndexError", "tuple index out of range"), std::nullopt;
    if (out.rank() > kRank + 2 && (kCrop || (kRank == 1 && !in.keras3()) || !in.keras3())) out = out.slice(0, kRank + 2);
    for (size_t i = 0; i < kRank; ++i) {
      int64_t& d = out[i + (first ? 2 : 1)];
      if (d >= 0) d += (kCrop ? -1 : 1) * (widths[i].first + widths[i].second);
    }
    return out;
  }
  DType output_dtype(const std::vector<DType>& inputs) const override { return inputs[0]; }
  py::Value call(py::Interp& in, const py::Value& inputs, const Call&) override {
    const auto x = one_operand(in, inputs);
    if (!x || !leaves_something(in, x->shape, "inputs.shape")) return {};
    Math m(in);
    std::vector<std::pair<int64_t, int64_t>> all(kRank + 2, {0, 0});
    for (size_t i = 0; i < kRank; ++i) all[i + (first ? 2 : 1)] = widths[i];
    if (!kCrop) return result(in, m.pad(*x, all));
    std::vector<int64_t> begin, end, strides(all.size(), 1);
    int64_t end_mask = 0;
    for (size_t i = 0; i < all.size(); ++i) {
      begin.push_back(all[i].first);
      end.push_back(-all[i].second);
      if (all[i].second == 0) end_mask |= int64_t{1} << i;
    }
    return result(in, m.op(kStridedSlice, {*x, m.ints(begin), m.ints(end), m.ints(strides)},
                           {{"begin_mask", int64_t{0}}, {"end_mask", end_mask}, {"ellipsis_mask", int64_t{0}}, {"new_axis_mask", int64_t{0}}, {"shrink_axis_mask", int64_t{0}}}, "strided_slice"));
  }
};

template <int kRank, bool kCrop> bool init_border(py::Interp& in, Layer& base, py::Bound& a) {
  auto& layer = static_cast<Border<kRank, kCrop>&>(base);
  constexpr std::string_view what = kCrop ? "cropping" : "padding";
  const py::Value given = a[what];
  if (const auto same = given.is_int() ? in.as_int(given) : std::nullopt) layer.widths.assign(kRank, {*same, *same});
  else if (kRank == 1) {
    const auto pair = int_tuple(in, given, 2, what, true);
    if (!pair) return false;
    layer.widths = {{(*pair)[0], (*pair)[1]}};
  } else {
    const bool sized = in.is_sequence(given) || in.as_str(given);
    const size_t n = in.is_sequence(given) ? in.items(given).size() : in.as_str(given) ? in.as_str(given)->size() : 0;
    if (sized && n != kRank)
      return refuse(in, "`" + std::string(what) + "` should have " + (kRank == 2 ? "two" : "3") + " elements. Received: " +
                            (in.keras3() ? std::string(what) + "=" : "") + in.str(given).value_or("") + ".");
    if (!in.is_sequence(given))
      return refuse(in, "`" + std::string(what) + "` should be either an int, a tuple of 2 ints (symmetric_height_crop, symmetric_width_crop), or a tuple of 2 tuples of 2 ints. Received: " + in.str(given).value_or(""));
    constexpr std::string_view order[] = {"1st", "2nd", "3rd"};
    for (size_t i = 0; i < kRank; ++i) {
      const auto pair = int_tuple(in, in.items(given)[i], 2, std::string(order[i]) + " entry of " + std::string(what), true);
      if (!pair) return false;
      layer.widths.push_back({(*pair)[0], (*pair)[1]});
    }
  }
  if (kRank > 1 || in.keras3()) {
    const auto first = kRank == 1 && !in.keras3() ? std::optional<bool>(false) : channels_first(in, a["data_format"]);
    if (!first) return false;
    layer.first = *first;
  }
  InputSpec spec;
  spec.ndim = kRank + 2;
  layer.input_spec = {spec};
  return true;
}

template <int kRank> struct UpSampling : Layer {
  static constexpr py::Kind kind{"keras.UpSampling", &Layer::kind};
  explicit UpSampling(py::Type* t) : Layer(kind, t) {}
  std::vector<int64_t> size;
  bool first = false, bilinear = false;
  std::optional<misfit::Shape> output_shape(py::Interp&, const std::vector<misfit::Shape>& inputs, bool* handled) override {
    *handled = true;
    misfit::Shape out = inputs[0].slice(0, std::min<size_t>(kRank + 2, inputs[0].rank()));
    for (size_t i = 0; i < kRank; ++i)
      if (int64_t& d = out[i + (first ? 2 : 1)]; d >= 0) d *= size[i];
    return out;
  }
  // Each place is repeated: (n, 1) tiled to (n, k) and folded, axis by axis.
  py::Value call(py::Interp& in, const py::Value& inputs, const Call&) override {
    const auto x = one_operand(in, inputs);
    if (!x) return {};
    Math m(in);
    Operand y = first ? to_channels_last(m, *x) : *x;
    if (bilinear && kRank == 2 && y) {
      const Operand target = m.ints({y.shape[1] * size[0], y.shape[2] * size[1]});
      y = m.op(kResizeBilinear, {y, target}, {{"align_corners", false}, {"half_pixel_centers", true}});
    } else {
      for (size_t i = 0; i < kRank && y; ++i) {
        const auto axis = static_cast<int64_t>(i) + 1;
        std::vector<int64_t> multiples(y.shape.rank() + 1, 1), folded(y.shape.begin(), y.shape.end());
        multiples[static_cast<size_t>(axis) + 1] = size[i];
        if (folded[static_cast<size_t>(axis)] >= 0) folded[static_cast<size_t>(axis)] *= size[i];
        y = reshape_rows(m, m.tile(m.expand_dims(y, axis + 1), multiples), std::vector<int64_t>(folded.begin() + 1, folded.end()));
      }
    }
    if (first) y = to_channels_first(m, y);
    return result(in, y);
  }
};

template <int kRank> bool init_up(py::Interp& in, Layer& base, py::Bound& a) {
  auto& layer = static_cast<UpSampling<kRank>&>(base);
  if (kRank == 1) layer.size = {in.as_int(a["size"]).value_or(2)};
  else {
    const auto size = int_tuple(in, a["size"], kRank, "size");
    if (!size) return false;
    layer.size = *size;
    const auto first = channels_first(in, a["data_format"]);
    if (!first) return false;
    layer.first = *first;
  }
  if (kRank == 2) {
    const std::string_view how = in.as_str(a["interpolation"]).value_or("nearest");
    layer.bilinear = how == "bilinear";
    constexpr std::string_view known[] = {"bilinear", "nearest", "bicubic", "area", "lanczos3", "lanczos5", "gaussian", "mitchellcubic"};
    if (!in.keras3() && std::find(std::begin(known), std::end(known), how) == std::end(known))
      return in.raise("NotImplementedError", "Value not recognized for `interpolation`: " + std::string(how) +
                                                 ". Supported values are: dict_keys(['bilinear', 'nearest', 'bicubic', 'area', 'lanczos3', 'lanczos5', 'gaussian', 'mitchellcubic'])"), false;
  }
  InputSpec spec;
  spec.ndim = kRank + 2;
  layer.input_spec = {spec};
  return true;
}

template <class T> Layer* make(py::Interp&, py::Type* t) { return new T(t); }

}  // namespace

void register_reshaping() {
  define_layer({"Flatten", "Layer", "data_format=None, **kwargs", "data_format=None, **kwargs", make<Flatten>, init_flatten, Flatten::kind});
  define_layer({"Reshape", "Layer", "target_shape, **kwargs", "target_shape, **kwargs", make<Reshape>, init_reshape, Reshape::kind});
  define_layer({"Permute", "Layer", "dims, **kwargs", "dims, **kwargs", make<Permute>, init_permute, Permute::kind});
  define_layer({"RepeatVector", "Layer", "n, **kwargs", "n, **kwargs", make<RepeatVector>, init_repeat, RepeatVector::kind});
  define_layer({"ZeroPadding1D", "Layer", "padding=1, **kwargs", "padding=1, data_format=None, **kwargs", make<Border<1, false>>, init_border<1, false>, Border<1, false>::kind});
  define_layer({"ZeroPadding2D", "Layer", "padding=(1, 1), data_format=None, **kwargs", "padding=(1, 1), data_format=None, **kwargs", make<Border<2, false>>, init_border<2, false>, Border<2, false>::kind});
  define_layer({"ZeroPadding3D", "Layer", "padding=(1, 1, 1), data_format=None, **kwargs", "padding=((1, 1), (1, 1), (1, 1)), data_format=None, **kwargs", make<Border<3, false>>, init_border<3, false>, Border<3, false>::kind});
  define_layer({"Cropping1D", "Layer", "cropping=(1, 1), **kwargs", "cropping=(1, 1), data_format=None, **kwargs", make<Border<1, true>>, init_border<1, true>, Border<1, true>::kind});
  define_layer({"Cropping2D", "Layer", "cropping=((0, 0), (0, 0)), data_format=None, **kwargs", "cropping=((0, 0), (0, 0)), data_format=None, **kwargs", make<Border<2, true>>, init_border<2, true>, Border<2, true>::kind});
  define_layer({"Cropping3D", "Layer", "cropping=((1, 1), (1, 1), (1, 1)), data_format=None, **kwargs", "cropping=((1, 1), (1, 1), (1, 1)), data_format=None, **kwargs", make<Border<3, true>>, init_border<3, true>, Border<3, true>::kind});
  define_layer({"UpSampling1D", "Layer", "size=2, **kwargs", "size=2, **kwargs", make<UpSampling<1>>, init_up<1>, UpSampling<1>::kind});
  define_layer({"UpSampling2D", "Layer", "size=(2, 2), data_format=None, interpolation='nearest', **kwargs", "size=(2, 2), data_format=None, interpolation='nearest', **kwargs", make<UpSampling<2>>, init_up<2>, UpSampling<2>::kind});
  define_layer({"UpSampling3D", "Layer", "size=(2, 2, 2), data_format=None, **kwargs", "size=(2, 2, 2), data_format=None, **kwargs", make<UpSampling<3>>, init_up<3>, UpSampling<3>::kind});
}

}  // namespace misfit::keras
