// How one tensor becomes a solid: which axis goes which way, how long, with which grooves and edges.
#pragma once
#include "study/scene.h"

namespace misfit {

struct SolidSpec {
  Shape shape;
  Axes axes;
  bool batch_ghosts = false;      // the other samples of the batch, behind
  bool ghost = false;             // not reached: outline only
  int image = -1;
  Finish finish = Finish::kSolid;
};

// The half extents a sample of this shape takes.
Vec3 half_of(const Shape&, const Axes&);
// A solid centred at `at`; every axis has its edge.
Solid solid_of(const SolidSpec&, Vec3 at, uint64_t key);
// Which way an axis runs: 0 x, 1 y, 2 z, 3 batch.
std::vector<int> directions(const Shape&, const Axes&);

// What is too little and what too much when `found` is put where `expected` was promised, as blocks around `at`.
struct Gap { std::vector<Block> blocks; int tensor_axis = -1; bool rank = false; };
Gap gap_between(const Shape& found, const Axes& found_axes, const Shape& expected, const Axes& expected_axes, Vec3 at);

}  // namespace misfit
