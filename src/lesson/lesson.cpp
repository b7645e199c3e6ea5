// lesson.md: flat `key: value` lines between `---`, then one `## Section` a step.
#include "lesson/lesson.h"

#include <cstdlib>

namespace misfit {
namespace {

constexpr std::string_view kTitles[] = {"Predict", "Break", "Read", "Fix", "Prove", "Challenge"};

std::string_view trim(std::string_view s) {
  while (!s.empty() && (s.front() == ' ' || s.front() == '\n' || s.front() == '\r' || s.front() == '\t')) s.remove_prefix(1);
  while (!s.empty() && (s.back() == ' ' || s.back() == '\n' || s.back() == '\r' || s.back() == '\t')) s.remove_suffix(1);
  return s;
}

// `- [ ] option` and `- [x] the right one` are the answers; what stands before is the question, after it the reason.
Question question_of(std::string_view section) {
  Question q;
  while (!section.empty()) {
    size_t end = section.find('\n');
    std::string_view line = section.substr(0, end);
    section.remove_prefix(end == std::string_view::npos ? section.size() : end + 1);
    if (line.starts_with("- [ ] ") || line.starts_with("- [x] ")) {
      if (line[3] == 'x') q.answer = static_cast<int>(q.options.size());
      q.options.emplace_back(trim(line.substr(6)));
    } else {
      std::string& into = q.options.empty() ? q.text : q.why;
      into.append(line).push_back('\n');
    }
  }
  q.text = trim(std::string(q.text));
  q.why = trim(std::string(q.why));
  return q;
}

}  // namespace

std::string_view title(LessonStep step) { return kTitles[static_cast<int>(step)]; }

const std::string* Lesson::file(const std::string& file_name) const {
  auto found = files.find(file_name);
  return found == files.end() ? nullptr : &found->second;
}

std::optional<Lesson> parse_lesson(std::string name, std::string_view text, std::map<std::string, std::string> files) {
  Lesson lesson;
  lesson.name = std::move(name);
  lesson.files = std::move(files);
  if (text.starts_with("---\n")) {
    size_t end = text.find("\n---\n", 3);
    if (end == std::string_view::npos) return std::nullopt;
    std::string_view head = text.substr(4, end - 4 + 1);
    text.remove_prefix(end + 5);
    while (!head.empty()) {
      size_t stop = head.find('\n');
      std::string_view line = head.substr(0, stop);
      head.remove_prefix(stop == std::string_view::npos ? head.size() : stop + 1);
      size_t colon = line.find(':');
      if (colon == std::string_view::npos) continue;
      std::string_view key = trim(line.substr(0, colon)), value = trim(line.substr(colon + 1));
      if (key == "title") lesson.title = value;
      if (key == "fault") lesson.fault = value;
      if (key == "order") lesson.order = std::atoi(std::string(value).c_str());
    }
  }
  std::string* into = &lesson.intro;
  while (!text.empty()) {
    size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.starts_with("## ")) {
      int step = 0;
      while (step < kLessonSteps && trim(line.substr(3)) != kTitles[step]) ++step;
      if (step == kLessonSteps) return std::nullopt;
      into = &lesson.words[static_cast<size_t>(step)];
      continue;
    }
    into->append(line).push_back('\n');
  }
  lesson.intro = trim(std::string(lesson.intro));
  for (std::string& words : lesson.words) words = trim(std::string(words));
  lesson.predict = question_of(lesson.words[0]);
  if (lesson.title.empty()) return std::nullopt;
  return lesson;
}

}  // namespace misfit
