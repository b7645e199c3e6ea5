// Reads the last line that names an exception, and writes programs from the shapes in its message.
#include "study/pasted.h"

#include <cctype>

#include "explain/reading.h"

namespace misfit {
namespace {

bool exception_name(std::string_view s) {
  for (char c : s) if (!std::isalnum(static_cast<unsigned char>(c)) && c != '_' && c != '.') return false;
  for (std::string_view end : {"Error", "Exception", "Interrupt", "Iteration"}) if (s.size() > end.size() && s.ends_with(end)) return true;
  return false;
}

// "ValueError: Input 0 …": the last such line, with everything after it.
bool find_error(const std::string& text, std::string& type, std::string& message) {
  bool found = false;
  for (size_t at = 0; at < text.size();) {
    const size_t stop = std::min(text.find('\n', at), text.size());
    const size_t first = std::min(text.find_first_not_of(" \t", at), stop), colon = text.find(':', first);
    if (colon < stop && exception_name(std::string_view(text).substr(first, colon - first))) {
      const std::string name = text.substr(first, colon - first);
      type = name.substr(name.rfind('.') == std::string::npos ? 0 : name.rfind('.') + 1);
      message = text.substr(std::min(text.size(), colon + 1));
      found = true;
    }
    at = stop + 1;
  }
  const size_t begin = message.find_first_not_of(" \n");
  message = begin == std::string::npos ? "" : message.substr(begin);
  while (!message.empty() && std::isspace(static_cast<unsigned char>(message.back()))) message.pop_back();
  return found;
}

std::string filled(std::string_view sentence, const Reading& r) {
  std::string out;
  while (!sentence.empty()) {
    const size_t open = std::min(sentence.find('{'), sentence.size()), close = sentence.find('}', open);
    out += sentence.substr(0, open);
    if (close == std::string_view::npos) break;
    const std::string_view hole = sentence.substr(open + 1, close - open - 1);
    const std::string& value = r[hole];
    out += hole == "data" ? "The data" : value.empty() ? "…" : value;
    sentence.remove_prefix(close + 1);
  }
  return out;
}

std::string list(const Shape& s, size_t from, int64_t batch) {
  std::string out;
  for (size_t i = from; i < s.rank(); ++i) out += (i > from ? ", " : "") + std::to_string(s[i] < 0 ? (i == 0 ? batch : 8) : s[i]);
  return out;
}
std::string tuple(const Shape& s, size_t from, int64_t batch) { return "(" + list(s, from, batch) + (s.rank() == from + 1 ? ",)" : ")"); }

// A message that says None was of batches of which the last is smaller; one that says 32, of batches all alike.
constexpr int64_t kSomeRows = 40;
std::string rows_text(const Shape& s) { return std::to_string(s.rank() == 0 || s[0] < 0 ? kSomeRows : s[0]); }

constexpr const char* kHead = "import numpy as np\nimport tensorflow as tf\n\n";

std::string_view first_layer(const Shape& input) {
  if (input.rank() == 4 && (input[1] < 0 || input[1] >= 3) && (input[2] < 0 || input[2] >= 3)) return "    tf.keras.layers.Conv2D(8, 3, activation='relu'),\n    tf.keras.layers.GlobalMaxPooling2D(),\n";
  if (input.rank() == 3) return "    tf.keras.layers.LSTM(8),\n";
  if (input.rank() > 2) return "    tf.keras.layers.Flatten(),\n";
  return "";
}

std::string model_program(const Shape& data, const Shape& input, bool says_input) {
  std::string p = kHead;
  p += "x = np.random.rand" + tuple(data, 0, kSomeRows) + "\ny = np.random.randint(0, 2, " + rows_text(data) + ")\n\nmodel = tf.keras.Sequential([\n";
  if (says_input) p += "    tf.keras.layers.Input(shape=" + tuple(input, 1, 32) + "),\n";
  p += first_layer(input);
  p += "    tf.keras.layers.Dense(2, activation='softmax'),\n])\nmodel.compile(optimizer='adam', loss='sparse_categorical_crossentropy')\nmodel.fit(x, y, epochs=2, verbose=0)\n";
  return p;
}

std::string label_program(const std::string& labels, const std::string& rows, int64_t outputs, const char* loss) {
  return std::string(kHead) + "x = np.random.rand(" + rows + ", 4)\ny = " + labels + "\n\nmodel = tf.keras.Sequential([\n    tf.keras.layers.Input(shape=(4,)),\n    tf.keras.layers.Dense(" +
         std::to_string(outputs) + ", activation='softmax'),\n])\nmodel.compile(optimizer='adam', loss='" + loss + "')\nmodel.fit(x, y, epochs=2, verbose=0)\n";
}

std::string two_operands(const Shape& a, const Shape& b, const char* operation, bool numpy) {
  const std::string made = numpy ? "np.ones(" : "tf.ones(";
  return std::string(kHead) + "a = " + made + tuple(a, 0, 32) + ")\nb = " + made + tuple(b, 0, 32) + ")\nprint(" + operation + ")\n";
}

std::optional<int64_t> whole(const std::string& s) {
  if (s.empty() || s.size() > 9) return std::nullopt;
  for (char c : s) if (!std::isdigit(static_cast<unsigned char>(c))) return std::nullopt;
  return std::strtoll(s.c_str(), nullptr, 10);
}

std::string program_for(const Reading& r) {
  std::optional<Shape> shape = shape_in(r["shape"]), expected = shape_in(r["expected"]), a = shape_in(r["a"]), b = shape_in(r["b"]);
  const bool numpy = r.code.starts_with("numpy");
  switch (r.trouble) {
    case Trouble::kAxisLength: {
      std::optional<int64_t> length = whole(r["expected"]);
      if (!shape || shape->rank() < 2 || !length) return {};
      int64_t axis = std::strtoll(r["axis"].c_str(), nullptr, 10);
      if (axis < 0) axis += static_cast<int64_t>(shape->rank());
      if (axis <= 0 || axis >= static_cast<int64_t>(shape->rank())) return {};
      return model_program(*shape, shape->with(static_cast<size_t>(axis), *length), true);
    }
    case Trouble::kInputShape: return shape && expected && shape->rank() && expected->rank() > 1 ? model_program(*shape, *expected, true) : "";
    case Trouble::kRank: {
      std::optional<int64_t> rank = whole(r["expected"]);
      if (!shape || !rank || *rank < 3 || *rank > 4) return {};
      return model_program(*shape, *rank == 4 ? Shape{-1, 8, 8, 1} : Shape{-1, 8, 8}, false);
    }
    case Trouble::kProduct:
      if (!a || !b) return {};
      return two_operands(*a, *b, numpy ? "a @ b" : "tf.matmul(a, b)", numpy);
    case Trouble::kBroadcast: return a && b ? two_operands(*a, *b, "a + b", numpy) : "";
    case Trouble::kLossShapes: {
      std::optional<Shape> target = shape_in(r["target"]), output = shape_in(r["output"]);
      if (!target || !output || target->rank() < 1 || output->rank() != 2 || (*output)[1] < 1) return {};
      const bool sparse = r.code.find("sparse") != std::string::npos || r.code.find("leading") != std::string::npos;
      return label_program("np.random.rand" + tuple(*target, 0, kSomeRows), rows_text(*target), (*output)[1], sparse ? "sparse_categorical_crossentropy" : "categorical_crossentropy");
    }
    case Trouble::kLabelRange: {
      std::optional<int64_t> found = whole(r["found"]), classes = whole(r["expected"]);
      if (!found || !classes || *classes < 1) return {};
      return label_program("np.arange(32) % " + std::to_string(*found + 1), "32", *classes, "sparse_categorical_crossentropy");
    }
    case Trouble::kReshape: {
      std::optional<int64_t> count = whole(r["found"]);
      if (!count || !expected) return {};
      return std::string(kHead) + "x = np.arange(" + std::to_string(*count) + ")\nprint(x.reshape(" + list(*expected, 0, 1) + ").shape)\n";
    }
    case Trouble::kDType:
      if (r["op"] != "MatMul") return {};
      return std::string(kHead) + "a = tf.constant([[1, 2], [3, 4]])\nb = tf.constant([[0.5], [1.5]])\nprint(tf.matmul(a, b))\n";
    default: return {};
  }
}

}  // namespace

std::optional<Pasted> pasted_error(const std::string& text, const std::vector<Lesson>* lessons) {
  Run::Exception e;
  if (text.size() > 100'000 || !find_error(text, e.type, e.message)) return std::nullopt;
  // A program may hold such a line; a traceback holds little else.
  const bool alone = text.find("Traceback (most recent call last)") != std::string::npos || text.find("  File \"") != std::string::npos;
  const size_t first = text.find_first_not_of(" \t\n");
  if (!alone && text.compare(first, e.type.size(), e.type) != 0 && text.find("Error: ") > text.find('\n')) return std::nullopt;
  const Reading r = read(e);
  Pasted p;
  p.error.type = e.type;
  p.error.message = e.message;
  if (!r.happened.empty()) p.error.happened = filled(r.happened, r) + (r.expected.empty() ? "" : " " + filled(r.expected, r));
  for (size_t i = 0; lessons && i < lessons->size() && !r.code.empty(); ++i) {
    const std::string& faults = (*lessons)[i].fault;
    const size_t at = faults.find(r.code);
    const bool whole_word = at != std::string::npos && (at + r.code.size() == faults.size() || faults[at + r.code.size()] == ',' || faults[at + r.code.size()] == ' ');
    if (whole_word) p.error.lessons.push_back(static_cast<int>(i));
  }
  p.program = program_for(r);
  p.error.program = !p.program.empty();
  if (!p.error.program) {
    for (size_t at = 0; at < text.size();) {
      const size_t stop = std::min(text.find('\n', at), text.size());
      p.program += "# " + text.substr(at, stop - at) + "\n";
      at = stop + 1;
    }
  }
  return p;
}

}  // namespace misfit
