// tf.debugging: looking for numbers that are none, and switches that change nothing here.
#include "modules/tensorflow_table.h"
#include "tensorflow/check_numerics.h"

namespace misfit::modules::tf_api {
namespace {

Value check_numerics(Interp& in, Bound& a) {
  return op_value(in, "CheckNumerics", {a["tensor"]}, {{"message", std::string(in.as_str(a["message"]).value_or(""))}}, name_of(in, a));
}

Value check_numerics_from_now(Interp& in, Bound& a) {
  auto& check = in.state<tf::NumericsCheck>();
  check.on = true;
  for (auto [name, into] : {std::pair{"stack_height_limit", &check.stack_height_limit}, std::pair{"path_length_limit", &check.path_length_limit}}) {
    const Value& v = a[name];
    const auto n = v.is_none() ? std::optional<int64_t>(1 << 20) : integer(in, v);
    if (!n) return {};
    *into = *n;
  }
  return Value::none();
}

constexpr Row kRows[] = {
    {"debugging.check_numerics", "tensor, message, name=None", check_numerics},
    {"debugging.enable_check_numerics", "stack_height_limit=30, path_length_limit=50", check_numerics_from_now},
    {"debugging.disable_check_numerics", "", [](Interp& in, Bound&) { return in.state<tf::NumericsCheck>().on = false, Value::none(); }},
    {"debugging.set_log_device_placement", "enabled", [](Interp&, Bound&) { return Value::none(); }},
    {"debugging.disable_traceback_filtering", "", [](Interp&, Bound&) { return Value::none(); }},
    {"debugging.enable_traceback_filtering", "", [](Interp&, Bound&) { return Value::none(); }},
};

}  // namespace

void bind_debugging(Interp& in) { bind(in, kRows); }

}  // namespace misfit::modules::tf_api
