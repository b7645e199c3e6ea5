// A profile is one pinned stack of Python, NumPy, TensorFlow and Keras; a run happens under exactly one.
#pragma once
#include <optional>
#include <string_view>

namespace misfit {

enum class Profile {
  kKeras2,  // TensorFlow 2.15.1, Keras 2.15.0, NumPy 1.26.4
  kKeras3,  // TensorFlow 2.21.0, Keras 3.15.1, NumPy 2.4.6
};

constexpr std::string_view name(Profile p) { return p == Profile::kKeras2 ? "keras2" : "keras3"; }

constexpr std::optional<Profile> profile_named(std::string_view text) {
  if (text == "keras2") return Profile::kKeras2;
  if (text == "keras3") return Profile::kKeras3;
  return std::nullopt;
}

}  // namespace misfit
