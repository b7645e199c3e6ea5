// The screen without a window: every state is drawn, and keys become actions.
#include "ui/screen.h"

#include <algorithm>
#include <cmath>

#include <doctest/doctest.h>
#include "implot.h"
#include "study/made_run.h"

using namespace misfit;

namespace {

struct Stand {
  std::vector<Lesson> lessons;
  Study study;
  Screen screen;
  Actions actions;

  explicit Stand(float width = 1440, float height = 840) {
    ImGui::CreateContext();
    ImPlot::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.DisplaySize = {width, height};
    io.DeltaTime = 1.0f / 60;
    io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
    io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
    screen.fonts = load_fonts({});
    Lesson l;
    l.name = "one";
    l.title = "One";
    l.intro = "Some **strong** and `code` words.\n\n- a point\n- another";
    l.predict = {"Which?", {"this", "that"}, 0, "because"};
    l.files = {{"broken.py", test::kText}};
    lessons = {l};
    study.lessons = &lessons;
  }
  ~Stand() {
    ImPlot::DestroyContext();
    ImGui::DestroyContext();
  }
  void frame() {
    ImGui::NewFrame();
    actions.clear();
    screen.frame(study, actions);
    ImGui::Render();
    for (ImTextureData* t : ImGui::GetPlatformIO().Textures) if (t->Status != ImTextureStatus_OK) { t->SetTexID(1); t->SetStatus(t->Status == ImTextureStatus_WantDestroy ? ImTextureStatus_Destroyed : ImTextureStatus_OK); }
  }
  void fail() {
    study.verdict = test::grayscale_run();
    study.verdict_text = study.text();
    study.explanation = test::explained();
    study.explanation->longer = "Longer.";
    study.explanation->myth = "A myth.";
    study.explanation->fixes = {{"Right", true, "x", "ran"}, {"A wrong fix with a very long title that needs more than one line of the card", false, "y", "bad and with long evidence as well"}};
  }
  template <class T> bool emitted() const {
    return std::any_of(actions.begin(), actions.end(), [](const Action& a) { return std::holds_alternative<T>(a); });
  }
  void press(ImGuiKey key, ImGuiKey mod = ImGuiKey_None) {
    ImGuiIO& io = ImGui::GetIO();
    if (mod != ImGuiKey_None) io.AddKeyEvent(mod, true);
    io.AddKeyEvent(key, true);
  }
  void release(ImGuiKey key, ImGuiKey mod = ImGuiKey_None) {
    ImGuiIO& io = ImGui::GetIO();
    io.AddKeyEvent(key, false);
    if (mod != ImGuiKey_None) io.AddKeyEvent(mod, false);
    frame();
  }
};

}  // namespace

TEST_CASE("screen: every step is drawn wide and narrow, light and dark, and leaves the text alone") {
  for (float width : {1440.0f, 360.0f}) {
    Stand stand(width);
    for (bool dark : {false, true})
      for (int step = 0; step < kLessonSteps; ++step) {
        update(stand.study, act::OpenLesson{0});
        stand.study.dark = dark;
        stand.study.step = static_cast<LessonStep>(step);
        stand.study.answered = step ? 0 : -1;
        stand.fail();
        stand.study.more = true;
        if (step >= 4) {
          Curve c;
          c.name = "your program";
          c.loss = {1, 0.5};
          c.epochs = {0.5, 1};
          c.accuracy = {0.5};
          stand.study.curves = {c};
        }
        for (int i = 0; i < 3; ++i) stand.frame();
        CHECK(ImGui::GetDrawData()->TotalVtxCount > 1000);
        CHECK_FALSE(stand.emitted<act::EditText>());
      }
  }
}

TEST_CASE("screen: the start page, the sheets, and states with nothing to show") {
  Stand stand;
  stand.frame();
  CHECK(ImGui::GetDrawData()->TotalVtxCount > 100);
  stand.study.keys = true;
  stand.frame();
  stand.study.keys = false;
  stand.study.paste = true;
  stand.frame();
  stand.study.paste = false;
  update(stand.study, act::OpenProgram{"x = 1\n"});
  stand.frame();
  auto run = std::make_shared<Run>();
  run->unsupported = Run::Unsupported{"async def", 1, 0};
  stand.study.verdict = run;
  stand.frame();
  run = std::make_shared<Run>();
  run->end = Run::End::kBudget;
  run->end_detail = "memory";
  stand.study.verdict = run;
  stand.frame();
  CHECK(ImGui::GetDrawData()->TotalVtxCount > 100);
}

TEST_CASE("screen: keys reach everything") {
  Stand stand;
  update(stand.study, act::OpenLesson{0});
  stand.study.step = LessonStep::kRead;
  stand.fail();
  stand.frame();
  stand.frame();
  stand.press(ImGuiKey_Z, ImGuiMod_Ctrl);
  stand.frame();
  CHECK(stand.emitted<act::Undo>());
  stand.release(ImGuiKey_Z, ImGuiMod_Ctrl);
  stand.press(ImGuiKey_F1);
  stand.frame();
  CHECK(stand.emitted<act::ToggleKeys>());
  stand.release(ImGuiKey_F1);
  stand.press(ImGuiKey_Enter, ImGuiMod_Ctrl);
  stand.frame();
  CHECK(stand.emitted<act::Prove>());
  stand.release(ImGuiKey_Enter, ImGuiMod_Ctrl);
  stand.press(ImGuiKey_Equal, ImGuiMod_Ctrl);
  stand.frame();
  CHECK(stand.emitted<act::SetScale>());
  stand.release(ImGuiKey_Equal, ImGuiMod_Ctrl);
}

TEST_CASE("screen: dragging the edge of a solid changes the number in the program") {
  Stand stand;
  update(stand.study, act::OpenLesson{0});
  stand.study.step = LessonStep::kRead;
  stand.fail();
  for (int i = 0; i < 3; ++i) stand.frame();
  REQUIRE(!stand.screen.scene.solids.empty());
  // Width of the data: its lower edge. Where the stage lies follows from the layout: right of the program, below the bar.
  const Edge* width = nullptr;
  for (const Edge& e : stand.screen.scene.solids[0].edges) if (e.axis == Axis::kWidth) width = &e;
  REQUIRE(width);
  Rect stage = stand.screen.stage_rect;
  View view = view_of(stand.screen.scene, stage.w, stage.h, 0, std::min(112.0f, stage.h * 0.45f));
  Vec2 p = view.camera.at((width->from + width->to) * 0.5f);
  ImGuiIO& io = ImGui::GetIO();
  io.AddMousePosEvent(stage.x + p.x, stage.y + p.y);
  stand.frame();
  stand.frame();
  io.AddMouseButtonEvent(0, true);
  stand.frame();
  stand.frame();
  io.AddMousePosEvent(stage.x + p.x + 40, stage.y + p.y);
  stand.frame();
  REQUIRE(stand.emitted<act::SetLiteral>());
  for (const Action& a : stand.actions)
    if (const auto* set = std::get_if<act::SetLiteral>(&a)) {
      CHECK(set->live);
      CHECK(set->value > 16);
      CHECK(stand.study.literals[static_cast<size_t>(set->literal)].span.line == 3);
    }
  io.AddMouseButtonEvent(0, false);
  stand.frame();
  CHECK(stand.emitted<act::EndGesture>());
}

TEST_CASE("theme: text has at least 4.5 : 1, marks 3 : 1, on paper and card") {
  auto luminance = [](uint32_t rgb) {
    double sum = 0;
    const double weight[] = {0.2126, 0.7152, 0.0722};
    for (int i = 0; i < 3; ++i) {
      double c = (rgb >> (16 - 8 * i) & 255) / 255.0;
      sum += weight[i] * (c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4));
    }
    return sum;
  };
  auto contrast = [&](uint32_t a, uint32_t b) {
    double x = luminance(a), y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
  };
  for (bool dark : {false, true}) {
    const Theme& t = theme(dark);
    for (uint32_t ground : {t.paper, t.card}) {
      for (uint32_t text : {t.ink, t.muted, t.misfit, t.fits}) CHECK(contrast(text, ground) >= 4.5);
    }
    for (uint32_t text : {t.keyword, t.number, t.string}) CHECK(contrast(text, t.card) >= 4.5);
    CHECK(contrast(t.misfit, t.misfit_tint) >= 4.5);
    CHECK(contrast(t.fits, t.fits_tint) >= 4.5);
  }
}
