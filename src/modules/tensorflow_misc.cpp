// tf.config, tf.nest, tf.version, tf.test, tf.compat, tf.io and other small things.
#include "modules/tensorflow_table.h"
#include "tensorflow/composites.h"

namespace misfit::modules::tf_api {
namespace {

Value empty_list(Interp& in, Bound&) { return in.list({}); }
Value no(Interp&, Bound&) { return Value::boolean(false); }
Value nothing(Interp&, Bound&) { return Value::none(); }

Value physical_devices(Interp& in, Bound& a) {
  auto kind = in.as_str(a[0]);
  if (kind && *kind != "CPU") return in.list({});
  const Value made = in.call(in.get_attr(in.import("collections"), "namedtuple"), {in.str_value("PhysicalDevice"), in.list({in.str_value("name"), in.str_value("device_type")})});
  return made ? in.list({in.call(made, {in.str_value("/physical_device:CPU:0"), in.str_value("CPU")})}) : Value();
}

Value flatten(Interp& in, Bound& a) {
  std::vector<Value> leaves;
  const bool all = in.truth(a["expand_composites"]).value_or(false);
  return (all ? tf::flatten(in, a["structure"], leaves) : tf::flatten_whole(in, a["structure"], leaves)) ? in.list(std::move(leaves)) : Value();
}

Value map_structure(Interp& in, Bound& a) {
  auto structures = in.items(a["structure"]);
  if (structures.empty()) return in.raise("ValueError", "Must provide at least one structure");
  std::vector<std::vector<Value>> leaves(structures.size());
  for (size_t i = 0; i < structures.size(); ++i) {
    if (!tf::flatten_whole(in, structures[i], leaves[i])) return {};
    if (leaves[i].size() != leaves[0].size()) return in.raise("ValueError", "The two structures don't have the same nested structure.");
  }
  std::vector<Value> out;
  for (size_t k = 0; k < leaves[0].size(); ++k) {
    std::vector<Value> args;
    for (const auto& l : leaves) args.push_back(l[k]);
    out.push_back(in.call(a["func"], py::Args{args, {}}));
    if (!out.back()) return {};
  }
  return tf::pack_whole(in, structures[0], out);
}

Value print(Interp& in, Bound&) {
  (void)in;                                       // goes to stderr, as the real one
  return Value::none();
}

Value read_file(Interp& in, Bound& a) {
  auto name = in.as_str(a[0]);
  return tf::raise_error(in, "NotFoundError", "{{function_node __wrapped__ReadFile_device_/job:localhost/replica:0/task:0/device:CPU:0}} " + std::string(name.value_or("")) + "; No such file or directory [Op:ReadFile]");
}

constexpr Row kRows[] = {
    {"config.list_physical_devices config.experimental.list_physical_devices", "device_type=None", physical_devices},
    {"config.list_logical_devices", "device_type=None", physical_devices},
    {"config.get_visible_devices", "device_type=None", physical_devices},
    {"config.set_visible_devices", "devices, device_type=None", nothing},
    {"config.experimental.set_memory_growth", "device, enable", nothing},
    {"config.experimental.enable_op_determinism", "", nothing},
    {"config.optimizer.set_jit", "enabled", nothing},
    {"config.optimizer.set_experimental_options", "options", nothing},
    {"config.threading.set_inter_op_parallelism_threads", "num_threads", nothing},
    {"config.threading.get_inter_op_parallelism_threads", "", [](Interp&, Bound&) { return Value::integer(0); }},
    {"config.threading.get_intra_op_parallelism_threads", "", [](Interp&, Bound&) { return Value::integer(0); }},
    {"config.threading.set_intra_op_parallelism_threads", "num_threads", nothing},
    {"config.set_soft_device_placement", "enabled", nothing},
    {"test.is_built_with_cuda", "", no}, {"test.is_built_with_gpu_support", "", no}, {"test.is_built_with_rocm", "", no}, {"test.is_built_with_xla", "", [](Interp&, Bound&) { return Value::boolean(true); }},
    {"test.is_gpu_available", "cuda_only=False, min_cuda_compute_capability=None", no},
    {"test.gpu_device_name", "", [](Interp& in, Bound&) { return in.str_value(""); }},
    {"nest.flatten", "structure, expand_composites=False", flatten},
    {"nest.map_structure", "func, *structure, **kwargs", map_structure},
    {"nest.pack_sequence_as", "structure, flat_sequence, expand_composites=False", [](Interp& in, Bound& a) -> Value {
       auto all = in.list_of(a["flat_sequence"]);
       if (!all) return {};
       return in.truth(a["expand_composites"]).value_or(false) ? tf::pack_like(in, a["structure"], *all) : tf::pack_whole(in, a["structure"], *all);
     }},
    {"nest.is_nested", "structure", [](Interp& in, Bound& a) { return Value::boolean(in.is_sequence(a[0]) || py::cast<py::Dict>(a[0])); }},
    {"nest.assert_same_structure", "nest1, nest2, check_types=True, expand_composites=False", [](Interp& in, Bound& a) -> Value {
       std::vector<Value> l, r;
       if (!tf::flatten(in, a[0], l) || !tf::flatten(in, a[1], r)) return {};
       return l.size() == r.size() ? Value::none() : in.raise("ValueError", "The two structures don't have the same nested structure.");
     }},
    {"print", "*inputs, **kwargs", print},
    {"timestamp", "name=None", [](Interp& in, Bound&) { return tf::eager_value(in, Tensor::scalar(0.0)); }},
    {"io.read_file", "filename, name=None", read_file},
    {"io.gfile.exists", "path", no},
    {"io.gfile.glob", "pattern", empty_list},
    {"compat.v1.disable_eager_execution", "", nothing}, {"compat.v1.enable_eager_execution", "", nothing}, {"compat.v1.disable_v2_behavior", "", nothing}, {"compat.v1.enable_v2_behavior", "", nothing},
    {"compat.v1.set_random_seed", "seed", [](Interp& in, Bound& a) -> Value { auto s = integer(in, a[0]); if (!s) return {}; context(in).set_seed(*s); return Value::none(); }},
    {"compat.v1.reset_default_graph", "", nothing}, {"compat.v1.global_variables_initializer", "", nothing},
    {"compat.v1.executing_eagerly", "", [](Interp& in, Bound&) { return Value::boolean(context(in).eager()); }},
    {"compat.as_str compat.as_text compat.as_str_any", "bytes_or_text, encoding='utf-8'", [](Interp& in, Bound& a) -> Value {
       if (py::Bytes* b = py::cast<py::Bytes>(a[0])) return in.str_value(b->text);
       auto t = in.str(a[0]);
       return t ? in.str_value(*t) : Value();
     }},
    {"compat.as_bytes", "bytes_or_text, encoding='utf-8'", [](Interp& in, Bound& a) -> Value {
       if (py::Str* s = py::cast<py::Str>(a[0])) return Value(new py::Bytes(in.type_named("bytes"), s->text));
       return a[0];
     }},
    {"get_logger", "", [](Interp& in, Bound&) { return in.call(in.get_attr(in.import("logging"), "getLogger"), {in.str_value("tensorflow")}); }},
    {"type_spec_from_value", "value", [](Interp& in, Bound& a) -> Value { auto x = convert(in, a[0]); return x ? tf::spec_value(in, x->shape, x->dtype) : Value(); }},
    {"sysconfig.get_build_info", "", [](Interp& in, Bound&) { return Value(in.dict()); }},
};

// tf.Module: an object that finds its variables.
void collect(Interp& in, const Value& v, std::vector<Value>& out, int depth) {
  if (depth > 8) return;
  if (py::cast<tf::Variable>(v)) {
    for (const Value& known : out)
      if (known.same(v)) return;
    out.push_back(v);
    return;
  }
  if (in.is_sequence(v)) { for (const Value& x : in.items(v)) collect(in, x, out, depth + 1); return; }
  if (py::Dict* d = py::cast<py::Dict>(v)) { for (const auto& e : d->entries) if (e.key) collect(in, e.value, out, depth + 1); return; }
  py::Instance* o = py::cast<py::Instance>(v);
  if (!o || !o->dict || !o->type->lookup("_is_tf_module")) return;
  std::vector<std::pair<std::string, Value>> sorted;
  for (const auto& e : o->dict->entries)
    if (e.key)
      if (py::Str* s = py::cast<py::Str>(e.key)) sorted.emplace_back(s->text, e.value);
  std::sort(sorted.begin(), sorted.end(), [](const auto& x, const auto& y) { return x.first < y.first; });
  for (const auto& [name, value] : sorted) collect(in, value, out, depth + 1);
}

Value variables(Interp& in, Bound& a, bool trainable_only) {
  std::vector<Value> all, out;
  collect(in, a[0], all, 0);
  for (const Value& v : all)
    if (!trainable_only || py::cast<tf::Variable>(v)->trainable) out.push_back(v);
  return in.tuple(std::move(out));
}

void define_module(Interp& in) {
  py::Type* type = in.new_type("tensorflow.python.module.module", "Module", {in.type_named("object")}, py::Instance::kind);
  in.method(type, "__init__", "self, name=None", [](Interp& i, Bound& a) -> Value {
    std::string name(i.as_str(a[1]).value_or(""));
    if (name.empty()) {
      for (char c : i.type_of(a[0])->name) {
        if (std::isupper(static_cast<unsigned char>(c)) && !name.empty()) name += '_';
        name += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
      }
    }
    return i.set_attr(a[0], "_name", i.str_value(name)) ? Value::none() : Value();
  });
  in.property(type, "name", [](Interp& i, Bound& a) { return i.get_attr(a[0], "_name"); });
  in.property(type, "variables", [](Interp& i, Bound& a) { return variables(i, a, false); });
  in.property(type, "trainable_variables", [](Interp& i, Bound& a) { return variables(i, a, true); });
  in.property(type, "_is_tf_module", [](Interp&, Bound&) { return Value::boolean(true); });
  set(in, "Module", type);
}

}  // namespace

void bind_misc(Interp& in) {
  bind(in, kRows);
  define_module(in);
  const std::string version = in.keras3() ? "2.21.0" : "2.15.1";
  set(in, "version.VERSION", in.str_value(version));
  set(in, "version.GIT_VERSION", in.str_value(in.keras3() ? "v2.21.0-rc1-8-g4a31f4f3c5a" : "v2.15.0-11-g63f5a65c7cd"));
  py::Type* connected = in.new_type("tensorflow.python.ops.unconnected_gradients", "UnconnectedGradients", {in.type_named("object")}, py::Instance::kind);
  for (const char* name : {"NONE", "ZERO"}) {
    py::Ref<py::Instance> v(new py::Instance(connected));
    v->dict->set(in, "value", in.str_value(std::string(name) == "ZERO" ? "zero" : "none"));
    py::cast<py::Dict>(connected->dict)->set(in, name, v);
  }
  set(in, "UnconnectedGradients", Value(connected));
  // What programs written for TensorFlow 1 find below compat.v1: the same functions.
  static constexpr const char* kShared[] = {"constant", "Variable", "float32", "int32", "reduce_mean", "reduce_sum", "matmul", "nn", "random", "zeros", "ones", "Tensor", "errors", "data"};
  for (const char* name : kShared)
    if (Value v = py::cast<py::Module>(submodule(in, ""))->dict->get(name)) set(in, std::string("compat.v1.") + name, v);
  // There is no graph to run: what was computed eagerly is in none.
  py::Type* session = in.new_type("tensorflow.python.client.session", "Session", {in.type_named("object")}, py::Instance::kind);
  in.method(session, "__init__", "self, target='', graph=None, config=None", [](Interp&, Bound&) { return Value::none(); });
  in.method(session, "__enter__", "self", [](Interp&, Bound& a) { return a[0]; });
  in.method(session, "__exit__", "self, exec_type, exec_value, exec_tb", [](Interp&, Bound&) { return Value::none(); });
  in.method(session, "close", "self", [](Interp&, Bound&) { return Value::none(); });
  in.method(session, "run", "self, fetches, feed_dict=None, options=None, run_metadata=None", [](Interp& i, Bound&) {
    return i.raise("RuntimeError", "The Session graph is empty. Add operations to the graph before calling run().");
  });
  set(in, "compat.v1.Session", Value(session));
  for (const char* name : {"placeholder", "get_variable"}) {
    const std::string which(name);
    set(in, "compat.v1." + which, in.builtin(which, "*args, **kwargs", [which](Interp& i, Bound&) {
      return i.raise("RuntimeError", which == "placeholder" ? "tf.placeholder() is not compatible with eager execution." : "tf." + which + " is not supported.");
    }));
  }
  for (const char* level : {"DEBUG", "INFO", "WARN", "ERROR", "FATAL"}) set(in, std::string("compat.v1.logging.") + level, Value::integer(40));
  bind(in, std::span<const Row>{});
  set(in, "compat.v1.logging.set_verbosity", in.builtin("set_verbosity", "v", [](Interp&, Bound&) { return Value::none(); }));
}

}  // namespace misfit::modules::tf_api
