// Special functions in double precision, and the loops that apply them.
#pragma once
#include "ops/elementwise/loops.h"
#include "ops/formula.h"
#include "ops/library_ops.h"
#include "ops/rules.h"

namespace misfit {
namespace special {

double igamma(double a, double x);             // regularized: from 0 up to 1
double igammac(double a, double x);
double zeta(double x, double q);
double polygamma(double n, double x);
double betainc(double a, double b, double x);
double bessel_i0e(double x);
double bessel_i1e(double x);
double ndtri(double p);

}  // namespace special

template <class F> std::optional<Fault> two_numbers(Kernel& k, F f) {
  binary_float(k, [&](auto x, auto y) { return static_cast<decltype(x)>(f(double(x), double(y))); });
  return std::nullopt;
}
template <class F> std::optional<Fault> one_number(Kernel& k, F f) {
  unary_float(k, [&](auto x) { return static_cast<decltype(x)>(f(double(x))); });
  return std::nullopt;
}

}  // namespace misfit
