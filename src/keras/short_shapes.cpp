// Shapes given by hand to build() and compute_output_shape() that are shorter than Keras reads them: which Python error that is.
#include <algorithm>

#include "keras/layer_members.h"

namespace misfit::keras {
namespace {

constexpr const char* kList = "list index out of range";
constexpr const char* kTuple = "tuple index out of range";
constexpr const char* kAssignment = "list assignment index out of range";

// Layers whose shape may not have less than `below` axes; where it `grows`, one more for each axis of space after the first.
// A null message: TensorShape's own words.
struct Row {
  const char* names;
  int below;
  bool grows;
  const char* message;
};

constexpr Row kBuild2[] = {
    {" Bidirectional GRU LSTM SimpleRNN ", 2, false, kAssignment},
    {" GlobalMaxPooling1D GlobalMaxPooling2D GlobalMaxPooling3D GlobalAveragePooling1D GlobalAveragePooling2D GlobalAveragePooling3D ", 2, true, kList},
    {" Conv1D Conv2D Conv3D SeparableConv1D SeparableConv2D ", 1, false, kList},
    {" Dense ", 1, false, kTuple}};

constexpr Row kShape2[] = {
    {" Conv1DTranspose Conv2DTranspose Conv3DTranspose ", 3, true, kAssignment},
    {" MaxPooling1D MaxPooling2D MaxPooling3D AveragePooling1D AveragePooling2D AveragePooling3D Cropping1D Cropping2D Cropping3D UpSampling1D UpSampling2D UpSampling3D "
     "ZeroPadding2D ZeroPadding3D GlobalMaxPooling1D GlobalMaxPooling2D GlobalMaxPooling3D GlobalAveragePooling1D GlobalAveragePooling2D GlobalAveragePooling3D ", 3, true, kList},
    {" DepthwiseConv1D DepthwiseConv2D ZeroPadding1D ", 3, true, kTuple},
    {" RepeatVector ", 2, false, kList},
    {" Reshape TimeDistributed ", 1, false, kList},
    {" Bidirectional GRU LSTM SimpleRNN ", 2, false, kTuple},
    {" Dense TimeDistributed ", 2, false, nullptr}};

constexpr Row kBuild3[] = {
    {" BatchNormalization LayerNormalization Bidirectional GRU LSTM SimpleRNN Conv1D Conv2D Conv3D Conv1DTranspose Conv2DTranspose Conv3DTranspose DepthwiseConv1D DepthwiseConv2D "
     "SeparableConv1D SeparableConv2D Dense ", 1, false, kTuple}};

constexpr Row kShape3[] = {
    {" Dense ", 1, false, kAssignment},
    {" ZeroPadding1D ZeroPadding2D ZeroPadding3D ", 2, true, kList},
    {" AveragePooling1D MaxPooling1D ", 1, false, kList},
    {" UpSampling1D UpSampling2D UpSampling3D ", 3, true, kTuple},
    {" Cropping1D Cropping2D RepeatVector Bidirectional GRU LSTM SimpleRNN ", 2, false, kTuple},
    {" Cropping3D ", 2, false, kList},
    {" Conv1D Conv2D Conv3D Conv1DTranspose Conv2DTranspose Conv3DTranspose DepthwiseConv1D DepthwiseConv2D SeparableConv1D SeparableConv2D Flatten Reshape "
     "GlobalMaxPooling1D GlobalMaxPooling2D GlobalMaxPooling3D GlobalAveragePooling1D GlobalAveragePooling2D GlobalAveragePooling3D ", 1, false, kTuple}};

int axes_of_space(std::string_view name) {
  for (int n = 1; n <= 3; ++n)
    if (name.find(std::to_string(n) + "D") != std::string_view::npos) return n;
  return 1;
}

}  // namespace

bool check_shape_length(py::Interp& in, Layer& layer, bool build, const std::vector<Shape>& shapes) {
  if (shapes.size() != 1 || !shapes[0].known_rank()) return true;
  const std::string name(layer.class_name()), word = " " + name + " ";
  const int rank = static_cast<int>(shapes[0].rank()), more = axes_of_space(name) - 1;
  const std::span<const Row> rows = build ? (in.keras3() ? std::span<const Row>(kBuild3) : kBuild2) : (in.keras3() ? std::span<const Row>(kShape3) : kShape2);
  const py::Value format = layer.dict ? layer.dict->get("data_format") : py::Value();
  const bool convolves = name.find("Conv") != std::string::npos && in.as_str(format).value_or("") == "channels_first";
  for (const Row& row : rows) {
    if (std::string_view(row.names).find(word) == std::string_view::npos) continue;
    const int below = row.below + (row.grows ? more : 0) + (convolves && row.below == 1 ? (in.keras3() ? 1 : 1 + more) : 0);
    if (rank >= below) continue;
    if (row.message) return in.raise("IndexError", row.message), false;
    return in.raise("ValueError", "Shape " + python_text(shapes[0]) + " must have rank at least 2"), false;
  }
  if (build || !in.keras3() || (name.rfind("MaxPooling", 0) != 0 && name.rfind("AveragePooling", 0) != 0) || more == 0) return true;
  // Keras 3 computes with NumPy arrays of the lengths of space.
  const int space = std::max(rank - 2, 0);
  if (space == more + 1 || space == 1) return true;
  in.raise("ValueError", "operands could not be broadcast together with shapes (" + std::to_string(space) + ",) (" + std::to_string(more + 1) + ",) ");
  return false;
}

}  // namespace misfit::keras
