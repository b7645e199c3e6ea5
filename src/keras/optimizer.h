// Optimizers: from gradients to assignments.
#pragma once
#include <map>

#include "keras/math.h"

namespace misfit::keras {

struct Optimizer;

// One rule: its slots a variable, and the assignments of one step.
struct OptimizerDef {
  std::string_view class_name, config_name;       // "Adam"; K3 names objects "adam"
  std::string_view keras2, keras3;                // own constructor arguments: "learning_rate=0.001, beta_1=0.9, ..."
  std::vector<std::string_view> (*slots)(const Optimizer&);        // "momentum", "velocity"
  bool (*update)(Math&, Optimizer&, const Operand& gradient, tf::Variable&, const Operand& learning_rate);
  bool (*check)(py::Interp&, py::Bound&) = nullptr;                // faults of the constructor
};
std::span<const OptimizerDef* const> optimizer_defs();

struct Optimizer : py::Instance {
  static constexpr py::Kind kind{"keras.Optimizer", &py::Instance::kind};
  explicit Optimizer(py::Type* t) : Instance(kind, t) {}
  const OptimizerDef* def = nullptr;              // null: a class of the program
  std::string name;
  py::Value learning_rate;                        // a Variable, a LearningRateSchedule or a callable
  py::Ref<tf::Variable> iterations;
  std::map<std::string, double> numbers;          // beta_1, momentum, epsilon, clipnorm ... as given
  std::map<std::string, bool> flags;              // nesterov, amsgrad, centered, use_ema
  std::vector<py::Ref<tf::Variable>> variables;   // iterations, learning_rate, slots, in order
  bool built = false;
  std::map<std::pair<const VariableCell*, std::string>, py::Ref<tf::Variable>> slots;
  std::vector<const VariableCell*> known;         // variables it was built with
  void clear() override { variables.clear(); slots.clear(); learning_rate = {}; iterations = {}; Instance::clear(); }

  double number(std::string_view key, double otherwise = 0) const;
  bool flag(std::string_view key) const;
  tf::Variable& slot(const tf::Variable& of, std::string_view slot_name);
};

// Makes the slots; K2 does so at the first apply, inside init_scope ("Creating variables on a non-first call" is tf.function's).
bool build_optimizer(py::Interp&, Optimizer&, const std::vector<py::Ref<tf::Variable>>&);
// The learning rate of the next step as an operand.
std::optional<Operand> current_learning_rate(py::Interp&, Optimizer&);
// Clips, decays, updates, constrains, counts the iteration. An empty gradient means none ("Gradients do not exist ..." warnings,
// "No gradients provided for any variable." errors). False: pending.
bool apply_gradients(py::Interp&, Optimizer&, std::vector<Operand> gradients, const std::vector<py::Ref<tf::Variable>>&);
// The end of fit(): with `use_ema` the weights take their running averages. False: pending.
bool finalize_variables(py::Interp&, Optimizer&, const std::vector<py::Ref<tf::Variable>>&);

}  // namespace misfit::keras
