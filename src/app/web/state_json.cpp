// The study as the DOM twin shows it: the same facts as the canvas, as one object.
#include "app/web/state_json.h"

#include <cstdio>

#include "engine/json.h"

namespace misfit {

namespace {

class Object {
 public:
  Object& text(std::string_view key, std::string_view value) { return raw(key, json_string(value)); }
  Object& flag(std::string_view key, bool value) { return raw(key, value ? "true" : "false"); }
  Object& number(std::string_view key, double value) {
    char digits[32];
    std::snprintf(digits, sizeof digits, "%.9g", value);
    return raw(key, value - value == 0 ? digits : "null");
  }
  Object& raw(std::string_view key, std::string_view json) {
    body_ += (body_.empty() ? "" : ",") + json_string(key) + ":" + std::string(json);
    return *this;
  }
  std::string str() const { return "{" + body_ + "}"; }

 private:
  std::string body_;
};

class Array {
 public:
  void add(std::string_view json) { body_ += (body_.empty() ? "" : ",") + std::string(json); }
  std::string str() const { return "[" + body_ + "]"; }

 private:
  std::string body_;
};

std::string verdict_word(const Study& s) {
  if (!s.unfinished.empty()) return "unfinished";
  if (s.verdict_late) return "budget";
  if (!s.verdict) return "none";
  switch (s.verdict->end) {
    case Run::End::kException: return "fails";
    case Run::End::kUnsupported: return "unsupported";
    case Run::End::kStopped: return "stopped";
    case Run::End::kBudget: return "budget";
    default: return "runs";
  }
}

std::string verdict_sentence(const Study& s) {
  if (!s.unfinished.empty()) return s.unfinished;
  if (s.verdict_late) return "Still running: it takes longer than a look.";
  if (!s.verdict) return "";
  const Run& r = *s.verdict;
  if (r.exception) return r.exception->type + (r.exception->line ? ", line " + std::to_string(r.exception->line) : std::string());
  if (r.unsupported)
    return "Line " + std::to_string(r.unsupported->line) + ", column " + std::to_string(r.unsupported->column) + ": " + r.unsupported->construct + " is not supported.";
  if (r.end == Run::End::kBudget) return "Stopped: it needs " + r.end_detail + ".";
  if (r.end == Run::End::kStopped) return "Stopped.";
  if (s.explanation && !s.explanation->silent.empty()) return "Nothing is raised, and there is a silent mistake.";
  return r.end == Run::End::kNeedsTraining ? "Runs: shapes, types and labels fit. Training shows the numbers." : "Runs to its end.";
}

std::string fixes_json(const Study& s) {
  Array list;
  if (s.explanation && s.fixes_ready)
    for (size_t i = 0; i < s.explanation->fixes.size(); ++i) {
      const Fix& f = s.explanation->fixes[i];
      list.add(Object().text("title", f.title).flag("right", f.right).text("evidence", f.evidence).number("index", static_cast<double>(i)).str());
    }
  return list.str();
}

std::string curves_json(const Study& s) {
  Array list;
  constexpr const char* kKinds[] = {"yours", "broken", "wrong", "right"};
  constexpr const char* kStates[] = {"waiting", "running", "done", "failed", "stopped"};
  for (const Curve& c : s.curves) {
    Object o;
    o.text("kind", kKinds[static_cast<int>(c.kind)]).text("name", c.name).text("state", kStates[static_cast<int>(c.state)]).text("end", c.end);
    o.number("epoch", c.epoch).number("of", c.of).number("heldOut", c.held_out);
    if (!c.loss.empty()) o.number("first", c.loss.front()).number("last", c.loss.back());
    if (c.run) o.text("stdout", c.run->stdout_text);
    list.add(o.str());
  }
  return list.str();
}

std::string literals_json(const Study& s) {
  Array list;
  for (size_t i = 0; i < s.literals.size(); ++i) {
    const Literal& l = s.literals[i];
    list.add(Object().number("index", static_cast<double>(i)).number("value", static_cast<double>(l.value)).number("line", l.span.line).flag("shape", l.shape).str());
  }
  return list.str();
}

std::string lesson_json(const Study& s) {
  const Lesson* lesson = s.current();
  if (!lesson) return "null";
  Array steps, options;
  for (int i = 0; i < kLessonSteps; ++i) {
    const auto done = s.done.find(lesson->name);
    steps.add(Object().text("title", title(static_cast<LessonStep>(i))).flag("done", done != s.done.end() && done->second.count(i) > 0).str());
  }
  for (const std::string& o : lesson->predict.options) options.add(json_string(o));
  return Object()
      .text("name", lesson->name)
      .text("title", lesson->title)
      .text("intro", lesson->intro)
      .text("words", lesson->words[static_cast<size_t>(s.step)])
      .text("question", lesson->predict.text)
      .raw("options", options.str())
      .number("answer", lesson->predict.answer)
      .text("why", lesson->predict.why)
      .raw("steps", steps.str())
      .str();
}

}  // namespace

std::string state_json(const Study& s, const std::string& scene_sentence) {
  Object o;
  Array lessons;
  if (s.lessons)
    for (const Lesson& l : *s.lessons) lessons.add(Object().text("name", l.name).text("title", l.title).str());
  o.flag("start", s.start_page).raw("lessons", lessons.str()).raw("lesson", lesson_json(s)).number("step", static_cast<int>(s.step)).number("answered", s.answered);
  o.text("program", s.text()).text("profile", s.profile == Profile::kKeras3 ? "keras3" : "keras2").raw("literals", literals_json(s));
  o.flag("hidden", s.verdict_hidden()).text("verdict", verdict_word(s)).text("sentence", verdict_sentence(s));
  if (s.verdict && s.verdict->exception) {
    o.text("type", s.verdict->exception->type).text("message", s.verdict->exception->message).number("line", s.verdict->exception->line);
  }
  Array warnings;
  if (s.verdict)
    for (const std::string& w : s.verdict->warnings) warnings.add(json_string(w));
  o.raw("warnings", warnings.str());
  if (s.explanation) {
    const Explanation& e = *s.explanation;
    o.raw("explanation", Object().text("happened", e.happened).text("expected", e.expected).text("born", e.born).text("longer", e.longer).text("myth", e.myth).str());
    Array silent;
    for (const Silent& x : e.silent) silent.add(Object().text("code", x.code).number("line", x.line).text("evidence", x.evidence).str());
    o.raw("silent", silent.str());
  }
  o.flag("fixesRunning", s.fixes_running).flag("nothingToMend", s.nothing_to_mend()).raw("fixes", fixes_json(s)).raw("curves", curves_json(s)).flag("training", s.training());
  o.text("stdout", s.verdict ? s.verdict->stdout_text : "").text("scene", scene_sentence);
  o.flag("canUndo", s.history.can_undo()).flag("canRedo", s.history.can_redo()).flag("dark", s.dark);
  return o.str();
}

std::string controls_json(const Screen& screen) {
  Array list;
  for (const Screen::Control& c : screen.controls)
    list.add(Object().text("name", c.name).number("x", c.at.x).number("y", c.at.y).number("w", c.at.w).number("h", c.at.h).number("top", c.top).number("bottom", c.bottom).flag("focused", c.focused).str());
  return list.str();
}

}  // namespace misfit
