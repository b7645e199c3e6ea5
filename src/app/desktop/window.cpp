// GLFW and the GL backend of Dear ImGui.
#include "app/desktop/window.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <sstream>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include "backends/imgui_impl_glfw.h"
#include "backends/imgui_impl_opengl3.h"
#include "generated/embedded.h"
#include "implot.h"
#include "render/gl.h"

namespace misfit {
namespace {

// Points and pixels: where the system gives the window's size in pixels, the pointer is scaled back.
float pointer_scale = 1;
// A program or a model's description, dropped on the window.
void on_drop(GLFWwindow* w, int count, const char** paths) {
  std::ifstream in(count > 0 ? paths[0] : "", std::ios::binary);
  if (!in) return;
  std::stringstream all;
  all << in.rdbuf();
  static_cast<Shell*>(glfwGetWindowUserPointer(w))->act(act::OpenProgram{all.str()});
}

void on_cursor(GLFWwindow* w, double x, double y) { ImGui_ImplGlfw_CursorPosCallback(w, x / pointer_scale, y / pointer_scale); }

FontFile font(std::string_view name) {
  std::string_view data = embedded_file(std::string("fonts/") + std::string(name));
  return {data.data(), static_cast<int>(data.size())};
}

}  // namespace

double seconds_now() { return glfwGetTime(); }
double pause_of(const Study& s) { return s.training() || s.fixes_running || s.verdict_late ? 0.1 : 30; }

std::unique_ptr<Window> Window::open(int width, int height, float density, bool visible) {
  if (!glfwInit()) { std::fputs("misfit: no display to open a window on\n", stderr); return nullptr; }
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
  glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
  glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
  glfwWindowHint(GLFW_SAMPLES, 0);
  glfwWindowHint(GLFW_VISIBLE, visible);
  std::unique_ptr<Window> self(new Window);
  if (density <= 0) {
    float sy = 1;
    if (GLFWmonitor* m = glfwGetPrimaryMonitor()) glfwGetMonitorContentScale(m, &density, &sy);
    density = std::max(1.0f, density);
  }
  self->density_ = density;
  self->window_ = glfwCreateWindow(static_cast<int>(std::lround(static_cast<float>(width) * density)), static_cast<int>(std::lround(static_cast<float>(height) * density)), "Misfit", nullptr, nullptr);
  if (!self->window_) { std::fputs("misfit: OpenGL 3.3 is needed\n", stderr); glfwTerminate(); return nullptr; }
  glfwMakeContextCurrent(self->window_);
  glfwSwapInterval(visible ? 1 : 0);
  ImGui::CreateContext();
  ImPlot::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
  io.ConfigNavCursorVisibleAuto = true;
  io.ConfigInputTextCursorBlink = true;
  ImGui_ImplGlfw_InitForOpenGL(self->window_, true);
  glfwSetCursorPosCallback(self->window_, on_cursor);
  ImGui_ImplOpenGL3_Init("#version 330 core");
  return self;
}

Window::~Window() {
  if (!window_) return;
  renderer_.reset();
  ImGui_ImplOpenGL3_Shutdown();
  ImGui_ImplGlfw_Shutdown();
  ImPlot::DestroyContext();
  ImGui::DestroyContext();
  glfwDestroyWindow(window_);
  glfwTerminate();
}

void Window::attach(Shell& shell) {
  glfwSetWindowUserPointer(window_, &shell);
  glfwSetDropCallback(window_, on_drop);
  shell.screen.fonts = load_fonts({font("Inter-Regular.otf"), font("Inter-SemiBold.otf"), font("JetBrainsMono-Regular.ttf"), font("JetBrainsMono-SemiBold.ttf")});
  renderer_ = std::make_unique<StageRenderer>(embedded_file("shaders/stage.vert"), embedded_file("shaders/stage.frag"));
  shell.screen.renderer = renderer_.get();
  shell.screen.on_paper = true;
}

bool Window::closed() const { return glfwWindowShouldClose(window_); }
void Window::wait(double seconds) {
  if (seconds > 0) glfwWaitEventsTimeout(seconds);
  else glfwPollEvents();
}
void Window::wake() { glfwPostEmptyEvent(); }

void Window::finish() { glFinish(); }

void Window::resize(int width, int height) {
  glfwSetWindowSize(window_, static_cast<int>(std::lround(static_cast<float>(width) * density_)), static_cast<int>(std::lround(static_cast<float>(height) * density_)));
  glfwPollEvents();
}

bool Window::draw(Shell& shell) {
  int w = 0, h = 0, pixels_w = 0, pixels_h = 0;
  glfwGetWindowSize(window_, &w, &h);
  glfwGetFramebufferSize(window_, &pixels_w, &pixels_h);
  if (pixels_w <= 0 || pixels_h <= 0) return false;
  float own = w > 0 ? static_cast<float>(pixels_w) / static_cast<float>(w) : 1;
  pointer_scale = density_ / own;
  ImGui_ImplOpenGL3_NewFrame();
  ImGui_ImplGlfw_NewFrame();
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {static_cast<float>(pixels_w) / density_, static_cast<float>(pixels_h) / density_};
  io.DisplayFramebufferScale = {density_, density_};
  width_ = static_cast<int>(io.DisplaySize.x);
  height_ = static_cast<int>(io.DisplaySize.y);
  io.DeltaTime = std::clamp(io.DeltaTime, 1.0f / 240, 0.1f);
  if (fixed_time >= 0) {
    io.DeltaTime = 1.0f / 60;
    io.AddMousePosEvent(pointer_x, pointer_y);
  }
  ImGui::NewFrame();
  shell.screen.renderer = blind ? nullptr : renderer_.get();
  bool more = shell.frame();
  ImGui::Render();
  if (blind) {
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) if (texture->Status != ImTextureStatus_OK) ImGui_ImplOpenGL3_UpdateTexture(texture);
    return more;
  }
  glBindFramebuffer(GL_FRAMEBUFFER, 0);
  glViewport(0, 0, pixels_w, pixels_h);
  const uint32_t paper = theme(shell.study.dark).paper;
  glClearColor(static_cast<float>(paper >> 16 & 255) / 255, static_cast<float>(paper >> 8 & 255) / 255, static_cast<float>(paper & 255) / 255, 1);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
  if (keep_) read_back(pixels_w, pixels_h);
  glfwSwapBuffers(window_);
  return more;
}

Picture Window::picture(Shell& shell) {
  keep_ = true;
  draw(shell);
  keep_ = false;
  return std::move(kept_);
}

// Read before the buffers are swapped, for afterwards they may hold anything.
void Window::read_back(int width, int height) {
  kept_.width = width;
  kept_.height = height;
  size_t row = static_cast<size_t>(width) * 3;
  std::vector<uint8_t> upside_down(row * static_cast<size_t>(height));
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  glReadPixels(0, 0, width, height, GL_RGB, GL_UNSIGNED_BYTE, upside_down.data());
  kept_.rgb.resize(upside_down.size());
  for (size_t y = 0; y < static_cast<size_t>(height); ++y)
    std::copy_n(upside_down.begin() + static_cast<ptrdiff_t>((static_cast<size_t>(height) - 1 - y) * row), row, kept_.rgb.begin() + static_cast<ptrdiff_t>(y * row));
}

}  // namespace misfit
