// tf.image.
#include "modules/tensorflow_table.h"

namespace misfit::modules::tf_api {
namespace {

// Flips are ReverseV2 along height or width.
// Whether it has too few axes for an image; then pending.
bool flat(Interp& in, const Operand& x) {
  if (!x.shape.known_rank() || x.shape.rank() >= 3) return false;
  in.raise("ValueError", "'image' (shape " + python_text(x.shape) + ") must be at least three-dimensional.");
  return true;
}

// The same of what must be one image or a batch of images.
bool no_image(Interp& in, const Operand& x) {
  if (!x.shape.known_rank() || x.shape.rank() == 3 || x.shape.rank() == 4) return false;
  in.raise("ValueError", "'image' (shape " + python_text(x.shape) + ") must have either 3 or 4 dimensions.");
  return true;
}

Value flip(Interp& in, Bound& a, int64_t from_end) {
  auto x = convert(in, a["image"], std::nullopt, std::nullopt, "image");
  if (!x) return {};
  if (flat(in, *x)) return {};
  return wrap(in, context(in).run1(tf::op("ReverseV2"), {*x, tf::int_constant(in, {static_cast<int64_t>(x->shape.rank()) - from_end})}));
}

Operand to_float(Interp& in, const Operand& x) { return x.dtype == DType::kFloat32 ? x : context(in).run1(tf::op("Cast"), {x}, {{"DstT", DType::kFloat32}}); }

Value resize(Interp& in, Bound& a) {
  Context& c = context(in);
  std::optional<tf::NameScope> scope;
  if (!c.eager()) scope.emplace(c, "resize");
  auto x = convert(in, a["images"], std::nullopt, std::nullopt, "images");
  if (!x) return {};
  if (!x->shape.known_rank()) return in.raise("ValueError", "'images' contains no shape.");
  const size_t rank = x->shape.rank();
  if (rank != 3 && rank != 4) return in.raise("ValueError", "'images' must have either 3 or 4 dimensions.");
  auto size = convert(in, a["size"], tf::as_tensor_object(a["size"]) ? std::nullopt : std::optional<DType>(DType::kInt32), std::nullopt, "size");
  if (!size) {
    if (!in.pending()) return {};
    py::Ref<py::Exception> e = in.take();
    return in.raise("ValueError", "'size' must be a 1-D int32 Tensor of 2 elements: " + in.message_of(*e));
  }
  if (!compatible(size->shape, Shape{2})) return in.raise("ValueError", "'size' must be a 1-D Tensor of 2 elements: new_height, new_width");
  std::string method(in.as_str(a["method"]).value_or("bilinear"));
  Operand batch = rank == 3 ? c.run1(tf::op("ExpandDims"), {*x, tf::int_scalar(in, 0)}) : *x;
  if (!batch) return {};
  bool keep = false;
  if (!flag(in, a["preserve_aspect_ratio"], &keep)) return {};
  Operand target = *size;
  if (keep && target.value && batch.shape.fully_known()) {
    const double h = static_cast<double>(batch.shape[1]), w = static_cast<double>(batch.shape[2]);
    const double scale = std::min(static_cast<double>(target.value.int_at(0)) / h, static_cast<double>(target.value.int_at(1)) / w);
    target = tf::int_constant(in, {static_cast<int64_t>(std::nearbyint(scale * h)), static_cast<int64_t>(std::nearbyint(scale * w))});
  }
  bool antialias = false;
  if (!flag(in, a["antialias"], &antialias)) return {};
  if (target.value && batch.shape[1] >= 0 && target.value.int_at(0) == batch.shape[1] && target.value.int_at(1) == batch.shape[2]) return tensor_value(in, *x);
  Operand y;
  const std::string kernel = method == "bilinear" && antialias ? "triangle" : method == "bicubic" && antialias ? "keyscubic" : method == "lanczos3" || method == "lanczos5" || method == "gaussian" || method == "mitchellcubic" ? method : "";
  if (!kernel.empty()) {
    const Operand now = c.run1(tf::op("Cast"), {c.run1(tf::op("StridedSlice"), {c.run1(tf::op("Shape"), {batch}), tf::int_constant(in, {1}), tf::int_constant(in, {3}), tf::int_constant(in, {1})})}, {{"DstT", DType::kFloat32}});
    const Operand wanted = now ? c.run1(tf::op("Cast"), {target}, {{"DstT", DType::kFloat32}}) : now;
    const Operand scale = wanted ? c.run1(tf::op("RealDiv"), {wanted, now}) : wanted;
    if (!scale) return {};
    y = c.run1(tf::op("ScaleAndTranslate"), {batch, target, scale, c.constant(Tensor::zeros(DType::kFloat32, Shape{2}))}, {{"kernel_type", kernel}, {"antialias", antialias}});
  } else if (method == "area") {
    y = c.run1(tf::op("ResizeArea"), {batch, target}, {{"align_corners", false}});
  } else {
    const std::string_view op_name = method == "bilinear" ? "ResizeBilinear" : method == "nearest" ? "ResizeNearestNeighbor" : method == "bicubic" ? "ResizeBicubic" : "";
    if (op_name.empty()) return in.raise("ValueError", "Resize method is not implemented: " + method);
    y = c.run1(tf::op(op_name), {batch, target}, {{"half_pixel_centers", true}, {"align_corners", false}});
  }
  if (y && rank == 3) y = c.run1(tf::op("Squeeze"), {y}, {{"squeeze_dims", std::vector<int64_t>{0}}});
  return wrap(in, y);
}

Value to_gray(Interp& in, Bound& a) {
  Context& c = context(in);
  auto x = convert(in, a["images"]);
  if (!x) return {};
  const DType t = x->dtype;
  Operand f = as_float_image(in, *x);
  if (!f) return {};
  const std::vector<float> weights{0.2989f, 0.587f, 0.114f};
  const Operand w = c.constant(Tensor::of<float>(Shape{3}, std::span<const float>(weights)));
  // tensordot(image, weights, [-1, -1])
  const int64_t rank = static_cast<int64_t>(f.shape.rank());
  std::vector<int64_t> flat_shape;
  for (int64_t i = 0; i + 1 < rank; ++i) flat_shape.push_back(f.shape[static_cast<size_t>(i)]);
  const Operand flat = c.run1(tf::op("Reshape"), {f, tf::int_constant(in, {-1, f.shape.known_rank() && f.shape.rank() && f.shape.at(-1) >= 0 ? f.shape.at(-1) : 3})});
  const Operand column = c.run1(tf::op("Reshape"), {w, tf::int_constant(in, {3, 1})});
  const Operand p = flat ? c.run1(tf::op("MatMul"), {flat, column}) : flat;
  flat_shape.push_back(1);
  const Operand g = p ? c.run1(tf::op("Reshape"), {p, tf::int_constant(in, flat_shape)}) : p;
  return g ? wrap(in, image_of_type(in, g, t)) : Value();
}

Value to_rgb(Interp& in, Bound& a) {
  auto x = convert(in, a["images"]);
  if (!x) return {};
  if (x->shape.known_rank() && x->shape.rank() < 1) return in.raise("ValueError", "A grayscale image (shape " + python_text(x->shape) + ") must be at least two-dimensional.");
  if (x->shape.known_rank() && x->shape.at(-1) >= 0 && x->shape.at(-1) != 1)
    return in.raise("ValueError", "Last dimension of a grayscale image should be size 1.");
  std::vector<int64_t> multiples(x->shape.rank(), 1);
  multiples.back() = 3;
  return wrap(in, context(in).run1(tf::op("Tile"), {*x, tf::int_constant(in, multiples)}));
}

Value convert_dtype(Interp& in, Bound& a) {
  auto t = tf::as_dtype(in, a["dtype"]);
  auto x = t ? convert(in, a["image"]) : std::nullopt;
  return x ? wrap(in, image_of_type(in, *x, *t)) : Value();
}

Value adjust_brightness(Interp& in, Bound& a) {
  Context& c = context(in);
  auto x = convert(in, a["image"]);
  const Operand f = x ? as_float_image(in, *x) : Operand{};
  auto d = f ? convert(in, a["delta"]) : std::nullopt;
  if (d && d->dtype != DType::kFloat32) *d = c.run1(tf::op("Cast"), {*d}, {{"DstT", DType::kFloat32}});
  if (d && !*d) return {};
  const Operand y = d ? c.run1(tf::op("AddV2"), {f, *d}) : Operand{};
  return y ? wrap(in, image_of_type(in, y, x->dtype)) : Value();
}

Value crop(Interp& in, const Operand& x, int64_t top, int64_t left, int64_t height, int64_t width) {
  const bool batch = x.shape.rank() == 4;
  std::vector<int64_t> begin{top, left, 0}, size{height, width, -1};
  if (batch) { begin.insert(begin.begin(), 0); size.insert(size.begin(), -1); }
  return wrap(in, context(in).run1(tf::op("Slice"), {x, tf::int_constant(in, begin), tf::int_constant(in, size)}));
}

Value crop_to_box(Interp& in, Bound& a) {
  auto x = convert(in, a["image"]);
  if (!x || no_image(in, *x)) return {};
  int64_t n[4];
  const char* names[] = {"offset_height", "offset_width", "target_height", "target_width"};
  for (int i = 0; i < 4; ++i) { auto v = integer(in, a[names[i]]); if (!v) return {}; n[i] = *v; }
  const int64_t h = x->shape.at(-3), w = x->shape.at(-2);
  if (n[0] < 0) return in.raise("ValueError", "offset_height must be >= 0.");
  if (n[1] < 0) return in.raise("ValueError", "offset_width must be >= 0.");
  if (n[2] <= 0) return in.raise("ValueError", "target_height must be > 0.");
  if (n[3] <= 0) return in.raise("ValueError", "target_width must be > 0.");
  if (w >= 0 && w < n[1] + n[3]) return in.raise("ValueError", "width must be >= target + offset.");
  if (h >= 0 && h < n[0] + n[2]) return in.raise("ValueError", "height must be >= target + offset.");

  return crop(in, *x, n[0], n[1], n[2], n[3]);
}

Value central_crop(Interp& in, Bound& a) {
  auto x = convert(in, a["image"]);
  auto f = x ? in.as_double(a["central_fraction"]) : std::nullopt;
  if (!f) return {};
  if (*f <= 0 || *f > 1) return in.raise("ValueError", "central_fraction must be within (0, 1]");
  if (flat(in, *x) || no_image(in, *x)) return {};
  if (*f == 1) return tensor_value(in, *x);
  const int64_t h = x->shape.at(-3), w = x->shape.at(-2);
  const int64_t top = static_cast<int64_t>((static_cast<double>(h) - static_cast<double>(h) * *f) / 2), left = static_cast<int64_t>((static_cast<double>(w) - static_cast<double>(w) * *f) / 2);
  return crop(in, *x, top, left, h - 2 * top, w - 2 * left);
}

Operand padded(Interp& in, const Operand& x, int64_t top, int64_t left, int64_t height, int64_t width) {
  const int64_t h = x.shape.at(-3), w = x.shape.at(-2);
  std::vector<int64_t> p{top, height - h - top, left, width - w - left, 0, 0};
  if (x.shape.rank() == 4) p.insert(p.begin(), {0, 0});
  Tensor t = Tensor::uninitialized(DType::kInt32, Shape{static_cast<int64_t>(p.size() / 2), 2});
  for (size_t i = 0; i < p.size(); ++i) t.mutable_data<int32_t>()[i] = static_cast<int32_t>(p[i]);
  return context(in).run1(tf::op("Pad"), {x, context(in).constant(t)});
}

Value pad_to_box(Interp& in, Bound& a) {
  auto x = convert(in, a["image"]);
  if (!x || no_image(in, *x)) return {};
  int64_t n[4];
  const char* names[] = {"offset_height", "offset_width", "target_height", "target_width"};
  for (int i = 0; i < 4; ++i) { auto v = integer(in, a[names[i]]); if (!v) return {}; n[i] = *v; }
  if (n[0] < 0) return in.raise("ValueError", "offset_height must be >= 0");
  if (n[1] < 0) return in.raise("ValueError", "offset_width must be >= 0");
  if (n[3] - n[1] < x->shape.at(-2)) return in.raise("ValueError", "width must be <= target - offset");
  if (n[2] - n[0] < x->shape.at(-3)) return in.raise("ValueError", "height must be <= target - offset");
  return wrap(in, padded(in, *x, n[0], n[1], n[2], n[3]));
}

Value crop_or_pad(Interp& in, Bound& a) {
  auto x = convert(in, a["image"]);
  auto th = x ? integer(in, a["target_height"]) : std::nullopt;
  auto tw = th ? integer(in, a["target_width"]) : std::nullopt;
  if (!tw || no_image(in, *x)) return {};
  const int64_t h = x->shape.at(-3), w = x->shape.at(-2);
  const int64_t dh = std::max<int64_t>(0, (h - *th) / 2), dw = std::max<int64_t>(0, (w - *tw) / 2);
  const Value cut = crop(in, *x, dh, dw, std::min(h, *th), std::min(w, *tw));
  if (!cut) return {};
  return wrap(in, padded(in, tf::as_tensor_object(cut)->operand, std::max<int64_t>(0, (*th - h) / 2), std::max<int64_t>(0, (*tw - w) / 2), *th, *tw));
}

Value standardize(Interp& in, Bound& a) {
  Context& c = context(in);
  auto x = convert(in, a["image"]);
  if (!x || flat(in, *x)) return {};
  if (flat(in, *x)) return {};
  const Operand f = to_float(in, *x);
  const Operand axes = tf::int_constant(in, {-1, -2, -3});
  const Operand mean = c.run1(tf::op("Mean"), {f, axes}, {{"keep_dims", true}});
  const Operand d = mean ? c.run1(tf::op("Square"), {c.run1(tf::op("Sub"), {f, mean})}) : mean;
  const Operand variance = d ? c.run1(tf::op("Mean"), {d, axes}, {{"keep_dims", true}}) : d;
  const Operand deviation = variance ? c.run1(tf::op("Sqrt"), {variance}) : variance;
  const double pixels = static_cast<double>(x->shape.at(-1) * x->shape.at(-2) * x->shape.at(-3));
  const Operand least = c.run1(tf::op("Rsqrt"), {constant(in, pixels, DType::kFloat32)});
  const Operand adjusted = deviation ? c.run1(tf::op("Maximum"), {deviation, least}) : deviation;
  const Operand centered = adjusted ? c.run1(tf::op("Sub"), {f, mean}) : adjusted;
  return centered ? wrap(in, c.run1(tf::op("RealDiv"), {centered, adjusted})) : Value();
}

Value rot90(Interp& in, Bound& a) {
  Context& c = context(in);
  auto x = convert(in, a["image"]);
  auto k = x ? integer(in, a["k"]) : std::nullopt;
  if (!k) return {};
  if (flat(in, *x)) return {};
  const int64_t turns = ((*k % 4) + 4) % 4, first = static_cast<int64_t>(x->shape.rank()) - 3;
  std::vector<int64_t> perm;
  for (int64_t i = 0; i < static_cast<int64_t>(x->shape.rank()); ++i) perm.push_back(i);
  std::swap(perm[static_cast<size_t>(first)], perm[static_cast<size_t>(first + 1)]);
  const auto reverse = [&](const Operand& t, std::initializer_list<int64_t> axes) { return t ? c.run1(tf::op("ReverseV2"), {t, tf::int_constant(in, axes)}) : t; };
  const auto turn = [&](const Operand& t) { return t ? c.run1(tf::op("Transpose"), {t, tf::int_constant(in, perm)}) : t; };
  if (turns == 0) return tensor_value(in, *x);
  if (turns == 1) return wrap(in, turn(reverse(*x, {first + 1})));
  if (turns == 2) return wrap(in, reverse(*x, {first, first + 1}));
  return wrap(in, reverse(turn(*x), {first + 1}));
}

Value random_flip(Interp& in, Bound& a, int64_t from_end) {
  Context& c = context(in);
  auto x = convert(in, a["image"]);
  if (!x) return {};
  std::optional<int64_t> seed;
  if (!a["seed"].is_none() && !(seed = integer(in, a["seed"]))) return {};
  const auto [s1, s2] = c.op_seeds(seed);
  const bool batch = x->shape.rank() == 4;
  const Operand u = c.run1(tf::op("RandomUniform"), {batch ? tf::int_constant(in, {x->shape[0]}) : tf::int_constant(in, std::initializer_list<int64_t>{})}, {{"seed", s1}, {"seed2", s2}, {"dtype", DType::kFloat32}});
  const Operand flipped = u ? c.run1(tf::op("ReverseV2"), {*x, tf::int_constant(in, {static_cast<int64_t>(x->shape.rank()) - from_end})}) : u;
  if (!flipped) return {};
  Operand test = c.run1(tf::op("Less"), {u, constant(in, 0.5, DType::kFloat32)});
  if (batch) test = c.run1(tf::op("Reshape"), {test, tf::int_constant(in, {-1, 1, 1, 1})});
  return test ? wrap(in, c.run1(tf::op("SelectV2"), {test, flipped, *x})) : Value();
}

Value random_brightness(Interp& in, Bound& a) {
  Context& c = context(in);
  auto top = in.as_double(a["max_delta"]);
  if (!top) return {};
  if (*top < 0) return in.raise("ValueError", "max_delta must be non-negative.");
  std::optional<int64_t> seed;
  if (!a["seed"].is_none() && !(seed = integer(in, a["seed"]))) return {};
  const auto [s1, s2] = c.op_seeds(seed);
  const Operand u = c.run1(tf::op("RandomUniform"), {tf::int_constant(in, std::initializer_list<int64_t>{})}, {{"seed", s1}, {"seed2", s2}, {"dtype", DType::kFloat32}});
  const Operand m = u ? c.run1(tf::op("Mul"), {u, constant(in, static_cast<double>(static_cast<float>(*top) - static_cast<float>(-*top)), DType::kFloat32)}) : u;
  const Operand delta = m ? c.run1(tf::op("AddV2"), {m, constant(in, -*top, DType::kFloat32)}) : m;
  auto x = delta ? convert(in, a["image"]) : std::nullopt;
  const Operand f = x ? as_float_image(in, *x) : Operand{};
  const Operand y = f ? c.run1(tf::op("AddV2"), {f, delta}) : f;
  return y ? wrap(in, image_of_type(in, y, x->dtype)) : Value();
}

constexpr Row kRows[] = {
    {"image.flip_left_right", "image", [](Interp& in, Bound& a) { return flip(in, a, 2); }},
    {"image.flip_up_down", "image", [](Interp& in, Bound& a) { return flip(in, a, 3); }},
    {"image.resize", "images, size, method='bilinear', preserve_aspect_ratio=False, antialias=False, name=None", resize},
    {"image.rgb_to_grayscale", "images, name=None", to_gray},
    {"image.grayscale_to_rgb", "images, name=None", to_rgb},
    {"image.convert_image_dtype", "image, dtype, saturate=False, name=None", convert_dtype},
    {"image.adjust_brightness", "image, delta", adjust_brightness},
    {"image.crop_to_bounding_box", "image, offset_height, offset_width, target_height, target_width", crop_to_box},
    {"image.pad_to_bounding_box", "image, offset_height, offset_width, target_height, target_width", pad_to_box},
    {"image.central_crop", "image, central_fraction", central_crop},
    {"image.resize_with_crop_or_pad", "image, target_height, target_width", crop_or_pad},
    {"image.per_image_standardization", "image", standardize},
    {"image.rot90", "image, k=1, name=None", rot90},
    {"image.transpose", "image, name=None", [](Interp& in, Bound& a) -> Value {
       auto x = convert(in, a["image"]);
       if (!x) return {};
       return wrap(in, context(in).run1(tf::op("Transpose"), {*x, x->shape.rank() == 3 ? tf::int_constant(in, {1, 0, 2}) : tf::int_constant(in, {0, 2, 1, 3})}));
     }},
    {"image.random_flip_left_right", "image, seed=None", [](Interp& in, Bound& a) { return random_flip(in, a, 2); }},
    {"image.random_flip_up_down", "image, seed=None", [](Interp& in, Bound& a) { return random_flip(in, a, 3); }},
    {"image.random_brightness", "image, max_delta, seed=None", random_brightness},
    {"image.extract_patches", "images, sizes, strides, rates, padding, name=None", [](Interp& in, Bound& a) -> Value {
       auto k = int_list(in, a["sizes"]), s = k ? int_list(in, a["strides"]) : std::nullopt, r = s ? int_list(in, a["rates"]) : std::nullopt;
       return r ? op_value(in, "ExtractImagePatches", {a["images"]}, {{"ksizes", *k}, {"strides", *s}, {"rates", *r}, {"padding", std::string(in.as_str(a["padding"]).value_or(""))}}) : Value();
     }},
    {"image.rgb_to_hsv", "images, name=None", [](Interp& in, Bound& a) { return op_value(in, "RGBToHSV", {a[0]}); }},
    {"image.hsv_to_rgb", "images, name=None", [](Interp& in, Bound& a) { return op_value(in, "HSVToRGB", {a[0]}); }},
    {"image.decode_png io.decode_png", "contents, channels=0, dtype='uint8', name=None", [](Interp& in, Bound& a) { return op_value(in, "DecodePng", {a[0]}); }},
    {"image.decode_jpeg io.decode_jpeg", "contents, channels=0, ratio=1, fancy_upscaling=True, try_recover_truncated=False, acceptable_fraction=1, dct_method='', name=None", [](Interp& in, Bound& a) { return op_value(in, "DecodeJpeg", {a[0]}); }},
    {"image.decode_image io.decode_image", "contents, channels=None, dtype='uint8', name=None, expand_animations=True", [](Interp& in, Bound& a) { return op_value(in, "DecodePng", {a[0]}); }},
};

}  // namespace

// An image as float32 in [0, 1], and from there to another type: convert_image_dtype.
Operand as_float_image(Interp& in, const Operand& x) { return image_of_type(in, x, DType::kFloat32); }

Operand image_of_type(Interp& in, const Operand& x, DType t) {
  Context& c = context(in);
  if (x.dtype == t) return x;
  const auto top = [](DType d) { return d == DType::kUInt8 ? 255.0 : d == DType::kInt8 ? 127.0 : d == DType::kUInt16 ? 65535.0 : d == DType::kInt16 ? 32767.0 : d == DType::kInt64 ? 9223372036854775807.0 : 2147483647.0; };
  if (is_floating(x.dtype) && is_floating(t)) return c.run1(tf::op("Cast"), {x}, {{"DstT", t}});
  if (is_integer(x.dtype) && is_floating(t)) {
    const Operand f = c.run1(tf::op("Cast"), {x}, {{"DstT", t}});
    return f ? c.run1(tf::op("Mul"), {f, constant(in, 1.0 / top(x.dtype), t)}) : f;
  }
  if (is_floating(x.dtype)) {
    const Operand scaled = c.run1(tf::op("Mul"), {x, constant(in, top(t) + 0.5, x.dtype)});
    return scaled ? c.run1(tf::op("Cast"), {scaled}, {{"DstT", t}}) : scaled;
  }
  const double from = top(x.dtype), to = top(t);
  if (from > to) {
    const int64_t scale = static_cast<int64_t>((from + 1) / (to + 1));
    const Operand d = c.run1(tf::op("FloorDiv"), {x, constant(in, static_cast<double>(scale), x.dtype)});
    return d ? c.run1(tf::op("Cast"), {d}, {{"DstT", t}}) : d;
  }
  const Operand wide = c.run1(tf::op("Cast"), {x}, {{"DstT", t}});
  return wide ? c.run1(tf::op("Mul"), {wide, constant(in, static_cast<double>(static_cast<int64_t>((to + 1) / (from + 1))), t)}) : wide;
}

void bind_image(Interp& in) { bind(in, kRows); }

}  // namespace misfit::modules::tf_api
