// A tensor of index vectors into another tensor's leading axes.
#pragma once
#include "ops/op.h"

namespace misfit {

class NdIndex {
 public:
  NdIndex(const Tensor& indices, const Shape& into);
  int64_t count() const { return count_; }               // how many vectors
  size_t depth() const { return depth_; }                // entries of each
  int64_t slice() const { return slice_; }               // elements each one names
  int64_t offset(int64_t i) const;                       // of its first element
  std::optional<int64_t> first_outside() const;
  std::string place(int64_t i) const;                    // "[2,0]": where the vector stands among the indices
  std::string vector(int64_t i) const;                   // "[3, 0]": the vector

 private:
  bool inside(int64_t i) const;
  std::vector<int64_t> values_;
  Shape outer_, into_;
  size_t depth_;
  int64_t count_, slice_;
};

}  // namespace misfit
