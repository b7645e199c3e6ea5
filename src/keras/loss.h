// Losses: an object with a name and a reduction around a function of (y_true, y_pred) that answers one value a sample.
#pragma once
#include "keras/math.h"

namespace misfit::keras {

// Parameters of a loss or metric beside y_true and y_pred: from_logits, axis, delta ...
class Params {
 public:
  Params() = default;
  explicit Params(py::Ref<py::Dict> values) : values_(std::move(values)) {}
  py::Value operator[](std::string_view name) const;
  double number(std::string_view name, double otherwise) const;
  int64_t integer(std::string_view name, int64_t otherwise) const;
  bool flag(std::string_view name, bool otherwise = false) const;
  const py::Ref<py::Dict>& dict() const { return values_; }

 private:
  py::Ref<py::Dict> values_;
};

struct LossCall {
  py::Value y_true_value, y_pred_value;           // as passed
  Operand y_true, y_pred;                         // converted; y_true not yet cast
  const Params& params;
  py::Value mask = {};                            // set by a loss that masks its own values (ignore_class)
};

// One loss function and its class. `class_params` are the class's own constructor arguments, before reduction and name.
struct LossDef {
  std::string_view class_name, function_name;
  std::vector<std::string_view> aliases2, aliases3;        // other names of the function in each Keras
  std::string_view params;                                  // "from_logits=False, label_smoothing=0.0, axis=-1"
  std::string_view class2, class3;                          // whole constructor signatures
  Operand (*compute)(Math&, LossCall&);
};
std::span<const LossDef* const> loss_defs();

struct Loss : py::Instance {
  static constexpr py::Kind kind{"keras.Loss", &py::Instance::kind};
  explicit Loss(py::Type* t) : Instance(kind, t) {}
  std::string name;
  py::Value given_name;                           // K2: None names no scope but the class's
  py::Value reduction;                            // "sum_over_batch_size", "sum", "none", "auto" (K2), None (K3) ...
  DType dtype = DType::kFloat32;
  const LossDef* def = nullptr;                   // a built-in loss
  py::Value function;                             // or a function of the program in a LossFunctionWrapper
  Params params;
  void clear() override { function = {}; params = {}; Instance::clear(); }
};

// loss(y_true, y_pred, sample_weight): the reduced value, in a name scope. A null sample_weight: none. Null: pending.
py::Value call_loss(py::Interp&, Loss&, const py::Value& y_true, const py::Value& y_pred, const py::Value& sample_weight);
// The values before reduction: loss.call(y_true, y_pred) in Python if the program's class has one.
py::Value call_loss_function(py::Interp&, Loss&, const py::Value& y_true, const py::Value& y_pred);
// K3's get_loss / K2's LossesContainer: a function of the program as a Loss.
py::Ref<Loss> wrap_loss(py::Interp&, const py::Value& function, std::string name);

// K3 reduce_weighted_values; K2 compute_weighted_loss. `mask`, `sample_weight` may be null.
py::Value reduce_weighted(py::Interp&, const Operand& values, const py::Value& sample_weight, const py::Value& mask,
                          std::string_view reduction);
// K3's squeeze_or_expand_to_same_rank, K2's squeeze_or_expand_dimensions; false: pending.
bool match_ranks(Math&, Operand& y_true, Operand& y_pred, bool expand_rank_1 = true);

}  // namespace misfit::keras
