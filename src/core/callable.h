// A function object: what std::function is, with a fraction of its code for each lambda. Copies share what was captured.
#pragma once
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <new>
#include <type_traits>
#include <utility>

namespace misfit {

template <class> class Callable;

template <class R, class... A> class Callable<R(A...)> {
 public:
  Callable() = default;
  Callable(std::nullptr_t) {}
  template <class F>
    requires(!std::is_same_v<std::decay_t<F>, Callable> && std::is_invocable_r_v<R, std::decay_t<F>&, A...>)
  Callable(F&& function) {
    using G = std::decay_t<F>;
    if constexpr (std::is_pointer_v<G>) {
      if (!function) return;
    }
    if constexpr (sizeof(G) <= sizeof place_ && alignof(G) <= alignof(void*) && std::is_trivially_copyable_v<G>) {
      new (place_) G(std::forward<F>(function));
      call_ = [](void* place, A... a) -> R { return (*static_cast<G*>(place))(std::forward<A>(a)...); };
    } else {
      new (place_) Shared*(new Held<G>(std::forward<F>(function)));
      shared_ = true;
      call_ = [](void* place, A... a) -> R { return (*static_cast<Held<G>**>(place))->function(std::forward<A>(a)...); };
    }
  }
  Callable(const Callable& other) { take(other); }
  Callable(Callable&& other) noexcept {
    take(other);
    other.drop();
  }
  Callable& operator=(const Callable& other) {
    if (this != &other) {
      const Callable kept(other);
      drop();
      take(kept);
    }
    return *this;
  }
  ~Callable() { drop(); }

  explicit operator bool() const { return call_ != nullptr; }
  R operator()(A... a) const { return call_(const_cast<std::byte*>(place_), std::forward<A>(a)...); }

 private:
  struct Shared {
    uint32_t users = 1;
    void (*end)(Shared*);
  };
  template <class G> struct Held : Shared {
    template <class F> explicit Held(F&& f) : function(std::forward<F>(f)) {
      this->end = [](Shared* s) { delete static_cast<Held*>(s); };
    }
    G function;
  };

  Shared* shared() const { return *reinterpret_cast<Shared* const*>(place_); }
  void take(const Callable& other) {
    call_ = other.call_;
    shared_ = other.shared_;
    std::memcpy(place_, other.place_, sizeof place_);
    if (shared_) ++shared()->users;
  }
  void drop() {
    if (shared_ && --shared()->users == 0) shared()->end(shared());
    shared_ = false;
    call_ = nullptr;
  }

  R (*call_)(void*, A...) = nullptr;
  alignas(void*) std::byte place_[4 * sizeof(void*)] = {};
  bool shared_ = false;
};

}  // namespace misfit
