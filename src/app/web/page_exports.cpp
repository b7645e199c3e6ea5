// What the page calls: start, draw, input, and the actions of the DOM twin. One tutor an instance.
#include <chrono>
#include <memory>
#include <string>

#include "app/shell.h"
#include "app/web/host.h"
#include "app/web/page_engine.h"
#include "app/web/platform.h"
#include "app/web/state_json.h"
#include "app/web/wire_explanation.h"
#include "engine/wire.h"
#include "imgui.h"
#include "lesson/catalogue.h"

namespace misfit {
namespace {

double now_seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

struct Tutor {
  Tutor() : shell(engine, embedded_lessons(), now_seconds) {}
  PageEngine engine;
  Shell shell;
  std::unique_ptr<Platform> platform;
  std::string text;                                // the last string handed out
};
std::unique_ptr<Tutor> tutor;
std::string font_data[4];

Study& study() { return tutor->shell.study; }
const char* hand_out(std::string s) {
  tutor->text = std::move(s);
  return tutor->text.c_str();
}

}  // namespace
}  // namespace misfit

using namespace misfit;

extern "C" {

EMSCRIPTEN_KEEPALIVE void misfit_font(int index, const char* bytes, int size) { font_data[index].assign(bytes, static_cast<size_t>(size)); }

// Makes the study; answers whether there is a picture too (WebGL2).
EMSCRIPTEN_KEEPALIVE int misfit_start(int with_canvas) {
  tutor = std::make_unique<Tutor>();
  if (!with_canvas) return 0;
  tutor->platform = Platform::open({});
  if (!tutor->platform) return 0;
  auto font = [](int i) { return FontFile{font_data[i].data(), static_cast<int>(font_data[i].size())}; };
  tutor->shell.screen.share = host_share;
  tutor->shell.screen.fonts = load_fonts({font(0), font(1), font(2), font(3)});
  return 1;
}
EMSCRIPTEN_KEEPALIVE void misfit_end() { tutor.reset(); }

// One frame; true: another is wanted at once.
EMSCRIPTEN_KEEPALIVE int misfit_frame(double now, float width, float height, float density) {
  if (!tutor->platform) return 0;
  return tutor->platform->draw(tutor->shell, now, width, height, density);
}
// Takes the engine's answers, seen or not.
EMSCRIPTEN_KEEPALIVE int misfit_pump() { return tutor->shell.pump(); }
EMSCRIPTEN_KEEPALIVE void misfit_restored() { if (tutor->platform) tutor->platform->restored(tutor->shell); }

// Input.
EMSCRIPTEN_KEEPALIVE void misfit_pointer(float x, float y, int touch) {
  ImGuiIO& io = ImGui::GetIO();
  io.AddMouseSourceEvent(touch ? ImGuiMouseSource_TouchScreen : ImGuiMouseSource_Mouse);
  io.AddMousePosEvent(x, y);
  tutor->shell.screen.touch = touch;
}
EMSCRIPTEN_KEEPALIVE void misfit_button(int button, int down) { ImGui::GetIO().AddMouseButtonEvent(button, down != 0); }
EMSCRIPTEN_KEEPALIVE void misfit_leave() { ImGui::GetIO().AddMousePosEvent(-1e30f, -1e30f); }
EMSCRIPTEN_KEEPALIVE void misfit_wheel(float dx, float dy) { ImGui::GetIO().AddMouseWheelEvent(dx, dy); }
EMSCRIPTEN_KEEPALIVE int misfit_key(const char* code, int down, int modifiers) {
  ImGuiIO& io = ImGui::GetIO();
  io.AddKeyEvent(ImGuiMod_Ctrl, modifiers & 1);
  io.AddKeyEvent(ImGuiMod_Shift, modifiers & 2);
  io.AddKeyEvent(ImGuiMod_Alt, modifiers & 4);
  io.AddKeyEvent(ImGuiMod_Super, modifiers & 8);
  const int key = key_of(code);
  if (key) io.AddKeyEvent(static_cast<ImGuiKey>(key), down != 0);
  return key != 0;
}
EMSCRIPTEN_KEEPALIVE void misfit_type(const char* utf8) { ImGui::GetIO().AddInputCharactersUTF8(utf8); }
EMSCRIPTEN_KEEPALIVE void misfit_focus(int has) {
  ImGui::GetIO().AddFocusEvent(has != 0);
  if (!has) ImGui::GetIO().ClearInputKeys();
}
EMSCRIPTEN_KEEPALIVE int misfit_input_waits() { return misfit::input_waits(); }
EMSCRIPTEN_KEEPALIVE int misfit_wants_text() { return ImGui::GetIO().WantTextInput; }
EMSCRIPTEN_KEEPALIVE int misfit_wants_pointer() { return ImGui::GetIO().WantCaptureMouse; }
EMSCRIPTEN_KEEPALIVE int misfit_cursor() { return ImGui::GetMouseCursor(); }
EMSCRIPTEN_KEEPALIVE void misfit_clipboard(const char* text) { if (tutor->platform) tutor->platform->clipboard = text; }

// Answers of the worker.
EMSCRIPTEN_KEEPALIVE void misfit_job_progress(int job, int fit, int epoch, int epochs, int batch, int batches, int epoch_end, int stage, double loss, double accuracy) {
  Progress p;
  p.fit = fit;
  p.epoch = epoch;
  p.epochs = epochs;
  p.batch = batch;
  p.batches = batches;
  p.epoch_end = epoch_end != 0;
  p.stage = static_cast<Stage>(stage);
  p.logs.emplace_back("loss", loss);
  if (accuracy >= 0) p.logs.emplace_back("accuracy", accuracy);
  tutor->engine.answered(ProgressAnswer{static_cast<JobId>(job), std::move(p)});
}
EMSCRIPTEN_KEEPALIVE void misfit_job_stdout(int job, const char* text) { tutor->engine.answered(StdoutAnswer{static_cast<JobId>(job), text}); }
// A run that was stopped with its worker comes back as one that was stopped; one whose worker died says of what.
EMSCRIPTEN_KEEPALIVE void misfit_job_trained(int job, const char* bytes, int size, const char* why) {
  std::shared_ptr<Run> run = size ? decode_run({bytes, static_cast<size_t>(size)}) : nullptr;
  if (!run) {
    run = std::make_shared<Run>();
    run->text = study().text();
    run->profile = study().profile;
    run->end = *why ? Run::End::kBudget : Run::End::kStopped;
    run->end_detail = why;
  }
  tutor->engine.answered(TrainedAnswer{static_cast<JobId>(job), run});
}
EMSCRIPTEN_KEEPALIVE void misfit_job_verdict(const char* bytes, int size) { tutor->engine.answered(VerdictAnswer{decode_run({bytes, static_cast<size_t>(size)})}); }
EMSCRIPTEN_KEEPALIVE void misfit_job_fixes(int job, const char* bytes, int size) {
  std::optional<Explanation> e = decode_explanation({bytes, static_cast<size_t>(size)});
  tutor->engine.answered(FixesAnswer{static_cast<JobId>(job), e ? std::move(*e) : study().explanation.value_or(Explanation{})});
}

// Actions, from the twin, the host page and links.
EMSCRIPTEN_KEEPALIVE int misfit_open_lesson(const char* name) {
  for (size_t i = 0; i < tutor->shell.lessons.size(); ++i)
    if (tutor->shell.lessons[i].name == name) return tutor->shell.act(act::OpenLesson{static_cast<int>(i)}), 1;
  return 0;
}
EMSCRIPTEN_KEEPALIVE void misfit_open_program(const char* text) { tutor->shell.act(act::OpenProgram{text}); }
EMSCRIPTEN_KEEPALIVE void misfit_open_file(const char* bytes, int size) { tutor->shell.act(act::OpenProgram{std::string(bytes, static_cast<size_t>(size))}); }
EMSCRIPTEN_KEEPALIVE void misfit_show_start() { tutor->shell.act(act::ShowStart{}); }
EMSCRIPTEN_KEEPALIVE void misfit_step(int step) { tutor->shell.act(act::GoToStep{static_cast<LessonStep>(step)}); }
EMSCRIPTEN_KEEPALIVE void misfit_choose(int option) { tutor->shell.act(act::Choose{option}); }
EMSCRIPTEN_KEEPALIVE void misfit_edit(const char* text) { tutor->shell.act(act::EditText{text, true}); }
EMSCRIPTEN_KEEPALIVE void misfit_set_literal(int index, double value) {
  tutor->shell.act(act::SetLiteral{index, static_cast<int64_t>(value)});
  tutor->shell.act(act::EndGesture{});
}
EMSCRIPTEN_KEEPALIVE void misfit_undo() { tutor->shell.act(act::Undo{}); }
EMSCRIPTEN_KEEPALIVE void misfit_redo() { tutor->shell.act(act::Redo{}); }
EMSCRIPTEN_KEEPALIVE void misfit_profile(int keras3) { tutor->shell.act(act::SetProfile{keras3 ? Profile::kKeras3 : Profile::kKeras2}); }
EMSCRIPTEN_KEEPALIVE void misfit_apply(int fix) { tutor->shell.act(act::ApplyFix{fix}); }
EMSCRIPTEN_KEEPALIVE void misfit_restart() { tutor->shell.act(act::Restart{}); }
EMSCRIPTEN_KEEPALIVE void misfit_prove() { tutor->shell.act(act::Prove{}); }
EMSCRIPTEN_KEEPALIVE void misfit_train_only() { tutor->shell.act(act::TrainOnly{}); }
EMSCRIPTEN_KEEPALIVE void misfit_stop() { tutor->shell.act(act::StopTraining{}); }
EMSCRIPTEN_KEEPALIVE void misfit_theme(int dark) { tutor->shell.act(act::SetTheme{dark != 0}); }
EMSCRIPTEN_KEEPALIVE void misfit_motion(int reduced) { tutor->shell.act(act::SetReducedMotion{reduced != 0}); }
EMSCRIPTEN_KEEPALIVE void misfit_scale(float scale) { tutor->shell.act(act::SetScale{scale}); }

EMSCRIPTEN_KEEPALIVE const char* misfit_state() { return hand_out(state_json(study(), tutor->shell.screen.scene_text)); }
// What can be pressed in the picture, and which of it has the keyboard.
EMSCRIPTEN_KEEPALIVE const char* misfit_controls() { return hand_out(controls_json(tutor->shell.screen)); }
EMSCRIPTEN_KEEPALIVE const char* misfit_focused() {
  for (const Screen::Control& c : tutor->shell.screen.controls)
    if (c.focused) return hand_out(c.name);
  return "";
}
EMSCRIPTEN_KEEPALIVE const char* misfit_verdict_json() { return hand_out(study().verdict ? run_json(*study().verdict) : "null"); }
EMSCRIPTEN_KEEPALIVE const char* misfit_progress() { return hand_out(tutor->shell.progress()); }
EMSCRIPTEN_KEEPALIVE void misfit_restore_progress(const char* text) { tutor->shell.restore_progress(text); }
EMSCRIPTEN_KEEPALIVE int misfit_busy() { return tutor->engine.busy(); }

}
