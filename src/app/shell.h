// Ties the study to its screen and its engine: one frame is draw, update, ask, answer. Shared by desktop and web.
#pragma once
#include <string>
#include <vector>

#include "study/action.h"
#include "ui/screen.h"

namespace misfit {

class Shell {
 public:
  Shell(EnginePort&, std::vector<Lesson>, double (*clock)());

  // Between ImGui::NewFrame and ImGui::Render. Answers whether another frame is wanted soon.
  bool frame();
  void act(const Action&);                       // from outside: a link, a test, the DOM twin
  bool pump();                                   // takes the engine's answers; true: something changed

  Study study;
  Screen screen;
  std::vector<Lesson> lessons;

  std::string progress() const;                  // finished steps, to be kept between visits
  void restore_progress(const std::string&);

 private:
  void serve();                                  // what the study wants of the engine
  EnginePort& port_;
};

}  // namespace misfit
