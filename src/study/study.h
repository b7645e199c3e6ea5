// Everything the learner sees is a projection of this. Only update() changes it.
#pragma once
#include <array>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "explain/explanation.h"
#include "lesson/lesson.h"
#include "study/failed_expression.h"
#include "study/history.h"
#include "study/literals.h"
#include "study/scene.h"

namespace misfit {

// Things that are said in several places and light up together.
struct Link {
  enum Kind : uint8_t { kNone, kExpected, kFound, kLiteral, kLine, kLayer } kind = kNone;
  int index = 0;                          // which literal, line or layer
  bool operator==(const Link&) const = default;
};

enum class CurveKind : uint8_t { kYours, kBroken, kWrong, kRight };
struct Curve {
  CurveKind kind = CurveKind::kYours;
  std::string name;                       // "your program", a fix's title
  std::string program;
  uint32_t job = 0;
  enum class State : uint8_t { kWaiting, kRunning, kDone, kFailed, kStopped } state = State::kWaiting;
  std::string end;                        // why it failed, in a word
  std::vector<double> loss, accuracy;     // one a batch, or one an epoch where that is all there is
  std::vector<double> epochs;             // position in epochs of each loss
  double held_out = -1;                   // accuracy on data not trained on, where the program measured it
  int epoch = 0, of = 0;
  double seconds = 0, left = -1;
  std::shared_ptr<const Run> run;
};

// An error text from elsewhere, as far as it is understood.
struct Recognised {
  std::string type, message;              // its last line
  std::string happened;                   // in a sentence with its own numbers; "" if the catalogue has none
  std::vector<int> lessons;               // those that explain it
  bool program = false;                   // the program shown was written to fail in just that way
};

struct Study {
  // Where the learner is
  const std::vector<Lesson>* lessons = nullptr;
  int lesson = -1;                        // -1: own program
  bool start_page = true;
  LessonStep step = LessonStep::kPredict;
  std::map<std::string, std::set<int>> done;   // lesson name -> steps finished
  int answered = -1;                      // option chosen in Predict

  // The program, and what became of it
  TextHistory history;
  Profile profile = Profile::kKeras3;
  std::vector<Literal> literals;          // of the current text
  std::string unfinished;                 // half-typed: what is missing
  std::shared_ptr<const Run> verdict;     // of the last text that could be read
  std::shared_ptr<const Run> other;       // the same text under the other profile, while comparing
  bool compare = false;
  std::string verdict_text;               // the text `verdict` belongs to
  bool verdict_late = false;              // takes longer than a look: the engine is at it, and the last picture stays
  bool whole_known = false;               // the text of `verdict` has been run to its end, training and all
  std::optional<Recognised> recognised;   // the error text that was pasted to get here
  std::optional<Explanation> explanation;
  std::optional<FailedExpression> failed_at;   // of a verdict that failed
  bool fixes_ready = false, fixes_running = false;
  uint32_t fixes_job = 0;
  std::string last_good_applied;          // the fix just applied, for the line that says so
  std::string shown_file;                 // the lesson's program that was opened last: "broken-2.py"

  // Training
  std::vector<Curve> curves;
  uint32_t next_job = 1;
  bool training() const;

  // Looking
  int moment = -1;                        // index into the moments of the run; -1: the end
  uint32_t inside = 0;                    // step looked into
  int inside_layer = -1;
  int sample = 0, channel = 0;
  Link hover;
  int scrubbing = -1;                     // literal being dragged
  unsigned gesture = 0;
  bool more = false;                      // the longer explanation
  bool keys = false;                      // the list of keys
  bool paste = false;                     // the sheet for an own program or traceback
  bool shared = false;                    // "copied" shows

  // How it looks
  bool dark = false, reduced_motion = false;
  float scale = 1;                        // presenter mode

  const std::string& text() const { return history.text(); }
  const Lesson* current() const { return lesson >= 0 && lessons ? &(*lessons)[static_cast<size_t>(lesson)] : nullptr; }
  bool verdict_hidden() const { return current() && step == LessonStep::kPredict && answered < 0; }
  bool failed() const { return verdict && verdict->exception.has_value(); }
  bool nothing_to_mend() const;           // a lesson's program that was right from the start, as training has shown
  // Steps that need the engine, picked up by the shell after update().
  bool wants_verdict = false, wants_fixes = false;
  std::vector<uint32_t> wants_stop;       // jobs to stop; waiting curves are started in order
};

// The numbers that disagree, as they stand in the message: byte ranges of exception.message.
struct MessageNumber { size_t begin, end; Link link; };
std::vector<MessageNumber> message_numbers(const Study&);

// Whether something named by `link` should be lit now: it is hovered, or a counterpart of it is.
bool lit(const Study&, Link);
Link canonical(const Study&, Link);       // expected and found become the literals that said so, if known

// The moments of a run: build, compile, trace, batches, epoch ends; of a program that trains nothing, its operations.
struct Moment {
  std::string name;
  Stage stage = Stage::kProgram;
  int epoch = 0, batch = 0;
  enum { kPassed, kFailed, kAhead } state = kPassed;
  int look = -1;                          // index into the run's looks
  StepId step = 0;                        // of an operation
  std::string said = {};                  // in a sentence: "after batch 2 of epoch 1"
};
std::vector<Moment> moments(const Study&);
int current_moment(const Study&);
const Run* shown_run(const Study&);       // the training of this text, if it was trained, else the verdict; null: neither
const Look* look_now(const Study&);       // what the layers make at the current moment; null: not known
int first_nan(const Study&);              // the first moment with a number that is none; -1: there is none
// Where another run of the same lesson first makes something else: a moment, and in which layer.
struct Difference { int moment = -1; std::string layer, other; };
Difference first_difference(const Study&);

std::string stage_words(const Study&);    // "while tracing the first step"

}  // namespace misfit
