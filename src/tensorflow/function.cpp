// tf.function: one trace per signature, run through a plan.
#include "tensorflow/function.h"

#include "numpy/ndarray.h"
#include "python/machine.h"
#include "tensorflow/autograph.h"
#include "tensorflow/call.h"
#include "tensorflow/replay.h"
#include "tensorflow/retracing.h"
#include "tensorflow/tape.h"
#include "tensorflow/types.h"

namespace misfit::tf {
namespace {

// What a leaf of the arguments is to the signature.
struct Leaf {
  enum class Kind { kTensor, kPython } kind = Kind::kPython;
  DType dtype = DType::kInvalid;
  Shape shape;
  py::Value value;                            // kPython: the value itself
};

struct Concrete {
  std::string structure;
  std::vector<Leaf> leaves;
  std::unique_ptr<FuncGraph> graph;
  py::Value result;                           // the structure returned; leaves: indices into the fetches, None
  std::vector<int> fetch_of_leaf;             // -1: None
};

struct FunctionObject : py::Instance {
  static constexpr py::Kind kind{"tf.Function", &py::Instance::kind};
  explicit FunctionObject(py::Type* t) : Instance(kind, t) {}
  py::Value callable;
  FunctionOptions options;
  std::vector<std::unique_ptr<Concrete>> concretes;
  bool called = false, created_variables = false;
  int traces = 0;
  void clear() override { callable = {}; options.input_signature.reset(); concretes.clear(); Instance::clear(); }
};

struct FunctionTypes : py::RunState {
  static constexpr py::Kind kind{"tf.FunctionTypes"};
  explicit FunctionTypes(py::Interp&) {}
  py::Type* function = nullptr;
  bool run_eagerly = false;
  std::map<const void*, Retracing> retracing;
};

void note_call(py::Interp& in, const py::Value& callable, bool traced) {
  py::Function* fn = py::cast<py::Function>(py::cast<py::Method>(callable) ? py::cast<py::Method>(callable)->function : callable);
  if (!fn) return;
  in.state<FunctionTypes>().retracing[&*fn->code].count(in, traced, [&] { return in.repr(callable).value_or(""); });
}

// Describes the nesting; leaves go to the list.
bool describe(py::Interp& in, const py::Value& v, std::string& structure, std::vector<py::Value>& leaves) {
  if (in.is_sequence(v)) {
    structure += py::cast<py::List>(v) ? '[' : '(';
    for (const py::Value& item : in.items(v))
      if (!describe(in, item, structure, leaves)) return false;
    structure += ')';
    return true;
  }
  if (py::Dict* d = py::cast<py::Dict>(v)) {
    structure += '{';
    for (const auto& e : d->entries)
      if (e.key) {
        structure += in.repr(e.key).value_or("") + ":";
        if (!describe(in, e.value, structure, leaves)) return false;
      }
    structure += '}';
    return true;
  }
  structure += '*';
  leaves.push_back(v);
  return true;
}

std::string name_of(py::Interp& in, const py::Value& f) {
  const py::Value name = in.find_attr(f, "__name__");
  if (!name && in.pending()) in.take();
  const std::string text(name ? in.as_str(name).value_or("fn") : "fn");
  return text == "<lambda>" ? "lambda" : text;
}

std::vector<std::string> parameter_names(const py::Value& f) {
  py::Value inner = f;
  size_t skip = 0;
  if (py::Method* m = py::cast<py::Method>(f)) { inner = m->function; skip = 1; }
  std::vector<std::string> names;
  if (py::Function* fn = py::cast<py::Function>(inner))
    for (const auto& p : fn->code->signature->parameters) {
      if (skip) --skip;
      else names.push_back(p.name);
    }
  return names;
}

bool same_leaf(py::Interp& in, const Leaf& a, const Leaf& b) {
  if (a.kind != b.kind) return false;
  if (a.kind == Leaf::Kind::kTensor) return a.dtype == b.dtype && a.shape == b.shape;
  if (a.value.same(b.value)) return true;
  if (in.type_of(a.value) != in.type_of(b.value)) return false;
  if (a.value.is_object() && !py::cast<py::Str>(a.value) && !py::cast<DTypeObject>(a.value) && !py::cast<ShapeObject>(a.value)) return false;
  auto equal = in.equal(a.value, b.value);
  if (!equal) in.take();
  return equal.value_or(false);
}

// Whether a call with `b` may use the trace for `a`.
bool covers(const Shape& a, const Shape& b) {
  if (!a.known_rank()) return true;
  if (!b.known_rank() || a.rank() != b.rank()) return false;
  for (size_t i = 0; i < a.rank(); ++i)
    if (a[i] >= 0 && a[i] != b[i]) return false;
  return true;
}

Shape common(const Shape& a, const Shape& b) {
  if (!a.known_rank() || !b.known_rank() || a.rank() != b.rank()) return Shape::unknown_rank();
  Shape out = a;
  for (size_t i = 0; i < a.rank(); ++i)
    if (a[i] != b[i]) out[i] = Shape::kUnknown;
  return out;
}

class Call {
 public:
  Call(py::Interp& in, FunctionObject& f, const py::Args& args) : in_(in), context_(in.state<Context>()), f_(f), args_(args) {}

  py::Value run() {
    if (!classify()) return {};
    Concrete* c = find();
    const bool traced = !c;
    if (traced) {
      c = trace();
      if (!c) return {};
    }
    const py::Value out = execute(*c);
    if (out && context_.eager()) note_call(in_, f_.callable, traced);
    return out;
  }

 private:
  py::Value binding_failure(const std::string& why, const std::string& signature) {
    std::vector<py::Value> all(args_.positional.begin(), args_.positional.end());
    py::Ref<py::Dict> keywords = in_.dict();
    for (const py::Keyword& k : args_.keywords) keywords->set(in_, k.name, k.value);
    auto shown = in_.repr(in_.tuple(std::move(all)));
    auto named = shown ? in_.repr(keywords) : std::nullopt;
    if (!named) return {};
    return in_.raise("TypeError", "Binding inputs to tf.function failed due to `" + why + "`. Received args: " + *shown + " and kwargs: " + *named + " for signature: (" + signature + ").");
  }

  std::string signature_text() {
    std::string text;
    const auto names = parameter_names(f_.callable);
    std::vector<py::Value> specs;
    if (f_.options.input_signature) flatten(in_, *f_.options.input_signature, specs);
    py::Function* fn = py::cast<py::Function>(f_.callable);
    bool keyword_only = false;
    for (size_t i = 0; i < names.size(); ++i) {
      if (fn && !keyword_only && fn->code->signature->parameters[i].keyword_only) {
        keyword_only = true;
        text += i ? ", *" : "*";
      }
      text += (text.empty() ? "" : ", ") + names[i];
      if (fn && i < fn->defaults.size() && fn->defaults[i]) text += "=<captured_default_value>";
      if (i < specs.size())
        if (SpecObject* s = py::cast<SpecObject>(specs[i])) text += ": TensorSpec(shape=" + python_text(s->shape) + ", dtype=" + dtype_text(s->dtype) + ", name=None)";
    }
    return text;
  }

  bool classify() {
    const auto names = parameter_names(f_.callable);
    py::Function* fn = py::cast<py::Function>(f_.callable);
    if (fn && fn->code->signature->star < 0 && args_.positional.size() > names.size()) {
      binding_failure("too many positional arguments", signature_text());
      return false;
    }
    if (fn && fn->code->signature->star < 0 && fn->code->signature->double_star < 0) {
      size_t index = 0;
      for (const auto& p : fn->code->signature->parameters) {
        bool given = index < args_.positional.size();
        for (const py::Keyword& k : args_.keywords) given = given || k.name == p.name;
        const bool has_default = index < fn->defaults.size() && fn->defaults[index];
        if (!given && !has_default) { binding_failure("missing a required argument: '" + p.name + "'", signature_text()); return false; }
        ++index;
      }
      for (const py::Keyword& k : args_.keywords) {
        bool known = false;
        for (const auto& p : fn->code->signature->parameters) known = known || p.name == k.name;
        if (!known) { binding_failure("got an unexpected keyword argument '" + std::string(k.name) + "'", signature_text()); return false; }
      }
    }
    if (!arrange(fn)) return false;
    if (f_.options.input_signature && in_.is_sequence(*f_.options.input_signature)) {   // a list where one tensor is asked for is that tensor
      const auto asked = in_.items(*f_.options.input_signature);
      for (size_t i = 0; i < positional_.size() && i < asked.size(); ++i) {
        SpecObject* spec = py::cast<SpecObject>(asked[i]);
        if (!spec || !in_.is_sequence(positional_[i])) continue;
        auto x = convert(in_, positional_[i], spec->dtype);
        if (!x) return false;
        positional_[i] = tensor_value(in_, *x);
      }
    }
    for (const py::Value& v : positional_)
      if (!describe(in_, v, structure_, values_)) return false;
    for (const py::Keyword& k : keywords_) {
      structure_ += std::string(k.name) + "=";
      if (!describe(in_, k.value, structure_, values_)) return false;
    }
    std::vector<py::Value> specs;
    if (f_.options.input_signature && !flatten(in_, *f_.options.input_signature, specs)) return false;
    for (size_t i = 0; i < values_.size(); ++i) {
      py::Value& v = values_[i];
      Leaf leaf;
      SpecObject* spec = i < specs.size() ? py::cast<SpecObject>(specs[i]) : nullptr;
      if (np::is_array(v) && (py::cast<np::NdArray>(v) || py::cast<np::Scalar>(v))) {
        auto x = convert(in_, v);
        if (!x) return false;
        v = tensor_value(in_, *x);
      }
      if (spec && !as_tensor_object(v)) {
        auto x = convert(in_, v, spec->dtype);
        if (!x) return false;
        v = tensor_value(in_, *x);
      }
      if (TensorObject* t = as_tensor_object(v)) {
        leaf.kind = Leaf::Kind::kTensor;
        leaf.dtype = t->operand.dtype;
        leaf.shape = t->operand.shape;
        if (spec) {
          if (spec->dtype != leaf.dtype || !covers(spec->shape, leaf.shape)) {
            binding_failure("Can not cast TensorSpec(shape=" + python_text(leaf.shape) + ", dtype=" + dtype_text(leaf.dtype) + ", name=None) to TensorSpec(shape=" + python_text(spec->shape) +
                            ", dtype=" + dtype_text(spec->dtype) + ", name=None)", signature_text());
            return false;
          }
          leaf.shape = spec->shape;
        }
      } else {
        leaf.value = v;
      }
      leaves_.push_back(std::move(leaf));
    }
    return true;
  }

  // Each argument under its parameter, defaults filled in; what a signature asks to be a tensor becomes one.
  bool arrange(py::Function* fn) {
    positional_.assign(args_.positional.begin(), args_.positional.end());
    keywords_.assign(args_.keywords.begin(), args_.keywords.end());
    if (!fn || fn->code->signature->star >= 0 || fn->code->signature->double_star >= 0) return true;
    const auto& parameters = fn->code->signature->parameters;
    std::vector<py::Value> positional;
    std::vector<py::Keyword> keywords;
    for (size_t i = 0; i < parameters.size(); ++i) {
      py::Value v = i < args_.positional.size() ? args_.positional[i] : py::Value();
      for (const py::Keyword& k : args_.keywords)
        if (k.name == parameters[i].name) v = k.value;
      if (!v) {
        v = fn->defaults[i];
        if (v.is_object() && !py::cast<py::Str>(v)) return true;      // an object stays where it is
      }
      if (parameters[i].keyword_only) keywords.push_back({parameters[i].name, v});
      else positional.push_back(v);
    }
    positional_ = std::move(positional);
    keywords_ = std::move(keywords);
    std::vector<py::Value> specs;
    if (f_.options.input_signature && in_.is_sequence(*f_.options.input_signature))
      for (const py::Value& s : in_.items(*f_.options.input_signature)) specs.push_back(s);
    for (size_t i = 0; i < specs.size() && i < positional_.size(); ++i) {
      SpecObject* spec = py::cast<SpecObject>(specs[i]);
      if (!spec || as_tensor_object(positional_[i]) || np::is_array(positional_[i])) continue;
      auto x = convert(in_, positional_[i], spec->dtype);
      if (!x) {
        const py::Ref<py::Exception> e = in_.take();
        binding_failure(in_.message_of(*e), signature_text());
        return false;
      }
      positional_[i] = tensor_value(in_, *x);
    }
    return true;
  }

  Concrete* find() {
    for (auto& c : f_.concretes) {
      if (c->structure != structure_ || c->leaves.size() != leaves_.size()) continue;
      bool fits = true;
      for (size_t i = 0; fits && i < leaves_.size(); ++i) {
        const Leaf &a = c->leaves[i], &b = leaves_[i];
        if (a.kind == Leaf::Kind::kTensor && b.kind == Leaf::Kind::kTensor) fits = a.dtype == b.dtype && covers(a.shape, b.shape);
        else fits = same_leaf(in_, a, b);
      }
      if (fits) return c.get();
    }
    return nullptr;
  }

  Concrete* trace() {
    if (f_.options.reduce_retracing)
      for (auto& c : f_.concretes) {
        if (c->structure != structure_ || c->leaves.size() != leaves_.size()) continue;
        for (size_t i = 0; i < leaves_.size(); ++i)
          if (leaves_[i].kind == Leaf::Kind::kTensor && c->leaves[i].kind == Leaf::Kind::kTensor && c->leaves[i].dtype == leaves_[i].dtype)
            leaves_[i].shape = common(c->leaves[i].shape, leaves_[i].shape);
      }
    const bool first = !f_.called;
    f_.called = true;
    using Rule = CreationScope::Rule;
    auto c = trace_once(first ? Rule::kCounted : f_.created_variables ? Rule::kForbidden : Rule::kCounted);
    if (!c) return nullptr;
    if (created_) {
      if (!first) {
        in_.raise("ValueError", "Creating variables on a non-first call to a function decorated with tf.function.");
        return nullptr;
      }
      f_.created_variables = true;
      c = trace_once(Rule::kForbidden);                 // once more, now that they are there
      if (!c) return nullptr;
    }
    f_.concretes.push_back(std::move(c));
    return f_.concretes.back().get();
  }

  std::unique_ptr<Concrete> trace_once(CreationScope::Rule rule) {
    auto c = std::make_unique<Concrete>();
    c->structure = structure_;
    c->leaves = leaves_;
    c->graph = std::make_unique<FuncGraph>(in_, name_of(in_, f_.callable));
    CreationScope scope(in_, rule);
    ++f_.traces;
    const auto names = parameter_names(f_.callable);
    Operands fetches;
    const std::vector<Tape*> outer_tapes = std::move(context_.tapes);
    context_.tapes.clear();
    const bool ok = c->graph->trace([&] {
      Graph& g = c->graph->graph;
      std::vector<py::Value> inside;
      size_t at = 0;
      std::vector<py::Value> positional;
      const auto substitute = [&](const py::Value& v, const std::string& name) {
        std::vector<py::Value> mine;
        std::string ignored;
        describe(in_, v, ignored, mine);
        std::vector<py::Value> replaced;
        for (size_t i = 0; i < mine.size(); ++i, ++at) {
          if (leaves_[at].kind == Leaf::Kind::kTensor) {
            Operand x = g.placeholder(leaves_[at].dtype, leaves_[at].shape, mine.size() == 1 ? name : name + "_" + std::to_string(i));
            if (x.node) x.node->stack = program_stack(in_);
            x.id = context_.next_id();
            g.inputs.push_back(x);
            x.step = as_tensor_object(values_[at]) ? as_tensor_object(values_[at])->step : 0;
            replaced.push_back(tensor_value(in_, x, x.step));
          } else {
            replaced.push_back(values_[at]);
          }
        }
        return rebuild_same(v, replaced);
      };
      for (size_t i = 0; i < positional_.size(); ++i)
        positional.push_back(substitute(positional_[i], i < names.size() ? names[i] : "args_" + std::to_string(i)));
      std::vector<py::Keyword> keywords;
      for (const py::Keyword& k : keywords_) keywords.push_back({k.name, substitute(k.value, std::string(k.name))});
      const py::Value result = f_.options.autograph ? call_converted(in_, f_.callable, {positional, keywords}) : in_.call(f_.callable, {positional, keywords});
      return result && take_result(*c, result, fetches);
    });
    context_.tapes = outer_tapes;
    if (!ok) return nullptr;
    created_ = scope.created > 0;
    c->graph->finish(std::move(fetches));
    return c;
  }

  // As pack_like, but in the order of the dict itself, as describe walks.
  py::Value rebuild_same(const py::Value& v, const std::vector<py::Value>& leaves) {
    size_t at = 0;
    std::function<py::Value(const py::Value&)> walk = [&](const py::Value& s) -> py::Value {
      if (in_.is_sequence(s)) {
        std::vector<py::Value> out;
        for (const py::Value& item : in_.items(s)) out.push_back(walk(item));
        return py::cast<py::List>(s) ? in_.list(std::move(out)) : in_.tuple(std::move(out));
      }
      if (py::Dict* d = py::cast<py::Dict>(s)) {
        py::Ref<py::Dict> out = in_.dict();
        for (const auto& e : d->entries)
          if (e.key) out->insert(in_, e.key, walk(e.value));
        return out;
      }
      return leaves[at++];
    };
    return walk(v);
  }

  bool take_result(Concrete& c, const py::Value& result, Operands& fetches) {
    std::vector<py::Value> leaves;
    if (!flatten(in_, result, leaves)) return false;
    for (const py::Value& v : leaves) {
      if (v.is_none()) {
        c.fetch_of_leaf.push_back(-1);
        continue;
      }
      auto x = convert(in_, v);
      if (!x) {
        py::Ref<py::Exception> error = in_.take();
        if (!error->type->is_subclass(in_.type_named("ValueError")) && !error->type->is_subclass(in_.type_named("TypeError"))) { in_.raise_object(error); return false; }
        auto shown = in_.repr(f_.callable);
        auto type = in_.repr(py::Value(in_.type_of(v)));
        if (type)
          in_.raise("TypeError", "To be compatible with tf.function, Python functions must return zero or more Tensors or ExtensionTypes or None values; in compilation of " + shown.value_or("") +
                    ", found return value of type " + in_.type_of(v)->name + ", which is not a Tensor or ExtensionType.");
        return false;
      }
      if (!x->node) *x = context_.constant(x->value);
      c.fetch_of_leaf.push_back(static_cast<int>(fetches.size()));
      fetches.push_back(*x);
    }
    c.result = result;
    return true;
  }

  py::Value execute(Concrete& c) {
    Operands feeds;
    for (size_t i = 0; i < values_.size(); ++i)
      if (leaves_[i].kind == Leaf::Kind::kTensor) feeds.push_back(as_tensor_object(values_[i])->operand);
    Operands out;
    if (!context_.eager() || !context_.tapes.empty()) {
      // Inside another graph, or watched by a tape: its ops take part one by one.
      auto replayed = replay(in_, c.graph->graph, feeds);
      if (!replayed) return {};
      out = std::move(*replayed);
    } else {
      std::vector<Tensor> tensors;
      for (const Operand& x : feeds) tensors.push_back(x.value);
      auto results = c.graph->run(tensors);
      if (!results) return {};
      for (size_t i = 0; i < results->size(); ++i) {
        const Tensor& t = (*results)[i];
        Operand y{t.dtype(), t.shape(), t, nullptr, 0, context_.next_id(), c.graph->graph.outputs[i].step};
        out.push_back(y);
      }
    }
    std::vector<py::Value> leaves;
    for (int fetch : c.fetch_of_leaf) leaves.push_back(fetch < 0 ? py::Value::none() : tensor_value(in_, out[static_cast<size_t>(fetch)], out[static_cast<size_t>(fetch)].step));
    return pack_like(in_, c.result, leaves);
  }

  py::Interp& in_;
  Context& context_;
  FunctionObject& f_;
  const py::Args& args_;
  std::vector<py::Value> positional_;
  std::vector<py::Keyword> keywords_;
  std::string structure_;
  std::vector<py::Value> values_;
  std::vector<Leaf> leaves_;
  bool created_ = false;
};

FunctionObject& self_of(const py::Value& v) { return *py::cast<FunctionObject>(v); }

}  // namespace

py::Value make_function(py::Interp& in, const py::Value& callable, const FunctionOptions& options) {
  FunctionTypes& t = in.state<FunctionTypes>();
  if (!t.function) define_function(in, types(in));
  FunctionObject* f = new FunctionObject(t.function);
  f->callable = callable;
  f->options = options;
  py::Value out(f);
  for (const char* name : {"__name__", "__doc__", "__module__"}) {
    const py::Value v = in.find_attr(callable, name);
    if (v) f->dict->set(in, name, v);
    else if (in.pending()) in.take();
  }
  return out;
}

bool functions_run_eagerly(py::Interp& in) { return in.state<FunctionTypes>().run_eagerly; }
void set_functions_run_eagerly(py::Interp& in, bool on) { in.state<FunctionTypes>().run_eagerly = on; }

void define_function(py::Interp& in, Types&) {
  FunctionTypes& t = in.state<FunctionTypes>();
  t.function = in.new_type("tensorflow.python.eager.polymorphic_function.polymorphic_function", "Function", {in.type_named("object")}, FunctionObject::kind);
  t.function->slots.call = [](py::Interp& i, const py::Value& self, const py::Args& args) -> py::Value {
    FunctionObject& f = self_of(self);
    if (functions_run_eagerly(i)) return i.call(f.callable, args);
    return Call(i, f, args).run();
  };
  in.method(t.function, "__get__", "self, instance, owner=None", [](py::Interp& i, py::Bound& a) -> py::Value {
    if (a[1].is_none()) return a[0];
    FunctionObject& f = self_of(a[0]);
    // One traced function an instance, kept beside its attributes.
    const std::string key = "_tf_function_" + std::to_string(reinterpret_cast<uintptr_t>(&f));
    if (py::Instance* o = py::cast<py::Instance>(a[1])) {
      if (py::Value known = o->dict ? o->dict->get(key) : py::Value()) return known;
      const py::Value bound(new py::Method(i.machine().t.method, f.callable, a[1]));
      const py::Value made = make_function(i, bound, f.options);
      if (o->dict) o->dict->set(i, key, made);
      return made;
    }
    return i.raise("TypeError", "tf.function methods need an instance");
  });
  in.property(t.function, "python_function", [](py::Interp&, py::Bound& a) { return self_of(a[0]).callable; });
  in.property(t.function, "input_signature", [](py::Interp&, py::Bound& a) { return self_of(a[0]).options.input_signature.value_or(py::Value::none()); });
  in.method(t.function, "experimental_get_tracing_count", "self", [](py::Interp&, py::Bound& a) { return py::Value::integer(self_of(a[0]).traces); });
  in.method(t.function, "get_concrete_function", "self, *args, **kwargs", [](py::Interp&, py::Bound& a) { return a[0]; });
}

}  // namespace misfit::tf
