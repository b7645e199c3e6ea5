#include "ops/check_op.h"

#include <doctest/doctest.h>

#include <cmath>
#include <fstream>
#include <sstream>

#include "ops/ops.h"
#include "ops/run.h"
#include "ops/signature.h"

namespace misfit {
namespace {

Tensor parse_tensor(std::istream& line) {
  std::string type, dims, word;
  line >> type >> dims;
  Shape shape;
  std::stringstream numbers(dims.substr(1, dims.size() - 2));
  while (std::getline(numbers, word, ',')) shape.push_back(std::atoll(word.c_str()));
  const DType t = *dtype_named(type);
  if (t == DType::kString) {
    Tensor text = Tensor::zeros(t, shape);
    for (std::string& s : text.mutable_data<std::string>()) line >> s;
    return text;
  }
  Tensor wide = Tensor::uninitialized(DType::kFloat64, shape);
  for (double& x : wide.mutable_data<double>()) {
    line >> word;
    x = std::strtod(word.c_str(), nullptr);
  }
  return cast(wide, t);
}

AttrValue parse_attr(std::istream& line) {
  std::string kind, word;
  line >> kind;
  if (kind == "ints") {
    std::vector<int64_t> list;
    while (line >> word) list.push_back(std::atoll(word.c_str()));
    return list;
  }
  line >> word;
  if (kind == "bool") return word == "1";
  if (kind == "int") return static_cast<int64_t>(std::atoll(word.c_str()));
  if (kind == "float") return std::strtod(word.c_str(), nullptr);
  if (kind == "type") return *dtype_named(word);
  return word;
}

Specs specs_of(const std::vector<Tensor>& in) {
  Specs specs;
  for (const Tensor& t : in) specs.push_back({t.dtype(), t.shape(), t, {}});
  return specs;
}

double weighted(const OpDef& op, const std::vector<Tensor>& in, const Attrs& attrs, const Tensor& weights) {
  const Tensor y = run_op(op, in, attrs)[0];
  double total = 0;
  for (int64_t i = 0; i < y.elements(); ++i) total += y.at(i) * weights.at(i);
  return total;
}

}  // namespace

std::vector<KnownCase> known_cases() {
  std::vector<KnownCase> cases;
  std::ifstream layers(MISFIT_SOURCE_DIR "/tests/ops/known.txt"), library(MISFIT_SOURCE_DIR "/tests/ops/known_library.txt");
  REQUIRE(layers);
  REQUIRE(library);
  std::stringstream text;
  text << layers.rdbuf() << library.rdbuf();
  for (std::string line; std::getline(text, line);) {
    std::stringstream words(line);
    std::string kind;
    if (!(words >> kind)) continue;
    if (kind == "op") {
      cases.emplace_back();
      words >> cases.back().op;
    } else if (kind == "in") {
      cases.back().in.push_back(parse_tensor(words));
    } else if (kind == "out") {
      cases.back().out.push_back(parse_tensor(words));
    } else if (kind == "dy") {
      cases.back().dy = parse_tensor(words);
    } else if (kind == "grad") {
      size_t i;
      words >> i;
      cases.back().gradients[i] = parse_tensor(words);
    } else if (kind == "attr") {
      std::string name;
      words >> name;
      cases.back().attrs.set(name, parse_attr(words));
    }
  }
  return cases;
}

std::string difference(const Tensor& found, const Tensor& wanted, double tolerance) {
  if (!found) return "nothing";
  if (found.dtype() != wanted.dtype()) return "dtype " + std::string(tf_name(found.dtype())) + " for " + std::string(tf_name(wanted.dtype()));
  if (!(found.shape() == wanted.shape())) return "shape " + python_text(found.shape()) + " for " + python_text(wanted.shape());
  for (int64_t i = 0; i < found.elements(); ++i) {
    if (found.dtype() == DType::kString) {
      if (found.text_at(i) != wanted.text_at(i)) return found.text_at(i) + " for " + wanted.text_at(i);
      continue;
    }
    const double a = found.at(i), b = wanted.at(i);
    if (std::isnan(a) && std::isnan(b)) continue;
    if (a == b || std::fabs(a - b) <= tolerance * std::fmax(1, std::fabs(b))) continue;
    return std::to_string(a) + " for " + std::to_string(b) + " at " + std::to_string(i);
  }
  return {};
}

std::vector<Tensor> run_op(const OpDef& op, std::vector<Tensor> in, Attrs attrs) {
  auto out = run_eager(op, in, attrs, Profile::kKeras3);
  if (!out.ok()) {
    INFO(std::string(op.name), ": ", say(out.error(), Dialect::kEager));
    REQUIRE(out.ok());
  }
  return out.value();
}

std::string eager_fault(const OpDef& op, std::vector<Tensor> in, Attrs attrs) {
  auto out = run_eager(op, in, attrs, Profile::kKeras3);
  if (out.ok()) return "no fault";
  return std::string(out.error().spec->type) + ": " + say(out.error(), Dialect::kEager);
}

std::string graph_fault(const OpDef& op, Specs in, Attrs given) {
  const auto words = [](const Fault& f) {
    return std::string(f.spec->graph_type.empty() ? f.spec->type : f.spec->graph_type) + ": " + say(f, Dialect::kGraph);
  };
  auto attrs = check_types(op, in, std::move(given), Profile::kKeras3, false);
  if (!attrs.ok()) return words(attrs.error());
  auto out = op.infer({in, attrs.value(), false});
  return out.ok() ? "no fault" : words(out.error());
}

std::string gradient_difference(const OpDef& op, std::vector<Tensor> in, Attrs given) {
  auto attrs = check_types(op, specs_of(in), std::move(given), Profile::kKeras3, true);
  REQUIRE(attrs.ok());
  const std::vector<Tensor> out = run_op(op, in, attrs.value());
  Tensor weights = Tensor::uninitialized(out[0].dtype(), out[0].shape());
  for (int64_t i = 0; i < weights.elements(); ++i) weights.mutable_data<double>()[static_cast<size_t>(i)] = std::sin(1.0 + static_cast<double>(i));
  EagerEmitter emit(Profile::kKeras3);
  Operands ins, outs, dys;
  for (const Tensor& t : in) ins.push_back(emit.constant(t));
  for (const Tensor& t : out) outs.push_back(emit.constant(t));
  dys.resize(outs.size());
  dys[0] = emit.constant(weights);
  const Operands gradients = op.gradient({emit, ins, outs, dys, attrs.value()});
  for (size_t i = 0; i < in.size(); ++i) {
    if (in[i].dtype() != DType::kFloat64 || i >= gradients.size() || !gradients[i]) continue;
    Tensor wanted = Tensor::uninitialized(DType::kFloat64, in[i].shape());
    for (int64_t e = 0; e < in[i].elements(); ++e) {
      const auto nudged = [&](double by) {
        std::vector<Tensor> moved = in;
        moved[i] = Tensor::of<double>(in[i].shape(), in[i].data<double>());
        moved[i].mutable_data<double>()[static_cast<size_t>(e)] += by;
        return weighted(op, moved, attrs.value(), weights);
      };
      wanted.mutable_data<double>()[static_cast<size_t>(e)] = (nudged(1e-6) - nudged(-1e-6)) / 2e-6;
    }
    const std::string d = difference(gradients[i].value, wanted, 1e-4);
    if (!d.empty()) return "input " + std::to_string(i) + ": " + d;
  }
  return {};
}

Tensor floats(Shape s, std::initializer_list<float> v) { return Tensor::of<float>(std::move(s), v); }
Tensor ints(Shape s, std::initializer_list<int32_t> v) { return Tensor::of<int32_t>(std::move(s), v); }

}  // namespace misfit
