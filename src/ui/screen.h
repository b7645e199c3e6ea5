// The whole screen: draws a study, emits what the learner did. What is only a matter of drawing (scroll, drags, motion) lives here.
#pragma once
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "TextEditor.h"
#include "render/motion.h"
#include "render/stage_renderer.h"
#include "study/action.h"
#include "ui/theme.h"

namespace misfit {

struct Rect {
  float x = 0, y = 0, w = 0, h = 0;
  ImVec2 min() const { return {x, y}; }
  ImVec2 max() const { return {x + w, y + h}; }
  Rect inset(float dx, float dy) const { return {x + dx, y + dy, w - 2 * dx, h - 2 * dy}; }
};

struct Screen {
  Fonts fonts;
  StageRenderer* renderer = nullptr;             // null: the stage is left blank (tests)
  double (*clock)() = nullptr;                   // seconds
  bool touch = false;
  bool on_paper = false;                         // whoever shows the frames clears them to the theme's paper
  void (*share)() = nullptr;                     // hands out a link to this; null: the program itself is copied

  void frame(const Study&, Actions&);            // between ImGui::NewFrame and ImGui::Render
  bool wants_another_frame() const;              // something moves, or waits to be taken in

  // The program panel
  TextEditor editor;
  std::string editor_text;                       // what the editor was last told or said
  bool editor_ready = false, editor_dark = false, editor_focused = false;
  int scrub = -1;                                // literal under the pointer's drag
  float scrub_from = 0;
  int64_t scrub_value = 0;
  bool focus_editor = false;
  const void* revealed = nullptr;                // the verdict whose line was brought into sight
  LessonStep revealed_step = LessonStep::kPredict;
  LessonStep column_step = LessonStep::kPredict; // the step that the narrow column was last scrolled to

  // The stage
  Motion motion;
  float pan = 0;
  Target over, held;
  Vec2 held_from;
  int64_t held_length = 0;
  int held_literal = -1;
  int chip = -1;                                 // literal whose chip is dragged
  Edge held_edge;
  Scene scene;
  Rect stage_rect;                               // where the stage was drawn last
  std::string scene_text;                        // the last scene's sentence, for tests and screen readers
  int keyboard_edge = 0;                         // which of the edges that can be dragged the arrow keys change
  bool edge_gesture = false;                     // the arrow keys are changing it

  // What can be pressed, as drawn last: for screen readers and tests
  struct Control { std::string name; Rect at; bool focused = false; float top = 0, bottom = 0; };   // top, bottom: of what shows it
  std::vector<Control> controls;

  // Selectable text
  std::map<unsigned, std::pair<int, int>> selections;
  std::string paste_text;
  double copied_at = -10;
  bool focus_paste = false;
  bool menu = false;                             // narrow: what the top bar has no room for

  bool show_fixes = false;                       // of a challenge, where the learner asked for them

  int settle = 3;
  bool repeat = false;
  bool style_dark = false;
  float style_scale = 0;
  bool was_down = false;
};

// Whether ImGui has keys or text still to take in: it leaves what follows a key to the next frame.
bool input_waits();

// What every panel gets.
struct Ui {
  const Study& study;
  Actions& out;
  Screen& screen;
  const Theme& theme;
  const Fonts& fonts;
  float k;                                       // presenter scale
  float px(float points) const { return points * k; }
  void act(Action a) const { out.push_back(std::move(a)); }
};

// The panels. Each fills its rectangle; those that answer a float say how high they became.
void top_bar(const Ui&, Rect);
void program_panel(const Ui&, Rect);
void stage_panel(const Ui&, Rect);
void time_track(const Ui&, Rect);
enum class Part { kWhole, kHead, kText };
float verdict_block(const Ui&, float width, Part = Part::kWhole);
float explanation_block(const Ui&, float width);
float fixes_block(const Ui&, float width);
float lesson_block(const Ui&, float width);
float predict_block(const Ui&, float width);
float prove_block(const Ui&, float width, float height);
float predictions_block(const Ui&, float width);
bool inside_panel(const Ui&, Rect);
void start_page(const Ui&, Rect);
void paste_sheet(const Ui&, Rect);
void keys_sheet(const Ui&, Rect);
void menu_sheet(const Ui&, Rect);
float legend_block(const Ui&, float width);       // how to read the picture
float silent_picture(const Ui&, float width, float height);   // the numbers behind a silent mistake

}  // namespace misfit
