// From the stage to points on the screen: an oblique view, so that front faces keep their shape and depth goes up to the right.
#pragma once
#include <algorithm>

#include "study/scene.h"

namespace misfit {

struct Vec2 { float x = 0, y = 0; };

struct Camera {
  float scale = 60, origin_x = 0, origin_y = 0;        // points per unit; where the stage's origin lies
  float near_z = -4, far_z = 12;
  static constexpr float kRight = 0.46f, kUp = 0.34f;  // a unit away from the viewer, on the screen

  Vec2 at(Vec3 p) const { return {origin_x + (p.x + p.z * kRight) * scale, origin_y - (p.y + p.z * kUp) * scale}; }
  float depth(Vec3 p) const { return std::clamp((p.z - near_z) / (far_z - near_z), 0.0f, 1.0f); }
};

// Shows the whole scene in a region of this size, or, where it would become too small, the part around its focus.
// `pan` moves along the flow; what it may be is limited to what there is to see.
struct View { Camera camera; float pan_low = 0, pan_high = 0; };
View view_of(const Scene&, float width, float height, float pan, float label_room);

}  // namespace misfit
