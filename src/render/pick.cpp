// Finds things by their outline on the screen.
#include "render/pick.h"

#include <cmath>

namespace misfit {
namespace {

float distance(Vec2 p, Vec2 a, Vec2 b) {
  float dx = b.x - a.x, dy = b.y - a.y, l = dx * dx + dy * dy;
  float t = l > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / l, 0.0f, 1.0f) : 0;
  return std::hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}

// The outline of a box in this view is a hexagon; its front face and the strip that depth adds.
bool inside(const Camera& c, Vec3 at, Vec3 half, Vec2 p) {
  for (int i = 0; i <= 8; ++i) {
    float z = at.z - half.z + 2 * half.z * static_cast<float>(i) / 8;
    Vec2 low = c.at({at.x - half.x, at.y - half.y, z}), high = c.at({at.x + half.x, at.y + half.y, z});
    if (p.x >= low.x && p.x <= high.x && p.y <= low.y && p.y >= high.y) return true;
  }
  return false;
}

}  // namespace

Target pick(const Scene& s, const Camera& c, Vec2 p, float reach) {
  Target best;
  float nearest = reach;
  auto look = [&](const std::vector<Edge>& edges, Target::Kind kind, size_t thing) {
    for (const Edge& e : edges) {
      float d = distance(p, c.at(e.from), c.at(e.to));
      if (d < nearest) { nearest = d; best = {kind, static_cast<int>(thing), e.tensor_axis}; }
    }
  };
  for (size_t i = 0; i < s.solids.size(); ++i) if (!s.solids[i].ghost) look(s.solids[i].edges, Target::kAxis, i);
  for (size_t i = 0; i < s.sockets.size(); ++i) look(s.sockets[i].edges, Target::kSocket, i);
  if (best.kind != Target::kNone) return best;
  for (size_t i = 0; i < s.solids.size(); ++i)
    if (!s.solids[i].ghost && inside(c, s.solids[i].at, s.solids[i].half, p)) return {Target::kSolid, static_cast<int>(i), -1};
  for (size_t i = 0; i < s.sockets.size(); ++i)
    if (!s.sockets[i].ghost && inside(c, s.sockets[i].at, s.sockets[i].half, p)) return {Target::kSocket, static_cast<int>(i), -1};
  return {};
}

int64_t dragged_length(const Edge& e, const Camera& c, Vec2 moved) {
  Vec2 a = c.at(e.from), b = c.at(e.to);
  float dx = b.x - a.x, dy = b.y - a.y, l = std::hypot(dx, dy);
  if (l < 0.5f) { dx = 1; dy = 0; l = 1; }
  float along = (moved.x * dx + moved.y * dy) / l;
  bool away = e.from.x == e.to.x && e.from.y == e.to.y;
  float unit = away ? c.scale * std::hypot(Camera::kRight, Camera::kUp) : c.scale;
  float extent = extent_of(e.axis, e.length) + along / unit;
  return std::max<int64_t>(1, length_of(e.axis, extent));
}

}  // namespace misfit
