// Structure first, then every program under both profiles, then every claim of the words against what happened.
#include "lesson/check.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <set>

#include "explain/explanation.h"
#include "explain/measure.h"
#include "lesson/claims.h"

namespace misfit {
namespace {

constexpr Profile kProfiles[] = {Profile::kKeras2, Profile::kKeras3};
constexpr std::string_view kRoles[] = {"broken", "fix", "wrong-fix", "silent", "silent-fix", "challenge", "challenge-fix", "challenge-wrong-fix"};

struct Role { std::string_view name; int number = 1; bool known = false; };
Role role_of(std::string_view file) {
  Role r;
  std::string_view stem = file.substr(0, file.size() - 3);
  size_t dash = stem.rfind('-');
  if (dash != std::string_view::npos && dash + 1 < stem.size() && std::isdigit(static_cast<unsigned char>(stem[dash + 1]))) {
    r.number = std::atoi(std::string(stem.substr(dash + 1)).c_str());
    stem = stem.substr(0, dash);
  }
  r.name = stem;
  r.known = std::find(std::begin(kRoles), std::end(kRoles), stem) != std::end(kRoles) && r.number > 0;
  return r;
}

std::shared_ptr<const Run> run_it(const std::string& text, const std::string& file_name, Profile profile) {
  RunOptions options;
  options.profile = profile;
  options.file_name = file_name;
  return run_program(text, options);
}

// Whether `text` stands in `in`, where … stands for anything.
bool stands_in(std::string_view in, std::string_view text) {
  constexpr std::string_view kAnything = "…";
  size_t from = 0;
  while (!text.empty()) {
    size_t gap = text.find(kAnything);
    std::string_view part = text.substr(0, gap);
    size_t at = in.find(part, from);
    if (at == std::string_view::npos) return false;
    from = at + part.size();
    if (gap == std::string_view::npos) return true;
    text.remove_prefix(gap + kAnything.size());
  }
  return true;
}

bool prints_number(const std::string& out, const std::string& number) {
  for (size_t at = out.find(number); at != std::string::npos; at = out.find(number, at + 1)) {
    char before = at ? out[at - 1] : ' ', after = at + number.size() < out.size() ? out[at + number.size()] : ' ';
    if (!std::isdigit(static_cast<unsigned char>(before)) && before != '.' && !std::isdigit(static_cast<unsigned char>(after))) return true;
  }
  return false;
}

struct Happened { std::shared_ptr<const Run> run; Explanation explanation; Measure measure; };

struct Checker {
  const std::string& name;
  const std::map<std::string, std::string>& files;
  const Runner& runner;
  std::vector<Complaint> found;
  std::map<std::pair<std::string, Profile>, Happened> happened;

  void say(std::string file, uint32_t line, std::string what) { found.push_back({std::move(file), line, std::move(what)}); }
  void say_of(const Claim& c, Profile p, const std::string& what) { say("lesson.md", c.line, c.program + " under " + std::string(misfit::name(p)) + ": " + what); }

  uint32_t line_of(const std::string& words) const {
    const std::string& text = files.at("lesson.md");
    size_t at = text.find(words);
    return at == std::string::npos ? 0 : static_cast<uint32_t>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n') + 1);
  }

  bool structure(const Lesson& l) {
    for (char c : name)
      if (!std::islower(static_cast<unsigned char>(c)) && !std::isdigit(static_cast<unsigned char>(c)) && c != '-') {
        say("lesson.md", 0, "the folder's name is lower case words joined by hyphens, not " + name);
        break;
      }
    if (l.order <= 0) say("lesson.md", 1, "no order, or it is not a positive number");
    if (l.fault.empty()) say("lesson.md", 1, "no fault: the code of what it teaches");
    if (l.intro.empty()) say("lesson.md", 0, "nothing before the first section: say what the program is about");
    for (int i = 0; i < kLessonSteps; ++i)
      if (l.words[static_cast<size_t>(i)].empty()) say("lesson.md", 0, "no section " + std::string(title(static_cast<LessonStep>(i))) + ", or it is empty");
    const uint32_t predict = line_of("## Predict");
    if (l.predict.text.empty()) say("lesson.md", predict, "Predict asks nothing");
    if (l.predict.options.size() < 2) say("lesson.md", predict, "Predict needs at least two options: - [ ] and - [x]");
    if (std::string_view(l.words[0]).find("- [x]") != l.words[0].rfind("- [x]")) say("lesson.md", predict, "Predict has more than one right option");
    if (l.predict.answer < 0) say("lesson.md", predict, "Predict has no right option: - [x]");
    if (l.predict.why.empty()) say("lesson.md", predict, "Predict gives no reason after the options");
    for (const char* needed : {"broken.py", "fix-1.py", "wrong-fix-1.py", "challenge.py", "challenge-fix.py"})
      if (!files.count(needed)) say(needed, 0, "missing");
    for (const auto& [file, text] : files) {
      if (file == "lesson.md") continue;
      if (!file.ends_with(".py")) {
        say(file, 0, "does not belong to a lesson");
        continue;
      }
      Role r = role_of(file);
      if (!r.known) say(file, 0, "no role of a lesson's program: broken, fix-1, wrong-fix-1, silent, challenge, challenge-fix");
      else if (r.number > 1) {
        std::string before = std::string(r.name) + (r.number == 2 && r.name != "fix" && r.name != "wrong-fix" ? "" : "-" + std::to_string(r.number - 1)) + ".py";
        if (!files.count(before)) say(file, 0, "there is no " + before + " before it");
      }
      if (text.empty() || text.back() != '\n') say(file, 0, "does not end with a line end");
    }
    return true;
  }

  void run_all() {
    for (const auto& [file, text] : files) {
      if (!file.ends_with(".py")) continue;
      for (Profile p : kProfiles) {
        Happened h;
        h.run = runner ? runner(text, file, p) : run_it(text, file, p);
        h.explanation = explain(*h.run);
        h.measure = measure(*h.run);
        const std::string under = " under " + std::string(misfit::name(p));
        if (h.run->unsupported) say(file, h.run->unsupported->line, h.run->unsupported->construct + " is not supported" + under);
        else if (h.run->end == Run::End::kBudget || h.run->end == Run::End::kStopped) say(file, 0, "was stopped" + under + ": " + h.run->end_detail);
        else if (std::string_view role = role_of(file).name; (role == "fix" || role == "challenge-fix" || role == "silent-fix") && h.run->exception)
          say(file, h.run->exception->line, "a fix that raises " + h.run->exception->type + under);
        happened.emplace(std::pair(file, p), std::move(h));
      }
    }
  }

  const Happened* of(const std::string& file, Profile p) const {
    auto h = happened.find({file, p});
    return h == happened.end() ? nullptr : &h->second;
  }

  // The fault it names is one that a broken program, its silent variant or the challenge shows.
  void fault(const Lesson& l) {
    std::set<std::string> codes;
    for (const auto& [key, h] : happened) {
      std::string_view role = role_of(key.first).name;
      if (role != "broken" && role != "silent" && role != "challenge") continue;
      codes.insert(h.explanation.fault_code);
      for (const Silent& s : h.explanation.silent) codes.insert(s.code);
    }
    for (size_t at = 0; at < l.fault.size();) {
      size_t end = std::min(l.fault.find(',', at), l.fault.size());
      std::string code = l.fault.substr(at, end - at);
      code.erase(0, code.find_first_not_of(' '));
      if (!codes.count(code)) say("lesson.md", line_of("fault:"), "no program of the lesson shows " + code);
      at = end + 1;
    }
  }

  // Accuracy is the judge: the best fix beats the wrong one, where both were measured on new data.
  void judge() {
    for (Profile p : kProfiles) {
      const Happened *right = of("fix-1.py", p), *wrong = of("wrong-fix-1.py", p);
      if (right && wrong && right->measure.held_out && wrong->measure.held_out && *right->measure.held_out <= *wrong->measure.held_out)
        say("wrong-fix-1.py", 0, "is not worse than fix-1.py under " + std::string(misfit::name(p)) + ": accuracy " + two_places(*wrong->measure.held_out) + " against " + two_places(*right->measure.held_out));
    }
  }

  bool blamed(const Happened& h, uint32_t line) const {
    if (h.run->exception && h.run->exception->line == line) return true;
    for (const Blame& b : h.explanation.blame) if (b.line == line) return true;
    for (const Silent& s : h.explanation.silent) if (s.line == line) return true;
    for (const ModelInfo& m : h.run->trace.models)
      for (const LayerInfo& l : m.layers) if (l.span.line == line) return true;
    return false;
  }

  void hold(const Claim& c) {
    auto text = files.find(c.program);
    if (c.kind == Claim::kProgram && !files.count(c.value)) say("lesson.md", c.line, "there is no " + c.value);
    if (c.kind == Claim::kProgram || text == files.end()) return;
    for (Profile p : kProfiles) {
      if (c.keras && (c.keras == 3) != (p == Profile::kKeras3)) continue;
      const Happened* h = of(c.program, p);
      if (!h || h->run->unsupported) continue;
      const Run& run = *h->run;
      const std::string raised = run.exception ? run.exception->type : "nothing";
      switch (c.kind) {
        case Claim::kType:
          if (raised != c.value) say_of(c, p, "raises " + raised + ", not " + c.value);
          break;
        case Claim::kNotType:
          if (raised == c.value) say_of(c, p, "does raise " + c.value);
          break;
        case Claim::kNumber:
          if (!prints_number(run.stdout_text, c.value) && !(run.exception && prints_number(run.exception->message, c.value))) say_of(c, p, "does not print " + c.value);
          break;
        case Claim::kLine:
          if (!blamed(*h, static_cast<uint32_t>(std::atoi(c.value.c_str())))) say_of(c, p, "line " + c.value + " neither raises nor is to blame");
          break;
        case Claim::kText:
          if (!stands_in(run.exception ? run.exception->message : "", c.value) && !stands_in(run.stdout_text, c.value) && !stands_in(text->second, c.value))
            say_of(c, p, "neither its message nor its output nor its text holds `" + c.value + "`");
          break;
        default: break;
      }
    }
  }
};

}  // namespace

std::vector<Complaint> check_lesson(const std::string& name, const std::map<std::string, std::string>& files, const Runner& runner) {
  Checker c{name, files, runner, {}, {}};
  auto words = files.find("lesson.md");
  if (words == files.end()) return {{"lesson.md", 0, "missing"}};
  std::optional<Lesson> lesson = parse_lesson(name, words->second, files);
  if (!lesson) return {{"lesson.md", 1, "no title between the --- lines, or a section with a name that no step has"}};
  c.structure(*lesson);
  c.run_all();
  c.fault(*lesson);
  c.judge();
  for (const Claim& claim : claims_of(words->second)) c.hold(claim);
  return std::move(c.found);
}

std::vector<Complaint> check_together(const std::vector<Lesson>& lessons) {
  std::vector<Complaint> found;
  for (size_t i = 0; i < lessons.size(); ++i)
    for (size_t k = 0; k < i; ++k) {
      if (lessons[i].order == lessons[k].order) found.push_back({lessons[i].name + "/lesson.md", 1, "the same order as " + lessons[k].name});
      if (lessons[i].title == lessons[k].title) found.push_back({lessons[i].name + "/lesson.md", 1, "the same title as " + lessons[k].name});
    }
  return found;
}

}  // namespace misfit
