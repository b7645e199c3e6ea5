// Dear ImGui on a canvas of its own.
#include "app/web/platform.h"

#include <algorithm>

#include "app/web/host.h"
#include "backends/imgui_impl_opengl3.h"
#include "generated/embedded.h"
#include "imgui.h"
#include "implot.h"
#include "render/gl.h"

namespace misfit {

namespace {

const char* get_clipboard(ImGuiContext*) { return static_cast<Platform*>(ImGui::GetPlatformIO().Platform_ClipboardUserData)->clipboard.c_str(); }
void set_clipboard(ImGuiContext*, const char* text) {
  static_cast<Platform*>(ImGui::GetPlatformIO().Platform_ClipboardUserData)->clipboard = text;
  host_copy(text);
}

std::unique_ptr<StageRenderer> make_renderer() {
  return std::make_unique<StageRenderer>(embedded_file("shaders/stage.vert"), embedded_file("shaders/stage.frag"));
}

}  // namespace

std::unique_ptr<Platform> Platform::open(const FontFiles&) {
  if (!host_context()) return nullptr;
  std::unique_ptr<Platform> self(new Platform);
  ImGui::CreateContext();
  ImPlot::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.BackendPlatformName = "misfit";
  io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
  io.ConfigNavCursorVisibleAuto = true;
  io.ConfigInputTextCursorBlink = false;           // a blinking caret would draw while nothing happens
  ImGuiPlatformIO& platform = ImGui::GetPlatformIO();
  platform.Platform_GetClipboardTextFn = get_clipboard;
  platform.Platform_SetClipboardTextFn = set_clipboard;
  platform.Platform_ClipboardUserData = self.get();
  if (!ImGui_ImplOpenGL3_Init("#version 300 es")) return nullptr;
  self->renderer_ = make_renderer();
  return self;
}

Platform::~Platform() {
  renderer_.reset();
  ImGui_ImplOpenGL3_Shutdown();
  ImPlot::DestroyContext();
  ImGui::DestroyContext();
}

bool Platform::draw(Shell& shell, double now, float width, float height, float density) {
  ImGuiIO& io = ImGui::GetIO();
  shell.screen.renderer = renderer_.get();
  io.DisplaySize = {width, height};
  io.DisplayFramebufferScale = {density, density};
  // A tab that slept, or a clock that stands still, must neither jump nor divide by zero.
  io.DeltaTime = std::clamp(static_cast<float>(now - last_), 1.0f / 240, 0.1f);
  last_ = now;
  ImGui_ImplOpenGL3_NewFrame();
  ImGui::NewFrame();
  const bool more = shell.frame();
  ImGui::Render();
  glBindFramebuffer(GL_FRAMEBUFFER, 0);
  glViewport(0, 0, static_cast<int>(width * density), static_cast<int>(height * density));
  glClearColor(0, 0, 0, 1);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
  return more;
}

void Platform::restored(Shell& shell) {
  ImGui_ImplOpenGL3_DestroyDeviceObjects();
  ImGui_ImplOpenGL3_CreateDeviceObjects();
  renderer_ = make_renderer();
  shell.screen.renderer = renderer_.get();
}

int key_of(std::string_view code) {
  struct Row { std::string_view code; ImGuiKey key; };
  static constexpr Row kRows[] = {
      {"Tab", ImGuiKey_Tab}, {"ArrowLeft", ImGuiKey_LeftArrow}, {"ArrowRight", ImGuiKey_RightArrow}, {"ArrowUp", ImGuiKey_UpArrow},
      {"ArrowDown", ImGuiKey_DownArrow}, {"PageUp", ImGuiKey_PageUp}, {"PageDown", ImGuiKey_PageDown}, {"Home", ImGuiKey_Home}, {"End", ImGuiKey_End},
      {"Insert", ImGuiKey_Insert}, {"Delete", ImGuiKey_Delete}, {"Backspace", ImGuiKey_Backspace}, {"Space", ImGuiKey_Space}, {"Enter", ImGuiKey_Enter},
      {"NumpadEnter", ImGuiKey_KeypadEnter}, {"Escape", ImGuiKey_Escape}, {"Minus", ImGuiKey_Minus}, {"Equal", ImGuiKey_Equal},
      {"NumpadAdd", ImGuiKey_KeypadAdd}, {"NumpadSubtract", ImGuiKey_KeypadSubtract}, {"BracketLeft", ImGuiKey_LeftBracket},
      {"BracketRight", ImGuiKey_RightBracket}, {"Comma", ImGuiKey_Comma}, {"Period", ImGuiKey_Period}, {"Slash", ImGuiKey_Slash}};
  for (const Row& row : kRows)
    if (row.code == code) return row.key;
  if (code.size() == 4 && code.substr(0, 3) == "Key") return ImGuiKey_A + (code[3] - 'A');
  if (code.size() == 6 && code.substr(0, 5) == "Digit") return ImGuiKey_0 + (code[5] - '0');
  if (code.size() >= 2 && code[0] == 'F' && code[1] >= '1' && code[1] <= '9') {
    const int n = code.size() == 2 ? code[1] - '0' : (code[1] - '0') * 10 + (code[2] - '0');
    if (n <= 12) return ImGuiKey_F1 + (n - 1);
  }
  return 0;
}

}  // namespace misfit
