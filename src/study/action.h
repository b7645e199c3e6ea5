// What the learner did, or what the engine answered. update() is the only thing that changes a Study.
#pragma once
#include <string>
#include <variant>

#include "study/engine_port.h"
#include "study/study.h"

namespace misfit {

namespace act {
struct OpenLesson { int lesson; };
struct OpenProgram { std::string text; };
struct ShowStart {};
struct GoToStep { LessonStep step; };
struct Choose { int option; };                       // in Predict
struct EditText { std::string text; bool typing = false; };
struct SetLiteral { int literal; int64_t value; bool live = false; };   // live: part of a drag
struct EndGesture {};
struct Undo {};
struct Redo {};
struct SetProfile { Profile profile; };
struct Compare { bool on; };
struct ApplyFix { int fix; };
struct OpenFile { std::string name; };                // one of the lesson's programs
struct Restart {};                                   // the lesson's broken program again
struct Prove {};                                     // train: yours beside broken, wrong and right
struct TrainOnly {};                                 // run the program to its end
struct StopTraining {};
struct Hover { Link link; };
struct SelectMoment { int moment; };
struct LookInside { uint32_t step; int layer = -1; };
struct ShowSample { int sample; int channel; };
struct ToggleMore {};
struct ToggleKeys {};
struct TogglePaste {};
struct Shared {};
struct SetTheme { bool dark; };
struct SetScale { float scale; };
struct SetReducedMotion { bool on; };
struct VerdictArrived { std::shared_ptr<const Run> run; bool other_profile = false; };
struct VerdictLate {};                               // it will come as an answer
struct EngineAnswered { Answer answer; };
}  // namespace act

using Action = std::variant<act::OpenLesson, act::OpenProgram, act::ShowStart, act::GoToStep, act::Choose, act::EditText, act::SetLiteral, act::EndGesture, act::Undo,
                            act::Redo, act::SetProfile, act::Compare, act::ApplyFix, act::OpenFile, act::Restart, act::Prove, act::TrainOnly, act::StopTraining, act::Hover,
                            act::SelectMoment, act::LookInside, act::ShowSample, act::ToggleMore, act::ToggleKeys, act::TogglePaste, act::Shared, act::SetTheme,
                            act::SetScale, act::SetReducedMotion, act::VerdictArrived, act::VerdictLate, act::EngineAnswered>;
using Actions = std::vector<Action>;

void update(Study&, const Action&);

}  // namespace misfit
