// What happened when it ran: the exception in its own words, or that it runs; or why nobody can say.
#include "ui/widgets.h"

namespace misfit {
namespace {

void head(const Ui& ui, Sign sign, uint32_t colour, std::string_view title, std::string_view aside, float width) {
  ImVec2 at = ImGui::GetCursorScreenPos();
  disc(ui, {at.x + ui.px(10), at.y + ui.px(11)}, ui.px(10), sign, colour);
  float x = at.x + ui.px(31), w = put(ui, {x, at.y + ui.px(2)}, ui.fonts.strong, kBody + 1, ui.theme.ink, title).x;
  ImVec2 size = size_of(ui.fonts.text, kBody, aside, ui);
  bool beside = x + w + ui.px(12) + size.x < at.x + width;
  put(ui, beside ? ImVec2{x + w + ui.px(12), at.y + ui.px(3)} : ImVec2{x, at.y + ui.px(24)}, ui.fonts.text, kBody, ui.theme.muted, elided(ui, ui.fonts.text, kBody, aside, at.x + width - x));
  ImGui::Dummy({width, ui.px(beside || aside.empty() ? 26 : 46)});
}

// Without the signs of Markdown.
std::string plain_words(const std::string& s) {
  std::string out;
  for (char c : s) if (c != '`' && c != '*') out += c;
  return out;
}

// The part of a Keras 3 message that only says who was called.
size_t envelope(const std::string& m) {
  if (!m.starts_with("Exception encountered when calling")) return 0;
  size_t end = m.find("\n\n");
  return end == std::string::npos ? 0 : end;
}

// An error text from elsewhere: what it says, and where it is explained.
void recognised(const Ui& ui, const Recognised& r, float width) {
  const Theme& t = ui.theme;
  prose(ui, width, "**Your error: " + r.type + "**");
  gap(ui, 2);
  prose(ui, width, r.happened.empty() ? "This message is not one that the tutor knows; its text is kept beside." : r.happened, kBody, 0, true);
  if (r.program) { gap(ui, 2); prose(ui, width, "The program beside is a smallest one that fails like this, with your numbers. Every number in it can be dragged.", kBody, 0, true); }
  for (int i : r.lessons) {
    if (!ui.study.lessons || i >= static_cast<int>(ui.study.lessons->size())) continue;
    ImGui::PushID(i);
    gap(ui, 4);
    if (link(ui, "lesson", "Explained in the lesson " + (*ui.study.lessons)[static_cast<size_t>(i)].title, t.fits)) ui.act(act::OpenLesson{i});
    ImGui::PopID();
  }
  gap(ui, 12);
}

void late(const Ui& ui, float width) {
  const Theme& t = ui.theme;
  ImVec2 at = ImGui::GetCursorScreenPos();
  canvas()->AddCircle({at.x + ui.px(10), at.y + ui.px(11)}, ui.px(8.5f), paint(t.muted), 32, ui.px(1.6f));
  canvas()->AddCircleFilled({at.x + ui.px(10), at.y + ui.px(11)}, ui.px(3), paint(t.muted), 16);
  put(ui, {at.x + ui.px(31), at.y + ui.px(2)}, ui.fonts.strong, kBody + 1, t.ink, "Still running");
  ImGui::Dummy({width, ui.px(28)});
  prose(ui, width, "It takes longer than a look, and goes on beside the screen for ten seconds at most. You can go on typing; the text is kept.", kBody, 0, true);
  gap(ui, 4);
  if (button(ui, "stop", "Stop", Weight::kPlain)) ui.act(act::StopTraining{});
}

// "100000000 steps" is read as "100 million steps".
std::string legible(std::string text) {
  const size_t begin = text.find_first_of("123456789"), end = std::min(text.find_first_not_of("0123456789", begin), text.size());
  if (begin != std::string::npos && end > begin + 6 && text.compare(end - 6, 6, "000000") == 0) text.replace(end - 6, 6, " million");
  return text;
}

// A run that ended because it used up what it may use.
std::string budget_words(const std::string& spent) {
  const std::string detail = legible(spent);
  if (detail.find("seconds") != std::string::npos) return "It had not come to an end after " + detail.substr(detail.find("than ") == std::string::npos ? 0 : detail.find("than ") + 5) + ". A loop that never ends does that; so does a very large computation.";
  if (detail.find("memory") != std::string::npos) return "It asked for " + detail + ", which is what a program may use here.";
  if (detail.find("output") != std::string::npos || detail.find("print") != std::string::npos) return "It printed " + detail + ".";
  return "It took " + detail + ". A loop that never ends does that.";
}

// Without the head of a training that did not take place.
std::string_view printed(const Run& run) {
  std::string_view out = run.stdout_text;
  const size_t epoch = out.rfind("Epoch 1/");
  if (run.end == Run::End::kNeedsTraining && epoch != std::string_view::npos && (epoch == 0 || out[epoch - 1] == '\n')) out = out.substr(0, epoch);
  while (out.ends_with('\n')) out.remove_suffix(1);
  return out;
}

bool blank(const std::string& text) { return text.find_first_not_of(" \t\r\n") == std::string::npos; }

constexpr size_t kLines = 200, kBytes = 20'000;    // of output that is shown

}  // namespace

float verdict_block(const Ui& ui, float width, Part part) {
  const Study& s = ui.study;
  const Theme& t = ui.theme;
  float top = ImGui::GetCursorPosY();
  if (s.recognised && part != Part::kText) recognised(ui, *s.recognised, width);
  const bool silent = s.explanation && !s.explanation->silent.empty() && (!s.current() || s.step >= LessonStep::kRead);
  if (s.verdict_late) {
    late(ui, width);
  } else if (blank(s.text())) {
    head(ui, Sign::kWarning, t.muted, "An empty program", "", width);
    gap(ui, 2);
    prose(ui, width, "Type or paste one, or begin with a lesson.", kBody, 0, true);
  } else if (!s.verdict) {
    head(ui, Sign::kWarning, t.muted, "Not run yet", s.unfinished, width);
    if (!s.unfinished.empty()) prose(ui, width, "It runs as soon as it is whole.", kBody, 0, true);
  } else if (s.verdict->unsupported) {
    const auto& u = *s.verdict->unsupported;
    head(ui, Sign::kWarning, t.muted, "Not supported here", "line " + std::to_string(u.line), width);
    gap(ui, 2);
    prose(ui, width, "This tutor cannot run **" + u.construct + "** (line " + std::to_string(u.line) + ", column " + std::to_string(u.column + 1) +
                         "). The text is kept; TensorFlow itself would run it.");
  } else if (s.verdict->exception) {
    const Run::Exception& e = *s.verdict->exception;
    if (part != Part::kText) head(ui, Sign::kCross, t.misfit, e.type + ", line " + std::to_string(e.line), stage_words(s), width);
    if (part == Part::kHead) return ImGui::GetCursorPosY() - top;
    gap(ui, 8);
    size_t arguments = e.message.find("\n\nArguments received by");
    selectable(ui, "message", beginning(e.message, kLines, kBytes), message_numbers(s), width, envelope(e.message), arguments);
    if (!s.unfinished.empty()) {
      gap(ui, 6);
      prose(ui, width, "The text has changed and waits for " + s.unfinished + ". This is what the last whole program did.", kSmall, 0, true);
    }
    gap(ui, 10);
    bool fresh = s.shared;
    if (link(ui, "copy message", fresh ? "Copied" : "Copy the message", t.muted)) ImGui::SetClipboardText((e.type + ": " + e.message).c_str());
    ImGui::SameLine(0, ui.px(18));
    if (s.other && s.compare) {
      ImGui::NewLine();
      gap(ui, 6);
      std::string name = s.profile == Profile::kKeras3 ? "Keras 2" : "Keras 3";
      say(ui, ui.fonts.strong, kSmall, t.muted, name + (s.other->exception ? ": " + s.other->exception->type + ", line " + std::to_string(s.other->exception->line) : ": runs"));
      if (s.other->exception) selectable(ui, "other message", s.other->exception->message, {}, width);
      if (link(ui, "compare", "Hide " + name, t.muted)) ui.act(act::Compare{false});
    } else {
      if (link(ui, "compare", s.profile == Profile::kKeras3 ? "Compare with Keras 2" : "Compare with Keras 3", t.muted)) ui.act(act::Compare{true});
    }
  } else if (s.verdict->end == Run::End::kBudget) {
    head(ui, Sign::kWarning, t.muted, "Ended", "out of budget", width);
    gap(ui, 2);
    prose(ui, width, budget_words(s.verdict->end_detail) + " Nothing of the text is lost.");
  } else if (s.verdict->end == Run::End::kStopped) {
    head(ui, Sign::kWarning, t.muted, "Stopped", "by you", width);
  } else {
    if (silent) head(ui, Sign::kWarning, t.misfit, "Runs, with a silent mistake", "nothing was raised", width);
    else head(ui, Sign::kTick, t.fits, "Runs", s.last_good_applied.empty() ? "every shape fits" : "after: " + plain_words(s.last_good_applied), width);
    gap(ui, 2);
    if (silent) { silent_picture(ui, width, ui.px(150)); gap(ui, 6); }
    if (!s.verdict->warnings.empty())
      for (const std::string& w : s.verdict->warnings) { prose(ui, width, w, kSmall, 0, true); }
    if (const std::string_view out = printed(*s.verdict); !out.empty()) { selectable(ui, "output", beginning(out, kLines, kBytes), {}, width); gap(ui, 4); }
    if (!s.current() || s.step != LessonStep::kPredict) {
      const bool trains = s.verdict->text.find(".fit(") != std::string::npos;
      if (!silent && trains) { prose(ui, width, "That nothing is raised does not mean that it learns. Train it to see.", kBody, 0, true); gap(ui, 4); }
      if (!trains) return ImGui::GetCursorPosY() - top;
      if (button(ui, "prove", "Train it", Weight::kPrimary)) {
        if (s.current() && s.step < LessonStep::kProve) ui.act(act::GoToStep{LessonStep::kProve});
        ui.act(act::Prove{});
      }
      tooltip(ui, "Ctrl+Enter");
    }
  }
  return ImGui::GetCursorPosY() - top;
}

}  // namespace misfit
