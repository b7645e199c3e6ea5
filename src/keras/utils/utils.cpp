// keras.utils: seeds, one-hot tables, padded sequences. Arrays are made by calling NumPy as Keras does, so its errors are NumPy's.
#include "keras/library.h"
#include "keras/utils/data.h"
#include "keras/utils/seeds.h"
#include "numpy/ndarray.h"

namespace misfit::keras {

namespace {

// numpy.<name>(*args, **kwargs)
py::Value numpy(py::Interp& in, std::string_view name, std::vector<py::Value> positional, std::vector<py::Keyword> keywords = {}) {
  const py::Value module = in.import("numpy");
  const py::Value function = module ? in.get_attr(module, name) : py::Value();
  return function ? in.call(function, py::Args{positional, keywords}) : py::Value();
}

py::Value method(py::Interp& in, const py::Value& self, std::string_view name, std::vector<py::Value> positional) {
  const py::Value f = in.get_attr(self, name);
  return f ? in.call(f, py::Args{positional}) : py::Value();
}

py::Value set_random_seed(py::Interp& in, py::Bound& a) {
  const py::Value seed = a["seed"];
  const auto n = in.as_int(seed);
  if (!seed.is_int() || *n < 0 || *n > 0xffffffffLL) {
    const std::string shown = in.str(seed).value_or("");
    if (in.keras3() && !seed.is_int())
      return in.raise("ValueError", "Expected `seed` argument to be an integer. Received: seed=" + shown + " (of type " + in.str(py::Value(in.type_of(seed))).value_or("") + ")");
    if (!seed.is_int())
      return in.raise("ValueError", "Expected `seed` argument to be an integer. Received: seed=" + shown + " (of type " + in.str(py::Value(in.type_of(seed))).value_or("") + ")");
  }
  in.state<py::GlobalRandom>().generator.seed(static_cast<uint64_t>(*n < 0 ? -*n : *n));
  if (!in.keras3()) {
    Seeds& seeds = in.state<Seeds>();
    seeds.keras2 = std::make_unique<py::RandomGenerator>();
    seeds.keras2->seed(static_cast<uint64_t>(*n < 0 ? -*n : *n));
  }
  const py::Value module = in.import("numpy.random");
  const py::Value reseed = module ? in.get_attr(module, "seed") : py::Value();
  if (!reseed || !in.call(reseed, {seed})) return {};
  in.state<tf::Context>().set_seed(*n);
  return py::Value::none();
}

py::Value to_categorical(py::Interp& in, py::Bound& a) {
  py::Value num = a["num_classes"];
  const py::Value int64 = in.str_value("int64");
  const bool keras3 = in.keras3();
  py::Value y = numpy(in, "array", {a[0]}, {{"dtype", keras3 ? int64 : in.str_value("int")}});
  if (!y) return {};
  py::Value shape_value = in.get_attr(y, "shape");
  if (!shape_value) return {};
  std::vector<py::Value> shape(in.items(shape_value).begin(), in.items(shape_value).end());
  // A trailing axis of 1 is not part of the labels' shape.
  if (shape.size() > 1 && in.as_int(shape.back()) == 1) shape.pop_back();
  y = method(in, y, "reshape", {py::Value::integer(-1)});
  if (!y) return {};
  const auto given = in.truth(num);
  if (!given) return {};
  if (!*given) {
    const py::Value largest = numpy(in, "max", {y});
    if (!largest) return {};
    num = in.binary(py::BinaryOp::kAdd, largest, py::Value::integer(1));
    if (!num) return {};
  }
  const auto n = in.length(y);
  if (!n) return {};
  const py::Value rows = py::Value::integer(*n);
  std::vector<py::Keyword> dtype;
  if (!keras3) dtype.push_back({"dtype", a["dtype"]});
  const py::Value table = numpy(in, "zeros", {in.tuple({rows, num})}, dtype);
  if (!table) return {};
  const py::Value index = numpy(in, "arange", {rows});
  if (!index || !in.set_item(table, in.tuple({index, y}), py::Value::integer(1))) return {};
  shape.push_back(num);
  return numpy(in, "reshape", {table, in.tuple(shape)});
}

py::Value pad_sequences(py::Interp& in, py::Bound& a) {
  const py::Value sequences = a["sequences"];
  const auto count = in.find_attr(sequences, "__len__") ? in.length(sequences) : std::nullopt;
  if (!count) return in.pending() ? py::Value() : in.raise("ValueError", "`sequences` must be iterable.");
  const auto list = in.list_of(sequences);
  if (!list) return {};
  int64_t longest = 0;
  std::vector<py::Value> sample;
  bool first = true;
  for (const py::Value& s : *list) {
    const auto n = in.find_attr(s, "__len__") ? in.length(s) : std::nullopt;
    if (!n) {
      if (in.pending()) return {};
      return in.raise("ValueError", "`sequences` must be a list of iterables. Found non-iterable: " + in.str(s).value_or(""));
    }
    longest = std::max(longest, *n);
    if (first && *n) {
      const py::Value array = numpy(in, "asarray", {s});
      const py::Value shape = array ? in.get_attr(array, "shape") : py::Value();
      if (!shape) return {};
      for (size_t i = 1; i < in.items(shape).size(); ++i) sample.push_back(in.items(shape)[i]);
      first = false;
    }
  }
  const int64_t length = a["maxlen"].is_none() ? longest : in.as_int(a["maxlen"]).value_or(longest);
  std::vector<py::Value> shape{py::Value::integer(*count), py::Value::integer(length)};
  shape.insert(shape.end(), sample.begin(), sample.end());
  const py::Value x = numpy(in, "full", {in.tuple(shape), a["value"]}, {{"dtype", a["dtype"]}});
  if (!x) return {};
  const std::string_view padding = in.as_str(a["padding"]).value_or(""), truncating = in.as_str(a["truncating"]).value_or("");
  for (size_t i = 0; i < list->size(); ++i) {
    const auto n = in.length((*list)[i]);
    if (!n) return {};
    if (*n == 0) continue;
    const py::Value none = py::Value::none();
    py::Value cut;
    if (truncating == "pre") cut = in.get_item((*list)[i], in.slice(py::Value::integer(-length), none, none));
    else if (truncating == "post") cut = in.get_item((*list)[i], in.slice(none, py::Value::integer(length), none));
    else return in.raise("ValueError", "Truncating type \"" + std::string(truncating) + "\" not understood");
    if (!cut) return {};
    cut = numpy(in, "asarray", {cut}, {{"dtype", a["dtype"]}});
    if (!cut) return {};
    const py::Value cut_shape = in.get_attr(cut, "shape");
    if (!cut_shape) return {};
    std::vector<py::Value> tail;
    for (size_t k = 1; k < in.items(cut_shape).size(); ++k) tail.push_back(in.items(cut_shape)[k]);
    const auto same = in.equal(in.tuple(tail), in.tuple(sample));
    if (!same) return {};
    if (!*same)
      return in.raise("ValueError", "Shape of sample " + in.repr(in.tuple(tail)).value_or("") + " of sequence at position " + std::to_string(i) +
                                        " is different from expected shape " + in.repr(in.tuple(sample)).value_or(""));
    const int64_t kept = in.length(cut).value_or(0);
    py::Value place;
    if (padding == "post") place = in.slice(none, py::Value::integer(kept), none);
    else if (padding == "pre") place = in.slice(py::Value::integer(-kept), none, none);
    else return in.raise("ValueError", "Padding type \"" + std::string(padding) + "\" not understood");
    if (!in.set_item(x, in.tuple({py::Value::integer(static_cast<int64_t>(i)), place}), cut)) return {};
  }
  return x;
}

// x / norm along an axis.
py::Value normalize(py::Interp& in, py::Bound& a) {
  const py::Value linalg = in.import("numpy.linalg");
  const py::Value norm = linalg ? in.get_attr(linalg, "norm") : py::Value();
  if (!norm) return {};
  py::Value size = in.call(norm, {a["x"], a["order"], a["axis"]});
  size = size ? numpy(in, "atleast_1d", {size}) : py::Value();
  if (!size) return {};
  const py::Value zero = in.compare(py::CompareOp::kEq, size, py::Value::integer(0));
  if (!zero || !in.set_item(size, zero, py::Value::integer(1))) return {};
  const py::Value spread = numpy(in, "expand_dims", {size, a["axis"]});
  return spread ? in.binary(py::BinaryOp::kTrueDiv, a["x"], spread) : py::Value();
}

}  // namespace

void register_utils(py::Interp& in) {
  Library& library = in.state<Library>();
  auto put = [&](std::string_view space, std::string name, std::string_view signature, py::Value (*f)(py::Interp&, py::Bound&)) {
    library.put(space, name, in.builtin(name, signature, f, "keras.src.utils"));
  };
  put("utils", "set_random_seed", "seed", set_random_seed);
  put("utils", "to_categorical", in.keras3() ? "x, num_classes=None" : "y, num_classes=None, dtype='float32'", to_categorical);
  put("utils", "pad_sequences", "sequences, maxlen=None, dtype='int32', padding='pre', truncating='pre', value=0.0", pad_sequences);
  put("utils", "normalize", "x, axis=-1, order=2", normalize);
  library.put("preprocessing.sequence", "pad_sequences", library.find("utils", "pad_sequences"));
}

}  // namespace misfit::keras
