// model.summary(): the table of each Keras, to the character.
#include <cmath>
#include <cstdio>
#include <unordered_map>

#include "keras/fit/trainer.h"
#include "keras/layer_members.h"
#include "keras/model.h"
#include "keras/nest.h"

namespace misfit::keras {
namespace {

using Weights = std::vector<py::Ref<tf::Variable>>;

int64_t count(const Weights& weights) {
  int64_t n = 0;
  for (const auto& w : weights) n += w->cell->shape.elements();
  return n;
}

double bytes(const Weights& weights) {
  double n = 0;
  for (const auto& w : weights) n += static_cast<double>(w->cell->shape.elements()) * static_cast<double>(size_of(w->cell->dtype));
  return n;
}

std::string memory(double size, std::string_view smallest) {
  const std::string units[] = {std::string(smallest), "KB", "MB", "GB", "TB", "PB"};
  size_t unit = 0;
  while (size / 1024 >= 1 && unit < 5) size /= 1024, ++unit;
  char text[64];
  std::snprintf(text, sizeof text, "%.2f %s", size, units[unit].c_str());
  return text;
}

std::string with_commas(int64_t n) {
  std::string s = std::to_string(n);
  for (int64_t i = static_cast<int64_t>(s.size()) - 3; i > 0; i -= 3) s.insert(static_cast<size_t>(i), ",");
  return s;
}

// Whether each layer simply follows the one before it.
bool is_stack(py::Interp& in, Model& m) {
  if (py::cast<Sequential>(py::Value(&m)) || !m.graph) return true;
  std::vector<LayerNode*> nodes;
  for (const auto& depth : m.graph->nodes) {
    if (depth.size() > 1 || (depth.size() == 1 && depth[0]->inputs.size() > 1)) return false;
    nodes.insert(nodes.end(), depth.begin(), depth.end());
  }
  for (const auto& layer : m.layers(in)) {
    int uses = 0;
    for (const auto& node : layer->inbound)
      for (LayerNode* n : nodes) uses += n == node.get();
    if (uses > 1) return false;
  }
  return true;
}

std::vector<std::string> connections(Model& m, Layer& layer) {
  std::vector<std::string> list;
  for (const auto& node : layer.inbound) {
    if (!m.graph->contains(node.get())) continue;
    for (const auto& x : node->inputs)
      list.push_back(x->operation->name + "[" + std::to_string(x->node_index) + "][" + std::to_string(x->tensor_index) + "]");
  }
  return list;
}

// ---- Keras 3: a table as the rich library draws it ----

std::string format_shapes(py::Interp& in, Layer& layer) {
  auto text = [&](const py::Value& structure) {
    py::Value shapes = nest::map(in, structure, [&](const py::Value& v) {
      Shape s = *shape_of(in, v);
      std::string out;
      for (int64_t d : s) out += (out.empty() ? "" : ", ") + (d < 0 ? std::string("None") : std::to_string(d));
      return in.str_value("(" + out + ")");
    });
    std::vector<py::Value> flat = nest::flatten(in, shapes);
    if (flat.size() == 1) return in.str(flat[0]).value_or("");
    std::string all = in.str(shapes).value_or(""), bare;
    for (char c : all)
      if (c != '\'') bare += c;
    return bare;
  };
  if (!layer.inbound.empty()) return text(layer.inbound.back()->output);
  if (layer.build_shapes.empty() || !layer.built) return "?";
  bool handled = true;
  std::optional<Shape> out = layer.output_shape(in, layer.build_shapes, &handled);
  if (in.pending()) in.take();
  return handled && out ? text(make_keras_tensor(in, DType::kFloat32, *out)) : "?";
}

size_t width_of(std::string_view s) {
  size_t n = 0;
  for (char c : s) n += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return n;
}

// Lines no wider than `width`; a word that is too long is cut with an ellipsis.
std::vector<std::string> wrap(const std::string& text, size_t width) {
  std::vector<std::string> lines;
  std::string line;
  size_t at = 0;
  auto flush = [&] {
    while (!line.empty() && line.back() == ' ') line.pop_back();
    if (width_of(line) > width) line = line.substr(0, width - 1) + "…";
    lines.push_back(line);
    line.clear();
  };
  while (at < text.size()) {
    size_t end = text.find(' ', at);
    end = end == std::string::npos ? text.size() : end;
    size_t next = end;
    while (next < text.size() && text[next] == ' ') ++next;
    std::string word = text.substr(at, end - at);
    if (!line.empty() && width_of(line) + width_of(word) > width) flush();
    line += text.substr(at, next - at);
    at = next;
  }
  if (!line.empty() || lines.empty()) flush();
  return lines;
}

enum class Align { kLeft, kRight, kCenter };

struct Table {
  std::vector<std::string> header;
  std::vector<Align> align;
  std::vector<size_t> widths;                     // of cells with their padding
  std::vector<std::vector<std::string>> rows;

  static std::string repeat(std::string_view s, size_t n) {
    std::string out;
    for (size_t i = 0; i < n; ++i) out += s;
    return out;
  }
  std::string rule(std::string_view left, std::string_view line, std::string_view between, std::string_view right) const {
    std::string out(left);
    for (size_t i = 0; i < widths.size(); ++i) out += (i ? std::string(between) : "") + repeat(line, widths[i]);
    return out + std::string(right) + "\n";
  }
  std::string cells(const std::vector<std::string>& row, std::string_view bar) const {
    std::vector<std::vector<std::string>> wrapped;
    size_t height = 1;
    for (size_t i = 0; i < widths.size(); ++i) {
      wrapped.push_back(wrap(row[i], widths[i] - 2));
      height = std::max(height, wrapped.back().size());
    }
    std::string out;
    for (size_t k = 0; k < height; ++k) {
      out += bar;
      for (size_t i = 0; i < widths.size(); ++i) {
        std::string text = k < wrapped[i].size() ? wrapped[i][k] : "";
        size_t room = widths[i] - 2 - width_of(text), before = align[i] == Align::kLeft ? 0 : align[i] == Align::kRight ? room : room / 2;
        out += " " + std::string(before, ' ') + text + std::string(room - before, ' ') + " " + std::string(bar);
      }
      out += "\n";
    }
    return out;
  }
  std::string text() const {
    std::string out = rule("┏", "━", "┳", "┓") + cells(header, "┃") + rule("┡", "━", "╇", "┩");
    for (size_t i = 0; i < rows.size(); ++i) out += (i ? rule("├", "─", "┼", "┤") : "") + cells(rows[i], "│");
    return out + rule("└", "─", "┴", "┘");
  }
};

// Fixed widths that do not fit are reduced evenly, as rich does.
std::vector<size_t> fitted(const std::vector<double>& positions, int64_t line_length) {
  std::vector<int64_t> widths;
  int64_t current = 0, total = 0;
  for (double p : positions) {
    auto end = static_cast<int64_t>(p * static_cast<double>(line_length));
    widths.push_back(end - current + 2);
    current = end;
    total += widths.back();
  }
  int64_t excess = total - (line_length - static_cast<int64_t>(positions.size()) - 1);
  std::vector<size_t> out;
  auto left = static_cast<int64_t>(widths.size());
  for (int64_t w : widths) {
    int64_t share = excess > 0 ? static_cast<int64_t>(std::nearbyint(static_cast<double>(excess) / static_cast<double>(left))) : 0;
    out.push_back(static_cast<size_t>(w - share));
    excess -= share;
    --left;
  }
  return out;
}

void add_rows(py::Interp& in, Model& top, Layer& layer, bool stack, bool nested, bool trainable, int level, Table& table) {
  std::string prefix = level ? std::string(static_cast<size_t>(level) * 3, ' ') + "└ " : "";
  std::vector<std::string> row{prefix + layer.name + " (" + std::string(layer.class_name()) + ")", format_shapes(in, layer),
                               layer.built ? with_commas(count_params(in, layer)) : "0 (unbuilt)"};
  if (!stack) {
    std::string all;
    for (const std::string& c : connections(top, layer)) all += (all.empty() ? "" : ", ") + c;
    row.push_back(all.empty() ? "-" : all);
  }
  if (trainable) row.push_back(weights_of(in, layer).empty() ? "-" : layer.trainable ? "Y" : "N");
  table.rows.push_back(row);
  auto* model = py::cast<Model>(py::Value(&layer));
  if (!nested || !model) return;
  for (const auto& sub : model->layers(in)) add_rows(in, top, *sub, stack, nested, trainable, level + 1, table);
}

std::string summary_keras3(py::Interp& in, Model& m, int64_t line_length, bool nested, bool trainable) {
  bool stack = is_stack(in, m);
  std::vector<double> positions = stack ? std::vector<double>{0.45, 0.80, 1.0} : std::vector<double>{0.3, 0.56, 0.74, 1.0};
  Table table;
  table.header = {"Layer (type)", "Output Shape", "Param #"};
  table.align = {Align::kLeft, Align::kLeft, Align::kRight};
  if (!stack) table.header.push_back("Connected to"), table.align.push_back(Align::kLeft);
  if (trainable) {
    for (double& p : positions) p *= 0.90;
    positions.push_back(1.0);
    table.header.push_back("Trainable");
    table.align.push_back(Align::kCenter);
  }
  constexpr int64_t kTerminal = 80;
  table.widths = fitted(positions, line_length > 0 ? line_length : kTerminal - 4);
  std::vector<py::Ref<Layer>> layers = py::cast<Sequential>(py::Value(&m)) || !m.graph ? m.layers(in) : m.graph->operations;
  for (const auto& layer : layers) add_rows(in, m, *layer, stack, nested, trainable, 0, table);
  Weights train = trainable_weights_of(in, m), frozen = non_trainable_weights_of(in, m), optimizer;
  bool optimizer_built = m.trainer && m.trainer->optimizer && m.trainer->optimizer->built;
  if (optimizer_built) optimizer = m.trainer->optimizer->variables;
  auto line = [&](const std::string& what, int64_t n, double size) { return " " + what + " params: " + with_commas(n) + " (" + memory(size, "B") + ")\n"; };
  std::string text = "Model: \"" + m.name + "\"\n" + table.text();
  text += line("Total", count(train) + count(frozen) + count(optimizer), bytes(train) + bytes(frozen) + bytes(optimizer));
  text += line("Trainable", count(train), bytes(train)) + line("Non-trainable", count(frozen), bytes(frozen));
  if (optimizer_built) text += line("Optimizer", count(optimizer), bytes(optimizer));
  return text;
}

// ---- Keras 2: columns cut at positions ----

struct Columns {
  std::vector<int64_t> positions;
  std::string out;

  void row(std::vector<std::string> left, int64_t level) {
    auto any = [&] {
      for (const std::string& s : left)
        if (!s.empty()) return true;
      return false;
    };
    while (any()) {
      std::string line;
      for (size_t col = 0; col < left.size(); ++col) {
        bool last = col + 1 == positions.size();
        int64_t start = col ? positions[col - 1] : 0, end = positions[col], space = last ? 0 : 2, cut = end - start - space;
        if (!last) --cut;
        if (col == 0) cut -= level;
        std::string fit = left[col].substr(0, static_cast<size_t>(std::max<int64_t>(cut, 0)));
        size_t best = std::string::npos;
        for (const char* mark : {"),", "},", "],", "',"}) {
          size_t at = fit.find(mark);
          if (at != std::string::npos) best = std::min(best, at + 2);
        }
        if (best != std::string::npos) cut = static_cast<int64_t>(best), fit = fit.substr(0, best);
        if (col == 0) line += std::string(static_cast<size_t>(level), '|') + " ";
        line += fit + std::string(static_cast<size_t>(space), ' ');
        left[col] = static_cast<size_t>(cut) < left[col].size() ? left[col].substr(static_cast<size_t>(cut)) : "";
        int64_t fill = positions[col] - static_cast<int64_t>(line.size()) - (level && last ? level : 0);
        if (fill > 0) line += std::string(static_cast<size_t>(fill), ' ');
      }
      out += line + std::string(static_cast<size_t>(level), '|') + "\n";
    }
  }
};

std::string output_shape_keras2(py::Interp& in, Layer& layer) {
  py::Value shape = in.get_attr(py::Value(&layer), "output_shape");
  if (!shape) {
    in.take();
    return "multiple";
  }
  return in.str(shape).value_or("");
}

void add_layer_keras2(py::Interp& in, Model& top, Layer& layer, bool stack, bool nested, bool trainable, int64_t level, bool last, int64_t width, Columns& c) {
  auto* model = py::cast<Model>(py::Value(&layer));
  bool unused = !layer.built && !(model && model->graph);
  std::vector<std::string> row{layer.name + " (" + std::string(layer.class_name()) + ")", output_shape_keras2(in, layer),
                               stack && unused ? "0 (unused)" : std::to_string(count_params(in, layer))};
  if (!stack) {
    std::string all;
    for (const std::string& s : connections(top, layer)) all += (all.empty() ? "'" : ", '") + s + "'";
    row.push_back("[" + all + "]");
  }
  if (trainable) row.push_back(layer.trainable ? "Y" : "N");
  c.row(row, level);
  auto bars = [&](int64_t n) { return std::string(static_cast<size_t>(n), '|'); };
  auto line = [&](int64_t n) {
    std::string s;
    for (int64_t i = 0; i < n; ++i) s += "¯";
    return s;
  };
  if (nested && model && !model->layers(in).empty()) {
    c.out += bars(level + 1) + line(width - 2 * level - 2) + bars(level + 1) + "\n";
    std::vector<py::Ref<Layer>> subs = model->layers(in);
    for (size_t i = 0; i < subs.size(); ++i) {
      last = i + 1 == subs.size();
      add_layer_keras2(in, top, *subs[i], stack, nested, trainable, level + 1, last, width, c);
    }
    c.out += bars(level) + line(width - 2 * level) + bars(level) + "\n";
    last = false;
  }
  if (!last) c.out += bars(level) + std::string(static_cast<size_t>(width - 2 * level), ' ') + bars(level) + "\n";
}

std::string summary_keras2(py::Interp& in, Model& m, int64_t line_length, bool nested, bool trainable) {
  bool stack = is_stack(in, m);
  int64_t width = line_length > 0 ? line_length : stack ? 65 : 98;
  Columns c;
  for (double p : stack ? std::vector<double>{0.45, 0.85, 1.0} : std::vector<double>{0.3, 0.6, 0.70, 1.0})
    c.positions.push_back(static_cast<int64_t>(static_cast<double>(width) * p));
  std::vector<std::string> header{"Layer (type)", "Output Shape", "Param #"};
  if (!stack) header.push_back("Connected to");
  if (trainable) {
    width += 11;
    c.positions.push_back(width);
    header.push_back("Trainable");
  }
  auto line = [&](char ch) { return std::string(static_cast<size_t>(width), ch) + "\n"; };
  c.out = "Model: \"" + m.name + "\"\n" + line('_');
  c.row(header, 0);
  c.out += line('=');
  for (const auto& layer : m.layers(in)) add_layer_keras2(in, m, *layer, stack, nested, trainable, 0, false, width, c);
  c.out += line('=');
  Weights train = trainable_weights_of(in, m), frozen = non_trainable_weights_of(in, m);
  auto total = [&](const std::string& what, int64_t n, double size) { c.out += what + " params: " + std::to_string(n) + " (" + memory(size, "Byte") + ")\n"; };
  total("Total", count(train) + count(frozen), bytes(train) + bytes(frozen));
  total("Trainable", count(train), bytes(train));
  total("Non-trainable", count(frozen), bytes(frozen));
  return c.out + line('_');
}

}  // namespace

std::string summary_text(py::Interp& in, Model& m, int64_t line_length, bool nested, bool trainable) {
  return in.keras3() ? summary_keras3(in, m, line_length, nested, trainable) : summary_keras2(in, m, line_length, nested, trainable);
}

void note_model(py::Interp& in, Model& m) {
  ModelInfo info;
  info.name = m.name;
  info.class_name = std::string(m.class_name());
  info.span = m.span;
  std::vector<py::Ref<Layer>> layers = m.graph ? m.graph->operations : m.layers(in);   // with the Inputs, where it knows them
  std::unordered_map<const Layer*, int> place;
  for (size_t i = 0; i < layers.size(); ++i) place.emplace(layers[i].get(), static_cast<int>(i));
  for (size_t i = 0; i < layers.size(); ++i) {
    Layer& l = *layers[i];
    LayerInfo one;
    one.name = l.name;
    one.class_name = std::string(l.class_name());
    one.span = l.span;
    one.input = one.output = Shape::unknown_rank();
    if (!l.inbound.empty()) {
      const LayerNode& node = *l.inbound.back();
      if (!node.inputs.empty()) one.input = node.inputs[0]->shape;
      if (!node.outputs.empty()) one.output = node.outputs[0]->shape;
      for (const auto& x : node.inputs)
        if (auto from = place.find(x->operation.get()); from != place.end()) one.inbound.push_back(from->second);
    }
    if (one.inbound.empty() && i > 0 && !m.graph) one.inbound.push_back(static_cast<int>(i) - 1);
    for (const auto& w : weights_of(in, l)) {
      std::string leaf = w->name;
      if (size_t slash = leaf.rfind('/'); slash != std::string::npos) leaf = leaf.substr(slash + 1);
      one.weights.emplace_back(leaf.substr(0, leaf.find(':')), w->cell->value);
      one.parameters += w->cell->shape.elements();
    }
    info.layers.push_back(std::move(one));
  }
  for (ModelInfo& known : in.trace.models)
    if (known.name == info.name) {
      known = std::move(info);
      return;
    }
  in.trace.models.push_back(std::move(info));
}

}  // namespace misfit::keras
