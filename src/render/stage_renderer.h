// Draws a mesh into a texture, with smooth edges, at the screen's density.
#pragma once
#include <string_view>
#include <unordered_map>

#include "render/mesh.h"
#include "render/texels.h"

namespace misfit {

class StageRenderer {
 public:
  StageRenderer(std::string_view vertex_shader, std::string_view fragment_shader);
  ~StageRenderer();
  StageRenderer(const StageRenderer&) = delete;
  StageRenderer& operator=(const StageRenderer&) = delete;

  // Size in points; `density` pixels a point. Answers the texture; its first row is the lowest.
  unsigned draw(const Scene&, const Mesh&, const StageColours&, float width, float height, float density);
  // A texture of a tensor's numbers; kept while the tensor lives unchanged.
  unsigned texture_of(const Image&, const StageColours&);
  bool ready() const { return program_ != 0; }
  void lost();                                     // the GL context is gone: forget all names

 private:
  void resize(int width, int height);
  unsigned program_ = 0, vertices_ = 0, array_ = 0;
  unsigned frame_ = 0, smooth_ = 0, colour_ = 0, depth_ = 0, resolved_ = 0, white_ = 0;
  int size_uniform_ = -1, width_ = 0, height_ = 0;
  struct Kept { unsigned name; int unused; };
  std::unordered_map<uint64_t, Kept> textures_;
  std::string vertex_text_, fragment_text_;
  void create();
};

}  // namespace misfit
