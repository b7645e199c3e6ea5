// Height upwards, width to the right, channels away from the viewer, samples behind each other.
#include "study/solids.h"

#include <algorithm>
#include <cmath>

namespace misfit {
namespace {

constexpr float kThin = 0.11f, kPlaneGap = 0.46f, kCell = 0.30f;
constexpr int64_t kPlanes = 16;            // told apart; more are one block

bool depth_like(Axis a) { return a == Axis::kChannel || a == Axis::kDepth; }

}  // namespace

float extent_of(Axis axis, int64_t n) {
  if (n < 0) n = 8;
  float length = static_cast<float>(std::max<int64_t>(n, 0));
  if (depth_like(axis)) {
    if (n <= 4) return kThin + (length > 0 ? length - 1 : -0.8f) * kPlaneGap;
    return kThin + 3 * kPlaneGap + 0.26f * std::log2(length / 4);
  }
  if (axis == Axis::kClass || axis == Axis::kFeature || axis == Axis::kTime) {
    if (n <= 4) return 0.26f * std::max(length, 0.3f);
    return 1.04f + 0.34f * std::log2(length / 4);
  }
  return 0.30f + 0.40f * std::log2(std::max(length, 0.5f) + 1);
}

int64_t length_of(Axis axis, float extent) {
  int64_t low = 1, high = 1 << 20;
  while (low < high) {
    int64_t mid = (low + high) / 2;
    if (extent_of(axis, mid) < extent) low = mid + 1; else high = mid;
  }
  if (low > 1 && extent - extent_of(axis, low - 1) < extent_of(axis, low) - extent) --low;
  return low;
}

std::vector<int> directions(const Shape& shape, const Axes& axes) {
  std::vector<int> way(axes.size(), 3);
  std::vector<size_t> rest;
  for (size_t i = 0; i < axes.size(); ++i) if (axes[i] != Axis::kBatch) rest.push_back(i);
  if (rest.size() == 1) { way[rest[0]] = 1; }
  else if (rest.size() == 2) { way[rest[0]] = axes[rest[0]] == Axis::kTime ? 0 : 1; way[rest[1]] = axes[rest[0]] == Axis::kTime ? 1 : 0; }
  else if (rest.size() >= 3) {
    size_t k = rest.size();
    way[rest[k - 3]] = 1; way[rest[k - 2]] = 0; way[rest[k - 1]] = 2;
  }
  (void)shape;
  return way;
}

Vec3 half_of(const Shape& shape, const Axes& axes) {
  std::vector<int> way = directions(shape, axes);
  float size[3] = {kCell, kCell, kCell};
  bool flat = false, column = true;
  for (int w : way) { flat = flat || w == 0; column = column && w != 0; }
  size[2] = flat ? kThin : kCell;
  for (size_t i = 0; i < axes.size(); ++i) if (way[i] < 3) size[way[i]] = extent_of(axes[i], shape[i]);
  (void)column;
  return {size[0] / 2, size[1] / 2, size[2] / 2};
}

Solid solid_of(const SolidSpec& spec, Vec3 at, uint64_t key) {
  Solid s;
  s.key = key;
  s.at = at;
  s.ghost = spec.ghost;
  Vec3 half = s.half = half_of(spec.shape, spec.axes);
  std::vector<int> way = directions(spec.shape, spec.axes);
  Finish finish = spec.ghost ? Finish::kGhost : spec.finish;
  auto axis_at = [&](int w) { for (size_t i = 0; i < way.size(); ++i) if (way[i] == w) return static_cast<int>(i); return -1; };
  int x = axis_at(0), y = axis_at(1), z = axis_at(2), n = axis_at(3);
  auto length = [&](int i) { return i < 0 ? int64_t{1} : spec.shape[static_cast<size_t>(i)]; };
  Axis side = z >= 0 ? spec.axes[static_cast<size_t>(z)] : y >= 0 ? spec.axes[static_cast<size_t>(y)] : Axis::kBatch;

  if (spec.batch_ghosts && n >= 0)
    for (int k = 2; k >= 1; --k) {
      Block b{{at.x, at.y, at.z + half.z + 0.42f * static_cast<float>(k)}, {half.x, half.y, 0.01f}, Finish::kGhost};
      b.axis = Axis::kBatch;
      b.alpha = k == 2 ? 0.5f : 0.8f;
      s.blocks.push_back(b);
    }
  int64_t planes = length(z);
  if (z >= 0 && planes >= 0 && planes <= kPlanes) {
    const float apart = planes <= 4 ? kPlaneGap : (2 * half.z - kThin) / static_cast<float>(planes - 1), thin = planes <= 4 ? kThin : std::min(kThin, apart * 0.4f);
    for (int64_t p = planes - 1; p >= 0; --p) {
      Block b{{at.x, at.y, at.z - half.z + thin / 2 + static_cast<float>(p) * apart}, {half.x, half.y, thin / 2}, finish};
      b.axis = side;
      b.image = p == 0 ? spec.image : -1;
      s.blocks.push_back(b);
    }
  } else {
    Block b{at, half, finish};
    b.axis = side;
    b.image = spec.image;
    auto cuts = [&](int i) { int64_t l = length(i); return l > 1 && l <= 40 ? static_cast<int>(l) : l > 40 ? 24 : 0; };
    if (z >= 0) b.cuts_z = std::min(cuts(z), 16);
    if (x < 0 && y >= 0) b.cuts_y = std::min(cuts(y), 24);
    if (x >= 0 && z < 0 && spec.image < 0) { b.cuts_x = std::min(cuts(x), 16); b.cuts_y = std::min(cuts(y), 16); }
    s.blocks.push_back(b);
  }
  auto edge = [&](int i, Vec3 from, Vec3 to) {
    if (i < 0) return;
    size_t k = static_cast<size_t>(i);
    s.edges.push_back({spec.axes[k], i, spec.shape[k], from, to});
  };
  Vec3 l{at.x - half.x, at.y - half.y, at.z - half.z}, h{at.x + half.x, at.y + half.y, at.z + half.z};
  const float off = 0.13f;
  edge(y, {l.x - off, l.y, l.z}, {l.x - off, h.y, l.z});
  edge(x, {l.x, l.y - off, l.z}, {h.x, l.y - off, l.z});
  edge(z, {h.x + off, l.y, l.z}, {h.x + off, l.y, h.z});
  if (spec.batch_ghosts) edge(n, {l.x, h.y + off * 0.8f, h.z + 0.12f}, {l.x, h.y + off * 0.8f, h.z + 0.84f});
  return s;
}

Gap gap_between(const Shape& found, const Axes& fa, const Shape& expected, const Axes& ea, Vec3 at) {
  Gap gap;
  Vec3 half = half_of(expected, ea);
  if (fa.size() != ea.size()) {
    gap.rank = true;
    Block b{at, half, Finish::kMissing};
    gap.blocks.push_back(b);
    return gap;
  }
  std::vector<int> way = directions(expected, ea);
  for (size_t i = 0; i < ea.size(); ++i) {
    if (ea[i] == Axis::kBatch || expected[i] < 0 || found[i] < 0 || expected[i] == found[i]) continue;
    gap.tensor_axis = static_cast<int>(i);
    float want = extent_of(ea[i], expected[i]), have = extent_of(fa[i], found[i]);
    bool missing = expected[i] > found[i];
    // Lengths that differ look different, be it by one in a thousand.
    if (std::abs(want - have) < 0.22f) have = missing ? want - 0.22f : want + 0.22f;
    if (way[i] == 2 && std::max(expected[i], found[i]) <= 4) {
      for (int64_t p = std::min(expected[i], found[i]); p < std::max(expected[i], found[i]); ++p) {
        float z = at.z - half.z + kThin / 2 + static_cast<float>(p) * kPlaneGap;
        gap.blocks.push_back({{at.x, at.y, z}, {half.x, half.y, kThin / 2}, missing ? Finish::kMissing : Finish::kExcess});
      }
      continue;
    }
    float low = std::min(want, have), high = std::max(want, have);
    Vec3 c = at, h = half_of(found, fa);
    h = {std::max(h.x, half.x), std::max(h.y, half.y), std::max(h.z, half.z)};
    float mid = (low + high) / 2, width = (high - low) / 2;
    if (way[i] == 0) { c.x = at.x - half.x + mid; h.x = width; }
    if (way[i] == 1) { c.y = at.y - half.y + mid; h.y = width; }
    if (way[i] == 2) { c.z = at.z - half.z + mid; h.z = width; }
    gap.blocks.push_back({c, h, missing ? Finish::kMissing : Finish::kExcess});
  }
  return gap;
}

}  // namespace misfit
