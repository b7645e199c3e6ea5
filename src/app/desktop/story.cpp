// The script's lines: lesson NAME, step N, answer N, press NAME, drag-name DX DY NAME, tab-to NAME, click X Y, drag X Y DX DY, key NAME, keys N NAME, type TEXT,
// idle SECONDS, retype LINE TEXT, program FILE, generate KIND, within SECONDS, size W H, profile P, scrub FROM TO, wait, shot FILE, expect WHAT VALUE.
#include "app/desktop/story.h"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <sstream>

#include "imgui.h"

namespace misfit {
namespace {

struct Player {
  Shell& shell;
  Window& window;
  ThreadEngine& engine;

  std::string folder = ".";
  double opened = 0;                                // seconds until the last program had a picture

  using Control = Screen::Control;
  const Control* find(const std::string& name) const {
    const Control* any = nullptr;
    for (const Control& c : shell.screen.controls) {
      if (c.name != name) continue;
      if (!hidden(c)) return &c;
      if (!any) any = &c;
    }
    return any;
  }
  float top_of(const Control& c) const { return std::max(c.top, 0.0f); }
  float bottom_of(const Control& c) const { return c.bottom > c.top ? std::min(c.bottom, static_cast<float>(window.height())) : static_cast<float>(window.height()); }
  bool hidden(const Control& c) const { return c.at.y < top_of(c) || c.at.y + c.at.h > bottom_of(c) || c.at.h < 2; }
  // Without pixels: what is drawn is looked at where the story waits.
  void frames(int n) {
    window.blind = true;
    for (int i = 0; i < n; ++i) window.draw(shell);
    window.blind = false;
  }

  void settle() {
    double until = seconds_now() + 60;
    while ((engine.busy() || shell.study.training() || shell.study.fixes_running || shell.study.verdict_late) && seconds_now() < until) { window.wait(0.1); shell.pump(); }
    frames(3);
    window.draw(shell);
  }

  void point(float x, float y) { window.pointer_x = x; window.pointer_y = y; }

  void drag(float x, float y, float dx, float dy) {
    ImGuiIO& io = ImGui::GetIO();
    point(x, y);
    frames(2);
    io.AddMouseButtonEvent(0, true);
    frames(2);
    int steps = dx == 0 && dy == 0 ? 0 : 8;
    for (int i = 1; i <= steps; ++i) {
      point(x + dx * static_cast<float>(i) / static_cast<float>(steps), y + dy * static_cast<float>(i) / static_cast<float>(steps));
      frames(1);
    }
    io.AddMouseButtonEvent(0, false);
    frames(3);
  }

  // "ctrl+z", "tab", "enter"
  bool key(std::string name) {
    ImGuiIO& io = ImGui::GetIO();
    std::vector<ImGuiKey> held;
    for (auto [prefix, mod] : {std::pair{"ctrl+", ImGuiMod_Ctrl}, {"alt+", ImGuiMod_Alt}, {"shift+", ImGuiMod_Shift}})
      if (name.rfind(prefix, 0) == 0) { held.push_back(static_cast<ImGuiKey>(mod)); name = name.substr(std::string(prefix).size()); }
    ImGuiKey found = ImGuiKey_None;
    for (int k = ImGuiKey_NamedKey_BEGIN; k < ImGuiKey_NamedKey_END; ++k) {
      std::string known = ImGui::GetKeyName(static_cast<ImGuiKey>(k));
      for (char& c : known) c = static_cast<char>(std::tolower(c));
      if (known == name) found = static_cast<ImGuiKey>(k);
    }
    if (found == ImGuiKey_None) return false;
    for (ImGuiKey m : held) io.AddKeyEvent(m, true);
    io.AddKeyEvent(found, true);
    frames(2);
    io.AddKeyEvent(found, false);
    for (ImGuiKey m : held) io.AddKeyEvent(m, false);
    frames(2);
    return true;
  }

  std::string value(const std::string& what) const {
    const Study& s = shell.study;
    if (what == "verdict") return !s.verdict ? "none" : s.verdict->unsupported ? "unsupported" : s.verdict->exception ? s.verdict->exception->type : "runs";
    if (what == "line") return s.failed() ? std::to_string(s.verdict->exception->line) : "0";
    if (what == "message") return s.failed() ? s.verdict->exception->message : "";
    if (what == "words") return s.verdict_late ? "still running" : !s.verdict ? "none" : s.verdict->end == Run::End::kBudget ? s.verdict->end_detail : "ended";
    if (what == "shown") return std::to_string(s.moment);
    if (what == "inside") return s.inside || s.inside_layer >= 0 ? "yes" : "no";
    if (what == "recognised") return s.recognised ? s.recognised->type + " in " + (s.recognised->lessons.empty() ? "no lesson" : shell.lessons[static_cast<size_t>(s.recognised->lessons[0])].name) : "no";
    if (what == "unfinished") return s.unfinished;
    if (what == "size") return std::to_string(s.text().size());
    if (what == "scene") return shell.screen.scene_text;
    if (what == "step") return std::string(title(s.step));
    if (what == "fixes") return s.explanation ? std::to_string(s.explanation->fixes.size()) : "0";
    if (what == "text") return s.text();
    if (what == "undo") return s.history.can_undo() ? "yes" : "no";
    if (what == "loss") return s.curves.empty() || s.curves[0].loss.empty() ? "none" : s.curves[0].loss.back() < s.curves[0].loss.front() ? "falls" : "stays";
    if (what == "done") { auto d = s.current() ? s.done.find(s.current()->name) : s.done.end(); return d == s.done.end() ? "0" : std::to_string(d->second.size()); }
    return "?";
  }

  bool line(const std::string& text) {
    std::istringstream in(text);
    std::string verb;
    in >> verb;
    if (verb.empty() || verb[0] == '#') return true;
    auto rest = [&] { std::string s; std::getline(in >> std::ws, s); return s; };
    if (verb == "lesson") {
      std::string name = rest();
      for (size_t i = 0; i < shell.lessons.size(); ++i) if (shell.lessons[i].name == name) { shell.act(act::OpenLesson{static_cast<int>(i)}); frames(3); return true; }
      return false;
    }
    if (verb == "step") { int n = 1; in >> n; shell.act(act::GoToStep{static_cast<LessonStep>(n - 1)}); frames(3); return true; }
    if (verb == "answer") { int n = 0; in >> n; shell.act(act::Choose{n}); frames(3); return true; }
    if (verb == "fix") { int n = 0; in >> n; shell.act(act::ApplyFix{n}); frames(3); return true; }
    if (verb == "profile") { auto p = profile_named(rest()); if (p) shell.act(act::SetProfile{*p}); frames(3); return p.has_value(); }
    if (verb == "prove") { shell.act(act::Prove{}); frames(2); return true; }
    if (verb == "click" || verb == "drag") { float x = 0, y = 0, dx = 0, dy = 0; in >> x >> y >> dx >> dy; drag(x, y, dx, dy); return true; }
    if (verb == "key") return key(rest());
    if (verb == "type") { ImGui::GetIO().AddInputCharactersUTF8(rest().c_str()); frames(3); return true; }
    if (verb == "scrub") {                        // scrub VALUE NEW: the first such number in a shape position
      int64_t from = 0, to = 0;
      in >> from >> to;
      for (size_t i = 0; i < shell.study.literals.size(); ++i)
        if (shell.study.literals[i].shape && shell.study.literals[i].value == from) {
          shell.act(act::SetLiteral{static_cast<int>(i), to, true});
          frames(2);
          shell.act(act::EndGesture{});
          frames(2);
          return true;
        }
      return false;
    }
    if (verb == "press" || verb == "drag-name") {   // press NAME; drag-name DX DY NAME
      float dx = 0, dy = 0;
      if (verb == "drag-name") in >> dx >> dy;
      const std::string name = rest();
      const Control* at = find(name);
      for (int tries = 0; tries < 60 && (!at || hidden(*at)); ++tries) {
        // Out of sight: the wheel brings it, over whatever scrolls.
        const bool below = at ? at->at.y + at->at.h > bottom_of(*at) : tries < 30;
        point(at ? at->at.x + 4 : static_cast<float>(window.width()) * 0.75f, at ? (top_of(*at) + bottom_of(*at)) / 2 : static_cast<float>(window.height()) - 60);
        frames(1);
        ImGui::GetIO().AddMouseWheelEvent(0, below ? -1.0f : 1.0f);
        frames(2);
        at = find(name);
      }
      if (!at) {
        std::fprintf(stderr, "nothing is called \"%s\"; there are:", name.c_str());
        for (const auto& known : shell.screen.controls) std::fprintf(stderr, " [%s]", known.name.c_str());
        std::fprintf(stderr, "\n");
        return false;
      }
      const Rect r = at->at;
      drag(r.x + r.w / 2, r.y + r.h / 2, dx, dy);
      return true;
    }
    if (verb == "tab-to") {                         // from the keyboard alone
      const std::string name = rest();
      for (int i = 0; i < 250; ++i) {
        for (const auto& c : shell.screen.controls) if (c.focused && c.name == name) return true;
        key("tab");
        frames(1);
      }
      std::fprintf(stderr, "Tab never reaches \"%s\"\n", name.c_str());
      return false;
    }
    if (verb == "keys") {                           // keys N NAME: N times
      int n = 0;
      in >> n;
      const std::string name = rest();
      for (int i = 0; i < n; ++i) if (!key(name)) return false;
      return true;
    }
    if (verb == "retype") {                         // retype LINE TEXT: the line of the program, from the keyboard
      int n = 1;
      in >> n;
      std::string text_of_line;
      std::getline(in, text_of_line);
      if (!text_of_line.empty()) text_of_line.erase(0, 1);
      key("f2");
      frames(3);
      key("ctrl+home");
      for (int i = 1; i < n; ++i) key("downarrow");
      key("home");
      key("home");
      key("shift+end");
      ImGui::GetIO().AddInputCharactersUTF8(text_of_line.c_str());
      frames(3);
      return true;
    }
    if (verb == "program") {                        // program FILE: a file beside the story
      std::ifstream file(folder + "/" + rest(), std::ios::binary);
      std::stringstream all;
      all << file.rdbuf();
      const double begin = seconds_now();
      shell.act(act::OpenProgram{all.str()});
      frames(2);
      opened = seconds_now() - begin;
      return bool(file);
    }
    if (verb == "generate") {                       // generate KIND: programs too large to lie in a file
      const std::string kind = rest();
      std::string made;
      if (kind == "noise") { uint32_t x = 1; for (int i = 0; i < 1 << 20; ++i) { x = x * 1664525u + 1013904223u; made += i % 97 == 96 ? '\n' : static_cast<char>(33 + (x >> 24) % 94); } }
      if (kind == "layers") {
        made = "import numpy as np\nimport tensorflow as tf\nx = np.random.rand(32, 8)\nmodel = tf.keras.Sequential([tf.keras.layers.Input(shape=(8,))])\nfor i in range(500):\n    model.add(tf.keras.layers.Dense(8))\nmodel.compile('sgd', 'mse')\nmodel.fit(x, x)\n";
      }
      if (kind == "names") made = "import numpy as np\n" + std::string(200, 'n') + " = np.zeros((3, 4))\nprint(" + std::string(200, 'n') + " @ " + std::string(200, 'n') + ")\n";
      if (kind == "elements") made = "import numpy as np\nx = np.random.rand(10000000)\ny = x + 1\nprint(y.shape)\n";
      const double begin = seconds_now();
      shell.act(act::OpenProgram{made});
      frames(2);
      opened = seconds_now() - begin;
      return !made.empty();
    }
    if (verb == "within") { double limit = 0; in >> limit; if (opened > limit) std::fprintf(stderr, "it took %.2f s\n", opened); return opened <= limit; }
    if (verb == "size") { int w = 0, h = 0; in >> w >> h; window.resize(w, h); frames(4); return true; }
    if (verb == "wait") { settle(); return true; }
    if (verb == "idle") {                           // idle SECONDS: the program's own loop, in which nothing may be drawn
      double seconds = 2;
      in >> seconds;
      window.fixed_time = -1;
      for (int i = 0; i < 60 && window.draw(shell); ++i) window.wait(0);
      int drawn = 0;
      for (const double end = seconds_now() + seconds; seconds_now() < end;) {
        const bool more = window.draw(shell);
        window.wait(more ? 0 : std::min(pause_of(shell.study), std::max(0.001, end - seconds_now())));
        ++drawn;
      }
      window.fixed_time = 0;
      if (drawn > 1) std::fprintf(stderr, "%d frames while nothing happened\n", drawn);
      return drawn <= 1;
    }
    if (verb == "shot") { std::string file = rest(); frames(20); window.draw(shell); return write_png(file, window.picture(shell)); }
    if (verb == "expect" || verb == "expect-part") {
      std::string what, wanted;
      in >> what;
      wanted = rest();
      std::string got = value(what);
      bool ok = verb == "expect" ? got == wanted : got.find(wanted) != std::string::npos;
      if (!ok) std::fprintf(stderr, "expected %s to be \"%s\", it is \"%s\"\n", what.c_str(), wanted.c_str(), got.c_str());
      return ok;
    }
    return false;
  }
};

}  // namespace

int play_story(const std::string& path, Shell& shell, Window& window, ThreadEngine& engine) {
  std::ifstream in(path);
  if (!in) { std::fprintf(stderr, "misfit: cannot read %s\n", path.c_str()); return 2; }
  window.fixed_time = 0;
  Player player{shell, window, engine};
  if (size_t slash = path.rfind('/'); slash != std::string::npos) player.folder = path.substr(0, slash);
  player.frames(4);
  std::string text;
  for (int number = 1; std::getline(in, text); ++number)
    if (!player.line(text)) { std::fprintf(stderr, "%s:%d: %s\n", path.c_str(), number, text.c_str()); return 1; }
  return 0;
}

}  // namespace misfit
