// The program: a code editor with shapes at line ends, the failing expression underlined, and numbers that can be dragged.
#include <algorithm>
#include <cmath>

#include "ui/widgets.h"

namespace misfit {
namespace {

constexpr float kCode = 13;

using Pos = TextEditor::DocPos;

TextEditor::Palette palette(const Theme& t) {
  TextEditor::Palette p;
  p.fill(paint(t.ink));
  auto set = [&](TextEditor::Color c, uint32_t rgb, float alpha = 1) { p[static_cast<size_t>(c)] = paint(rgb, alpha); };
  using C = TextEditor::Color;
  set(C::keyword, t.keyword);
  set(C::declaration, t.keyword);
  set(C::number, t.number);
  set(C::string, t.string);
  set(C::comment, t.comment);
  set(C::punctuation, mix(t.ink, t.muted, 0.35f));
  set(C::background, t.card, 0);
  set(C::cursor, t.ink);
  set(C::selection, t.axis[3], 0.25f);
  set(C::whitespace, t.muted, 0);
  set(C::lineNumber, mix(t.card, t.muted, 0.75f));
  set(C::currentLineNumber, t.ink);
  set(C::currentLineHighlight, t.tint, 0);
  set(C::currentLineHighlightBorder, t.tint, 0);
  set(C::matchingBracketBackground, t.tint);
  for (C c : {C::matchingBracketActive, C::matchingBracketLevel1, C::matchingBracketLevel2, C::matchingBracketLevel3}) set(c, mix(t.ink, t.muted, 0.35f));
  set(C::matchingBracketError, t.misfit);
  return p;
}

void prepare(const Ui& ui) {
  Screen& sc = ui.screen;
  TextEditor& e = sc.editor;
  if (!sc.editor_ready) {
    e.SetLanguage(TextEditor::Language::Python());
    e.SetShowWhitespacesEnabled(false);
    e.SetShowMiniMapEnabled(false);
    e.SetShowScrollbarMiniMapEnabled(false);
    e.SetShowMatchingBrackets(false);
    e.SetCompletePairedGlyphs(false);
    e.SetShowCurrentLineHighlightEnabled(false);
    e.SetInsertSpacesOnTabs(true);
    e.SetTextLeftMargin(2);
    e.SetLineSpacing(1.24f);
  }
  if (!sc.editor_ready || sc.editor_dark != ui.theme.dark) e.SetPalette(palette(ui.theme));
  if (!sc.editor_ready) { e.SetText(ui.study.text()); sc.editor_text = ui.study.text(); }
  sc.editor_ready = true;
  sc.editor_dark = ui.theme.dark;
  // The text changed elsewhere: only what differs is replaced, so that the cursor and the scroll stay.
  const std::string& text = ui.study.text();
  if (text == sc.editor_text) return;
  const std::string& old = sc.editor_text;
  size_t same = 0;
  while (same < text.size() && same < old.size() && text[same] == old[same]) ++same;
  while (same > 0 && (old[same - 1] & 0x80)) --same;
  size_t tail = 0;
  while (tail < text.size() - same && tail < old.size() - same && text[text.size() - 1 - tail] == old[old.size() - 1 - tail] && !(text[text.size() - 1 - tail] & 0x80)) ++tail;
  auto position = [&](size_t byte) {
    Pos p{0, 0};
    for (size_t i = 0; i < byte; ++i) {
      if (old[i] == '\n') { ++p.line; p.index = 0; } else if ((old[i] & 0xC0) != 0x80) ++p.index;
    }
    return p;
  };
  const size_t first = e.GetFirstVisibleRow();
  if (same == 0 && tail == 0) {
    e.SetText(text);
  } else {
    const Pos at = position(same);
    const std::string_view inserted = std::string_view(text).substr(same, text.size() - same - tail);
    e.ReplaceSectionText(at, position(old.size() - tail), inserted);
    // Where the editor wanted to scroll to may not be there any more.
    if (inserted.size() < 12) e.SetCursor({at.line, at.index + inserted.size()});
    else e.ScrollToLine(first, TextEditor::Scroll::alignTop);
  }
  sc.editor_text = text;
}

// Where a place of the text is on the screen.
ImVec2 place(const Ui& ui, uint32_t line, uint32_t byte_column) {
  std::string text = ui.screen.editor.GetLineText(line - 1);
  size_t glyphs = 0;
  for (size_t i = 0; i < byte_column && i < text.size(); ++i) glyphs += (text[i] & 0xC0) != 0x80;
  ImVec2 p = ui.screen.editor.DocPos2ScreenPos({line - 1, 0});
  p.x += static_cast<float>(glyphs) * ui.screen.editor.GetGlyphWidth();
  return p;
}

void wave(ImDrawList* d, ImVec2 a, float width, ImU32 colour, float k) {
  std::vector<ImVec2> points;
  float period = 5 * k, height = 1.5f * k;
  for (float x = 0; x <= width; x += 1.25f * k) points.push_back({a.x + x, a.y + height * std::sin(x / period * 6.2832f)});
  d->AddPolyline(points.data(), static_cast<int>(points.size()), colour, 1.2f * k);
}

// A new verdict brings the line that failed into sight, with the line of birth if both have room.
void reveal(const Ui& ui) {
  const Study& s = ui.study;
  Screen& sc = ui.screen;
  if (s.verdict.get() == sc.revealed && s.step == sc.revealed_step) return;
  sc.revealed = s.verdict.get();
  sc.revealed_step = s.step;
  if (s.verdict_hidden() || !s.verdict || sc.editor_focused || s.scrubbing >= 0 || sc.scrub >= 0) return;
  uint32_t from = 0, to = 0;
  if (s.explanation) for (const Blame& b : s.explanation->blame) if (b.line && !from) from = to = b.line;
  if (s.failed()) to = std::max(to, s.verdict->exception->line);
  if (!to || to > sc.editor.GetLineCount()) return;
  if (!from || from > to) from = to;
  const size_t first = sc.editor.GetFirstVisibleRow(), last = sc.editor.GetLastVisibleRow();
  if (last <= first + 2 || (from > first && to + 1 < last)) return;
  const size_t rows = last - first;
  if (to + 2 > last && to - from + 3 < rows) sc.editor.ScrollToLine(to + 2 - rows < sc.editor.GetLineCount() ? to + 3 - rows : 0, TextEditor::Scroll::alignTop);
  else sc.editor.ScrollToLine(to > 1 ? to - 1 : 0, TextEditor::Scroll::alignMiddle);
}

// Behind the text: the line that fails and the line where it was born.
void behind(const Ui& ui, Rect r) {
  const Study& s = ui.study;
  const bool silent = s.explanation && !s.explanation->silent.empty() && (!s.current() || s.step >= LessonStep::kRead);
  if (s.verdict_hidden() || (!s.failed() && !silent) || !s.unfinished.empty() || s.verdict_text != s.text()) return;
  float h = ui.screen.editor.GetLineHeight();
  auto band = [&](uint32_t line, bool born) {
    if (!line || line > ui.screen.editor.GetLineCount()) return;
    float y = ui.screen.editor.DocPos2ScreenPos({line - 1, 0}).y - std::round(h * 0.14f);
    canvas()->AddRectFilled({r.x, y}, {r.x + r.w, y + h}, paint(ui.theme.misfit_tint));
    if (born) canvas()->AddRectFilled({r.x, y + h * 0.14f}, {r.x + ui.px(3), y + h * 0.86f}, paint(ui.theme.misfit));
  };
  canvas()->PushClipRect(r.min(), r.max(), true);
  std::vector<uint32_t> born;
  if (s.explanation) for (const Blame& b : s.explanation->blame) if (b.line && born.empty()) born.push_back(b.line);
  uint32_t line = !s.failed() ? 0 : s.verdict->exception->span.line ? s.verdict->exception->span.line : s.verdict->exception->line;
  for (uint32_t b : born) band(b, true);
  if (born.empty() || born[0] != line) band(line, false);
  canvas()->PopClipRect();
}

std::string inlay_of(const Study& s, const Binding& b) {
  (void)s;
  if (b.kind == "model" || !b.shape.known_rank()) return {};
  return python_text(b.shape) + " " + std::string(numpy_name(b.dtype));
}

// Over the text: shapes at line ends, underlines, numbers that can be dragged.
void over(const Ui& ui, Rect r) {
  const Study& s = ui.study;
  const Theme& t = ui.theme;
  TextEditor& e = ui.screen.editor;
  ImDrawList* d = canvas();
  float h = e.GetLineHeight(), glyph = e.GetGlyphWidth(), size = kCode;
  d->PushClipRect(r.min(), r.max(), true);
  bool current = s.verdict && s.verdict_text == s.text() && !s.verdict_hidden();
  const uint32_t top = static_cast<uint32_t>(e.GetFirstVisibleRow()), bottom = static_cast<uint32_t>(e.GetLastVisibleRow()) + 2;   // lines in sight
  auto at_line_end = [&](uint32_t line, std::string_view text, uint32_t colour) {
    if (!line || line > e.GetLineCount() || line < top || line > bottom) return;
    std::string words = e.GetLineText(line - 1);
    ImVec2 p = place(ui, line, static_cast<uint32_t>(words.size()));
    float x = p.x + glyph * 1.5f;
    // The element type is said where there is room for it.
    if (size_t type = text.rfind(") "); type != std::string_view::npos && x + size_of(ui.fonts.mono, kTiny, text, ui).x > r.x + r.w - ui.px(10)) text = text.substr(0, type + 1);
    if (x + size_of(ui.fonts.mono, kTiny, text, ui).x > r.x + r.w - ui.px(8)) return;
    put(ui, {x, p.y + ui.px(1)}, ui.fonts.mono, kTiny, colour, text);
  };
  if (current) {
    std::map<uint32_t, std::string> inlays;
    for (const Binding& b : s.verdict->trace.bindings) {
      std::string text = inlay_of(s, b);
      uint32_t line = b.span.end_line ? b.span.end_line : b.span.line;
      if (!text.empty() && line) inlays[line] = text;
    }
    for (const ModelInfo& m : s.verdict->trace.models)
      for (const LayerInfo& l : m.layers)
        if (l.span.line && l.class_name != "InputLayer" && l.output.known_rank() && l.output.rank()) inlays[l.span.end_line ? l.span.end_line : l.span.line] = python_text(l.output);
    for (const auto& [line, text] : inlays) at_line_end(line, text, t.muted);
  }
  if (current && s.failed() && s.verdict->exception->line >= top && s.verdict->exception->line <= bottom) {
    Span span = s.verdict->exception->span;
    if (!span.line) { span.line = span.end_line = s.verdict->exception->line; span.end_column = 0; }
    if (span.line && span.line <= e.GetLineCount()) {
      std::string words = e.GetLineText(span.line - 1);
      uint32_t begin = span.column, end = span.end_line == span.line && span.end_column > span.column ? span.end_column : static_cast<uint32_t>(words.size());
      if (begin == 0) begin = static_cast<uint32_t>(std::min(words.find_first_not_of(' '), words.size()));
      ImVec2 a = place(ui, span.line, begin), b = place(ui, span.line, end);
      wave(d, {a.x, a.y + h * 0.80f}, std::max(b.x - a.x, glyph * 4), paint(t.misfit), ui.k);
    }
  }
  if (!s.unfinished.empty()) {
    uint32_t line = static_cast<uint32_t>(std::strtoul(s.unfinished.c_str() + 5, nullptr, 10));
    at_line_end(line, "waiting for " + s.unfinished.substr(std::min(s.unfinished.find(": ") + 2, s.unfinished.size())), t.misfit);
  }

  // The number at the cursor, from the keyboard
  if (ui.screen.editor_focused && ImGui::GetIO().KeyAlt) {
    int by = ImGui::IsKeyPressed(ImGuiKey_UpArrow) ? 1 : ImGui::IsKeyPressed(ImGuiKey_DownArrow) ? -1 : 0;
    Pos cursor = e.GetMainCursorPosition();
    for (size_t i = 0; by && i < s.literals.size(); ++i) {
      const Literal& n = s.literals[i];
      if (n.span.line != cursor.line + 1 || cursor.index < n.span.column || cursor.index > n.span.end_column) continue;
      ui.act(act::SetLiteral{static_cast<int>(i), std::max<int64_t>(0, n.value + by)});
      break;
    }
  }

  // Numbers that can be dragged
  Screen& sc = ui.screen;
  ImVec2 mouse = ImGui::GetIO().MousePos;
  bool in_panel = !s.keys && !s.paste && !s.verdict_hidden() && mouse.x >= r.x && mouse.x < r.x + r.w && mouse.y >= r.y && mouse.y < r.y + r.h;
  Link expected = canonical(s, {Link::kExpected, 0}), found = canonical(s, {Link::kFound, 0});
  for (size_t i = 0; i < s.literals.size(); ++i) {
    const Literal& n = s.literals[i];
    if (!n.shape || n.span.line < top || n.span.line > bottom) continue;
    ImVec2 a = place(ui, n.span.line, n.span.column);
    float w = static_cast<float>(n.span.end - n.span.begin) * glyph;
    Link link{Link::kLiteral, static_cast<int>(i)};
    sc.controls.push_back({"line " + std::to_string(n.span.line) + ": " + std::to_string(n.value), {a.x, a.y, w, h}, false, r.y, r.y + r.h});
    bool disagrees = current && s.failed() && (link == expected || link == found);
    bool here = in_panel && mouse.x >= a.x - 2 && mouse.x < a.x + w + 2 && mouse.y >= a.y - h * 0.15f && mouse.y < a.y + h * 0.85f;
    bool mine = sc.scrub == static_cast<int>(i);
    if (here && sc.scrub < 0 && !ImGui::IsMouseDown(0)) ui.act(act::Hover{link});
    bool lights = lit(s, link) || mine;
    if (lights) {
      d->AddRectFilled({a.x - ui.px(2), a.y - ui.px(2)}, {a.x + w + ui.px(2), a.y + h * 0.80f}, paint(disagrees ? t.misfit : t.axis[3], 0.18f), ui.px(4));
    }
    if (disagrees) {
      d->AddRectFilled({a.x - ui.px(1), a.y + h * 0.74f}, {a.x + w + ui.px(1), a.y + h * 0.74f + ui.px(2)}, paint(t.misfit));
      std::string digits = std::to_string(n.value);
      d->AddRectFilled({a.x, a.y - ui.px(1)}, {a.x + w, a.y + h * 0.72f}, paint(mix(t.card, t.misfit_tint, 1)));
      put(ui, a, ui.fonts.mono_strong, size, t.misfit, digits);
    } else if (here || mine) {
      for (float x = a.x; x < a.x + w; x += ui.px(4)) d->AddRectFilled({x, a.y + h * 0.76f}, {std::min(x + ui.px(2), a.x + w), a.y + h * 0.76f + ui.px(1)}, paint(t.muted));
    }
    if (here || mine) {
      ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
      if (here && ImGui::IsMouseClicked(0) && sc.scrub < 0) {
        sc.scrub = static_cast<int>(i);
        sc.scrub_from = mouse.x;
        sc.scrub_value = n.value;
      }
    }
  }
  if (sc.scrub >= 0) {
    float moved = mouse.x - sc.scrub_from;
    if (!ImGui::IsMouseDown(0)) {
      sc.scrub = -1;
      if (s.scrubbing >= 0) {
        ui.act(act::EndGesture{});
      } else {                     // a click, not a drag: the cursor goes there
        e.SetCursor(e.GetDocPosAtMousePos(mouse));
        e.SetFocus();
      }
    } else if (std::abs(moved) >= 4 || s.scrubbing >= 0) {
      // A unit every eight points; large numbers go faster.
      double speed = std::max(1.0, std::abs(static_cast<double>(sc.scrub_value)) / 40.0) / 8.0 / ui.k;
      int64_t value = std::max<int64_t>(0, sc.scrub_value + static_cast<int64_t>(std::lround(moved * speed)));
      if (sc.scrub < static_cast<int>(s.literals.size()) && s.literals[static_cast<size_t>(sc.scrub)].value != value)
        ui.act(act::SetLiteral{sc.scrub, value, true});
    }
  }
  d->PopClipRect();
}

}  // namespace

void program_panel(const Ui& ui, Rect r) {
  const Study& s = ui.study;
  Screen& sc = ui.screen;
  prepare(ui);
  float head = ui.px(44);
  ImGui::SetCursorScreenPos({r.x + ui.px(24), r.y + ui.px(17)});
  heading(ui, "PROGRAM");
  if (!s.shown_file.empty() && s.current() && s.current()->file(s.shown_file) && *s.current()->file(s.shown_file) == s.text())
    put(ui, {r.x + ui.px(104), r.y + ui.px(16)}, ui.fonts.mono, kTiny, ui.theme.muted, s.shown_file);
  if (const Lesson* l = s.current()) {
    const std::string* start = l->file(s.step == LessonStep::kChallenge ? "challenge.py" : "broken.py");
    if (start && *start != s.text()) {
      float w = size_of(ui.fonts.text, kSmall, "Start over", ui).x;
      ImGui::SetCursorScreenPos({r.x + r.w - w - ui.px(24), r.y + ui.px(14)});
      if (link(ui, "restart", "Start over", ui.theme.muted)) ui.act(act::Restart{});
    }
  }
  Rect body{r.x, r.y + head, r.w, r.h - head};
  // While a number is dragged the editor does not select text.
  ImGui::SetCursorScreenPos({body.x + ui.px(4), body.y});
  ImVec2 size{body.w - ui.px(4), body.h};
  bool hold = sc.scrub >= 0 || (s.hover.kind == Link::kLiteral && !s.verdict_hidden());
  ImGuiWindowFlags flags = ImGuiWindowFlags_NoMove | ImGuiWindowFlags_HorizontalScrollbar;
  if (hold) flags |= ImGuiWindowFlags_NoMouseInputs;
  if (sc.focus_editor) { sc.editor.SetFocus(); sc.focus_editor = false; }
  ImGui::PushFont(ui.fonts.mono, ui.fonts.line_of(ui.fonts.mono, kCode));
  reveal(ui);
  bool changed = sc.editor.Render("editor", size, ImGuiChildFlags_None, flags);
  behind(ui, body);
  ImGui::PushStyleColor(ImGuiCol_ChildBg, 0u);
  if (ImGui::BeginChild("editor", size, ImGuiChildFlags_None, flags)) {
    sc.editor_focused = ImGui::IsWindowFocused();
    over(ui, body);
  }
  ImGui::EndChild();
  ImGui::PopStyleColor();
  ImGui::PopFont();
  if (changed) {
    std::string text = sc.editor.GetText();
    if (text != sc.editor_text) {
      sc.editor_text = text;
      ui.act(act::EditText{std::move(text), true});
    }
  }
}

}  // namespace misfit
