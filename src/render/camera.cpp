// Fits a scene into a region.
#include "render/camera.h"

namespace misfit {

constexpr float kLargest = 74, kSmallest = 44, kTiniest = 27;

View view_of(const Scene& s, float width, float height, float pan, float room) {
  View v;
  float left = s.low.x, right = s.high.x + std::max(s.high.z, 0.0f) * Camera::kRight;
  float low = s.low.y, high = s.high.y + std::max(s.high.z, 0.0f) * Camera::kUp;
  float w = std::max(right - left, 0.1f), h = std::max(high - low, 0.1f);
  const float side = width < 500 ? 14 : 24;
  float by_height = (height - room) / h;
  float fit = std::min((width - 2 * side) / w, by_height);
  Camera& c = v.camera;
  // If it cannot all be seen at a good size, what leads to the focus can.
  float smallest = kSmallest;
  if (s.focus_right > left) smallest = std::min(smallest, std::max(kTiniest, (width - 2 * side) / (s.focus_right - left)));
  c.scale = std::clamp(fit, std::min(smallest, by_height), kLargest);
  float spare = width - w * c.scale;
  c.origin_y = room * 0.42f + (height - room) / 2 + (low + high) / 2 * c.scale;
  if (spare >= 0) {
    c.origin_x = spare / 2 - left * c.scale;
  } else {
    // Too wide: begin so that the focus is in sight, with some of what feeds it.
    float start = side - left * c.scale;
    float focus = s.focus_right * c.scale + start;
    float shift = std::clamp(focus - width + side, 0.0f, -spare + 2 * side);
    v.pan_low = -shift;
    v.pan_high = -spare + 2 * side - shift;
    c.origin_x = start - shift - std::clamp(pan, v.pan_low, v.pan_high);
  }
  c.near_z = s.low.z - 1;
  c.far_z = s.high.z + 4;
  return v;
}

}  // namespace misfit
