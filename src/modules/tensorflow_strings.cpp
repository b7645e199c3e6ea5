// tf.strings.format: tensors written into a text. What else there is of tf.strings is a text of its own.
#include "modules/tensorflow_table.h"

namespace misfit::modules::tf_api {
namespace {

Value format(Interp& in, Bound& a) {
  std::string text(in.as_str(a["template"]).value_or(""));
  const std::string hole(in.as_str(a["placeholder"]).value_or("{}"));
  std::vector<Value> inputs{a["inputs"]};
  if (in.is_sequence(a["inputs"])) { auto all = in.items(a["inputs"]); inputs.assign(all.begin(), all.end()); }
  size_t at = 0;
  for (const Value& v : inputs) {
    auto x = convert(in, v);
    if (!x) return {};
    const size_t found = text.find(hole, at);
    if (found == std::string::npos) return in.raise("ValueError", "The template expects " + std::to_string(inputs.size()) + " tensors");
    std::string shown = x->dtype == DType::kString && x->shape.rank() == 0 ? "\"" + x->value.text_at(0) + "\"" : in.str(tf::to_numpy(in, x->value)).value_or("");
    text.replace(found, hole.size(), shown);
    at = found + shown.size();
  }
  return wrap(in, context(in).constant(Tensor::text(text)));
}

constexpr Row kRows[] = {{"strings.format", "template, inputs, placeholder='{}', summarize=3, name=None", format}};

}  // namespace

void bind_strings(Interp& in) { bind(in, kRows); }

}  // namespace misfit::modules::tf_api
