// A scene as triangles on the screen: faces with their light, outlines and edges as smooth strips.
#pragma once
#include <vector>

#include "render/camera.h"
#include "render/colours.h"

namespace misfit {

struct Vertex {
  float x, y, depth;              // points, and 0 near … 1 far
  float u, v;                     // faces: texture; strips: along, across (-1 … 1)
  uint32_t colour;                // 0xAABBGGRR
  float width, dash;              // strips: half width in points (0: a face), dash length (0: none)
};
struct Batch { int image = -1; size_t first = 0, count = 0; };
struct Mesh { std::vector<Vertex> vertices; std::vector<Batch> batches; };

struct Lit { Target target; };    // what the pointer is over
Mesh mesh_of(const Scene&, const Camera&, const StageColours&, const Lit&);

}  // namespace misfit
