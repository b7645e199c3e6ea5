// 200 milliseconds, slowing down.
#include "render/motion.h"

#include <algorithm>
#include <cmath>

namespace misfit {
namespace {

constexpr double kSeconds = 0.2;

float ratio(float a, float b) { return b > 1e-4f ? a / b : 1; }

template <class Thing> void warp(Thing& t, Vec3 at, Vec3 half) {
  Vec3 k{ratio(half.x, t.half.x), ratio(half.y, t.half.y), ratio(half.z, t.half.z)};
  auto place = [&](Vec3 p) { Vec3 d = p - t.at; return at + Vec3{d.x * k.x, d.y * k.y, d.z * k.z}; };
  for (Block& b : t.blocks) { b.at = place(b.at); b.half = {b.half.x * k.x, b.half.y * k.y, b.half.z * k.z}; }
  for (Edge& e : t.edges) { e.from = place(e.from); e.to = place(e.to); }
  t.at = at;
  t.half = half;
}

}  // namespace

Scene Motion::step(const Scene& target, double now, bool jump) {
  std::vector<Place> places;
  for (const Solid& s : target.solids) places.push_back({s.key, s.at, s.half, s.ghost});
  for (const Socket& s : target.sockets) places.push_back({s.key, s.at, s.half, s.ghost});
  auto same = [](const std::vector<Place>& a, const std::vector<Place>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Place& p, const Place& q) { return p.key == q.key && p.at == q.at && p.half == q.half && p.ghost == q.ghost; });
  };
  if (!same(places, to_)) {
    from_ = shown_;
    to_ = places;
    began_ = now;
    moving_ = !from_.empty() && !jump;
  }
  if (now - began_ >= kSeconds || jump) moving_ = false;
  Scene scene = target;
  if (!moving_) { shown_ = places; return scene; }
  float t = static_cast<float>((now - began_) / kSeconds);
  t = 1 - std::pow(1 - std::clamp(t, 0.0f, 1.0f), 3.0f);
  shown_.clear();
  auto move = [&](auto& thing) {
    Vec3 at = thing.at, half = thing.half;
    auto old = std::find_if(from_.begin(), from_.end(), [&](const Place& p) { return p.key == thing.key; });
    bool arrived = old != from_.end() && old->ghost && !thing.ghost;
    if (old == from_.end() || arrived) {
      at.x -= (1 - t) * 0.9f;
    } else {
      at = old->at + (at - old->at) * t;
      half = old->half + (half - old->half) * t;
    }
    shown_.push_back({thing.key, at, half, thing.ghost});
    warp(thing, at, half);
  };
  for (Solid& s : scene.solids) move(s);
  for (Socket& s : scene.sockets) move(s);
  return scene;
}

}  // namespace misfit
