// What lies under a point of the screen.
#pragma once
#include "render/camera.h"

namespace misfit {

// Edges first, within `reach` points; then the nearest solid or socket.
Target pick(const Scene&, const Camera&, Vec2 point, float reach);

// The length an edge would have if its far end were dragged by `moved` points.
int64_t dragged_length(const Edge&, const Camera&, Vec2 moved);

}  // namespace misfit
