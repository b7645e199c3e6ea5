// Either a value or the reason there is none; and the promise check for our own code.
#pragma once
#include <cstdio>
#include <cstdlib>
#include <utility>
#include <variant>

// A broken promise of our own code: say which and stop. Never for a learner's mistakes.
#define ENSURE(condition)                                                          \
  ((condition) ? void()                                                           \
               : (std::fprintf(stderr, "%s:%d: ENSURE(%s)\n", __FILE__, __LINE__, \
                               #condition),                                       \
                  std::abort()))

namespace misfit {

// Both sides convert implicitly, so a rule reads `return Shape{m, n};` or `return Fault{...};`.
template <class T, class E>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(E error) : state_(std::in_place_index<1>, std::move(error)) {}
  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }
  const T& value() const { ENSURE(ok()); return *std::get_if<0>(&state_); }
  T& value() { ENSURE(ok()); return *std::get_if<0>(&state_); }
  const E& error() const { ENSURE(!ok()); return *std::get_if<1>(&state_); }
  const T& operator*() const { return value(); }
  const T* operator->() const { return &value(); }

 private:
  std::variant<T, E> state_;
};

}  // namespace misfit
