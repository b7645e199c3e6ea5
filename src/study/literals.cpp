// The whole numbers of the syntax tree, each with the call, keyword and bracket it stands in.
#include "study/literals.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <string_view>

#include "explain/program.h"

namespace misfit {
namespace {

using py::Syn;
using py::Syntax;

constexpr size_t kLongestText = 200'000;   // beyond, nothing can be dragged
constexpr int kDeepest = 200;

constexpr std::string_view kShapeCalls[] = {
    "rand", "randn", "zeros", "ones", "full", "empty", "random", "normal", "uniform", "reshape", "Reshape", "Input", "InputLayer", "random_sample",
    "TensorShape", "broadcast_to", "resize", "standard_normal", "truncated_normal", "fill", "eye", "placeholder", "constant", "range", "arange"};
constexpr std::string_view kShapeKeywords[] = {"shape", "size", "input_shape", "batch_input_shape", "target_shape", "newshape", "units", "filters",
                                               "kernel_size", "strides", "pool_size", "num_classes", "depth", "input_dim", "output_dim", "batch_size",
                                               "input_length", "dilation_rate", "padding", "axis", "batch_shape", "maxlen"};
constexpr std::string_view kUnitLayers[] = {"Dense", "Conv1D", "Conv2D", "Conv3D", "Conv2DTranspose", "SeparableConv2D", "DepthwiseConv2D", "LSTM", "GRU",
                                            "SimpleRNN", "Embedding", "MaxPooling2D", "AveragePooling2D", "MaxPooling1D", "RepeatVector", "one_hot",
                                            "to_categorical", "batch", "repeat", "ZeroPadding2D", "UpSampling2D", "Cropping2D"};

template <size_t N> bool among(const std::string_view (&list)[N], std::string_view s) { return std::find(std::begin(list), std::end(list), s) != std::end(list); }

// What surrounds an expression.
struct Place {
  std::string_view callee, keyword;
  const Syntax* bracket = nullptr;         // the tuple, list or call it is an element of
  bool tuple = false;
  int place = 0, places = 0;
  bool subscript = false;
  bool assigned = false;                   // name = here
};

struct Walk {
  const Program& program;
  std::vector<Literal> found;

  bool digits(std::string_view s) const { return !s.empty() && s.size() <= 15 && std::all_of(s.begin(), s.end(), [](char c) { return std::isdigit(static_cast<unsigned char>(c)); }); }

  void number(const Syntax& s, const Place& at) {
    const std::string_view text = program.of(s.span);
    if (!digits(text)) return;
    Literal n;
    n.span = s.span;
    n.value = std::strtoll(std::string(text).c_str(), nullptr, 10);
    n.callee = std::string(at.callee);
    n.keyword = std::string(at.keyword);
    n.tuple = at.tuple;
    n.place = at.place;
    n.places = at.places;
    n.list_begin = at.bracket ? at.bracket->span.begin : 0;
    if (at.subscript) n.shape = false;
    else if (at.tuple) n.shape = among(kShapeKeywords, at.keyword) || among(kShapeCalls, at.callee) || among(kUnitLayers, at.callee);
    else if (!at.keyword.empty()) n.shape = among(kShapeKeywords, at.keyword);
    else if (at.callee == "randint") n.shape = at.place == 2;
    else if (at.bracket) n.shape = among(kShapeCalls, at.callee) || among(kUnitLayers, at.callee);
    else n.shape = at.assigned;
    found.push_back(std::move(n));
  }

  void list(const std::vector<Syntax*>& all, int depth) { for (const Syntax* s : all) expression(s, {}, depth); }

  void expression(const Syntax* s, Place at, int depth) {
    if (!s || depth > kDeepest) return;
    ++depth;
    // Inside anything but a bracket or an argument a number is no length by itself.
    Place nowhere;
    nowhere.callee = at.callee;
    nowhere.subscript = true;
    switch (s->kind) {
      case Syn::kConstant: number(*s, at); return;
      case Syn::kTuple:
      case Syn::kList: {
        Place in = at;
        in.bracket = s;
        in.tuple = true;
        in.assigned = false;
        in.places = static_cast<int>(s->items.size());
        for (size_t i = 0; i < s->items.size(); ++i) {
          in.place = static_cast<int>(i);
          expression(s->items[i], in, depth);
        }
        return;
      }
      case Syn::kCall: {
        expression(s->a, {}, depth);
        Place in;
        in.callee = callee(s);
        in.bracket = s;
        in.places = static_cast<int>(s->items.size());
        for (size_t i = 0; i < s->items.size(); ++i) {
          in.place = static_cast<int>(i);
          const Syntax* item = s->items[i];
          if (item && item->kind == Syn::kKeyword) {
            Place named = in;
            named.keyword = item->text;
            expression(item->a, named, depth);
          } else {
            expression(item, in, depth);
          }
        }
        return;
      }
      case Syn::kSubscript:
        expression(s->a, {}, depth);
        expression(s->b, nowhere, depth);
        return;
      case Syn::kAssign: {
        list(s->items, depth);
        Place value;
        value.assigned = true;
        expression(s->b, value, depth);
        return;
      }
      default: break;
    }
    const bool statement = s->kind >= Syn::kExpression;
    for (const Syntax* part : {s->a, s->b, s->c}) expression(part, statement ? Place{} : nowhere, depth);
    for (const Syntax* item : s->items) expression(item, statement ? Place{} : nowhere, depth);
    for (const auto* block : {&s->body, &s->other, &s->final, &s->decorators}) list(*block, depth);
    for (const py::Parameter& p : s->parameters) {
      Place value;
      value.assigned = true;
      expression(p.otherwise, value, depth);
    }
  }
};

}  // namespace

std::vector<Literal> literals(const std::string& text) {
  if (text.size() > kLongestText) return {};
  const std::shared_ptr<const Program> kept = program_of(text);
  const Program& program = *kept;
  Walk walk{program, {}};
  walk.list(program.body(), 0);
  std::sort(walk.found.begin(), walk.found.end(), [](const Literal& a, const Literal& b) { return a.span.begin < b.span.begin; });
  return std::move(walk.found);
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
