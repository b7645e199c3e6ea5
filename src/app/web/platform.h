// Dear ImGui on a canvas of its own: what GLFW is on the desktop. Input comes from the page's listeners through exports;
// nothing here listens, so nothing of the host page can be taken from it.
#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "app/shell.h"

namespace misfit {

class Platform {
 public:
  // Null: no WebGL2.
  static std::unique_ptr<Platform> open(const FontFiles&);
  ~Platform();

  bool draw(Shell&, double now, float width, float height, float density);  // points and pixels a point; true: draw again
  void restored(Shell&);                           // the GL context was gone and is another one now

  std::string clipboard;

 private:
  Platform() = default;
  std::unique_ptr<StageRenderer> renderer_;
  double last_ = 0;
};

int key_of(std::string_view code);                 // KeyboardEvent.code -> ImGuiKey; 0: none

}  // namespace misfit
