// What an operation takes and gives: TensorFlow's own op definitions, and the checks that follow from them alone.
#pragma once
#include "core/profile.h"
#include "ops/op.h"

namespace misfit {

struct Signature {
  struct Argument {
    std::string name;
    std::string type_attr;      // "T"; empty: `dtype`
    std::string number_attr;    // "N": so many tensors of the type
    bool is_list = false;       // type_attr holds a list of types
    DType dtype = DType::kInvalid;
  };
  struct Attribute {
    std::string name, type;     // "T", "type"
    std::optional<AttrValue> otherwise;
    std::vector<std::string> allowed;                        // "DT_FLOAT", "\"SAME\""
  };
  std::string text;             // "a:T, b:T -> product:T; attr=T:type,allowed=[DT_BFLOAT16, ...]; ..."
  std::vector<Argument> inputs, outputs;
  std::vector<Attribute> attrs; // in TensorFlow's order
};

// Null for ops of our own that TensorFlow does not have.
const Signature* signature(std::string_view op_name, Profile);

// The attributes with types taken from the inputs and defaults filled in; or the first thing the signature forbids.
// The order differs: eagerly the kernel lookup sees all types first (InvalidArgumentError); while tracing Python goes
// from input to input (TypeError).
Result<Attrs, Fault> check_types(const OpDef&, std::span<const Spec> in, Attrs given, Profile, bool eager);

}  // namespace misfit
