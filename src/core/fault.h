// A learner's mistake, as a fact: which constraint was broken, with what. Its words live beside the rule, in a FaultSpec.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace misfit {

// Who speaks: an op run eagerly, a shape function while tracing, or one of the two Keras.
enum class Dialect { kEager, kGraph, kKeras2, kKeras3 };

// One way a rule can refuse. Templates hold {named} arguments; an empty one falls back: graph -> eager, keras2/keras3 -> eager.
struct FaultSpec {
  std::string_view code;     // "matmul_c2": ties rule, words, record, test and lesson together; never reused
  std::string_view type;     // exception class: "InvalidArgumentError", "ValueError"
  std::string_view eager = {}, graph = {}, keras2 = {}, keras3 = {};
  std::string_view graph_type = {};  // class while tracing, when it differs (shape functions raise ValueError)
};

struct Fault {
  const FaultSpec* spec = nullptr;
  std::vector<std::pair<std::string_view, std::string>> arguments;  // names are literals beside the spec
};

std::string say(const Fault&, Dialect);           // the template with its holes filled
std::string fill(std::string_view pattern, const std::vector<std::pair<std::string_view, std::string>>& arguments);

}  // namespace misfit
