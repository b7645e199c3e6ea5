// Hands on the picture: what is under the pointer, and what a drag means.
#include <cmath>

#include <doctest/doctest.h>
#include "render/pick.h"
#include "study/made_run.h"
#include "study/study.h"

using namespace misfit;

namespace {
Scene scene_of(int64_t found) {
  Study s;
  s.history.reset(test::kText);
  s.literals = literals(test::kText);
  s.verdict = test::grayscale_run(found);
  return layout(s);
}
}  // namespace

TEST_CASE("pick: an edge is found within reach, a face under the pointer, nothing beside") {
  Scene scene = scene_of(1);
  View view = view_of(scene, 900, 400, 0, 100);
  for (const Edge& e : scene.solids[0].edges) {
    Vec2 middle = view.camera.at((e.from + e.to) * 0.5f);
    Target t = pick(scene, view.camera, {middle.x + 1, middle.y + 1}, 9);
    CHECK(t == Target{Target::kAxis, 0, e.tensor_axis});
  }
  Vec2 face = view.camera.at(scene.solids[0].at);
  CHECK(pick(scene, view.camera, face, 9).kind == Target::kSolid);
  CHECK(pick(scene, view.camera, {3, 3}, 9).kind == Target::kNone);
}

TEST_CASE("pick: dragging an edge outward lengthens it, inward shortens it, never below one") {
  Scene scene = scene_of(1);
  View view = view_of(scene, 900, 400, 0, 100);
  for (const Edge& e : scene.solids[0].edges) {
    Vec2 a = view.camera.at(e.from), b = view.camera.at(e.to);
    float l = std::max(1.0f, std::abs(b.x - a.x) + std::abs(b.y - a.y));
    Vec2 out{(b.x - a.x) / l * 60, (b.y - a.y) / l * 60};
    CHECK(dragged_length(e, view.camera, out) > e.length);
    CHECK(dragged_length(e, view.camera, {0, 0}) == e.length);
    CHECK(dragged_length(e, view.camera, {-out.x * 50, -out.y * 50}) == 1);
  }
}

TEST_CASE("view: everything is in sight, or the place where it failed is") {
  Scene scene = scene_of(1);
  View wide = view_of(scene, 1000, 400, 0, 100);
  for (const Edge& e : scene.solids[0].edges) CHECK(wide.camera.at(e.from).x >= 20);
  CHECK(wide.camera.at({scene.high.x, 0, 0}).x <= 1000);
  View narrow = view_of(scene, 360, 250, 0, 100);
  CHECK(narrow.camera.at({scene.focus_right, 0, 0}).x <= 360);
  for (const Edge& e : scene.solids[0].edges) CHECK(narrow.camera.at(e.from).x >= 0);
  CHECK(narrow.pan_high > 0);
}
