// A lesson as read from its folder: words for each step, and its programs by file name.
#pragma once
#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace misfit {

enum class LessonStep : uint8_t { kPredict, kBreak, kRead, kFix, kProve, kChallenge };
constexpr int kLessonSteps = 6;
std::string_view title(LessonStep);                 // "Predict"

struct Question {
  std::string text;
  std::vector<std::string> options;
  int answer = -1;                                  // index into options
  std::string why;                                  // said after answering
};

struct Lesson {
  std::string name, title, fault;                   // "grayscale-vs-rgb", "Grayscale vs RGB", "input_spec_axis"
  int order = 0;
  std::string intro;                                // Markdown before the first section
  std::array<std::string, kLessonSteps> words;      // Markdown of each step's section
  Question predict;
  std::map<std::string, std::string> files;         // "broken.py" -> text
  const std::string* file(const std::string& file_name) const;
};

// Reads `lesson.md`; `files` are the folder's others. Nothing if there is no title or a section is unknown.
std::optional<Lesson> parse_lesson(std::string name, std::string_view markdown, std::map<std::string, std::string> files);

}  // namespace misfit
