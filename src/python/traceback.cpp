// Tracebacks as Python 3.11 prints them, carets included.
#include "python/machine.h"

namespace misfit::py {
namespace {

std::string line_of(const std::string& program, uint32_t line) {
  size_t begin = 0;
  for (uint32_t i = 1; i < line; ++i) {
    begin = program.find('\n', begin);
    if (begin == std::string::npos) return {};
    ++begin;
  }
  std::string s = program.substr(begin, program.find('\n', begin) - begin);
  while (!s.empty() && (s.back() == '\r' || s.back() == ' ' || s.back() == '\t')) s.pop_back();
  return s;
}

size_t characters(std::string_view utf8) {
  size_t n = 0;
  for (unsigned char c : utf8) n += (c & 0xc0) != 0x80;
  return n;
}

bool is_operator(char c) { return std::string_view("+-*/@%<>&|^").find(c) != std::string_view::npos; }

// For an expression of one line that is a binary operation or a subscript: where its carets stand, among tildes.
bool anchors(std::string_view text, size_t* from, size_t* to) {
  int depth = 0;
  char quote = 0;
  size_t op = std::string_view::npos, op_end = 0;
  int best = 99;
  auto precedence = [&](std::string_view o) {
    if (o == "|") return 1;
    if (o == "^") return 2;
    if (o == "&") return 3;
    if (o == "<<" || o == ">>") return 4;
    if (o == "+" || o == "-") return 5;
    if (o == "**") return 7;
    return 6;
  };
  bool operand = false;
  for (size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (quote) {
      if (c == '\\') ++i;
      else if (c == quote) quote = 0;
      continue;
    }
    if (c == '"' || c == '\'') quote = c;
    if (c == '(' || c == '[' || c == '{') ++depth;
    if (c == ')' || c == ']' || c == '}') --depth;
    if (depth == 0 && is_operator(c) && operand) {
      size_t n = 1;
      if (i + 1 < text.size() && text[i + 1] == c && (c == '*' || c == '/' || c == '<' || c == '>')) n = 2;
      if (i + n < text.size() && (text[i + n] == '=' || ((c == '<' || c == '>') && n == 1))) return false;  // a comparison
      int p = precedence(text.substr(i, n));
      if (p < best || (p == best && p != 7)) {
        best = p;
        op = i;
        op_end = i + n;
      }
      i += n - 1;
      operand = false;
      continue;
    }
    if (c != ' ') operand = true;
    if (depth == 0 && (c == ',' || c == '=')) return false;
    if (depth == 0 && c == ' ')
      for (std::string_view word : {" and ", " or ", " not ", " in ", " is ", " if ", " else ", " for "})
        if (text.substr(i, word.size()) == word) return false;
  }
  if (op != std::string_view::npos) {
    *from = op;
    *to = op_end;
    return true;
  }
  if (!text.empty() && text.back() == ']') {
    int level = 0;
    for (size_t i = text.size(); i-- > 0;) {
      if (text[i] == ']' || text[i] == ')' || text[i] == '}') ++level;
      if (text[i] == '[' || text[i] == '(' || text[i] == '{') --level;
      if (level == 0) {
        if (i == 0) return false;
        *from = i;
        *to = text.size();
        return true;
      }
    }
  }
  return false;
}

std::string carets(const std::string& line, const Span& s) {
  size_t indent = line.find_first_not_of(" \t");
  if (indent == std::string::npos) return {};
  const bool whole = s.line == s.end_line;
  size_t begin = s.column, end = whole ? s.end_column : line.size();
  if (begin < indent) begin = indent;
  if (end > line.size()) end = line.size();
  if (end <= begin) return {};
  if (begin == indent && end == line.size()) return {};
  std::string_view text = std::string_view(line).substr(begin, end - begin);
  std::string marks(characters(std::string_view(line).substr(indent, begin - indent)), ' ');
  size_t from = 0, to = 0;
  if (whole && anchors(text, &from, &to)) {
    marks += std::string(characters(text.substr(0, from)), '~') + std::string(characters(text.substr(from, to - from)), '^') + std::string(characters(text.substr(to)), '~');
  } else {
    marks += std::string(characters(text), '^');
  }
  return marks;
}

std::string frames_text(Interp& in, const Exception& e) {
  std::string out;
  const Interp::Machine& m = in.machine();
  uint32_t last_line = 0, repeated = 0;
  std::string last_name;
  auto more = [&] {
    if (repeated > 3) out += "  [Previous line repeated " + std::to_string(repeated - 3) + " more time" + (repeated - 3 == 1 ? "" : "s") + "]\n";
  };
  for (const auto& [span, name] : e.traceback) {
    if (span.line == last_line && name == last_name) {
      if (++repeated > 3) continue;
    } else {
      more();
      repeated = 1;
      last_line = span.line;
      last_name = name;
    }
    out += "  File \"" + m.file_name + "\", line " + std::to_string(span.line) + ", in " + name + "\n";
    std::string line = line_of(m.program, span.line);
    size_t indent = line.find_first_not_of(" \t");
    if (indent == std::string::npos) continue;
    out += "    " + line.substr(indent) + "\n";
    if (std::string marks = carets(line, span); !marks.empty()) out += "    " + marks + "\n";
  }
  more();
  return out;
}

std::string full_name(const Type* t) {
  return t->module == "builtins" || t->module == "__main__" ? t->qualname : t->module + "." + t->qualname;
}

}  // namespace

// One object a frame, linked by tb_next, as far as programs look at them.
Value traceback_value(Interp& in, Exception& e) {
  Interp::Machine& m = in.machine();
  Type*& t = m.named["traceback"];
  if (!t) t = in.new_type("builtins", "traceback", {}, Instance::kind);
  Type*& frame = m.named["traceback_frame"];
  if (!frame) frame = in.new_type("builtins", "frame", {}, Instance::kind);
  Value next = Value::none();
  auto object = [&](Type* type) {
    Instance* made = new Instance(type);
    made->dict = in.dict();
    return Ref<Instance>(made);
  };
  for (size_t i = e.traceback.size(); i-- > 0;) {
    Ref<Instance> tb = object(t), f = object(frame), code = object(frame);
    code->dict->set(in, "co_name", in.str_value(e.traceback[i].second));
    code->dict->set(in, "co_filename", in.str_value(m.file_name));
    f->dict->set(in, "f_code", code);
    f->dict->set(in, "f_lineno", Value::integer(e.traceback[i].first.line));
    tb->dict->set(in, "tb_lineno", Value::integer(e.traceback[i].first.line));
    tb->dict->set(in, "tb_frame", f);
    tb->dict->set(in, "tb_next", next);
    next = tb;
  }
  return next;
}

std::vector<std::string> format_exception_only(Interp& in, Exception& e) {
  std::vector<std::string> lines;
  std::string name = full_name(e.type);
  if (e.type->is_subclass(in.type_named("SyntaxError")) && e.dict->get("lineno")) {
    Value file = e.dict->get("filename"), line = e.dict->get("lineno"), text = e.dict->get("text"), offset = e.dict->get("offset"), end = e.dict->get("end_offset");
    lines.push_back("  File \"" + std::string(in.as_str(file).value_or("<string>")) + "\", line " + std::to_string(line.integer()) + "\n");
    if (auto t = in.as_str(text)) {
      std::string l(*t);
      size_t indent = l.find_first_not_of(" \t");
      if (indent == std::string::npos) indent = 0;
      while (!l.empty() && l.back() == '\n') l.pop_back();
      lines.push_back("    " + l.substr(indent) + "\n");
      int64_t from = offset && offset.is_int() ? offset.integer() - 1 : 0, to = end && end.is_int() ? end.integer() - 1 : from + 1;
      if (to <= from) to = from + 1;
      if (from >= static_cast<int64_t>(indent)) lines.push_back("    " + std::string(static_cast<size_t>(from) - indent, ' ') + std::string(static_cast<size_t>(to - from), '^') + "\n");
    }
    Value msg = e.dict->get("msg");
    lines.push_back(name + ": " + std::string(in.as_str(msg).value_or("")) + "\n");
    return lines;
  }
  std::string text = in.message_of(e);
  std::string line = text.empty() ? name : name + ": " + text;
  if (std::optional<std::string> better = suggestion(in, e)) line += ". Did you mean: '" + *better + "'?";
  lines.push_back(line + "\n");
  if (Value notes = e.dict ? e.dict->get("__notes__") : Value())
    for (const Value& n : in.items(notes)) lines.push_back(in.str(n).value_or("") + "\n");
  return lines;
}

std::string format_traceback(Interp& in, Exception& e, bool chain) {
  std::string out;
  if (chain) {
    if (Exception* cause = cast<Exception>(e.cause))
      out += format_traceback(in, *cause) + "\nThe above exception was the direct cause of the following exception:\n\n";
    else if (Exception* context = cast<Exception>(e.context); context && !e.suppress_context)
      out += format_traceback(in, *context) + "\nDuring handling of the above exception, another exception occurred:\n\n";
  }
  if (!e.traceback.empty()) out += "Traceback (most recent call last):\n" + frames_text(in, e);
  for (const std::string& l : format_exception_only(in, e)) out += l;
  return out;
}

}  // namespace misfit::py
