// The states, wide and narrow, light and dark.
#include "app/desktop/pictures.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <functional>

namespace misfit {
namespace {

struct State { std::string name; std::function<void(Shell&)> set; };

std::string lower(std::string_view s) {
  std::string out(s);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

void go_to(Shell& shell, int lesson, int step) {
  shell.act(act::OpenLesson{lesson});
  if (step == 0) return;
  shell.act(act::Choose{0});
  for (int s = 1; s <= step; ++s) shell.act(act::GoToStep{static_cast<LessonStep>(s)});
}

// Looks into the first thing on the stage that can be opened; the stage has to have been drawn.
void look_inside(Shell& shell) {
  for (const Solid& s : shell.screen.scene.solids) if (s.step) { shell.act(act::LookInside{s.step, s.layer}); return; }
}

std::vector<State> states(const Shell& shell) {
  std::vector<State> all;
  all.push_back({"start", [](Shell& s) { s.act(act::ShowStart{}); }});
  for (size_t i = 0; i < shell.lessons.size(); ++i) {
    const int lesson = static_cast<int>(i);
    const std::string& name = shell.lessons[i].name;
    for (int step = 0; step < kLessonSteps; ++step)
      all.push_back({name + "-" + std::to_string(step + 1) + "-" + lower(title(static_cast<LessonStep>(step))), [=](Shell& s) {
                       go_to(s, lesson, step);
                       if (static_cast<LessonStep>(step) == LessonStep::kProve) s.act(act::Prove{});
                     }});
    all.push_back({name + "-inside", [=](Shell& s) { go_to(s, lesson, 2); }});
    all.push_back({name + "-fixed", [=](Shell& s) { go_to(s, lesson, 3); }});
    all.push_back({name + "-proved", [=](Shell& s) { go_to(s, lesson, 3); }});
  }
  auto program = [&](const char* name, const char* text) { all.push_back({name, [=](Shell& s) { s.act(act::OpenProgram{text}); }}); };
  program("own-unsupported", "import numpy as np\n\nasync def f():\n    return 1\n");
  program("own-syntax-error", "import numpy as np\nx = np.zeros(3))\n");
  program("own-half-typed", "import numpy as np\nx = np.zeros((3, 4\n");
  program("own-empty", "");
  program("own-endless", "n = 0\nwhile True:\n    n += 1\n");
  program("own-traceback", "Traceback (most recent call last):\n  File \"train.py\", line 31, in <module>\n    model.fit(x, y)\nValueError: Input 0 of layer \"conv2d\" is incompatible with the layer: expected axis -1 of input shape to have value 3, but received input with shape (None, 28, 28, 1)\n");
  program("own-matmul", "import tensorflow as tf\n\na = tf.ones((2, 3))\nb = tf.ones((4, 5))\nprint(tf.matmul(a, b))\n");
  all.push_back({"keys", [](Shell& s) { go_to(s, 0, 2); s.act(act::ToggleKeys{}); }});
  all.push_back({"paste", [](Shell& s) { s.act(act::ShowStart{}); s.act(act::TogglePaste{}); }});
  all.push_back({"presenter", [](Shell& s) { go_to(s, 0, 2); s.act(act::SetScale{1.5f}); }});
  return all;
}

bool ends_with(const std::string& s, std::string_view end) { return s.size() >= end.size() && s.compare(s.size() - end.size(), end.size(), end) == 0; }

constexpr int kSizes[][2] = {{1440, 900}, {360, 780}};

void show(const State& state, Shell& shell, Window& window, ThreadEngine& engine) {
  if (shell.study.keys) shell.act(act::ToggleKeys{});
  if (shell.study.paste) shell.act(act::TogglePaste{});
  shell.act(act::SetScale{1});
  shell.study.done.clear();
  state.set(shell);
  settle(shell, window, engine);
  if (ends_with(state.name, "-inside")) look_inside(shell);
  if (ends_with(state.name, "-fixed") || ends_with(state.name, "-proved")) { shell.act(act::ApplyFix{0}); settle(shell, window, engine); }
  if (ends_with(state.name, "-proved")) { shell.act(act::GoToStep{LessonStep::kProve}); shell.act(act::Prove{}); settle(shell, window, engine); }
}

void dress(bool dark, int w, int h, Shell& shell, Window& window) {
  shell.act(act::SetTheme{dark});
  window.resize(w, h);
  for (int i = 0; i < 6; ++i) window.draw(shell);
}

}  // namespace

void settle(Shell& shell, Window& window, ThreadEngine& engine) {
  double until = seconds_now() + 120;
  while ((engine.busy() || shell.study.training() || shell.study.fixes_running) && seconds_now() < until) { window.wait(0.1); shell.pump(); }
  for (int i = 0; i < 40 && (window.draw(shell) || i < 4); ++i) {}
}

int take_pictures(const std::string& folder, const std::string& only, Shell& shell, Window& window, ThreadEngine& engine) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  shell.act(act::SetReducedMotion{true});
  window.fixed_time = 0;
  for (const State& state : states(shell)) {
    if (state.name.find(only) == std::string::npos) continue;
    show(state, shell, window, engine);
    for (auto [w, h] : kSizes)
      for (bool dark : {false, true}) {
        dress(dark, w, h, shell, window);
        std::string file = folder + "/" + state.name + "-" + std::to_string(w) + "x" + std::to_string(h) + (dark ? "-dark.png" : "-light.png");
        if (!write_png(file, window.picture(shell))) { std::fprintf(stderr, "misfit: cannot write %s\n", file.c_str()); return 2; }
      }
  }
  return 0;
}

int take_grids(const std::string& path, Shell& shell, Window& window, ThreadEngine& engine) {
  constexpr const char* kStates[] = {"start", "grayscale-vs-rgb-1-predict", "grayscale-vs-rgb-3-read", "grayscale-vs-rgb-inside", "grayscale-vs-rgb-fixed", "flattened-inputs-2-break",
                                     "unscaled-pixels-3-read", "wrong-one-hot-depth-3-read", "own-unsupported", "own-matmul", "keys"};
  constexpr int kAcross = 24, kDown = 16;
  std::FILE* out = std::fopen(path.c_str(), "w");
  if (!out) { std::fprintf(stderr, "misfit: cannot write %s\n", path.c_str()); return 2; }
  shell.act(act::SetReducedMotion{true});
  window.fixed_time = 0;
  for (const State& state : states(shell)) {
    if (std::none_of(std::begin(kStates), std::end(kStates), [&](const char* name) { return state.name == name; })) continue;
    show(state, shell, window, engine);
    for (int kind = 0; kind < 2; ++kind) {          // wide and light, narrow and dark
      auto [w, h] = kSizes[kind];
      dress(kind == 1, w, h, shell, window);
      const Picture p = window.picture(shell);
      std::fprintf(out, "%s-%dx%d-%s ", state.name.c_str(), w, h, kind ? "dark" : "light");
      for (int y = 0; y < kDown; ++y)
        for (int x = 0; x < kAcross; ++x) {
          long sum[3] = {0, 0, 0}, n = 0;
          for (int v = p.height * y / kDown; v < p.height * (y + 1) / kDown; ++v)
            for (int u = p.width * x / kAcross; u < p.width * (x + 1) / kAcross; ++u, ++n)
              for (size_t c = 0; c < 3; ++c) sum[c] += p.rgb[(static_cast<size_t>(v) * static_cast<size_t>(p.width) + static_cast<size_t>(u)) * 3 + c];
          for (long s : sum) std::fprintf(out, "%02lx", s / std::max(n, 1L));
        }
      std::fprintf(out, "\n");
    }
  }
  return std::fclose(out) == 0 ? 0 : 2;
}

}  // namespace misfit
