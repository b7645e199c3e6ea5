// The GL side of the stage.
#include "render/stage_renderer.h"

#include <cmath>
#include <cstddef>
#include <string>

#include "render/gl.h"

namespace misfit {
namespace {

#ifdef __EMSCRIPTEN__
constexpr std::string_view kHeader = "#version 300 es\nprecision highp float;\n";
#else
constexpr std::string_view kHeader = "#version 330 core\n";
#endif
constexpr int kKept = 64;

unsigned compile(unsigned kind, std::string_view text) {
  unsigned shader = glCreateShader(kind);
  std::string whole = std::string(kHeader) + std::string(text);
  const char* source = whole.c_str();
  glShaderSource(shader, 1, &source, nullptr);
  glCompileShader(shader);
  int ok = 0;
  glGetShaderiv(shader, GL_COMPILE_STATUS, &ok);
  if (!ok) {
    char log[1024] = "";
    glGetShaderInfoLog(shader, sizeof log, nullptr, log);
    std::fprintf(stderr, "shader: %s\n", log);
  }
  return shader;
}

}  // namespace

StageRenderer::StageRenderer(std::string_view vertex, std::string_view fragment) : vertex_text_(vertex), fragment_text_(fragment) { create(); }

void StageRenderer::create() {
  unsigned v = compile(GL_VERTEX_SHADER, vertex_text_), f = compile(GL_FRAGMENT_SHADER, fragment_text_);
  program_ = glCreateProgram();
  glAttachShader(program_, v);
  glAttachShader(program_, f);
  const char* names[] = {"place", "texture_place", "colour", "strip"};
  for (unsigned i = 0; i < 4; ++i) glBindAttribLocation(program_, i, names[i]);
  glLinkProgram(program_);
  glDeleteShader(v);
  glDeleteShader(f);
  int ok = 0;
  glGetProgramiv(program_, GL_LINK_STATUS, &ok);
  ENSURE(ok);
  size_uniform_ = glGetUniformLocation(program_, "size");
  glGenBuffers(1, &vertices_);
  glGenVertexArrays(1, &array_);
  glBindVertexArray(array_);
  glBindBuffer(GL_ARRAY_BUFFER, vertices_);
  auto attribute = [](unsigned i, int n, unsigned type, bool normal, size_t offset) {
    glEnableVertexAttribArray(i);
    glVertexAttribPointer(i, n, type, normal, sizeof(Vertex), reinterpret_cast<const void*>(offset));
  };
  attribute(0, 3, GL_FLOAT, false, offsetof(Vertex, x));
  attribute(1, 2, GL_FLOAT, false, offsetof(Vertex, u));
  attribute(2, 4, GL_UNSIGNED_BYTE, true, offsetof(Vertex, colour));
  attribute(3, 2, GL_FLOAT, false, offsetof(Vertex, width));
  glBindVertexArray(0);
  glGenTextures(1, &white_);
  glBindTexture(GL_TEXTURE_2D, white_);
  const uint32_t white = 0xFFFFFFFFu;
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, 1, 1, 0, GL_RGBA, GL_UNSIGNED_BYTE, &white);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
}

StageRenderer::~StageRenderer() {
  for (auto& [key, kept] : textures_) glDeleteTextures(1, &kept.name);
  glDeleteTextures(1, &white_);
  glDeleteTextures(1, &resolved_);
  glDeleteRenderbuffers(1, &colour_);
  glDeleteRenderbuffers(1, &depth_);
  glDeleteFramebuffers(1, &frame_);
  glDeleteFramebuffers(1, &smooth_);
  glDeleteBuffers(1, &vertices_);
  glDeleteVertexArrays(1, &array_);
  glDeleteProgram(program_);
}

void StageRenderer::lost() {
  textures_.clear();
  frame_ = smooth_ = colour_ = depth_ = resolved_ = 0;
  width_ = height_ = 0;
  create();
}

void StageRenderer::resize(int width, int height) {
  if (width == width_ && height == height_) return;
  width_ = width;
  height_ = height;
  if (!frame_) {
    glGenFramebuffers(1, &frame_);
    glGenFramebuffers(1, &smooth_);
    glGenRenderbuffers(1, &colour_);
    glGenRenderbuffers(1, &depth_);
    glGenTextures(1, &resolved_);
  }
  // Lines are smooth by themselves; the edges of faces need samples, which a processor alone draws too slowly.
  const char* who = reinterpret_cast<const char*>(glGetString(GL_RENDERER));
  const std::string_view renderer = who ? who : "";
  int most = 0;
  glGetIntegerv(GL_MAX_SAMPLES, &most);
  const bool slow = renderer.find("llvmpipe") != std::string_view::npos || renderer.find("softpipe") != std::string_view::npos;
  int samples = slow ? 0 : most < 4 ? most : 4;
  glBindRenderbuffer(GL_RENDERBUFFER, colour_);
  glRenderbufferStorageMultisample(GL_RENDERBUFFER, samples, GL_RGBA8, width, height);
  glBindRenderbuffer(GL_RENDERBUFFER, depth_);
  glRenderbufferStorageMultisample(GL_RENDERBUFFER, samples, GL_DEPTH_COMPONENT24, width, height);
  glBindFramebuffer(GL_FRAMEBUFFER, smooth_);
  glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, colour_);
  glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_DEPTH_ATTACHMENT, GL_RENDERBUFFER, depth_);
  glBindTexture(GL_TEXTURE_2D, resolved_);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, width, height, 0, GL_RGBA, GL_UNSIGNED_BYTE, nullptr);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
  glBindFramebuffer(GL_FRAMEBUFFER, frame_);
  glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, resolved_, 0);
}

unsigned StageRenderer::texture_of(const Image& image, const StageColours& colours) {
  uint64_t key = reinterpret_cast<uintptr_t>(image.tensor.buffer().get()) * 1099511628211u;
  for (uint64_t part : {static_cast<uint64_t>(image.tensor.offset_bytes()), static_cast<uint64_t>(image.sample), static_cast<uint64_t>(image.channel + 1),
                        static_cast<uint64_t>(image.column), static_cast<uint64_t>(image.plane), static_cast<uint64_t>(colours.dark), static_cast<uint64_t>(image.tensor.elements())})
    key = (key ^ part) * 1099511628211u;
  if (auto kept = textures_.find(key); kept != textures_.end()) { kept->second.unused = 0; return kept->second.name; }
  Pixels p = texels(image, colours);
  if (p.rgba.empty()) return white_;
  unsigned name = 0;
  glGenTextures(1, &name);
  glBindTexture(GL_TEXTURE_2D, name);
  // Cells stay squares with sharp edges, whoever samples them.
  const int times = std::max(1, 192 / std::max(p.width, p.height));
  std::vector<uint32_t> large(static_cast<size_t>(p.width * times) * static_cast<size_t>(p.height * times));
  for (size_t y = 0, at = 0; y < static_cast<size_t>(p.height * times); ++y)
    for (size_t x = 0; x < static_cast<size_t>(p.width * times); ++x, ++at) large[at] = p.rgba[y / static_cast<size_t>(times) * static_cast<size_t>(p.width) + x / static_cast<size_t>(times)];
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, p.width * times, p.height * times, 0, GL_RGBA, GL_UNSIGNED_BYTE, large.data());
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
  if (textures_.size() >= kKept)
    for (auto it = textures_.begin(); it != textures_.end();) {
      if (++it->second.unused > 2) { glDeleteTextures(1, &it->second.name); it = textures_.erase(it); } else ++it;
    }
  textures_[key] = {name, 0};
  return name;
}

unsigned StageRenderer::draw(const Scene& scene, const Mesh& mesh, const StageColours& colours, float width, float height, float density) {
  int w = std::max(1, static_cast<int>(std::lround(width * density))), h = std::max(1, static_cast<int>(std::lround(height * density)));
  std::vector<unsigned> images;
  for (const Image& image : scene.images) images.push_back(texture_of(image, colours));
  int before = 0;
  glGetIntegerv(GL_FRAMEBUFFER_BINDING, &before);
  resize(w, h);
  glBindFramebuffer(GL_FRAMEBUFFER, smooth_);
  glViewport(0, 0, w, h);
  glDisable(GL_SCISSOR_TEST);
  glDisable(GL_CULL_FACE);
  glEnable(GL_DEPTH_TEST);
  glDepthFunc(GL_LEQUAL);
  glDepthMask(GL_TRUE);
  glEnable(GL_BLEND);
  glBlendFunc(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA);
  glClearColor(static_cast<float>(colours.stage >> 16 & 255) / 255, static_cast<float>(colours.stage >> 8 & 255) / 255, static_cast<float>(colours.stage & 255) / 255, 1);
  glClear(GL_COLOR_BUFFER_BIT | GL_DEPTH_BUFFER_BIT);
  glUseProgram(program_);
  glUniform2f(size_uniform_, width, height);
  glActiveTexture(GL_TEXTURE0);
  glBindVertexArray(array_);
  glBindBuffer(GL_ARRAY_BUFFER, vertices_);
  glBufferData(GL_ARRAY_BUFFER, static_cast<GLsizeiptr>(mesh.vertices.size() * sizeof(Vertex)), mesh.vertices.data(), GL_STREAM_DRAW);
  for (const Batch& b : mesh.batches) {
    glBindTexture(GL_TEXTURE_2D, b.image >= 0 ? images[static_cast<size_t>(b.image)] : white_);
    glDrawArrays(GL_TRIANGLES, static_cast<GLint>(b.first), static_cast<GLsizei>(b.count));
  }
  glBindVertexArray(0);
  glDisable(GL_DEPTH_TEST);
  glBindFramebuffer(GL_READ_FRAMEBUFFER, smooth_);
  glBindFramebuffer(GL_DRAW_FRAMEBUFFER, frame_);
  glBlitFramebuffer(0, 0, w, h, 0, 0, w, h, GL_COLOR_BUFFER_BIT, GL_NEAREST);
  glBindFramebuffer(GL_FRAMEBUFFER, static_cast<unsigned>(before));
  return resolved_;
}

}  // namespace misfit
