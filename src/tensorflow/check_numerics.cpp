// The op callback of TensorFlow's check_numerics_callback.py, with its words.
#include "tensorflow/check_numerics.h"

#include <algorithm>
#include <cmath>

#include "python/machine.h"

namespace misfit::tf {
namespace {

constexpr FaultSpec kFaults[] = {{"check_numerics_v2_c1", "InvalidArgumentError", "{message} : Tensor had {kinds} values"}};
constexpr std::string_view kEnvelope = "{{function_node __wrapped__CheckNumericsV2_device_/job:localhost/replica:0/task:0/device:CPU:0}} ";

// "Many ops have benign NaN outputs", and "frequently used ops [that] are generally safe".
constexpr std::string_view kSafe[] = {"Concat", "ConcatV2", "ExpandDims", "Fill", "Gather", "Maximum", "Minimum", "Reshape", "Slice", "Squeeze", "Stack", "StridedSlice", "StridedSliceGrad", "Transpose", "Unpack",
                                      "Const", "Identity", "IdentityN", "If", "While", "ReadVariableOp", "Print", "Assert", "CheckNumerics", "CheckNumericsV2"};

bool is_safe(std::string_view op) { return std::find(std::begin(kSafe), std::end(kSafe), op) != std::end(kSafe); }
bool ignores(std::string_view op, size_t slot) { return slot > 0 && op.rfind("FusedBatchNorm", 0) == 0 && op.find("Grad") == std::string_view::npos; }

struct Count { int64_t minus = 0, plus = 0, nan = 0; };

Count count(const Tensor& t) {
  Count c;
  const Tensor x = cast(t, DType::kFloat64);
  for (double v : x.data<double>()) {
    c.nan += std::isnan(v);
    c.minus += std::isinf(v) && v < 0;
    c.plus += std::isinf(v) && v > 0;
  }
  return c;
}

bool finite(const Count& c) { return c.minus + c.plus + c.nan == 0; }

std::string kinds(const Count& c) {
  std::vector<std::string> all;
  if (c.minus) all.push_back("-Inf");
  if (c.plus) all.push_back("+Inf");
  if (c.nan) all.push_back("NaN");
  return all.size() == 3 ? "-Inf, +Inf, and NaN" : all.size() == 2 ? all[0] + " and " + all[1] : all[0];
}

std::string head(size_t slot, std::string_view mode, std::string_view op, size_t outputs, DType t, const std::string& shape) {
  return "\n\n!!! Detected Infinity or NaN in output " + std::to_string(slot) + " of " + std::string(mode) + " op \"" + std::string(op) + "\" (# of outputs: " + std::to_string(outputs) + ") !!!\n  dtype: <dtype: '" +
         std::string(tf_name(t)) + "'>\n  shape: " + shape + "\n";
}

std::string shown_inputs(py::Interp& in, std::span<const Operand> inputs) {
  const auto show = [&](const Operand& x) { return in.str(tensor_value(in, x)).value_or(""); };
  if (inputs.empty()) return "";
  if (inputs.size() == 1) return "\n  Input tensor: " + show(inputs[0]) + "\n";
  std::string text = "\n  Input tensors (" + std::to_string(inputs.size()) + "):\n";
  for (size_t i = 0; i < inputs.size(); ++i) text += "         " + std::to_string(i) + ": " + show(inputs[i]) + "\n";
  return text;
}

// Frames of the program; those of the libraries, which TensorFlow lists as well, are not known here.
std::string shown_stack(py::Interp& in, const NumericsCheck& check) {
  std::string text = "\n  Stack trace of op's creation (\"->\": inferred user code):\n";
  const auto stack = program_stack(in);
  const size_t limit = static_cast<size_t>(std::max<int64_t>(check.stack_height_limit, 0)), skipped = stack->size() > limit ? stack->size() - limit : 0;
  if (skipped) text += "    + ... (Omitted " + std::to_string(skipped) + " frames)\n";
  std::string file = in.machine().file_name;
  const size_t length = static_cast<size_t>(std::max<int64_t>(check.path_length_limit, 0));
  if (file.size() > length) file = "..." + file.substr(file.size() - length);
  for (size_t i = skipped; i < stack->size(); ++i) text += "    + " + file + " (L" + std::to_string((*stack)[i].first) + ") " + (*stack)[i].second + "\n -> |   \n";
  return text;
}

std::optional<Fault> compute(Kernel& k) {
  const Count c = count(k.in(0));
  if (!finite(c)) return Fault{&kFaults[0], {{"message", k.attrs().get<std::string>("message")}, {"kinds", kinds(c)}}};
  k.forward(0, k.in(0));
  return std::nullopt;
}

Result<Specs, Fault> infer(const Inference& x) { return Specs{{x.in[0].dtype, x.in[0].shape, {}, {}}}; }

constexpr OpDef kCheckNumericsV2{.name = "CheckNumericsV2", .faults = kFaults, .infer = infer, .compute = compute, .stateful = true};

}  // namespace

bool check_outputs(py::Interp& in, std::string_view op, const std::string& op_text, std::span<const Operand> inputs, std::span<const Operand> out) {
  if (is_safe(op)) return true;
  for (size_t i = 0; i < out.size(); ++i) {
    if (!out[i].value || !is_floating(out[i].dtype) || ignores(op, i)) continue;
    const Count c = count(out[i].value);
    if (finite(c)) continue;
    std::string text = head(i, "eagerly-executing", op_text, out.size(), out[i].dtype, python_text(out[i].shape));
    if (c.minus) text += "  # of -Inf elements: " + std::to_string(c.minus) + "\n";
    if (c.plus) text += "  # of +Inf elements: " + std::to_string(c.plus) + "\n";
    if (c.nan) text += "  # of +NaN elements: " + std::to_string(c.nan) + "\n";
    text += shown_inputs(in, inputs) + "\n";
    raise_error(in, "InvalidArgumentError", std::string(kEnvelope) + text + " : Tensor had " + kinds(c) + " values [Op:CheckNumericsV2] name: ");
    return false;
  }
  return true;
}

void trace_checks(py::Interp& in, Graph& g, std::string_view op, std::span<const Operand> inputs, std::span<const Operand> out) {
  if (is_safe(op)) return;
  for (size_t i = 0; i < out.size(); ++i) {
    if (!out[i].node || !is_floating(out[i].dtype) || ignores(op, i)) continue;
    const std::string message = head(i, "graph", op, out.size(), out[i].dtype, python_text(out[i].shape)) + shown_inputs(in, inputs) + "  Graph name: \"" + g.name() + "\"\n" +
                                shown_stack(in, in.state<NumericsCheck>()) + "\n";
    const Operand checked[] = {out[i]};
    std::string leaf = out[i].node->name + "/CheckNumericsV2";
    if (!g.scope().empty() && leaf.rfind(g.scope(), 0) == 0) leaf = leaf.substr(g.scope().size());
    auto added = g.add(kCheckNumericsV2, checked, {{"message", message}, {"T", out[i].dtype}}, leaf, in.here());
    if (added.ok() && !added->empty() && (*added)[0].node) (*added)[0].node->stack = program_stack(in);
  }
}

bool check_element(py::Interp& in, std::span<const Tensor> element, std::string_view op, std::string_view graph, bool known_shape) {
  for (size_t i = 0; i < element.size(); ++i) {
    const Tensor& t = element[i];
    if (!is_floating(t.dtype())) continue;
    const Count c = count(t);
    if (finite(c)) continue;
    const bool alone = op == "Placeholder";
    const std::string text = head(alone ? 0 : i, "graph", op, alone ? 1 : element.size(), t.dtype(), known_shape ? python_text(t.shape()) : "<unknown>") + "  Graph name: \"" + std::string(graph) + "\"\n" +
                             shown_stack(in, in.state<NumericsCheck>()) + "\n";
    const std::string node = alone ? "CheckNumericsV2" + (i ? "_" + std::to_string(i) : "") : std::string(op) + "/CheckNumericsV2" + (i ? "_" + std::to_string(i) : "");
    raise_error(in, "InvalidArgumentError", text + " : Tensor had " + kinds(c) + " values\n\t [[{{node " + node + "}}]]");
    return false;
  }
  return true;
}

}  // namespace misfit::tf
