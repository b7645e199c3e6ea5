// py_function and numpy_function inside a graph: a node that calls Python when the graph runs.
#include "tensorflow/dataset_ops.h"
#include "tensorflow/function.h"
#include "tensorflow/types.h"

namespace misfit::tf {
namespace {

// What the node's attribute holds.
struct PythonCode : Graph {
  explicit PythonCode(py::Interp& i) : Graph("pyfunc", i.profile), in(i) {}
  py::Interp& in;
  py::Value function;
  std::vector<DType> types;
  bool numpy = false, several = false;
  int token = 0;
};

struct Tokens : py::RunState {
  static constexpr py::Kind kind{"tf.PyFuncs"};
  explicit Tokens(py::Interp&) {}
  int next = 0;
};

constexpr FaultSpec kFaults[] = {{"py_func_c1", "UnknownError", "{text}"}, {"py_func_c2", "InvalidArgumentError", "{text}"}, {"py_func_c3", "OutOfRangeError", "{text}"},
                                 {"py_func_c4", "UnimplementedError", "{text}"}, {"py_func_c5", "ResourceExhaustedError", "{text}"},
                                 {"py_func_c6", "InvalidArgumentError", "{which}-th value returned by pyfunc_{token} is {got}, but expects {wanted}"},
                                 {"py_func_c7", "InvalidArgumentError", "pyfunc_{token} returns {got} values, but expects to see {wanted} values."}};

// The pending exception as the op reports it.
Fault python_fault(py::Interp& in) {
  if (in.stopped()) return Fault{&kFaults[0], {{"text", ""}}};
  const py::Ref<py::Exception> e = in.take();
  const std::string& name = e->type->name;
  const std::string text = in.message_of(*e), said = name + ": " + text;
  const int which = name == "TypeError" || name == "ValueError" ? 1 : name == "StopIteration" ? 2 : name == "NotImplementedError" ? 3 : name == "MemoryError" ? 4 : 0;
  return Fault{&kFaults[which], {{"text", said + "\nTraceback (most recent call last):\n\n" + generator_frames(in, *e) + said + "\n\n"}}};
}

std::optional<Fault> compute(Kernel& k) {
  const auto graph = k.attrs().get<std::shared_ptr<Graph>>("function");
  PythonCode& code = static_cast<PythonCode&>(*graph);
  py::Interp& in = code.in;
  Context& context = in.state<Context>();
  context.push_graph(nullptr);
  std::vector<py::Value> args;
  for (size_t i = 0; i < k.inputs(); ++i) args.push_back(code.numpy ? to_numpy(in, k.in(i)) : eager_value(in, k.in(i)));
  const py::Value out = in.call(code.function, py::Args{args, {}});
  std::optional<Fault> fault;
  if (!out) fault = python_fault(in);
  std::vector<py::Value> results{out};
  if (!fault && in.is_sequence(out) && (code.several || py::cast<py::Tuple>(out))) results.assign(in.items(out).begin(), in.items(out).end());
  const std::string token = std::to_string(code.token);
  if (!fault && results.size() != code.types.size()) fault = Fault{&kFaults[6], {{"token", token}, {"got", std::to_string(results.size())}, {"wanted", std::to_string(code.types.size())}}};
  for (size_t i = 0; i < results.size() && !fault; ++i) {
    auto x = convert(in, results[i], code.numpy ? std::nullopt : std::optional<DType>(code.types[i]));
    if (!x) {
      fault = python_fault(in);
    } else {
      // Python's own numbers become NumPy's first.
      if (code.numpy && results[i].is_int()) x->value = cast(x->value, DType::kInt64), x->dtype = DType::kInt64;
      if (code.numpy && results[i].is_float()) x->value = cast(x->value, DType::kFloat64), x->dtype = DType::kFloat64;
      if (x->dtype != code.types[i]) fault = Fault{&kFaults[5], {{"which", std::to_string(i)}, {"token", token}, {"got", std::string(kernel_name(x->dtype))}, {"wanted", std::string(kernel_name(code.types[i]))}}};
      else k.forward(i, x->value);
    }
  }
  context.pop_graph();
  return fault;
}

Result<Specs, Fault> infer(const Inference& x) {
  Specs out;
  for (const DType t : x.attrs.get<std::vector<DType>>("Tout")) out.push_back({t, Shape::unknown_rank(), {}, {}});
  return out;
}

constexpr OpDef kPyFunc{.name = "PyFunc", .faults = kFaults, .infer = infer, .compute = compute, .stateful = true};
constexpr OpDef kEagerPyFunc{.name = "EagerPyFunc", .faults = kFaults, .infer = infer, .compute = compute, .stateful = true};

}  // namespace

py::Value python_call(py::Interp& in, const py::Value& f, const py::Value& inputs, const py::Value& types, bool numpy) {
  auto code = std::make_shared<PythonCode>(in);
  code->function = f;
  code->numpy = numpy;
  code->several = in.is_sequence(types);
  code->token = in.state<Tokens>().next++;
  std::vector<py::Value> wanted{types};
  if (code->several) wanted.assign(in.items(types).begin(), in.items(types).end());
  for (const py::Value& t : wanted) {
    const auto dtype = as_dtype(in, t);
    if (!dtype) return {};
    code->types.push_back(*dtype);
  }
  auto given = in.list_of(inputs);
  if (!given) return {};
  Operands operands;
  std::vector<DType> in_types;
  for (const py::Value& v : *given) {
    auto x = convert(in, v);
    if (!x) return {};
    operands.push_back(*x);
    in_types.push_back(x->dtype);
  }
  const std::vector<DType> out_types = code->types;
  const bool several = code->several;
  const Operands out = in.state<Context>().run(numpy ? kPyFunc : kEagerPyFunc, operands,
                                               {{"Tin", in_types}, {"Tout", out_types}, {"token", "pyfunc_" + std::to_string(code->token)}, {"function", std::shared_ptr<Graph>(code)}}, {});
  if (in.pending() || out.empty()) return {};
  if (!several) return tensor_value(in, out[0]);
  std::vector<py::Value> all;
  for (const Operand& x : out) all.push_back(tensor_value(in, x));
  return in.list(std::move(all));
}

}  // namespace misfit::tf
