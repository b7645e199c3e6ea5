// The classes of keras.initializers, and how layers find theirs.
#include <algorithm>

#include "keras/initializers/initializer.h"
#include "keras/identify.h"
#include "keras/library.h"
#include "keras/names.h"
#include "numpy/ndarray.h"

namespace misfit::keras {

namespace {

using I = Initializer;
struct Row {
  std::string_view name, module, signature;
  I::What what;
  double a = 0, b = 0;
  I::Fan fan = I::Fan::kIn;
  I::Draw draw = I::Draw::kTruncated;
};
const Row kRows[] = {
    {"Zeros", "constant", "", I::What::kZeros},
    {"Ones", "constant", "", I::What::kOnes},
    {"Constant", "constant", "value=0.0", I::What::kConstant},
    {"Identity", "constant", "gain=1.0", I::What::kIdentity, 1},
    {"RandomUniform", "random", "minval=-0.05, maxval=0.05, seed=None", I::What::kUniform},
    {"RandomNormal", "random", "mean=0.0, stddev=0.05, seed=None", I::What::kNormal},
    {"TruncatedNormal", "random", "mean=0.0, stddev=0.05, seed=None", I::What::kTruncated},
    {"VarianceScaling", "random", "scale=1.0, mode='fan_in', distribution='truncated_normal', seed=None", I::What::kVariance, 1},
    {"Orthogonal", "random", "gain=1.0, seed=None", I::What::kOrthogonal, 1},
    {"GlorotUniform", "random", "seed=None", I::What::kVariance, 1, 0, I::Fan::kAverage, I::Draw::kUniform},
    {"GlorotNormal", "random", "seed=None", I::What::kVariance, 1, 0, I::Fan::kAverage, I::Draw::kTruncated},
    {"LecunUniform", "random", "seed=None", I::What::kVariance, 1, 0, I::Fan::kIn, I::Draw::kUniform},
    {"LecunNormal", "random", "seed=None", I::What::kVariance, 1, 0, I::Fan::kIn, I::Draw::kTruncated},
    {"HeUniform", "random", "seed=None", I::What::kVariance, 2, 0, I::Fan::kIn, I::Draw::kUniform},
    {"HeNormal", "random", "seed=None", I::What::kVariance, 2, 0, I::Fan::kIn, I::Draw::kTruncated},
};

bool refuse(py::Interp& in, std::string text) { return in.raise("ValueError", std::move(text)), false; }

bool read_variance(py::Interp& in, I& init, const py::Bound& a) {
  init.a = in.as_double(a["scale"]).value_or(1);
  const std::string mode(in.as_str(a["mode"]).value_or(""));
  std::string draw(in.as_str(a["distribution"]).value_or(""));
  for (char& c : draw) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  if (init.a <= 0) return refuse(in, (in.keras3() ? "Argument `scale` must be positive float. Received: scale=" : "`scale` must be positive float. Received: scale=") +
                                         in.repr(a["scale"]).value_or("") + (in.keras3() ? "" : "."));
  if (mode == "fan_in") init.fan = I::Fan::kIn;
  else if (mode == "fan_out") init.fan = I::Fan::kOut;
  else if (mode == "fan_avg") init.fan = I::Fan::kAverage;
  else return refuse(in, in.keras3() ? "Invalid `mode` argument: " + mode + ". Please use one of {'fan_avg', 'fan_out', 'fan_in'}"
                                     : "Invalid `mode` argument: " + mode + ". Please use one of the {'fan_avg', 'fan_out', 'fan_in'}.");
  if (draw == "normal" || draw == "truncated_normal") init.draw = I::Draw::kTruncated;
  else if (draw == "untruncated_normal") init.draw = I::Draw::kNormal;
  else if (draw == "uniform") init.draw = I::Draw::kUniform;
  else return refuse(in, "Invalid `distribution` argument: " + draw + (in.keras3() ? ".Please use one of " : ".Allowed distributions: ") +
                             "{'untruncated_normal', 'truncated_normal', 'uniform'}" + (in.keras3() ? "" : "."));
  return true;
}

bool read(py::Interp& in, I& init, const Row& row, const py::Bound& a) {
  init.what = row.what;
  init.a = row.a;
  init.b = row.b;
  init.fan = row.fan;
  init.draw = row.draw;
  init.own = parameter_names(row.signature);
  if (in.keras3() && row.module == "random" && row.what == I::What::kVariance) init.own.insert(init.own.end(), {"input_axes", "output_axes"});
  for (const std::string& name : init.own) init.dict->set(in, name, a[name]);
  switch (row.what) {
    case I::What::kConstant: init.value = a["value"]; break;
    case I::What::kIdentity:
    case I::What::kOrthogonal: init.a = in.as_double(a["gain"]).value_or(1); break;
    case I::What::kUniform: init.a = in.as_double(a["minval"]).value_or(-0.05), init.b = in.as_double(a["maxval"]).value_or(0.05); break;
    case I::What::kNormal:
    case I::What::kTruncated: init.a = in.as_double(a["mean"]).value_or(0), init.b = in.as_double(a["stddev"]).value_or(0.05); break;
    case I::What::kVariance:
      if (row.name == "VarianceScaling" && !read_variance(in, init, a)) return false;
      break;
    default: break;
  }
  if (row.module != "random") return true;
  const py::Value seed = a["seed"];
  init.dict->set(in, "_init_seed", seed);
  if (const auto n = in.as_int(seed)) {
    init.seed = *n;
    init.seeded = true;
  } else if (!seed.is_none() && in.keras3()) {
    return refuse(in, "`seed` argument should be an instance of `keras.random.SeedGenerator()` or an integer. Received: seed=" + in.str(seed).value_or(""));
  } else if (in.keras3()) {
    init.seed = default_seed(in);
    init.dict->set(in, "seed", py::Value::integer(*init.seed));
  }
  return !in.pending();
}

py::Type* class_of(py::Interp& in, const py::Value& v) {
  (void)in;
  return py::cast<py::Type>(v);
}

void define_base(py::Interp& in, py::Type* base) {
  base->slots.create = [](py::Interp&, py::Type* t, const py::Args&) -> py::Value { return new I(t); };
  in.method(base, "__call__", "self, shape, dtype=None, **kwargs", [](py::Interp& i, py::Bound& a) -> py::Value {
    const auto shape = tf::as_shape(i, a["shape"]);
    if (!shape) return {};
    DType dtype = i.state<State>().floatx;
    if (!a["dtype"].is_none()) {
      const auto d = tf::as_dtype(i, a["dtype"]);
      if (!d) return {};
      dtype = *d;
    }
    const auto value = initialize(i, *py::cast<I>(a[0]), *shape, dtype);
    return value ? tf::eager_value(i, *value) : py::Value();
  });
  in.method(base, "get_config", "self", [](py::Interp& i, py::Bound& a) -> py::Value {
    I* init = py::cast<I>(a[0]);
    py::Ref<py::Dict> config = i.dict();
    std::vector<std::string> names = init->own;
    if (i.keras3()) std::stable_partition(names.begin(), names.end(), [](const std::string& name) { return name == "seed"; });
    for (const std::string& name : names) config->set(i, name, init->dict->get(name == "seed" ? "_init_seed" : name));
    return config;
  });
  in.class_method(base, "from_config", "cls, config", [](py::Interp& i, py::Bound& a) -> py::Value {
    std::vector<py::Keyword> keywords;
    for (const auto& e : py::cast<py::Dict>(a["config"])->entries)
      if (e.key) keywords.push_back({*i.as_str(e.key), e.value});
    return i.call(a[0], py::Args{{}, keywords});
  });
}

}  // namespace

void register_initializers(py::Interp& in) {
  Library& library = in.state<Library>();
  const std::string root = in.keras3() ? "keras.src.initializers." : "keras.src.initializers.initializers";
  py::Type* base = in.new_type(in.keras3() ? root + "initializer" : root, "Initializer", {}, I::kind);
  define_base(in, base);
  library.put("initializers", "Initializer", base);
  for (const Row& row : kRows) {
    py::Type* type = in.new_type(in.keras3() ? root + std::string(row.module) + "_initializers" : root, std::string(row.name), {base}, I::kind);
    std::string signature = "self" + (row.signature.empty() ? std::string() : ", " + std::string(row.signature));
    if (!in.keras3() && row.name == "Constant") signature = "self, value=0";
    if (in.keras3() && row.module == "random" && row.what == I::What::kVariance) signature += ", input_axes=None, output_axes=None";
    in.method(type, "__init__", signature, [&row](py::Interp& i, py::Bound& a) -> py::Value {
      return read(i, *py::cast<I>(a[0]), row, a) ? py::Value::none() : py::Value();
    });
    library.put("initializers", row.name, type);
    library.put("initializers", snake_case(row.name, in.keras3()), type);
  }
  for (auto [alias, name] : std::initializer_list<std::pair<std::string_view, std::string_view>>{{"normal", "RandomNormal"}, {"uniform", "RandomUniform"}, {"one", "Ones"}, {"zero", "Zeros"}})
    library.put("initializers", alias, library.find("initializers", name));
}

py::Value get_initializer(py::Interp& in, const py::Value& identifier) {
  if (!identifier || identifier.is_none()) return py::Value::none();
  const Library& library = in.state<Library>();
  if (const auto name = in.as_str(identifier)) {
    if (const py::Value type = library.find("initializers", *name)) return in.call(type, {});
    return unknown_object(in, "initializer", *name);
  }
  if (py::cast<py::Dict>(identifier)) return from_config(in, "initializers", "initializer", identifier);
  if (class_of(in, identifier)) return in.call(identifier, {});
  if (in.callable(identifier) || (in.keras3() && (tf::as_tensor_object(identifier) || np::is_array(identifier)) && !in.as_double(identifier))) return identifier;
  const auto shown = in.str(identifier);
  if (!shown) return {};
  return in.raise("ValueError", "Could not interpret initializer identifier: " + *shown);
}

std::optional<Tensor> initial_value(py::Interp& in, const py::Value& initializer, const Shape& shape, DType dtype) {
  if (I* init = py::cast<I>(initializer))
    if (const py::Value call = init->type->lookup("__call__"); !call || py::cast<py::Builtin>(call)) return initialize(in, *init, shape, dtype);
  py::Value value = initializer;
  if (in.callable(initializer)) {
    std::vector<py::Value> dims;
    for (int64_t d : shape) dims.push_back(py::Value::integer(d));
    const py::Value positional[] = {in.keras3() ? in.tuple(dims) : in.tuple(dims)};
    const py::Keyword keywords[] = {{"dtype", in.keras3() ? in.str_value(std::string(tf_name(dtype))) : tf::dtype_value(in, dtype)}};
    value = in.call(initializer, py::Args{positional, keywords});
    if (!value) return std::nullopt;
  }
  const std::optional<Operand> x = tf::convert(in, value);
  if (!x) return std::nullopt;
  return cast(x->value, dtype);
}

}  // namespace misfit::keras
