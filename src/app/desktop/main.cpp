// misfit: the desktop tutor. With --screenshot it draws one state into a file, with --pictures all of them, with --story it plays a script.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "app/cli/commands.h"
#include "app/desktop/frames.h"
#include "app/desktop/pictures.h"
#include "app/desktop/story.h"
#include "app/desktop/thread_engine.h"
#include "app/desktop/window.h"
#include "lesson/catalogue.h"

namespace misfit {
namespace {

struct Options {
  std::string screenshot, story, pictures, only, grids, lesson, program, lessons;
  int step = 0, width = 1440, height = 840, answer = -1;
  float density = 0, scale = 1;
  bool frames = false, dark = false, prove = false, keys = false, paste = false, more = false, start = false;
  int fix = -1;
  uint32_t inside = 0;
  Profile profile = Profile::kKeras3;
};

std::string read(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream all;
  all << in.rdbuf();
  return all.str();
}

// A teacher's own folder of lessons.
std::vector<Lesson> lessons_in(const std::string& folder) {
  std::map<std::string, std::string> files;
  std::error_code error;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder, error))
    if (entry.is_regular_file()) files[std::filesystem::relative(entry.path(), folder, error).string()] = read(entry.path());
  return lessons_of(files);
}

// Answers what is wrong with the words, or nothing.
std::string parse(int argc, char** argv, Options& o) {
  for (int i = 0; i < argc; ++i) {
    std::string a = argv[i];
    auto next = [&]() -> const char* { return i + 1 < argc ? argv[++i] : ""; };
    if (a == "--screenshot") o.screenshot = next();
    else if (a == "--story") o.story = next();
    else if (a == "--pictures") o.pictures = next();
    else if (a == "--only") o.only = next();
    else if (a == "--grids") o.grids = next();
    else if (a == "--frames") o.frames = true;
    else if (a == "--lesson") o.lesson = next();
    else if (a == "--lessons") o.lessons = next();
    else if (a == "--program") o.program = next();
    else if (a == "--step") o.step = std::atoi(next());
    else if (a == "--answer") o.answer = std::atoi(next());
    else if (a == "--fix") o.fix = std::atoi(next());
    else if (a == "--inside") o.inside = static_cast<uint32_t>(std::atoi(next()));
    else if (a == "--size") { if (std::sscanf(next(), "%dx%d", &o.width, &o.height) != 2) return "--size is written 1440x840"; }
    else if (a == "--scale") o.density = static_cast<float>(std::atof(next()));
    else if (a == "--presenter") o.scale = static_cast<float>(std::atof(next()));
    else if (a == "--theme") o.dark = std::strcmp(next(), "dark") == 0;
    else if (a == "--profile") { auto p = profile_named(next()); if (!p) return "--profile takes keras2 or keras3"; o.profile = *p; }
    else if (a == "--prove") o.prove = true;
    else if (a == "--keys") o.keys = true;
    else if (a == "--paste") o.paste = true;
    else if (a == "--more") o.more = true;
    else return "there is no option " + a;
  }
  return {};
}

void apply(Shell& shell, const Options& o) {
  shell.act(act::SetTheme{o.dark});
  shell.act(act::SetScale{o.scale});
  shell.act(act::SetProfile{o.profile});
  for (size_t i = 0; i < shell.lessons.size(); ++i)
    if (shell.lessons[i].name == o.lesson) shell.act(act::OpenLesson{static_cast<int>(i)});
  if (!o.program.empty()) shell.act(act::OpenProgram{read(o.program)});
  if (o.answer >= 0) shell.act(act::Choose{o.answer});
  for (int step = 2; step <= o.step && step <= kLessonSteps; ++step) shell.act(act::GoToStep{static_cast<LessonStep>(step - 1)});
  if (o.more) shell.act(act::ToggleMore{});
  if (o.keys) shell.act(act::ToggleKeys{});
  if (o.paste) shell.act(act::TogglePaste{});
}

std::string progress_file() {
  const char* home = std::getenv("XDG_DATA_HOME");
  if (home && *home) return std::string(home) + "/misfit-progress";
  home = std::getenv("HOME");
  return home ? std::string(home) + "/.local/share/misfit-progress" : "";
}

}  // namespace

namespace cli {

int desktop(int argc, char** argv) {
  Options o;
  if (const std::string wrong = parse(argc, argv, o); !wrong.empty()) return refuse(wrong);
  bool scripted = !o.screenshot.empty() || !o.story.empty() || !o.pictures.empty() || !o.grids.empty() || o.frames;
  if (scripted && o.density <= 0) o.density = 1;
  auto window = Window::open(o.width, o.height, o.density, true);
  if (!window) return 2;
  ThreadEngine engine([] { Window::wake(); });
  Shell shell(engine, o.lessons.empty() ? embedded_lessons() : lessons_in(o.lessons), seconds_now);
  window->attach(shell);
  if (!o.lesson.empty() && std::none_of(shell.lessons.begin(), shell.lessons.end(), [&](const Lesson& l) { return l.name == o.lesson; }))
    return refuse("there is no lesson " + o.lesson + "; misfit lessons lists them");
  if (!scripted) shell.restore_progress(read(progress_file()));
  apply(shell, o);
  if (!o.story.empty()) return play_story(o.story, shell, *window, engine);
  if (!o.grids.empty()) return take_grids(o.grids, shell, *window, engine);
  if (o.frames) return measure_frames(shell, *window, engine);
  if (!o.pictures.empty()) return take_pictures(o.pictures, o.only, shell, *window, engine);
  if (!o.screenshot.empty()) {
    shell.study.reduced_motion = true;
    for (int i = 0; i < 4; ++i) window->draw(shell);
    settle(shell, *window, engine);
    if (o.fix >= 0) shell.act(act::ApplyFix{o.fix});
    if (o.prove) { shell.act(act::Prove{}); }
    if (o.inside) shell.act(act::LookInside{o.inside});
    settle(shell, *window, engine);
    return write_png(o.screenshot, window->picture(shell)) ? 0 : 2;
  }
  while (!window->closed()) {
    const bool more = window->draw(shell);
    window->wait(more ? 0 : pause_of(shell.study));
  }
  std::string file = progress_file();
  std::error_code error;
  std::filesystem::create_directories(std::filesystem::path(file).parent_path(), error);
  std::ofstream(file) << shell.progress();
  return 0;
}

}  // namespace cli
}  // namespace misfit
