// A fix is offered only if it was applied and the program then ran; what it printed and learned says whether it was right.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <string_view>

#include "explain/explanation.h"
#include "explain/measure.h"

namespace misfit {
namespace {

using Clock = std::chrono::steady_clock;
constexpr double kMostSeconds = 60, kMostSecondsEach = 20;
constexpr size_t kMostFixes = 8;

struct Trial { Candidate candidate; Measure measure; };

bool better(double a, double b) { return a > b + 0.08; }

std::vector<std::string_view> sorted_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  for (size_t end; !text.empty(); text.remove_prefix(std::min(text.size(), end + 1))) {
    end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
  }
  std::sort(lines.begin(), lines.end());
  return lines;
}

// A lesson's own fix may be one that was found, with a line more that prints: it learned the same numbers from the same lines.
bool same_fix(const Trial& a, const Trial& b) {
  if (a.measure.losses.empty() || a.measure.losses != b.measure.losses || a.measure.held_out != b.measure.held_out) return false;
  const auto x = sorted_lines(a.candidate.program), y = sorted_lines(b.candidate.program);
  return std::includes(x.begin(), x.end(), y.begin(), y.end()) || std::includes(y.begin(), y.end(), x.begin(), x.end());
}

// How much of its first loss a run has lost; 0: nothing, 1: all.
double fall(const Measure& m) {
  if (m.losses.size() < 2 || !std::isfinite(m.losses.front()) || m.losses.front() == 0 || m.broken()) return 0;
  return (m.losses.front() - m.losses.back()) / std::fabs(m.losses.front());
}

struct Judge {
  std::optional<double> best;              // accuracy of the best trial
  std::optional<Measure> before;           // the program itself, where it ran
  // Whether the numbers can tell at all: one trial is clearly better than chance or than another.
  bool tells = false;

  Judge(const std::vector<Trial>& trials, std::optional<Measure> broken) : before(std::move(broken)) {
    std::optional<double> worst;
    for (const Trial& t : trials) {
      if (!t.measure.held_out || t.measure.broken()) continue;
      best = best ? std::max(*best, *t.measure.held_out) : *t.measure.held_out;
      worst = worst ? std::min(*worst, *t.measure.held_out) : *t.measure.held_out;
      if (t.measure.chance && better(*t.measure.held_out, *t.measure.chance)) tells = true;
    }
    if (before && before->held_out && best && better(*best, *before->held_out)) tells = true;
    if (best && worst && better(*best, *worst)) tells = true;
  }

  bool right(const Trial& t) const {
    const Measure& m = t.measure;
    if (m.broken()) return false;
    if (m.held_out && best && tells) {
      // A judge that was falsified too tells nothing: what is known to ruin the data stays wrong.
      if (t.candidate.ruins && m.printed && *m.held_out >= *best - 0.08) return false;
      return *m.held_out >= *best - 0.12;
    }
    if (!m.losses.empty() && before && !before->losses.empty()) {
      if (before->broken()) return !t.candidate.ruins;
      return !t.candidate.ruins && fall(m) > fall(*before) - 0.02;
    }
    return !t.candidate.ruins;
  }
};

}  // namespace

void try_fixes(const Run& run, Explanation& e, const std::function<bool()>& should_stop, std::vector<Candidate> more) {
  const Clock::time_point start = Clock::now();
  auto seconds = [&] { return std::chrono::duration<double>(Clock::now() - start).count(); };
  auto run_it = [&](const std::string& text) {
    RunOptions options;
    options.profile = run.profile;
    const double until = std::min(kMostSeconds, seconds() + std::max(kMostSecondsEach, 4 * run.seconds));
    options.should_stop = [&, until] { return (should_stop && should_stop()) || seconds() > until; };
    return run_program(text, options);
  };
  if (run.unsupported) return;
  // A verdict has not trained: what training shows is looked for first.
  std::shared_ptr<const Run> whole;
  if (run.end == Run::End::kNeedsTraining) {
    whole = run_it(run.text);
    if (whole->end == Run::End::kFinished || whole->end == Run::End::kException) e = explain(*whole);
  }
  const Run& known = whole ? *whole : run;
  std::optional<Measure> before;
  if (known.end == Run::End::kFinished) before = measure(known);
  if (!known.exception && e.silent.empty()) {
    e.fixes.clear();                       // nothing is wrong, and nothing is to be mended
    return;
  }

  std::vector<Candidate> list = candidates(known, e);
  for (Candidate& c : more)
    if (std::none_of(list.begin(), list.end(), [&](const Candidate& o) { return o.program == c.program; })) list.push_back(std::move(c));
  std::vector<Trial> trials;
  for (Candidate& c : list) {
    if ((should_stop && should_stop()) || seconds() > kMostSeconds) break;
    std::shared_ptr<const Run> tried = run_it(c.program);
    if (tried->end != Run::End::kFinished) continue;
    Trial trial{std::move(c), measure(*tried)};
    if (std::none_of(trials.begin(), trials.end(), [&](const Trial& t) { return same_fix(t, trial); })) trials.push_back(std::move(trial));
  }
  const Judge judge(trials, before);
  e.fixes.clear();
  for (const Trial& t : trials) e.fixes.push_back({t.candidate.title, judge.right(t), t.candidate.program, evidence_of(t.measure)});
  std::stable_partition(e.fixes.begin(), e.fixes.end(), [](const Fix& f) { return f.right; });
  if (e.fixes.size() > kMostFixes) {
    // As many right ones as there is room for, but never without a wrong one to learn from.
    auto wrong = std::find_if(e.fixes.begin(), e.fixes.end(), [](const Fix& f) { return !f.right; });
    size_t rights = static_cast<size_t>(wrong - e.fixes.begin());
    if (rights > kMostFixes - 2 && wrong != e.fixes.end()) e.fixes.erase(e.fixes.begin() + static_cast<std::ptrdiff_t>(kMostFixes - 2), wrong);
    if (e.fixes.size() > kMostFixes) e.fixes.resize(kMostFixes);
  }
}

}  // namespace misfit
