// fit, evaluate and predict: epochs and batches, callbacks and bars, in the order of each Keras.
#include <algorithm>
#include <cmath>

#include "keras/warn.h"
#include "keras/callback.h"
#include "keras/data/source.h"
#include "keras/fit/data_error.h"
#include "tensorflow/check_numerics.h"
#include "keras/fit/look.h"
#include "keras/fit/progress_bar.h"
#include "keras/fit/session.h"
#include "keras/fit/trainer.h"
#include "keras/library.h"
#include "keras/keras_tensor.h"
#include "keras/nest.h"
#include "numpy/ndarray.h"

namespace misfit::keras {
namespace {

py::Value none() { return py::Value::none(); }

std::optional<int64_t> number(py::Interp& in, const py::Value& v) { return !v || v.is_none() ? std::nullopt : in.as_int(v); }

int verbosity(py::Interp& in, const py::Value& v) {
  if (const auto text = in.as_str(v)) return *text == "auto" ? 1 : 3;   // what neither Keras knows shows only the epochs
  return static_cast<int>(in.as_int(v).value_or(1));
}

// Scalars as Python floats; other results as arrays.
py::Value plain(py::Interp& in, const py::Value& v) {
  tf::TensorObject* t = tf::as_tensor_object(v);
  if (!t || !t->eager()) return v;
  const Tensor& x = t->operand.value;
  if (x.shape().rank() > 0) return np::array_value(in, x);
  if (is_floating(x.dtype())) return py::Value::number(x.at(0));
  return in.keras3() ? py::Value::number(x.at(0)) : py::Value::integer(x.int_at(0));
}

// A dict of logs in the order its profile shows them: Keras 3 sorts by name, and takes dicts inside apart.
Logs logs_of(py::Interp& in, const py::Value& dict) {
  Logs logs, flat;
  auto* d = py::cast<py::Dict>(dict);
  if (!d) return logs;
  for (const py::Dict::Entry& e : d->entries)
    if (e.key) logs.emplace_back(in.str(e.key).value_or(""), plain(in, e.value));
  if (!in.keras3()) return logs;
  std::stable_sort(logs.begin(), logs.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  for (auto& log : logs) {
    if (!py::cast<py::Dict>(log.second)) flat.push_back(std::move(log));
    else for (auto& inner : logs_of(in, log.second)) flat.push_back(std::move(inner));
  }
  return flat;
}

py::Ref<py::Dict> dict_of(py::Interp& in, const Logs& logs) {
  py::Ref<py::Dict> d = in.dict();
  for (const auto& [name, v] : logs) d->set(in, name, v);
  return d;
}

Logs logs_from(py::Interp& in, py::Dict& d) {
  Logs logs;
  for (const py::Dict::Entry& e : d.entries)
    if (e.key) logs.emplace_back(in.str(e.key).value_or(""), e.value);
  return logs;
}

// Callbacks of the program, then History and the bar.
struct Listeners {
  std::vector<py::Value> list;
  py::Value history;
  std::unique_ptr<ProgressBar> bar;
};

std::optional<Listeners> make_listeners(py::Interp& in, Model& model, const py::Value& callbacks, bool add_history, int verbose, int64_t epochs, std::optional<int64_t> steps) {
  Listeners l;
  if (callbacks && !callbacks.is_none())
    for (const py::Value& c : nest::flatten(in, callbacks)) l.list.push_back(c);
  for (const py::Value& c : l.list)
    if (in.type_of(c)->name == "History") l.history = c;
  py::Value history_class = in.state<Library>().find("callbacks", "History");
  if (add_history && !l.history && history_class) {
    l.history = in.call(history_class, {});
    if (!l.history) return std::nullopt;
    l.list.push_back(l.history);
  }
  if (add_history && l.history) model.history = l.history;
  if (verbose) l.bar = std::make_unique<ProgressBar>(in, verbose, epochs, steps);
  py::Ref<py::Dict> params = in.dict();
  params->set(in, "verbose", py::Value::integer(verbose));
  params->set(in, "epochs", py::Value::integer(epochs));
  params->set(in, "steps", steps ? py::Value::integer(*steps) : none());
  if (!attach(in, l.list, params, py::Value(&model))) return std::nullopt;
  return l;
}

// One loop over batches: train, test or predict.
struct Loop {
  py::Interp& in;
  Model& model;
  StepKindOf kind;
  TracedStep& step;
  DataSource& source;
  Listeners& listeners;
  bool inside_fit = false;                        // validation: the bar belongs to training
  int epoch = 0, epochs = 1, fit = 0;
  const char* name = "train";
  std::optional<int64_t> known = std::nullopt;    // batches an epoch, as far as known

  py::Value logs = {};                            // of the last batch
  int64_t seen = 0;
  bool ran_out = false;
  std::vector<std::string> stateful() {
    std::vector<std::string> names;
    for (const auto& m : metrics_of(in, model)) names.push_back(m->name);
    return names;
  }

  // Keras 3 takes a StopIteration of a callback for the end of the data.
  bool event(const std::string& what, std::optional<int64_t> index, const py::Value& l) {
    if (tell(in, listeners.list, what, index, l)) return true;
    if (!in.keras3() || in.stopped()) return false;
    py::Ref<py::Exception> e = in.take();
    if (e->type->is_subclass(in.type_named("StopIteration"))) return ran_out = true;
    in.raise_object(e);
    return false;
  }

  // What tf.debugging.enable_check_numerics() sees of data before the step does: arrays as a whole.
  bool check_numbers(const tf::Element& element) {
    const std::string_view op = source.made_by;
    if (op == "Placeholder") return tf::check_element(in, source.first_rows(INT64_MAX), op, "Dataset_map_grab_batch", true);
    if (op == "PyFunc") return tf::check_element(in, element, op, "Dataset_from_generator_generator_next_fn", false);
    return in.keras3() || tf::check_element(in, element, op, step.name, true);
  }

  // One batch; nothing and nothing pending: the data is at its end.
  std::optional<bool> batch(tf::DataIterator& data, int64_t index) {
    const bool eager = model.trainer && model.trainer->run_eagerly, by_batch = in.keras3() && kind == StepKindOf::kPredict;
    if (!eager && !by_batch && !source.specs.empty() && !prepare_step(in, model, step, kind, source.structure, source.specs)) return false;
    std::optional<tf::Element> element = data.next(in);
    if (!element) {
      if (!in.pending()) return std::nullopt;
      if (is_end_of_data(in)) return std::nullopt;
      wrap_data_error(in, kind == StepKindOf::kPredict && in.keras3() ? "" : step.name);
      return false;
    }
    if (in.state<tf::NumericsCheck>().on && !check_numbers(*element)) {
      wrap_data_error(in, kind == StepKindOf::kPredict && in.keras3() ? "" : step.name);
      return false;
    }
    Session& session = in.state<Session>();
    if (kind == StepKindOf::kTrain && session.look && session.samples.empty() && epoch == 0 && index == 0) {
      remember_samples(in, model, source, &*element);
      take_look(in, model, {fit});
    }
    if (eager) return run_eager(*element);
    Specs specs = source.specs;
    if (by_batch)   // predict hands over the batch itself, not the iterator
      for (size_t i = 0; i < specs.size(); ++i) specs[i].shape = (*element)[i].shape();
    py::Value result = call_step(in, model, step, kind, source.structure, specs, *element);
    if (!result) return false;
    logs = result;
    return true;
  }

  bool run_eager(const tf::Element& element) {
    py::Value data = nest::map(in, source.structure, [&](const py::Value& v) -> py::Value {
      return v.is_int() ? tf::eager_value(in, element[static_cast<size_t>(v.integer())]) : v;
    });
    if (!in.state<Session>().numbers_wanted()) return false;
    py::Value result = data ? run_step(in, model, kind, data) : py::Value();
    if (!result) return false;
    logs = result;
    return true;
  }

  void report(const Logs& l, bool end) {
    Progress p;
    p.fit = fit;
    p.epoch = epoch;
    p.epochs = epochs;
    p.batch = static_cast<int>(seen);
    p.batches = static_cast<int>(known.value_or(0));
    p.epoch_end = end;
    p.stage = end ? Stage::kEpochEnd : kind == StepKindOf::kTrain ? Stage::kBatch : kind == StepKindOf::kTest ? Stage::kEvaluate : Stage::kPredict;
    for (const auto& [n, v] : l)
      if (std::optional<double> x = in.as_double(v)) p.logs.emplace_back(n, *x);
    in.state<Session>().report(p);
  }

  // The first batches are looked at one by one, and the one after which the loss is no number.
  void look_after(const Logs& shown) {
    Session& session = in.state<Session>();
    if (kind != StepKindOf::kTrain || session.samples.empty()) return;
    bool lost = false;
    for (const auto& [n, v] : shown)
      if (std::optional<double> x = in.as_double(v); n == "loss" && x && !std::isfinite(*x)) lost = true;
    if ((epoch == 0 && seen <= 4) || (lost && !session.lost)) take_look(in, model, {fit, epoch, static_cast<int>(seen)});
    session.lost = session.lost || lost;
  }

  // Batches of one epoch: `limit` at most. False: pending or stopped.
  bool run(tf::DataIterator& data, std::optional<int64_t> limit, std::vector<py::Value>* outputs = nullptr) {
    std::string begin = std::string("on_") + name + "_batch_begin", end = std::string("on_") + name + "_batch_end";
    while (!limit || seen < *limit) {
      if (in.stopped()) return false;
      if (!event(begin, seen, in.dict())) return false;
      if (ran_out) return true;
      std::optional<bool> ran = batch(data, seen);
      if (!ran) {
        ran_out = true;
        return true;
      }
      if (!*ran) return false;
      ++seen;
      if (outputs) outputs->push_back(logs);
      Logs shown = kind == StepKindOf::kPredict ? Logs{} : logs_of(in, logs);
      py::Value told;
      if (kind == StepKindOf::kPredict) {
        py::Ref<py::Dict> d = in.dict();
        d->set(in, "outputs", nest::map(in, logs, [&](const py::Value& v) { return plain(in, v); }));
        told = d;
      } else {
        told = dict_of(in, shown);
      }
      if (!event(end, seen - 1, told)) return false;
      if (ran_out) return true;
      if (listeners.bar && !inside_fit) listeners.bar->step(seen, shown, stateful());
      report(shown, false);
      look_after(shown);
      if (kind == StepKindOf::kTrain && model.stop_training) return true;
    }
    return true;
  }
};

void warn_interrupted(py::Interp& in, int64_t batches) {
  if (in.keras3()) {
    warn_once(in, "Your input ran out of data; interrupting training. Make sure that your dataset or generator can generate at least `steps_per_epoch * epochs` batches. You may need "
            "to use the `.repeat()` function when building your dataset.");
    return;
  }
  in.log("WARNING:tensorflow: Your input ran out of data; interrupting training. Make sure that your dataset or generator can generate at least `steps_per_epoch * epochs` batches "
         "(in this case, " + std::to_string(batches) + " batches). You may need to use the repeat() function when building your dataset.");
}

// The passes over the data of one fit() or evaluate(), as EpochIterator (Keras 3) and DataHandler (Keras 2) count them.
struct Passes {
  py::Interp& in;
  DataSource& source;
  std::optional<int64_t> steps_per_epoch;
  std::optional<int64_t> batches;                 // a pass; learnt at the first end of data
  std::unique_ptr<tf::DataIterator> iterator;
  int64_t seen = 0;                               // in the current iterator (Keras 3)
  bool insufficient = false;                      // Keras 2: stops everything

  Passes(py::Interp& i, DataSource& s, std::optional<int64_t> steps) : in(i), source(s), steps_per_epoch(steps), batches(s.batches) {
    if (!in.keras3() && steps) batches = steps;
  }
  std::optional<int64_t> shown() const { return steps_per_epoch ? steps_per_epoch : batches; }

  bool start(py::Interp& interp) {
    iterator = source.open(interp);
    return bool(iterator) && !interp.pending();
  }

  bool epoch_keras3(Loop& loop, std::vector<py::Value>* outputs) {
    if (!source.on_epoch_begin(in)) return false;
    std::optional<int64_t> limit = shown();
    if (limit && *limit <= 0) limit = std::nullopt;
    if (limit) {
      if (!iterator || !steps_per_epoch) {
        if (!start(in)) return false;
        seen = 0;
      }
      while (loop.seen < *limit) {
        if (batches && seen >= *batches) {
          if (steps_per_epoch) warn_interrupted(in, 0);
          break;
        }
        int64_t before = loop.seen;
        ++seen;
        if (!loop.run(*iterator, before + 1, outputs)) return false;
        if (loop.ran_out || (loop.kind == StepKindOf::kTrain && loop.model.stop_training)) break;
      }
      if (loop.ran_out) {
        batches = batches ? batches : std::optional<int64_t>(seen);
        warn_interrupted(in, 0);
        iterator.reset();
      } else if (batches && seen >= *batches && !(loop.kind == StepKindOf::kTrain && loop.model.stop_training)) {
        if (!start(in)) return false;
        seen = 0;
      }
    } else {
      if (!start(in)) return false;
      if (!loop.run(*iterator, std::nullopt, outputs)) return false;
      if (loop.ran_out) {
        if (!batches) batches = loop.seen + 1;    // the step that found nothing counts
        warn_interrupted(in, 0);
        iterator.reset();
      }
    }
    return !in.pending() && source.on_epoch_end(in);
  }

  bool epoch_keras2(Loop& loop, int64_t total_epochs, std::vector<py::Value>* outputs) {
    if (!iterator || source.recreate) {
      if (!start(in)) return false;
    }
    if (!loop.run(*iterator, batches, outputs)) return false;
    if (loop.ran_out) {
      if (!batches) {
        batches = loop.seen;
      } else {
        insufficient = true;
        warn_interrupted(in, total_epochs * *batches);
      }
    }
    return true;
  }
};

bool begin_step(std::unique_ptr<TracedStep>& step, py::Interp& in, StepKindOf kind) {
  if (step) return true;
  step = std::make_unique<TracedStep>();
  if (in.keras3()) step->name = kind == StepKindOf::kPredict ? "one_step_on_data_distributed" : "multi_step_on_iterator";
  else step->name = kind == StepKindOf::kTrain ? "train_function" : kind == StepKindOf::kTest ? "test_function" : "predict_function";
  return true;
}

// What slicing the arrays into batches refuses.
bool check_batch_size(py::Interp& in, const py::Value& x, const py::Value& size) {
  const std::vector<py::Value> leaves = nest::flatten(in, x);
  const std::optional<Shape> shape = leaves.empty() ? std::nullopt : shape_of(in, leaves[0]);
  if (!size || size.is_none() || !shape || !shape->known_rank() || shape->rank() == 0) return true;
  const int64_t rows = (*shape)[0];
  if (in.as_str(size)) return in.raise("TypeError", "unsupported operand type(s) for /: 'int' and 'str'"), false;
  if (size.is_float() && size.number() > 0 && size.number() != std::floor(size.number())) {
    const std::string whole = in.repr(py::Value::number(std::floor(static_cast<double>(rows) / size.number()) * size.number())).value_or("");
    in.raise("TypeError", "Expected int32 passed to parameter 'size' of op 'Slice', got [" + whole + "] of type 'list' instead. Error: Expected int32, but got " + whole + " of type 'float'.");
    return false;
  }
  const auto n = in.as_int(size);
  if (!n || *n >= 0) return true;
  const auto batches = static_cast<int64_t>(std::ceil(static_cast<double>(rows) / static_cast<double>(*n)));
  return in.raise("ValueError", "Invalid value in tensor used for shape: " + std::to_string(batches)), false;
}

std::optional<DataRequest> request(py::Interp& in, py::Bound& a, bool targets) {
  DataRequest r;
  r.x = a["x"] ? a["x"] : none();
  r.y = targets && a["y"] ? a["y"] : none();
  r.sample_weight = targets && a["sample_weight"] ? a["sample_weight"] : none();
  if (!check_batch_size(in, r.x, a["batch_size"])) return std::nullopt;
  r.batch_size = number(in, a["batch_size"]);
  r.class_weight = none();
  return in.pending() ? std::nullopt : std::optional<DataRequest>(r);
}

// Keras 2 builds an unbuilt model on the first batch of a generator.
std::function<bool(const py::Value&)> builder(py::Interp& in, Model& model) {
  if (model.built) return {};
  return [&in, &model](const py::Value& x) {
    std::vector<py::Keyword> keywords{{"training", py::Value::boolean(false)}};
    return bool(layer_call(in, model, py::Args{std::span<const py::Value>(&x, 1), keywords})) || !in.pending();
  };
}

// A list of the values in the order of the metrics, or the one value.
py::Value in_order(py::Interp& in, Model& model, const Logs& logs) {
  std::vector<std::string> names;
  for (const auto& m : metrics_of(in, model)) names.push_back(m->name);
  std::vector<py::Value> values;
  auto find = [&](const std::string& n) -> const py::Value* {
    for (const auto& [key, v] : logs)
      if (key == n) return &v;
    return nullptr;
  };
  for (const std::string& n : names)
    if (const py::Value* v = find(n)) values.push_back(*v);
  Logs rest;
  for (const auto& l : logs)
    if (std::find(names.begin(), names.end(), l.first) == names.end()) rest.push_back(l);
  std::sort(rest.begin(), rest.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  for (const auto& l : rest) values.push_back(l.second);
  return values.size() == 1 ? values[0] : in.list(values);
}

// The model's metrics as they stand, if the step's logs are of the same names.
Logs settled(py::Interp& in, Model& model, const py::Value& step_logs) {
  Logs own = logs_of(in, step_logs);
  py::Value result = metrics_result(in, model);
  if (!result) {
    if (!in.stopped()) in.take();
    return own;
  }
  Logs now = logs_of(in, result);
  auto names = [](const Logs& l) {
    std::vector<std::string> n;
    for (const auto& [k, v] : l) n.push_back(k);
    std::sort(n.begin(), n.end());
    return n;
  };
  return names(own) == names(now) ? now : own;
}

// Runs one evaluation. nullopt: pending.
std::optional<Logs> run_evaluation(py::Interp& in, Model& model, DataSource& source, std::optional<int64_t> steps, Listeners& listeners, bool inside_fit, int fit_number,
                                   Passes* kept = nullptr) {
  in.trace.reach(Stage::kEvaluate, in.here());
  begin_step(model.trainer->test, in, StepKindOf::kTest);
  Passes own(in, source, steps);
  Passes& passes = kept ? *kept : own;
  passes.iterator.reset();                        // the data begins anew; what was learnt of its length stays
  Loop loop{in, model, StepKindOf::kTest, *model.trainer->test, source, listeners};
  loop.inside_fit = inside_fit;
  loop.name = "test";
  loop.known = passes.shown();
  loop.fit = fit_number;
  if (!tell(in, listeners.list, "on_test_begin", std::nullopt, in.dict())) return std::nullopt;
  if (!inside_fit && listeners.bar) listeners.bar->begin();
  if (!reset_metrics(in, model)) return std::nullopt;
  loop.logs = in.dict();
  if (passes.insufficient) return Logs{};
  bool ok = in.keras3() ? passes.epoch_keras3(loop, nullptr) : passes.epoch_keras2(loop, 1, nullptr);
  if (!ok) return std::nullopt;
  Logs logs = settled(in, model, loop.logs);
  if (in.pending()) return std::nullopt;
  if (!tell(in, listeners.list, "on_test_end", std::nullopt, dict_of(in, logs))) return std::nullopt;
  if (!inside_fit && listeners.bar) listeners.bar->finish(logs, loop.stateful());
  return logs;
}

void note_data(py::Interp& in, const DataSource& source) {
  if (source.specs.empty()) return;
  Step step;
  step.kind = StepKind::kInput;
  step.stage = Stage::kTrace;
  step.what = "data";
  step.dtype = source.specs[0].dtype;
  step.shape = source.specs[0].shape;
  step.expected = Shape::unknown_rank();
  if (!source.steps.empty() && source.steps[0]) step.inputs = {source.steps[0]};
  for (size_t i = 0; step.shape.known_rank() && i < step.shape.rank(); ++i) step.axes.push_back({0, static_cast<int>(i)});
  step.span = in.here();
  in.trace.add(std::move(step));
}

bool should_evaluate(py::Interp& in, int64_t epoch, const py::Value& frequency) {
  if (frequency.is_int()) return frequency.integer() != 0 && (epoch + 1) % frequency.integer() == 0;
  if (in.is_sequence(frequency))
    for (const py::Value& v : in.items(frequency))
      if (v.is_int() && v.integer() == epoch + 1) return true;
  return false;
}

bool empty_data(py::Interp& in) {
  in.raise("ValueError", "Expected input data to be non-empty.");
  return false;
}

}  // namespace

bool assert_compiled(py::Interp& in, Model& model) {
  if (model.trainer) return true;
  if (in.keras3()) in.raise("ValueError", "You must call `compile()` before using the model.");
  else in.raise("RuntimeError", "You must compile your model before training/testing. Use `model.compile(optimizer, loss)`.");
  return false;
}

namespace {

// Keras 2 trains what was trainable when compile() was called, whatever was frozen since.
class CompiledTrainableState {
 public:
  CompiledTrainableState(py::Interp& in, Model& model) {
    if (in.keras3()) return;
    for (const auto& l : all_layers(in, model)) now_.emplace_back(l, l->trainable);
    bool same = true;
    for (const auto& [l, on] : model.trainer->trainable) same = same && l->trainable == on;
    if (same) now_.clear();
    else
      for (const auto& [l, on] : model.trainer->trainable) l->trainable = on;
  }
  ~CompiledTrainableState() {
    for (const auto& [l, on] : now_) l->trainable = on;
  }

 private:
  std::vector<std::pair<py::Ref<Layer>, bool>> now_;
};

}  // namespace

py::Value fit(py::Interp& in, Model& model, py::Bound& a) {
  if (!assert_compiled(in, model)) return {};
  CompiledTrainableState trainable(in, model);
  Session& session = in.state<Session>();
  int number_of_fit = ++session.fits;
  std::optional<DataRequest> r = request(in, a, true);
  if (!r) return {};
  std::optional<int64_t> epochs = number(in, a["epochs"]), initial = number(in, a["initial_epoch"]), steps = number(in, a["steps_per_epoch"]);
  if (in.pending()) return {};
  if (!epochs) {
    std::string type = in.type_of(a["epochs"])->name;
    if (!in.keras3() && a["epochs"].is_float()) return in.raise("TypeError", "Cannot convert " + in.repr(a["epochs"]).value_or("") + " to EagerTensor of dtype int64");
    if (!in.keras3()) return in.raise("TypeError", "unsupported operand type(s) for -: '" + type + "' and 'int'");
    return in.raise("TypeError", "'" + type + "' object cannot be interpreted as an integer");
  }
  if (steps && *steps == -1) steps = std::nullopt;
  r->steps = steps;
  r->epochs = std::max<int64_t>(1, *epochs - initial.value_or(0));
  r->class_weight = a["class_weight"];
  std::optional<bool> shuffle = in.as_str(a["shuffle"]) ? std::optional<bool>(true) : in.truth(a["shuffle"]);
  if (!shuffle) return {};
  r->shuffle = *shuffle;
  int verbose = verbosity(in, a["verbose"]);
  py::Value validation = a["validation_data"];
  std::optional<double> fraction = in.as_double(a["validation_split"]);
  if (fraction && *fraction != 0 && validation.is_none() && !split_validation(in, *r, validation, *fraction)) return {};
  DataRequest v;
  bool validate = !validation.is_none();
  if (validate) {
    std::optional<BatchParts> parts = unpack(in, validation);
    if (!parts) return {};
    v.x = parts->x, v.y = parts->y, v.sample_weight = parts->sample_weight, v.class_weight = none();
    v.batch_size = number(in, a["validation_batch_size"]);
    if (!v.batch_size) v.batch_size = r->batch_size;
    v.steps = number(in, a["validation_steps"]);
  }
  std::unique_ptr<DataSource> source = make_source(in, *r, builder(in, model));
  if (!source) return {};
  if (!in.keras3() && source->batches && !steps && *source->batches == 0) return empty_data(in), py::Value();
  Passes passes(in, *source, steps);
  note_data(in, *source);
  remember_samples(in, model, *source);
  take_look(in, model, {number_of_fit});
  if (in.keras3() && !source->on_epoch_end(in)) return {};
  std::optional<Listeners> listeners = make_listeners(in, model, a["callbacks"], true, verbose, *epochs, passes.shown());
  if (!listeners) return {};
  model.stop_training = false;
  begin_step(model.trainer->train, in, StepKindOf::kTrain);
  if (!tell(in, listeners->list, "on_train_begin", std::nullopt, in.dict())) return {};
  std::unique_ptr<DataSource> validation_source;
  std::optional<Passes> validation_passes;
  py::Value last_logs = in.dict();
  py::Value training_logs = none();
  py::Value step_logs;                            // Keras 2: of the last batch of all epochs
  for (int64_t epoch = initial.value_or(0); epoch < *epochs; ++epoch) {
    if (passes.insufficient) break;
    if (!reset_metrics(in, model)) return {};
    if (!tell(in, listeners->list, "on_epoch_begin", epoch, in.dict())) return {};
    if (listeners->bar) listeners->bar->begin_epoch(epoch);
    in.trace.reach(Stage::kBatch, in.here());
    Loop loop{in, model, StepKindOf::kTrain, *model.trainer->train, *source, *listeners};
    loop.epoch = static_cast<int>(epoch);
    loop.epochs = static_cast<int>(*epochs);
    loop.fit = number_of_fit;
    loop.known = passes.shown();
    loop.logs = last_logs;
    bool ok = in.keras3() ? passes.epoch_keras3(loop, nullptr) : passes.epoch_keras2(loop, r->epochs, nullptr);
    if (!ok) return {};
    last_logs = loop.logs;
    if (loop.seen > 0) step_logs = loop.logs.is_none() ? py::Value() : loop.logs;
    if (!in.keras3() && !step_logs)
      return in.raise("ValueError", "Unexpected result of `train_function` (Empty logs). This could be due to issues in input pipeline that resulted in an empty dataset. "
                                    "Otherwise, please use `Model.compile(..., run_eagerly=True)`, or `tf.config.run_functions_eagerly(True)` for more information of where went "
                                    "wrong, or file a issue/bug to `tf.keras`.");
    Logs logs = settled(in, model, last_logs);
    if (in.pending()) return {};
    in.trace.reach(Stage::kEpochEnd, in.here());
    if (validate && !in.keras3()) {
      const std::optional<bool> any = in.truth(validation);
      if (!any) return {};
      validate = *any;
    }
    if (validate && should_evaluate(in, epoch, a["validation_freq"])) {
      if (!validation_source) {
        validation_source = make_source(in, v, builder(in, model));
        if (!validation_source) return {};
        if (!in.keras3()) validation_passes.emplace(in, *validation_source, v.steps);   // one for all epochs
      }
      std::optional<Logs> val = run_evaluation(in, model, *validation_source, v.steps, *listeners, true, number_of_fit, validation_passes ? &*validation_passes : nullptr);
      if (!val) return {};
      for (const auto& [name, value] : *val) logs.emplace_back("val_" + name, value);
    }
    py::Ref<py::Dict> told = dict_of(in, logs);
    if (!tell(in, listeners->list, "on_epoch_end", epoch, told)) return {};
    if (listeners->bar) listeners->bar->finish(logs_from(in, *told), loop.stateful());
    loop.report(logs, true);
    const int64_t apart = std::max<int64_t>(1, *epochs / 16);
    if (epoch % apart == 0 || epoch + 1 == *epochs) take_look(in, model, {number_of_fit, static_cast<int>(epoch), static_cast<int>(loop.seen), true});
    training_logs = told;
    if (model.stop_training) break;
    if (!in.keras3() && !source->on_epoch_end(in)) return {};
  }
  if (model.trainer->optimizer && *epochs > 0 && !finalize_variables(in, *model.trainer->optimizer, trainable_weights_of(in, model))) return {};
  if (!tell(in, listeners->list, "on_train_end", std::nullopt, training_logs.is_none() ? py::Value(in.dict()) : training_logs)) return {};
  note_model(in, model);
  return model.history ? model.history : none();
}

py::Value evaluate(py::Interp& in, Model& model, py::Bound& a) {
  if (!assert_compiled(in, model)) return {};
  std::optional<DataRequest> r = request(in, a, true);
  if (!r) return {};
  r->steps = number(in, a["steps"]);
  if (!in.keras3() && !r->sample_weight.is_none() && (!model.trainer->metrics || !model.trainer->metrics->user_weighted || model.trainer->metrics->user_weighted.is_none()))
    in.log("WARNING:tensorflow: `evaluate()` received a value for `sample_weight`, but `weighted_metrics` were not provided.  Did you mean to pass metrics to `weighted_metrics` in "
           "`compile()`?  If this is intentional you can pass `weighted_metrics=[]` to `compile()` in order to silence this warning.");
  std::unique_ptr<DataSource> source = make_source(in, *r, builder(in, model));
  if (!source) return {};
  if (!in.keras3() && source->batches && !r->steps && *source->batches == 0) return empty_data(in), py::Value();
  Passes passes(in, *source, r->steps);
  note_data(in, *source);
  remember_samples(in, model, *source);
  take_look(in, model, {in.state<Session>().fits, 0, 0, false, true});
  if (in.keras3() && !source->on_epoch_end(in)) return {};
  std::optional<Listeners> listeners = make_listeners(in, model, a["callbacks"], false, verbosity(in, a["verbose"]), 1, passes.shown());
  if (!listeners) return {};
  std::optional<Logs> logs = run_evaluation(in, model, *source, r->steps, *listeners, false, 0, &passes);
  if (!logs) return {};
  if (!in.keras3() && !source->on_epoch_end(in)) return {};
  std::optional<bool> as_dict = in.truth(a["return_dict"]);
  if (!as_dict) return {};
  return *as_dict ? py::Value(dict_of(in, *logs)) : in_order(in, model, *logs);
}

py::Value predict(py::Interp& in, Model& model, py::Bound& a) {
  std::optional<DataRequest> r = request(in, a, false);
  if (!r) return {};
  r->steps = number(in, a["steps"]);
  std::unique_ptr<DataSource> source = make_source(in, *r, builder(in, model));
  if (!source) return {};
  if (!in.keras3() && source->batches && !r->steps && *source->batches == 0) return empty_data(in), py::Value();
  Passes passes(in, *source, r->steps);
  note_data(in, *source);
  std::optional<Listeners> listeners = make_listeners(in, model, a["callbacks"], false, verbosity(in, a["verbose"]), 1, passes.shown());
  if (!listeners) return {};
  in.trace.reach(Stage::kPredict, in.here());
  std::unique_ptr<TracedStep>& step = predict_step_of(model);
  begin_step(step, in, StepKindOf::kPredict);
  Loop loop{in, model, StepKindOf::kPredict, *step, *source, *listeners};
  loop.name = "predict";
  loop.known = passes.shown();
  if (!tell(in, listeners->list, "on_predict_begin", std::nullopt, in.dict())) return {};
  if (listeners->bar) listeners->bar->begin();
  std::vector<py::Value> outputs;
  bool ok = in.keras3() ? passes.epoch_keras3(loop, &outputs) : passes.epoch_keras2(loop, 1, &outputs);
  if (!ok || (!in.keras3() && !source->on_epoch_end(in))) return {};
  if (!in.keras3() && outputs.empty())
    return in.raise("ValueError", "Unexpected result of `predict_function` (Empty batch_outputs). Please use `Model.compile(..., run_eagerly=True)`, or "
                                  "`tf.config.run_functions_eagerly(True)` for more information of where went wrong, or file a issue/bug to `tf.keras`.");
  if (!tell(in, listeners->list, "on_predict_end", std::nullopt, in.dict())) return {};
  if (listeners->bar) listeners->bar->finish({}, {});
  if (outputs.empty()) return in.raise("UnboundLocalError", "cannot access local variable 'batch_outputs' where it is not associated with a value");
  return concatenate_outputs(in, outputs);
}

py::Value concatenate_outputs(py::Interp& in, const std::vector<py::Value>& batches) {
  std::vector<std::vector<py::Value>> flat;
  for (const py::Value& b : batches) flat.push_back(nest::flatten(in, b));
  std::vector<py::Value> joined;
  for (size_t i = 0; i < flat[0].size(); ++i) {
    std::vector<Tensor> parts;
    for (const auto& b : flat) {
      tf::TensorObject* t = tf::as_tensor_object(b[i]);
      if (!t) continue;
      parts.push_back(t->operand.value);
    }
    joined.push_back(np::array_value(in, join_rows(parts)));
  }
  return nest::pack(in, batches[0], joined);
}

namespace {

// train_on_batch and its kin: the batch as given, its own traced function in Keras 3.
py::Value on_batch(py::Interp& in, Model& model, StepKindOf kind, const py::Value& x, const py::Value& y, const py::Value& weight, std::unique_ptr<TracedStep>& step) {
  if (!step) {
    step = std::make_unique<TracedStep>();
    step->name = in.keras3() ? (kind == StepKindOf::kPredict ? "one_step_on_data_distributed" : "one_step_on_data")
                             : kind == StepKindOf::kTrain ? "train_function" : kind == StepKindOf::kTest ? "test_function" : "predict_function";
  }
  in.trace.reach(Stage::kBatch, in.here());
  py::Value packed = in.keras3() ? (kind == StepKindOf::kPredict ? in.tuple({x}) : in.tuple({x, y, weight}))
                     : y.is_none() ? in.tuple({x})
                     : weight.is_none() ? in.tuple({x, y})
                                        : in.tuple({x, y, weight});
  if (!in.keras3()) packed = tuples_for_lists(in, packed);
  std::vector<py::Value> leaves;
  py::Value structure = index_structure(in, packed, leaves);
  std::vector<Tensor> tensors;
  Specs specs;
  DType floatx = in.state<State>().floatx;
  for (const py::Value& v : leaves) {
    auto* array = py::cast<np::NdArray>(v);
    std::optional<DType> wanted;
    if (!in.keras3() && array && is_floating(array->dtype)) wanted = floatx;
    std::optional<Operand> t = tf::convert(in, v, wanted);
    if (!t) return {};
    tensors.push_back(t->value);
    specs.push_back({t->dtype, t->shape});
  }
  if (!in.keras3()) {
    std::vector<int64_t> lengths;
    for (const Tensor& t : tensors) lengths.push_back(t.shape().rank() ? t.shape()[0] : -1);
    for (int64_t n : lengths)
      if (n != lengths[0]) {
        std::string text = "Data cardinality is ambiguous:\n";
        const char* labels[] = {"x", "y", "sample_weight"};
        size_t k = 0, label = 0;
        for (const py::Value& part : in.items(packed)) {
          std::string sizes;
          for (size_t i = 0; i < nest::flatten(in, part).size() && k < tensors.size(); ++i, ++k) sizes += (i ? ", " : "") + std::to_string(tensors[k].shape()[0]);
          text += std::string("  ") + labels[label++] + " sizes: " + sizes + "\n";
        }
        return in.raise("ValueError", text + "Make sure all arrays contain the same number of samples.");
      }
  }
  if (model.trainer && model.trainer->run_eagerly) {
    py::Value data = nest::map(in, structure, [&](const py::Value& v) -> py::Value { return v.is_int() ? tf::eager_value(in, tensors[static_cast<size_t>(v.integer())]) : v; });
    return data ? run_step(in, model, kind, data) : py::Value();
  }
  return call_step(in, model, *step, kind, structure, specs, tensors);
}

py::Value batch_logs(py::Interp& in, Model& model, const py::Value& result, const py::Value& return_dict) {
  if (!result) return {};
  Logs logs = logs_of(in, result);
  std::optional<bool> as_dict = in.truth(return_dict);
  if (!as_dict) return {};
  return *as_dict ? py::Value(dict_of(in, logs)) : in_order(in, model, logs);
}

}  // namespace

py::Value train_on_batch(py::Interp& in, Model& model, py::Bound& a) {
  if (!assert_compiled(in, model)) return {};
  CompiledTrainableState trainable(in, model);
  py::Value weight = a["sample_weight"];
  if (!a["class_weight"].is_none()) {
    if (!weight.is_none() && in.keras3()) {
      std::optional<std::string> w = in.str(weight), c = in.str(a["class_weight"]);
      if (!w || !c) return {};
      return in.raise("ValueError", "Arguments `sample_weight` and `class_weight` cannot be specified at the same time. Received: sample_weight=" + *w + ", class_weight=" + *c);
    }
    weight = class_weights_keras3(in, a["y"], a["class_weight"]);
    if (!weight) return {};
  }
  if ((in.keras3() || a["reset_metrics"].boolean()) && !reset_metrics(in, model)) return {};
  std::unique_ptr<TracedStep>& step = in.keras3() ? model.trainer->train_on_batch : model.trainer->train;
  return batch_logs(in, model, on_batch(in, model, StepKindOf::kTrain, a["x"], a["y"], weight, step), a["return_dict"]);
}

py::Value test_on_batch(py::Interp& in, Model& model, py::Bound& a) {
  if (!assert_compiled(in, model) || ((in.keras3() || a["reset_metrics"].boolean()) && !reset_metrics(in, model))) return {};
  std::unique_ptr<TracedStep>& step = in.keras3() ? model.trainer->test_on_batch : model.trainer->test;
  return batch_logs(in, model, on_batch(in, model, StepKindOf::kTest, a["x"], a["y"], a["sample_weight"], step), a["return_dict"]);
}

py::Value predict_on_batch(py::Interp& in, Model& model, py::Bound& a) {
  py::Value out = on_batch(in, model, StepKindOf::kPredict, a["x"], none(), none(), predict_step_of(model));
  if (!out) return {};
  return nest::map(in, out, [&](const py::Value& v) -> py::Value {
    tf::TensorObject* t = tf::as_tensor_object(v);
    return t ? np::array_value(in, t->operand.value) : v;
  });
}

}  // namespace misfit::keras
