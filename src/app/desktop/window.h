// A window with OpenGL 3.3, Dear ImGui in it, and a frame only when something has happened.
#pragma once
#include <memory>

#include "app/desktop/png.h"
#include "app/shell.h"

struct GLFWwindow;

namespace misfit {

class Window {
 public:
  // `density` 0: the screen's own.
  static std::unique_ptr<Window> open(int width, int height, float density, bool visible);
  ~Window();

  void attach(Shell&);                 // fonts and renderer
  bool draw(Shell&);                   // one frame; answers whether another is wanted
  bool closed() const;
  void wait(double seconds);           // until something happens
  static void wake();                  // from any thread
  Picture picture(Shell&);             // of a frame drawn now
  void finish();                       // until what was drawn is drawn
  void resize(int width, int height);  // in points

  bool blind = false;                  // frames without pixels: everything but drawing them
  double fixed_time = -1;              // stories run on their own clock
  float pointer_x = -1e4f, pointer_y = -1e4f;   // and with a pointer of their own, wherever the screen's is
  int width() const { return width_; }
  int height() const { return height_; }

 private:
  Window() = default;
  GLFWwindow* window_ = nullptr;
  int width_ = 0, height_ = 0;         // points
  float density_ = 1;
  bool keep_ = false;
  Picture kept_;
  void read_back(int width, int height);
  std::unique_ptr<StageRenderer> renderer_;
};

double pause_of(const Study&);         // how long nothing need be drawn when nothing happens, in seconds
double seconds_now();

}  // namespace misfit
