// What happened when it ran: the exception in its own words, or that it runs; or why nobody can say.
#include "ui/widgets.h"

namespace misfit {
namespace {

void head(const Ui& ui, bool failed, uint32_t colour, std::string_view title, std::string_view aside, float width) {
  ImVec2 at = ImGui::GetCursorScreenPos();
  disc(ui, {at.x + ui.px(10), at.y + ui.px(11)}, ui.px(10), failed, colour);
  float x = at.x + ui.px(31), w = put(ui, {x, at.y + ui.px(2)}, ui.fonts.strong, kBody + 1, ui.theme.ink, title).x;
  ImVec2 size = size_of(ui.fonts.text, kBody, aside, ui);
  bool beside = x + w + ui.px(12) + size.x < at.x + width;
  put(ui, beside ? ImVec2{x + w + ui.px(12), at.y + ui.px(3)} : ImVec2{x, at.y + ui.px(24)}, ui.fonts.text, kBody, ui.theme.muted, aside);
  ImGui::Dummy({width, ui.px(beside || aside.empty() ? 26 : 46)});
}

// The part of a Keras 3 message that only says who was called.
size_t envelope(const std::string& m) {
  if (!m.starts_with("Exception encountered when calling")) return 0;
  size_t end = m.find("\n\n");
  return end == std::string::npos ? 0 : end;
}

}  // namespace

float verdict_block(const Ui& ui, float width, Part part) {
  const Study& s = ui.study;
  const Theme& t = ui.theme;
  float top = ImGui::GetCursorPosY();
  if (!s.verdict) {
    say(ui, ui.fonts.text, kBody, t.muted, s.unfinished.empty() ? "Nothing has run yet." : "Waiting for " + s.unfinished + ".");
  } else if (s.verdict->unsupported) {
    const auto& u = *s.verdict->unsupported;
    head(ui, true, t.muted, "Not supported here", "line " + std::to_string(u.line), width);
    gap(ui, 2);
    prose(ui, width, "This tutor cannot run **" + u.construct + "** (line " + std::to_string(u.line) + ", column " + std::to_string(u.column + 1) +
                         "). The text is kept; TensorFlow itself would run it.");
  } else if (s.verdict->exception) {
    const Run::Exception& e = *s.verdict->exception;
    if (part != Part::kText) head(ui, true, t.misfit, e.type + ", line " + std::to_string(e.line), stage_words(s), width);
    if (part == Part::kHead) return ImGui::GetCursorPosY() - top;
    gap(ui, 8);
    size_t arguments = e.message.find("\n\nArguments received by");
    selectable(ui, "message", e.message, message_numbers(s), width, envelope(e.message), arguments);
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
    head(ui, true, t.muted, "Out of budget", s.verdict->end_detail, width);
    prose(ui, width, "The run was ended because it used up what a page may use. Nothing of the text is lost; smaller data or fewer epochs will do.");
  } else if (s.verdict->end == Run::End::kStopped) {
    head(ui, true, t.muted, "Stopped", "by you", width);
  } else {
    head(ui, false, t.fits, "Runs", s.last_good_applied.empty() ? "every shape fits" : "after: " + s.last_good_applied, width);
    gap(ui, 2);
    if (!s.verdict->warnings.empty())
      for (const std::string& w : s.verdict->warnings) { prose(ui, width, w, kSmall, 0, true); }
    if (!s.verdict->stdout_text.empty()) { selectable(ui, "output", s.verdict->stdout_text, {}, width); gap(ui, 4); }
    if (!s.current() || s.step != LessonStep::kPredict) {
      prose(ui, width, "That nothing is raised does not mean that it learns. Train it to see.", kBody, 0, true);
      gap(ui, 4);
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
