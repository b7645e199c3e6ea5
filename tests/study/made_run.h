// A run made by hand, as the engine would leave it: grayscale pictures before a net that was built for `channels`.
#pragma once
#include <memory>
#include <string>

#include "engine/engine.h"
#include "explain/explanation.h"

namespace misfit::test {

inline const std::string kText =
    "import numpy as np\n"
    "import tensorflow as tf\n"
    "images = np.random.rand(160, 16, 16, 1) * 0.4\n"
    "labels = np.random.randint(0, 2, 160)\n"
    "model = tf.keras.Sequential([\n"
    "    tf.keras.layers.Input(shape=(16, 16, 3)),\n"
    "    tf.keras.layers.Conv2D(8, 3),\n"
    "    tf.keras.layers.Flatten(),\n"
    "    tf.keras.layers.Dense(2),\n"
    "])\n"
    "model.compile('adam', 'mse')\n"
    "model.fit(images[:120], labels[:120], epochs=6)\n";

inline Span span_of(const std::string& text, const std::string& what) {
  Span s;
  size_t at = text.find(what);
  if (at == std::string::npos) return s;
  s.begin = static_cast<uint32_t>(at);
  s.end = static_cast<uint32_t>(at + what.size());
  s.line = 1;
  size_t line_begin = 0;
  for (size_t i = 0; i < at; ++i) if (text[i] == '\n') { ++s.line; line_begin = i + 1; }
  s.end_line = s.line;
  s.column = static_cast<uint32_t>(at - line_begin);
  s.end_column = s.column + static_cast<uint32_t>(what.size());
  return s;
}

inline LayerInfo layer(const std::string& text, std::string name, std::string class_name, Shape in, Shape out, const std::string& at) {
  LayerInfo l;
  l.name = std::move(name);
  l.class_name = std::move(class_name);
  l.input = std::move(in);
  l.output = std::move(out);
  l.span = span_of(text, at);
  return l;
}

// Fails unless `found` equals what Input promised.
inline std::shared_ptr<Run> grayscale_run(int64_t found = 1, int64_t promised = 3) {
  auto run = std::make_shared<Run>();
  run->text = kText;
  Trace& t = run->trace;
  Step x;
  x.what = "np.random.rand";
  x.dtype = DType::kFloat64;
  x.shape = {160, 16, 16, found};
  x.value = Tensor::zeros(x.dtype, x.shape);
  x.span = span_of(kText, "np.random.rand(160, 16, 16, 1)");
  Shape shape = x.shape;
  StepId id = t.add(x);
  t.bindings.push_back({"images", id, DType::kFloat64, shape, x.span, "array"});
  Step y;
  y.what = "np.random.randint";
  y.dtype = DType::kInt64;
  y.shape = {160};
  y.span = span_of(kText, "np.random.randint(0, 2, 160)");
  StepId labels = t.add(y);
  t.bindings.push_back({"labels", labels, DType::kInt64, y.shape, y.span, "array"});
  ModelInfo m{"sequential", "Sequential", {}, {}};
  m.layers.push_back(layer(kText, "input_layer", "InputLayer", {-1, 16, 16, promised}, {-1, 16, 16, promised}, "tf.keras.layers.Input(shape=(16, 16, 3))"));
  m.layers.push_back(layer(kText, "conv2d", "Conv2D", {-1, 16, 16, promised}, {-1, 14, 14, 8}, "tf.keras.layers.Conv2D(8, 3)"));
  m.layers.push_back(layer(kText, "flatten", "Flatten", {-1, 14, 14, 8}, {-1, 1568}, "tf.keras.layers.Flatten()"));
  m.layers.push_back(layer(kText, "dense", "Dense", {-1, 1568}, {-1, 2}, "tf.keras.layers.Dense(2)"));
  t.models.push_back(m);
  t.reach(Stage::kBuild, {});
  t.reach(Stage::kCompile, {});
  t.reach(Stage::kTrace, {});
  if (found == promised) { run->end = Run::End::kNeedsTraining; return run; }
  Step failed;
  failed.kind = StepKind::kLayer;
  failed.stage = Stage::kTrace;
  failed.what = "Conv2D";
  failed.label = "conv2d";
  failed.failed = true;
  failed.shape = Shape::unknown_rank();
  failed.expected = {-1, -1, -1, promised};
  failed.given = {Shape{-1, 16, 16, found}};
  t.add(failed);
  Run::Exception e;
  e.type = "ValueError";
  e.line = 12;
  e.span = span_of(kText, "model.fit(images[:120], labels[:120], epochs=6)");
  e.message = "Exception encountered when calling Sequential.call().\n\nInput 0 with name 'None' of layer 'conv2d' is incompatible with the layer: expected axis -1 of input shape to have value " +
              std::to_string(promised) + ", but received input with shape (None, 16, 16, " + std::to_string(found) + ")";
  run->exception = e;
  run->end = Run::End::kException;
  return run;
}

inline Explanation explained(int64_t found = 1, int64_t promised = 3) {
  Explanation e;
  e.fault_code = "input_spec";
  e.happened = "One channel arrived.";
  e.numbers = {{std::to_string(promised), std::to_string(found)}};
  e.blame = {{6, "", "", span_of(kText, "tf.keras.layers.Input(shape=(16, 16, 3))")}};
  return e;
}

}  // namespace misfit::test
