// The tokenizer: names, numbers, strings, operators, lines and their indentation, and CPython's words for what is none of these.
#include "python/tokens.h"

#include <cstdio>

namespace misfit::py {

std::string line_text(std::string_view text, uint32_t line) {
  size_t begin = 0;
  for (uint32_t i = 1; i < line; ++i) {
    size_t end = text.find('\n', begin);
    if (end == std::string_view::npos) return {};
    begin = end + 1;
  }
  return std::string(text.substr(begin, text.find('\n', begin) - begin));
}

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_start(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (static_cast<unsigned char>(c) >= 0x80); }
bool is_name(char c) { return is_start(c) || is_digit(c); }

class Tokenizer {
 public:
  explicit Tokenizer(std::string_view text) : text_(text) {}

  Tokens run() {
    while (!out_.fault && line_start()) {
      while (!out_.fault && at_ < text_.size() && token()) {}
    }
    if (!out_.fault) {
      if (!out_.list.empty() && out_.list.back().kind != Token::Kind::kNewline && out_.list.back().kind != Token::Kind::kDedent && brackets_.empty())
        push(Token::Kind::kNewline, at_, at_);
      const uint32_t last = line_;
      while (indents_.size() > 1 && brackets_.empty()) {
        indents_.pop_back();
        push_at(Token::Kind::kDedent, last);
      }
      if (brackets_.empty()) push_at(Token::Kind::kEnd, last);
    }
    out_.open = brackets_;
    return std::move(out_);
  }

 private:
  Span span(size_t a, size_t b) const {
    return {static_cast<uint32_t>(a), static_cast<uint32_t>(b), line_, static_cast<uint32_t>(a - line_begin_), line_, static_cast<uint32_t>(b - line_begin_)};
  }
  void push(Token::Kind k, size_t a, size_t b) { out_.list.push_back({k, text_.substr(a, b - a), span(a, b), static_cast<int>(brackets_.size())}); }
  void push_at(Token::Kind k, uint32_t line) {
    Span s{static_cast<uint32_t>(at_), static_cast<uint32_t>(at_), line, 0, line, 0};
    out_.list.push_back({k, {}, s, 0});
  }
  bool fail(std::string message, Span at, const char* type = "SyntaxError") {
    if (type == std::string_view("SyntaxError")) at.end = at.begin, at.end_line = at.line, at.end_column = at.column;
    out_.fault = SyntaxFault{type, std::move(message), at, line_text(text_, at.line)};
    return false;
  }
  void next_line() {
    ++line_;
    line_begin_ = at_;
  }

  // Indentation of the next line that has something on it; false: the text is over.
  bool line_start() {
    while (at_ < text_.size()) {
      size_t column = 0, alternative = 0, i = at_;
      for (; i < text_.size(); ++i) {
        if (text_[i] == ' ') ++column, ++alternative;
        else if (text_[i] == '\t') column = (column / 8 + 1) * 8, ++alternative;
        else if (text_[i] == '\f') column = alternative = 0;
        else break;
      }
      if (i >= text_.size()) {
        at_ = i;
        return false;
      }
      if (text_[i] == '#' || text_[i] == '\n' || text_[i] == '\r') {
        while (i < text_.size() && text_[i] != '\n') ++i;
        at_ = i < text_.size() ? i + 1 : i;
        if (i < text_.size()) next_line();
        continue;
      }
      at_ = i;
      indent(column, alternative);
      return !out_.fault;
    }
    return false;
  }

  void indent(size_t column, size_t alternative) {
    auto [top, top_alternative] = indents_.back();
    auto tabs = [&] { out_.late = !fail("inconsistent use of tabs and spaces in indentation", span(at_, at_), "TabError"); };
    if (column == top) {
      if (alternative != top_alternative) tabs();
    } else if (column > top) {
      if (alternative <= top_alternative) return tabs();
      indents_.push_back({column, alternative});
      push(Token::Kind::kIndent, line_begin_, at_);
    } else {
      while (indents_.size() > 1 && column < indents_.back().first) {
        indents_.pop_back();
        push(Token::Kind::kDedent, at_, at_);
      }
      if (column != indents_.back().first) {
        std::string line = line_text(text_, line_);
        out_.late = !fail("unindent does not match any outer indentation level", span(line_begin_, line_begin_ + line.size()), "IndentationError");
      } else if (alternative != indents_.back().second) {
        tabs();
      }
    }
  }

  // One token; false: the logical line is over.
  bool token() {
    char c = text_[at_];
    if (c == ' ' || c == '\t' || c == '\f' || c == '\r') {
      ++at_;
      return true;
    }
    if (c == '#') {
      while (at_ < text_.size() && text_[at_] != '\n') ++at_;
      return true;
    }
    if (c == '\n') {
      if (brackets_.empty()) push(Token::Kind::kNewline, at_, at_ + 1);
      bool over = brackets_.empty();
      ++at_;
      next_line();
      return !over;
    }
    if (c == '\\') {
      size_t n = at_ + 1;
      if (n < text_.size() && text_[n] == '\r') ++n;
      out_.late = true;
      if (n >= text_.size()) return fail("unexpected EOF while parsing", span(at_, at_ + 1));
      if (text_[n] != '\n') return fail("unexpected character after line continuation character", span(at_ + 1, at_ + 2));
      at_ = n + 1;
      next_line();
      if (at_ >= text_.size()) return fail("unexpected EOF while parsing", span(at_, at_));
      out_.late = false;
      return true;
    }
    if (size_t n = string_prefix()) return string(n - 1);
    if (is_digit(c) || (c == '.' && at_ + 1 < text_.size() && is_digit(text_[at_ + 1]))) return number();
    if (is_start(c)) return name();
    return op(c);
  }

  // 1 + the length of a string's prefix, if a string begins here.
  size_t string_prefix() const {
    size_t i = at_;
    while (i < text_.size() && i < at_ + 2 && std::string_view("rRbBfFuU").find(text_[i]) != std::string_view::npos) ++i;
    if (i >= text_.size() || (text_[i] != '"' && text_[i] != '\'')) return 0;
    if (i == at_ + 2) {  // rb, br, rf, fr
      auto raw = [](char c) { return c == 'r' || c == 'R'; };
      auto other = [](char c) { return c == 'b' || c == 'B' || c == 'f' || c == 'F'; };
      if (!(raw(text_[at_]) && other(text_[at_ + 1])) && !(other(text_[at_]) && raw(text_[at_ + 1]))) return 0;
    }
    return i - at_ + 1;
  }

  bool string(size_t prefix) {
    const size_t begin = at_, first = at_ + prefix;
    const Span start = span(begin, first + 1);
    const char quote = text_[first];
    const bool triple = text_.substr(first, 3) == std::string(3, quote);
    size_t i = first + (triple ? 3 : 1);
    uint32_t lines = 0;
    size_t last_line = line_begin_;
    for (;; ++i) {
      if (i >= text_.size() || (!triple && text_[i] == '\n')) {
        if (triple) {
          uint32_t detected = line_ + lines - (i > 0 && text_[i - 1] == '\n' ? 1 : 0);
          return fail("unterminated triple-quoted string literal (detected at line " + std::to_string(detected) + ")", start);
        }
        return fail("unterminated string literal (detected at line " + std::to_string(line_ + lines) + ")", start);
      }
      if (text_[i] == '\n') {
        ++lines;
        last_line = i + 1;
      }
      if (text_[i] == '\\') {
        ++i;
        if (i < text_.size() && text_[i] == '\r') ++i;
        if (i < text_.size() && text_[i] == '\n') {
          ++lines;
          last_line = i + 1;
        }
        continue;
      }
      if (text_[i] == quote && (!triple || text_.substr(i, 3) == std::string(3, quote))) break;
    }
    i += triple ? 3 : 1;
    Span s = start;
    s.end = static_cast<uint32_t>(i);
    s.end_line = line_ + lines;
    s.end_column = static_cast<uint32_t>(i - last_line);
    out_.list.push_back({Token::Kind::kString, text_.substr(begin, i - begin), s, static_cast<int>(brackets_.size())});
    at_ = i;
    line_ += lines;
    line_begin_ = last_line;
    return true;
  }

  bool bad_number(const char* kind, size_t at) { return fail(std::string("invalid ") + kind + " literal", span(at, at + 1)); }

  // What may not follow a number; keywords like `1if x` are let through.
  bool number_end(const char* kind) {
    if (at_ >= text_.size() || !is_name(text_[at_])) return true;
    for (std::string_view word : {"and", "else", "for", "if", "in", "is", "or", "not"})
      if (text_.substr(at_, word.size()) == word && (at_ + word.size() >= text_.size() || !is_name(text_[at_ + word.size()]))) return true;
    if (static_cast<unsigned char>(text_[at_]) >= 0x80) return true;
    return bad_number(kind, at_ - 1);
  }

  bool digits() {
    for (;;) {
      while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
      if (at_ >= text_.size() || text_[at_] != '_') return true;
      ++at_;
      if (at_ >= text_.size() || !is_digit(text_[at_])) return bad_number("decimal", at_ - 1);
    }
  }

  bool number() {
    const size_t begin = at_;
    char c = text_[at_], n = at_ + 1 < text_.size() ? text_[at_ + 1] : 0;
    if (c == '0' && (n == 'x' || n == 'X' || n == 'o' || n == 'O' || n == 'b' || n == 'B')) {
      const char* kind = n == 'x' || n == 'X' ? "hexadecimal" : n == 'o' || n == 'O' ? "octal" : "binary";
      at_ += 2;
      auto fits = [&](char d) {
        if (kind[0] == 'h') return is_digit(d) || (d >= 'a' && d <= 'f') || (d >= 'A' && d <= 'F');
        return d >= '0' && d <= (kind[0] == 'o' ? '7' : '1');
      };
      size_t first = at_;
      while (at_ < text_.size() && (fits(text_[at_]) || text_[at_] == '_')) ++at_;
      if (at_ < text_.size() && is_digit(text_[at_])) return fail(std::string("invalid digit '") + text_[at_] + "' in " + kind + " literal", span(at_, at_ + 1));
      if (at_ == first) return bad_number(kind, at_ - 1);
      if (!number_end(kind)) return false;
      push(Token::Kind::kNumber, begin, at_);
      return true;
    }
    bool real = false;
    if (c != '.' && !digits()) return false;
    size_t whole = at_;
    if (at_ < text_.size() && text_[at_] == '.') {
      real = true;
      ++at_;
      if (at_ < text_.size() && is_digit(text_[at_]) && !digits()) return false;
    }
    if (at_ < text_.size() && (text_[at_] == 'e' || text_[at_] == 'E')) {
      size_t e = at_ + 1;
      if (e < text_.size() && (text_[e] == '+' || text_[e] == '-')) ++e;
      if (e < text_.size() && is_digit(text_[e])) {
        at_ = e;
        real = true;
        if (!digits()) return false;
      } else if (e > at_ + 1) {
        return bad_number("decimal", at_ - 1);
      }
    }
    bool imaginary = at_ < text_.size() && (text_[at_] == 'j' || text_[at_] == 'J');
    if (imaginary) ++at_;
    if (!real && !imaginary && c == '0' && text_.substr(begin, whole - begin).find_first_not_of("0_") != std::string_view::npos)
      return fail("leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers", span(begin, whole));
    if (!number_end(imaginary ? "imaginary" : "decimal")) return false;
    push(Token::Kind::kNumber, begin, at_);
    return true;
  }

  uint32_t decode(size_t at, size_t* length) const {
    unsigned char c = static_cast<unsigned char>(text_[at]);
    *length = c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
    if (at + *length > text_.size()) *length = text_.size() - at;
    uint32_t v = c & (0xff >> (*length + 1));
    for (size_t i = 1; i < *length; ++i) v = (v << 6) | (static_cast<unsigned char>(text_[at + i]) & 63);
    return v;
  }

  // Letters of all scripts may stand in names; punctuation, symbols and blanks beyond ASCII may not.
  static bool is_letter(uint32_t c) {
    if (c < 0xaa || c == 0xd7 || c == 0xf7) return false;
    if (c < 0xc0) return c == 0xaa || c == 0xb5 || c == 0xb7 || c == 0xba;
    if (c >= 0x2000 && c < 0x2071) return c == 0x203f || c == 0x2040;
    if (c >= 0x2080 && c < 0x2090) return false;
    if (c >= 0x20a0 && c < 0x20d0) return false;
    if (c >= 0x2190 && c < 0x2c00) return false;
    if (c >= 0x2e00 && c < 0x2e80) return false;
    if (c >= 0x3000 && c < 0x3005) return false;
    if (c >= 0x3008 && c < 0x3021) return false;
    if (c >= 0xff00 && c < 0xff10) return false;
    if (c >= 0xff1a && c < 0xff21) return false;
    if (c == 0xfeff || c == 0xfffd) return false;
    return c < 0x1f000 || c >= 0x20000;
  }

  bool name() {
    const size_t begin = at_;
    while (at_ < text_.size() && is_name(text_[at_])) {
      if (static_cast<unsigned char>(text_[at_]) < 0x80) {
        ++at_;
        continue;
      }
      size_t n;
      uint32_t c = decode(at_, &n);
      if (!is_letter(c)) {
        char code[16];
        std::snprintf(code, sizeof code, "U+%04X", c);
        bool hidden = c < 0xa1 || (c >= 0x2000 && c < 0x2010) || (c >= 0x2028 && c < 0x2030) || c == 0x3000 || c == 0xfeff || c == 0xad;
        if (hidden) return fail(std::string("invalid non-printable character ") + code, span(at_, at_ + n));
        return fail("invalid character '" + std::string(text_.substr(at_, n)) + "' (" + code + ")", span(at_, at_ + n));
      }
      at_ += n;
    }
    push(Token::Kind::kName, begin, at_);
    return true;
  }

  bool op(char c) {
    for (std::string_view s : {"**=", "//=", ">>=", "<<=", "...", "->", ":=", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "@=", "**", "//", "<<", ">>", "<=", ">=", "==", "!="})
      if (text_.substr(at_, s.size()) == s) {
        push(Token::Kind::kOp, at_, at_ + s.size());
        at_ += s.size();
        return true;
      }
    if (std::string_view("+-*/%@&|^~<>()[]{},:;.=").find(c) == std::string_view::npos) {
      if (static_cast<unsigned char>(c) < 32 || c == 127) {
        char code[48];
        std::snprintf(code, sizeof code, "invalid non-printable character U+%04X", static_cast<unsigned>(static_cast<unsigned char>(c)));
        return fail(code, span(at_, at_ + 1));
      }
      push(Token::Kind::kOp, at_, at_ + 1);  // $ ? !: the parser refuses
      ++at_;
      return true;
    }
    if (c == '(' || c == '[' || c == '{') {
      if (brackets_.size() >= 200) return fail("too many nested parentheses", span(at_, at_ + 1));
      brackets_.push_back({c, span(at_, at_ + 1)});
    } else if (c == ')' || c == ']' || c == '}') {
      if (brackets_.empty()) return fail(std::string("unmatched '") + c + "'", span(at_, at_ + 1));
      Tokens::Open o = brackets_.back();
      brackets_.pop_back();
      bool fits = (o.bracket == '(' && c == ')') || (o.bracket == '[' && c == ']') || (o.bracket == '{' && c == '}');
      if (!fits) {
        std::string where = o.at.line != line_ ? " on line " + std::to_string(o.at.line) : "";
        return fail(std::string("closing parenthesis '") + c + "' does not match opening parenthesis '" + o.bracket + "'" + where, span(at_, at_ + 1));
      }
    }
    push(Token::Kind::kOp, at_, at_ + 1);
    ++at_;
    return true;
  }

  std::string_view text_;
  Tokens out_;
  size_t at_ = 0, line_begin_ = 0;
  uint32_t line_ = 1;
  std::vector<std::pair<size_t, size_t>> indents_{{0, 0}};
  std::vector<Tokens::Open> brackets_;
};

}  // namespace

Tokens tokenize(std::string_view text) {
  if (text.substr(0, 3) == "\xef\xbb\xbf") text.remove_prefix(3);
  return Tokenizer(text).run();
}

}  // namespace misfit::py
