// Moves from one scene to the next: what is the same glides, what is new slides in from where data comes from.
#pragma once
#include "study/scene.h"

namespace misfit {

class Motion {
 public:
  // The scene to draw at `now` (seconds) on the way to `target`. With reduced motion it is there at once.
  Scene step(const Scene& target, double now, bool jump);
  bool moving() const { return moving_; }

 private:
  struct Place { uint64_t key; Vec3 at, half; bool ghost; };
  std::vector<Place> from_, to_, shown_;
  double began_ = 0;
  bool moving_ = false;
};

}  // namespace misfit
