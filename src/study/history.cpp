// Undo and redo of the text.
#include "study/history.h"

namespace misfit {

constexpr size_t kKept = 500;

void TextHistory::edit(std::string text, unsigned gesture) {
  if (text == past_[at_].text) return;
  past_.resize(at_ + 1);
  if (gesture && past_[at_].gesture == gesture && at_ > 0) {
    past_[at_].text = std::move(text);
    return;
  }
  past_.push_back({std::move(text), gesture});
  if (past_.size() > kKept) past_.erase(past_.begin());
  at_ = past_.size() - 1;
}

bool TextHistory::undo() {
  if (!can_undo()) return false;
  past_[at_].gesture = 0;
  past_[--at_].gesture = 0;
  return true;
}

bool TextHistory::redo() {
  if (!can_redo()) return false;
  past_[++at_].gesture = 0;
  return true;
}

void TextHistory::reset(std::string text) {
  past_.clear();
  past_.push_back({std::move(text), 0});
  at_ = 0;
}

}  // namespace misfit
