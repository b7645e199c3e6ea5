// The script's lines: lesson NAME, step N, answer N, click X Y, drag X Y DX DY, key NAME, type TEXT, profile P, scrub FROM TO, wait, shot FILE, expect WHAT VALUE.
#include "app/desktop/story.h"

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

  void frames(int n) { for (int i = 0; i < n; ++i) window.draw(shell); }

  void settle() {
    double until = seconds_now() + 60;
    while ((engine.busy() || shell.study.training() || shell.study.fixes_running) && seconds_now() < until) { window.wait(0.1); shell.pump(); }
    frames(4);
  }

  void drag(float x, float y, float dx, float dy) {
    ImGuiIO& io = ImGui::GetIO();
    io.AddMousePosEvent(x, y);
    frames(2);
    io.AddMouseButtonEvent(0, true);
    frames(2);
    int steps = dx == 0 && dy == 0 ? 0 : 8;
    for (int i = 1; i <= steps; ++i) {
      io.AddMousePosEvent(x + dx * static_cast<float>(i) / static_cast<float>(steps), y + dy * static_cast<float>(i) / static_cast<float>(steps));
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
    if (verb == "wait") { settle(); return true; }
    if (verb == "shot") { std::string file = rest(); frames(20); return write_png(file, window.picture(shell)); }
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
  player.frames(4);
  std::string text;
  for (int number = 1; std::getline(in, text); ++number)
    if (!player.line(text)) { std::fprintf(stderr, "%s:%d: %s\n", path.c_str(), number, text.c_str()); return 1; }
  return 0;
}

}  // namespace misfit
