// Words: paragraphs of Markdown with strong and code, and text that can be selected.
#include <cmath>

#include "imgui_internal.h"
#include "ui/widgets.h"

namespace misfit {
namespace {

constexpr float kMessage = 13;

struct Piece { std::string_view text; bool strong, code, space_after; };

// Splits a paragraph into words, each with its weight.
std::vector<Piece> words_of(std::string_view line) {
  std::vector<Piece> pieces;
  bool strong = false, code = false;
  size_t begin = 0;
  auto flush = [&](size_t end, bool space) {
    if (end > begin) pieces.push_back({line.substr(begin, end - begin), strong, code, space});
    else if (space && !pieces.empty()) pieces.back().space_after = true;
  };
  for (size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '`') { flush(i, false); code = !code; begin = i + 1; }
    else if (!code && line.compare(i, 2, "**") == 0) { flush(i, false); strong = !strong; begin = ++i + 1; }
    else if (line[i] == ' ' || line[i] == '\n') { flush(i, true); begin = i + 1; }
  }
  flush(line.size(), true);
  return pieces;
}

// The solution of a challenge opens once it has been solved.
bool may_open(const Study& s, std::string_view name) {
  if (!name.starts_with("challenge-")) return true;
  const auto done = s.done.find(s.current()->name);
  return done != s.done.end() && done->second.count(static_cast<int>(LessonStep::kChallenge)) > 0;
}

// A line of results of a program that the learner is to find: "`challenge-fix.py`: accuracy on new points 1.00".
bool keeps_back(const Study& s, std::string_view line) {
  if (!s.current() || !line.starts_with("`")) return false;
  line.remove_prefix(1);
  const std::string_view name = line.substr(0, line.find('`'));
  return name.ends_with(".py") && !may_open(s, name);
}

// The name of one of the lesson's programs: pressing it opens the program.
float file_link(const Ui& ui, ImVec2 at, ImFont* font, float size, std::string_view name) {
  const ImVec2 extent = size_of(font, size, name, ui), back = ImGui::GetCursorScreenPos();
  ImGui::SetCursorScreenPos({at.x, at.y - ui.px(2)});
  ImGui::PushID(static_cast<int>(at.y));
  ImGui::PushID(name.data(), name.data() + name.size());
  if (ImGui::InvisibleButton("file", {extent.x, extent.y + ui.px(4)}, ImGuiButtonFlags_EnableNav)) ui.act(act::OpenFile{std::string(name)});
  const bool over = ImGui::IsItemHovered();
  if (over) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  focus_ring(ui, 4, name);
  tooltip(ui, "Opens it in the program");
  ImGui::PopID();
  ImGui::PopID();
  ImGui::SetCursorScreenPos(back);
  const uint32_t colour = over ? ui.theme.ink : ui.theme.muted;
  put(ui, at, font, size, colour, name);
  const float y = std::round(at.y + extent.y) + 1;
  canvas()->AddLine({at.x, y}, {at.x + extent.x, y}, paint(colour, 0.45f));
  return extent.x;
}

}  // namespace

float prose(const Ui& ui, float width, std::string_view markdown, float size, uint32_t colour, bool muted) {
  ImVec2 start = ImGui::GetCursorScreenPos();
  uint32_t ink = colour ? colour : muted ? ui.theme.muted : ui.theme.ink;
  float line_height = std::round(ui.px(size) * 1.5f), y = start.y;
  float space = size_of(ui.fonts.text, size, " ", ui).x;
  while (!markdown.empty()) {
    // A paragraph ends at an empty line, or where a bullet or a fence begins.
    size_t end = 0;
    bool bullet = markdown.starts_with("- "), fence = markdown.starts_with("```");
    if (fence) {
      end = markdown.find("\n```", 3);
      size_t first = markdown.find('\n');
      std::string_view code = end == std::string_view::npos || first >= end ? "" : markdown.substr(first + 1, end - first - 1);
      while (!code.empty()) {
        size_t stop = std::min(code.find('\n'), code.size());
        put(ui, {start.x + ui.px(12), y}, ui.fonts.mono, size - 1.5f, ui.theme.ink, code.substr(0, stop));
        y += std::round(ui.px(size) * 1.4f);
        code.remove_prefix(std::min(code.size(), stop + 1));
      }
      markdown.remove_prefix(end == std::string_view::npos ? markdown.size() : std::min(markdown.size(), end + 4));
      while (!markdown.empty() && markdown.front() == '\n') markdown.remove_prefix(1);
      y += ui.px(8);
      continue;
    }
    while (end < markdown.size()) {
      size_t next = markdown.find('\n', end);
      if (next == std::string_view::npos) { end = markdown.size(); break; }
      std::string_view rest = markdown.substr(next + 1);
      end = next;
      if (rest.empty() || rest.front() == '\n' || rest.starts_with("- ") || rest.starts_with("```")) break;
      end = next + 1;
    }
    std::string_view paragraph = markdown.substr(0, end);
    markdown.remove_prefix(end);
    bool apart = markdown.starts_with("\n\n");
    while (!markdown.empty() && markdown.front() == '\n') markdown.remove_prefix(1);
    float left = start.x;
    if (bullet) {
      paragraph.remove_prefix(2);
      if (keeps_back(ui.study, paragraph)) continue;
      canvas()->AddCircleFilled({start.x + ui.px(5), y + line_height * 0.42f}, ui.px(2), paint(ui.theme.muted));
      left += ui.px(18);
    }
    float x = left;
    std::vector<Piece> pieces = words_of(paragraph);
    for (size_t i = 0; i < pieces.size();) {
      // What is glued together breaks together.
      size_t last = i;
      float w = 0;
      for (size_t j = i; j < pieces.size(); ++j) {
        ImFont* f = pieces[j].code ? ui.fonts.mono : pieces[j].strong ? ui.fonts.strong : ui.fonts.text;
        w += size_of(f, pieces[j].code ? size - 1 : size, pieces[j].text, ui).x;
        last = j;
        if (pieces[j].space_after) break;
      }
      if (x > left && x + w > start.x + width) { x = left; y += line_height; }
      for (; i <= last; ++i) {
        Piece p = pieces[i];
        ImFont* f = p.code ? ui.fonts.mono : p.strong ? ui.fonts.strong : ui.fonts.text;
        uint32_t c = p.code ? mix(ink, ui.theme.muted, 0.45f) : ink;
        // A word wider than the line is broken.
        while (p.text.size() > 8 && x + size_of(f, p.code ? size - 1 : size, p.text, ui).x > start.x + width) {
          const std::string head = elided(ui, f, p.code ? size - 1 : size, p.text, start.x + width - x);
          const size_t bytes = head.size() > 3 ? head.size() - 3 : 0;         // without the dots
          if (bytes == 0 && x <= left) break;
          put(ui, {x, std::round(y) + (p.code ? ui.px(0.45f) : 0)}, f, p.code ? size - 1 : size, c, p.text.substr(0, bytes));
          p.text = p.text.substr(bytes);
          x = left;
          y += line_height;
        }
        const ImVec2 at{x, std::round(y) + (p.code ? ui.px(0.45f) : 0)};
        if (p.code && p.text.ends_with(".py") && ui.study.current() && ui.study.current()->file(std::string(p.text)) && may_open(ui.study, p.text)) {
          x += file_link(ui, at, f, size - 1, p.text);
        } else {
          x += put(ui, at, f, p.code ? size - 1 : size, c, p.text == "->" ? std::string_view("→") : p.text).x;
        }
        if (p.space_after) x += space;
      }
    }
    y += line_height + (apart ? ui.px(8) : bullet ? ui.px(2) : 0);
  }
  ImGui::Dummy({width, y - start.y});
  return y - start.y;
}

float selectable(const Ui& ui, const char* id, std::string_view text, const std::vector<MessageNumber>& numbers, float width, size_t quiet_until, size_t quiet_from) {
  const Theme& t = ui.theme;
  ImFont* mono = ui.fonts.mono;
  float glyph = size_of(mono, kMessage, "0", ui).x, line_height = std::round(ui.px(kMessage) * 1.6f);
  size_t columns = static_cast<size_t>(std::max(8.0f, std::floor(width / glyph)));
  // Rows as byte ranges; words stay whole where they can.
  struct Row { size_t begin, end; };
  std::vector<Row> rows;
  for (size_t at = 0; at <= text.size();) {
    size_t stop = std::min(text.find('\n', at), text.size());
    size_t from = at;
    do {
      size_t end = from, columns_used = 0, last_space = 0;
      while (end < stop && columns_used < columns) {
        if (text[end] == ' ') last_space = end;
        ++end;
        while (end < stop && (text[end] & 0xC0) == 0x80) ++end;
        ++columns_used;
      }
      if (end < stop && text[end] != ' ' && last_space > from) end = last_space + 1;
      rows.push_back({from, end});
      while (end < stop && text[end] == ' ') ++end;
      from = end;
    } while (from < stop);
    at = stop + 1;
  }
  ImVec2 start = ImGui::GetCursorScreenPos();
  float height = line_height * static_cast<float>(rows.size());
  ImGui::InvisibleButton(id, {width, std::max(height, 1.0f)}, ImGuiButtonFlags_EnableNav);
  auto& selection = ui.screen.selections.try_emplace(ImGui::GetItemID(), 0, 0).first->second;
  auto columns_to = [&](size_t from, size_t to) { size_t n = 0; for (size_t i = from; i < to; ++i) n += (text[i] & 0xC0) != 0x80; return n; };
  auto byte_at = [&](ImVec2 p) {
    size_t r = static_cast<size_t>(std::clamp((p.y - start.y) / line_height, 0.0f, static_cast<float>(rows.size()) - 1));
    float c = std::max(0.0f, std::round((p.x - start.x) / glyph));
    size_t at = rows[r].begin;
    for (float k = 0; k < c && at < rows[r].end; ++k) { ++at; while (at < rows[r].end && (text[at] & 0xC0) == 0x80) ++at; }
    return static_cast<int>(at);
  };
  ImVec2 mouse = ImGui::GetIO().MousePos;
  if (ImGui::IsItemHovered()) ImGui::SetMouseCursor(ImGuiMouseCursor_TextInput);
  if (ImGui::IsItemActivated()) selection = {byte_at(mouse), byte_at(mouse)};
  else if (ImGui::IsItemActive()) selection.second = byte_at(mouse);
  if (ImGui::IsItemHovered() && ImGui::IsMouseDoubleClicked(0)) selection = {0, static_cast<int>(text.size())};
  if (ImGui::IsItemFocused() && ImGui::IsKeyChordPressed(ImGuiMod_Ctrl | ImGuiKey_A)) selection = {0, static_cast<int>(text.size())};
  int low = std::min(selection.first, selection.second), high = std::min(std::max(selection.first, selection.second), static_cast<int>(text.size()));
  if (high > low && ImGui::IsItemFocused() && ImGui::IsKeyChordPressed(ImGuiMod_Ctrl | ImGuiKey_C))
    ImGui::SetClipboardText(std::string(text.substr(static_cast<size_t>(low), static_cast<size_t>(high - low))).c_str());
  focus_ring(ui, 4, id);
  ImDrawList* d = canvas();
  for (size_t r = 0; r < rows.size(); ++r) {
    float y = start.y + line_height * static_cast<float>(r);
    Row row = rows[r];
    size_t a = std::max(row.begin, static_cast<size_t>(low)), b = std::min(row.end, static_cast<size_t>(high));
    if (a < b) d->AddRectFilled({start.x + glyph * static_cast<float>(columns_to(row.begin, a)), y}, {start.x + glyph * static_cast<float>(columns_to(row.begin, b)), y + line_height}, paint(t.axis[3], 0.25f));
    float ty = y + (line_height - ui.px(ui.fonts.line_of(mono, kMessage))) / 2;
    size_t at = row.begin;
    while (at < row.end) {
      size_t end = row.end;
      const MessageNumber* here = nullptr;
      for (const MessageNumber& n : numbers) {
        if (n.begin <= at && at < n.end) { here = &n; end = std::min(end, n.end); }
        else if (n.begin > at) end = std::min(end, n.begin);
      }
      if (at < quiet_until) end = std::min(end, quiet_until);
      else if (at < quiet_from) end = std::min(end, quiet_from);
      float x = start.x + glyph * static_cast<float>(columns_to(row.begin, at));
      if (here) {
        float w = glyph * static_cast<float>(columns_to(at, end));
        ImVec2 p{x - ui.px(3), y + ui.px(1)}, q{x + w + ui.px(3), y + line_height - ui.px(1)};
        bool over = ImGui::IsItemHovered() && mouse.x >= p.x && mouse.x < q.x && mouse.y >= p.y && mouse.y < q.y;
        if (over) ui.act(act::Hover{here->link});
        d->AddRectFilled(p, q, paint(lit(ui.study, here->link) ? t.misfit : t.misfit_tint), ui.px(5));
        put(ui, {x, ty}, ui.fonts.mono_strong, kMessage, lit(ui.study, here->link) ? t.card : t.misfit, text.substr(at, end - at));
      } else {
        put(ui, {x, ty}, mono, kMessage, at < quiet_until || at >= quiet_from ? t.muted : t.ink, text.substr(at, end - at));
      }
      at = end;
    }
  }
  return height;
}

}  // namespace misfit
