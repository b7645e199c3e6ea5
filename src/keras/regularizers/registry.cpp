// keras.regularizers and keras.constraints: penalties on weights, and projections after a step.
#include "keras/library.h"
#include "keras/math.h"
#include "ops/ops.h"

namespace misfit::keras {

namespace {

std::optional<double> number_of(py::Interp& in, const py::Value& self, std::string_view name) {
  const py::Value v = py::cast<py::Instance>(self)->dict->get(name);
  return v ? in.as_double(v) : std::nullopt;
}

Math::Axes axes_of(py::Interp& in, const py::Value& self) {
  const py::Value axis = py::cast<py::Instance>(self)->dict->get("axis");
  std::vector<int64_t> axes;
  if (in.is_sequence(axis))
    for (const py::Value& v : in.items(axis)) axes.push_back(in.as_int(v).value_or(0));
  else axes.push_back(axis ? in.as_int(axis).value_or(0) : 0);
  return axes;
}

Operand norm(Math& m, const Operand& w, Math::Axes axes) { return m.sqrt(m.sum(m.square(w), axes, true)); }

// K3 checks penalties at once; K2 when it turns them into numbers.
bool check_penalty(py::Interp& in, std::string_view name, const py::Value& v) {
  const auto number = in.as_double(v);
  if (in.keras3() && (!number || *number < 0))
    return in.raise("ValueError", "Invalid value for argument " + std::string(name) + ": expected a non-negative float.Received: " + std::string(name) + "=" + in.str(v).value_or("")), false;
  if (!in.keras3() && !number)
    return in.raise("ValueError", "Value " + in.str(v).value_or("") + " is not a valid regularization penalty number, expected an int or float value."), false;
  return true;
}

using Compute = Operand (*)(Math&, py::Interp&, const py::Value& self, const Operand& w);

Operand penalty(Math& m, py::Interp& in, const py::Value& self, const Operand& w) {
  Operand total = m.like(0, w);
  if (const auto l1 = number_of(in, self, "l1"); l1 && *l1 != 0) total = m.add(total, m.mul(m.like(*l1, w), m.sum(m.abs(w))));
  if (const auto l2 = number_of(in, self, "l2"); l2 && *l2 != 0) total = m.add(total, m.mul(m.like(*l2, w), m.sum(m.square(w))));
  return total;
}

Operand orthogonal(Math& m, py::Interp& in, const py::Value& self, const Operand& w) {
  const double factor = number_of(in, self, "factor").value_or(0.01);
  const bool rows = in.as_str(py::cast<py::Instance>(self)->dict->get("mode")).value_or("rows") == "rows";
  const Operand unit = m.div(w, m.maximum(norm(m, w, {{rows ? 1 : 0}}), m.like(1e-12, w)));
  const Operand product = rows ? m.matmul(unit, unit, false, true) : m.matmul(unit, unit, true, false);
  const auto size = static_cast<double>(w.shape[rows ? 0 : 1]);
  // Off the diagonal only: |p| summed, less the diagonal, whose entries are 1.
  const Operand off = m.sub(m.sum(m.abs(product)), m.like(size, w));
  return m.div(m.mul(m.like(factor, w), m.mul(m.like(0.5, w), off)), m.like(size * (size - 1) / 2, w));
}

Operand max_norm(Math& m, py::Interp& in, const py::Value& self, const Operand& w) {
  const Operand size = norm(m, w, axes_of(in, self));
  const Operand wanted = m.clip(size, 0, number_of(in, self, "max_value").value_or(2));
  return m.mul(w, m.div(wanted, m.add(m.like(1e-7, w), size)));
}

Operand non_negative(Math& m, py::Interp&, const py::Value&, const Operand& w) {
  return m.mul(w, m.cast(m.op(kGreaterEqual, {w, m.like(0, w)}), w.dtype));
}

Operand unit_norm(Math& m, py::Interp& in, const py::Value& self, const Operand& w) {
  return m.div(w, m.add(m.like(1e-7, w), norm(m, w, axes_of(in, self))));
}

Operand min_max_norm(Math& m, py::Interp& in, const py::Value& self, const Operand& w) {
  const double rate = number_of(in, self, "rate").value_or(1);
  const Operand size = norm(m, w, axes_of(in, self));
  const Operand clipped = m.clip(size, number_of(in, self, "min_value").value_or(0), number_of(in, self, "max_value").value_or(1));
  const Operand wanted = m.add(m.mul(m.like(rate, w), clipped), m.mul(m.like(1 - rate, w), size));
  return m.mul(w, m.div(wanted, m.add(m.like(1e-7, w), size)));
}

struct Row { std::string_view space, name, signature; Compute compute; };
const Row kRows[] = {
    {"regularizers", "L1", "l1=0.01", penalty},
    {"regularizers", "L2", "l2=0.01", penalty},
    {"regularizers", "L1L2", "l1=0.0, l2=0.0", penalty},
    {"regularizers", "OrthogonalRegularizer", "factor=0.01, mode='rows'", orthogonal},
    {"constraints", "MaxNorm", "max_value=2, axis=0", max_norm},
    {"constraints", "NonNeg", "", non_negative},
    {"constraints", "UnitNorm", "axis=0", unit_norm},
    {"constraints", "MinMaxNorm", "min_value=0.0, max_value=1.0, rate=1.0, axis=0", min_max_norm},
};

std::vector<std::string> names_of(std::string_view signature) {
  std::vector<std::string> names;
  for (size_t at = 0; at < signature.size();) {
    const size_t equals = signature.find('=', at), comma = signature.find(", ", at);
    names.emplace_back(signature.substr(at, equals - at));
    if (comma == std::string_view::npos) break;
    at = comma + 2;
  }
  return names;
}

void define(py::Interp& in, const Row& row, py::Type* base) {
  py::Type* type = in.new_type("keras.src." + std::string(row.space), std::string(row.name), {base}, py::Instance::kind);
  const std::vector<std::string> names = names_of(row.signature);
  in.method(type, "__init__", "self" + (row.signature.empty() ? std::string() : ", " + std::string(row.signature)),
            [names, &row](py::Interp& i, py::Bound& a) -> py::Value {
              py::Instance* self = py::cast<py::Instance>(a[0]);
              for (const std::string& name : names) {
                py::Value v = a[name];
                if (row.compute == penalty) {
                  if (v.is_none()) v = py::Value::number(0);
                  if (!check_penalty(i, name, v)) return {};
                  // Keras 2 keeps penalties as float32.
                  if (!i.keras3()) v = py::Value::number(static_cast<double>(static_cast<float>(*i.as_double(v))));
                }
                self->dict->set(i, name, v);
              }
              return py::Value::none();
            });
  in.method(type, "__call__", row.space == "regularizers" ? "self, x" : "self, w", [&row](py::Interp& i, py::Bound& a) -> py::Value {
    const std::optional<Operand> w = tf::convert(i, a[1]);
    if (!w) return {};
    Math m(i);
    const Operand out = row.compute(m, i, a[0], *w);
    return out ? tf::tensor_value(i, out) : py::Value();
  });
  in.method(type, "get_config", "self", [names](py::Interp& i, py::Bound& a) -> py::Value {
    py::Ref<py::Dict> config = i.dict();
    for (const std::string& name : names) config->set(i, name, py::cast<py::Instance>(a[0])->dict->get(name));
    return config;
  });
  in.state<Library>().put(row.space, row.name, type);
}

}  // namespace

void register_regularizers(py::Interp& in) {
  Library& library = in.state<Library>();
  py::Type* regularizer = in.new_type("keras.src.regularizers", "Regularizer", {}, py::Instance::kind);
  py::Type* constraint = in.new_type("keras.src.constraints", "Constraint", {}, py::Instance::kind);
  library.put("regularizers", "Regularizer", regularizer);
  library.put("constraints", "Constraint", constraint);
  for (const Row& row : kRows) define(in, row, row.space == "regularizers" ? regularizer : constraint);
  auto alias = [&](std::string_view space, std::string_view name, std::string_view of) { library.put(space, name, library.find(space, of)); };
  alias("regularizers", "l1", "L1");
  alias("regularizers", "l2", "L2");
  alias("regularizers", "l1_l2", "L1L2");
  alias("regularizers", "orthogonal_regularizer", "OrthogonalRegularizer");
  alias("constraints", "max_norm", "MaxNorm");
  alias("constraints", "non_neg", "NonNeg");
  alias("constraints", "unit_norm", "UnitNorm");
  alias("constraints", "min_max_norm", "MinMaxNorm");
}

}  // namespace misfit::keras
