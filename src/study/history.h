// The program text and how it came to be: undo and redo, where one drag of a number is one step back.
#pragma once
#include <string>
#include <vector>

namespace misfit {

class TextHistory {
 public:
  TextHistory() : TextHistory(std::string()) {}
  explicit TextHistory(std::string text) { past_.push_back({std::move(text), 0}); }
  const std::string& text() const { return past_[at_].text; }
  // Edits with the same non-zero `gesture` in a row are one step (a scrub, a burst of typing).
  void edit(std::string text, unsigned gesture = 0);
  void end_gesture() { past_[at_].gesture = 0; }
  bool undo();
  bool redo();
  bool can_undo() const { return at_ > 0; }
  bool can_redo() const { return at_ + 1 < past_.size(); }
  void reset(std::string text);

 private:
  struct Entry { std::string text; unsigned gesture; };
  std::vector<Entry> past_;
  size_t at_ = 0;
};

}  // namespace misfit
