// The lengths of a tensor's axes. -1 is a length not known while tracing (None); the rank itself may be unknown.
#pragma once
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <vector>

#include "core/result.h"

namespace misfit {

class Shape {
 public:
  static constexpr int64_t kUnknown = -1;

  Shape() = default;  // a scalar's: ()
  Shape(std::initializer_list<int64_t> dims) : dims_(dims) {}
  explicit Shape(std::vector<int64_t> dims) : dims_(std::move(dims)) {}
  template <class It> Shape(It first, It last) : dims_(first, last) {}
  static Shape unknown_rank() { Shape s; s.known_rank_ = false; return s; }

  bool known_rank() const { return known_rank_; }
  size_t rank() const { ENSURE(known_rank_); return dims_.size(); }
  bool fully_known() const;                                   // rank and every length
  // An axis that is not there has the length kUnknown, and is remembered: programs may call a layer's build() with
  // fewer axes than it asks for, and Python would raise IndexError.
  int64_t operator[](size_t axis) const { return axis < dims_.size() ? dims_[axis] : missing(); }
  int64_t& operator[](size_t axis) { return axis < dims_.size() ? dims_[axis] : missing(); }
  int64_t at(int64_t axis) const;                             // a negative axis counts from the end
  static bool take_missing();                                 // whether one was asked for since the last call, on this thread
  std::span<const int64_t> dims() const { return dims_; }
  auto begin() const { return dims_.begin(); }
  auto end() const { return dims_.end(); }
  int64_t elements() const;                                   // product of the lengths; -1 if one is unknown
  bool operator==(const Shape&) const = default;

  Shape with(size_t axis, int64_t length) const;              // a copy with one length changed
  Shape without(size_t axis) const;                           // a copy with one axis removed
  Shape slice(size_t first, size_t last) const;               // axes [first, last)
  void push_back(int64_t length) { dims_.push_back(length); }

 private:
  static int64_t& missing();
  std::vector<int64_t> dims_;
  bool known_rank_ = true;
};

bool compatible(const Shape&, const Shape&);                  // could be the same shape

std::string python_text(const Shape&);   // (None, 28, 28)   (5,)   ()   <unknown>
std::string bracket_text(const Shape&);  // [28,28]  [?,28]  []  <unknown>: kernels and shape functions
std::string list_text(const Shape&);     // [None, 28, 28]

// The shape both broadcast to by NumPy's rule, unknown lengths allowed; nothing if they do not fit.
struct BroadcastFailure { size_t axis_from_end; int64_t a, b; };
Result<Shape, BroadcastFailure> broadcast(const Shape& a, const Shape& b);

}  // namespace misfit
