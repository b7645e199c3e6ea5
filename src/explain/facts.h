// What a run tells about the learner's program: which call trains, what it was given and under which names, which model.
#pragma once
#include <optional>

#include "explain/birth.h"
#include "explain/program.h"
#include "explain/reading.h"

namespace misfit {

struct Facts {
  explicit Facts(const Run&);
  const Run& run;
  std::shared_ptr<const Program> kept;
  const Program& program;
  std::optional<Reading> reading;             // of the exception
  uint32_t end = 0;                           // byte where the run died, or the end of the text

  // The call that handed data to a model: fit, evaluate or predict. The one that died, else the first fit.
  const py::Syntax* fit = nullptr;
  const py::Syntax *x = nullptr, *y = nullptr;  // its data and labels, as written
  std::string x_name, y_name;                 // the variables behind them; "" if there is none
  const Step* data = nullptr;                 // the data as it was handed in; null: not recorded
  Shape x_shape = Shape::unknown_rank(), y_shape = Shape::unknown_rank();   // of the variables
  DType y_dtype = DType::kInvalid;

  const ModelInfo* model = nullptr;           // the model that was trained
  const py::Syntax* input = nullptr;          // where the text says what the model's input is: Input(...) or a layer with input_shape
  const py::Syntax* input_shape = nullptr;    // ... and the shape itself
  const py::Syntax* compile = nullptr;
  const py::Syntax* loss = nullptr;           // the loss as written
  std::string loss_name;                      // "sparse_categorical_crossentropy"; "" if it is no known one

  const LayerInfo* layer(std::string_view name) const;
  const py::Syntax* call_of(const LayerInfo&) const;           // where the text makes it
  std::string activation_of(const LayerInfo&) const;           // "sigmoid"; "" if none is written
  const Step* failed() const;                                  // the step that died, if one did
  std::string said(std::string_view variable) const;           // `images`, or "the data"
};

std::string article(std::string_view word);                    // "a" or "an"
std::string plural(int64_t n, std::string_view word);          // "1 axis", "3 axes"
std::string place(uint32_t line);                              // "line 8"

}  // namespace misfit
