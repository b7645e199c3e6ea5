// Parameters of losses and metrics by name.
#include "keras/loss.h"

namespace misfit::keras {

py::Value Params::operator[](std::string_view name) const { return values_ ? values_->get(name) : py::Value(); }

double Params::number(std::string_view name, double otherwise) const {
  const py::Value v = (*this)[name];
  if (v.is_float()) return v.number();
  if (v.is_int() || v.is_bool()) return static_cast<double>(v.integer());
  return otherwise;
}

int64_t Params::integer(std::string_view name, int64_t otherwise) const {
  const py::Value v = (*this)[name];
  return v.is_int() || v.is_bool() ? v.integer() : otherwise;
}

bool Params::flag(std::string_view name, bool otherwise) const {
  const py::Value v = (*this)[name];
  if (v.is_bool() || v.is_int()) return v.integer() != 0;
  if (v.is_none()) return false;
  return otherwise;
}

}  // namespace misfit::keras
