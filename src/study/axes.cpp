// Axis identities, by the layer that reads or writes them.
#include "study/axes.h"

#include <algorithm>

namespace misfit {
namespace {
using enum Axis;

bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }
bool recurrent(std::string_view c) { return has(c, "LSTM") || has(c, "GRU") || has(c, "RNN") || c == "Bidirectional"; }

Axes fitted(Axes axes, size_t rank) {
  while (axes.size() > rank) axes.erase(axes.begin() + static_cast<ptrdiff_t>(axes.size() > 2 ? 1 : axes.size() - 1));
  while (axes.size() < rank) axes.insert(axes.begin() + std::min<ptrdiff_t>(1, static_cast<ptrdiff_t>(axes.size())), kOther);
  return axes;
}
}  // namespace

std::string_view letter(Axis a) {
  constexpr std::string_view k[] = {"N", "T", "H", "W", "D", "C", "F", "K", "·"};
  return k[static_cast<int>(a)];
}
std::string_view name(Axis a) {
  constexpr std::string_view k[] = {"batch", "time", "height", "width", "depth", "channel", "feature", "class", "axis"};
  return k[static_cast<int>(a)];
}

Axes axes_for(size_t rank, std::string_view reader) {
  if (rank == 0) return {};
  if (rank == 1) return {kBatch};
  if (has(reader, "3D") || rank == 5) return fitted({kBatch, kDepth, kHeight, kWidth, kChannel}, rank);
  if (has(reader, "2D") || rank == 4) {
    if (rank == 3) return {kBatch, kHeight, kWidth};     // pictures whose channel axis is missing
    if (rank == 2) return {kBatch, kFeature};
    return fitted({kBatch, kHeight, kWidth, kChannel}, rank);
  }
  if (rank == 3) return recurrent(reader) || has(reader, "1D") || has(reader, "Embedding") || has(reader, "TimeDistributed") ? Axes{kBatch, kTime, kFeature}
                      : Axes{kBatch, kHeight, kWidth};
  if (has(reader, "Embedding")) return {kBatch, kTime};
  return {kBatch, kFeature};
}

Axes axes_after(std::string_view c, const Axes& in, size_t rank, bool last) {
  Axes out = in;
  if (rank == 0) return {};
  if (c == "Dense" || has(c, "Conv")) {
    if (rank && out.size() >= rank) out.resize(rank);
    out = fitted(out, rank);
    out.back() = has(c, "Conv") ? kChannel : last ? kClass : kFeature;
    return out;
  }
  if (c == "Flatten" || has(c, "Global")) { out = {kBatch, rank > 2 ? kOther : kFeature}; return fitted(has(c, "Global") && !in.empty() && rank == 2 ? Axes{kBatch, in.back()} : out, rank); }
  if (c == "Embedding") { out.push_back(kFeature); return fitted(out, rank); }
  if (recurrent(c)) return fitted(rank == 3 ? Axes{kBatch, kTime, kFeature} : Axes{kBatch, kFeature}, rank);
  if (c == "Reshape") return axes_for(rank, rank >= 4 ? "Conv2D" : "");
  return fitted(out, rank);
}

}  // namespace misfit
