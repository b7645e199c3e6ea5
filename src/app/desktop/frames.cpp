// Scrubs the numbers of each lesson's program as a hand would, a value a frame.
#include "app/desktop/frames.h"

#include <sys/resource.h>

#include <algorithm>
#include <cstdio>

#include "app/desktop/pictures.h"

namespace misfit {
namespace {

// What the processors worked, on all threads or on this one: a busy machine does not change it.
double work(int whose) {
  rusage u{};
  getrusage(whose, &u);
  return static_cast<double>(u.ru_utime.tv_sec + u.ru_stime.tv_sec) + 1e-6 * static_cast<double>(u.ru_utime.tv_usec + u.ru_stime.tv_usec);
}

}  // namespace

int measure_frames(Shell& shell, Window& window, ThreadEngine& engine) {
  window.resize(1280, 800);
  for (size_t lesson = 0; lesson < shell.lessons.size(); ++lesson) {
    shell.act(act::OpenLesson{static_cast<int>(lesson)});
    shell.act(act::Choose{0});
    shell.act(act::GoToStep{LessonStep::kBreak});
    settle(shell, window, engine);
    std::vector<double> times;
    int literal = -1;
    for (size_t i = 0; i < shell.study.literals.size() && literal < 0; ++i)
      if (shell.study.literals[i].shape && shell.study.literals[i].value > 1 && shell.study.literals[i].value < 40) literal = static_cast<int>(i);
    double verdicts = 0;
    const double all = work(RUSAGE_SELF), own = work(RUSAGE_THREAD);
    for (int frame = 0; literal >= 0 && frame < 150; ++frame) {
      const double begin = seconds_now();
      const double before = work(RUSAGE_THREAD);
      shell.act(act::SetLiteral{literal, 2 + frame / 3 % 20, true});
      verdicts += work(RUSAGE_THREAD) - before;
      window.draw(shell);
      window.finish();
      times.push_back(seconds_now() - begin);
    }
    const double spent = work(RUSAGE_SELF) - all, mine = work(RUSAGE_THREAD) - own;
    shell.act(act::EndGesture{});
    if (times.empty()) continue;
    const double n = static_cast<double>(times.size());
    std::sort(times.begin(), times.end());
    std::printf("%-22s median %5.1f ms, 95 %% %5.1f ms, worst %5.1f ms; work %4.1f ms: verdict %4.1f, screen %4.1f, pixels %4.1f\n", shell.lessons[lesson].name.c_str(), times[times.size() / 2] * 1000, times[times.size() * 95 / 100] * 1000, times.back() * 1000,
                spent * 1000 / n, verdicts * 1000 / n, (mine - verdicts) * 1000 / n, (spent - mine) * 1000 / n);
  }
  settle(shell, window, engine);
  int drawn = 0;
  for (int i = 0; i < 60 && window.draw(shell); ++i) window.wait(0);
  for (const double end = seconds_now() + 2; seconds_now() < end; ++drawn) {
    const bool more = window.draw(shell);
    window.wait(more ? 0 : std::min(pause_of(shell.study), std::max(0.001, end - seconds_now())));
  }
  std::printf("idle: %d of 1 frame in 2 s\n", drawn);
  return 0;
}

}  // namespace misfit
