// A scanner of brackets, names and numbers: enough of Python's surface to know which numbers are lengths of axes.
#include "study/literals.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <string_view>

namespace misfit {
namespace {

constexpr std::string_view kShapeCalls[] = {
    "rand", "randn", "zeros", "ones", "full", "empty", "random", "normal", "uniform", "reshape", "Reshape", "Input", "InputLayer", "random_sample",
    "TensorShape", "broadcast_to", "resize", "standard_normal", "truncated_normal", "randint", "fill", "eye", "placeholder", "constant", "range", "arange"};
constexpr std::string_view kShapeKeywords[] = {"shape", "size", "input_shape", "batch_input_shape", "target_shape", "newshape", "units", "filters",
                                               "kernel_size", "strides", "pool_size", "num_classes", "depth", "input_dim", "output_dim", "batch_size",
                                               "input_length", "dilation_rate", "padding", "axis", "batch_shape", "maxlen"};
constexpr std::string_view kUnitLayers[] = {"Dense", "Conv1D", "Conv2D", "Conv3D", "Conv2DTranspose", "SeparableConv2D", "DepthwiseConv2D", "LSTM", "GRU",
                                            "SimpleRNN", "Embedding", "MaxPooling2D", "AveragePooling2D", "MaxPooling1D", "RepeatVector", "one_hot",
                                            "to_categorical", "batch", "repeat", "ZeroPadding2D", "UpSampling2D", "Cropping2D"};

template <size_t N> bool among(const std::string_view (&list)[N], std::string_view s) { return std::find(std::begin(list), std::end(list), s) != std::end(list); }
bool word(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || static_cast<unsigned char>(c) >= 128; }

struct Open {
  char bracket; uint32_t at, line; bool call; std::string callee, keyword; std::string own_keyword; int place = 0; std::vector<size_t> inside; bool empty = true;
};

struct Scanner {
  const std::string& text;
  std::vector<Literal> found;
  std::vector<Open> open;
  uint32_t line = 1, line_begin = 0;
  size_t i = 0;
  std::string last_word, missing;
  bool word_adjacent = false;     // last_word ends right before the current character
  std::string pending_keyword;

  void newline() { ++line; line_begin = static_cast<uint32_t>(i + 1); }

  void skip_string() {
    char quote = text[i];
    uint32_t began = line;
    bool triple = text.compare(i, 3, std::string(3, quote)) == 0;
    i += triple ? 3 : 1;
    for (; i < text.size(); ++i) {
      if (text[i] == '\\') { if (i + 1 < text.size() && text[i + 1] == '\n') { ++i; newline(); } else ++i; continue; }
      if (text[i] == '\n') { if (!triple) break; newline(); }
      if (text[i] == quote && (!triple || text.compare(i, 3, std::string(3, quote)) == 0)) { i += triple ? 3 : 1; return; }
    }
    if (missing.empty()) missing = "line " + std::to_string(began) + ": the closing " + std::string(triple ? 3 : 1, quote);
  }

  void number() {
    size_t begin = i;
    while (i < text.size() && (word(text[i]) || text[i] == '.')) ++i;
    std::string_view digits(text.data() + begin, i - begin);
    if (!std::all_of(digits.begin(), digits.end(), [](char c) { return std::isdigit(static_cast<unsigned char>(c)); }) || digits.size() > 15) return;
    Literal n;
    n.span = {static_cast<uint32_t>(begin), static_cast<uint32_t>(i), line, static_cast<uint32_t>(begin - line_begin), line, static_cast<uint32_t>(i - line_begin)};
    n.value = std::strtoll(std::string(digits).c_str(), nullptr, 10);
    size_t before = begin;
    while (before > 0 && text[before - 1] == ' ') --before;
    size_t after = i;
    while (after < text.size() && text[after] == ' ') ++after;
    char left = before ? text[before - 1] : '\n', right = after < text.size() ? text[after] : '\n';
    // Alone in its place: nothing but brackets, commas and keywords beside it.
    bool alone = (left == '(' || left == '[' || left == ',' || left == '=' || left == '\n') && (right == ')' || right == ']' || right == ',' || right == '\n' || right == '#');
    for (auto level = open.rbegin(); level != open.rend(); ++level) if (level->call) { n.callee = level->callee; break; }
    if (!open.empty()) {
      Open& in = open.back();
      n.list_begin = in.at;
      n.place = in.place;
      n.tuple = !in.call;
      n.keyword = in.own_keyword.empty() ? in.keyword : in.own_keyword;
      in.inside.push_back(found.size());
      bool subscript = in.bracket == '[' && in.keyword == "[]";
      if (n.tuple) n.shape = !subscript && (among(kShapeKeywords, n.keyword) || among(kShapeCalls, n.callee) || among(kUnitLayers, n.callee));
      else if (!n.keyword.empty()) n.shape = among(kShapeKeywords, n.keyword);
      else n.shape = (n.callee == "randint" ? false : among(kShapeCalls, n.callee)) || among(kUnitLayers, n.callee);
      n.shape = n.shape && alone;
    } else {
      n.shape = alone && left == '=';      // a name that is given a number: n_classes = 10
    }
    found.push_back(std::move(n));
  }

  void step() {
    char c = text[i];
    if (c == '\n') { newline(); ++i; word_adjacent = false; return; }
    if (c == '#') { while (i < text.size() && text[i] != '\n') ++i; return; }
    if (c == '"' || c == '\'') { skip_string(); word_adjacent = false; if (!open.empty()) open.back().empty = false; return; }
    if (std::isdigit(static_cast<unsigned char>(c))) { if (!open.empty()) open.back().empty = false; number(); word_adjacent = false; return; }
    if (word(c)) {
      size_t begin = i;
      while (i < text.size() && word(text[i])) ++i;
      last_word = text.substr(begin, i - begin);
      word_adjacent = true;
      if (!open.empty()) open.back().empty = false;
      return;
    }
    if (c == '(' || c == '[' || c == '{') {
      Open level{c, static_cast<uint32_t>(i), line, c == '(' && word_adjacent && last_word != "in" && last_word != "return", word_adjacent ? last_word : "", "", "", 0, {}, true};
      if (c == '[' && (word_adjacent || (i > 0 && (text[i - 1] == ')' || text[i - 1] == ']')))) level.keyword = "[]";
      else if (!level.call && !open.empty()) level.keyword = open.back().own_keyword.empty() ? open.back().keyword : open.back().own_keyword;
      if (!open.empty()) open.back().empty = false;
      open.push_back(std::move(level));
      word_adjacent = false; ++i; return;
    }
    if (c == ')' || c == ']' || c == '}') {
      if (!open.empty()) {
        Open level = std::move(open.back());
        open.pop_back();
        bool trailing = i > 0 && text[i - 1] == ',';
        for (size_t k : level.inside) found[k].places = level.place + (trailing ? 0 : 1);
      } else if (missing.empty()) {
        missing = "line " + std::to_string(line) + ": a " + std::string(1, c) + " that nothing opened";
      }
      word_adjacent = false; ++i; return;
    }
    if (c == ',' && !open.empty()) { ++open.back().place; open.back().own_keyword.clear(); }
    if (c == '=' && word_adjacent && !open.empty() && open.back().call && i + 1 < text.size() && text[i + 1] != '=') open.back().own_keyword = last_word;
    if (c != ' ') word_adjacent = false;
    ++i;
  }
};

}  // namespace

std::vector<Literal> literals(const std::string& text) {
  Scanner s{text, {}, {}, 1, 0, 0, {}, {}, false, {}};
  while (s.i < text.size()) s.step();
  return std::move(s.found);
}

std::string unfinished(const std::string& text) {
  Scanner s{text, {}, {}, 1, 0, 0, {}, {}, false, {}};
  while (s.i < text.size()) s.step();
  if (!s.missing.empty()) return s.missing;
  if (s.open.empty()) return {};
  const Open& o = s.open.back();
  char closing = o.bracket == '(' ? ')' : o.bracket == '[' ? ']' : '}';
  return "line " + std::to_string(o.line) + ": the closing " + std::string(1, closing);
}

std::optional<size_t> literal_of_axis(const std::vector<Literal>& all, const Span& span, const Shape& shape, size_t axis) {
  if (!shape.known_rank() || axis >= shape.rank()) return std::nullopt;
  int64_t length = shape[axis];
  std::optional<size_t> alone;
  int same = 0;
  for (size_t k = 0; k < all.size(); ++k) {
    const Literal& n = all[k];
    if (!n.shape || n.span.begin < span.begin || n.span.end > span.end || n.value != length) continue;
    // The bracket that lists exactly these axes, or all but the batch.
    int missing = static_cast<int>(shape.rank()) - n.places;
    if ((missing == 0 || missing == 1) && n.place + missing == static_cast<int>(axis) && n.places > 1) return k;
    alone = k;
    ++same;
  }
  return same == 1 ? alone : std::nullopt;
}

std::string with_literal(const std::string& text, const Literal& n, int64_t value) {
  return text.substr(0, n.span.begin) + std::to_string(value) + text.substr(n.span.end);
}

}  // namespace misfit
