// Programs written for models of which only the description is at hand. The JSON is what real Keras gave.
#include "study/model_file.h"

#include <doctest/doctest.h>

#include "engine/engine.h"

using namespace misfit;

namespace {

constexpr const char* kKeras3 = R"({"module": "keras", "class_name": "Sequential", "config": {"name": "sequential", "trainable": true, "layers": [
  {"module": "keras.layers", "class_name": "InputLayer", "config": {"batch_shape": [null, 28, 28, 1], "dtype": "float32", "name": "input_layer"}, "registered_name": null},
  {"module": "keras.layers", "class_name": "Conv2D", "config": {"name": "conv2d", "trainable": true, "dtype": {"module": "keras", "class_name": "DTypePolicy", "config": {"name": "float32"}, "registered_name": null},
    "filters": 8, "kernel_size": [3, 3], "strides": [1, 1], "padding": "valid", "data_format": "channels_last", "dilation_rate": [1, 1], "groups": 1, "activation": "relu", "use_bias": true,
    "kernel_initializer": {"module": "keras.initializers", "class_name": "RandomNormal", "config": {"seed": null, "mean": 0.0, "stddev": 0.1}, "registered_name": null},
    "bias_initializer": {"module": "keras.initializers", "class_name": "Zeros", "config": {}, "registered_name": null}, "kernel_regularizer": null}, "registered_name": null},
  {"module": "keras.layers", "class_name": "Flatten", "config": {"name": "flatten", "trainable": true, "data_format": "channels_last"}, "registered_name": null},
  {"module": "keras.layers", "class_name": "Dense", "config": {"name": "scores", "units": 10, "activation": "softmax", "use_bias": true}, "registered_name": null}]}})";

// Two inputs, a layer used twice, a merge: Keras 2 lists nodes as [name, node, output, arguments].
constexpr const char* kKeras2 = R"({"class_name": "Functional", "config": {"name": "two", "layers": [
  {"class_name": "InputLayer", "config": {"batch_input_shape": [null, 4], "dtype": "float32", "name": "a"}, "name": "a", "inbound_nodes": []},
  {"class_name": "InputLayer", "config": {"batch_input_shape": [null, 4], "dtype": "float32", "name": "b"}, "name": "b", "inbound_nodes": []},
  {"class_name": "Dense", "config": {"name": "shared", "units": 5, "activation": "linear"}, "name": "shared", "inbound_nodes": [[["a", 0, 0, {}]], [["b", 0, 0, {}]]]},
  {"class_name": "Add", "config": {"name": "add"}, "name": "add", "inbound_nodes": [[["shared", 0, 0, {}], ["shared", 1, 0, {}]]]}],
  "input_layers": [["a", 0, 0], ["b", 0, 0]], "output_layers": [["add", 0, 0]]}})";

bool says(const std::string& text, const char* part) { return text.find(part) != std::string::npos; }

// A zip archive of one stored file.
std::string archive(const std::string& name, const std::string& content) {
  const auto number = [](size_t n, int bytes) {
    std::string out;
    for (int i = 0; i < bytes; ++i, n >>= 8) out += static_cast<char>(n & 255);
    return out;
  };
  const std::string sizes = number(0, 4) + number(content.size(), 4) + number(content.size(), 4) + number(name.size(), 2) + number(0, 2);
  const std::string local = std::string("PK\3\4", 4) + number(20, 2) + number(0, 8) + sizes + name + content;
  const std::string entry = std::string("PK\1\2", 4) + number(20, 2) + number(20, 2) + number(0, 8) + sizes + number(0, 2) + number(0, 2) + number(0, 2) + number(0, 4) + number(0, 4) + name;
  return local + entry + std::string("PK\5\6", 4) + number(0, 4) + number(1, 2) + number(1, 2) + number(entry.size(), 4) + number(local.size(), 4) + number(0, 2);
}

void runs(const std::string& program, Profile p) {
  RunOptions options;
  options.profile = p;
  const auto run = run_program(program, options);
  CAPTURE(program);
  CHECK(run->end == Run::End::kFinished);
}

}  // namespace

TEST_CASE("a sequential model: what differs from the defaults is written, and the program runs") {
  const auto made = program_of_model(kKeras3, Profile::kKeras3);
  REQUIRE(made);
  CHECK(made->error == "");
  CHECK(says(made->program, "    tf.keras.Input(shape=(28, 28, 1)),\n"
                            "    tf.keras.layers.Conv2D(8, 3, activation='relu', kernel_initializer=tf.keras.initializers.RandomNormal(stddev=0.1)),\n"
                            "    tf.keras.layers.Flatten(),\n"
                            "    tf.keras.layers.Dense(10, activation='softmax', name='scores'),\n"));
  CHECK(says(made->program, "x = np.random.rand(64, 28, 28, 1)\ny = np.random.randint(0, 10, 64)\n"));
  CHECK(says(made->program, "loss='sparse_categorical_crossentropy'"));
  runs(made->program, Profile::kKeras3);
}

TEST_CASE("a functional model with two inputs and a layer used twice") {
  const auto made = program_of_model(kKeras2, Profile::kKeras2);
  REQUIRE(made);
  CHECK(says(made->program, "shared = tf.keras.layers.Dense(5, name='shared')\n"
                            "shared_of_1 = shared(a)\n"
                            "shared_of_2 = shared(b)\n"
                            "add = tf.keras.layers.Add()([shared_of_1, shared_of_2])\n"
                            "model = tf.keras.Model([a, b], add)\n"));
  runs(made->program, Profile::kKeras2);
}

TEST_CASE("a .keras file is an archive that holds config.json") {
  const auto made = program_of_model(archive("config.json", kKeras3), Profile::kKeras3);
  REQUIRE(made);
  CHECK(made->program == program_of_model(kKeras3, Profile::kKeras3)->program);
  CHECK(says(program_of_model(archive("notes.txt", "x"), Profile::kKeras3)->error, "no config.json"));
  CHECK(says(program_of_model(archive("config.json", kKeras3).substr(0, 40), Profile::kKeras3)->error, "no config.json"));
}

TEST_CASE("what is no model, or one that cannot be written, is said") {
  CHECK_FALSE(program_of_model("import tensorflow as tf\n", Profile::kKeras3));
  CHECK_FALSE(program_of_model("{'a': 1}", Profile::kKeras3));
  CHECK(says(program_of_model(R"({"class_name": "Dense", "config": {}})", Profile::kKeras3)->error, "not a Sequential or functional model"));
  CHECK(says(program_of_model(R"({"class_name": "Sequential", "config": {"layers": [{"class_name": "Mine", "config": {"name": "mine"}}]}})", Profile::kKeras3)->error,
             "Mine is no class of tf.keras.layers"));
  CHECK(says(program_of_model(R"({"class_name": "Sequential", "config")", Profile::kKeras3)->error, "This model cannot be opened: "));
}
