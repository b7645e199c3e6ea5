// Boxes with three visible faces, their outlines, and the axes' edges.
#include "render/mesh.h"

#include <cmath>

namespace misfit {
namespace {

uint32_t gl(uint32_t rgb, float alpha) {
  return static_cast<uint32_t>(alpha * 255 + 0.5f) << 24 | (rgb & 0xFF) << 16 | (rgb & 0xFF00) | (rgb >> 16 & 0xFF);
}

struct Mesher {
  const Camera& camera;
  const StageColours& colours;
  Mesh mesh;
  uint32_t tone(Tone t) const { return colours.tone[static_cast<size_t>(t)]; }

  void begin(int image) {
    if (mesh.batches.empty() || mesh.batches.back().image != image) mesh.batches.push_back({image, mesh.vertices.size(), 0});
  }
  void vertex(Vec2 p, float depth, float u, float v, uint32_t colour, float width, float dash) {
    mesh.vertices.push_back({p.x, p.y, depth, u, v, colour, width, dash});
    ++mesh.batches.back().count;
  }

  void face(Vec3 a, Vec3 b, Vec3 c, Vec3 d, uint32_t colour, int image = -1) {   // a … d around; a is the texture's (0, 1)
    begin(image);
    const Vec3 p[] = {a, b, c, a, c, d};
    const float u[] = {0, 1, 1, 0, 1, 0}, v[] = {1, 1, 0, 1, 0, 0};
    for (int i = 0; i < 6; ++i) vertex(camera.at(p[i]), camera.depth(p[i]), u[i], v[i], colour, 0, 0);
  }

  void line(Vec3 a, Vec3 b, float half_width, uint32_t colour, float dash = 0, float nearer = 0.0012f) {
    begin(-1);
    Vec2 p = camera.at(a), q = camera.at(b);
    float dx = q.x - p.x, dy = q.y - p.y, length = std::sqrt(dx * dx + dy * dy);
    if (length < 0.01f) return;
    dx /= length; dy /= length;
    float r = half_width + 0.75f, cap = dash > 0 ? 0 : half_width * 0.5f;
    float da = camera.depth(a) - nearer, db = camera.depth(b) - nearer;
    Vec2 e{p.x - dx * cap, p.y - dy * cap}, f{q.x + dx * cap, q.y + dy * cap};
    Vec2 n{-dy * r, dx * r};
    const Vec2 corner[] = {{e.x + n.x, e.y + n.y}, {f.x + n.x, f.y + n.y}, {f.x - n.x, f.y - n.y}, {e.x - n.x, e.y - n.y}};
    const float along[] = {0, length, length, 0}, across[] = {r, r, -r, -r}, depth[] = {da, db, db, da};
    for (int i : {0, 1, 2, 0, 2, 3}) vertex(corner[i], depth[i], along[i], across[i], colour, half_width, dash);
  }

  void block(const Block& b, bool ghost_outline = false) {
    Vec3 l = b.at - b.half, h = b.at + b.half;
    // Corners: front and back, counter-clockwise from the lower left.
    Vec3 f[] = {{l.x, l.y, l.z}, {h.x, l.y, l.z}, {h.x, h.y, l.z}, {l.x, h.y, l.z}};
    Vec3 k[] = {{l.x, l.y, h.z}, {h.x, l.y, h.z}, {h.x, h.y, h.z}, {l.x, h.y, h.z}};
    uint32_t axis = colours.axis[static_cast<size_t>(b.axis)];
    uint32_t outline = tone(Tone::kInk);
    float width = 0.75f, dash = 0;
    uint32_t front = colours.face, top = mix(colours.face, axis, 0.16f), side = mix(colours.face, axis, 0.34f);
    float alpha = b.alpha;
    switch (b.finish) {
      case Finish::kSolid: if (b.tone == Tone::kAxis) { front = top = side = outline = axis; } else if (b.image < 0) front = mix(colours.face, axis, 0.06f); break;
      case Finish::kGhost:
        outline = mix(colours.stage, tone(Tone::kMuted), ghost_outline ? 0.36f : 0.42f * b.alpha);
        front = top = side = colours.stage;
        width = 0.5f;
        alpha = 1;
        break;
      case Finish::kMissing: outline = tone(Tone::kMisfit); front = top = side = tone(Tone::kMisfit); alpha = colours.dark ? 0.13f : 0.075f; dash = 5; width = 0.8f; break;
      case Finish::kExcess: outline = tone(Tone::kMisfit); front = mix(colours.face, outline, 0.30f); top = mix(colours.face, outline, 0.42f); side = mix(colours.face, outline, 0.58f); alpha = 1; break;
      case Finish::kFrame: outline = mix(colours.stage, tone(Tone::kMuted), 0.9f); front = colours.socket; top = side = colours.socket_side; break;
    }
    face(f[3], f[2], k[2], k[3], gl(top, alpha));
    face(f[1], k[1], k[2], f[2], gl(side, alpha));
    if (b.image >= 0 && b.finish == Finish::kSolid) face(f[0], f[1], f[2], f[3], 0xFFFFFFFFu, b.image);
    else face(f[0], f[1], f[2], f[3], gl(front, alpha));
    // Grooves tell cells and planes apart.
    uint32_t groove = gl(mix(front, outline, 0.34f), 1);
    for (int i = 1; i < b.cuts_y; ++i) {
      float y = l.y + (h.y - l.y) * static_cast<float>(i) / static_cast<float>(b.cuts_y);
      line({l.x, y, l.z}, {h.x, y, l.z}, 0.4f, groove, 0, 0.0006f);
      line({h.x, y, l.z}, {h.x, y, h.z}, 0.4f, gl(mix(side, outline, 0.3f), 1), 0, 0.0006f);
    }
    for (int i = 1; i < b.cuts_x; ++i) {
      float x = l.x + (h.x - l.x) * static_cast<float>(i) / static_cast<float>(b.cuts_x);
      line({x, l.y, l.z}, {x, h.y, l.z}, 0.4f, groove, 0, 0.0006f);
      line({x, h.y, l.z}, {x, h.y, h.z}, 0.4f, gl(mix(top, outline, 0.3f), 1), 0, 0.0006f);
    }
    for (int i = 1; i < b.cuts_z; ++i) {
      float z = l.z + (h.z - l.z) * static_cast<float>(i) / static_cast<float>(b.cuts_z);
      line({h.x, l.y, z}, {h.x, h.y, z}, 0.4f, gl(mix(side, outline, 0.38f), 1), 0, 0.0006f);
      line({l.x, h.y, z}, {h.x, h.y, z}, 0.4f, gl(mix(top, outline, 0.38f), 1), 0, 0.0006f);
    }
    uint32_t ink = gl(outline, 1);
    for (int i = 0; i < 4; ++i) line(f[i], f[(i + 1) % 4], width, ink, dash);
    line(k[3], k[2], width, ink, dash);
    line(k[2], k[1], width, ink, dash);
    line(f[3], k[3], width, ink, dash);
    line(f[2], k[2], width, ink, dash);
    line(f[1], k[1], width, ink, dash);
  }

  // A holder: a plate with two cut corners behind what it holds, and a rim around it.
  void socket(const Socket& s) {
    if (s.ghost) return;
    float cut = std::min(s.half.x, s.half.y) * 0.24f, z = s.at.z, t = 0.09f;
    Vec3 l = s.at - s.half, h = s.at + s.half;
    if (s.depth > 0) l.y = s.floor - 0.12f;
    auto ring = [&](float depth) {
      return std::array<Vec3, 6>{Vec3{l.x, l.y, depth}, {h.x - cut, l.y, depth}, {h.x, l.y + cut, depth}, {h.x, h.y, depth}, {l.x + cut, h.y, depth}, {l.x, h.y - cut, depth}};
    };
    auto front = ring(z), back = ring(z + t);
    uint32_t rim = s.passed ? tone(Tone::kFits) : tone(Tone::kMuted);
    uint32_t plate = mix(colours.socket, rim, s.passed ? 0.05f : 0), edge = mix(colours.socket_side, rim, 0.12f);
    for (size_t i = 0; i < 6; ++i) face(front[i], back[i], back[(i + 1) % 6], front[(i + 1) % 6], gl(edge, 1));
    begin(-1);
    for (size_t i = 1; i + 1 < 6; ++i)
      for (size_t k : {size_t{0}, i, i + 1}) vertex(camera.at(front[k]), camera.depth(front[k]), 0, 0, gl(plate, 1), 0, 0);
    uint32_t ink = gl(mix(tone(Tone::kMuted), rim, s.passed ? 0.6f : 0), 1);
    if (s.depth > 0) {
      // The floor on which things stand.
      float y = s.floor - 0.03f, y0 = y - 0.09f, near_z = z - s.depth;
      Vec3 a{l.x, y, near_z}, b{h.x, y, near_z}, c{h.x, y, z}, d{l.x, y, z};
      Vec3 a0{l.x, y0, near_z}, b0{h.x, y0, near_z}, c0{h.x, y0, z};
      face(a, b, c, d, gl(mix(plate, edge, 0.4f), 1));
      face(a0, b0, b, a, gl(edge, 1));
      face(b0, c0, c, b, gl(mix(edge, colours.tone[static_cast<size_t>(Tone::kMuted)], 0.12f), 1));
      uint32_t outline = gl(mix(tone(Tone::kMuted), rim, s.passed ? 0.6f : 0), 1);
      const Vec3* path[][2] = {{&a, &b}, {&b, &c}, {&a, &a0}, {&b, &b0}, {&a0, &b0}, {&b0, &c0}, {&a, &d}};
      for (auto& p : path) line(*p[0], *p[1], 0.6f, outline);
    }
    for (size_t i = 0; i < 6; ++i) line(front[i], front[(i + 1) % 6], 0.8f, ink);
    for (size_t i = 1; i < 5; ++i) line(front[i], back[i], 0.6f, ink);
    for (size_t i = 1; i < 4; ++i) line(back[i], back[i + 1], 0.6f, ink);
  }

  void edge(const Edge& e, bool hovered) {
    uint32_t c = e.lit ? tone(Tone::kMisfit) : colours.axis[static_cast<size_t>(e.axis)];
    line(e.from, e.to, hovered ? 3.2f : 2.0f, gl(c, 1), 0, 0.002f);
  }

  void arrow(const Arrow& a) {
    uint32_t c = gl(a.tone == Tone::kHairline ? mix(colours.stage, tone(Tone::kMuted), 0.4f) : tone(a.tone), 1);
    line(a.from, a.to, 0.9f, c, a.dashed ? 5.0f : 0);
    if (!a.head) return;
    begin(-1);
    Vec2 tip = camera.at(a.to);
    float d = camera.depth(a.to) - 0.002f;
    float way = a.to.x < a.from.x ? -1.0f : 1.0f;
    vertex({tip.x + 3 * way, tip.y}, d, 0, 0, c, 0, 0);
    vertex({tip.x - 7 * way, tip.y - 4.5f}, d, 0, 0, c, 0, 0);
    vertex({tip.x - 7 * way, tip.y + 4.5f}, d, 0, 0, c, 0, 0);
  }
};

}  // namespace

Mesh mesh_of(const Scene& scene, const Camera& camera, const StageColours& colours, const Lit& lit) {
  Mesher m{camera, colours, {}};
  for (const Socket& s : scene.sockets) m.socket(s);
  for (const Solid& s : scene.solids)
    for (const Block& b : s.blocks) m.block(b, s.ghost);
  for (const Arrow& a : scene.arrows) m.arrow(a);
  for (const Socket& s : scene.sockets) {
    for (const Block& b : s.blocks) if (b.finish != Finish::kMissing) m.block(b);
    for (auto b = s.blocks.rbegin(); b != s.blocks.rend(); ++b) if (b->finish == Finish::kMissing) m.block(*b);
  }
  for (size_t i = 0; i < scene.solids.size(); ++i)
    for (const Edge& e : scene.solids[i].edges)
      m.edge(e, lit.target == Target{Target::kAxis, static_cast<int>(i), e.tensor_axis});
  for (size_t i = 0; i < scene.sockets.size(); ++i)
    for (const Edge& e : scene.sockets[i].edges)
      m.edge(e, lit.target == Target{Target::kSocket, static_cast<int>(i), e.tensor_axis});
  return std::move(m.mesh);
}

}  // namespace misfit
