// The few shapes the screen is made of.
#pragma once
#include <string>
#include <string_view>

#include "ui/screen.h"

namespace misfit {

ImDrawList* canvas();
// Text at a place; answers its size.
ImVec2 size_of(ImFont*, float size, std::string_view text, const Ui&);
ImVec2 put(const Ui&, ImVec2 at, ImFont*, float size, uint32_t colour, std::string_view text, float alpha = 1);
// Text at the cursor that takes its place.
void say(const Ui&, ImFont*, float size, uint32_t colour, std::string_view text);
// Wrapped words with **strong** and `code`, bullets and paragraphs. Answers the height; draws nothing if `measure`.
float prose(const Ui&, float width, std::string_view markdown, float size = kBody, uint32_t colour = 0, bool muted = false);
void gap(const Ui&, float height);
std::string elided(const Ui&, ImFont*, float size, std::string_view text, float width);   // "Wrong one-h…"
std::string_view beginning(std::string_view text, size_t lines, size_t bytes);   // of a long text, whole lines

enum class Weight { kPrimary, kPlain, kQuiet };
bool button(const Ui&, const char* id, std::string_view text, Weight, float height = 34);
bool link(const Ui&, const char* id, std::string_view text, uint32_t colour);
// Parts side by side, one of which is chosen. Answers the one pressed, else -1.
int segments(const Ui&, const char* id, std::initializer_list<std::string_view> names, int chosen);

void hairline(const Ui&, ImVec2 a, ImVec2 b);
void heading(const Ui&, std::string_view text);                        // PROGRAM, STAGE
enum class Sign { kCross, kTick, kWarning };
void disc(const Ui&, ImVec2 centre, float radius, Sign, uint32_t colour);
void tick(ImDrawList*, ImVec2 centre, float size, ImU32, float thickness);
void cross(ImDrawList*, ImVec2 centre, float size, ImU32, float thickness);
// Around the last item, when it has the keyboard. Its name is for those who do not see it.
void focus_ring(const Ui&, float rounding = 8, std::string_view name = {});
void tooltip(const Ui&, std::string_view text);                        // for the last item
bool begin_region(const Ui&, const char* id, Rect, bool scroll = true, uint32_t fill = 0xFFFFFFFFu);
void end_region();

// Text that can be selected and copied, wrapped at `width`; some of its numbers are links. Answers its height.
float selectable(const Ui&, const char* id, std::string_view text, const std::vector<MessageNumber>& numbers, float width, size_t quiet_until = 0, size_t quiet_from = std::string::npos);

}  // namespace misfit
